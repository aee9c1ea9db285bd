import { type FactKind, factShapes } from '../model/facts.ts';
import type { SeenColumn, SeenWords } from '../model/importing.ts';
import { columnsOfValue, type Mapping, type Value } from '../model/mapping.ts';
import { fieldsOf } from './bind.ts';
import type { Layout } from './layout.ts';

const samplesShown = 5;
const wordsShown = 200;
/** Nothing of these shapes is longer, and to try them takes much longer than a text is long. */
const longest = 200;

const shapes: readonly [SeenColumn['looksLike'], RegExp][] = [
  ['email', /^[^\s@]+@[^\s@]+\.[^\s@]+$/],
  ['date', /^(\d{4}-\d{2}-\d{2}|\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{1,2}([./])\d{1,2}\2\d{2})([T ,].*)?$/],
  ['phone', /^\+?\d?[\s(]*\d{3}[\s)-]*\d{3}[\s-]?\d{2}[\s-]?\d{2}$/],
  ['tax_id', /^(\d{10}|\d{12})$/],
  ['number', /^[-+(]?[\s\u00a0]*[\d\s\u00a0.,’']+\)?\s*(₽|руб\.?|р\.|\$|€|%)?$/],
];

const looksLike = (filled: readonly string[], name: string): SeenColumn['looksLike'] => {
  if (filled.length === 0) return 'empty';
  const short = filled.map((text) => text.trim()).filter((text) => text.length <= longest);
  const most = (shape: RegExp) => short.filter((text) => shape.test(text)).length >= filled.length * 0.8;
  const found = shapes.find(([kind, shape]) => {
    if (!most(shape)) return false;
    // Ten digits are a tax number only where the name says so; most are other numbers.
    if (kind === 'tax_id') return /инн|inn|tax|vat/i.test(name);
    return (
      kind !== 'phone' || /тел|phone|моб|факс|fax/i.test(name) || filled.some((text) => /^\+|\(/.test(text.trim()))
    );
  });
  return found?.[0] ?? 'text';
};

/** The columns of a file with samples, what they look like and where they go. */
export const seenColumns = (
  table: { header: readonly string[]; samples: readonly (readonly string[])[] },
  mapping: Mapping | null,
  layout: Layout | null,
): SeenColumn[] => {
  const personal = new Map<string, SeenColumn['personal']>();
  if (layout)
    for (const [field, name] of fieldsOf(layout, table.header))
      personal.set(name, layout.fields[field]?.personal ?? null);
  const goes = new Map<string, SeenColumn['goesTo']>();
  for (const { kind, columns } of mapping?.outputs ?? [])
    for (const [column, value] of Object.entries(columns))
      for (const name of new Set(columnsOfValue(value))) goes.set(name, [...(goes.get(name) ?? []), { kind, column }]);
  return table.header.map((name, at) => {
    const cells = table.samples.map((row) => (row[at] ?? '').trim());
    const filled = cells.filter((cell) => cell !== '');
    const like = looksLike(filled, name);
    return {
      name,
      samples: [...new Set(filled)].slice(0, samplesShown).map((text) => text.slice(0, 200)),
      filled: cells.length === 0 ? 0 : filled.length / cells.length,
      looksLike: like,
      personal: personal.get(name) ?? (like === 'email' || like === 'phone' ? like : null),
      goesTo: goes.get(name) ?? [],
    };
  });
};

/** What a word of a file gives by a chosen value's rules; null where its `otherwise` decides. */
const givenBy = (value: Extract<Value, { chosen: Value }>, word: string): string | null => {
  const wanted = word.trim().toLowerCase();
  for (const { is, matches, gives } of value.from) {
    if (is?.some((each) => each.trim().toLowerCase() === wanted)) return gives;
    try {
      if (matches !== undefined && new RegExp(matches, 'i').test(word)) return gives;
    } catch {
      // A pattern only the engine knows; it says so itself.
    }
  }
  return value.otherwise && 'constant' in value.otherwise ? value.otherwise.constant : null;
};

const allowedOf = (kind: FactKind, column: string): string[] | null => {
  const type = factShapes[kind].columns.find(({ name }) => name === column)?.type;
  return typeof type === 'object' ? [...type.oneOf] : null;
};

/** The words of columns that are translated on their way, by how often they were seen. */
export const seenWords = (
  table: { header: readonly string[]; samples: readonly (readonly string[])[] },
  mapping: Mapping | null,
): SeenWords[] =>
  (mapping?.outputs ?? []).flatMap(({ kind, columns }) =>
    Object.entries(columns).flatMap(([column, value]): SeenWords[] => {
      if (!('chosen' in value) || !('column' in value.chosen)) return [];
      const from = value.chosen.column;
      const at = table.header.indexOf(from);
      const counts = new Map<string, number>();
      for (const row of table.samples) {
        const word = (row[at] ?? '').trim();
        if (word !== '') counts.set(word, (counts.get(word) ?? 0) + 1);
      }
      const words = [...counts]
        .sort((a, b) => b[1] - a[1])
        .slice(0, wordsShown)
        .map(([word, rows]) => ({ word, rows, gives: givenBy(value, word) ?? '' }));
      return [{ kind, column, from, words, allowed: allowedOf(kind, column) }];
    }),
  );
