import { historiesOf } from '../../analysis/models/bought.ts';
import { regularOnes } from '../../analysis/models/choose.ts';
import { isRefusal, type Refusal } from '../../analysis/models/fit.ts';
import { judged } from '../../analysis/models/judged.ts';
import type { ModelSpec } from '../../analysis/models/model.ts';
import { prospectsOf, scoresOf, spendOf } from '../../analysis/models/prospects.ts';
import type { Seen } from '../../analysis/models/rules.ts';
import { monthlyInstalments } from '../../analysis/models/value.ts';
import { chooseWays, fitWays, type Way, type WayChoice, type WayFit } from '../../analysis/models/ways.ts';
import {
  type CltvForecast,
  type CltvForecastInput,
  ContractModel,
  type ForecastHoldout,
  type ForecastModel,
  type ForecastPart,
  type ForecastRow,
  type SegmentFit,
} from '../../model/forecast.ts';
import { minorDigits } from '../../model/money.ts';
import { type Day, daysBetween } from '../../model/period.ts';
import {
  firstPurchase,
  type Purchases,
  purchasersBy,
  purchasesBy,
  purchasesByWeek,
} from '../../store/warehouse/questions/purchases.ts';
import type { KeptAnswers } from '../kept-answers.ts';
import type { CurrentLedger, Ledgers } from '../ledger.ts';
import type { Operations } from '../types.ts';
import { contractForecast } from './contracts.ts';
import { holdoutOf, segmentFit, wholeOf } from './fits.ts';
import { mostBounded, note } from './notes.ts';
import { type Compared, checkDays, type Periods, periodsOf } from './periods.ts';
import { customerRows, listed, segmentRows, type ToldSegment } from './rows.ts';

const daysOf = { day: 1, week: 7 } as const;
const perMonthDays = 365.25 / 12;

const epoch = '1970-01-01';
const dayNumber = (day: Day): number => daysBetween(epoch, day);

type PurchaseInput = Omit<CltvForecastInput, 'model'> & { model: ForecastModel | 'auto' };

/** What was bought by a day and in the span after it, and who of it belongs to which segment. */
type Moment = { seen: Seen; purchases: Purchases; membersOf: (segment: string) => Uint32Array };

const momentOf = async ({ warehouse, scope }: CurrentLedger, { from, span }: Compared): Promise<Moment> => {
  const purchases = await purchasesBy(warehouse, scope, from, span);
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
): (WayChoice | null)[] => {
  if (input.model !== 'auto') return segments.map(() => null);
  const { seen, membersOf } = past ?? { seen: { ...now.seen, span: 0 }, membersOf: now.membersOf };
  return chooseWays(seen, segments.map(membersOf), daysOf[input.unit]);
};

const waysOf = (choices: readonly (WayChoice | null)[], input: PurchaseInput, now: Moment): readonly Way[][] => {
  const named = input.model === 'auto' ? null : namedSpec(input.model, now, daysOf[input.unit]);
  return choices.map((choice) => (named ? [{ by: 'model', spec: named, of: 'all' }] : (choice?.inOrder ?? [])));
};

type Judged = { groups: { holdout?: ForecastHoldout; way?: Way }[]; all: CltvForecast['holdout'] };

/** How the segments that are told now would have been told then, beside what happened. */
const judgedOn = async (
  ledger: CurrentLedger,
  segments: readonly string[],
  fits: readonly (WayFit | Refusal)[],
  ways: readonly (readonly Way[])[],
  { periods, moment, unitDays }: { periods: Periods; moment: Moment; unitDays: number },
): Promise<Judged> => {
  const days = periods.judgedOn;
  const none: Judged = { groups: segments.map(() => ({})), all: undefined };
  if (!days) return none;
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
  const weeks = await purchasesByWeek(ledger.warehouse, ledger.scope, days.from, Math.floor(days.span / 7));
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

/** How many days back the rules look where they tell what is to come: the horizon, or half of what is known. */
const ruleSpan = (first: Day | null, to: Day, horizonDays: number): number =>
  first === null || first >= to
    ? 1
    : Math.max(1, Math.min(Math.round(horizonDays), Math.floor(daysBetween(first, to) / 2)));

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
  ...(told.some(({ scores }) => scores.aliveAssumed !== null) ? [note('one_timers')] : []),
  ...(told.some(({ prospects }) => prospects === null) ? [note('rule')] : []),
  ...(input.model === 'auto' && shaped.some(({ of }) => of === 'all') ? [note('of_all')] : []),
  ...(shaped.some(({ spend }) => spend.reason === 'ridge') ? [note('spend_alike')] : []),
  ...(told.length > 0 && told.length < shaped.length ? [note('left_out')] : []),
  ...(input.by === 'customer' && input.intervals && isMany ? [note('no_bounds')] : []),
  ...(rows.some(({ expected_value }) => expected_value !== null) ? [note('revenue')] : []),
];

/**
 * What customers without a contract will still buy and bring, segment by segment, each told as its own past decides or all as is asked for.
 *
 * Fitted on purchase days up to `calibrateTo` inclusive, and compared with what happened after: up to `holdout`, or, where none is named, by a
 * second fit on what was known before the last part of the history. Where the data refuse a segment it has no row but a reason.
 */
const purchaseForecast = async (ledger: CurrentLedger, input: PurchaseInput): Promise<ForecastPart> => {
  const { settings, asOf, warehouse, scope } = ledger;
  const to = input.calibrateTo ?? asOf;
  const unitDays = daysOf[input.unit];
  const horizonDays = input.horizon * perMonthDays;
  const first = await firstPurchase(warehouse, scope);
  const periods = periodsOf(first, to, input.holdout);
  const now = await momentOf(ledger, { from: to, span: ruleSpan(first, to, horizonDays) });
  const judging = periods.judgedOn && (await momentOf(ledger, periods.judgedOn));
  const isSame = periods.chosenOn?.from === periods.judgedOn?.from;
  const choosing =
    input.model !== 'auto' || !periods.chosenOn ? null : isSame ? judging : await momentOf(ledger, periods.chosenOn);
  const segments = segmentsOf(now);
  const choices = choicesOf(input, { segments, now, past: choosing });
  const ways = waysOf(choices, input, now);
  const fits = fitWays(
    now.seen,
    segments.map((segment, at) => ({ members: now.membersOf(segment), ways: ways[at] ?? [] })),
    unitDays,
  );
  const judgement = await judgedOn(ledger, segments, fits, ways, { periods, moment: judging ?? now, unitDays });
  const instalments = monthlyInstalments(input.horizon, perMonthDays / unitDays, settings.discount_rate_year);
  const scale = 10 ** minorDigits(settings.currency);
  const told: ToldSegment[] = [];
  const shaped = segments.map((segment, at): SegmentFit => {
    const fit = fits[at] as WayFit | Refusal;
    const spend = isRefusal(fit) ? null : spendOf(fit, scale);
    if (!isRefusal(fit) && spend)
      told.push({
        segment,
        fit,
        prospects: prospectsOf(fit, spend),
        scores: scoresOf(fit, spend, instalments, now.seen, 1 / unitDays),
      });
    return segmentFit(segment, now.membersOf(segment).length, fit, {
      spend: spend?.result ?? null,
      choice: choices[at] ?? null,
      decidedOn: periods.chosenOn,
      judged: judgement.groups[at] ?? {},
    });
  });
  const ahead = { horizon: horizonDays / unitDays, unitDays, to };
  const { rows, total } = segmentRows(told, ahead, input.intervals && input.by === 'segment');
  const manyCustomers = now.purchases.customers > mostBounded;
  const asked = input.model === 'auto' ? 'auto' : input.model;
  return {
    ...wholeOf(shaped, fits, asked),
    n: now.purchases.customers,
    ...(judgement.all ? { holdout: judgement.all } : {}),
    fits: shaped,
    ...(told.length > 0 ? { total } : {}),
    by:
      input.by === 'segment'
        ? rows
        : listed(
            customerRows(told, await purchasersBy(warehouse, scope, to), ahead, input.intervals && !manyCustomers),
            input.list,
            to,
          ),
    notes: notesOf(input, { periods, told, shaped, rows, isMany: manyCustomers }),
  };
};

/** What is known of contracts is told on top where a model of them is named, else beside purchases. */
const cltvForecast = async (ledger: CurrentLedger, input: CltvForecastInput): Promise<CltvForecast> => {
  const { settings, asOf } = ledger;
  const { model } = input;
  const to = input.calibrateTo ?? asOf;
  checkDays(input.holdout, to, asOf);
  const named = ContractModel.safeParse(model);
  const contracts =
    named.success || model === 'auto'
      ? await contractForecast(ledger, { ...input, model: named.success ? named.data : 'auto', to })
      : null;
  const top =
    named.success && contracts
      ? contracts
      : await purchaseForecast(ledger, { ...input, model: named.success ? 'auto' : (model as PurchaseInput['model']) });
  return {
    ...top,
    ...(contracts && model === 'auto' && contracts.n > 0 ? { contracts } : {}),
    unit: input.unit,
    calibrated_to: to,
    horizon: input.horizon,
    currency: settings.currency,
    asOf,
    revision: ledger.built.revision,
  };
};

/** The forecast of each question, worked out once for each state of the ledger: fits take long, and pages ask the same again. */
export const cltvForecastOperation =
  (ledgers: Ledgers, kept: KeptAnswers): Operations['forecast']['cltv'] =>
  async (input) => {
    const ledger = await ledgers.current(input.workspace);
    return kept.of(ledger, ['cltv', input], () => cltvForecast(ledger, input));
  };
