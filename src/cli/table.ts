/** A column of a printed table: numbers stand right, words left. */
export type PrintedColumn = { title: string; align?: 'left' | 'right' };

const widthOf = (text: string): number => [...text.normalize('NFC')].length;

const padded = (text: string, width: number, align: 'left' | 'right'): string => {
  const gap = ' '.repeat(Math.max(0, width - widthOf(text)));
  return align === 'right' ? gap + text : text + gap;
};

/** Rows under their titles in aligned columns, one line each; line breaks inside a cell become spaces. */
export const printTable = (columns: readonly PrintedColumn[], rows: readonly (readonly string[])[]): string => {
  const flat = rows.map((row) => columns.map((_, at) => (row[at] ?? '').replace(/\s*[\r\n]+\s*/g, ' ')));
  const widths = columns.map(({ title }, at) => Math.max(widthOf(title), ...flat.map((row) => widthOf(row[at] ?? ''))));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, at) => padded(cell, widths[at] ?? 0, columns[at]?.align ?? 'left'))
      .join('  ')
      .trimEnd();
  const titles = line(columns.map(({ title }) => title));
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  return [titles, rule, ...flat.map(line)].join('\n');
};
