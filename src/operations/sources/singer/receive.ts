import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Answers } from '../../../layouts/bind.ts';
import { columnsOfMapping, readingOfStream } from '../../../layouts/singer/streams.ts';
import { TableChoice } from '../../../model/importing.ts';
import type { FileReport } from '../../../model/imports.ts';
import { Problem, type ProblemBody } from '../../../model/problem.ts';
import type { Operations } from '../../types.ts';
import { kindTaken, safeName } from '../fetching.ts';
import { flatten, noSchema, numberedLines, readMessage } from './messages.ts';
import { openStreamFile, type StreamFile } from './stream-file.ts';

export type SingerInput = {
  operations: Pick<Operations, 'uploads' | 'imports' | 'finished' | 'sources'>;
  workspace: string;
  source: string;
  bytes: AsyncIterable<Uint8Array | string>;
  /** A directory of this reader's own; it is deleted in the end. */
  scratch: string;
  /** How streams are read where it is not known: by name, with the choices of a file's table. */
  choices: Readonly<Record<string, TableChoice>>;
  /** Only these streams are taken; empty is all. */
  only: readonly string[];
  answers: Answers;
  /** Told each state once all that came before it is in. */
  emit: (state: unknown) => Promise<void>;
  /** Told now and then how many records came. */
  progress?: (records: number) => void;
  /** Records and bytes after which what came is brought in, without waiting for the end. */
  batch?: { records: number; bytes: number };
};

export type SingerReport = {
  files: FileReport[];
  records: number;
  /** Streams that nobody asked for, and how many records of them were left. */
  left: Record<string, number>;
  /** The last state that all before is in of. */
  state: unknown;
};

type Stream = { columns: string[]; choice: TableChoice; canReadBy: 'told' | 'known' | 'canonical' };
type Open = { file: StreamFile; path: string; directory: string };

const usualBatch = { records: 500_000, bytes: 500_000_000 };

const unknownStream = (name: string): Problem =>
  new Problem({
    code: 'singer_unknown_stream',
    kind: 'input',
    text: {
      ru: `Неизвестно, что значит поток «${name}». Опишите его в файле --map, например {"streams": {"${name}": {"as": "order_lines", "columns": {"line_id": "id"}}}}, или возьмите только нужные потоки: --streams a,b. Неподтверждённое не загружено.`,
      en: `It is not known what the stream “${name}” means. Describe it in a --map file, e.g. {"streams": {"${name}": {"as": "order_lines", "columns": {"line_id": "id"}}}}, or take only the streams you need: --streams a,b. Nothing unconfirmed was imported.`,
    },
    where: { stream: name },
  });

/** Takes one batch in: every stream's file, or none of them. */
const bringIn = async (
  { operations, workspace, source, answers }: SingerInput,
  streams: ReadonlyMap<string, Stream>,
  open: ReadonlyMap<string, Open>,
): Promise<FileReport[]> => {
  const files: { upload: string; tables: TableChoice[] }[] = [];
  for (const [name, { file, path }] of open) {
    const stream = streams.get(name);
    if (!stream) continue;
    const columns = [...new Set([...stream.columns, ...file.columns])];
    const known = stream.canReadBy === 'known' ? readingOfStream(name, columns, answers) : null;
    const mapping = known?.mapping ?? stream.choice.mapping;
    await file.finish(mapping ? columnsOfMapping(mapping) : []);
    const { upload } = await operations.uploads.local({ path });
    files.push({ upload, tables: [{ ...stream.choice, ...(mapping ? { mapping } : {}) }] });
  }
  const started = await operations.imports.start({ workspace, uploads: [], files, source, answers, dryRun: false });
  const job = await operations.finished({ id: started.id });
  const reports = job.result?.files ?? [];
  const problem = job.problem ?? reports.find((report) => report.problem !== undefined)?.problem;
  if (problem === undefined) return reports;
  for (const { import_id: id, problem: own } of reports.toReversed())
    if (id !== undefined && own === undefined)
      await operations.finished({ id: (await operations.imports.undo({ workspace, id })).id });
  const at = reports.find((report) => report.problem !== undefined)?.file;
  const text = at === undefined ? problem.text : { ru: `${at}: ${problem.text.ru}`, en: `${at}: ${problem.text.en}` };
  throw new Problem({ ...problem, text });
};

/** A saved source of another kind has its name to itself. */
const refuseOtherKinds = async ({ operations, workspace, source }: SingerInput): Promise<void> => {
  const there = (await operations.sources.list({ workspace })).find(({ name }) => name === source);
  if (there !== undefined && there.location.kind !== 'singer') throw kindTaken(source);
};

const streamOf = (input: SingerInput, name: string, columns: string[]): Stream | null => {
  const told = input.choices[name];
  if (told) return { columns, choice: told, canReadBy: 'told' };
  const reading = readingOfStream(name, columns, input.answers);
  if (!reading) return null;
  const choice = TableChoice.parse(reading.mapping ? {} : { layout: 'canonical' });
  return { columns, choice, canReadBy: reading.mapping ? 'known' : 'canonical' };
};

/**
 * Takes in what a Singer tap writes: records by stream, brought in batch by batch, each batch all or nothing.
 *
 * A state is kept and told only when every record before it is durably in, so that the tap can go on from it. Rows the tap no longer sends
 * stay. A stream nobody knows is refused before anything of its batch is in. Problems: `singer_bad_message`, `singer_unknown_stream`, and
 * those of an import.
 */
export const receiveSinger = async (input: SingerInput): Promise<SingerReport> => {
  const { operations, workspace, source, scratch, only } = input;
  const most = input.batch ?? usualBatch;
  const schemas = new Map<string, string[]>();
  const streams = new Map<string, Stream>();
  const open = new Map<string, Open>();
  const report: SingerReport = { files: [], records: 0, left: {}, state: null };
  const held = { records: 0, bytes: 0 };
  let pending: { value: unknown } | null = null;
  let batches = 0;

  const clear = async (): Promise<void> => {
    for (const { file, directory } of open.values()) {
      await file.discard();
      await rm(directory, { recursive: true, force: true });
    }
    open.clear();
    held.records = 0;
    held.bytes = 0;
  };
  const note = async (imports: string[], problem: ProblemBody | null): Promise<void> => {
    await operations.sources.noteStream({
      workspace,
      name: source,
      ...(pending === null || problem ? {} : { bookmark: pending.value }),
      bytes: held.bytes,
      imports,
      problem,
    });
  };
  const flush = async (): Promise<void> => {
    if (open.size === 0 && pending === null) return;
    const files = open.size === 0 ? [] : await bringIn(input, streams, open);
    report.files.push(...files);
    await note(
      files.flatMap(({ import_id: id }) => id ?? []),
      null,
    );
    if (pending !== null) {
      report.state = pending.value;
      await input.emit(pending.value);
      pending = null;
    }
    await clear();
  };
  const add = async (name: string, record: Record<string, unknown>, line: number, bytes: number): Promise<void> => {
    if (only.length > 0 && !only.includes(name)) {
      report.left[name] = (report.left[name] ?? 0) + 1;
      return;
    }
    const columns = schemas.get(name);
    if (!columns) throw noSchema(line, name);
    const row = flatten(record);
    // Schemas may leave properties out: the first record tells as much as they do.
    const stream = streams.get(name) ?? streamOf(input, name, [...new Set([...columns, ...Object.keys(row)])]);
    if (!stream) throw unknownStream(name);
    streams.set(name, stream);
    if (stream.choice.skip) {
      report.left[name] = (report.left[name] ?? 0) + 1;
      return;
    }
    let at = open.get(name);
    if (!at) {
      const directory = join(scratch, `${batches}-${open.size}`);
      await mkdir(directory, { recursive: true });
      const path = join(directory, `${safeName(name)}.ndjson`);
      at = { file: openStreamFile(path), path, directory };
      open.set(name, at);
    }
    await at.file.add(row);
    held.records += 1;
    held.bytes += bytes;
    report.records += 1;
    if (report.records % 1000 === 0) input.progress?.(report.records);
    if (held.records < most.records && held.bytes < most.bytes) return;
    batches += 1;
    await flush();
  };
  await refuseOtherKinds(input);
  try {
    for await (const { line, text } of numberedLines(input.bytes)) {
      const message = readMessage(text, line);
      if (message === null) continue;
      if (message.type === 'SCHEMA') {
        const columns = [...new Set([...(schemas.get(message.stream) ?? []), ...message.columns])];
        schemas.set(message.stream, columns);
        const stream = streams.get(message.stream);
        if (stream) stream.columns = columns;
      } else if (message.type === 'RECORD') await add(message.stream, message.record, line, text.length);
      else if (message.type === 'STATE') pending = { value: message.value };
    }
    await flush();
    return report;
  } catch (error) {
    if (error instanceof Problem) await note([], error.body).catch(() => undefined);
    throw error;
  } finally {
    await clear().catch(() => undefined);
    await rm(scratch, { recursive: true, force: true });
  }
};
