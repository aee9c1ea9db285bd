import { expect, it } from 'vitest';
import { countQuarantine, listQuarantine, quarantineCsv } from '../../../../src/store/warehouse/quarantine.ts';
import { useCompanies } from './importing.ts';

const { company, warehouse } = useCompanies();

const csvOf = async (workspace: string, language: 'ru' | 'en', importId?: number): Promise<string> => {
  let text = '';
  for await (const part of quarantineCsv(warehouse(), { workspace, ...(importId ? { importId } : {}) }, language))
    text += part;
  return text;
};

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

it('refused rows come out as CSV, are mended and sent again', async () => {
  const here = company();
  await here.bring(
    'customer_id;name;created_at;color\n1;"ООО ""А"", Б";31.02.2025;red\n2;b;2025-01-01;\n3;x;завтра;\n4;"open\n',
  );
  const text = await csvOf(here.workspace, 'ru', 1);
  expect(text.split('\r\n')[0]).toBe(
    '\ufeffcustomer_id,name,created_at,color,refused_line,refused_column,refused_value,refused_reason',
  );
  expect(text).toContain('"4;""open"');
  const mended = text.replace('31.02.2025', '28.02.2025').replace('завтра', '2025-03-01');
  const report = await here.bring(mended, { fileName: 'исправлено.csv' });
  expect(report.kinds.customers).toEqual({ read: 3, added: 2, changed: 0, unchanged: 0, quarantined: 1 });
  const rows = (await here.facts('customers', 'id, name, props')).sort((a, b) => Number(a.id) - Number(b.id));
  expect(rows).toEqual([
    { id: '1', name: 'ООО "А", Б', props: { color: 'red' } },
    { id: '2', name: 'b', props: {} },
    { id: '3', name: 'x', props: {} },
  ]);
});

it('many refused rows stream out, each once and in order', async () => {
  const here = company();
  await here.bring(`customer_id,name\n${Array.from({ length: 5000 }, (_, at) => `,n${at}`).join('\n')}\n`);
  const lines = (await csvOf(here.workspace, 'en')).trimEnd().split('\r\n').slice(1);
  expect(lines).toHaveLength(5000);
  expect(lines.map((line) => line.split(',')[1])).toEqual(Array.from({ length: 5000 }, (_, at) => `n${at}`));
});
