import { yearOf } from './calendar.ts';
import type { PlannedLine, PlannedOrder } from './orders.ts';
import {
  grossMargin,
  type LineClass,
  lineClasses,
  revenue,
  revenueOf2024,
  type SegmentId,
  segmentIds,
} from './targets.ts';

type Cell = { lines: PlannedLine[]; fixedNet: number; fixedCogs: number };
/** By how much list prices and costs were stretched in a cell of a year. */
type Stretch = { price: number; cogs: number };

/** What a refund takes back of a line, in kopecks; zero without one. */
export const refunded = (each: PlannedLine, of: 'net' | 'cogs'): number =>
  each.refund ? Math.round(each[of] * each.refund.share) : 0;

/** The part of a raised subscription that is development, as the product's rule says: (new − old) ÷ new, half up. */
const raisedPart = (each: PlannedLine, of: 'net' | 'cogs'): number => {
  const contract = each.contract;
  if (!contract?.raisedFrom) return 0;
  return Math.floor(
    (2 * each[of] * (contract.monthly - contract.raisedFrom) + contract.monthly) / (2 * contract.monthly),
  );
};

const cellsOf = (orders: readonly PlannedOrder[], year: number, segment: SegmentId): Record<LineClass, Cell> => {
  const empty = (): Cell => ({ lines: [], fixedNet: 0, fixedCogs: 0 });
  const cells = { first: empty(), regular: empty(), development: empty(), winback: empty() };
  for (const order of orders) {
    if (order.segment !== segment || yearOf(order.day) !== year) continue;
    for (const each of order.lines) {
      const cell = cells[each.class];
      if (!each.contract) {
        cell.lines.push(each);
        continue;
      }
      const raised = { net: raisedPart(each, 'net'), cogs: raisedPart(each, 'cogs') };
      cells.development.fixedNet += raised.net;
      cells.development.fixedCogs += raised.cogs;
      cell.fixedNet += each.net - raised.net;
      cell.fixedCogs += each.cogs - raised.cogs;
    }
  }
  return cells;
};

const kept = (each: PlannedLine): number => 1 - (each.refund?.share ?? 0);
const sum = (lines: readonly PlannedLine[], of: (each: PlannedLine) => number): number =>
  lines.reduce((total, each) => total + of(each), 0);

const stretchTo = (cell: Cell, net: number, cogs: number): Stretch => {
  const price = (net - cell.fixedNet) / 100 / sum(cell.lines, (each) => each.weight * kept(each));
  const listed = sum(cell.lines, (each) => each.weight * price * 100 * each.product.cogsRate * kept(each));
  return { price, cogs: (cogs - cell.fixedCogs) / listed };
};

const apply = (cell: Cell, stretch: Stretch): void => {
  for (const each of cell.lines) {
    each.net = Math.round(each.weight * stretch.price) * 100;
    each.cogs = Math.round(each.net * each.product.cogsRate * stretch.cogs);
  }
};

/** The line that takes what rounding left: the dearest that was not given back. */
const absorb = (cell: Cell, net: number, cogs: number): void => {
  const lines = cell.lines.filter((each) => !each.refund);
  const dearest = lines.reduce<PlannedLine | undefined>(
    (best, each) => (best && best.net >= each.net ? best : each),
    undefined,
  );
  if (!dearest) throw new RangeError('A cell has no line to take what rounding left');
  dearest.net += net - cell.fixedNet - sum(cell.lines, (each) => each.net - refunded(each, 'net'));
  dearest.cogs += cogs - cell.fixedCogs - sum(cell.lines, (each) => each.cogs - refunded(each, 'cogs'));
};

/**
 * Gives every line its exact amounts, so that 2025 and 2024 come to their revenue and margin by class and segment to the kopeck.
 *
 * Prices of 2023 are those of 2024 less five of a hundred. Returns how far list prices had to be stretched, for those who
 * tune the demo.
 */
export const settleAmounts = (orders: readonly PlannedOrder[]): Record<string, Stretch> => {
  const stretches: Record<string, Stretch> = {};
  for (const segment of segmentIds) {
    const before: Partial<Record<LineClass, Stretch>> = {};
    for (const year of [2025, 2024] as const) {
      const cells = cellsOf(orders, year, segment);
      for (const kind of lineClasses) {
        const net = Math.round(revenue[kind][segment] * 100 * (year === 2024 ? revenueOf2024(kind, segment) : 1));
        if (net === 0) continue;
        const cogs = Math.round(net * (1 - grossMargin[kind]));
        const stretch = stretchTo(cells[kind], net, cogs);
        apply(cells[kind], stretch);
        absorb(cells[kind], net, cogs);
        before[kind] = stretch;
        stretches[`${year} ${segment} ${kind}`] = stretch;
      }
    }
    const cells = cellsOf(orders, 2023, segment);
    for (const kind of lineClasses) {
      const next = before[kind] ?? { price: 1, cogs: 1 };
      apply(cells[kind], { price: next.price * 0.95, cogs: next.cogs });
    }
  }
  return stretches;
};
