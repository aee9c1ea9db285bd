import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Problem } from '../../src/model/problem.ts';
import { createJobs } from '../../src/operations/jobs.ts';
import { openUploads } from '../../src/operations/uploads.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'conveyor-work-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const step = { ru: 'Шаг', en: 'Step' };
const codeOf = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(Problem);
  return (error as Problem).body.code;
};

describe('a job', () => {
  it('tells how far it is and what came of it', async () => {
    const jobs = createJobs(() => {});
    let go = () => {};
    const gate = new Promise<void>((resolve) => {
      go = resolve;
    });
    const { id, state } = jobs.start('import', step, async ({ progress }) => {
      progress({ share: 0.5, rows: 10, step: { ru: 'Дальше', en: 'Next' } });
      await gate;
      progress({ files: [{ file: 'a.csv', layout: 'canonical', kinds: {} }] });
    });
    expect(state).toBe('running');
    expect(jobs.get(id)).toMatchObject({ state: 'running', share: 0.5, rows: 10, step: { en: 'Next' } });
    go();
    expect(await jobs.finished(id)).toMatchObject({
      state: 'done',
      share: 1,
      result: { files: [{ file: 'a.csv', layout: 'canonical', kinds: {} }] },
    });
    expect(jobs.list().map((job) => job.id)).toEqual([id]);
  });

  it('is cancelled by being asked to stop, and keeps what it did', async () => {
    const jobs = createJobs(() => {});
    const { id } = jobs.start('import', step, async ({ progress, signal }) => {
      progress({ files: [] });
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    });
    jobs.cancel(id);
    expect(await jobs.finished(id)).toMatchObject({ state: 'cancelled', result: { files: [] } });
    expect(jobs.cancel(id).state).toBe('cancelled');
  });

  it('fails with the problem it met, or with a number that the log has too', async () => {
    const said: unknown[] = [];
    const jobs = createJobs((_, message) => said.push(message));
    const body = { code: 'x', kind: 'input' as const, text: step };
    const known = jobs.start('demo', step, () => Promise.reject(new Problem(body)));
    const bug = jobs.start('demo', step, () => Promise.reject(new Error('boom')));
    expect((await jobs.finished(known.id)).problem).toEqual(body);
    const { problem } = await jobs.finished(bug.id);
    expect(problem?.code).toBe('internal');
    expect(JSON.stringify(problem)).not.toContain('boom');
    expect(said).toEqual([expect.stringContaining(String(problem?.where?.error))]);
  });

  it('is unknown by a wrong id, and stops when all do', async () => {
    const jobs = createJobs(() => {});
    expect(() => jobs.get('none')).toThrow(Problem);
    const { id } = jobs.start('undo', step, async ({ signal }) => {
      while (!signal.aborted) await new Promise((resolve) => setTimeout(resolve, 1));
      signal.throwIfAborted();
    });
    await jobs.close();
    expect(jobs.get(id).state).toBe('cancelled');
  });

  it('is forgotten after a hundred later ones ended', async () => {
    const jobs = createJobs(() => {});
    const first = jobs.start('undo', step, async () => {});
    await jobs.finished(first.id);
    for (let at = 0; at < 101; at += 1) await jobs.finished(jobs.start('undo', step, async () => {}).id);
    expect(jobs.list().length).toBeLessThanOrEqual(101);
    expect(() => jobs.get(first.id)).toThrow(Problem);
  });
});

describe('an upload', () => {
  async function* bytes(...parts: string[]) {
    for (const part of parts) yield Buffer.from(part);
  }

  it('is kept whole until it is forgotten', async () => {
    const uploads = openUploads(join(directory, 'a'));
    const { upload, ...rest } = await uploads.receive({ name: 'Заказы «2025».csv', bytes: bytes('line', '_id\n1') });
    expect(rest).toEqual({ name: 'Заказы «2025».csv', bytes: 9 });
    const reopened = openUploads(join(directory, 'a'));
    const found = await reopened.find(upload);
    expect(found.name).toBe('Заказы «2025».csv');
    expect(await readFile(found.path, 'utf8')).toBe('line_id\n1');
    await reopened.forget(upload);
    expect(await codeOf(reopened.find(upload))).toBe('unknown_upload');
    expect(await readdir(join(directory, 'a'))).toEqual([]);
  });

  it('leaves nothing when it breaks off', async () => {
    const uploads = openUploads(join(directory, 'b'));
    async function* broken() {
      yield Buffer.from('x');
      throw new Error('connection lost');
    }
    await expect(uploads.receive({ name: 'a.csv', bytes: broken() })).rejects.toThrow('connection lost');
    expect(await readdir(join(directory, 'b'))).toEqual([]);
  });

  it('takes a file of this machine where it lies and never deletes it', async () => {
    const uploads = openUploads(join(directory, 'c'));
    const path = join(directory, 'own.csv');
    await writeFile(path, 'abc');
    const { upload } = await uploads.local({ path });
    expect(await uploads.find(upload)).toEqual({ upload, name: 'own.csv', bytes: 3, path });
    await uploads.forget(upload);
    expect(await readFile(path, 'utf8')).toBe('abc');
    expect(await codeOf(uploads.local({ path: join(directory, 'none.csv') }))).toBe('file_not_found');
    expect(await codeOf(uploads.local({ path: directory }))).toBe('file_not_found');
  });

  it('is no way out of its folder', async () => {
    const uploads = openUploads(join(directory, 'd'));
    expect(await codeOf(uploads.find('../own.csv'))).toBe('unknown_upload');
    await uploads.forget('../own.csv');
    expect(await readFile(join(directory, 'own.csv'), 'utf8')).toBe('abc');
  });

  it('is tidied away after a day', async () => {
    const uploads = openUploads(join(directory, 'e'));
    const old = await uploads.receive({ name: 'old.csv', bytes: bytes('x') });
    const fresh = await uploads.receive({ name: 'fresh.csv', bytes: bytes('x') });
    const longAgo = new Date(Date.now() - 2 * 86_400_000);
    for (const name of [old.upload, `${old.upload}.json`]) await utimes(join(directory, 'e', name), longAgo, longAgo);
    await uploads.tidy();
    expect(await codeOf(uploads.find(old.upload))).toBe('unknown_upload');
    expect((await uploads.find(fresh.upload)).name).toBe('fresh.csv');
  });
});
