import type { AnonymousRules } from '../../../analysis/identity/anonymous.ts';
import { columnsAsMeant, type Origins } from './channels.ts';
import { type Branches, dayOf, head, ofSnapshot, ofWorkspace, standing } from './fragments.ts';

/** An instant as a number above 0, so that 0 can say there is none: milliseconds since the year 1830. */
const epoch = 2 ** 42;
export const numberOfMs = (milliseconds: string): string => `toUInt64(${milliseconds} + ${epoch})`;
export const numberOf = (instant: string): string => numberOfMs(`toUnixTimestamp64Milli(${instant})`);
export const instantOf = (number: string): string => `fromUnixTimestamp64Milli(toInt64(${number}) - ${epoch}, 'UTC')`;
export const dayOfNumber = (number: string): string => dayOf(instantOf(number));

/** How long before its owner was known what an anonymous id did is its owner's. */
export const anonymousWindowMs = (rules: AnonymousRules): number =>
  rules.anonymous_join ? rules.anonymous_window_days * 86_400_000 : 0;

/** What decides how an interaction finds whom it is about. */
export type Naming = Pick<Branches, 'persons' | 'anonymous' | 'joined' | 'keyed'> & { origins?: Origins };

const people = `(SELECT person_id, argMin(customer, ${standing}) AS customer FROM current_people FINAL
  WHERE ${ofWorkspace} GROUP BY person_id)`;
export const anonymous = `sipHash64(concat('anonymous:', anonymous_id))`;

/** Reads the interactions a condition holds for. */
export type RowsWhere = (condition: string) => string;
/** Those that are seen, with their day and with origins as they mean. */
const seenWhere =
  ({ origins }: Naming): RowsWhere =>
  (condition) =>
    `SELECT ${columnsAsMeant('interactions', origins)}, ${dayOf('occurred_at')} AS day FROM current_interactions FINAL WHERE ${ofWorkspace} AND ${condition} AND day <= {as_of:Date32}`;
export const isNameless = `customer = 0 AND person_id = ''`;

/** Interactions that name a customer or a person themselves, with the subject that makes as `known`. */
const namedInteractions = (branches: Naming): string => {
  const named = namedRows(seenWhere(branches), branches.persons);
  if (!branches.joined) return named;
  return `SELECT n.* REPLACE (if(j.customer = 0, n.known, j.customer) AS known) FROM (${named}) AS n
    LEFT ANY JOIN (SELECT raw, customer FROM ledger_joins WHERE ${ofSnapshot}) AS j ON j.raw = n.known`;
};

/** Rows that name a customer or a person, with the subject that makes before records are joined as `known`. */
export const namedRows = (rowsWhere: RowsWhere, persons: boolean): string => {
  const byCustomer = `SELECT * EXCEPT (customer), customer AS known FROM (${rowsWhere('customer != 0')})`;
  if (!persons) return byCustomer;
  return `${byCustomer} UNION ALL
    SELECT i.* EXCEPT (customer), if(people.customer != 0, people.customer, sipHash64(concat('person:', person_id))) AS known
    FROM (${rowsWhere(`customer = 0 AND person_id != ''`)}) AS i LEFT ANY JOIN ${people} AS people ON people.person_id = i.person_id`;
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
): string => `INSERT INTO {work_owners:Identifier} (workspace, snapshot, nameless, customer, since)
  SELECT ${head}, nameless, customer, since FROM (${ownersWhere(branches, '1')})`;

const workOwners = `SELECT nameless, customer, since FROM {work_owners:Identifier} WHERE ${ofSnapshot}`;

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
    FROM (SELECT *, ${anonymous} AS nameless FROM (${seenWhere(branches)(isNameless)})) AS r
    LEFT ANY JOIN (${owners}) AS owners ON owners.nameless = r.nameless`;
};

/** Whether an interaction of `kind` is a result event. */
const isResult = `kind IN (SELECT arrayJoin({activation_kinds:Array(String)}) UNION ALL
  SELECT argMinIf(result_kind, ${standing}, result_kind != '') AS top FROM current_products FINAL WHERE ${ofWorkspace} GROUP BY product_id HAVING top != '')`;

export const kindsThat = {
  result: isResult,
  attempt: 'kind IN {winback_kinds:Array(String)}',
  referral: 'kind IN {referral_kinds:Array(String)}',
  sign: 'kind IN {risk_kinds:Array(String)}',
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
  sign: kindsThat.sign,
};
