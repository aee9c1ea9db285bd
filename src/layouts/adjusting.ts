import type { Question } from '../model/importing.ts';
import { columnsOfValue, type Mapping } from '../model/mapping.ts';
import type { Sentence } from '../model/problem.ts';
import { type Answers, bindLayout, columnQuestionId, fieldsUnder } from './bind.ts';
import { asked, type SeenTable } from './file-questions.ts';
import type { Layout } from './layout.ts';
import { currencySigns } from './number-marks.ts';

/** The answer that no column of the file is the one asked for. */
export const noColumn = 'none';

/** So many columns are offered; one of a like name is always among them. */
const mostOffered = 8;

const number = new RegExp(
  `^[-+−(]?\\s*(?:${currencySigns}\\s*)?[-+−]?(?:\\d{1,9}|\\d{1,3}(?:[\\s.,’]\\d{3})+)?(?:[.,]\\d+)?\\s*(?:${currencySigns}|%)?\\)?$`,
  'i',
);

/** Latin letters that look like Cyrillic ones. */
const alike: Readonly<Record<string, string>> = {
  a: 'а',
  b: 'в',
  c: 'с',
  e: 'е',
  h: 'н',
  k: 'к',
  m: 'м',
  o: 'о',
  p: 'р',
  t: 'т',
  x: 'х',
  y: 'у',
};

const unit = /(?:^|[^\p{L}])(?:руб(?:лей|ля|ль)?|р|rub|usd|eur|gbp|коп)\.?\s*$/iu;

/** What of a name is compared: its letters and digits, those that look alike as one, without a unit behind it. */
const core = (name: string): string =>
  name
    .trim()
    .replace(unit, '')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[abcehkmoptxy]/g, (letter) => alike[letter] ?? letter)
    .replace(/[^\p{L}\p{N}]/gu, '');

/** How many letters have to be put in, left out or changed to make one name of the other. */
const editsBetween = (one: string, other: string): number => {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1)
      next.push(
        Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1)),
      );
    row = next;
  }
  return row[other.length] ?? 0;
};

/** Whether two names can be one that was written otherwise: up to a letter in seven differs, or a long one is cut short. */
const isAlike = (name: string, known: string): boolean => {
  const [one, other] = [core(name), core(known)];
  if (one === '' || other === '') return false;
  if (one === other) return true;
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  if (short.length >= 8 && long.startsWith(short) && short.length * 2 >= long.length) return true;
  const most = Math.floor(long.length / 7);
  return most > 0 && long.length - short.length <= most && editsBetween(short, long) <= most;
};

/** The columns nothing of a layout is bound to whose cells are all numbers, one at least. */
const numbersNobodyKnows = (table: SeenTable, fields: ReadonlyMap<string, string>): string[] => {
  const bound = new Set(fields.values());
  return table.header.filter((name, at) => {
    const cells = table.samples.map((row) => (row[at] ?? '').trim()).filter((cell) => cell !== '');
    return (
      !bound.has(name) &&
      name.trim() !== '' &&
      cells.length > 0 &&
      cells.every((cell) => /\d/.test(cell) && number.test(cell))
    );
  });
};

/**
 * Which column is it that amounts depend on and the file does not have by any known name, where columns of numbers stand there that nobody knows.
 *
 * Where one of these is called nearly so it must be answered; else it is taken that the file has none, and said.
 */
export const columnQuestions = (layout: Layout | null, table: SeenTable, answers: Answers): Question[] => {
  if (!layout) return [];
  const fields = fieldsUnder(layout, table.header, {});
  const unknown = numbersNobodyKnows(table, fields);
  if (unknown.length === 0) return [];
  return Object.entries(layout.fields).flatMap(([key, field]) => {
    if (fields.has(key) || !field.adjusts) return [];
    const near = unknown.filter((name) => field.names.some((known) => isAlike(name, known)));
    if (near.length === 0 && field.adjusts === 'sometimes') return [];
    const offered = [...near, ...unknown.filter((name) => !near.includes(name))].slice(
      0,
      Math.max(near.length, mostOffered),
    );
    const [called = key] = field.names;
    return [
      asked(
        {
          id: columnQuestionId(key),
          text: {
            ru: `Столбец «${called}» не найден, есть незнакомые столбцы. Который из них он?`,
            en: `The column “${called}” is not found, there are columns nobody knows. Which of them is it?`,
          },
          why: {
            ru: 'От него зависят суммы: без него они посчитались бы неверно.',
            en: 'Amounts depend on it: without it they would be counted wrong.',
          },
          answers: [
            ...offered.map((name) => ({ value: name, text: { ru: `«${name}»`, en: `“${name}”` } })),
            {
              value: noColumn,
              text: { ru: 'Никакой: считать суммы без него', en: 'None: count amounts without it' },
            },
          ],
          byDefault: near.length > 0 ? null : noColumn,
        },
        answers,
      ),
    ];
  });
};

const readBy = ({ outputs }: Mapping): Set<string> =>
  new Set(outputs.flatMap(({ columns }) => Object.values(columns).flatMap(columnsOfValue)));

/** Says which columns a file has that amounts depend on and the mapping remembered of such files, made when they were not there, does not read. */
export const unreadColumns = (
  layout: Layout,
  header: readonly string[],
  remembered: Mapping,
  answers: Answers,
): Sentence[] => {
  const bound = bindLayout(layout, header, answers);
  if (!bound) return [];
  const [now, before] = [readBy(bound), readBy(remembered)];
  return [...fieldsUnder(layout, header, answers)].flatMap(([key, name]) =>
    layout.fields[key]?.adjusts && now.has(name) && !before.has(name)
      ? [
          {
            ru: `Столбец «${name}» в файле есть, а в запомненном сопоставлении его нет: суммы считаются без него. Укажите, куда он идёт, если его нужно учесть.`,
            en: `The file has the column “${name}”, the remembered mapping does not: amounts are counted without it. Say where it goes if it is to be counted.`,
          },
        ]
      : [],
  );
};
