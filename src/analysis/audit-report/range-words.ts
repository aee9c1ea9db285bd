import type { Sentence } from '../../model/problem.ts';
import { moneyWords, say } from '../organisation/words.ts';

const perWords = { month: say('в месяц', 'a month'), once: say('разово', 'once') } as const;

/** Two amounts with the currency's sign once, on the side where the language has it: «64 000 – 108 000 ₽», “₽64,000 – 108,000”. */
const between = (from: string, to: string): string => {
  if (from === to) return to;
  const after = /\s?[^\d\s.,]+$/u.exec(to)?.[0];
  if (after !== undefined) return `${from.endsWith(after) ? from.slice(0, -after.length) : from} – ${to}`;
  const before = /^[^\d\s]+/u.exec(to)?.[0] ?? '';
  return `${from} – ${before !== '' && from.startsWith(before) ? to.slice(before.length) : to}`;
};

/** Money from low to high with its time; one number where both read alike. */
export const rangeWords = (
  { low, high, per }: { low: number; high: number; per: 'month' | 'once' },
  currency: string,
): Sentence => {
  const [from, to] = [moneyWords(low, currency), moneyWords(high, currency)];
  const amount = { ru: between(from.ru, to.ru), en: between(from.en, to.en) };
  return say('{amount} {per}', '{amount} {per}', { amount, per: perWords[per] });
};
