import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { headerScore } from '../../../../../src/layouts/recognise.ts';
import { guessEncoding } from '../../../../../src/store/warehouse/import/tables/encoding.ts';
import { readTable, refusal } from './opening.ts';

const googleAds = [
  'Campaign report',
  '"January 1, 2025 - January 31, 2025"',
  'Day,Campaign,Campaign ID,Currency code,Cost,Impr.,Clicks',
  '2025-01-01,Brand,111,RUB,"1,234.50","12,000",34',
  '2025-01-02,Total Recall,112,RUB,10.00,100,1',
  'Total: Campaigns, --, --,RUB,"1,244.50","12,100",35',
  'Total: Account,,,RUB,"1,244.50","12,100",35',
].join('\n');

const direct = [
  'Отчёт по кампаниям, сводный',
  'Клиент: ООО «Ромашка»; логин romashka',
  '',
  'Период с 01.01.2025 по 31.01.2025',
  'Дата;Кампания;№ Кампании;Показы;Клики;Расход (руб.)',
  '01.01.2025;Поиск, Москва;111;1 200;34;1 234,50',
  '02.01.2025;Итоги года;112;100;1;10,00',
  'Итого;;;1 300;35;1 244,50',
].join('\r\n');

describe('what stands around a table', () => {
  it('before it: lines of a report of Google Ads', async () => {
    const { look, rows, totals } = await readTable(googleAds);
    expect(look).toMatchObject({
      format: 'delimited',
      encoding: 'utf-8',
      delimiter: ',',
      part: '',
      headerLine: 3,
      preface: ['Campaign report', '"January 1, 2025 - January 31, 2025"'],
      header: ['Day', 'Campaign', 'Campaign ID', 'Currency code', 'Cost', 'Impr.', 'Clicks'],
      totalBytes: Buffer.byteLength(googleAds),
    });
    expect(look.samples.map(([day]) => day)).toEqual(['2025-01-01', '2025-01-02']);
    expect(rows.map(({ line, cells }) => [line, cells[1], cells[4]])).toEqual([
      [4, 'Brand', '1,234.50'],
      [5, 'Total Recall', '10.00'],
    ]);
    expect(totals).toBe(2);
  });

  it.each(['utf8', 'windows-1251', 'cp866', 'koi8-r', 'utf-16le', 'utf-16be'])(
    'before it: lines of a report of Yandex Direct, in %s',
    async (encoding) => {
      const { look, rows, totals, readBytes } = await readTable(iconv.encode(direct, encoding));
      expect(look).toMatchObject({ encoding: encoding.replace('utf8', 'utf-8'), delimiter: ';', headerLine: 5 });
      expect(look.preface).toHaveLength(3);
      expect(look.header[5]).toBe('Расход (руб.)');
      expect(rows.map(({ line, cells }) => [line, cells[1], cells[5]])).toEqual([
        [6, 'Поиск, Москва', '1 234,50'],
        [7, 'Итоги года', '10,00'],
      ]);
      expect(totals).toBe(1);
      expect(readBytes).toBe(look.totalBytes);
    },
  );

  it('a header is where most names are known, wherever it is in the first fifty lines', async () => {
    const lines = Array.from({ length: 48 }, (_, at) => `Параметр ${at};значение ${at};ещё;и ещё`);
    const text = [...lines, 'код;имя клиента;город;сумма', '1;Анна;Пермь;5'].join('\n');
    const known = new Set(['код', 'имя клиента', 'город']);
    const { look, rows } = await readTable(text, {
      isHeader: (cells) => cells.filter((cell) => known.has(cell)).length,
    });
    expect(look).toMatchObject({ headerLine: 49, header: ['код', 'имя клиента', 'город', 'сумма'] });
    expect(look.preface).toHaveLength(20);
    expect(rows).toHaveLength(1);
  });

  it('is what a person says it is', async () => {
    const text = 'a;b\nc,d;e\n1,2;3\n';
    expect((await readTable(text)).look).toMatchObject({ delimiter: ';', headerLine: 1 });
    const choice = { headerLine: 2, delimiter: ',', encoding: 'cp866' } as const;
    const expected = { delimiter: ',', headerLine: 2, header: ['c', 'd;e'], encoding: 'cp866' };
    expect((await readTable(text, { choice })).look).toMatchObject(expected);
    expect((await readTable(text, { reopen: choice })).rows).toEqual([
      { line: 3, flag: '', extra: '', more: '', cells: ['1', '2;3'] },
    ]);
    expect(await refusal(text, { choice: { delimiter: 'ab' } })).toBe('bad_delimiter');
    expect(await refusal(text, { choice: { delimiter: '"' } })).toBe('bad_delimiter');
  });
});

describe('totals', () => {
  const totalsIn = async (...lines: string[]) => {
    const { rows, totals } = await readTable(['имя;дата;сумма', 'Анна;2025-01-01;5', ...lines].join('\n'));
    return [rows.length - 1, totals];
  };
  it.each([
    'Итого;;5',
    'ИТОГО:;;5',
    '"Итого";;"1 234,50"',
    ';Всего: ;5',
    'Всего по ООО «Ромашка»;;5',
    'Общий итог;;5,00 ₽',
    'Промежуточный итог;;5',
    'Total;;5',
    'Grand total;--;5',
    'Subtotal;;$5.00',
    'Sub-Total:;;5',
    'Total: Account;RUB;5',
    'Total rows: 12',
    '--;--;5',
    'Итог;;12 %',
  ])('%s', async (line) => {
    expect(await totalsIn(line)).toEqual([0, 1]);
  });
  it.each([
    'Тоталь;;5',
    'Total;2025-01-01;5',
    'Total;01.01.2025;5',
    'Total Oil;;5',
    'Итоговая Анна;;5',
    'Всеволод;;5',
    'Total;Анна;5',
    '--;2025-01-01;5',
    '--;;5',
    'Анна;;Итого',
    'Общий;;5',
    'Всего хорошего;;5',
  ])('not %s', async (line) => {
    expect(await totalsIn(line)).toEqual([1, 0]);
  });

  it('one whose word lost its letters, where it lacks what rows have', async () => {
    const deals = Array.from({ length: 24 }, (_, at) => `${at};Насос;2025-01-${(at % 9) + 10};1200.00;USD;Вега`);
    const file = ['ID;Name;Created;Amount;Currency;Company', ...deals];
    const { rows, totals } = await readTable([...file, '?????;;;99 123,45;;', '??????;?????;;1200.00;USD;'].join('\n'));
    expect([rows.length, totals]).toEqual([25, 1]);
  });
});

describe('headers', () => {
  it('padded, repeated and empty are unique and told as they are', async () => {
    const { look, rows } = await readTable('Бюджет ;cid;cid;;cid (2);a\n1;2;3;4;5;6\n1\n');
    expect(look.rawHeader).toEqual(['Бюджет ', 'cid', 'cid', '', 'cid (2)', 'a']);
    expect(look.header).toEqual(['Бюджет', 'cid', 'cid (3)', 'column 4', 'cid (2)', 'a']);
    expect(look.samples).toEqual([
      ['1', '2', '3', '4', '5', '6'],
      ['1', '', '', '', '', ''],
    ]);
    expect(rows.map(({ line }) => line)).toEqual([2, 3]);
  });
  it('lose an empty tail that nothing stands under', async () => {
    expect((await readTable('a;b;;;\n1;2;;;\n')).look.header).toEqual(['a', 'b']);
    expect((await readTable('a;b;;;\n1;2;;3;\n')).look.header).toEqual(['a', 'b', 'column 3', 'column 4']);
  });
  it('stand in quotes, over several lines', async () => {
    const { look, rows } = await readTable('"a\nb";"c ""d"""\n1;2\n');
    expect(look.header).toEqual(['a b', 'c "d"']);
    expect(rows[0]).toMatchObject({ line: 3, cells: ['1', '2'] });
  });
});

describe('names cut in two by a delimiter', () => {
  const rows = (cells: string) => Array.from({ length: 8 }, () => cells);
  const look = async (header: string, ...lines: string[]) =>
    (await readTable([header, ...lines].join('\n'), { isHeader: headerScore() })).look;
  const direct = 'Дата;Кампания;№ Кампании;Показы;Клики;Расход (руб.)';

  it('are one name where a layout knows it and rows are narrower by as many cells', async () => {
    const row = '01.02.2025;Поиск;112;1300;35;1244,50';
    for (const header of [direct.replace('Кампании', 'Кам;пании'), direct.replace('Расход', 'Рас;ход')]) {
      const { header: names, samples, doubt } = await look(header, ...rows(row));
      expect(names).toEqual(direct.split(';'));
      expect(samples[0]).toEqual(row.split(';'));
      expect(doubt).toBeUndefined();
    }
  });
  it('are told of where nobody knows them, and rows may merely lack their last columns', async () => {
    const { header, doubt } = await look(
      direct.replace('Показы', 'По|;каз'),
      ...rows('01.02.2025;Поиск;112;1300;35;9'),
    );
    expect(header).toHaveLength(7);
    expect(doubt?.ru).toContain('на 1');
    expect(doubt?.ru).toContain('«;»');
    expect(doubt?.en).toContain('“;”');
    expect((await look(direct, ...rows('01.02.2025;Поиск;112;1300;35'))).header).toEqual(direct.split(';'));
  });
  it('are nobody’s matter where some rows are as wide as the header, or few tell', async () => {
    const short = '01.02.2025;Поиск;112;1300;35';
    expect((await look(direct, ...rows(short), `${short};9`, `${short};9`)).doubt).toBeUndefined();
    expect((await look(direct, short, short)).doubt).toBeUndefined();
  });
});

describe('records', () => {
  it('have quotes in the middle of a cell as they stand', async () => {
    const { rows } = await readTable('имя;сумма\nООО "Ромашка";5\n"ООО ""Василёк""";6\n');
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['ООО "Ромашка"', '5'],
      ['ООО "Василёк"', '6'],
    ]);
  });
  it('with quotes that break are refused alone', async () => {
    const { rows, look } = await readTable('a;b\n1;"x"y\n2;b\n3;"open\n4;d\n');
    expect(rows.map(({ line, flag }) => [line, flag])).toEqual([
      [2, 'bad_quotes'],
      [3, ''],
      [4, 'bad_quotes'],
      [5, ''],
    ]);
    expect(look.samples).toEqual([
      ['2', 'b'],
      ['4', 'd'],
    ]);
  });
  it('go by the delimiter Excel declares', async () => {
    const { look, rows } = await readTable('sep=|\r\na,b|c\r\n1,2|3\r\n');
    expect(look).toMatchObject({ delimiter: '|', headerLine: 2, header: ['a,b', 'c'] });
    expect(rows[0]).toMatchObject({ line: 3, cells: ['1,2', '3'] });
  });
});

describe('encodings', () => {
  it('are found by what stands far behind the first bytes', async () => {
    const rows = Array.from({ length: 200_000 }, (_, at) => `id-${at};plain\n`).join('');
    const text = `id;name\n${rows}last;Привет из Москвы\n`;
    for (const encoding of ['windows-1251', 'cp866', 'utf8']) {
      const table = await readTable(iconv.encode(text, encoding));
      expect(table.look.encoding).toBe(encoding.replace('utf8', 'utf-8'));
      expect(table.rows.at(-1)).toMatchObject({ line: 200_002, cells: ['last', 'Привет из Москвы'] });
      expect(table.look.samples.at(-1)).toEqual(['last', 'Привет из Москвы']);
      expect(table.look.samples).toHaveLength(250);
    }
  });
  it('are found while reading where no probe met a foreign letter', async () => {
    const part = Array.from({ length: 150_000 }, (_, at) => `id-${at};plain;row;of;ascii\n`).join('');
    const text = `id;name;a;b;c\n${part}here;Привет из Москвы;;;\n${part}`;
    const table = await readTable(iconv.encode(text, 'windows-1251'));
    expect(table.rows[150_000]).toMatchObject({ line: 150_002, cells: ['here', 'Привет из Москвы', '', '', ''] });
  });
  it('are told by a few words, in capitals too', () => {
    const texts = [
      'Имя',
      'ИВАНОВ',
      'Сумма',
      'ООО "РОМАШКА"',
      'Дата;Кампания;Расход (руб.)',
      'ИНН;КОНТРАГЕНТ',
      'Иванов И.И.',
    ];
    const more = [
      '№ п/п;Товар',
      'ЗАКАЗ',
      'привет',
      'Москва',
      'ЧЕРЕПОВЕЦ',
      'Челябинск',
      'щётка',
      'Итого',
      'ФИО;Телефон',
      'ПЛАТЕЖНОЕ ПОРУЧЕНИЕ',
    ];
    const wrong = [...texts, ...more].flatMap((text) =>
      (['windows-1251', 'cp866', 'koi8-r'] as const)
        .map((encoding) => ({ text, encoding, guess: guessEncoding(iconv.encode(text, encoding)) }))
        .filter(({ encoding, guess }) => guess !== encoding),
    );
    expect(wrong).toEqual([]);
  });
  it('a lone letter before every number is read as the commoner encoding has it', () => {
    const numbers = Array.from({ length: 40 }, (_, at) => `П-7${at},2025-01-15,15000.00`).join('\r\n');
    expect(guessEncoding(iconv.encode(`Payment ID,Paid on,Amount\r\n${numbers}`, 'windows-1251'))).toBe('windows-1251');
    expect(guessEncoding(iconv.encode(`Payment ID,Paid on,Amount\r\n${numbers}`, 'cp866'))).toBe('cp866');
  });
  it('Western letters among plain ones are no Russian', async () => {
    const { look, rows } = await readTable(
      iconv.encode('Kunde;Straße\nMüller;Übergang\nDupré;Café Crème\n', 'windows-1252'),
    );
    expect(look.encoding).toBe('windows-1252');
    expect(rows[1]?.cells).toEqual(['Dupré', 'Café Crème']);
  });
  it('Excel’s “Unicode text” is UTF-16 with tabs', async () => {
    const bytes = iconv.encode('Имя\tСумма\r\nАнна\t5\r\n', 'utf-16le', { addBOM: true });
    const { look, rows } = await readTable(bytes, { fileName: 'x.txt' });
    expect(look).toMatchObject({ encoding: 'utf-16le', delimiter: '\t', header: ['Имя', 'Сумма'] });
    expect(rows).toMatchObject([{ line: 2, cells: ['Анна', '5'] }]);
  });
});
