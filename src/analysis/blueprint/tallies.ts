import { addDays, addMonths, type Day, monthOf, type Period } from '../../model/days.ts';
import type { CostClass, CostFunction, Stage } from '../../model/stages.ts';

/** What the ledger and the facts give for a design before it is divided and told in major units. Money in minor units. */
export type DesignTallies = {
  costs: CostTally[];
  channels: OriginTally[];
  campaigns: { name: string; touches: number }[];
  processes: ProcessTally[];
  products: { product: string; family: string; rung: string; minor: number }[];
  kinds: { kind: string; channel: string; touchpoint: string; count: number }[];
  segments: SegmentTally[];
  salesTypes: { name: string; segment: string; customers: number; minor: number }[];
  actors: { actor: string; class: CostClass; customers: number }[];
  successes: { class: CostClass; customers: number }[];
};

export type CostTally = {
  class: CostClass | '';
  function: CostFunction | '';
  channel: string;
  campaign: string;
  cell: string;
  staff: string;
  segment: string;
  process: string;
  asset: string;
  /** '' where the lines of the sum have several. */
  note: string;
  minor: number;
  hoursMilli: number;
};

export type OriginTally = { name: string; touches: number; newCustomers: number };

export type ProcessTally = {
  name: string;
  deals: number;
  won: number;
  first: number;
  regular: number;
  development: number;
  winback: number;
};

export type SegmentTally = {
  name: string;
  customers: number;
  active: number;
  newCustomers: number;
  activated: number;
  withoutResult: number;
  lost: number;
  wonBack: number;
  minor: number;
  /** Gross profit of regular and development lines of a year, and the days customers were active in it. */
  habitualProfitMinor: number | null;
  activeDays: number;
  entered: Partial<Record<Stage, number>>;
};

/** Which time a design's facts are read over. */
export type DesignQuestion = { period: Period; asOf: Day };

/** The last twelve whole months up to the as-of day, which itself is seen. */
export const designPeriod = (asOf: Day): Period => {
  const to = monthOf(addDays(asOf, 1));
  return { from: addMonths(to, -12), to };
};

/** How many days before a success a meeting with the customer counts towards it. */
export const meetingDays = 90;
/** The rarest kinds of interactions beyond are left out. */
export const mostKinds = 2000;

/** Marketing's own cost and its part of what is shared, as the catalogue's metrics reckon it. */
export const marketingOf = (costs: readonly CostTally[], sharedSplit: number): number => {
  const sum = (take: (cost: CostTally) => boolean): number =>
    costs.filter(take).reduce((total, { minor }) => total + minor, 0);
  const isShared = (cost: CostTally) => cost.class === 'shared' || cost.function === 'management';
  return sum((cost) => !isShared(cost) && cost.function === 'marketing') + Math.round(sum(isShared) * sharedSplit);
};
