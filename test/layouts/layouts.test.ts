import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { bindLayout, fieldsOf } from '../../src/layouts/bind.ts';
import type { Layout, LayoutOutput } from '../../src/layouts/layout.ts';
import { layouts } from '../../src/layouts/layouts.ts';
import { recogniseLayouts } from '../../src/layouts/recognise.ts';
import { factShapes } from '../../src/model/facts.ts';
import { Mapping } from '../../src/model/mapping.ts';
import type { TableLook } from '../../src/store/warehouse/import/tables/table.ts';
import { exampleFiles, lookAt } from './files.ts';

const looks = new Map<string, TableLook>();

beforeAll(async () => {
  for (const file of exampleFiles) looks.set(file.name, await lookAt(file));
});

const lookOf = (name: string): TableLook => {
  const look = looks.get(name);
  if (!look) throw new Error(`${name} was not read`);
  return look;
};

/** Fields an output, a condition or a value takes from. */
const fieldsIn = (part: unknown): string[] => {
  if (Array.isArray(part)) return part.flatMap(fieldsIn);
  if (typeof part !== 'object' || part === null) return [];
  if ('column' in part && typeof part.column === 'string') return [part.column];
  return Object.values(part).flatMap(fieldsIn);
};

const sentencesOf = (layout: Layout) => [
  layout.name,
  layout.export,
  ...(layout.vatHint ? [layout.vatHint] : []),
  ...(layout.questions ?? []).flatMap(({ text, why, answers }) => [text, why, ...answers.map((answer) => answer.text)]),
];

const neededFields = ({ needs, telling }: Layout) => [...needs, ...telling].flat();

const answersAllowing = (layout: Layout) =>
  Object.fromEntries(
    (layout.questions ?? []).map(({ id, answers, byDefault }) => [id, byDefault ?? answers[0]?.value ?? '']),
  );

describe('layouts', () => {
  test('have ids of their own', () => {
    expect(new Set(layouts.map(({ id }) => id)).size).toBe(layouts.length);
    for (const { id } of layouts) expect(id).toMatch(/^[a-z0-9]+(_[a-z0-9]+)*$/);
  });

  describe.each(layouts.map((layout) => [layout.id, layout] as const))('%s', (_, layout) => {
    const known = new Set(Object.keys(layout.fields));

    test('names only fields that it has', () => {
      const used = [
        ...neededFields(layout),
        ...fieldsIn(layout.outputs.map(({ columns, attributes, when }) => ({ columns, attributes, when }))),
        ...layout.outputs.flatMap(({ has = [], lacks = [] }) => [...has, ...lacks]),
        ...fieldsIn(layout.leaveOut ?? []),
        ...(layout.carried ? [layout.carried.by, ...layout.carried.columns] : []),
        ...(layout.questions ?? []).flatMap(({ about = [] }) => about),
      ];
      expect(used.filter((field) => !known.has(field))).toEqual([]);
    });

    test('gives columns that facts have', () => {
      for (const { kind, columns } of layout.outputs) {
        const canonical = new Set(['updated_at', ...factShapes[kind].columns.map(({ name }) => name)]);
        expect(Object.keys(columns).filter((name) => !canonical.has(name))).toEqual([]);
      }
    });

    test('gives words that a column of words takes', () => {
      const words = (value: unknown): string[] => {
        if (Array.isArray(value)) return value.flatMap(words);
        if (typeof value !== 'object' || value === null) return [];
        if ('constant' in value && typeof value.constant === 'string') return [value.constant];
        if ('chosen' in value && 'from' in value && Array.isArray(value.from))
          return [
            ...value.from.map(({ gives }: { gives: string }) => gives),
            ...('otherwise' in value ? words(value.otherwise) : []),
          ];
        if ('when' in value)
          return Object.entries(value).flatMap(([key, inner]) => (key === 'when' ? [] : words(inner)));
        return [];
      };
      for (const { kind, columns } of layout.outputs)
        for (const { name, type } of factShapes[kind].columns) {
          const value = columns[name];
          if (typeof type !== 'object' || value === undefined) continue;
          expect(words(value).filter((word) => word !== '' && !type.oneOf.includes(word))).toEqual([]);
        }
    });

    test('asks the questions its outputs wait for', () => {
      const questions = new Map((layout.questions ?? []).map((question) => [question.id, question]));
      for (const { only } of layout.outputs) {
        if (!only) continue;
        const possible = questions.get(only.question)?.answers.map(({ value }) => value) ?? [];
        expect(only.is.filter((answer) => !possible.includes(answer))).toEqual([]);
      }
      for (const { byDefault, answers } of questions.values())
        if (byDefault !== undefined) expect(answers.map(({ value }) => value)).toContain(byDefault);
      expect(questions.size).toBeLessThanOrEqual(5);
    });

    test('has every text in both languages and names what it was checked against', () => {
      for (const { ru, en } of sentencesOf(layout)) {
        expect(ru.trim()).not.toBe('');
        expect(en.trim()).not.toBe('');
      }
      expect(layout.references.length).toBeGreaterThan(0);
      expect(layout.needs.length).toBeGreaterThan(0);
      expect(layout.telling.length).toBeGreaterThan(0);
    });

    test('keeps what it says beside its subject apart', () => {
      const seen = new Map<string, LayoutOutput>();
      for (const output of layout.outputs) {
        const key = JSON.stringify([
          output.kind,
          output.aside ?? '',
          output.only ?? '',
          output.has ?? '',
          output.lacks ?? '',
        ]);
        const before = seen.get(key);
        // Two outputs of one kind and one side must be told apart by a condition, or one row would say a thing twice.
        if (before) expect([before.when, output.when].some((when) => when !== undefined)).toBe(true);
        seen.set(key, output);
      }
    });

    test('has an example file', () => {
      expect(exampleFiles.filter((file) => file.layout === layout.id).length).toBeGreaterThan(0);
    });
  });
});

describe('example files', () => {
  test.each(exampleFiles.map(({ name, layout }) => [name, layout] as const))(
    '%s is surely %s and nothing else',
    (name, layout) => {
      const { header, format } = lookOf(name);
      const recognised = recogniseLayouts(header, format);
      expect(recognised[0]?.layout.id).toBe(layout);
      expect(recognised.filter(({ sureness }) => sureness === 'sure').map((each) => each.layout.id)).toEqual([layout]);
    },
  );

  test.each(exampleFiles.map(({ name, layout }) => [name, layout] as const))(
    '%s is %s with its columns in any order and others among them',
    (name, id) => {
      const { header, format } = lookOf(name);
      const layout = layouts.find((each) => each.id === id);
      if (!layout) throw new Error(`no layout ${id}`);
      const shuffled = fc
        .tuple(
          fc.shuffledSubarray([...header], { minLength: header.length }),
          fc.uniqueArray(
            fc.string({ minLength: 1, maxLength: 12 }).map((text) => `Поле ${text}`),
            { maxLength: 4 },
          ),
        )
        .map(([columns, more]) => [...columns, ...more]);
      fc.assert(
        fc.property(shuffled, (columns) => {
          const [best] = recogniseLayouts(columns, format);
          expect(best?.layout.id).toBe(id);
          expect(best?.sureness).toBe('sure');
          const mapping = bindLayout(layout, columns, answersAllowing(layout));
          expect(Mapping.safeParse(mapping).success).toBe(true);
        }),
        { numRuns: 6, seed: 7 },
      );
    },
  );

  test.each(exampleFiles.map(({ name, layout }) => [name, layout] as const))(
    '%s is still surely %s without what it can do without',
    (name, id) => {
      const { header, format } = lookOf(name);
      const layout = layouts.find((each) => each.id === id);
      if (!layout) throw new Error(`no layout ${id}`);
      const fields = fieldsOf(layout, header);
      const needed = new Set(neededFields(layout).flatMap((field) => fields.get(field) ?? []));
      const optional = header.filter((column) => !needed.has(column));
      fc.assert(
        fc.property(fc.subarray(optional), (kept) => {
          const columns = header.filter((column) => needed.has(column) || kept.includes(column));
          const [best] = recogniseLayouts(columns, format);
          expect(best?.layout.id).toBe(id);
          expect(best?.sureness).toBe('sure');
        }),
        { numRuns: 6, seed: 7 },
      );
    },
  );
});
