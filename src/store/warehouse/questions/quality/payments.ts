import { ofSnapshot } from '../../ledger/fragments.ts';
import type { Relation } from './relation.ts';

/** Payments as the ledger has them. They carry no id there: cases are told by day and amount. */
export const paymentsRelation: Relation = {
  rows: `SELECT '' AS id, '' AS source, customer AS key, toNullable(day) AS day, amount_minor AS minor FROM ledger_payments WHERE ${ofSnapshot}`,
  checks: [
    { code: 'payments_unassigned', when: 'key = 0' },
    { code: 'payments_without_rate', when: 'minor IS NULL' },
  ],
};
