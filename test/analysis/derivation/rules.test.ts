import { describe, expect, test } from 'vitest';
import {
  type CustomerFact,
  type DealFact,
  type Facts,
  type InteractionFact,
  noFacts,
  type OrderLineFact,
  type ProductFact,
} from '../../../src/analysis/derivation/facts.ts';
import { deriveLedger } from '../../../src/analysis/derivation/ledger.ts';
import { computeWindows, intervalMedians } from '../../../src/analysis/derivation/windows.ts';
import { addDays } from '../../../src/model/days.ts';
import { policyOn } from '../../support/facts.ts';

const at = (day: string, time = '09:00'): number => Date.parse(`${day}T${time}:00Z`);
const origin = { source: 'main', updatedAt: null };
let number = 0;
const line = (day: string, changes: Partial<OrderLineFact> = {}): OrderLineFact => ({
  ...origin,
  lineId: `l${++number}`,
  orderId: `o-${changes.customerId ?? 'a'}-${day}`,
  customerId: 'a',
  orderedAt: at(day),
  productId: '',
  netAmount: '100',
  currency: '',
  cogs: null,
  serviceCost: null,
  salesType: '',
  channel: '',
  campaign: '',
  dealId: '',
  refundOf: '',
  status: '',
  class: '',
  contractFrom: null,
  contractTo: null,
  monthlyAmount: null,
  ...changes,
});
const talk = (day: string, changes: Partial<InteractionFact> = {}): InteractionFact => ({
  ...origin,
  id: `i${++number}`,
  occurredAt: at(day, '08:00') + number,
  kind: 'visit',
  customerId: 'a',
  personId: '',
  anonymousId: '',
  channel: '',
  campaign: '',
  dealId: '',
  actor: '',
  hours: null,
  ...changes,
});
const deal = (opened: string, changes: Partial<DealFact> = {}): DealFact => ({
  ...origin,
  id: `h${++number}`,
  dealId: 'd',
  customerId: 'a',
  openedAt: at(opened),
  stage: '',
  stageEnteredAt: null,
  outcome: 'open',
  closedAt: null,
  amount: null,
  currency: '',
  process: '',
  owner: '',
  channel: '',
  campaign: '',
  productId: '',
  ...changes,
});
const product = (productId: string, changes: Partial<ProductFact> = {}): ProductFact => ({
  ...origin,
  productId,
  family: '',
  rung: null,
  cogsRate: null,
  resultKind: '',
  ...changes,
});
const customer = (changes: Partial<CustomerFact> = {}): CustomerFact => ({
  ...origin,
  customerId: 'a',
  name: '',
  kind: '',
  segment: '',
  salesType: '',
  createdAt: null,
  taxId: '',
  email: '',
  phone: '',
  partnerId: '',
  props: {},
  ...changes,
});

const policy = policyOn('2026-12-31', {
  window: { lostAfterDays: 100, atRiskAfterDays: 50 },
  activation_kinds: ['result'],
  winback_kinds: ['return'],
  referral_kinds: ['refer'],
});
const derive = (facts: Partial<Facts>, changes: Partial<typeof policy> = {}) =>
  deriveLedger({ ...noFacts(), ...facts }, { ...policy, ...changes });
const classesOf = (facts: Partial<Facts>) => derive(facts).lines.map((row) => [row.day, row.class]);
const staysOf = (facts: Partial<Facts>, changes: Partial<typeof policy> = {}) =>
  derive(facts, changes).intervals.map((row) => `${row.stage} ${row.from} ${row.to ?? '…'}`);

describe('which facts count', () => {
  test('cancelled and unpaid lines count nowhere, whatever the case', () => {
    const ledger = derive({
      orderLines: [line('2025-01-01', { status: 'Cancelled' }), line('2025-01-02', { status: 'UNPAID' })],
    });
    expect([ledger.lines, ledger.orders, ledger.profiles]).toEqual([[], [], []]);
  });

  test('a day is that of the time zone, and what is after the as-of day is not seen', () => {
    const orderLines = [line('2025-01-01', { orderedAt: at('2025-01-01', '21:30') }), line('2027-01-01')];
    expect(derive({ orderLines }).lines.map((row) => row.day)).toEqual(['2025-01-02']);
  });

  test('a refund is no order, and takes class, rate and dimensions of its sale', () => {
    const sale = line('2025-01-10', { netAmount: '1000', currency: 'EUR', channel: 'seo', cogs: '400' });
    const refund = line('2025-02-10', { netAmount: '-200', currency: 'EUR', refundOf: sale.lineId });
    const rates = [
      { ...origin, date: '2025-01-01', currency: 'EUR', rate: '92.5' },
      { ...origin, date: '2025-02-01', currency: 'EUR', rate: '95.1' },
    ];
    const { lines, orders } = derive({ orderLines: [sale, refund], rates });
    expect(lines.map((row) => [row.netMinor, row.cogsMinor, row.class, row.channel, row.isRefund])).toEqual([
      [9_250_000, 3_700_000, 'first', 'seo', false],
      [-1_850_000, -740_000, 'first', 'seo', true],
    ]);
    expect(orders).toHaveLength(1);
  });

  test('an order of nothing but negative lines is a refund, and one of an unknown line regular', () => {
    const { lines, orders } = derive({
      orderLines: [line('2025-01-01', { netAmount: '-5' }), line('2025-01-02', { netAmount: '-5', refundOf: 'gone' })],
    });
    expect(lines.map((row) => [row.isRefund, row.class])).toEqual([
      [true, 'regular'],
      [true, 'regular'],
    ]);
    expect(orders).toEqual([]);
  });

  test('an amount without a rate is unknown, and the order still counts', () => {
    const { lines, orders } = derive({ orderLines: [line('2025-01-01', { currency: 'USD' })] });
    expect([lines[0]?.netMinor, orders.length]).toEqual([null, 1]);
  });

  test('cost of goods: the line, its product, the mean of its family, else unknown', () => {
    const products = [product('p', { family: 'f', cogsRate: '0.4' }), product('q', { family: 'f' }), product('r')];
    const orderLines = [
      line('2025-01-01', { productId: 'p', cogs: '1' }),
      line('2025-01-01', { productId: 'p' }),
      line('2025-01-01', { productId: 'q' }),
      line('2025-01-01', { productId: 'r' }),
    ];
    expect(derive({ orderLines, products }).lines.map((row) => [row.cogsMinor, row.cogsAssumed])).toEqual([
      [100, false],
      [4000, false],
      [4000, true],
      [null, false],
    ]);
  });

  test('an anonymous id belongs to the customer of the first interaction that names both, earlier ones too', () => {
    const interactions = [
      talk('2025-01-01', { customerId: '', anonymousId: 'x' }),
      talk('2025-01-05', { anonymousId: 'x' }),
      talk('2025-01-06', { customerId: 'b', anonymousId: 'x' }),
      talk('2025-01-07', { customerId: '', personId: 'p' }),
    ];
    const ledger = derive({ interactions, people: [{ ...origin, personId: 'p', customerId: 'b' }] });
    expect(ledger.intervals.map((row) => [row.customer, row.stage, row.from])).toEqual([
      ['a', 'audience', '2025-01-01'],
      ['a', 'contact', '2025-01-05'],
      ['b', 'contact', '2025-01-06'],
    ]);
  });

  test('of several rows of one customer the last updated stands, else that of the first source by name', () => {
    const rows = [
      customer({ source: 'a', segment: 'old', updatedAt: 1 }),
      customer({ source: 'b', segment: 'new', updatedAt: 2 }),
    ];
    const undated = [customer({ source: 'b', segment: 'second' }), customer({ source: 'a', segment: 'first' })];
    const orderLines = [line('2025-01-01')];
    expect(derive({ customers: rows, orderLines }).profiles[0]?.segment).toBe('new');
    expect(derive({ customers: undated, orderLines }).profiles[0]?.segment).toBe('first');
  });
});

describe('class of a line', () => {
  const families = [
    product('tea', { family: 'tea', rung: '1' }),
    product('cup', { family: 'ware', rung: '1' }),
    product('pot', { family: 'ware', rung: '3' }),
  ];

  test('first lasts the merge days, inclusive', () => {
    expect(classesOf({ orderLines: [line('2025-01-01'), line('2025-01-08'), line('2025-01-09')] })).toEqual([
      ['2025-01-01', 'first'],
      ['2025-01-08', 'first'],
      ['2025-01-09', 'regular'],
    ]);
  });

  test('a new family or a higher rung than in earlier orders is development; lines of one order do not count', () => {
    const orderLines = [
      line('2025-01-01', { productId: 'tea' }),
      line('2025-02-01', { productId: 'cup' }),
      line('2025-02-01', { productId: 'pot' }),
      line('2025-03-01', { productId: 'cup' }),
      line('2025-03-01', { productId: 'unknown' }),
    ];
    expect(classesOf({ orderLines, products: families }).map(([, name]) => name)).toEqual([
      'first',
      'development',
      'development',
      'regular',
      'regular',
    ]);
  });

  test('after the loss an order is win-back whole, and the next is judged by the rules again', () => {
    const orderLines = [line('2025-01-01'), line('2025-04-12'), line('2025-04-20')];
    expect(classesOf({ orderLines }).map(([, name]) => name)).toEqual(['first', 'winback', 'regular']);
  });

  test('an order on the day of loss comes in time', () => {
    expect(classesOf({ orderLines: [line('2025-01-01'), line('2025-04-11')] })[1]).toEqual(['2025-04-11', 'regular']);
  });

  test('of a raised contract only the increment is development, and its refund falls into the same parts', () => {
    const raised = line('2025-02-01', {
      productId: 'x',
      monthlyAmount: '150',
      netAmount: '150.01',
      contractTo: '2026-01-31',
    });
    const orderLines = [
      line('2025-01-01', { productId: 'x', monthlyAmount: '100', contractTo: '2025-12-31' }),
      raised,
      line('2025-03-01', { netAmount: '-150.01', refundOf: raised.lineId }),
    ];
    expect(derive({ orderLines }).lines.map((row) => [row.class, row.netMinor])).toEqual([
      ['first', 10_000],
      ['regular', 10_001],
      ['development', 5000],
      ['regular', -10_001],
      ['development', -5000],
    ]);
  });

  test('a hand stands above the file and the file above the rules, and neither changes who is new', () => {
    const orderLines = [
      line('2025-01-01', { class: 'regular' }),
      line('2025-02-01', { lineId: 'hand', class: 'winback' }),
    ];
    const corrections = [{ kind: 'order_line' as const, source: 'main', id: 'hand', class: 'development' as const }];
    const ledger = derive({ orderLines }, { corrections });
    expect(ledger.lines.map((row) => [row.class, row.classBy])).toEqual([
      ['regular', 'file'],
      ['development', 'hand'],
    ]);
    expect(ledger.events.map((row) => row.kind).sort()).toEqual(['developed', 'lost', 'new']);
  });
});

describe('stages', () => {
  test('forward to a regular customer, to risk, loss, an abandoned attempt, and back', () => {
    const facts = {
      customers: [customer({ createdAt: at('2025-01-02'), segment: 's' })],
      interactions: [
        talk('2025-01-01', { customerId: '', anonymousId: 'x' }),
        talk('2025-01-03', { anonymousId: 'x' }),
        talk('2025-01-04'),
        talk('2025-01-12', { kind: 'result' }),
        talk('2025-06-10', { kind: 'return' }),
        talk('2025-06-20', { kind: 'return' }),
      ],
      deals: [deal('2025-01-05', { outcome: 'won', closedAt: at('2025-01-10') })],
      orderLines: [line('2025-01-10'), line('2025-02-10'), line('2025-12-01')],
    };
    expect(staysOf(facts, { asOf: '2025-12-15' })).toEqual([
      'audience 2025-01-01 2025-01-02',
      'contact 2025-01-02 2025-01-04',
      'qualified 2025-01-04 2025-01-05',
      'opportunity 2025-01-05 2025-01-10',
      'new 2025-01-10 2025-01-12',
      'activated 2025-01-12 2025-02-10',
      'regular 2025-02-10 2025-04-01',
      'at_risk 2025-04-01 2025-05-21',
      'lost 2025-05-21 2025-06-10',
      'winback 2025-06-10 2025-09-18',
      'lost 2025-09-18 2025-12-01',
      'regular 2025-12-01 …',
    ]);
  });

  test('a deal that is lost leads back to contact, and a later one to opportunity again', () => {
    const deals = [
      deal('2025-01-05', { outcome: 'lost', closedAt: at('2025-02-01') }),
      deal('2025-03-01', { dealId: 'e' }),
    ];
    expect(staysOf({ deals })).toEqual([
      'opportunity 2025-01-05 2025-02-01',
      'contact 2025-02-01 2025-03-01',
      'opportunity 2025-03-01 …',
    ]);
  });

  test('a deal reopened is one long chance', () => {
    const deals = [
      deal('2025-01-05', { stageEnteredAt: at('2025-01-20'), outcome: 'lost' }),
      deal('2025-01-05', { stageEnteredAt: at('2025-02-20'), outcome: 'open' }),
    ];
    expect(staysOf({ deals })).toEqual(['opportunity 2025-01-05 …']);
    expect(derive({ deals }).deals.map((row) => [row.outcome, row.closedDay])).toEqual([['open', null]]);
  });

  test('an order while at risk brings back to regular, or to developed once the life has developed', () => {
    const products = [product('tea', { family: 'tea' }), product('cup', { family: 'ware' })];
    const orderLines = [
      line('2025-01-01', { productId: 'tea' }),
      line('2025-03-01', { productId: 'tea' }),
      line('2025-03-10', { productId: 'cup' }),
      line('2025-05-20', { productId: 'tea' }),
    ];
    expect(staysOf({ products, orderLines }, { asOf: '2025-06-01' })).toEqual([
      'new 2025-01-01 2025-02-20',
      'at_risk 2025-02-20 2025-03-01',
      'regular 2025-03-01 2025-03-10',
      'developed 2025-03-10 2025-04-29',
      'at_risk 2025-04-29 2025-05-20',
      'developed 2025-05-20 …',
    ]);
  });

  test('a sign of doubt puts a customer at risk until the next order, before a result too, under a contract too', () => {
    const complaints = (...days: string[]) => days.map((day) => talk(day, { kind: 'complaint' }));
    const orderLines = [line('2025-01-01'), line('2025-01-30', { orderId: 'o2' })];
    const changes = { asOf: '2025-02-10', risk_kinds: ['complaint'] };
    expect(
      staysOf({ orderLines, interactions: complaints('2025-01-05', '2025-01-06', '2025-01-30') }, changes),
    ).toEqual([
      'new 2025-01-01 2025-01-05',
      'at_risk 2025-01-05 2025-01-30',
      'regular 2025-01-30 2025-01-30',
      'at_risk 2025-01-30 …',
    ]);
    const proven = [...complaints('2025-01-05'), talk('2025-01-07', { kind: 'result' })];
    expect(staysOf({ orderLines, interactions: proven }, { ...changes, activation_kinds: ['result'] })).toEqual([
      'new 2025-01-01 2025-01-05',
      'at_risk 2025-01-05 2025-01-30',
      'regular 2025-01-30 …',
    ]);
    const open = [line('2025-01-01', { monthlyAmount: '9' })];
    expect(staysOf({ orderLines: open, interactions: complaints('2025-02-01') }, changes)).toEqual([
      'new 2025-01-01 2025-02-01',
      'at_risk 2025-02-01 …',
    ]);
  });

  test('a sign of doubt before the first order, or once silence is a risk, changes nothing', () => {
    const interactions = ['2024-12-01', '2025-02-20', '2025-03-01'].map((day) => talk(day, { kind: 'complaint' }));
    const changes = { risk_kinds: ['complaint'], asOf: '2025-06-01' };
    const stays = staysOf({ orderLines: [line('2025-01-01')], interactions }, changes);
    expect(stays).toEqual([
      'contact 2024-12-01 2025-01-01',
      'new 2025-01-01 2025-02-20',
      'at_risk 2025-02-20 2025-04-11',
      'lost 2025-04-11 …',
    ]);
  });

  test('a contract keeps to its last day and the grace; one without end for good', () => {
    const until = [line('2025-01-01', { contractTo: '2025-12-31' })];
    expect(staysOf({ orderLines: until })).toEqual([
      'new 2025-01-01 2026-01-01',
      'at_risk 2026-01-01 2026-01-30',
      'lost 2026-01-30 …',
    ]);
    expect(staysOf({ orderLines: [line('2025-01-01', { monthlyAmount: '9' })] })).toEqual(['new 2025-01-01 …']);
  });

  test('an advocate is one until twelve months after the last referral', () => {
    const interactions = [talk('2024-02-29', { kind: 'refer' }), talk('2025-02-28', { kind: 'refer' })];
    expect(staysOf({ interactions })).toEqual(['contact 2024-02-29 …', 'advocate 2024-02-29 2026-02-28']);
  });

  test('timers are only known up to the as-of day', () => {
    const orderLines = [line('2025-01-01')];
    expect(staysOf({ orderLines }, { asOf: '2025-02-19' })).toEqual(['new 2025-01-01 …']);
    expect(staysOf({ orderLines }, { asOf: '2025-02-20' })).toEqual([
      'new 2025-01-01 2025-02-20',
      'at_risk 2025-02-20 …',
    ]);
  });
});

describe('windows', () => {
  test('come from a hundred intervals between order days, and not from fewer', () => {
    const orderLines = Array.from({ length: 101 }, (_, at) =>
      line(addDays('2025-01-01', at * 3), { orderId: `o${at}` }),
    );
    const medians = intervalMedians({ ...noFacts(), orderLines }, policy);
    expect(medians).toEqual([{ segment: '', intervals: 100, medianDays: 3 }]);
    expect(computeWindows(medians)).toEqual([{ segment: '', lostAfterDays: 12, atRiskAfterDays: 6 }]);
    expect(computeWindows(medians.map((row) => ({ ...row, intervals: 99 })))).toEqual([]);
  });
});
