import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lifeOfBoth } from '../../src/analysis/catalogue/lives.ts';
import { drawBeta, drawExponential, drawGamma } from '../../src/analysis/models/numerics/draws.ts';
import { seededRandom } from '../../src/analysis/statistics/bootstrap.ts';
import { addDays, daysBetween } from '../../src/model/days.ts';
import { type CltvForecast, CltvForecastInput } from '../../src/model/forecast.ts';
import type { Answer } from '../../src/model/metric.ts';
import type { MetricId } from '../../src/model/metric-words.ts';
import { MeasureInput } from '../../src/model/numbers.ts';
import type { Deps } from '../../src/operations/deps.ts';
import { createOperations } from '../../src/operations/operations.ts';
import type { Operations } from '../../src/operations/types.ts';
import { openPglite } from '../../src/store/registry/engines/pglite.ts';
import { openRegistry } from '../../src/store/registry/registry.ts';
import { openTestWarehouse, type TestWarehouse } from '../support/warehouse.ts';

const lastDay = '2025-10-05';
/** Segments by what they live on, and how many customers they have. */
const segments = { Studios: 300, Few: 30, Both: 150, Open: 150, Shops: 700 };
type Segment = keyof typeof segments;

const monthLater = (month: number): string => new Date(Date.UTC(2023, month, 1)).toISOString().slice(0, 10);

/**
 * Shops begin with an order (60 %), with a contract, or with both; a third of the former takes a contract later, half of the latter buys beside it. An order leaves
 * 40 % of its price, a contract three quarters.
 */
const shopLines = (): string[] => {
  const random = seededRandom(41);
  const until = daysBetween('2023-01-01', lastDay);
  return Array.from({ length: segments.Shops }, (_, at) => {
    const born = Math.floor(random() * until);
    const [kind, follows] = [random(), random()];
    const wait = 10 + Math.floor(drawExponential(1 / 120, random));
    const order = kind < 0.6 || kind > 0.9 ? 0 : follows < 0.5 ? wait : null;
    const contract = kind >= 0.6 ? 0 : follows < 0.35 ? wait : null;
    const own: string[] = [];
    const [rate, gone, paying] = [drawGamma(1.2, 30, random), drawBeta(0.8, 3, random), drawBeta(0.8, 4, random)];
    for (let day = order ?? Number.NaN; born + day <= until; day += Math.ceil(drawExponential(rate, random))) {
      const amount = 200 + Math.floor(random() * 400);
      const id = `Shops-${at}-P${day}`;
      own.push(`${id},${id},Shops${at},${addDays('2023-01-01', born + day)},${amount},${amount * 0.6},,,`);
      if (random() < gone) break;
    }
    for (let day = contract ?? Number.NaN; born + day <= until; day += 30) {
      const from = addDays('2023-01-01', born + day);
      const id = `Shops-${at}-C${day}`;
      own.push(`${id},${id},Shops${at},${from},100,25,${from},${addDays(from, 29)},100`);
      if (random() < paying) break;
    }
    return own;
  }).flat();
};

/** Contracts of a month each at 1000, the cost of goods a quarter; customers differ in their chance to renew. */
const linesFile = (): string => {
  const lines = [
    'line_id,order_id,customer_id,ordered_at,net_amount,cogs,contract_from,contract_to,monthly_amount',
    ...(['Studios', 'Few', 'Both', 'Open'] as const).flatMap((segment, place) => {
      const random = seededRandom(31 + place);
      return Array.from({ length: segments[segment] }, (_, at) => {
        const leaves = random() ** 2;
        const own: string[] = [];
        for (let month = at % 24; ; month += 1) {
          const [from, to] = [monthLater(month), addDays(monthLater(month + 1), -1)];
          if (from > lastDay) break;
          const id = `${segment}-${at}-${month}`;
          own.push(`${id},${id},${segment}${at},${from},1000,250,${from},${to},1000`);
          if (segment === 'Both' && month % 5 === 0)
            own.push(`${id}-P,${id}-P,${segment}${at},${addDays(from, 4)},700,100,,,`);
          if (random() < leaves) break;
        }
        return own;
      }).flat();
    }),
    ...shopLines(),
    'endless,endless,Open0,2025-01-01,1000,250,2025-01-01,,1000',
  ];
  return `${lines.join('\n')}\n`;
};

const customersFile = (): string =>
  [
    'customer_id,name,segment',
    ...(Object.keys(segments) as Segment[]).flatMap((segment) =>
      Array.from({ length: segments[segment] }, (_, at) => `${segment}${at},${segment} ${at},${segment}`),
    ),
  ].join('\n');

const costsFile = (): string =>
  [
    'cost_id,month,amount,class,function,segment',
    ...Array.from({ length: 34 }, (_, at) => {
      const month = monthLater(at).slice(0, 7);
      return ['Studios', 'Shops']
        .map(
          (segment) =>
            `A${segment}${at},${month},24000,acquisition,marketing,${segment}\nR${segment}${at},${month},5000,retention,sales,${segment}`,
        )
        .join('\n');
    }),
  ].join('\n');

let place: TestWarehouse;
let deps: Deps;
let operations: Operations;
let found: CltvForecast;
const clock = () => new Date(`${lastDay}T09:00:00Z`);
const worth = ['cltv_forecast', 'customer_equity', 'ltv_cac', 'cac_payback_months'] as const satisfies MetricId[];
const period = { from: addDays(lastDay, -364), to: addDays(lastDay, 1) };

const measured = async (given: object): Promise<Answer[]> =>
  (await operations.measure(MeasureInput.parse({ workspace: 'main', metrics: worth, ...period, ...given }))).answers;
const explained = (metric: MetricId, segment: Segment) =>
  operations.explain({ workspace: 'main', metric, ...period, filter: { segment: [segment] } });

beforeAll(async () => {
  place = await openTestWarehouse();
  const registry = await openRegistry(await openPglite(join(place.directory, 'registry')), clock);
  deps = { warehouse: place.warehouse, registry, dataDirectory: join(place.directory, 'data'), clock, log: () => {} };
  operations = await createOperations(deps);
  const uploads: string[] = [];
  const files = { 'order_lines.csv': linesFile(), 'customers.csv': customersFile(), 'costs.csv': costsFile() };
  for (const [name, text] of Object.entries(files)) {
    const path = join(place.directory, name);
    await writeFile(path, text);
    uploads.push((await operations.uploads.local({ path })).upload);
  }
  const input = { workspace: 'main', uploads, files: [], answers: {}, source: 'main', dryRun: false };
  const { id } = await operations.imports.start(input);
  expect((await operations.finished({ id })).problem).toBeUndefined();
  found = await operations.forecast.cltv(CltvForecastInput.parse({ workspace: 'main' }));
});
afterAll(async () => {
  await operations.close();
  await deps.registry.close();
  await place.close();
});

describe('the worth of customers under contract', () => {
  it('is told where a segment lives on contracts alone and its renewals carry a model', async () => {
    const fits = found.contracts?.fits ?? [];
    expect(fits.map(({ segment, contract_lifetime: life }) => [segment, life !== undefined])).toEqual([
      ['Both', true],
      ['Few', false],
      ['Open', false],
      ['Shops', true],
      ['Studios', true],
    ]);
    expect(found.contracts?.notes.map(({ code }) => code)).toContain('without_end');
    const answers = await measured({ by: ['segment'], metrics: ['cltv_forecast'] });
    const told = answers.map(({ by, notes }) => [
      by.segment,
      notes?.filter((note) => note.startsWith('by_') || note.startsWith('formula_')),
    ]);
    expect(Object.fromEntries(told)).toEqual({
      Both: ['formula_contracts', 'formula_segment'],
      Few: ['formula_renewals'],
      Open: ['formula_renewals'],
      Shops: ['by_both_models'],
      Studios: ['by_contract_model'],
    });
  });

  it('is m·DEL, what contracts in force still bring, and the month that pays acquisition back; every number opens', async () => {
    const life = found.contracts?.fits.find(({ segment }) => segment === 'Studios')?.contract_lifetime;
    if (!life) throw new Error('no model tells Studios');
    expect(life).toMatchObject({ customers: 300, monthly_price: 1000 });
    expect(life.paid_by_month).toHaveLength(121);
    const answers = await measured({ by: ['segment'] });
    const of = (metric: MetricId) => answers.find((one) => one.metric === metric && one.by.segment === 'Studios');
    const [value, equity, ratio, months] = worth.map(of);
    for (const answer of [value, equity, ratio, months]) expect(answer?.notes).toContain('by_contract_model');
    const input = async (metric: MetricId, id: string) =>
      (await explained(metric, 'Studios')).inputs.find((one) => one.id === id)?.value ?? Number.NaN;
    const share = await input('cltv_forecast', 'year_share');
    // Three quarters are left of the price, less what retention costs.
    expect([share > 0.6, share < 0.75]).toEqual([true, true]);
    expect(await input('cltv_forecast', 'contract_price')).toBe(1000);
    expect(await input('cltv_forecast', 'contract_months')).toBe(life.paid_months);
    expect(value?.value).toBeCloseTo(1000 * life.paid_months * share, 1);
    expect(value?.interval?.map((bound) => bound / (1000 * share))).toEqual(
      life.paid_months_interval.map((bound) => expect.closeTo(bound, 3)),
    );
    expect(equity?.value).toBeCloseTo(share * life.residual_value, 1);
    const [cac] = await measured({ metrics: ['unit_cost_acquisition_direct'], filter: { segment: ['Studios'] } });
    expect(ratio?.value).toBeCloseTo((value?.value ?? 0) / (cac?.value ?? 1), 3);
    expect(months?.value).toBe(life.paid_by_month.findIndex((paid) => paid * 1000 * share >= (cac?.value ?? 0)));
    expect(months?.value).toBeGreaterThan(0);
    const { worked, answer } = await explained('cltv_forecast', 'Studios');
    expect(answer.value).toBe(value?.value);
    expect(worked.en).toMatch(/× .+ × .+ = /);
    expect(value?.previous).toBeUndefined();
  });

  it('is told by both models where a segment lives on purchases and contracts; every number opens', async () => {
    const orders = found.fits.find(({ segment }) => segment === 'Shops')?.lifetime;
    const fit = found.contracts?.fits.find(({ segment }) => segment === 'Shops');
    const { contract_lifetime: paid, beginnings } = fit ?? {};
    if (!orders || !paid || !beginnings) throw new Error('Shops are not told by both');
    expect(found.contracts?.fits.map((one) => [one.segment, one.beginnings !== undefined])).toEqual([
      ['Both', true],
      ['Few', false],
      ['Open', false],
      ['Shops', true],
      ['Studios', false],
    ]);
    expect(beginnings.customers).toBe(segments.Shops);
    expect(beginnings.newcomers).toBeGreaterThan(100);
    expect(beginnings.order + beginnings.contract + beginnings.both).toBeCloseTo(1, 12);
    // As they were made to begin.
    const ever = (chances: readonly number[]) => chances.at(-1) ?? 0;
    expect(Math.abs(beginnings.order - 0.6)).toBeLessThan(0.1);
    expect(Math.abs(beginnings.both - 0.1)).toBeLessThan(0.06);
    expect(Math.abs(ever(beginnings.then_contract.by_month) - 0.35)).toBeLessThan(0.08);
    expect(Math.abs(ever(beginnings.then_order.by_month) - 0.5)).toBeLessThan(0.12);
    const answers = await measured({ by: ['segment'] });
    const [value, equity, ratio, months] = worth.map((metric) =>
      answers.find((one) => one.metric === metric && one.by.segment === 'Shops'),
    );
    for (const answer of [value, equity, ratio, months]) expect(answer?.notes).toContain('by_both_models');
    const inputs = async (metric: MetricId) =>
      new Map((await explained(metric, 'Shops')).inputs.map((one) => [one.id, one.value ?? Number.NaN]));
    const put = await inputs('cltv_forecast');
    const of = (id: string) => put.get(id) ?? Number.NaN;
    const [rate, later] = [beginnings.order + beginnings.both, beginnings.contract * beginnings.then_order.discounted];
    expect(of('model_orders_begun')).toBeCloseTo(rate + later, 9);
    // An order leaves 40 % of its price; one that comes after a contract is no customer's very first.
    const share = of('year_share');
    expect(of('model_first')).toBeCloseTo((orders.first_order * (0.4 * rate + share * later)) / (rate + later), 1);
    const byOrders = of('model_orders_begun') * (of('model_first') + of('model_repeats') * of('model_order') * share);
    expect(value?.value).toBeCloseTo(byOrders + of('contracts_begun') * 100 * paid.paid_months * share, 0);
    const left = await inputs('customer_equity');
    expect(left.get('orders_residual')).toBeCloseTo(orders.residual_value, 0);
    expect(left.get('contracts_residual')).toBeCloseTo(paid.residual_value, 0);
    const ahead =
      beginnings.then_order.ahead * (orders.first_order + orders.repeat_orders * orders.order_value) +
      beginnings.then_contract.ahead * 100 * paid.paid_months;
    expect(left.get('residual_not_begun')).toBeCloseTo(ahead, 0);
    expect(equity?.value).toBeCloseTo(share * (orders.residual_value + paid.residual_value + ahead), 0);
    const [cac] = await measured({ metrics: ['unit_cost_acquisition_direct'], filter: { segment: ['Shops'] } });
    expect(ratio?.value).toBeCloseTo((value?.value ?? 0) / (cac?.value ?? 1), 3);
    const lives = lifeOfBoth({ purchases: orders, contracts: paid, beginnings }, { first: 0.4, share }, 1);
    expect(value?.value).toBeCloseTo(lives.value, 0);
    expect(value?.interval).toEqual(lives.interval.map((bound) => expect.closeTo(bound, 0)));
    expect(months?.value).toBe(lives.earned.findIndex((earned) => earned >= (cac?.value ?? 0)));
    expect(months?.value).toBeGreaterThan(0);
    const { worked } = await explained('cltv_forecast', 'Shops');
    expect(worked.en).toMatch(/^[\d.]+ × \(.+ \+ .+ × .+ × .+\) \+ .+ × .+ × .+ × .+ = /);
    expect((await explained('customer_equity', 'Shops')).worked.en).toMatch(/^\(.+ \+ .+ \+ .+\) × .+ = /);
  });

  it('of the whole company opens by the formula: a sum of segments is told by no one model', async () => {
    const whole = await operations.explain({ workspace: 'main', metric: 'customer_equity', ...period, filter: {} });
    expect(whole.answer.notes).toContain('by_contract_model');
    expect(whole.inputs.map(({ id }) => id)).not.toContain('model_residual');
    const sum = (await measured({ by: ['segment'], metrics: ['customer_equity'] })).reduce(
      (total, { value }) => total + (value ?? 0),
      0,
    );
    expect(whole.answer.value).toBeCloseTo(sum, 0);
  });
});

it('goes by the days contracts are written with, however long their price stays in the run-rate', async () => {
  const told = async (settings: Record<string, string>) => {
    for (const [key, value] of Object.entries(settings))
      await operations.settings.set({ workspace: 'main', key, value });
    const now = await operations.forecast.cltv(CltvForecastInput.parse({ workspace: 'main', model: 'sbg' }));
    return [now.fits.map(({ parameters }) => parameters), now.by.map((row) => row.expected_value)];
  };
  const before = await told({});
  expect(await told({ rr_past_due_days: '20', rr_churn_on: 'last_day' })).toEqual(before);
  // Everybody paid what is written: there are no coupons.
  expect(await told({ rr_past_due_days: '0', rr_churn_on: 'day_after', rr_coupons: 'deducted' })).toEqual(before);
});
