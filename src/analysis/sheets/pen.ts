import { type Mark, point, settable, type Typefaces, type Weight, widthOf } from './sheet.ts';

/** The colours of prints: those of the light theme, whatever the screen has. */
export const ink = {
  text: '#1b1a17',
  soft: '#514e47',
  faint: '#6a665e',
  line: '#d3cfc4',
  hair: '#e8e5dd',
  sunk: '#f6f5f1',
  paper: '#ffffff',
  accent: '#1f6f5c',
  accentSoft: '#e3efea',
  acquire: '#3c6fd6',
  result: '#8457cd',
  develop: '#c9820f',
  developInk: '#875403',
  developSoft: '#f9eed9',
  back: '#ce4a40',
  backInk: '#ac322a',
  backSoft: '#fbe9e7',
} as const;

export type Letters = { size: number; weight?: Weight; color?: string };

/**
 * Where a word may go on in the next line after a hyphen: before a consonant with its vowel, three letters on both sides, as far on as
 * fits; 0 where it may not.
 */
const syllableEnd = (word: string, fits: (part: string) => boolean): number => {
  if (!/^\p{L}{6,}$/u.test(word)) return 0;
  for (let at = word.length - 3; at >= 3; at -= 1)
    if (/^[^аеёиоуыэюяaeiouyйьъ][аеёиоуыэюяaeiouy]/iu.test(word.slice(at)) && fits(`${word.slice(0, at)}-`)) return at;
  return 0;
};

/** Words broken into lines no wider than `width`; a word that is too long is cut where it must be. The last line tells by «…» what is left out. */
export const linesOf = (
  faces: Typefaces,
  text: string,
  { size, weight = 'regular' }: Letters,
  width: number,
  most = Number.POSITIVE_INFINITY,
): string[] => {
  const wide = (line: string): number => widthOf(faces, line, size, weight);
  const lines: string[] = [];
  let line = '';
  const cut = (word: string): string => {
    let rest = word;
    while (lines.length <= most && wide(rest) > width && rest.length > 1) {
      let fits = rest.length - 1;
      while (fits > 1 && wide(rest.slice(0, fits)) > width) fits -= 1;
      const dash = rest.slice(0, fits).search(/[-/][^-/]*$/);
      const at = dash > 2 ? dash + 1 : syllableEnd(rest, (part) => wide(part) <= width);
      if (dash <= 2 && at > 0) lines.push(`${rest.slice(0, at)}-`);
      else lines.push(rest.slice(0, at || fits));
      rest = rest.slice(at || fits);
    }
    return rest;
  };
  for (const word of settable(text, faces).split(' ')) {
    if (word === '') continue;
    if (lines.length > most) break;
    const longer = line === '' ? word : `${line} ${word}`;
    if (wide(longer) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = cut(word);
  }
  if (line !== '') lines.push(line);
  if (lines.length <= most) return lines;
  const kept = lines.slice(0, most);
  let last = `${kept.at(-1) ?? ''}…`;
  while (wide(last) > width && last.length > 2) last = `${last.slice(0, -2).trimEnd()}…`;
  return [...kept.slice(0, -1), last];
};

/** From one base line to the next, in millimetres. */
export const leading = (size: number): number => size * point * 1.28;

/** Where the first base line of a block is under its top. */
const firstBase = (faces: Typefaces, size: number): number =>
  (leading(size) + (faces.regular.capHeight / faces.regular.unitsPerEm) * size * point) / 2;

export type Align = 'left' | 'center' | 'right';

/** Puts marks on a sheet; what it sets text with it also measures. */
export type Pen = {
  marks: Mark[];
  box: (box: Omit<Extract<Mark, { kind: 'box' }>, 'kind'>) => void;
  line: (line: Omit<Extract<Mark, { kind: 'line' }>, 'kind'>) => void;
  shape: (shape: Omit<Extract<Mark, { kind: 'shape' }>, 'kind'>) => void;
  link: (link: Omit<Extract<Mark, { kind: 'link' }>, 'kind'>) => void;
  /** Lines under each other from a top edge; gives the height they take. */
  block: (
    lines: readonly string[],
    at: { x: number; y: number; width: number; align?: Align },
    letters: Letters,
  ) => number;
  /** One line cut to its width. */
  words: (text: string, at: { x: number; y: number; width: number; align?: Align }, letters: Letters) => number;
  wide: (text: string, letters: Letters) => number;
  wrap: (text: string, letters: Letters, width: number, most?: number) => string[];
};

export const penOf = (faces: Typefaces): Pen => {
  const marks: Mark[] = [];
  const wide: Pen['wide'] = (text, { size, weight = 'regular' }) => widthOf(faces, settable(text, faces), size, weight);
  const wrap: Pen['wrap'] = (text, letters, width, most) => linesOf(faces, text, letters, width, most);
  const block: Pen['block'] = (lines, { x, y, width, align = 'left' }, letters) => {
    const { size, weight = 'regular', color = ink.text } = letters;
    for (const [index, text] of lines.entries()) {
      const own = widthOf(faces, text, size, weight);
      const inset = align === 'left' ? 0 : align === 'right' ? width - own : (width - own) / 2;
      const base = y + firstBase(faces, size) + index * leading(size);
      if (text !== '') marks.push({ kind: 'text', x: x + inset, y: base, text, size, weight, color, width: own });
    }
    return lines.length * leading(size);
  };
  return {
    marks,
    box: (box) => marks.push({ kind: 'box', ...box }),
    line: (line) => marks.push({ kind: 'line', ...line }),
    shape: (shape) => marks.push({ kind: 'shape', ...shape }),
    link: (link) => marks.push({ kind: 'link', ...link }),
    block,
    words: (text, at, letters) => block(wrap(text, letters, at.width, 1), at, letters),
    wide,
    wrap,
  };
};
