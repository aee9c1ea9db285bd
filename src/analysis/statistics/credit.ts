/** What marketing and sales are credited with. */
export type Credit = { marketing: number; sales: number };

/**
 * Shares gross profit between marketing and sales by Shapley: each gets its own and half of what needs both.
 *
 * `marketing`, `sales`: what each would bring alone; `both`: what the two bring together.
 */
export const shapleyCredit = (alone: Credit, both: number): Credit => ({
  marketing: (alone.marketing + (both - alone.sales)) / 2,
  sales: (alone.sales + (both - alone.marketing)) / 2,
});

/** What came back over what was put in, per unit put in. */
export const returnOn = (gain: number, cost: number): number => (gain - cost) / cost;
