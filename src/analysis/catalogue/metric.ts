import type { Period } from '../../model/days.ts';
import type { Dimension, MetricId, MetricUnit, ModelNote, Note, Reason } from '../../model/metric-words.ts';
import type { MetricDefinition } from '../../model/numbers.ts';
import type { Sentence } from '../../model/problem.ts';
import type { RowSet } from '../../model/row-sets.ts';
import type { SettingKey, Settings } from '../../model/settings.ts';
import type { Components } from '../components/components.ts';
import type { Lifetimes } from '../components/lifetimes.ts';
import { type Costs, hoursOf } from '../components/shared-cost.ts';
import { type Section, sectionDimensions } from '../components/tally.ts';
import { type Interval, jeffreys } from '../statistics/rates.ts';
import type { CellLifetime } from './foretold.ts';
import type { InputId } from './inputs.ts';

/** What a metric is computed from: one period of one part of the company. */
export type Cell = {
  now: Components;
  period: Period;
  /** The twelve months that end with the period. */
  year: Components;
  /** Costs of the months acquisition cost is taken from. */
  lagged: Costs;
  /** The same period of every segment. */
  segments: readonly Cell[];
  lifetimes: Lifetimes | null;
  /** What a model says of this part's lives, or why none does. */
  lifetime: CellLifetime;
  /** How many facts of a kind there are at all. */
  presence: (kind: string) => number;
  settings: Settings;
};

/** A number with what qualifies it, or the reason why there is none. Money is in minor units, not rounded. */
export type Outcome =
  | { value: number; n?: number; interval?: Interval; notes?: Note[] }
  | { reason: Reason; n?: number; notes?: Note[] };

export type Metric = Omit<MetricDefinition, 'inputs' | 'dimensions' | 'version'> & {
  /** Components and other metrics that are put into it. */
  inputs: readonly (InputId | MetricId)[];
  needs: readonly Section[];
  /** Which rows stand behind the number itself. */
  rows?: RowSet;
  /** Only where it is narrower than what the sections can be told apart by. */
  dimensions?: readonly Dimension[];
  /** The formula with `{input}` where values go. */
  worked: string;
  /** The same where a model of the segment's purchases, of its contracts, or both tell. */
  byModel?: Record<ModelNote, { inputs: readonly (InputId | MetricId)[]; worked: string }>;
  settings?: readonly SettingKey[];
  /** Which periods beside the asked one it looks at. */
  looks?: readonly ('year' | 'lag' | 'segments' | 'lifetimes')[];
  compute: (cell: Cell) => Outcome;
};

export const text = (ru: string, en: string): Sentence => ({ ru, en });

/** Dimensions a metric is defined along: those all the counted parts it needs have. */
export const dimensionsOfMetric = (metric: Metric): readonly Dimension[] => {
  const lists = metric.needs.map((section) => sectionDimensions[section]);
  const all = sectionDimensions.lines.filter((dimension) => lists.every((list) => list.includes(dimension)));
  return metric.dimensions ? all.filter((dimension) => metric.dimensions?.includes(dimension)) : all;
};

export const isReason = (outcome: Outcome): outcome is Extract<Outcome, { reason: Reason }> => 'reason' in outcome;

export const withNotes = (outcome: Outcome, ...notes: (Note | false | undefined)[]): Outcome => {
  const all = [...new Set([...(outcome.notes ?? []), ...notes.filter((note): note is Note => Boolean(note))])];
  return all.length === 0 ? outcome : { ...outcome, notes: all };
};

/** n a rate or a model needs to be shown, and to be shown without a warning. */
export const leastN = 5;
export const enoughN = 20;

/** A share of cases: none below five, a warning below twenty, a 90 % interval by Jeffreys. */
export const rate = (successes: number, n: number): Outcome => {
  if (n <= 0) return { reason: 'no_denominator', n: 0 };
  if (n < leastN) return { reason: 'insufficient_n', n };
  const shown: Outcome = { value: successes / n, n };
  if (successes >= 0 && successes <= n) shown.interval = jeffreys(successes, n);
  return withNotes(shown, n < enoughN && 'small_n');
};

export const ratio = (numerator: number, denominator: number): Outcome =>
  denominator === 0 ? { reason: 'no_denominator' } : { value: numerator / denominator };

/** Sums over revenue classes. */
export const net = (components: Components): number => Object.values(components.net).reduce((a, b) => a + b, 0);
export const gross = (components: Components): number => Object.values(components.gross).reduce((a, b) => a + b, 0);
export const service = (components: Components): number => Object.values(components.service).reduce((a, b) => a + b, 0);

/** Why revenue can't be told, if it can't. */
export const revenueReason = (components: Components): Reason | null => (components.unrated > 0 ? 'no_rate' : null);
/** Why gross profit can't be told, if it can't. */
export const marginReason = (components: Components): Reason | null =>
  revenueReason(components) ?? (components.uncosted > 0 ? 'no_margin' : null);
/** Why costs can't be told, if they can't. */
export const costReason = (cell: Cell, costs: Costs = cell.now.costs): Reason | null =>
  cell.presence('costs') === 0 ? 'no_costs' : costs.unrated > 0 ? 'no_rate' : null;

export const marginNote = (components: Components): Note | false => components.assumed > 0 && 'assumed_margin';
/** Shared cost nothing could be split by is over a fifth of all expense. */
export const unallocatedNote = (costs: Costs): Note | false =>
  costs.expense > 0 && costs.unallocated / costs.expense > 0.2 && 'unallocated_cost';
/** People's hours are those logged on interactions: cost lines have none. */
export const loggedNote = (costs: Costs): Note | false => hoursOf(costs).fromInteractions && 'hours_from_interactions';
/** Some of the shared cost was split by hours logged on interactions. */
export const splitNote = (costs: Costs): Note | false => costs.splitByLogged !== 0 && 'hours_from_interactions';
export const unassignedNote = (costs: Costs): Note | false =>
  (costs.unassigned !== 0 || costs.unclassed !== 0) && 'unassigned';

/** The first reason there is, else what is computed. */
export const unless = (reason: Reason | null, compute: () => Outcome): Outcome => (reason ? { reason } : compute());

export const metricUnitsOfMoney: readonly MetricUnit[] = [
  'money',
  'money_per_month',
  'money_per_success',
  'money_per_day',
];
