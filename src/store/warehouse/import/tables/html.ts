import { Parser } from 'htmlparser2';
import { mostColumns, recordBytes, type TextRow } from './batch.ts';
import { type Encoding, readUtf8 } from './encoding.ts';
import { foreignTest } from './foreign.ts';
import { tableProblems } from './problems.ts';
import type { RowTable } from './rows.ts';
import type { Source } from './source.ts';

const mostSpan = 70_000;
/** Wider than any table that is taken, so that one too wide is refused as such. */
const mostCells = mostColumns * 20;
/** More tags open at once than this are no page; the parser grows slow on them. */
const mostDepth = 20_000;
const silent = new Set(['script', 'style', 'title', 'noscript']);

type Below = { text: string; rows: number };

const spanOf = (text: string | undefined, most: number): number => {
  const span = Number(text ?? 1);
  return Number.isSafeInteger(span) && span >= 1 ? Math.min(span, most) : 1;
};

/** Collects the rows of tables from what a parser meets. A table within a cell is text of that cell. */
const rowCollector = () => {
  let rows: TextRow[] = [];
  let line = 0;
  let cells: string[] | null = null;
  let text: string[] | null = null;
  let span = { columns: 1, rows: 1 };
  let below: (Below | undefined)[] = [];
  let nested = 0;
  let hidden = 0;
  let size = 0;

  /** Cells of rows above that reach down into this one. */
  const fromAbove = (row: string[]): void => {
    for (let above = below[row.length]; above && above.rows > 0; above = below[row.length]) {
      above.rows -= 1;
      row.push(above.text);
    }
  };
  const closeCell = (): void => {
    if (!cells || text === null) return;
    fromAbove(cells);
    const value = text
      .join('')
      .replace(/[ \t\r\n\f]+/g, ' ')
      .trim();
    text = null;
    for (let column = 0; column < span.columns && cells.length < mostCells; column += 1) {
      const shown = column === 0 ? value : '';
      below[cells.length] = span.rows > 1 ? { text: shown, rows: span.rows - 1 } : undefined;
      cells.push(shown);
    }
  };
  const closeRow = (): void => {
    closeCell();
    if (!cells) return;
    fromAbove(cells);
    if (cells.some((cell) => cell !== '')) rows.push({ line, cells });
    cells = null;
    size = 0;
  };
  const inNested = () => nested > 0;
  return {
    open(name: string, attributes: Record<string, string>): void {
      if (silent.has(name)) hidden += 1;
      else if (name === 'table') {
        if (text !== null) nested += 1;
        else below = [];
      } else if (inNested()) {
        if (name === 'td' || name === 'th' || name === 'tr') text?.push(' ');
      } else if (name === 'tr') {
        closeRow();
        line += 1;
        cells = [];
      } else if (name === 'td' || name === 'th') {
        closeCell();
        if (!cells) {
          line += 1;
          cells = [];
        }
        text = [];
        span = { columns: spanOf(attributes.colspan, mostCells), rows: spanOf(attributes.rowspan, mostSpan) };
      } else if (name === 'br' || name === 'p' || name === 'div' || name === 'li') text?.push(' ');
    },
    text(part: string): void {
      if (hidden > 0 || text === null) return;
      size += part.length;
      if (size > recordBytes / 2) throw tableProblems.recordTooLong(line, recordBytes / 1_000_000);
      text.push(part);
    },
    close(name: string): void {
      if (silent.has(name)) hidden = Math.max(0, hidden - 1);
      else if (name === 'table' && inNested()) nested -= 1;
      else if (inNested()) return;
      else if (name === 'td' || name === 'th') closeCell();
      else if (name === 'tr' || name === 'table') closeRow();
    },
    end: closeRow,
    take(): TextRow[] {
      const ready = rows;
      rows = [];
      return ready;
    },
    line: () => line,
  };
};

async function* readRows(bytes: AsyncIterable<Buffer>, fileName: string): AsyncGenerator<TextRow> {
  const collector = rowCollector();
  let idle = 0;
  let depth = 0;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        idle = 0;
        depth += 1;
        if (depth > mostDepth) throw tableProblems.broken(fileName, 'HTML');
        collector.open(name, attributes);
      },
      ontext(text) {
        idle = 0;
        collector.text(text);
      },
      onclosetag(name) {
        idle = 0;
        depth -= 1;
        collector.close(name);
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  const decoder = new TextDecoder();
  for await (const block of bytes) {
    // A piece at a time: a tag that never closes must not make the parser hold the file.
    for (let at = 0; at < block.length; at += 65_536) {
      const piece = block.subarray(at, at + 65_536);
      idle += piece.length;
      if (idle > recordBytes) throw tableProblems.recordTooLong(collector.line(), recordBytes / 1_000_000);
      parser.write(decoder.decode(piece, { stream: true }));
      yield* collector.take();
    }
  }
  parser.end();
  collector.end();
  yield* collector.take();
}

const declared = /<meta[^>]{0,300}charset\s*=\s*["']?\s*([\w-]+)/i;

const declaredNames: Record<string, Encoding> = {
  'windows-1251': 'windows-1251',
  cp1251: 'windows-1251',
  'win-1251': 'windows-1251',
  'koi8-r': 'koi8-r',
  cp866: 'cp866',
  ibm866: 'cp866',
  'windows-1252': 'windows-1252',
  'iso-8859-1': 'windows-1252',
};

/** What a page says its encoding is, where its bytes leave that open: pages that say another than they are written in are common. */
export const declaredEncoding = (head: Buffer, guess: Encoding | null): Encoding | null => {
  if (guess === null || guess.startsWith('utf')) return guess;
  const name = declared.exec(head.toString('latin1'))?.[1]?.toLowerCase() ?? '';
  return declaredNames[name] ?? guess;
};

/** The tables of a page, often called .xls, as one: its first ones may be what stands before the header. Rows are counted as the page has them. */
export const htmlTable = (source: Source, fileName: string, encoding: Encoding | null, part: string): RowTable => ({
  format: 'html',
  part,
  totalBytes: source.size,
  rows: (options) => readRows(readUtf8(source, encoding, options), fileName),
  hasWidths: true,
  isForeign: foreignTest(encoding) ?? ((text) => text.includes('\ufffd')),
});
