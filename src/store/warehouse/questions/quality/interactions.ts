import { ofWorkspace } from '../../ledger/fragments.ts';
import { factsOf, knownCustomers } from './fragments.ts';
import type { Relation } from './relation.ts';

/** Interactions that name a customer or a person. Those of people not known yet are no orphans. */
export const interactionsRelation: Relation = {
  rows: `SELECT id, source, customer AS key, toNullable(toDate32(occurred_at, {time_zone:String})) AS day, toNullable(toInt64(0)) AS minor,
      if(customer != 0, customer IN (${knownCustomers}),
        person_id IN (SELECT person_id FROM current_people FINAL WHERE ${ofWorkspace})) AS is_known
    FROM ${factsOf('interactions')}
    WHERE (customer != 0 OR person_id != '')
      AND occurred_at < addDays(toDateTime64({as_of:String}, 3, {time_zone:String}), 1)`,
  checks: [{ code: 'interactions_of_unknown', when: 'NOT is_known' }],
};
