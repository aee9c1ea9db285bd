import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { CustomerPage, CustomerRow } from '../../src/model/customers.ts';
import { FileReport, ImportRecord, QuarantinedRow } from '../../src/model/imports.ts';
import { Answer } from '../../src/model/metric.ts';
import { MetricDefinition } from '../../src/model/numbers.ts';
import { ProblemBody } from '../../src/model/problem.ts';
import { Settings } from '../../src/model/settings.ts';
import { conveyor, conveyorWith, type Outcome, type Running, startProduct } from './product.ts';

let folder: string;
let orders: string;
let broken: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'conveyor-cli-'));
  orders = join(folder, 'orders.csv');
  const line = (at: number, customer: string, day: string, amount: string) =>
    `l${at},o${at},${customer},${day},${amount},${Number(amount) / 2}`;
  await writeFile(
    orders,
    [
      'line_id,order_id,customer_id,ordered_at,net_amount,cogs',
      line(1, 'a', '2025-01-10', '1000'),
      line(2, 'b', '2025-01-20', '500.50'),
      line(3, 'a', '2025-02-15', '300'),
      'l4,o4,c,31.02.2025,100,50',
    ].join('\n'),
  );
  broken = join(folder, 'broken.csv');
  await writeFile(broken, Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 0, 0, 0, 0]));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const jsonOf = <Schema extends z.ZodType>(schema: Schema, { stdout }: Outcome): z.infer<Schema> =>
  schema.parse(JSON.parse(stdout));
const Files = z.strictObject({ files: z.array(FileReport) });

describe('alone, without a server', () => {
  test('files come in, numbers and refused rows come out, and it is taken back', async () => {
    const ask = (...words: string[]) => conveyor(...words, '--data', join(folder, 'alone'));
    const { files } = jsonOf(Files, await ask('import', orders, '--json'));
    expect(files[0]?.kinds.order_lines).toMatchObject({ read: 4, added: 3, quarantined: 1 });
    const words = ['measure', 'net_revenue', '--from', '2025-01-01', '--to', '2025-03-01', '--json'];
    const Answers = z.strictObject({ answers: z.array(Answer), settings: z.record(z.string(), z.string()) });
    expect(jsonOf(Answers, await ask(...words)).answers[0]?.value).toBe(1800.5);
    expect((await ask('quarantine')).stdout).toContain('31.02.2025');
    expect((await ask('imports', 'undo', files[0]?.import_id ?? '', '--json')).code).toBe(0);
    expect(jsonOf(Answers, await ask(...words)).answers[0]?.value).not.toBe(1800.5);
  }, 180_000);
});

describe('beside a running server', () => {
  let server: Running;
  const ask = (...words: string[]) => conveyor(...words, '--data', join(folder, 'beside'));
  beforeAll(async () => {
    server = await startProduct(join(folder, 'beside'));
  });
  afterAll(() => server.stop());

  test('a file is imported and counted; a file that fails does not stop the others', async () => {
    const dry = await ask('import', orders, '--dry-run', '--json');
    expect(dry.code).toBe(0);
    expect(jsonOf(Files, dry).files[0]?.kinds.order_lines).toMatchObject({ read: 4, added: 3, quarantined: 1 });
    const gone = join(folder, 'gone.csv');
    const outcome = await ask('import', broken, orders, gone, '--json');
    expect(outcome.code).toBe(1);
    const { files } = jsonOf(Files, outcome);
    expect(files.map(({ file }) => file)).toEqual([broken, orders, gone]);
    expect(files.map(({ problem }) => problem !== undefined)).toEqual([true, false, true]);
    expect(files[1]?.kinds.order_lines).toEqual({ read: 4, added: 3, changed: 0, unchanged: 0, quarantined: 1 });
    const again = jsonOf(Files, await ask('import', orders, '--json'));
    expect(again.files[0]?.kinds.order_lines).toMatchObject({ added: 0, changed: 0, unchanged: 3 });
  });

  test('numbers come as the contract says', async () => {
    const words = ['measure', 'net_revenue', 'average_order', '--from', '2025-01-01', '--to', '2025-03-01'];
    const Answers = z.strictObject({ answers: z.array(Answer), settings: z.record(z.string(), z.string()) });
    const { answers } = jsonOf(Answers, await ask(...words, '--json'));
    const recurring = ['measure', 'rr_churn', '--from', '2025-01-01', '--to', '2025-03-01'];
    expect(jsonOf(Answers, await ask(...recurring, '--json')).settings).toEqual({
      movements: 'month',
      rr_churn_on: 'day_after',
      rr_coupons: 'as_written',
      rr_past_due_days: '0',
      rr_pause_days: '0',
      rr_reactivation_days: '',
      lost_after_days: '',
    });
    expect((await ask(...recurring)).stdout).toContain('rr_churn_on=day_after; rr_coupons=as_written');
    expect(answers.find(({ metric }) => metric === 'net_revenue')).toMatchObject({ value: 1800.5, currency: 'RUB' });
    const monthly = jsonOf(
      z.object({ answers: z.array(Answer) }),
      await ask(
        'measure',
        '--every',
        'month',
        '--by',
        'segment',
        'net_revenue',
        '--from',
        '2025-01-01',
        '--to',
        '2025-03-01',
        '--json',
      ),
    );
    expect(monthly.answers.map(({ period, value }) => [period.from, value])).toEqual([
      ['2025-01-01', 1500.5],
      ['2025-02-01', 300],
    ]);
    const table = await ask(...words, '--lang', 'ru');
    expect(table.code).toBe(0);
    expect(table.stdout).toMatch(/1\s800,50\s₽/);
    expect((await ask(...words, '--lang', 'en')).stdout).toMatch(/RUB\s?1,800\.50/);
  });

  test('customers, one customer, the catalogue', async () => {
    const list = jsonOf(
      z.strictObject({ customers: z.array(CustomerRow), total: z.number() }),
      await ask('customers', '--json'),
    );
    expect(list.customers.map(({ id }) => id).sort()).toEqual(['a', 'b']);
    const page = jsonOf(CustomerPage, await ask('customer', 'a', '--json'));
    expect(page.customer).toMatchObject({ id: 'a', orders: 2, revenue: 1300 });
    const missing = await ask('customer', 'nobody', '--json');
    expect([missing.code, jsonOf(z.object({ problem: ProblemBody }), missing).problem.kind]).toEqual([1, 'missing']);
    const { metrics } = jsonOf(z.object({ metrics: z.array(MetricDefinition) }), await ask('catalogue', '--json'));
    expect(metrics.length).toBeGreaterThan(70);
  });

  test('refused rows come back to be mended', async () => {
    const csv = await ask('quarantine');
    expect(csv.stdout).toContain('31.02.2025');
    const { rows } = jsonOf(z.object({ rows: z.array(QuarantinedRow) }), await ask('quarantine', '--json'));
    expect(rows[0]).toMatchObject({ kind: 'order_lines', line: 5, column: 'ordered_at', value: '31.02.2025' });
    const unknown = await ask('quarantine', '--import', '999999');
    expect([unknown.code, unknown.stdout, unknown.stderr]).toEqual([1, '', 'Загрузки 999999 нет.\n']);
    const mended = join(folder, 'mended.csv');
    await writeFile(mended, csv.stdout.split('\n').slice(0, 2).join('\n').replaceAll('31.02.2025', '2025-02-28'));
    const { files } = jsonOf(Files, await ask('import', mended, '--json'));
    expect(files[0]?.kinds.order_lines).toMatchObject({ read: 1, added: 1, quarantined: 0 });
  });

  test('settings are shown, changed and refused', async () => {
    const Shown = z.object({ settings: Settings });
    const changed = jsonOf(Shown, await ask('settings', 'set', 'activation_kinds', 'first_wash,second_wash', '--json'));
    expect(changed.settings.activation_kinds).toEqual(['first_wash', 'second_wash']);
    expect(jsonOf(Shown, await ask('settings', 'show', '--json')).settings).toEqual(changed.settings);
    const refused = await ask('settings', 'set', 'merge_days', 'soon');
    expect([refused.code, refused.stdout]).toEqual([1, '']);
    expect(refused.stderr).toContain('merge_days');
  });

  test('a workspace’s language is spoken where nobody asked for another', async () => {
    const there = ['--workspace', 'english', '--data', join(folder, 'beside')];
    const russian = /Загрузок ещё не было/;
    const english = /Nothing imported yet/;
    await conveyor('settings', 'set', 'language', 'ru', ...there);
    expect((await conveyorWith({ LANG: 'en_US.UTF-8' }, 'imports', ...there)).stdout).toMatch(russian);
    await conveyor('settings', 'set', 'language', 'en', ...there);
    expect((await conveyor('imports', ...there)).stdout).toMatch(english);
    expect((await conveyor('customer', 'nobody', ...there)).stderr).toContain('There is no customer');
    expect((await conveyor('imports', ...there, '--lang', 'ru')).stdout).toMatch(russian);
    expect((await conveyorWith({ CONVEYOR_LANG: 'ru' }, 'imports', ...there)).stdout).toMatch(russian);
    await conveyor('settings', 'set', 'language', ...there);
    expect((await conveyor('imports', ...there)).stdout).toMatch(russian);
  });

  test('an import is taken back whole', async () => {
    const History = z.strictObject({ imports: z.array(ImportRecord) });
    const { imports } = jsonOf(History, await ask('imports', '--json'));
    const standing = imports.filter(({ state }) => state === 'done');
    expect(standing.length).toBe(3);
    for (const { id } of standing) expect((await ask('imports', 'undo', id, '--json')).code).toBe(0);
    const list = jsonOf(z.object({ total: z.number() }), await ask('customers', '--json'));
    expect(list.total).toBe(0);
    expect((await ask('imports', 'undo', '999999')).code).toBe(1);
  });
});

describe('wrong usage ends with 2 and the verb’s usage', () => {
  test.each([
    [['nonsense']],
    [['measure', '--from', '2025-01-01']],
    [['measure', 'no_such_metric', '--from', '2025-01-01', '--to', '2025-02-01']],
    [['measure', '--by', 'moon', '--from', '2025-01-01', '--to', '2025-02-01']],
    [['measure', '--from', '31.02.2025', '--to', '2025-02-01']],
    [['measure', '--every', 'day', '--from', '2025-01-01', '--to', '2025-02-01']],
    [['import']],
    [['import', 'a.csv', '--as', 'orders']],
    [['import', 'a.csv', '--answer', 'vat']],
    [['import']],
    [['customers', '--stage', 'asleep']],
    [['settings', 'set']],
    [['settings', 'show', '--workspace', '../etc']],
    [['start', '--port', 'eighty']],
    [['settings', 'show', '--what']],
  ])('%j', async (words) => {
    const usage = await conveyor(...words, '--json', '--data', join(folder, 'usage'));
    expect(usage.code).toBe(2);
    expect(jsonOf(z.strictObject({ problem: ProblemBody }), usage).problem.kind).toBe('usage');
    expect(usage.stderr).toMatch(/[а-я]/);
    expect(usage.stderr).toContain('Использование: conveyor');
  });

  test('and without --json with nothing on stdout, in the language asked for', async () => {
    const usage = await conveyor('measure', '--from', '2025-01-01', '--lang', 'en');
    expect([usage.code, usage.stdout]).toEqual([2, '']);
    expect(usage.stderr).toContain("required option '--to <date>' not specified");
    expect(usage.stderr).toContain('Usage: conveyor measure');
  });

  test('help is an answer', async () => {
    const help = await conveyor('measure', '--help');
    expect([help.code, help.stderr]).toEqual([0, '']);
    expect(help.stdout).toContain('--from');
    expect((await conveyor('--version')).stdout.trim()).toMatch(/^\d+\.\d+\.\d+$/);
  });
});
