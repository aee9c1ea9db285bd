const formatDigits = (currency: string): number => {
  try {
    return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  } catch {
    return 2;
  }
};
/** Making a format takes long, and digits are asked for with every amount. */
const knownDigits = new Map<string, number>();

/** The number of decimal places of a currency's minor unit by ISO 4217 (2 where it is not known). */
export const minorDigits = (currency: string): number => {
  const known = knownDigits.get(currency);
  if (known !== undefined) return known;
  const digits = formatDigits(currency);
  knownDigits.set(currency, digits);
  return digits;
};

/** Minor units as a JSON number of major units, exact to the minor unit. */
export const toMajor = (minor: number, currency: string): number => {
  const digits = minorDigits(currency);
  return Number((minor / 10 ** digits).toFixed(digits));
};

/**
 * Splits a whole amount by weights so that the parts sum to it exactly (largest remainder).
 *
 * What rounding down leaves goes, one unit each, to the largest remainders, earlier parts first among equals. Weights must not be negative; if they
 * are all zero there is nothing to split by and `null` comes back.
 */
export const splitByLargestRemainder = (totalMinor: number, weights: readonly number[]): number[] | null => {
  const sum = weights.reduce((a, b) => a + b, 0);
  if (sum <= 0) return null;
  const sign = totalMinor < 0 ? -1 : 1;
  const total = Math.abs(totalMinor);
  const exact = weights.map((weight) => (total * weight) / sum);
  const parts = exact.map(Math.floor);
  const left = total - parts.reduce((a, b) => a + b, 0);
  const order = exact
    .map((value, at) => ({ at, rest: value - Math.floor(value) }))
    .sort((a, b) => b.rest - a.rest || a.at - b.at);
  for (const { at } of order.slice(0, left)) parts[at] = (parts[at] ?? 0) + 1;
  return parts.map((part) => sign * part || 0);
};
