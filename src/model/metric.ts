import { z } from 'zod';
import type * as words from './metric-words.ts';
import { dimensions, metricIds, metricUnits, notes, reasons } from './metric-words.ts';
import { Period } from './period.ts';

export const MetricId = z.enum(metricIds);
export type MetricId = words.MetricId;
export const Dimension = z.enum(dimensions);
export type Dimension = words.Dimension;
export const MetricUnit = z.enum(metricUnits);
export type MetricUnit = words.MetricUnit;
export const Reason = z.enum(reasons);
export type Reason = words.Reason;
export const Note = z.enum(notes);
export type Note = words.Note;

/**
 * One number with all that makes it trustworthy, or the reason why there is none.
 *
 * Money is in major units of `currency`, rounded to its minor unit; ratios are fractions. `by` names the value of each
 * dimension asked for ('' = unknown). `previous` is the same number for the period of equal length just before.
 */
export const Answer = z.object({
  metric: MetricId,
  period: Period,
  by: z.partialRecord(Dimension, z.string()),
  value: z.number().nullable(),
  unit: MetricUnit,
  currency: z.string().optional(),
  reason: Reason.optional(),
  n: z.number().optional(),
  interval: z.tuple([z.number(), z.number()]).optional(),
  notes: z.array(Note).optional(),
  previous: z.object({ period: Period, value: z.number().nullable(), reason: Reason.optional() }).optional(),
  /** Versions of the design in force during the period, earliest first; absent where none was. */
  design: z.array(z.number()).optional(),
});
export type Answer = z.infer<typeof Answer>;
