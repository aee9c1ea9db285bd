import { Problem, type ProblemBody } from '../../../../model/problem.ts';

const refuse = (code: string, ru: string, en: string, where?: ProblemBody['where']): Problem =>
  new Problem({ code, kind: 'input', text: { ru, en }, ...(where ? { where } : {}) });

/** Why no table can be read from a file: one plain sentence each. */
export const tableProblems = {
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
      `Файл «${file}» — не таблица: нужен CSV, XLSX, XLS, NDJSON, Parquet или архив с ними.`,
      `The file “${file}” is not a table: bring CSV, XLSX, XLS, NDJSON, Parquet or an archive of them.`,
    ),
  broken: (file: string, format: string) =>
    refuse(
      'broken_file',
      `Файл «${file}» повреждён: прочитать его как ${format} не удалось.`,
      `The file “${file}” is broken: it could not be read as ${format}.`,
    ),
  locked: (file: string) =>
    refuse(
      'locked_file',
      `Файл «${file}» закрыт паролем: снимите пароль и загрузите его снова.`,
      `The file “${file}” is locked with a password: remove it and bring the file again.`,
    ),
  oldWorkbook: (file: string) =>
    refuse(
      'old_workbook',
      `Файл «${file}» сохранён в старом формате Excel: откройте его и сохраните как XLSX.`,
      `The file “${file}” is in an old Excel format: open it and save it as XLSX.`,
    ),
  otherWorkbook: (file: string) =>
    refuse(
      'other_workbook',
      `Файл «${file}» — таблица в формате, который здесь не читается: откройте его и сохраните как XLSX.`,
      `The file “${file}” is a workbook in a format that is not read here: open it and save it as XLSX.`,
    ),
  tooBigMember: (file: string, part: string, megabytes: number) =>
    refuse(
      'too_big_member',
      `Книга «${part}» в архиве «${file}» больше ${megabytes} МБ: распакуйте архив и загрузите её отдельно.`,
      `The workbook “${part}” in the archive “${file}” is over ${megabytes} MB: unpack the archive and bring it by itself.`,
      { part },
    ),
  tooManyTables: (file: string, tables: number, most: number) =>
    refuse(
      'too_many_tables',
      `В файле «${file}» таблиц: ${tables}; больше ${most} за раз не читается.`,
      `The file “${file}” holds ${tables} tables; no more than ${most} are read at once.`,
      { tables, most },
    ),
  tooManyColumns: (columns: number, most: number) =>
    refuse(
      'too_many_columns',
      `В файле ${columns} столбцов; больше ${most} не читается.`,
      `The file has ${columns} columns; no more than ${most} are read.`,
      { columns, most },
    ),
  recordTooLong: (line: number, megabytes: number) =>
    refuse(
      'record_too_long',
      `Запись в строке ${line} длиннее ${megabytes} МБ: похоже, в файле нет переводов строк.`,
      `The record at line ${line} is longer than ${megabytes} MB: the file seems to have no line breaks.`,
      { line },
    ),
  noHeader: (file: string) =>
    refuse(
      'unknown_header',
      `В файле «${file}» не нашлось строки с названиями столбцов.`,
      `No line with the names of columns was found in the file “${file}”.`,
    ),
  notJsonLines: (file: string) =>
    refuse(
      'not_json_lines',
      `Файл «${file}» похож на JSON, но читается только NDJSON: по одному объекту в строке.`,
      `The file “${file}” looks like JSON, but only NDJSON is read: an object in each line.`,
    ),
  noDocuments: (file: string) =>
    refuse('no_rows', `В выписке «${file}» нет ни одного документа.`, `The bank statement “${file}” has no documents.`),
  badDelimiter: (delimiter: string) =>
    refuse(
      'bad_delimiter',
      `Разделителем столбцов может быть один знак, не буква и не кавычка: «${delimiter}» не подходит.`,
      `A delimiter of columns is a single sign, no letter and no quote: “${delimiter}” won’t do.`,
      { delimiter },
    ),
};
