import { type FactKind, factShapes } from '../model/facts.ts';
import type { Question } from '../model/importing.ts';
import { Problem, type ProblemBody, type Sentence } from '../model/problem.ts';

const refuse = (code: string, ru: string, en: string, where?: ProblemBody['where']): Problem =>
  new Problem({ code, kind: 'input', text: { ru, en }, ...(where ? { where } : {}) });

/** Why it can't be told what a table's columns are: one plain sentence each. */
export const layoutProblems = {
  duplicateColumn: (column: string) =>
    refuse(
      'duplicate_column',
      `Столбец «${column}» встречается в заголовке дважды: оставьте один.`,
      `The column “${column}” is in the header twice: keep one.`,
      { column },
    ),
  noHeader: (header: readonly string[]) =>
    refuse(
      'unknown_header',
      `Не удалось понять, что это за факты: в первой строке нет знакомых столбцов (${header.slice(0, 5).join(', ')}…). Назовите столбцы как в описании или укажите вид: «Это что-то другое?» на странице, --as в команде.`,
      `It is not clear what facts these are: the first line has no known columns (${header.slice(0, 5).join(', ')}…). Name the columns as documented, or say the kind: “Something else?” on the page, --as in the command.`,
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
      `Не удалось понять, что это за факты. Ближе всего: ${ru.join('; ')}. Назовите столбцы как в описании или укажите вид: «Это что-то другое?» на странице, --as в команде.`,
      `It is not clear what facts these are. The closest: ${en.join('; ')}. Name the columns as documented, or say the kind: “Something else?” on the page, --as in the command.`,
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
      `Файл подходит к нескольким видам (${kinds.join(', ')}): укажите нужный: «Это что-то другое?» на странице, --as в команде.`,
      `The file fits several kinds (${kinds.join(', ')}): say which: “Something else?” on the page, --as in the command.`,
      { kinds: kinds.join(', ') },
    ),
  unknownKind: (kind: string) =>
    refuse(
      'unknown_kind',
      `Нет такого вида фактов: «${kind}». Есть: ${Object.keys(factShapes).join(', ')}.`,
      `There is no such kind of facts: “${kind}”. There are: ${Object.keys(factShapes).join(', ')}.`,
      { kind },
    ),
  openQuestions: (file: string, questions: readonly Sentence[]) =>
    refuse(
      'open_question',
      `Прежде чем взять файл «${file}», нужен ответ: ${questions.map(({ ru }) => ru).join(' ')} Ответить можно на странице «Данные» или в команде: --answer ВОПРОС=ОТВЕТ.`,
      `Before the file “${file}” can be taken, an answer is needed: ${questions.map(({ en }) => en).join(' ')} Answer on the Data page, or in the command: --answer QUESTION=ANSWER.`,
      { file },
    ),
  badAnswer: ({ id, text, answer, answers }: Question) => {
    const choices = answers.map(({ value }) => value).join(', ');
    return refuse(
      'bad_answer',
      `На вопрос «${text.ru}» (${id}) нет ответа «${answer}». Есть: ${choices}.`,
      `The question “${text.en}” (${id}) has no answer “${answer}”. There are: ${choices}.`,
      { question: id },
    );
  },
  unknownQuestion: (id: string, known: readonly string[]) =>
    refuse(
      'unknown_question',
      `Вопроса «${id}» нет. Об этом файле можно ответить на: ${known.join(', ')}.`,
      `There is no question “${id}”. Of this file these can be answered: ${known.join(', ')}.`,
      { question: id },
    ),
  unknownLayout: (id: string) =>
    refuse(
      'unknown_layout',
      `Такой раскладки нет: «${id}». Список: conveyor import --layouts.`,
      `There is no layout “${id}”. To list them: conveyor import --layouts.`,
      { layout: id },
    ),
  notThisLayout: (layout: string, lacking: readonly string[]) =>
    refuse(
      'not_this_layout',
      `Файл не похож на «${layout}»: нет ${lacking.join(', ')}.`,
      `The file is not “${layout}”: it lacks ${lacking.join(', ')}.`,
      { layout },
    ),
  badMapping: (why: Sentence) =>
    refuse('bad_mapping', `Соответствие столбцов не подходит: ${why.ru}`, `The mapping does not fit: ${why.en}`),
};
