import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../src/model/config.ts';
import { Problem } from '../../src/model/problem.ts';

const problemOf = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    if (error instanceof Problem) return error.body;
    throw error;
  }
  throw new Error('nothing was refused');
};

test('nothing given: every default', () => {
  expect(parseConfig({}, {})).toEqual({
    port: 8321,
    host: null,
    publicUrl: null,
    dataDirectory: './conveyor-data',
    databaseUrl: null,
    clickhouseUrl: null,
    logLevel: 'info',
    secretKey: null,
    language: 'ru',
  });
});

test('the command line stands above the environment; an empty variable is not set', () => {
  const env = { CONVEYOR_PORT: '1', CONVEYOR_DATA: '/a', CONVEYOR_LANG: 'ru', CONVEYOR_LOG: '' };
  expect(parseConfig(env, {})).toMatchObject({ port: 1, dataDirectory: '/a', language: 'ru', logLevel: 'info' });
  expect(parseConfig(env, { port: '0', data: 'b', lang: 'en' })).toMatchObject({
    port: 0,
    dataDirectory: 'b',
    language: 'en',
  });
});

test.each([
  ['en_US.UTF-8', 'en'],
  ['ru_RU.UTF-8', 'ru'],
  ['C', 'ru'],
])('on a machine that speaks %s messages are in %s', (LANG, language) => {
  expect(parseConfig({ LANG }, {}).language).toBe(language);
});

test.each([
  [{}, null, null],
  [{ host: '127.0.0.1' }, null, null],
  [{ host: '192.168.1.5' }, '192.168.1.5', 'http://192.168.1.5:8321'],
  [{ host: '0.0.0.0', 'public-url': 'https://Conveyor.example.ru/' }, '0.0.0.0', 'https://conveyor.example.ru'],
  [{ 'public-url': 'http://office:8080' }, null, 'http://office:8080'],
])('others reach the product started with %j', (given, host, publicUrl) => {
  expect(parseConfig({}, given)).toMatchObject({ host, publicUrl });
});

describe('a wrong value', () => {
  test('an address for everybody needs the name they know it by', () => {
    expect(problemOf(() => parseConfig({}, { host: '0.0.0.0' })).where).toEqual({ option: '--public-url' });
  });

  test.each([
    ['CONVEYOR_HOST', 'a b'],
    ['CONVEYOR_PUBLIC_URL', 'office'],
    ['CONVEYOR_PUBLIC_URL', 'https://office/path'],
    ['CONVEYOR_PUBLIC_URL', 'https://name:pw@office'],
    ['CONVEYOR_PORT', 'eight'],
    ['CONVEYOR_PORT', '65536'],
    ['CONVEYOR_PORT', '-1'],
    ['CONVEYOR_PORT', '80.5'],
    ['CONVEYOR_LOG', 'loud'],
    ['CONVEYOR_LANG', 'de'],
    ['DATABASE_URL', 'mysql://a/b'],
    ['CLICKHOUSE_URL', 'localhost:8123'],
  ])('%s=%s is refused by name, in both languages', (name, value) => {
    const body = problemOf(() => parseConfig({ [name]: value }, {}));
    expect(body).toMatchObject({ code: 'bad_configuration', kind: 'usage', where: { option: name } });
    expect(body.text.ru).toContain(name);
    expect(body.text.en).toContain('expected');
  });

  test('of an address is not repeated: it may hold a password', () => {
    const body = problemOf(() => parseConfig({ DATABASE_URL: 'mysql://me:secret@host/db' }, {}));
    expect(JSON.stringify(body)).not.toContain('secret');
  });

  test('on the command line names the option', () => {
    expect(problemOf(() => parseConfig({}, { port: '' })).where).toEqual({ option: '--port' });
    const key = problemOf(() => parseConfig({ CONVEYOR_SECRET_KEY: 'hunter2' }, {}));
    expect(key.text.en).toContain('64 hexadecimal digits');
    expect(JSON.stringify(key)).not.toContain('hunter2');
  });
});
