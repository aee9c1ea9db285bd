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
  ambiguousNumbers: (file: string, column: string, example: string) =>
    refuse(
      'ambiguous_numbers',
      `В файле «${file}» не понять, как читать «${example}» в столбце «${column}»: это тысячи или тысячные, а других чисел, по которым это видно, нет. Ответьте на вопрос о числах: на странице или --decimal comma|point в команде.`,
      `It can’t be told how to read “${example}” in the column “${column}” of the file “${file}”: thousands or thousandths, and no other number shows which. Answer the question about numbers: on the page, or --decimal comma|point in the command.`,
      { file, column, value: example },
    ),
  mixedNumbers: (
    file: string,
    column: string,
    { open, point, comma }: { open: string; point: string; comma: string },
  ) =>
    refuse(
      'mixed_numbers',
      `В файле «${file}» столбец «${column}» противоречит себе: в «${point}» дробь отделена точкой, в «${comma}» — запятой, и «${open}» можно прочесть и так и так. Запишите числа столбца одним способом и загрузите файл ещё раз.`,
      `In the file “${file}” the column “${column}” contradicts itself: “${point}” has a decimal point, “${comma}” a decimal comma, and “${open}” can be read either way. Write the column’s numbers one way and import the file again.`,
      { file, column, value: open },
    ),
  overlappingCosts: (file: string, { day, campaign, imports }: { day: string; campaign: string; imports: string }) =>
    refuse(
      'overlapping_costs',
      `Расходы кампании «${campaign}» за ${day} уже загружены другим отчётом (загрузка ${imports}), и строки файла «${file}» не совпадают с его строками: те же деньги посчитались бы дважды. Отмените прежнюю загрузку (imports undo ${imports}) или скажите, что это другие деньги: на странице или --answer overlap=add в команде.`,
      `The costs of the campaign “${campaign}” on ${day} are in from another report (import ${imports}), and the rows of “${file}” are not its rows: the same money would count twice. Undo that import (imports undo ${imports}), or say that this is other money: on the page, or --answer overlap=add in the command.`,
      { file, day, campaign, import: imports },
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
