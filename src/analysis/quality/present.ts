import type { FactKind } from '../../model/facts.ts';
import type { Settings } from '../../model/settings.ts';
import type { KindsInUse } from './kinds.ts';
import type { Present } from './levels.ts';
import type { Tallies, Tally } from './tally.ts';

/** The part that is no case, by count or by money; none of nothing. */
const covered = (tally: Tally | undefined, by: 'count' | 'money' = 'count'): number => {
  if (!tally || tally.of === 0) return 0;
  if (by === 'money' && tally.ofMinor > 0) return Math.min(1, Math.max(0, 1 - tally.minor / tally.ofMinor));
  return 1 - tally.count / tally.of;
};

/** What a workspace's data hold, as the levels ask for it, from what was counted for the findings. */
export const presentOf = (
  rows: Partial<Record<FactKind, number>>,
  tallies: Tallies,
  used: KindsInUse,
  settings: Pick<Settings, 'ad_channels'>,
): Present => {
  const has = (kind: FactKind): boolean => (rows[kind] ?? 0) > 0;
  return {
    hasOrders: has('order_lines'),
    hasDeals: has('deals'),
    hasCosts: used.costClasses.length > 0 || used.costFunctions.length > 0 || has('costs'),
    hasMargins: covered(tallies.lines_without_margin, 'money'),
    hasCostClasses: covered(tallies.costs_without_class, 'money'),
    hasStageHistory: covered(tallies.deals_without_history),
    hasHours: covered(tallies.months_without_hours),
    hasAdCosts: settings.ad_channels.some((channel) => used.costChannels.includes(channel)),
    hasChannels: covered(tallies.new_without_channel),
    hasVisits: used.interactions.some(({ anonymous }) => anonymous > 0),
    hasResults: covered(tallies.new_without_visible_result),
    hasCommittee: covered(tallies.people_without_role),
  };
};
