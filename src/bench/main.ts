import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { benchAttribution } from './attribution.ts';
import { benchCoverage } from './coverage.ts';
import { benchForecast } from './forecast.ts';
import { benchFuzz, fuzzPart } from './fuzz.ts';
import { benchImport } from './import.ts';
import { benchJourney } from './journey.ts';
import { benchLifecycle, benchMetrics } from './ledger.ts';
import { benchModels } from './models.ts';
import { benchPage } from './page.ts';
import { benchRecognise } from './recognise.ts';
import type { Figure } from './task.ts';

const run = promisify(execFile);
const self = fileURLToPath(import.meta.url);

/** Each runs in a process of its own, so that one's memory is not another's. */
const tasks: Record<string, () => Promise<Figure[]>> = {
  import: () => benchImport(Number(process.env.BENCH_LINES ?? 5_000_000)),
  recognise: () => benchRecognise(),
  metrics: () => benchMetrics({ customers: 200_000, lines: 1_000_000, interactions: 5_000_000 }),
  lifecycle: () => benchLifecycle({ customers: 1_000_000, lines: 3_000_000, interactions: 1_000_000 }),
  page: () => benchPage(),
  journey: () => benchJourney(),
  attribution: () => benchAttribution(),
  models: () => benchModels(),
  forecast: () => benchForecast(Number(process.env.BENCH_CUSTOMERS ?? 1_000_000)),
  coverage: async () => benchCoverage(Number(process.env.BENCH_COMPANIES ?? 400)),
  fuzz: () => benchFuzz(self, Number(process.env.BENCH_FILES ?? 10_000)),
};

const number = (value: number | null): string => (value === null ? '—' : value.toLocaleString('en'));

const ratio = (figure: Figure): string => {
  if (figure.engine === null || figure.engine === 0) return '—';
  // Rates: how much of the engine's own rate is left. Times: how many times the engine's own time.
  return figure.unit === 'rows/s'
    ? `${(figure.value / figure.engine).toFixed(2)} of`
    : `${(figure.value / figure.engine).toFixed(1)} ×`;
};

const tableOf = (figures: Figure[]): string => {
  const head = ['what', 'goal', 'ours', 'engine alone', 'ratio', ''];
  const lines = figures.map((figure) => [
    figure.what,
    figure.goal,
    `${number(figure.value)} ${figure.unit}`,
    figure.engine === null ? '—' : `${number(figure.engine)} ${figure.unit}`,
    ratio(figure),
    figure.reached ? 'reached' : 'NOT REACHED',
  ]);
  const widths = head.map((title, at) => Math.max(title.length, ...lines.map((line) => line[at]?.length ?? 0)));
  return [head, ...lines]
    .map((line) =>
      line
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};

const main = async (): Promise<void> => {
  if (process.argv[2] === '--part') {
    const [from = 0, to = 0, step = 1] = process.argv.slice(3).map(Number);
    await fuzzPart(from, to, step);
    return;
  }
  const only = process.argv[2] === '--task' ? process.argv[3] : undefined;
  if (only) {
    process.stdout.write(JSON.stringify(await tasks[only]?.()));
    return;
  }
  const asked = process.argv.slice(2);
  const figures: Figure[] = [];
  for (const name of Object.keys(tasks)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    process.stderr.write(`${name} …\n`);
    try {
      const task = run(process.execPath, [self, '--task', name], { maxBuffer: 1 << 26 });
      task.child.stderr?.pipe(process.stderr);
      const { stdout } = await task;
      figures.push(...(JSON.parse(stdout) as Figure[]));
    } catch (error) {
      process.stderr.write(`${name} failed: ${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = 1;
    }
  }
  await mkdir('.bench', { recursive: true });
  const machine = { cpus: cpus().length, memoryGb: Math.round(totalmem() / 1e9), node: process.version };
  await writeFile('.bench/bench.json', JSON.stringify({ machine, figures }, null, 2));
  process.stdout.write(`${tableOf(figures)}\n\n${JSON.stringify(machine)} · .bench/bench.json\n`);
};

await main();
