import { type FactKind, factShapes } from '../model/facts.ts';
import type { Question } from '../model/importing.ts';
import { columnsOfValue, type Mapping, type Value } from '../model/mapping.ts';
import type { Answers } from './bind.ts';
import type { Layout } from './layout.ts';
import { decimalMarks, type NumberEvidence, numberForms, numbersOf, writesPoint } from './number-marks.ts';

/** A table of a file as it was seen. */
export type SeenTable = {
  fileName: string;
  format: string;
  header: readonly string[];
  samples: readonly (readonly string[])[];
};

const yes = (value: string, ru: string, en: string) => ({ value, text: { ru, en } });

export const asked = (
  question: Omit<Question, 'answer' | 'answers'> & { answers: readonly Question['answers'][number][] },
  answers: Answers,
): Question => ({ ...question, answers: [...question.answers], answer: answers[question.id] ?? null });

const isNet = (value: Value): boolean => 'net' in value;

export const vatQuestion = (layout: Layout | null, mapping: Mapping, answers: Answers): Question[] => {
  if (!mapping.outputs.some(({ columns }) => Object.values(columns).some(isNet))) return [];
  const hint = layout?.vatHint;
  return [
    asked(
      {
        id: 'vat',
        text: { ru: 'Суммы в файле с НДС?', en: 'Do the file’s amounts include VAT?' },
        why: {
          ru: `Все числа здесь без НДС.${hint ? ` ${hint.ru}` : ''} Ставка берётся по дате строки: 20 %, с 2026 года 22 %.`,
          en: `All numbers here are without VAT.${hint ? ` ${hint.en}` : ''} The rate is that of the row’s day: 20 %, 22 % from 2026.`,
        },
        answers: [
          yes('as_given', 'Нет, НДС вычитать не нужно', 'No, nothing is to be taken off'),
          yes('included', 'Да, вычесть НДС', 'Yes, take VAT off'),
        ],
        byDefault: 'as_given',
      },
      answers,
    ),
  ];
};

const slashed = /^\s*(\d{1,2})[/-](\d{1,2})(?:[/-]\d{4}|\/\d{2}(?!\d))/;

/** The cells the samples have in the columns of facts that `wants` chooses. */
const cellsOf = (table: SeenTable, mapping: Mapping, wants: (kind: FactKind, column: string) => boolean): string[] => {
  const names = new Set(
    mapping.outputs.flatMap(({ kind, columns }) =>
      Object.entries(columns).flatMap(([column, value]) => (wants(kind, column) ? columnsOfValue(value) : [])),
    ),
  );
  const indexes = table.header.flatMap((name, at) => (names.has(name) ? [at] : []));
  return table.samples.flatMap((row) => indexes.map((at) => row[at] ?? ''));
};

const typeOf = (kind: FactKind, column: string) =>
  column === 'updated_at' ? 'moment' : factShapes[kind].columns.find(({ name }) => name === column)?.type;

/** What has to be known where a file's dates could be read either way. */
export const dateQuestion = (example: string | number = '03/04/2025', answer: string | null = null): Question => ({
  id: 'dates',
  text: { ru: `Что первым в датах вида ${example}?`, en: `What comes first in dates like ${example}?` },
  why: {
    ru: 'По самому файлу этого не понять, а ошибка переставит месяцы.',
    en: 'The file itself does not tell, and a wrong guess would move months about.',
  },
  answers: [yes('day', 'День', 'The day'), yes('month', 'Месяц', 'The month')],
  byDefault: null,
  answer,
});

export const dateQuestions = (table: SeenTable, mapping: Mapping): Question[] => {
  const isDate = (kind: FactKind, column: string) => ['moment', 'day', 'month'].includes(String(typeOf(kind, column)));
  const parts = cellsOf(table, mapping, isDate).flatMap((cell) => {
    const [text, a, b] = slashed.exec(cell) ?? [];
    return text === undefined ? [] : [{ text, a: Number(a), b: Number(b) }];
  });
  const open = parts.find(({ a, b }) => a <= 12 && b <= 12 && a !== b);
  const tells = parts.some(({ a }) => a > 12) !== parts.some(({ b }) => b > 12);
  return !open || tells ? [] : [dateQuestion(open.text.trim(), mapping.dates ?? null)];
};

/** What has to be known where a file's numbers could be read either way, a thousand times apart. */
export const decimalQuestion = (example: string | number = '1.234', answer: string | null = null): Question => ({
  id: 'decimal',
  text: {
    ru: `Чем отделена дробная часть в числах вида ${example}?`,
    en: `What is the decimal mark in numbers like ${example}?`,
  },
  why: {
    ru: 'По самому файлу этого не понять: это тысячи или тысячные, и ошибка изменит число в тысячу раз.',
    en: 'The file itself does not tell: these are thousands or thousandths, and a wrong guess would be wrong a thousand times.',
  },
  answers: [
    yes(
      'comma',
      'Запятой: 1.234 — тысяча двести тридцать четыре',
      'The comma: 1.234 is one thousand two hundred and thirty-four',
    ),
    yes(
      'point',
      'Точкой: 1,234 — тысяча двести тридцать четыре',
      'The point: 1,234 is one thousand two hundred and thirty-four',
    ),
  ],
  byDefault: null,
  answer,
});

/** What has to be known where another report of the source has told of the same days and campaigns, cut otherwise. */
export const overlapQuestion = (): Question => ({
  id: 'overlap',
  text: {
    ru: 'Расходы за эти дни и кампании уже есть из другого отчёта. Считать вместе?',
    en: 'Another report has told the costs of these days and campaigns. Count both?',
  },
  why: {
    ru: 'Строки отчётов разные (например, по объявлениям и по фразам), и одни и те же деньги посчитались бы дважды. Чтобы заменить прежний отчёт, отмените его загрузку.',
    en: 'The rows of the reports differ (by ads and by keywords, say), and the same money would count twice. To replace the earlier report, undo its import.',
  },
  answers: [yes('add', 'Да, это другие деньги', 'Yes, this is other money')],
  byDefault: null,
  answer: null,
});

const longestNumber = 100;
const inBrowser = (form: string): RegExp => new RegExp(form.replace(/^\(\?i\)/, ''), 'i');
const forms = {
  open: inBrowser(numberForms.open),
  point: inBrowser(numberForms.point),
  comma: inBrowser(numberForms.comma),
};

const evidenceOf = (table: SeenTable, names: readonly string[]): NumberEvidence => {
  const cells = names.flatMap((name) => table.samples.map((row) => (row[table.header.indexOf(name)] ?? '').trim()));
  const one = (form: RegExp) => cells.find((cell) => cell.length <= longestNumber && form.test(cell)) ?? '';
  return { open: one(forms.open), point: one(forms.point), comma: one(forms.comma) };
};

export const decimalQuestions = (table: SeenTable, mapping: Mapping): Question[] => {
  // What these formats leave open stands in texts among numbers, which the whole file tells.
  if (writesPoint(table.format)) return [];
  const evidence = numbersOf(mapping).map((value) => evidenceOf(table, columnsOfValue(value)));
  const marks = decimalMarks(evidence, undefined, []);
  // A column that proves both marks is no question: the import refuses it.
  const open = evidence.find(({ open, point }, at) => open !== '' && point === '' && marks[at] === null);
  return open ? [decimalQuestion(open.open, mapping.decimal ?? null)] : [];
};

const marks: readonly [RegExp, string[]][] = [
  [/₽|руб|(^|[\s\d])р\.|\brub\b|\brur\b/i, ['RUB']],
  [/€|\beur\b/i, ['EUR']],
  [/£|\bgbp\b/i, ['GBP']],
  [/₸|\bkzt\b|тенге/i, ['KZT']],
  [/\$|\busd\b/i, ['USD']],
  [/¥|￥/, ['CNY', 'JPY']],
  [/\bkr\b/i, ['SEK', 'NOK', 'DKK']],
];

export const currencyQuestion = (table: SeenTable, mapping: Mapping, answers: Answers, base: string): Question[] => {
  const without = {
    ...mapping,
    outputs: mapping.outputs.filter(({ columns }) => !('currency' in columns)),
  };
  const cells = cellsOf(table, without, (kind, column) => typeOf(kind, column) === 'money');
  const found = [...new Set(marks.flatMap(([mark, codes]) => (cells.some((cell) => mark.test(cell)) ? codes : [])))];
  if (found.length === 0 || (found.length === 1 && found[0] === base)) return [];
  return [
    asked(
      {
        id: 'currency',
        text: { ru: 'В какой валюте суммы файла?', en: 'Which currency are the file’s amounts in?' },
        why: {
          ru: `Столбца с валютой нет, а в суммах стоят знаки не только ${base}.`,
          en: `There is no column of currencies, and the amounts show signs of others than ${base}.`,
        },
        answers: [...new Set([...found, base])].map((code) => yes(code, code, code)),
        byDefault: null,
      },
      answers,
    ),
  ];
};
