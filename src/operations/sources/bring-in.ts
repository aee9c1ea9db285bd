import type { FileReport } from '../../model/imports.ts';
import { Problem } from '../../model/problem.ts';
import type { SavedDraft } from '../../store/registry/sources.ts';
import type { Jobs, Run } from '../jobs.ts';
import type { Operations } from '../types.ts';
import type { Uploads } from '../uploads.ts';

/** Imports one fetched file like any other, all or nothing; what is wrong with it is in the reports. */
export type BringIn = (
  file: { path: string },
  how: Pick<SavedDraft, 'tables' | 'answers'> & { workspace: string; factsSource: string; dryRun: boolean },
  run: Run,
) => Promise<FileReport[]>;

const pollMs = 100;

export const bringingIn =
  (imports: Pick<Operations['imports'], 'start'>, jobs: Jobs, uploads: Uploads): BringIn =>
  async (file, { workspace, factsSource, tables, answers, dryRun }, run) => {
    const { upload } = await uploads.local({ path: file.path });
    const { id } = await imports.start({
      workspace,
      uploads: tables.length === 0 ? [upload] : [],
      files: tables.length === 0 ? [] : [{ upload, tables }],
      source: factsSource,
      answers,
      dryRun,
    });
    const cancel = () => void jobs.cancel(id);
    run.signal.addEventListener('abort', cancel, { once: true });
    const watch = setInterval(() => {
      const { step, share, rows } = jobs.get(id);
      run.progress({ step, share, ...(rows === undefined ? {} : { rows }) });
    }, pollMs);
    try {
      if (run.signal.aborted) cancel();
      const job = await jobs.finished(id);
      run.signal.throwIfAborted();
      if (job.problem) throw new Problem(job.problem);
      return job.result?.files ?? [];
    } finally {
      clearInterval(watch);
      run.signal.removeEventListener('abort', cancel);
      await uploads.forget(upload);
    }
  };
