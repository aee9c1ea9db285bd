import type { Report, ReportRow, Told } from '../audit-report/report.ts';
import { reportWords } from '../audit-report/words.ts';
import { bodyOf, type Page, pageOf, printOf, type Setting, small } from './frame.ts';
import { ink, type Letters, leading } from './pen.ts';
import type { Print } from './sheet.ts';

type Place = { page: Page; x: number; width: number; language: 'ru' | 'en'; addressOf: (link: string) => string };

/** Words under each other that lead somewhere; gives where they end. */
const linked = (place: Place, y: number, text: string, link: string | null, letters: Letters, most: number): number => {
  const { page, x, width } = place;
  const lines = page.pen.wrap(text, letters, width, most);
  const height = page.pen.block(lines, { x, y, width }, letters);
  if (link !== null && lines.length > 0) page.pen.link({ x, y, width, height, address: place.addressOf(link) });
  return y + height;
};

const told = (place: Place, y: number, { text, link }: Told, letters: Letters, most: number): number =>
  linked(place, y, text[place.language], link, letters, most);

const heading = (place: Place, y: number, title: string): number => {
  const end = linked(place, y, title, null, { size: 11, weight: 'bold', color: ink.accent }, 1) + 0.6;
  place.page.pen.line({
    spots: [
      [place.x, end],
      [place.x + place.width, end],
    ],
    color: ink.line,
    thickness: 0.2,
  });
  return end + 2;
};

const sentence: Letters = { size: 8.5 };
const afterMark = 3.4;
const between = 0.9;

/** What is to be said, and in how many lines each at most. */
type List = { all: readonly Told[]; most: number };

const heightsOf = ({ page, width, language }: Place, { all, most }: List): number[] =>
  all.map(
    ({ text }) =>
      page.pen.wrap(text[language], sentence, width - afterMark, most).length * leading(sentence.size) + between,
  );

/** How many sentences of a list stand between two heights. */
const fitting = (place: Place, begin: number, bottom: number, list: List): number => {
  let y = begin;
  const over = heightsOf(place, list).findIndex((height) => {
    y += height;
    return y - between > bottom;
  });
  return over === -1 ? list.all.length : over;
};

/** Sentences under each other with a mark before each. */
const listed = (place: Place, begin: number, { all, most }: List): number => {
  const inner = { ...place, x: place.x + afterMark, width: place.width - afterMark };
  let y = begin;
  for (const one of all) {
    place.page.pen.box({ x: place.x, y: y + 1.35, width: 1.2, height: 1.2, fill: ink.accent, radius: 0.6 });
    y = told(inner, y, one, sentence, most) + between;
  }
  return y;
};

/** As many of them as there is room for; the rest is counted. */
const list = (place: Place, begin: number, bottom: number, whole: List): number => {
  const { all } = whole;
  if (fitting(place, begin, bottom, whole) === all.length) return listed(place, begin, whole);
  const first = fitting(place, begin, bottom - leading(sentence.size), whole);
  const y = listed(place, begin, { ...whole, all: all.slice(0, first) });
  const rest = reportWords.more[place.language].replace('{n}', String(all.length - first));
  return linked({ ...place, x: place.x + afterMark }, y, rest, '/audit', { size: 8, color: ink.faint }, 1);
};

const opening = (place: Place, begin: number, report: Report): number => {
  const { page, x, width, language } = place;
  const column = 78;
  const total = String(report.total);
  page.pen.block([total], { x, y: begin - 2, width: column }, { size: 46, weight: 'bold' });
  const beside = x + page.pen.wide(total, { size: 46, weight: 'bold' }) + 2.5;
  page.pen.block(
    [reportWords.outOf[language]],
    { x: beside, y: begin + 8.6, width: 30 },
    { size: 14, color: ink.soft },
  );
  page.pen.link({ x, y: begin, width: column, height: 18, address: place.addressOf('/audit') });
  let left = begin + 20;
  for (const one of report.summary.slice(0, 5))
    left = told({ ...place, width: column }, left, one, { size: 8.5, color: ink.soft }, 3) + 0.9;
  const right = weakest({ ...place, x: x + column + 8, width: width - column - 8 }, begin, report);
  return Math.max(left, right);
};

const weakest = (place: Place, begin: number, { weakest: link }: Report): number => {
  const { page, language } = place;
  const inner = { ...place, x: place.x + 5, width: place.width - 10 };
  const box = page.pen.marks.length;
  let y = begin + 4;
  y = linked(inner, y, reportWords.weakest[language], null, { size: 9, color: ink.developInk }, 1) + 0.8;
  if (link === null) y = linked(inner, y, reportWords.weakestNone[language], '/data?tab=files', { size: 10 }, 4);
  else {
    y = told(inner, y, link.question, { size: 9, color: ink.soft }, 1) + 0.6;
    const money: Letters = { size: 17, weight: 'bold', color: ink.developInk };
    if (link.amount) y = told(inner, y, link.amount, money, 2) + 1.2;
    y = told(inner, y, link.text, { size: 10.5, weight: 'bold' }, 5) + 1;
    y = told(inner, y, link.why, { size: 8.5, color: ink.soft }, 5);
  }
  y += 4;
  // It lies under its words, though its height is known only once they stand.
  page.pen.box({ x: place.x, y: begin, width: place.width, height: y - begin, fill: ink.developSoft, radius: 2.4 });
  const [sheet] = page.pen.marks.splice(-1, 1);
  if (sheet) page.pen.marks.splice(box, 0, sheet);
  return y;
};

const names = 46;
const scale = 58;
const scoreWidth = 11;

const profileRow = (place: Place, y: number, height: number, row: ReportRow): void => {
  const { page, x, width, language } = place;
  const { pen } = page;
  const middle = y + height / 2;
  const from = x + names + 4;
  const spot = (score: number): number => from + (score / 4) * scale;
  const name = pen.wrap(`${row.q}. ${row.name[language]}`, { size: 9, weight: 'bold' }, names, 2);
  pen.block(name, { x, y: middle - (name.length * leading(9)) / 2, width: names }, { size: 9, weight: 'bold' });
  for (const level of [0, 1, 2, 3, 4])
    pen.line({
      spots: [
        [spot(level), middle - 2.6],
        [spot(level), middle + 2.6],
      ],
      color: ink.line,
      thickness: 0.2,
    });
  if (row.final > 0)
    pen.box({
      x: from,
      y: middle - 1.3,
      width: spot(row.final) - from,
      height: 2.6,
      fill: ink.accentSoft,
      radius: 0.4,
    });
  if (row.survey !== null && row.survey !== row.evidence)
    pen.line({
      spots: [
        [spot(row.evidence), middle],
        [spot(row.survey), middle],
      ],
      color: row.survey > row.evidence ? ink.develop : ink.acquire,
      thickness: 0.5,
    });
  evidenceMark(place, spot(row.evidence), middle);
  if (row.survey !== null)
    peopleMark(place, spot(row.survey), middle, row.survey === row.evidence ? ink.accent : ink.paper);
  const score = x + names + scale + 8;
  const letters: Letters = { size: 14, weight: 'bold', color: row.unequivocal ? ink.text : ink.faint };
  pen.block(
    [String(row.final)],
    { x: score, y: middle - leading(14) / 2, width: scoreWidth - 3, align: 'center' },
    letters,
  );
  const words = { ...place, x: score + scoreWidth, width: width - names - scale - 8 - scoreWidth };
  const why = pen.wrap(row.why.text[language], { size: 7.5 }, words.width, 4);
  pen.block(
    why,
    { x: words.x, y: middle - (why.length * leading(7.5)) / 2, width: words.width },
    { size: 7.5, color: ink.soft },
  );
  pen.link({ x, y, width, height, address: place.addressOf(row.why.link) });
};

const evidenceMark = ({ page: { pen } }: Place, x: number, y: number): void =>
  void pen.box({ x: x - 1.5, y: y - 1.5, width: 3, height: 3, fill: ink.accent, radius: 0.6 });

/** A ring; where data say the same their mark fills it. */
const peopleMark = ({ page: { pen } }: Place, x: number, y: number, inside: string = ink.paper): void => {
  pen.box({ x: x - 1.7, y: y - 1.7, width: 3.4, height: 3.4, fill: ink.result, radius: 1.7 });
  pen.box({ x: x - 1, y: y - 1, width: 2, height: 2, fill: inside, radius: 1 });
};

const profile = (place: Place, begin: number, bottom: number, report: Report): void => {
  const { page, x, width, language } = place;
  let y = heading(place, begin, reportWords.profile[language]);
  const legend = 7;
  for (const level of [0, 1, 2, 3, 4])
    page.pen.block(
      [String(level)],
      { x: x + names + 2 + (level / 4) * scale, y: y - 1, width: 4, align: 'center' },
      { size: 7.5, color: ink.faint },
    );
  y += 2.6;
  const height = Math.min(17.4, (bottom - y - legend) / report.rows.length);
  for (const [at, row] of report.rows.entries()) {
    if (at > 0)
      page.pen.line({
        spots: [
          [x, y],
          [x + width, y],
        ],
        color: ink.hair,
        thickness: 0.2,
      });
    profileRow(place, y, height, row);
    y += height;
  }
  const words: Letters = { size: 8, color: ink.soft };
  let left = x + names + 4;
  for (const [name, mark] of [
    ['byData', evidenceMark],
    ['byPeople', peopleMark],
  ] as const) {
    mark(place, left + 1.7, y + 4);
    left += 5;
    page.pen.words(reportWords[name][language], { x: left, y: y + 2.2, width: 40 }, words);
    left += page.pen.wide(reportWords[name][language], words) + 6;
  }
  page.pen.box({ x: left, y: y + 2.7, width: 6, height: 2.6, fill: ink.accentSoft, radius: 0.4 });
  page.pen.words(reportWords.counts[language], { x: left + 8, y: y + 2.2, width: 40 }, words);
};

/** More than these would leave no room for what else the sheet tells; the rest is counted. */
const mostPrices = 6;

const prices = (place: Place, begin: number, report: Report): number => {
  const { language, x, width } = place;
  let y = heading(place, begin, reportWords.prices[language]);
  if (report.prices.length === 0)
    return linked(place, y, reportWords.pricesNone[language], '/audit', { size: 8.5, color: ink.soft }, 2);
  for (const { amount, what, how } of report.prices.slice(0, mostPrices)) {
    const column = 54;
    const letters: Letters = { size: 9.5, weight: 'bold', color: ink.developInk };
    const left = told({ ...place, width: column - 3 }, y, amount, letters, 2);
    const right = { ...place, x: x + column, width: width - column };
    const end = told(right, y, what, { size: 9, weight: 'bold' }, 2);
    y = Math.max(left, told(right, end, how, { size: 8, color: ink.soft }, 2)) + 1.6;
  }
  const rest = report.prices.length - mostPrices;
  if (rest <= 0) return y;
  const words = reportWords.more[language].replace('{n}', String(rest));
  return linked({ ...place, x: x + 54, width: width - 54 }, y, words, '/audit', { size: 8, color: ink.faint }, 1);
};

const steps = (place: Place, begin: number, report: Report): number => {
  const { page, language } = place;
  let y = heading(place, begin, reportWords.steps[language]);
  if (report.steps.length === 0)
    return linked(place, y, reportWords.stepsNone[language], '/audit', { size: 8.5, color: ink.soft }, 1);
  const inner = { ...place, x: place.x + 10, width: place.width - 10 };
  for (const [at, step] of report.steps.entries()) {
    page.pen.box({ x: place.x, y: y + 0.3, width: 7, height: 7, fill: ink.accent, radius: 3.5 });
    const number: Letters = { size: 10, weight: 'bold', color: ink.paper };
    page.pen.block([String(at + 1)], { x: place.x, y: y + 1.5, width: 7, align: 'center' }, number);
    y = told(inner, y, step.title, { size: 10, weight: 'bold' }, 2);
    y = told(inner, y, step.why, { size: 8.5, color: ink.soft }, 3);
    const expected = reportWords.expected[language] + step.expected.text[language];
    y = linked(inner, y, expected, step.expected.link, { size: 8.5 }, 2);
    y = told(inner, y, step.terms, { size: 8, color: ink.faint }, 1) + 2.4;
  }
  return y;
};

/** How many people named each element of the idea. */
const elements = (place: Place, begin: number, report: Report): number => {
  const { page, language, x, width } = place;
  if (report.elements.length === 0) return begin;
  const caption: Letters = { size: 8, color: ink.faint };
  let y = linked(place, begin, reportWords.elements[language], report.elements[0]?.link ?? null, caption, 1) + 0.6;
  for (const { name, accuracy, link } of report.elements.slice(0, 6)) {
    const bar = { x: x + width * 0.48, width: width * 0.36 };
    page.pen.words(name[language], { x, y, width: width * 0.46 }, { size: 8.5 });
    page.pen.box({ x: bar.x, y: y + 1, width: bar.width, height: 2, fill: ink.hair, radius: 1 });
    if (accuracy > 0)
      page.pen.box({ x: bar.x, y: y + 1, width: bar.width * accuracy, height: 2, fill: ink.result, radius: 1 });
    const share = new Intl.NumberFormat(language, { style: 'percent' }).format(accuracy);
    page.pen.words(
      share,
      { x: bar.x + bar.width, y, width: width * 0.16, align: 'right' },
      { size: 8.5, weight: 'bold' },
    );
    page.pen.link({ x, y, width, height: leading(8.5), address: place.addressOf(link) });
    y += leading(8.5) + 0.5;
  }
  return y + 1.6;
};

/** Whether people agree, at the left, and what nobody knows, at the right; what finds no room at the left goes on beneath the right, where it does. */
const peopleAndUnknown = (place: Place, begin: number, bottom: number, report: Report): void => {
  const { language } = place;
  const column = (place.width - 8) / 2;
  const left: Place = { ...place, width: column };
  const right: Place = { ...left, x: place.x + column + 8 };
  const soft: Letters = { size: 8.5, color: ink.soft };
  const top = heading(right, begin, reportWords.unknown[language]);
  const under =
    report.unknown.length === 0
      ? linked(right, top, reportWords.unknownNone[language], '/audit', soft, 2)
      : list(right, top, bottom, { all: report.unknown, most: 7 });
  let y = heading(left, begin, reportWords.agreement[language]);
  if (report.agreement.length === 0) {
    linked(left, y, reportWords.agreementNone[language], '/audit/survey', soft, 2);
    return;
  }
  y = elements(left, y, report);
  const whole: List = { all: report.agreement, most: 3 };
  const first = fitting(left, y, bottom, whole);
  const rest: List = { ...whole, all: whole.all.slice(first) };
  const goesOn = under + 4 + leading(8) + 0.8;
  if (fitting(right, goesOn, bottom, rest) < rest.all.length) {
    list(left, y, bottom, whole);
    return;
  }
  listed(left, y, { ...whole, all: whole.all.slice(0, first) });
  if (rest.all.length === 0) return;
  linked(right, under + 4, reportWords.agreementGoesOn[language], '/audit', { size: 8, color: ink.faint }, 1);
  listed(right, goesOn, rest);
};

/** The report of an audit on two upright sheets of A4; every part of it leads to where its number opens. */
export const auditPrint = (
  report: Report,
  addressOf: (link: string) => string,
  wanted: Omit<Setting, 'format'>,
): Print => {
  const setting: Setting = { ...wanted, format: { paper: 'a4', orientation: 'portrait' } };
  const { language, faces } = setting;
  const body = bodyOf(setting.format);
  const bottom = body.y + body.height;
  const [first, second] = [pageOf(faces), pageOf(faces)];
  const front: Place = { page: first, x: body.x, width: body.width, language, addressOf };
  profile(front, opening(front, body.y + 2, report) + 5, bottom, report);
  const back: Place = { ...front, page: second };
  let y = prices(back, body.y + 2, report);
  y = steps(back, y + 3, report) + 2;
  const small7: Letters = { size: small, color: ink.faint };
  const note = second.pen.wrap(reportWords.scale[language], small7, body.width);
  const noteTop = bottom - note.length * leading(small) - 1;
  second.pen.block(note, { x: body.x, y: noteTop, width: body.width }, small7);
  peopleAndUnknown(back, y, noteTop - 3, report);
  return printOf(
    setting,
    { title: reportWords.title[language], kicker: `${reportWords.kicker[language]} · ${setting.company}` },
    [first, second],
  );
};
