import type { Day } from '../../model/days.ts';
import { type Owner, ownedSince } from '../identity/anonymous.ts';
import { anonymous } from '../identity/collect.ts';
import type { Subject } from '../ledger.ts';
import type { InteractionFact } from './facts.ts';
import type { Scene } from './scene.ts';
import { sortedBy, standingPeople } from './winners.ts';

/** An interaction with whom it is about, its day, and whether it names them itself (by a customer or a person). */
export type Seen = InteractionFact & { subject: Subject; day: Day; identified: boolean };

/**
 * Tells whom each interaction up to the as-of day is about.
 *
 * Its customer; else its person's customer; else the person; else whom its anonymous id belongs to: the customer or person
 * of the earliest interaction that names both (at one instant, the smallest id), else whose keys it left. What an anonymous id did longer
 * before its owner was known than the window stays its own. They come in time, then by id and source.
 */
export const seenInteractions = ({ facts, identity, policy, dayOf }: Scene): Seen[] => {
  const people = standingPeople(facts);
  const named = (customerId: string, personId: string): Subject | null => {
    if (customerId !== '') return customerId;
    if (personId === '') return null;
    return identity.customerOf(people.get(personId)?.customerId || `person:${personId}`);
  };
  const rows = sortedBy(
    facts.interactions.filter((row) => dayOf(row.occurredAt) <= policy.asOf),
    (row) => [row.occurredAt, row.id, row.source],
  );
  const owners = new Map<string, Owner>();
  for (const row of rows) {
    const subject = named(row.customerId, row.personId);
    if (subject !== null && row.anonymousId !== '' && !owners.has(row.anonymousId))
      owners.set(row.anonymousId, { subject, at: row.occurredAt });
  }
  const ownerOf = (row: InteractionFact): Subject => {
    const nameless = anonymous(row.anonymousId);
    const owner = owners.get(row.anonymousId) ?? identity.keyed.get(nameless);
    return owner && row.occurredAt >= ownedSince(policy, owner.at) ? owner.subject : nameless;
  };
  return rows.map((row) => {
    const subject = named(row.customerId, row.personId);
    return { ...row, subject: subject ?? ownerOf(row), day: dayOf(row.occurredAt), identified: subject !== null };
  });
};
