import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import type { FileReport } from '../../model/api.ts';
import { type FactKind, factKinds } from '../../model/facts.ts';
import { Problem, type ProblemBody } from '../../model/problem.ts';
import { printTable } from '../table.ts';
import { type Asked, addVerb, type Run, type SharedOptions, type Told } from '../verb.ts';
import { type Language, numberText } from '../words.ts';
import { ensureWorkspace } from '../workspace.ts';

type ImportOptions = SharedOptions & { as?: FactKind; source: string; map?: string; dryRun?: boolean };

const noMapYet: ProblemBody = {
  code: 'map_not_supported',
  kind: 'usage',
  text: {
    ru: 'Этой версии --map ещё не знакома: назовите столбцы файла как в описании файлов (docs/files.md).',
    en: 'This version does not know --map yet: name the file’s columns as the description of files does (docs/files.md).',
  },
  where: { option: '--map' },
};

const notAFile = (file: string, code: string): ProblemBody => ({
  code,
  kind: 'missing',
  text: {
    ru: code === 'not_a_file' ? `${file} — не файл.` : `Файла ${file} нет, или его нельзя прочитать.`,
    en: code === 'not_a_file' ? `${file} is not a file.` : `There is no file ${file}, or it can’t be read.`,
  },
  where: { file },
});

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

const unknownText = ({ unknown_columns: unknown = [] }: FileReport, language: Language): string => {
  if (unknown.length === 0) return '';
  const told = {
    ru: 'Незнакомые столбцы, в расчётах не участвуют, сохранены как признаки',
    en: 'Unknown columns, used in no number, kept as attributes',
  }[language];
  return `${told}: ${unknown.join(', ')}`;
};

const reportText = (report: FileReport, language: Language): string => {
  if (report.problem) return `✗ ${report.file}: ${report.problem.text[language]}`;
  const id = report.import_id === undefined ? '' : ` · № ${report.import_id}`;
  const titles =
    language === 'ru'
      ? ['Вид', 'Прочитано', 'Новых', 'Изменено', 'Без изменений', 'В карантине']
      : ['Kind', 'Read', 'Added', 'Changed', 'Unchanged', 'Quarantined'];
  const rows = Object.entries(report.kinds).map(([kind, counts]) => [
    kind,
    ...[counts.read, counts.added, counts.changed, counts.unchanged, counts.quarantined].map((count) =>
      numberText(count, language),
    ),
  ]);
  const columns = titles.map((title, at) => ({ title, align: at === 0 ? ('left' as const) : ('right' as const) }));
  const layout = report.layout === 'canonical' ? '' : ` · ${report.layout}`;
  const aside = unknownText(report, language);
  return `✓ ${report.file}${layout}${id}\n${printTable(columns, rows)}${aside && `\n${aside}`}`;
};

/** Counts of several files for a person; the last line says what to do with refused rows. */
export const reportsText = (files: readonly FileReport[], language: Language): string => {
  const refused = files
    .flatMap(({ kinds }) => Object.values(kinds))
    .reduce((sum, counts) => sum + counts.quarantined, 0);
  const hint = {
    ru: `Отложено строк: ${refused}. Посмотреть и исправить: conveyor quarantine > quarantine.csv`,
    en: `Rows refused: ${refused}. To see and mend them: conveyor quarantine > quarantine.csv`,
  }[language];
  return [...files.map((report) => reportText(report, language)), ...(refused > 0 ? [hint] : [])].join('\n\n');
};

const importFiles = async (asked: Asked, files: string[], options: ImportOptions): Promise<Told> => {
  await ensureWorkspace(asked);
  const { operations } = asked.connection;
  const handed = await handOver(asked, files);
  const uploads = handed.flatMap((one) => ('upload' in one ? [one.upload] : []));
  let done: FileReport[] = [];
  if (uploads.length > 0) {
    const job = await operations.imports.start({
      workspace: asked.workspace,
      uploads,
      source: options.source,
      dryRun: options.dryRun ?? false,
      ...(options.as ? { as: options.as } : {}),
    });
    done = (await asked.finished(job)).result?.files ?? [];
  }
  let next = 0;
  const reports = handed.flatMap((one): FileReport[] => {
    if ('problem' in one) return [{ file: one.file, layout: '', kinds: {}, problem: one.problem }];
    const report = done[next];
    next += 1;
    // The same name may stand in two folders; the path as it was written tells them apart.
    return report ? [{ ...report, file: one.file }] : [];
  });
  return {
    json: { files: reports },
    text: () => reportsText(reports, asked.language),
    code: reports.some((report) => report.problem) ? 1 : 0,
  };
};

export const addImport = (program: Command, run: Run, language: Language): void => {
  const ru = language === 'ru';
  addVerb(
    program,
    'import <file...>',
    { ru: 'загрузить файлы: CSV, XLSX, NDJSON, Parquet', en: 'read files: CSV, XLSX, NDJSON, Parquet' },
    language,
  )
    .addOption(
      new Option('--as <kind>', ru ? 'что в файлах, если не узнаётся само' : 'what the files hold').choices([
        ...factKinds,
      ]),
    )
    .option(
      '--source <name>',
      ru ? 'откуда данные: номера разных источников не путаются' : 'where the data is from: ids of sources stay apart',
      'main',
    )
    .option('--map <file>', ru ? 'соответствие столбцов' : 'which column is which')
    .option('--dry-run', ru ? 'только проверить и посчитать' : 'check and count only')
    .action(async (files: string[], options: ImportOptions) => {
      if (options.map !== undefined) throw new Problem(noMapYet);
      await run(options, (asked) => importFiles(asked, files, options));
    });
};
