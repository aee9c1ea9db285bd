import { z } from 'zod';
import { InForce } from './blueprint/versions.ts';
import { Answer, Dimension, MetricId, MetricUnit } from './metric.ts';
import { inWorkspace, operation, page } from './operation.ts';
import { Day, Every } from './period.ts';
import { Sentence } from './problem.ts';
import { RowSet } from './row-sets.ts';

/** Which part of the company a question is about; several values of one dimension are joined by OR. */
export const Filter = z.partialRecord(Dimension, z.array(z.string()));
export type Filter = z.infer<typeof Filter>;

export const MeasureInput = inWorkspace.extend({
  metrics: z.array(MetricId).optional(),
  from: Day,
  to: Day,
  by: z.array(Dimension).default([]),
  every: Every.optional(),
  filter: Filter.optional(),
  /** Also answer for the previous period, in `previous`. */
  compare: z.boolean().default(true),
});
export type MeasureInput = z.infer<typeof MeasureInput>;

export const MetricDefinition = z.object({
  id: MetricId,
  name: Sentence,
  short: Sentence,
  unit: MetricUnit,
  /** The formula in words. */
  formula: Sentence,
  /** One or two sentences for a shop owner: what it says and what to do with it. */
  meaning: Sentence,
  /** What is put into it: components of the ledger and other metrics. */
  inputs: z.array(z.object({ id: z.string(), name: Sentence, unit: MetricUnit })),
  /** What an absent value means and what brings it about. */
  empty: Sentence,
  better: z.enum(['higher', 'lower', 'neither']),
  dimensions: z.array(Dimension),
  source: Sentence,
  /** Where the field's usage differs, or the source text can be read in more than one way. */
  ambiguity: Sentence.optional(),
  version: z.number(),
});
export type MetricDefinition = z.infer<typeof MetricDefinition>;

export const Explanation = z.object({
  definition: MetricDefinition,
  answer: Answer,
  inputs: z.array(
    z.object({
      id: z.string(),
      name: Sentence,
      value: z.number().nullable(),
      unit: MetricUnit,
      /** Which rows stand behind this input (`rows`), if any. */
      rows: RowSet.optional(),
      /** Where it has no value: what the rows behind it lack. */
      lacks: z.array(Sentence).optional(),
    }),
  ),
  /** The formula with the values put in, e.g. «14 108 742 ₽ ÷ 1 277». */
  worked: Sentence,
  missing: z.array(Sentence),
  /** Settings that matter, as they count; `design` is the version of the published design that decides one. */
  settings: z.array(z.object({ key: z.string(), value: z.string(), design: z.number().optional() })),
  /** Versions of the design in force during the period, earliest first. */
  design: z.array(InForce).default([]),
});
export type Explanation = z.infer<typeof Explanation>;

export const Cell = z.union([z.string(), z.number(), z.null()]);
export const RowsInput = inWorkspace.extend({
  /** Name of the set of rows, from an explanation's input. */
  rows: RowSet,
  from: Day,
  to: Day,
  filter: Filter.optional(),
  ...page,
});
export const Rows = z.object({
  columns: z.array(
    z.object({
      id: z.string(),
      name: Sentence,
      kind: z.enum(['text', 'day', 'money', 'number', 'customer', 'class', 'stage']),
    }),
  ),
  rows: z.array(z.array(Cell)),
  total: z.number(),
  /** The settings that decide what stands in these rows, as the command line would set them; none where no number stands on them alone. */
  settings: z.record(z.string(), z.string()),
  cursor: z.string().optional(),
});
export type Rows = z.infer<typeof Rows>;

export const numberContract = {
  catalogue: operation.route({ method: 'GET', path: '/catalogue' }).output(z.array(MetricDefinition)),
  /** Names of products by their codes, where they are known and differ. */
  products: operation
    .route({ method: 'GET', path: '/workspaces/{workspace}/products' })
    .input(inWorkspace)
    .output(z.record(z.string(), z.string())),
  measure: operation
    .route({ method: 'POST', path: '/workspaces/{workspace}/measure' })
    .input(MeasureInput)
    .output(
      z.object({
        answers: z.array(Answer),
        /** What decides what these numbers mean: every setting that matters to one of them, as the command line would set it. */
        settings: z.record(z.string(), z.string()),
        asOf: Day,
        revision: z.number(),
      }),
    ),
  explain: operation
    .route({ method: 'POST', path: '/workspaces/{workspace}/explain' })
    .input(inWorkspace.extend({ metric: MetricId, from: Day, to: Day, filter: Filter.optional() }))
    .output(Explanation),
  rows: operation.route({ method: 'POST', path: '/workspaces/{workspace}/rows' }).input(RowsInput).output(Rows),
};
