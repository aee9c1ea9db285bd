import { computeWindows, type IntervalMedian } from '../analysis/derivation/windows.ts';
import type { LifecycleInForce } from '../model/blueprint/lifecycle-in-force.ts';
import { defaultWindow, type Settings } from '../model/settings.ts';
import type { WorkspaceState } from '../model/workspace.ts';
import type { KeptWindow } from '../store/registry/windows.ts';

type WindowInForce = WorkspaceState['windows'][number];

/**
 * The windows in force: what the design says of the segment; else what was set; else what is kept for the segment; else what its rhythm gives
 * now; else the defaults.
 *
 * `toKeep` is what was computed now and stands from now on, until somebody sets that window.
 */
export const decideWindows = (
  settings: Pick<Settings, 'lost_after_days' | 'at_risk_after_days'>,
  kept: readonly KeptWindow[],
  medians: readonly IntervalMedian[],
  design: LifecycleInForce | null = null,
): { inForce: WindowInForce[]; toKeep: KeptWindow[] } => {
  const { lost_after_days: setLost, at_risk_after_days: setAtRisk } = settings;
  const computed = computeWindows(medians);
  const designed = design?.windows ?? [];
  const segments = [...new Set([...kept, ...medians, ...designed].map(({ segment }) => segment))].sort();
  const inForce: WindowInForce[] = [];
  const toKeep: KeptWindow[] = [];
  for (const segment of segments) {
    const before = kept.find((window) => window.segment === segment);
    const now = computed.find((window) => window.segment === segment);
    const ownLost = before?.lostAfterDays ?? now?.lostAfterDays ?? null;
    const ownAtRisk = before?.atRiskAfterDays ?? now?.atRiskAfterDays ?? null;
    const keepLost = setLost === null ? ownLost : null;
    const keepAtRisk = setAtRisk === null ? ownAtRisk : null;
    if (now !== undefined && (keepLost !== null || keepAtRisk !== null))
      toKeep.push({ segment, lostAfterDays: keepLost, atRiskAfterDays: keepAtRisk });
    const own = designed.find((window) => window.segment === segment);
    const lostAfterDays = own?.lostAfterDays ?? setLost ?? ownLost ?? defaultWindow.lostAfterDays;
    const atRiskAfterDays = own?.atRiskAfterDays ?? setAtRisk ?? ownAtRisk ?? defaultWindow.atRiskAfterDays;
    const isDesigned =
      own !== undefined || design?.lost_after_days !== undefined || design?.at_risk_after_days !== undefined;
    const isSet = setLost !== null && setAtRisk !== null;
    inForce.push({
      segment,
      lostAfterDays,
      atRiskAfterDays: Math.min(atRiskAfterDays, lostAfterDays),
      source: isDesigned
        ? 'design'
        : isSet
          ? 'set'
          : ownLost !== null || ownAtRisk !== null
            ? 'computed'
            : setLost !== null
              ? 'set'
              : 'default',
    });
  }
  return { inForce, toKeep };
};

/** The window of customers whose segment has none of its own. */
export const generalWindow = (settings: Pick<Settings, 'lost_after_days' | 'at_risk_after_days'>) => {
  const lostAfterDays = settings.lost_after_days ?? defaultWindow.lostAfterDays;
  return {
    lostAfterDays,
    atRiskAfterDays: Math.min(settings.at_risk_after_days ?? defaultWindow.atRiskAfterDays, lostAfterDays),
  };
};
