import { addDays, type Day, type Every, type Period } from '../../model/days.ts';
import type { ContractLifetime, SegmentBeginnings, SegmentLifetime } from '../../model/forecast.ts';
import type { Dimension, Note } from '../../model/metric-words.ts';
import type { Filter } from '../../model/numbers.ts';
import type { Components } from '../components/components.ts';
import { lifetimeMargin } from './lifetime-margin.ts';
import { lifeOfBoth, lifeOfContracts, lifeOfPurchases, type Margins, type ToldLife } from './lives.ts';
import { type Cell, net } from './metric.ts';

/** What models say of a segment's lives, by purchases and by contracts, and how customers of both begin; null where none speaks. */
export type SegmentForetold = {
  purchases: SegmentLifetime | null;
  contracts: ContractLifetime | null;
  beginnings: SegmentBeginnings | null;
};

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
  return { told: foretold[segment] ?? { purchases: null, contracts: null, beginnings: null } };
};

const sumOf = (values: Components['net']): number => Object.values(values).reduce((a, b) => a + b, 0);

/** What of revenue was left in a year, of which `share` is contribution. */
const marginsOf = (year: Components, share: number): Margins => {
  const { net: first, gross } = year.plainFirst;
  return { share, first: first > 0 ? gross / first : sumOf(year.gross) / sumOf(year.net) };
};

/**
 * A cell's lives by the models of what it lives on: purchases, contracts, or both. What of revenue is left after the cost of goods, of retention and of development is
 * that of the year before the period's end.
 *
 * `why` where no model speaks, and where one of the two does not that a segment of both is told by.
 */
export const toldLife = (cell: Cell, scale: number): ToldLife | { why: readonly Note[] } => {
  const { lifetime, year } = cell;
  if (lifetime === null || 'why' in lifetime) return { why: lifetime ? [lifetime.why] : [] };
  const { purchases, contracts, beginnings } = lifetime.told;
  const hasContracts = net(year) !== year.plain;
  const hasPurchases = year.plain !== 0 || !hasContracts;
  const why: Note[] = [
    ...(hasContracts && hasPurchases ? (['formula_contracts'] as const) : []),
    ...(hasPurchases && !purchases ? (['formula_segment'] as const) : []),
    ...(hasContracts && !contracts ? (['formula_renewals'] as const) : []),
  ];
  const revenue = year.net.regular + year.net.development;
  const { margin, averageActive } = lifetimeMargin(year);
  if (margin === null || revenue <= 0) return { why };
  const margins = marginsOf(year, (margin * averageActive) / revenue);
  if (!hasContracts) return purchases ? lifeOfPurchases(purchases, margins, scale) : { why };
  if (!hasPurchases) return contracts ? lifeOfContracts(contracts, margins, scale) : { why };
  return purchases && contracts && beginnings
    ? lifeOfBoth({ purchases, contracts, beginnings }, margins, scale)
    : { why };
};
