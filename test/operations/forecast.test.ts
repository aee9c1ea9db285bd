import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fitPurchases, isRefusal } from '../../src/analysis/models/fit.ts';
import { fitSpend } from '../../src/analysis/models/gamma-gamma.ts';
import { gather } from '../../src/analysis/models/histories.ts';
import { paretoNbd } from '../../src/analysis/models/pareto-nbd.ts';
import { seededRandom } from '../../src/analysis/statistics/bootstrap.ts';
import { CustomersInput } from '../../src/model/customers.ts';
import { addDays, daysBetween } from '../../src/model/days.ts';
import { CltvForecast, CltvForecastInput, type ForecastRow, MonthsForecastInput } from '../../src/model/forecast.ts';
import { MeasureInput } from '../../src/model/numbers.ts';
import { Problem } from '../../src/model/problem.ts';
import type { Deps } from '../../src/operations/deps.ts';
import { createOperations } from '../../src/operations/operations.ts';
import type { Operations } from '../../src/operations/types.ts';
import { exportFile, exportQuery } from '../../src/server/exports.ts';
import { openPglite } from '../../src/store/registry/engines/pglite.ts';
import { openRegistry } from '../../src/store/registry/registry.ts';
import { openTestWarehouse, type TestWarehouse } from '../support/warehouse.ts';

const [opening, calibrateTo, holdout] = ['2024-01-01', '2025-03-31', '2025-09-30'];

type Order = { id: string; customer: string; day: string; amount: number };

/** Orders of a shop whose customers buy at their own rates and leave; some order twice a day. */
const invented = (): Order[] => {
  const random = seededRandom(7);
  const orders: Order[] = [];
  for (let at = 0; at < 500; at += 1) {
    const [gap, typical] = [14 - 60 * Math.log(1 - random()), 500 + 4000 * random()];
    let day = addDays(opening, Math.floor(random() * 200));
    while (day <= holdout) {
      for (let times = random() < 0.05 ? 2 : 1; times > 0; times -= 1)
        orders.push({
          id: `O${orders.length}`,
          customer: `C${at}`,
          day,
          amount: Math.round(typical * (50 + 100 * random())) / 100,
        });
      if (random() < 0.15) break;
      day = addDays(day, Math.ceil(-gap * Math.log(1 - random())));
    }
  }
  return orders;
};

const orders = invented();
/** A large segment, one too small for a model of its own, and customers without any. */
const segmentOf = (customer: string): string => {
  const number = Number(customer.slice(1));
  return number < 300 ? 'Homes' : number < 340 ? 'Cafés' : '';
};
const customersFile = (): string =>
  [
    'customer_id,name,segment',
    ...Array.from({ length: 500 }, (_, at) => `C${at},Client ${at},${segmentOf(`C${at}`)}`),
  ].join('\n');
/** Every fiftieth order is taken back whole, every fiftieth after it in half. */
const refundOf = (order: Order, at: number): number =>
  at % 50 === 0 ? order.amount : at % 50 === 1 ? order.amount / 2 : 0;
const linesOf = (): string => {
  const lines = [
    'line_id,order_id,customer_id,ordered_at,net_amount,cogs,refund_of,contract_from,contract_to,monthly_amount',
  ];
  for (const [at, { id, customer, day, amount }] of orders.entries()) {
    lines.push(`${id},${id},${customer},${day},${amount},${(amount * 0.6).toFixed(2)},,,,`);
    const back = refundOf({ id, customer, day, amount }, at);
    if (back > 0)
      lines.push(`R${id},${id},${customer},${addDays(day, 3)},${-back},${(-back * 0.6).toFixed(2)},${id},,,`);
  }
  // A contract is no purchase of this kind.
  lines.push(
    'K1,K1,C0,2024-02-01,120000,0,,2024-02-01,2026-02-01,5000',
    'K2,K2,K,2024-02-01,120000,0,,2024-02-01,2026-02-01,5000',
  );
  return `${[...lines, ...contractLines()].join('\n')}\n`;
};

/** Contracts of a quarter each; customers differ in their chance to renew. */
const contractLines = (): string[] => {
  const random = seededRandom(17);
  return Array.from({ length: 160 }, (_, at) => {
    const [leaves, month] = [random() ** 3, at % 6];
    const lines: string[] = [];
    for (let term = 0; ; term += 1) {
      const day = (months: number): string => new Date(Date.UTC(2024, month + months, 1)).toISOString().slice(0, 10);
      const [from, to] = [day(3 * term), addDays(day(3 * term + 3), -1)];
      if (from > holdout) return lines;
      lines.push(`Q${at}-${term},Q${at}-${term},Q${at},${from},3000,0,,${from},${to},1000`);
      if (random() < leaves) return lines;
    }
  }).flat();
};

const costsFile = (): string =>
  [
    'cost_id,month,amount,class,function,segment',
    ...Array.from({ length: 21 }, (_, at) => {
      const month = new Date(Date.UTC(2024, at, 1)).toISOString().slice(0, 7);
      return `A${at},${month},3000,acquisition,marketing,Homes\nR${at},${month},2000,retention,sales,Homes`;
    }),
  ].join('\n');

/** The definition written plainly: days with an order that stayed, per customer in the order of ids. */
const plain = () => {
  const byCustomer = new Map<string, Map<string, number>>();
  for (const [at, order] of orders.entries()) {
    const left = order.amount - refundOf(order, at);
    if (left <= 0) continue;
    const days = byCustomer.get(order.customer) ?? new Map<string, number>();
    byCustomer.set(order.customer, days.set(order.day, (days.get(order.day) ?? 0) + left));
  }
  const rows = [...byCustomer].flatMap(([customer, days]) => {
    const all = [...days].sort(([a], [b]) => (a < b ? -1 : 1));
    const known = all.filter(([day]) => day <= calibrateTo);
    const [first, last] = [known[0]?.[0], known.at(-1)?.[0]];
    if (first === undefined || last === undefined) return [];
    const repeats = known.slice(1);
    return [
      {
        customer,
        x: repeats.length,
        recency: daysBetween(first, last) / 7,
        age: daysBetween(first, calibrateTo) / 7,
        mean: repeats.length === 0 ? 0 : repeats.reduce((sum, [, amount]) => sum + amount, 0) / repeats.length,
        after: all.filter(([day]) => day > calibrateTo && day <= holdout).length,
      },
    ];
  });
  const column = (name: 'x' | 'recency' | 'age' | 'mean') => Float64Array.from(rows, (row) => row[name]);
  return { rows, x: column('x'), recency: column('recency'), age: column('age'), mean: column('mean') };
};

let place: TestWarehouse;
let deps: Deps;
let operations: Operations;
const clock = () => new Date('2025-10-05T09:00:00Z');

const bring = async (files: Record<string, string>): Promise<void> => {
  const uploads: string[] = [];
  for (const [name, text] of Object.entries(files)) {
    const path = join(place.directory, name);
    await writeFile(path, text);
    uploads.push((await operations.uploads.local({ path })).upload);
  }
  const started = await operations.imports.start({
    workspace: 'main',
    uploads,
    files: [],
    answers: {},
    source: 'main',
    dryRun: false,
  });
  expect((await operations.finished({ id: started.id })).problem).toBeUndefined();
};

beforeAll(async () => {
  place = await openTestWarehouse();
  const registry = await openRegistry(await openPglite(join(place.directory, 'registry')), clock);
  deps = { warehouse: place.warehouse, registry, dataDirectory: join(place.directory, 'data'), clock, log: () => {} };
  operations = await createOperations(deps);
  await bring({ 'order_lines.csv': linesOf(), 'customers.csv': customersFile(), 'costs.csv': costsFile() });
});
afterAll(async () => {
  await operations.close();
  await deps.registry.close();
  await place.close();
});

const asked = (given: object) =>
  operations.forecast.cltv(CltvForecastInput.parse({ workspace: 'main', calibrateTo, holdout, horizon: 6, ...given }));

describe('what customers will still buy', () => {
  it('is fitted on the purchase days of the facts, as on the same days written plainly', async () => {
    const expected = plain();
    const found = await asked({ model: 'pareto_nbd', by: 'customer' });
    const { histories, rowOf } = gather(expected);
    const fitted = fitPurchases(paretoNbd, histories);
    const homes = [...expected.rows.keys()].filter((at) => segmentOf(expected.rows[at]?.customer ?? '') === 'Homes');
    const of = (column: Float64Array) => homes.map((at) => column[at] ?? 0);
    const spend = fitSpend({ x: of(expected.x), mean: of(expected.mean) });
    if (isRefusal(fitted) || isRefusal(spend)) throw new Error('refused');
    expect(found.n).toBe(expected.rows.length);
    expect(Object.values(found.parameters ?? {}).map((value, at) => value / (fitted.parameters[at] ?? 0))).toEqual(
      fitted.parameters.map(() => expect.closeTo(1, 6)),
    );
    expect(found.log_likelihood).toBeCloseTo(fitted.logLikelihood, 6);
    expect(found.fits.find(({ segment }) => segment === 'Homes')?.spend.parameters?.p).toBeCloseTo(
      spend.parameters[0] ?? 0,
      4,
    );
    const alive = paretoNbd.alive(fitted.parameters, histories);
    const told = new Map(found.by.map((row) => [row.customer_id, row]));
    for (const [at, { customer }] of expected.rows.entries())
      expect(told.get(customer)?.p_alive).toBeCloseTo(alive[rowOf[at] as number] ?? Number.NaN, 6);
    const happened = expected.rows.reduce((sum, { after }) => sum + after, 0);
    expect(found.holdout).toMatchObject({ from: calibrateTo, until: holdout, actual: happened });
    expect(found.holdout?.weeks.reduce((sum, { actual }) => sum + actual, 0)).toBeLessThanOrEqual(happened);
    expect(Math.abs((found.holdout?.expected ?? 0) / happened - 1)).toBeLessThan(0.2);
  });

  it('adds up by segment and in all what it tells of customers, with bounds around it', async () => {
    const [whole, each] = [await asked({ model: 'mbg_nbd' }), await asked({ model: 'mbg_nbd', by: 'customer' })];
    expect(whole.by.map(({ segment }) => segment)).toEqual(['', 'Cafés', 'Homes']);
    const sum = (rows: readonly ForecastRow[], of: (row: ForecastRow) => number) =>
      rows.reduce((total, one) => total + of(one), 0);
    for (const row of [...whole.by, { ...whole.total, segment: undefined }]) {
      const own = each.by.filter(({ segment }) => row.segment === undefined || segment === row.segment);
      expect(row.customers).toBe(own.length);
      expect(row.expected_orders).toBeCloseTo(
        sum(own, ({ expected_orders }) => expected_orders),
        6,
      );
      expect(row.expected_value).toBeCloseTo(
        sum(own, ({ expected_value }) => expected_value ?? 0),
        2,
      );
      expect(row.discounted_value ?? 0).toBeLessThan(row.expected_value ?? 0);
      const [low = 0, high = 0] = row.interval ?? [];
      expect([low < (row.expected_value ?? 0), high > (row.expected_value ?? 0)]).toEqual([true, true]);
    }
    const width = ([low, high]: [number, number]) => high - low;
    const widths = whole.by.map(({ interval }) => width(interval ?? [0, 0]));
    const total = width(whole.total?.interval ?? [0, 0]);
    // Chance partly evens out between segments, the uncertainty of shared parameters does not.
    expect(total).toBeLessThan(widths.reduce((all, one) => all + one, 0));
    expect(total).toBeGreaterThan(Math.max(...widths));
    expect(each.by.some(({ next_order: day }) => typeof day === 'string' && day > calibrateTo)).toBe(true);
  });

  it('chooses segment by segment by one past time, and compares with a later one that the choice did not know', async () => {
    const found = await asked({ model: 'auto', holdout: undefined, intervals: false });
    expect(found.fits.map(({ segment }) => segment)).toEqual(['', 'Cafés', 'Homes']);
    const [none, cafes, homes] = found.fits;
    expect(cafes?.of === 'all' || ['last_again', 'recency_frequency'].includes(cafes?.model ?? '')).toBe(true);
    expect(cafes?.candidates.filter(({ of }) => of === 'segment').map(({ reason }) => reason)).toContain(
      'insufficient_n',
    );
    expect(homes?.decided_on?.until).toBe(homes?.holdout?.from);
    expect(homes?.holdout).toMatchObject({ until: calibrateTo, apart: true });
    const least = Math.min(...(homes?.candidates ?? []).flatMap(({ errors }) => (errors ? [errors.rmse] : [])));
    const chosen = homes?.candidates.find(
      ({ model, regularity, of }) => model === homes.model && regularity === homes.regularity && of === homes.of,
    );
    expect(chosen?.errors?.rmse).toBe(least);
    const actual = [none, cafes, homes].reduce((sum, fit) => sum + (fit?.holdout?.actual ?? 0), 0);
    expect(found.holdout?.actual).toBe(actual);
    expect(found.by[0]?.interval).toBeUndefined();
  });

  it('tells contracts by a model of their own beside purchases, or alone where one is named', async () => {
    const found = await asked({ model: 'auto', intervals: false });
    const { contracts } = found;
    expect(contracts?.n).toBe(162);
    // One customer is too few for a model of its own.
    expect(contracts?.fits.map(({ segment, of }) => [segment, of])).toEqual([
      ['', 'segment'],
      ['Homes', 'all'],
    ]);
    expect(contracts?.fits[0]?.candidates.map(({ model }) => model)).toEqual(['constant', 'sbg', 'bdw']);
    const alone = await asked({ model: 'sbg' });
    expect(alone.fits.map(({ model }) => model)).toEqual(['sbg', 'sbg']);
    expect(alone.contracts).toBeUndefined();
    const { holdout: back, by, total } = alone;
    expect(back?.actual).toBeGreaterThan(20);
    expect(Math.abs((back?.expected ?? 0) / (back?.actual ?? 1) - 1)).toBeLessThan(0.25);
    expect(total?.expected_value).toBeCloseTo(
      by.reduce((sum, row) => sum + (row.expected_value ?? 0), 0),
      6,
    );
    const [low = 0, high = 0] = total?.interval ?? [];
    expect([low < (total?.expected_value ?? 0), high > (total?.expected_value ?? 0)]).toEqual([true, true]);
  });

  it('lists who is due and who is at risk, and hands their scores out as a table', async () => {
    const known = { model: 'mbg_nbd', by: 'customer', holdout: undefined, intervals: false };
    const [all, due, risky] = [
      await asked(known),
      await asked({ ...known, list: 'due' }),
      await asked({ ...known, list: 'at_risk' }),
    ];
    expect(CltvForecast.parse(all)).toEqual(all);
    expect(due.by.length).toBeGreaterThan(0);
    expect(due.by.length).toBeLessThan(all.by.length);
    const days = due.by.map(({ next_order: day }) => day ?? '');
    expect(days.every((day) => day > calibrateTo && day <= addDays(calibrateTo, 30))).toBe(true);
    expect(days).toEqual(days.toSorted());
    const isSilent = ({ stage }: ForecastRow) => stage === 'at_risk';
    const isDoubted = ({ p_alive: alive, stage }: ForecastRow) => alive !== null && alive < 0.5 && stage !== 'lost';
    const ids = (rows: readonly ForecastRow[]) => new Set(rows.map(({ customer_id: id }) => id));
    // The lifecycle's own at risk are all here, and nobody is both at risk and due.
    expect(ids(risky.by)).toEqual(ids(all.by.filter((row) => isSilent(row) || isDoubted(row))));
    expect(risky.by.map(({ risk_by: by }) => by)).toEqual(
      risky.by.map((row) => (isSilent(row) && isDoubted(row) ? 'both' : isSilent(row) ? 'silence' : 'model')),
    );
    const staged = await operations.customers.list(
      CustomersInput.parse({ workspace: 'main', stage: 'at_risk', limit: 1000 }),
    );
    expect(risky.by.filter(isSilent)).toHaveLength(staged.rows.filter(({ id }) => ids(all.by).has(id)).length);
    expect(due.by.some(({ customer_id: id }) => ids(risky.by).has(id))).toBe(false);
    expect(risky.total).toEqual(all.total);
    const query = {
      workspace: 'main',
      model: 'mbg_nbd',
      by: 'customer',
      list: 'due',
      calibrateTo,
      horizon: '6',
      format: 'csv',
    };
    const file = await exportFile(operations, 'forecast', exportQuery(new URLSearchParams(query)), 'en');
    let text = '';
    for await (const part of file.bytes) text += new TextDecoder().decode(part);
    expect(text.trim().split('\r\n')).toHaveLength(due.by.length + 1);
    expect(text).toContain('MBG/NBD');
  });

  it('tells months to come from whole months, beside those of a year before', async () => {
    const found = await operations.forecast.months(MonthsForecastInput.parse({ workspace: 'main', months: 3 }));
    const measured = await operations.measure(
      MeasureInput.parse({ workspace: 'main', metrics: ['net_revenue'], from: '2025-02-01', to: '2025-03-01' }),
    );
    expect(found.facts.find(({ month }) => month === '2025-02-01')?.value).toBe(measured.answers[0]?.value);
    expect([found.facts[0]?.month, found.facts.at(-1)?.month]).toEqual(['2024-01-01', '2025-09-01']);
    expect(found.months.map(({ month }) => month)).toEqual(['2025-10-01', '2025-11-01', '2025-12-01']);
    for (const { value, interval: [low = 0, high = 0] = [] } of found.months)
      expect([low < value, high > value]).toEqual([true, true]);
    const [low = 0, high = 0] = found.total?.interval ?? [];
    expect(found.total?.value).toBeCloseTo(
      found.months.reduce((sum, { value }) => sum + value, 0),
      6,
    );
    // Months do not all miss to the same side: together they are surer than their bounds added up.
    expect(high - low).toBeLessThan(
      found.months.reduce((sum, { interval: [least = 0, most = 0] = [] }) => sum + most - least, 0),
    );
    expect(found.backTest?.months).toBe(5);
    expect(found.backTest?.expected).toHaveLength(5);
    const young = await operations.forecast.months(
      MonthsForecastInput.parse({ workspace: 'main', of: 'inflow', segment: 'nobody' }),
    );
    expect(young.reason).toBe('insufficient_periods');
  });

  it('is worked out once while the ledger stands', async () => {
    const question = { model: 'nbd', intervals: false };
    const [first, again, other] = [
      await asked(question),
      await asked(question),
      await asked({ ...question, horizon: 7 }),
    ];
    expect(again).toBe(first);
    expect(other.total?.expected_orders).toBeGreaterThan(first.total?.expected_orders ?? 0);
  });

  it('is worked out beside everything else, tells how far it is, and can be cancelled', async () => {
    const question = { horizon: 9, holdout: undefined };
    let isOver = false;
    const answer = asked(question).finally(() => {
      isOver = true;
    });
    answer.catch(() => {});
    const running = async () =>
      (await operations.jobs.list()).find(({ kind, state }) => kind === 'forecast' && state === 'running');
    let job = await running();
    while (!isOver && !job?.step.en.includes('choosing a model')) {
      await new Promise((next) => setImmediate(next));
      job = await running();
    }
    expect(job).toMatchObject({ workspace: 'main', share: expect.any(Number) });
    await operations.health();
    await operations.measure(
      MeasureInput.parse({ workspace: 'main', metrics: ['net_revenue'], from: opening, to: holdout }),
    );
    expect(isOver).toBe(false);
    await operations.jobs.cancel({ id: job?.id ?? '' });
    expect(await answer.catch((error: unknown) => error)).toMatchObject({ body: { code: 'cancelled' } });
    expect(await operations.finished({ id: job?.id ?? '' })).toMatchObject({ state: 'cancelled' });
    // Nothing is left of it: the same question is answered anew, in another thread.
    expect((await asked({ ...question, intervals: false, model: 'mbg_nbd' })).total?.expected_orders).toBeGreaterThan(
      0,
    );
  });

  it('is what metrics of customers’ worth stand on, once it is worked out and where a model tells a segment', async () => {
    const worth = ['cltv_forecast', 'customer_equity', 'ltv_cac', 'cac_payback_months'] as const;
    const [from, to] = [opening, '2025-10-06'];
    const measured = async (given: object) => {
      const question = { workspace: 'main', metrics: worth, from, to, ...given };
      return (await operations.measure(MeasureInput.parse(question))).answers;
    };
    const homes = async (metric: (typeof worth)[number]) =>
      (await measured({ by: ['segment'] })).find((one) => one.metric === metric && one.by.segment === 'Homes');
    const before = await homes('cltv_forecast');
    expect(before?.notes).toContain('formula_pending');
    const found = await operations.forecast.cltv(CltvForecastInput.parse({ workspace: 'main' }));
    const life = found.fits.find(({ segment }) => segment === 'Homes')?.lifetime;
    if (!life)
      throw new Error(`no model tells Homes: ${JSON.stringify(found.fits.map(({ model, of }) => [model, of]))}`);
    expect(life.by_month).toHaveLength(120);
    expect(life.repeat_orders).toBeLessThan(life.by_month.at(-1) ?? 0);
    const [value, equity, ratio, months] = [
      await homes(worth[0]),
      await homes(worth[1]),
      await homes(worth[2]),
      await homes(worth[3]),
    ];
    for (const answer of [value, equity, ratio, months]) expect(answer?.notes).toContain('by_model');
    const explained = await operations.explain({
      workspace: 'main',
      metric: 'cltv_forecast',
      from,
      to,
      filter: { segment: ['Homes'] },
    });
    const input = (id: string) => explained.inputs.find((one) => one.id === id)?.value ?? Number.NaN;
    expect(explained.answer.value).toBe(value?.value);
    expect([input('model_repeats'), input('model_order')]).toEqual([
      life.repeat_orders,
      expect.closeTo(life.order_value, 2),
    ]);
    // 40 % of the price is left, less what retention costs.
    expect(input('model_first')).toBeCloseTo(life.first_order * 0.4, 2);
    expect([input('year_share') > 0.3, input('year_share') < 0.4]).toEqual([true, true]);
    const told = (repeats: number) => input('model_first') + input('year_share') * repeats * life.order_value;
    expect(value?.value).toBeCloseTo(told(life.repeat_orders), 1);
    expect(equity?.value).toBeCloseTo(input('year_share') * life.residual_value, 1);
    const [cac] = await measured({ metrics: ['unit_cost_acquisition_direct'], filter: { segment: ['Homes'] } });
    expect(ratio?.value).toBeCloseTo((value?.value ?? 0) / (cac?.value ?? 1), 3);
    expect(months?.value).toBe(
      told(0) >= (cac?.value ?? 0) ? 0 : life.by_month.findIndex((repeats) => told(repeats) >= (cac?.value ?? 0)) + 1,
    );
    const notesOf = async (given: object) =>
      (await measured({ metrics: ['cltv_forecast'], ...given })).map(({ notes }) => notes);
    expect(value?.previous).toBeUndefined();
    expect(await notesOf({})).toEqual([expect.arrayContaining(['formula_parts'])]);
    expect(await notesOf({ to: '2025-10-01' })).toEqual([expect.arrayContaining(['formula_past'])]);
    const series = (await notesOf({ every: 'quarter', filter: { segment: ['Homes'] } })).flat();
    expect([series.includes('formula_past'), series.includes('by_model')]).toEqual([true, false]);
  });

  it('moves whom it doubts to at risk where the workspace says so, and once only', async () => {
    const staged = async () => {
      const found = await operations.customers.list(
        CustomersInput.parse({ workspace: 'main', stage: 'at_risk', limit: 1000 }),
      );
      return found.rows.map(({ id }) => id).sort();
    };
    const listed = async () => {
      const found = await operations.forecast.cltv(
        CltvForecastInput.parse({ workspace: 'main', by: 'customer', list: 'at_risk', intervals: false }),
      );
      return found.by.filter(({ risk_by: by }) => by !== 'silence');
    };
    const revision = async () => (await operations.workspaces.state({ workspace: 'main' })).revision;
    const silent = await staged();
    await operations.settings.set({ workspace: 'main', key: 'at_risk_by', value: 'model' });
    // C0 has a contract in force, and that is no silence.
    const doubted = (await listed()).filter(({ risk_by: by, customer_id: id }) => by === 'model' && id !== 'C0');
    expect(doubted.length).toBeGreaterThan(0);
    const moved = await revision();
    expect(await staged()).toEqual([...silent, ...doubted.map(({ customer_id: id }) => id ?? '')].sort());
    const now = (await listed()).filter(({ customer_id: id }) => id !== 'C0');
    expect(new Set(now.map(({ risk_by: by }) => by))).toEqual(new Set(['both']));
    expect(await revision()).toBe(moved);
    await operations.settings.set({ workspace: 'main', key: 'at_risk_by', value: '' });
  });

  it('refuses days that are not known yet', async () => {
    const late = await asked({ holdout: '2026-01-01' }).catch((error: unknown) => error);
    expect(late).toBeInstanceOf(Problem);
    expect(late).toMatchObject({ body: { code: 'day_not_known' } });
    expect(await asked({ holdout: calibrateTo }).catch((error: unknown) => error)).toMatchObject({
      body: { code: 'holdout_before' },
    });
  });

  it('tells purchases and no money where an amount has no rate', async () => {
    await bring({
      'order_lines.csv': 'line_id,order_id,customer_id,ordered_at,net_amount,currency\nG,G,C0,2024-05-01,9,GEL\n',
    });
    const told = await asked({ model: 'bg_nbd' });
    const fitted = told.fits.filter(({ parameters }) => parameters !== undefined);
    expect(fitted.map(({ spend }) => spend)).toEqual(fitted.map(() => ({ reason: 'no_rate' })));
    expect(told.by.map(({ expected_orders: orders, discounted_value: value }) => [orders > 0, value])).toEqual(
      told.by.map(() => [true, null]),
    );
    expect(told.by.length).toBeGreaterThan(0);
  });
});
