import { type KeyKind, keyPlaces, traceKinds } from '../../../analysis/identity/key-kinds.ts';
import { commonDigits } from '../../../analysis/identity/keys.ts';
import { dayOf, ofWorkspace, standing } from './fragments.ts';

/** Which facts have attributes that may be keys at all, so that the others' are not read; `earlier…`: earlier versions of cards have some that stay theirs. */
export type KeyProps = {
  customers: boolean;
  people: boolean;
  deals: boolean;
  named: boolean;
  nameless: boolean;
  earlierCustomers: boolean;
  earlierPeople: boolean;
};

const quoted = (words: readonly string[]): string => `[${words.map((word) => `'${word}'`).join(', ')}]`;
const propNames = keyPlaces.flatMap(({ props }) => props);
const traceNames = keyPlaces.flatMap(({ kind, props }) => (traceKinds.has(kind) ? props : []));
const kinds = keyPlaces.flatMap(({ kind, columns, props }) => [...columns, ...props].map((name) => ({ name, kind })));

/** Whether a row has an attribute under the name of a key. */
export const hasKeyProps = `hasAny(mapKeys(props), ${quoted(propNames)})`;
const hasTraceProps = `hasAny(mapKeys(props), ${quoted(traceNames)})`;

/** Rows of cards, current and earlier, that have a click or client id; `standing` are the imports that count. */
export const versionsWithTraces = (kind: 'customers' | 'people'): string =>
  `versions_${kind} WHERE ${ofWorkspace} AND import_id IN {standing:Array(UInt64)} AND ${hasTraceProps}`;

/** Cells of a row that may be keys, as pairs of name and text. */
const cellsOf = (columns: readonly { name: string; sql: string }[], withProps: boolean): string => {
  const own = `[${columns.map(({ name, sql }) => `('${name}', ${sql})`).join(', ')}]`;
  const props = `arrayMap(name -> (name, props[name]), ${quoted(propNames)})`;
  if (!withProps) return own;
  return columns.length === 0 ? props : `arrayConcat(${own}, if(${hasKeyProps}, ${props}, []))`;
};

const columnsOf = (...names: string[]) => names.map((name) => ({ name, sql: name }));

/** Whose a row of a person or an interaction is, by its own text: its customer, else its person's, else the person. */
const subjectOf = `multiIf(r.customer_id != '', r.customer_id, p.owner != '', p.owner, concat('person:', r.person_id))`;
const people = `(SELECT person_id, argMin(customer_id, ${standing}) AS owner FROM current_people FINAL WHERE ${ofWorkspace} GROUP BY person_id)`;

const milliseconds = (instant: string): string => `toUnixTimestamp64Milli(${instant})`;

const traceCells = `arrayMap(name -> (name, props[name]), ${quoted(traceNames)})`;

/** Click and client ids of every version of the cards: a later one does not take them away. */
const earlierCells = (has: KeyProps): string[] => [
  ...(has.earlierCustomers
    ? [
        `SELECT customer_id AS subject, ${traceCells} AS cells, ${milliseconds('created_at')} AS at
        FROM ${versionsWithTraces('customers')}`,
      ]
    : []),
  ...(has.earlierPeople
    ? [
        `SELECT ${subjectOf} AS subject, r.cells AS cells, NULL AS at FROM (
          SELECT customer_id, person_id, ${traceCells} AS cells FROM ${versionsWithTraces('people')}) AS r
        LEFT ANY JOIN ${people} AS p ON p.person_id = r.person_id`,
      ]
    : []),
];

/** Cells of the cards of customers and people. */
export const cardCells = (has: KeyProps): string => [currentCells(has), ...earlierCells(has)].join(' UNION ALL ');

const currentCells = (has: KeyProps): string => `
  SELECT customer_id AS subject, cells, ${milliseconds('created_at')} AS at FROM (
    SELECT customer_id, created_at, ${cellsOf(columnsOf('tax_id', 'email', 'phone'), has.customers)} AS cells
    FROM current_customers FINAL WHERE ${ofWorkspace})
  UNION ALL
  SELECT ${subjectOf} AS subject, r.cells AS cells, NULL AS at FROM (
    SELECT customer_id, person_id, ${cellsOf(columnsOf('email', 'phone'), has.people)} AS cells
    FROM current_people FINAL WHERE ${ofWorkspace}) AS r
  LEFT ANY JOIN ${people} AS p ON p.person_id = r.person_id`;

const seen = `${dayOf('occurred_at')} <= {as_of:Date32}`;

/** Cells of what happened to somebody known. */
export const eventCells = (has: KeyProps): string[] => [
  ...(has.named
    ? [
        `SELECT ${subjectOf} AS subject, r.cells AS cells, r.at AS at FROM (
          SELECT customer_id, person_id, ${cellsOf([], true)} AS cells, ${milliseconds('occurred_at')} AS at
          FROM current_interactions FINAL
          WHERE ${ofWorkspace} AND (customer != 0 OR person_id != '') AND ${hasKeyProps} AND ${seen}) AS r
        LEFT ANY JOIN ${people} AS p ON p.person_id = r.person_id`,
      ]
    : []),
  ...(has.deals
    ? [
        `SELECT customer_id AS subject, ${cellsOf([], true)} AS cells, ${milliseconds('coalesce(opened_at, stage_entered_at)')} AS at
        FROM current_deals FINAL WHERE ${ofWorkspace} AND customer != 0 AND ${hasKeyProps}`,
      ]
    : []),
];

/** Cells of interactions that name nobody; the anonymous id itself is a client's id. */
export const namelessCells = (has: KeyProps): string => {
  const from = `FROM current_interactions FINAL WHERE ${ofWorkspace} AND customer = 0 AND person_id = '' AND ${seen}`;
  const ids = `SELECT DISTINCT concat('anonymous:', anonymous_id) AS subject, [('client_id', anonymous_id)] AS cells, CAST(NULL AS Nullable(Int64)) AS at ${from}`;
  if (!has.nameless) return ids;
  return `${ids} UNION ALL
    SELECT concat('anonymous:', anonymous_id) AS subject, ${cellsOf([], true)} AS cells, CAST(NULL AS Nullable(Int64)) AS at ${from} AND ${hasKeyProps}`;
};

/** A tax number as `taxNumberOf` reads it. */
const taxNumber = '^[^0-9]*([0-9]{12}|[0-9]{10})(?:[^0-9]|$)';
/** What a payment and a card are compared by, as `payerOf` reads it. */
export const payerOf = (text: string): string =>
  `if(match(${text}, '${taxNumber}'), extract(${text}, '${taxNumber}'), trimBoth(${text}))`;

/** For each kind a text that is the same for all spellings of one key; different keys may share it: what is the same is looked at by `keyOf`. */
const commonOf = (country: string): Record<KeyKind, string> => {
  const named = `concat(toString(name), ':', trimBoth(text))`;
  return {
    tax:
      country === 'RU' ? `extract(text, '${taxNumber}')` : `upperUTF8(replaceRegexpAll(text, '[^\\\\pL\\\\pN]', ''))`,
    email: `replaceRegexpAll(lowerUTF8(text), '^<?(mailto:)?|[<>"]|\\\\.?>?\\\\.?$', '')`,
    phone: `right(replaceRegexpAll(extract(text, '^[\\\\pL\\\\s.:]*([^\\\\pL#]*)'), '[^0-9]', ''), ${commonDigits(country)})`,
    crm: named,
    click: named,
    client: `replaceRegexpOne(trimBoth(text), '^GA1\\\\.[0-9]\\\\.', '')`,
  };
};

/** Cells one by one, those of several values in parts, each with the number of what all spellings of its key have in common. */
export const keyedCells = (rows: string, country: string): string => {
  const common = commonOf(country);
  const branches = keyPlaces.map(({ kind }) => `kind = '${kind}', ${common[kind]}`).join(', ');
  return `SELECT subject, node, name, text, at, sipHash64(kind, common) AS key FROM (
    SELECT subject, sipHash64(subject) AS node, name, kind, at, arrayJoin(multiIf(
        kind = 'email', splitByRegexp('[\\\\s,;]+', cell_text), kind = 'phone', splitByRegexp('[,;\\n]+', cell_text), [cell_text])) AS text,
      multiIf(${branches}, '') AS common
    FROM (
      SELECT subject, at, arrayJoin(arrayFilter(cell -> cell.2 != '', cells)) AS cell, cell.1 AS name, cell.2 AS cell_text,
        transform(name, ${quoted(kinds.map(({ name }) => name))}, ${quoted(kinds.map(({ kind }) => kind))}, '') AS kind
      FROM (${rows})
    )
  ) WHERE common != ''`;
};
