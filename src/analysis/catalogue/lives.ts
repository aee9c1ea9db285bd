import type { ContractLifetime, SegmentBeginnings, SegmentLifetime } from '../../model/forecast.ts';
import type { ModelNote } from '../../model/metric-words.ts';
import { type Interval, normalQuantile } from '../statistics/rates.ts';

/** What models make of a segment's lives in money, in minor units. */
export type ToldLife = {
  by: ModelNote;
  customers: number;
  /** What of revenue is contribution. */
  share: number;
  /** The contribution of a new customer's whole life in today's money, with bounds by the parameters of how long it is and, of both models, of how it begins. */
  value: number;
  interval: Interval;
  /** What a new customer has brought at once and by the end of each month, not discounted. */
  earned: readonly number[];
  /** The revenue all present customers will still bring, in today's money: by orders, by contracts, and by the kind they have not come to yet. */
  residual: { orders: number; contracts: number; ahead: number };
  /** A life by purchases: how many of them a new customer has, the contribution of the first order, how often it is repeated (discounted), and what a repeat brings. */
  orders: { rate: number; first: number; times: number; each: number } | null;
  /** A life by contract: how many of them a new customer has, the months it pays (discounted), and what a month brings. */
  contracts: { rate: number; times: number; each: number } | null;
};

/** What of revenue is left: of first orders after the cost of goods, of the rest after that of retention and of development too. */
export type Margins = { first: number; share: number };

const inOrder = (low: number, high: number): Interval => (low <= high ? [low, high] : [high, low]);

/** The first order at its own margin, repeat orders at the share of contribution. */
export const lifeOfPurchases = (told: SegmentLifetime, { first: firstShare, share }: Margins, scale: number) => {
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
    residual: { orders: told.residual_value * scale, contracts: 0, ahead: 0 },
    orders: { rate: 1, first, times: told.repeat_orders, each },
    contracts: null,
  } satisfies ToldLife;
};

/** CLV = m·DEL (domain §3.5): every month paid, the first too, at one share of contribution. */
export const lifeOfContracts = (told: ContractLifetime, { share }: Margins, scale: number) => {
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
    residual: { orders: 0, contracts: told.residual_value * scale, ahead: 0 },
    orders: null,
    contracts: { rate: 1, times: told.paid_months, each },
  } satisfies ToldLife;
};

/** What comes by the end of each month where what is `earned` begins only when the chance `begun` by the end of each month says; `begun` stays as it is after its last. */
const delayed = (earned: readonly number[], begun: readonly number[]): number[] =>
  earned.map((_, month) =>
    begun.reduce(
      (sum, chance, at) => (at < month ? sum + (chance - (begun[at - 1] ?? 0)) * (earned[month - 1 - at] ?? 0) : sum),
      0,
    ),
  );

/**
 * A customer who may live by purchases, by contract, or both: each life by its own model, as often as a new customer comes to it.
 *
 * Who comes to purchases after a contract has the first order at the share of contribution like everything that is not a customer's very first. Bounds are those of
 * both models and of how customers begin, which are independent: their half-widths add by squares.
 */
export const lifeOfBoth = (
  told: { purchases: SegmentLifetime; contracts: ContractLifetime; beginnings: SegmentBeginnings },
  margins: Margins,
  scale: number,
): ToldLife => {
  const { order, contract, both, then_contract: thenContract, then_order: thenOrder } = told.beginnings;
  const { share } = margins;
  const byOrders = lifeOfPurchases(told.purchases, margins, scale);
  const laterOrders = lifeOfPurchases(told.purchases, { first: share, share }, scale);
  const byContracts = lifeOfContracts(told.contracts, margins, scale);
  const atOnce = order + both;
  const later = contract * thenOrder.discounted;
  const orderRate = atOnce + later;
  const contractRate = contract + both + order * thenContract.discounted;
  const beginnings = [
    { share: order, value: byOrders.value + thenContract.discounted * byContracts.value },
    { share: contract, value: byContracts.value + thenOrder.discounted * laterOrders.value },
    { share: both, value: byOrders.value + byContracts.value },
  ];
  const value = beginnings.reduce((sum, one) => sum + one.share * one.value, 0);
  const spread = beginnings.reduce((sum, one) => sum + one.share * (one.value - value) ** 2, 0);
  const howBegun =
    normalQuantile(0.9) *
    Math.hypot(
      Math.sqrt(spread / told.beginnings.newcomers),
      order * thenContract.standard_error * byContracts.value,
      contract * thenOrder.standard_error * laterOrders.value,
    );
  const side = (at: 0 | 1): number =>
    Math.hypot(
      howBegun,
      orderRate * (byOrders.interval[at] - byOrders.value),
      contractRate * (byContracts.interval[at] - byContracts.value),
    );
  const [contractsLater, ordersLater] = [
    delayed(byContracts.earned, thenContract.by_month),
    delayed(laterOrders.earned, thenOrder.by_month),
  ];
  const { first_order: firstOrder, repeat_orders: repeats, order_value: orderValue } = told.purchases;
  const { monthly_price: price, paid_months: months } = told.contracts;
  return {
    by: 'by_both_models',
    customers: told.beginnings.customers,
    share,
    value,
    interval: [value - side(0), value + side(1)],
    earned: byOrders.earned.map(
      (earned, month) =>
        atOnce * earned +
        (contract + both) * (byContracts.earned[month] ?? 0) +
        order * (contractsLater[month] ?? 0) +
        contract * (ordersLater[month] ?? 0),
    ),
    residual: {
      orders: byOrders.residual.orders,
      contracts: byContracts.residual.contracts,
      ahead: (thenOrder.ahead * (firstOrder + repeats * orderValue) + thenContract.ahead * price * months) * scale,
    },
    orders: {
      ...byOrders.orders,
      rate: orderRate,
      first:
        orderRate > 0
          ? (atOnce * byOrders.orders.first + later * laterOrders.orders.first) / orderRate
          : byOrders.orders.first,
    },
    contracts: { ...byContracts.contracts, rate: contractRate },
  };
};
