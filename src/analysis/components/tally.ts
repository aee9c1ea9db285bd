import type { Dimension } from '../../model/metric-words.ts';
import type { Key } from './question.ts';

/**
 * One row of counts: where in time (`at`), for which values of the dimensions (`key`), of what (`tag`), and the sums.
 *
 * `at` is the first day of an atom ('' = before the first border) for what adds up over time; `from/to` of a period for what does not
 * (distinct customers) and of a step for movements; a border's day for states. Sums are whole numbers. Rows that are all zero may be
 * absent.
 */
export type Tally = { at: string; key: Key; tag: string; sums: Record<string, number> };

/** Parts of the ledger that are counted together, one query each. */
export const sections = [
  'lines',
  'products',
  'orders',
  'entries',
  'distinct',
  'states',
  'exposure',
  'runRate',
  'deals',
  'costs',
  'work',
  'payments',
  'campaigns',
  'presence',
] as const;
export type Section = (typeof sections)[number];

const ofCustomer: readonly Dimension[] = ['segment', 'channel', 'campaign', 'sales_type', 'process', 'cohort'];
/** Dimensions of the cost tree, outermost first: shared cost is split over them in this order. */
export const costDimensions = ['segment', 'channel', 'campaign', 'process'] as const satisfies readonly Dimension[];

/** Which dimensions each part can be told apart by. */
export const sectionDimensions: Record<Section, readonly Dimension[]> = {
  lines: ['segment', 'channel', 'campaign', 'product', 'rung', 'sales_type', 'process', 'cohort'],
  products: ['segment', 'channel', 'campaign', 'product', 'rung', 'sales_type', 'process', 'cohort'],
  orders: ['segment', 'channel', 'campaign', 'sales_type', 'process'],
  entries: ofCustomer,
  distinct: ofCustomer,
  states: ofCustomer,
  exposure: ofCustomer,
  runRate: ofCustomer,
  deals: ['segment', 'channel', 'campaign', 'product', 'sales_type', 'process'],
  costs: costDimensions,
  work: costDimensions,
  payments: ['segment'],
  campaigns: ['segment', 'channel'],
  presence: ['segment', 'channel', 'campaign', 'product', 'rung', 'sales_type', 'process', 'cohort'],
};

export type Tallies = Partial<Record<Section, readonly Tally[]>>;

/** Adds rows up by where, key and tag. */
export class TallySums {
  readonly #rows = new Map<string, Tally>();

  add(at: string, key: Key, tag: string, sums: Record<string, number>): void {
    const id = `${at}\u0002${key}\u0002${tag}`;
    const row = this.#rows.get(id);
    if (!row) {
      this.#rows.set(id, { at, key, tag, sums: { ...sums } });
      return;
    }
    for (const [name, value] of Object.entries(sums)) row.sums[name] = (row.sums[name] ?? 0) + value;
  }

  rows(): Tally[] {
    return [...this.#rows.values()];
  }
}

/** Finds the atom a day lies in: the latest border on or before it, '' before all of them; null on or after the last. */
export const atomFinder = (borders: readonly string[]): ((day: string) => string | null) => {
  const last = borders.at(-1);
  return (day) => {
    if (last === undefined || day >= last) return null;
    let found = '';
    for (const border of borders) {
      if (border > day) break;
      found = border;
    }
    return found;
  };
};
