import { type Bought, customerBounds, historiesOf, lookBack, prospectsOf } from '../analysis/models/bought.ts';
import { type Choice, choosePurchaseModel, purchaseModel } from '../analysis/models/choose.ts';
import { type Estimate, fitPurchases, isRefusal, named, type Refusal } from '../analysis/models/fit.ts';
import { fitSpend, spendParameterNames } from '../analysis/models/gamma-gamma.ts';
import type { PurchaseModel } from '../analysis/models/model.ts';
import { type Prospects, purchaseOutlook } from '../analysis/models/outlook.ts';
import { type Scores, scoreCustomers } from '../analysis/models/score.ts';
import { monthlyInstalments } from '../analysis/models/value.ts';
import { seededRandom } from '../analysis/statistics/bootstrap.ts';
import { type CltvForecast, type CltvForecastInput, ForecastModel, type ForecastRow } from '../model/forecast.ts';
import type { Reason } from '../model/metric.ts';
import { minorDigits } from '../model/money.ts';
import { addDays, type Day, daysBetween } from '../model/period.ts';
import { Problem, type Sentence } from '../model/problem.ts';
import {
  firstPurchase,
  type Purchases,
  purchasersBy,
  purchasesBy,
  purchasesByWeek,
} from '../store/warehouse/questions/purchases.ts';
import type { CurrentLedger, Ledgers } from './ledger.ts';
import type { Operations } from './types.ts';

const daysOf = { day: 1, week: 7 } as const;

/** Where nobody names a holdout, the last third of what is known is one, in whole weeks up to a year; a shorter one would tell little. */
const [fewestWeeks, mostWeeks] = [4, 52];

/** More customers than this are told without bounds of their own: there are as many futures of each to draw. */
const mostBounded = 20_000;

const epoch = '1970-01-01';

const noteTexts: Record<string, Sentence> = {
  no_holdout: {
    ru: 'История короче трёх месяцев: сравнить прогноз с тем, что было потом, не на чем.',
    en: 'The history is shorter than three months: there is nothing to compare the forecast with.',
  },
  no_bounds: {
    ru: `Клиентов больше ${mostBounded}: интервал у каждого не считается, у сегментов — считается.`,
    en: `There are more than ${mostBounded} customers: each has no interval of its own, segments have.`,
  },
  one_timers: {
    ru: 'Купившие один раз: модель не видит, ушли ли они; показано среднее по тем, кто возвращался.',
    en: 'Customers of one purchase: the model can’t see whether they left; the mean of those who came again is shown.',
  },
  revenue: {
    ru: 'Стоимость — выручка будущих заказов без договоров, без вычета себестоимости и затрат.',
    en: 'The value is the revenue of orders to come without contracts, before the cost of goods and other costs.',
  },
};

const note = (code: string) => ({ code, text: noteTexts[code] as Sentence });

const checkDays = (input: CltvForecastInput, to: Day, asOf: Day): void => {
  const late = (day: Day, what: string): Problem =>
    new Problem({
      code: 'day_not_known',
      kind: 'input',
      text: {
        ru: `${what} ${day}: известное кончается ${asOf}. Укажите день не позже.`,
        en: `${what} ${day}: what is known ends on ${asOf}. Give a day no later.`,
      },
    });
  if (to > asOf) throw late(to, 'calibrateTo');
  if (input.holdout === undefined) return;
  if (input.holdout > asOf) throw late(input.holdout, 'holdout');
  if (input.holdout <= to)
    throw new Problem({
      code: 'holdout_before',
      kind: 'input',
      text: {
        ru: `holdout ${input.holdout} не позже calibrateTo ${to}: сравнивать нечего.`,
        en: `holdout ${input.holdout} is not after calibrateTo ${to}: there is nothing to compare.`,
      },
    });
};

/** The span compared: what was asked for, or the last third of what is known; 0 where that is too short. */
const spanOf = async (
  ledger: CurrentLedger,
  input: CltvForecastInput,
  to: Day,
): Promise<{ from: Day; span: number }> => {
  if (input.holdout !== undefined) return { from: to, span: daysBetween(to, input.holdout) };
  const first = await firstPurchase(ledger.warehouse, ledger.scope);
  const weeks = first === null || first > to ? 0 : Math.min(mostWeeks, Math.floor(daysBetween(first, to) / 21));
  return weeks < fewestWeeks ? { from: to, span: 0 } : { from: addDays(to, -7 * weeks), span: 7 * weeks };
};

/** What a fit said; nobody here gives up waiting. */
const toldReason = ({ reason }: Refusal): Reason => {
  if (reason === 'stopped') throw new Error('a fit was stopped that nobody can stop');
  return reason;
};

const unboundedMean = ({ parameters }: Estimate): boolean => (parameters[1] ?? 0) <= 1;

type Fitted = { model: PurchaseModel; result: Estimate | Refusal; choice?: Choice };

const chosen = (input: CltvForecastInput, past: Past | null, now: ReturnType<typeof historiesOf>): Fitted | null => {
  if (input.model !== 'auto') {
    const model = purchaseModel({ id: input.model });
    return { model, result: fitPurchases(model, now.histories) };
  }
  const choice = past
    ? choosePurchaseModel(past.gathered.histories, {
        rowOf: past.gathered.rowOf,
        actual: past.bought.after,
        horizon: past.span / daysOf[input.unit],
      })
    : choosePurchaseModel(now.histories, undefined);
  if (!choice.spec) return { model: purchaseModel({ id: 'nbd' }), result: refusalOf(choice), choice };
  const model = purchaseModel(choice.spec);
  return { model, result: fitPurchases(model, now.histories), choice };
};

/** Why no model was taken: what the first of them says. */
const refusalOf = ({ candidates }: Choice): Refusal =>
  candidates.map(({ result }) => result).find(isRefusal) ?? { reason: 'insufficient_n', numbers: {} };

/** What was known before the days compared. */
type Past = { bought: Bought & Purchases; gathered: ReturnType<typeof historiesOf>; from: Day; span: number };

const holdoutOf = async (
  ledger: CurrentLedger,
  past: Past,
  model: PurchaseModel,
  unitDays: number,
): Promise<CltvForecast['holdout']> => {
  const result = fitPurchases(model, past.gathered.histories);
  if (isRefusal(result)) return undefined;
  const weeks = await purchasesByWeek(ledger.warehouse, ledger.scope, past.from, Math.floor(past.span / 7));
  const told = lookBack(prospectsOf(model, result, past.gathered), past.bought, {
    to: daysBetween(epoch, past.from),
    span: past.span,
    unitDays,
    weekly: weeks.map(({ purchases }) => purchases),
  });
  const errors = (of: typeof told.model) => ({
    expected: of.expected,
    mae: of.meanAbsoluteError,
    rmse: of.rootMeanSquareError,
  });
  return {
    from: past.from,
    until: addDays(past.from, past.span),
    actual: told.model.actual,
    ...errors(told.model),
    deciles: told.deciles,
    calibration: told.calibration,
    weeks: told.steps.map(({ expected, actual }, at) => ({ until: weeks[at]?.until ?? past.from, expected, actual })),
    naive: {
      ...(told.lastAgain ? { last_again: errors(told.lastAgain) } : {}),
      ...(told.recencyFrequencyTable ? { recency_frequency: errors(told.recencyFrequencyTable) } : {}),
    },
  };
};

type Counted = { prospects: Prospects; scores: Scores; purchases: Purchases; horizon: number; withBounds: boolean };

const sumOf = (column: Float64Array, members: readonly number[]): number =>
  members.reduce((sum, at) => sum + (column[at] as number), 0);

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

const bySegment = ({ prospects, scores, purchases, horizon, withBounds }: Counted): ForecastRow[] => {
  const members = purchases.segments.map((): number[] => []);
  for (let at = 0; at < purchases.customers; at += 1) members[purchases.segment[at] as number]?.push(at);
  return members.flatMap((own, place): ForecastRow[] => {
    if (own.length === 0) return [];
    const outlook = withBounds ? purchaseOutlook(prospects, own, horizon, seededRandom(place + 1)) : null;
    const value = prospects.spend
      ? own.reduce((sum, at) => sum + (scores.spend[at] as number) * (scores.expectedPurchases[at] as number), 0)
      : Number.NaN;
    const bounds = outlook ? (prospects.spend ? outlook.value : outlook.purchases)?.interval : undefined;
    return [
      {
        segment: purchases.segments[place] ?? '',
        customers: own.length,
        p_alive: sumOf(scores.alive, own) / own.length,
        expected_orders: sumOf(scores.expectedPurchases, own),
        expected_value: finite(value),
        ...(bounds ? { interval: bounds } : {}),
        discounted_value: finite(sumOf(scores.value, own)),
      },
    ];
  });
};

const byCustomer = (
  { prospects, scores, purchases, horizon, withBounds }: Counted,
  ids: readonly string[],
): ForecastRow[] => {
  const bounds =
    withBounds && purchases.customers <= mostBounded ? customerBounds(prospects, horizon, seededRandom(1)) : null;
  return ids.map((id, at) => {
    const own = bounds?.[at];
    return {
      customer_id: id,
      customers: 1,
      p_alive: scores.alive[at] as number,
      expected_orders: scores.expectedPurchases[at] as number,
      expected_value: finite((scores.spend[at] as number) * (scores.expectedPurchases[at] as number)),
      ...(own ? { interval: own } : {}),
      discounted_value: finite(scores.value[at] as number),
    };
  });
};

const inMajor = (mean: Float64Array, scale: number): Float64Array => mean.map((value) => value / scale);

/**
 * What customers without a contract will still buy and bring, by the model that is asked for or would have foretold best.
 *
 * Fitted on purchase days up to `calibrateTo` inclusive, and compared with what happened after: up to `holdout`, or, where none is named, by a
 * second fit on what was known before the last third of the history. Where the data refuse a model there are no parameters and no rows but a reason.
 */
const cltvForecast = async (ledger: CurrentLedger, input: CltvForecastInput): Promise<CltvForecast> => {
  const { settings, asOf, warehouse, scope } = ledger;
  const to = input.calibrateTo ?? asOf;
  checkDays(input, to, asOf);
  const unitDays = daysOf[input.unit];
  const dayNumber = (day: Day): number => daysBetween(epoch, day);
  const { from, span } = await spanOf(ledger, input, to);
  const purchases = await purchasesBy(warehouse, scope, to, from === to ? span : 0);
  const gathered = historiesOf(purchases, dayNumber(to), unitDays);
  const before = from === to ? purchases : await purchasesBy(warehouse, scope, from, span);
  const past: Past | null =
    span === 0 ? null : { bought: before, gathered: historiesOf(before, dayNumber(from), unitDays), from, span };
  const fitted = chosen(input, past, gathered);
  const scale = 10 ** minorDigits(settings.currency);
  const spend = fitSpend({ x: purchases.repeats, mean: inMajor(purchases.mean, scale) });
  const { model, result, choice } = fitted as Fitted;
  const holdout = past && !isRefusal(result) ? await holdoutOf(ledger, past, model, unitDays) : undefined;
  const perMonth = 365.25 / 12 / unitDays;
  const counted = isRefusal(result)
    ? null
    : ((): Counted => {
        const money =
          isRefusal(spend) || unboundedMean(spend)
            ? undefined
            : { estimate: spend, mean: inMajor(purchases.mean, scale) };
        const prospects = prospectsOf(model, result, gathered, money);
        const instalments = monthlyInstalments(input.horizon, perMonth, settings.discount_rate_year);
        const scores = scoreCustomers(
          model,
          result.parameters,
          gathered.histories,
          gathered.rowOf,
          instalments,
          money ? { parameters: money.estimate.parameters, mean: money.mean } : undefined,
        );
        return { prospects, scores, purchases, horizon: input.horizon * perMonth, withBounds: input.intervals };
      })();
  const rows = !counted
    ? []
    : input.by === 'segment'
      ? bySegment(counted)
      : byCustomer(counted, await purchasersBy(warehouse, scope, to));
  return {
    model: isRefusal(result) && input.model === 'auto' ? 'auto' : ForecastModel.parse(model.spec.id),
    unit: input.unit,
    ...fitOf(model.parameterNames, result),
    log_likelihood: isRefusal(result) ? null : result.logLikelihood,
    n: purchases.customers,
    spend: fitOf(spendParameterNames, spend),
    candidates: (choice?.candidates ?? []).map((candidate) => ({
      model: ForecastModel.parse(candidate.spec.id),
      log_likelihood: isRefusal(candidate.result) ? null : candidate.result.logLikelihood,
      ...(isRefusal(candidate.result) ? { reason: toldReason(candidate.result) } : {}),
    })),
    ...(holdout ? { holdout } : {}),
    calibrated_to: to,
    horizon: input.horizon,
    currency: settings.currency,
    by: rows,
    notes: [
      ...(span === 0 ? [note('no_holdout')] : []),
      ...(counted?.scores.aliveAssumed != null ? [note('one_timers')] : []),
      ...(input.by === 'customer' && input.intervals && purchases.customers > mostBounded ? [note('no_bounds')] : []),
      ...(counted?.prospects.spend ? [note('revenue')] : []),
    ],
    asOf,
    revision: ledger.built.revision,
  };
};

const fitOf = (names: readonly string[], result: Estimate | Refusal) =>
  isRefusal(result)
    ? { reason: toldReason(result) }
    : { parameters: named(names, result.parameters), standard_errors: named(names, result.standardErrors) };

export const cltvForecastOperation =
  (ledgers: Ledgers): Operations['forecast']['cltv'] =>
  async (input) =>
    cltvForecast(await ledgers.current(input.workspace), input);
