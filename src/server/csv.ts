import type { Cell } from './table.ts';

/** Spreadsheets run a cell that begins like a formula; such text is led by an apostrophe. Numbers and phones stay. */
const disarm = (text: string): string => (/^[=@\t\r]|^[+-](?![\d\s().-]*$)/.test(text) ? `'${text}` : text);

const quote = (text: string): string => (/[",;\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const written = (cell: Cell, verbatim: boolean): string => {
  if (cell === null) return '';
  return typeof cell === 'number' ? String(cell) : quote(verbatim ? cell : disarm(cell));
};

/**
 * A table as CSV in UTF-8 with a byte order mark, so that spreadsheets read Cyrillic as it is; lines end in CRLF.
 *
 * `verbatim` keeps text that looks like a formula as it came, for files that are mended and sent back.
 */
export async function* csvOf(
  header: readonly string[],
  rows: AsyncIterable<readonly Cell[]>,
  verbatim = false,
): AsyncIterable<Uint8Array> {
  const encoder = new TextEncoder();
  let pending = `\uFEFF${header.map((name) => quote(name)).join(',')}\r\n`;
  for await (const row of rows) {
    pending += `${row.map((cell) => written(cell, verbatim)).join(',')}\r\n`;
    if (pending.length < 65_536) continue;
    yield encoder.encode(pending);
    pending = '';
  }
  yield encoder.encode(pending);
}
