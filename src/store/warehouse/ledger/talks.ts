import { type Branches, dayOf, head, ofSnapshot, ofWorkspace, standing } from './fragments.ts';

/**
 * The moment of an interaction: its instant above half of its key, so that one number orders interactions, tells when one was
 * and finds it again. Which of several at one instant comes first is thus decided by their keys.
 */
export const halfKey = 'toUInt64(bitShiftRight(key, 64))';
const momentWith = (low: string): string =>
  `bitOr(bitShiftLeft(toUInt128(toUnixTimestamp64Milli(occurred_at)), 64), toUInt128(${low}))`;
export const instantOf = (moment: string): string =>
  `fromUnixTimestamp64Milli(toInt64(bitShiftRight(${moment}, 64)), 'UTC')`;
export const keyOf = (moment: string): string => `toUInt64(${moment})`;

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

/** The distinct values of a dimension of interactions, in which a value's place is its number. */
const valuesOf = (column: string): string =>
  `(SELECT groupArray(value) FROM (SELECT DISTINCT toString(${column}) AS value FROM current_interactions WHERE ${ofWorkspace} ORDER BY value))`;

/**
 * What the interactions of each subject come to, in one pass over them.
 *
 * Only numbers are kept per subject while it runs: channel and campaign of the last touch as their places among all values,
 * below the instant of the touch. Texts in their stead made the pass half as slow again.
 */
export const talksSql = (branches: Branches, has: { qualifiedKinds: boolean; results: boolean }): string => {
  const listed = (moment: string) => `if(${moment} = 0, [], [${moment}])`;
  const least = (condition: string) => listed(`minIf(m, ${condition})`);
  // By default the second talk qualifies: then one list of two gives both.
  const firstTwo = branches.anonymous ? 'groupArraySortedIf(2)(m, is_named)' : 'groupArraySorted(2)(m)';
  const named = has.qualifiedKinds ? least('is_named') : `arraySlice(${firstTwo}, 1, 1)`;
  const qualified = has.qualifiedKinds
    ? least('is_named AND kind IN {qualified_kinds:Array(String)}')
    : `arraySlice(${firstTwo}, 2, 1)`;
  const isResult = `kind IN (SELECT arrayJoin({activation_kinds:Array(String)}) UNION ALL
    SELECT argMin(result_kind, ${standing}) AS top FROM current_products FINAL WHERE ${ofWorkspace} GROUP BY product_id HAVING top != '')`;
  const numberOf = (column: string, values: string) =>
    `transform(toString(${column}), ${values}, range(1, toUInt32(length(${values}) + 1)), 0)`;
  const firstOrders = `(SELECT customer, day, at FROM work_orders WHERE ${ofSnapshot} AND rank = 1)`;
  return `INSERT INTO work_talks
    WITH ${valuesOf('channel')} AS channels, ${valuesOf('campaign')} AS campaigns
    SELECT ${head}, customer,
      ${named} AS named,
      ${qualified} AS qualified,
      ${branches.anonymous ? least('NOT is_named') : '[]'} AS visits,
      ${has.results ? least('is_result') : '[]'} AS first_result,
      ${has.results ? least('is_result AND since_order') : '[]'} AS result_since_order,
      arraySort(groupArrayIf(m, kind IN {winback_kinds:Array(String)})) AS attempts,
      arraySort(groupArrayIf(m, kind IN {referral_kinds:Array(String)})) AS referrals,
      channels[bitShiftRight(toUInt64(maxIf(touch, is_touch)), 32)] AS channel,
      campaigns[bitAnd(toUInt64(maxIf(touch, is_touch)), 4294967295)] AS campaign,
      ${branches.actors ? `if(minIf(m, actor != '') = 0, NULL, ${instantOf(`minIf(m, actor != '')`)})` : 'NULL'} AS talk_at
    FROM (
      SELECT s.customer AS customer, s.kind AS kind, s.actor AS actor, s.is_named AS is_named, ${momentWith(halfKey)} AS m,
        ${momentWith(`bitShiftLeft(toUInt64(${numberOf('channel', 'channels')}), 32) + ${numberOf('campaign', 'campaigns')}`)} AS touch,
        ${has.results ? isResult : 'false'} AS is_result,
        channel != '' AND NOT is_result AND (first.customer = 0 OR s.occurred_at <= first.at) AS is_touch,
        first.customer != 0 AND s.day >= first.day AS since_order
      FROM (${seenInteractions(branches)}) AS s LEFT ANY JOIN ${firstOrders} AS first ON first.customer = s.customer
    )
    GROUP BY customer`;
};
