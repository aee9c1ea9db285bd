import { type FactKind, factShapes } from '../../../model/facts.ts';
import { Problem, type ProblemBody } from '../../../model/problem.ts';

const refuse = (code: string, ru: string, en: string, where?: ProblemBody['where']): Problem =>
  new Problem({ code, kind: 'input', text: { ru, en }, ...(where ? { where } : {}) });

/** Why a file is refused whole: one plain sentence each. */
export const fileProblems = {
  missing: (file: string) =>
    refuse(
      'file_not_found',
      `Файл «${file}» не найден или не читается.`,
      `The file “${file}” was not found or can’t be read.`,
    ),
  empty: (file: string) => refuse('empty_file', `Файл «${file}» пуст.`, `The file “${file}” is empty.`),
  binary: (file: string) =>
    refuse(
      'not_a_table',
      `Файл «${file}» — не таблица: нужен CSV, XLSX, NDJSON или Parquet.`,
      `The file “${file}” is not a table: bring CSV, XLSX, NDJSON or Parquet.`,
    ),
  noRows: (file: string) =>
    refuse(
      'no_rows',
      `В файле «${file}» нет строк: есть только заголовок.`,
      `The file “${file}” has no rows: there is only a header.`,
    ),
  broken: (file: string, format: string) =>
    refuse(
      'broken_file',
      `Файл «${file}» повреждён: прочитать его как ${format} не удалось.`,
      `The file “${file}” is broken: it could not be read as ${format}.`,
    ),
  tooManyColumns: (columns: number, most: number) =>
    refuse(
      'too_many_columns',
      `В файле ${columns} столбцов; больше ${most} не читается.`,
      `The file has ${columns} columns; no more than ${most} are read.`,
      { columns, most },
    ),
  duplicateColumn: (column: string) =>
    refuse(
      'duplicate_column',
      `Столбец «${column}» встречается в заголовке дважды: оставьте один.`,
      `The column “${column}” is in the header twice: keep one.`,
      { column },
    ),
  recordTooLong: (line: number, megabytes: number) =>
    refuse(
      'record_too_long',
      `Запись в строке ${line} длиннее ${megabytes} МБ: похоже, в файле нет переводов строк.`,
      `The record at line ${line} is longer than ${megabytes} MB: the file seems to have no line breaks.`,
      { line },
    ),
  noHeader: (header: readonly string[]) =>
    refuse(
      'unknown_header',
      `Не удалось понять, что это за факты: в первой строке нет знакомых столбцов (${header.slice(0, 5).join(', ')}…). Назовите столбцы как в описании или укажите вид: «Что в файлах» на странице, --as в команде.`,
      `It is not clear what facts these are: the first line has no known columns (${header.slice(0, 5).join(', ')}…). Name the columns as documented, or say the kind: “What the files hold” on the page, --as in the command.`,
    ),
  unclearKind: (
    closest: readonly { kind: FactKind; known: readonly string[]; lacking: readonly string[] }[],
    columns: number,
  ) => {
    const ru = closest.map(
      ({ kind, known, lacking }) =>
        `${kind} (знакомых столбцов ${known.length} из ${columns}, ${lacking.length > 0 ? `не хватает ${lacking.join(', ')}` : 'обязательные есть'})`,
    );
    const en = closest.map(
      ({ kind, known, lacking }) =>
        `${kind} (knows ${known.length} of ${columns} columns, ${lacking.length > 0 ? `lacks ${lacking.join(', ')}` : 'lacks no required one'})`,
    );
    return refuse(
      'unclear_kind',
      `Не удалось понять, что это за факты. Ближе всего: ${ru.join('; ')}. Назовите столбцы как в описании или укажите вид: «Что в файлах» на странице, --as в команде.`,
      `It is not clear what facts these are. The closest: ${en.join('; ')}. Name the columns as documented, or say the kind: “What the files hold” on the page, --as in the command.`,
      { closest: closest.map(({ kind }) => kind).join(', ') },
    );
  },
  missingColumns: (kind: FactKind, columns: readonly string[]) =>
    refuse(
      'missing_columns',
      `Для «${kind}» не хватает обязательных столбцов: ${columns.join(', ')}.`,
      `“${kind}” lacks required columns: ${columns.join(', ')}.`,
      { kind, columns: columns.join(', ') },
    ),
  severalKinds: (kinds: readonly FactKind[]) =>
    refuse(
      'several_kinds',
      `Файл подходит к нескольким видам (${kinds.join(', ')}): укажите нужный: «Что в файлах» на странице, --as в команде.`,
      `The file fits several kinds (${kinds.join(', ')}): say which: “What the files hold” on the page, --as in the command.`,
      { kinds: kinds.join(', ') },
    ),
  unknownKind: (kind: string) =>
    refuse(
      'unknown_kind',
      `Нет такого вида фактов: «${kind}». Есть: ${Object.keys(factShapes).join(', ')}.`,
      `There is no such kind of facts: “${kind}”. There are: ${Object.keys(factShapes).join(', ')}.`,
      { kind },
    ),
  timeZone: (timeZone: string) =>
    refuse('unknown_time_zone', `Нет часового пояса «${timeZone}».`, `There is no time zone “${timeZone}”.`, {
      timeZone,
    }),
  cancelled: () =>
    refuse('cancelled', 'Загрузка отменена: ничего не изменилось.', 'The import was cancelled: nothing changed.'),
  interrupted: () =>
    refuse(
      'interrupted',
      'Загрузка прервалась вместе с программой: ничего не изменилось, загрузите файл ещё раз.',
      'The import was cut short with the program: nothing changed, import the file again.',
    ),
  noImport: (importId: number) =>
    refuse(
      'no_such_import',
      `Загрузки ${importId} нет или её уже отменили.`,
      `There is no import ${importId}, or it was undone already.`,
      {
        import: importId,
      },
    ),
};
