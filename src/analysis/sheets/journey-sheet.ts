import type { Blueprint } from '../../model/blueprint/blueprint.ts';
import { edgeKinds } from '../../model/blueprint/journey.ts';
import { worded } from '../../model/blueprint/words.ts';
import { salesTypesWords } from '../blueprint/sales-types.ts';
import { type Body, bodyOf, type Heading, type Page, pageOf, printOf, type Setting, small } from './frame.ts';
import { type CardText, cardHeight, cardText, cellsAlong, drawCard, type Journeyed } from './journey-card.ts';
import { type Card, drawSample, drawWays } from './journey-ways.ts';
import { ink, leading, type Pen, penOf } from './pen.ts';
import type { Print } from './sheet.ts';
import { edgeWords, modeWords, ownershipWords } from './words.ts';

const headWidth = 32;
const leastColumn = 32;
const pictureColumn = 44;
/** Half of the strip between cards that ways go through. */
const half = 2.6;
const emptyRow = 9;

type Row = { touchpoint: string; height: number; least: number; slots: { id: string; text: CardText }[][] };

const distinct = <Value>(values: readonly Value[]): Value[] => [...new Set(values)];

const slotHeight = (slot: Row['slots'][number]): number =>
  slot.reduce((total, { text }) => total + cardHeight(text) + 1.5, -1.5);

type Columns = { perSheet: number; width: number };

/** Ways to lay out states that can be read: how many go on a sheet, and how wide they are then. */
const columnsIn = (body: Body, states: number): Columns[] => {
  const perSheetOf = (sheets: number): number => Math.max(1, Math.ceil(states / sheets));
  if (body.width === Number.POSITIVE_INFINITY) return [{ perSheet: perSheetOf(1), width: pictureColumn }];
  const room = body.width - headWidth;
  const least = Math.max(1, Math.ceil(states / Math.floor(room / leastColumn)));
  return [0, 1, 2].map((more) => {
    const perSheet = perSheetOf(least + more);
    return { perSheet, width: Math.min(room / perSheet, 70) };
  });
};

/** What a row is called: the touchpoint, its channel and whose that is. */
const rowHead = (pen: Pen, { blueprint, setting: { language } }: Journeyed, id: string) => {
  const touchpoint = blueprint.touchpoints[id];
  const channel = touchpoint?.channel ? worded(blueprint.channels[touchpoint.channel]?.name, language) : '';
  const whose = touchpoint ? ownershipWords[touchpoint.ownership][language] : '';
  const under = [channel, whose].filter((part) => part !== '').join(' · ');
  return {
    name: pen.wrap(worded(touchpoint?.name, language) || id, { size: 8 }, headWidth - 3, 6),
    under: pen.wrap(under, { size: small }, headWidth - 3, 3),
  };
};

const rowsOf = (journeyed: Journeyed, journeyId: string, states: readonly string[], width: number): Row[] => {
  const { blueprint, setting } = journeyed;
  const pen = penOf(setting.faces);
  const cells = cellsAlong(blueprint, journeyId);
  const listed = blueprint.journeys[journeyId]?.touchpoints ?? [];
  return distinct([...listed, ...cells.map(([, cell]) => cell.touchpoint)]).map((touchpoint) => {
    const slots = states.map((state) =>
      cells
        .filter(([, cell]) => cell.state === state && cell.touchpoint === touchpoint)
        .map(([id, cell]) => ({ id, text: cardText(pen, journeyed, id, cell, width - 2 * half) })),
    );
    const { name, under } = rowHead(pen, journeyed, touchpoint);
    const least = Math.max(emptyRow, name.length * leading(8) + under.length * leading(small) + 3);
    const cardsHeight = Math.max(0, ...slots.filter((slot) => slot.length > 0).map(slotHeight));
    return { touchpoint, slots, least, height: Math.max(least, cardsHeight + 2 * half) };
  });
};

/** A row whose cards under each other are taller than a sheet goes on in another of the same name. */
const splitRow = (row: Row, room: number): Row[] => {
  if (row.height <= room) return [row];
  const parts = row.slots.map((slot) => {
    const chunks: Row['slots'] = [[]];
    for (const card of slot) {
      const last = chunks.at(-1) ?? [];
      if (last.length > 0 && slotHeight([...last, card]) > room - 2 * half) chunks.push([card]);
      else last.push(card);
    }
    return chunks;
  });
  const count = Math.max(...parts.map((chunks) => chunks.length));
  return [...Array(count).keys()].map((at) => {
    const slots = parts.map((chunks) => chunks[at] ?? []);
    const cards = Math.max(0, ...slots.filter((slot) => slot.length > 0).map(slotHeight));
    return { ...row, slots, height: Math.max(row.least, cards + 2 * half) };
  });
};

/** Rows that fit a sheet one after another; a row taller than a sheet has one for itself. */
const inSheets = (rows: readonly Row[], room: number): Row[][] => {
  const sheets: Row[][] = [];
  let left = 0;
  for (const row of rows.flatMap((each) => splitRow(each, room))) {
    if (sheets.length === 0 || row.height > left) {
      sheets.push([]);
      left = room;
    }
    sheets.at(-1)?.push(row);
    left -= row.height;
  }
  return sheets;
};

const stateHeads = (page: Page, { blueprint, setting }: Journeyed, states: readonly string[], width: number) =>
  states.map((id) => {
    const state = blueprint.states[id];
    const inner = width - 2 * half;
    return {
      name: page.pen.wrap(worded(state?.name, setting.language) || id, { size: 8.5, weight: 'bold' }, inner, 3),
      question: page.pen.wrap(worded(state?.question, setting.language), { size: small }, inner, 4),
    };
  });
type StateHead = ReturnType<typeof stateHeads>[number];

const headHeightOf = (heads: readonly StateHead[]): number =>
  Math.max(0, ...heads.map(({ name, question }) => name.length * leading(8.5) + question.length * leading(small))) + 3;

const drawHeads = (page: Page, heads: readonly StateHead[], body: Body, width: number): void => {
  const height = headHeightOf(heads);
  for (const [at, { name, question }] of heads.entries()) {
    const x = body.x + headWidth + at * width + half;
    page.pen.box({
      x: x - 1,
      y: body.y,
      width: width - 2 * half + 2,
      height: height - 1,
      fill: ink.accentSoft,
      radius: 1.2,
    });
    const used = page.pen.block(name, { x, y: body.y + 1, width: width - 2 * half }, { size: 8.5, weight: 'bold' });
    page.pen.block(question, { x, y: body.y + 1 + used, width: width - 2 * half }, { size: small, color: ink.soft });
  }
};

const drawRow = (page: Page, journeyed: Journeyed, row: Row, y: number, body: Body, width: number): void => {
  const { pen } = page;
  const right = body.x + headWidth + row.slots.length * width;
  pen.line({
    spots: [
      [body.x, y],
      [right, y],
    ],
    color: ink.hair,
    thickness: 0.2,
  });
  const { name, under } = rowHead(pen, journeyed, row.touchpoint);
  const at = { x: body.x, y: y + 1.5, width: headWidth - 3 };
  const used = pen.block(name, at, { size: 8 });
  pen.block(under, { ...at, y: at.y + used }, { size: small, color: ink.faint });
};

const drawSheet = (
  journeyed: Journeyed,
  heads: readonly StateHead[],
  rows: readonly Row[],
  body: Body,
  width: number,
): Page => {
  const page = pageOf(journeyed.setting.faces);
  drawHeads(page, heads, body, width);
  const cards = new Map<string, Card>();
  const gaps: number[] = [];
  let y = body.y + headHeightOf(heads);
  const pending: (() => void)[] = [];
  for (const [rowAt, row] of rows.entries()) {
    drawRow(page, journeyed, row, y, body, width);
    gaps.push(y + half / 2);
    for (const [column, slot] of row.slots.entries()) {
      let top = y + half;
      for (const { id, text } of slot) {
        const at = { x: body.x + headWidth + column * width + half, y: top, width: width - 2 * half };
        const height = cardHeight(text);
        cards.set(id, { ...at, height, column, row: rowAt });
        pending.push(() => drawCard(page.pen, journeyed, id, text, at));
        top += height + 1.5;
      }
    }
    y += row.height;
  }
  const columns = heads.map((_, at) => body.x + headWidth + at * width);
  const ways = journeyed.edges
    .filter(({ from, to }) => from.startsWith('cell:') && to.startsWith('cell:'))
    .map(({ from, to, kind }) => ({ from: from.slice(5), to: to.slice(5), kind }));
  drawWays(page.pen, ways, cards, {
    columns: [...columns, body.x + headWidth + heads.length * width],
    rows: gaps,
    half: half - 0.4,
  });
  for (const draw of pending) draw();
  page.bottom = y;
  page.right = body.x + headWidth + heads.length * width + half;
  return page;
};

const headingOf = ({ blueprint, setting: { language, faces } }: Journeyed, journeyId: string): Heading => {
  const journey = blueprint.journeys[journeyId];
  const pen = penOf(faces);
  const segment = journey?.segment ? worded(blueprint.segments[journey.segment]?.name, language) : '';
  const rungs = (journey?.rungs ?? [])
    .map((id) => worded(blueprint.rungs[id]?.name, language))
    .filter((name) => name !== '');
  const kind = language === 'ru' ? 'Путь клиента' : 'Customer journey';
  return {
    title: worded(journey?.name, language) || journeyId,
    kicker: [
      kind,
      journey ? modeWords[journey.mode][language] : '',
      segment,
      rungs.join(', '),
      salesTypesWords(journey?.salesTypes ?? [])[language],
    ]
      .filter((part) => part !== '')
      .join(' · '),
    legend: edgeKinds.map((way) => ({
      width: 8 + pen.wide(edgeWords[way][language], { size: small }),
      draw: (on, x, y) => {
        drawSample(on, x, y + leading(small) / 2, way);
        on.block([edgeWords[way][language]], { x: x + 7, y, width: 30 }, { size: small, color: ink.soft });
      },
    })),
  };
};

const pagesOf = (
  journeyed: Journeyed,
  journeyId: string,
  states: readonly string[],
  body: Body,
  { perSheet, width }: Columns,
): Page[] => {
  const pages: Page[] = [];
  for (let first = 0; first < Math.max(1, states.length); first += perSheet) {
    const some = states.slice(first, first + perSheet);
    const heads = stateHeads(pageOf(journeyed.setting.faces), journeyed, some, width);
    const all = rowsOf(journeyed, journeyId, some, width);
    const rows = states.length > perSheet ? all.filter(({ slots }) => slots.some((slot) => slot.length > 0)) : all;
    const sheets = inSheets(rows, body.height - headHeightOf(heads));
    for (const sheet of sheets.length === 0 ? [[]] : sheets)
      pages.push(drawSheet(journeyed, heads, sheet, body, width));
  }
  return pages;
};

/**
 * A journey as a print: decision states across, touchpoints down, cells as cards, ways between them.
 *
 * Larger than a sheet it goes on: first down, then to the next states; every sheet repeats the names of its rows and columns. Cells have
 * numbers, by which a way says where it goes; ways within a sheet are drawn too. Rows that are empty on a sheet of a wide journey are left out.
 */
export const journeyPrint = (blueprint: Blueprint, journeyId: string, asOf: string, setting: Setting): Print => {
  const cells = cellsAlong(blueprint, journeyId);
  const journeyed: Journeyed = {
    blueprint,
    setting,
    asOf,
    numbers: new Map(cells.map(([id], at) => [id, at + 1])),
    edges: Object.values(blueprint.edges).filter(({ journey }) => journey === journeyId),
  };
  const states = distinct([...(blueprint.journeys[journeyId]?.states ?? []), ...cells.map(([, { state }]) => state)]);
  const body = bodyOf(setting.format);
  const laidOut = columnsIn(body, states.length).map((columns) => pagesOf(journeyed, journeyId, states, body, columns));
  const [first, ...others] = laidOut;
  const pages = others.reduce((best, each) => (each.length < best.length ? each : best), first ?? []);
  return printOf(setting, headingOf(journeyed, journeyId), pages);
};
