import { type Column, type FactKind, factKinds, factShapes } from '../model/facts.ts';
import type { Mapping, Output, Value } from '../model/mapping.ts';
import type { Sentence } from '../model/problem.ts';
import { lackingOf } from './bind.ts';
import { fraction, wordsOf } from './flat/values.ts';
import { type Look, looksOf } from './look.ts';
import { normalName } from './names.ts';
import { updatedAt, valueWords, words } from './words.ts';

/** What a table of no known program may be: never sure, to be confirmed by a person. */
export type Guess = {
  kind: FactKind;
  mapping: Mapping;
  sureness: 'unsure';
  /** Columns of facts that were matched by a part of a name or by content only. */
  doubtful: { column: string; why: Sentence }[];
  /** Columns of facts the kind can't do without and the table does not seem to have. */
  lacking: string[];
};

/** How a column of facts was matched: by its name, by a part of it, by what its cells look like. */
type Match = { column: string; look: Look; score: number; by: 'name' | 'part' | 'content' };

const aliases = (kind: FactKind, column: string): string[] => {
  const word = column === 'updated_at' ? updatedAt : words[kind][column];
  return [column, ...(word ? [word.ru, word.en, ...word.also] : [])].map((name) =>
    normalName(name).replaceAll('_', ' '),
  );
};

const contains = (name: string, alias: string): boolean =>
  ` ${name.replace(/[(),.:;/]/g, ' ').replace(/\s+/g, ' ')} `.includes(` ${alias} `);

/** How well a name suits: 1 for the column's own, less the further down the list of other names it stands; a part of a name under a half. */
const nameScore = (look: Look, names: readonly string[]): number => {
  const at = names.indexOf(look.normal);
  if (at >= 0) return at < 3 ? 1 : Math.max(0.7, 0.95 - 0.01 * at);
  const inside = names.filter((alias) => alias.length >= 4 && contains(look.normal, alias));
  return inside.length === 0 ? 0 : 0.35 + 0.15 * Math.max(...inside.map((alias) => alias.length / look.normal.length));
};

const enough = 0.7;

/** Whether what stands in a column can be read as its type; an empty column may be anything. */
const canBe = (kind: FactKind, { name, type }: Column, look: Look): boolean => {
  if (look.values.length === 0) return true;
  if (type === 'moment' || type === 'day' || type === 'month') return look.dates >= enough;
  if (type === 'money' || type === 'number') return look.numbers >= enough;
  if (name === 'email') return look.emails >= enough;
  if (name === 'currency') return look.currencies >= enough;
  if (name === 'phone') return look.phones >= 0.4;
  if (typeof type !== 'string') {
    const known = new Set(wordsOf(`${kind}.${name}`).flatMap(({ is, gives }) => [...(is ?? []), gives]));
    const suiting = look.values.filter((text) => known.has(text.toLowerCase())).length;
    return suiting >= look.values.length * enough;
  }
  // A text may be a number, but a date, an amount or an address is something else.
  return look.dates < enough && look.amounts < enough && look.emails < enough;
};

/** What the cells alone tell, where a name tells nothing. */
const contentScore = ({ name, type, required }: Column, look: Look): number => {
  if (look.values.length < 3) return 0;
  if (name === 'email' && look.emails >= 0.9) return 0.6;
  if (name === 'phone' && look.phones >= 0.9 && look.taxIds < 0.5 && look.spaced > 0.3) return 0.5;
  if (name === 'tax_id' && look.taxIds >= 0.9) return 0.55;
  if (name === 'currency' && look.currencies >= 0.9) return 0.5;
  if (!required) return 0;
  if ((type === 'moment' || type === 'day') && look.dates >= 0.9) return 0.3;
  if (type === 'money' && look.amounts >= 0.5 && look.numbers >= 0.9) return 0.3;
  return 0;
};

const columnsOf = (kind: FactKind): Column[] => [...factShapes[kind].columns, { name: 'updated_at', type: 'moment' }];

/** Pairs columns of facts with columns of the table, best first, each at most once. */
const matched = (kind: FactKind, looks: readonly Look[]): Match[] => {
  const pairs = columnsOf(kind).flatMap((column) => {
    const names = aliases(kind, column.name);
    return looks.flatMap((look): Match[] => {
      if (!canBe(kind, column, look)) return [];
      const byName = nameScore(look, names);
      const byContent = contentScore(column, look);
      const score = Math.max(byName, byContent);
      if (score === 0) return [];
      const by = byName >= enough ? 'name' : byName >= byContent ? 'part' : 'content';
      return [{ column: column.name, look, score: score + (column.required ? 0.01 : 0), by }];
    });
  });
  const columns = new Set<string>();
  const taken = new Set<Look>();
  return pairs
    .sort((a, b) => b.score - a.score)
    .filter(({ column, look }) => {
      if (columns.has(column) || taken.has(look)) return false;
      columns.add(column);
      taken.add(look);
      return true;
    });
};

/** Who a row is about where no column is called so: an address, a number or a name that nothing else took. */
const standIn = (kind: FactKind, looks: readonly Look[], matches: readonly Match[]): Match | null => {
  const wants = factShapes[kind].columns.some(({ name }) => name === 'customer_id');
  if (!wants || kind === 'customers' || kind === 'people') return null;
  if (matches.some(({ column }) => column === 'customer_id' || column === 'anonymous_id' || column === 'tax_id'))
    return null;
  const free = looks.filter((look) => !matches.some((match) => match.look === look) && look.values.length > 0);
  const names = ['email', 'tax_id', 'phone', 'name'].flatMap((name) =>
    aliases('customers', name).filter((alias) => alias.length > 3),
  );
  const look =
    free.find(({ emails }) => emails >= enough) ??
    free.find(({ taxIds }) => taxIds >= enough) ??
    free.find(({ phones, spaced }) => phones >= enough && spaced > 0) ??
    free.find(({ normal, dates, numbers }) => names.includes(normal) && dates < enough && numbers < enough);
  return look ? { column: 'customer_id', look, score: 0.4, by: 'content' } : null;
};

/** Columns that together can number rows which nothing numbers, shortest first. */
const numbering: Partial<Record<FactKind, readonly (readonly string[])[]>> = {
  customers: [['tax_id'], ['email'], ['phone'], ['name']],
  people: [['email'], ['phone'], ['name', 'customer_id']],
  order_lines: [['order_id'], ['order_id', 'product_id']],
  payments: [['order_id'], ['paid_at', 'tax_id', 'customer_id', 'order_id', 'purpose', 'amount']],
  costs: [['date', 'month', 'class', 'function', 'channel', 'campaign', 'segment', 'cell', 'staff', 'note']],
};

const doubtfulNumber: Sentence = {
  ru: 'Своего номера у строк нет: номером служат столбцы, которые в образцах не повторяются. Если строки с одинаковыми значениями бывают, добавьте номер.',
  en: 'Rows have no number of their own: columns that repeat nowhere in the samples stand in. If equal rows can occur, add a number.',
};

/** An id made of columns that repeat nowhere in the samples, where the table has none; null where even all of them repeat. */
const madeId = (kind: FactKind, matches: readonly Match[], rows: number): { column: string; value: Value } | null => {
  const [id] = factShapes[kind].identity;
  if (id === undefined || matches.some(({ column }) => column === id)) return null;
  for (const columns of numbering[kind] ?? []) {
    const parts = matches.filter(({ column }) => columns.includes(column));
    const [one] = parts;
    const isAll = parts.length === columns.length || columns.length > 2;
    if (!one || !isAll || !parts.some(({ look }) => look.filled === 1)) continue;
    const keys = Array.from({ length: rows }, (_, at) => parts.map(({ look }) => look.cells[at] ?? '').join('\u0000'));
    if (rows < 2 || new Set(keys).size < rows) continue;
    const cells = parts.map(({ look }): Value => ({ column: look.name }));
    const joined: Value = { joined: cells, by: ' / ' };
    return { column: id, value: kind === 'customers' || kind === 'people' ? { own: joined } : joined };
  }
  return null;
};

const saysNet = /без ндс|без налог|\bnet\b|excl|without vat/;
const withVat = new Set(['deals.amount', 'order_lines.net_amount', 'payments.amount', 'costs.amount']);

const valueOfMatch = (kind: FactKind, { column, look }: Match): Value => {
  const cell: Value = { column: look.name };
  if (valueWords[`${kind}.${column}`]) return { chosen: cell, from: wordsOf(`${kind}.${column}`), otherwise: cell };
  if (column === 'cogs_rate') return fraction(look.name);
  if (withVat.has(`${kind}.${column}`) && !saysNet.test(look.normal)) return { net: cell };
  // Addresses and names are not the company's own numbers of customers.
  if (column === 'customer_id' && look.emails >= enough) return { own: { lower: cell } };
  if (column === 'customer_id' && (look.spaced >= 0.3 || look.taxIds >= enough)) return { own: cell };
  return cell;
};

const why = ({ look, by }: Match): Sentence =>
  by === 'part'
    ? {
        ru: `Столбец «${look.name}» подошёл только частью названия.`,
        en: `The column “${look.name}” fits by a part of its name only.`,
      }
    : {
        ru: `Столбец «${look.name}» узнан по содержимому, а не по названию.`,
        en: `The column “${look.name}” was told by its content, not by its name.`,
      };

/** What the rows say of their customers beside what they are about. */
const customersAside = (kind: FactKind, looks: readonly Look[], matches: readonly Match[]): Output | null => {
  const customer = matches.find(({ column }) => column === 'customer_id');
  if (!customer || kind === 'customers' || kind === 'people') return null;
  const free = looks.filter((look) => !matches.some((match) => match.look === look));
  const told = matched('customers', [...free, ...(customer.by === 'content' ? [customer.look] : [])]).filter(
    ({ column, by, look }) =>
      ['email', 'phone', 'tax_id'].includes(column) ||
      (column === 'name' &&
        by === 'name' &&
        /клиент|компан|организац|фио|client|customer|company|full name/.test(look.normal)),
  );
  if (told.length === 0) return null;
  const columns = Object.fromEntries(told.map((match) => [match.column, valueOfMatch('customers', match)]));
  return {
    kind: 'customers',
    aside: kind,
    columns: { customer_id: valueOfMatch(kind, customer), ...columns },
    attributes: {},
  };
};

type Candidate = {
  kind: FactKind;
  matches: Match[];
  made: ReturnType<typeof madeId>;
  lacking: string[];
  worth: number;
};

const candidate = (kind: FactKind, looks: readonly Look[], rows: number): Candidate => {
  const found = matched(kind, looks);
  const stand = standIn(kind, looks, found);
  const matches = stand ? [...found, stand] : found;
  const made = madeId(kind, matches, rows);
  const there = [...matches.map(({ column }) => column), ...(made ? [made.column] : [])];
  const lacking = lackingOf(factShapes[kind], Object.fromEntries(there.map((column) => [column, true])));
  const required = new Set(factShapes[kind].columns.filter((each) => each.required).map(({ name }) => name));
  const worth = matches.reduce((total, { column, score }) => total + score * (required.has(column) ? 1.5 : 1), 0);
  return { kind, matches, made, lacking, worth: worth - lacking.length - (made ? 0.5 : 0) };
};

/**
 * The kind of facts a table of no known program suits best, and which of its columns are which: by the names people use, by type and by what the cells
 * look like. Null where no two columns tell of one kind.
 *
 * Never sure. No two columns of the kind are matched to one column of the table. Where rows have no number of their own, columns that repeat nowhere in the
 * samples make one, which is doubtful; what a kind can't do without and the table does not have is `lacking`.
 */
export const guessMapping = (
  header: readonly string[],
  samples: readonly (readonly string[])[],
  kind?: FactKind,
): Guess | null => {
  const looks = looksOf(header, samples).filter(({ normal }) => normal !== '');
  const [best] = (kind ? [kind] : factKinds)
    .map((each) => candidate(each, looks, samples.length))
    .sort((a, b) => b.worth - a.worth || a.lacking.length - b.lacking.length);
  if (!best) return null;
  const { matches, made, lacking } = best;
  const isNamed = matches.filter(({ by }) => by === 'name').length >= (kind ? 1 : 2);
  if (!isNamed && matches.length < (kind ? 1 : 3)) return null;
  const aside = customersAside(best.kind, looks, matches);
  const main: Output = {
    kind: best.kind,
    columns: {
      ...(made ? { [made.column]: made.value } : {}),
      ...Object.fromEntries(matches.map((match) => [match.column, valueOfMatch(best.kind, match)])),
    },
    attributes: {},
  };
  return {
    kind: best.kind,
    mapping: {
      layout: 'free',
      outputs: [main, ...(aside ? [aside] : [])],
      keepRest: true,
      leaveOut: [],
      personal: {},
    },
    sureness: 'unsure',
    doubtful: [
      ...(made ? [{ column: made.column, why: doubtfulNumber }] : []),
      ...matches.filter(({ by }) => by !== 'name').map((match) => ({ column: match.column, why: why(match) })),
    ],
    lacking,
  };
};
