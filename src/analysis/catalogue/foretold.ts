import type { SegmentLifetime } from '../../model/forecast.ts';
import type { Dimension, Note } from '../../model/metric.ts';
import type { Filter } from '../../model/numbers.ts';
import { addDays, type Day, type Every, type Period } from '../../model/period.ts';
import type { Components } from '../components/components.ts';
import { lifetimeMargin } from './lifetime-margin.ts';
import type { Cell } from './metric.ts';

/** What models say of each segment's lives as of the day numbers are known at; null for a segment no model speaks of. */
export type Foretold = Readonly<Record<string, SegmentLifetime | null>>;

/** What a model says of a part of the company, or why the formula of constant retention stands there. */
export type CellLifetime = { told: SegmentLifetime } | { why: Note } | null;

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
  const told = foretold[segment];
  return told ? { told } : { why: 'formula_segment' };
};

/** What a model of a segment makes of its lives in money, in minor units; `share` of repeat revenue is contribution. */
export type ToldLife = { first: number; share: number; told: SegmentLifetime; scale: number };

const sumOf = (values: Components['net']): number => Object.values(values).reduce((a, b) => a + b, 0);

/**
 * A cell's lives by its model: the margin of the first order, and what of repeat revenue is left after the cost of goods, of retention and of development.
 *
 * Both shares are those of the year before the period's end. `why` where no model speaks, and where contracts bring a part of the revenue: models of
 * purchases know nothing of it.
 */
export const toldLife = (cell: Cell, scale: number): ToldLife | { why: Note | null } => {
  const { lifetime, year } = cell;
  if (lifetime === null || 'why' in lifetime) return { why: lifetime?.why ?? null };
  if (year.contractual !== 0) return { why: 'formula_contracts' };
  const revenue = year.net.regular + year.net.development;
  const { margin, averageActive } = lifetimeMargin(year);
  if (margin === null || revenue <= 0) return { why: 'formula_segment' };
  const { told } = lifetime;
  const firstShare = year.net.first > 0 ? year.gross.first / year.net.first : sumOf(year.gross) / sumOf(year.net);
  return { first: told.first_order * firstShare * scale, share: (margin * averageActive) / revenue, told, scale };
};
