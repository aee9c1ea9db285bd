import type { Conveyor } from '../model/conveyor.ts';
import { toMajor } from '../model/money.ts';
import type { Filter } from '../model/numbers.ts';
import type { Period } from '../model/period.ts';
import { type Leak, leaksBySegment } from '../store/warehouse/questions/leaks.ts';
import type { LedgerContext } from './ledger-context.ts';

const daysInYear = 365;

/**
 * What the customers who fell out would have brought in a year, in minor units: their number × the yearly habitual gross
 * profit of an active customer of their segment. Null where that profit is not known.
 */
const worthOf = (leaks: readonly Leak[], count: (leak: Leak) => number): number | null => {
  let sum = 0;
  for (const leak of leaks) {
    const fallen = count(leak);
    if (fallen === 0) continue;
    if (leak.habitualProfitMinor === null || leak.activeDays === 0) return null;
    sum += (fallen * leak.habitualProfitMinor * daysInYear) / leak.activeDays;
  }
  return Math.round(sum);
};

const total = (leaks: readonly Leak[], count: (leak: Leak) => number): number =>
  leaks.reduce((sum, leak) => sum + count(leak), 0);

const percent = (share: number, language: 'ru' | 'en'): string =>
  new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(share);

const counted = (count: number, language: 'ru' | 'en'): string => new Intl.NumberFormat(language).format(count);

/**
 * The station after the sale where a period lost most: customers without a result, or customers lost.
 *
 * Both are priced alike, by what an average active customer of the segment brings a year (ours; no outside authority), so that
 * they can be compared. A customer lost before any result counts at the result station only. Null where nobody fell out.
 */
export const weakestLink = async (
  context: LedgerContext,
  period: Period,
  filter?: Filter,
): Promise<Conveyor['weakest']> => {
  const leaks = await leaksBySegment(context.warehouse, context.scope, period, filter);
  const results =
    context.settings.activation_kinds.length > 0 || total(leaks, (leak) => leak.newCustomers - leak.withoutResult) > 0;
  const withoutResult = results ? total(leaks, (leak) => leak.withoutResult) : 0;
  const lostOf = (leak: Leak): number => (results ? leak.lostWithResult : leak.lost);
  const lost = total(leaks, lostOf);
  if (withoutResult === 0 && lost === 0) return null;
  const stuckWorth = results ? worthOf(leaks, (leak) => leak.withoutResult) : 0;
  const lostWorth = worthOf(leaks, lostOf);
  const isStuck = stuckWorth === null || lostWorth === null ? withoutResult >= lost : stuckWorth >= lostWorth;
  const worth = isStuck ? stuckWorth : lostWorth;
  const moneyYear = worth === null ? null : toMajor(worth, context.settings.currency);
  if (isStuck) {
    const share = withoutResult / total(leaks, (leak) => leak.newCustomers);
    return {
      stage: 'new',
      title: { ru: 'Выведение на результат', en: 'Bringing to result' },
      text: {
        ru: `${percent(share, 'ru')} новых не дошли до результата (${counted(withoutResult, 'ru')})`,
        en: `${percent(share, 'en')} of new customers never reached a result (${counted(withoutResult, 'en')})`,
      },
      moneyYear,
    };
  }
  return {
    stage: 'lost',
    title: { ru: 'Удержание', en: 'Retention' },
    text: {
      ru: `${results ? 'Потеряно клиентов, которые уже были на результате' : 'Потеряно клиентов'}: ${counted(lost, 'ru')}`,
      en: `${results ? 'Customers lost who had reached a result' : 'Customers lost'}: ${counted(lost, 'en')}`,
    },
    moneyYear,
  };
};
