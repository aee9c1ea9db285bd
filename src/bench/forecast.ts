import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { bgNbd } from '../analysis/models/bg-nbd.ts';
import { historiesOf } from '../analysis/models/bought.ts';
import { fitPurchases, isRefusal } from '../analysis/models/fit.ts';
import { fitSpend } from '../analysis/models/gamma-gamma.ts';
import { paretoNbd } from '../analysis/models/pareto-nbd.ts';
import { scoreCustomers } from '../analysis/models/score.ts';
import { monthlyInstalments } from '../analysis/models/value.ts';
import { daysBetween } from '../model/days.ts';
import { openChdb } from '../store/warehouse/engines/chdb.ts';
import { deriveLedger } from '../store/warehouse/ledger/ledger.ts';
import { migrate } from '../store/warehouse/migrate.ts';
import { purchasesBy } from '../store/warehouse/questions/purchases.ts';
import type { Warehouse } from '../store/warehouse/warehouse.ts';
import { fillBuyers, inventBuyers } from './buyers.ts';
import { benchPolicy } from './company.ts';
import { best, type Figure, inTemporaryDirectory, peakMemoryMb, timed } from './task.ts';

const self = fileURLToPath(import.meta.url);
const scope = { workspace: 'main', snapshot: 1 };
const until = benchPolicy.asOf;

type Measured = {
  customers: number;
  first: number;
  best: number;
  reading: number;
  pareto: number;
  bare: number;
  memory: number;
};

/** Reads what customers bought, fits how often they buy and what a purchase brings, and tells of every one a year ahead, by month. */
const score = async (warehouse: Warehouse): Promise<number> => {
  const bought = await purchasesBy(warehouse, scope, until, 0);
  const { histories, rowOf } = historiesOf(bought, daysBetween('1970-01-01', until), 7);
  const fitted = fitPurchases(bgNbd, histories);
  const spend = fitSpend({ x: bought.repeats, mean: bought.mean });
  if (isRefusal(fitted) || isRefusal(spend)) throw new Error('refused');
  const months = monthlyInstalments(12, 365.25 / 84, 0.18);
  const money = { parameters: spend.parameters, mean: bought.mean };
  return scoreCustomers(bgNbd, fitted.parameters, histories, rowOf, months, money).alive.length;
};

const measure = async (directory: string): Promise<void> => {
  const warehouse = await openChdb(directory);
  const { ms: first, value: customers } = await timed(() => score(warehouse));
  const again = await best(4, () => score(warehouse));
  const reading = await best(2, () => purchasesBy(warehouse, scope, until, 0));
  const memory = peakMemoryMb();
  const pareto = await best(1, async () => {
    const bought = await purchasesBy(warehouse, scope, until, 0);
    const { histories } = historiesOf(bought, daysBetween('1970-01-01', until), 7);
    if (isRefusal(fitPurchases(paretoNbd, histories))) throw new Error('refused');
  });
  const bare = await best(2, () =>
    warehouse.rows(
      'SELECT count() FROM (SELECT customer, sum(net_amount), min(ordered_at) FROM current_order_lines FINAL GROUP BY customer)',
    ),
  );
  await warehouse.close();
  process.stdout.write(
    JSON.stringify({ customers, first, best: again, reading, pareto, bare, memory } satisfies Measured),
  );
};

/**
 * Forecasts from facts in a warehouse with its ledger, in a process that only reads: a million customers' purchases read, models fitted,
 * everybody scored.
 */
export const benchForecast = (customers: number): Promise<Figure[]> =>
  inTemporaryDirectory(async (directory) => {
    const path = join(directory, 'warehouse');
    const warehouse = await openChdb(path);
    await migrate(warehouse);
    await fillBuyers(warehouse, inventBuyers(customers, 104), until);
    await deriveLedger(warehouse, { ...scope, policy: benchPolicy });
    const [{ lines } = { lines: 0 }] = await warehouse.rows<{ lines: number }>(
      'SELECT count() AS lines FROM current_order_lines FINAL',
    );
    await warehouse.close();
    const { stdout } = await promisify(execFile)(process.execPath, [self, path]);
    const told = JSON.parse(stdout) as Measured;
    const whom = `${told.customers / 1e6} M customers, ${(lines / 1e6).toFixed(1)} M lines`;
    const figure = (what: string, ms: number, most: number | null): Figure => ({
      what,
      goal: most === null ? '—' : `≤ ${most.toLocaleString('en')} ms`,
      value: Math.round(ms),
      unit: 'ms',
      engine: Math.round(told.bare),
      reached: most === null || ms <= most,
    });
    return [
      figure(`from facts of ${whom}: purchases read, BG/NBD and Gamma-Gamma fitted, all scored`, told.best, 2000),
      figure('the same, the first time in a new process', told.first, null),
      figure('of it reading purchases', told.reading, null),
      figure('Pareto/NBD from the same facts, read and fitted', told.pareto, 6000),
      {
        what: 'peak memory of these',
        goal: '< 1,500 MB',
        value: Math.round(told.memory),
        unit: 'MB',
        engine: null,
        reached: told.memory < 1500,
      },
    ];
  });

if (process.argv[1] === self) await measure(process.argv[2] ?? '');
