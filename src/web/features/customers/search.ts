import type { Period } from '../../../model/days.ts';
import { stagesAndOverlay } from '../../../model/stages.ts';
import { flag, matching, oneOf, type Read, reader, text } from '../../kit/fields.ts';

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

const ofTable = {
  stage: oneOf(stagesAndOverlay),
  /** `FROM..TO`, half-open: only those who entered `stage` within it. */
  entered: matching(span),
  movedFrom: oneOf(stagesAndOverlay),
  search: text,
  sort: oneOf(customerSorts),
  asc: flag,
};

/** What the address of the customers' table holds beside the shell's own part. */
export const readCustomers = reader(ofTable);
export type CustomersSearch = Read<typeof ofTable>;

export const timelineKinds = ['interaction', 'order_line', 'deal', 'payment', 'stage'] as const;
export type TimelineKind = (typeof timelineKinds)[number];

const ofPage = { show: oneOf(timelineKinds) };

/** What the address of a customer's page holds beside the shell's own part. */
export const readCustomer = reader(ofPage);
export type CustomerSearch = Read<typeof ofPage>;

/** The half-open period written as `FROM..TO`; undefined when it is not one or is empty. */
export const readSpan = (text: string | undefined): Period | undefined => {
  const match = text === undefined ? null : span.exec(text);
  const from = match?.[1];
  const to = match?.[2];
  return from !== undefined && to !== undefined && from < to ? { from, to } : undefined;
};
