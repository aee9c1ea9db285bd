import type { Blueprint } from '../../model/blueprint/blueprint.ts';
import {
  type DesignedSetting,
  designedSettings,
  type LifecycleInForce,
} from '../../model/blueprint/lifecycle-in-force.ts';
import type { DesignedStage, StageDesign } from '../../model/blueprint/organisation.ts';
import type { BlueprintVersion } from '../../model/blueprint/versions.ts';
import type { Settings } from '../../model/settings.ts';
import { spellingsInRule } from './segment-rule.ts';

const kindsOf: Partial<Record<DesignedStage, DesignedSetting>> = {
  activated: 'activation_kinds',
  winback: 'winback_kinds',
  at_risk: 'risk_kinds',
  advocate: 'referral_kinds',
  qualified: 'qualified_kinds',
};

/** How facts write a segment: as its rule tests it, the names it lists, else its own in either language, else its id. */
const writtenAs = (blueprint: Blueprint, id: string): string[] => {
  const segment = blueprint.segments[id];
  if (segment === undefined) return [];
  const tested = spellingsInRule(segment);
  if (tested !== null) return tested;
  if (segment.names.length > 0) return segment.names;
  const own = [segment.name.ru, segment.name.en].filter((name) => name !== '');
  return own.length > 0 ? own : [id];
};

const windowsOf = (blueprint: Blueprint): LifecycleInForce['windows'] => {
  const daysOf = (stage: StageDesign | undefined, id: string) => stage?.bySegment[id]?.windowDays ?? null;
  const { lost, at_risk: atRisk } = blueprint.stages;
  const ids = [...new Set([lost, atRisk].flatMap((stage) => Object.keys(stage?.bySegment ?? {})))].sort();
  return ids.flatMap((id) => {
    const window = { lostAfterDays: daysOf(lost, id), atRiskAfterDays: daysOf(atRisk, id) };
    if (window.lostAfterDays === null && window.atRiskAfterDays === null) return [];
    return writtenAs(blueprint, id).map((segment) => ({ segment, ...window }));
  });
};

/** What a published design decides of the lifecycle: stages that list kinds, stages and segments that have a window. Null where it decides nothing. */
export const lifecycleOf = (
  version: Pick<BlueprintVersion, 'version' | 'at'>,
  blueprint: Blueprint,
): LifecycleInForce | null => {
  const { lost, at_risk: atRisk } = blueprint.stages;
  const kinds = Object.entries(kindsOf).flatMap(([stage, key]) => {
    const listed = blueprint.stages[stage as DesignedStage]?.kinds ?? [];
    return listed.length === 0 ? [] : [[key, [...listed]] as const];
  });
  const windows = windowsOf(blueprint);
  const general = {
    ...(lost?.windowDays ? { lost_after_days: lost.windowDays } : {}),
    ...(atRisk?.windowDays ? { at_risk_after_days: atRisk.windowDays } : {}),
  };
  if (kinds.length === 0 && windows.length === 0 && Object.keys(general).length === 0) return null;
  return { version: version.version, at: version.at, ...Object.fromEntries(kinds), ...general, windows };
};

/** The settings numbers are derived under: those of the workspace, but where the published design decides. */
export const underDesign = (settings: Settings, design: LifecycleInForce | null): Settings => {
  if (design === null) return settings;
  const decided = designedSettings.filter((key) => design[key] !== undefined);
  return { ...settings, ...Object.fromEntries(decided.map((key) => [key, design[key]])) };
};

/** Whether the published design has a say in what a setting is about, for all customers or for some segment's. */
export const isDesigned = (key: string, design: LifecycleInForce | null | undefined): boolean => {
  if (!design) return false;
  const own = designedSettings.find((each) => each === key);
  if (own === undefined) return false;
  if (design[own] !== undefined) return true;
  return design.windows.some(
    ({ lostAfterDays, atRiskAfterDays }) =>
      (own === 'lost_after_days' && lostAfterDays !== null) ||
      (own === 'at_risk_after_days' && atRiskAfterDays !== null),
  );
};
