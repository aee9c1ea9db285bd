import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { addVerb, type Run, type SharedOptions } from '../verb.ts';
import { type Language, numberText } from '../words.ts';
import { reportsText } from './import-report.ts';

/** Verbs over the whole installation: the demo company, a copy of everything and back. */
export const addEverything = (program: Command, run: Run, language: Language): void => {
  const ru = language === 'ru';
  addVerb(
    program,
    'demo',
    { ru: 'загрузить демо-компанию в пространство demo', en: 'load the demo company into workspace demo' },
    language,
  ).action(async (options: SharedOptions) =>
    run({ ...options, workspace: 'demo' }, async ({ connection, finished, language: spoken }) => {
      const job = await finished(await connection.operations.demo());
      const files = job.result?.files ?? [];
      const ready =
        spoken === 'ru' ? 'Демо-компания загружена в пространство demo.' : 'The demo company is in workspace demo.';
      return {
        json: { workspace: 'demo', files },
        text: () => [...(files.length > 0 ? [reportsText(files, spoken)] : []), ready].join('\n\n'),
        code: files.some((report) => report.problem) ? 1 : 0,
      };
    }),
  );

  addVerb(program, 'backup <file>', { ru: 'всё в один файл', en: 'everything into one file' }, language).action(
    async (file: string, options: SharedOptions) =>
      run(options, async ({ connection, finished, language: spoken }) => {
        const path = resolve(file);
        await finished(await connection.operations.backups.write({ file: path }));
        const { size: bytes } = await stat(path);
        const megabytes = numberText(bytes / 1_000_000, spoken, 1);
        return {
          json: { file: path, bytes },
          text: () =>
            spoken === 'ru'
              ? `Всё сохранено в ${path}, ${megabytes} МБ.`
              : `Everything is in ${path}, ${megabytes} MB.`,
        };
      }),
  );

  addVerb(program, 'restore <file>', { ru: 'вернуть всё из файла', en: 'bring everything back from a file' }, language)
    .option('--replace', ru ? 'заменить то, что есть' : 'replace what is there')
    .action(async (file: string, options: SharedOptions & { replace?: boolean }) =>
      run(options, async ({ connection, finished, language: spoken }) => {
        const path = resolve(file);
        await finished(await connection.operations.backups.restore({ file: path, replace: options.replace ?? false }));
        return {
          json: { file: path, restored: true },
          text: () => (spoken === 'ru' ? `Всё возвращено из ${path}.` : `Everything is back from ${path}.`),
        };
      }),
    );
};
