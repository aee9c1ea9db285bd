import { type FactKind, factKinds, factShapes } from '../../model/facts.ts';
import type { Mapping, Value } from '../../model/mapping.ts';
import { columnsOfValue } from '../../model/mapping.ts';
import type { Warehouse } from '../../store/warehouse/warehouse.ts';
import { junk } from './mutations.ts';
import { truth } from './seeds.ts';
import type { Sheet } from './sheet.ts';

/** A fact as an import wrote it: its line, what it says, the truth its row carried as far as that came through, and all its attributes as text. */
export type Taken = { kind: FactKind; line: number; tag: string; said: Record<string, string>; text: string };

const told = ['outcome', 'class', 'status', 'currency', 'customer_id', 'order_id'];

/** What of a fact is held against the truth: who, when, how much, in what money, of which class. */
const mainColumns = (kind: FactKind): string[] =>
  factShapes[kind].columns.flatMap(({ name, type }) => {
    const isValue = ['moment', 'day', 'month', 'money', 'number'].includes(String(type));
    return isValue || factShapes[kind].identity.includes(name) || told.includes(name) ? [name] : [];
  });

/** Every fact of an import, and the text of the rows it refused. */
export const takenBy = async (
  warehouse: Warehouse,
  workspace: string,
  importId: number,
  kinds: readonly FactKind[] = factKinds,
): Promise<{ facts: Taken[]; refused: { line: number; text: string }[] }> => {
  const parameters = { workspace, import_id: importId };
  const own = 'workspace = {workspace:String} AND import_id = {import_id:UInt64}';
  const facts = kinds.map((kind) => {
    const said = mainColumns(kind).map((name) => `'${name}', ifNull(toString(${name}), '')`);
    return `SELECT '${kind}' AS fact, line, props['${truth}'] AS tag,
      arrayStringConcat(mapValues(props), ' ') AS text, map(${said.join(', ')}) AS said FROM versions_${kind} WHERE ${own}`;
  });
  const rows = await warehouse.rows<Omit<Taken, 'kind'> & { fact: FactKind }>(facts.join(' UNION ALL '), {
    parameters,
  });
  const refused = await warehouse.rows<{ line: number; text: string }>(
    `SELECT line, concat(value, ' ', arrayStringConcat(mapValues(cells), ' ')) AS text FROM quarantine WHERE ${own}`,
    { parameters },
  );
  return {
    facts: rows.map(({ fact, line, ...taken }) => ({ kind: fact, line: Number(line), ...taken })),
    refused: refused.map(({ line, text }) => ({ line: Number(line), text })),
  };
};

/** A fact that says something else than its row did. */
export type WrongFact = { kind: FactKind; tag: string; column: string; is: string; was: string; line: number };

/** What the rows of a seed say when nothing is wrong with the file. */
export type Truth = {
  byTag: ReadonlyMap<string, readonly Taken[]>;
  /** The facts of a kind with an identity. */
  byName: ReadonlyMap<string, readonly Taken[]>;
  /** The columns of the file that decide a column of facts. */
  sources: (kind: FactKind, column: string) => ReadonlySet<string>;
  /** Of them, those an amount is made of in a row of these cells: of several to choose from, the first that is filled. */
  read: (kind: FactKind, column: string, cellOf: (column: string) => string) => ReadonlySet<string>;
};

const nameOf = ({ kind, said }: Taken): string =>
  `${kind}\u001f${factShapes[kind].identity.map((name) => plain(said[name])).join('\u001f')}`;

/** A repeated id has its place among equal ones behind it. */
const plain = (text = ''): string => text.replace(/#\d+$/, '');

/** Facts of one row know its truth from each other: it stands on the first of them. */
const tagged = (facts: readonly Taken[]): Taken[] => {
  const tags = new Map(facts.flatMap(({ line, tag }) => (tag === '' ? [] : [[line, tag] as const])));
  return facts.map((fact) => (fact.tag === '' ? { ...fact, tag: tags.get(fact.line) ?? '' } : fact));
};

const dayColumns = ['ordered_at', 'paid_at', 'closed_at', 'opened_at', 'date', 'month'];

const sourcesIn = (mapping: Mapping): Truth['sources'] => {
  const known = new Map<string, Set<string>>();
  return (kind, column) => {
    const key = `${kind}.${column}`;
    const before = known.get(key);
    if (before) return before;
    const outputs = mapping.outputs.filter((output) => output.kind === kind);
    const read = outputs.flatMap(({ columns, when }) => {
      const value = columns[column];
      const isTaxed = mapping.vat !== undefined && value !== undefined && 'net' in value;
      const days = isTaxed ? dayColumns.flatMap((name) => (columns[name] ? columnsOfValue(columns[name]) : [])) : [];
      return [...(value ? columnsOfValue(value) : []), ...(when ? columnsOfValue(when) : []), ...days];
    });
    const found = new Set([...read, ...mapping.leaveOut.flatMap(columnsOfValue)]);
    known.set(key, found);
    return found;
  };
};

/** The columns a value takes its number from in one row; what only conditions ask is none of them. */
const columnsRead = (value: Value, cellOf: (column: string) => string): string[] => {
  const inner = (each: Value) => columnsRead(each, cellOf);
  if ('column' in value) return [value.column];
  if ('first' in value) {
    const filled = value.first.find((each) => inner(each).some((name) => cellOf(name) !== ''));
    return filled ? inner(filled) : [];
  }
  if ('when' in value) return [...inner(value.gives), ...(value.otherwise ? inner(value.otherwise) : [])];
  if ('net' in value) return inner(value.net);
  if ('sum' in value) return value.sum.flatMap(inner);
  if ('difference' in value) return value.difference.flatMap(inner);
  if ('product' in value) return value.product.flatMap(inner);
  if ('quotient' in value) return value.quotient.flatMap(inner);
  if ('negated' in value) return inner(value.negated);
  return columnsOfValue(value);
};

const readIn =
  (mapping: Mapping): Truth['read'] =>
  (kind, column, cellOf) =>
    new Set(
      mapping.outputs.flatMap(({ kind: own, columns }) => {
        const value = own === kind ? columns[column] : undefined;
        return value ? columnsRead(value, cellOf) : [];
      }),
    );

export const truthOf = (facts: readonly Taken[], mapping: Mapping): Truth => {
  const byTag = new Map<string, Taken[]>();
  const byName = new Map<string, Taken[]>();
  for (const fact of tagged(facts)) {
    byTag.set(fact.tag, [...(byTag.get(fact.tag) ?? []), fact]);
    byName.set(nameOf(fact), [...(byName.get(nameOf(fact)) ?? []), fact]);
  }
  return { byTag, byName, sources: sourcesIn(mapping), read: readIn(mapping) };
};

type Excuses = (kind: FactKind, column: string) => boolean;

/** A column may differ where a cell it comes from was changed in the row, or the column is not in the file under its name. */
const excusesFor = (tag: string, sheet: Sheet, { sources }: Truth, carried: ReadonlySet<string>): Excuses => {
  const touched = new Set(sheet.altered);
  for (const line of sheet.lines)
    for (const column of line.touched) if (line.tag === tag || carried.has(column)) touched.add(column);
  return (kind, column) => {
    const isName = factShapes[kind].identity.includes(column);
    return [...sources(kind, column)].some((from) => touched.has(from) || (isName && sheet.reworded.has(from)));
  };
};

const differences = (fact: Taken, real: Taken, excused: Excuses): WrongFact[] =>
  Object.entries(fact.said).flatMap(([column, is]) => {
    const was = real.said[column] ?? '';
    if (plain(is) === plain(was) || excused(fact.kind, column)) return [];
    return [{ kind: fact.kind, tag: fact.tag, column, is, was, line: fact.line }];
  });

const least = (all: readonly WrongFact[][]): WrongFact[] =>
  all.reduce((best, next) => (next.length < best.length ? next : best));

/** An amount that names a currency is in it, or refused. */
const foreignOf = (fact: Taken, sheet: Sheet, { read }: Truth): WrongFact[] => {
  const line = sheet.lines.find(({ tag }) => tag === fact.tag);
  const { foreign } = line ?? {};
  const { currency } = fact.said;
  if (!line || !foreign || currency === undefined || currency === foreign.currency) return [];
  const cellOf = (name: string) => line.cells[sheet.columns.findIndex((column) => column.name === name)] ?? '';
  // Nothing is nothing in any currency.
  if (!/[1-9]/.test(cellOf(foreign.column))) return [];
  const shows = factShapes[fact.kind].columns.some(
    ({ name, type }) =>
      type === 'money' && read(fact.kind, name, cellOf).has(foreign.column) && Number(fact.said[name]) !== 0,
  );
  const { kind, tag } = fact;
  return shows ? [{ kind, tag, column: 'currency', is: currency, was: foreign.currency, line: fact.line }] : [];
};

/** What a fact is held against: what its row says of this kind; what many rows say aside stands on one of them. */
const sameOf = (fact: Taken, tag: string, real: Truth): readonly Taken[] => {
  const own = (real.byTag.get(tag) ?? []).filter(({ kind }) => kind === fact.kind);
  return own.length > 0 ? own : (real.byName.get(nameOf(fact)) ?? []);
};

const tagOf = /\bq[0-9a-z]{7}z\b/;
const hash = /^[0-9a-f]{32}#\d+$/;

/** Holds what an import wrote against what the rows of the seed say. */
export const wrongFacts = (
  facts: readonly Taken[],
  sheet: Sheet,
  real: Truth,
  carried: ReadonlySet<string>,
): WrongFact[] => {
  const idsStand = !sheet.lines.some(({ touched }) => touched.size > 0);
  return tagged(facts).flatMap((fact): WrongFact[] => {
    const stray = Object.entries(fact.said).find(
      ([, text]) => text.includes(junk) || /^(?:итого|total|всего)/i.test(text),
    );
    const swallowed = Object.entries(fact.said).find(([, text]) => tagOf.test(text) && !real.byTag.has(text));
    const strayed = stray ?? swallowed ?? (fact.tag === truth ? (['', truth] as const) : undefined);
    if (strayed)
      return [{ kind: fact.kind, tag: fact.tag, column: strayed[0], is: strayed[1], was: '', line: fact.line }];
    const named = idsStand ? (real.byName.get(nameOf(fact)) ?? []) : [];
    const tag = real.byTag.has(fact.tag) ? fact.tag : named.length === 1 ? (named[0]?.tag ?? '') : '';
    if (tag === '') {
      const isAnyRow =
        !idsStand ||
        sheet.altered.size > 0 ||
        sheet.reworded.size > 0 ||
        hash.test(nameOf(fact).split('\u001f')[1] ?? '');
      if (isAnyRow || real.byName.has(nameOf(fact))) return [];
      return [
        { kind: fact.kind, tag, column: '', is: `a fact no row gives: ${nameOf(fact)}`, was: '', line: fact.line },
      ];
    }
    const same = sameOf(fact, tag, real);
    const excused = excusesFor(tag, sheet, real, carried);
    if (same.length > 0)
      return [
        ...least(same.map((each) => differences(fact, each, excused))),
        ...foreignOf({ ...fact, tag }, sheet, real),
      ];
    const mayBeOther = sheet.altered.size > 0 || sheet.lines.some((line) => line.tag === tag && line.touched.size > 0);
    if (mayBeOther) return [];
    return [
      { kind: fact.kind, tag, column: '', is: 'a fact of a kind the row does not give', was: '', line: fact.line },
    ];
  });
};
