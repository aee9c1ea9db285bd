import { describe, expect, it } from 'vitest';
import { refusalColumns } from '../../../../src/model/facts.ts';
import { countQuarantine, listQuarantine, waitingByImport } from '../../../../src/store/warehouse/quarantine.ts';
import { useCompanies } from './importing.ts';

const { company, warehouse } = useCompanies();

it('refused rows are listed whole, with place and reason in both languages', async () => {
  const here = company();
  await here.bring('customer_id,name,created_at,color\n1,a,31.02.2025,red\n2,b,2025-01-01,\n,c,,\n', {
    fileName: 'клиенты.csv',
  });
  const scope = { workspace: here.workspace, importId: 1 };
  expect(await countQuarantine(warehouse(), scope)).toBe(2);
  const [first, second, ...others] = await listQuarantine(warehouse(), { ...scope, limit: 10, offset: 0 });
  expect(others).toEqual([]);
  expect(first).toMatchObject({
    importId: '1',
    file: 'клиенты.csv',
    kind: 'customers',
    line: 2,
    column: 'created_at',
    value: '31.02.2025',
    reason: 'bad_date',
    row: { customer_id: '1', name: 'a', created_at: '31.02.2025', color: 'red' },
  });
  expect(first?.text.ru).toContain('не дата: «31.02.2025»');
  expect(first?.text.en).toContain('“31.02.2025” in “created_at” is not a date');
  expect(second).toMatchObject({ line: 4, column: 'customer_id', reason: 'missing_required' });
  expect(await listQuarantine(warehouse(), { workspace: here.workspace, limit: 1, offset: 1 })).toEqual([second]);
  expect(await listQuarantine(warehouse(), { workspace: 'elsewhere', limit: 9, offset: 0 })).toEqual([]);
});

it('a list of refused rows, mended, is sent again: the columns it adds are left aside', async () => {
  const here = company();
  await here.bring('customer_id;name;created_at;color\n1;"ООО ""А"", Б";31.02.2025;red\n2;b;2025-01-01;\n');
  const [refused] = await listQuarantine(warehouse(), { workspace: here.workspace, limit: 9, offset: 0 });
  expect(refused?.row).toEqual({ customer_id: '1', name: 'ООО "А", Б', created_at: '31.02.2025', color: 'red' });
  const mended = `\ufeffcustomer_id,name,created_at,color,${refusalColumns.join(',')}\r\n1,"ООО ""А"", Б",28.02.2025,red,1,a.csv,2,created_at,31.02.2025,почему\r\n`;
  const report = await here.bring(mended, { fileName: 'исправлено.csv' });
  expect(report.kinds.customers).toEqual({ read: 1, added: 1, changed: 0, unchanged: 0, quarantined: 0 });
  const rows = (await here.facts('customers', 'id, name, props')).sort((a, b) => Number(a.id) - Number(b.id));
  expect(rows).toEqual([
    { id: '1', name: 'ООО "А", Б', props: { color: 'red' } },
    { id: '2', name: 'b', props: {} },
  ]);
});

it('a refused row waits until it is sent again, and waits once more when that import is undone', async () => {
  const here = company();
  await here.bring('customer_id,created_at\n1,31.02.2025\n2,32.02.2025\n', { fileName: 'a.csv' });
  const waiting = async () =>
    (await listQuarantine(warehouse(), { workspace: here.workspace, limit: 9, offset: 0 })).map(
      ({ importId, line, value }) => [importId, line, value],
    );
  const both = [
    ['1', 2, '31.02.2025'],
    ['1', 3, '32.02.2025'],
  ];
  expect(await waiting()).toEqual(both);
  const again = (first: string, second: string, file = 'a.csv') =>
    `customer_id,created_at,Refused_Import,refused_file,refused_line\n1,${first},1,${file},2\n2,${second},1,${file},3\n`;

  await here.bring(again('28.02.2025', '33.02.2025'), { fileName: 'b.csv', dryRun: true });
  const others = again('27.02.2025', '27.02.2025', 'elsewhere.csv').replace('\n1,', '\n8,').replace('\n2,', '\n9,');
  await here.bring(others, { fileName: 'c.csv' });
  expect(await waiting()).toEqual(both);

  const report = await here.bring(again('28.02.2025', '33.02.2025'), { fileName: 'b.csv' });
  expect(report.kinds.customers).toMatchObject({ quarantined: 1 });
  expect(await waiting()).toEqual([[report.import_id, 3, '33.02.2025']]);
  expect(await waitingByImport(warehouse(), here.workspace)).toEqual(new Map([[report.import_id, 1]]));

  await here.undo(report.import_id);
  expect(await waiting()).toEqual(both);
});

describe('a whole file, corrected, is imported again', () => {
  const header = 'line_id,order_id,customer_id,ordered_at,net_amount';
  const waitingOf = async (workspace: string) =>
    (await listQuarantine(warehouse(), { workspace, limit: 99, offset: 0 })).map(({ importId, line }) => [
      importId,
      line,
    ]);

  it('refused rows whose ids come wait no longer, and do once more when it is undone', async () => {
    const here = company();
    const first = await here.bring(`${header}\n1,A,c,2025-01-01,ten\n2,B,c,31.02.2025,20\n3,C,c,2025-01-03,30\n`);
    expect(await waitingOf(here.workspace)).toEqual([
      [first.import_id, 2],
      [first.import_id, 3],
    ]);
    const corrected = `${header}\n3,C,c,2025-01-03,30\n2,B,c,28.02.2025,20\n1,A,c,2025-01-01,10\n`;
    const tried = await here.bring(corrected, { dryRun: true });
    expect(tried.notes).toBeUndefined();
    expect(await countQuarantine(warehouse(), { workspace: here.workspace })).toBe(2);

    const elsewhere = await here.bring(corrected, { source: 'other' });
    expect(elsewhere.notes ?? []).not.toContainEqual(expect.objectContaining({ en: expect.stringContaining('again') }));
    expect(await countQuarantine(warehouse(), { workspace: here.workspace })).toBe(2);

    const second = await here.bring(corrected);
    expect(second.notes).toContainEqual({
      ru: 'Строк, отклонённых раньше и пришедших снова: 2. В карантине они больше не ждут.',
      en: 'Rows refused before that came again: 2. They wait in quarantine no longer.',
    });
    expect(await waitingOf(here.workspace)).toEqual([]);
    expect(await waitingByImport(warehouse(), here.workspace)).toEqual(new Map());

    await here.undo(second.import_id);
    expect(await waitingOf(here.workspace)).toEqual([
      [first.import_id, 2],
      [first.import_id, 3],
    ]);
  });

  it('a row refused anew waits once, as it was last', async () => {
    const here = company();
    const bad = `${header}\n1,A,c,2025-01-01,ten\n2,B,c,2025-01-02,twenty\n`;
    await here.bring(bad);
    const second = await here.bring(bad.replace('ten', '10'));
    expect(await waitingOf(here.workspace)).toEqual([[second.import_id, 3]]);
    const third = await here.bring(bad.replace('ten', '10').replace('twenty', '20'));
    expect(third.notes).toContainEqual(expect.objectContaining({ en: expect.stringContaining('came again: 1.') }));
    await here.undo(second.import_id);
    expect(await waitingOf(here.workspace)).toEqual([]);
    await here.undo(third.import_id);
    expect(await waitingOf(here.workspace)).toHaveLength(2);
  });

  it('of rows that share their id none is known by it', async () => {
    const here = company();
    const direct = (rows: string) => `День;Кампания;№ Кампании;Расход (руб.);Показы;Клики\n${rows}`;
    const options = { source: 'direct', layout: 'yandex_direct', fileName: 'direct.csv' };
    const count = () => countQuarantine(warehouse(), { workspace: here.workspace });
    const bring = (rows: string) => here.bring(direct(rows), options);
    await bring('01.02.2025;Поиск;11;сто;1;1\n02.02.2025;Поиск;11;двести;1;1\n02.02.2025;Поиск;11;200;2;1\n');
    expect(await count()).toBe(2);
    await bring('01.02.2025;Поиск;11;100;1;1\n02.02.2025;Поиск;11;200;2;1\n');
    expect(await listQuarantine(warehouse(), { workspace: here.workspace, limit: 9, offset: 0 })).toEqual([
      expect.objectContaining({ line: 3, value: 'двести' }),
    ]);
    await bring('03.02.2025;Поиск;11;триста;1;1\n');
    await bring('03.02.2025;Поиск;11;300;1;1\n03.02.2025;Поиск;11;301;1;1\n');
    expect(await count()).toBe(2);
  });

  describe('under another id, for the mended cell is in it', () => {
    const direct = (rows: readonly string[]) =>
      `${['День;Кампания;№ Кампании;Расход (руб.);Показы;Клики', ...rows].join('\n')}\n`;
    const options = { source: 'direct', layout: 'yandex_direct', fileName: 'direct.csv' };
    const good = ['01.02.2025;Поиск;11;100;10;1', '02.02.2025;Поиск;11;200;20;2', '02.02.2025;Сети;12;70;900;3'];
    const open = async (first: readonly string[], second: readonly string[]): Promise<number> => {
      const here = company();
      await here.bring(direct(first), options);
      const report = await here.bring(direct(second), options);
      const waiting = await countQuarantine(warehouse(), { workspace: here.workspace });
      await here.undo(report.import_id);
      expect(await countQuarantine(warehouse(), { workspace: here.workspace })).toBeGreaterThan(0);
      return waiting;
    };

    it('a row is known by its other cells, where the file is the same once more', async () => {
      const spoilt = '31.02.2025;Поиск;11;300;30;3';
      expect(await open([...good, spoilt], ['03.02.2025;Поиск;11;300;30;3', ...good])).toBe(0);
      // Refused for another cell now: it waits once, as it was last.
      expect(await open([...good, spoilt], [...good, '32.02.2025;Поиск;11;300;30;3'])).toBe(1);
      // Beside it stands one alike that was taken before.
      const like = '04.02.2025;Поиск;11;300;30;3';
      expect(await open([...good, like, spoilt], [...good, like, '03.02.2025;Поиск;11;300;30;3'])).toBe(0);
    });

    it('nothing is guessed: of two alike, of none, or in a file that is another', async () => {
      const spoilt = '31.02.2025;Поиск;11;300;30;3';
      const two = ['03.02.2025;Поиск;11;300;30;3', '04.02.2025;Поиск;11;300;30;3'];
      expect(await open([...good, spoilt], [...good, ...two])).toBe(1);
      expect(await open([...good, spoilt, spoilt], [...good, two[0] ?? ''])).toBe(2);
      expect(await open([...good, spoilt], [...good, '03.02.2025;Поиск;11;301;30;3'])).toBe(1);
      // Next month's rent says what this month's did.
      expect(await open([...good, spoilt], ['03.03.2025;Поиск;11;300;30;3', '04.03.2025;Сети;12;5;5;5'])).toBe(1);
      expect(await open([spoilt], ['03.03.2025;Поиск;11;300;30;3'])).toBe(1);
    });
  });

  it('where a row has no id that can be read, none is guessed', async () => {
    const here = company();
    // No id, an id that is lost, a row in pieces.
    await here.bring(
      `cost_id,date,amount,channel\n,2025-01-01,ten,a\nz1,2025-01-02,twenty,b\nz2,2025-01-03,"30",c,d,e\n`,
      { as: 'costs' },
    );
    expect(await countQuarantine(warehouse(), { workspace: here.workspace })).toBe(3);
    await here.bring(`cost_id,date,amount,channel\nz0,2025-01-01,10,a\nz2,2025-01-03,30,c\n`, { as: 'costs' });
    expect(await countQuarantine(warehouse(), { workspace: here.workspace })).toBe(3);

    const staged = company();
    const stages = 'deal_id,customer_id,stage,stage_entered_at';
    await staged.bring(`${stages}\nd1,c,talks,31.02.2025\n`);
    await staged.bring(`${stages}\nd1,c,talks,\nd1,c,talks,28.02.2025\n`);
    expect(await countQuarantine(warehouse(), { workspace: staged.workspace })).toBe(1);
  });

  it('what many rows name aside mends none of them', async () => {
    const here = company();
    const deals = (rows: string) =>
      `ID,Название сделки,Этап сделки,Бюджет,Дата создания,Основной контакт,Компания\n${rows}`;
    const options = { source: 'amo', layout: 'amocrm_deals', fileName: 'amo.csv' };
    const first = await here.bring(deals('1,Первая,Переговоры,сто,01.02.2025,Анна,ООО Ромашка\n'), options);
    expect(await waitingOf(here.workspace)).toEqual([[first.import_id, 2]]);
    await here.bring(deals('2,Вторая,Переговоры,200,02.02.2025,Анна,ООО Ромашка\n'), options);
    expect(await waitingOf(here.workspace)).toEqual([[first.import_id, 2]]);
    await here.bring(deals('1,Первая,Переговоры,100,01.02.2025,Анна,ООО Ромашка\n'), options);
    expect(await waitingOf(here.workspace)).toEqual([]);
  });
});

it('what stands below a blank line is told with its place, waits in quarantine, and counts nowhere', async () => {
  const here = company();
  const customers = Array.from({ length: 8 }, (_, at) => `c${at},Клиент ${at},0${at + 1}.02.2025,a${at}@mail.example`);
  const legend = ['', 'зелёный,новый клиент,,', 'красный,давно не покупал,,'];
  const contents = `${['customer_id,name,created_at,email', ...customers, ...legend].join('\n')}\n`;
  const told = {
    ru: 'Под пустой строкой, со строки 11, стоит ещё что-то, похожее на другую таблицу или пояснения; строк: 2. Они не посчитаны и лежат в карантине. Если это другая таблица, сохраните её отдельным файлом.',
    en: 'Below a blank line, from row 11 on, stands something like another table or explanations; rows: 2. They are not counted and lie in quarantine. If it is another table, save it as a file of its own.',
  };
  const tried = await here.bring(contents, { dryRun: true });
  expect(tried.notes).toEqual([told]);
  const report = await here.bring(contents);
  expect(report.notes).toEqual([told]);
  expect(report.kinds.customers).toMatchObject({ added: 8, quarantined: 2 });
  expect((await here.facts('customers', 'id')).map(({ id }) => id).toSorted()).toEqual(
    customers.map((_, at) => `c${at}`),
  );
});

it('many refused rows come page by page, each once and in order', async () => {
  const here = company();
  await here.bring(`customer_id,name\n${Array.from({ length: 5000 }, (_, at) => `,n${at}`).join('\n')}\n`);
  const names: (string | undefined)[] = [];
  for (let offset = 0; offset < 6000; offset += 2000)
    names.push(
      ...(await listQuarantine(warehouse(), { workspace: here.workspace, limit: 2000, offset })).map(
        ({ row }) => row.name,
      ),
    );
  expect(names).toEqual(Array.from({ length: 5000 }, (_, at) => `n${at}`));
});

it('a dry run shows one value of those refused for a reason, and says where others are', async () => {
  const tell = async (...amounts: string[]) => {
    const lines = amounts.map((amount, at) => `l${at},o${at},c1,2025-01-01,${amount}`);
    const file = `line_id,order_id,customer_id,ordered_at,net_amount\nl,o,c1,2025-01-01,5\n${lines.join('\n')}\n`;
    const { preview } = await company().bring(file, { dryRun: true });
    return preview?.refused.map(({ rows, text }) => `${rows}: ${text.en}`);
  };
  const [one] = (await tell('abc', 'abc')) ?? [];
  expect(one).toContain('2: ');
  expect(one).toContain('“abc”');
  expect(await tell('abc', 'abd')).toEqual([`${one} Other values were refused for the same reason.`]);
});

it('a cell keeps its line breaks, and an empty line among them', async () => {
  const here = company();
  await here.bring('customer_id,name,note\n1,a,"first\n\nthird"\n2,b,plain\n');
  expect(await here.facts('customers', "id, props['note'] AS note")).toEqual(
    expect.arrayContaining([
      { id: '1', note: 'first\n\nthird' },
      { id: '2', note: 'plain' },
    ]),
  );
});
