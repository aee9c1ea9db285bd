/** Whole millionths of a decimal string: what amounts and numbers of facts are exactly. */
export const micro = (decimal: string): bigint => scaled(decimal, 6);

/** Whole ten-thousand-millionths of a decimal string: what rates are exactly. */
export const rateUnits = (decimal: string): bigint => scaled(decimal, 10);

export const oneRate = 10_000_000_000n;

const scaled = (decimal: string, places: number): bigint => {
  const [whole = '0', part = ''] = decimal.replace('-', '').split('.');
  const units = BigInt(whole + part.padEnd(places, '0').slice(0, places));
  return decimal.startsWith('-') ? -units : units;
};

/** `amount × numerator ÷ denominator` in whole units, half away from zero. The denominator is not zero. */
export const timesRatio = (amount: bigint, numerator: bigint, denominator: bigint): bigint => {
  const product = amount * numerator;
  const negative = product < 0n !== denominator < 0n;
  const [top, bottom] = [absolute(product), absolute(denominator)];
  const units = (2n * top + bottom) / (2n * bottom);
  return negative ? -units : units;
};

/** Whole thousandths of hours, half away from zero; 0 without hours. */
export const thousandths = (hours: string | null): number =>
  hours === null ? 0 : Number(timesRatio(micro(hours), 1n, 1000n));

const absolute = (units: bigint): bigint => (units < 0n ? -units : units);
