import { z } from 'zod';
import { Stage } from './lifecycle.ts';
import { Reason } from './metric.ts';
import { inWorkspace, operation } from './operation.ts';
import { Day } from './period.ts';
import { Sentence } from './problem.ts';

/** Models of purchases without a contract; `auto` takes the one that would have foretold the last months best. */
export const forecastModels = ['nbd', 'bg_nbd', 'mbg_nbd', 'pareto_nbd', 'bg_cnbd', 'mbg_cnbd'] as const;
export const ForecastModel = z.enum(forecastModels);
export type ForecastModel = z.infer<typeof ForecastModel>;

/** Models of contracts: one chance to renew for all, chances that differ, and chances that differ and change with age. */
export const contractModels = ['constant', 'sbg', 'bdw'] as const;
export const ContractModel = z.enum(contractModels);
export type ContractModel = z.infer<typeof ContractModel>;

/** What a forecast may rest on: a model, or a rule that needs none where no model was nearer to what happened. */
export const forecastWays = [...forecastModels, ...contractModels, 'last_again', 'recency_frequency'] as const;
export const ForecastWay = z.enum(forecastWays);
export type ForecastWay = z.infer<typeof ForecastWay>;

export const forecastUnits = ['day', 'week'] as const;

export const forecastLists = ['all', 'at_risk', 'due'] as const;
export type ForecastList = (typeof forecastLists)[number];

export const CltvForecastInput = inWorkspace.extend({
  /** A model of contracts tells of contracts alone, one of purchases of purchases alone; `auto` of both. */
  model: z.union([ForecastModel, ContractModel, z.literal('auto')]).default('auto'),
  /** The unit of the parameters' time. */
  unit: z.enum(forecastUnits).default('week'),
  /** The last day the model is told of, inclusive; the as-of day where nothing is said. */
  calibrateTo: Day.optional(),
  /** The last day what happened after is compared with, inclusive; after `calibrateTo`. */
  holdout: Day.optional(),
  /** Months forecast from `calibrateTo` on. */
  horizon: z.number().int().min(1).max(120).default(12),
  by: z.enum(['segment', 'customer']).default('segment'),
  /** Which customers: `at_risk` has those in the lifecycle's stage, and those not lost yet who by the model more likely than not are gone, `due` those whose next order is expected within 30 days. */
  list: z.enum(forecastLists).default('all'),
  /** Whether to say between what bounds the future lies; takes longer. */
  intervals: z.boolean().default(true),
});
export type CltvForecastInput = z.infer<typeof CltvForecastInput>;

const Bounds = z.tuple([z.number(), z.number()]);

export const ForecastRow = z.object({
  /** What the row is of: a segment, or a customer (then beside its segment). '' is customers without a segment. */
  segment: z.string().optional(),
  customer_id: z.string().optional(),
  /** Of a customer: its name, segment and the day by which its next order comes as likely as not, if one comes within the horizon; null where that is unlikely. */
  name: z.string().optional(),
  next_order: Day.nullable().optional(),
  /** Of a customer: its stage on the as-of day. */
  stage: Stage.optional(),
  /** Of a customer: whether the lifecycle has it at risk for a sign of doubt, such as a complaint. */
  in_doubt: z.boolean().optional(),
  /** Of a customer at risk: by a sign of doubt, else by the lifecycle's days of silence, by a chance to be still there below a half, or by both. */
  risk_by: z.enum(['sign', 'silence', 'model', 'both']).optional(),
  /** Customers in it who have bought. */
  customers: z.number(),
  /** The chance that the customer has not left; of a segment the mean. Null where no model could be fitted, and where nobody is seen to leave. */
  p_alive: z.number().nullable(),
  expected_orders: z.number(),
  /** Net revenue of those orders in units of the workspace's currency, undiscounted; null where spend could not be told. */
  expected_value: z.number().nullable(),
  /** 90 % for the value, or for the orders where there is no value: parameters and chance both uncertain. */
  interval: Bounds.optional(),
  /** The value as it is worth today: by months, at the workspace's yearly discount rate. */
  discounted_value: z.number().nullable(),
});
export type ForecastRow = z.infer<typeof ForecastRow>;

export type ForecastErrors = z.infer<typeof Errors>;
const Errors = z.object({ expected: z.number(), mae: z.number(), rmse: z.number() });

/** What the model told of the time after `calibrateTo`, and what happened in it. */
export const ForecastHoldout = z.object({
  /** The last day the model was told of for this comparison, and the last of those compared. */
  from: Day,
  until: Day,
  actual: z.number(),
  expected: z.number(),
  /** Mean absolute error per customer, in purchases. */
  mae: z.number(),
  rmse: z.number(),
  /** Customers in ten parts by forecast, the least promising first: mean forecast and fact. */
  deciles: z.array(z.object({ customers: z.number(), expected: z.number(), actual: z.number() })),
  /** By the chance told of buying at all: mean chance, and the share who did. */
  calibration: z.array(z.object({ customers: z.number(), expected: z.number(), actual: z.number() })),
  /** Week by week: purchases of all customers forecast and made. */
  weeks: z.array(z.object({ until: Day, expected: z.number(), actual: z.number() })),
  /** The rules that need no model: as much as in the period before, and a table of recency and frequency. */
  naive: z.object({ last_again: Errors.optional(), recency_frequency: Errors.optional() }),
  /** Whether these days were kept apart: neither parameters nor the choice of a model knew of them. */
  apart: z.boolean(),
});
export type ForecastHoldout = z.infer<typeof ForecastHoldout>;

const Fitted = z.object({
  parameters: z.record(z.string(), z.number()).optional(),
  standard_errors: z.record(z.string(), z.number()).optional(),
  reason: Reason.optional(),
});

/** One way that was tried: how likely it makes the purchases, how far off it was on the days that decided, or why it was not possible. */
const Tried = z.object({
  model: ForecastWay,
  /** Phases between purchases: 1 is no regularity. */
  regularity: z.number().optional(),
  of: z.enum(['segment', 'all']).optional(),
  log_likelihood: z.number().nullable(),
  reason: Reason.optional(),
  errors: Errors.optional(),
});

/** What a segment's model says of whole lives: in revenue, before costs, in units of the workspace's currency. */
export const SegmentLifetime = z.object({
  /** Customers it rests on. */
  customers: z.number(),
  /** What the first order day of a customer won within the last year brought (of all, where none was). */
  first_order: z.number(),
  /** Repeat order days of a new customer over its whole life, each worth what it is on the day of the first, with 90 % bounds by the parameters. */
  repeat_orders: z.number(),
  repeat_orders_interval: z.tuple([z.number(), z.number()]),
  /** What one of them brings. */
  order_value: z.number(),
  /** Expected repeat order days of a new customer by the end of each month from its first, not discounted. */
  by_month: z.array(z.number()),
  /** What all present customers will still bring, in today's money. */
  residual_value: z.number(),
});
export type SegmentLifetime = z.infer<typeof SegmentLifetime>;

/** What the model of a segment's contracts says of whole relations: in months paid and in revenue, before costs, in units of the workspace's currency. */
export const ContractLifetime = z.object({
  /** Customers it rests on. */
  customers: z.number(),
  /** What the first contract of a customer won within the last year brings a month (of all, where none was). */
  monthly_price: z.number(),
  /** Months a new customer pays over its whole life, each worth what it is on the day of the first, with 90 % bounds by the parameters. */
  paid_months: z.number(),
  paid_months_interval: z.tuple([z.number(), z.number()]),
  /** Expected months paid by the beginning of each month from the first, the first included, not discounted. */
  paid_by_month: z.array(z.number()),
  /** What all contracts in force will still bring, in today's money. */
  residual_value: z.number(),
});
export type ContractLifetime = z.infer<typeof ContractLifetime>;

/** Whether and when customers who began with one kind come to the other. */
const Following = z.object({
  /** The chance that they ever do, worth on the first day what its delay leaves of it, and the standard error of that. */
  discounted: z.number(),
  standard_error: z.number(),
  /** The chance that they have by the end of each month from the first day, not discounted; after the last month told as in it. */
  by_month: z.array(z.number()),
  /** How many of the present customers who have not will still do so, worth today what their delays leave of them. */
  ahead: z.number(),
});

/** How new customers of a segment that lives on purchases and on contracts begin, and whether the other kind follows. */
export const SegmentBeginnings = z.object({
  /** All customers of the segment. */
  customers: z.number(),
  /** Of how many the shares are: those who began within the last year (all, where they are under 20). */
  newcomers: z.number(),
  /** Shares who begin with an order without a contract, with a contract, with both on one day. */
  order: z.number(),
  contract: z.number(),
  both: z.number(),
  then_contract: Following,
  then_order: Following,
});
export type SegmentBeginnings = z.infer<typeof SegmentBeginnings>;

/** How one segment is foretold, why so, and how far that would have come true. */
export const SegmentFit = Fitted.extend({
  segment: z.string(),
  customers: z.number(),
  model: ForecastWay.nullable(),
  regularity: z.number().optional(),
  /** Where a rule tells how much: the model that tells who is still there. */
  alive_by: ForecastWay.optional(),
  /** Whose purchases the parameters rest on. */
  of: z.enum(['segment', 'all']),
  log_likelihood: z.number().nullable(),
  spend: Fitted,
  /** Where a model tells the segment, it has 200 customers or more and spend can be told: what metrics of customers' worth stand on. */
  lifetime: SegmentLifetime.optional(),
  /** The same of contracts: 100 of them or more, a third renewal seen, none without an end or a price. */
  contract_lifetime: ContractLifetime.optional(),
  /** Of a segment told by contracts whose customers buy without one too: how they begin. */
  beginnings: SegmentBeginnings.optional(),
  /** `asked`: somebody named the model. */
  decided_by: z.enum(['asked', 'holdout', 'likelihood']),
  candidates: z.array(Tried),
  /** The days that decided; absent where likelihood did. */
  decided_on: z.object({ from: Day, until: Day, actual: z.number() }).optional(),
  holdout: ForecastHoldout.optional(),
  /** What was looked back on where the same way could not be fitted to what was known then. */
  judged_as: ForecastWay.optional(),
});
export type SegmentFit = z.infer<typeof SegmentFit>;

/** Whether a segment's customers are not seen to leave: the model in which nobody does tells who is still there, and one in which they do said no more. */
export const leavesUnseen = ({ model, alive_by: beside, candidates }: SegmentFit): boolean =>
  (beside ?? model) === 'nbd' && candidates.some(({ reason }) => reason === 'no_dropout');

const ForecastPart = Fitted.extend({
  /** `by_segment` where segments are told in different ways (see `fits`), `auto` where none could be chosen. */
  model: z.union([ForecastWay, z.enum(['by_segment', 'auto'])]),
  regularity: z.number().optional(),
  log_likelihood: z.number().nullable(),
  /** Customers with a first purchase (or contract) by `calibrateTo`. */
  n: z.number(),
  /** Mean purchase: parameters of Gamma-Gamma, or why there are none. */
  spend: Fitted,
  /** What else was tried, and how it did; by segment in `fits`. */
  candidates: z.array(Tried),
  /** All customers together. */
  holdout: ForecastHoldout.optional(),
  /** Each segment by itself; empty where nobody has bought. */
  fits: z.array(SegmentFit),
  /** All segments that could be told. */
  total: ForecastRow.optional(),
  by: z.array(ForecastRow),
  notes: z.array(z.object({ code: z.string(), text: Sentence })),
});
export type ForecastPart = z.infer<typeof ForecastPart>;

export const CltvForecast = ForecastPart.extend({
  unit: z.enum(forecastUnits),
  /**
   * Customers with contracts that end and may be renewed, where there are any and a model was not named: `expected_orders` are renewals, `p_alive` the
   * chance of the next one, the value what is paid under contracts in force and their renewals. Time is in renewals.
   */
  contracts: ForecastPart.optional(),
  calibrated_to: Day,
  horizon: z.number(),
  currency: z.string(),
  asOf: Day,
  revision: z.number(),
});
export type CltvForecast = z.infer<typeof CltvForecast>;

/** The contracts of a forecast as one of their own; null where there are none. */
export const contractsAlone = (found: CltvForecast): CltvForecast | null => {
  const { contracts, unit, calibrated_to, horizon, currency, asOf, revision } = found;
  return contracts ? { ...contracts, unit, calibrated_to, horizon, currency, asOf, revision } : null;
};

export const forecastSeries = ['revenue', 'inflow'] as const;

export const MonthsForecastInput = inWorkspace.extend({
  /** Net revenue, or new customers. */
  of: z.enum(forecastSeries).default('revenue'),
  segment: z.string().optional(),
  months: z.number().int().min(1).max(36).default(12),
});
export type MonthsForecastInput = z.infer<typeof MonthsForecastInput>;

/** What whole months brought, and what months to come are expected to. */
export const MonthsForecast = z.object({
  of: z.enum(forecastSeries),
  segment: z.string().optional(),
  currency: z.string().optional(),
  /** Whole months known, by their first day. */
  facts: z.array(z.object({ month: Day, value: z.number() })),
  /** With 90 % bounds; none where all months were alike. */
  months: z.array(z.object({ month: Day, value: z.number(), interval: Bounds.optional() })),
  /** All of them together: they go up and down together, so their bounds do not add. */
  total: z.object({ value: z.number(), interval: Bounds.optional() }).optional(),
  /** The form of exponential smoothing that explains the series best for its number of parameters. */
  form: z
    .object({
      error: z.enum(['additive', 'multiplicative']),
      trend: z.enum(['none', 'additive', 'damped']),
      season: z.enum(['none', 'additive', 'multiplicative']),
    })
    .nullable(),
  /** Over the last months, kept back: the mean absolute error, that of the same months a year before, and the share that fell within the bounds. */
  backTest: z
    .object({
      months: z.number(),
      expected: z.array(z.number()),
      error: z.number(),
      naive_error: z.number(),
      covered: z.number(),
    })
    .nullable(),
  reason: Reason.optional(),
  asOf: Day,
  revision: z.number(),
});
export type MonthsForecast = z.infer<typeof MonthsForecast>;

/** What customers will still buy, renew and bring, and what months to come will. */
export const forecastContract = {
  cltv: operation
    .route({ method: 'POST', path: '/workspaces/{workspace}/forecast/cltv' })
    .input(CltvForecastInput)
    .output(CltvForecast),
  months: operation
    .route({ method: 'POST', path: '/workspaces/{workspace}/forecast/months' })
    .input(MonthsForecastInput)
    .output(MonthsForecast),
};

export const forecastModelNames: Record<ForecastWay, Sentence> = {
  nbd: { ru: 'NBD: никто не уходит', en: 'NBD: nobody leaves' },
  bg_nbd: { ru: 'BG/NBD: уходят после покупки', en: 'BG/NBD: customers leave after a purchase' },
  mbg_nbd: {
    ru: 'MBG/NBD: уходят после покупки, и после первой',
    en: 'MBG/NBD: customers leave after a purchase, the first too',
  },
  pareto_nbd: { ru: 'Pareto/NBD: уходят в любое время', en: 'Pareto/NBD: customers leave at any time' },
  bg_cnbd: { ru: 'BG/CNBD-k: покупают равномерно', en: 'BG/CNBD-k: purchases at regular times' },
  mbg_cnbd: {
    ru: 'MBG/CNBD-k: покупают равномерно, уходят и после первой',
    en: 'MBG/CNBD-k: purchases at regular times, customers leave after the first too',
  },
  constant: { ru: 'Постоянное удержание', en: 'Constant retention' },
  sbg: { ru: 'sBG: клиенты продлевают с разной вероятностью', en: 'sBG: customers differ in their chance to renew' },
  bdw: {
    ru: 'BdW: вероятности разные и меняются с возрастом договора',
    en: 'BdW: chances differ and change with a contract’s age',
  },
  last_again: { ru: 'Столько же, сколько раньше (без модели)', en: 'As much as before (no model)' },
  recency_frequency: {
    ru: 'Таблица давности и частоты (без модели)',
    en: 'A table of recency and frequency (no model)',
  },
};
