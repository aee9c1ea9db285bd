import { beginningsOf } from '../../analysis/models/beginnings.ts';
import { renewalModel } from '../../analysis/models/choose.ts';
import { contractBackTest, together } from '../../analysis/models/contract-back-test.ts';
import { contractLifetimeOf } from '../../analysis/models/contract-lifetime.ts';
import {
  type ContractFit,
  type ContractScore,
  contractOutlook,
  firstFit,
  type Relation,
  relationsAt,
  renewalsIn,
  scoreContracts,
  type Term,
} from '../../analysis/models/contracts.ts';
import { type Estimate, isRefusal, type Refusal } from '../../analysis/models/fit.ts';
import { renewalTotals } from '../../analysis/models/renewals.ts';
import { type Instalment, monthlyInstalments } from '../../analysis/models/value.ts';
import { seededRandom } from '../../analysis/statistics/bootstrap.ts';
import { addDays, type Day, daysBetween } from '../../model/days.ts';
import {
  type CltvForecastInput,
  type ContractLifetime,
  type ContractModel,
  contractModels,
  type ForecastPart,
  type ForecastRow,
  type SegmentBeginnings,
  type SegmentFit,
} from '../../model/forecast.ts';
import type { Sentence } from '../../model/problem.ts';
import type { BegunRow } from '../../store/warehouse/questions/beginnings.ts';
import type { ContractTerm } from '../../store/warehouse/questions/contracts.ts';
import type { TaskProgress } from '../threads.ts';
import { fittedOf, holdoutOf } from './fits.ts';
import { note } from './notes.ts';
import { periodsOf } from './periods.ts';
import { listed } from './rows.ts';

const perMonthDays = 365.25 / 12;
const epoch = '1970-01-01';
const dayNumber = (day: Day): number => daysBetween(epoch, day);

export type ContractInput = Omit<CltvForecastInput, 'model'> & { model: ContractModel | 'auto'; to: Day };

/** All that a forecast of contracts is told from. */
export type ContractMaterial = {
  input: ContractInput;
  /** Contracts begun by the last day told of or compared with. */
  terms: ContractTerm[];
  /** Segments with a contract that has no end: a part of what they live on is never due. */
  openEnded: string[];
  /** When customers of those segments came to purchases and to contracts; of none where a model is named. */
  begun: BegunRow[];
  graceDays: number;
  discountRateYear: number;
  scale: number;
};

const step: Sentence = { ru: 'Прогноз: договоры', en: 'Forecast: contracts' };

/** Customers under contract, and their contracts with whose place among them. */
type Book = { customers: ContractTerm[]; terms: Term[]; segmentOf: (customer: number) => string };

const bookOf = (rows: readonly ContractTerm[], scale: number): Book => {
  const places = new Map<string, number>();
  const customers: ContractTerm[] = [];
  const terms = rows.map((row): Term => {
    const known = places.get(row.id);
    const customer = known ?? customers.length;
    if (known === undefined) {
      places.set(row.id, customer);
      customers.push(row);
    }
    return { customer, from: row.from, to: row.to, price: row.price === null ? Number.NaN : row.price / scale };
  });
  return { customers, terms, segmentOf: (customer) => customers[customer]?.segment ?? '' };
};

type Told = { segment: string; fit: ContractFit; inForce: Relation[]; scores: ContractScore[] };

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
const sum = <T>(all: readonly T[], of: (one: T) => number): number => all.reduce((total, one) => total + of(one), 0);

const rowOf = (scores: readonly ContractScore[], interval: ForecastRow['interval']): ForecastRow => ({
  customers: scores.length,
  p_alive: scores.length === 0 ? null : sum(scores, ({ next }) => next) / scores.length,
  expected_orders: sum(scores, ({ renewals }) => renewals),
  expected_value: finite(sum(scores, ({ value }) => value)),
  ...(interval ? { interval } : {}),
  discounted_value: finite(sum(scores, ({ worth }) => worth)),
});

const byCustomer = (told: readonly Told[], { customers }: Book, to: number): ForecastRow[] =>
  told.flatMap(({ segment, inForce, scores }) =>
    inForce.map((relation, at): ForecastRow => {
      const who = customers[relation.customer];
      return {
        ...rowOf([scores[at] as ContractScore], undefined),
        segment,
        customer_id: who?.id ?? '',
        name: who?.name ?? '',
        next_order: addDays(epoch, Math.max(relation.end, to) + 1),
      };
    }),
  );

/** How one segment's contracts would have been told at the day of judgement. */
const judge = (
  book: Book,
  segments: readonly string[],
  fits: readonly (ContractFit | Refusal)[],
  { from, span, graceDays }: { from: number; span: number; graceDays: number },
) => {
  const until = from + span - graceDays;
  const [before, after] = [relationsAt(book.terms, from, graceDays), relationsAt(book.terms, from + span, graceDays)];
  const all = renewalsIn(before);
  return segments.map((segment, at) => {
    const fit = fits[at];
    if (!fit || isRefusal(fit) || until <= from) return undefined;
    const isOwn = ({ customer }: Relation): boolean => book.segmentOf(customer) === segment;
    const known = before.filter(isOwn);
    const then = firstFit([fit.model], fit.of === 'all' ? all : renewalsIn(known), all);
    if (isRefusal(then)) return undefined;
    const { model, estimate } = then;
    const both = { before: known, after: after.filter(isOwn) };
    const test = contractBackTest(model, estimate.parameters, both, { from, until });
    return test.customers === 0 ? undefined : test;
  });
};

const fitShape = (
  segment: string,
  own: readonly Relation[],
  fit: ContractFit | Refusal,
  models: readonly ContractModel[],
): SegmentFit => {
  const renewals = renewalsIn(own);
  const isFit = !isRefusal(fit);
  return {
    segment,
    customers: own.length,
    model: isFit ? fit.model.id : null,
    ...fittedOf(isFit ? fit.model.parameterNames : [], isFit ? fit.estimate : fit),
    of: isFit && fit.of === 'all' ? 'all' : 'segment',
    log_likelihood: isFit ? fit.estimate.logLikelihood : null,
    spend: {},
    decided_by: models.length === 1 ? 'asked' : 'likelihood',
    candidates: models.map((id) => {
      const result: Estimate | Refusal = renewalModel(id).fit(renewals);
      return {
        model: id,
        of: 'segment',
        log_likelihood: isRefusal(result) ? null : result.logLikelihood,
        ...(isRefusal(result) ? { reason: fittedOf([], result).reason } : {}),
      };
    }),
  };
};

/** Whole relations of a segment whose contracts have a model of their own. */
const lifetimeShape = (
  book: Book,
  segment: string,
  fit: ContractFit,
  own: readonly Relation[],
  { to, discountRateYear }: { to: number; discountRateYear: number },
): ContractLifetime | null => {
  const terms = book.terms.filter(({ customer }) => book.segmentOf(customer) === segment);
  const group = { terms, relations: own, at: to };
  const told = contractLifetimeOf(fit, group, renewalTotals(renewalsIn(own)), discountRateYear);
  return (
    told && {
      customers: new Set(own.map(({ customer }) => customer)).size,
      monthly_price: told.price,
      paid_months: told.months,
      paid_months_interval: told.monthsInterval,
      paid_by_month: told.paidByMonth,
      residual_value: told.residual,
    }
  );
};

const beginningsShape = ({ begun, discountRateYear }: ContractMaterial, segment: string): SegmentBeginnings | null => {
  const told = beginningsOf(
    begun.filter((row) => row.segment === segment),
    discountRateYear,
  );
  if (!told) return null;
  const { thenContract, thenOrder, ...shares } = told;
  const shape = ({ discounted, error, byMonth, ahead }: typeof thenOrder) => ({
    discounted,
    standard_error: error,
    by_month: byMonth,
    ahead,
  });
  return { ...shares, then_contract: shape(thenContract), then_order: shape(thenOrder) };
};

const boundsOf = (told: readonly Told[], to: number, instalments: readonly Instalment[], seed: number) => {
  const outlooks = told.map(({ fit, inForce }, at) =>
    contractOutlook(fit.model, fit.estimate, inForce, to, instalments, seededRandom(seed + at)),
  );
  return outlooks.map(({ interval }) => interval);
};

/** Segments are independent but for a fit of all: half-widths add by squares. */
const totalBounds = (told: readonly Told[], bounds: readonly [number, number][]): [number, number] | undefined => {
  if (bounds.length !== told.length || bounds.length === 0) return undefined;
  if (told.some(({ inForce }) => inForce.some(({ price }) => !Number.isFinite(price)))) return undefined;
  const means = told.map(({ scores }) => sum(scores, ({ value }) => value));
  const middle = sum(means, (mean) => mean);
  const side = (at: 0 | 1): number =>
    Math.sqrt(sum(bounds, (own) => ((own[at] as number) - (means[bounds.indexOf(own)] as number)) ** 2));
  return [middle - side(0), middle + side(1)];
};

/**
 * What contracts that end will still bring by being renewed, segment by segment.
 *
 * Which model tells a segment is decided by likelihood (BIC) where nobody names it; a segment too small takes that of all. Looked back on like
 * purchases, renewal by renewal, up to the days whose grace is over. Contracts without an end are never due and are left out.
 */
export const tellContracts = (
  material: ContractMaterial,
  onProgress: (now: TaskProgress) => void = () => {},
): ForecastPart => {
  const { input, terms, openEnded, graceDays, discountRateYear, scale } = material;
  onProgress({ share: 0, step });
  const models = input.model === 'auto' ? [...contractModels] : [input.model];
  const book = bookOf(terms, scale);
  const to = dayNumber(input.to);
  const relations = relationsAt(book.terms, to, graceDays);
  const segments = [...new Set(relations.map(({ customer }) => book.segmentOf(customer)))].sort();
  const all = renewalsIn(relations);
  const ownOf = (segment: string): Relation[] =>
    relations.filter(({ customer }) => book.segmentOf(customer) === segment);
  const fits = segments.map((segment) => firstFit(models.map(renewalModel), renewalsIn(ownOf(segment)), all));
  const first = book.terms.reduce<number | null>(
    (least, { from }) => (least === null ? from : Math.min(least, from)),
    null,
  );
  const { judgedOn } = periodsOf(first === null ? null : addDays(epoch, first), input.to, input.holdout);
  const tests = judgedOn
    ? judge(book, segments, fits, { from: dayNumber(judgedOn.from), span: judgedOn.span, graceDays })
    : segments.map(() => undefined);
  const whole = together(tests.filter((test) => test !== undefined));
  const weeks = (whole?.steps ?? []).map(({ until: turn }) => addDays(judgedOn?.from ?? input.to, 7 * turn));
  const until = judgedOn && { from: judgedOn.from, span: judgedOn.span - graceDays };
  const shaped = segments.map((segment, at): SegmentFit => {
    const test = tests[at];
    const fit = fits[at] as ContractFit | Refusal;
    const isLifeTold = input.model === 'auto' && !isRefusal(fit) && !openEnded.includes(segment);
    const life = isLifeTold ? lifetimeShape(book, segment, fit, ownOf(segment), { to, discountRateYear }) : null;
    const beginnings = life && beginningsShape(material, segment);
    return {
      ...fitShape(segment, ownOf(segment), fit, models),
      ...(life ? { contract_lifetime: life } : {}),
      ...(beginnings ? { beginnings } : {}),
      ...(test && until ? { holdout: holdoutOf(test, until, weeks, true) } : {}),
    };
  });
  const instalments = monthlyInstalments(input.horizon, perMonthDays, discountRateYear);
  const told = segments.flatMap((segment, at): Told[] => {
    const fit = fits[at] as ContractFit | Refusal;
    const inForce = ownOf(segment).filter(({ isLost }) => !isLost);
    if (isRefusal(fit) || inForce.length === 0) return [];
    return [
      { segment, fit, inForce, scores: scoreContracts(fit.model, fit.estimate.parameters, inForce, to, instalments) },
    ];
  });
  const bounds = input.intervals && input.by === 'segment' ? boundsOf(told, to, instalments, 1) : [];
  const [one] = shaped;
  const isShared = shaped.length === 1;
  const scores = told.flatMap((each) => each.scores);
  const bias = told.some(
    ({ fit, segment }) => fit.model.id === 'constant' && renewalTotals(renewalsIn(ownOf(segment))).last > 1,
  );
  return {
    model: isShared ? (one?.model ?? input.model) : told.length === 0 ? input.model : 'by_segment',
    ...(isShared && one?.parameters && one.standard_errors
      ? { parameters: one.parameters, standard_errors: one.standard_errors }
      : {}),
    ...(told.length === 0 ? { reason: one?.reason ?? 'insufficient_n' } : {}),
    log_likelihood: isShared ? (one?.log_likelihood ?? null) : null,
    n: new Set(relations.map(({ customer }) => customer)).size,
    spend: {},
    candidates: isShared ? (one?.candidates ?? []) : [],
    ...(whole && until ? { holdout: holdoutOf(whole, until, weeks, true) } : {}),
    fits: shaped,
    ...(told.length > 0 ? { total: rowOf(scores, totalBounds(told, bounds)) } : {}),
    by:
      input.by === 'segment'
        ? told.map((each, at) => ({ segment: each.segment, ...rowOf(each.scores, bounds[at]) }))
        : listed(byCustomer(told, book, to), input.list, input.to),
    notes: [
      ...(bias ? [note('survivor_bias')] : []),
      ...(openEnded.length > 0 ? [note('without_end')] : []),
      ...(told.length > 0
        ? [note(scores.every(({ value }) => Number.isFinite(value)) ? 'contract_value' : 'no_contract_price')]
        : []),
    ],
  };
};
