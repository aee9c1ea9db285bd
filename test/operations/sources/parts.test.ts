import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Problem } from '../../../src/model/problem.ts';
import { SourceDraft } from '../../../src/model/sources.ts';
import { isClosedAddress, openAddresses } from '../../../src/operations/sources/addresses.ts';
import { checkDraft, outdatedSecrets } from '../../../src/operations/sources/draft.ts';
import { mostTries, nextTime, pauseAfter } from '../../../src/operations/sources/schedule.ts';
import { openVault } from '../../../src/operations/vault.ts';
import { readOnlyQuery } from '../../../src/store/warehouse/fetch/read-only.ts';
import { scrub } from '../../../src/store/warehouse/fetch/scrub.ts';

const codeOf = (work: () => unknown): string | null => {
  try {
    work();
    return null;
  } catch (error) {
    return error instanceof Problem ? error.body.code : `${error}`;
  }
};
const laterCodeOf = (work: Promise<unknown>): Promise<string | null> =>
  work.then(
    () => null,
    (error: unknown) => (error instanceof Problem ? error.body.code : `${error}`),
  );

describe('a schedule', () => {
  const after = new Date('2026-01-05T09:10:00Z');
  it.each([
    [{ every: 'minutes', minutes: 15 }, '2026-01-05T09:25:00.000Z'],
    [{ every: 'hours', hours: 2 }, '2026-01-05T11:10:00.000Z'],
    [{ every: 'day', at: '12:10' }, '2026-01-06T09:10:00.000Z'],
    [{ every: 'day', at: '12:11' }, '2026-01-05T09:11:00.000Z'],
    [{ every: 'week', weekday: 1, at: '12:00' }, '2026-01-12T09:00:00.000Z'],
    [{ every: 'week', weekday: 7, at: '00:00' }, '2026-01-10T21:00:00.000Z'],
    [{ every: 'cron', pattern: '*/20 9-18 * * 1-5' }, '2026-01-05T09:20:00.000Z'],
  ] as const)('%j comes next at %s by the clocks of Moscow', (schedule, at) => {
    expect(nextTime(schedule, after, 'Europe/Moscow').toISOString()).toBe(at);
  });

  it('comes once on the days when clocks are changed', () => {
    const daily = { every: 'day', at: '02:30' } as const;
    const times: string[] = [];
    let at = new Date('2025-03-28T12:00:00Z');
    for (let day = 0; day < 3; day += 1) {
      at = nextTime(daily, at, 'Europe/Berlin');
      times.push(at.toISOString());
    }
    expect(times).toEqual(['2025-03-29T01:30:00.000Z', '2025-03-30T01:30:00.000Z', '2025-03-31T00:30:00.000Z']);
    const autumn = nextTime(daily, new Date('2025-10-25T12:00:00Z'), 'Europe/Berlin');
    expect(nextTime(daily, autumn, 'Europe/Berlin').toISOString()).toBe('2025-10-27T01:30:00.000Z');
  });

  it.each(['* * * * * *', '61 * * * *', 'x', '', '0 0 31 2 *'])('of the pattern “%s” is refused', (pattern) => {
    expect(codeOf(() => nextTime({ every: 'cron', pattern }, after, 'UTC'))).toBe('bad_schedule');
  });
});

describe('the pause after failures', () => {
  it('doubles from half a minute to six hours, and ends', () => {
    const pauses = Array.from({ length: mostTries }, (_, at) => pauseAfter(at + 1, 0));
    expect(pauses.slice(0, 4)).toEqual([30_000, 60_000, 120_000, 240_000]);
    expect(pauses.at(-1)).toBeNull();
  });
  it('is a half to the whole of it by chance', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: mostTries - 1 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (n, chance) => {
          const [least, most, pause] = [pauseAfter(n, 0) ?? 0, pauseAfter(n, 1) ?? 0, pauseAfter(n, chance) ?? 0];
          expect(most).toBe(least * 2);
          expect(pause).toBeGreaterThanOrEqual(least);
          expect(pause).toBeLessThanOrEqual(most);
        },
      ),
      { seed: 5, numRuns: 50 },
    );
  });
});

describe('the vault', () => {
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'conveyor-vault-'));
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));

  it('opens what it sealed, there only, under a key only its owner reads', async () => {
    const vault = openVault(directory, null);
    const sealed = await vault.seal('a', 'сезам');
    expect(sealed).not.toContain('сезам');
    expect(await vault.seal('a', 'сезам')).not.toBe(sealed);
    expect(await openVault(directory, null).open('a', sealed)).toBe('сезам');
    expect(await laterCodeOf(vault.open('b', sealed))).toBe('secret_damaged');
    expect((await stat(join(directory, 'secret.key'))).mode & 0o777).toBe(0o600);
  });

  it('tells a wrong key, a lost one and damage apart', async () => {
    const vault = openVault(directory, null);
    const sealed = await vault.seal('a', 'x');
    // In the middle: the last letter of base64 may hold bits that mean nothing.
    const middle = Math.floor(sealed.length / 2);
    const touched = `${sealed.slice(0, middle)}${sealed[middle] === 'A' ? 'B' : 'A'}${sealed.slice(middle + 1)}`;
    expect(await laterCodeOf(vault.open('a', touched))).toBe('secret_damaged');
    expect(await laterCodeOf(vault.open('a', 'nonsense'))).toBe('secret_damaged');
    expect(await laterCodeOf(openVault(directory, 'ab'.repeat(32)).open('a', sealed))).toBe('secret_key_differs');
    const key = await readFile(join(directory, 'secret.key'), 'utf8');
    await rm(join(directory, 'secret.key'));
    expect(await laterCodeOf(vault.open('a', sealed))).toBe('secret_key_missing');
    await writeFile(join(directory, 'secret.key'), 'no key');
    expect(await laterCodeOf(vault.open('a', sealed))).toBe('secret_key_unreadable');
    expect(await openVault(directory, key.trim()).open('a', sealed)).toBe('x');
  });

  it('makes one key where several seal at once', async () => {
    const other = await mkdtemp(join(tmpdir(), 'conveyor-vault-'));
    const sealed = await Promise.all(
      Array.from({ length: 8 }, (_, at) => openVault(other, null).seal('p', String(at))),
    );
    const opened = await Promise.all(sealed.map((text) => openVault(other, null).open('p', text)));
    expect(opened).toEqual(['0', '1', '2', '3', '4', '5', '6', '7']);
    await rm(other, { recursive: true });
  });
});

describe('scrubbing', () => {
  it('takes a secret out however it is written', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 3, maxLength: 20, unit: 'grapheme' }), (secret) => {
        const written = `x ${secret} y ${encodeURIComponent(secret)} z '${secret.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}' ${JSON.stringify({ a: secret })}`;
        const clean = scrub(written, [secret]);
        if (!'x  y  z \'\' {"a":""}•'.includes(secret)) expect(clean).not.toContain(secret);
      }),
      { seed: 7, numRuns: 200 },
    );
  });
  it('takes logins out of addresses', () => {
    expect(scrub('GET https://me:pass@host/a and postgres://u:p@h:1/d', [])).toBe(
      'GET https://•••@host/a and postgres://•••@h:1/d',
    );
  });
});

describe('a source’s query', () => {
  it.each([
    ['select 1', 'select 1'],
    [" SELECT a, 'x;y' FROM t -- the end;\n WHERE b = 1 ; ", "SELECT a, 'x;y' FROM t  \n WHERE b = 1"],
    ['with x as (select 1 as a) select * from x', 'with x as (select 1 as a) select * from x'],
    ['select /* drop */ 1', 'select   1'],
    ["select \"update\", 'it''s' from t", "select \"update\", 'it''s' from t"],
    ['select updated_at, replace(a, 1, 2) from created', 'select updated_at, replace(a, 1, 2) from created'],
    ["select '\\d+' from t", "select '\\d+' from t"],
  ])('%s is taken', (query, kept) => {
    expect(readOnlyQuery(query, 'postgresql')).toBe(kept);
  });

  it.each([
    '',
    'delete from t',
    'select 1; select 2',
    'select 1) TO STDOUT; drop table t; select (1',
    'with x as (delete from t returning *) select * from x',
    'select * into y from t',
    'select 1 for update',
    "select 'a' || '\\'' ; drop table t --'",
    'select 1 /* /* */ ; drop table t */',
    'select $$a$$',
    "select 'open",
    "select nextval('s')",
    "select pg_read_file('/etc/passwd')",
    "select * from dblink('', '')",
    'explain select 1',
    'table t',
    '(select 1',
    'select 1)',
    'insert into t select 1',
    'copy t to stdout',
  ])('“%s” is refused', (query) => {
    expect(codeOf(() => readOnlyQuery(query, 'postgresql'))).toBe('source_query_not_read_only');
  });

  it('is refused where MySQL would read it differently', () => {
    expect(codeOf(() => readOnlyQuery('select 1--1', 'mysql'))).toBe('source_query_not_read_only');
    expect(readOnlyQuery('select 1 # drop table t', 'mysql')).toBe('select 1');
    expect(codeOf(() => readOnlyQuery('select `a`; drop table t; select `b`', 'mysql'))).toBe(
      'source_query_not_read_only',
    );
    expect(codeOf(() => readOnlyQuery("select 1 into outfile '/tmp/x'", 'mysql'))).toBe('source_query_not_read_only');
  });

  it('never has anything after it that a database would take for a second statement', () => {
    const piece = fc.constantFrom(
      "'",
      '"',
      '\\',
      ';',
      '--',
      '\n',
      '/*',
      '*/',
      '(',
      ')',
      ' drop table t ',
      'a',
      '`',
      '$$',
      '#',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const query = `select 1 ${pieces.join('')}`;
        let kept: string;
        try {
          kept = readOnlyQuery(query, 'postgresql');
        } catch (error) {
          expect(error).toBeInstanceOf(Problem);
          return;
        }
        // By PostgreSQL's own rules: nothing outside quotes ends the statement, and no comment hides what follows.
        const outside = kept.replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"/g, 'q');
        expect(outside).not.toMatch(/;|--|\/\*|drop|'|"/);
      }),
      { seed: 11, numRuns: 2000 },
    );
  });
});

describe('addresses', () => {
  it.each([
    '169.254.169.254',
    '::ffff:169.254.169.254',
    '[fe80::1]',
    '0.0.0.0',
    '::',
    '100.100.100.200',
    '224.0.0.1',
    'fd00:ec2::254',
  ])('%s is closed', async (address) => {
    expect(isClosedAddress(address)).toBe(true);
    expect(await laterCodeOf(openAddresses(address))).toBe('source_address_closed');
  });
  it.each(['127.0.0.1', '10.0.0.5', '192.168.1.1', '8.8.8.8', '::1'])('%s is open', (address) => {
    expect(isClosedAddress(address)).toBe(false);
  });
  it('closes the names of metadata servers', async () => {
    expect(await laterCodeOf(openAddresses('metadata.google.internal'))).toBe('source_address_closed');
  });
});

describe('a draft', () => {
  const now = new Date('2026-01-05T09:00:00Z');
  const check = (draft: object) => checkDraft(SourceDraft.parse(draft), now, 'Europe/Moscow');
  it('gives up what is secret in an address', () => {
    const { draft, secrets } = check({ location: { kind: 'http', url: 'https://me:p%40ss@host/a.csv?key=abc#x' } });
    expect(draft.location).toMatchObject({ url: 'https://host/a.csv', headers: [] });
    expect(secrets).toEqual({ login: 'me:p@ss', query: '?key=abc' });
  });
  it('names a header whose value it was given', () => {
    const { draft } = check({ location: { kind: 'http', url: 'https://h/' }, secrets: { 'header.X-Key': 'k' } });
    expect(draft.location).toMatchObject({ headers: ['X-Key'] });
  });
  it('takes kept secrets to no other server and no other login', () => {
    const at = (more: object) =>
      check({ location: { kind: 'postgresql', host: 'a', database: 'd', user: 'u', query: 'select 1', ...more } })
        .draft;
    expect(outdatedSecrets(at({}), at({ query: 'select 2', database: 'e' }), ['password'])).toEqual([]);
    expect(outdatedSecrets(at({}), at({ host: 'b' }), ['password'])).toEqual(['password']);
    expect(outdatedSecrets(at({}), at({ user: 'v' }), ['password'])).toEqual(['password']);
    expect(outdatedSecrets(at({}), at({ port: 5433 }), ['password'])).toEqual(['password']);
  });
  it.each([
    [{ location: { kind: 'http', url: 'http://169.254.169.254/latest' } }, 'source_address_closed'],
    [{ location: { kind: 's3', url: 'https://k:s@s3.host/b/a.csv' } }, 'source_bad_address'],
    [{ location: { kind: 'folder', path: '/x' }, secrets: { password: 'x' } }, 'source_unknown_secret'],
    [{ location: { kind: 'singer' } }, 'source_is_sent'],
    [{ location: { kind: 'folder', path: '/x' }, schedule: { every: 'cron', pattern: 'x' } }, 'bad_schedule'],
  ])('%j is refused with %s', (draft, code) => {
    expect(codeOf(() => check(draft))).toBe(code);
  });
});
