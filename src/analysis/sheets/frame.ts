import type { Sentence } from '../../model/problem.ts';
import { ink, leading, type Pen, penOf } from './pen.ts';
import { type Format, type Print, type Sheet, sizeOf, type Typefaces } from './sheet.ts';

/** What a print says of itself at its foot, and how it is to be set. */
export type Setting = {
  faces: Typefaces;
  language: 'ru' | 'en';
  format: Format;
  company: string;
  /** Which document it is: a version or a draft. */
  standing: string;
  /** The day it was printed, as it is to be read. */
  date: string;
};

/** Least size of letters that can be read on paper. */
export const small = 7;

const margin = { side: 12, top: 10, bottom: 9 };
const headHeight = 15;
const footHeight = 6;

/** Where things may stand on a sheet; without end where it is as large as what is on it. */
export type Body = { x: number; y: number; width: number; height: number };

export const bodyOf = (format: Format): Body => {
  const [x, y] = [margin.side, margin.top + headHeight];
  if (format === 'whole') return { x, y, width: Number.POSITIVE_INFINITY, height: Number.POSITIVE_INFINITY };
  const { width, height } = sizeOf(format);
  return { x, y, width: width - 2 * margin.side, height: height - y - margin.bottom - footHeight - 2 };
};

/** One sheet in the making: what stands in its body, and how far that reaches. */
export type Page = { pen: Pen; right: number; bottom: number };

export const pageOf = (faces: Typefaces): Page => ({ pen: penOf(faces), right: 0, bottom: 0 });

export type Heading = {
  title: string;
  /** What kind of print it is, and of what. */
  kicker: string;
  /** Marks explained at the right of the head, drawn from their left end; each gives its width. */
  legend?: { width: number; draw: (pen: Pen, x: number, y: number) => void }[];
};

const pageWords: Sentence = { ru: 'Лист {n} из {of}', en: 'Page {n} of {of}' };

const drawHead = (pen: Pen, width: number, { title, kicker, legend = [] }: Heading): void => {
  const inner = width - 2 * margin.side;
  pen.words(kicker, { x: margin.side, y: margin.top - 1, width: inner }, { size: 8, color: ink.faint });
  const room = legend.reduce((total, each) => total + each.width + 4, 0);
  const isBeside = room < inner / 2;
  pen.words(
    title,
    { x: margin.side, y: margin.top + 3, width: inner - (isBeside ? room : 0) },
    { size: 14, weight: 'bold' },
  );
  if (!isBeside) return;
  let x = width - margin.side - room + 4;
  for (const each of legend) {
    each.draw(pen, x, margin.top + 4.5);
    x += each.width + 4;
  }
};

const drawFoot = (pen: Pen, size: { width: number; height: number }, setting: Setting, n: number, of: number): void => {
  const y = size.height - margin.bottom - footHeight + 2;
  const third = (size.width - 2 * margin.side) / 3;
  const letters = { size: small, color: ink.faint };
  pen.line({
    spots: [
      [margin.side, y - 1],
      [size.width - margin.side, y - 1],
    ],
    color: ink.line,
    thickness: 0.2,
  });
  pen.words(setting.company, { x: margin.side, y, width: third - 2 }, letters);
  pen.words(
    `${setting.standing} · ${setting.date}`,
    { x: margin.side + third, y, width: third, align: 'center' },
    letters,
  );
  const page = pageWords[setting.language].replace('{n}', String(n)).replace('{of}', String(of));
  pen.words(page, { x: margin.side + 2 * third + 2, y, width: third - 2, align: 'right' }, letters);
};

/** Pages with their heads and feet, as a print. */
export const printOf = (setting: Setting, heading: Heading, pages: readonly Page[]): Print => {
  const sheets = pages.map(({ pen, right, bottom }, index): Sheet => {
    const size =
      setting.format === 'whole'
        ? { width: Math.max(right + margin.side, 150), height: bottom + footHeight + margin.bottom + 4 }
        : sizeOf(setting.format);
    drawHead(pen, size.width, heading);
    drawFoot(pen, size, setting, index + 1, pages.length);
    return { ...size, marks: pen.marks };
  });
  return { title: `${heading.title} — ${setting.company}`, language: setting.language, sheets };
};

/** A chip of a word: its width, and how it is drawn from its upper left corner. */
export const chip = (pen: Pen, text: string, x: number, y: number, fill: string, color: string = ink.text): number => {
  const letters = { size: small, color };
  const width = pen.wide(text, letters) + 3;
  pen.box({ x, y, width, height: leading(small) + 0.8, fill, radius: 1 });
  pen.block([text], { x: x + 1.5, y: y + 0.4, width }, letters);
  return width;
};
