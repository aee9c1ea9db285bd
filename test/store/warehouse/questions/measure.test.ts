import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Question } from '../../../../src/analysis/components/question.ts';
import { type Section, sectionDimensions, sections, type Tally } from '../../../../src/analysis/components/tally.ts';
import { tallyLedger } from '../../../../src/analysis/components/tally-ledger.ts';
import { addDays, type Period, splitPeriod } from '../../../../src/model/days.ts';
import type { Dimension } from '../../../../src/model/metric-words.ts';
import { tallyWarehouse } from '../../../../src/store/warehouse/questions/measure/tally-warehouse.ts';
import { asOf, generatedLedger } from '../../../analysis/components/generated-ledger.ts';
import { openTestWarehouse, type TestWarehouse } from '../../../support/warehouse.ts';
import { insertLedger } from './insert-ledger.ts';

let test: TestWarehouse;
const scopes: { workspace: string; snapshot: number }[] = [];
const ledgers = Array.from({ length: 9 }, (_, seed) => generatedLedger(seed + 1));

beforeAll(async () => {
  test = await openTestWarehouse();
  for (const [at, ledger] of ledgers.entries()) {
    const scope = { workspace: `measure-${at}`, snapshot: at + 1 };
    scopes.push(scope);
    await insertLedger(test.warehouse, scope, ledger);
  }
});
afterAll(() => test.close());

const year: Period = { from: '2025-01-01', to: '2025-12-21' };
const shapes: Record<string, Period[]> = {
  'a year, its months and the year before': [
    year,
    ...splitPeriod(year, 'month'),
    { from: '2024-01-10', to: '2025-01-01' },
  ],
  'overlapping odd spans': [
    { from: '2024-03-05', to: '2024-09-17' },
    { from: '2024-06-01', to: '2025-02-01' },
    { from: '2024-06-01', to: '2024-06-02' },
    { from: '2023-01-01', to: '2023-06-01' },
  ],
  'one day': [{ from: '2025-07-14', to: '2025-07-15' }],
};
const filters: Record<string, Partial<Record<Dimension, string[]>>> = {
  nothing: {},
  'a segment': { segment: ['S1'] },
  'an unknown segment': { segment: [''] },
  'two channels': { channel: ['search', 'shop'] },
  'a month of first orders': { cohort: ['2024-02', '2024-03'] },
};

const sorted = (rows: readonly Tally[] | undefined): unknown[] =>
  (rows ?? [])
    .filter(({ sums }) => Object.values(sums).some((sum) => sum !== 0))
    .map(({ at, key, tag, sums }) => JSON.stringify([at, key, tag, Object.entries(sums).sort()]))
    .sort();

const compare = async (at: number, question: Question, asked: Section[]): Promise<void> => {
  const scope = scopes[at];
  const ledger = ledgers[at];
  if (!scope || !ledger) throw new Error('no such ledger');
  const expected = tallyLedger(ledger, question, asOf, asked);
  const counted = await tallyWarehouse(test.warehouse, scope, question, asOf, asked);
  for (const section of asked) expect(sorted(counted[section]), section).toEqual(sorted(expected[section]));
};

it('is put to ledgers in which every part has something to count', () => {
  const question: Question = { periods: [year], by: [], filter: {}, movements: 'month' };
  const all = ledgers.map((ledger) => tallyLedger(ledger, question, asOf, [...sections]));
  for (const section of sections)
    expect(all.filter((one) => sorted(one[section]).length > 0).length, section).toBeGreaterThan(4);
});

describe('components in SQL are those of the definition', () => {
  for (const [shape, periods] of Object.entries(shapes))
    it(`for every part: ${shape}`, async () => {
      for (const at of ledgers.keys())
        await compare(at, { periods, by: [], filter: {}, movements: 'month' }, [...sections]);
    });

  it('for any dimensions, filters and ways to count movements', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(ledgers.length - 1),
        fc.constantFrom(...Object.keys(shapes)),
        fc.constantFrom(...Object.keys(filters)),
        fc.constantFrom<Section>(...sections.filter((section) => section !== 'presence')),
        fc.nat(),
        async (at, shape, filter, section, pick) => {
          const possible = sectionDimensions[section];
          const by = possible.filter((_, index) => Math.floor(pick / 2 ** index) % 2 === 1).slice(0, 3);
          const asked = filters[filter] ?? {};
          const fits = Object.keys(asked).every((dimension) => possible.includes(dimension as Dimension));
          const question: Question = {
            periods: shapes[shape] ?? [],
            by,
            filter: fits ? asked : {},
            movements: 'month',
            reactivationDays: [null, 15, 60][pick % 3] ?? null,
          };
          await compare(at, question, [section]);
        },
      ),
      { numRuns: 150, seed: 7 },
    );
  });

  it('for movements counted day by day, over more days than one mask holds', async () => {
    const periods = [{ from: '2025-01-20', to: addDays('2025-01-20', 70) }];
    for (const at of [0, 3, 5])
      await compare(at, { periods, by: ['segment'], filter: {}, movements: 'event' }, ['runRate']);
  });

  it('for those who come back, new again after a while', async () => {
    let differing = 0;
    for (const at of ledgers.keys()) {
      const question: Question = { periods: [year], by: [], filter: {}, movements: 'month' };
      await compare(at, { ...question, reactivationDays: 20 }, ['runRate']);
      const told = [null, 20].map((reactivationDays) =>
        sorted(
          tallyLedger(ledgers[at] ?? generatedLedger(at), { ...question, reactivationDays }, asOf, ['runRate']).runRate,
        ),
      );
      if (JSON.stringify(told[0]) !== JSON.stringify(told[1])) differing += 1;
    }
    expect(differing).toBeGreaterThan(0);
  });
});
