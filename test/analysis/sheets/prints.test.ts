import { unzlibSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { small } from '../../../src/analysis/sheets/frame.ts';
import { journeyPrint } from '../../../src/analysis/sheets/journey-sheet.ts';
import { organisationPrint } from '../../../src/analysis/sheets/organisation-sheet.ts';
import { pdfOf } from '../../../src/analysis/sheets/pdf.ts';
import { raciPrint } from '../../../src/analysis/sheets/raci-sheet.ts';
import {
  type Format,
  type Mark,
  type Orientation,
  type Paper,
  type Print,
  point,
  type Sheet,
  widthOf,
} from '../../../src/analysis/sheets/sheet.ts';
import { summaryPrint } from '../../../src/analysis/sheets/summary-sheet.ts';
import { svgOf } from '../../../src/analysis/sheets/svg.ts';
import { demoBlueprint } from '../../../src/demo/blueprint/blueprint.ts';
import { type Blueprint, emptyBlueprint } from '../../../src/model/blueprint/blueprint.ts';
import type { DesignFinding } from '../../../src/model/blueprint/finding.ts';
import { faces, settingOf } from './typefaces.ts';

const design = demoBlueprint();
const asOf = '2026-11-29';
const finding = (n: number): DesignFinding => ({
  code: 'cell_without_owner',
  severity: n % 2 === 0 ? 'high' : 'low',
  where: [],
  text: {
    ru: `Клетка ${n}: никто не отвечает за то, что с клиентом будет дальше`,
    en: `Cell ${n}: nobody answers for what comes next`,
  },
  advice: { ru: 'Назначьте', en: 'Appoint' },
  page: 'journey',
  money: { low: 1000, high: 2000 },
});
const known = { findings: [...Array(40).keys()].map(finding), currency: 'RUB' };

const printsOf = (blueprint: Blueprint, language: 'ru' | 'en', format: Format): Print[] => {
  const setting = settingOf(language, format);
  return [
    ...Object.keys(blueprint.journeys).map((id) => journeyPrint(blueprint, id, asOf, setting)),
    organisationPrint(blueprint, setting),
    raciPrint(blueprint, setting),
    summaryPrint(blueprint, known, setting),
  ];
};

type Text = Extract<Mark, { kind: 'text' }>;
const textsOf = ({ marks }: Sheet): Text[] => marks.filter((mark) => mark.kind === 'text');

const reachOf = (mark: Mark): [left: number, top: number, right: number, bottom: number] => {
  switch (mark.kind) {
    case 'box':
    case 'link':
      return [mark.x, mark.y, mark.x + mark.width, mark.y + mark.height];
    case 'text':
      return [mark.x, mark.y - mark.size * point * 0.7, mark.x + mark.width, mark.y + mark.size * point * 0.2];
    default: {
      const [xs, ys] = [mark.spots.map(([x]) => x), mark.spots.map(([, y]) => y)];
      return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
    }
  }
};

const outside = ({ width, height, marks }: Sheet): Mark[] =>
  marks.filter((mark) => {
    const [left, top, right, bottom] = reachOf(mark);
    return left < 0 || top < 0 || right > width || bottom > height || [left, top, right, bottom].some(Number.isNaN);
  });

const overlapping = (sheet: Sheet): string[] => {
  const texts = textsOf(sheet).map((text) => ({ text: text.text, reach: reachOf(text) }));
  return texts.flatMap((a, at) =>
    texts
      .slice(at + 1)
      .filter(
        ({ reach: b }) =>
          Math.min(a.reach[2], b[2]) - Math.max(a.reach[0], b[0]) > 0.05 &&
          Math.min(a.reach[3], b[3]) - Math.max(a.reach[1], b[1]) > 0.05,
      )
      .map((b) => `${a.text} × ${b.text}`),
  );
};

const formats: Format[] = [
  ...(['a4', 'a3'] as Paper[]).flatMap((paper) =>
    (['portrait', 'landscape'] as Orientation[]).map((orientation) => ({ paper, orientation })),
  ),
  'whole',
];

describe.each(formats)('prints on %o', (format) => {
  it.each(['ru', 'en'] as const)('keep everything on the sheet, readable and apart (%s)', (language) => {
    for (const print of printsOf(design, language, format))
      for (const sheet of print.sheets) {
        expect(outside(sheet)).toEqual([]);
        expect(overlapping(sheet)).toEqual([]);
        expect(Math.min(...textsOf(sheet).map(({ size }) => size))).toBeGreaterThanOrEqual(small);
      }
  });
});

/** The demo's design cut to one journey, with words far too long, five cells where there was one, and forty ways out of each. */
const overgrown = (): Blueprint => {
  const long = (text: string): string => `${text} ${'достопримечательность '.repeat(60)}${'ы'.repeat(300)}`.trim();
  const grown = structuredClone(design);
  grown.journeys = { J2: grown.journeys.J2 as Blueprint['journeys'][string] };
  for (const things of [
    grown.cells,
    grown.states,
    grown.touchpoints,
    grown.journeys,
    grown.segments,
    grown.roles,
    grown.idea,
    grown.rungs,
    grown.personas,
  ])
    for (const thing of Object.values(things) as Record<string, unknown>[])
      for (const [field, value] of Object.entries(thing))
        if (typeof value === 'object' && value !== null && 'ru' in value)
          thing[field] = { ru: long(String(value.ru)), en: long(String('en' in value ? value.en : '')) };
  for (const [id, cell] of Object.entries(design.cells))
    for (let n = 0; n < 5; n += 1) {
      grown.cells[`${id}-${n}`] = structuredClone(grown.cells[id] ?? cell);
      for (let to = 0; to < 40 && n === 0; to += 1)
        grown.edges[`${id}-${to}`] = {
          ...Object.values(design.edges)[0],
          journey: cell.journey,
          from: `cell:${id}`,
          to: `cell:${id}-${to % 5}`,
        } as never;
    }
  return grown;
};

it('what is far too much is cut, counted and carried on, never drawn over the edge or over other words', () => {
  for (const format of [
    { paper: 'a4', orientation: 'landscape' },
    { paper: 'a4', orientation: 'portrait' },
  ] as Format[])
    for (const print of printsOf(overgrown(), 'ru', format))
      for (const sheet of print.sheets) {
        expect(outside(sheet).slice(0, 3)).toEqual([]);
        expect(overlapping(sheet).slice(0, 3)).toEqual([]);
      }
});

it('an empty design prints empty sheets with heads and feet', () => {
  const setting = settingOf('ru', { paper: 'a4', orientation: 'landscape' });
  for (const print of [
    ...printsOf(emptyBlueprint(), 'ru', setting.format),
    journeyPrint(emptyBlueprint(), 'J9', asOf, setting),
  ]) {
    expect(print.sheets).toHaveLength(1);
    expect(print.sheets.flatMap(textsOf).map(({ text }) => text)).toContain('Лист 1 из 1');
  }
});

it('every cell of a journey is on one of its sheets, and every sheet repeats its states', () => {
  for (const paper of ['a4', 'a3'] as const) {
    const { sheets } = journeyPrint(design, 'J2', asOf, settingOf('ru', { paper, orientation: 'landscape' }));
    const numbers = sheets.flatMap(textsOf).flatMap(({ text }) => /^(\d+) · \p{L}/u.exec(text)?.[1] ?? []);
    const cells = Object.values(design.cells).filter(({ journey }) => journey === 'J2');
    expect(numbers.map(Number).sort((a, b) => a - b)).toEqual(cells.map((_, at) => at + 1));
    for (const sheet of sheets) expect(textsOf(sheet).some(({ y }) => y > 20 && y < 32)).toBe(true);
  }
});

/** Text of a PDF as a reader gets it: streams unpacked, glyphs turned to letters by the file's own tables. */
const textIn = (pdf: Uint8Array): string => {
  const file = Buffer.from(pdf).toString('latin1');
  const streams = [...file.matchAll(/\/Length (\d+) \/Filter \/FlateDecode[^>]*>>\nstream\n/g)].map((match) => {
    const begin = match.index + match[0].length;
    return Buffer.from(unzlibSync(pdf.subarray(begin, begin + Number(match[1])))).toString('latin1');
  });
  const tables = streams.filter((stream) => stream.includes('beginbfchar'));
  const [regular = '', bold = ''] = tables;
  const lettersOf = (table: string) =>
    new Map(
      [...table.matchAll(/<([0-9a-f]{4})> <([0-9a-f]+)>/g)].map(([, glyph = '', code = '']) => [
        glyph,
        String.fromCharCode(Number.parseInt(code, 16)),
      ]),
    );
  const letters: Record<string, Map<string, string>> = { R: lettersOf(regular), B: lettersOf(bold) };
  return streams
    .flatMap((stream) => [...stream.matchAll(/\/([RB]) [\d.]+ Tf [^<]*<([0-9a-f]*)> Tj/g)])
    .map(([, face = '', glyphs = '']) =>
      (glyphs.match(/.{4}/g) ?? []).map((glyph) => letters[face]?.get(glyph) ?? '').join(''),
    )
    .join('\n');
};

describe('a PDF', () => {
  const print = journeyPrint(design, 'J2', asOf, settingOf('ru', { paper: 'a3', orientation: 'landscape' }));
  const pdf = pdfOf(print, faces);
  const file = Buffer.from(pdf).toString('latin1');

  it('holds its text as letters, Cyrillic and typographic ones too', () => {
    const text = textIn(pdf);
    const wanted = print.sheets.flatMap(textsOf).map((mark) => mark.text);
    expect(text.split('\n')).toEqual(wanted);
    expect(text).toContain('Кофейня: от плавающего вкуса к «воде под измерением»');
    expect(text).toContain('Лист 1 из');
  });

  it('has a page of the paper for every sheet, and its table of objects is right', () => {
    expect(file.match(/\/Type \/Page /g)).toHaveLength(print.sheets.length);
    expect(file).toContain('/MediaBox [0 0 1190.551 841.89]');
    const table = Number(/startxref\n(\d+)/.exec(file)?.[1]);
    const rows = file.slice(table).match(/\d{10} 00000 n/g) ?? [];
    expect(rows.length).toBeGreaterThan(10);
    for (const [at, row] of rows.entries())
      expect(file.slice(Number(row.slice(0, 10)), Number(row.slice(0, 10)) + 10)).toContain(`${at + 1} 0 obj`);
  });

  it('embeds the letters it uses and no more', () => {
    expect(file.match(/\/FontFile2/g)).toHaveLength(2);
    expect(pdf.length).toBeLessThan(120_000);
  });
});

it('an SVG stands alone: its letters are in it, its text is text', () => {
  const { sheets, title } = journeyPrint(design, 'J1', asOf, settingOf('ru', 'whole'));
  const [sheet] = sheets;
  if (sheet === undefined) throw new Error('no sheet');
  const svg = svgOf(sheet, faces, title);
  expect(svg).toContain('data:font/ttf;base64,AAEAAA');
  expect(svg).toContain('>Дом: от мутной воды к подписке</text>');
  expect(svg.match(/<text /g)).toHaveLength(textsOf(sheet).length);
});

it('a text is as wide as its letters', () => {
  expect(widthOf(faces, '', 10, 'regular')).toBe(0);
  const [a, b] = [widthOf(faces, 'Щука', 10, 'regular'), widthOf(faces, ' и №', 10, 'regular')];
  expect(widthOf(faces, 'Щука и №', 10, 'regular')).toBeCloseTo(a + b, 9);
  expect(widthOf(faces, 'Щука', 20, 'regular')).toBeCloseTo(a * 2, 9);
  expect(widthOf(faces, 'Щука', 10, 'bold')).toBeGreaterThan(a);
});
