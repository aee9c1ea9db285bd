import { once } from 'node:events';
import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { CommanderError } from 'commander';
import { z } from 'zod';
import { type Config, parseConfig } from '../model/config.ts';
import type { Job } from '../model/imports.ts';
import { WorkspaceId } from '../model/operation.ts';
import { exitCodes, Problem, type ProblemBody } from '../model/problem.ts';
import { createLog } from '../server/log.ts';
import { problemOf } from '../server/problems.ts';
import { parsed } from './arguments.ts';
import { type Connection, connect } from './connection.ts';
import { openLater } from './open-later.ts';
import { createProgram, isAnswered, meantCommand, usageText } from './program.ts';
import { createProgress } from './progress.ts';
import { startServer } from './start-server.ts';
import type { Asked, SharedOptions, Told } from './verb.ts';
import type { Language } from './words.ts';

/** All that the command line has from outside. */
export type Surroundings = {
  argv: string[];
  env: Record<string, string | undefined>;
  workingDirectory: string;
  webDirectory: string;
  version: string;
  stdin: NodeJS.ReadableStream;
  stdout: NodeJS.WritableStream;
  stderr: NodeJS.WritableStream & { isTTY?: boolean };
  clock: () => Date;
};

const pollMs = 150;
const workspaceOption = z.object({ workspace: WorkspaceId });

const isBytes = (value: unknown): value is AsyncIterable<Uint8Array> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value;

/** Writes in order and no faster than the reader takes it. */
const writeAll = async (stream: NodeJS.WritableStream, content: string | AsyncIterable<Uint8Array>): Promise<void> => {
  const pieces = typeof content === 'string' ? [content] : content;
  for await (const piece of pieces) if (!stream.write(piece)) await once(stream, 'drain');
};

/** Waits for a job and tells how far it is; Ctrl+C asks it to stop and waits until it has. */
const jobWatcher =
  (connection: Connection, { stderr, clock }: Surroundings, language: Language) =>
  async (begun: Job): Promise<Job> => {
    const { jobs } = connection.operations;
    const progress = createProgress(
      { write: (text) => stderr.write(text), isTerminal: stderr.isTTY === true },
      language,
      () => clock().getTime(),
    );
    const cancel = () => void jobs.cancel({ id: begun.id }).catch(() => {});
    process.on('SIGINT', cancel);
    process.on('SIGTERM', cancel);
    let job = begun;
    try {
      while (job.state === 'running') {
        await wait(pollMs);
        job = await jobs.get({ id: begun.id });
        progress.tell(job);
      }
    } finally {
      progress.end();
      process.off('SIGINT', cancel);
      process.off('SIGTERM', cancel);
    }
    if (job.problem) throw new Problem(job.problem);
    if (job.state === 'done') return job;
    throw stopped(job);
  };

/** Waits for an answer and tells how far the job behind it is; Ctrl+C takes the question back, and with it the work nobody else waits for. */
const answerWatcher =
  (connection: Connection, { stderr, clock }: Surroundings, language: Language, workspace: string): Asked['watched'] =>
  async (kind, ask) => {
    const progress = createProgress(
      { write: (text) => stderr.write(text), isTerminal: stderr.isTTY === true },
      language,
      () => clock().getTime(),
    );
    const asking = new AbortController();
    const stop = () => asking.abort(stoppedAnswer());
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
    let isOver = false;
    const answer = ask(asking.signal).finally(() => {
      isOver = true;
    });
    const ended = answer.then(
      () => {},
      () => {},
    );
    try {
      while (!isOver) {
        await Promise.race([ended, wait(pollMs)]);
        asking.signal.throwIfAborted();
        const jobs = isOver ? [] : await connection.operations.jobs.list();
        const job = jobs.find((one) => one.kind === kind && one.state === 'running' && one.workspace === workspace);
        if (job && !isOver) progress.tell(job);
      }
      return await answer;
    } catch (error) {
      throw asking.signal.aborted ? asking.signal.reason : error;
    } finally {
      progress.end();
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
    }
  };

const stoppedAnswer = (): Problem =>
  new Problem({
    code: 'cancelled',
    kind: 'input',
    text: { ru: 'Остановлено; чисел нет.', en: 'Stopped; there are no numbers.' },
  });

/** What came of work that was stopped: files brought in before that stay. */
const stopped = ({ result }: Job): Problem => {
  const kept = (result?.files ?? []).filter(({ problem }) => problem === undefined).map(({ file }) => file);
  const names = kept.join(', ');
  const text =
    kept.length === 0
      ? { ru: 'Остановлено; ничего не изменилось.', en: 'Stopped; nothing was changed.' }
      : { ru: `Остановлено. До этого загружены: ${names}.`, en: `Stopped. Brought in before that: ${names}.` };
  return new Problem({ code: 'cancelled', kind: 'input', text, ...(names ? { where: { files: names } } : {}) });
};

/** The language set for a workspace; null where none is set, or there is no such workspace. */
const languageOf = async ({ operations }: Connection, workspace: string): Promise<Language | null> =>
  (await operations.workspaces.list()).find(({ id }) => id === workspace)?.language ?? null;

/** Runs one line of the command line and resolves with the exit code the public contract promises. */
export const runCommand = async (given: Surroundings): Promise<number> => {
  const { argv, env, stdout, stderr, clock } = given;
  const wantsJson = argv.includes('--json');
  const asked = argv
    .flatMap((word, at) => (word === '--lang' ? [argv[at + 1]] : word.startsWith('--lang=') ? [word.slice(7)] : []))
    .at(-1);
  let language: Language = asked === 'en' || asked === 'ru' ? asked : 'ru';
  const isLanguageSaid = asked !== undefined || Boolean(env.CONVEYOR_LANG);
  let exitCode = 0;

  const refuse = async (body: ProblemBody, usage = ''): Promise<void> => {
    exitCode = exitCodes[body.kind];
    if (wantsJson) await writeAll(stdout, `${JSON.stringify({ problem: body })}\n`);
    stderr.write(`${body.text[language]}\n${usage}`);
  };
  const configOf = (options: SharedOptions & { port?: string; host?: string; publicUrl?: string }): Config =>
    parseConfig(env, {
      ...(options.port === undefined ? {} : { port: options.port }),
      ...(options.host === undefined ? {} : { host: options.host }),
      ...(options.publicUrl === undefined ? {} : { 'public-url': options.publicUrl }),
      ...(options.data === undefined ? {} : { data: options.data }),
      ...(options.lang === undefined ? {} : { lang: options.lang }),
    });
  const logOf = (config: Config) => createLog(config.logLevel, clock, (line) => stderr.write(line));

  const run = async (options: SharedOptions, work: (asked: Asked) => Promise<Told>): Promise<void> => {
    const config = configOf(options);
    const { workspace } = parsed(workspaceOption, { workspace: options.workspace ?? 'main' });
    const directory = resolve(given.workingDirectory, config.dataDirectory);
    // A command's reader wants the answer, not the story of every store that opened.
    const log = logOf(config.logLevel === 'info' ? { ...config, logLevel: 'warn' } : config);
    const connection = await connect(directory, openLater({ config, directory, clock, log }));
    try {
      if (!isLanguageSaid) language = (await languageOf(connection, workspace)) ?? language;
      const { stdin } = given;
      const finished = jobWatcher(connection, given, language);
      const watched = answerWatcher(connection, given, language, workspace);
      const told = await work({ connection, workspace, language, directory, stdin, stdout, stderr, finished, watched });
      const answer = options.json ? told.json : told.text();
      if (isBytes(answer)) await writeAll(stdout, answer);
      else await writeAll(stdout, `${options.json ? JSON.stringify(answer) : answer}\n`);
      exitCode = told.code ?? 0;
    } finally {
      await connection.close();
    }
  };

  try {
    language = parseConfig(env, asked === undefined ? {} : { lang: asked }).language;
    const program = createProgram({
      version: given.version,
      language,
      run,
      start: async (options) => {
        const config = configOf(options);
        await startServer({ ...given, config, log: logOf(config), withDemo: options.demo ?? false, asJson: wantsJson });
      },
      out: (text) => stdout.write(text),
      error: (text) => stderr.write(text),
    });
    try {
      if (argv.length === 0) program.help({ error: true });
      await program.parseAsync(argv, { from: 'user' });
    } catch (error) {
      if (!(error instanceof CommanderError)) {
        if (!(error instanceof Problem) || error.body.kind !== 'usage') throw error;
        await refuse(error.body, `\n${meantCommand(program, argv).helpInformation()}`);
        return exitCode;
      }
      if (isAnswered(error)) return 0;
      const text = usageText(error, language);
      const body: ProblemBody = { code: 'wrong_usage', kind: 'usage', text: { ru: text, en: usageText(error, 'en') } };
      await refuse(body, `\n${meantCommand(program, argv).helpInformation()}`);
    }
  } catch (error) {
    await refuse(
      problemOf(
        error,
        createLog('error', clock, (line) => stderr.write(line)),
      ),
    );
  }
  return exitCode;
};
