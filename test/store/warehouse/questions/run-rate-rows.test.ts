import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { answer } from '../../../../src/analysis/catalogue/answering.ts';
import { metricOf } from '../../../../src/analysis/catalogue/catalogue.ts';
import { addDays, daysBetween, type Period } from '../../../../src/model/days.ts';
import type { Dimension, MetricId } from '../../../../src/model/metric-words.ts';
import type { RowSet } from '../../../../src/model/row-sets.ts';
import { rows } from '../../../../src/operations/rows.ts';
import { askedOf, definitionSource } from '../../../analysis/catalogue/ledger-source.ts';
import { asOf, firstDay, generatedLedger } from '../../../analysis/components/generated-ledger.ts';
import { openTestWarehouse, type TestWarehouse } from '../../../support/warehouse.ts';
import { insertLedger } from './insert-ledger.ts';

let test: TestWarehouse;
/** In every second ledger a fifth of the contracts has no rate. */
const ledgers = Array.from({ length: 6 }, (_, at) => {
  const ledger = generatedLedger(at + 31, { customers: 10, costed: true });
  const contracts = ledger.contracts.map((span, number) =>
    at % 2 === 1 && number % 5 === 0 ? { ...span, monthlyMinor: null } : span,
  );
  return { ...ledger, contracts };
});

beforeAll(async () => {
  test = await openTestWarehouse();
  for (const [at, ledger] of ledgers.entries())
    await insertLedger(test.warehouse, { workspace: `rows-${at}`, snapshot: 1 }, ledger);
});
afterAll(() => test.close());

const settings = askedOf({}).settings;
type Question = { at: number; period: Period; filter: Partial<Record<Dimension, string[]>> };

/** Each customer's row in minor units, by column. */
const shownRows = async ({ at, period, filter }: Question, set: RowSet): Promise<Record<string, number | null>[]> => {
  const scope = { workspace: `rows-${at}`, snapshot: 1 };
  const context = { warehouse: test.warehouse, scope, settings, asOf, firstDay, lastDay: asOf };
  const page = await rows(context, { workspace: scope.workspace, rows: set, ...period, filter, limit: 500 });
  expect(page.total).toBe(page.rows.length);
  return page.rows.map((row) =>
    Object.fromEntries(
      ['opening', 'closing', 'change'].map((id) => {
        const cell = row[page.columns.findIndex((column) => column.id === id)];
        return [id, typeof cell === 'number' ? Math.round(cell * 100) : null];
      }),
    ),
  );
};

const metrics = ['rr_opening', 'rr_closing', 'rr_run_rate', 'rr_new', 'rr_expansion', 'rr_contraction', 'rr_churn'];
const told = { summed: 0, unrated: 0, open: 0 };

/** Rows add up to the number; where an amount has no rate, a row shows it as unknown. */
const compare = async (question: Question): Promise<void> => {
  const { at, period, filter } = question;
  const ids = [...metrics, 'rr_reactivation'] as MetricId[];
  const ledger = ledgers[at];
  if (!ledger) throw new Error('no such ledger');
  const asked = askedOf({ metrics: ids.map(metricOf), period, filter });
  const answers = await answer(definitionSource(ledger), asked);
  const of = (id: MetricId) => {
    const found = answers.find(({ metric }) => metric === id);
    return found?.value == null ? null : Math.round(found.value * 100);
  };
  const movements = await shownRows(question, 'rr:movements');
  for (const [id, set, column] of [
    ['rr_opening', 'rr:opening', 'opening'],
    ['rr_closing', 'rr:closing', 'closing'],
    ['rr_run_rate', 'rr:closing', 'closing'],
  ] as const) {
    const amounts = (await shownRows(question, set)).map((row) => row[column] ?? null);
    const expected = of(id);
    if (expected === null) expect(amounts, id).toContain(null);
    else expect(sum(amounts), id).toBe(expected);
    told[expected === null ? 'unrated' : 'summed'] += 1;
  }
  const moved = of('rr_new');
  if (moved === null) return;
  const net = moved + (of('rr_expansion') ?? 0) + (of('rr_reactivation') ?? 0);
  expect(sum(movements.map((row) => row.change ?? null))).toBe(
    net - (of('rr_contraction') ?? 0) - (of('rr_churn') ?? 0),
  );
  if (period.to > addDays(asOf, 1)) told.open += 1;
};

const sum = (amounts: readonly (number | null)[]): number =>
  amounts.reduce<number>((total, amount) => total + (amount ?? Number.NaN), 0);

it('rows behind run-rates and their movements add up to them', async () => {
  const days = fc.nat(daysBetween(firstDay, asOf));
  const filter = fc.constantFrom<Question['filter'][]>({}, {}, { segment: ['S1'] }, { channel: ['search', ''] });
  await fc.assert(
    fc.asyncProperty(
      fc.nat(ledgers.length - 1),
      days,
      fc.integer({ min: 1, max: 500 }),
      filter,
      (at, from, length, own) =>
        compare({
          at,
          period: { from: addDays(firstDay, from), to: addDays(firstDay, from + length) },
          filter: own,
        }),
    ),
    { numRuns: 60, seed: 11 },
  );
  expect(told.summed).toBeGreaterThan(100);
  expect(told.unrated).toBeGreaterThan(5);
  expect(told.open).toBeGreaterThan(5);
});
