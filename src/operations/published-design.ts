import { inForceDuring } from '../analysis/blueprint/in-force.ts';
import type { Blueprint } from '../model/blueprint/blueprint.ts';
import type { BlueprintVersion, InForce } from '../model/blueprint/versions.ts';
import type { Period } from '../model/days.ts';
import type { Answer } from '../model/metric.ts';
import { keptDocument } from './blueprint-document.ts';
import type { Deps } from './deps.ts';

export type PublishedDesign = { version: BlueprintVersion; document: Blueprint };

const published = async (deps: Deps, workspace: string, version: number): Promise<PublishedDesign | null> => {
  const kept = await deps.registry.blueprints.document(workspace, version);
  return kept && { version: kept.version, document: keptDocument(kept.document) };
};

/** The design in force today; null where nothing was published. */
export const publishedDesign = async (deps: Deps, workspace: string): Promise<PublishedDesign | null> => {
  const latest = await deps.registry.blueprints.latest(workspace);
  return latest && published(deps, workspace, latest.version.version);
};

/** What tells the versions in force during periods of a workspace, earliest first. */
export const versionsInForce = async (deps: Deps, workspace: string): Promise<(period: Period) => InForce[]> => {
  const versions = await deps.registry.blueprints.versions(workspace);
  return (period) => inForceDuring(versions, period);
};

/** Answers with the versions in force during the period of each. */
export const underVersions = (answers: readonly Answer[], inForce: (period: Period) => InForce[]): Answer[] => {
  const known = new Map<string, number[]>();
  return answers.map((answer) => {
    const key = `${answer.period.from}/${answer.period.to}`;
    const design = known.get(key) ?? inForce(answer.period).map(({ version }) => version);
    known.set(key, design);
    return design.length > 0 ? { ...answer, design } : answer;
  });
};

/**
 * The design a period is shown under, and all that were in force during it.
 *
 * That is the last one in force then; where none was, the one in force today, so that whoever publishes sees at once what it says.
 */
export const designOfPeriod = async (
  deps: Deps,
  workspace: string,
  period: Period,
): Promise<(PublishedDesign & { during: InForce[] }) | null> => {
  const during = (await versionsInForce(deps, workspace))(period);
  const last = during.at(-1);
  const design = await (last ? published(deps, workspace, last.version) : publishedDesign(deps, workspace));
  return design && { ...design, during };
};
