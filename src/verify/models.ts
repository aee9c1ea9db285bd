import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { bgBb } from '../analysis/models/bg-bb.ts';
import { bgNbd, mbgNbd } from '../analysis/models/bg-nbd.ts';
import { type Estimate, fitPurchases, isRefusal, named, type Refusal } from '../analysis/models/fit.ts';
import {
  expectedSpend,
  fitSpend,
  type Spend,
  spendCorrelation,
  spendParameterNames,
} from '../analysis/models/gamma-gamma.ts';
import { gather, type Histories } from '../analysis/models/histories.ts';
import type { PurchaseModel } from '../analysis/models/model.ts';
import { nbd } from '../analysis/models/nbd.ts';
import { paretoNbd } from '../analysis/models/pareto-nbd.ts';
import { bdw, type RenewalModel, renewalsOf, residualLifetime, retentionAt, sbg } from '../analysis/models/renewals.ts';
import { discountedPurchases } from '../analysis/models/value.ts';
import type { Check } from './check.ts';

type Fitted = { params: Record<string, number>; se: Record<string, number>; logLik: number };
type Purchases = Fitted & {
  sum_palive?: number;
  sum_cet?: number;
  expectation_new_customer?: Record<string, number>;
  holdout_mae?: number;
};
type Survival = {
  alpha: number;
  beta: number;
  c?: number;
  logLik: number;
  S_percent: number[];
  retention?: number[];
  DEL_10pct?: number;
  DERL_10pct_n?: Record<string, number>;
};
type Reference = {
  cdnow_sample_39w: {
    horizon: number;
    nbd: Purchases;
    bgnbd: Purchases;
    mbgnbd: Purchases;
    pnbd: Purchases & { delta: number; sum_dert_15pct_annual_weekly_delta: number };
    gg: Fitted & { population_mean: number; corr_x_m: number; n: number };
  };
  donations_bgbb: Fitted & { E_new: Record<string, number>; expected_cum_11y: number[] };
  sbg: Record<'HighEnd_first5rows' | 'HighEnd_first8rows' | 'HighEnd_first13rows' | 'HighEnd_BdW_first5rows', Survival>;
};

const readIn = (directory: string, name: string): Promise<string> =>
  readFile(path.join(directory, 'cltv', name), 'utf8');

const referenceIn = async (directory: string): Promise<Reference> =>
  JSON.parse(await readIn(directory, 'DEV_REFERENCE.json')) as Reference;

/** A CSV of numbers by column. */
const columnsOf = (text: string): Record<string, number[]> => {
  const [head = '', ...lines] = text.trim().split(/\r?\n/);
  const rows = lines.map((line) => line.split(',').map(Number));
  return Object.fromEntries(head.split(',').map((name, at) => [name, rows.map((row) => row[at] ?? Number.NaN)]));
};

/** The files round weeks to ten digits; they are whole days. */
const days = (weeks: number): number => Math.round(weeks * 7) / 7;

/** The published likelihood of NBD is of counts: it has the constants in x! and Tˣ that the others leave out. */
const countConstants = ({ x, age, count }: Histories): number =>
  x.reduce((sum, purchases, row) => {
    let constant = purchases * Math.log(age[row] ?? 1);
    for (let at = 2; at <= purchases; at += 1) constant -= Math.log(at);
    return sum + (count[row] ?? 0) * constant;
  }, 0);

const fitted = (
  set: string,
  what: string,
  names: readonly string[],
  result: Estimate | Refusal,
  reference: Fitted,
  constants = 0,
): Check[] => {
  if (isRefusal(result)) return [{ set, what: `${what} is fitted`, reference: 'yes', ours: result.reason }];
  const [ours, errors] = [named(names, result.parameters), named(names, result.standardErrors)];
  return [
    ...names.map((name) => ({
      set,
      what: `${what} ${name}`,
      reference: reference.params[name] ?? Number.NaN,
      ours: ours[name] ?? null,
      tolerance: 1e-6,
      relative: true,
    })),
    ...names.map((name) => ({
      set,
      what: `${what} standard error of ${name}`,
      reference: reference.se[name] ?? Number.NaN,
      ours: errors[name] ?? null,
      tolerance: 1e-6,
      relative: true,
    })),
    {
      set,
      what: `${what} log-likelihood`,
      reference: reference.logLik,
      ours: result.logLikelihood + constants,
      tolerance: 1e-6 / Math.abs(reference.logLik),
    },
  ];
};

/** The largest difference of two columns, each by the larger of one and the reference. */
const farthest = (set: string, what: string, reference: readonly number[], ours: (row: number) => number): Check => ({
  set,
  what: `${what}, largest difference of ${reference.length}`,
  reference: 0,
  ours: reference.reduce(
    (most, value, row) => Math.max(most, Math.abs(ours(row) - value) / Math.max(1, Math.abs(value))),
    0,
  ),
  tolerance: 1e-8,
});

const total = (values: Float64Array, histories: Histories): number =>
  values.reduce((sum, value, row) => sum + value * (histories.count[row] ?? 0), 0);

/** What the reference tells of a fitted model as a whole. */
const summed = (
  set: string,
  what: string,
  model: PurchaseModel,
  result: Estimate | Refusal,
  histories: Histories,
  horizon: number,
  reference: Purchases,
): Check[] => {
  if (isRefusal(result)) return [];
  const { parameters } = result;
  const one = (name: string, value: number | undefined, ours: () => number): Check[] =>
    value === undefined ? [] : [{ set, what: `${what} ${name}`, reference: value, ours: ours(), tolerance: 1e-8 }];
  return [
    ...one('sum of P(alive)', reference.sum_palive, () => total(model.alive(parameters, histories), histories)),
    ...one('expected purchases of the holdout', reference.sum_cet, () =>
      total(model.expected(parameters, histories, horizon), histories),
    ),
    ...Object.entries(reference.expectation_new_customer ?? {}).flatMap(([week, value]) =>
      one(`a new customer’s purchases in ${week} weeks`, value, () => model.newcomer(parameters, Number(week))),
    ),
  ];
};

/** Gold predictions of every customer of the sample. */
const predictions = async (directory: string, reference: Reference['cdnow_sample_39w']): Promise<Check[]> => {
  const set = 'CDNOW gold';
  const gold = columnsOf(await readIn(directory, 'ref_gold_cdnow_sample_predictions.csv'));
  const column = (name: string): number[] => gold[name] ?? [];
  const { histories, rowOf } = gather({
    x: column('x'),
    recency: column('t_x').map(days),
    age: column('T').map(days),
  });
  const spend: Spend = { x: column('x'), mean: column('m') };
  const [bg, pareto, gg] = [fitPurchases(bgNbd, histories), fitPurchases(paretoNbd, histories), fitSpend(spend)];
  if (isRefusal(bg) || isRefusal(pareto) || isRefusal(gg))
    return [{ set, what: 'models are fitted', reference: 'yes', ours: 'no' }];
  const { horizon, pnbd, bgnbd } = reference;
  const expected = bgNbd.expected(bg.parameters, histories, horizon);
  const compared: [string, string, Float64Array][] = [
    ['BG/NBD P(alive)', 'palive_bgnbd', bgNbd.alive(bg.parameters, histories)],
    ['BG/NBD expected purchases', 'cet_bgnbd', expected],
    ['Pareto/NBD P(alive)', 'palive_pnbd', paretoNbd.alive(pareto.parameters, histories)],
    ['Pareto/NBD expected purchases', 'cet_pnbd', paretoNbd.expected(pareto.parameters, histories, horizon)],
    [
      'Pareto/NBD discounted lifetime',
      'dert_pnbd_15pct_annual',
      paretoNbd.discounted(pareto.parameters, histories, pnbd.delta),
    ],
  ];
  const valueReference = JSON.parse(await readIn(directory, 'ref_clv_12m_cdnow.json')) as { sum: number };
  const months = Array.from({ length: 12 }, (_, at) => ({ end: ((at + 1) * 52.1775) / 12, worth: 1.01 ** -(at + 1) }));
  const discounted = discountedPurchases(bgNbd, bg.parameters, histories, months);
  const spendOf = (row: number): number => expectedSpend(gg.parameters, column('x')[row] ?? 0, column('m')[row] ?? 0);
  return [
    ...compared.map(([what, name, ours]) =>
      farthest(set, what, column(name), (row) => ours[rowOf[row] ?? 0] ?? Number.NaN),
    ),
    farthest(set, 'Gamma-Gamma expected spend', column('gg_mean'), spendOf),
    {
      set,
      what: 'value of 12 months, discounted',
      reference: valueReference.sum,
      ours: column('x').reduce((sum, _, row) => sum + (discounted[rowOf[row] ?? 0] ?? 0) * spendOf(row), 0),
      tolerance: 1e-8,
    },
    {
      set,
      what: 'mean absolute error on the holdout',
      reference: bgnbd.holdout_mae ?? Number.NaN,
      ours:
        column('x_star').reduce((sum, actual, row) => sum + Math.abs(actual - (expected[rowOf[row] ?? 0] ?? 0)), 0) /
        rowOf.length,
      tolerance: 1e-8,
    },
  ];
};

/** NBD, BG/NBD, MBG/NBD, Pareto/NBD and Gamma-Gamma on the sample of CDNOW: parameters, errors, sums and every customer. */
export const verifyPurchaseModels = async (directory: string): Promise<Check[]> => {
  const set = 'CDNOW models';
  const { cdnow_sample_39w: reference } = await referenceIn(directory);
  const {
    x = [],
    't.x': recency = [],
    'T.cal': age = [],
    'm.x': mean = [],
  } = columnsOf(await readIn(directory, 'cdnow_btyd_cbs.csv'));
  const { histories } = gather({ x, recency: recency.map(days), age: age.map(days) });
  const models: [string, PurchaseModel, Purchases][] = [
    ['NBD', nbd, reference.nbd],
    ['BG/NBD', bgNbd, reference.bgnbd],
    ['MBG/NBD', mbgNbd, reference.mbgnbd],
    ['Pareto/NBD', paretoNbd, reference.pnbd],
  ];
  const checks = models.flatMap(([what, model, published]) => {
    const result = fitPurchases(model, histories);
    return [
      ...fitted(set, what, model.parameterNames, result, published, model === nbd ? countConstants(histories) : 0),
      ...summed(set, what, model, result, histories, reference.horizon, published),
    ];
  });
  const spend = { x, mean };
  const gg = fitSpend(spend);
  return [
    ...checks,
    ...fitted(set, 'Gamma-Gamma', spendParameterNames, gg, reference.gg),
    {
      set,
      what: 'correlation of spend and frequency',
      reference: reference.gg.corr_x_m,
      ours: spendCorrelation(spend),
    },
    {
      set,
      what: 'mean spend of a customer without purchases',
      reference: reference.gg.population_mean,
      ours: isRefusal(gg) ? null : expectedSpend(gg.parameters, 0, 0),
      tolerance: 1e-8,
    },
    ...(await predictions(directory, reference)),
  ];
};

/** BG/BB on the donations of a cohort: parameters, the expected curve and every kind of history. */
export const verifyOpportunities = async (directory: string): Promise<Check[]> => {
  const set = 'Donations';
  const { donations_bgbb: reference } = await referenceIn(directory);
  const gold = columnsOf(await readIn(directory, 'ref_gold_donations_bgbb.csv'));
  const column = (name: string): number[] => gold[name] ?? [];
  const { histories, rowOf } = gather({
    x: column('x'),
    recency: column('t.x'),
    age: column('n.cal'),
    count: column('custs'),
  });
  const result = fitPurchases(bgBb, histories);
  const checks = fitted(set, 'BG/BB', bgBb.parameterNames, result, reference);
  if (isRefusal(result)) return checks;
  const { parameters } = result;
  const compare = (what: string, name: string, ours: Float64Array): Check =>
    farthest(set, `BG/BB ${what}`, column(name), (row) => ours[rowOf[row] ?? 0] ?? Number.NaN);
  return [
    ...checks,
    compare('P(alive)', 'palive', bgBb.alive(parameters, histories)),
    compare('expected in one year', 'cet1', bgBb.expected(parameters, histories, 1)),
    compare('expected in five years', 'cet5', bgBb.expected(parameters, histories, 5)),
    compare('discounted lifetime', 'dert_10pct', bgBb.discounted(parameters, histories, 0.1)),
    ...Object.entries(reference.E_new).map(([year, value]) => ({
      set,
      what: `BG/BB a new donor’s gifts in ${year} years`,
      reference: value,
      ours: bgBb.newcomer(parameters, Number(year)),
      tolerance: 1e-8,
    })),
    farthest(
      set,
      'BG/BB expected gifts of the cohort',
      reference.expected_cum_11y,
      (year) => histories.customers * bgBb.newcomer(parameters, year + 1),
    ),
  ];
};

const curve = (set: string, model: RenewalModel, survivors: readonly number[], reference: Survival): Check[] => {
  const result = model.fit(renewalsOf(survivors));
  const what = `${model.id} on ${survivors.length - 1} renewals`;
  if (isRefusal(result)) return [{ set, what: `${what} is fitted`, reference: 'yes', ours: result.reason }];
  const { parameters, logLikelihood } = result;
  const published = [reference.alpha, reference.beta, reference.c ?? Number.NaN];
  const residual = (made: number): number => residualLifetime(model, parameters, made, 0.1);
  const within = { set, tolerance: 1e-6 };
  return [
    ...model.parameterNames.map((name, at) => ({
      ...within,
      what: `${what}: ${name}`,
      reference: published[at] ?? Number.NaN,
      ours: parameters[at] ?? null,
      relative: true,
    })),
    {
      set,
      what: `${what}: log-likelihood`,
      reference: reference.logLik,
      ours: logLikelihood,
      tolerance: 1e-6 / Math.abs(reference.logLik),
    },
    ...reference.S_percent.map((percent, time) => ({
      ...within,
      what: `${what}: kept after ${time}, %`,
      reference: percent,
      ours: 100 * Math.exp(model.logSurvival(parameters, time)),
    })),
    ...(reference.retention ?? []).map((share, at) => ({
      ...within,
      what: `${what}: retention ${at + 1}`,
      reference: share,
      ours: retentionAt(model, parameters, at + 1),
    })),
    ...(reference.DEL_10pct === undefined
      ? []
      : [{ ...within, what: `${what}: discounted lifetime`, reference: reference.DEL_10pct, ours: 1 + residual(0) }]),
    // The reference counts the renewal just due as paid today, ours at the end of its period.
    ...Object.entries(reference.DERL_10pct_n ?? {}).map(([n, value]) => ({
      ...within,
      what: `${what}: discounted rest at renewal ${n}`,
      reference: value,
      ours: 1.1 * residual(Number(n) - 1),
    })),
  ];
};

/** sBG and BdW on the published survival table, from its first years to all of them. */
export const verifyRenewals = async (directory: string): Promise<Check[]> => {
  const { sbg: reference } = await referenceIn(directory);
  const { HighEnd = [] } = columnsOf(await readIn(directory, 'sbg_survival_table.csv'));
  const cohort = (rows: number): number[] => HighEnd.slice(0, rows).map((percent) => percent * 10);
  const set = 'Renewals';
  return [
    ...curve(set, sbg, cohort(5), reference.HighEnd_first5rows),
    ...curve(set, sbg, cohort(8), reference.HighEnd_first8rows),
    ...curve(set, sbg, cohort(13), reference.HighEnd_first13rows),
    ...curve(set, bdw, cohort(5), reference.HighEnd_BdW_first5rows),
  ];
};

type Edge = {
  params: number[];
  x: number;
  t_x: number;
  T: number;
  t: number;
  logL: number;
  p_alive: number;
  expected_transactions: number;
};

/** Hard numeric cases computed to 40 digits: likelihood, P(alive) and expected purchases, each within 1e-9. */
export const verifyEdges = async (directory: string): Promise<Check[]> => {
  const cases = JSON.parse(await readIn(directory, 'ref_edge_numerics_mpmath.json')) as Record<
    'bgnbd' | 'pnbd',
    Edge[]
  >;
  const models: [string, PurchaseModel, Edge[]][] = [
    ['BG/NBD', bgNbd, cases.bgnbd],
    ['Pareto/NBD', paretoNbd, cases.pnbd],
  ];
  return models.flatMap(([what, model, edges]) =>
    edges.flatMap(({ params, x, t_x, T, t, ...reference }, at) => {
      const { histories } = gather({ x: [x], recency: [t_x], age: [T] });
      const one = (name: string, value: number, ours: number | undefined): Check => ({
        set: 'Hard cases',
        what: `${what} ${at + 1} ${name}`,
        reference: value,
        ours: ours ?? null,
        tolerance: 1e-9,
      });
      const room = new Float64Array(params.length);
      return [
        one('ln L', reference.logL, model.likelihood(histories)(Float64Array.from(params, Math.log), room)),
        one('P(alive)', reference.p_alive, model.alive(params, histories)[0]),
        one('expected', reference.expected_transactions, model.expected(params, histories, t)[0]),
      ];
    }),
  );
};
