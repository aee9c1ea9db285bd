import type { Day } from '../../model/days.ts';
import type { Settings } from '../../model/settings.ts';
import type { CostClass, RevenueClass } from '../../model/stages.ts';
import type { ChannelPolicy } from '../channels/meaning.ts';
import type { IdentityDecision } from '../identity/decisions.ts';

/** Days of silence after which customers of a segment are at risk and lost. */
export type Window = { lostAfterDays: number; atRiskAfterDays: number };

/** A class given to one order line or cost by a person; it stands above the file's class and the rules. */
export type Correction =
  | { kind: 'order_line'; source: string; id: string; class: RevenueClass }
  | { kind: 'cost'; source: string; id: string; class: CostClass };

/** A customer a forecast took for more likely gone than not: silent after an order of the day `after`, and said so on the day `on`. */
export type Doubt = { customer: string; after: Day; on: Day };

/**
 * All that decides what facts mean beside the facts: settings, windows in force, the as-of day, corrections and decisions by hand, rules for channels.
 *
 * Equal facts and equal policies give equal ledgers.
 */
export type Policy = Pick<
  Settings,
  | 'currency'
  | 'time_zone'
  | 'contract_grace_days'
  | 'merge_days'
  | 'winback_abandoned_after_days'
  | 'activation_kinds'
  | 'winback_kinds'
  | 'risk_kinds'
  | 'referral_kinds'
  | 'qualified_kinds'
  | 'country'
  | 'anonymous_join'
  | 'anonymous_window_days'
  | 'rr_churn_on'
  | 'rr_past_due_days'
  | 'rr_pause_days'
  | 'rr_coupons'
  | 'at_risk_by'
> & {
  /** The last day that is seen. */
  asOf: Day;
  /** The window of every segment that is not in `windows`. */
  window: Window;
  windows: ({ segment: string } & Window)[];
  corrections: Correction[];
  /** Which records people said are one, and which are not. */
  decisions: readonly IdentityDecision[];
  /** What sources, media and click ids mean. */
  channels: ChannelPolicy;
  /** What forecasts have said of customers; heard where `at_risk_by` says so. The warehouse keeps its own beside the facts. */
  doubts?: readonly Doubt[];
};

/** Sales types that need no seller; a line of any other known type took one. Compared in lower case. */
export const selfServiceTypes = [
  'ecommerce',
  'e-commerce',
  'e_commerce',
  'self-service',
  'self_service',
  'marketplace',
  'online',
];
