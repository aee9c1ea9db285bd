import { type AgeCount, riskSteps } from '../statistics/survival.ts';

/** Customers who began alike: how many days ago, how many days later their first order without a contract and their first contract came (null: not yet). One of the two is 0. */
export type Begun = { age: number; order: number | null; contract: number | null; customers: number };

/** Whether and when the other kind follows for those who began with one. */
export type Following = {
  /** The chance that it ever does, worth what its delay leaves of it on the first day, and the standard error of that. */
  discounted: number;
  error: number;
  /** The chance that it has by the end of each month from the first day; after the last month told as in it. */
  byMonth: number[];
  /** How many of the present customers who lack it will still come to it, worth what their delays leave of them today. */
  ahead: number;
};

/** How new customers of a segment that lives on purchases and on contracts begin, and what follows. */
export type Beginnings = {
  /** All customers. */
  customers: number;
  /** Of how many the shares are: of those who began within the last year, of all where they are few. */
  newcomers: number;
  /** Shares who begin with an order without a contract, with a contract, with both on one day; they sum to 1. */
  order: number;
  contract: number;
  both: number;
  thenContract: Following;
  thenOrder: Following;
};

const year = 365;
const perMonthDays = 365.25 / 12;
/** Shares are of at least so many customers. */
const fewestNewcomers = 20;
/** A delay is told as long as so many have waited for it: of fewer one more or less would say much. */
const fewestWaiting = 10;

const countOf = (rows: readonly { customers: number }[]): number =>
  rows.reduce((sum, { customers }) => sum + customers, 0);

/**
 * Kaplan–Meier over `waited`, the days customers waited for the other kind (null: it has not come in `age` days). `worth` is what a year's delay leaves of it.
 *
 * With h the share of those waiting to whom it comes on a day, f = S·h that of all and g its worth, it is Σ g·f; the error follows from that of each h, as Greenwood's does.
 * What nobody was seen to wait for is not told: the chance ends with the longest wait of ten.
 */
const followingOf = (
  waited: readonly { age: number; after: number | null; customers: number }[],
  worth: number,
): Following => {
  const ages = waited.map(
    ({ age, after, customers }): AgeCount => ({
      age: after ?? age,
      outcome: after === null ? 'waits' : 'came',
      count: customers,
    }),
  );
  const steps = riskSteps(ages, ['came']).filter(({ atRisk }) => atRisk >= fewestWaiting);
  let survival = 1;
  const told = steps.map(({ age, atRisk, happened }) => {
    const chance = survival * (happened / atRisk);
    survival -= chance;
    return { age, atRisk, happened, chance, survival, value: chance * worth ** (age / 365.25) };
  });
  let [later, variance] = [0, 0];
  // From the last day to the first: `later` is the value of what comes after the day.
  const after = told.toReversed().map((step) => {
    const { age, atRisk, happened } = step;
    const slope = step.survival * worth ** (age / 365.25) - later;
    if (happened < atRisk) variance += (slope ** 2 * happened) / (atRisk * (atRisk - happened));
    later += step.value;
    return { age, before: step.survival + step.chance, value: later };
  });
  after.reverse();
  const lastMonth = Math.ceil((told.at(-1)?.age ?? 0) / perMonthDays);
  const ahead = waited.reduce((sum, { age, after: came, customers }) => {
    const next = came === null ? after.find((step) => step.age > age) : undefined;
    return next ? sum + (customers * next.value) / (next.before * worth ** (age / 365.25)) : sum;
  }, 0);
  return {
    discounted: later,
    error: Math.sqrt(variance),
    byMonth: Array.from({ length: lastMonth }, (_, month) =>
      told.reduce((sum, { age, chance }) => (age <= (month + 1) * perMonthDays ? sum + chance : sum), 0),
    ),
    ahead,
  };
};

/**
 * How new customers begin, and whether the other kind follows: what a segment that lives on purchases and on contracts is told by besides their two models.
 *
 * A customer comes to each kind once, with its first order without a contract and with its first contract. A new customer begins as those of the last year did, and comes
 * to the other kind as everybody known came (Kaplan & Meier 1958): those who began lately have waited for a short time and count for it alone. `discountYear` above zero.
 * Null where nobody came to one of the two.
 */
export const beginningsOf = (all: readonly Begun[], discountYear: number): Beginnings | null => {
  if (!all.some(({ order }) => order !== null) || !all.some(({ contract }) => contract !== null)) return null;
  const worth = 1 / (1 + discountYear);
  const late = all.filter(({ age }) => age < year);
  const asked = countOf(late) < fewestNewcomers ? all : late;
  const newcomers = countOf(asked);
  const shareOf = (holds: (one: Begun) => boolean): number => countOf(asked.filter(holds)) / newcomers;
  const both = ({ order, contract }: Begun): boolean => order === 0 && contract === 0;
  const byOrder = (one: Begun): boolean => one.order === 0 && !both(one);
  const byContract = (one: Begun): boolean => one.contract === 0 && !both(one);
  return {
    customers: countOf(all),
    newcomers,
    order: shareOf(byOrder),
    contract: shareOf(byContract),
    both: shareOf(both),
    thenContract: followingOf(
      all.filter(byOrder).map(({ age, contract, customers }) => ({ age, after: contract, customers })),
      worth,
    ),
    thenOrder: followingOf(
      all.filter(byContract).map(({ age, order, customers }) => ({ age, after: order, customers })),
      worth,
    ),
  };
};
