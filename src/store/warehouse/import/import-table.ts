import type { FactKind } from '../../../model/facts.ts';
import type { TableReading } from '../../../model/importing.ts';
import type { FileReport, KindCounts } from '../../../model/imports.ts';
import type { Mapping } from '../../../model/mapping.ts';
import { Problem, type Sentence } from '../../../model/problem.ts';
import { type Checkpoint, type ImportJournal, type ImportPlan, nothingYet, ProgramEnds } from '../../import-journal.ts';
import type { Warehouse } from '../warehouse.ts';
import { alikeOf, noteAlike } from './alike.ts';
import { type Taken, type Taking, type Told, takeBatch, takeLane } from './batch-of-facts.ts';
import { beyond } from './beyond.ts';
import { noteOfContradictions } from './contradictions.ts';
import { findDateOrder, replayDeferred } from './deferred.ts';
import { dropImport } from './drop-import.ts';
import { nameNameless } from './nameless.ts';
import { finalMarks } from './number-evidence.ts';
import { noteOfOtherTable } from './other-table.ts';
import { refuseOverlap } from './overlap.ts';
import { previewOf } from './preview.ts';
import { fileProblems } from './problems.ts';
import { noteOfReread, type Reread } from './read-before.ts';
import { noteComeAgain, noteOfResent, resentStatement } from './resent.ts';
import { cutBackTo, dropStaging, dropStagingOf, openStaging } from './staging.ts';
import { statementsFor } from './statement.ts';
import type { Batch } from './tables/batch.ts';
import type { TableOpener } from './tables/table.ts';
import { tallyOf } from './tally.ts';
import { type Changes, countsOf, findChanges, settle, type Touched } from './winners.ts';

/** What an import is doing and how far it is. */
export type ImportProgress = { step: Sentence; rows: number; bytes: number; totalBytes: number };

/** One table of a file, with all that decides how it becomes facts. */
export type TableImport = {
  warehouse: Warehouse;
  journal: ImportJournal;
  workspace: string;
  /** Where dates without an offset are. */
  timeZone: string;
  /** Of amounts without one. */
  currency: string;
  /** Ids are unique within a source. */
  source: string;
  /** Makes hashes of personal data this installation's own. */
  salt: string;
  path: string;
  fileName: string;
  /** The id among waiting files, '' for a file of this machine. */
  upload: string;
  modifiedAt: number;
  opener: TableOpener;
  reading: TableReading;
  mapping: Mapping;
  dryRun: boolean;
  /** Whether the file will still be there after a crash, to go on with. */
  resumable: boolean;
  progress?: (progress: ImportProgress) => void;
  signal?: AbortSignal;
};

export const steps = {
  reading: { ru: 'Читаю файл', en: 'Reading the file' },
  counting: { ru: 'Сравниваю с тем, что есть', en: 'Comparing with what is there' },
  writing: { ru: 'Записываю', en: 'Writing' },
} satisfies Record<string, Sentence>;

/** Whatever its format packs, a file this small is one batch. */
const smallBytes = 500_000;

/** A dry run compares as the latest import of all would. */
const dryImportId = 2 ** 32 - 1;

type Batches = { first: Batch; rest: AsyncIterator<Batch> };

type Run = {
  input: TableImport;
  taking: Taking;
  /** How far it was when it was cut short. */
  from: Checkpoint;
};

/** Reads the whole table into versions and quarantine, a batch in each lane at once. */
const readAll = async (
  run: Run,
  batches: Batches,
  reached: (checkpoint: Checkpoint) => Promise<void>,
): Promise<Checkpoint> => {
  const { input, taking, from } = run;
  const { lanes } = taking.tables;
  const { signal } = input;
  const { totalBytes } = input.opener.look;
  const tally = tallyOf(from, reached);
  const busy: Promise<void>[] = lanes.map(() => Promise.resolve());
  let turn = 0;
  let rows = from.rows;
  try {
    for await (const batch of beyond(batches.first, batches.rest, from.line)) {
      signal?.throwIfAborted();
      const at = turn % lanes.length;
      const lane = lanes[at];
      if (!lane) break;
      await busy[at];
      const mine = turn;
      busy[at] = takeBatch(taking, lane, batch, from.line).then((taken) => {
        // Where lines are left blank between batches, one whose rows are all in is read once more; it was counted then.
        const isNew = taken.lastLine > from.line;
        return tally.end(mine, { ...taken, rows: isNew ? batch.rows : 0, totals: isNew ? batch.totals : 0 });
      });
      busy[at].catch(() => undefined);
      turn += 1;
      rows += batch.rows;
      input.progress?.({ step: steps.reading, rows, bytes: batch.readBytes, totalBytes });
    }
    await Promise.all(busy);
  } finally {
    // Nothing may still be writing when a failed import is cleared away.
    await Promise.allSettled(busy);
  }
  signal?.throwIfAborted();
  return tally.now;
};

/** Takes the rows that only the whole file could tell how to read. Throws the question where it does not. */
const takeDeferred = async ({ input, taking }: Run, read: Checkpoint): Promise<void> => {
  const { warehouse, tables, statements } = taking;
  const [lane] = tables.lanes;
  const { fileName: file, mapping, opener } = input;
  const marks = finalMarks(statements.numbers, taking.numbers, {
    file,
    told: mapping.decimal,
    format: opener.look.format,
  });
  if (read.deferred === 0 || !lane) return;
  const { order, open } = await findDateOrder(warehouse, tables, taking.statements, taking.source);
  if (order === '' && open !== '') throw fileProblems.ambiguousDates(input.fileName, open);
  const told: Told = { dateOrder: order, marks };
  const add = (taken: Taken) => {
    read.refused += taken.refused;
    read.leftOut += taken.leftOut;
    read.nameless += taken.nameless;
  };
  await replayDeferred(warehouse, tables, lane, async () => {
    input.signal?.throwIfAborted();
    add(await takeLane(taking, lane, told));
  });
};

const kindsOf = (mapping: Mapping): FactKind[] => [...new Set(mapping.outputs.map(({ kind }) => kind))];

type Counted = { kinds: Partial<Record<FactKind, KindCounts>>; notes: Sentence[]; settle: () => Promise<void> };

const refusedByKind = async ({ warehouse, tables, workspace, importId }: Taking): Promise<Map<string, number>> => {
  const rows = await warehouse.rows<{ kind: string; rows: number }>(
    `SELECT toString(kind) AS kind, count() AS rows FROM ${tables.quarantine}
      WHERE workspace = {workspace:String} AND import_id = {import_id:UInt64} GROUP BY kind`,
    { parameters: { workspace, import_id: importId } },
  );
  return new Map(rows.map(({ kind, rows: count }) => [kind, count]));
};

/** Compares what was read with what is there, by kind; `settle` makes it current. */
const compare = async (run: Run): Promise<Counted> => {
  const { taking, input } = run;
  const { warehouse, workspace, importId, tables, mapping } = taking;
  const standing = (await input.journal.standing(workspace)).filter((id) => id !== importId);
  const refused = await refusedByKind(taking);
  const found: { kind: FactKind; touched: Touched; changes: Changes }[] = [];
  const notes: Sentence[] = [];
  for (const kind of kindsOf(mapping)) {
    const touched: Touched = { workspace, kind, importId, standing: [...standing, importId] };
    const at = mapping.outputs.findIndex((output) => output.kind === kind);
    const versions = tables.versions[at] ?? '';
    const changes = await findChanges(warehouse, touched, versions);
    found.push({ kind, touched, changes });
    // What rows say beside what they are about is said once more by each of them.
    if (mapping.outputs[at]?.aside === undefined) {
      const note = await noteOfContradictions(warehouse, touched, versions, changes);
      if (note) notes.push(note);
    }
  }
  const kinds = Object.fromEntries(
    found.map(({ kind, changes }) => [kind, countsOf(changes, refused.get(kind) ?? 0)] as const),
  );
  return {
    kinds,
    notes,
    settle: async () => {
      const revision = await input.journal.nextRevision(workspace);
      await settle(warehouse, found, revision);
    },
  };
};

const rereadOf = ({ input, taking }: Run, report: FileReport): Reread => ({
  warehouse: input.warehouse,
  journal: input.journal,
  workspace: input.workspace,
  importId: taking.importId,
  file: { ...report, bytes: input.opener.look.totalBytes },
  versionsOf: (kind) => taking.tables.versions[input.mapping.outputs.findIndex((output) => output.kind === kind)] ?? '',
});

const openTaking = async (input: TableImport, importId: number, resumes: boolean): Promise<Taking> => {
  const { warehouse, mapping, workspace } = input;
  const { header } = input.opener.look;
  const tables = await openStaging(warehouse, {
    kinds: mapping.outputs.map(({ kind }) => kind),
    columns: header.length,
    importId,
    dryRun: input.dryRun,
    carries: mapping.carried !== undefined,
    isSmall: input.opener.look.totalBytes < smallBytes,
    resumes,
  });
  const resent = input.dryRun ? null : resentStatement(header);
  const { source } = input;
  const sought = { workspace, importId, source, layout: mapping.layout, header, table: tables.alike };
  return {
    warehouse,
    workspace,
    importId,
    fileName: input.fileName,
    source,
    timeZone: input.timeZone,
    currency: input.currency,
    salt: input.salt,
    mapping,
    tables,
    header,
    resent,
    // Of an import that goes on, the rows read before are no longer there to be compared.
    alike: input.dryRun || resumes || resent ? null : await alikeOf(warehouse, input.journal, sought),
    statements: statementsFor(mapping, header, input.opener.look.format),
    numbers: [],
  };
};

const work = async (
  input: TableImport,
  importId: number,
  batches: Batches,
  from: Checkpoint | null,
): Promise<FileReport> => {
  const { warehouse, journal } = input;
  const taking = await openTaking(input, importId, from !== null);
  let isDropped = false;
  const drop = async () => {
    if (!isDropped) await dropStaging(warehouse, taking.tables);
    isDropped = true;
  };
  try {
    taking.numbers = from?.numbers ?? [];
    if (from) await cutBackTo(warehouse, taking.tables, taking, from.line);
    const run: Run = { input, taking, from: from ?? nothingYet };
    const reached = (checkpoint: Checkpoint) =>
      input.dryRun ? Promise.resolve() : journal.reach(importId, checkpoint);
    const read = await readAll(run, batches, reached);
    await takeDeferred(run, read);
    for (const [at, nameless] of taking.tables.nameless.entries()) {
      const output = input.mapping.outputs[at];
      if (read.nameless > 0 && output)
        await nameNameless(
          warehouse,
          output.kind,
          { nameless, versions: taking.tables.versions[at] ?? '' },
          output.numbered === true,
        );
    }
    input.signal?.throwIfAborted();
    await refuseOverlap(taking);
    const { totalBytes } = input.opener.look;
    const at = { rows: read.rows, bytes: totalBytes, totalBytes };
    input.progress?.({ step: steps.counting, ...at });
    const { kinds, notes, settle: makeCurrent } = await compare(run);
    const other = await noteOfOtherTable(warehouse, taking.tables.quarantine, taking);
    if (other) notes.push(other);
    const reread = await noteOfReread(rereadOf(run, { ...reportOf(input), kinds }));
    if (reread) notes.push(reread);
    if (!input.dryRun) {
      await noteComeAgain(warehouse, taking, kindsOf(input.mapping));
      const [about] = input.mapping.outputs;
      if (taking.alike && about) await noteAlike(warehouse, taking.alike, taking, about.kind);
      const resent = await noteOfResent(warehouse, taking);
      if (resent) notes.push(resent);
    }
    const report = { ...reportOf(input), kinds, ...counted(read), ...(notes.length > 0 ? { notes } : {}) };
    if (input.dryRun) {
      const timeZone = input.mapping.timeZone ?? input.timeZone;
      const preview = await previewOf(warehouse, input.mapping, taking.tables, timeZone);
      return { ...report, preview: { ...preview, unlocks: [] } };
    }
    input.signal?.throwIfAborted();
    // From here on the import is in: what is cut short now is finished at the next start.
    await journal.publish(importId);
    input.progress?.({ step: steps.writing, ...at });
    await makeCurrent();
    // Before the import is over: `recover` looks only for what an unfinished one left.
    await drop().catch(() => undefined);
    await journal.finish(importId, { kinds, totals: read.totals, leftOut: read.leftOut });
    return { ...report, import_id: String(importId) };
  } finally {
    if (!isEnding(input)) await drop().catch(() => undefined);
  }
};

/** Whether the program ends under an import that can go on at the next start. */
const isEnding = ({ signal, resumable, dryRun }: TableImport): boolean =>
  resumable && !dryRun && signal?.aborted === true && signal.reason instanceof ProgramEnds;

const counted = ({ totals, leftOut }: Checkpoint) => ({
  ...(totals > 0 ? { totals } : {}),
  ...(leftOut > 0 ? { left_out: leftOut } : {}),
});

const reportOf = ({ fileName, opener, mapping, source }: TableImport): FileReport => ({
  file: fileName,
  ...(opener.look.part === '' ? {} : { part: opener.look.part }),
  layout: mapping.layout,
  source,
  kinds: {},
});

const isPublished = async (journal: ImportJournal, workspace: string, importId: number): Promise<boolean> =>
  (await journal.standing(workspace)).includes(importId);

const planOf = (input: TableImport): ImportPlan => ({
  upload: input.upload,
  path: input.path,
  file: input.fileName,
  part: input.opener.look.part,
  reading: input.reading,
  mapping: input.mapping,
  source: input.source,
  timeZone: input.timeZone,
  currency: input.currency,
  bytes: input.opener.look.totalBytes,
  modifiedAt: input.modifiedAt,
});

const openBatches = async ({ opener, fileName, signal, reading }: TableImport): Promise<Batches> => {
  const choice = Object.fromEntries(Object.entries(reading).filter(([, value]) => value !== undefined));
  const batches = await opener.open({ ...(signal ? { signal } : {}), choice });
  const rest = batches[Symbol.asyncIterator]();
  const first = await rest.next();
  if (first.done) throw fileProblems.noRows(fileName);
  return { first: first.value, rest };
};

/** Does an import that has its number; a failure before it counts clears it away and comes back as the report's problem. */
const carryOut = async (input: TableImport, importId: number, from: Checkpoint | null): Promise<FileReport> => {
  const { journal, warehouse, workspace } = input;
  const named = { ...reportOf(input), import_id: String(importId) };
  let batches: Batches | null = null;
  try {
    batches = await openBatches(input);
    return await work(input, importId, batches, from);
  } catch (error) {
    // Once published, an import is not taken back by a failure: `recover` finishes it.
    if (await isPublished(journal, workspace, importId)) throw error;
    if (isEnding(input) && (await journal.interrupt(importId)))
      return { ...named, problem: fileProblems.goesOn(input.fileName).body };
    const isCancelled = input.signal?.aborted === true;
    const problem = error instanceof Problem ? error.body : null;
    await dropStagingOf(warehouse, importId);
    await dropImport(warehouse, workspace, importId);
    await journal.fail(importId, isCancelled ? 'cancelled' : 'failed', isCancelled ? null : problem);
    if (isCancelled) return { ...named, problem: fileProblems.cancelled().body };
    if (problem) return { ...named, problem };
    throw error;
  } finally {
    await batches?.rest.return?.();
  }
};

/**
 * Takes one table of facts in: reads, checks and versions every row, then makes the winners of the touched keys current.
 *
 * All of it counts or nothing does. A row that can't be taken goes to quarantine and stops no other; for every kind `read` = `added` +
 * `changed` + `unchanged` + `quarantined`, where a repeated id within the file is unchanged after its first. A dry run reports the
 * same and leaves nothing. A table refused whole, and a cancelled import, come back as `problem` in the report; what is thrown is a bug
 * or the engine's failure after the import was published, which `recover` finishes. To be called while nobody else changes the workspace's facts.
 */
export const importTable = async (input: TableImport): Promise<FileReport> => {
  const { journal, workspace, source, mapping, fileName, opener } = input;
  if (!input.dryRun) {
    const importId = await journal.begin({
      workspace,
      file: fileName,
      part: opener.look.part,
      source,
      layout: mapping.layout,
      bytes: opener.look.totalBytes,
      header: opener.look.rawHeader,
      plan: input.resumable ? planOf(input) : null,
    });
    return carryOut(input, importId, null);
  }
  let batches: Batches | null = null;
  try {
    batches = await openBatches(input);
    return await work(input, dryImportId, batches, null);
  } catch (error) {
    if (input.signal?.aborted) return { ...reportOf(input), problem: fileProblems.cancelled().body };
    if (error instanceof Problem) return { ...reportOf(input), problem: error.body };
    throw error;
  } finally {
    await batches?.rest.return?.();
  }
};

/** Goes on with an import a crash cut short, from the row it had come to. */
export const resumeTable = async (input: TableImport, importId: number, from: Checkpoint): Promise<FileReport> => {
  await input.journal.resume(importId);
  return carryOut(input, importId, from);
};
