import type { Sentence } from '../../../../model/problem.ts';
import type { IsHeader } from './header.ts';

/** Fewer rows tell no habit. */
const fewestRows = 5;
const nearlyAll = 0.9;
/** A delimiter inside a name or two is a slip; many columns without values are another table. */
const mostSplit = 3;

/** By how many cells nearly all rows are narrower than the header; 0 where they are not. */
const narrowerBy = (header: readonly string[], rows: readonly (readonly string[])[]): number => {
  if (rows.length < fewestRows) return 0;
  const widths = new Map<number, number>();
  for (const { length } of rows) widths.set(length, (widths.get(length) ?? 0) + 1);
  const [width = 0, times = 0] = [...widths].toSorted((a, b) => b[1] - a[1])[0] ?? [];
  const lacking = header.length - width;
  return times >= rows.length * nearlyAll && lacking > 0 && lacking <= mostSplit && width > 1 ? lacking : 0;
};

/** Two neighbours that are one known name together, with the delimiter between them or without it, and not two of their own. */
const joined = (left: string, right: string, delimiter: string, isHeader: IsHeader): string | null => {
  const isKnown = (name: string): boolean => isHeader([name]) === 1;
  if (left.trim() === '' || right.trim() === '' || (isKnown(left) && isKnown(right))) return null;
  const whole = `${left}${delimiter}${right}`;
  if (isKnown(whole)) return whole;
  const without = `${left}${right}`;
  return !isKnown(left) && !isKnown(right) && isKnown(without) ? without : null;
};

const doubtOf = (lacking: number, delimiter: string): Sentence => {
  const sign = delimiter === '\t' ? { ru: 'табуляция', en: 'a tab' } : { ru: `«${delimiter}»`, en: `“${delimiter}”` };
  return {
    ru: `Почти во всех строках ячеек меньше, чем названий столбцов: на ${lacking}. Если последние столбцы просто пусты, всё верно. Если же внутри какого-то названия стоит разделитель (${sign.ru}), значения за ним стоят не под своими названиями: сверьте столбцы с примерами и возьмите это название в кавычки.`,
    en: `Nearly all rows have fewer cells than there are names of columns: by ${lacking}. If the last columns are merely empty, all is well. If a name has the delimiter (${sign.en}) inside, the values behind it stand under other names than their own: compare the columns with their samples, and put that name into quotes.`,
  };
};

/**
 * A header in which a delimiter inside a name has made two names of one, put right where it is known how; where it is not, the doubt is told.
 *
 * The sign is that nearly all rows are narrower by the same few cells. They are where the last columns are empty, too: so the header is only put right
 * where exactly as many pairs of neighbours as cells are lacking make names some layout knows.
 */
export const mendNames = (
  header: readonly string[],
  rows: readonly (readonly string[])[],
  delimiter: string,
  isHeader?: IsHeader,
): { header: string[]; doubt?: Sentence } => {
  const lacking = narrowerBy(header, rows);
  if (lacking === 0) return { header: [...header] };
  const names: string[] = [];
  let mended = 0;
  for (let at = 0; at < header.length; at += 1) {
    const name = header[at] ?? '';
    const whole = isHeader ? joined(name, header[at + 1] ?? '', delimiter, isHeader) : null;
    names.push(whole ?? name);
    if (whole === null) continue;
    mended += 1;
    at += 1;
  }
  return mended === lacking ? { header: names } : { header: [...header], doubt: doubtOf(lacking, delimiter) };
};
