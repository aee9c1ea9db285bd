import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { FileReport } from '../../model/imports.ts';
import { Problem, type ProblemBody } from '../../model/problem.ts';
import { type Asked, addVerb, type Run, type Told } from '../verb.ts';
import type { Language } from '../words.ts';
import { ensureWorkspace } from '../workspace.ts';
import { addImportOptions, answersOf, choicesOf, type ImportOptions } from './import-options.ts';
import { layoutsText, reportsText } from './import-report.ts';
import { addSingerOptions, importSinger } from './import-singer.ts';

const notAFile = (file: string, code: string): ProblemBody => ({
  code,
  kind: 'missing',
  text: {
    ru: code === 'not_a_file' ? `${file} — не файл.` : `Файла ${file} нет, или его нельзя прочитать.`,
    en: code === 'not_a_file' ? `${file} is not a file.` : `There is no file ${file}, or it can’t be read.`,
  },
  where: { file },
});

const noFiles: ProblemBody = {
  code: 'nothing_to_import',
  kind: 'usage',
  text: { ru: 'Не названо ни одного файла: conveyor import FILE…', en: 'No file is named: conveyor import FILE…' },
};

type Handed = { file: string; upload: string } | { file: string; problem: ProblemBody };

/** Names each file to the product; one that is not there becomes a report with its problem and stops nothing. */
const handOver = async (asked: Asked, files: string[]): Promise<Handed[]> => {
  const handed: Handed[] = [];
  for (const file of files) {
    const path = resolve(file);
    const found = await stat(path).catch(() => null);
    if (!found?.isFile()) {
      handed.push({ file, problem: notAFile(file, found ? 'not_a_file' : 'no_such_file') });
      continue;
    }
    try {
      const { upload } = await asked.connection.operations.uploads.local({ path });
      handed.push({ file, upload });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      handed.push({ file, problem: error.body });
    }
  }
  return handed;
};

const importFiles = async (asked: Asked, files: string[], options: ImportOptions): Promise<Told> => {
  const tables = await choicesOf(options);
  await ensureWorkspace(asked);
  const handed = await handOver(asked, files);
  const sent = handed.flatMap((one) => ('upload' in one ? [{ upload: one.upload, tables }] : []));
  let done: FileReport[] = [];
  if (sent.length > 0) {
    const job = await asked.connection.operations.imports.start({
      workspace: asked.workspace,
      uploads: [],
      files: sent,
      answers: answersOf(options),
      dryRun: options.dryRun ?? false,
      ...(options.source ? { source: options.source } : {}),
      ...(options.as ? { as: options.as } : {}),
    });
    done = (await asked.finished(job)).result?.files ?? [];
  }
  const reports = handed.flatMap((one): FileReport[] => {
    const { file } = one;
    if ('problem' in one) return [{ file, layout: '', kinds: {}, problem: one.problem }];
    // The same name may stand in two folders; the path as it was written tells them apart.
    return done.flatMap(({ upload, ...report }) => (upload === one.upload ? [{ ...report, file }] : []));
  });
  return {
    json: { files: reports },
    text: () => reportsText(reports, asked.language),
    code: reports.some((report) => report.problem) ? 1 : 0,
  };
};

const listLayouts = async (asked: Asked): Promise<Told> => {
  const layouts = await asked.connection.operations.imports.layouts();
  return { json: { layouts }, text: () => layoutsText(layouts, asked.language) };
};

export const addImport = (program: Command, run: Run, language: Language): void => {
  const verb = addVerb(
    program,
    'import [file...]',
    {
      ru: 'загрузить выгрузки и таблицы: CSV, XLSX, XLS, NDJSON, Parquet, ZIP, банк 1С',
      en: 'read exports and tables: CSV, XLSX, XLS, NDJSON, Parquet, ZIP, 1C bank',
    },
    language,
  );
  addSingerOptions(addImportOptions(verb, language), language);
  verb.action(async (files: string[], options: ImportOptions) => {
    if (options.singer) return run(options, (asked) => importSinger(asked, options));
    if (options.layouts) return run(options, listLayouts);
    if (files.length === 0) throw new Problem(noFiles);
    return run(options, (asked) => importFiles(asked, files, options));
  });
};
