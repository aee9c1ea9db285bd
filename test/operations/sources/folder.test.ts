import { appendFile, mkdir, readdir, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { mostTries } from '../../../src/operations/sources/schedule.ts';
import { codeOf, linesCsv, openSourcesPlace, type SourcesPlace, startServer } from './place.ts';

let place: SourcesPlace;
let folder: string;
let count = 0;

beforeAll(async () => {
  place = await openSourcesPlace();
});
afterAll(() => place.close());
beforeEach(async () => {
  count += 1;
  folder = join(place.directory, `exports-${count}`);
  await mkdir(folder);
});

const old = new Date('2026-12-01T00:00:00Z');
const put = async (name: string, text: string): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, text);
  await utimes(path, old, old);
  return path;
};
const minutely = { every: 'minutes', minutes: 10 };
const watch = (more: object = {}, name = `folder-${count}`) =>
  place.save(name, { location: { kind: 'folder', path: folder, ...more }, schedule: minutely }).then(() => name);
const minutes = (n: number) => place.later(n * 60_000);
const due = () => place.operations.keepFresh.readDue();
const mine = async () =>
  (await place.lines()).filter((id) => id.startsWith(`folder-${count}/`)).map((id) => id.split('/')[1]);

describe('a watched folder', () => {
  it('brings new and changed files when their time comes, and nothing before', async () => {
    await put('a.csv', linesCsv('1', '2'));
    const name = await watch();
    await due();
    expect(await mine()).toEqual(['1', '2']);
    expect((await place.source(name)).lastRun).toMatchObject({ by: 'schedule', state: 'done', files: 1, added: 2 });
    await mkdir(join(folder, '2026'));
    await put('2026/b.csv', linesCsv('3'));
    minutes(9);
    await due();
    expect(await mine()).toEqual(['1', '2']);
    minutes(1);
    await due();
    expect(await mine()).toEqual(['1', '2', '3']);
    expect((await place.source(name)).lastRun).toMatchObject({ files: 1, added: 1 });
    // Touched, but the same inside.
    await utimes(join(folder, 'a.csv'), new Date('2026-12-02'), new Date('2026-12-02'));
    minutes(10);
    await due();
    expect((await place.source(name)).lastRun).toMatchObject({ state: 'nothing_new' });
    await put('a.csv', linesCsv('1', '2', '4'));
    minutes(10);
    await due();
    expect((await place.source(name)).lastRun).toMatchObject({ files: 1, added: 1, unchanged: 2 });
  });

  it('waits for a file that still grows', async () => {
    const name = await watch();
    const path = join(folder, 'big.csv');
    await writeFile(path, linesCsv('1'));
    const fresh = place.now();
    await utimes(path, fresh, fresh);
    await due();
    expect(await mine()).toEqual([]);
    const { nextRunAt } = await place.source(name);
    // It comes back sooner than the schedule says.
    expect(Date.parse(nextRunAt ?? '') - place.now().getTime()).toBe(60_000);
    minutes(1);
    const writing = setInterval(() => void appendFile(path, 'x2,ox2,c1,2026-02-01,5.00\n'), 5);
    await utimes(path, old, old);
    await due();
    clearInterval(writing);
    expect(await mine()).toEqual([]);
    await writeFile(path, linesCsv('1', '2'));
    await utimes(path, old, old);
    minutes(1);
    await due();
    expect(await mine()).toEqual(['1', '2']);
  });

  it('takes no unfinished, hidden, foreign or linked file', async () => {
    await put('.hidden.csv', linesCsv('1'));
    await put('~$open.csv', linesCsv('2'));
    await put('half.csv.part', linesCsv('3'));
    await put('notes.docx', 'x');
    await put('other.csv', linesCsv('4'));
    await put('orders-1.csv', linesCsv('5'));
    const outside = join(place.directory, `outside-${count}.csv`);
    await writeFile(outside, linesCsv('6'));
    await utimes(outside, old, old);
    await symlink(outside, join(folder, 'orders-link.csv'));
    await watch({ files: 'orders*.csv, *.part' });
    await due();
    expect(await mine()).toEqual(['5']);
  });

  it('with a bad file takes the good ones, tells of the bad until it is mended or gone', async () => {
    await put('a.csv', linesCsv('1'));
    await put('b.csv', 'nothing,known\n1,2\n');
    await put('c.csv', linesCsv('2'));
    const name = await watch();
    await due();
    expect(await mine()).toEqual(['1', '2']);
    const bad = await place.source(name);
    expect(bad).toMatchObject({ state: 'refused', lastRun: { files: 3, added: 2 } });
    expect(bad.problem?.text.en).toMatch(/^b\.csv: /);
    minutes(10);
    await due();
    expect(await place.source(name)).toMatchObject({ state: 'refused', failingSince: bad.failingSince });
    await rm(join(folder, 'b.csv'));
    minutes(10);
    await due();
    expect(await place.source(name)).toMatchObject({ state: 'well', problem: null });
  });

  it('never is a place of the system or of the program', async () => {
    for (const path of ['/', '/etc', '/proc/self', place.data, join(place.data, 'fetched')]) {
      const name = await watch({ path });
      expect((await place.run(name)).problem?.code, path).toBe('source_folder_closed');
    }
    const link = join(place.directory, `link-${count}`);
    await symlink('/etc', link);
    expect((await place.run(await watch({ path: link }))).problem?.code).toBe('source_folder_closed');
  });
});

describe('a source that fails', () => {
  it('is tried again after doubling pauses, given up, and starts anew by hand', async () => {
    const name = await watch({ path: join(folder, 'not-yet') });
    const pauses: (number | null)[] = [];
    for (let n = 0; n < mostTries; n += 1) {
      await due();
      const { nextRunAt, failures } = await place.source(name);
      expect(failures).toBe(n + 1);
      pauses.push(nextRunAt === null ? null : (Date.parse(nextRunAt) - place.now().getTime()) / 60_000);
      if (nextRunAt !== null) place.at(nextRunAt);
    }
    expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 64, null]);
    const given = await place.source(name);
    expect(given).toMatchObject({ state: 'stopped', problem: { code: 'source_folder_unreadable' } });
    minutes(10_000);
    await due();
    expect((await place.source(name)).failures).toBe(mostTries);
    await mkdir(join(folder, 'not-yet'));
    await put('not-yet/a.csv', linesCsv('1'));
    expect((await place.run(name)).problem).toBeUndefined();
    expect(await place.source(name)).toMatchObject({ state: 'well', failures: 0, problem: null, failingSince: null });
    expect((await place.source(name)).nextRunAt).not.toBeNull();
    await place.operations.sources.remove({ workspace: 'main', name });
  });
});

describe('saved sources', () => {
  it('are read once after a downtime, however often their time came', async () => {
    await put('a.csv', linesCsv('1'));
    const name = await watch();
    await due();
    await place.restart();
    minutes(5_000);
    const before = (await place.operations.sources.runs({ workspace: 'main', name })).length;
    await due();
    await due();
    expect((await place.operations.sources.runs({ workspace: 'main', name })).length).toBe(before + 1);
  });

  it('are read by one reader at a time, and freed when the reader has died', async () => {
    const slow = await startServer((_request, response) => {
      response.writeHead(200, { 'content-length': 400 });
      response.write('line_id,');
      setTimeout(() => response.destroy(), 300);
    });
    const name = `slow-${count}`;
    await place.save(name, { location: { kind: 'http', url: `${slow.url}/a.csv` } });
    const [one, two] = await Promise.all([place.run(name), place.run(name)]);
    expect([one.problem?.code, two.problem?.code].sort()).toEqual(['source_broken_off', 'source_busy']);
    await slow.stop();
    // What a dead process held.
    const { sources } = place.deps.registry;
    await sources.take('main', name, `${hostname()}:999999:dead`, new Date(place.now().getTime() + 60_000));
    await sources.beginRun('main', name, 'schedule');
    expect((await place.source(name)).state).toBe('running');
    expect((await place.run(name)).problem?.code).toBe('source_busy');
    await due();
    expect((await place.source(name)).state).not.toBe('running');
    expect(
      (await place.operations.sources.runs({ workspace: 'main', name })).every(({ state }) => state !== 'running'),
    ).toBe(true);
  });

  it('that are cut short by a stop are read again after it; by a person, when their time comes', async () => {
    const slow = await startServer((_request, response) => {
      response.writeHead(200, { 'content-length': 400 });
      response.write('line_id,');
    });
    place.deps.sourceLimits = { lookAgainMs: 20, silenceMs: 30_000 };
    await place.restart();
    const name = `cut-${count}`;
    await place.save(name, { location: { kind: 'http', url: `${slow.url}/a.csv` }, schedule: minutely });
    const heard = async (times: number) => {
      while (slow.heard.length < times) await wait(10);
    };
    const reading = due();
    await heard(1);
    expect((await place.source(name)).state).toBe('running');
    await place.operations.close();
    await reading;
    const stopped = await place.source(name);
    expect(stopped).toMatchObject({ state: 'new', failures: 0, problem: null, lastRun: { state: 'cancelled' } });
    expect(Date.parse(stopped.nextRunAt ?? '')).toBeLessThanOrEqual(place.now().getTime());
    await place.restart();
    const again = due();
    await heard(2);
    const [job] = (await place.operations.jobs.list()).filter(({ state }) => state === 'running');
    await place.operations.jobs.cancel({ id: job?.id ?? '' });
    await again;
    const cancelled = await place.source(name);
    expect(cancelled).toMatchObject({ lastRun: { state: 'cancelled' }, failures: 0 });
    expect(Date.parse(cancelled.nextRunAt ?? '') - place.now().getTime()).toBe(600_000);
    place.deps.sourceLimits = { lookAgainMs: 20, silenceMs: 700 };
    await place.restart();
    await slow.stop();
  });

  it('rest while they are paused', async () => {
    await put('a.csv', linesCsv('1'));
    const name = await watch();
    await place.operations.sources.pause({ workspace: 'main', name, isPaused: true });
    minutes(20);
    await due();
    expect(await mine()).toEqual([]);
    expect(await place.source(name)).toMatchObject({ state: 'paused', nextRunAt: null });
    await place.operations.sources.pause({ workspace: 'main', name, isPaused: false });
    await due();
    expect(await mine()).toEqual(['1']);
  });

  it('leave their facts when they are removed, and bring them again under the same name without doubling', async () => {
    await put('a.csv', linesCsv('1'));
    const name = await watch();
    await due();
    await place.operations.sources.remove({ workspace: 'main', name });
    expect(await codeOf(place.operations.sources.runs({ workspace: 'main', name }))).toBe('unknown_source');
    expect(await mine()).toEqual(['1']);
    await watch();
    await due();
    expect((await place.source(name)).lastRun).toMatchObject({ added: 0, unchanged: 1 });
  });

  it('are tried without keeping anything', async () => {
    await put('a.csv', linesCsv('1', '2'));
    const location = { kind: 'folder', path: folder };
    const job = await place.test(`try-${count}`, { location });
    expect(job.result?.files?.[0]).toMatchObject({ file: 'a.csv', kinds: { order_lines: { added: 2 } } });
    expect(await codeOf(place.source(`try-${count}`))).toMatch(/No source/);
    expect((await place.lines()).filter((id) => id.startsWith('try-'))).toEqual([]);
    await rm(join(folder, 'a.csv'));
    expect((await place.test(`try-${count}`, { location })).problem?.code).toBe('source_nothing_there');
    expect(await readdir(join(place.data, 'fetched'))).toEqual([]);
  });
});
