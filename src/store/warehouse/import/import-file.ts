import type { FileReport, KindCounts } from '../../../model/api.ts';
import { FactKind } from '../../../model/facts.ts';
import { Problem, type Sentence } from '../../../model/problem.ts';
import type { ImportJournal } from '../../import-journal.ts';
import type { Warehouse } from '../warehouse.ts';
import { findDateOrder, replayDeferred } from './deferred.ts';
import { dropImport } from './drop-import.ts';
import { isKnownColumn, recognise } from './layout.ts';
import { nameNameless } from './nameless.ts';
import { fileProblems } from './problems.ts';
import type { DateOrder } from './reading.ts';
import { dropStaging, emptyLane, fillBatch, type Lane, openStaging, type StagingTables } from './staging.ts';
import { type KindStatements, statementsFor } from './statement.ts';
import type { Batch } from './tables/batch.ts';
import { openTables } from './tables/table.ts';
import { countsOf, findChanges, settle, type Touched } from './winners.ts';

/** What an import is doing and how far it is. */
export type ImportProgress = { step: Sentence; rows: number; bytes: number; totalBytes: number };

export type ImportInput = {
  warehouse: Warehouse;
  journal: ImportJournal;
  workspace: string;
  /** Where dates without an offset are. */
  timeZone: string;
  /** Of amounts without one. */
  currency: string;
  /** Ids are unique within a source. */
  source: string;
  path: string;
  fileName: string;
  as?: string;
  dryRun?: boolean;
  progress?: (progress: ImportProgress) => void;
  signal?: AbortSignal;
};

const steps = {
  reading: { ru: 'Читаю файл', en: 'Reading the file' },
  counting: { ru: 'Сравниваю с тем, что есть', en: 'Comparing with what is there' },
  writing: { ru: 'Записываю', en: 'Writing' },
} satisfies Record<string, Sentence>;

/** A dry run compares as the latest import of all would. */
const dryImportId = 2 ** 32 - 1;

type Opened = ReturnType<typeof recognise> & {
  header: readonly string[];
  batches: AsyncIterator<Batch>;
  first: Batch;
  totalBytes: number;
};

const checkTimeZone = (timeZone: string): void => {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
  } catch {
    throw fileProblems.timeZone(timeZone);
  }
};

const kindOf = (as: string | undefined): FactKind | undefined => {
  if (as === undefined) return undefined;
  const parsed = FactKind.safeParse(as);
  if (!parsed.success) throw fileProblems.unknownKind(as);
  return parsed.data;
};

const openFile = async (input: ImportInput): Promise<Opened> => {
  checkTimeZone(input.timeZone);
  const kind = kindOf(input.as);
  const isHeader = (cells: string[]) => cells.filter(isKnownColumn).length;
  const tables = await openTables(input.path, input.fileName, {
    ...(input.signal ? { signal: input.signal } : {}),
    isHeader,
  });
  const [table] = tables;
  if (!table) throw fileProblems.noRows(input.fileName);
  const { header, totalBytes } = table.look;
  const recognised = recognise(header, input.fileName, kind);
  const opened = await table.open(input.signal ? { signal: input.signal } : {});
  const batches = opened[Symbol.asyncIterator]();
  const first = await batches.next();
  if (first.done) throw fileProblems.noRows(input.fileName);
  return { ...recognised, header, batches, first: first.value, totalBytes };
};

type Run = { input: ImportInput; opened: Opened; importId: number; tables: StagingTables; statements: KindStatements };

type Taken = { refused: number; nameless: number; deferred: number };

/** Checks the rows that stand in a lane: the refused go to quarantine, the rest to their versions. */
const takeLane = async (run: Run, lane: Lane, dateOrder: DateOrder): Promise<Taken> => {
  const { input, opened, importId, tables, statements } = run;
  const { warehouse } = input;
  const parameters = {
    ...statements.parameters,
    workspace: input.workspace,
    import_id: importId,
    kind: opened.binding.kind,
    file: input.fileName,
    source: input.source,
    time_zone: input.timeZone,
    currency: input.currency,
    date_order: dateOrder,
  };
  const names = { ...lane, deferred: tables.deferred, quarantine: tables.quarantine };
  await warehouse.command(statements.check(names), { parameters });
  const [found] = await warehouse.rows<{ refused: number; nameless: number }>(
    `SELECT countIf(verdict > 0) AS refused, countIf(verdict = 0 AND id = '') AS nameless FROM ${lane.checked}`,
  );
  const { refused = 0, nameless = 0 } = found ?? {};
  const good = `SELECT * EXCEPT verdict FROM ${lane.checked} WHERE verdict = 0`;
  if (refused > 0) await warehouse.command(statements.refuse(names), { parameters });
  if (nameless > 0) await warehouse.command(`INSERT INTO ${tables.nameless} ${good} AND id = ''`);
  await warehouse.command(`INSERT INTO ${tables.versions} ${good}${nameless > 0 ? " AND id != ''" : ''}`);
  await emptyLane(warehouse, lane);
  return { refused, nameless, deferred: 0 };
};

const setDatesAside = async ({ input: { warehouse }, tables, statements }: Run, lane: Lane): Promise<number> => {
  if (!statements.slashed) return 0;
  const [found] = await warehouse.rows<{ rows: number }>(
    `SELECT count() AS rows FROM ${lane.batch} WHERE ${statements.slashed}`,
  );
  if (!found || found.rows === 0) return 0;
  await warehouse.command(`INSERT INTO ${tables.deferred} SELECT * FROM ${lane.batch} WHERE ${statements.slashed}`);
  await warehouse.command(`ALTER TABLE ${lane.batch} DELETE WHERE ${statements.slashed}`, {
    settings: { mutations_sync: 2 },
  });
  return found.rows;
};

const takeBatch = async (run: Run, lane: Lane, batch: Batch): Promise<Taken> => {
  await fillBatch(run.input.warehouse, lane, batch);
  const deferred = await setDatesAside(run, lane);
  return { ...(await takeLane(run, lane, '')), deferred };
};

type Read = { rows: number; refused: number };

/** Reads the whole file into versions and quarantine, a batch in each lane at once. */
const readAll = async (run: Run): Promise<Read> => {
  const { input, opened, tables } = run;
  const { warehouse, signal } = input;
  const sum = { rows: 0, refused: 0, nameless: 0, deferred: 0 };
  const add = (taken: Taken) => {
    sum.refused += taken.refused;
    sum.nameless += taken.nameless;
    sum.deferred += taken.deferred;
  };
  const busy: Promise<void>[] = tables.lanes.map(() => Promise.resolve());
  let batch: Batch | null = opened.first;
  try {
    for (let turn = 0; batch; turn += 1) {
      signal?.throwIfAborted();
      const at = turn % tables.lanes.length;
      const lane = tables.lanes[at];
      if (!lane) break;
      await busy[at];
      busy[at] = takeBatch(run, lane, batch).then(add);
      busy[at].catch(() => undefined);
      sum.rows += batch.rows;
      input.progress?.({ step: steps.reading, rows: sum.rows, bytes: batch.readBytes, totalBytes: opened.totalBytes });
      const following: IteratorResult<Batch> = await opened.batches.next();
      batch = following.done ? null : following.value;
    }
    await Promise.all(busy);
  } finally {
    // Nothing may still be writing when a failed import is cleared away.
    await Promise.allSettled(busy);
  }
  const [lane] = tables.lanes;
  if (sum.deferred > 0 && lane) {
    const order = await findDateOrder(warehouse, tables, run.statements.dateCells);
    await replayDeferred(warehouse, tables, lane, async () => {
      signal?.throwIfAborted();
      add(await takeLane(run, lane, order));
    });
  }
  if (sum.nameless > 0) await nameNameless(warehouse, tables, opened.binding.kind);
  signal?.throwIfAborted();
  return sum;
};

const work = async (input: ImportInput, opened: Opened, importId: number): Promise<KindCounts> => {
  const { warehouse, journal, workspace } = input;
  const { kind } = opened.binding;
  const tables = await openStaging(warehouse, kind, opened.header.length, importId, input.dryRun === true);
  try {
    const run: Run = {
      input,
      opened,
      importId,
      tables,
      statements: statementsFor(opened.binding, opened.header),
    };
    const read = await readAll(run);
    const at = { rows: read.rows, bytes: opened.totalBytes, totalBytes: opened.totalBytes };
    input.progress?.({ step: steps.counting, ...at });
    const standing = (await journal.standing(workspace)).filter((id) => id !== importId);
    const touched: Touched = { workspace, kind, importId, standing: [...standing, importId] };
    const changes = await findChanges(warehouse, touched, tables.versions);
    const counts = countsOf(changes, read.refused);
    if (input.dryRun) return counts;
    input.signal?.throwIfAborted();
    // From here on the import is in: what is cut short now is finished at the next start.
    await journal.publish(importId);
    input.progress?.({ step: steps.writing, ...at });
    await settle(warehouse, touched, changes, await journal.nextRevision(workspace));
    // Before the import is over: `recover` looks only for what an unfinished one left.
    await dropStaging(warehouse, tables).catch(() => undefined);
    await journal.finish(importId, { [kind]: counts });
    return counts;
  } finally {
    await dropStaging(warehouse, tables).catch(() => undefined);
  }
};

const isPublished = async (journal: ImportJournal, workspace: string, importId: number): Promise<boolean> =>
  (await journal.standing(workspace)).includes(importId);

const importOpened = async (input: ImportInput, opened: Opened): Promise<FileReport> => {
  const { journal, warehouse, workspace, source } = input;
  const { kind, unknown } = opened.binding;
  const aside = unknown.length > 0 ? { unknown_columns: [...unknown] } : {};
  const report = { file: input.fileName, layout: opened.layout, ...aside };
  if (input.dryRun) return { ...report, kinds: { [kind]: await work(input, opened, dryImportId) } };
  const entry = { workspace, file: input.fileName, source, layout: opened.layout, bytes: opened.totalBytes };
  const importId = await journal.begin(entry);
  const named = { ...report, import_id: String(importId) };
  try {
    return { ...named, kinds: { [kind]: await work(input, opened, importId) } };
  } catch (error) {
    // Once published, an import is not taken back by a failure: `recover` finishes it.
    if (await isPublished(journal, workspace, importId)) throw error;
    const isCancelled = input.signal?.aborted === true;
    const problem = error instanceof Problem ? error.body : null;
    await dropImport(warehouse, workspace, importId);
    await journal.fail(importId, isCancelled ? 'cancelled' : 'failed', isCancelled ? null : problem);
    if (isCancelled) return { ...named, kinds: {}, problem: fileProblems.cancelled().body };
    if (problem) return { ...named, kinds: {}, problem };
    throw error;
  }
};

/**
 * Takes one file of facts in: reads, checks and versions every row, then makes the winners of the touched keys current.
 *
 * All of it counts or nothing does. A row that can't be taken goes to quarantine and stops no other; `read` = `added` +
 * `changed` + `unchanged` + `quarantined`, where a repeated id within the file is unchanged after its first. A dry run reports the
 * same and leaves nothing. A file refused whole, and a cancelled import, come back as `problem` in the report; what is thrown is a bug
 * or the engine's failure after the import was published, which `recover` finishes.
 */
export const importFile = async (input: ImportInput): Promise<FileReport> => {
  try {
    const opened = await openFile(input);
    try {
      if (input.dryRun) return await importOpened(input, opened);
      return await input.journal.exclusively(input.workspace, () => importOpened(input, opened));
    } finally {
      await opened.batches.return?.();
    }
  } catch (error) {
    const refused = { file: input.fileName, layout: '', kinds: {} };
    if (input.signal?.aborted) return { ...refused, problem: fileProblems.cancelled().body };
    if (error instanceof Problem) return { ...refused, problem: error.body };
    throw error;
  }
};
