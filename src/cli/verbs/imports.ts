import type { Command } from 'commander';
import type { ImportRecord, KindCounts } from '../../model/imports.ts';
import type { Sentence } from '../../model/problem.ts';
import { printTable } from '../table.ts';
import { addVerb, optionsOf, type Run, type SharedOptions } from '../verb.ts';
import { type Language, numberText } from '../words.ts';
import { reportsText } from './import-report.ts';

const states: Record<ImportRecord['state'], Sentence> = {
  running: { ru: 'идёт', en: 'running' },
  interrupted: { ru: 'прерван', en: 'interrupted' },
  done: { ru: 'загружен', en: 'done' },
  failed: { ru: 'не удался', en: 'failed' },
  cancelled: { ru: 'остановлен', en: 'cancelled' },
  undone: { ru: 'отменён', en: 'undone' },
};

const sum = (record: ImportRecord, of: keyof KindCounts): number =>
  Object.values(record.kinds).reduce((total, counts) => total + counts[of], 0);

const historyText = (imports: ImportRecord[], language: Language): string => {
  if (imports.length === 0)
    return { ru: 'Загрузок ещё не было: conveyor import FILE', en: 'Nothing imported yet: conveyor import FILE' }[
      language
    ];
  const titles =
    language === 'ru'
      ? ['№', 'Когда (UTC)', 'Файл', 'Источник', 'Состояние', 'Записей', 'Новых', 'Изменено', 'В карантине']
      : ['Id', 'When (UTC)', 'File', 'Source', 'State', 'Records', 'Added', 'Changed', 'Quarantined'];
  return printTable(
    titles.map((title, at) => ({ title, align: at > 4 ? ('right' as const) : ('left' as const) })),
    imports.map((record) => [
      record.id,
      record.startedAt.slice(0, 16).replace('T', ' '),
      record.file,
      record.source,
      states[record.state][language],
      ...(['read', 'added', 'changed', 'quarantined'] as const).map((of) => numberText(sum(record, of), language)),
    ]),
  );
};

export const addImports = (program: Command, run: Run, language: Language): void => {
  const imports = addVerb(
    program,
    'imports',
    {
      ru: 'история загрузок; imports undo ID отменяет одну целиком',
      en: 'history of imports; imports undo ID takes one back whole',
    },
    language,
  ).action(async (options: SharedOptions) =>
    run(options, async ({ connection, workspace, language: spoken }) => {
      const history = await connection.operations.imports.list({ workspace });
      return { json: { imports: history }, text: () => historyText(history, spoken) };
    }),
  );
  addVerb(imports, 'undo <id>', { ru: 'отменить загрузку целиком', en: 'take an import back whole' }, language).action(
    async (id: string, _own: SharedOptions, command: Command) =>
      run(optionsOf(command), async ({ connection, workspace, finished, language: spoken }) => {
        await finished(await connection.operations.imports.undo({ workspace, id }));
        const record = (await connection.operations.imports.list({ workspace })).find((one) => one.id === id);
        return {
          json: { import: record ?? null },
          text: () => ({ ru: `Загрузка № ${id} отменена целиком.`, en: `Import ${id} was taken back whole.` })[spoken],
        };
      }),
  );

  addVerb(
    imports,
    'resume <id>',
    { ru: 'продолжить прерванную загрузку с того же места', en: 'go on with an import that was cut short' },
    language,
  ).action(async (id: string, _own: SharedOptions, command: Command) =>
    run(optionsOf(command), async ({ connection, workspace, finished, language: spoken }) => {
      const files = (await finished(await connection.operations.imports.resume({ workspace, id }))).result?.files ?? [];
      return {
        json: { files },
        text: () => reportsText(files, spoken),
        code: files.some(({ problem }) => problem) ? 1 : 0,
      };
    }),
  );

  addVerb(
    program,
    'quarantine',
    { ru: 'отложенные строки с причинами, как CSV', en: 'the rows refused, with reasons, as CSV' },
    language,
  )
    .option('--import <id>', language === 'ru' ? 'только этой загрузки' : 'of this import only')
    .action(async (options: SharedOptions & { import?: string }) =>
      run(options, async ({ connection, workspace, language: spoken }) => {
        const query = { workspace, ...(options.import === undefined ? {} : { import: options.import }) };
        if (options.json) {
          const file = await connection.export('quarantine', { ...query, format: 'json' }, spoken);
          return { json: file.bytes, text: () => '' };
        }
        const file = await connection.export('quarantine', { ...query, format: 'csv' }, spoken);
        return { json: null, text: () => file.bytes };
      }),
    );
};
