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

/** Seen interactions with the customer or person they name themselves, 0 where they name none. */
const namedInteractions = (branches: Branches): string => {
  const people = `(SELECT person_id, argMin(customer, ${standing}) AS customer FROM current_people FINAL
    WHERE ${ofWorkspace} GROUP BY person_id)`;
  const person = `sipHash64(concat('person:', person_id))`;
  const named = branches.persons
    ? `multiIf(i.customer != 0, i.customer, person_id = '', 0, people.customer != 0, people.customer, ${person})`
    : 'i.customer';
  return `SELECT i.* EXCEPT (customer), ${named} AS known, ${dayOf('occurred_at')} AS day
    FROM (SELECT * FROM current_interactions FINAL WHERE ${ofWorkspace}) AS i
    ${branches.persons ? `LEFT ANY JOIN ${people} AS people ON people.person_id = i.person_id` : ''}
    WHERE day <= {as_of:Date32}`;
};

const anonymous = `sipHash64(concat('anonymous:', anonymous_id))`;

/** Whose an anonymous id is: of whom the earliest interaction with it names. */
export const ownersSql = (branches: Branches): string => `INSERT INTO work_owners
  SELECT ${head}, ${anonymous}, argMin(known, (occurred_at, id, source))
  FROM (${namedInteractions(branches)}) WHERE anonymous_id != '' AND known != 0 GROUP BY anonymous_id`;

/**
 * Interactions that are seen, with whom they are about; `is_named` where a customer or a person is given in the row itself.
 *
 * Owners are found by a number, which is 0 for all rows that name someone: such a look-up costs next to nothing.
 */
export const seenInteractions = (branches: Branches): string => {
  const rows = namedInteractions(branches);
  if (!branches.anonymous) return `SELECT *, known AS customer, true AS is_named FROM (${rows})`;
  return `SELECT r.*, r.known != 0 AS is_named,
      multiIf(is_named, r.known, owners.customer != 0, owners.customer, r.nameless) AS customer
    FROM (SELECT *, if(known = 0, ${anonymous}, 0) AS nameless FROM (${rows})) AS r
    LEFT ANY JOIN (SELECT nameless, customer FROM work_owners WHERE ${ofSnapshot}) AS owners ON owners.nameless = r.nameless`;
};

/** When each subject was first talked to: by an actor of ours, or as its first deal opened. */
export const firstTalksSql = (branches: Branches): string => {
  const deals = `SELECT customer, assumeNotNull(opened_at) AS at FROM ledger_deals
    WHERE ${ofSnapshot} AND opened_at IS NOT NULL AND customer != 0`;
  const calls = `SELECT customer, occurred_at AS at FROM (${seenInteractions(branches)}) WHERE actor != ''`;
  return `INSERT INTO work_first_talks
    SELECT ${head}, customer, min(at) FROM (${branches.actors ? `${calls} UNION ALL ${deals}` : deals}) GROUP BY customer`;
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
  // Both in one look-up: each costs a step through memory per interaction.
  const firsts = `(SELECT customer, max(order_day) AS day, max(order_at) AS at, max(talk_at) AS talk_at FROM (
      SELECT customer, toNullable(day) AS order_day, toNullable(at) AS order_at, NULL AS talk_at FROM work_orders WHERE ${ofSnapshot} AND rank = 1
      UNION ALL SELECT customer, NULL, NULL, talked_at FROM work_first_talks WHERE ${ofSnapshot}
    ) GROUP BY customer)`;
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
      toUInt32(countIf(before_talk)) AS touches_before_talk
    FROM (
      SELECT s.customer AS customer, s.kind AS kind, s.is_named AS is_named, ${momentWith(halfKey)} AS m,
        ${momentWith(`bitShiftLeft(toUInt64(${numberOf('channel', 'channels')}), 32) + ${numberOf('campaign', 'campaigns')}`)} AS touch,
        ${has.results ? isResult : 'false'} AS is_result,
        channel != '' AND NOT is_result AND ifNull(s.occurred_at <= first.at, true) AS is_touch,
        ifNull(s.day >= first.day, false) AS since_order, ifNull(s.occurred_at < first.talk_at, false) AS before_talk
      FROM (${seenInteractions(branches)}) AS s LEFT ANY JOIN ${firsts} AS first ON first.customer = s.customer
    )
    GROUP BY customer`;
};
