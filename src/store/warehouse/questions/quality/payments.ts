import { minorOf, ofWorkspace, paidLines, rateJoin, standing } from '../../ledger/fragments.ts';
import { converting } from './fragments.ts';
import type { Relation } from './relation.ts';

/** Payments, with whether their customer can be told as the ledger tells it: by customer, by order, by tax number. */
export const paymentsRelation = (currency: string): Relation => ({
  rows: `SELECT p.payment_id AS id, p.source AS source, p.customer AS key, toNullable(p.day) AS day,
      ${minorOf(converting(currency), 'p.amount', 'p.currency')} AS minor,
      p.customer != 0
        OR (toString(p.source), p.order_id) IN (SELECT toString(source), order_id FROM (${paidLines}))
        OR p.tax_id != '' AND p.tax_id IN (SELECT argMin(tax_id, ${standing})
          FROM current_customers FINAL WHERE ${ofWorkspace} GROUP BY customer) AS is_assigned
    FROM (SELECT *, toDate32(paid_at, {time_zone:String}) AS day FROM current_payments FINAL
      WHERE ${ofWorkspace} AND day <= {as_of:Date32}) AS p
    ${rateJoin(converting(currency), 'p.currency', 'p.day')}`,
  checks: [
    { code: 'payments_unassigned', when: 'NOT is_assigned' },
    { code: 'payments_without_rate', when: 'minor IS NULL' },
  ],
});
