import type { RevenueClass } from '../../model/lifecycle.ts';
import { micro } from './exact.ts';
import type { PaidLine, RankedOrder } from './orders.ts';
import type { Scene } from './scene.ts';
import { groupedBy } from './winners.ts';

/** The class of a line; a raised contract's line has both its regular part and, of `raise`, the part that is development. */
export type LineClass = {
  class: RevenueClass;
  classBy: 'rule' | 'file' | 'hand';
  raise: { part: bigint; whole: bigint } | null;
};

/** Tells the class of a line of one source by its id. */
export const lineKey = (source: string, lineId: string): string => JSON.stringify([source, lineId]);

/** The class of every paid line: by hand, by its file, by the rules; a refund's is that of the line it refunds. */
export const lineClasses = (scene: Scene, lines: readonly PaidLine[], orders: readonly RankedOrder[]) => {
  const classes = new Map<string, LineClass>();
  for (const earlierAndThis of growing(orders)) {
    const order = earlierAndThis.at(-1);
    for (const line of order?.lines ?? [])
      classes.set(lineKey(line.source, line.lineId), said(scene, line) ?? classByRule(scene, earlierAndThis, line));
  }
  const saleOf = saleFinder(lines);
  for (const line of lines.filter((each) => each.isRefund)) {
    const sale = saleOf(line);
    const taken = sale && classes.get(lineKey(sale.source, sale.lineId));
    const byRule: LineClass = { class: taken?.class ?? 'regular', classBy: 'rule', raise: taken?.raise ?? null };
    classes.set(lineKey(line.source, line.lineId), said(scene, line) ?? byRule);
  }
  return classes;
};

/** Finds the sale a refund gives back: the line of that id in its own source, else in the first source that has one. */
export const saleFinder = (lines: readonly PaidLine[]): ((refund: PaidLine) => PaidLine | undefined) => {
  const sales = groupedBy(
    lines.filter((line) => !line.isRefund),
    (line) => line.lineId,
  );
  return (refund) => {
    if (!refund.isRefund || refund.refundOf === '') return undefined;
    const found = sales.get(refund.refundOf) ?? [];
    const own = found.find((line) => line.source === refund.source);
    return own ?? found.reduce<PaidLine | undefined>((a, b) => (a && a.source <= b.source ? a : b), undefined);
  };
};

/** For every order, the customer's orders up to and including it. */
const growing = (orders: readonly RankedOrder[]): RankedOrder[][] =>
  [...groupedBy(orders, (order) => order.customer).values()].flatMap((ofCustomer) =>
    ofCustomer.map((_, at) => ofCustomer.slice(0, at + 1)),
  );

const said = (scene: Scene, line: PaidLine): LineClass | null => {
  const byHand = scene.policy.corrections.find(
    (each) => each.kind === 'order_line' && each.source === line.source && each.id === line.lineId,
  );
  if (byHand?.kind === 'order_line') return { class: byHand.class, classBy: 'hand', raise: null };
  return line.class === '' ? null : { class: line.class, classBy: 'file', raise: null };
};

const classByRule = (scene: Scene, orders: readonly RankedOrder[], line: PaidLine): LineClass => {
  const byRule = (name: RevenueClass, raise: LineClass['raise'] = null): LineClass => ({
    class: name,
    classBy: 'rule',
    raise,
  });
  const order = orders.at(-1);
  if (order?.isWinback) return byRule('winback');
  if (order?.isFirst) return byRule('first');
  const earlier = orders.slice(0, -1).flatMap((each) => each.lines);
  if (isNewFamily(scene, earlier, line) || isHigherRung(scene, earlier, line)) return byRule('development');
  return byRule('regular', raiseOf(earlier, line));
};

const isNewFamily = (scene: Scene, earlier: readonly PaidLine[], line: PaidLine): boolean => {
  const familyOf = (each: PaidLine) => scene.products.get(each.productId)?.family ?? '';
  return familyOf(line) !== '' && !earlier.some((each) => familyOf(each) === familyOf(line));
};

const isHigherRung = (scene: Scene, earlier: readonly PaidLine[], line: PaidLine): boolean => {
  const rungOf = (each: PaidLine) => scene.products.get(each.productId)?.rung ?? null;
  const rung = rungOf(line);
  const known = earlier.flatMap((each) => rungOf(each) ?? []).map(Number);
  return rung !== null && known.length > 0 && Number(rung) > Math.max(...known);
};

/** By how much of its price a contract line is above the customer's last contract for the same product and currency. */
const raiseOf = (earlier: readonly PaidLine[], line: PaidLine): LineClass['raise'] => {
  if (line.monthlyAmount === null) return null;
  const last = earlier.findLast(
    (each) => each.monthlyAmount !== null && each.productId === line.productId && each.currency === line.currency,
  );
  if (!last || last.monthlyAmount === null) return null;
  const [before, now] = [micro(last.monthlyAmount), micro(line.monthlyAmount)];
  return before > 0n && now > before ? { part: now - before, whole: now } : null;
};
