import type { DesignFacts } from '../../../model/blueprint/facts.ts';
import type { DesignedStage } from '../../../model/blueprint/organisation.ts';
import type { Sentence } from '../../../model/problem.ts';
import type { Line } from '../responsibility.ts';
import { customersWords, moneyWords, say, shareWords } from '../words.ts';
import { type Found, factsOfSegment, meansSegment, type Scene } from './scene.ts';

type SegmentFacts = DesignFacts['segments'][number];
type Price = Pick<Found, 'money' | 'moneyHow'>;

const ratio = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);
const best = (values: (number | null)[], better: (a: number, b: number) => number): number | null =>
  values.reduce<number | null>((a, b) => (a === null ? b : b === null ? a : better(a, b)), null);

const lossRate = ({ lost, active }: SegmentFacts): number | null => ratio(lost, lost + active);
const returnRate = ({ wonBack, lost }: SegmentFacts): number | null => ratio(wonBack, lost);

type Priced = { own: SegmentFacts; profit: number; all: SegmentFacts[]; currency: string };

/** New customers who bought and never reached a result, at what a customer of habit brings; low if they left as others of the segment do. */
const priceOfNew = ({ own, profit, currency }: Priced): Price => {
  const high = own.withoutResult * profit;
  const low = high * (1 - (lossRate(own) ?? 0));
  return {
    money: { low: Math.round(low), high: Math.round(high) },
    moneyHow: say(
      'Новые за год без результата: {n} × {profit} валовой прибыли в год с постоянного клиента сегмента; нижняя граница — если и они уходят так же часто, как остальные.',
      'New ones of the year without a result: {n} × {profit} of gross profit a year from a regular customer of the segment; the lower bound is if they too leave as often as the others.',
      { n: own.withoutResult, profit: moneyWords(profit, currency) },
    ),
  };
};

const priceOfLosses = ({ own, profit, all, currency }: Priced): Price => {
  const least = best(all.map(lossRate), Math.min);
  const low = Math.max(0, own.lost - (least ?? 0) * (own.lost + own.active)) * profit;
  return {
    money: { low: Math.round(low), high: Math.round(own.lost * profit) },
    moneyHow: say(
      'Потеряно за год: {n} × {profit} валовой прибыли в год; нижняя граница — если терять так же мало, как лучший сегмент.',
      'Lost in the year: {n} × {profit} of gross profit a year; the lower bound is losing as few as the best segment does.',
      { n: own.lost, profit: moneyWords(profit, currency) },
    ),
  };
};

/** As many more come back as would if the segment returned its lost like the segment best at it; nothing where it is the best. */
const priceOfReturns = ({ own, profit, all, currency }: Priced): Price => {
  const most = Math.min(1, best(all.map(returnRate), Math.max) ?? 0);
  const more = most * own.lost - own.wonBack;
  if (more <= 0) return {};
  return {
    money: { low: 0, high: Math.round(more * profit) },
    moneyHow: say(
      'Если возвращать ту же долю потерянных, что лучший сегмент ({share}), вернётся ещё {more} × {profit} валовой прибыли в год.',
      'If the same part of the lost came back as in the best segment ({share}): {more} more × {profit} of gross profit a year.',
      { share: shareWords(most), more: customersWords(Math.round(more)), profit: moneyWords(profit, currency) },
    ),
  };
};

const habit: readonly DesignedStage[] = ['at_risk', 'regular', 'activated'];

/**
 * What a year without an owner costs: only what the facts allow to reckon.
 *
 * The same lost customers are priced once: in the first unowned of the stages at risk, regular, activated.
 */
export const priceOfNoOwner = (scene: Scene, { stage, segment }: Line, unowned: readonly DesignedStage[]): Price => {
  const own = factsOfSegment(scene, segment);
  if (scene.facts === null || own === null || own.profitYear === null || own.profitYear <= 0) return {};
  const priced = {
    own,
    profit: own.profitYear,
    all: scene.facts.segments.filter(({ customers }) => customers > 0),
    currency: scene.facts.currency,
  };
  if (stage === 'new') return own.withoutResult > 0 ? priceOfNew(priced) : {};
  if (stage === 'winback' || (stage === 'lost' && !unowned.includes('winback'))) return priceOfReturns(priced);
  return habit.find((each) => unowned.includes(each)) === stage && own.lost > 0 ? priceOfLosses(priced) : {};
};

/** Direct cost of a class that is written to a segment. */
const costOf = (scene: Scene, segment: string, wanted: 'winback' | 'acquisition'): number =>
  (scene.facts?.costs ?? [])
    .filter((cost) => cost.class === wanted && meansSegment(scene, cost.segment, segment))
    .reduce((total, { amount }) => total + amount, 0);

/** What happens to the customers nobody answers for, told from facts; empty where there are none. */
export const storyOfNoOwner = (scene: Scene, { stage, segment }: Line): Sentence => {
  const own = factsOfSegment(scene, segment);
  const nothing = say('', '');
  if (scene.facts === null || own === null || segment === null) return nothing;
  if (stage === 'new' && own.newCustomers > 0 && own.withoutResult > 0)
    return say(
      ' За год {share} новых не дошли до результата: {n} из {of}.',
      ' Over the year {share} of the new never reached a result: {n} of {of}.',
      { share: shareWords(own.withoutResult / own.newCustomers), n: own.withoutResult, of: own.newCustomers },
    );
  const { currency } = scene.facts;
  if (stage === 'winback' && own.wonBack > 0 && own.newCustomers > 0) {
    const back = costOf(scene, segment, 'winback') / own.wonBack;
    const won = costOf(scene, segment, 'acquisition') / own.newCustomers;
    if (back > 0 && won > back)
      return say(
        ' Вернуть клиента стоит {back}, а привлечь нового — {won}.',
        ' A customer won back costs {back}, a new one {won}.',
        { back: moneyWords(back, currency), won: moneyWords(won, currency) },
      );
  }
  if (['winback', 'lost', 'at_risk', 'regular', 'activated'].includes(stage) && own.lost > 0)
    return say(' За год потеряно {n}.', ' {n} were lost over the year.', { n: customersWords(own.lost) });
  return nothing;
};
