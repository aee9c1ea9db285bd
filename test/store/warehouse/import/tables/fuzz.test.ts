import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import iconv from 'iconv-lite';
import { expect, it } from 'vitest';
import { Problem } from '../../../../../src/model/problem.ts';
import { workbook } from '../workbook.ts';
import { type ReadTable, readTables } from './opening.ts';

const timeout = 120_000;
const mostMs = 2000;

const words = ['Анна', 'ООО "Ромашка"', 'a;b', 'x,y', '', '1 234,50', '2025-01-31', '31.01.2025', 'Итого', '--', '№ 5'];
const header = ['ID', 'Бюджет ', 'Имя', 'cid', 'cid', 'Сумма'];
const body = (rows: number): string[][] =>
  Array.from({ length: rows }, (_, at) =>
    header.map((_name, column) => words[(at * 7 + column * 3) % words.length] ?? ''),
  );

const quoted = (cell: string, delimiter: string): string =>
  cell.includes(delimiter) || cell.startsWith('"') ? `"${cell.replaceAll('"', '""')}"` : cell;
const csv = (delimiter: string, end: string, preface: string[] = []): string =>
  [...preface, ...[header, ...body(30)].map((row) => row.map((cell) => quoted(cell, delimiter)).join(delimiter))].join(
    end,
  );
const html = `<meta charset="utf-8"><table>${[header, ...body(30)]
  .map((row) => `<tr>${row.map((cell) => `<td rowspan=1>${cell.replaceAll('"', '&quot;')}</td>`).join('')}</tr>`)
  .join('\n')}</table>`;
const bank = `1CClientBankExchange\r\nВерсияФормата=1.03\r\n${body(20)
  .map((row, at) => `СекцияДокумент=П\r\nНомер=${at}\r\nПлательщик=${row[1]}\r\nКонецДокумента`)
  .join('\r\n')}\r\nКонецФайла`;
const ndjson = body(30)
  .map((row) => JSON.stringify(Object.fromEntries(header.map((name, at) => [name, row[at]]))))
  .join('\n');

const seeds = async (): Promise<Buffer[]> => [
  Buffer.from(csv(',', '\n')),
  Buffer.from(`\ufeff${csv(';', '\r\n', ['Отчёт', '', 'Период;2025'])}`),
  iconv.encode(csv(';', '\r\n', ['sep=;']), 'windows-1251'),
  iconv.encode(csv('\t', '\r'), 'cp866'),
  iconv.encode(csv('\t', '\r\n'), 'utf-16le', { addBOM: true }),
  Buffer.from(html),
  iconv.encode(html, 'windows-1251'),
  iconv.encode(bank, 'windows-1251'),
  Buffer.from(ndjson),
  Buffer.from(workbook([header, ...body(30)], [['a'], ['b']])),
  Buffer.from(zipSync({ 'a.csv': strToU8(csv(',', '\n')), 'b.xlsx': workbook([header, ...body(5)]) })),
  gzipSync(csv('|', '\n')),
  await readFile(new URL('workbooks/excel-97.xls', import.meta.url)),
  await readFile(new URL('workbooks/excel-95.xls', import.meta.url)),
];

/** One way to spoil a file. Places are shares of its length. */
const damage = fc.oneof(
  fc.record({ how: fc.constant('cut' as const), at: fc.double({ min: 0, max: 1, noNaN: true }) }),
  fc.record({
    how: fc.constant('put' as const),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    bytes: fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 12 }),
      fc
        .constantFrom('"', '""', '\n', '\r', ';;;;;;', ',"', '<table>', '</tr><tr>', '\0', '\xff', 'Итого;', '{', '=')
        .map((text) => Buffer.from(text)),
    ),
  }),
  fc.record({
    how: fc.constant('flip' as const),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    byte: fc.nat(255),
  }),
  fc.record({
    how: fc.constant('move' as const),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    to: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.nat(200),
  }),
  fc.record({ how: fc.constant('mix' as const), at: fc.double({ min: 0, max: 1, noNaN: true }) }),
);
type Damage = typeof damage extends fc.Arbitrary<infer D> ? D : never;

const spoil = (bytes: Buffer, one: Damage): Buffer => {
  const at = Math.floor(one.at * bytes.length);
  if (one.how === 'cut') return bytes.subarray(0, at);
  if (one.how === 'put') return Buffer.concat([bytes.subarray(0, at), one.bytes, bytes.subarray(at)]);
  if (one.how === 'mix')
    return Buffer.concat([bytes.subarray(0, at), iconv.encode('\nПривет;и ещё', 'cp866'), bytes.subarray(at)]);
  const spoilt = Buffer.from(bytes);
  if (one.how === 'flip' && at < spoilt.length) spoilt[at] = one.byte;
  if (one.how === 'move') spoilt.copy(spoilt, Math.floor(one.to * bytes.length), at, at + one.length);
  return spoilt;
};

/** Reads a file: its tables, or null where it is refused with a problem. Throws what is neither. */
const read = async (bytes: Buffer, isHeader?: (cells: string[]) => number): Promise<ReadTable[] | null> => {
  try {
    return await readTables(bytes, isHeader ? { isHeader } : {});
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    expect(error.body.kind).toBe('input');
    expect(error.body.text.ru).toMatch(/[а-я]/);
    return null;
  }
};

it('two thousand spoilt files are read or refused with a sentence, each within two seconds of work', {
  timeout,
}, async () => {
  const whole = await seeds();
  let readable = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.nat(whole.length - 1),
      fc.array(damage, { minLength: 1, maxLength: 6 }),
      async (seed, damages) => {
        const bytes = damages.reduce(spoil, whole[seed] ?? Buffer.alloc(0));
        const start = process.cpuUsage();
        const tables = await read(bytes);
        const { user, system } = process.cpuUsage(start);
        expect(user + system).toBeLessThan(mostMs * 1000);
        if (!tables) return;
        readable += 1;
        for (const { look, rows } of tables) {
          expect(look.header.length).toBe(new Set(look.header).size);
          expect(look.header.length).toBe(look.rawHeader.length);
          for (const sample of look.samples) expect(sample).toHaveLength(look.header.length);
          const lines = rows.map(({ line }) => line);
          expect(new Set(lines).size).toBe(lines.length);
          expect(lines.every((line) => Number.isSafeInteger(line) && line > look.headerLine)).toBe(true);
        }
      },
    ),
    { numRuns: 2000, seed: 31 },
  );
  expect(readable).toBeGreaterThan(800);
});

const isKnown = (cells: string[]) => cells.filter((cell) => ['имя', 'дата', 'сумма'].includes(cell)).length;

/** Records of delimited text by another way than the reader's: those a naive reader of lines sees where there are no quotes. */
const scraps = fc.array(
  fc.constantFrom(
    'a',
    'я',
    ';',
    ';',
    ';',
    '\n',
    '\n',
    ' ',
    'Итого',
    'Total',
    '5',
    '2025-01-01',
    '--',
    '\t',
    "'",
    'Total: x',
    '№',
    '😀',
  ),
  { maxLength: 150, size: 'max' },
);

it('every record of a file is in a batch, refused in one, or counted as a total', { timeout }, async () => {
  await fc.assert(
    fc.asyncProperty(scraps, async (parts) => {
      const text = parts.join('');
      const [table] = (await read(Buffer.from(`имя;дата;сумма\nАнна;2025-01-01;1\n${text}`), isKnown)) ?? [];
      const records = text.split('\n').filter((line) => line.replace(/[; ]/g, '') !== '');
      expect(table?.look.headerLine).toBe(1);
      expect(table && table.rows.length + table.totals).toBe(records.length + 1);
    }),
    { numRuns: 500, seed: 32 },
  );
});

it('a file opened again has the same rows on the same lines', { timeout }, async () => {
  for (const bytes of await seeds()) {
    const [first, again] = [await readTables(bytes), await readTables(bytes)];
    expect(first.length).toBeGreaterThan(0);
    expect(again).toEqual(first);
  }
});
