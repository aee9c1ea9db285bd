import { ofSnapshot, ofWorkspace, standing } from '../../ledger/fragments.ts';
import { factsOf, knownCustomers } from './fragments.ts';
import type { Relation } from './relation.ts';

/** Kinds of interactions that were met at all. */
const metKinds = `(SELECT groupUniqArray(toString(kind)) FROM current_interactions FINAL WHERE ${ofWorkspace})`;

/** Products that name a kind of interaction that was met: their buyers' result can be seen. */
const provenProducts = `SELECT product_id FROM (
    SELECT product_id, argMinIf(toString(result_kind), ${standing}, result_kind != '') AS result_kind FROM current_products FINAL WHERE ${ofWorkspace} GROUP BY product_id
  ) WHERE result_kind != '' AND has(met_kinds, result_kind)`;

/** Those who bought, with what is known of how they came and whether their result could be seen. */
export const buyersRelation: Relation = {
  rows: `WITH ${metKinds} AS met_kinds
    SELECT subject AS id, '' AS source, customer AS key, first_order_day AS day, toNullable(toInt64(0)) AS minor,
      toString(channel) AS channel, toString(segment) AS segment,
      hasAny(met_kinds, {activation_kinds:Array(String)}) OR customer IN (
        SELECT customer FROM ledger_lines WHERE ${ofSnapshot} AND NOT is_refund AND product IN (${provenProducts})) AS has_result
    FROM ledger_profiles WHERE ${ofSnapshot} AND first_order_day IS NOT NULL`,
  checks: [
    { code: 'new_without_channel', when: `channel = ''` },
    { code: 'customers_without_segment', when: `segment = ''` },
    { code: 'new_without_visible_result', when: 'NOT has_result' },
  ],
};

/** Cards of customers, one for all records that are joined. */
export const cardsRelation: Relation = {
  rows: `WITH (SELECT count() > 0 FROM current_people FINAL WHERE ${ofWorkspace}) AS has_people
    SELECT goes_by AS id, first_source AS source, customer AS key, day, toNullable(toInt64(0)) AS minor, standing_kind, has_people,
      customer IN (SELECT customer FROM ${factsOf('people')} WHERE customer != 0) AS has_person
    FROM (
      SELECT customer, any(goes_by) AS goes_by, min(source) AS first_source, toDate32(min(created_at), {time_zone:String}) AS day,
        argMin(toString(kind), ${standing}) AS standing_kind
      FROM ${factsOf('customers')} GROUP BY customer
    )`,
  checks: [{ code: 'companies_without_people', of: `has_people AND standing_kind = 'b2b'`, when: 'NOT has_person' }],
};

export const peopleRelation: Relation = {
  rows: `SELECT person_id AS id, source, customer AS key, CAST(NULL AS Nullable(Date32)) AS day, toNullable(toInt64(0)) AS minor,
      customer_id, customer IN (${knownCustomers}) AS has_customer, toString(committee_role) AS committee_role
    FROM ${factsOf('people')}`,
  checks: [
    { code: 'people_without_role', when: `committee_role = ''` },
    { code: 'people_of_unknown_customers', of: `customer_id != ''`, when: 'NOT has_customer' },
  ],
};
