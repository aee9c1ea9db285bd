import type { Blueprint } from '../../model/blueprint/blueprint.ts';
import type { RaciLetter } from '../../model/blueprint/organisation.ts';
import { worded } from '../../model/blueprint/words.ts';
import type { Sentence } from '../../model/problem.ts';
import { nameOf } from '../blueprint/names.ts';
import { salesTypesWords } from '../blueprint/sales-types.ts';
import { type RaciGrid, raciGrid } from '../organisation/responsibility.ts';
import { type Body, bodyOf, type Page, pageOf, printOf, type Setting, small } from './frame.ts';
import { ink, leading } from './pen.ts';
import type { Print } from './sheet.ts';

const stageWidth = 30;
const segmentWidth = 34;
const salesWidth = 24;
const whoWidth = segmentWidth + salesWidth;
const leastColumn = 16.8;
const rowHeight = 7;
const gapWidth = 13;

/** A letter of the grid as it is printed. */
export const raciLetter = (letter: RaciLetter): string => (letter === 'AR' ? 'A/R' : letter);

const explained: [RaciLetter, Sentence][] = [
  ['A', { ru: 'отвечает за итог', en: 'accountable' }],
  ['R', { ru: 'делает', en: 'responsible' }],
  ['C', { ru: 'консультирует', en: 'consulted' }],
  ['I', { ru: 'узнаёт о решении', en: 'informed' }],
];

const fills: Record<RaciLetter, { fill: string; color: string }> = {
  A: { fill: ink.accent, color: '#ffffff' },
  AR: { fill: ink.accent, color: '#ffffff' },
  R: { fill: ink.accentSoft, color: ink.text },
  C: { fill: ink.sunk, color: ink.soft },
  I: { fill: ink.paper, color: ink.faint },
};

type Grid = { blueprint: Blueprint; setting: Setting; body: Body; roles: string[]; width: number };
type GridRow = RaciGrid['rows'][number] & { salesTypes: string[] };

/** Lines of one stage and segment with the same letters are one row for all their sales types. */
const joinedRows = (rows: RaciGrid['rows']): GridRow[] => {
  const joined = new Map<string, GridRow>();
  for (const row of rows) {
    const { stage, segment, salesType } = row.line;
    const letters = Object.entries(row.responsibility.letters).sort();
    const key = JSON.stringify([stage, segment, letters]);
    const known = joined.get(key);
    const own = salesType === null ? [] : [salesType];
    if (known === undefined) joined.set(key, { ...row, salesTypes: own });
    else known.salesTypes.push(...own);
  }
  return [...joined.values()];
};

const heightOf = (page: Page, row: GridRow, language: 'ru' | 'en'): number =>
  Math.max(
    rowHeight,
    page.pen.wrap(salesTypesWords(row.salesTypes)[language], { size: small }, salesWidth - 2, 4).length *
      leading(small) +
      1.6,
  );

const drawHeads = (page: Page, { blueprint, setting: { language }, body, roles, width }: Grid): number => {
  const heads = roles.map((role) =>
    page.pen.wrap(worded(blueprint.roles[role]?.name, language) || role, { size: small }, width - 0.6, 4),
  );
  const height = Math.max(1, ...heads.map((lines) => lines.length)) * leading(small) + 2;
  const titles = { ru: ['Стадия', 'Сегмент', 'Тип продаж'], en: ['Stage', 'Segment', 'Sales type'] }[language];
  const bold = { size: small, weight: 'bold' as const };
  const xs = [0, stageWidth, stageWidth + segmentWidth];
  for (const [at, title] of titles.entries())
    page.pen.words(
      title,
      { x: body.x + (xs[at] ?? 0), y: body.y + height - leading(small) - 1, width: salesWidth - 1 },
      bold,
    );
  for (const [at, lines] of heads.entries())
    page.pen.block(
      lines,
      {
        x: body.x + stageWidth + whoWidth + at * width + 0.3,
        y: body.y + height - 1 - lines.length * leading(small),
        width: width - 0.6,
        align: 'center',
      },
      { size: small },
    );
  return height;
};

const drawRow = (page: Page, grid: Grid, row: GridRow, y: number, isFirstOfStage: boolean): void => {
  const { blueprint, setting, body, roles, width } = grid;
  const { language } = setting;
  const { pen } = page;
  const right = body.x + stageWidth + whoWidth + roles.length * width;
  const { stage, segment } = row.line;
  pen.line({
    spots: [
      [isFirstOfStage ? body.x : body.x + stageWidth, y],
      [right, y],
    ],
    color: isFirstOfStage ? ink.line : ink.hair,
    thickness: 0.2,
  });
  const base = y + (heightOf(page, row, language) - leading(8)) / 2;
  if (isFirstOfStage) {
    const bold = { size: 7.5, weight: 'bold' as const };
    const name = pen.wrap(nameOf(blueprint, { collection: 'stages', id: stage })[language], bold, stageWidth - 2, 2);
    const top = y + (heightOf(page, row, language) - name.length * leading(7.5)) / 2;
    pen.block(name, { x: body.x, y: top, width: stageWidth - 2 }, bold);
  }
  const soft = { size: small, color: ink.soft };
  const name = segment ? worded(blueprint.segments[segment]?.name, language) || segment : '';
  const all = language === 'ru' ? 'все' : 'all';
  const height = heightOf(page, row, language);
  const sales = pen.wrap(salesTypesWords(row.salesTypes)[language], soft, salesWidth - 2, 4);
  const names = pen.wrap(name || all, soft, segmentWidth - 2, Math.max(1, Math.floor(height / leading(small))));
  const middle = (lines: string[]): number => y + (height - lines.length * leading(small)) / 2;
  pen.block(names, { x: body.x + stageWidth, y: middle(names), width: segmentWidth - 2 }, soft);
  pen.block(sales, { x: body.x + stageWidth + segmentWidth, y: middle(sales), width: salesWidth - 2 }, soft);
  const { accountable, letters } = row.responsibility;
  for (const [at, role] of roles.entries()) {
    const x = body.x + stageWidth + whoWidth + at * width;
    const letter = letters[role];
    if (letter === undefined) continue;
    const { fill, color } = fills[letter];
    const isWrong = accountable.length > 1 && accountable.includes(role);
    pen.box({
      x: x + 1,
      y: y + 0.6,
      width: width - 2,
      height: height - 1.2,
      fill: isWrong ? ink.back : fill,
      radius: 1,
    });
    pen.block(
      [raciLetter(letter)],
      { x, y: base, width, align: 'center' },
      { size: 8, weight: 'bold', color: isWrong ? '#ffffff' : color },
    );
  }
  if (accountable.length === 0) {
    const gap = language === 'ru' ? '← нет A' : '← no A';
    pen.words(gap, { x: right + 1, y: base, width: gapWidth - 1 }, { size: small, color: ink.backInk });
  }
};

/**
 * Who answers for what as a print: fields of responsibility that have work by roles.
 *
 * Sales types with the same letters share a row; roles without a letter have no column. Columns and rows that do not fit a sheet go on the
 * next, each with its headings again; a stage is named anew on every sheet.
 */
export const raciPrint = (blueprint: Blueprint, setting: Setting): Print => {
  const { language } = setting;
  const body = bodyOf(setting.format);
  const grid = raciGrid(blueprint);
  const rows = joinedRows(grid.rows);
  const roles = grid.roles.filter((role) => rows.some(({ responsibility }) => role in responsibility.letters));
  const room =
    body.width === Number.POSITIVE_INFINITY ? roles.length * 22 : body.width - stageWidth - whoWidth - gapWidth;
  const most = Math.max(1, Math.floor(room / leastColumn));
  const perSheet = Math.max(1, Math.ceil(roles.length / Math.max(1, Math.ceil(roles.length / most))));
  const width = Math.min(room / perSheet, 30);
  const pages: Page[] = [];
  for (let first = 0; first < Math.max(1, roles.length); first += perSheet) {
    const part: Grid = { blueprint, setting, body, roles: roles.slice(first, first + perSheet), width };
    let page: Page | undefined;
    let y = 0;
    let stage = '';
    for (const row of rows) {
      if (page === undefined || y + heightOf(page, row, language) > body.y + body.height) {
        page = pageOf(setting.faces);
        page.right = body.x + stageWidth + whoWidth + part.roles.length * width + gapWidth;
        y = body.y + drawHeads(page, part);
        stage = '';
        pages.push(page);
      }
      drawRow(page, part, row, y, row.line.stage !== stage);
      stage = row.line.stage;
      y += heightOf(page, row, language);
      page.bottom = y;
    }
  }
  const heading = {
    title: language === 'ru' ? 'Кто за что отвечает' : 'Who answers for what',
    kicker: language === 'ru' ? 'Матрица ответственности (RACI)' : 'Responsibility matrix (RACI)',
  };
  const pen = pageOf(setting.faces).pen;
  const legend = explained.map(([letter, words]) => ({
    width: 8 + pen.wide(words[language], { size: small }),
    draw: (on: Page['pen'], x: number, y: number) => {
      const { fill, color } = fills[letter];
      on.box({ x, y: y - 0.5, width: 6, height: leading(small) + 1, fill, stroke: ink.line, radius: 0.8 });
      on.block([raciLetter(letter)], { x, y, width: 6, align: 'center' }, { size: small, weight: 'bold', color });
      on.block([words[language]], { x: x + 7, y, width: 50 }, { size: small, color: ink.soft });
    },
  }));
  return printOf(setting, { ...heading, legend }, pages.length === 0 ? [pageOf(setting.faces)] : pages);
};
