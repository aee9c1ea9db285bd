import type { FileReport, KindCounts } from '../../../model/api.ts';
import { FactKind } from '../../../model/facts.ts';
import { Problem, type Sentence } from '../../../model/problem.ts';
import type { ImportJournal } from '../../import-journal.ts';
import type { Warehouse } from '../warehouse.ts';
import type { Batch, Table } from './batch.ts';
import { findDateOrder, replayDeferred } from './deferred.ts';
import { dropImport } from './drop-import.ts';
import { openTable } from './format.ts';
import { recognise } from './layout.ts';
import { nameNameless } from './nameless.ts';
import { fileProblems } from './problems.ts';
import type { DateOrder } from './reading.ts';
import { dropStaging, emptyBatch, fillBatch, openStaging, type StagingTables } from './staging.ts';
import { type KindStatements, statementsFor } from './statement.ts';
import { countChanges, settle, type Touched } from './winners.ts';

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
const dryImportId = 2 ** 48;

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
  const opened: { table: Table; totalBytes: number } = await openTable(input.path, input.fileName, input.signal);
  const { header } = opened.table;
  const recognised = recognise(header, input.fileName, kind);
  const batches = opened.table.batches[Symbol.asyncIterator]();
  const first = await batches.next();
  if (first.done) throw fileProblems.noRows(input.fileName);
  return { ...recognised, header, batches, first: first.value, totalBytes: opened.totalBytes };
};

type Run = { input: ImportInput; opened: Opened; importId: number; tables: StagingTables; statements: KindStatements };

/** Checks the rows of the batch that stands in the engine: the refused to quarantine, the rest to their versions. */
const takeBatch = async ({ input, opened, importId, tables, statements }: Run, dateOrder: DateOrder): Promise<void> => {
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
  await warehouse.command(statements.refuse, { parameters });
  await warehouse.command(statements.keep, { parameters });
  if (statements.keepNameless) await warehouse.command(statements.keepNameless, { parameters });
  await emptyBatch(warehouse, tables);
};

const setDatesAside = async ({ input: { warehouse }, tables, statements }: Run): Promise<number> => {
  if (!statements.slashed) return 0;
  const [found] = await warehouse.rows<{ rows: number }>(
    `SELECT count() AS rows FROM ${tables.batch} WHERE ${statements.slashed}`,
  );
  if (!found || found.rows === 0) return 0;
  await warehouse.command(statements.defer);
  await warehouse.command(`ALTER TABLE ${tables.batch} DELETE WHERE ${statements.slashed}`, {
    settings: { mutations_sync: 2 },
  });
  return found.rows;
};

/** Reads the whole file into versions and quarantine. The next batch is cut while the engine works on this one. */
const readAll = async (run: Run): Promise<number> => {
  const { input, opened, tables } = run;
  const { warehouse, signal } = input;
  let batch: Batch | null = opened.first;
  let rows = 0;
  let deferred = 0;
  while (batch) {
    signal?.throwIfAborted();
    const next = opened.batches.next();
    next.catch(() => undefined);
    await fillBatch(warehouse, tables, batch);
    deferred += await setDatesAside(run);
    await takeBatch(run, '');
    rows += batch.rows;
    input.progress?.({ step: steps.reading, rows, bytes: batch.readBytes, totalBytes: opened.totalBytes });
    const following: IteratorResult<Batch> = await next;
    batch = following.done ? null : following.value;
  }
  if (deferred > 0) {
    const order = await findDateOrder(warehouse, tables, run.statements.dateCells);
    await replayDeferred(warehouse, tables, async () => {
      signal?.throwIfAborted();
      await takeBatch(run, order);
    });
  }
  if (run.statements.keepNameless) await nameNameless(warehouse, tables, opened.binding.kind);
  signal?.throwIfAborted();
  return rows;
};

const countAll = async (run: Run, touched: Touched, read: number): Promise<KindCounts> => {
  const { warehouse, workspace } = run.input;
  const { added, changed } = await countChanges(warehouse, touched, run.tables.versions);
  const [found] = await warehouse.rows<{ rows: number }>(
    `SELECT count() AS rows FROM ${run.tables.quarantine} WHERE workspace = {workspace:String} AND import_id = {import_id:UInt64}`,
    { parameters: { workspace, import_id: run.importId } },
  );
  const quarantined = found?.rows ?? 0;
  return { read, added, changed, unchanged: read - quarantined - added - changed, quarantined };
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
      statements: statementsFor(opened.binding, opened.header, tables),
    };
    const read = await readAll(run);
    const at = { rows: read, bytes: opened.totalBytes, totalBytes: opened.totalBytes };
    input.progress?.({ step: steps.counting, ...at });
    const standing = (await journal.standing(workspace)).filter((id) => id !== importId);
    const touched: Touched = { workspace, kind, importId, standing: [...standing, importId] };
    const counts = await countAll(run, touched, read);
    if (input.dryRun) return counts;
    input.signal?.throwIfAborted();
    // From here on the import is in: what is cut short now is finished at the next start.
    await journal.publish(importId);
    input.progress?.({ step: steps.writing, ...at });
    await settle(warehouse, touched, await journal.nextRevision(workspace));
    // A reader that looked in between took a revision whose facts were not all there yet.
    await journal.nextRevision(workspace);
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
  const { kind } = opened.binding;
  const report = { file: input.fileName, layout: opened.layout };
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
