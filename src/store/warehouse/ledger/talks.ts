import { type Branches, dayOf, head, ofSnapshot, ofWorkspace, standing } from './fragments.ts';

/**
 * The moment of an interaction: its instant above its key, so that one number orders interactions, tells when one was and finds
 * it again. Which of several at one instant comes first is thus decided by their keys.
 */
export const moment = 'bitOr(bitShiftLeft(toUInt256(toUnixTimestamp64Milli(occurred_at)), 128), toUInt256(key))';
export const instantOf = (value: string): string =>
  `fromUnixTimestamp64Milli(toInt64(bitShiftRight(${value}, 128)), 'UTC')`;
export const keyOf = (value: string): string =>
  `toUInt128(bitAnd(${value}, toUInt256('340282366920938463463374607431768211455')))`;

/** Interactions that are seen, with whom they are about; `is_named` where a customer or a person is given in the row itself. */
export const seenInteractions = (branches: Branches): string => {
  const people = `(SELECT person_id, argMin(customer, ${standing}) AS customer FROM current_people FINAL
    WHERE ${ofWorkspace} GROUP BY person_id)`;
  const person = `sipHash64(concat('person:', person_id))`;
  const named = branches.persons
    ? `multiIf(i.customer != 0, i.customer, person_id = '', 0, people.customer != 0, people.customer, ${person})`
    : 'i.customer';
  const rows = `SELECT i.* EXCEPT (customer), ${named} AS known, ${dayOf('occurred_at')} AS day
    FROM (SELECT * FROM current_interactions FINAL WHERE ${ofWorkspace}) AS i
    ${branches.persons ? `LEFT ANY JOIN ${people} AS people ON people.person_id = i.person_id` : ''}
    WHERE day <= {as_of:Date32}`;
  if (!branches.anonymous) return `SELECT *, known AS customer, true AS is_named FROM (${rows})`;
  return `SELECT r.*, r.known != 0 AS is_named,
      multiIf(is_named, r.known, owners.customer != 0, owners.customer, sipHash64(concat('anonymous:', r.anonymous_id))) AS customer
    FROM (${rows}) AS r
    LEFT ANY JOIN (
      SELECT anonymous_id, argMin(known, (occurred_at, id, source)) AS customer
      FROM (${rows}) WHERE anonymous_id != '' AND known != 0 GROUP BY anonymous_id
    ) AS owners ON owners.anonymous_id = r.anonymous_id`;
};

/** What the interactions of each subject come to, in one pass over them. */
export const talksSql = (branches: Branches, has: { qualifiedKinds: boolean; results: boolean }): string => {
  const least = (condition: string) => `if(countIf(${condition}) = 0, [], [minIf(m, ${condition})])`;
  const needsInstants = branches.actors || branches.deals;
  // By default the second talk qualifies: then one list of two gives both.
  const firstTwo = branches.anonymous ? 'groupArraySortedIf(2)(m, is_named)' : 'groupArraySorted(2)(m)';
  const named = has.qualifiedKinds ? least('is_named') : `arraySlice(${firstTwo}, 1, 1)`;
  const qualified = has.qualifiedKinds
    ? least('is_named AND kind IN {qualified_kinds:Array(String)}')
    : `arraySlice(${firstTwo}, 2, 1)`;
  const isResult =
    'kind IN (SELECT arrayJoin({activation_kinds:Array(String)}) UNION ALL ' +
    `SELECT argMin(result_kind, ${standing}) FROM current_products FINAL WHERE ${ofWorkspace} GROUP BY product_id HAVING argMin(result_kind, ${standing}) != '')`;
  return `INSERT INTO work_talks
    SELECT ${head}, customer,
      ${named} AS named,
      ${qualified} AS qualified,
      ${branches.anonymous ? least('NOT is_named') : '[]'} AS visits,
      ${has.results ? least('is_result') : '[]'} AS first_result,
      ${has.results ? least('is_result AND first.customer != 0 AND s.day >= first.day') : '[]'} AS result_since_order,
      arraySort(groupArrayIf(m, kind IN {winback_kinds:Array(String)})) AS attempts,
      arraySort(groupArrayIf(m, kind IN {referral_kinds:Array(String)})) AS referrals,
      argMaxIf(channel, m, is_touch) AS channel, argMaxIf(campaign, m, is_touch) AS campaign,
      ${branches.actors ? `if(countIf(actor != '') = 0, NULL, minIf(occurred_at, actor != ''))` : 'NULL'} AS talk_at,
      ${needsInstants ? 'groupArray(occurred_at)' : '[]'} AS instants
    FROM (
      SELECT s.*, ${moment} AS m, ${has.results ? isResult : 'false'} AS is_result,
        channel != '' AND NOT is_result AND (first.customer = 0 OR s.occurred_at <= first.at) AS is_touch, first.customer, first.day
      FROM (${seenInteractions(branches)}) AS s
      LEFT ANY JOIN (SELECT customer, day, at FROM work_orders WHERE ${ofSnapshot} AND rank = 1) AS first ON first.customer = s.customer
    ) AS s
    GROUP BY customer`;
};
