import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Job } from '../../src/model/imports.ts';
import { Problem } from '../../src/model/problem.ts';
import type { WorkspaceState } from '../../src/model/workspace.ts';
import type { Deps } from '../../src/operations/deps.ts';
import { createOperations } from '../../src/operations/operations.ts';
import type { Operations } from '../../src/operations/types.ts';
import { openPglite } from '../../src/store/registry/engines/pglite.ts';
import { openRegistry } from '../../src/store/registry/registry.ts';
import { openTestWarehouse, type TestWarehouse } from '../support/warehouse.ts';

let place: TestWarehouse;
let deps: Deps;
let operations: Operations;
let now = new Date('2026-01-05T09:00:00Z');
const said: string[] = [];

beforeAll(async () => {
  place = await openTestWarehouse();
  const registry = await openRegistry(await openPglite(join(place.directory, 'registry')), () => now);
  const log: Deps['log'] = (level, message, details) => {
    if (level === 'error') said.push(`${message} ${details instanceof Error ? details.stack : ''}`);
  };
  const dataDirectory = join(place.directory, 'data');
  deps = { warehouse: place.warehouse, registry, dataDirectory, clock: () => now, log };
  operations = await createOperations(deps);
});
afterAll(async () => {
  await operations.close();
  await deps.registry.close();
  await place.close();
  expect(said).toEqual([]);
});

let files = 0;
const fileOf = async (text: string, name = 'file.csv'): Promise<string> => {
  files += 1;
  const directory = join(place.directory, `files-${files}`);
  await mkdir(directory);
  const path = join(directory, name);
  await writeFile(path, text);
  return path;
};
const finished = async (job: Promise<Job>): Promise<Job> => operations.finished({ id: (await job).id });
const bringIn = async (workspace: string, text: string, more: { dryRun?: boolean; source?: string } = {}) => {
  const { upload } = await operations.uploads.local({ path: await fileOf(text) });
  const asked = { workspace, uploads: [upload], files: [], answers: {}, source: 'main', dryRun: false, ...more };
  return finished(operations.imports.start(asked));
};
const problemOf = async (work: Promise<unknown>): Promise<Problem['body']> => {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error instanceof Problem) return error.body;
  throw new Error(`No problem: ${error}`);
};
const newWorkspace = async (id: string): Promise<WorkspaceState> => operations.workspaces.create({ id, name: id });
const year = { from: '2025-01-01', to: '2026-01-01' };
const pageOf = { limit: 100 };

const orders = `line_id,order_id,customer_id,ordered_at,net_amount,cogs
1,o1,c1,2025-02-01,100.00,40
2,o2,c1,2025-03-20,50.00,20
3,o3,c2,2025-03-01,30.50,10
x,o4,c3,2025-03-01,abc,10
`;

describe('workspaces', () => {
  it('begin with an empty one that has defaults and no numbers', async () => {
    expect(await operations.workspaces.list()).toEqual([
      { id: 'main', name: { ru: 'Моя компания', en: 'My company' }, isDemo: false, isEmpty: true, language: null },
    ]);
    const state = await operations.workspaces.state({ workspace: 'main' });
    expect(state).toMatchObject({ isEmpty: true, asOf: '2026-01-05', asOfBy: 'today', firstDay: null, rows: {} });
    expect(
      (await operations.customers.list({ workspace: 'main', sort: 'name', descending: false, ...pageOf })).rows,
    ).toEqual([]);
  });

  it('are made once under one name; the demo’s is not to be had', async () => {
    expect((await newWorkspace('north')).name).toEqual({ ru: 'north', en: 'north' });
    expect((await problemOf(newWorkspace('north'))).code).toBe('workspace_exists');
    expect((await problemOf(newWorkspace('demo'))).code).toBe('workspace_exists');
    expect((await problemOf(operations.workspaces.state({ workspace: 'none' }))).code).toBe('unknown_workspace');
    expect((await problemOf(operations.workspaces.state({ workspace: 'demo' }))).text.ru).toContain('Демо-компания');
  });
});

describe('an import', () => {
  it('reports, counts, moves the revision and can be taken back', async () => {
    await newWorkspace('a');
    const job = await bringIn('a', orders);
    expect(job).toMatchObject({ kind: 'import', state: 'done' });
    const report = job.result?.files?.[0];
    expect(report?.kinds.order_lines).toEqual({ read: 4, added: 3, changed: 0, unchanged: 0, quarantined: 1 });
    const state = await operations.workspaces.state({ workspace: 'a' });
    expect(state).toMatchObject({
      isEmpty: false,
      rows: { order_lines: 3 },
      quarantined: 1,
      firstDay: '2025-02-01',
      lastDay: '2025-03-20',
      asOf: '2025-03-21',
      asOfBy: 'last_fact',
    });
    const found = await operations.customers.list({ workspace: 'a', sort: 'revenue', descending: true, ...pageOf });
    expect(found.rows.map(({ id, revenue, orders: count }) => [id, revenue, count])).toEqual([
      ['c1', 150, 2],
      ['c2', 30.5, 1],
    ]);
    const refused = await operations.quarantine({ workspace: 'a', ...pageOf });
    expect(refused).toMatchObject({ total: 1, rows: [{ line: 5, column: 'net_amount', value: 'abc' }] });
    const [record] = await operations.imports.list({ workspace: 'a' });
    expect(record).toMatchObject({ id: report?.import_id, file: 'file.csv', state: 'done' });

    expect(await finished(operations.imports.undo({ workspace: 'a', id: record?.id ?? '' }))).toMatchObject({
      kind: 'undo',
      state: 'done',
    });
    const after = await operations.workspaces.state({ workspace: 'a' });
    expect(after).toMatchObject({ isEmpty: true, rows: {} });
    expect(after.revision).toBeGreaterThan(state.revision);
    expect((await problemOf(operations.imports.undo({ workspace: 'a', id: record?.id ?? '' }))).code).toBe(
      'import_not_undoable',
    );
    expect((await problemOf(operations.imports.undo({ workspace: 'a', id: '999999' }))).code).toBe('unknown_import');
  });

  it('that is only tried changes nothing', async () => {
    await newWorkspace('dry');
    const before = await operations.workspaces.state({ workspace: 'dry' });
    const job = await bringIn('dry', orders, { dryRun: true });
    expect(job.result?.files?.[0]?.kinds.order_lines).toMatchObject({ read: 4, added: 3 });
    expect(await operations.workspaces.state({ workspace: 'dry' })).toEqual(before);
    expect(await operations.imports.list({ workspace: 'dry' })).toEqual([]);
  });

  it('of several files goes on after one that is none', async () => {
    await newWorkspace('several');
    const bad = await operations.uploads.local({ path: await fileOf('', 'empty.csv') });
    const good = await operations.uploads.local({ path: await fileOf(orders, 'orders.csv') });
    const job = await finished(
      operations.imports.start({
        workspace: 'several',
        uploads: [bad.upload, good.upload],
        files: [],
        answers: {},
        source: 'main',
        dryRun: false,
      }),
    );
    expect(job.state).toBe('done');
    expect(job.result?.files?.map(({ file, problem }) => [file, problem !== undefined])).toEqual([
      ['empty.csv', true],
      ['orders.csv', false],
    ]);
  });

  it('of a file that is not there, or into no workspace, is refused at once', async () => {
    const asked = { uploads: [crypto.randomUUID()], files: [], answers: {}, source: 'main', dryRun: false };
    expect((await problemOf(operations.imports.start({ workspace: 'a', ...asked }))).code).toBe('unknown_upload');
    expect((await problemOf(operations.imports.start({ workspace: 'none', ...asked }))).code).toBe('unknown_workspace');
  });
});

describe('settings', () => {
  it('change the numbers, and clear to what was before', async () => {
    await newWorkspace('s');
    await bringIn('s', orders);
    const before = await operations.workspaces.state({ workspace: 's' });
    expect(before.windows).toEqual([{ segment: '', lostAfterDays: 365, atRiskAfterDays: 180, source: 'default' }]);
    const set = await operations.settings.set({ workspace: 's', key: 'as_of', value: '2025-12-31' });
    expect(set).toMatchObject({ asOf: '2025-12-31', asOfBy: 'set', settings: { as_of: '2025-12-31' } });
    await operations.settings.set({ workspace: 's', key: 'lost_after_days', value: '200' });
    const lost = await operations.customers.list({ workspace: 's', sort: 'name', descending: false, ...pageOf });
    expect(lost.rows.map(({ id, stage }) => [id, stage])).toEqual([
      ['c1', 'lost'],
      ['c2', 'lost'],
    ]);
    await operations.settings.set({ workspace: 's', key: 'lost_after_days', value: '' });
    const cleared = await operations.settings.set({ workspace: 's', key: 'as_of', value: '' });
    expect(cleared.settings).toEqual(before.settings);
    expect(cleared.asOf).toBe(before.asOf);
    const again = await operations.customers.list({ workspace: 's', sort: 'name', descending: false, ...pageOf });
    expect(again.rows.map(({ stage }) => stage)).not.toContain('lost');
    expect((await problemOf(operations.settings.set({ workspace: 's', key: 'currency', value: 'X' }))).code).toBe(
      'bad_setting',
    );
  });

  it('leave windows computed from the rhythm of orders where they are', async () => {
    await newWorkspace('rhythm');
    const line = (customer: number, at: number, days: number) => {
      const day = new Date(Date.UTC(2025, 0, 1) + at * days * 86_400_000).toISOString().slice(0, 10);
      return `${days}-${customer}-${at},${days}-${customer}-${at},c${days}-${customer},${day},10,5`;
    };
    const file = (days: number, customers: number) =>
      `line_id,order_id,customer_id,ordered_at,net_amount,cogs\n${Array.from({ length: customers * 11 }, (_, at) => line(at % customers, Math.floor(at / customers), days)).join('\n')}\n`;
    await bringIn('rhythm', file(7, 10));
    const first = await operations.workspaces.state({ workspace: 'rhythm' });
    expect(first.windows).toEqual([{ segment: '', lostAfterDays: 28, atRiskAfterDays: 14, source: 'computed' }]);
    await bringIn('rhythm', file(20, 30));
    const later = await operations.workspaces.state({ workspace: 'rhythm' });
    expect(later.windows).toEqual(first.windows);
    await operations.settings.set({ workspace: 'rhythm', key: 'lost_after_days', value: '100' });
    const cleared = await operations.settings.set({ workspace: 'rhythm', key: 'lost_after_days', value: '' });
    expect(cleared.windows[0]?.lostAfterDays).toBe(80);
    expect(cleared.windows[0]?.atRiskAfterDays).toBe(14);
  });
});

describe('the ledger', () => {
  it('is built once for all who ask, and again only when something changed', async () => {
    await newWorkspace('once');
    await bringIn('once', orders);
    const snapshots = async () => (await deps.registry.snapshots.list('once')).map(({ snapshot }) => snapshot);
    const [built] = await snapshots();
    await operations.settings.set({ workspace: 'once', key: 'merge_days', value: '0' });
    const asked = { workspace: 'once', sort: 'name' as const, descending: false, ...pageOf };
    await deps.registry.workspaces.settle('once');
    await Promise.all(Array.from({ length: 8 }, () => operations.customers.list(asked)));
    const after = await snapshots();
    expect(after).toHaveLength(2);
    expect(after[0]).toBeGreaterThan(built ?? 0);
    await operations.customers.list(asked);
    expect(await snapshots()).toEqual(after);
    const kept = await place.warehouse.rows<{ snapshot: number }>(
      "SELECT DISTINCT snapshot FROM ledger_lines WHERE workspace = 'once' ORDER BY snapshot DESC",
    );
    expect(kept.map(({ snapshot }) => snapshot)).toEqual(after);
  });

  it('is read as it was while facts change', async () => {
    const asked = { workspace: 'once', sort: 'name' as const, descending: false, ...pageOf };
    const before = await operations.customers.list(asked);
    const [latest] = await deps.registry.snapshots.list('once');
    await deps.registry.journal.exclusively('once', async () => {
      await deps.registry.workspaces.settle('once');
    });
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const holding = deps.registry.journal.exclusively('once', () => held);
    const during = await operations.customers.list(asked);
    expect(during).toEqual(before);
    expect((await deps.registry.snapshots.list('once'))[0]).toEqual(latest);
    release();
    await holding;
    expect((await operations.workspaces.state({ workspace: 'once' })).revision).toBeGreaterThan(0);
    expect((await deps.registry.snapshots.list('once'))[0]?.snapshot).toBeGreaterThan(latest?.snapshot ?? 0);
  });

  it('moves with the day where the facts are fresh', async () => {
    await newWorkspace('today');
    await bringIn('today', `line_id,order_id,customer_id,ordered_at,net_amount\n1,1,c,2026-01-02,5\n`);
    expect((await operations.workspaces.state({ workspace: 'today' })).asOf).toBe('2026-01-05');
    const before = now;
    now = new Date('2026-01-06T09:00:00Z');
    expect((await operations.workspaces.state({ workspace: 'today' })).asOf).toBe('2026-01-06');
    now = before;
  });
});

describe('a number', () => {
  it('is measured and explained by the same ledger', async () => {
    await newWorkspace('n');
    await bringIn('n', orders);
    const asked = { workspace: 'n', metrics: ['net_revenue' as const], ...year, by: [], compare: false };
    const measured = await operations.measure(asked);
    expect(measured.answers).toMatchObject([{ metric: 'net_revenue', value: 180.5, unit: 'money', currency: 'RUB' }]);
    expect(measured.asOf).toBe('2025-03-21');
    const explained = await operations.explain({ workspace: 'n', metric: 'net_revenue', ...year });
    expect(explained.answer.value).toBe(180.5);
    const defined = await operations.catalogue();
    expect(defined.find(({ id }) => id === 'net_revenue')).toEqual(explained.definition);
    await operations.settings.set({ workspace: 'n', key: 'currency', value: 'EUR' });
    const other = await operations.measure(asked);
    expect(other.revision).toBeGreaterThan(measured.revision);
    expect(other.answers[0]?.currency).toBe('EUR');
  });
});

describe('a class given by hand', () => {
  const line = { kind: 'order_line' as const, source: 'main', id: '2' };
  const classes = async () => {
    const page = await operations.rows({ workspace: 'r', rows: 'lines:all', ...year, ...pageOf });
    const at = (id: string) => page.columns.findIndex((column) => column.id === id);
    const of = (row: (typeof page.rows)[number], kind: string) =>
      row[page.columns.findIndex((column) => column.kind === kind)];
    expect(at('class')).toBeGreaterThanOrEqual(0);
    return page.rows.map((row) => of(row, 'class')).toSorted();
  };

  it('stands above the rule until it is taken back, with who and why', async () => {
    await newWorkspace('r');
    await bringIn('r', orders);
    expect(await classes()).toEqual(['first', 'first', 'regular']);
    await operations.reclass.set({ workspace: 'r', ...line, class: 'development', why: 'новый продукт', by: 'Анна' });
    expect(await classes()).toEqual(['development', 'first', 'first']);
    await operations.reclass.set({ workspace: 'r', ...line, class: null, why: 'ошибка', by: 'Пётр' });
    expect(await classes()).toEqual(['first', 'first', 'regular']);
    const history = await operations.reclass.list({ workspace: 'r' });
    expect(history.map(({ class: to, why, by }) => [to, why, by])).toEqual([
      [null, 'ошибка', 'Пётр'],
      ['development', 'новый продукт', 'Анна'],
    ]);
  });

  it('is refused without who or why, for no such class and no such line', async () => {
    const asked = { workspace: 'r', ...line, class: 'regular', why: 'w', by: 'b' };
    const codeOf = async (changed: Partial<typeof asked>) =>
      (await problemOf(operations.reclass.set({ ...asked, ...changed }))).code;
    expect(await codeOf({ why: ' ' })).toBe('reclass_unexplained');
    expect(await codeOf({ by: '' })).toBe('reclass_unexplained');
    expect(await codeOf({ class: 'retention' })).toBe('bad_class');
    expect(await codeOf({ id: 'none' })).toBe('unknown_line');
    expect(await operations.reclass.list({ workspace: 'r' })).toHaveLength(2);
  });
});

describe('costs typed in', () => {
  const cost = {
    id: 'c1',
    name: 'Вывеска',
    amount: 1000.01,
    class: 'acquisition' as const,
    function: 'marketing' as const,
    channel: 'наружная',
    segment: '',
    cell: '',
  };
  const person = {
    id: 'p1',
    name: 'Анна Котова',
    role: 'менеджер',
    function: 'sales' as const,
    pay: 100,
    hours: 160,
    shares: { acquisition: 50, retention: 50 },
    segment: '',
  };
  const facts = () =>
    place.warehouse.rows<{ id: string; amount: string; staff: string; hours: string | null }>(
      `SELECT cost_id AS id, toString(amount) AS amount, staff, toString(hours) AS hours FROM current_costs FINAL
      WHERE workspace = 't' AND deleted = 0 AND source = 'typed' ORDER BY id`,
    );

  it('become facts of the month, replaced whole when they are saved again', async () => {
    await newWorkspace('t');
    const month = '2025-03-01';
    expect(await operations.typed.get({ workspace: 't', month: '2025-03-15' })).toEqual({
      month,
      costs: [],
      staff: [],
    });
    await operations.typed.save({ workspace: 't', month: '2025-03-15', costs: [cost], staff: [person] });
    expect(await facts()).toEqual([
      { id: '2025-03/cost/c1', amount: '1000.01', staff: '', hours: null },
      { id: '2025-03/staff/p1/acquisition', amount: '50', staff: 'Анна Котова', hours: '80' },
      { id: '2025-03/staff/p1/retention', amount: '50', staff: 'Анна Котова', hours: '80' },
    ]);
    const changed = { ...person, shares: { acquisition: 100 } };
    await operations.typed.save({ workspace: 't', month, costs: [], staff: [changed] });
    expect(await facts()).toEqual([
      { id: '2025-03/staff/p1/acquisition', amount: '100', staff: 'Анна Котова', hours: '160' },
    ]);
    await operations.typed.save({ workspace: 't', month: '2025-04-01', costs: [cost], staff: [] });
    expect((await facts()).map(({ id }) => id)).toEqual(['2025-03/staff/p1/acquisition', '2025-04/cost/c1']);
    expect(await operations.typed.get({ workspace: 't', month })).toEqual({ month, costs: [], staff: [changed] });
    expect((await operations.imports.list({ workspace: 't' })).map(({ file, state }) => [file, state])).toEqual([
      ['typed-2025-04.csv', 'done'],
      ['typed-2025-03.csv', 'done'],
      ['typed-2025-03.csv', 'undone'],
    ]);
    await operations.typed.save({ workspace: 't', month, costs: [], staff: [] });
    expect((await facts()).map(({ id }) => id)).toEqual(['2025-04/cost/c1']);
  });

  it('saved before a crash become facts at the next start', async () => {
    await deps.registry.typedMonths.save('t', { month: '2025-05-01', costs: [cost], staff: [] });
    const again = await createOperations(deps);
    await again.close();
    expect((await facts()).map(({ id }) => id)).toEqual(['2025-04/cost/c1', '2025-05/cost/c1']);
    expect(await deps.registry.typedMonths.unapplied()).toEqual([]);
  });

  it('are refused where shares of time are not a whole', async () => {
    const half = { ...person, shares: { acquisition: 50 } };
    const asked = { workspace: 't', month: '2025-06-01', costs: [], staff: [half] };
    expect((await problemOf(operations.typed.save(asked))).code).toBe('shares_not_whole');
  });
});
