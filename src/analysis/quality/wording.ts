import { toMajor } from '../../model/money.ts';
import type { Sentence } from '../../model/problem.ts';
import { formatted } from '../catalogue/words.ts';
import type { FindingEntry } from './catalogue/entry.ts';
import type { Tally } from './tally.ts';

type Language = keyof Sentence;
const locales: Record<Language, string> = { ru: 'ru-RU', en: 'en-GB' };

/** Words of examples that are no ids of the company's own: classes and functions of costs, kinds of facts. */
const exampleWords: Record<string, Sentence> = {
  acquisition: { ru: 'привлечение', en: 'acquisition' },
  activation: { ru: 'вывод на результат', en: 'activation' },
  retention: { ru: 'удержание', en: 'retention' },
  development: { ru: 'развитие', en: 'development' },
  winback: { ru: 'возврат', en: 'win-back' },
  marketing: { ru: 'маркетинг', en: 'marketing' },
  sales: { ru: 'продажи', en: 'sales' },
  order_lines: { ru: 'строки заказов', en: 'order lines' },
  interactions: { ru: 'касания', en: 'interactions' },
  deals: { ru: 'сделки', en: 'deals' },
  payments: { ru: 'платежи', en: 'payments' },
  costs: { ru: 'затраты', en: 'costs' },
};

/** An example in words where its first word is one of ours («costs main»), else as it is. */
const exampleText = (example: string, isWorded: boolean, language: Language): string => {
  if (!isWorded) return example;
  const [first = '', ...rest] = example.split(' ');
  const word = exampleWords[first];
  if (!word) return example;
  return rest.length === 0 ? word[language] : `${word[language]} (${rest.join(' ')})`;
};

const dayText = (day: string | null, language: Language): string => {
  if (day === null) return '';
  if (language === 'ru') return day.split('-').reverse().join('.');
  const options = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(locales.en, options).format(Date.parse(`${day}T00:00:00Z`));
};

const nothing: Sentence = {
  ru: 'Проверять пока нечего: таких данных ещё нет.',
  en: 'There is nothing to check yet: no such data.',
};

/** A part of something as people write it; what is there is never written as none of it. */
export const shareText = (share: number | null, language: Language): string => {
  if (share === null) return '';
  const percent = (value: number) =>
    new Intl.NumberFormat(locales[language], { style: 'percent', maximumFractionDigits: 1 }).format(value);
  if (share > 0 && share < 0.001) return `< ${percent(0.001)}`;
  return percent(share > 0.999 && share < 1 ? 0.999 : share);
};

/** The sentence of a finding with its numbers put in. */
export const findingText = (entry: FindingEntry, tally: Tally, share: number | null, currency: string): Sentence => {
  if (tally.of === 0) return nothing;
  if (tally.count === 0) return entry.fine;
  const isWorded = entry.kind !== 'setting';
  const money = formatted(toMajor(tally.minor, currency), 'money', currency);
  const fill = (language: Language): string => {
    const number = new Intl.NumberFormat(locales[language]);
    const values: Record<string, string> = {
      count: number.format(tally.count),
      of: number.format(tally.of),
      share: shareText(share, language),
      money: money[language],
      since: dayText(tally.since, language),
      until: dayText(tally.until, language),
      examples: tally.examples.map((example) => exampleText(example, isWorded, language)).join(', '),
    };
    return entry.text[language].replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
  };
  return { ru: fill('ru'), en: fill('en') };
};
