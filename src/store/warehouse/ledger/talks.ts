import type { AnonymousRules } from '../../../analysis/identity/anonymous.ts';
import { columnsAsMeant, type Origins } from './channels.ts';
import {
  type Branches,
  dayOf,
  head,
  inSlice,
  numberIn,
  ofSlice,
  ofSnapshot,
  ofWorkspace,
  standing,
  valueAt,
  valuesOf,
} from './fragments.ts';

/** An instant as a number above 0, so that 0 can say there is none: milliseconds since the year 1830. */
const epoch = 2 ** 42;
export const numberOf = (instant: string): string => `toUInt64(toUnixTimestamp64Milli(${instant}) + ${epoch})`;
export const instantOf = (number: string): string => `fromUnixTimestamp64Milli(toInt64(${number}) - ${epoch}, 'UTC')`;
export const dayOfNumber = (number: string): string => dayOf(instantOf(number));

/** How long before its owner was known what an anonymous id did is its owner's. */
export const anonymousWindowMs = (rules: AnonymousRules): number =>
  rules.anonymous_join ? rules.anonymous_window_days * 86_400_000 : 0;

/** What decides how an interaction finds whom it is about. */
export type Naming = Pick<Branches, 'persons' | 'anonymous' | 'joined' | 'keyed'> & { origins?: Origins };

const people = `(SELECT person_id, argMin(customer, ${standing}) AS customer FROM current_people FINAL
  WHERE ${ofWorkspace} GROUP BY person_id)`;
const anonymous = `sipHash64(concat('anonymous:', anonymous_id))`;

const rowsWhere = ({ origins }: Naming, condition: string): string =>
  `SELECT ${columnsAsMeant('interactions', origins)}, ${dayOf('occurred_at')} AS day FROM current_interactions FINAL WHERE ${ofWorkspace} AND ${condition} AND day <= {as_of:Date32}`;

/** Interactions that name a customer or a person themselves, with the subject that makes as `known`. */
const namedInteractions = (branches: Naming): string => {
  const named = namedRows(branches);
  if (!branches.joined) return named;
  return `SELECT n.* REPLACE (if(j.customer = 0, n.known, j.customer) AS known) FROM (${named}) AS n
    LEFT ANY JOIN (SELECT raw, customer FROM ledger_joins WHERE ${ofSnapshot}) AS j ON j.raw = n.known`;
};

const namedRows = (branches: Naming): string => {
  const byCustomer = `SELECT * EXCEPT (customer), customer AS known FROM (${rowsWhere(branches, 'customer != 0')})`;
  if (!branches.persons) return byCustomer;
  return `${byCustomer} UNION ALL
    SELECT i.* EXCEPT (customer), if(people.customer != 0, people.customer, sipHash64(concat('person:', person_id))) AS known
    FROM (${rowsWhere(branches, `customer = 0 AND person_id != ''`)}) AS i LEFT ANY JOIN ${people} AS people ON people.person_id = i.person_id`;
};

/**
 * Whose an anonymous id is, for those a condition on interactions holds for, and `since` when: of whom the earliest interaction with it
 * names, else whose key it left.
 */
export const ownersWhere = (branches: Naming, condition: string): string => {
  const named = `SELECT ${anonymous} AS nameless, argMin(known, (occurred_at, id, source)) AS customer,
      toUnixTimestamp64Milli(min(occurred_at)) - {anonymous_window_ms:Int64} AS since
    FROM (${namedInteractions(branches)}) WHERE anonymous_id != '' AND ${condition} GROUP BY anonymous_id`;
  if (!branches.keyed) return named;
  return `SELECT nameless, argMin(customer, by_key) AS customer, argMin(since, by_key) AS since FROM (
      SELECT nameless, customer, since, false AS by_key FROM (${named})
      UNION ALL SELECT nameless, customer, since, true FROM ledger_keyed WHERE ${ofSnapshot}
    ) GROUP BY nameless`;
};

export const ownersSql = (
  branches: Branches,
): string => `INSERT INTO work_owners (workspace, snapshot, nameless, customer, since)
  SELECT ${head}, nameless, customer, since FROM (${ownersWhere(branches, '1')})`;

const workOwners = `SELECT nameless, customer, since FROM work_owners WHERE ${ofSnapshot}`;

/**
 * Interactions that are seen, with whom they are about as `customer`; `is_named` where a customer or a person is given in the row itself.
 *
 * Those that name someone, mostly nearly all, are read without any look-up.
 */
export const seenInteractions = (branches: Naming, owners = workOwners): string => {
  const named = `SELECT * EXCEPT (known), known AS customer, true AS is_named FROM (${namedInteractions(branches)})`;
  if (!branches.anonymous) return named;
  return `${named} UNION ALL
    SELECT r.* EXCEPT (nameless, customer), if(owners.customer != 0 AND toUnixTimestamp64Milli(r.occurred_at) >= owners.since, owners.customer, r.nameless) AS customer, false AS is_named
    FROM (SELECT *, ${anonymous} AS nameless FROM (${rowsWhere(branches, `customer = 0 AND person_id = ''`)})) AS r
    LEFT ANY JOIN (${owners}) AS owners ON owners.nameless = r.nameless`;
};

/** Each subject's first order and first talk: by an actor of ours, or as its first deal opened. 0 where there is none. */
export const firstsSql = (branches: Branches): string => {
  const rows = [
    `SELECT customer, toUInt64(at_ms + ${epoch}) AS order_at, day AS order_day, NULL AS talk_at FROM work_orders WHERE ${ofSnapshot} AND rank = 1`,
  ];
  if (branches.deals)
    rows.push(`SELECT customer, NULL, NULL, ${numberOf('assumeNotNull(opened_at)')} FROM ledger_deals
      WHERE ${ofSnapshot} AND opened_at IS NOT NULL AND customer != 0`);
  if (branches.actors)
    rows.push(
      `SELECT customer, NULL, NULL, ${numberOf('occurred_at')} FROM (${seenInteractions(branches)}) WHERE actor != ''`,
    );
  return `INSERT INTO work_firsts
    SELECT ${head}, customer, ifNull(min(order_at), 0), ifNull(min(order_day), toDate32(0)), ifNull(min(talk_at), 0)
    FROM (${rows.join(' UNION ALL ')}) GROUP BY customer`;
};

/** Whether an interaction of `kind` is a result event. */
const isResult = `kind IN (SELECT arrayJoin({activation_kinds:Array(String)}) UNION ALL
  SELECT argMinIf(result_kind, ${standing}, result_kind != '') AS top FROM current_products FINAL WHERE ${ofWorkspace} GROUP BY product_id HAVING top != '')`;

const kindsThat = {
  result: isResult,
  attempt: 'kind IN {winback_kinds:Array(String)}',
  referral: 'kind IN {referral_kinds:Array(String)}',
  qualification: '(NOT {qualified_by_kind:Bool} OR kind IN {qualified_kinds:Array(String)})',
};

/** What an interaction has to be to prove an entry, by the evidence the entry is known by. */
export const proofs = {
  visit: 'NOT is_named',
  contact: 'is_named',
  qualification: `is_named AND ${kindsThat.qualification}`,
  result: kindsThat.result,
  attempt: kindsThat.attempt,
  referral: kindsThat.referral,
};

/** The kinds of interactions with what each proves as bits of a number, looked up instead of asked of every interaction. */
const kindBits = `(SELECT (groupArray(kind), groupArray(toUInt8(${Object.values(kindsThat)
  .map((condition, at) => `bitShiftLeft(toUInt8(${condition}), ${at})`)
  .join(' + ')}))) FROM (SELECT DISTINCT toString(kind) AS kind FROM current_interactions WHERE ${ofWorkspace}))`;
const isKind = (name: keyof typeof kindsThat): string => `bitTest(kind_bits, ${Object.keys(kindsThat).indexOf(name)})`;

/**
 * What the interactions of each subject come to, in one pass over them.
 *
 * Only numbers are kept per subject while it runs: instants as `numberOf` makes them; channel and campaign of the last touch as their
 * places among all values, below the instant of the touch.
 */
export const talksSql = (branches: Branches, has: { qualifiedKinds: boolean; results: boolean }): string => {
  const listed = (number: string) => `if(${number} = 0, [], [${number}])`;
  const least = (condition: string) => listed(`minIf(at, ${condition})`);
  // By default the second talk qualifies: then one list of two gives both.
  const firstTwo = branches.anonymous ? 'groupArraySortedIf(2)(at, is_named)' : 'groupArraySorted(2)(at)';
  const named = has.qualifiedKinds ? least('is_named') : `arraySlice(${firstTwo}, 1, 1)`;
  const qualified = has.qualifiedKinds
    ? least(`is_named AND ${isKind('qualification')}`)
    : `arraySlice(${firstTwo}, 2, 1)`;
  return `INSERT INTO work_talks
    WITH ${valuesOf('interactions', 'channel', branches.origins)} AS channels, ${valuesOf('interactions', 'campaign', branches.origins)} AS campaigns, ${kindBits} AS kinds
    SELECT ${head}, customer,
      ${named} AS named,
      ${qualified} AS qualified,
      ${branches.anonymous ? least(proofs.visit) : '[]'} AS visits,
      ${has.results ? least('is_result') : '[]'} AS first_result,
      ${has.results ? least('is_result AND since_order') : '[]'} AS result_since_order,
      arraySort(groupArrayIf(at, ${isKind('attempt')})) AS attempts,
      arraySort(groupArrayIf(at, ${isKind('referral')})) AS referrals,
      ${valueAt('channels', 'bitShiftRight(toUInt64(maxIf(touch, is_touch)), 32)')} AS channel,
      ${valueAt('campaigns', 'bitAnd(toUInt64(maxIf(touch, is_touch)), 4294967295)')} AS campaign,
      toUInt32(countIf(at < talk_at)) AS touches_before_talk
    FROM (
      SELECT s.customer AS customer, transform(s.kind, kinds.1, kinds.2, toUInt8(0)) AS kind_bits, s.is_named AS is_named, ${numberOf('s.occurred_at')} AS at,
        bitOr(bitShiftLeft(toUInt128(at), 64), toUInt128(bitShiftLeft(toUInt64(${numberIn('channels', 'channel')}), 32) + ${numberIn('campaigns', 'campaign')})) AS touch,
        ${isKind('result')} AS is_result,
        channel != '' AND NOT is_result AND (first.order_at = 0 OR at <= first.order_at) AS is_touch,
        first.order_at != 0 AND s.day >= first.order_day AS since_order, first.talk_at AS talk_at
      FROM (${seenInteractions(branches)}) AS s
      LEFT ANY JOIN (SELECT customer, order_at, order_day, talk_at FROM work_firsts WHERE ${ofSlice}) AS first ON first.customer = s.customer
      WHERE ${inSlice('s.customer')}
    )
    GROUP BY customer`;
};
