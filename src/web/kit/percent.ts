/** A number with its decimal point moved, as it is written: 0.07 by 2 is 7 and never 7.000000000000001. */
const shifted = (value: number, places: number): number => {
  const [digits = '', exponent = '0'] = String(value).split('e');
  return Number(`${digits}e${Number(exponent) + places}`);
};

/** A share as a number of percent, digit for digit up to fifteen: what is beyond them is dust of a division. */
export const percentOf = (share: number): number => shifted(Number(share.toPrecision(15)), 2);

/** The share that so many percent are; of any number of up to fifteen digits `percentOf` gives the same back. */
export const shareOf = (percent: number): number => shifted(percent, -2);
