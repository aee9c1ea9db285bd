import type { Sentence } from '../../model/problem.ts';
import { formatted } from '../catalogue/words.ts';

type Language = keyof Sentence;
const locales = { ru: 'ru-RU', en: 'en-GB' } as const;

/** What a sentence may be filled with: words of both languages, or something written alike in both. */
export type Part = Sentence | string | number;

const partIn = (part: Part, language: Language): string =>
  typeof part === 'object' ? part[language] : typeof part === 'number' ? numberIn(part, language) : part;

/** Made when first needed, and once: making one takes longer than a hundred numbers. */
const onDemand = <Made>(make: () => Made): (() => Made) => {
  let made: Made | undefined;
  return () => {
    made ??= make();
    return made;
  };
};

const numbersOf = (language: Language) =>
  onDemand(() =>
    [0, 1].map((maximumFractionDigits) => new Intl.NumberFormat(locales[language], { maximumFractionDigits })),
  );
const formats = { ru: numbersOf('ru'), en: numbersOf('en') };

const numberIn = (value: number, language: Language): string =>
  formats[language]()[Math.abs(value) >= 100 ? 0 : 1]?.format(value) ?? '';

/** A sentence in both languages with `{name}` put in. */
export const say = (ru: string, en: string, parts: Readonly<Record<string, Part>> = {}): Sentence => {
  const fill = (text: string, language: Language): string =>
    text.replaceAll(/\{(\w+)\}/g, (_, name: string) => partIn(parts[name] ?? '', language));
  return { ru: fill(ru, 'ru'), en: fill(en, 'en') };
};

export const moneyWords = (amount: number, currency: string): Sentence =>
  formatted(Math.round(amount), 'money', currency);

const dates = onDemand(
  () => new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }),
);
export const dayWords = (day: string): Sentence => ({
  ru: day.split('-').reverse().join('.'),
  en: dates().format(new Date(`${day}T00:00:00Z`)),
});

export const shareWords = (share: number): Sentence => formatted(share, 'ratio', '');

/** A name in quotation marks, unless it begins with its own; those within become the inner kind. */
export const quoted = (name: Sentence): Sentence => ({
  ru: /^[«"“]/.test(name.ru) ? name.ru : `«${name.ru.replaceAll('«', '„').replaceAll('»', '“')}»`,
  en: /^[«"“]/.test(name.en) ? name.en : `“${name.en.replaceAll('“', '‘').replaceAll('”', '’')}”`,
});

const most = 3;

/** The first few things' names in a row, the rest counted; names are made only as far as they are shown. */
export const listedOf = <Thing>(things: readonly Thing[], nameOf: (thing: Thing) => Sentence): Sentence => {
  const shown: Sentence[] = [];
  let seen = 0;
  for (const thing of things) {
    if (shown.length === most) break;
    const name = nameOf(thing);
    seen++;
    if (!shown.some(({ ru, en }) => ru === name.ru && en === name.en)) shown.push(name);
  }
  const rest = things.length - seen;
  const inLanguage = (language: Language, more: string): string =>
    shown.map((name) => name[language]).join(', ') + (rest > 0 ? more : '');
  return { ru: inLanguage('ru', ` и ещё ${rest}`), en: inLanguage('en', ` and ${rest} more`) };
};

/** Names in a row, the rest counted. */
export const listed = (names: readonly Sentence[]): Sentence => listedOf(names, (name) => name);

type Forms = readonly [one: string, few: string, many: string];
const russian = onDemand(() => new Intl.PluralRules('ru-RU'));

/** A count with its noun: Russian in its three forms (1 клетка, 2 клетки, 5 клеток), English in two. */
export const counted = (n: number, ru: Forms, en: readonly [one: string, many: string]): Sentence => {
  const rule = russian().select(n);
  const form = rule === 'one' ? ru[0] : rule === 'many' ? ru[2] : ru[1];
  return { ru: `${numberIn(n, 'ru')} ${form}`, en: `${numberIn(n, 'en')} ${n === 1 ? en[0] : en[1]}` };
};

export const customersWords = (n: number): Sentence =>
  counted(n, ['клиент', 'клиента', 'клиентов'], ['customer', 'customers']);
export const cellsWords = (n: number): Sentence => counted(n, ['клетка', 'клетки', 'клеток'], ['cell', 'cells']);
export const hoursWords = (n: number): Sentence => counted(Math.round(n), ['час', 'часа', 'часов'], ['hour', 'hours']);
