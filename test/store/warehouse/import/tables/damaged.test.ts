import { zipSync } from 'fflate';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { looksOf } from '../../../../../src/layouts/look.ts';
import { workbook } from '../workbook.ts';
import { readTable, refusal } from './opening.ts';

const rows = Array.from({ length: 20 }, (_, at) => [
  `N-${at}`,
  `Клиент ${at}`,
  `0${(at % 9) + 1}.02.2025`,
  `${at}500,00`,
  'прим.',
]);
const header = ['Номер', 'Клиент', 'Дата', 'Сумма', 'Примечание'];
const text = (body: string[]): string => [header.join(';'), ...body].join('\n');
const lines = rows.map((row) => row.join(';'));

/** Lines of the rows refused, with why. */
const refused = async (contents: string | Uint8Array, isHeader?: (cells: string[]) => number): Promise<string[]> => {
  const { rows: found } = await readTable(contents, isHeader ? { isHeader } : {});
  return found.flatMap(({ line, flag }) => (flag === '' ? [] : [`${line} ${flag}`]));
};

describe('a row of another width than the rest', () => {
  it('has lost a delimiter, or got one too many, and is refused', async () => {
    const body = lines.with(4, 'N-4Клиент 4;05.02.2025;4500,00;прим.').with(9, 'N-9;;Клиент 9;01.02.2025;9500,00;');
    expect(await refused(text(body))).toEqual(['6 too_few_columns', '11 too_many_columns']);
  });

  it('is what is left of the last one where a file breaks off', async () => {
    expect(await refused(text([...lines, 'N-20;Клиент 20;03.02.2025;2']))).toEqual(['22 too_few_columns']);
    expect(await refused(text(['N-20;Клиент 20;03.02.2025;2']))).toEqual(['2 too_few_columns']);
  });

  it('is a habit where many are, or many in a row', async () => {
    const short = (row: string[], at: number) => row.slice(0, at % 2 ? 4 : 5).join(';');
    expect(await refused(text(rows.map(short)))).toEqual([]);
    const tail = Array.from({ length: 6 }, () => lines).flat();
    const block = rows.slice(0, 16).map((row) => row.slice(0, 4).join(';'));
    expect(await refused(text([...tail, ...block]))).toEqual([]);
  });

  it('is refused in a page too', async () => {
    const page = (body: string[][]) =>
      `<table>${[header, ...body].map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('\n')}</table>`;
    expect(await refused(page(rows.with(3, rows[3]?.slice(1) ?? [])))).toEqual(['5 too_few_columns']);
  });
});

describe('a row written with another delimiter than its file', () => {
  const other = 'N-20|Клиент 20|03.02.2025|2500,00|прим.';

  it('stands in one cell whole, and is refused', async () => {
    const padded = [`${other};;;;`, `"${other.replaceAll('|', ';')}";;;;`, `"${other}";"";"";"";""`, other];
    expect(await refused(text([...lines, ...padded]))).toEqual(
      [22, 23, 24, 25].map((line) => `${line} other_delimiter`),
    );
    const cut = 'N-20\tКлиент 20\t03.02.2025\t2500,00;;;;';
    expect(await refused(text([...lines, cut]))).toEqual(['22 other_delimiter']);
  });

  it('is refused in a sheet too', async () => {
    const sheet = workbook([header, ...rows, [other, '', '', '', '']]);
    expect(await refused(sheet)).toEqual(['22 other_delimiter']);
  });

  it('is none where one cell is a list, or more are filled', async () => {
    const notes = [
      'N-20, N-21, N-22, N-23, N-24;;;;',
      'a|b|c;;;;',
      'a|b|c|d|e;Клиент;;;',
      ';;;;прим. | и | ещё | раз | раз',
    ];
    expect(await refused(text([...lines, ...notes]))).toEqual([]);
  });
});

it('a cell of nothing but spaces after a digit is read in no time', async () => {
  const { rows: found } = await readTable(text(lines.with(3, `4${' '.repeat(400_000)};Клиент 4;05.02.2025;4500,00;`)));
  expect(found).toHaveLength(20);
  const [look] = looksOf(['n'], [[`4${' '.repeat(400_000)}x`], ['5']]);
  expect(look?.numbers).toBe(0.5);
});

describe('a row of totals', () => {
  const readOf = async (body: string[]) => {
    const { rows: found, totals } = await readTable(text(body));
    return [found.length, totals];
  };

  it('may say so in a later column, where it lacks what rows have', async () => {
    expect(await readOf(lines.toSpliced(7, 0, '99 123,45;;;Итого;'))).toEqual([20, 1]);
    expect(await readOf([...lines, '12,50;;99 123,45;;Всего по отчёту'])).toEqual([20, 1]);
    const { rows: found, totals } = await readTable(workbook([header, ...rows, ['12,50', '', '', 'Total', '']]));
    expect([found.length, totals]).toEqual([20, 1]);
  });

  it('may have what programs write for nothing', async () => {
    expect(await readOf([...lines, 'Всего по отчёту;;null;99 123,45;N/A'])).toEqual([20, 1]);
  });

  it('is none where only the name is such', async () => {
    expect(await readOf([...lines, '20;Total;01.02.2025;500,00;прим.', '21;Total;;500,00;прим.'])).toEqual([22, 0]);
    expect(await readOf([...lines, '20;Total;нет;;'])).toEqual([21, 0]);
  });
});

describe('a row in another encoding than the rest', () => {
  it.each([
    ['windows-1251', 'utf-8'],
    ['windows-1251', 'cp866'],
    ['windows-1251', 'koi8-r'],
    ['cp866', 'windows-1251'],
    ['utf-8', 'windows-1251'],
  ])('is refused: %s with %s in it', async (encoding, other) => {
    const body = `${lines.slice(0, 10).join('\n')}\nN-10;Завод имени Ильича;01.02.2025;10500,00;прим.\n`;
    const before = text([]);
    const bytes = Buffer.concat([
      iconv.encode(`${before}\n${lines.join('\n')}\n`, encoding),
      iconv.encode('N-20;Завод имени Ильича;01.02.2025;10500,00;прим.', other),
      iconv.encode(`\n${body}`, encoding),
    ]);
    expect(await refused(bytes)).toEqual(['22 bad_encoding']);
  });

  it('is refused in CP866 for one letter: no word has a frame beside it', async () => {
    const one = (letter: string, at: number) => `${letter}-${at};Plant ${at};01.02.2025;${at}500,00;x`;
    const rowsOf = (letter: string, encoding: string) =>
      iconv.encode(rows.map((_, at) => `\n${one(letter, at)}`).join(''), encoding);
    const head = Buffer.from('No;Client;Date;Sum;Note');
    const wide = Buffer.from(`\n${one('П', 20)}`);
    expect(await refused(Buffer.concat([head, rowsOf('П', 'cp866'), wide]))).toEqual(['22 bad_encoding']);
  });

  it('is refused in a file of UTF-8, though few letters tell it', async () => {
    const one = (letter: string, at: number) => `${letter}-${at};Plant ${at};01.02.2025;${at}500,00;x\n`;
    const few = Array.from({ length: 6 }, (_, at) => one('П', at)).join('');
    const bytes = Buffer.concat([
      Buffer.from(
        `No;Client;Date;Sum;Note\n${rows
          .slice(0, 17)
          .map((_, at) => one('П', at))
          .join('')}`,
      ),
      iconv.encode(few, 'windows-1251'),
    ]);
    expect(await refused(bytes)).toEqual([19, 20, 21, 22, 23, 24].map((line) => `${line} bad_encoding`));
  });

  it('is refused in a file of 16-bit letters', async () => {
    const wide = (part: string, addBOM: boolean) => iconv.encode(part, 'utf-16le', { addBOM });
    const narrow = Buffer.from('N-20;Wholesale 20;01.02.2025;10500.00;note');
    const bytes = Buffer.concat([wide(`${text(lines)}\n`, true), narrow, wide(`\n${lines[0]}`, false)]);
    expect(await refused(bytes)).toEqual(['22 too_few_columns']);
    const chinese = wide(text([...lines, 'N-20;北京市朝阳区建国路八十八号有限公司;01.02.2025;1,00;备注']), true);
    expect(await refused(chinese)).toEqual([]);
  });

  it('is no row in capitals, with signs or in another language of the same letters', async () => {
    const body = ['N-20;ФГУП ЖКХ ОАО «ЭНЕРГОСБЫТ»;01.02.2025;1,00;№ 5 — 20 °C', 'N-21;Щука’с café;01.02.2025;1,00;'];
    const other = ['N-22;Їжа та інші товари;01.02.2025;1,00;Київ'];
    expect(await refused(iconv.encode(text([...lines, ...other]), 'windows-1251'))).toEqual([]);
    expect(await refused(iconv.encode(text([...lines, body[0] ?? '']), 'windows-1251'))).toEqual([]);
  });
});

describe('another table below the first', () => {
  const other = [[], ['Менеджер', 'Город', 'Отдел', 'Ставка', 'Оклад'], ['Анна', 'Тверь', 'Опт', 'полная', 'высокий']];

  it('is refused from its header on', async () => {
    expect(await refused(text([...lines, ...other.map((row) => row.join(';'))]))).toEqual([
      '23 other_table',
      '24 other_table',
    ]);
  });

  it('is refused where many rows of it are among those looked at', async () => {
    const many = [other[0] ?? [], other[1] ?? [], ...Array.from({ length: 12 }, () => other[2] ?? [])];
    expect(await refused(text([...lines, ...many.map((row) => row.join(';'))]))).toHaveLength(13);
  });

  it('is told by a gap of cells quoted empty too', async () => {
    const gap = header.map(() => '""').join(';');
    const below = other.slice(1).map((row) => row.join(';'));
    expect(await refused(text([...lines, gap, ...below]))).toEqual(['23 other_table', '24 other_table']);
  });

  it('is refused where the first has nothing but words and addresses', async () => {
    const words = rows.map((_, at) => `Клиент ${'абвгд'[at % 5]};${at % 2 ? '' : `a${at}@example.com`};прим.`);
    const narrow = other.map((row) => row.slice(0, 3).join(';'));
    const body = ['Клиент;Почта;Примечание', ...words, ...narrow].join('\n');
    expect(await refused(body)).toEqual(['23 other_table', '24 other_table']);
  });

  it('is refused in a sheet, though it is narrow', async () => {
    const narrow = other.map((row) => row.slice(0, 2));
    expect(await refused(workbook([header, ...rows, ...narrow]))).toEqual(['23 other_table', '24 other_table']);
  });

  it('is told by names of columns some program writes, where the first is of nothing but words', async () => {
    const words = rows.map((_, at) => `Клиент ${'абвгд'[at % 5]};прим.;${at % 2 ? '' : 'Тула'}`);
    const body = ['Клиент;Примечание;Город', ...words, ';;', ...other.slice(1).map((row) => row.slice(0, 3).join(';'))];
    const names = ['Клиент', 'Примечание', 'Город', 'Менеджер', 'Отдел'];
    const known = (cells: string[]) => cells.filter((cell) => names.includes(cell)).length;
    expect(await refused(body.join('\n'), known)).toEqual(['23 other_table', '24 other_table']);
    expect(await refused(body.join('\n'))).toEqual([]);
  });

  it('may be explanations, a signature or a list without a header: they lack what the rows above have', async () => {
    const below = [[], ['зелёный', 'новый клиент'], ['красный', 'давно не покупал'], [], ['Отчёт сделал Иванов']];
    const flags = ['23 other_table', '24 other_table', '26 other_table'];
    const padded = below.map((row) =>
      Object.assign(
        header.map(() => ''),
        row,
      ).join(';'),
    );
    expect(await refused(text([...lines, ...padded]))).toEqual(flags);
    expect(await refused(text([...lines, ...below.map((row) => row.join(';'))]))).toEqual(flags);
    expect(await refused(workbook([header, ...rows, ...below]))).toEqual(flags);
    // A row of the table that lacks no more than a note is one, and so is what follows it.
    const short = ['', ...lines.slice(0, 3).map((line) => line.replace('прим.', '')), 'Не указан;;;;'];
    expect(await refused(text([...lines, ...short]))).toEqual([]);
  });

  it('is none where groups of rows begin with a name of their own under a gap', async () => {
    const groups = ['Москва', 'Тула'].flatMap((city) => ['', `${city};;;;`, ...lines]);
    expect(await refused(text(groups))).toEqual([]);
    expect(await refused(workbook([header, ['Москва'], ...rows, [], ['Тула'], ...rows]))).toEqual([]);
  });

  it('is none where the header comes again after a gap', async () => {
    const again = [[], header, ...rows];
    expect(await refused(text([...lines, ...again.map((row) => row.join(';'))]))).toEqual([]);
    expect(await refused(workbook([header, ...rows, ...again]))).toEqual([]);
  });

  it('is none where a gap is followed by rows of the first', async () => {
    expect(await refused(text([...lines, '', ...lines]))).toEqual([]);
  });
});

describe('a header', () => {
  const known = (cells: string[]): number => cells.filter((cell) => header.includes(cell)).length;

  it('that comes again is no row, even where the first one is spoilt', async () => {
    const again = `${header.join(';')}\n${lines[0]}`;
    const whole = await readTable(text([...lines.slice(1), again]), { isHeader: known });
    expect([whole.look.headerLine, whole.rows.length, whole.totals]).toEqual([1, 20, 1]);
    const spoilt = await readTable(text([...lines, again]).replace('Сумма', 'Су?ма'), { isHeader: known });
    expect([spoilt.look.headerLine, spoilt.rows.length, spoilt.totals]).toEqual([1, 21, 1]);
  });
});

it('an archive whose bytes were changed is refused', async () => {
  const bytes = Buffer.from(zipSync({ 'a.csv': Buffer.from(text(lines)) }, { level: 0 }));
  const at = bytes.indexOf('4500,00');
  bytes[at] = '7'.charCodeAt(0);
  expect(await refusal(bytes)).toBe('broken_file');
});
