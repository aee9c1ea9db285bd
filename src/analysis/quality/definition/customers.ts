import { groupedBy, sortedBy } from '../../derivation/winners.ts';
import type { Judged } from '../tally.ts';
import type { Looked, Verdicts } from './looked.ts';

const kindOf = (rows: Looked['facts']['customers']): string =>
  sortedBy(rows, (row) => [-(row.updatedAt ?? Number.NEGATIVE_INFINITY), row.source])[0]?.kind ?? '';

const judgeCards = ({ facts, scene }: Looked): Verdicts => {
  const goesBy = (row: { customerId: string }) => scene.identity.customerOf(row.customerId);
  const cards = groupedBy(facts.customers, goesBy);
  const persons = new Set(facts.people.map((row) => row.customerId));
  const judge = (isCase: (id: string) => boolean, isAsked: (id: string) => boolean = () => true): Judged[] =>
    [...cards]
      .filter(([id]) => isAsked(id))
      .map(([id, rows]) => {
        const created = rows.flatMap((row) => row.createdAt ?? []);
        return {
          id,
          day: created.length === 0 ? null : scene.dayOf(Math.min(...created)),
          minor: null,
          isCase: isCase(id),
        };
      });
  return {
    companies_without_people: judge(
      (id) => !persons.has(id),
      (id) => facts.people.length > 0 && kindOf(cards.get(id) ?? []) === 'b2b',
    ),
  };
};

/** What is looked for among customers and their people. */
export const judgeCustomers = (looked: Looked): Verdicts => {
  const { facts, ledger, scene, known } = looked;
  const met = new Set(facts.interactions.map((row) => row.kind));
  const isVisibleToAll = scene.policy.activation_kinds.some((kind) => met.has(kind));
  const proven = (product: string) => {
    const kind = scene.products.get(product)?.resultKind ?? '';
    return kind !== '' && met.has(kind);
  };
  const provenBuyers = new Set(
    ledger.lines.filter((line) => !line.isRefund && proven(line.product)).map((line) => line.customer),
  );
  const buyers = ledger.profiles.filter((profile) => profile.firstOrderDay !== null);
  const judge = (isCase: (profile: (typeof buyers)[number]) => boolean): Judged[] =>
    buyers.map((profile) => ({
      id: profile.customer,
      day: profile.firstOrderDay,
      minor: null,
      isCase: isCase(profile),
    }));
  return {
    ...judgeCards(looked),
    new_without_channel: judge(({ channel }) => channel === ''),
    customers_without_segment: judge(({ segment }) => segment === ''),
    new_without_visible_result: judge(({ customer }) => !isVisibleToAll && !provenBuyers.has(customer)),
    people_of_unknown_customers: facts.people
      .filter((row) => row.customerId !== '')
      .map((row) => ({ id: row.personId, day: null, minor: null, isCase: !known.has(row.customerId) })),
  };
};
