import type { Typeface } from './typeface.ts';

/** What a sheet is drawn of. Lengths are millimetres from the upper left corner; sizes of letters are points. */
export type Weight = 'regular' | 'bold';
export type Spot = readonly [x: number, y: number];

export type Mark =
  | {
      kind: 'box';
      x: number;
      y: number;
      width: number;
      height: number;
      fill?: string | undefined;
      stroke?: string | undefined;
      radius?: number | undefined;
    }
  | {
      kind: 'text';
      /** The left end of the base line. */
      x: number;
      y: number;
      text: string;
      size: number;
      weight: Weight;
      color: string;
      /** As measured. */
      width: number;
    }
  | { kind: 'line'; spots: readonly Spot[]; color: string; thickness: number; isDashed?: boolean | undefined }
  | { kind: 'shape'; spots: readonly Spot[]; fill: string }
  /** A part of the sheet that leads to an address; nothing is drawn. */
  | { kind: 'link'; x: number; y: number; width: number; height: number; address: string };

export type Sheet = { width: number; height: number; marks: Mark[] };

/** Sheets of one print, with what a file says of itself. */
export type Print = { title: string; language: 'ru' | 'en'; sheets: Sheet[] };

export const papers = ['a4', 'a3'] as const;
export type Paper = (typeof papers)[number];
export type Orientation = 'portrait' | 'landscape';

/** Sheets of a paper, or one sheet as large as what is on it: for a picture. */
export type Format = { paper: Paper; orientation: Orientation } | 'whole';

const sides: Record<Paper, [short: number, long: number]> = { a4: [210, 297], a3: [297, 420] };

export const sizeOf = ({ paper, orientation }: { paper: Paper; orientation: Orientation }) => {
  const [short, long] = sides[paper];
  return orientation === 'portrait' ? { width: short, height: long } : { width: long, height: short };
};

/** The two faces everything is set in. */
export type Typefaces = Record<Weight, Typeface>;

/** Millimetres in a point. */
export const point = 25.4 / 72;

/** Letters that the faces lack, and what is set for them. */
const standIns: Record<string, string> = {
  '●': '•',
  '▲': '↑',
  '▼': '↓',
  '▸': '→',
  '\t': ' ',
  '\u00AD': '',
  '\u202F': '\u00A0',
  '\u2009': '\u00A0',
};

/** Text as it can be set: one line, letters the faces have. Its letters stay letters when they are copied out of a file. */
export const settable = (text: string, faces: Typefaces): string =>
  [...text.replaceAll(/\s*\n\s*/g, ' ')]
    .map((letter) => standIns[letter] ?? letter)
    .map((letter) => (letter === '' || faces.regular.glyphOf(letter) !== 0 ? letter : '?'))
    .join('');

/** How wide a text is, in millimetres: the sum of its letters, without kerning, as every renderer sets it. */
export const widthOf = (faces: Typefaces, text: string, size: number, weight: Weight): number => {
  const face = faces[weight];
  let units = 0;
  for (const letter of text) units += face.advanceOf(face.glyphOf(letter));
  return (units / face.unitsPerEm) * size * point;
};
