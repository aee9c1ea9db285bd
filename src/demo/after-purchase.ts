import type { Acquaintance, Row } from './acquaintance.ts';
import { type DayNumber, endOfYear, moment, theEnd, year2024, year2025 } from './calendar.ts';
import { type Chance, chanceOf } from './chance.ts';
import type { PlannedOrder } from './orders.ts';
import type { Product } from './products.ts';
import { coordinators, engineers } from './sources.ts';
import { activated, lostAfterDays, segmentIds } from './targets.ts';

export const winbackKinds = ['winback_call', 'winback_offer'] as const;

/** Which buyers reach a result: exactly the planned number of the new ones of 2025, about four of five before. */
const reachResult = (known: readonly Acquaintance[], subscribers: ReadonlySet<number>, chance: Chance): Set<number> => {
  const reached = new Set<number>();
  const buyers = known.flatMap((who, at) =>
    who.firstOrderOn === undefined ? [] : [{ who, at, day: who.firstOrderOn }],
  );
  for (const { at, day } of buyers)
    if (day < year2025 && day + 4 < endOfYear(day) && (subscribers.has(at) || chance.happens(0.77))) reached.add(at);
  for (const segment of segmentIds) {
    const fresh = buyers.filter(({ who, day }) => who.segment === segment && day >= year2025 && day + 4 < theEnd);
    for (const { at } of chance.shuffled(fresh).slice(0, activated[segment])) reached.add(at);
  }
  return reached;
};

const dearest = (order: PlannedOrder): Product | undefined =>
  order.lines
    .map((each) => each.product)
    .reduce<Product | undefined>((best, each) => (best && best.rung >= each.rung ? best : each), undefined);

const result = (who: Acquaintance, day: DayNumber, product: Product, chance: Chance): Row => ({
  occurred_at: moment(day, chance.int(10 * 60, 18 * 60)),
  kind: product.resultKind,
  customer_id: who.id,
  touchpoint: product.name,
  ...(product.rung >= 3 ? { actor: chance.pick(coordinators) } : {}),
});

/** The first result of those who reach one, in the year of the first order, and a result of every dearer product after it. */
const results = (who: Acquaintance, orders: readonly PlannedOrder[], chance: Chance): Row[] => {
  const rows: Row[] = [];
  let rung = 0;
  for (const order of orders) {
    const product = dearest(order);
    if (!product || (product.rung <= rung && rung > 0)) continue;
    const limit = rung === 0 ? endOfYear(order.day) - 1 : theEnd - 1;
    const day = Math.min(limit, order.day + chance.int(3, product.rung >= 3 ? 34 : 25));
    rows.push(result(who, day, product, chance));
    rung = product.rung;
  }
  return rows;
};

/** Visits of engineers and coordinators at those who buy service or systems. */
const service = (who: Acquaintance, orders: readonly PlannedOrder[], chance: Chance): Row[] => {
  if (who.segment === 'S1') return [];
  return orders
    .filter((order) => !order.isFirst && chance.happens(0.55))
    .map((order) => ({
      occurred_at: moment(Math.min(theEnd - 1, order.day + chance.int(1, 20)), chance.int(9 * 60, 17 * 60)),
      kind: 'service_visit',
      customer_id: who.id,
      touchpoint: 'Замер и обслуживание',
      actor: chance.happens(0.3) ? chance.pick(engineers) : chance.pick(coordinators),
    }));
};

/** Calls and offers to a lost customer between the day it was lost and the day it came back, if it did. */
const attempts = (who: Acquaintance, from: DayNumber, to: DayNumber, chance: Chance): Row[] => {
  if (from > to) return [];
  const last = chance.int(Math.max(from, to - 40), to);
  return Array.from({ length: chance.int(1, 3) }, (_, at) => ({
    occurred_at: moment(Math.max(from, last - at * 9), 11 * 60 + at * 47),
    kind: at === 1 ? 'winback_offer' : 'winback_call',
    customer_id: who.id,
    touchpoint: 'Звонок после пропуска двух замеров',
    ...(at === 1 ? {} : { actor: chance.pick(['Вера Сомова', 'Полина Рябова']) }),
  }));
};

const winBack = (who: Acquaintance, chance: Chance): Row[] => {
  const days = who.life?.days ?? [];
  const rows: Row[] = [];
  for (const [at, day] of days.entries()) {
    const lostOn = day + lostAfterDays;
    const next = days[at + 1];
    if (next !== undefined && next <= lostOn) continue;
    if (next !== undefined && next < year2025 && next > year2024)
      rows.push(...attempts(who, Math.max(lostOn + 1, year2024), next - 1, chance));
    if (next === undefined && lostOn < year2025 - 30 && chance.happens(0.5))
      rows.push(...attempts(who, Math.max(lostOn + 1, year2024), year2025 - 1, chance));
    if (!who.life?.isAttempted || lostOn >= theEnd - 1 || (next !== undefined && next < year2025)) continue;
    const from = Math.max(lostOn + 1, year2025);
    const until = next === undefined ? Math.min(theEnd - 1, from + chance.int(0, 300)) : next - 1;
    rows.push(...attempts(who, from, until, chance));
  }
  return rows;
};

/** Everything that happened with customers after they had bought. */
export const afterPurchase = (known: readonly Acquaintance[], orders: readonly PlannedOrder[]): Row[] => {
  const chance = chanceOf('after purchase');
  const ordersOf = new Map<number, PlannedOrder[]>();
  for (const order of orders) ordersOf.set(order.buyer, [...(ordersOf.get(order.buyer) ?? []), order]);
  const subscribers = new Set(
    orders.filter((order) => order.lines.some((each) => each.contract)).map((order) => order.buyer),
  );
  const reached = reachResult(known, subscribers, chance);
  return known.flatMap((who, at) => {
    const own = ordersOf.get(at) ?? [];
    return [
      ...(reached.has(at) ? results(who, own, chance) : []),
      ...service(who, own, chance),
      ...winBack(who, chance),
    ];
  });
};

/** Letters to customers: as many as are left to reach `count`. */
export const letters = (known: readonly Acquaintance[], count: number): Row[] => {
  const chance = chanceOf('letters');
  const buyers = known.filter((who) => who.life);
  const campaigns = ['Пора менять картридж', 'Результаты замера', 'Чистый бонус', 'Сезон паводка: проверьте воду'];
  return Array.from({ length: Math.max(0, count) }, () => {
    const who = chance.pick(buyers);
    const from = (who.firstOrderOn ?? 0) + 2;
    return {
      occurred_at: moment(chance.int(Math.min(from, theEnd - 1), theEnd - 1), chance.int(9 * 60, 20 * 60)),
      kind: chance.happens(0.34) ? 'email_opened' : 'email_sent',
      customer_id: who.id,
      channel: 'E-mail',
      campaign: chance.pick(campaigns),
    };
  });
};
