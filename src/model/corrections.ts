import { z } from 'zod';
import { CostClass, CostFunction } from './lifecycle.ts';
import { inWorkspace, operation } from './operation.ts';
import { Day } from './period.ts';
import { costClasses } from './stages.ts';

/** One correction of a line's class, or of its being taken back. The latest of a line stands. */
export const Reclass = z.object({
  kind: z.enum(['order_line', 'cost']),
  source: z.string(),
  id: z.string(),
  /** Null takes the correction back: the rule decides again. */
  class: z.string().nullable(),
  why: z.string(),
  by: z.string(),
  at: z.iso.datetime(),
});
export type Reclass = z.infer<typeof Reclass>;

/** A cost typed in for one month. */
export const TypedCost = z.object({
  id: z.string(),
  name: z.string(),
  amount: z.number(),
  class: z.enum(costClasses),
  function: CostFunction,
  channel: z.string().default(''),
  segment: z.string().default(''),
  cell: z.string().default(''),
});
export type TypedCost = z.infer<typeof TypedCost>;

/** One person's month: pay, hours and the shares of time by class in percent, which sum to 100. */
export const StaffMonth = z.object({
  id: z.string(),
  name: z.string(),
  role: z.string().default(''),
  function: CostFunction,
  pay: z.number().nonnegative(),
  hours: z.number().nonnegative(),
  shares: z.partialRecord(CostClass, z.number().min(0).max(100)),
  segment: z.string().default(''),
});
export type StaffMonth = z.infer<typeof StaffMonth>;

export const TypedMonth = z.object({ month: Day, costs: z.array(TypedCost), staff: z.array(StaffMonth) });
export type TypedMonth = z.infer<typeof TypedMonth>;

export const correctionContract = {
  reclass: {
    set: operation
      .route({ method: 'POST', path: '/workspaces/{workspace}/reclass' })
      .input(inWorkspace.extend(Reclass.omit({ at: true }).shape))
      .output(Reclass),
    list: operation
      .route({ method: 'GET', path: '/workspaces/{workspace}/reclass' })
      .input(inWorkspace)
      .output(z.array(Reclass)),
  },
  typed: {
    get: operation
      .route({ method: 'GET', path: '/workspaces/{workspace}/typed/{month}' })
      .input(inWorkspace.extend({ month: Day }))
      .output(TypedMonth),
    save: operation
      .route({ method: 'PUT', path: '/workspaces/{workspace}/typed/{month}' })
      .input(inWorkspace.extend(TypedMonth.shape))
      .output(TypedMonth),
  },
};
