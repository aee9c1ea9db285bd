import type { Audit, AuditQuestion } from '../../model/audit/audit.ts';
import type { DesignFindingCode } from '../../model/blueprint/finding.ts';
import { say } from '../organisation/words.ts';
import { type AuditMatter, rangeWords } from './matter.ts';
import { weakAnswer } from './prices/prices.ts';

/** Design findings that say where a price arises. */
const placesOf: Partial<Record<string, { codes: readonly DesignFindingCode[]; otherwise: string }>> = {
  activation_lost: { codes: ['stage_without_owner'], otherwise: 'stages:new' },
  stages_unowned: { codes: ['stage_without_owner'], otherwise: 'stages' },
  losses_above_best: { codes: [], otherwise: 'stages:lost' },
  channels_without_customers: { codes: [], otherwise: 'channels' },
  winback_not_done: { codes: [], otherwise: 'stages:winback' },
  off_journey_spend: { codes: ['off_journey_cost'], otherwise: 'channels' },
  campaigns_unlinked: { codes: ['off_journey_campaign'], otherwise: 'campaigns' },
};

const whereOf = ({ findings }: AuditMatter, code: string): string[] => {
  const place = placesOf[code];
  if (place === undefined) return [];
  const priced = findings.find((each) => place.codes.includes(each.code) && each.money !== undefined);
  return priced === undefined ? [place.otherwise] : priced.where.map(({ collection, id }) => `${collection}:${id}`);
};

const middle = ({ price }: AuditQuestion): number | null =>
  price === null || price.low === null || price.high === null ? null : (price.low + price.high) / 2;

/**
 * The one place to begin: of the weak answers (final score up to 2) the one whose price a month is greatest, by the middle of its interval.
 *
 * Equal prices: the lower score, then the earlier question. Where no weak answer has a price, the lowest score, the earlier question of
 * several: later ones rest on it. Null where no answer is weak, or where nothing is there to be audited at all. Ours.
 */
export const weakestLinkOf = (matter: AuditMatter, questions: readonly AuditQuestion[]): Audit['weakest_link'] => {
  if (!matter.hasFacts && matter.design === null && matter.survey === null) return null;
  const weak = questions.filter(({ final }) => final <= weakAnswer);
  const dearest = weak
    .filter((each) => middle(each) !== null)
    .sort((a, b) => (middle(b) ?? 0) - (middle(a) ?? 0) || a.final - b.final || a.q - b.q)[0];
  const lowest = [...weak].sort((a, b) => a.final - b.final || a.q - b.q)[0];
  const chosen = dearest ?? lowest;
  if (chosen === undefined) return null;
  const { q, price, name, final } = chosen;
  if (dearest === undefined || price === null || price.low === null || price.high === null)
    return {
      code: price?.code ?? 'lowest_score',
      q,
      where: [],
      text: say('Вопрос {q}. {name}: {final} из 4', 'Question {q}. {name}: {final} of 4', { q, name, final }),
      why: say(
        'Цену слабых ответов пока не посчитать, поэтому берётся самый низкий балл; из равных — более ранний вопрос: следующие на нём стоят.',
        'No weak answer can be priced yet, so the lowest score is taken; of several the earlier question, for later ones rest on it.',
      ),
      money: null,
      link: chosen.points[0]?.link ?? '/',
    };
  return {
    code: price.code,
    q,
    where: whereOf(matter, price.code),
    text: price.text,
    why: say(
      'Из слабых ответов (до 2 из 4) с известной ценой этот стоит дороже всех: {money} в месяц. Всего таких: {n}.',
      'Of the weak answers (up to 2 of 4) with a known price this one costs most: {money} a month. There are {n} of them.',
      {
        money: rangeWords(price.low, price.high, matter.currency),
        n: weak.filter((each) => middle(each) !== null).length,
      },
    ),
    money: { low: price.low, high: price.high, per: price.per },
    link: price.link,
  };
};
