import type { Acquaintance, Row } from './acquaintance.ts';
import { refunded } from './amounts.ts';
import { type DayNumber, isoDay, moment, theEnd } from './calendar.ts';
import { type Chance, chanceOf } from './chance.ts';
import type { Deal } from './deals.ts';
import type { PlannedLine, PlannedOrder } from './orders.ts';
import { catalogue, familyName } from './products.ts';
import { campaignOf, channelName, salesTypeOf } from './sources.ts';

const rubles = (kopecks: number): string => (kopecks / 100).toFixed(2);

export const productRows = (): Row[] =>
  Object.values(catalogue).map((each) => ({
    product_id: each.id,
    name: each.name,
    family: familyName(each.family),
    rung: String(each.rung),
    price: each.price.toFixed(2),
    cogs_rate: each.cogsRate.toFixed(2),
    result_kind: each.resultKind,
  }));

/** One order with the ids its rows have in every file. */
export type NumberedOrder = { id: string; order: PlannedOrder; who: Acquaintance; at: number; dealId: string };

export const numberOrders = (
  orders: readonly PlannedOrder[],
  known: readonly Acquaintance[],
  deals: readonly Deal[],
): NumberedOrder[] => {
  const chance = chanceOf('hours of orders');
  const dealOf = new Map(deals.flatMap((deal) => (deal.order ? [[deal.order, deal.id] as const] : [])));
  return orders.flatMap((order, at) => {
    const who = known[order.buyer];
    const id = `Z-${String(at + 1).padStart(6, '0')}`;
    return who ? [{ id, order, who, at: chance.int(12 * 60, 17 * 60 + 59), dealId: dealOf.get(order) ?? '' }] : [];
  });
};

const lineRow = (numbered: NumberedOrder, each: PlannedLine, lineId: string, chance: Chance): Row => {
  const { order, who } = numbered;
  const contract = each.contract;
  return {
    line_id: lineId,
    order_id: numbered.id,
    customer_id: who.id,
    ordered_at: moment(order.day, numbered.at),
    product_id: each.product.id,
    quantity: String(each.quantity),
    net_amount: rubles(each.net),
    cogs: rubles(each.cogs),
    sales_type: salesTypeOf(who.segment, who.channel),
    channel: order.isFirst ? channelName(who.channel) : '',
    campaign: order.isFirst ? campaignOf(who.channel, who.segment, chance) : '',
    partner_id: who.partnerId,
    deal_id: numbered.dealId,
    refund_of: '',
    status: 'paid',
    class: order.isFirst && who.isOld ? 'regular' : '',
    contract_from: contract ? isoDay(contract.from) : '',
    contract_to: contract ? isoDay(contract.to) : '',
    monthly_amount: contract ? contract.monthly.toFixed(2) : '',
  };
};

const refundRow = (sold: Row, each: PlannedLine, day: DayNumber, number: number): Row => ({
  ...sold,
  line_id: `${sold.line_id}-R`,
  order_id: `R-${String(number).padStart(5, '0')}`,
  ordered_at: moment(day, 15 * 60),
  quantity: '',
  net_amount: rubles(-refunded(each, 'net')),
  cogs: rubles(-refunded(each, 'cogs')),
  channel: '',
  campaign: '',
  deal_id: '',
  refund_of: sold.line_id ?? '',
  class: '',
});

/** Orders that came to nothing: cancelled, or never paid. They count nowhere. */
const failed = (sold: readonly Row[], chance: Chance): Row[] =>
  Array.from({ length: 110 }, (_, at) => ({
    ...chance.pick(sold),
    line_id: `X-${String(at + 1).padStart(4, '0')}`,
    order_id: `X-${String(at + 1).padStart(4, '0')}`,
    deal_id: '',
    class: '',
    status: chance.happens(0.65) ? 'cancelled' : 'unpaid',
  }));

/** The order lines' file: sales, refunds, and what was cancelled, in time. */
export const orderLineRows = (numbered: readonly NumberedOrder[]): Row[] => {
  const chance = chanceOf('order lines');
  const sold: Row[] = [];
  const plain: Row[] = [];
  const refunds: Row[] = [];
  for (const each of numbered)
    for (const [at, planned] of each.order.lines.entries()) {
      const row = lineRow(each, planned, `${each.id.replace('Z', 'L')}-${at + 1}`, chance);
      sold.push(row);
      if (!planned.contract && planned.class === 'regular') plain.push(row);
      if (planned.refund) refunds.push(refundRow(row, planned, planned.refund.day, refunds.length + 1));
    }
  const rows = [...sold, ...refunds, ...failed(plain, chance)];
  return rows.sort((a, b) => (a.ordered_at ?? '').localeCompare(b.ordered_at ?? ''));
};

const delays = { S1: 0.6, S2: 9, S3: 24, S4: 16 } as const;

/** Money that came in: for nearly every order, some days later; what has not come by the last day is owed. */
export const paymentRows = (numbered: readonly NumberedOrder[]): Row[] => {
  const chance = chanceOf('payments');
  const rows: Row[] = [];
  for (const { id, order, who } of numbered) {
    const day = order.day + Math.round(chance.around(delays[who.segment], 0.7)) - (who.segment === 'S1' ? 1 : 0);
    const paidOn = Math.max(order.day, day);
    const total = order.lines.reduce((sum, each) => sum + each.net, 0);
    const back = order.lines.reduce((sum, each) => sum + refunded(each, 'net'), 0);
    const isOwed = who.segment !== 'S1' && chance.happens(0.008);
    if (isOwed || paidOn >= theEnd) continue;
    const row = { customer_id: who.id, order_id: id };
    rows.push({
      payment_id: '',
      paid_at: moment(paidOn, 18 * 60),
      amount: rubles(total),
      ...row,
      purpose: `Оплата заказа ${id}`,
    });
    const backOn = Math.max(paidOn, ...order.lines.map((each) => each.refund?.day ?? 0)) + 2;
    if (back > 0 && backOn < theEnd)
      rows.push({
        payment_id: '',
        paid_at: moment(backOn, 18 * 60),
        amount: rubles(-back),
        ...row,
        purpose: `Возврат по заказу ${id}`,
      });
  }
  return rows
    .sort((a, b) => (a.paid_at ?? '').localeCompare(b.paid_at ?? ''))
    .map((row, at) => ({ ...row, payment_id: `P-${String(at + 1).padStart(6, '0')}` }));
};
