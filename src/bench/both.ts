import { lifeOfBoth, type ToldLife } from '../analysis/catalogue/lives.ts';
import { type Begun, beginningsOf } from '../analysis/models/beginnings.ts';
import { bgNbd } from '../analysis/models/bg-nbd.ts';
import { contractLifetimeOf, paidMonths } from '../analysis/models/contract-lifetime.ts';
import { firstFit, relationsAt, renewalsIn, type Term } from '../analysis/models/contracts.ts';
import { drawParameters, fitPurchases, isRefusal } from '../analysis/models/fit.ts';
import { inventCustomers } from '../analysis/models/generate.ts';
import { gather } from '../analysis/models/histories.ts';
import { wholeLife } from '../analysis/models/lifetime.ts';
import { drawBeta, drawExponential, type Random } from '../analysis/models/numerics/draws.ts';
import { renewalTotals, sbg } from '../analysis/models/renewals.ts';
import { continuousRate } from '../analysis/models/value.ts';
import { seededRandom } from '../analysis/statistics/bootstrap.ts';

const discount = 0.18;
const margins = { first: 0.4, share: 0.5 };
const [firstOrder, orderValue, price] = [80, 100, 30];
const buying = [0.6, 6, 0.7, 2.2];
const renewing = [0.8, 5] as const;
const month = 30;

/** How the customers of an invented company begin: shares, the chance that the other kind ever follows, and the mean wait in days where it does. */
type HowBegun = { order: number; contract: number; thenContract: number; thenOrder: number; delay: number };

/** When one customer comes to each kind, in days from its beginning; null: never. */
const beginning = ({ order, contract, thenContract, thenOrder, delay }: HowBegun, random: Random) => {
  const [at, follows] = [random(), random()];
  const wait = 1 + Math.floor(drawExponential(1 / delay, random));
  if (at < order) return { order: 0, contract: follows < thenContract ? wait : null };
  if (at < order + contract) return { order: follows < thenOrder ? wait : null, contract: 0 };
  return { order: 0, contract: 0 };
};

const even: HowBegun = { order: 0.6, contract: 0.3, thenContract: 0.3, thenOrder: 0.5, delay: 200 };

/** Companies that live by purchases and contracts: how many customers came within how many days, and how they begin. */
export type BothKind = { name: string; how: HowBegun; customers: number; days: number };
export const bothKinds: readonly BothKind[] = [
  { name: '1,200 customers in 3 years, waits of 200 days', how: even, customers: 1200, days: 1095 },
  { name: '1,200 customers in 3 years, waits of 500 days', how: { ...even, delay: 500 }, customers: 1200, days: 1095 },
  { name: '1,200 customers in 1½ years, waits of 500 days', how: { ...even, delay: 500 }, customers: 1200, days: 548 },
  {
    name: '3,000 customers in 3 years, few with contracts, waits of 300 days',
    how: { order: 0.85, contract: 0.1, thenContract: 0.1, thenOrder: 0.5, delay: 300 },
    customers: 3000,
    days: 1095,
  },
];

/** What a new customer is worth by the laws the company lives by: its lives by the true parameters, the waits by their law. */
const trueValue = ({ order, contract, thenContract, thenOrder, delay }: HowBegun): number => {
  const both = 1 - order - contract;
  const yearly = 1 / (1 + discount);
  const stay = Math.exp(-1 / delay);
  const daily = yearly ** (1 / 365.25);
  const worth = ((1 - stay) * daily) / (1 - stay * daily);
  const repeats = wholeLife(bgNbd, buying, continuousRate(discount, 365.25 / 7));
  const months = paidMonths(sbg, renewing, 1, yearly ** (1 / 12));
  const orders = (first: number): number => first * firstOrder + margins.share * repeats * orderValue;
  const contracts = margins.share * price * months;
  return (
    order * (orders(margins.first) + thenContract * worth * contracts) +
    contract * (contracts + thenOrder * worth * orders(margins.share)) +
    both * (orders(margins.first) + contracts)
  );
};

/** What is told of a company of `customers` that came within `days` to its last one, and its customers; null where a model refuses. */
const toldOf = ({ how, customers, days }: BothKind, random: Random): { told: ToldLife; begun: Begun[] } | null => {
  const begun: Begun[] = [];
  const terms: Term[] = [];
  const ages: number[] = [];
  for (let customer = 0; customer < customers; customer += 1) {
    const age = Math.floor(random() * days);
    const came = beginning(how, random);
    const seen = (after: number | null): number | null => (after !== null && after <= age ? after : null);
    const [order, contract] = [seen(came.order), seen(came.contract)];
    begun.push({ age, order, contract, customers: 1 });
    if (order !== null) ages.push((age - order) / 7);
    const leaves = drawBeta(...renewing, random);
    for (let from = contract; from !== null && from <= age; from += month) {
      terms.push({ customer, from: days - age + from, to: days - age + from + month - 1, price });
      if (random() < leaves) break;
    }
  }
  const { histories } = gather(inventCustomers(bgNbd.spec, buying, ages, 0, random));
  const estimate = fitPurchases(bgNbd, histories);
  const relations = relationsAt(terms, days, month);
  const renewals = renewalsIn(relations);
  const fit = firstFit([sbg], renewals, renewals);
  const beginnings = beginningsOf(begun, discount);
  if (isRefusal(estimate) || isRefusal(fit) || !beginnings) return null;
  const contracts = contractLifetimeOf(fit, { terms, relations, at: days }, renewalTotals(renewals), discount);
  if (!contracts) return null;
  const rate = continuousRate(discount, 365.25 / 7);
  const own = seededRandom(1);
  const lives = Array.from({ length: 200 }, () => wholeLife(bgNbd, drawParameters(estimate, own), rate)).sort(
    (a, b) => a - b,
  );
  const { thenContract, thenOrder, ...shares } = beginnings;
  const shape = ({ discounted, error, byMonth, ahead }: typeof thenOrder) => ({
    discounted,
    standard_error: error,
    by_month: byMonth,
    ahead,
  });
  const told = lifeOfBoth(
    {
      purchases: {
        customers: ages.length,
        first_order: firstOrder,
        repeat_orders: wholeLife(bgNbd, estimate.parameters, rate),
        repeat_orders_interval: [lives[10] as number, lives[189] as number],
        order_value: orderValue,
        by_month: [],
        residual_value: 0,
      },
      contracts: {
        customers,
        monthly_price: contracts.price,
        paid_months: contracts.months,
        paid_months_interval: contracts.monthsInterval,
        paid_by_month: contracts.paidByMonth,
        residual_value: contracts.residual,
      },
      beginnings: { ...shares, then_contract: shape(thenContract), then_order: shape(thenOrder) },
    },
    margins,
    1,
  );
  return { told, begun };
};

/** What the same lives would be worth by plain shares: customers ever seen with each kind ÷ all customers. */
const byPlainShares = ({ orders, contracts, share }: ToldLife, begun: readonly Begun[]): number => {
  const shareOf = (kind: 'order' | 'contract'): number =>
    begun.filter((one) => one[kind] !== null).length / begun.length;
  const byOrders = orders ? orders.first + share * orders.times * orders.each : 0;
  const byContracts = contracts ? share * contracts.times * contracts.each : 0;
  return shareOf('order') * byOrders + shareOf('contract') * byContracts;
};

/**
 * What is told of a new customer of an invented company beside what it is truly worth: how far off by parts of the truth, how far off plain shares would be, and whether
 * the interval holds it. Null where a model refuses.
 */
export const oneCompanyOfBoth = (
  kind: BothKind,
  random: Random,
): { off: number; plainOff: number; isHeld: boolean } | null => {
  const found = toldOf(kind, random);
  if (!found) return null;
  const { told, begun } = found;
  const truth = trueValue(kind.how);
  const [low, high] = told.interval;
  return {
    off: told.value / truth - 1,
    plainOff: byPlainShares(told, begun) / truth - 1,
    isHeld: truth >= low && truth <= high,
  };
};
