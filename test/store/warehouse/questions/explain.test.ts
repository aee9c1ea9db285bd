import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { metricIds } from '../../../../src/model/metric-words.ts';
import { explain } from '../../../../src/operations/explain.ts';
import { measure } from '../../../../src/operations/measure.ts';
import { rows } from '../../../../src/operations/rows.ts';
import { demoYear } from '../../../analysis/catalogue/demo-year.ts';
import { askedOf } from '../../../analysis/catalogue/ledger-source.ts';
import { generatedLedger } from '../../../analysis/components/generated-ledger.ts';
import { openTestWarehouse, type TestWarehouse } from '../../../support/warehouse.ts';
import { insertLedger } from './insert-ledger.ts';

let test: TestWarehouse;
beforeAll(async () => {
  test = await openTestWarehouse();
  await insertLedger(test.warehouse, { workspace: 'demo', snapshot: 1 }, demoYear());
  await insertLedger(test.warehouse, { workspace: 'bare', snapshot: 1 }, generatedLedger(2, { customers: 6 }));
});
afterAll(() => test.close());

const year = { from: '2025-01-01', to: '2026-01-01' };
const contextOf = (workspace: string) => ({
  warehouse: test.warehouse,
  scope: { workspace, snapshot: 1 },
  settings: askedOf({}).settings,
  asOf: '2026-01-31',
  firstDay: '2024-01-05',
  lastDay: '2026-01-31',
});
const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('an explanation', () => {
  it('puts the values into the formula, in both languages', async () => {
    const { worked, inputs, answer } = await explain(contextOf('demo'), { metric: 'unit_cost_acquisition', ...year });
    expect(plain(worked.ru)).toBe('14 108 742 ₽ ÷ 1 277 = 11 048 ₽');
    expect(plain(worked.en)).toBe('₽14,108,742 ÷ 1,277 = ₽11,048');
    expect(inputs.map(({ id, rows }) => [id, rows])).toEqual([
      ['loaded_acquisition', 'costs:acquisition'],
      ['customers_new', 'customers:new'],
    ]);
    expect(answer.value).toBeCloseTo(11048.35, 2);
  });

  it('gives the same number as measure, for every metric', async () => {
    for (const workspace of ['demo', 'bare']) {
      const answers = await measure(contextOf(workspace), { ...year, by: [], compare: true });
      for (const metric of metricIds) {
        const { answer, worked, inputs, missing } = await explain(contextOf(workspace), { metric, ...year });
        expect(answer, metric).toEqual(answers.find((one) => one.metric === metric));
        expect(worked.ru, metric).not.toMatch(/[{}]|NaN|Infinity|undefined/);
        expect(
          inputs.every(({ value }) => value === null || Number.isFinite(value)),
          metric,
        ).toBe(true);
        if (answer.value === null) expect(missing.length, metric).toBeGreaterThan(0);
      }
    }
  });

  it('tells which lines lack a cost of goods', async () => {
    const ledger = generatedLedger(3, { customers: 4, costed: true });
    const first = ledger.lines.find((line) => line.day >= year.from && line.day < year.to && line.netMinor !== null);
    if (!first) throw new Error('the ledger has no line in the year');
    first.cogsMinor = null;
    first.netMinor = 123_456;
    await insertLedger(test.warehouse, { workspace: 'uncosted', snapshot: 1 }, ledger);
    const { answer, missing } = await explain(contextOf('uncosted'), { metric: 'gross_profit', ...year });
    expect(answer.reason).toBe('no_margin');
    expect(missing.map(({ en }) => plain(en))).toContain('Lines without a cost of goods: 1, with revenue of ₽1,235.');
  });

  it('says of a metric only what it is made of: recurring revenue needs no cost of goods', async () => {
    const ledger = generatedLedger(3, { customers: 4, costed: true });
    for (const line of ledger.lines) line.cogsMinor = null;
    await insertLedger(test.warehouse, { workspace: 'revenue', snapshot: 1 }, ledger);
    for (const metric of ['rr', 'rr_share', 'rr_regular', 'rr_run_rate', 'net_revenue', 'products_active'] as const) {
      const { missing } = await explain(contextOf('revenue'), { metric, ...year });
      expect(
        missing.filter(({ en }) => en.includes('cost of goods')),
        metric,
      ).toEqual([]);
    }
    const { missing } = await explain(contextOf('revenue'), { metric: 'nmc', ...year });
    expect(missing.filter(({ en }) => en.startsWith('Lines without a cost of goods: '))).toHaveLength(1);
  });

  it('has no sum of a part where lines lack a rate, but how many they are', async () => {
    const ledger = generatedLedger(3, { customers: 4, costed: true });
    const lines = ledger.lines.filter((line) => line.day >= year.from && line.day < year.to).slice(0, 2);
    for (const line of ledger.lines) if (line.netMinor === null) line.netMinor = 100;
    for (const line of lines) line.netMinor = null;
    await insertLedger(test.warehouse, { workspace: 'unrated', snapshot: 1 }, ledger);
    const lacks = [{ ru: 'Строк без курса валюты: 2.', en: 'Lines without a rate of their currency: 2.' }];
    for (const metric of ['rr', 'net_revenue', 'gross_margin', 'rr_share', 'average_order', 'contribution'] as const) {
      const { inputs, answer, missing } = await explain(contextOf('unrated'), { metric, ...year });
      expect(answer.reason).toBe('no_rate');
      for (const input of inputs.filter(({ unit }) => unit === 'money'))
        expect(input, `${metric} ${input.id}`).toMatchObject({ value: null, lacks });
      expect(missing.filter(({ en }) => en === lacks[0]?.en)).toHaveLength(1);
    }
    const told = await explain(contextOf('demo'), { metric: 'rr', ...year });
    expect(told.inputs.map(({ value, lacks: none }) => [value, none])).toEqual([
      [74_122_000, undefined],
      [25_922_000, undefined],
    ]);
  });

  it('writes money as the page does, and a single input once', async () => {
    const { worked } = await explain(contextOf('demo'), { metric: 'rr_contractual', ...year });
    expect([plain(worked.ru), plain(worked.en)]).toEqual(['0 ₽', '₽0']);
    const { worked: loss } = await explain(contextOf('demo'), { metric: 'cltv_fact_median', ...year });
    expect([plain(loss.ru), plain(loss.en)]).toEqual(['−15 551 ₽', '−₽15,551']);
    for (const metric of metricIds) {
      const told = await explain(contextOf('demo'), { metric, ...year });
      expect(told.worked.en, metric).not.toContain('RUB');
    }
  });

  it('opens the lines behind the number of products', async () => {
    const { inputs } = await explain(contextOf('bare'), { metric: 'products_active', ...year });
    expect(inputs).toMatchObject([{ id: 'products_active', rows: 'lines:all', unit: 'count' }]);
  });

  it('opens the hours where they were logged', async () => {
    const hours = { metric: 'hours_per_acquisition', ...year } as const;
    const ledger = demoYear();
    ledger.work = [12, 30].map((count, at) => ({
      source: 'calls',
      interactionId: `i${at}`,
      customer: 'new0',
      day: `2025-03-0${at + 1}`,
      class: 'acquisition',
      hoursMilli: count * 100_000,
      channel: 'phone',
      campaign: '',
      segment: '',
      process: '',
      actor: 'Анна',
    }));
    await insertLedger(test.warehouse, { workspace: 'logged', snapshot: 1 }, ledger);
    const { inputs, worked, answer } = await explain(contextOf('logged'), hours);
    expect(answer.notes).toContain('hours_from_interactions');
    expect(inputs[0]).toMatchObject({ id: 'hours_acquisition', value: 4200, rows: 'work:acquisition' });
    expect(plain(worked.en)).toBe('4,200 h ÷ 1,277 = 3.3 h');
    const asked = { workspace: 'logged', rows: 'work:acquisition', ...year, limit: 10 } as const;
    const page = await rows(contextOf('logged'), asked);
    const at = (id: string) => page.columns.findIndex((column) => column.id === id);
    expect(page.rows.map((row) => [row[at('interaction_id')], row[at('hours')], row[at('actor')]])).toEqual([
      ['i0', 1200, 'Анна'],
      ['i1', 3000, 'Анна'],
    ]);
    for (const row of ledger.costs) row.hoursMilli = 1000;
    await insertLedger(test.warehouse, { workspace: 'recorded', snapshot: 1 }, ledger);
    const recorded = await explain(contextOf('recorded'), hours);
    expect(recorded.answer.notes).toBeUndefined();
    expect(recorded.inputs[0]).toMatchObject({ value: 6, rows: 'costs:acquisition' });
  });

  it('refuses an empty period', async () => {
    const asked = explain(contextOf('demo'), { metric: 'rr', from: '2025-02-01', to: '2025-02-01' });
    await expect(asked).rejects.toMatchObject({ body: { code: 'period_is_empty' } });
  });
});
