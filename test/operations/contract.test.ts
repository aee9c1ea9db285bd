import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AttributionInput } from '../../src/model/attribution.ts';
import type { Job } from '../../src/model/imports.ts';
import type { MetricId } from '../../src/model/metric-words.ts';
import { Settings } from '../../src/model/settings.ts';
import type { Deps } from '../../src/operations/deps.ts';
import { importAll } from '../../src/operations/imports.ts';
import { createOperations } from '../../src/operations/operations.ts';
import type { Operations } from '../../src/operations/types.ts';
import { exportFile } from '../../src/server/exports.ts';
import { openPglite } from '../../src/store/registry/engines/pglite.ts';
import { openRegistry } from '../../src/store/registry/registry.ts';
import { openTestWarehouse, type TestWarehouse } from '../support/warehouse.ts';

let place: TestWarehouse;
let deps: Deps;
let operations: Operations;
const clock = () => new Date('2026-01-05T09:00:00Z');

beforeAll(async () => {
  place = await openTestWarehouse();
  const registry = await openRegistry(await openPglite(join(place.directory, 'registry')), clock);
  deps = { warehouse: place.warehouse, registry, dataDirectory: join(place.directory, 'data'), clock, log: () => {} };
  operations = await createOperations(deps);
});
afterAll(async () => {
  await operations.close();
  await deps.registry.close();
  await place.close();
});

let files = 0;
const fileOf = async (text: string): Promise<string> => {
  files += 1;
  const directory = join(place.directory, `files-${files}`);
  await mkdir(directory);
  const path = join(directory, 'file.csv');
  await writeFile(path, text);
  return path;
};
const bringIn = async (workspace: string, ...texts: string[]): Promise<Job> => {
  const uploads: string[] = [];
  for (const text of texts) uploads.push((await operations.uploads.local({ path: await fileOf(text) })).upload);
  const job = await operations.imports.start({
    workspace,
    uploads,
    files: [],
    answers: {},
    source: 'main',
    dryRun: false,
  });
  return operations.finished({ id: job.id });
};
/** Each metric's values over the months of the first half of 2024, a reason in place of a missing one. */
const halfYear = async (workspace: string, ...metrics: MetricId[]): Promise<Record<string, (number | string)[]>> => {
  const asked = {
    workspace,
    from: '2024-01-01',
    to: '2024-07-01',
    by: [],
    metrics,
    every: 'month' as const,
    compare: false,
  };
  const { answers } = await operations.measure(asked);
  return Object.fromEntries(
    metrics.map((metric) => [
      metric,
      answers.filter((one) => one.metric === metric).map(({ value, reason }) => value ?? reason ?? ''),
    ]),
  );
};
const workspaceOf = async (id: string, settings: Partial<Settings>): Promise<void> => {
  await operations.workspaces.create({ id, name: id });
  await deps.registry.settings.write(id, settings);
};

describe('an amount in a currency without a rate', () => {
  const lines = `line_id,order_id,customer_id,ordered_at,net_amount,currency,cogs
a1,oa1,A,2024-01-10,1000,,400
a2,oa2,A,2024-02-10,1200,,400
a3,oa3,A,2024-04-10,100,EUR,40
b1,ob1,B,2024-01-10,500,,100
`;

  beforeAll(async () => {
    await workspaceOf('rates', { as_of: '2024-07-01', lost_after_days: 100, at_risk_after_days: 50 });
    expect(await bringIn('rates', lines)).toMatchObject({ state: 'done' });
  });

  it('is a reason in every month it counts in, the run-rate of a year included', async () => {
    expect(await halfYear('rates', 'net_revenue', 'rr_run_rate', 'rr_opening', 'rr_expansion', 'nrr')).toEqual({
      net_revenue: [1500, 1200, 0, 'no_rate', 0, 0],
      rr_run_rate: [0, 100, 100, 'no_rate', 'no_rate', 'no_rate'],
      rr_opening: [0, 0, 100, 100, 'no_rate', 'no_rate'],
      rr_expansion: [0, 0, 0, 'no_rate', 'no_rate', 'no_rate'],
      nrr: ['no_denominator', 'no_denominator', 1, 'no_rate', 'no_rate', 'no_rate'],
    });
  });

  it('leaves the customer’s own revenue unknown, not smaller', async () => {
    const page = await operations.customers.get({ workspace: 'rates', id: 'A' });
    expect(page.customer).toMatchObject({ revenue: null, profit: null });
    expect(page.money).toMatchObject({ revenueByClass: { first: 1000, regular: null }, reason: 'no_rate' });
    const other = await operations.customers.get({ workspace: 'rates', id: 'B' });
    expect(other.customer).toMatchObject({ revenue: 500, profit: 400 });
  });

  it('is known once the rate comes', async () => {
    await bringIn('rates', 'date,currency,rate\n2024-01-01,EUR,90\n');
    expect(await halfYear('rates', 'rr_run_rate', 'net_revenue')).toEqual({
      rr_run_rate: [0, 100, 100, 850, 850, 850],
      net_revenue: [1500, 1200, 0, 9000, 0, 0],
    });
    expect((await operations.customers.get({ workspace: 'rates', id: 'A' })).customer.revenue).toBe(11_200);
  });
});

describe('rows behind a number, as a file', () => {
  const file = async (workspace: string, rows: string): Promise<string[]> => {
    const query = { workspace, rows, from: '2024-01-01', to: '2024-04-01' };
    const chunks: Uint8Array[] = [];
    for await (const chunk of (await exportFile(operations, 'rows', query, 'en')).bytes) chunks.push(chunk);
    return Buffer.concat(chunks).toString('utf8').trim().split(/\r?\n/);
  };

  it('name the settings that decide what recurs, and the days of silence worked out where none are set', async () => {
    await workspaceOf('renting', { as_of: '2024-07-01' });
    await bringIn(
      'renting',
      'line_id,order_id,customer_id,ordered_at,net_amount,contract_from,contract_to,monthly_amount\n1,1,A,2024-02-01,1100,2024-02-01,2024-12-31,100\n',
    );
    const [head, row] = await file('renting', 'rr:movements');
    expect(head).toMatch(/,Settings$/);
    expect(row).toContain('"movements=month; rr_churn_on=day_after; rr_coupons=as_written; rr_past_due_days=0;');
    expect(row).toMatch(/lost_after_days=\(\*: \d+\); rr_reactivation_days="$/);
    await operations.settings.set({ workspace: 'renting', key: 'lost_after_days', value: '90' });
    expect((await file('renting', 'rr:movements'))[1]).toContain('; lost_after_days=90; ');
  });
});

describe('an import that is stopped', () => {
  const orders = (id: string) => `line_id,order_id,customer_id,ordered_at,net_amount\n${id},${id},C,2024-01-01,10\n`;
  const broughtIn = async (count: number) => {
    const stop = new AbortController();
    const waiting = [];
    for (let at = 0; at < count; at += 1)
      waiting.push({ path: await fileOf(orders(`${count}-${at}`)), name: `${count}-${at}.csv`, bytes: 80 });
    const request = { workspace: 'stopped', settings: Settings.parse({}), source: 'main', dryRun: false };
    const reported: number[] = [];
    const progress = ({ files: done }: { files?: unknown[] }) => {
      if (done === undefined) return;
      reported.push(done.length);
      stop.abort();
    };
    return { outcome: importAll(deps, request, waiting, { signal: stop.signal, progress }), reported };
  };

  beforeAll(() => workspaceOf('stopped', {}));

  it('after its last file is done, for everything is there', async () => {
    const { outcome } = await broughtIn(1);
    expect((await outcome).flat()).toMatchObject([{ file: '1-0.csv', kinds: { order_lines: { added: 1 } } }]);
  });

  it('between two files has brought in the first and says so', async () => {
    const { outcome, reported } = await broughtIn(2);
    await expect(outcome).rejects.toThrow();
    expect(reported).toEqual([1]);
    const history = await operations.imports.list({ workspace: 'stopped' });
    expect(history.map(({ file, state }) => [file, state])).toContainEqual(['2-0.csv', 'done']);
    expect(history.map(({ file }) => file)).not.toContain('2-1.csv');
  });
});

it('a time zone is named in any letter case, and numbers are still told', async () => {
  await workspaceOf('zones', {});
  const set = (value: string) => operations.settings.set({ workspace: 'zones', key: 'time_zone', value });
  for (const [given, kept] of [
    ['europe/moscow', 'Europe/Moscow'],
    ['utc', 'UTC'],
    ['Asia/Kolkata', 'Asia/Kolkata'],
  ] as const)
    expect((await set(given)).settings.time_zone).toBe(kept);
  await expect(set('Mars/Base')).rejects.toThrow();
  const line = 'line_id,order_id,customer_id,ordered_at,net_amount\nz,z,Z,2024-01-31T19:00:00Z,10\n';
  expect(await bringIn('zones', line)).toMatchObject({ state: 'done' });
  expect((await halfYear('zones', 'net_revenue')).net_revenue?.slice(0, 2)).toEqual(['before_first_fact', 10]);
});

it.each([
  ['0001-01-01', '9999-01-01', 'period_out_of_range'],
  ['2024-01-01', '2301-01-01', 'period_out_of_range'],
  ['2024-01-01', '2024-01-01', 'period_is_empty'],
])('a period from %s to %s is refused: %s', async (from, to, code) => {
  await workspaceOf(`period-${from}-${to}`, {});
  const asked = {
    workspace: `period-${from}-${to}`,
    from,
    to,
    by: [],
    metrics: ['net_revenue' as const],
    compare: true,
  };
  await expect(operations.measure(asked)).rejects.toMatchObject({ body: { code } });
});

describe('names of products', () => {
  it('are those of the row that stands, else of the next that has one; a code is no name', async () => {
    await workspaceOf('named', {});
    await bringIn('named', 'product_id,name,family\nP1,Фильтр,Вода\nP2,P2,Вода\nP3,,Вода\n');
    expect(await operations.products({ workspace: 'named' })).toEqual({ P1: 'Фильтр' });
    await bringIn('named', 'product_id,name,family\nP1,Фильтр 2,Вода\n');
    expect(await operations.products({ workspace: 'named' })).toEqual({ P1: 'Фильтр 2' });
    await expect(operations.products({ workspace: 'nobody' })).rejects.toMatchObject({
      body: { code: 'unknown_workspace' },
    });
  });
});

describe('credit for results', () => {
  const touches = `interaction_id,occurred_at,kind,customer_id,person_id,channel,touchpoint
1,2024-01-02,visit,,p1,Search,site
2,2024-01-03,visit,,p2,Email,site
3,2024-01-01,visit,b,,Ads,banner
4,2024-01-05,visit,b,,Search,site
5,2024-03-01,visit,b,,Email,
6,2024-01-09,result,b,,Email,site
`;
  const asked = AttributionInput.parse({ workspace: 'credit', model: 'last' });

  beforeAll(async () => {
    await workspaceOf('credit', { as_of: '2024-07-01', currency: 'RUB', activation_kinds: ['result'] });
    await bringIn(
      'credit',
      touches,
      'person_id,customer_id,name\np1,a,Ann\np2,a,Bob\n',
      'line_id,order_id,customer_id,ordered_at,net_amount,cogs\n1,1,a,2024-01-03,1000,400\n2,2,b,2024-01-07,500,\n3,3,b,2024-01-08,70,20\n',
      'cost_id,date,amount,class,function,channel\n1,2024-01-01,200,acquisition,marketing,Email\n',
    );
  });

  it('follows all people of a company, begins anew after an order, and says what is unknown', async () => {
    const found = await operations.attribution(asked);
    expect(found.credits.map(({ channel, conversions, value }) => [channel, conversions, value])).toEqual([
      ['Search', 1, 500],
      ['Email', 1, 1000],
      ['Ads', 0, 0],
    ]);
    expect(found).toMatchObject({
      model: 'last',
      of: 'order',
      unknown: { conversions: 1, value: 70 },
      total: { conversions: 3, value: 1570 },
      paths: { all: 4, unconverted: 1 },
      evidence: 'D',
      currency: 'RUB',
    });
  });

  it('is worth gross profit where it is known, with what it cost and how well the return is known', async () => {
    const found = await operations.attribution({ ...asked, value: 'gross_profit' });
    expect(found.credits.find(({ channel }) => channel === 'Email')).toMatchObject({ value: 600, cost: 200, romi: 2 });
    expect(found.notes.map(({ code }) => code)).toEqual(['value_lacking']);
  });

  it('says which refunds are written apart from their orders, and takes off those that are not', async () => {
    await bringIn(
      'credit',
      'line_id,order_id,customer_id,ordered_at,net_amount,cogs,refund_of\n4,R1,a,2024-02-01,-100,,1\n5,3,b,2024-02-01,-20,,3\n',
    );
    const found = await operations.attribution(asked);
    expect(found.total).toEqual({ conversions: 3, value: 1550 });
    expect(found.notes).toMatchObject([
      { code: 'refunds_apart', text: { en: expect.stringMatching(/\(1 · ₽\s?100\)/) } },
    ]);
    const before = await operations.attribution({ ...asked, to: '2024-02-01' });
    expect(before.notes).toEqual([]);
    // All lines of the class are in a first order's worth.
    const first = await operations.attribution({ ...asked, of: 'new' });
    expect([first.total.value, first.notes]).toEqual([1000 + 500 + 70 - 100 - 20, []]);
  });

  it('goes by position where there are too few paths for Markov, and to touchpoints', async () => {
    const found = await operations.attribution({ ...asked, model: 'auto', by: 'touchpoint', of: 'new', compare: true });
    expect(found.model).toBe('position');
    expect(found.notes.map(({ code }) => code)).toEqual(['few_paths']);
    expect(found.credits.map(({ channel, conversions }) => [channel, conversions])).toEqual([
      ['site', 1.5],
      ['banner', 0.5],
    ]);
    expect(found.models?.map(({ model }) => model)).toContain('markov');
    for (const { conversions } of found.models ?? []) expect(conversions.reduce((a, b) => a + b, 0)).toBeCloseTo(2, 9);
  });

  it('leaves as a table that says what it is', async () => {
    const file = await exportFile(
      operations,
      'attribution',
      { workspace: 'credit', model: 'decay', days: '400', halfLifeDays: '14', from: '2024-01-01', to: '2027-01-01' },
      'en',
    );
    const chunks: Uint8Array[] = [];
    for await (const chunk of file.bytes) chunks.push(chunk);
    const lines = Buffer.concat(chunks).toString('utf8').trim().split(/\r?\n/);
    expect(lines).toHaveLength(6);
    expect(lines[0]).toContain(
      'Currency,From,"To, not included",Segment,Touches up to days back,"Half-life, days",Channel',
    );
    expect(lines[1]).toContain(',All orders,Net revenue,RUB,2024-01-01,2027-01-01,,400,14,');
    expect(lines.at(-1)).toContain('Total,3,');
  });
});
