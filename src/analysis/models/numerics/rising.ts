/**
 * Tables over n = 0…`last` of ln Γ(base+n)/Γ(base) and its derivative by base: sums of ln(base+i) and of 1/(base+i), i < n.
 *
 * Sums of what is positive lose nothing where differences of log-gammas would: base may be 1e-6 or 1e9. Made once per evaluation.
 */
export class Rising {
  readonly log: Float64Array;
  readonly slope: Float64Array;

  constructor(last: number) {
    this.log = new Float64Array(last + 1);
    this.slope = new Float64Array(last + 1);
  }

  fill(base: number): this {
    const { log, slope } = this;
    for (let n = 1; n < log.length; n += 1) {
      log[n] = (log[n - 1] as number) + Math.log(base + n - 1);
      slope[n] = (slope[n - 1] as number) + 1 / (base + n - 1);
    }
    return this;
  }
}

/**
 * Tables over n of ln B(a, b+n)/B(a, b), the probability that n chances to leave were not taken, and its derivatives.
 *
 * Π (b+i)/(a+b+i), i < n: sums of ln(1 − a/(a+b+i)), exact where a ÷ b is 1e-12 too.
 */
export class Staying {
  readonly log: Float64Array;
  readonly byA: Float64Array;
  readonly byB: Float64Array;

  constructor(last: number) {
    this.log = new Float64Array(last + 1);
    this.byA = new Float64Array(last + 1);
    this.byB = new Float64Array(last + 1);
  }

  fill(a: number, b: number): this {
    const { log, byA, byB } = this;
    for (let n = 1; n < log.length; n += 1) {
      const all = a + b + n - 1;
      log[n] = (log[n - 1] as number) + Math.log1p(-a / all);
      byA[n] = (byA[n - 1] as number) - 1 / all;
      byB[n] = (byB[n - 1] as number) + a / ((b + n - 1) * all);
    }
    return this;
  }
}

/** ln(1 + eˣ) without overflow. */
export const softplus = (value: number): number =>
  value > 0 ? value + Math.log1p(Math.exp(-value)) : Math.log1p(Math.exp(value));
