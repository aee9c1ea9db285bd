import type { Blueprint } from '../model/blueprint/blueprint.ts';
import type { BlueprintVersion } from '../model/blueprint/versions.ts';
import { keptDocument } from './blueprint-document.ts';
import type { Deps } from './deps.ts';

export type PublishedDesign = { version: BlueprintVersion; document: Blueprint };

/** The design in force; null where nothing was published. */
export const publishedDesign = async (deps: Deps, workspace: string): Promise<PublishedDesign | null> => {
  const { blueprints } = deps.registry;
  const latest = await blueprints.latest(workspace);
  const kept = latest && (await blueprints.document(workspace, latest.version.version));
  return kept && { version: kept.version, document: keptDocument(kept.document) };
};
