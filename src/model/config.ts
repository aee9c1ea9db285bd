import { z } from 'zod';
import { Problem, type Sentence } from './problem.ts';

export const logLevels = ['error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof logLevels)[number];

/** How one process runs. Nothing here changes what a number means: that is what a workspace's settings are for. */
export type Config = {
  /** 0 asks the system for a free port. */
  port: number;
  /** An address to listen on beside loopback; null is loopback alone. */
  host: string | null;
  /** Where others reach the product, without a slash at the end; null is nowhere beyond this machine. */
  publicUrl: string | null;
  /** As given; relative to the working directory. */
  dataDirectory: string;
  /** A PostgreSQL server for the registry; null is the embedded one. */
  databaseUrl: string | null;
  /** A ClickHouse server for facts; null is the embedded one. */
  clickhouseUrl: string | null;
  logLevel: LogLevel;
  /** 64 hexadecimal digits that sources' secrets are encrypted with; null is a key file in the data directory. */
  secretKey: string | null;
  /** Language of messages on the command line. */
  language: 'ru' | 'en';
};

/** What was written after the command, as text; what is not there decides nothing. */
export type ConfigArguments = { port?: string; data?: string; lang?: string; host?: string; 'public-url'?: string };

export const defaultPort = 8321;
export const defaultDataDirectory = './conveyor-data';

type Source = { name: string; value: string };

/** The first that is there and not empty: the command line stands above the environment. */
const first = (...sources: (Source | null)[]): Source | null =>
  sources.find((source) => source !== null && source.value !== '') ?? null;

const refuse = (source: Source, expected: Sentence): never => {
  throw new Problem({
    code: 'bad_configuration',
    kind: 'usage',
    text: {
      ru: `${source.name}: «${source.value}» не подходит, ожидается ${expected.ru}.`,
      en: `${source.name}: “${source.value}” does not fit, expected ${expected.en}.`,
    },
    where: { option: source.name },
  });
};

const parsePort = (source: Source | null): number => {
  if (!source) return defaultPort;
  const port = /^\d{1,5}$/.test(source.value) ? Number(source.value) : Number.NaN;
  if (port >= 0 && port <= 65_535) return port;
  return refuse(source, { ru: 'целое число от 0 до 65535', en: 'a whole number from 0 to 65535' });
};

const parseUrl = (source: Source | null, protocols: string[]): string | null => {
  if (!source) return null;
  if (protocols.some((protocol) => source.value.startsWith(`${protocol}//`)) && z.url().safeParse(source.value).success)
    return source.value;
  // An address may hold a password, so it is not repeated in the message.
  const hidden = { name: source.name, value: '…' };
  const shape = protocols.map((protocol) => `${protocol}//…`);
  return refuse(hidden, { ru: `адрес вида ${shape.join(' или ')}`, en: `an address like ${shape.join(' or ')}` });
};

const parseWord = <Word extends string>(source: Source | null, words: readonly Word[], otherwise: Word): Word => {
  if (!source) return otherwise;
  const word = words.find((candidate) => candidate === source.value);
  return word ?? refuse(source, { ru: `одно из: ${words.join(', ')}`, en: `one of: ${words.join(', ')}` });
};

const parseKey = (source: Source | null): string | null => {
  if (!source) return null;
  if (/^[0-9a-f]{64}$/i.test(source.value)) return source.value.toLowerCase();
  return refuse(
    { name: source.name, value: '…' },
    { ru: '64 шестнадцатеричные цифры (openssl rand -hex 32)', en: '64 hexadecimal digits (openssl rand -hex 32)' },
  );
};

/** Whether a host name or address means this machine to itself alone. */
export const isLoopback = (host: string): boolean =>
  /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host.replace(/\.$/, ''));

const parseHost = (source: Source | null): string | null => {
  if (!source) return null;
  const host = source.value.replace(/^\[(.*)\]$/, '$1');
  if (!/^[\w.:-]+$/.test(host))
    return refuse(source, {
      ru: 'адрес этой машины: 0.0.0.0, 192.168.1.5, …',
      en: 'an address of this machine: 0.0.0.0, 192.168.1.5, …',
    });
  return isLoopback(host) ? null : host;
};

/** The address others use; of a server that listens on one address of its own it is that, unless told. */
const parsePublicUrl = (source: Source | null, host: string | null, port: number): string | null => {
  const expected = { ru: 'адрес вида https://conveyor.example.ru', en: 'an address like https://conveyor.example.com' };
  if (source) {
    const [, origin] = /^(https?:\/\/(?:[\p{L}\d.-]+|\[[\da-f:]+\])(?::\d{1,5})?)\/?$/iu.exec(source.value) ?? [];
    return origin?.toLowerCase() ?? refuse(source, expected);
  }
  if (host === null) return null;
  if (port === 0 || host === '0.0.0.0' || host === '::')
    throw new Problem({
      code: 'bad_configuration',
      kind: 'usage',
      text: {
        ru: `С --host ${host} нужен и --public-url: ${expected.ru}, по которому откроют другие.`,
        en: `With --host ${host} goes --public-url too: ${expected.en} that others open it at.`,
      },
      where: { option: '--public-url' },
    });
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`.toLowerCase();
};

/** English where the machine speaks it; else Russian, the language the product is written for first. */
const machineLanguage = (env: Record<string, string | undefined>): 'ru' | 'en' => {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  return locale.toLowerCase().startsWith('en') ? 'en' : 'ru';
};

/**
 * How this process runs, from the environment and the command line; a wrong value is refused with its name.
 *
 * `--port`, `--data`, `--lang` stand above `CONVEYOR_PORT`, `CONVEYOR_DATA`, `CONVEYOR_LANG`. An empty variable counts as
 * not set.
 */
export const parseConfig = (env: Record<string, string | undefined>, given: ConfigArguments): Config => {
  const variable = (name: string): Source | null => (env[name] === undefined ? null : { name, value: env[name] });
  const option = (name: keyof ConfigArguments): Source | null => {
    const value = given[name];
    if (value === undefined) return null;
    const source = { name: `--${name}`, value };
    if (value === '') refuse(source, { ru: 'непустое значение', en: 'a value' });
    return source;
  };
  const port = parsePort(first(option('port'), variable('CONVEYOR_PORT')));
  const host = parseHost(first(option('host'), variable('CONVEYOR_HOST')));
  return {
    port,
    host,
    publicUrl: parsePublicUrl(first(option('public-url'), variable('CONVEYOR_PUBLIC_URL')), host, port),
    dataDirectory: first(option('data'), variable('CONVEYOR_DATA'))?.value ?? defaultDataDirectory,
    databaseUrl: parseUrl(first(variable('DATABASE_URL')), ['postgres:', 'postgresql:']),
    clickhouseUrl: parseUrl(first(variable('CLICKHOUSE_URL')), ['http:', 'https:']),
    secretKey: parseKey(first(variable('CONVEYOR_SECRET_KEY'))),
    logLevel: parseWord(first(variable('CONVEYOR_LOG')), logLevels, 'info'),
    language: parseWord(first(option('lang'), variable('CONVEYOR_LANG')), ['ru', 'en'] as const, machineLanguage(env)),
  };
};
