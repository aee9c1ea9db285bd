import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Asked, answer } from '../../../src/analysis/catalogue/answering.ts';
import { catalogue, metricOf, metrics } from '../../../src/analysis/catalogue/catalogue.ts';
import { dimensionsOfMetric } from '../../../src/analysis/catalogue/metric.ts';
import type { Answer } from '../../../src/model/metric.ts';
import { type Dimension, dimensions, type MetricId, metricIds } from '../../../src/model/metric-words.ts';
import { generatedLedger } from '../components/generated-ledger.ts';
import { askedOf, definitionSource } from './ledger-source.ts';

const year = { from: '2025-01-01', to: '2026-01-01' };
const ask = (seed: number, own: Partial<Asked>) =>
  answer(definitionSource(generatedLedger(seed, { customers: 12, costed: true })), askedOf(own));
const seeds = fc.integer({ min: 1, max: 100_000 });
const times = (numRuns: number) => ({ numRuns, seed: 5 });

/** Numbers that add up over time. */
const additive: MetricId[] = [
  'net_revenue',
  'gross_profit',
  'contribution',
  'rr',
  'rr_regular',
  'rr_development',
  'rr_contractual',
  'customers_new',
  'customers_activated',
  'customers_lost',
  'cost_acquisition',
  'cost_activation',
  'cost_retention',
  'cost_development',
  'cost_winback',
  'cost_shared',
  'cost_marketing',
  'cost_sales',
  'nmc',
  'rr_new',
  'rr_expansion',
  'rr_contraction',
  'rr_churn',
  'rr_reactivation',
];
/** Numbers that add up over the parts of a company. */
const partitioned: MetricId[] = [
  ...additive,
  'customers_active',
  'customers_retained',
  'customers_developed',
  'customers_won_back',
  'rr_run_rate',
  'rr_opening',
  'rr_closing',
];

const sum = (answers: Answer[], metric: MetricId): number =>
  answers
    .filter((one) => one.metric === metric)
    .reduce((total, { value }) => total + Math.round((value ?? 0) * 100), 0);

describe('answers', () => {
  it('are finite numbers within their interval, or give a reason; rates say their n', async () => {
    await fc.assert(
      fc.asyncProperty(
        seeds,
        fc.constantFrom<Dimension[]>([], ['segment'], ['channel', 'campaign'], ['cohort'], ['rung']),
        async (seed, by) => {
          const ledger = generatedLedger(seed);
          for (const { metric, value, reason, interval, unit, n } of await answer(
            definitionSource(ledger),
            askedOf({ period: year, by }),
          )) {
            expect(value === null, metric).toBe(reason !== undefined);
            if (value === null) continue;
            expect(Number.isFinite(value), metric).toBe(true);
            if (interval) {
              expect(interval[0], metric).toBeLessThanOrEqual(value + 1e-6 * Math.abs(value) + 0.02);
              expect(interval[1], metric).toBeGreaterThanOrEqual(value - 1e-6 * Math.abs(value) - 0.02);
              expect(n, metric).toBeGreaterThan(4);
            }
            if (unit === 'count') expect(value, metric).toBeGreaterThanOrEqual(0);
          }
        },
      ),
      times(25),
    );
  });

  it('have revenue and profit to add up', async () => {
    const told = await ask(21, { metrics: partitioned.map(metricOf), period: year });
    expect(told.filter(({ value }) => value !== null && value !== 0).length).toBeGreaterThan(25);
  });

  it('of months add up to the year, shared cost included', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const own = { metrics: additive.map(metricOf), period: year };
        const [whole, months] = [await ask(seed, own), await ask(seed, { ...own, every: 'month' })];
        for (const metric of additive)
          if (whole.find((one) => one.metric === metric)?.value !== null)
            expect(sum(months, metric), metric).toBe(sum(whole, metric));
      }),
      times(20),
    );
  });

  it('of the values of any dimension add up to the total', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, fc.subarray([...dimensions], { minLength: 1, maxLength: 2 }), async (seed, by) => {
        const whole = await ask(seed, { metrics: partitioned.map(metricOf), period: year });
        const parts = await ask(seed, { metrics: partitioned.map(metricOf), period: year, by });
        for (const metric of partitioned) {
          const defined = by.every((dimension) => dimensionsOfMetric(metricOf(metric)).includes(dimension));
          const total = whole.find((one) => one.metric === metric);
          if (!defined) expect(parts.find((one) => one.metric === metric)?.reason, metric).toBe('not_defined_by');
          else if (total?.value !== null) expect(sum(parts, metric), metric).toBe(sum(whole, metric));
        }
      }),
      times(25),
    );
  });

  it('of one part are the same by a dimension and by a filter', async () => {
    const ofLines = metrics.filter(
      (metric) => dimensionsOfMetric(metric).includes('segment') && metric.id !== 'customer_equity',
    );
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const by = await ask(seed, { metrics: ofLines, period: year, by: ['segment'] });
        for (const segment of ['', 'S1']) {
          const filtered = await ask(seed, { metrics: ofLines, period: year, filter: { segment: [segment] } });
          for (const { by: at, previous: _, ...own } of by.filter((one) => one.by.segment === segment)) {
            const { by: __, ...other } = filtered.find((one) => one.metric === own.metric) as Answer;
            expect(other, `${own.metric} ${at.segment}`).toEqual(own);
          }
        }
      }),
      times(12),
    );
  });

  it('balance: opening run-rate and its movements are the closing one', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, fc.constantFrom('month', 'event'), async (seed, movements) => {
        const settings = { ...askedOf({}).settings, movements: movements as 'month' | 'event' };
        const answers = await ask(seed, { period: { from: '2025-02-01', to: '2025-06-01' }, settings });
        const of = (id: MetricId) => sum(answers, id);
        expect(
          of('rr_opening') +
            of('rr_new') +
            of('rr_expansion') +
            of('rr_reactivation') -
            of('rr_contraction') -
            of('rr_churn'),
        ).toBe(of('rr_closing'));
        for (const { metric, value } of answers)
          if (metric === 'grr' && value !== null) expect(value).toBeLessThanOrEqual(1);
      }),
      times(10),
    );
  });

  it('balance customers: active before + new + won back − lost = active', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const ids: MetricId[] = ['customers_active', 'customers_new', 'customers_won_back', 'customers_lost'];
        const answers = await ask(seed, { metrics: ids.map(metricOf), period: year, every: 'month', compare: true });
        const of = (id: MetricId, month: string) =>
          answers.find((one) => one.metric === id && one.period.from === month);
        for (const { period } of answers.filter(({ metric }) => metric === 'customers_active')) {
          const active = of('customers_active', period.from);
          const flow = ids.slice(1).map((id) => of(id, period.from)?.value ?? 0);
          expect((active?.previous?.value ?? 0) + (flow[0] ?? 0) + (flow[1] ?? 0) - (flow[2] ?? 0)).toBe(active?.value);
        }
      }),
      times(10),
    );
  });

  it('stand beside the period before', async () => {
    const months = await ask(11, { period: year, every: 'month', compare: true });
    for (const metric of additive) {
      const own = months.filter((one) => one.metric === metric);
      for (const [at, one] of own.entries()) if (at > 0) expect(one.previous?.value, metric).toBe(own[at - 1]?.value);
    }
  });

  it('outside the time of the facts say so', async () => {
    const early = await ask(3, { period: { from: '2020-01-01', to: '2020-02-01' } });
    expect(new Set(early.map(({ reason }) => reason))).toEqual(new Set(['before_first_fact']));
    const late = await ask(3, { period: { from: '2026-03-01', to: '2026-04-01' } });
    expect(new Set(late.map(({ reason }) => reason))).toEqual(new Set(['after_as_of']));
    const open = await ask(3, { period: { from: '2025-12-01', to: '2026-01-01' }, metrics: [metricOf('net_revenue')] });
    expect(open[0]?.notes).toContain('open_period');
  });
});

describe('the catalogue', () => {
  it('has every metric once, with words in both languages', () => {
    expect(metrics.map(({ id }) => id).sort()).toEqual([...metricIds].sort());
    for (const definition of catalogue())
      for (const sentence of [
        definition.name,
        definition.short,
        definition.formula,
        definition.meaning,
        definition.empty,
        definition.source,
      ]) {
        expect(sentence.ru.length, definition.id).toBeGreaterThan(1);
        expect(sentence.en.length, definition.id).toBeGreaterThan(1);
      }
  });
});
