import { type ChildProcess, spawn } from 'node:child_process';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TableChoice } from '../../../src/model/importing.ts';
import { flatten, numberedLines, readMessage } from '../../../src/operations/sources/singer/messages.ts';
import { openSourcesPlace, type SourcesPlace } from './place.ts';
import { factsOf, receive, record, schema, send } from './sending.ts';

let place: SourcesPlace;
beforeAll(async () => {
  place = await openSourcesPlace();
});
afterAll(() => place.close());

let bad = 0;
const state = (n: number) => ({ type: 'STATE', value: { bookmarks: { order_lines: n } } });
const lineColumns = ['line_id', 'order_id', 'customer_id', 'ordered_at', 'net_amount'];
const line = (id: number | string) => ({
  line_id: String(id),
  order_id: 'o',
  customer_id: 'c',
  ordered_at: '2026-02-01',
  net_amount: 5,
});
const mine = async (source: string) =>
  (await place.lines()).filter((id) => id.startsWith(`${source}/`)).map((id) => id.split('/')[1]);

describe('messages', () => {
  it('keep every digit of a number, and a state as it came', () => {
    const text =
      '{"type":"RECORD","stream":"s","record":{"id":12345678901234567890,"t":"a \\"1234567890123456789\\", x","n":[1234567890123456.5],"m":1.5}}';
    const message = readMessage(text, 1);
    expect(message).toEqual({
      type: 'RECORD',
      stream: 's',
      record: { id: '12345678901234567890', t: 'a "1234567890123456789", x', n: ['1234567890123456.5'], m: 1.5 },
    });
    expect(readMessage('{"type":"STATE","value":{"a":1}}', 1)).toEqual({ type: 'STATE', value: { a: 1 } });
  });
  it('are flattened as targets do', () => {
    expect(flatten({ a: { b: { c: 1 }, d: null }, e: [{ f: 2 }], _sdc_sequence: 3 })).toEqual({
      a__b__c: 1,
      e: '[{"f":2}]',
    });
  });
  it('come whole however their bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[\n\r]/g, '')),
          { maxLength: 6 },
        ),
        fc.integer({ min: 1, max: 7 }),
        async (texts, size) => {
          const bytes = Buffer.from(texts.map((text) => `${text}\n`).join(''));
          const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
            bytes.subarray(at * size, (at + 1) * size),
          );
          const read: string[] = [];
          for await (const { text } of numberedLines(Readable.from(pieces, { objectMode: true }))) read.push(text);
          expect(read).toEqual(texts.map((text) => Buffer.from(text).toString()));
        },
      ),
      { seed: 3, numRuns: 100 },
    );
  });
});

describe('a stream', () => {
  it('is brought in batch by batch; a state is told when all before it is in, and kept', async () => {
    const seen: { state: unknown; lines: number }[] = [];
    const messages = [
      schema('order_lines', ...lineColumns),
      schema('order_lines', ...lineColumns),
      ...Array.from({ length: 10 }, (_, at) => [
        record('order_lines', line(at)),
        ...(at % 3 === 2 ? [state(at)] : []),
      ]).flat(),
      schema('order_lines', ...lineColumns),
      state(9),
    ];
    const { problem, report } = await send(place, messages, 'tap-a', {
      batch: { records: 4, bytes: 1e9 },
      emit: async (told) => {
        seen.push({ state: told, lines: (await mine('tap-a')).length });
      },
    });
    expect(problem).toBeNull();
    expect(report?.records).toBe(10);
    expect(seen).toEqual([
      { state: { bookmarks: { order_lines: 2 } }, lines: 4 },
      { state: { bookmarks: { order_lines: 5 } }, lines: 8 },
      { state: { bookmarks: { order_lines: 9 } }, lines: 10 },
    ]);
    expect(await place.operations.sources.bookmark({ workspace: 'main', name: 'tap-a' })).toEqual({
      value: { bookmarks: { order_lines: 9 } },
    });
    expect(await place.source('tap-a')).toMatchObject({
      location: { kind: 'singer' },
      state: 'well',
      lastRun: { added: 2 },
    });
    expect((await place.run('tap-a')).problem?.code).toBe('source_is_sent');
    // Sent again, it changes nothing.
    await send(place, messages, 'tap-a');
    expect((await place.source('tap-a')).lastRun).toMatchObject({ added: 0, changed: 0, unchanged: 10 });
  });

  it.each([
    ['a broken line', '{"type": "RECORD", "stream"', 4, 'JSON'],
    ['a line that is no message', '[1]', 4, 'Singer'],
    ['a batch', { type: 'BATCH', stream: 's', manifest: [] }, 4, 'BATCH'],
    ['an unknown message', { type: 'HELLO' }, 4, 'HELLO'],
    ['a record before its schema', record('other', {}), 4, 'SCHEMA'],
    ['a record without a record', { type: 'RECORD', stream: 'order_lines' }, 4, 'RECORD'],
  ])('with %s stops there, and says where; nothing of it is in', async (_what, wrong, at, word) => {
    bad += 1;
    const source = `tap-bad-${bad}`;
    const { problem, states } = await send(
      place,
      [
        schema('order_lines', ...lineColumns),
        record('order_lines', line(1)),
        state(1),
        wrong,
        record('order_lines', line(2)),
      ],
      source,
    );
    expect(problem).toMatchObject({ code: 'singer_bad_message', where: { line: at } });
    expect(problem?.text.ru).toContain(`Строка ${at}`);
    expect(problem?.text.ru).toContain(word);
    expect(states).toEqual([]);
    expect(await mine(source)).toEqual([]);
    expect(await place.source(source)).toMatchObject({ state: 'stopped', problem: { code: 'singer_bad_message' } });
    expect((await readdir(place.data)).filter((name) => name.startsWith('singer-'))).toEqual([]);
  });

  it('that nobody knows is refused by name, unless only others are asked for', async () => {
    const messages = [
      schema('order_lines', ...lineColumns),
      record('order_lines', line(1)),
      schema('things', 'a', 'amount'),
      record('things', { a: 1, amount: 2 }),
      { type: 'ACTIVATE_VERSION', stream: 'order_lines', version: 1 },
      state(1),
    ];
    const refused = await send(place, messages, 'tap-what');
    expect(refused.problem).toMatchObject({ code: 'singer_unknown_stream', where: { stream: 'things' } });
    expect(await mine('tap-what')).toEqual([]);
    const taken = await send(place, messages, 'tap-what', { only: ['order_lines'] });
    expect(taken).toMatchObject({ problem: null, states: [state(1).value], report: { left: { things: 1 } } });
    expect(await mine('tap-what')).toEqual(['1']);
    const mapping = {
      layout: 'free',
      outputs: [
        {
          kind: 'products',
          columns: { product_id: { column: 'a' }, price: { quotient: [{ column: 'amount' }, { constant: '100' }] } },
        },
      ],
    };
    const told = await send(place, messages, 'tap-told', { choices: { things: TableChoice.parse({ mapping }) } });
    expect(told.problem).toBeNull();
    expect(await factsOf(place, 'products', 'product_id AS id, toString(price) AS price', 'tap-told')).toEqual([
      { id: '1', price: '0.02' },
    ]);
  });

  it('of a batch of which a part can’t be taken leaves nothing of the others', async () => {
    const messages = [
      schema('order_lines', ...lineColumns),
      record('order_lines', line(1)),
      schema('products', 'product_id'),
      record('products', { product_id: 'p' }),
      state(1),
    ];
    const choices = { products: TableChoice.parse({ layout: 'no_such_layout' }) };
    const { problem, states } = await send(place, messages, 'tap-half', { choices });
    expect(problem?.text.en).toMatch(/^products\.ndjson: /);
    expect(states).toEqual([]);
    expect(await mine('tap-half')).toEqual([]);
  });
});

describe('a tap', () => {
  const running: ChildProcess[] = [];
  afterAll(() => {
    for (const child of running) child.kill('SIGKILL');
  });
  /** A process that writes messages as taps do and, where it is told to, dies in the middle of a line. */
  const startTap = async (from: number, to: number, dieAt: number | null): Promise<ChildProcess> => {
    const path = join(place.directory, 'tap.mjs');
    await writeFile(
      path,
      `const [from, to, dieAt] = process.argv.slice(2).map(Number);
      const say = (one) => process.stdout.write(JSON.stringify(one) + '\\n');
      say(${JSON.stringify(schema('order_lines', ...lineColumns))});
      for (let id = from; id < to; id += 1) {
        if (id === dieAt) { process.stdout.write('{"type": "RECORD", "stre', () => process.kill(process.pid, 'SIGKILL')); await new Promise(() => setInterval(() => {}, 1000)); }
        say({ type: 'RECORD', stream: 'order_lines', record: { line_id: String(id).padStart(5, '0'), order_id: 'o', customer_id: 'c', ordered_at: '2026-02-01', net_amount: 5 } });
        if (id % 50 === 49) say({ type: 'STATE', value: { next: id + 1 } });
      }
      say({ type: 'STATE', value: { next: to } });`,
    );
    const child = spawn(process.execPath, [path, String(from), String(to), String(dieAt ?? -1)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    running.push(child);
    return child;
  };
  const bytesOf = (child: ChildProcess): Readable => {
    if (!child.stdout) throw new Error('no output');
    return child.stdout;
  };

  it('that dies in the middle goes on from the last state, and every row is in once', async () => {
    const batch = { records: 200, bytes: 1e9 };
    const first = await receive(place, bytesOf(await startTap(0, 1000, 530)), 'tap-process', { batch });
    expect(first.problem?.code).toBe('singer_bad_message');
    expect(first.states).toEqual([{ next: 150 }, { next: 350 }]);
    expect((await mine('tap-process')).length).toBe(400);
    const { value } = await place.operations.sources.bookmark({ workspace: 'main', name: 'tap-process' });
    expect(value).toEqual({ next: 350 });
    const second = await receive(
      place,
      bytesOf(await startTap((value as { next: number }).next, 1000, null)),
      'tap-process',
      {
        batch,
      },
    );
    expect(second.problem).toBeNull();
    expect(second.states.at(-1)).toEqual({ next: 1000 });
    const ids = await mine('tap-process');
    expect(ids).toEqual(Array.from({ length: 1000 }, (_, id) => String(id).padStart(5, '0')));
    expect(await place.source('tap-process')).toMatchObject({ state: 'well', problem: null });
  });
});
