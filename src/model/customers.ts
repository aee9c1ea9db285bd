import { z } from 'zod';
import { CostClass, EvidenceKind, RevenueClass, StageOrOverlay } from './lifecycle.ts';
import { inWorkspace, operation, page } from './operation.ts';
import { Day, Period } from './period.ts';
import { Sentence } from './problem.ts';

export const CustomersInput = inWorkspace.extend({
  stage: StageOrOverlay.optional(),
  segment: z.string().optional(),
  search: z.string().optional(),
  /** The stage on this day instead of the as-of day. */
  on: Day.optional(),
  /** Only those who entered `stage` (or moved `movedFrom` → `stage`) within the period. */
  entered: Period.optional(),
  movedFrom: StageOrOverlay.optional(),
  sort: z.enum(['name', 'segment', 'stage', 'since', 'orders', 'revenue', 'profit', 'last_order']).default('revenue'),
  descending: z.boolean().default(true),
  ...page,
});
export const CustomerRow = z.object({
  id: z.string(),
  name: z.string(),
  segment: z.string(),
  stage: StageOrOverlay,
  since: Day,
  isAdvocate: z.boolean(),
  life: z.number(),
  orders: z.number(),
  revenue: z.number().nullable(),
  profit: z.number().nullable(),
  lastOrder: Day.nullable(),
  channel: z.string(),
});
export type CustomerRow = z.infer<typeof CustomerRow>;

export const CustomerPage = z.object({
  customer: CustomerRow,
  attributes: z.record(z.string(), z.string()),
  history: z.array(
    z.object({
      stage: StageOrOverlay,
      from: Day,
      to: Day.nullable(),
      life: z.number(),
      evidence: z.object({ kind: EvidenceKind, source: z.string(), id: z.string(), day: Day, text: Sentence }),
    }),
  ),
  money: z.object({
    revenueByClass: z.partialRecord(RevenueClass, z.number().nullable()),
    grossProfit: z.number().nullable(),
    contribution: z.number().nullable(),
    cltvFact: z.number().nullable(),
    costs: z.partialRecord(CostClass, z.number()),
    reason: z.string().optional(),
  }),
  timeline: z.array(
    z.object({
      at: z.iso.datetime(),
      kind: z.enum(['interaction', 'order_line', 'deal', 'payment', 'stage']),
      title: z.string(),
      detail: z.string(),
      amount: z.number().nullable(),
      class: RevenueClass.optional(),
      source: z.string(),
      id: z.string(),
    }),
  ),
});
export type CustomerPage = z.infer<typeof CustomerPage>;

export const customerContract = {
  customers: {
    list: operation
      .route({ method: 'POST', path: '/workspaces/{workspace}/customers' })
      .input(CustomersInput)
      .output(z.object({ rows: z.array(CustomerRow), total: z.number(), cursor: z.string().optional() })),
    get: operation
      .route({ method: 'GET', path: '/workspaces/{workspace}/customers/{id}' })
      .input(inWorkspace.extend({ id: z.string() }))
      .output(CustomerPage),
  },
};
