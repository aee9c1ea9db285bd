import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { FileReport } from '../../../../src/model/imports.ts';
import { cutRecords } from '../../../../src/store/warehouse/import/tables/records.ts';
import { useCompanies } from './importing.ts';

const { company } = useCompanies();
/** Many small imports: they wait for their turn on a busy machine. */
const timeout = 180_000;

/** A file either has one clear problem, or every row read is accounted for. */
const isAccounted = (report: FileReport): void => {
  if (report.problem) {
    expect(report.problem.text.ru).not.toBe('');
    expect(report.problem.kind).toBe('input');
    return;
  }
  for (const found of Object.values(report.kinds)) {
    expect(found.read).toBeGreaterThan(0);
    expect(found.added + found.changed + found.unchanged + found.quarantined).toBe(found.read);
    expect(Math.min(found.added, found.changed, found.unchanged, found.quarantined)).toBeGreaterThanOrEqual(0);
  }
};

it('random bytes are never an unexplained error', { timeout }, async () => {
  const start = fc.constantFrom(
    '',
    'customer_id,name\n',
    '{',
    'PK\x03\x04',
    'PAR1',
    '\ufeffcustomer_id;name\r\n',
    '\xff\xfe',
  );
  await fc.assert(
    fc.asyncProperty(start, fc.uint8Array({ maxLength: 400 }), fc.boolean(), async (head, bytes, isText) => {
      const body = isText ? bytes.map((byte) => (byte < 9 ? 44 : byte < 14 ? 10 : byte < 20 ? 34 : byte)) : bytes;
      isAccounted(await company().bring(Buffer.concat([Buffer.from(head, 'latin1'), body])));
    }),
    { numRuns: 40, seed: 6 },
  );
});

const pieces = fc.constantFrom(
  '"',
  '""',
  ',',
  ';',
  '\t',
  '\n',
  '\r\n',
  '\r',
  ' ',
  "'",
  '\\',
  '\\N',
  'a',
  'я',
  '1',
  '2025-01-01',
  '31.02.2025',
  '1 234,5 ₽',
  '=1',
  '\u00a0',
  '😀',
  '\x01',
);
const scrap = fc.array(pieces, { maxLength: 120, size: 'max' }).map((parts) => parts.join(''));

it('random text under a good header is read or refused, line by line', { timeout }, async () => {
  await fc.assert(
    fc.asyncProperty(scrap, fc.constantFrom(',', ';', '\t', '|'), async (body, delimiter) => {
      const header = ['line_id', 'order_id', 'customer_id', 'ordered_at', 'net_amount', 'своё'].join(delimiter);
      isAccounted(
        await company().bring(`${header}\n${body}\nl${delimiter}o${delimiter}c${delimiter}2025-01-01${delimiter}5\n`),
      );
    }),
    { numRuns: 20, seed: 7 },
  );
});

const cellText = fc
  .array(fc.constantFrom('"', ',', ';', '\n', '\r\n', '\t', '|', 'a', 'Ж', ' b', "'", '\\', '0'), { maxLength: 6 })
  .map((parts) => parts.join(''));
const dialect = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  end: fc.constantFrom('\n', '\r\n', '\r'),
  quoteAll: fc.boolean(),
  hasMark: fc.boolean(),
  endsWithBreak: fc.boolean(),
});

it('whatever is written as CSV comes back as it was, in every dialect', { timeout }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(cellText, { minLength: 1, maxLength: 40, size: 'max' }), dialect, async (names, how) => {
      const quote = (cell: string) =>
        how.quoteAll || /["\r\n]/.test(cell) || cell.includes(how.delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell;
      const lines = [['customer_id', 'name'], ...names.map((name, at) => [`c${at}`, name])].map((row) =>
        row.map(quote).join(how.delimiter),
      );
      const here = company();
      const report = await here.bring(
        `${how.hasMark ? '\ufeff' : ''}${lines.join(how.end)}${how.endsWithBreak ? how.end : ''}`,
      );
      expect(report.kinds.customers).toMatchObject({ read: names.length, added: names.length, quarantined: 0 });
      const found = await here.facts('customers', 'id, name');
      const byId = new Map(found.map(({ id, name }) => [id, name]));
      for (const [at, name] of names.entries())
        expect(byId.get(`c${at}`)).toBe(name.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, ''));
    }),
    { numRuns: 16, seed: 8 },
  );
});

it('where blocks of a file end means nothing', async () => {
  const cut = async (blocks: Buffer[]) => {
    const source = (async function* () {
      yield* blocks;
    })();
    let text = '';
    let rows = 0;
    for await (const batch of cutRecords(source, { delimiter: 44, columns: 3, line: 2 })) {
      text += Buffer.from(batch.bytes).toString();
      rows += batch.rows;
    }
    return { lines: text.split('\n').sort(), rows };
  };
  await fc.assert(
    fc.asyncProperty(scrap, fc.array(fc.nat(200), { maxLength: 5 }), async (body, at) => {
      const bytes = Buffer.from(body);
      const ends = [...new Set([0, ...at.map((n) => n % (bytes.length + 1)), bytes.length])].sort((a, b) => a - b);
      const blocks = ends.slice(1).map((end, n) => bytes.subarray(ends[n], end));
      expect(await cut(blocks)).toEqual(await cut([bytes]));
    }),
    { numRuns: 300, seed: 9 },
  );
});
