import { describe, expect, test } from 'vitest';
import {
  type DealFact,
  type Facts,
  type InteractionFact,
  noFacts,
  type OrderLineFact,
} from '../../../src/analysis/derivation/facts.ts';
import { deriveLedger } from '../../../src/analysis/derivation/ledger.ts';
import type { Policy } from '../../../src/analysis/derivation/policy.ts';
import { policyOn } from '../../support/facts.ts';

const at = (day: string): number => Date.parse(`${day}T09:00:00Z`);
const origin = { source: 'main', updatedAt: null };
const order = (day: string, changes: Partial<OrderLineFact> = {}): OrderLineFact => ({
  ...origin,
  lineId: `l${day}`,
  orderId: `o${day}`,
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
  id: day,
  occurredAt: at(day),
  kind: 'call',
  customerId: 'a',
  personId: '',
  anonymousId: '',
  channel: '',
  campaign: '',
  dealId: '',
  actor: '',
  hours: '1',
  ...changes,
});
const deal = (changes: Partial<DealFact> = {}): DealFact => ({
  ...origin,
  id: 'h',
  dealId: 'd',
  customerId: 'a',
  openedAt: null,
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
const policy = policyOn('2026-12-31', {
  window: { lostAfterDays: 100, atRiskAfterDays: 50 },
  activation_kinds: ['result'],
  winback_kinds: ['return'],
});
const derive = (facts: Partial<Facts>) => deriveLedger({ ...noFacts(), ...facts }, policy);
const workOf = (facts: Partial<Facts>) => derive(facts).work.map((row) => [row.day, row.class]);

describe('hours logged on interactions', () => {
  test('belong to the class of the stage the customer stood in as the day began', () => {
    const interactions = [
      talk('2025-01-05'),
      // On the day of the first order the work was to win it.
      talk('2025-01-10'),
      talk('2025-01-11'),
      talk('2025-01-20', { kind: 'result' }),
      talk('2025-01-21'),
      talk('2025-03-15'),
      // Lost on 20 April: as that day begins the customer is still at risk.
      talk('2025-04-20'),
      talk('2025-04-21'),
      talk('2025-05-01', { kind: 'return' }),
      talk('2025-05-10'),
      talk('2025-05-11'),
    ];
    expect(workOf({ interactions, orderLines: [order('2025-01-10'), order('2025-05-10')] })).toEqual([
      ['2025-01-05', 'acquisition'],
      ['2025-01-10', 'acquisition'],
      ['2025-01-11', 'activation'],
      ['2025-01-20', 'activation'],
      ['2025-01-21', 'retention'],
      ['2025-03-15', 'retention'],
      ['2025-04-20', 'retention'],
      ['2025-04-21', 'winback'],
      ['2025-05-01', 'winback'],
      ['2025-05-10', 'winback'],
      ['2025-05-11', 'retention'],
    ]);
  });

  test('of an active customer are development on a deal, named or open on that day', () => {
    const orderLines = [order('2025-01-10'), order('2025-02-01'), order('2025-03-10')];
    const interactions = [
      talk('2025-01-15', { dealId: 'd' }),
      talk('2025-02-09'),
      talk('2025-02-10'),
      talk('2025-02-20'),
      talk('2025-02-21'),
      talk('2025-03-01', { dealId: 'd' }),
    ];
    const deals = [
      deal({ openedAt: at('2025-02-10'), outcome: 'lost', closedAt: at('2025-02-20'), process: 'long' }),
      // Closed, but nobody said when: as long as the day it opened.
      deal({ id: 'h2', dealId: 'e', openedAt: at('2025-02-21'), outcome: 'lost' }),
    ];
    expect(workOf({ interactions, orderLines, deals })).toEqual([
      ['2025-01-15', 'activation'],
      ['2025-02-09', 'retention'],
      ['2025-02-10', 'development'],
      ['2025-02-20', 'development'],
      ['2025-02-21', 'development'],
      ['2025-03-01', 'development'],
    ]);
    const processes = derive({ interactions, orderLines, deals }).work.map((row) => row.process);
    expect(processes).toEqual(['long', '', '', '', '', 'long']);
  });

  test('are whole thousandths above 0, each interaction a row', () => {
    const interactions = [
      talk('2025-01-05', { hours: '0.0005', actor: 'anna', channel: 'phone' }),
      talk('2025-01-06', { hours: '0.0004' }),
      talk('2025-01-07', { hours: '-1' }),
      talk('2025-01-08', { hours: null }),
      talk('2027-01-01'),
    ];
    expect(derive({ interactions }).work).toEqual([
      {
        source: 'main',
        interactionId: '2025-01-05',
        customer: 'a',
        day: '2025-01-05',
        class: 'acquisition',
        hoursMilli: 1,
        channel: 'phone',
        campaign: '',
        segment: '',
        process: '',
        actor: 'anna',
      },
    ]);
  });
});

describe('the price of a contract that ended', () => {
  const contract = (from: string, to: string): OrderLineFact =>
    order(from, { contractFrom: from, contractTo: to, monthlyAmount: '50' });
  const spansUnder = (policy: Partial<Policy>, ...lines: OrderLineFact[]): (string | null)[][] =>
    deriveLedger({ ...noFacts(), orderLines: lines }, policyOn('2025-12-31', policy))
      .contracts.map(({ from, to }) => [from, to])
      .sort();
  const [first, next] = [contract('2025-01-10', '2025-02-09'), contract('2025-02-20', '2025-03-19')];

  test('is in force to its last day, or to the day before where churn is on the last', () => {
    expect(spansUnder({}, first, next)).toEqual([
      ['2025-01-10', '2025-02-09'],
      ['2025-02-20', '2025-03-19'],
    ]);
    expect(spansUnder({ rr_churn_on: 'last_day' }, first, next)).toEqual([
      ['2025-01-10', '2025-02-08'],
      ['2025-02-20', '2025-03-18'],
    ]);
    // What is renewed without a gap does not churn.
    expect(spansUnder({ rr_churn_on: 'last_day' }, first, contract('2025-02-10', '2025-03-09'))[0]).toEqual([
      '2025-01-10',
      '2025-02-09',
    ]);
  });

  test('stays while the renewal may be past due, never beside the next contract', () => {
    expect(spansUnder({ rr_past_due_days: 5 }, first, next)).toEqual([
      ['2025-01-10', '2025-02-14'],
      ['2025-02-20', '2025-03-24'],
    ]);
    expect(spansUnder({ rr_past_due_days: 30 }, first, next)[0]).toEqual(['2025-01-10', '2025-02-19']);
  });

  test('goes through a pause that is short enough', () => {
    expect(spansUnder({ rr_pause_days: 10 }, first, next)[0]).toEqual(['2025-01-10', '2025-02-19']);
    expect(spansUnder({ rr_pause_days: 9 }, first, next)[0]).toEqual(['2025-01-10', '2025-02-09']);
  });
});

describe('a coupon on the price of a contract', () => {
  const priceUnder = (rr_coupons: Policy['rr_coupons'], from: string, to: string | null, paid: string) => {
    const line = order(from, { contractFrom: from, contractTo: to, monthlyAmount: '100', netAmount: paid });
    const { contracts } = deriveLedger({ ...noFacts(), orderLines: [line] }, policyOn('2025-12-31', { rr_coupons }));
    return contracts[0]?.monthlyMinor;
  };

  test('is not in the price as written, and lowers it to what was paid over the months of the term where deducted', () => {
    expect(priceUnder('as_written', '2025-01-10', '2025-02-09', '80')).toBe(100_00);
    expect(priceUnder('deducted', '2025-01-10', '2025-02-09', '80')).toBe(80_00);
    expect(priceUnder('deducted', '2025-02-01', '2025-02-28', '80')).toBe(80_00);
    expect(priceUnder('deducted', '2025-01-01', '2025-12-31', '900')).toBe(75_00);
    expect(priceUnder('deducted', '2025-01-10', '2025-02-09', '0')).toBe(0);
    // 15 days are 240 sixteenths of one, a month 487.
    expect(priceUnder('deducted', '2025-01-01', '2025-01-15', '40')).toBe(Math.round((4000 * 487) / 240));
  });

  test('is none where as much was paid, or the term has no end', () => {
    expect(priceUnder('deducted', '2025-01-03', '2025-07-02', '600')).toBe(100_00);
    expect(priceUnder('deducted', '2025-01-10', '2025-02-09', '130')).toBe(100_00);
    expect(priceUnder('deducted', '2025-01-10', null, '10')).toBe(100_00);
  });
});

test('a contract in a currency without a rate keeps its days, with a price nobody knows', () => {
  const terms = { currency: 'EUR', monthlyAmount: '50', contractTo: '2025-06-30' };
  const { contracts } = derive({ orderLines: [order('2025-01-10', terms)] });
  expect(contracts).toEqual([
    {
      customer: 'a',
      source: 'main',
      lineId: 'l2025-01-10',
      from: '2025-01-10',
      to: '2025-06-30',
      monthlyMinor: null,
    },
  ]);
});
