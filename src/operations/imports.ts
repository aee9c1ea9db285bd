import type { FileReport } from '../model/api.ts';
import { Problem, type Sentence } from '../model/problem.ts';
import type { Settings } from '../model/settings.ts';
import { type ImportProgress, importFile } from '../store/warehouse/import/import-file.ts';
import { undoImport } from '../store/warehouse/import/undo.ts';
import type { Deps } from './deps.ts';
import { internalProblem, type Jobs, type Run } from './jobs.ts';
import { type Ledgers, settingsOf, unknownWorkspace } from './ledger.ts';
import type { Operations } from './types.ts';
import type { Uploads, WaitingFile } from './uploads.ts';

const counting: Sentence = { ru: 'Пересчитываю числа', en: 'Computing the numbers' };
const undoing: Sentence = { ru: 'Отменяю загрузку', en: 'Taking the import back' };
const reading = (name: string): Sentence => ({ ru: `Читаю файл: ${name}`, en: `Reading the file: ${name}` });
const named = (step: Sentence, name: string): Sentence => ({ ru: `${step.ru}: ${name}`, en: `${step.en}: ${name}` });

export type ImportRequest = {
  workspace: string;
  settings: Settings;
  source: string;
  as?: Parameters<Operations['imports']['start']>[0]['as'];
  dryRun: boolean;
};

/** Brings one file in; what is wrong with it is in its report, and nothing of it stays. */
export const importOne = async (
  deps: Deps,
  request: ImportRequest,
  file: Pick<WaitingFile, 'path' | 'name'>,
  run: Pick<Run, 'signal'> & { progress(now: ImportProgress): void },
): Promise<FileReport> => {
  try {
    return await importFile({
      warehouse: deps.warehouse,
      journal: deps.registry.journal,
      workspace: request.workspace,
      timeZone: request.settings.time_zone,
      currency: request.settings.currency,
      source: request.source,
      path: file.path,
      fileName: file.name,
      ...(request.as === undefined ? {} : { as: request.as }),
      dryRun: request.dryRun,
      progress: run.progress,
      signal: run.signal,
    });
  } catch (error) {
    run.signal.throwIfAborted();
    return { file: file.name, layout: '', kinds: {}, problem: internalProblem(error, deps.log) };
  }
};

/** Brings files in one after another, each on its own: one that fails does not stop the others. */
export const importAll = async (
  deps: Deps,
  request: ImportRequest,
  files: readonly Pick<WaitingFile, 'path' | 'name' | 'bytes'>[],
  run: Run,
): Promise<FileReport[]> => {
  const total = Math.max(
    1,
    files.reduce((sum, { bytes }) => sum + bytes, 0),
  );
  const reports: FileReport[] = [];
  let bytesBefore = 0;
  let rowsBefore = 0;
  for (const file of files) {
    run.signal.throwIfAborted();
    run.progress({ step: reading(file.name) });
    let rows = 0;
    const progress = (now: ImportProgress) => {
      rows = now.rows;
      const share = Math.min(0.99, (bytesBefore + now.bytes) / total);
      run.progress({ step: named(now.step, file.name), share, rows: rowsBefore + now.rows });
    };
    reports.push(await importOne(deps, request, file, { signal: run.signal, progress }));
    bytesBefore += file.bytes;
    rowsBefore += rows;
    run.progress({ files: [...reports], share: Math.min(0.99, bytesBefore / total) });
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

/** The number behind the id of an import of the workspace; an id that is none of them is refused. */
export const importNumberOf = async ({ registry }: Deps, workspace: string, id: string): Promise<number> => {
  if ((await registry.journal.list(workspace)).some((record) => record.id === id)) return Number(id);
  throw notUndoable(id, undefined);
};

export const importOperations = (deps: Deps, jobs: Jobs, uploads: Uploads, ledgers: Ledgers): Operations['imports'] => {
  const { registry } = deps;
  const mustExist = async (workspace: string) => {
    if ((await registry.workspaces.find(workspace)) === null) throw unknownWorkspace(workspace);
  };
  return {
    start: async ({ workspace, uploads: ids, as, source, dryRun }) => {
      await mustExist(workspace);
      const files: WaitingFile[] = [];
      for (const id of ids) files.push(await uploads.find(id));
      const settings = await settingsOf(deps, workspace);
      const request = { workspace, settings, source: source.trim() || 'main', as, dryRun };
      return jobs.start('import', reading(files[0]?.name ?? ''), async (run) => {
        const reports = await importAll(deps, request, files, run);
        if (dryRun) return;
        for (const [at, { problem }] of reports.entries()) {
          const file = files[at];
          if (file !== undefined && problem === undefined) await uploads.forget(file.upload);
        }
        if (reports.some(({ problem }) => problem === undefined)) await countAfter(deps, ledgers, workspace, run);
      });
    },
    list: async ({ workspace }) => {
      await mustExist(workspace);
      return registry.journal.list(workspace);
    },
    undo: async ({ workspace, id }) => {
      await mustExist(workspace);
      const record = (await registry.journal.list(workspace)).find((entry) => entry.id === id);
      if (record?.state !== 'done') throw notUndoable(id, record?.state);
      return jobs.start('undo', undoing, async (run) => {
        await undoImport({ warehouse: deps.warehouse, journal: registry.journal, workspace, importId: Number(id) });
        await countAfter(deps, ledgers, workspace, run);
      });
    },
  };
};
