import { mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../../src/cli/run-command.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'conveyor-cli-sources-'));
  await mkdir(join(directory, 'in'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const held = () => {
  const pieces: string[] = [];
  const stream = new Writable({
    write: (piece, _encoding, done) => {
      pieces.push(String(piece));
      done();
    },
  });
  return { stream, text: () => pieces.join('') };
};

const ask = async (input: string, ...argv: string[]) => {
  const [stdout, stderr] = [held(), held()];
  const code = await runCommand({
    argv: [...argv, '--data', join(directory, 'data')],
    env: { LANG: 'ru_RU.UTF-8' },
    workingDirectory: directory,
    webDirectory: directory,
    version: '0',
    stdin: Readable.from([input]),
    stdout: stdout.stream,
    stderr: stderr.stream,
    clock: () => new Date('2027-01-05T09:00:00Z'),
  });
  return { code, out: stdout.text(), err: stderr.text() };
};
const json = (text: string) => JSON.parse(text);

const singer = (...ids: number[]): string =>
  [
    {
      type: 'SCHEMA',
      stream: 'customers',
      schema: { properties: { customer_id: {}, name: {} } },
      key_properties: ['customer_id'],
    },
    ...ids.map((id) => ({ type: 'RECORD', stream: 'customers', record: { customer_id: `c${id}`, name: `№ ${id}` } })),
    { type: 'STATE', value: { at: ids.length } },
  ]
    .map((message) => `${JSON.stringify(message)}\n`)
    .join('');

describe('conveyor sources', () => {
  it('are added, tried, read, listed and removed', async () => {
    const file = join(directory, 'in', 'orders.csv');
    await writeFile(
      file,
      'line_id,order_id,customer_id,ordered_at,net_amount\n1,o,c,2026-02-01,100\nx,o,c,2026-02-01,abc\n',
    );
    await utimes(file, new Date('2026-12-01'), new Date('2026-12-01'));
    const added = await ask(
      '',
      'sources',
      'add',
      'shop',
      '--folder',
      join(directory, 'in'),
      '--every',
      'mon 09:00',
      '--json',
    );
    expect(added.err).toBe('');
    expect(json(added.out).source).toMatchObject({
      name: 'shop',
      location: { kind: 'folder', files: '*' },
      schedule: { every: 'week', weekday: 1, at: '09:00' },
      state: 'new',
    });
    const tested = await ask('', 'sources', 'test', 'shop', '--json');
    expect(json(tested.out).files[0].kinds.order_lines).toMatchObject({ added: 1, quarantined: 1 });
    const run = await ask('', 'sources', 'run', 'shop', '--json');
    expect(run.code).toBe(0);
    expect(json(run.out)).toMatchObject({
      source: { state: 'well', lastRun: { by: 'person', added: 1, quarantined: 1 } },
    });
    const listed = await ask('', 'sources');
    expect(listed.out).toMatch(/shop\s+folder\s+в порядке\s+2027-01-05 09:00\s+1\s+0\s+1\s+2027-01-11 06:00/);
    expect(json((await ask('', 'sources', 'pause', 'shop', '--json')).out).source.state).toBe('paused');
    expect((await ask('', 'sources', 'runs', 'shop', '--lang', 'en')).out).toMatch(/done/);
    expect(json((await ask('', 'sources', 'remove', 'shop', '--json')).out)).toEqual({ removed: { name: 'shop' } });
    const gone = await ask('', 'sources', 'run', 'shop', '--json');
    expect(gone).toMatchObject({ code: 1, out: expect.stringContaining('unknown_source') });
  });

  it('take secrets from a file or standard input and tell none', async () => {
    const words = [
      'sources',
      'add',
      'db',
      '--postgresql',
      '127.0.0.1:1/shop',
      '--user',
      'u',
      '--query',
      'select 1 as line_id',
    ];
    const added = await ask('sesame-77\n', ...words, '--secret', 'password=@-', '--json');
    expect(json(added.out).source).toMatchObject({
      location: { kind: 'postgresql', port: 1, database: 'shop' },
      secrets: ['password'],
    });
    const run = await ask('', 'sources', 'run', 'db', '--json');
    expect(run.code).toBe(1);
    expect(json(run.out).problem.code).toBe('source_unreachable');
    expect(added.out + added.err + run.out + run.err).not.toContain('sesame-77');
  });

  it.each([
    [['add', 'x', '--every', 'sometimes', '--url', 'https://a/b.csv'], 'bad_schedule'],
    [['add', 'x'], 'no_place'],
    [['add', 'x', '--postgresql', 'u:p@host'], 'bad_server'],
    [['add', 'No Such', '--url', 'https://a/b.csv'], 'invalid_input'],
    [['add', 'x', '--url', 'ftp://a/b.csv'], 'invalid_input'],
  ])('%j is wrong usage', async (words, code) => {
    const said = await ask('', 'sources', ...words, '--json');
    expect(said.code).toBe(2);
    expect(json(said.out).problem.code).toBe(code);
  });
});

describe('conveyor import --singer', () => {
  it('writes states and nothing else to standard output, and keeps the last one', async () => {
    const state = join(directory, 'state.json');
    const first = await ask(singer(1, 2, 3), 'import', '--singer', '--source', 'tap', '--state', state);
    expect(first.err).toContain('Записей Singer: 3');
    expect(first).toMatchObject({ code: 0, out: '{"at":3}\n' });
    expect(json(await readFile(state, 'utf8'))).toEqual({ at: 3 });
    expect(json((await ask('', 'sources', 'state', 'tap')).out)).toEqual({ at: 3 });
    const second = await ask(singer(1, 2, 3, 4), 'import', '--singer', '--source', 'tap', '--json');
    expect(json(second.out)).toMatchObject({
      records: 4,
      state: { at: 4 },
      files: [{ kinds: { customers: { read: 4, added: 1, unchanged: 3 } } }],
    });
    const broken = await ask(`${singer(5)}{"type"`, 'import', '--singer', '--source', 'tap');
    expect(broken).toMatchObject({ code: 1, out: '' });
    expect(broken.err).toContain('Строка 4');
  });
});
