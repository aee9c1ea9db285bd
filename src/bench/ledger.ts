import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { auditOf } from '../analysis/audit/audit.ts';
import { type MeasureInput, MeasureInput as MeasureSchema } from '../model/numbers.ts';
import { matterOfFacts } from '../operations/audit.ts';
import type { LedgerContext } from '../operations/ledger-context.ts';
import { measure } from '../operations/measure.ts';
import { createThreads, type Threads } from '../operations/threads.ts';
import { openChdb } from '../store/warehouse/engines/chdb.ts';
import { deriveLedger } from '../store/warehouse/ledger/ledger.ts';
import { migrate } from '../store/warehouse/migrate.ts';
import type { Warehouse } from '../store/warehouse/warehouse.ts';
import { benchPolicy, benchSettings, fillCompany, type Size } from './company.ts';
import { benchDesign, drawn } from './design.ts';
import { best, type Figure, inTemporaryDirectory, peakMemoryMb, timed } from './task.ts';

const contextOf = (warehouse: Warehouse, snapshot: number): LedgerContext => ({
  warehouse,
  scope: { workspace: 'main', snapshot },
  settings: benchSettings,
  asOf: benchPolicy.asOf,
  firstDay: '2023-01-01',
  lastDay: '2025-12-31',
});

/** Every metric of 2025: the year, and by month, each with the previous period. */
const questions: MeasureInput[] = [
  MeasureSchema.parse({ workspace: 'main', from: '2025-01-01', to: '2026-01-01', every: 'month', compare: false }),
];

/** The rows the ledger is made of, read once and grouped by customer: what no engine can do without. */
const scan = async (warehouse: Warehouse): Promise<void> => {
  await warehouse.rows(
    `SELECT count() FROM (SELECT customer, sum(net_amount), min(ordered_at) FROM current_order_lines FINAL GROUP BY customer)`,
  );
  await warehouse.rows(
    `SELECT count() FROM (SELECT customer, count(), min(occurred_at) FROM current_interactions FINAL GROUP BY customer)`,
  );
};

const openFilled = async (path: string, size: Size): Promise<Warehouse> => {
  const warehouse = await openChdb(path);
  await migrate(warehouse);
  await fillCompany(warehouse, size);
  return warehouse;
};

const self = fileURLToPath(import.meta.url);

type Cold = { ms: number; processorMs: number };

/**
 * What a new process is asked once it opened the warehouse: all metrics of a year by month, or the ten questions. Where it derives, there is no
 * ledger for the settings yet: it goes through the whole lifecycle first, from what an import left beside the facts.
 */
type Way = 'derive' | 'answer' | 'audit';

const inNewProcess = async (directory: string, snapshot: number, way: Way): Promise<Cold> => {
  const { stdout } = await promisify(execFile)(process.execPath, [self, directory, String(snapshot), way]);
  return JSON.parse(stdout) as Cold;
};

const answerOnce = async (directory: string, snapshot: number, way: string | undefined): Promise<void> => {
  const before = process.cpuUsage();
  const { ms } = await timed(async () => {
    const warehouse = await openChdb(directory);
    if (way === 'derive') await derive(warehouse, snapshot);
    if (way === 'audit') {
      const threads = createThreads();
      await audit(threads, contextOf(warehouse, snapshot));
      await threads.close();
    } else await ask(warehouse, snapshot);
    await warehouse.close();
  });
  const { user, system } = process.cpuUsage(before);
  process.stdout.write(JSON.stringify({ ms, processorMs: (user + system) / 1000 } satisfies Cold));
};

const derive = (warehouse: Warehouse, snapshot: number): Promise<void> =>
  deriveLedger(warehouse, { workspace: 'main', snapshot, policy: benchPolicy });

const ask = async (warehouse: Warehouse, snapshot: number): Promise<void> => {
  for (const question of questions) await measure(contextOf(warehouse, snapshot), question);
};

/** The ten questions from facts and a design; of the survey and what was confirmed only a few rows are read. */
const audit = async (threads: Threads, context: LedgerContext): Promise<void> => {
  const matter = await matterOfFacts(threads, context, drawn);
  auditOf({ ...matter, publishedOn: null, taken: [], confirmations: [], survey: null });
};

const least = (runs: readonly Cold[]): Cold => runs.reduce((a, b) => (b.ms < a.ms ? b : a));

/**
 * All metrics of a year by month: from bare facts, as an import goes on; by new processes that find no ledger for the settings, and
 * that find the import's; and again once computed.
 */
export const benchMetrics = (size: Size): Promise<Figure[]> =>
  inTemporaryDirectory(async (directory) => {
    const path = join(directory, 'warehouse');
    const warehouse = await openFilled(path, size);
    const bare = await best(3, () => scan(warehouse));
    const first = (await timed(() => derive(warehouse, 1))).ms;
    const fromFacts = first + (await timed(() => ask(warehouse, 1))).ms;
    const warm = await best(5, () => ask(warehouse, 1));
    const rows = `${size.lines / 1e6} M lines, ${size.interactions / 1e6} M interactions`;
    const design = await benchDesign(contextOf(warehouse, 1), rows, bare);
    const threads = createThreads();
    const audited = await best(3, () => audit(threads, contextOf(warehouse, 1)));
    await threads.close();
    const memory = peakMemoryMb();
    await warehouse.close();
    const derived: Cold[] = [];
    const answered: Cold[] = [];
    const auditedFirst: Cold[] = [];
    for (let run = 0; run < 3; run += 1) {
      derived.push(await inNewProcess(path, run + 2, 'derive'));
      answered.push(await inNewProcess(path, 1, 'answer'));
      auditedFirst.push(await inNewProcess(path, 1, 'audit'));
    }
    const figure = (what: string, goal: string, ms: number, most: number): Figure => ({
      what,
      goal,
      value: Math.round(ms),
      unit: 'ms',
      engine: Math.round(bare),
      reached: ms <= most,
    });
    const cold = least(derived);
    return [
      figure(`first ledger of ${rows}, digest and all`, 'part of an import', first, Number.POSITIVE_INFINITY),
      figure(`that and all metrics of a year by month`, '—', fromFacts, Number.POSITIVE_INFINITY),
      figure(`all metrics of a year by month, no ledger for the settings yet (${rows})`, '≤ 2,000 ms', cold.ms, 2000),
      figure('processor time of that', '—', cold.processorMs, Number.POSITIVE_INFINITY),
      figure('the same, the ledger as the import left it', '≤ 2,000 ms', least(answered).ms, 2000),
      figure('the same once computed', '≤ 300 ms', warm, 300),
      ...design,
      figure(`the ten questions (${rows})`, '≤ 3,000 ms', audited, 3000),
      figure('the same, the first thing a new process is asked', '—', least(auditedFirst).ms, Number.POSITIVE_INFINITY),
      {
        what: 'peak memory of these',
        goal: 'fits 2 GB',
        value: Math.round(memory),
        unit: 'MB',
        engine: null,
        reached: memory < 2000,
      },
    ];
  });

/** The stages of a million customers with what each rests on, and with them the rest of the ledger. */
export const benchLifecycle = (size: Size): Promise<Figure[]> =>
  inTemporaryDirectory(async (directory) => {
    const warehouse = await openFilled(join(directory, 'warehouse'), size);
    const bare = await best(3, () => scan(warehouse));
    const stages: number[] = [];
    const whole: number[] = [];
    for (let run = 1; run <= 3; run += 1) {
      const from = performance.now();
      const watched: Warehouse = {
        ...warehouse,
        command: async (sql, options) => {
          await warehouse.command(sql, options);
          // Of several slices the last one counts.
          if (sql.startsWith('INSERT INTO ledger_intervals')) stages[run - 1] = performance.now() - from;
        },
      };
      whole.push((await timed(() => derive(watched, run))).ms);
    }
    await warehouse.close();
    const lifecycle = Math.min(...stages);
    const customers = `${size.customers / 1e6} M customers`;
    return [
      {
        what: `lifecycle of ${customers}: every stay with its evidence`,
        goal: '≤ 10,000 ms',
        value: Math.round(lifecycle),
        unit: 'ms',
        engine: Math.round(bare),
        reached: lifecycle <= 10_000,
      },
      {
        what: `their whole ledger`,
        goal: '—',
        value: Math.round(Math.min(...whole)),
        unit: 'ms',
        engine: Math.round(bare),
        reached: true,
      },
      {
        what: 'peak memory of that',
        goal: 'fits 2 GB',
        value: Math.round(peakMemoryMb()),
        unit: 'MB',
        engine: null,
        reached: peakMemoryMb() < 2000,
      },
    ];
  });

if (process.argv[1] === self) await answerOnce(process.argv[2] ?? '', Number(process.argv[3]), process.argv[4]);
