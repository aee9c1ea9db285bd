import { normalName } from './names.ts';

/** What the samples of a column look like, as shares of its filled cells from 0 to 1; all 0 where nothing is filled. */
export type Look = {
  name: string;
  normal: string;
  filled: number;
  dates: number;
  numbers: number;
  /** Numbers with a fraction or over a thousand with a separator: amounts rather than numbers of things. */
  amounts: number;
  emails: number;
  phones: number;
  taxIds: number;
  currencies: number;
  /** Distinct values among the filled. */
  distinct: number;
  spaced: number;
  /** What is filled, and every row's cell. */
  values: readonly string[];
  cells: readonly string[];
};

/** What is looked for is shorter, and a test of a number tries every way to cut a cell of nothing but digits and spaces in two. */
const longest = 200;

const date =
  /^(\d{4}[-/.]\d{1,2}([-/.]\d{1,2})?|\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{1,2}([./])\d{1,2}\3\d{2})г?\.?([T ,]+\d{1,2}:\d{2}(:\d{2})?([.,]\d+)?)? ?(Z|UTC|[+-]\d{2}:?\d{2})?$/;
const number = /^[-+(]?[\s\u00a0]*\d[\d\s\u00a0.,’']*\)?\s*(₽|руб\.?|р\.|\$|€|%)?$/;
const amount = /[.,]\d{1,2}\)?\s*(₽|руб\.?|р\.|\$|€)?$|₽|руб|\$|€|\d[\s\u00a0]\d{3}\b/;
const email = /^[^\s@,;]+@[^\s@,;]+\.[^\s@,;]{2,}$/;
const phone = /^(\+\d|8|7)?[\s\u00a0(-]*\d{3}[\s\u00a0)-]*\d{3}[\s\u00a0-]?\d{2}[\s\u00a0-]?\d{2}$/;
const currency = /^(RUB|RUR|USD|EUR|GBP|CNY|KZT|BYN|TRY|AED|UAH|UZS|₽|\$|€|руб\.?)$/i;

const weighed = (digits: readonly number[], weights: readonly number[]): number =>
  (weights.reduce((total, weight, at) => total + weight * (digits[at] ?? 0), 0) % 11) % 10;

/** Whether a text is a Russian tax number by its own check digits. */
export const isTaxId = (text: string): boolean => {
  if (!/^(\d{10}|\d{12})$/.test(text)) return false;
  const digits = [...text].map(Number);
  const tail = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
  if (digits.length === 10) return weighed(digits, tail.slice(2)) === digits[9];
  return weighed(digits, tail.slice(1)) === digits[10] && weighed(digits, tail) === digits[11];
};

/** What each column of a table looks like. */
export const looksOf = (header: readonly string[], samples: readonly (readonly string[])[]): Look[] =>
  header.map((name, at) => {
    const cells = samples.map((row) => (row[at] ?? '').trim());
    const values = cells.filter((cell) => cell !== '');
    const share = (suits: (text: string) => boolean): number =>
      values.length === 0 ? 0 : values.filter((text) => text.length <= longest && suits(text)).length / values.length;
    return {
      name,
      normal: normalName(name.replace(/ \(\d+\)$/, '')).replaceAll('_', ' '),
      filled: samples.length === 0 ? 0 : values.length / samples.length,
      dates: share((text) => date.test(text)),
      numbers: share((text) => number.test(text)),
      amounts: share((text) => number.test(text) && amount.test(text)),
      emails: share((text) => email.test(text)),
      phones: share((text) => phone.test(text)),
      taxIds: share(isTaxId),
      currencies: share((text) => currency.test(text)),
      distinct: values.length === 0 ? 0 : new Set(values).size / values.length,
      spaced: values.length === 0 ? 0 : values.filter((text) => /\s/.test(text)).length / values.length,
      values,
      cells,
    };
  });
