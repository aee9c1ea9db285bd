import { join } from 'node:path';
import { attribute, creditIntervals } from '../analysis/attribution/attribution.ts';
import type { Paths } from '../analysis/attribution/paths.ts';
import { attributionModels } from '../model/attribution.ts';
import { openChdb } from '../store/warehouse/engines/chdb.ts';
import { deriveLedger } from '../store/warehouse/ledger/ledger.ts';
import { anonymousWindowMs } from '../store/warehouse/ledger/talks.ts';
import { migrate } from '../store/warehouse/migrate.ts';
import { attributionPaths } from '../store/warehouse/questions/attribution/paths.ts';
import { benchPolicy, fillCompany } from './company.ts';
import { type PlainPath, plainCredits } from './plain-attribution.ts';
import { best, type Figure, inTemporaryDirectory, peakMemoryMb, timed } from './task.ts';

/** Enough interactions for 4 M touches on 1 M paths: two thirds of them have a channel and are no results. */
const size = { customers: 600_000, lines: 860_000, interactions: 6_650_000 };
const scope = { workspace: 'main', snapshot: 1 };

const question = (lots: number) => ({
  of: 'order' as const,
  value: 'net_revenue' as const,
  by: 'channel' as const,
  channels: benchPolicy.channels,
  asOf: benchPolicy.asOf,
  timeZone: benchPolicy.time_zone,
  anonymousWindowMs: anonymousWindowMs(benchPolicy),
  activationKinds: benchPolicy.activation_kinds,
  halfLifeDays: 7,
  lots,
});

/** All seven models, Markov of order 1 and of order 2. */
const allModels = (paths: Paths) =>
  [...attributionModels.map((model) => ({ model, order: 1 })), { model: 'markov' as const, order: 2 }].map((options) =>
    attribute(paths, options),
  );

const sum = (values: Float64Array): number => values.reduce((a, b) => a + b, 0);

/** Grouped paths one by one again, as whoever reads them out of a table has them. */
const oneByOne = (paths: Paths): PlainPath[] => {
  const all: PlainPath[] = [];
  for (let path = 0; path < paths.converted.length; path += 1) {
    const [from, to] = [paths.starts[path] ?? 0, paths.starts[path + 1] ?? 0];
    const keys = [...paths.touches.subarray(from, to)].map((key) => paths.keys[key] ?? '');
    const won = paths.converted[path] ?? 0;
    const shares = [...(paths.decay ?? new Float64Array(to)).subarray(from, to)].map((share) => share / won);
    for (let time = 0; time < won; time += 1) all.push({ keys, converted: 1, unconverted: 0, shares });
    for (let time = 0; time < (paths.unconverted[path] ?? 0); time += 1)
      all.push({ keys, converted: 0, unconverted: 1, shares: [] });
  }
  return all;
};

/** The same paths, each for itself, in the flat arrays of ours. */
const ungrouped = (paths: Paths, plain: readonly PlainPath[]): Paths => {
  const number = new Map(paths.keys.map((key, at) => [key, at]));
  const starts = new Uint32Array(plain.length + 1);
  for (const [at, { keys }] of plain.entries()) starts[at + 1] = (starts[at] ?? 0) + keys.length;
  const touches = new Uint32Array(starts.at(-1) ?? 0);
  const decay = new Float64Array(touches.length);
  for (const [at, { keys, shares }] of plain.entries())
    for (const [place, key] of keys.entries()) {
      touches[(starts[at] ?? 0) + place] = number.get(key) ?? 0;
      decay[(starts[at] ?? 0) + place] = shares[place] ?? 0;
    }
  return {
    ...paths,
    starts,
    touches,
    decay,
    decayValue: decay,
    converted: Float64Array.from(plain, ({ converted }) => converted),
    value: Float64Array.from(plain, ({ converted }) => converted),
    unconverted: Float64Array.from(plain, ({ unconverted }) => unconverted),
    lots: 1,
    lot: new Uint32Array(plain.length),
  };
};

/** How far credits of ours are from the plain ones at most, relative. */
const furthest = (ours: ReturnType<typeof allModels>, plain: ReturnType<typeof plainCredits>): number =>
  Math.max(
    ...ours.flatMap(({ model, order, credits }) => {
      const theirs = plain[order === undefined ? model : `${model} ${order}`];
      return credits.map(({ key, conversions }) => Math.abs(conversions / (theirs?.get(key) ?? Number.NaN) - 1));
    }),
  );

/** Credit for results of a large company: from facts to seven models, and beside it the models written plainly over the same paths. */
export const benchAttribution = (): Promise<Figure[]> =>
  inTemporaryDirectory(async (directory) => {
    const warehouse = await openChdb(join(directory, 'warehouse'));
    await migrate(warehouse);
    await fillCompany(warehouse, size);
    await deriveLedger(warehouse, { ...scope, policy: benchPolicy });
    const bare = await best(3, () =>
      warehouse.rows('SELECT count() FROM (SELECT subject, groupArray(at) FROM digest_interactions GROUP BY subject)'),
    );
    const whole = await best(3, async () => {
      allModels((await attributionPaths(warehouse, scope, question(1))).paths);
    });
    const { paths } = await attributionPaths(warehouse, scope, question(1));
    const memory = peakMemoryMb();
    const bounded = await timed(async () => {
      const lotted = await attributionPaths(warehouse, scope, question(200));
      creditIntervals(lotted.paths, { model: 'markov', order: 1 });
    });
    await warehouse.close();
    const plain = oneByOne(paths);
    const flat = ungrouped(paths, plain);
    const models = await best(3, async () => allModels(flat));
    const plainly = await timed(async () => plainCredits(plain));
    const off = furthest(allModels(flat), plainly.value);
    if (!(off < 1e-9)) throw new Error(`the plain models credit otherwise, by ${off}`);
    const [count, touches] = [sum(paths.converted) + sum(paths.unconverted), flat.touches.length];
    const told = `${(count / 1e6).toFixed(2)} M paths, ${(touches / 1e6).toFixed(2)} M touches`;
    const figure = (what: string, goal: string, ms: number, engine: number | null, most: number): Figure => ({
      what,
      goal,
      value: Math.round(ms),
      unit: 'ms',
      engine: engine === null ? null : Math.round(engine),
      reached: ms <= most,
    });
    return [
      figure(`seven models, Markov to order 2, from facts (${told})`, '≤ 2,000 ms', whole, bare, 2000),
      figure('the same with 90 % intervals of Markov', '—', bounded.ms, bare, Number.POSITIVE_INFINITY),
      figure(
        'the models alone, each path for itself; beside: written plainly',
        '—',
        models,
        plainly.ms,
        Number.POSITIVE_INFINITY,
      ),
      {
        what: 'peak memory of seven models from facts, the ledger included',
        goal: '< 1,500 MB',
        value: Math.round(memory),
        unit: 'MB',
        engine: null,
        reached: memory < 1500,
      },
    ];
  });
