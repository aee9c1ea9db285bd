import { addDays, type Day, daysBetween } from '../../model/days.ts';
import type { OrderLineFact } from './facts.ts';
import type { Scene } from './scene.ts';
import { groupedBy, sortedBy } from './winners.ts';

/** An order line that counts: paid and seen. */
export type PaidLine = OrderLineFact & { day: Day; isRefund: boolean };

/** An order among the customer's others, before its lines are classed. */
export type RankedOrder = {
  customer: string;
  source: string;
  orderId: string;
  /** In time, then by line id. */
  lines: [PaidLine, ...PaidLine[]];
  /** The smallest id of its lines, its evidence. */
  firstLine: string;
  day: Day;
  at: number;
  rank: number;
  isFirst: boolean;
  isWinback: boolean;
  lostIfSilentOn: Day | null;
  atRiskIfSilentOn: Day | null;
  /** The same before it is held to `lostIfSilentOn`. */
  quietOn: Day | null;
  /** The number of the customer's life it belongs to. */
  life: number;
};

const unpaid = ['cancelled', 'unpaid'];

/** The order lines that count, each with its day and whether it gives money back. */
export const paidLines = (scene: Scene): PaidLine[] => {
  const lines = scene.facts.orderLines
    .map((line) => ({ ...line, day: scene.dayOf(line.orderedAt) }))
    .filter((line) => line.day <= scene.asOf && !unpaid.includes(line.status.toLowerCase()));
  return [...groupedBy(lines, orderKey).values()].flatMap((order) => {
    const sold = order.filter((line) => line.refundOf === '');
    const allNegative = sold.every((line) => Number(line.netAmount) < 0);
    return order.map((line) => ({ ...line, isRefund: line.refundOf !== '' || allNegative }));
  });
};

export const orderKey = (line: { source: string; orderId: string; customerId: string }): string =>
  JSON.stringify([line.source, line.orderId, line.customerId]);

export const isContractual = (line: OrderLineFact): boolean =>
  line.contractFrom !== null || line.contractTo !== null || line.monthlyAmount !== null;

/** The orders of every customer, ranked, each with the days its customer would be at risk and lost by it and all before. */
export const rankedOrders = (scene: Scene, lines: readonly PaidLine[]): RankedOrder[] => {
  const orders = [
    ...groupedBy(
      lines.filter((line) => !line.isRefund),
      orderKey,
    ).values(),
  ].flatMap((group) => {
    const [first, ...rest] = sortedBy(group, (line) => [line.orderedAt, line.lineId]);
    return first ? [{ first, rest, customer: first.customerId, source: first.source, orderId: first.orderId }] : [];
  });
  return [...groupedBy(orders, (order) => order.customer).values()].flatMap((ofCustomer) => {
    const ranked: RankedOrder[] = [];
    for (const { first, rest, ...order } of sortedBy(ofCustomer, (each) => [
      each.first.orderedAt,
      each.source,
      each.orderId,
    ])) {
      ranked.push({
        ...order,
        firstLine: [first, ...rest].map((line) => line.lineId).reduce((a, b) => (a < b ? a : b)),
        day: first.day,
        at: first.orderedAt,
        lines: [first, ...rest],
        ...place(scene, ranked, [first, ...rest]),
      });
    }
    return ranked;
  });
};

const place = (scene: Scene, earlier: readonly RankedOrder[], lines: readonly PaidLine[]) => {
  const [first, last] = [earlier[0], earlier.at(-1)];
  const day = lines[0]?.day ?? scene.asOf;
  const kept = lines.map((line) => keptBy(scene, line, day));
  const lostIfSilentOn = latest([...kept.map((days) => days.lost), ...(last ? [last.lostIfSilentOn] : [])]);
  const quietOn = latest([...kept.map((days) => days.atRisk), ...(last ? [last.quietOn] : [])]);
  const doubted = scene.doubtedOn(lines[0]?.customerId ?? '', day);
  // A contract in force is no silence, whatever a forecast of purchases says.
  const isSilence = quietOn === addDays(day, scene.windowOf(lines[0]?.customerId ?? '').atRiskAfterDays);
  const riskOn = isSilence && doubted !== null ? earliest(quietOn, doubted) : quietOn;
  const isWinback = last?.lostIfSilentOn != null && day > last.lostIfSilentOn;
  return {
    rank: earlier.length + 1,
    isFirst: !first || (!isWinback && daysBetween(first.day, day) <= scene.policy.merge_days),
    isWinback,
    lostIfSilentOn,
    atRiskIfSilentOn: earliest(riskOn, lostIfSilentOn),
    quietOn,
    life: (last?.life ?? 1) + (isWinback ? 1 : 0),
  };
};

/** Until when a line of an order of `day` keeps its customer: a contract to its end and the grace, any other for the window. */
const keptBy = (scene: Scene, line: PaidLine, day: Day): { lost: Day | null; atRisk: Day | null } => {
  const window = scene.windowOf(line.customerId);
  const silent = addDays(day, window.atRiskAfterDays);
  if (!isContractual(line)) return { lost: addDays(day, window.lostAfterDays), atRisk: silent };
  if (line.contractTo === null) return { lost: null, atRisk: null };
  const tomorrow = addDays(day, 1);
  return {
    lost: latest([addDays(line.contractTo, scene.policy.contract_grace_days), tomorrow]),
    atRisk: latest([addDays(line.contractTo, 1), silent]),
  };
};

/** The latest of days where null is later than any. */
const latest = (days: readonly (Day | null)[]): Day | null =>
  days.reduce((a, b) => (a === null || b === null ? null : a > b ? a : b));

const earliest = (a: Day | null, b: Day | null): Day | null => (a === null ? b : b === null ? a : a < b ? a : b);
