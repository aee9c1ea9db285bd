import type { DesignFacts } from '../../../model/blueprint/facts.ts';
import type { DesignedStage } from '../../../model/blueprint/organisation.ts';
import type { Sentence } from '../../../model/problem.ts';
import { customersWords, moneyWords, say, shareWords } from '../words.ts';
import { type Found, factsOfSegment, meansSegment, type Scene } from './scene.ts';

type SegmentFacts = DesignFacts['segments'][number];

const ratio = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);
const best = (values: (number | null)[], better: (a: number, b: number) => number): number | null =>
  values.reduce<number | null>((a, b) => (a === null ? b : b === null ? a : better(a, b)), null);

const lossRate = ({ lost, active }: SegmentFacts): number | null => ratio(lost, lost + active);
const returnRate = ({ wonBack, lost }: SegmentFacts): number | null => ratio(wonBack, lost);

type Priced = { own: SegmentFacts; profit: number; all: SegmentFacts[] };
type Range = { low: number; high: number };

/** New customers who bought and never reached a result, at what a customer of habit brings; low if they left as others of the segment do. */
const priceOfNew = ({ own, profit }: Priced): Range => {
  const high = own.withoutResult * profit;
  return { low: high * (1 - (lossRate(own) ?? 0)), high };
};

const priceOfLosses = ({ own, profit, all }: Priced): Range => {
  const least = best(all.map(lossRate), Math.min) ?? 0;
  return { low: Math.max(0, own.lost - least * (own.lost + own.active)) * profit, high: own.lost * profit };
};

/** As many more come back as would if the segment returned its lost like the segment best at it; nothing where it is the best. */
const priceOfReturns = ({ own, profit, all }: Priced): Range => {
  const most = Math.min(1, best(all.map(returnRate), Math.max) ?? 0);
  return { low: 0, high: Math.max(0, most * own.lost - own.wonBack) * profit };
};

const habit: readonly DesignedStage[] = ['at_risk', 'regular', 'activated'];

type Way = { price: (priced: Priced) => Range; how: Sentence };

const ofNew: Way = {
  price: priceOfNew,
  how: say(
    'Новые за год без результата × валовая прибыль за год с постоянного клиента их сегмента; нижняя граница — если и они уходят так же часто, как остальные.',
    'New ones of the year without a result × a year’s gross profit from a regular customer of their segment; the lower bound is if they too leave as often as the others.',
  ),
};
const ofLosses: Way = {
  price: priceOfLosses,
  how: say(
    'Потерянные за год × валовая прибыль за год с постоянного клиента их сегмента; нижняя граница — если терять так же мало, как лучший сегмент.',
    'Lost in the year × a year’s gross profit from a regular customer of their segment; the lower bound is losing as few as the best segment does.',
  ),
};
const ofReturns: Way = {
  price: priceOfReturns,
  how: say(
    'Если возвращать ту же долю потерянных, что лучший сегмент: сколько вернётся ещё × валовая прибыль за год с постоянного клиента.',
    'If the same part of the lost came back as in the best segment: how many more × a year’s gross profit from a regular customer.',
  ),
};

/** Which way the lack is priced for a segment whose unowned stages are known. */
const wayOf = (stage: DesignedStage, unowned: readonly DesignedStage[]): Way | null => {
  if (stage === 'new') return ofNew;
  if (stage === 'winback' || (stage === 'lost' && !unowned.includes('winback'))) return ofReturns;
  return habit.find((each) => unowned.includes(each)) === stage ? ofLosses : null;
};

/**
 * What a year without an owner costs, summed over segments: only what the facts allow to reckon.
 *
 * The same lost customers are priced once: in the first unowned of the stages at risk, regular, activated.
 */
export const priceOfNoOwner = (
  scene: Scene,
  stage: DesignedStage,
  segments: readonly string[],
  unowned: (segment: string) => readonly DesignedStage[],
): Pick<Found, 'money' | 'moneyHow'> => {
  if (scene.facts === null) return {};
  const all = scene.facts.segments.filter(({ customers }) => customers > 0);
  let [low, high] = [0, 0];
  let how: Sentence | null = null;
  for (const segment of segments) {
    const own = factsOfSegment(scene, segment);
    const way = wayOf(stage, unowned(segment));
    if (own === null || way === null || own.profitYear === null || own.profitYear <= 0) continue;
    const range = way.price({ own, profit: own.profitYear, all });
    low += range.low;
    high += range.high;
    how = way.how;
  }
  return how === null || high <= 0 ? {} : { money: { low: Math.round(low), high: Math.round(high) }, moneyHow: how };
};

/** Direct cost of a class that is written to segments. */
const costOf = (scene: Scene, segments: readonly string[], wanted: 'winback' | 'acquisition'): number =>
  (scene.facts?.costs ?? [])
    .filter((cost) => cost.class === wanted && segments.some((segment) => meansSegment(scene, cost.segment, segment)))
    .reduce((total, { amount }) => total + amount, 0);

const nothing = say('', '');

/** What happens to the customers nobody answers for, told from facts; empty where there are none. */
export const storyOfNoOwner = (scene: Scene, stage: DesignedStage, segments: readonly string[]): Sentence => {
  const rows = segments.map((segment) => factsOfSegment(scene, segment)).filter((row) => row !== null);
  if (scene.facts === null || rows.length === 0) return nothing;
  const total = (of: (row: SegmentFacts) => number): number => rows.reduce((sum, row) => sum + of(row), 0);
  const come = total(({ newCustomers }) => newCustomers);
  const stuck = total(({ withoutResult }) => withoutResult);
  const wonBack = total((row) => row.wonBack);
  const lost = total((row) => row.lost);
  if (stage === 'new')
    return come === 0 || stuck === 0
      ? nothing
      : say(
          ' За год {share} новых не дошли до результата: {n} из {of}.',
          ' Over the year {share} of the new never reached a result: {n} of {of}.',
          { share: shareWords(stuck / come), n: stuck, of: come },
        );
  if (stage === 'winback' && wonBack > 0 && come > 0) {
    const back = costOf(scene, segments, 'winback') / wonBack;
    const won = costOf(scene, segments, 'acquisition') / come;
    const { currency } = scene.facts;
    if (back > 0 && won > back)
      return say(
        ' Вернуть клиента стоит {back}, а привлечь нового — {won}.',
        ' A customer won back costs {back}, a new one {won}.',
        { back: moneyWords(back, currency), won: moneyWords(won, currency) },
      );
  }
  if (['winback', 'lost', 'at_risk', 'regular', 'activated'].includes(stage) && lost > 0)
    return say(' За год потеряно: {n}.', ' Lost over the year: {n}.', { n: customersWords(lost) });
  return nothing;
};
