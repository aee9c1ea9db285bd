import type { Day } from '../../model/period.ts';
import type { Subject } from '../ledger.ts';
import type { Facts, InteractionFact } from './facts.ts';
import { sortedBy, standingPeople } from './winners.ts';

/** An interaction with whom it is about, its day, and whether it names them itself (by a customer or a person). */
export type Seen = InteractionFact & { subject: Subject; day: Day; identified: boolean };

/**
 * Tells whom each interaction up to the as-of day is about.
 *
 * Its customer; else its person's customer; else the person; else whom its anonymous id belongs to: the customer or person
 * of the earliest interaction that names both (at one instant, the smallest id). They come in time, then by id and source.
 */
export const seenInteractions = (facts: Facts, dayOf: (at: number) => Day, asOf: Day): Seen[] => {
  const people = standingPeople(facts);
  const named = (customerId: string, personId: string): Subject | null => {
    if (customerId !== '') return customerId;
    if (personId === '') return null;
    return people.get(personId)?.customerId || `person:${personId}`;
  };
  const rows = sortedBy(
    facts.interactions.filter((row) => dayOf(row.occurredAt) <= asOf),
    (row) => [row.occurredAt, row.id, row.source],
  );
  const owners = new Map<string, Subject>();
  for (const row of rows) {
    const subject = named(row.customerId, row.personId);
    if (subject !== null && row.anonymousId !== '' && !owners.has(row.anonymousId))
      owners.set(row.anonymousId, subject);
  }
  return rows.map((row) => {
    const subject = named(row.customerId, row.personId);
    const anonymous = owners.get(row.anonymousId) ?? `anonymous:${row.anonymousId}`;
    return { ...row, subject: subject ?? anonymous, day: dayOf(row.occurredAt), identified: subject !== null };
  });
};
