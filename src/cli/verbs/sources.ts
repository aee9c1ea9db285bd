import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import { Problem, type Sentence } from '../../model/problem.ts';
import {
  type ListedSource,
  SourceDraft,
  SourceName,
  type SourceRun,
  type SourceSchedule,
} from '../../model/sources.ts';
import { parsed } from '../arguments.ts';
import { printTable } from '../table.ts';
import { type Asked, addVerb, optionsOf, type Run, type SharedOptions, type Told } from '../verb.ts';
import { type Language, numberText } from '../words.ts';
import { ensureWorkspace } from '../workspace.ts';
import { addImportOptions, answersOf, choicesOf, type ImportOptions } from './import-options.ts';
import { reportsText } from './import-report.ts';

type AddOptions = ImportOptions & {
  folder?: string;
  files?: string;
  url?: string;
  maxMegabytes?: string;
  s3?: string;
  accessKey?: string;
  postgresql?: string;
  mysql?: string;
  clickhouse?: string;
  secure?: boolean;
  user?: string;
  query?: string;
  every?: string;
  secret?: Record<string, string>;
};

const states: Record<ListedSource['state'], Sentence> = {
  new: { ru: 'ещё не читался', en: 'not read yet' },
  running: { ru: 'читается', en: 'being read' },
  well: { ru: 'в порядке', en: 'well' },
  retrying: { ru: 'не отвечает, повторю', en: 'fails, will retry' },
  refused: { ru: 'данные не подошли', en: 'data not taken' },
  stopped: { ru: 'остановлен', en: 'stopped' },
  paused: { ru: 'на паузе', en: 'paused' },
};
const runStates: Record<SourceRun['state'], Sentence> = {
  running: { ru: 'идёт', en: 'running' },
  done: { ru: 'загружено', en: 'done' },
  nothing_new: { ru: 'нового нет', en: 'nothing new' },
  failed: { ru: 'не удалось', en: 'failed' },
  cancelled: { ru: 'прервано', en: 'cancelled' },
};

const usage = (code: string, ru: string, en: string, where: Problem['body']['where'] = {}): Problem =>
  new Problem({ code, kind: 'usage', text: { ru, en }, where });

const minute = (at: string | null): string => (at === null ? '' : at.slice(0, 16).replace('T', ' '));

const sourcesText = (sources: readonly ListedSource[], language: Language): string => {
  const ru = language === 'ru';
  if (sources.length === 0)
    return ru ? 'Источников нет: conveyor sources add NAME …' : 'No sources: conveyor sources add NAME …';
  const titles = ru
    ? ['Имя', 'Откуда', 'Состояние', 'Читался (UTC)', 'Новых', 'Изменено', 'В карантине', 'Следующий раз (UTC)']
    : ['Name', 'From', 'State', 'Read (UTC)', 'Added', 'Changed', 'Quarantined', 'Next (UTC)'];
  const table = printTable(
    titles.map((title, at) => ({ title, align: at > 3 && at < 7 ? ('right' as const) : ('left' as const) })),
    sources.map(({ name, location, state, lastRun, nextRunAt }) => [
      name,
      location.kind,
      states[state][language],
      minute(lastRun?.startedAt ?? null),
      ...(['added', 'changed', 'quarantined'] as const).map((of) => (lastRun ? numberText(lastRun[of], language) : '')),
      minute(nextRunAt),
    ]),
  );
  const troubles = sources.flatMap(({ name, problem }) => (problem ? [`${name}: ${problem.text[language]}`] : []));
  return [table, ...troubles].join('\n');
};

const runsText = (runs: readonly SourceRun[], language: Language): string => {
  const ru = language === 'ru';
  if (runs.length === 0) return ru ? 'Ещё не читался.' : 'Not read yet.';
  const titles = ru
    ? ['Когда (UTC)', 'Итог', 'Файлов', 'Новых', 'Изменено', 'Без изменений', 'В карантине', 'Что не так']
    : ['When (UTC)', 'Result', 'Files', 'Added', 'Changed', 'Unchanged', 'Quarantined', 'What is wrong'];
  return printTable(
    titles.map((title, at) => ({ title, align: at > 1 && at < 7 ? ('right' as const) : ('left' as const) })),
    runs.map((one) => [
      minute(one.startedAt),
      runStates[one.state][language],
      ...(['files', 'added', 'changed', 'unchanged', 'quarantined'] as const).map((of) =>
        numberText(one[of], language),
      ),
      one.problem?.text[language] ?? '',
    ]),
  );
};

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** `15m`, `2h`, `09:00`, `mon 09:00` or five cron fields. */
const scheduleOf = (written: string): SourceSchedule => {
  const text = written.trim().toLowerCase();
  const [, count = '', unit] = /^(\d{1,4})\s*(m|h|мин|ч)\w*$/u.exec(text) ?? [];
  if (unit)
    return unit === 'm' || unit === 'мин'
      ? { every: 'minutes', minutes: Number(count) }
      : { every: 'hours', hours: Number(count) };
  const [, day = '', at = ''] = /^(?:([a-z]{3})\w*\s+)?(\d{1,2}:\d{2})$/.exec(text) ?? [];
  const time = at.padStart(5, '0');
  if (at && !day) return { every: 'day', at: time };
  if (at && weekdays.includes(day)) return { every: 'week', weekday: weekdays.indexOf(day) + 1, at: time };
  if (text.split(/\s+/).length === 5) return { every: 'cron', pattern: text };
  throw usage(
    'bad_schedule',
    `Расписание «${written}» непонятно: 15m, 2h, 09:00, "mon 09:00" или пять полей cron.`,
    `The schedule “${written}” is not understood: 15m, 2h, 09:00, "mon 09:00" or five cron fields.`,
    { option: '--every' },
  );
};

/** `host[:port]/database`. */
const serverOf = (option: string, written: string): { host: string; port?: number; database?: string } => {
  const [, host = '', port, database] = /^(\[[^\]]+\]|[^:/@\s]+)(?::(\d+))?(?:\/(.+))?$/.exec(written) ?? [];
  if (host === '')
    throw usage(
      'bad_server',
      `--${option} пишется так: host:port/database. Имя — в --user, пароль — в --secret password=@файл.`,
      `--${option} is written host:port/database. The name goes to --user, the password to --secret password=@file.`,
      { option: `--${option}` },
    );
  return { host, ...(port ? { port: Number(port) } : {}), ...(database ? { database } : {}) };
};

const locationOf = (options: AddOptions): unknown => {
  const { folder, url, s3, user, query } = options;
  const bound = options.maxMegabytes === undefined ? {} : { maxMegabytes: Number(options.maxMegabytes) };
  if (folder !== undefined)
    return { kind: 'folder', path: resolve(folder), ...(options.files ? { files: options.files } : {}) };
  if (url !== undefined) return { kind: 'http', url, ...bound };
  if (s3 !== undefined) return { kind: 's3', url: s3, accessKeyId: options.accessKey ?? '', ...bound };
  for (const kind of ['postgresql', 'mysql', 'clickhouse'] as const) {
    const written = options[kind];
    if (written === undefined) continue;
    const login = { ...(user ? { user } : {}), ...(query ? { query } : {}) };
    return {
      kind,
      ...serverOf(kind, written),
      ...login,
      ...(kind === 'clickhouse' ? { secure: options.secure ?? false } : {}),
    };
  }
  throw usage(
    'no_place',
    'Скажите, откуда читать: --folder, --url, --s3, --postgresql, --mysql или --clickhouse.',
    'Say where to read from: --folder, --url, --s3, --postgresql, --mysql or --clickhouse.',
  );
};

const wholeStream = async (stream: NodeJS.ReadableStream): Promise<string> => {
  let text = '';
  for await (const piece of stream) text += piece;
  return text;
};

/** Secrets as they are, or from a file (`@path`, `@-` is standard input), so that they need not stand on the command line. */
const secretsOf = async (
  written: Record<string, string>,
  stdin: NodeJS.ReadableStream,
): Promise<Record<string, string>> => {
  const secrets: Record<string, string> = {};
  for (const [name, value] of Object.entries(written)) {
    if (!value.startsWith('@')) secrets[name] = value;
    else {
      const text = value === '@-' ? await wholeStream(stdin) : await readFile(value.slice(1), 'utf8').catch(() => null);
      if (text === null)
        throw usage(
          'no_secret_file',
          `Файл ${value.slice(1)} не читается.`,
          `The file ${value.slice(1)} can’t be read.`,
          {
            option: '--secret',
          },
        );
      secrets[name] = text.replace(/\r?\n$/, '');
    }
  }
  return secrets;
};

const NameOption = z.object({ name: SourceName });

const draftOf = async (asked: Asked, options: AddOptions): Promise<SourceDraft> => {
  const tables = await choicesOf(options);
  const as =
    options.as === undefined || tables.length > 0 ? tables : [{ part: '', skip: false, answers: {}, as: options.as }];
  return parsed(SourceDraft, {
    location: locationOf(options),
    secrets: await secretsOf(options.secret ?? {}, asked.stdin),
    factsSource: options.source ?? '',
    schedule: options.every === undefined ? null : scheduleOf(options.every),
    tables: as,
    answers: answersOf(options),
  });
};

const tried = async (asked: Asked, name: string, draft: SourceDraft): Promise<Told> => {
  const { connection, workspace, finished, language } = asked;
  const job = await finished(await connection.operations.sources.test({ workspace, name, ...draft }));
  const files = job.result?.files ?? [];
  return {
    json: { files },
    text: () => reportsText(files, language),
    code: files.some(({ problem }) => problem) ? 1 : 0,
  };
};

const one = (source: ListedSource, language: Language): Told => ({
  json: { source },
  text: () => sourcesText([source], language),
});

/** Names of the secrets a source keeps from before, none having been given now. */
const keptSecrets = ({ location, secrets }: SourceDraft, saved: ListedSource): string[] => {
  const url = location.kind === 'http' ? new URL(location.url) : null;
  const inAddress = [...(url?.username ? ['login'] : []), ...(url?.search ? ['query'] : [])];
  return saved.secrets.filter((name) => !(name in secrets) && !inAddress.includes(name));
};

/** What is kept without being said again is said, with how to forget it. */
const keptNote = (name: string, kept: readonly string[], language: Language): string[] => {
  if (kept.length === 0) return [];
  const forget = kept.map((secret) => `--secret ${secret}=`).join(' ');
  return language === 'ru'
    ? [`${name}: остались прежние секреты (${kept.join(', ')}). Забыть их: тот же вызов с ${forget}`]
    : [`${name}: keeps its secrets from before (${kept.join(', ')}). To forget them, the same call with ${forget}`];
};

const found = async ({ connection, workspace }: Asked, name: string): Promise<ListedSource> => {
  const source = (await connection.operations.sources.list({ workspace })).find((each) => each.name === name);
  if (source) return source;
  throw new Problem({
    code: 'unknown_source',
    kind: 'missing',
    text: { ru: `Источника «${name}» нет.`, en: `There is no source “${name}”.` },
    where: { source: name },
  });
};

const secretPair = (text: string, before: Record<string, string> = {}): Record<string, string> => {
  const at = text.indexOf('=');
  if (at < 1)
    throw usage('bad_secret', 'Секрет пишется так: --secret ИМЯ=@файл.', 'A secret is written --secret NAME=@file.', {
      option: '--secret',
    });
  return { ...before, [text.slice(0, at)]: text.slice(at + 1) };
};

const addAdd = (sources: Command, run: Run, language: Language): void => {
  const say = (ru: string, en: string) => (language === 'ru' ? ru : en);
  const add = addVerb(
    sources,
    'add <name>',
    { ru: 'сохранить источник (или изменить)', en: 'save a source (or change it)' },
    language,
  )
    .option('--folder <path>', say('папка на этой машине', 'a folder of this machine'))
    .option('--files <pattern>', say('какие файлы папки: *.csv', 'which files of the folder: *.csv'))
    .option('--url <url>', say('адрес файла, http(s)', 'a file’s address, http(s)'))
    .option('--max-megabytes <n>', say('предел размера, 2048', 'bound of the size, 2048'))
    .option('--s3 <url>', say('адрес в S3; * — несколько файлов', 'an address in S3; * is several files'))
    .option(
      '--access-key <id>',
      say('ключ доступа S3 (secretAccessKey — в --secret)', 'S3 access key (secretAccessKey goes to --secret)'),
    )
    .option('--postgresql <server>', 'host:port/database')
    .option('--mysql <server>', 'host:port/database')
    .option('--clickhouse <server>', 'host:port/database')
    .option('--secure', say('ClickHouse по HTTPS', 'ClickHouse over HTTPS'))
    .option('--user <name>', say('имя в базе', 'the login of the database'))
    .option('--query <sql>', say('один SELECT', 'one SELECT'))
    .option(
      '--secret <name=value>',
      say('пароль, заголовок (header.Имя): лучше =@файл', 'a password, a header (header.Name): better =@file'),
      secretPair,
    )
    .option(
      '--every <time>',
      say(
        '15m, 2h, 09:00, "mon 09:00", cron; без него — только вручную',
        '15m, 2h, 09:00, "mon 09:00", cron; without it only by hand',
      ),
    );
  addImportOptions(add, language).action(async (name: string, _own: AddOptions, command: Command) => {
    const options = optionsOf(command) as AddOptions;
    await run(options, async (asked) => {
      const { name: checked } = parsed(NameOption, { name });
      await ensureWorkspace(asked);
      const draft = await draftOf(asked, options);
      if (options.dryRun) return tried(asked, checked, draft);
      const { connection, workspace, language: spoken } = asked;
      const saved = await connection.operations.sources.save({ workspace, name: checked, ...draft });
      const { json, text } = one(saved, spoken);
      const note = keptNote(checked, keptSecrets(draft, saved), spoken);
      return { json, text: () => [text(), ...note].join('\n') };
    });
  });
};

/** `sources`: what is read again and again, by itself or on demand. */
export const addSources = (program: Command, run: Run, language: Language): void => {
  const sources = addVerb(
    program,
    'sources',
    {
      ru: 'источники, которые читаются снова: add, run, test, pause, resume, remove, runs, state',
      en: 'sources that are read again: add, run, test, pause, resume, remove, runs, state',
    },
    language,
  ).action(async (options: SharedOptions) =>
    run(options, async ({ connection, workspace, language: spoken }) => {
      const all = await connection.operations.sources.list({ workspace });
      return { json: { sources: all }, text: () => sourcesText(all, spoken) };
    }),
  );
  addAdd(sources, run, language);
  const addOne = (
    words: string,
    describe: Sentence,
    work: (asked: Asked, name: string, options: SharedOptions & Record<string, unknown>) => Promise<Told>,
  ): Command =>
    addVerb(sources, words, describe, language).action(async (name: string, _own: SharedOptions, command: Command) => {
      const options = optionsOf(command);
      await run(options, (asked) => work(asked, parsed(NameOption, { name }).name, options));
    });
  const pausing = (isPaused: boolean) => async (asked: Asked, name: string) =>
    one(
      await asked.connection.operations.sources.pause({ workspace: asked.workspace, name, isPaused }),
      asked.language,
    );

  addOne(
    'test <name>',
    {
      ru: 'проверить связь и прочитать начало, ничего не записывая',
      en: 'reach it and read the beginning, writing nothing',
    },
    async (asked, name) => {
      const { location, factsSource, schedule, tables, answers } = await found(asked, name);
      return tried(asked, name, { location, factsSource, schedule, tables, answers, secrets: {} });
    },
  );
  addOne('run <name>', { ru: 'прочитать сейчас', en: 'read it now' }, async (asked, name, options) => {
    const { connection, workspace, finished, language: spoken } = asked;
    const started = await connection.operations.sources.run({ workspace, name, afresh: options.afresh === true });
    const files = (await finished(started)).result?.files ?? [];
    const source = await found(asked, name);
    return {
      json: { source, files },
      text: () => [sourcesText([source], spoken), ...(files.length > 0 ? [reportsText(files, spoken)] : [])].join('\n'),
      code: files.some(({ problem }) => problem) ? 1 : 0,
    };
  }).option('--afresh', language === 'ru' ? 'всё заново, и прочитанное прежде' : 'all of it, what was read before too');
  addOne('pause <name>', { ru: 'не читать по расписанию', en: 'do not read it on schedule' }, pausing(true));
  addOne('resume <name>', { ru: 'снова читать по расписанию', en: 'read it on schedule again' }, pausing(false));
  addOne(
    'remove <name>',
    { ru: 'удалить источник; загруженное останется', en: 'remove a source; what it brought stays' },
    async ({ connection, workspace, language: spoken }, name) => {
      const removed = await connection.operations.sources.remove({ workspace, name });
      const text = {
        ru: `Источник «${name}» удалён, его данные остались.`,
        en: `The source “${name}” is removed; its data stays.`,
      };
      return { json: { removed }, text: () => text[spoken] };
    },
  );
  addOne(
    'runs <name>',
    { ru: 'когда читался и что принёс', en: 'when it was read and what it brought' },
    async ({ connection, workspace, language: spoken }, name) => {
      const runs = await connection.operations.sources.runs({ workspace, name });
      return { json: { runs }, text: () => runsText(runs, spoken) };
    },
  );
  addOne(
    'state <name>',
    { ru: 'состояние Singer для tap --state', en: 'the Singer state, for tap --state' },
    async ({ connection, workspace }, name) => {
      const { value } = await connection.operations.sources.bookmark({ workspace, name });
      return { json: { state: value }, text: () => JSON.stringify(value ?? {}) };
    },
  );
};
