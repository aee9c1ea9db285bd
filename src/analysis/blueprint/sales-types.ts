import type { Sentence } from '../../model/problem.ts';

/** Ways of selling that templates and layouts know, as facts write them. A company may have others: they are told as they are written. */
const known: Readonly<Record<string, Sentence>> = {
  direct: { ru: 'прямые продажи', en: 'direct sales' },
  dealer: { ru: 'дилеры', en: 'dealers' },
  partner: { ru: 'партнёры', en: 'partners' },
  retail: { ru: 'розница', en: 'retail' },
  'e-commerce': { ru: 'интернет-магазин', en: 'online shop' },
  marketplace: { ru: 'маркетплейс', en: 'marketplace' },
};

export const knownSalesTypes: readonly string[] = Object.keys(known);

export const salesTypeWords = (type: string): Sentence => known[type.trim().toLowerCase()] ?? { ru: type, en: type };

/** Several ways of selling in one line. */
export const salesTypesWords = (types: readonly string[], separator = ', '): Sentence => ({
  ru: types.map((type) => salesTypeWords(type).ru).join(separator),
  en: types.map((type) => salesTypeWords(type).en).join(separator),
});
