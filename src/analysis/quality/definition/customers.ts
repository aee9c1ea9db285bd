import { groupedBy, sortedBy } from '../../derivation/winners.ts';
import type { Judged } from '../tally.ts';
import { mostOwners } from '../thresholds.ts';
import type { Looked, Verdicts } from './looked.ts';

/** What tells one customer from another, the same however it was written: a tax number, an e-mail, the last ten digits of a phone. */
const identifiersOf = ({ taxId, email = '', phone = '' }: Looked['facts']['customers'][number]): string[] => {
  const tax = taxId.replaceAll(' ', '');
  const digits = phone.replace(/[^0-9]/g, '');
  return [
    ...(/^[0-9]{10,12}$/.test(tax) ? [`tax ${tax}`] : []),
    ...(email.indexOf('@') > 0 ? [`mail ${email.trim().toLowerCase()}`] : []),
    ...(digits.length >= 10 ? [`phone ${digits.slice(-10)}`] : []),
  ];
};

const kindOf = (rows: Looked['facts']['customers']): string =>
  sortedBy(rows, (row) => [-(row.updatedAt ?? Number.NEGATIVE_INFINITY), row.source])[0]?.kind ?? '';

const judgeCards = ({ facts, scene }: Looked): Verdicts => {
  const goesBy = (row: { customerId: string }) => scene.identity.customerOf(row.customerId);
  const cards = groupedBy(facts.customers, goesBy);
  const owners = new Map<string, Set<string>>();
  for (const row of facts.customers)
    for (const identifier of identifiersOf(row)) {
      const known = owners.get(identifier) ?? new Set();
      owners.set(identifier, known.add(goesBy(row)));
    }
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
  const isShared = (identifier: string): boolean => {
    const count = owners.get(identifier)?.size ?? 0;
    return count > 1 && count <= mostOwners;
  };
  const isDouble = (id: string) => (cards.get(id) ?? []).flatMap(identifiersOf).some(isShared);
  return {
    duplicate_customers: judge(isDouble),
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
