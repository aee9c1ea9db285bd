import { addDays, type Day, type Every, type Period } from '../../model/days.ts';
import type { ContractLifetime, SegmentLifetime } from '../../model/forecast.ts';
import type { Dimension, ModelNote, Note } from '../../model/metric-words.ts';
import type { Filter } from '../../model/numbers.ts';
import type { Components } from '../components/components.ts';
import type { Interval } from '../statistics/rates.ts';
import { lifetimeMargin } from './lifetime-margin.ts';
import { type Cell, net } from './metric.ts';

/** What models say of a segment's lives, by purchases and by contracts; null where none speaks. */
export type SegmentForetold = { purchases: SegmentLifetime | null; contracts: ContractLifetime | null };

/** What models say of each segment's lives as of the day numbers are known at. */
export type Foretold = Readonly<Record<string, SegmentForetold>>;

/** What models say of a part of the company, or why the formula of constant retention stands there. */
export type CellLifetime = { told: SegmentForetold } | { why: Note } | null;

type Question = {
  by: readonly Dimension[];
  filter: Filter;
  every?: Every | undefined;
  asOf: Day;
  foretold?: Foretold | null | undefined;
};

/** The segment a cell is of: by its key, by a filter, or the only one there is; null for anything else. */
const segmentOf = ({ by, filter, foretold }: Question, values: readonly string[]): string | null => {
  const filtered = Object.entries(filter).filter(([, chosen]) => (chosen ?? []).length > 0);
  if (filtered.some(([dimension]) => dimension !== 'segment')) return null;
  if (by.length > 0) return by.length === 1 && by[0] === 'segment' ? (values[0] ?? '') : null;
  const chosen = filter.segment ?? [];
  const segments = chosen.length > 0 ? chosen : Object.keys(foretold ?? {});
  return segments.length === 1 ? (segments[0] as string) : null;
};

/**
 * What models say of a cell. They speak of a segment as of the as-of day, so of a period that holds it and is asked for by itself: numbers of months in a row are
 * all of one kind.
 *
 * Null where nobody gave what models say: nothing is said of them then.
 */
export const lifetimeOfCell = (question: Question, period: Period, values: readonly string[]): CellLifetime => {
  const { foretold, every, asOf } = question;
  if (foretold === undefined) return null;
  if (every || period.to !== addDays(asOf, 1)) return { why: 'formula_past' };
  if (foretold === null) return { why: 'formula_pending' };
  const segment = segmentOf(question, values);
  if (segment === null) return { why: 'formula_parts' };
  return { told: foretold[segment] ?? { purchases: null, contracts: null } };
};

/** What a model makes of a segment's lives in money, in minor units; `share` of revenue is contribution. */
export type ToldLife = {
  by: ModelNote;
  customers: number;
  share: number;
  /** The contribution of a new customer's whole life in today's money, with bounds by the parameters of how long it is. */
  value: number;
  interval: Interval;
  /** What a new customer has brought at once and by the end of each month, not discounted. */
  earned: readonly number[];
  /** The revenue all present customers will still bring, in today's money. */
  residual: number;
  /** The contribution of the first order. */
  first: number;
  /** How often a new customer pays over its life, discounted: repeat orders, or months of a contract; and what one of them brings. */
  times: number;
  each: number;
};

const sumOf = (values: Components['net']): number => Object.values(values).reduce((a, b) => a + b, 0);

const inOrder = (low: number, high: number): Interval => (low <= high ? [low, high] : [high, low]);

/** The first order at its own margin, and what of repeat revenue is left after the cost of goods, of retention and of development. */
const lifeOfPurchases = (told: SegmentLifetime, year: Components, share: number, scale: number): ToldLife => {
  const firstShare = year.net.first > 0 ? year.gross.first / year.net.first : sumOf(year.gross) / sumOf(year.net);
  const first = told.first_order * firstShare * scale;
  const each = told.order_value * scale;
  const value = (repeats: number): number => first + share * repeats * each;
  const [low, high] = told.repeat_orders_interval;
  return {
    by: 'by_model',
    customers: told.customers,
    share,
    value: value(told.repeat_orders),
    interval: inOrder(value(low), value(high)),
    earned: [first, ...told.by_month.map(value)],
    residual: told.residual_value * scale,
    first,
    times: told.repeat_orders,
    each,
  };
};

/** CLV = m·DEL (domain §3.5): every month paid, the first too, at one share of contribution. */
const lifeOfContracts = (told: ContractLifetime, share: number, scale: number): ToldLife => {
  const each = told.monthly_price * scale;
  const value = (months: number): number => share * months * each;
  const [low, high] = told.paid_months_interval;
  return {
    by: 'by_contract_model',
    customers: told.customers,
    share,
    value: value(told.paid_months),
    interval: inOrder(value(low), value(high)),
    earned: told.paid_by_month.map(value),
    residual: told.residual_value * scale,
    first: value(1),
    times: told.paid_months,
    each,
  };
};

/**
 * A cell's lives by the model of what it lives on: purchases, or contracts. What of revenue is left after the cost of goods, of retention and of development is
 * that of the year before the period's end.
 *
 * `why` where no model speaks, and where contracts bring a part of the revenue only: what one customer brings by both no one model knows.
 */
export const toldLife = (cell: Cell, scale: number): ToldLife | { why: Note | null } => {
  const { lifetime, year } = cell;
  if (lifetime === null || 'why' in lifetime) return { why: lifetime?.why ?? null };
  const { purchases, contracts } = lifetime.told;
  const hasContracts = net(year) !== year.plain;
  if (hasContracts && year.plain !== 0) return { why: 'formula_contracts' };
  const none = { why: hasContracts ? ('formula_renewals' as const) : ('formula_segment' as const) };
  const revenue = year.net.regular + year.net.development;
  const { margin, averageActive } = lifetimeMargin(year);
  if (margin === null || revenue <= 0) return none;
  const share = (margin * averageActive) / revenue;
  if (hasContracts) return contracts ? lifeOfContracts(contracts, share, scale) : none;
  return purchases ? lifeOfPurchases(purchases, year, share, scale) : none;
};
