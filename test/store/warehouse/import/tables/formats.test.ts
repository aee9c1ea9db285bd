import { mkdtemp, readdir, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { strToU8, unzipSync, zipSync } from 'fflate';
import iconv from 'iconv-lite';
import { describe, expect, it, vi } from 'vitest';
import { openTables } from '../../../../../src/store/warehouse/import/tables/table.ts';
import { workbook } from '../workbook.ts';
import { type ReadTable, readTable, readTables, refusal } from './opening.ts';

const cellsOf = ({ rows }: ReadTable) => rows.map(({ line, cells }) => [line, ...cells]);
const fixture = (name: string) => readFile(new URL(`workbooks/${name}`, import.meta.url));

describe('a page called .xls', () => {
  const page = (body: string, head = '<meta http-equiv="Content-Type" content="text/html; charset=utf-8">') =>
    `<html><head>${head}<style>td { color: red }</style></head><body>${body}</body></html>`;

  it('as Bitrix24 writes it', async () => {
    const deals = `<table border=1><thead><tr><th>ID</th><th>Название сделки</th><th>Сумма</th></tr></thead><tbody>
      <tr><td>1</td><td><a href="/crm/1"><b>Поставка</b> &laquo;Ромашка&raquo; &amp; Ко</a></td><td>1&nbsp;234,50</td></tr>
      <tr><td>2</td><td>две<br>строки</td><td></td></tr>
      <tr><td></td><td></td><td></td></tr>
      <tr><td>Итого</td><td></td><td>1&nbsp;234,50</td></tr></tbody></table>`;
    for (const encoding of ['utf-8', 'windows-1251', 'utf-16le']) {
      const table = await readTable(iconv.encode(page(deals), encoding));
      expect(table.look).toMatchObject({ format: 'html', encoding, headerLine: 1 });
      expect(table.look.header).toEqual(['ID', 'Название сделки', 'Сумма']);
      expect(cellsOf(table)).toEqual([
        [2, '1', 'Поставка «Ромашка» & Ко', '1\u00a0234,50'],
        [3, '2', 'две строки', ''],
      ]);
      expect(table.totals).toBe(1);
      expect(table.readBytes).toBe(table.look.totalBytes);
    }
  });

  it('is read in the encoding its bytes are in, then in that it names', async () => {
    const words = '<tr><td>Имя</td><td>x</td></tr><tr><td>№</td><td>1</td></tr>';
    const saying = (charset: string) => page(`<table>${words}</table>`, `<meta charset="${charset}">`);
    const names = async (bytes: Buffer) => (await readTable(bytes)).look.header[0];
    expect(await names(Buffer.from(saying('windows-1251')))).toBe('Имя');
    expect(await names(iconv.encode(saying('utf-8'), 'windows-1251'))).toBe('Имя');
    expect(await names(iconv.encode(saying('koi8-r'), 'koi8-r'))).toBe('Имя');
  });

  it('with cells over several columns and rows, tables in cells and before', async () => {
    const table = await readTable(
      page(`<table><tr><td colspan=4>Отчёт по продажам</td></tr></table>
      <table><tr><td>Клиент<td>Город<td>План<td>Факт</tr>
      <tr><td rowspan="2">Анна<td>Пермь<td>5<td>6
      <tr><td>Омск<td><table><tr><td>7</td></tr></table><td>8
      <tr><td colspan=2>Борис<td>9<td>10<script>alert("<td>")</script></table>`),
    );
    expect(table.look).toMatchObject({ headerLine: 2, preface: ['Отчёт по продажам'] });
    expect(cellsOf(table)).toEqual([
      [3, 'Анна', 'Пермь', '5', '6'],
      [4, 'Анна', 'Омск', '7', '8'],
      [5, 'Борис', '', '9', '10'],
    ]);
  });

  it('that holds no table, or never ends a tag, is refused', async () => {
    expect(await refusal(page('<p>Войдите</p>'))).toBe('empty_file');
    expect(await refusal(`<table><tr><td>${'<b>'.repeat(30_000)}`)).toBe('broken_file');
    expect(await refusal(Buffer.concat([Buffer.from('<table><tr><td a="'), Buffer.alloc(70_000_000, 'x')]))).toBe(
      'record_too_long',
    );
  });
});

describe('workbooks', () => {
  it('are a table a sheet, each with its own header, preface and totals', async () => {
    const book = workbook(
      [['Инструкция'], ['Заполните лист «Продажи»']],
      [
        ['Отчёт', ''],
        ['ИНН', 'Выручка', ''],
        ['7701', 5],
        ['7702', { date: 45_688 }, 'лишнее'],
        ['Итого', 10],
      ],
      [],
      [['a', 'b']],
    );
    const [cover, sales, ...more] = await readTables(book);
    expect(more).toEqual([]);
    expect(cover?.look.part).toBe('S0');
    expect(sales?.look).toMatchObject({ format: 'xlsx', part: 'S1', headerLine: 2, preface: ['Отчёт'] });
    expect(sales?.look.header).toEqual(['ИНН', 'Выручка', 'column 3']);
    expect(sales && cellsOf(sales)).toEqual([
      [3, '7701', '5', ''],
      [4, '7702', '2025-01-31', 'лишнее'],
    ]);
    expect(sales?.totals).toBe(1);
    expect(sales?.readBytes).toBe(sales?.look.totalBytes);
    expect((await readTable(workbook([['a', 'b']]))).look).toMatchObject({ part: '', header: ['a', 'b'] });
  });

  it('are looked at by the texts their first rows need', async () => {
    const rows = Array.from({ length: 5000 }, (_, at) => [`id ${at}`, `имя ${at}`]);
    const table = await readTable(workbook([['id', 'имя'], ...rows]));
    expect(table.look.samples.slice(-1)).toEqual([['id 199', 'имя 199']]);
    expect(table.rows.at(-1)).toMatchObject({ line: 5001, cells: ['id 4999', 'имя 4999'] });
  });

  it('as 1C and old archivers name their parts', async () => {
    const parts = unzipSync(
      workbook([
        ['id', 'имя'],
        ['1', 'Анна'],
      ]),
    );
    const renamed = Object.entries(parts).map(([name, bytes]) => [
      name.replace('/shared', '/Shared').replaceAll('/', '\\'),
      bytes,
    ]);
    expect(cellsOf(await readTable(zipSync(Object.fromEntries(renamed))))).toEqual([[2, '1', 'Анна']]);
  });

  it('of Excel 97 to 2003', async () => {
    const [sales, second, ...more] = await readTables(await fixture('excel-97.xls'));
    expect(more).toEqual([]);
    expect(sales?.look).toMatchObject({ format: 'xls', part: 'Продажи', headerLine: 3, preface: ['Отчёт за январь'] });
    expect(sales?.look.header).toEqual(['ID', 'Название', 'Дата', 'Сумма']);
    const expected = Array.from({ length: 200 }, (_, at) => {
      const text = at % 3 ? `Строка ${at} ${'я'.repeat(at % 70)}!` : `Row ${at} ${'x'.repeat(at % 90)}!`;
      return [at + 4, String(at), text, '2025-01-31', String(at * 1.25 - 50)];
    });
    expect(sales && cellsOf(sales)).toEqual(expected);
    expect(sales?.totals).toBe(1);
    expect(second?.look.part).toBe('Second');
    expect(second && cellsOf(second)).toEqual([[2, 'true', '2']]);
  });

  it('of Excel 95', async () => {
    const table = await readTable(await fixture('excel-95.xls'));
    expect(table.look).toMatchObject({ format: 'xls', header: ['ID', 'Название', 'Дата'] });
    expect(cellsOf(table)).toEqual([
      [2, '1', 'ООО Ромашка', '2025-01-31'],
      [3, '2', 'Plain', '12.5'],
    ]);
  });

  it('that can’t be read are refused with what to do', async () => {
    const whole = await fixture('excel-97.xls');
    expect(await refusal(whole.subarray(0, 9000))).toBe('broken_file');
    expect(await refusal(whole.subarray(0, 600))).toBe('broken_file');
    expect(await refusal(Buffer.from([9, 0, 4, 0, 2, 0, 16, 0]))).toBe('old_workbook');
    expect(await refusal(zipSync({ 'xl/workbook.bin': strToU8('x') }))).toBe('other_workbook');
    expect(await refusal(zipSync({ 'content.xml': strToU8('<x/>'), mimetype: strToU8('ods') }))).toBe('other_workbook');
    const xml = '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>';
    expect(await refusal(xml)).toBe('other_workbook');
    expect(await refusal('<?xml version="1.0"?><Каталог/>')).toBe('not_a_table');
    const locked = Buffer.from(whole);
    const name = Buffer.from('Workbook', 'utf16le');
    const at = locked.indexOf(name);
    Buffer.from('EncryptedPackage', 'utf16le').copy(locked, at);
    locked.writeUInt16LE(34, at + 64);
    expect(await refusal(locked)).toBe('locked_file');
  });
});

describe('archives', () => {
  const csv = 'id;имя\n1;Анна\n2;Борис\nИтого;2\n';
  const cp866 = iconv.encode(csv, 'cp866');

  it('of one table are that table', async () => {
    for (const bytes of [zipSync({ 'выгрузка.csv': cp866 }), gzipSync(cp866)]) {
      const table = await readTable(bytes, { fileName: 'x.zip' });
      expect(table.look).toMatchObject({ format: 'delimited', encoding: 'cp866', part: '' });
      expect(cellsOf(table)).toEqual([
        [2, '1', 'Анна'],
        [3, '2', 'Борис'],
      ]);
      expect(table.totals).toBe(1);
      expect(table.readBytes).toBe(table.look.totalBytes);
    }
  });

  it('of several are each of them; what is no table is told', async () => {
    const rest = {
      'deals.csv': strToU8(csv),
      'stored.ndjson': [strToU8('{"id":1}\n'), { level: 0 as const }] as [Uint8Array, { level: 0 }],
      '__MACOSX/._deals.csv': strToU8('junk'),
      'readme.pdf': Uint8Array.from({ length: 500 }, (_, at) => (at * 7919) % 256),
      'empty.txt': strToU8(' \n'),
      'book.xlsx': workbook(
        [['x'], ['1']],
        [
          ['y', 'z'],
          ['2', '3'],
        ],
      ),
      'old.xls': await fixture('excel-95.xls'),
      'nested.zip': zipSync({ 'x.csv': strToU8(csv) }),
    };
    const found = await readTables(zipSync(rest));
    expect(found.map(({ look, rows }) => [look.part, look.format, rows.length])).toEqual([
      ['deals.csv', 'delimited', 2],
      ['stored.ndjson', 'ndjson', 1],
      ['book.xlsx/S0', 'xlsx', 1],
      ['book.xlsx/S1', 'xlsx', 1],
      ['old.xls', 'xls', 2],
    ]);
    expect(found[0]?.look.leftOut).toEqual(['readme.pdf', 'empty.txt', 'nested.zip']);
  });

  it('with names of Russian Windows', async () => {
    const bytes = Buffer.from(zipSync({ '1234.csv': strToU8(csv), 'b.csv': strToU8(csv) }));
    const name = iconv.encode('Счёт', 'cp866');
    for (let at = bytes.indexOf('1234'); at >= 0; at = bytes.indexOf('1234', at)) name.copy(bytes, at);
    expect((await readTables(bytes)).map(({ look }) => look.part)).toEqual(['Счёт.csv', 'b.csv']);
  });

  it('that are broken, empty or locked are refused', async () => {
    const bytes = Buffer.from(zipSync({ 'a.csv': strToU8(csv.repeat(1000)) }));
    const locked = Buffer.from(bytes);
    locked[bytes.indexOf('PK\x01\x02', 0, 'latin1') + 8] = 1;
    expect(await refusal(locked)).toBe('locked_file');
    const spoilt = Buffer.from(bytes);
    spoilt.fill(0xff, 40, 80);
    expect(await refusal(spoilt)).toBe('broken_file');
    expect(await refusal(bytes.subarray(0, 100))).toBe('broken_file');
    const gz = gzipSync(
      Buffer.from(Array.from({ length: 90_000 }, (_, at) => `${at};${(at * 7919) % 9973}\n`).join('')),
    );
    expect(await refusal(gz.subarray(0, gz.length - 100))).toBe('broken_file');
    expect(await refusal(zipSync({ 'a.txt': strToU8('') }))).toBe('not_a_table');
    expect(await refusal(gzipSync(Buffer.alloc(0)))).toBe('not_a_table');
  });
});

describe('reading', () => {
  const rows = Array.from({ length: 90_000 }, (_, at) => [`id ${at}`, 'x'.repeat(500)]);
  const inFile = async (bytes: Uint8Array, work: (path: string) => Promise<void>) => {
    const directory = await mkdtemp(join(tmpdir(), 'conveyor-reading-'));
    const path = join(directory, 'file');
    try {
      await writeFile(path, bytes);
      await work(path);
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  };
  const leftOpen = async (path: string) => {
    const links = await Promise.all(
      (await readdir('/proc/self/fd')).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')),
    );
    return links.filter((link) => link.includes(path));
  };
  const members = async () => (await readdir(tmpdir())).filter((name) => name.startsWith('conveyor-member-'));

  it('stopped in the middle leaves no file open and nothing behind', { timeout: 60_000 }, async () => {
    const text = rows.map((row) => row.join(';')).join('\n');
    const book = workbook([['id', 'x'], ...rows]);
    // Its own, for other tests write there too.
    const own = await mkdtemp(join(tmpdir(), 'conveyor-own-'));
    vi.stubEnv('TMPDIR', own);
    for (const bytes of [
      Buffer.from(text),
      gzipSync(text),
      zipSync({ 'a.csv': strToU8(text) }),
      book,
      zipSync({ 'b.xlsx': book }),
    ])
      await inFile(bytes, async (path) => {
        for (const { open } of await openTables(path, 'x')) {
          for await (const batch of await open()) {
            expect(batch.rows).toBeGreaterThan(1000);
            break;
          }
          const stopped = new AbortController();
          const reading = async () => {
            for await (const _ of await open({ signal: stopped.signal })) stopped.abort();
          };
          await expect(reading()).rejects.toThrow(/abort/i);
        }
        await vi.waitFor(async () => expect(await leftOpen(path)).toEqual([]));
      });
    expect(await members()).toEqual([]);
    vi.unstubAllEnvs();
    await rm(own, { recursive: true });
  });

  it('JSON that is no lines of JSON is told what to be', async () => {
    for (const text of ['{\n  "result": [\n {"ID": 1}\n]}', '[{"ID": 1},\n{"ID": 2}]', `${'{"a":'.repeat(9999)}1`])
      expect(await refusal(text)).toBe('not_json_lines');
    const deep = `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    const { rows: found } = await readTable(`{"a":1}\n${deep}\n{"a":12345678901234567890}\n`);
    expect(found.map(({ line, flag, cells }) => [line, flag, cells[0]?.slice(0, 20)])).toEqual([
      [1, '', '1'],
      [2, 'bad_json', ''],
      [3, '', '12345678901234567890'],
    ]);
  });
});

describe('a bank statement for 1C', () => {
  const statement = (name: string) =>
    [
      '1CClientBankExchange',
      'ВерсияФормата=1.03',
      `Кодировка=${name}`,
      'ДатаНачала=01.01.2025',
      'РасчСчет=40702810900000000001',
      'СекцияРасчСчет',
      'НачальныйОстаток=5.00',
      'КонецРасчСчет',
      'СекцияДокумент=Платежное поручение',
      'Номер=1',
      'Сумма=1234.50',
      'Плательщик1=ООО "Ромашка"; филиал',
      'НазначениеПлатежа=Оплата по счёту = 5',
      'от 01.01.2025',
      'КонецДокумента',
      'СекцияДокумент=Банковский ордер',
      'Номер=2',
      'Сумма=7',
      'КонецДокумента',
      'СекцияДокумент=Платежное поручение',
      'Номер=3',
      'КонецФайла',
    ].join('\r\n');

  it.each([
    ['Windows', 'windows-1251'],
    ['DOS', 'cp866'],
    ['Windows', 'utf-8'],
  ])('in the encoding its own words are in: %s, %s', async (name, encoding) => {
    const { look, rows } = await readTable(iconv.encode(statement(name), encoding), { fileName: 'kl_to_1c.txt' });
    expect(look).toMatchObject({ format: 'bank_exchange', encoding, headerLine: 0 });
    expect(look.preface).toContain('РасчСчет=40702810900000000001');
    const account = '40702810900000000001';
    const purpose = 'Оплата по счёту = 5 от 01.01.2025';
    expect(look.header).toEqual(['СекцияДокумент', 'Номер', 'Сумма', 'Плательщик1', 'НазначениеПлатежа', 'РасчСчет']);
    expect(rows.map(({ line, flag, cells }) => [line, flag, ...cells])).toEqual([
      [9, '', 'Платежное поручение', '1', '1234.50', 'ООО "Ромашка"; филиал', purpose, account],
      [16, '', 'Банковский ордер', '2', '7', '', '', account],
      [20, 'cut_short', 'Платежное поручение', '3', '', '', '', account],
    ]);
    expect(look.samples).toHaveLength(2);
  });

  it('keys met late are free attributes; without documents it is refused', async () => {
    const many = Array.from({ length: 40_000 }, (_, at) => `СекцияДокумент=П\nНомер=${at}\nКонецДокумента\n`).join('');
    const { look, rows } = await readTable(
      `1CClientBankExchange\n${many}СекцияДокумент=П\nОсобое=да\nКонецДокумента\n`,
    );
    expect(look.header).toEqual(['СекцияДокумент', 'Номер']);
    expect(rows).toHaveLength(40_001);
    expect(rows.at(-1)).toMatchObject({ more: '{"Особое":"да"}', cells: ['П', ''] });
    expect(await refusal('1CClientBankExchange\nВерсияФормата=1.03\nКонецФайла\n')).toBe('no_rows');
  });
});
