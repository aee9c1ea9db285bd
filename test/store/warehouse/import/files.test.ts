import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { canonicalFile } from '../../../../src/layouts/canonical.ts';
import { factKinds, factShapes } from '../../../../src/model/facts.ts';
import { importFile } from '../../../../src/store/warehouse/import/import-file.ts';
import { memoryJournal } from '../../../support/journal.ts';
import { useCompanies } from './importing.ts';
import { workbook } from './workbook.ts';

const { company, warehouse, directory } = useCompanies();

const table = [
  ['customer_id', 'name', 'region', 'created_at'],
  ['c1', 'ООО Ромашка', 'Москва', '31.01.2025'],
  ['c2', 'Иванов; сын, и "К"', 'Нижний Новгород', '2025-02-01'],
  ['c3', 'две\nстроки', '', '2025-02-03'],
];
const expected = [
  { id: 'c1', name: 'ООО Ромашка', region: 'Москва', day: '2025-01-31', line: 2 },
  { id: 'c2', name: 'Иванов; сын, и "К"', region: 'Нижний Новгород', day: '2025-02-01', line: 3 },
  { id: 'c3', name: 'две\nстроки', region: '', day: '2025-02-03', line: 4 },
];
const facts = "id, name, region, toString(toDate(created_at, 'Europe/Moscow')) AS day, line";
const text = (delimiter: string, end: string): string =>
  table
    .map(
      (row) =>
        row.map((cell) => (/["\n;,\t|]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(delimiter) + end,
    )
    .join('');

const bringAndRead = async (contents: string | Uint8Array, fileName = 'facts.csv') => {
  const here = company();
  const report = await here.bring(contents, { fileName });
  expect(report.problem).toBeUndefined();
  const rows = await here.facts('customers', facts);
  return rows.sort((a, b) => String(a.id).localeCompare(String(b.id)));
};

describe('a file is read as what it is', () => {
  it.each([',', ';', '\t', '|'])('delimited by %j', async (delimiter) => {
    expect(await bringAndRead(text(delimiter, '\n'), 'anything.txt')).toEqual(expected);
  });
  it.each(['\r\n', '\r'])('with lines that end in %j', async (end) => {
    expect(await bringAndRead(text(',', end))).toEqual(expected);
  });
  it.each(['utf8', 'windows-1251', 'cp866', 'koi8-r', 'utf-16le', 'utf-16be'])('in %s', async (encoding) => {
    expect(await bringAndRead(iconv.encode(text(';', '\r\n'), encoding))).toEqual(expected);
  });
  it.each(['utf8', 'utf-16le', 'utf-16be'])('in %s with a byte order mark', async (encoding) => {
    expect(await bringAndRead(iconv.encode(text(';', '\r\n'), encoding, { addBOM: true }))).toEqual(expected);
  });
  it('with everything in quotes', async () => {
    const quoted = table.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(';')).join('\r\n');
    expect(await bringAndRead(quoted)).toEqual(expected);
  });
  it('with the delimiter Excel declares, blank lines and empty tails', async () => {
    const excel = `sep=;\r\n${text(';', '\r\n').replace('\r\nc2', '\r\n\r\n;;;\r\nc2').replace('2025-02-01', '2025-02-01;;')}`;
    expect((await bringAndRead(excel)).map(({ id, line }) => [id, line])).toEqual([
      ['c1', 3],
      ['c2', 6],
      ['c3', 7],
    ]);
  });
  it('NDJSON, numbers exactly and late keys as attributes', async () => {
    const here = company();
    const lines = [
      { line_id: 1, order_id: 'o', customer_id: 'c', ordered_at: '2025-01-01', net_amount: 10.1 },
      {
        line_id: '2',
        order_id: 'o',
        customer_id: 'c',
        ordered_at: '2025-01-01',
        net_amount: '1 000,5',
        props: { color: 'red' },
        ok: true,
        no: null,
      },
    ].map((line) => JSON.stringify(line));
    const exact =
      '{"line_id": 12345678901234567890, "order_id":"o","customer_id":"c","ordered_at":"2025-01-01","net_amount": 123456789012.123456}';
    const report = await here.bring([...lines, exact, 'nonsense', '[1]', ''].join('\n'), { fileName: 'x.csv' });
    expect(report.kinds.order_lines).toEqual({ read: 5, added: 3, changed: 0, unchanged: 0, quarantined: 2 });
    const rows = await here.facts('order_lines', 'id, toString(net_amount) AS amount, props');
    expect(rows.sort((a, b) => String(a.id).localeCompare(String(b.id)))).toEqual([
      { id: '1', amount: '10.1', props: {} },
      { id: '12345678901234567890', amount: '123456789012.123456', props: {} },
      { id: '2', amount: '1000.5', props: { 'props.color': 'red', ok: 'true' } },
    ]);
    expect((await here.refused()).map(({ line, reason }) => [line, reason])).toEqual([
      [4, 'bad_json'],
      [5, 'bad_json'],
    ]);
  });
  it('XLSX: the first sheet with anything in it, dates and floats as people see them', async () => {
    const here = company();
    const book = workbook(
      [],
      [
        ['payment_id', 'paid_at', 'amount', 'purpose'],
        ['p1', { date: 45_688 }, 0.1 + 0.2, 'счёт & <1>'],
        [],
        ['p2', { date: 45_688.5 }, 1234.5, 'длинный текст'],
        ['p3', '', 5, ''],
      ],
    );
    const report = await here.bring(book, { fileName: 'выгрузка.csv' });
    expect(report.kinds.payments).toEqual({ read: 3, added: 2, changed: 0, unchanged: 0, quarantined: 1 });
    const rows = await here.facts('payments', "id, toString(paid_at, 'Europe/Moscow') AS at, amount, purpose, line");
    expect(rows.sort((a, b) => String(a.id).localeCompare(String(b.id)))).toEqual([
      { id: 'p1', at: '2025-01-31 00:00:00.000', amount: 0.3, purpose: 'счёт & <1>', line: 2 },
      { id: 'p2', at: '2025-01-31 12:00:00.000', amount: 1234.5, purpose: 'длинный текст', line: 4 },
    ]);
  });
  it('Parquet: decimals exactly, instants and days in their own way', async () => {
    const here = company();
    const path = join(directory(), 'payments.parquet');
    await warehouse().command(
      `INSERT INTO FUNCTION file({path:String}, 'Parquet') SELECT concat('p', toString(number)) AS payment_id,
        toDateTime64('2025-01-31 10:00:00.125', 3, 'UTC') AS paid_at, toDecimal64('1234.56', 2) + number AS amount, number AS extra, toDate('2025-01-05') AS due
        FROM numbers(30000) SETTINGS output_format_parquet_compression_method = 'zstd'`,
      { parameters: { path } },
    );
    const report = await here.bring(await readFile(path), { fileName: 'payments' });
    expect(report.kinds.payments).toEqual({ read: 30_000, added: 30_000, changed: 0, unchanged: 0, quarantined: 0 });
    const [row] = (await here.facts('payments', 'id, toString(paid_at) AS at, amount, props, line')).filter(
      ({ id }) => id === 'p25000',
    );
    expect(row).toEqual({
      id: 'p25000',
      at: '2025-01-31 10:00:00.125',
      amount: 26234.56,
      props: { extra: '25000', due: '2025-01-05' },
      line: 25_001,
    });
  });
});

describe('a file is refused whole with one sentence', () => {
  const refusals: [string, string | Uint8Array, string, string?][] = [
    ['a binary called .csv', Uint8Array.from({ length: 5000 }, (_, at) => (at * 7919) % 256), 'not_a_table'],
    ['an empty file', '', 'empty_file'],
    ['a file of blanks', '\ufeff \r\n\r\n', 'empty_file'],
    ['a header only', 'customer_id,name\n', 'no_rows'],
    ['a header nobody knows', 'a,b,c\n1,2,3\n', 'unknown_header'],
    ['no header', 'c1,Anna\nc2,Boris\n', 'unknown_header'],
    ['10,000 columns', `${Array.from({ length: 10_000 }, (_, at) => `c${at}`).join(',')}\n1\n`, 'too_many_columns'],
    ['a column twice', 'customer_id,name,NAME\n1,a,b\n', 'duplicate_column'],
    ['a kind that does not exist', 'customer_id\n1\n', 'unknown_kind', 'clients'],
    ['a kind whose columns are not there', 'customer_id\n1\n', 'missing_columns', 'order_lines'],
    ['two kinds that fit', 'person_id,customer_id,name,email,phone,region,tax_id\n1,2,3,4,5,6,7\n', 'several_kinds'],
    ['no kind whose columns are all there', 'order_id,customer_id,ordered_at,net_amount\n1,2,3,4\n', 'unclear_kind'],
    ['a kind that knows half of the columns only', 'product_id,basket_id\n1,2\n', 'unclear_kind'],
    [
      'a kind less known than one not fulfilled',
      'customer_id,partner_id,order_id,channel,name\n1,2,3,4,5\n',
      'unclear_kind',
    ],
    ['a broken workbook', Buffer.from('PK\x03\x04 and then nothing'), 'broken_file'],
    ['a workbook cut short', workbook([['customer_id'], ['1']]).subarray(0, 900), 'broken_file'],
    ['a broken Parquet', Buffer.from('PAR1 and then nothing PAR1'), 'broken_file'],
    ['a workbook without rows', workbook([['customer_id', 'name']]), 'no_rows'],
  ];
  it.each(refusals)('%s', async (_what, contents, code, as) => {
    const here = company();
    const report = await here.bring(contents, { fileName: 'файл.csv', ...(as ? { as } : {}) });
    expect(report.problem).toMatchObject({ code, kind: 'input' });
    expect(report.problem?.text.ru).toMatch(/[а-я]/);
    expect(report.kinds).toEqual({});
    expect(await here.journal.unfinished()).toEqual([]);
    expect(await here.journal.standing(here.workspace)).toEqual([]);
  });

  it('an endless line, without reading it to its end', async () => {
    const path = join(directory(), 'endless.csv');
    const out = createWriteStream(path);
    out.write('customer_id,name\n1,a\n2,');
    const block = Buffer.alloc(4_000_000, 'x');
    for (let at = 0; at < 60; at += 1)
      if (!out.write(block)) await new Promise<void>((done) => out.once('drain', done));
    await new Promise((done) => out.end(done));
    const before = process.memoryUsage().rss;
    const here = company();
    const [report] = await importFile({
      warehouse: warehouse(),
      journal: here.journal,
      workspace: here.workspace,
      timeZone: 'UTC',
      currency: 'RUB',
      source: 'main',
      path,
      fileName: 'endless.csv',
    });
    expect(report?.problem).toMatchObject({ code: 'record_too_long', where: { line: 3 } });
    expect(process.memoryUsage().rss - before).toBeLessThan(600_000_000);
    expect(await here.facts('customers')).toEqual([]);
  });

  it('a file that is not there, and a time zone that does not exist', async () => {
    const here = company();
    const input = {
      warehouse: warehouse(),
      journal: memoryJournal(),
      workspace: here.workspace,
      currency: 'RUB',
      source: 'main',
      fileName: 'x.csv',
    };
    expect(await importFile({ ...input, timeZone: 'UTC', path: '/nowhere/x.csv' })).toMatchObject([
      { problem: { code: 'file_not_found' } },
    ]);
    expect(await here.bring('customer_id\n1\n', { timeZone: 'Europe/Atlantis' })).toMatchObject({
      problem: { code: 'unknown_time_zone' },
    });
  });
});

describe('a file nobody named the kind of', () => {
  const shop = [
    'household_id,store_id,basket_id,product_id,quantity,sales_value,retail_disc,coupon_disc,coupon_match_disc,week,transaction_timestamp',
    '900,330,31198570044,1095275,1,0.5,0,0,0,1,2017-01-01 11:53:26',
  ].join('\n');

  it('is no list of products because its order lines name one', async () => {
    const here = company();
    const { problem, kinds } = await here.bring(shop);
    expect(problem).toMatchObject({ code: 'unclear_kind', where: { closest: 'order_lines, products, deals' } });
    expect(problem?.text.en).toContain(
      'order_lines (knows 2 of 11 columns, lacks line_id, order_id, customer_id, ordered_at, net_amount); products (knows 1 of 11 columns, lacks no required one)',
    );
    expect(problem?.text.ru).toContain('--as');
    expect(kinds).toEqual({});
    expect(await here.facts('products')).toEqual([]);
  });

  it('is taken as what it is told to be, with what is unknown kept and told', async () => {
    const here = company();
    const report = await here.bring(shop, { as: 'products' });
    expect(report.kinds.products).toMatchObject({ read: 1, added: 1 });
    expect(report.unknown_columns).toEqual(
      shop
        .split('\n')[0]
        ?.split(',')
        .filter((name) => name !== 'product_id'),
    );
    const [row] = await here.facts('products', 'id, props');
    expect(row).toMatchObject({ id: '1095275', props: { household_id: '900', sales_value: '0.5' } });
  });

  it('is known with a few columns of its own; attributes and what a list of refused rows adds do not count', async () => {
    const here = company();
    const told = await here.bring('customer_id,name,Любимый цвет\n1,Анна,синий\n');
    expect(told.kinds.customers?.added).toBe(1);
    expect(told.unknown_columns).toEqual(['Любимый цвет']);
    const aside = ['attributes.a', 'attributes.b', 'attributes.c', 'refused_line', 'refused_reason'];
    const quiet = await here.bring(`customer_id,${aside.join(',')}\n2,1,2,3,4,5\n`);
    expect(quiet.kinds.customers?.added).toBe(1);
    expect(quiet.unknown_columns).toBeUndefined();
  });

  it('is of every kind by all the kind’s columns, in any order', async () => {
    for (const kind of factKinds) {
      const names = factShapes[kind].columns.map(({ name }) => name);
      for (const header of [names, names.toReversed(), [...names, 'updated_at', 'своё']])
        expect(canonicalFile(header)?.kind, header.join()).toBe(kind);
    }
  });
});

describe('a row that can’t be cut in cells', () => {
  it('is refused alone, with its line', async () => {
    const here = company();
    const report = await here.bring('customer_id,name\n1,"a\n"b"\n2,b\n3,"x"y\n4,a,b\n5,"ok\nok"\n6,"open\n7,last\n');
    expect(report.kinds.customers).toEqual({ read: 8, added: 3, changed: 0, unchanged: 0, quarantined: 5 });
    expect((await here.refused()).map(({ line, reason }) => `${line} ${reason}`)).toEqual([
      '2 bad_quotes',
      '3 too_few_columns',
      '5 bad_quotes',
      '6 too_many_columns',
      '9 bad_quotes',
    ]);
  });

  it('or is in another encoding, is refused alone', async () => {
    const here = company();
    const good = Array.from({ length: 50 }, (_, at) => `${at},Имя ${at}`).join('\n');
    const bytes = Buffer.concat([
      Buffer.from(`customer_id,name\n${good}\n`),
      Buffer.from([0x39, 0x39, 0x2c, 0xcf, 0xf0, 0x0a]),
    ]);
    const report = await here.bring(bytes);
    expect(report.kinds.customers).toEqual({ read: 51, added: 50, changed: 0, unchanged: 0, quarantined: 1 });
    expect(await here.refused()).toMatchObject([{ line: 52, reason: 'bad_encoding' }]);
  });

  it('or has a zero byte for its id, which is nothing, is refused alone', async () => {
    const here = company();
    await here.bring(iconv.encode('customer_id,name\n1,\0Анна\0\n\0,Пётр\n', 'utf-16le', { addBOM: true }));
    expect(await here.facts('customers', 'id, name')).toEqual([{ id: '1', name: 'Анна' }]);
    expect(await here.refused()).toMatchObject([{ line: 3, reason: 'missing_required' }]);
  });

  it('and \\N is nothing, as databases write it', async () => {
    const here = company();
    await here.bring('customer_id,name\n1,\\N\n2,"b\\N"\n');
    expect(await here.facts('customers', 'id, name')).toEqual([
      { id: '1', name: '' },
      { id: '2', name: 'b\\N' },
    ]);
  });
});
