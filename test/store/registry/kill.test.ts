import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRegistry } from '../../../src/store/registry/registry.ts';
import { childProgram, gone, startChild } from '../../support/child.ts';
import { type Place, pglitePlace, postgresPlace } from './engines.ts';

/** What one killed writer had acknowledged: numbers by word. */
const runAndKill = async (program: string, database: string, afterLines: number, thenMs: number) => {
  const child = startChild(program, database);
  let text = '';
  await new Promise<void>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The writer ended by itself with ${code}`)));
    child.stdout?.on('data', (bytes: Buffer) => {
      text += bytes.toString();
      if (text.split('\n').length > afterLines) resolve();
    });
  });
  await setTimeout(thenMs);
  const ended = gone(child);
  child.kill('SIGKILL');
  await ended;
  const words = text.split('\n').slice(0, -1);
  return (word: string) =>
    words.flatMap((line) => (line.startsWith(`${word} `) ? [Number(line.slice(word.length + 1))] : []));
};

describe.each([
  { engine: 'PGlite', make: pglitePlace },
  { engine: 'PostgreSQL', make: postgresPlace },
])('kill -9 while the registry on $engine is written', ({ make }) => {
  let place: Place;
  let program: string;
  beforeAll(async () => {
    program = await childProgram('test/store/registry/writer.ts');
    place = await make();
  });
  afterAll(() => place?.stop());

  it('loses nothing that was acknowledged and doubles nothing, twenty times', async () => {
    const database = await place.fresh();
    const done = new Set<number>();
    const corrected = new Set<number>();
    const edited = new Set<number>();
    for (let round = 0; round < 20; round += 1) {
      const acknowledged = await runAndKill(program, database, 1 + ((round * 7) % 23), (round * 3) % 11);
      for (const id of acknowledged('done')) done.add(id);
      for (const id of acknowledged('corrected')) corrected.add(id);
      for (const id of acknowledged('edited')) edited.add(id);
    }
    const registry = await openRegistry(await place.open(database), () => new Date());
    const list = await registry.journal.list('main');
    const ids = list.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const standing = new Set(await registry.journal.standing('main'));
    expect([...done].filter((id) => !standing.has(id))).toEqual([]);
    const rows = (await registry.corrections.list('main')).map(({ id }) => Number(id));
    expect(new Set(rows).size).toBe(rows.length);
    expect([...corrected].filter((id) => !rows.includes(id))).toEqual([]);
    // A kill may fall between a commit and its word, so at most one of each kind a round was never heard of.
    expect(standing.size - done.size).toBeLessThanOrEqual(20);
    expect(rows.length - corrected.size).toBeLessThanOrEqual(20);
    expect(done.size).toBeGreaterThan(20);
    expect(await registry.journal.exclusively('main', async () => 'free')).toBe('free');
    expect((await registry.journal.unfinished()).length).toBeLessThanOrEqual(1);
    // A finished import takes two revisions, one that was finished after a kill at least one, a correction one.
    const { revision } = (await registry.workspaces.find('main')) ?? { revision: -1 };
    expect(revision).toBeGreaterThanOrEqual(done.size * 2 + rows.length);
    expect(revision).toBeLessThanOrEqual(list.length * 2 + rows.length);
    // Both cells of an edit stand or neither, and the history has every edit that was acknowledged.
    const { things, revision: design } = await registry.blueprints.draft('main');
    const edits = await registry.blueprints.edits('main', 0);
    const numbers = edits.map(({ things: [thing] }) => Number(thing?.after?.n));
    expect(things.map(({ value }) => value?.n)).toEqual([numbers[0], numbers[0]]);
    expect(edits.map((one) => one.revision)).toEqual(Array.from({ length: design }, (_, at) => design - at));
    expect([...edited].filter((id) => !numbers.includes(id))).toEqual([]);
    expect(edited.size).toBeGreaterThan(10);
    await registry.close();
  }, 300_000);
});
