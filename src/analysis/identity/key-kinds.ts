/** What one record can be known by in another. */
export const keyKinds = ['tax', 'crm', 'email', 'phone', 'click', 'client'] as const;
export type KeyKind = (typeof keyKinds)[number];

/**
 * One kind of key: where it is found, and how many records may share one value of it.
 *
 * `columns` are columns of the cards of customers and people, `props` free attributes of any fact, by their exact names. More records than
 * `most` with one value say that the value is nobody's own: a switchboard, a kiosk, the address of the shop itself.
 */
export type KeyPlace = { kind: KeyKind; columns: readonly string[]; props: readonly string[]; most: number };

/** All kinds, the surest first: in this order records are joined. */
export const keyPlaces: readonly KeyPlace[] = [
  { kind: 'tax', columns: ['tax_id'], props: ['inn', 'INN', 'ИНН', 'vat_id'], most: 50 },
  {
    kind: 'crm',
    columns: [],
    props: ['crm_id', 'amocrm_id', 'bitrix_id', 'bitrix24_id', 'hubspot_id', 'pipedrive_id', 'salesforce_id'],
    most: 50,
  },
  { kind: 'email', columns: ['email'], props: ['email', 'email2', 'work_email', 'personal_email'], most: 20 },
  { kind: 'phone', columns: ['phone'], props: ['phone', 'phone2', 'mobile', 'work_phone', 'home_phone'], most: 20 },
  { kind: 'click', columns: [], props: ['gclid', 'yclid', 'fbclid', 'msclkid', 'roistat'], most: 10 },
  {
    kind: 'client',
    columns: [],
    props: ['_ym_uid', 'ym_uid', 'ym_client_id', 'ga_client_id', 'gclientid', 'client_id'],
    most: 10,
  },
];

/** Kinds a card may have many of over time, each true for good: the click and the browser of each visit. A card shows the last only. */
export const traceKinds: ReadonlySet<KeyKind> = new Set<KeyKind>(['click', 'client']);

/** The kind a column or an attribute is a key of. */
export const kindByName: ReadonlyMap<string, KeyKind> = new Map(
  keyPlaces.flatMap(({ kind, columns, props }) => [...columns, ...props].map((name) => [name, kind] as const)),
);

export const mostRecords = (kind: KeyKind): number => keyPlaces.find((place) => place.kind === kind)?.most ?? 0;
