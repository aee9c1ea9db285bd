import { layouts } from '../layouts/layouts.ts';
import { listed } from '../layouts/plan.ts';
import type { FactKind } from '../model/facts.ts';
import type { TableChoice } from '../model/importing.ts';
import type { FileReport } from '../model/imports.ts';
import { Problem, type Sentence } from '../model/problem.ts';
import type { Settings } from '../model/settings.ts';
import {
  type FileImport,
  type ImportProgress,
  importFile,
  type Memory,
  resumeImport,
} from '../store/warehouse/import/import-file.ts';
import { dropInterrupted, undoImport } from '../store/warehouse/import/undo.ts';
import { waitingByImport } from '../store/warehouse/quarantine.ts';
import type { Deps } from './deps.ts';
import { inspectFiles } from './inspect.ts';
import { internalProblem, type Jobs, type Run } from './jobs.ts';
import { type Ledgers, settingsOf, unknownWorkspace } from './ledger.ts';
import type { Operations } from './types.ts';
import { unlockedByFiles } from './unlocks.ts';
import type { Uploads, WaitingFile } from './uploads.ts';

const counting: Sentence = { ru: 'Пересчитываю числа', en: 'Computing the numbers' };
const undoing: Sentence = { ru: 'Отменяю загрузку', en: 'Taking the import back' };
const resuming: Sentence = { ru: 'Продолжаю загрузку', en: 'Going on with the import' };
const reading = (name: string): Sentence => ({ ru: `Читаю файл: ${name}`, en: `Reading the file: ${name}` });
const named = (step: Sentence, name: string): Sentence => ({ ru: `${step.ru}: ${name}`, en: `${step.en}: ${name}` });

export type ImportRequest = {
  workspace: string;
  settings: Settings;
  /** What the import's source is called; by itself as each file's layout calls it. */
  source?: string | undefined;
  as?: FactKind | undefined;
  answers?: Record<string, string>;
  dryRun: boolean;
  /** The files are gone once the program ends, so there is nothing to go on with. */
  passing?: boolean;
};

/** A file to be brought in, with what is said of its tables. */
export type FileToImport = Pick<WaitingFile, 'path' | 'name'> & { upload?: string; tables?: readonly TableChoice[] };

export const memoryOf = ({ registry }: Deps, workspace: string): Memory => ({
  find: (key) => registry.mappings.find({ workspace, ...key }),
  save: (key, remembered) => registry.mappings.save({ workspace, ...key }, remembered),
});

const importOf = async (
  deps: Deps,
  request: ImportRequest,
  file: FileToImport,
  run: Pick<Run, 'signal'> & { progress(now: ImportProgress): void },
): Promise<FileImport> => ({
  warehouse: deps.warehouse,
  journal: deps.registry.journal,
  memory: memoryOf(deps, request.workspace),
  workspace: request.workspace,
  timeZone: request.settings.time_zone,
  currency: request.settings.currency,
  salt: `${await deps.registry.id()}/${request.workspace}/`,
  path: file.path,
  fileName: file.name,
  upload: file.upload ?? '',
  resumable: request.passing !== true,
  dryRun: request.dryRun,
  progress: run.progress,
  signal: run.signal,
  ...(request.source ? { source: request.source } : {}),
  ...(request.as === undefined ? {} : { as: request.as }),
  ...(request.answers ? { answers: request.answers } : {}),
  ...(file.tables ? { tables: file.tables } : {}),
});

const sentAs = ({ upload }: FileToImport, report: FileReport): FileReport => ({
  ...report,
  ...(upload ? { upload } : {}),
});

/** Brings one file in, table by table; what is wrong with one is in its report, and nothing of it stays. */
export const importOne = async (
  deps: Deps,
  request: ImportRequest,
  file: FileToImport,
  run: Pick<Run, 'signal'> & { progress(now: ImportProgress): void },
): Promise<FileReport[]> => {
  try {
    const reports = await importFile(await importOf(deps, request, file, run));
    return reports.map((report) => sentAs(file, report));
  } catch (error) {
    run.signal.throwIfAborted();
    return [sentAs(file, { file: file.name, layout: '', kinds: {}, problem: internalProblem(error, deps.log) })];
  }
};

/** Brings files in one after another, each on its own: one that fails does not stop the others. */
export const importAll = async (
  deps: Deps,
  request: ImportRequest,
  files: readonly (FileToImport & Pick<WaitingFile, 'bytes'>)[],
  run: Run,
): Promise<FileReport[][]> => {
  const total = Math.max(
    1,
    files.reduce((sum, { bytes }) => sum + bytes, 0),
  );
  const reports: FileReport[][] = [];
  let bytesBefore = 0;
  let rowsBefore = 0;
  for (const file of files) {
    run.signal.throwIfAborted();
    run.progress({ step: reading(file.name) });
    let rows = 0;
    const progress = (now: ImportProgress) => {
      rows = now.rows;
      const share = Math.min(0.99, (bytesBefore + (now.bytes / Math.max(1, now.totalBytes)) * file.bytes) / total);
      run.progress({ step: named(now.step, file.name), share, rows: rowsBefore + now.rows });
    };
    reports.push(await importOne(deps, request, file, { signal: run.signal, progress }));
    bytesBefore += file.bytes;
    rowsBefore += rows;
    run.progress({ files: reports.flat(), share: Math.min(0.99, bytesBefore / total) });
  }
  return reports;
};

/** Computes the numbers right after the facts changed, so that the next page has them; a failure there undoes nothing. */
export const countAfter = async (deps: Deps, ledgers: Ledgers, workspace: string, run: Run): Promise<void> => {
  run.progress({ step: counting });
  await ledgers.current(workspace).catch((error: unknown) => deps.log('error', 'the ledger could not be built', error));
};

const notUndoable = (id: string, state: string | undefined): Problem => {
  const texts: Record<string, Sentence> = {
    running: { ru: `Загрузка ${id} ещё идёт: остановите её.`, en: `Import ${id} is still running: cancel it.` },
    undone: { ru: `Загрузка ${id} уже отменена.`, en: `Import ${id} was taken back already.` },
  };
  const nothing = {
    ru: `В загрузке ${id} отменять нечего: она не была завершена.`,
    en: `There is nothing to take back in import ${id}: it was never completed.`,
  };
  const missing = { ru: `Загрузки ${id} нет.`, en: `There is no import ${id}.` };
  return new Problem({
    code: state === undefined ? 'unknown_import' : 'import_not_undoable',
    kind: state === undefined ? 'missing' : 'input',
    text: state === undefined ? missing : (texts[state] ?? nothing),
    where: { import: id },
  });
};

const notResumable = (id: string, exists: boolean): Problem =>
  new Problem({
    code: exists ? 'import_not_resumable' : 'unknown_import',
    kind: exists ? 'input' : 'missing',
    text: exists
      ? {
          ru: `Загрузка ${id} не прерывалась: продолжать нечего.`,
          en: `Import ${id} was not cut short: there is nothing to go on with.`,
        }
      : { ru: `Загрузки ${id} нет.`, en: `There is no import ${id}.` },
    where: { import: id },
  });

const nothingToImport = (): Problem =>
  new Problem({
    code: 'nothing_to_import',
    kind: 'usage',
    text: { ru: 'Не названо ни одного файла.', en: 'No file is named.' },
  });

const withUnlocks = (report: FileReport, unlocks: Sentence[]): FileReport =>
  report.preview ? { ...report, preview: { ...report.preview, unlocks } } : report;

/** The number behind the id of an import of the workspace; an id that is none of them is refused. */
export const importNumberOf = async ({ registry }: Deps, workspace: string, id: string): Promise<number> => {
  if ((await registry.journal.list(workspace)).some((record) => record.id === id)) return Number(id);
  throw notUndoable(id, undefined);
};

/** Goes on, one after another, with all imports the end of the program cut short. */
export const resumeAll = async ({ registry, log }: Deps, imports: Operations['imports']): Promise<void> => {
  for (const { id: workspace } of await registry.workspaces.list())
    for (const { id, state, file } of await registry.journal.list(workspace))
      if (state === 'interrupted')
        await imports
          .resume({ workspace, id })
          .catch((error: unknown) => log('error', `${file} could not go on`, error));
};

export const importOperations = (deps: Deps, jobs: Jobs, uploads: Uploads, ledgers: Ledgers): Operations['imports'] => {
  const { registry } = deps;
  const mustExist = async (workspace: string) => {
    if ((await registry.workspaces.find(workspace)) === null) throw unknownWorkspace(workspace);
  };
  const filesOf = async (ids: readonly string[], chosen: readonly { upload: string; tables: TableChoice[] }[]) => {
    const files: (WaitingFile & { tables?: TableChoice[] })[] = [];
    for (const { upload, tables } of chosen) files.push({ ...(await uploads.find(upload)), tables });
    for (const id of ids) files.push(await uploads.find(id));
    if (files.length === 0) throw nothingToImport();
    return files;
  };
  const bring = async (request: ImportRequest, files: Awaited<ReturnType<typeof filesOf>>, run: Run) => {
    const reports = await importAll(deps, request, files, run);
    if (request.dryRun) {
      const unlocks = await unlockedByFiles(deps, ledgers, request.workspace, reports.flat());
      run.progress({ files: reports.flat().map((report) => withUnlocks(report, unlocks)) });
      return;
    }
    for (const [at, tables] of reports.entries()) {
      const file = files[at];
      if (file !== undefined && tables.every(({ problem }) => problem === undefined)) await uploads.forget(file.upload);
    }
    if (reports.flat().some(({ problem }) => problem === undefined))
      await countAfter(deps, ledgers, request.workspace, run);
  };
  const resume = (workspace: string, id: string) =>
    jobs.start('import', resuming, async (run) => {
      const stopped = await registry.journal.interrupted(Number(id));
      const progress = ({ step, rows, bytes, totalBytes }: ImportProgress) =>
        run.progress({
          step: named(step, stopped?.plan.file ?? ''),
          rows,
          share: Math.min(0.99, bytes / Math.max(1, totalBytes)),
        });
      const salt = `${await registry.id()}/${workspace}/`;
      const { warehouse } = deps;
      const { journal } = registry;
      const report = await resumeImport(
        { warehouse, journal, workspace, salt, progress, signal: run.signal },
        Number(id),
      );
      run.progress({ files: [report] });
      if (report.problem === undefined && stopped?.plan.upload) await uploads.forget(stopped.plan.upload);
      if (report.problem === undefined) await countAfter(deps, ledgers, workspace, run);
    });
  return {
    start: async ({ workspace, uploads: ids, files: chosen, as, source, answers, dryRun }) => {
      await mustExist(workspace);
      const files = await filesOf(ids, chosen);
      const settings = await settingsOf(deps, workspace);
      const request = { workspace, settings, source: source?.trim(), as, answers, dryRun };
      return jobs.start('import', reading(files[0]?.name ?? ''), (run) => bring(request, files, run));
    },
    layouts: async () => layouts.map(listed),
    inspect: async ({ workspace, files, source }) => {
      await mustExist(workspace);
      const { currency } = await settingsOf(deps, workspace);
      const waiting = await filesOf([], files);
      return inspectFiles({ memory: memoryOf(deps, workspace), currency, source: source?.trim() }, waiting);
    },
    resume: async ({ workspace, id }) => {
      await mustExist(workspace);
      const record = (await registry.journal.list(workspace)).find((entry) => entry.id === id);
      if (record?.state !== 'interrupted') throw notResumable(id, record !== undefined);
      return resume(workspace, id);
    },
    list: async ({ workspace }) => {
      await mustExist(workspace);
      const waiting = await waitingByImport(deps.warehouse, workspace);
      return (await registry.journal.list(workspace)).map((record) => {
        const rows = waiting.get(record.id) ?? 0;
        return rows > 0 ? { ...record, waiting: rows } : record;
      });
    },
    undo: async ({ workspace, id }) => {
      await mustExist(workspace);
      const record = (await registry.journal.list(workspace)).find((entry) => entry.id === id);
      if (record?.state === 'interrupted')
        return jobs.start('undo', undoing, async () => {
          await dropInterrupted({ warehouse: deps.warehouse, journal: registry.journal }, workspace, Number(id));
        });
      if (record?.state !== 'done') throw notUndoable(id, record?.state);
      return jobs.start('undo', undoing, async (run) => {
        await undoImport({ warehouse: deps.warehouse, journal: registry.journal, workspace, importId: Number(id) });
        await countAfter(deps, ledgers, workspace, run);
      });
    },
  };
};
