import { z } from 'zod';
import { StageOrOverlay } from '../../../model/lifecycle.ts';
import type { Period } from '../../../model/period.ts';

const day = '\\d{4}-\\d{2}-\\d{2}';
const span = new RegExp(`^(${day})\\.\\.(${day})$`);

export const customerSorts = [
  'name',
  'segment',
  'stage',
  'since',
  'orders',
  'revenue',
  'profit',
  'last_order',
] as const;

/** What the address of the customers' table holds beside the shell's own part; a value that makes no sense is left out. */
export const CustomersSearch = z.object({
  stage: StageOrOverlay.optional().catch(undefined),
  /** `FROM..TO`, half-open: only those who entered `stage` within it. */
  entered: z.string().regex(span).optional().catch(undefined),
  movedFrom: StageOrOverlay.optional().catch(undefined),
  search: z.string().optional().catch(undefined),
  sort: z.enum(customerSorts).optional().catch(undefined),
  asc: z.boolean().optional().catch(undefined),
});
export type CustomersSearch = z.infer<typeof CustomersSearch>;

export const timelineKinds = ['interaction', 'order_line', 'deal', 'payment', 'stage'] as const;
export type TimelineKind = (typeof timelineKinds)[number];

/** What the address of a customer's page holds beside the shell's own part. */
export const CustomerSearch = z.object({ show: z.enum(timelineKinds).optional().catch(undefined) });
export type CustomerSearch = z.infer<typeof CustomerSearch>;

/** The half-open period written as `FROM..TO`; undefined when it is not one or is empty. */
export const readSpan = (text: string | undefined): Period | undefined => {
  const match = text === undefined ? null : span.exec(text);
  const from = match?.[1];
  const to = match?.[2];
  return from !== undefined && to !== undefined && from < to ? { from, to } : undefined;
};
