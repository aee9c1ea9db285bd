import { expect, it } from 'vitest';
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
  await here.bring(again('27.02.2025', '27.02.2025', 'elsewhere.csv'), { fileName: 'c.csv' });
  expect(await waiting()).toEqual(both);

  const report = await here.bring(again('28.02.2025', '33.02.2025'), { fileName: 'b.csv' });
  expect(report.kinds.customers).toMatchObject({ quarantined: 1 });
  expect(await waiting()).toEqual([[report.import_id, 3, '33.02.2025']]);
  expect(await waitingByImport(warehouse(), here.workspace)).toEqual(new Map([[report.import_id, 1]]));

  await here.undo(report.import_id);
  expect(await waiting()).toEqual(both);
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
