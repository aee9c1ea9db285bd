import { Problem, type ProblemBody } from '../../../model/problem.ts';

const refuse = (code: string, ru: string, en: string, where?: ProblemBody['where']): Problem =>
  new Problem({ code, kind: 'input', text: { ru, en }, ...(where ? { where } : {}) });

/** Why an import takes nothing: one plain sentence each. */
export const fileProblems = {
  noRows: (file: string) =>
    refuse(
      'no_rows',
      `В файле «${file}» нет строк: есть только заголовок.`,
      `The file “${file}” has no rows: there is only a header.`,
    ),
  ambiguousDates: (file: string, example: string) =>
    refuse(
      'ambiguous_dates',
      `В файле «${file}» не понять, что в датах первым — день или месяц (например, «${example}»). Ответьте на вопрос о датах: на странице или --dates day|month в команде.`,
      `Day and month can’t be told apart in the file “${file}” (for example, “${example}”). Answer the question about dates: on the page, or --dates day|month in the command.`,
      { file, value: example },
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
  goesOn: (file: string) =>
    refuse(
      'import_goes_on',
      `Программа остановлена: загрузка файла «${file}» продолжится при следующем запуске.`,
      `The program is being stopped: the import of “${file}” goes on at the next start.`,
      { file },
    ),
  fileChanged: (file: string) =>
    refuse(
      'file_changed',
      `Файл «${file}» с тех пор изменился или исчез: продолжить нельзя, загрузите его заново.`,
      `The file “${file}” has changed or is gone: the import can’t go on, import it again.`,
      { file },
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
