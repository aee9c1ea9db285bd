import { stat } from 'node:fs/promises';
import { isCanonicalColumn } from '../../../layouts/canonical.ts';
import { dateQuestion, decimalQuestion, overlapQuestion } from '../../../layouts/file-questions.ts';
import { identify, openQuestions, planTable, type TablePlan } from '../../../layouts/plan.ts';
import { layoutProblems } from '../../../layouts/problems.ts';
import { headerScore } from '../../../layouts/recognise.ts';
import { FactKind } from '../../../model/facts.ts';
import type { Question, TableChoice, TableReading } from '../../../model/importing.ts';
import type { FileReport } from '../../../model/imports.ts';
import type { Mapping } from '../../../model/mapping.ts';
import { Problem } from '../../../model/problem.ts';
import type { ImportJournal } from '../../import-journal.ts';
import type { Warehouse } from '../warehouse.ts';
import { dropImport } from './drop-import.ts';
import { type ImportProgress, importTable, resumeTable, type TableImport } from './import-table.ts';
import { fileProblems } from './problems.ts';
import { dropStagingOf } from './staging.ts';
import { restOf } from './statement.ts';
import { openTables, type TableOpener } from './tables/table.ts';

export type { ImportProgress };

/** How files of a source were read last time, and where that is kept. */
export type Memory = {
  find(key: { source: string; layout: string; signature: string }): Promise<{
    answers: Record<string, string>;
    mapping: Mapping;
  } | null>;
  save(
    key: { source: string; layout: string; signature: string },
    remembered: { answers: Record<string, string>; mapping: Mapping },
  ): Promise<void>;
};

export type FileImport = {
  warehouse: Warehouse;
  journal: ImportJournal;
  memory?: Memory;
  workspace: string;
  /** Where dates without an offset are. */
  timeZone: string;
  /** Of amounts without one. */
  currency: string;
  /** What the import's source is called; by itself as the layout calls it. */
  source?: string;
  /** Makes hashes of personal data this installation's own. */
  salt?: string;
  path: string;
  fileName: string;
  /** The id among waiting files, '' for a file of this machine. */
  upload?: string;
  /** Whether the file will still be there after a crash, to go on with. */
  resumable?: boolean;
  /** What the rows are, where nothing is to be recognised. */
  as?: string;
  /** Answers for every table. */
  answers?: Record<string, string>;
  /** What is said of single tables. */
  tables?: readonly TableChoice[];
  dryRun?: boolean;
  progress?: (progress: ImportProgress) => void;
  signal?: AbortSignal;
};

const checkTimeZone = (timeZone: string): void => {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
  } catch {
    throw fileProblems.timeZone(timeZone);
  }
};

/** Scores a row of cells as a header: how many of its names some layout, or the contract, knows. */
const scorer = () => {
  const known = headerScore();
  return (cells: string[]): number =>
    Math.max(known(cells), cells.filter((cell) => cell.trim() !== '' && isCanonicalColumn(cell)).length);
};

type Choices = Pick<FileImport, 'tables'>;

const choiceOf = ({ tables = [] }: Choices, part: string): TableChoice | undefined =>
  tables.find((each) => each.part === part);

const kindOf = (as: string | undefined): FactKind | undefined => {
  if (as === undefined) return undefined;
  const parsed = FactKind.safeParse(as);
  if (!parsed.success) throw layoutProblems.unknownKind(as);
  return parsed.data;
};

/** What is said of how one of a file's tables is to be read. A file of one table may be read by what is said of it whatever its part is called. */
const readingOf = ({ tables = [] }: Choices): TableReading => tables.find(({ reading }) => reading)?.reading ?? {};

/** The tables of a file, as they are to be read. */
export const tablesOf = (
  input: Pick<FileImport, 'path' | 'fileName' | 'signal' | 'tables'>,
): Promise<TableOpener[]> => {
  const reading = Object.fromEntries(Object.entries(readingOf(input)).filter(([, value]) => value !== undefined));
  return openTables(input.path, input.fileName, {
    ...(input.signal ? { signal: input.signal } : {}),
    choice: reading,
    isHeader: scorer(),
  });
};

/** How one table becomes facts: recognised, as it was last time, as it is said. Problems: those of `identify` and `planTable`. */
export const planOf = async (
  input: Pick<FileImport, 'memory' | 'fileName' | 'currency' | 'source' | 'as' | 'answers' | 'tables'>,
  { look }: TableOpener,
): Promise<TablePlan> => {
  const choice = choiceOf(input, look.part);
  const table = { fileName: input.fileName, format: look.format, header: look.header, samples: look.samples };
  const answers = { ...input.answers, ...choice?.answers };
  const told = {
    layout: choice?.layout ?? answers.layout,
    as: choice?.as ?? kindOf(input.as),
    answers,
    mapping: choice?.mapping,
    source: input.source,
  };
  const identified = identify(table, told);
  const { source, id, signature } = identified;
  const remembered = (await input.memory?.find({ source, layout: id, signature })) ?? null;
  return planTable(table, identified, told, remembered, input.currency);
};

/** What a report asks that only the whole file could have told. */
const asksOf = ({ problem }: FileReport): Question[] => {
  if (problem?.code === 'ambiguous_dates') return [dateQuestion(problem.where?.value)];
  if (problem?.code === 'overlapping_costs') return [overlapQuestion()];
  if (problem?.code === 'ambiguous_numbers') return [decimalQuestion(problem.where?.value)];
  return [];
};

const importOne = async (input: FileImport, opener: TableOpener, modifiedAt: number): Promise<FileReport> => {
  const plan = await planOf(input, opener);
  if (plan.problem) throw plan.problem;
  const { look } = opener;
  const seen = {
    ...(look.part === '' ? {} : { part: look.part }),
    source: plan.source,
    sureness: plan.sureness,
    ...(plan.notes.length > 0 ? { notes: plan.notes } : {}),
  };
  const unknown = plan.id === 'canonical' ? plan.unknown : restOf(plan.mapping, look.header);
  const told = { ...seen, ...(unknown.length > 0 ? { unknown_columns: [...unknown] } : {}) };
  // What comes first in dates and what the decimal mark is the whole file may tell: the import finds out.
  const open = openQuestions(plan).filter(({ id }) => id !== 'dates' && id !== 'decimal');
  if (open.length > 0) {
    const problem = layoutProblems.openQuestions(
      input.fileName,
      open.map(({ text }) => text),
    ).body;
    return { file: input.fileName, layout: plan.id, kinds: {}, ...told, questions: open, problem };
  }
  checkTimeZone(plan.mapping.timeZone ?? input.timeZone);
  const table: TableImport = {
    warehouse: input.warehouse,
    journal: input.journal,
    workspace: input.workspace,
    timeZone: input.timeZone,
    currency: input.currency,
    source: plan.source,
    salt: input.salt ?? '',
    path: input.path,
    fileName: input.fileName,
    upload: input.upload ?? '',
    modifiedAt,
    opener,
    reading: readingOf(input),
    mapping: plan.mapping,
    dryRun: input.dryRun === true,
    resumable: input.resumable !== false,
    ...(input.progress ? { progress: input.progress } : {}),
    ...(input.signal ? { signal: input.signal } : {}),
  };
  const report = await importTable(table);
  const done = report.problem === undefined && !input.dryRun;
  if (done && plan.id !== 'canonical') {
    const answers = Object.fromEntries(
      plan.questions.flatMap(({ id, answer }) => (answer === null || id === 'layout' ? [] : [[id, answer] as const])),
    );
    const key = { source: plan.source, layout: plan.id, signature: plan.signature };
    // That costs are other money was said of this file only.
    const { beside: _, ...mapping } = plan.mapping;
    await input.memory?.save(key, { answers, mapping });
  }
  const questions = asksOf(report);
  const notes = [...(look.doubt ? [look.doubt] : []), ...(report.notes ?? []), ...plan.notes];
  return {
    ...report,
    ...told,
    ...(notes.length > 0 ? { notes } : {}),
    ...(questions.length > 0 ? { questions } : {}),
  };
};

const refused = (input: FileImport, error: unknown, part = ''): FileReport => {
  const report = { file: input.fileName, layout: '', kinds: {}, ...(part === '' ? {} : { part }) };
  if (input.signal?.aborted) return { ...report, problem: fileProblems.cancelled().body };
  if (error instanceof Problem) return { ...report, problem: error.body };
  throw error;
};

const modifiedAtOf = async (path: string): Promise<number> => (await stat(path).catch(() => null))?.mtimeMs ?? 0;

/**
 * Takes a file in, table by table, each as what it is recognised to be, or said to be.
 *
 * A table counts whole or not at all; one that is refused does not stop the others. A question without a safe answer that nobody answered, a refusal
 * and a cancellation come back as `problem` in the table's report. What is thrown is a bug, or the engine's failure.
 */
export const importFile = async (input: FileImport): Promise<FileReport[]> => {
  try {
    checkTimeZone(input.timeZone);
    kindOf(input.as);
    const openers = await tablesOf(input);
    const modifiedAt = await modifiedAtOf(input.path);
    const wanted = openers.filter(({ look }) => choiceOf(input, look.part)?.skip !== true);
    const reports: FileReport[] = [];
    for (const opener of wanted) {
      const work = () => importOne(input, opener, modifiedAt);
      const report = input.dryRun ? work() : input.journal.exclusively(input.workspace, work);
      reports.push(await report.catch((error: unknown) => refused(input, error, opener.look.part)));
      if (input.signal?.aborted) break;
    }
    return reports;
  } catch (error) {
    return [refused(input, error)];
  }
};

/** Goes on with an import that was cut short; where its file has changed or is gone it is given up. Problems: `no_such_import`, `file_changed`. */
export const resumeImport = async (
  input: Pick<FileImport, 'warehouse' | 'journal' | 'workspace' | 'salt' | 'progress' | 'signal'>,
  importId: number,
): Promise<FileReport> => {
  const { journal, workspace } = input;
  return journal.exclusively(workspace, async () => {
    const stopped = await journal.interrupted(importId);
    if (!stopped || stopped.workspace !== workspace) throw fileProblems.noImport(importId);
    const { plan, checkpoint } = stopped;
    const tables: TableChoice[] = [{ part: plan.part, skip: false, reading: plan.reading, answers: {} }];
    const openers = await tablesOf({ path: plan.path, fileName: plan.file, tables }).catch(() => []);
    const opener = openers.find(({ look }) => look.part === plan.part);
    const isSame = opener?.look.totalBytes === plan.bytes && (await modifiedAtOf(plan.path)) === plan.modifiedAt;
    if (!opener || !isSame) {
      const problem = fileProblems.fileChanged(plan.file);
      await dropStagingOf(input.warehouse, importId);
      await dropImport(input.warehouse, workspace, importId);
      await journal.fail(importId, 'failed', problem.body);
      throw problem;
    }
    return resumeTable(
      {
        ...input,
        salt: input.salt ?? '',
        timeZone: plan.timeZone,
        currency: plan.currency,
        source: plan.source,
        path: plan.path,
        fileName: plan.file,
        upload: plan.upload,
        modifiedAt: plan.modifiedAt,
        opener,
        reading: plan.reading,
        mapping: plan.mapping,
        dryRun: false,
        resumable: true,
      },
      importId,
      checkpoint,
    );
  });
};
