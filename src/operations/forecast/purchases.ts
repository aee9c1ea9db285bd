import { historiesOf } from '../../analysis/models/bought.ts';
import { regularOnes } from '../../analysis/models/choose.ts';
import { isRefusal, type Refusal } from '../../analysis/models/fit.ts';
import { judged } from '../../analysis/models/judged.ts';
import { lifetimeOf } from '../../analysis/models/lifetime.ts';
import type { ModelSpec } from '../../analysis/models/model.ts';
import { type GroupSpend, prospectsOf, scoresOf, spendOf, unratedSpend } from '../../analysis/models/prospects.ts';
import type { Seen } from '../../analysis/models/rules.ts';
import type { Scores } from '../../analysis/models/score.ts';
import { monthlyInstalments } from '../../analysis/models/value.ts';
import { chooseWays, fitWays, missOfAll, type Way, type WayChoice, type WayFit } from '../../analysis/models/ways.ts';
import { type Day, daysBetween } from '../../model/days.ts';
import {
  type CltvForecast,
  type CltvForecastInput,
  type ForecastHoldout,
  type ForecastModel,
  type ForecastPart,
  type ForecastRow,
  leavesUnseen,
  type SegmentFit,
  type SegmentLifetime,
} from '../../model/forecast.ts';
import type { Sentence } from '../../model/problem.ts';
import type { Purchaser, Purchases } from '../../store/warehouse/questions/purchases.ts';
import type { TaskProgress } from '../threads.ts';
import { holdoutOf, segmentFit, wholeOf } from './fits.ts';
import { mostBounded, note } from './notes.ts';
import type { Compared, Periods } from './periods.ts';
import { customerRows, isDoubted, listed, segmentRows, type ToldSegment } from './rows.ts';

const daysOf = { day: 1, week: 7 } as const;
const perMonthDays = 365.25 / 12;

const epoch = '1970-01-01';
const dayNumber = (day: Day): number => daysBetween(epoch, day);

export type PurchaseInput = Omit<CltvForecastInput, 'model'> & { model: ForecastModel | 'auto' };

/** What was bought by a day and in the span of days after it. */
export type Taken = Compared & { purchases: Purchases };

/** All that a forecast of purchases is told from: facts at three days of the past, and what was asked. */
export type PurchaseMaterial = {
  input: PurchaseInput;
  /** The last day told of, inclusive. */
  to: Day;
  periods: Periods;
  now: Taken;
  /** The same thing where the days that decide are those that judge. */
  judging: Taken | null;
  choosing: Taken | null;
  /** Purchases by week of the days that judge. */
  weeks: { until: Day[]; ofSegment: Map<string, number[]> } | null;
  /** Who the customers of `now` are, where somebody asks for them one by one. */
  who: Purchaser[] | null;
  discountRateYear: number;
  /** Minor units in a unit of the currency. */
  scale: number;
  /** There are purchases in a currency without a rate. */
  isUnrated: boolean;
};

/** Who of what was taken belongs to which segment. */
type Moment = { seen: Seen; purchases: Purchases; membersOf: (segment: string) => Uint32Array };

const momentOf = ({ purchases, from, span }: Taken): Moment => {
  const members = purchases.segments.map((): number[] => []);
  for (let at = 0; at < purchases.customers; at += 1) members[purchases.segment[at] as number]?.push(at);
  const byName = new Map(purchases.segments.map((name, at) => [name, Uint32Array.from(members[at] ?? [])]));
  return {
    seen: { bought: purchases, to: dayNumber(from), span },
    purchases,
    membersOf: (segment) => byName.get(segment) ?? new Uint32Array(0),
  };
};

/** The regularity that makes purchases likeliest, where a regular model is named. */
const namedSpec = (model: ForecastModel, { seen }: Moment, unitDays: number): ModelSpec => {
  if (model !== 'bg_cnbd' && model !== 'mbg_cnbd') return { id: model };
  const { histories } = historiesOf(seen.bought, seen.to, unitDays);
  const tried = regularOnes(histories, model === 'mbg_cnbd' ? 1 : 0, undefined);
  const best = tried.toSorted((one, other) => (one.bic ?? Infinity) - (other.bic ?? Infinity))[0];
  return best?.spec ?? { id: model, k: 2 };
};

/** How each segment is told: as somebody named for all alike, or as its own past decides. */
const choicesOf = (
  input: PurchaseInput,
  { segments, now, past }: { segments: readonly string[]; now: Moment; past: Moment | null },
  onProgress: (share: number) => void,
): (WayChoice | null)[] => {
  if (input.model !== 'auto') return segments.map(() => null);
  const { seen, membersOf } = past ?? { seen: { ...now.seen, span: 0 }, membersOf: now.membersOf };
  return chooseWays(seen, segments.map(membersOf), daysOf[input.unit], { onProgress });
};

const waysOf = (choices: readonly (WayChoice | null)[], input: PurchaseInput, now: Moment): readonly Way[][] => {
  const named = input.model === 'auto' ? null : namedSpec(input.model, now, daysOf[input.unit]);
  return choices.map((choice) => (named ? [{ by: 'model', spec: named, of: 'all' }] : (choice?.inOrder ?? [])));
};

type Judged = { groups: { holdout?: ForecastHoldout; way?: Way }[]; all: CltvForecast['holdout'] };

/** How the segments that are told now would have been told then, beside what happened. */
const judgedOn = (
  { periods, judging, weeks }: PurchaseMaterial,
  segments: readonly string[],
  fits: readonly (WayFit | Refusal)[],
  ways: readonly (readonly Way[])[],
  unitDays: number,
): Judged => {
  const days = periods.judgedOn;
  const none: Judged = { groups: segments.map(() => ({})), all: undefined };
  if (!days || !judging || !weeks) return none;
  const moment = momentOf(judging);
  const then = fitWays(
    moment.seen,
    segments.map((segment, at) => {
      const fit = fits[at];
      return { members: moment.membersOf(segment), ways: fit && !isRefusal(fit) ? [fit.way, ...(ways[at] ?? [])] : [] };
    }),
    unitDays,
  );
  const told = then.flatMap((fit, place) => (isRefusal(fit) || fit.members.length === 0 ? [] : [{ fit, place }]));
  if (told.length === 0) return none;
  const weekly = told.map(({ place }) => weeks.ofSegment.get(segments[place] ?? '') ?? weeks.until.map(() => 0));
  const { groups, all } = judged(
    told.map(({ fit }) => fit),
    moment.seen,
    unitDays,
    weekly,
  );
  const shaped = (test: (typeof groups)[number]) => holdoutOf(test, days, weeks.until, periods.apart);
  return {
    groups: segments.map((_, place) => {
      const at = told.findIndex((one) => one.place === place);
      const test = groups[at];
      const way = told[at]?.fit.way;
      return test && way ? { holdout: shaped(test), way } : {};
    }),
    all: shaped(all),
  };
};

/** Segments that have bought by the day, in order. */
const segmentsOf = ({ purchases, membersOf }: Moment): string[] =>
  purchases.segments.filter((segment) => membersOf(segment).length > 0);

type NotesFor = {
  periods: Periods;
  told: readonly ToldSegment[];
  shaped: readonly SegmentFit[];
  rows: readonly ForecastRow[];
  isMany: boolean;
};

/** What a reader should know of these numbers. */
const notesOf = (input: PurchaseInput, { periods, told, shaped, rows, isMany }: NotesFor): ForecastPart['notes'] => [
  ...(periods.judgedOn ? [] : [note('no_holdout')]),
  ...(periods.judgedOn && !periods.apart && input.model === 'auto' ? [note('same_days')] : []),
  ...(shaped.some(leavesUnseen) ? [note('no_dropout')] : []),
  ...(told.some(({ scores }) => scores.aliveAssumed !== null) ? [note('one_timers')] : []),
  ...(told.some(({ prospects }) => prospects === null) ? [note('rule')] : []),
  ...(input.model === 'auto' && shaped.some(({ of }) => of === 'all') ? [note('of_all')] : []),
  ...(shaped.some(({ spend }) => spend.reason === 'ridge') ? [note('spend_alike')] : []),
  ...(told.length > 0 && told.length < shaped.length ? [note('left_out')] : []),
  ...(input.by === 'customer' && input.intervals && isMany ? [note('no_bounds')] : []),
  ...(rows.some(({ expected_value }) => expected_value !== null) ? [note('revenue')] : []),
];

type ToldLives = { fit: WayFit | Refusal; spend: GroupSpend | null; scores: Scores | null; members: Uint32Array };

const year = 365;

/** What first order days of late brought, in the mean. */
const firstOrder = ({ now, scale }: PurchaseMaterial, members: Uint32Array): number => {
  const { first, firstAmount } = now.purchases;
  const since = dayNumber(now.from) - year;
  const late = members.filter((at) => (first[at] as number) > since);
  const asked = late.length > 0 ? late : members;
  return asked.reduce((sum, at) => sum + (firstAmount[at] as number), 0) / asked.length / scale;
};

/** Whole lives of a segment that has a model of its own. */
const lifetimeShape = (
  material: PurchaseMaterial,
  { fit, spend, scores, members }: ToldLives,
  unitDays: number,
): SegmentLifetime | null => {
  if (isRefusal(fit) || !spend || !scores) return null;
  const told = lifetimeOf(fit, spend, scores, { unitDays, discountYear: material.discountRateYear });
  if (!told) return null;
  return {
    customers: members.length,
    first_order: firstOrder(material, members),
    repeat_orders: told.repeats,
    repeat_orders_interval: told.repeatsInterval,
    order_value: told.purchase,
    by_month: told.byMonth,
    residual_value: told.residual,
  };
};

/** Customers more likely gone than not whom the lifecycle does not have at risk yet, by their place among all. */
const doubtedOf = (told: readonly ToldSegment[], who: PurchaseMaterial['who']): number[] =>
  who === null
    ? []
    : told.flatMap(({ fit, scores }) =>
        Array.from(fit.members).filter((customer, at) => isDoubted(scores.alive[at] as number, who[customer]?.stage)),
      );

/** What is done now, by what share of the whole is done: choosing takes most of the time. */
const steps = {
  choosing: (name: string, at: number, of: number): Sentence => ({
    ru: `Прогноз: подбираю модель, сегмент ${at} из ${of}${name ? ` (${name})` : ''}`,
    en: `Forecast: choosing a model, segment ${at} of ${of}${name ? ` (${name})` : ''}`,
  }),
  fitting: { ru: 'Прогноз: подгоняю модели к покупкам', en: 'Forecast: fitting models to purchases' },
  judging: { ru: 'Прогноз: проверяю на прошлом', en: 'Forecast: looking back' },
  telling: { ru: 'Прогноз: считаю клиентов', en: 'Forecast: telling of customers' },
};
const shares = { chosen: 0.6, fitted: 0.7, judged: 0.8 };

/**
 * What customers without a contract will still buy and bring, segment by segment, each told as its own past decides or all as is asked for.
 *
 * Fitted on purchase days up to `to` inclusive, and compared with what happened after: up to `holdout`, or, where none is named, by a
 * second fit on what was known before the last part of the history. Where the data refuse a segment it has no row but a reason.
 */
export const tellPurchases = (
  material: PurchaseMaterial,
  onProgress: (now: TaskProgress) => void = () => {},
): ForecastPart & { doubted: number[] } => {
  const { input, to, periods, scale } = material;
  const unitDays = daysOf[input.unit];
  const horizonDays = input.horizon * perMonthDays;
  const now = momentOf(material.now);
  const segments = segmentsOf(now);
  const choosing = (share: number): void => {
    const at = Math.min(segments.length, 1 + Math.floor(share * segments.length));
    const step = steps.choosing(segments[at - 1] ?? '', at, segments.length);
    onProgress({ share: shares.chosen * share, step });
  };
  choosing(0);
  const past = material.choosing && momentOf(material.choosing);
  const choices = choicesOf(input, { segments, now, past }, choosing);
  onProgress({ share: shares.chosen, step: steps.fitting });
  const ways = waysOf(choices, input, now);
  const fits = fitWays(
    now.seen,
    segments.map((segment, at) => ({ members: now.membersOf(segment), ways: ways[at] ?? [] })),
    unitDays,
  );
  onProgress({ share: shares.fitted, step: steps.judging });
  const judgement = judgedOn(material, segments, fits, ways, unitDays);
  onProgress({ share: shares.judged, step: steps.telling });
  const instalments = monthlyInstalments(input.horizon, perMonthDays / unitDays, material.discountRateYear);
  const told: ToldSegment[] = [];
  const shaped = segments.map((segment, at): SegmentFit => {
    const fit = fits[at] as WayFit | Refusal;
    const spend = isRefusal(fit) ? null : material.isUnrated ? unratedSpend(fit) : spendOf(fit, scale);
    const scores = isRefusal(fit) || !spend ? null : scoresOf(fit, spend, instalments, now.seen, 1 / unitDays);
    if (!isRefusal(fit) && spend && scores)
      told.push({
        segment,
        fit,
        prospects: prospectsOf(fit, spend),
        scores,
        miss: missOfAll(choices[at] ?? null, fit),
      });
    const given = { fit, spend, scores, members: now.membersOf(segment) };
    return segmentFit(segment, now.membersOf(segment).length, fit, {
      spend: spend?.result ?? null,
      choice: choices[at] ?? null,
      decidedOn: periods.chosenOn,
      judged: judgement.groups[at] ?? {},
      lifetime: input.model === 'auto' ? lifetimeShape(material, given, unitDays) : null,
    });
  });
  const ahead = { horizon: horizonDays / unitDays, unitDays, to };
  const { rows, total } = segmentRows(told, ahead, input.intervals && input.by === 'segment');
  const manyCustomers = now.purchases.customers > mostBounded;
  // That all are still there is what the model takes for granted: nothing the data say.
  const unseen = new Set(shaped.filter(leavesUnseen).map(({ segment }) => segment));
  const shown = (row: ForecastRow): ForecastRow => (unseen.has(row.segment ?? '') ? { ...row, p_alive: null } : row);
  const rowsShown =
    input.by === 'segment'
      ? rows
      : listed(customerRows(told, material.who ?? [], ahead, input.intervals && !manyCustomers), input.list, to);
  return {
    ...wholeOf(shaped, fits, input.model),
    n: now.purchases.customers,
    ...(judgement.all ? { holdout: judgement.all } : {}),
    fits: shaped,
    ...(told.length > 0 ? { total: unseen.size > 0 ? { ...total, p_alive: null } : total } : {}),
    by: rowsShown.map(shown),
    notes: notesOf(input, { periods, told, shaped, rows, isMany: manyCustomers }),
    doubted: doubtedOf(told, material.who),
  };
};
