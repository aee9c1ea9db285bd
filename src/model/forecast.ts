import { z } from 'zod';
import { Reason } from './metric.ts';
import { inWorkspace, operation } from './operation.ts';
import { Day } from './period.ts';
import { Sentence } from './problem.ts';

/** Models of purchases without a contract; `auto` takes the one that would have foretold the last months best. */
export const forecastModels = ['nbd', 'bg_nbd', 'mbg_nbd', 'pareto_nbd'] as const;
export const ForecastModel = z.enum(forecastModels);
export type ForecastModel = z.infer<typeof ForecastModel>;

export const forecastUnits = ['day', 'week'] as const;

export const CltvForecastInput = inWorkspace.extend({
  model: z.union([ForecastModel, z.literal('auto')]).default('auto'),
  /** The unit of the parameters' time. */
  unit: z.enum(forecastUnits).default('week'),
  /** The last day the model is told of, inclusive; the as-of day where nothing is said. */
  calibrateTo: Day.optional(),
  /** The last day what happened after is compared with, inclusive; after `calibrateTo`. */
  holdout: Day.optional(),
  /** Months forecast from `calibrateTo` on. */
  horizon: z.number().int().min(1).max(120).default(12),
  by: z.enum(['segment', 'customer']).default('segment'),
  /** Whether to say between what bounds the future lies; takes longer. */
  intervals: z.boolean().default(true),
});
export type CltvForecastInput = z.infer<typeof CltvForecastInput>;

const Bounds = z.tuple([z.number(), z.number()]);

export const ForecastRow = z.object({
  /** One of the two: what the row is of. '' is customers without a segment. */
  segment: z.string().optional(),
  customer_id: z.string().optional(),
  /** Customers in it who have bought. */
  customers: z.number(),
  /** The chance that the customer has not left; of a segment the mean. */
  p_alive: z.number(),
  expected_orders: z.number(),
  /** Net revenue of those orders in units of the workspace's currency, undiscounted; null where spend could not be told. */
  expected_value: z.number().nullable(),
  /** 90 % for the value, or for the orders where there is no value: parameters and chance both uncertain. */
  interval: Bounds.optional(),
  /** The value as it is worth today: by months, at the workspace's yearly discount rate. */
  discounted_value: z.number().nullable(),
});
export type ForecastRow = z.infer<typeof ForecastRow>;

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
});

export const CltvForecast = z.object({
  model: z.union([ForecastModel, z.literal('auto')]),
  unit: z.enum(forecastUnits),
  /** Absent where there is a reason. */
  parameters: z.record(z.string(), z.number()).optional(),
  standard_errors: z.record(z.string(), z.number()).optional(),
  log_likelihood: z.number().nullable(),
  /** Customers with a first purchase by `calibrateTo`. */
  n: z.number(),
  reason: Reason.optional(),
  /** Mean purchase: parameters of Gamma-Gamma, or why there are none. */
  spend: z.object({
    parameters: z.record(z.string(), z.number()).optional(),
    standard_errors: z.record(z.string(), z.number()).optional(),
    reason: Reason.optional(),
  }),
  /** What else was tried, and how it did. */
  candidates: z.array(
    z.object({ model: ForecastModel, log_likelihood: z.number().nullable(), reason: Reason.optional() }),
  ),
  holdout: ForecastHoldout.optional(),
  calibrated_to: Day,
  horizon: z.number(),
  currency: z.string(),
  by: z.array(ForecastRow),
  notes: z.array(z.object({ code: z.string(), text: Sentence })),
  asOf: Day,
  revision: z.number(),
});
export type CltvForecast = z.infer<typeof CltvForecast>;

/** What customers without a contract will still buy and bring. */
export const forecastContract = {
  cltv: operation
    .route({ method: 'POST', path: '/workspaces/{workspace}/forecast/cltv' })
    .input(CltvForecastInput)
    .output(CltvForecast),
};

export const forecastModelNames: Record<ForecastModel, Sentence> = {
  nbd: { ru: 'NBD: никто не уходит', en: 'NBD: nobody leaves' },
  bg_nbd: { ru: 'BG/NBD: уходят после покупки', en: 'BG/NBD: customers leave after a purchase' },
  mbg_nbd: {
    ru: 'MBG/NBD: уходят после покупки, и после первой',
    en: 'MBG/NBD: customers leave after a purchase, the first too',
  },
  pareto_nbd: { ru: 'Pareto/NBD: уходят в любое время', en: 'Pareto/NBD: customers leave at any time' },
};
