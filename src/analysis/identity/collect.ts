import type { Facts } from '../derivation/facts.ts';
import { standingPeople } from '../derivation/winners.ts';
import type { Subject } from '../ledger.ts';
import type { IdentityRecord, RecordKey } from './joins.ts';
import { type KeyKind, kindByName, traceKinds } from './key-kinds.ts';
import { keyOf, partsOf } from './keys.ts';

/** A cell of a fact that may be a key: whose it is (or which anonymous id's), and when the fact was. */
export type RawKey = { name: string; text: string; subject: Subject; at: number | null };

const prefix = 'anonymous:';
export const anonymous = (id: string): Subject => `${prefix}${id}`;

type Cells = Record<string, string | undefined>;

/** Cells under the names of keys; a column and an attribute of one name are two cells. */
const rawKeysOf = (cells: Cells, props: Cells | undefined, subject: Subject, at: number | null): RawKey[] =>
  [...Object.entries(cells), ...Object.entries(props ?? {})].flatMap(([name, text]) =>
    kindByName.has(name) && text ? [{ name, text, subject, at }] : [],
  );

/** Whose a row of a person is: its customer, else the customer of the person's standing row, else the person. */
const personFinder = (facts: Facts) => {
  const standing = standingPeople(facts);
  return (personId: string): Subject => standing.get(personId)?.customerId || `person:${personId}`;
};

const traces = (raw: readonly RawKey[]): RawKey[] =>
  raw.filter(({ name }) => {
    const kind = kindByName.get(name);
    return kind !== undefined && traceKinds.has(kind);
  });

/** Cells of the cards of customers and people, and the click and client ids of earlier versions of them. */
export const keysOfCards = (facts: Facts): RawKey[] => {
  const ofPerson = personFinder(facts);
  return [
    ...traces([
      ...(facts.earlierCustomers ?? []).flatMap((row) => rawKeysOf({}, row.props, row.customerId, row.createdAt)),
      ...(facts.earlierPeople ?? []).flatMap((row) =>
        rawKeysOf({}, row.props, row.customerId || ofPerson(row.personId), null),
      ),
    ]),
    ...facts.customers.flatMap((row) =>
      rawKeysOf({ tax_id: row.taxId, email: row.email, phone: row.phone }, row.props, row.customerId, row.createdAt),
    ),
    ...facts.people.flatMap((row) =>
      rawKeysOf({ email: row.email, phone: row.phone }, row.props, row.customerId || ofPerson(row.personId), null),
    ),
  ];
};

/** Cells of what happened: of interactions and deals of someone known, and of interactions of nobody known. */
export const keysOfEvents = (
  facts: Facts,
  isSeen: (at: number) => boolean,
): { known: RawKey[]; nameless: RawKey[] } => {
  const ofPerson = personFinder(facts);
  const seen = facts.interactions.filter((row) => isSeen(row.occurredAt));
  const named = seen.filter((row) => row.customerId !== '' || row.personId !== '');
  return {
    known: [
      ...named.flatMap((row) => rawKeysOf({}, row.props, row.customerId || ofPerson(row.personId), row.occurredAt)),
      ...facts.deals
        .filter((row) => row.customerId !== '')
        .flatMap((row) => rawKeysOf({}, row.props, row.customerId, row.openedAt ?? row.stageEnteredAt)),
    ],
    nameless: seen
      .filter((row) => row.customerId === '' && row.personId === '')
      .flatMap((row) =>
        rawKeysOf({ client_id: row.anonymousId }, row.props, anonymous(row.anonymousId), row.occurredAt),
      ),
  };
};

/** The value of a cell as a key and what it is a key of; a cell may hold several. */
export const readKeys = (
  raw: Pick<RawKey, 'name' | 'text'>,
  country: string,
): { kind: KeyKind; value: string; isWeak: boolean }[] => {
  const kind = kindByName.get(raw.name);
  if (kind === undefined) return [];
  return partsOf(kind, raw.text).flatMap((part) => {
    const key = keyOf(kind, raw.name, part, country);
    return key === null ? [] : [{ kind, ...key }];
  });
};

/** The keys of records that may join them. */
export const joiningKeys = (raw: readonly RawKey[], country: string): RecordKey[] =>
  raw.flatMap((each) =>
    readKeys(each, country).flatMap(({ kind, value, isWeak }) =>
      isWeak ? [] : [{ kind, value, record: each.subject }],
    ),
  );

/** What one row of a customer's card says of its record. */
export type CardRow = { id: Subject; kind: string; taxTexts: string[]; partnerId: string; createdAt: number | null };

export const cardRows = (facts: Facts): CardRow[] =>
  facts.customers.map((row) => ({
    id: row.customerId,
    kind: row.kind,
    taxTexts: [
      row.taxId,
      ...Object.entries(row.props).flatMap(([name, text]) => (kindByName.get(name) === 'tax' ? [text] : [])),
    ].filter((text) => text !== ''),
    partnerId: row.partnerId,
    createdAt: row.createdAt,
  }));

const filled = (values: readonly string[]): string[] => [...new Set(values.filter((value) => value !== ''))];

/** Records by the rows of their cards. */
export const recordsOf = (rows: readonly CardRow[], country: string): IdentityRecord[] => {
  const byId = new Map<Subject, CardRow[]>();
  for (const row of rows) {
    const known = byId.get(row.id);
    if (known) known.push(row);
    else byId.set(row.id, [row]);
  }
  return [...byId].map(([id, cards]) => ({
    id,
    hasCard: true,
    kinds: filled(cards.map((card) => card.kind)),
    taxes: filled(
      cards.flatMap((card) => card.taxTexts).flatMap((text) => keyOf('tax', 'tax_id', text, country)?.value ?? []),
    ),
    partners: filled(cards.map((card) => card.partnerId)),
    createdAt: cards.reduce<number | null>(
      (first, { createdAt: at }) => (first === null ? at : at === null ? first : Math.min(first, at)),
      null,
    ),
  }));
};
