import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Asked, answer } from '../../../../src/analysis/catalogue/answering.ts';
import { Settings } from '../../../../src/model/settings.ts';
import { measure } from '../../../../src/operations/measure.ts';
import { askedOf, definitionSource } from '../../../analysis/catalogue/ledger-source.ts';
import { asOf, firstDay, generatedLedger } from '../../../analysis/components/generated-ledger.ts';
import { openTestWarehouse, type TestWarehouse } from '../../../support/warehouse.ts';
import { insertLedger } from './insert-ledger.ts';

let test: TestWarehouse;
const ledgers = [1, 2].map((seed) => generatedLedger(seed * 101, { customers: 8 + 4 * seed, costed: true }));

beforeAll(async () => {
  test = await openTestWarehouse();
  for (const [at, ledger] of ledgers.entries())
    await insertLedger(test.warehouse, { workspace: `answers-${at}`, snapshot: 1 }, ledger);
});
afterAll(() => test.close());

const base = askedOf({}).settings;
const byHours = 'months with people’s hours as the driver';
const questions: Record<string, Partial<Asked>> = {
  'two years by quarter with the quarters before': { every: 'quarter', compare: true },
  'a year by segment': { period: { from: '2025-01-01', to: '2026-01-01' }, by: ['segment'] },
  'a year by segment and channel': { period: { from: '2025-01-01', to: '2026-01-01' }, by: ['segment', 'channel'] },
  'months of one segment': {
    period: { from: '2025-06-01', to: '2025-09-01' },
    every: 'month',
    filter: { segment: ['S1'] },
  },
  'an odd span with a lag and successes as the driver': {
    period: { from: '2025-02-10', to: '2025-07-05' },
    settings: Settings.parse({ ...base, cac_lag_months: 2, shared_driver: 'successes', shared_split: 0.3 }),
  },
  [byHours]: {
    period: { from: '2024-06-01', to: '2025-06-01' },
    every: 'month',
    settings: Settings.parse({ ...base, shared_driver: 'hours' }),
  },
  'a year by cohort': { period: { from: '2025-01-01', to: '2026-01-01' }, by: ['cohort'] },
};

describe('all metrics counted by the engine are those of the definition', () => {
  for (const [name, own] of Object.entries(questions))
    it(name, async () => {
      let told = 0;
      for (const [at, ledger] of ledgers.entries()) {
        const asked = askedOf(own);
        const context = {
          warehouse: test.warehouse,
          scope: { workspace: `answers-${at}`, snapshot: 1 },
          settings: asked.settings,
          asOf,
          firstDay,
          lastDay: asOf,
        };
        const { period, every, by, filter, compare } = asked;
        const answers = await measure(context, { ...period, every, by: [...by], filter, compare });
        const expected = await answer(definitionSource(ledger), asked);
        expect(answers).toEqual(expected);
        told += answers.filter(({ value }) => value !== null).length;
      }
      expect(told).toBeGreaterThan(60);
    });

  it('with hours from interactions among them', async () => {
    const asked = askedOf(questions[byHours] ?? {});
    const answers = await Promise.all(ledgers.map((ledger) => answer(definitionSource(ledger), asked)));
    const noted = answers.flat().filter(({ notes }) => notes?.includes('hours_from_interactions'));
    const ids = noted.map(({ metric }) => metric);
    expect(ids).toEqual(
      expect.arrayContaining(['hours_per_acquisition', 'hours_per_retention', 'unit_cost_activation']),
    );
  });
});
