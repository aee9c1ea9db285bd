import fc from 'fast-check';
import type {
  CostFact,
  CustomerFact,
  DealFact,
  Facts,
  InteractionFact,
  OrderLineFact,
  PaymentFact,
  PersonFact,
  ProductFact,
  RateFact,
} from '../../src/analysis/derivation/facts.ts';
import type { Correction, Policy } from '../../src/analysis/derivation/policy.ts';
import type { IdentityDecision } from '../../src/analysis/identity/decisions.ts';
import { addDays } from '../../src/model/days.ts';
import { policyOn } from './facts.ts';

/**
 * Small companies that press on the edges: few customers, products and days, so that facts meet.
 *
 * Interactions never share an instant, since which of two comes first is then nobody's to say.
 */
const begin = Date.UTC(2023, 11, 25);
const dayMs = 86_400_000;
const day = fc.integer({ min: 0, max: 130 });
const dayText = day.map((days) => addDays('2023-12-25', days));
/** A few instants a day, some of them on the border of the day in Moscow. */
const instant = fc
  .tuple(day, fc.constantFrom(0, 12 * 3_600_000, 20 * 3_600_000, 21 * 3_600_000, 21 * 3_600_000 - 1))
  .map(([days, ms]) => begin + days * dayMs + ms);
const word = <Value>(...words: Value[]) => fc.constantFrom(...words);
const source = word('main', 'main', 'crm');
const updatedAt = fc.option(instant, { freq: 2 });
const customerId = word('a', 'b', 'c', 'd');
const amount = fc.integer({ min: -2_000_000, max: 90_000_000 }).map((units) => (units / 10_000).toFixed(4));
const price = fc.integer({ min: 1, max: 8 }).map((units) => `${units * 125}.5`);
const currency = word('', 'RUB', 'RUB', 'USD', 'EUR');
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 2 });
const origin = { source, updatedAt };

/** Cells that are the same key in several spellings, a weak one, and some that are none. */
const email = word(
  '',
  '',
  '',
  'Ann@Tea.ru',
  ' ann@tea.ru',
  'bob@tea.ru; x@tea.ru',
  'x@tea.ru',
  'info@mail.ru',
  'noreply@tea.ru',
);
const phone = word(
  '',
  '',
  '',
  '8 (912) 345-67-89',
  '+7 912 345 67 89',
  '79123456780, 89123456789',
  'тел. 9123456780 доб. 5',
  '70000000000',
);
const props: fc.Arbitrary<Record<string, string>> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Record<string, string>>(
      { _ym_uid: 'xx' },
      { _ym_uid: 'yy', page: '1' },
      { yclid: '100' },
      { yclid: '200', gclid: '' },
      { gclid: '100' },
      { crm_id: '55' },
      { phone: '89123456780' },
      { inn: '7707083893' },
      { email: 'x@tea.ru', page: '2' },
    ),
  },
);

const customer: fc.Arbitrary<CustomerFact> = fc.record({
  ...origin,
  customerId,
  name: word('Ann', 'Bob'),
  kind: word('', '', 'b2b', 'partner'),
  segment: word('', 'small', 'big'),
  salesType: word('', 'direct', 'ecommerce'),
  createdAt: maybe(instant),
  taxId: word('', '', '77', '7707083893', ' 7707083893/770701001', '7736050003', '0000000000'),
  email,
  phone,
  partnerId: word('', '', '', 'a', 'b'),
  props,
});
const person: fc.Arbitrary<PersonFact> = fc.record({
  ...origin,
  personId: word('p1', 'p2', 'p3'),
  customerId: word('', '', 'a', 'b', 'e'),
  email,
  phone,
  props,
});
const interaction: fc.Arbitrary<Omit<InteractionFact, 'id'>> = fc
  .record({
    ...origin,
    occurredAt: instant,
    kind: word('visit', 'result', 'proof', 'return', 'refer', 'fits'),
    customerId: word('', '', 'a', 'a', 'b', 'c', 'z'),
    personId: word('', '', 'p1', 'p2', 'p3', 'p4'),
    anonymousId: word('', 'xx', 'xx', 'yy', 'v', 'w'),
    props,
    channel: word('', 'seo', 'ads'),
    campaign: word('', 'spring'),
    dealId: word('', '', '', 'd1', 'd2', 'd9'),
    actor: word('', '', 'anna'),
    hours: maybe(word('1.5', '0.0005', '2', '0', '-1', '0.0004')),
  })
  .map((row) => (row.customerId || row.personId || row.anonymousId ? row : { ...row, anonymousId: 'xx' }));
const deal: fc.Arbitrary<Omit<DealFact, 'id'>> = fc.record({
  ...origin,
  dealId: word('d1', 'd2', 'd3'),
  customerId: word('', 'a', 'b', 'c', 'w'),
  openedAt: maybe(instant),
  stage: word('', 'talk', 'offer'),
  stageEnteredAt: maybe(instant),
  outcome: fc.constantFrom('', 'open', 'won', 'lost', 'none'),
  closedAt: maybe(instant),
  amount: maybe(amount),
  currency,
  process: word('', 'short', 'long'),
  owner: word('', 'anna'),
  channel: word('', 'seo'),
  campaign: word('', 'spring'),
  productId: word('', 'tea'),
  props,
});
const line: fc.Arbitrary<Omit<OrderLineFact, 'lineId'>> = fc.record({
  ...origin,
  orderId: word('o1', 'o2', 'o3', 'o4', 'o5', 'o6'),
  customerId,
  orderedAt: instant,
  productId: word('', 'tea', 'mint', 'cup', 'pot', 'gone'),
  netAmount: fc.oneof(
    { weight: 4, arbitrary: amount },
    { weight: 1, arbitrary: amount.map((text) => (text.startsWith('-') ? text : `-${text}`)) },
  ),
  currency,
  cogs: maybe(amount),
  serviceCost: maybe(amount),
  salesType: word('', '', 'Ecommerce', 'partner'),
  channel: word('', 'seo', 'ads'),
  campaign: word('', '', 'spring'),
  dealId: word('', '', 'd1', 'd2', 'd9'),
  refundOf: word('', '', '', '', 'l0', 'l1', 'l2', 'l3', 'l99'),
  status: word('', 'paid', 'paid', 'PAID', 'Cancelled', 'unpaid'),
  class: fc.constantFrom('', '', '', '', '', 'first', 'regular', 'development', 'winback'),
  contractFrom: fc.constant<string | null>(null),
  contractTo: fc.constant<string | null>(null),
  monthlyAmount: fc.constant<string | null>(null),
});
const contract: fc.Arbitrary<Omit<OrderLineFact, 'lineId'>> = fc
  .record({
    line,
    refundOf: word('', '', '', 'l1'),
    contractFrom: maybe(dayText),
    contractTo: maybe(dayText),
    monthlyAmount: maybe(price),
  })
  .map(({ line: row, ...terms }) => ({ ...row, ...terms }));
const product: fc.Arbitrary<ProductFact> = fc.record({
  ...origin,
  productId: word('tea', 'mint', 'cup', 'pot'),
  family: word('', 'drinks', 'ware'),
  rung: maybe(word('1', '2', '2.5')),
  cogsRate: maybe(word('0.4', '0.333333', '0')),
  resultKind: word('', '', 'proof'),
});
const payment: fc.Arbitrary<PaymentFact> = fc.record({
  ...origin,
  paymentId: word('y1', 'y2', 'y3', 'y4'),
  paidAt: instant,
  amount,
  currency,
  customerId: word('', '', 'a'),
  orderId: word('', 'o1', 'o2', 'o7'),
  taxId: word('', '77', '79', '7707083893', 'ИНН 7736050003'),
});
const rate: fc.Arbitrary<RateFact> = fc.record({
  ...origin,
  date: dayText,
  currency: word('USD', 'USD', 'EUR', 'RUB'),
  rate: word('92.5', '95.1234567891', '0.0101'),
});
const cost: fc.Arbitrary<CostFact> = fc.record({
  ...origin,
  costId: word('k1', 'k2', 'k3'),
  date: maybe(dayText),
  month: dayText.map((text) => `${text.slice(0, 7)}-01`),
  amount,
  currency,
  class: word('', 'acquisition', 'shared', 'outside'),
  function: word('', 'marketing', 'sales'),
  channel: word('', 'seo'),
  campaign: word('', 'spring'),
  segment: word('', 'small'),
  process: word('', 'short'),
  cell: word('', 'A1'),
  staff: word('', 'anna'),
  hours: maybe(word('1.5', '0.0005')),
});

/** Rows under one source and id are versions of each other; only one of them can be current. */
const current = <Row extends { source: string }>(rows: readonly Row[], idOf: (row: Row) => string): Row[] => [
  ...new Map(rows.map((row) => [JSON.stringify([row.source, idOf(row)]), row])).values(),
];

/** Any number of rows up to the most; by itself fast-check would keep to a few. */
const some = <Row>(row: fc.Arbitrary<Row>, maxLength: number) => fc.array(row, { maxLength, size: 'max' });

/** Products nobody buys, of more families than the warehouse marks by the bits of one number. */
const idleProducts: ProductFact[] = Array.from({ length: 64 }, (_, at) => ({
  source: 'crm',
  updatedAt: null,
  productId: `idle${at}`,
  family: `family${at}`,
  rung: null,
  cogsRate: null,
  resultKind: '',
}));

export const generatedFacts: fc.Arbitrary<Facts> = fc
  .record({
    customers: some(customer, 6),
    people: some(person, 4),
    interactions: some(interaction, 40),
    deals: some(deal, 8),
    lines: some(line, 24),
    contracts: some(contract, 8),
    products: some(product, 6),
    payments: some(payment, 4),
    rates: some(rate, 3),
    costs: some(cost, 4),
    mixed: fc.integer({ min: 0, max: 3 }),
    manyFamilies: fc.boolean(),
    dealHistory: fc.boolean(),
  })
  .map(({ lines, contracts, interactions, mixed, manyFamilies, dealHistory, ...rest }) => ({
    customers: current(rest.customers, (row) => row.customerId),
    people: current(rest.people, (row) => row.personId),
    // No two at one instant: which of them comes first is not said.
    interactions: interactions.map((row, at) => ({
      ...row,
      occurredAt: Math.floor(row.occurredAt / 1000) * 1000 + at,
      id: `i${at}`,
    })),
    deals: (dealHistory ? rest.deals : current(rest.deals, (row) => row.dealId)).map((row, at) => ({
      ...row,
      id: `h${at}`,
    })),
    orderLines: [...contracts.slice(0, mixed * 2), ...lines]
      .map((row, at) => ({
        ...row,
        lineId: at % 7 === 6 && row.source === 'crm' ? 'l0' : `l${at}`,
      }))
      .filter(
        (row, at, all) => all.findIndex((each) => each.source === row.source && each.lineId === row.lineId) === at,
      ),
    products: [...current(rest.products, (row) => row.productId), ...(manyFamilies ? idleProducts : [])],
    payments: current(rest.payments, (row) => row.paymentId),
    rates: current(rest.rates, (row) => `${row.date} ${row.currency}`),
    costs: current(rest.costs, (row) => row.costId),
  }));

/** The same with cards as they were before. */
export const generatedFactsWithEarlier: fc.Arbitrary<Facts> = fc
  .tuple(generatedFacts, some(customer, 3), some(person, 2))
  .map(([facts, earlierCustomers, earlierPeople]) => ({ ...facts, earlierCustomers, earlierPeople }));

const days = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.constant(60));
const correction: fc.Arbitrary<Correction> = fc.oneof(
  fc.record({
    kind: fc.constant('order_line' as const),
    source,
    id: word('l0', 'l1', 'l2', 'l5'),
    class: fc.constantFrom('first' as const, 'regular' as const, 'development' as const, 'winback' as const),
  }),
  fc.record({
    kind: fc.constant('cost' as const),
    source,
    id: word('k1', 'k2'),
    class: fc.constantFrom('retention' as const, 'outside' as const),
  }),
);

const subject = word('a', 'b', 'c', 'd', 'e', 'z', 'person:p1', 'person:p2', 'person:p4');
/** Words of a person about two sides, none of whom is on both. */
const decisions: fc.Arbitrary<IdentityDecision[]> = fc
  .array(
    fc.record({
      kind: fc.constantFrom('merge' as const, 'split' as const),
      sides: fc.uniqueArray(subject, { minLength: 2, maxLength: 4 }),
    }),
    { maxLength: 3 },
  )
  .map((rows) =>
    rows.map(({ kind, sides }, at) => ({ id: at + 1, kind, records: sides.slice(0, 1), others: sides.slice(1) })),
  );

export const generatedPolicy: fc.Arbitrary<Policy> = fc
  .record({
    asOf: fc.oneof(fc.constant('2024-06-30'), dayText),
    currency: word('RUB', 'RUB', 'JPY'),
    time_zone: word('Europe/Moscow', 'UTC', 'America/New_York'),
    lost: days,
    risk: days,
    merge_days: fc.integer({ min: 0, max: 8 }),
    contract_grace_days: fc.integer({ min: 0, max: 20 }),
    rr_churn_on: fc.constantFrom('day_after' as const, 'day_after' as const, 'last_day' as const),
    rr_past_due_days: word(0, 0, 4),
    rr_pause_days: word(0, 0, 15),
    rr_coupons: fc.constantFrom('as_written' as const, 'deducted' as const),
    at_risk_by: word('silence' as const, 'model' as const),
    doubts: fc.array(fc.record({ customer: word('a', 'b', 'c', 'd'), after: dayText, on: dayText }), {
      maxLength: 300,
    }),
    winback_abandoned_after_days: fc.integer({ min: 1, max: 20 }),
    activation_kinds: fc.subarray(['result']),
    winback_kinds: fc.subarray(['return', 'visit']),
    risk_kinds: fc.subarray(['visit', 'result', 'proof']),
    referral_kinds: fc.subarray(['refer']),
    qualified_kinds: fc.subarray(['fits']),
    windows: fc.subarray([
      { segment: 'small', lostAfterDays: 20, atRiskAfterDays: 10 },
      { segment: '', lostAfterDays: 9, atRiskAfterDays: 9 },
    ]),
    anonymous_join: fc.boolean(),
    anonymous_window_days: word(0, 3, 20, 400),
    decisions,
    corrections: fc.uniqueArray(correction, {
      maxLength: 3,
      selector: (each) => `${each.kind} ${each.source} ${each.id}`,
    }),
  })
  .map(({ lost, risk, asOf, ...rest }) =>
    policyOn(asOf, { ...rest, window: { lostAfterDays: lost, atRiskAfterDays: risk } }),
  );
