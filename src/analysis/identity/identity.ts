import type { Facts } from '../derivation/facts.ts';
import type { Subject } from '../ledger.ts';
import { type AnonymousRules, type Owner, ownersByKeys } from './anonymous.ts';
import { cardRows, joiningKeys, keysOfCards, keysOfEvents, recordsOf } from './collect.ts';
import type { IdentityDecision } from './decisions.ts';
import { type Join, joinRecords } from './joins.ts';

/** All that decides which records are one beside the facts. */
export type IdentityPolicy = AnonymousRules & { country: string; decisions: readonly IdentityDecision[] };

/** Who is who: which records are one customer, and whose anonymous ids are by their keys. */
export type Identity = {
  joins: Join[];
  customerOf: (subject: Subject) => Subject;
  /** By `anonymous:ID`. */
  keyed: ReadonlyMap<Subject, Owner>;
};

export const customerFinder = (joins: readonly Join[]): ((subject: Subject) => Subject) => {
  const customers = new Map(joins.map((join) => [join.record, join.customer]));
  return (subject) => customers.get(subject) ?? subject;
};

/** Finds out who is who among facts; interactions that are not seen yet tell nothing. */
export const identityOf = (facts: Facts, policy: IdentityPolicy, isSeen: (at: number) => boolean): Identity => {
  const { country, decisions } = policy;
  const cards = keysOfCards(facts);
  const joins = joinRecords(recordsOf(cardRows(facts), country), joiningKeys(cards, country), decisions);
  const customerOf = customerFinder(joins);
  const events = keysOfEvents(facts, isSeen);
  return {
    joins,
    customerOf,
    keyed: ownersByKeys([...cards, ...events.known], events.nameless, customerOf, country),
  };
};

/** The facts with every customer under the one id it goes by. */
export const resolved = (facts: Facts, { customerOf }: Identity): Facts => {
  const rename = <Row extends { customerId: string }>(rows: readonly Row[]): Row[] =>
    rows.map((row) => (row.customerId === '' ? row : { ...row, customerId: customerOf(row.customerId) }));
  return {
    ...facts,
    people: rename(facts.people),
    interactions: rename(facts.interactions),
    deals: rename(facts.deals),
    orderLines: rename(facts.orderLines),
    payments: rename(facts.payments),
  };
};
