/** The discounted sum of a lifetime, or why there is none. */
export type LifetimeValue = { value: number } | { reason: 'divergent' };

/**
 * What a customer brings over a lifetime of constant retention, the first year's margin included, before acquisition cost.
 *
 * m(1+d) ÷ (1+d−r(1+g)): `margin` m a year, `retention` r and `discount` d a year as fractions, `growth` g of the margin.
 * Margins come at the beginning of each year. `divergent` where r(1+g) ≥ 1+d.
 */
export const lifetimeValue = (margin: number, retention: number, discount: number, growth = 0): LifetimeValue => {
  const kept = retention * (1 + growth);
  if (kept >= 1 + discount) return { reason: 'divergent' };
  return { value: (margin * (1 + discount)) / (1 + discount - kept) };
};

/** What a customer of today still brings: the lifetime value without the first margin, m·r ÷ (1+d−r). */
export const futureValue = (margin: number, retention: number, discount: number): LifetimeValue => {
  if (retention >= 1 + discount) return { reason: 'divergent' };
  return { value: (margin * retention) / (1 + discount - retention) };
};

/** The lifetime value of the first `years` margins. */
export const finiteValue = (margin: number, retention: number, discount: number, years: number): number => {
  let value = 0;
  for (let year = 0; year < years; year += 1) value += margin * (retention / (1 + discount)) ** year;
  return value;
};

/** A yearly rate as the rate of one month that compounds to it: (1+d)^(1/12) − 1. */
export const monthlyRate = (yearly: number): number => (1 + yearly) ** (1 / 12) - 1;

/** The present value of flows of money at whole months, discounted at a yearly rate by compound months. */
export const presentValue = (flows: readonly (readonly [number, number])[], yearly: number): number =>
  flows.reduce((sum, [month, amount]) => sum + amount / (1 + yearly) ** (month / 12), 0);

/** The sum of the first n powers of g ÷ (1+i): what one unit a month is worth over n months. */
export const annuity = (kept: number, rate: number, months: number): number => {
  let value = 0;
  for (let month = 1; month <= months; month += 1) value += (kept / (1 + rate)) ** month;
  return value;
};

/** Months until an outlay is earned back, or the limit the earnings never pass. */
export type Payback = { months: number } | { never: number };

/**
 * The first whole month by which the first deal's contribution and the monthly ones have earned the outlay back.
 *
 * Month u brings `monthly` × `survival`^u. 0 where the first deal pays at once. Where the sum converges below the outlay it is
 * never earned back, and the limit comes back instead. Ages beyond 100 years count as never.
 */
export const payback = (outlay: number, first: number, monthly: number, survival: number): Payback => {
  let earned = first;
  if (earned >= outlay) return { months: 0 };
  const limit = survival < 1 ? first + (monthly * survival) / (1 - survival) : Number.POSITIVE_INFINITY;
  if (monthly <= 0 || limit <= outlay) return { never: monthly <= 0 ? first : limit };
  for (let month = 1; month <= 1200; month += 1) {
    earned += monthly * survival ** month;
    if (earned >= outlay) return { months: month };
  }
  return { never: limit };
};
