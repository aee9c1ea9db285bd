import type { Blueprint } from '../../model/blueprint/blueprint.ts';
import type { DesignFinding } from '../../model/blueprint/finding.ts';
import { thingsOf } from '../../model/blueprint/things.ts';
import { worded } from '../../model/blueprint/words.ts';
import { nameOf } from '../blueprint/names.ts';
import { roleLoads } from '../organisation/capacity.ts';
import { designedCells } from '../organisation/journey-cells.ts';
import { structureOf } from '../organisation/structure.ts';
import { moneyWords } from '../organisation/words.ts';
import { bodyOf, chip, type Page, pageOf, printOf, type Setting, small } from './frame.ts';
import { ink, leading } from './pen.ts';
import type { Format, Print, papers } from './sheet.ts';
import { ideaWords, numberWords, severityWords } from './words.ts';

type Place = { page: Page; x: number; width: number; setting: Setting; blueprint: Blueprint };

const section = ({ page, x, width }: Place, y: number, title: string): number => {
  page.pen.words(title, { x, y, width }, { size: 9.5, weight: 'bold', color: ink.accent });
  page.pen.line({
    spots: [
      [x, y + leading(9.5) + 0.4],
      [x + width, y + leading(9.5) + 0.4],
    ],
    color: ink.line,
    thickness: 0.2,
  });
  return y + leading(9.5) + 1.8;
};

const paragraph = (
  { page, x, width }: Place,
  y: number,
  text: string,
  size: number,
  most: number,
  look: { weight?: 'bold'; color?: string } = {},
): number =>
  y + page.pen.block(page.pen.wrap(text, { size, ...look }, width, most), { x, y, width }, { size, ...look });

/** What does not fit is counted. */
const more = (place: Place, y: number, left: number): number => {
  if (left <= 0) return y;
  const text = place.setting.language === 'ru' ? `и ещё ${left}` : `and ${left} more`;
  return paragraph(place, y, text, small, 1, { color: ink.faint });
};

const idea = (place: Place, begin: number): number => {
  const { blueprint, setting } = place;
  const { language } = setting;
  let y = section(place, begin, language === 'ru' ? 'Идея' : 'The idea');
  for (const [, element] of thingsOf(blueprint, 'idea').slice(0, 5)) {
    y = paragraph(place, y, ideaWords[element.key][language], small, 1, { color: ink.faint });
    y = paragraph(place, y, worded(element.text, language), 7.5, 3) + 0.6;
  }
  return y;
};

const segments = (place: Place, begin: number): number => {
  const { blueprint, setting } = place;
  const { language } = setting;
  let y = section(place, begin, language === 'ru' ? 'Сегменты и персоны' : 'Segments and personas');
  const all = thingsOf(blueprint, 'segments');
  for (const [id, segment] of all.slice(0, 5)) {
    const personas = thingsOf(blueprint, 'personas').filter(([, persona]) => persona.segment === id);
    y = paragraph(place, y, worded(segment.name, language) || id, 7.5, 2, { weight: 'bold' });
    const names = personas.map(([, persona]) => worded(persona.name, language)).join(', ');
    if (names !== '') y = paragraph(place, y, names, small, 2, { color: ink.soft });
    y += 0.6;
  }
  return more(place, y, all.length - 5);
};

const pyramid = (place: Place, begin: number): number => {
  const { blueprint, setting, page, x, width } = place;
  const { language } = setting;
  let y = section(place, begin, language === 'ru' ? 'Пирамида ценности' : 'The value pyramid');
  const rungs = thingsOf(blueprint, 'rungs').toSorted(([, a], [, b]) => b.level - a.level);
  const shown = rungs.slice(0, 7);
  for (const [at, [id, rung]] of shown.entries()) {
    const wide = width * (0.62 + (0.38 * (at + 1)) / shown.length);
    const left = x + (width - wide) / 2;
    const name = page.pen.wrap(worded(rung.name, language) || id, { size: 7.5, weight: 'bold' }, wide - 4, 1);
    const goal = page.pen.wrap(worded(rung.goal, language), { size: small }, wide - 4, 1);
    const height = name.length * leading(7.5) + goal.length * leading(small) + 2;
    page.pen.box({ x: left, y, width: wide, height, fill: ink.accentSoft, radius: 1 });
    const used = page.pen.block(
      name,
      { x: left + 2, y: y + 1, width: wide - 4, align: 'center' },
      { size: 7.5, weight: 'bold' },
    );
    page.pen.block(
      goal,
      { x: left + 2, y: y + 1 + used, width: wide - 4, align: 'center' },
      { size: small, color: ink.soft },
    );
    y += height + 0.8;
  }
  return more(place, y, rungs.length - 7);
};

const journeys = (place: Place, begin: number, bottom: number): number => {
  const { blueprint, setting, page, x, width } = place;
  const { language } = setting;
  const ru = language === 'ru';
  let y = section(
    place,
    begin,
    ru ? 'Пути по состояниям решения (клеток в каждом)' : 'Journeys through decision states (cells in each)',
  );
  const all = thingsOf(blueprint, 'journeys').filter(([, { mode }]) => mode === 'designed');
  let shown = 0;
  for (const [id, journey] of all.slice(0, 6)) {
    if (y > bottom - 20) break;
    shown += 1;
    y = paragraph(place, y, worded(journey.name, language) || id, 7.5, 1, { weight: 'bold' }) + 0.4;
    let left = x;
    for (const state of journey.states) {
      const n = Object.values(blueprint.cells).filter((cell) => cell.journey === id && cell.state === state).length;
      const [name = ''] = page.pen.wrap(
        worded(blueprint.states[state]?.name, language) || state,
        { size: small },
        42,
        1,
      );
      const text = `${name} ${n}`;
      const wide = page.pen.wide(text, { size: small }) + 3;
      if (left + wide > x + width && left > x) {
        left = x;
        y += leading(small) + 1.6;
      }
      chip(page.pen, text, left, y, n === 0 ? ink.backSoft : ink.sunk, n === 0 ? ink.backInk : ink.soft);
      left += wide + 1.2;
    }
    y += leading(small) + 2.4;
  }
  return more(place, y, all.length - shown);
};

const owners = (place: Place, begin: number, bottom: number): number => {
  const { blueprint, setting, page, x, width } = place;
  const { language } = setting;
  const ru = language === 'ru';
  let y = section(place, begin, ru ? 'Кто отвечает за стадии' : 'Who answers for the stages');
  const heads = structureOf(blueprint).heads;
  const nobody = ru ? 'нет одного ответственного' : 'no single owner';
  const stages = [...new Set(heads.map((head) => head.stage))];
  for (const [at, stage] of stages.entries()) {
    if (y > bottom - 16) return more(place, y, stages.length - at);
    const own = heads.filter((head) => head.stage === stage);
    const names = [
      ...new Set(
        own.flatMap(({ head }) => (head === null ? [] : [worded(blueprint.roles[head]?.name, language) || head])),
      ),
    ];
    const gaps = own.filter(({ head }) => head === null);
    const gap =
      gaps.length === own.length
        ? nobody
        : `${nobody}: ${gaps.map(({ segment }) => (segment ? worded(blueprint.segments[segment]?.name, language) : ru ? 'все' : 'all')).join(', ')}`;
    const column = width * 0.3;
    page.pen.words(
      nameOf(blueprint, { collection: 'stages', id: stage })[language],
      { x, y, width: column - 1 },
      { size: 7.5 },
    );
    const right = { ...place, x: x + column, width: width - column };
    const top = y;
    if (names.length > 0) y = paragraph(right, y, names.join(', '), 7.5, 2, { weight: 'bold' });
    if (gaps.length > 0) y = paragraph(right, y, gap, small, 2, { color: ink.backInk });
    y = Math.max(y, top + leading(7.5)) + 0.5;
  }
  return y;
};

const capacity = (place: Place, begin: number, all: readonly DesignFinding[]): number => {
  const { blueprint, setting, page, x, width } = place;
  const { language } = setting;
  const ru = language === 'ru';
  let y = section(place, begin, ru ? 'Хватает ли людей' : 'Whether people suffice');
  const loads = roleLoads(blueprint);
  const hours = designedCells(blueprint).reduce((sum, { hoursMonth }) => sum + (hoursMonth ?? 0), 0);
  const have = loads.reduce((sum, load) => sum + load.have, 0);
  const total = ru
    ? `Ставок ${numberWords(have, language)}, работы на путях ${numberWords(Math.round(hours), language)} ч в месяц`
    : `${numberWords(have, language)} positions, ${numberWords(Math.round(hours), language)} hours of journey work a month`;
  y = paragraph(place, y, total, 7.5, 2) + 0.6;
  const short = loads
    .filter((load) => load.hours > 0 && load.slackHours < -1)
    .toSorted((a, b) => a.slackHours - b.slackHours);
  const bar = width * 0.3;
  for (const load of short.slice(0, 5)) {
    const lack = `${numberWords(Math.round(load.hours), language)} / ${numberWords(Math.round(load.haveHours), language)} ${ru ? 'ч' : 'h'}`;
    page.pen.words(worded(blueprint.roles[load.role]?.name, language), { x, y, width: width * 0.42 }, { size: small });
    const left = x + width * 0.44;
    page.pen.box({ x: left, y: y + 0.7, width: bar, height: 1.8, fill: ink.backSoft });
    const part = Math.min(1, load.haveHours / load.hours);
    if (part > 0) page.pen.box({ x: left, y: y + 0.7, width: bar * part, height: 1.8, fill: ink.accent });
    page.pen.words(
      lack,
      { x: left + bar + 1, y, width: width - bar - width * 0.44 - 1, align: 'right' },
      { size: small, color: ink.backInk },
    );
    y += leading(small) + 0.5;
  }
  // What targets ask for is told too: people may suffice today and not for the goal.
  const ahead = all.filter(({ code }) => code === 'capacity_short');
  if (short.length === 0) {
    const enough = ru ? 'Людей хватает на работу по проекту.' : 'There are people for the work as designed.';
    y = paragraph(place, y, enough, small, 1, { color: ink.soft });
  }
  for (const { text } of ahead.slice(0, 2)) y = paragraph(place, y, text[language], small, 4, { color: ink.backInk });
  return more(place, y, short.length - 5);
};

const findings = (
  place: Place,
  begin: number,
  bottom: number,
  all: readonly DesignFinding[],
  currency: string,
): number => {
  const { language } = place.setting;
  const ru = language === 'ru';
  let y = section(place, begin, ru ? 'Что поправить' : 'What to mend');
  const counts = (['high', 'medium', 'low'] as const)
    .map(
      (severity) => `${severityWords[severity][language]}: ${all.filter((each) => each.severity === severity).length}`,
    )
    .join(' · ');
  y = paragraph(place, y, counts, small, 1, { color: ink.faint }) + 0.6;
  let shown = 0;
  for (const { text, money, severity } of all) {
    const stake =
      money === undefined ? '' : ` — ${moneyWords(money.high, currency)[language]} ${ru ? 'в год' : 'a year'}`;
    const lines = place.page.pen.wrap(text[language] + stake, { size: small }, place.width - 3, 3);
    if (y + (lines.length + 1) * leading(small) + 0.6 > bottom) break;
    place.page.pen.box({
      x: place.x,
      y: y + 0.9,
      width: 1.3,
      height: 1.3,
      fill: severity === 'high' ? ink.back : ink.develop,
      radius: 0.65,
    });
    y += place.page.pen.block(lines, { x: place.x + 3, y, width: place.width - 3 }, { size: small }) + 0.6;
    shown += 1;
  }
  return more(place, y, all.length - shown);
};

/** A summary is one sheet: what is asked for as a picture is drawn as an upright A4. */
const oneSheet = (format: Format): { paper: (typeof papers)[number]; orientation: 'portrait' } => ({
  paper: format === 'whole' ? 'a4' : format.paper,
  orientation: 'portrait',
});

/** The whole design on one upright sheet: idea, segments, value pyramid, journeys, owners, capacity, findings. What does not fit is counted. */
export const summaryPrint = (
  blueprint: Blueprint,
  known: { findings: readonly DesignFinding[]; currency: string },
  wanted: Setting,
): Print => {
  const setting = { ...wanted, format: oneSheet(wanted.format) };
  const { language } = setting;
  const page = pageOf(setting.faces);
  const body = bodyOf(setting.format);
  const bottom = body.y + body.height;
  const column = (body.width - 8) / 2;
  const left: Place = { page, x: body.x, width: column, setting, blueprint };
  const right: Place = { ...left, x: body.x + column + 8 };
  const ideaEnd = idea(left, body.y);
  const segmentsEnd = segments(left, ideaEnd + 2);
  const pyramidEnd = pyramid(right, body.y);
  const capacityEnd = capacity(right, pyramidEnd + 2, known.findings);
  const journeysEnd = journeys({ ...left, width: body.width }, Math.max(segmentsEnd, capacityEnd) + 2, bottom - 40);
  owners(left, journeysEnd + 2, bottom);
  findings(right, journeysEnd + 2, bottom, known.findings, known.currency);
  page.right = body.x + body.width;
  page.bottom = bottom;
  const heading = {
    title: language === 'ru' ? 'Проект маркетинга и продаж' : 'The design of marketing and sales',
    kicker: language === 'ru' ? 'Всё на одном листе' : 'All on one page',
  };
  return printOf(setting, heading, [page]);
};
