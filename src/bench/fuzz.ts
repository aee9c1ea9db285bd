import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openPglite } from '../store/registry/engines/pglite.ts';
import { openRegistry } from '../store/registry/registry.ts';
import { openChdb } from '../store/warehouse/engines/chdb.ts';
import { migrate } from '../store/warehouse/migrate.ts';
import { fileOf, fuzzOne, type KnownSeed, learn, type Outcome, type Place } from './fuzz/run.ts';
import { readSeeds } from './fuzz/seeds.ts';
import { type Figure, inTemporaryDirectory } from './task.ts';

const root = new URL('../../', import.meta.url);
const examples = [new URL('test/layouts/files/', root), new URL('examples/clearloop/', root)];

/** Every seed whose own rows are taken, with what they say. */
export const learnSeeds = async (
  place: Place,
  wanted: (name: string) => boolean = () => true,
  learnt: (name: string) => void = () => {},
): Promise<KnownSeed[]> => {
  const seeds: KnownSeed[] = [];
  for (const seed of await readSeeds(examples, wanted)) {
    const known = await learn(place, seed, `seed${seeds.length}`);
    if (known) seeds.push(known);
    learnt(seed.name);
  }
  return seeds;
};

/** What a process that spoils files tells of each. */
type Told = Omit<Outcome, 'error'> & { error: string };

const isBad = ({ end, hangs, wrong, lost }: Pick<Outcome, 'end' | 'hangs' | 'wrong' | 'lost'>): boolean =>
  end === 'crash' || hangs || wrong.length > 0 || lost.length > 0;

/** Spoils the files from `from` on, every `step`-th, and tells what became of each as it ends; what went wrong is kept in `.bench`. */
export const fuzzPart = (from: number, to: number, step: number): Promise<void> =>
  inTemporaryDirectory(async (directory) => {
    const warehouse = await openChdb(join(directory, 'warehouse'));
    const registry = await openRegistry(await openPglite(join(directory, 'registry')), () => new Date());
    await migrate(warehouse);
    const make = (id: string) => registry.workspaces.create({ id, name: { ru: id, en: id }, isDemo: false });
    const place = { warehouse, journal: registry.journal, make };
    const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
    const seeds = await learnSeeds(
      place,
      () => true,
      (learnt) => say({ learnt }),
    );
    for (let index = from; index < to; index += step) {
      const outcome = await fuzzOne(place, seeds, index);
      if (isBad(outcome)) {
        await mkdir('.bench', { recursive: true });
        await writeFile(`.bench/spoilt-${index}`, fileOf(seeds, index));
      }
      const told: Told = { ...outcome, error: outcome.error ? String(outcome.error) : '' };
      say(told);
    }
    await registry.close();
    await warehouse.close();
  });

/** A process hangs that works so long, in its own processor time, without a word, or says nothing for so long whatever else the machine does. */
const silentCpuMs = 90_000;
const silentMs = 1_200_000;
const lookMs = 2_000;

/** Processor time a process has used, in milliseconds; null where the system does not tell. A tick of Linux is a hundredth of a second. */
const cpuMsOf = (pid: number | undefined): number | null => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [utime = 0, stime = 0] = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 13)
      .map(Number);
    return (utime + stime) * 10;
  } catch {
    return null;
  }
};

/** Calls `hung` when a process hangs; `heard` is to be called at each of its words. */
const watchOver = (pid: number | undefined, hung: () => void): { heard(): void; end(): void } => {
  let cpuMs = cpuMsOf(pid);
  let at = Date.now();
  const timer = setInterval(() => {
    const used = (cpuMsOf(pid) ?? 0) - (cpuMs ?? 0);
    if (used > silentCpuMs || Date.now() - at > silentMs) hung();
  }, lookMs);
  return {
    heard: () => {
      cpuMs = cpuMsOf(pid);
      at = Date.now();
    },
    end: () => clearInterval(timer),
  };
};

const dead = (index: number, hangs: boolean): Told => ({
  index,
  seed: '',
  how: [],
  end: 'crash',
  seconds: 0,
  hangs,
  wrong: [],
  lost: [],
  codes: [],
  error: hangs ? 'the process hung' : 'the process died',
});

/** One lane of files, in a process that is begun again behind the file it dies of. */
const lane = async (program: string, first: number, files: number, step: number, tell: (told: Told) => void) => {
  let next = first;
  while (next < files) {
    const child = spawn(process.execPath, [program, '--part', `${next}`, `${files}`, `${step}`], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let hangs = false;
    const watch = watchOver(child.pid, () => {
      hangs = true;
      child.kill('SIGKILL');
    });
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    for await (const line of createInterface({ input: child.stdout })) {
      watch.heard();
      const said: Told | { learnt: string } = JSON.parse(line);
      if ('learnt' in said) continue;
      tell(said);
      next = said.index + step;
    }
    watch.end();
    if ((await ended) === 0) return;
    tell(dead(next, hangs));
    next += step;
  }
};

const count = (all: readonly Told[], suits: (told: Told) => boolean): number => all.filter(suits).length;

const figuresOf = (all: readonly Told[]): Figure[] => {
  const files = all.length.toLocaleString('en');
  const none = (what: string, value: number): Figure => ({
    what: `${what} of ${files} spoilt files`,
    goal: '0',
    value,
    unit: 'files',
    engine: null,
    reached: value === 0,
  });
  const some = (what: string, value: number): Figure => ({ ...none(what, value), goal: '—', reached: true });
  const slowest = Math.max(...all.map(({ seconds }) => seconds));
  return [
    none(
      'that crash the import,',
      count(all, ({ end }) => end === 'crash'),
    ),
    none(
      'that take over 10 s of CPU,',
      count(all, ({ hangs }) => hangs),
    ),
    none(
      'with a wrong fact nobody was told of,',
      count(all, ({ wrong }) => wrong.length > 0),
    ),
    none(
      'with a row lost,',
      count(all, ({ lost }) => lost.length > 0),
    ),
    some(
      'taken whole,',
      count(all, ({ end }) => end === 'taken'),
    ),
    some(
      'taken but for rows refused with a reason,',
      count(all, ({ end }) => end === 'some rows refused'),
    ),
    some(
      'refused whole with a sentence,',
      count(all, ({ end }) => end === 'refused'),
    ),
    {
      what: `the slowest of ${files} spoilt files, CPU`,
      goal: '< 10 s',
      value: Math.round(slowest * 1000),
      unit: 'ms',
      engine: null,
      reached: slowest < 10,
    },
  ];
};

/** Spoils thousands of files of every layout, brings them in, and holds what came of each against what its rows said. */
export const benchFuzz = async (program: string, files: number): Promise<Figure[]> => {
  const lanes = Math.min(4, Math.max(1, cpus().length));
  const all: Told[] = [];
  const tell = (told: Told): void => {
    all.push(told);
    if (isBad(told)) process.stderr.write(`${JSON.stringify(told)}\n`);
    if (all.length % 500 === 0) process.stderr.write(`${all.length} files\n`);
  };
  await Promise.all(Array.from({ length: lanes }, (_, first) => lane(program, first, files, lanes, tell)));
  return figuresOf(all);
};
