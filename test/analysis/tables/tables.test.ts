import { expect, it } from 'vitest';
import { designTables } from '../../../src/analysis/tables/tables.ts';
import { designTableNames } from '../../../src/analysis/tables/titles.ts';
import { demoBlueprint } from '../../../src/demo/blueprint/blueprint.ts';
import { emptyBlueprint } from '../../../src/model/blueprint/blueprint.ts';
import type { RealPath } from '../../../src/model/blueprint/contract.ts';
import type { DesignFinding } from '../../../src/model/blueprint/finding.ts';

const blueprint = demoBlueprint();
const findings: DesignFinding[] = [
  {
    code: 'cell_without_owner',
    severity: 'high',
    where: [{ collection: 'cells', id: 'h01' }],
    text: { ru: 'У клетки нет хозяина', en: 'A cell has no owner' },
    advice: { ru: 'Назначьте', en: 'Appoint one' },
    page: 'journey',
    money: { low: 10, high: 20 },
  },
];
const paths: RealPath[] = [
  {
    journey: 'J2',
    every: 1,
    customers: 40,
    moved: 30,
    fitness: 0.75,
    undesigned: { from: 'D2', to: 'D6', customers: 5 },
    dropOffs: [
      { state: 'D2', customers: 6 },
      { state: 'D5', customers: 2 },
    ],
    handOffs: [],
  },
];
const unmapped = [{ fact: 'interaction', kind: 'fair', channel: 'events', touchpoint: '', count: 12 }];
const written = (language: 'ru' | 'en', journey?: string) => ({
  blueprint,
  language,
  asOf: '2025-12-31',
  findings,
  paths,
  unmapped,
  journey,
});

const asRecords = (name: keyof typeof designTables, language: 'ru' | 'en') => {
  const { header, rows } = designTables[name](written(language));
  return rows.map((row) => Object.fromEntries(header.map((title, at) => [title, row[at]])));
};

it.each(designTableNames)('%s: a heading for every value, in both languages, and something in it', (name) => {
  const [ru, en] = [designTables[name](written('ru')), designTables[name](written('en'))];
  for (const { header, rows } of [ru, en]) {
    expect(new Set(header).size).toBe(header.length);
    expect(header.every((title) => title !== '')).toBe(true);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) {
      expect(row).toHaveLength(header.length);
      for (const value of row)
        expect(value === null || typeof value === 'number' || typeof value === 'string').toBe(true);
    }
  }
  expect(ru.rows).toHaveLength(en.rows.length);
  expect(ru.header).not.toEqual(en.header);
});

it.each(designTableNames)('%s: an empty design has its headings', (name) => {
  const { header, rows } = designTables[name]({
    blueprint: emptyBlueprint(),
    language: 'ru',
    asOf: '2025-12-31',
    findings: [],
  });
  expect(header.length).toBeGreaterThan(2);
  expect(rows).toEqual([]);
});

it('things are told by name, in the reader’s language', () => {
  const cell = asRecords('cells', 'ru').find(({ id }) => id === 'h01');
  expect(cell).toMatchObject({
    Путь: 'Дом: от мутной воды к подписке',
    'Кто делает': 'Редактор',
    'Кто отвечает': 'Маркетинг-менеджер',
    'Класс затрат': 'привлечение',
    'Визитов в месяц': 700,
  });
  const english = asRecords('cells', 'en').find(({ id }) => id === 'h01');
  expect(english).toMatchObject({ 'Who does it': 'Content editor', Force: 'habit' });
  expect(asRecords('edges', 'ru').find(({ id }) => id === 'stage.market-h01')).toMatchObject({ Откуда: 'Рынок' });
});

it('the responsibility table has every role and the letters of the grid', () => {
  const { header, rows } = designTables.raci(written('ru'));
  expect(header.slice(0, 4)).toEqual(['Стадия', 'Сегмент', 'Тип продаж', 'Отвечает']);
  expect(header).toHaveLength(4 + Object.keys(blueprint.roles).length);
  const letters = new Set(rows.flatMap((row) => row.slice(4)));
  expect([...letters].sort()).toEqual(['', 'A', 'C', 'I', 'R']);
});

it('findings say where by name and what it costs', () => {
  expect(asRecords('findings', 'en')[0]).toMatchObject({
    Severity: 'serious',
    'At stake from, a year': 10,
    'to, a year': 20,
  });
});

it('a committee is told as it is seen: roles by states, of one journey its own alone', () => {
  const { header, rows } = designTables.coverage(written('en', 'J2'));
  expect(header.slice(0, 4)).toEqual(['Journey', 'Committee role', 'Personas', 'Uncovered where it acts']);
  expect(header).toHaveLength(4 + (blueprint.journeys['J2']?.states.length ?? 0));
  expect(rows.map(([, role]) => role)).toContain('decider');
  expect(new Set(rows.map(([journey]) => journey))).toEqual(new Set(['Café: from drifting taste to measured water']));
  const told = rows.flatMap((row) => row.slice(4));
  expect(told.filter((value) => value === 'nobody').length).toBeGreaterThan(0);
  expect(told.filter((value) => value !== 'nobody' && value !== '').length).toBeGreaterThan(0);
  expect(designTables.coverage(written('en')).rows.length).toBeGreaterThan(rows.length);
});

it('a projection begins whole, and says how much of it is known', () => {
  const rows = designTables.projection(written('ru', 'J2')).rows;
  expect(rows[0]?.[2]).toBe(1);
  expect(rows.every(([, , share]) => typeof share === 'number' && share >= 0 && share <= 1)).toBe(true);
  expect(rows.every(([, , , , known, all]) => Number(known) > 0 && Number(known) <= Number(all))).toBe(true);
});

it('real paths, kinds without a rule and where to free time are told whole', () => {
  expect(asRecords('paths', 'en').map((row) => [row['What is seen'], row['How many'], row.Share])).toEqual([
    ['seen', 40, null],
    ['moved; share: how far as designed', 30, 0.75],
    ['most frequent way nobody designed', 5, null],
    ['left, seen here last', 6, 0.75],
    ['left, seen here last', 2, 0.25],
  ]);
  expect(designTables.paths(written('en', 'J1')).rows).toEqual([]);
  expect(designTables.unmapped(written('ru')).rows).toEqual([['fair', 'касание', 'events', '', 12]]);
  const [first] = asRecords('relief', 'en');
  expect(first).toMatchObject({ 'What to do': expect.stringMatching(/^(automate|leave out or replace)$/) });
  expect(Number(first?.['Hours a month'])).toBeGreaterThan(0);
});
