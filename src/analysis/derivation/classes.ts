import type { RevenueClass } from '../../model/stages.ts';
import { micro } from './exact.ts';
import type { PaidLine, RankedOrder } from './orders.ts';
import { correctionKey, type Scene } from './scene.ts';
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
  const put = (line: PaidLine, given: LineClass) => classes.set(lineKey(line.source, line.lineId), given);
  for (const ofCustomer of groupedBy(orders, (order) => order.customer).values()) {
    const earlier = new EarlierLines(scene);
    for (const order of ofCustomer) {
      for (const line of order.lines) put(line, said(scene, line) ?? classByRule(order, earlier, line));
      for (const line of order.lines) earlier.add(line);
    }
  }
  const saleOf = saleFinder(lines);
  for (const line of lines.filter((each) => each.isRefund)) {
    const sale = saleOf(line);
    const taken = sale && classes.get(lineKey(sale.source, sale.lineId));
    const byRule: LineClass = { class: taken?.class ?? 'regular', classBy: 'rule', raise: taken?.raise ?? null };
    put(line, said(scene, line) ?? byRule);
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

const said = (scene: Scene, line: PaidLine): LineClass | null => {
  const byHand = scene.corrections.get(correctionKey('order_line', line.source, line.lineId));
  if (byHand?.kind === 'order_line') return { class: byHand.class, classBy: 'hand', raise: null };
  return line.class === '' ? null : { class: line.class, classBy: 'file', raise: null };
};

const classByRule = (order: RankedOrder, earlier: EarlierLines, line: PaidLine): LineClass => {
  const byRule = (name: RevenueClass, raise: LineClass['raise'] = null): LineClass => ({
    class: name,
    classBy: 'rule',
    raise,
  });
  if (order.isWinback) return byRule('winback');
  if (order.isFirst) return byRule('first');
  if (earlier.lacksFamilyOf(line) || earlier.isBelow(line)) return byRule('development');
  return byRule('regular', raiseOf(earlier.priceBefore(line), line));
};

/** What a customer's earlier orders hold: families, the highest rung, and the last price of each contract. */
class EarlierLines {
  readonly #scene: Scene;
  readonly #families = new Set<string>();
  readonly #prices = new Map<string, string>();
  #rung: number | null = null;

  constructor(scene: Scene) {
    this.#scene = scene;
  }

  add(line: PaidLine): void {
    const { family, rung } = this.#placeOf(line);
    this.#families.add(family);
    if (rung !== null) this.#rung = Math.max(rung, this.#rung ?? rung);
    if (line.monthlyAmount !== null) this.#prices.set(priceKey(line), line.monthlyAmount);
  }

  lacksFamilyOf(line: PaidLine): boolean {
    const { family } = this.#placeOf(line);
    return family !== '' && !this.#families.has(family);
  }

  isBelow(line: PaidLine): boolean {
    const { rung } = this.#placeOf(line);
    return rung !== null && this.#rung !== null && rung > this.#rung;
  }

  priceBefore(line: PaidLine): string | null {
    return this.#prices.get(priceKey(line)) ?? null;
  }

  #placeOf(line: PaidLine): { family: string; rung: number | null } {
    const product = this.#scene.products.get(line.productId);
    return { family: product?.family ?? '', rung: product?.rung == null ? null : Number(product.rung) };
  }
}

const priceKey = (line: PaidLine): string => JSON.stringify([line.productId, line.currency]);

/** By how much of its price a contract line is above the customer's last contract for the same product and currency. */
const raiseOf = (price: string | null, line: PaidLine): LineClass['raise'] => {
  if (line.monthlyAmount === null || price === null) return null;
  const [before, now] = [micro(price), micro(line.monthlyAmount)];
  return before > 0n && now > before ? { part: now - before, whole: now } : null;
};
