import type { Blueprint } from '../../../model/blueprint/blueprint.ts';
import type { SegmentCounts } from '../../../model/blueprint/contract.ts';
import type { DesignFacts } from '../../../model/blueprint/facts.ts';
import { type DesignFinding, designFindingCodes } from '../../../model/blueprint/finding.ts';
import type { Day } from '../../../model/days.ts';
import { capacityFindings } from './capacity.ts';
import { cellFindings } from './cells.ts';
import { coverageFindings } from './coverage.ts';
import { documentFindings } from './document.ts';
import { inputFindings } from './inputs.ts';
import { journeyFindings } from './journeys.ts';
import { marketFindings } from './market.ts';
import { offJourneyFindings } from './off-journey.ts';
import { processFindings } from './processes.ts';
import { responsibilityFindings } from './responsibility.ts';
import { roleFindings } from './roles.ts';
import { sceneOf } from './scene.ts';

const groups = [
  offJourneyFindings,
  responsibilityFindings,
  roleFindings,
  cellFindings,
  coverageFindings,
  capacityFindings,
  processFindings,
  journeyFindings,
  marketFindings,
  inputFindings,
  documentFindings,
];

const severities: readonly DesignFinding['severity'][] = ['high', 'medium', 'low'];

const byWeight = (a: DesignFinding, b: DesignFinding): number =>
  severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
  (b.money?.high ?? 0) - (a.money?.high ?? 0) ||
  designFindingCodes.indexOf(a.code) - designFindingCodes.indexOf(b.code);

/**
 * Everything a design lacks or contradicts, gravest first, then dearest.
 *
 * Pure, for any blueprint that parses. Without facts (null, or empty ones) nothing is claimed of what happens and nothing is priced; money is
 * a year's, in the workspace's currency. What rules of segments hold is known where `counted` tells it. The rules of each are in `docs/organisation.md`. Never throws.
 */
export const findingsOf = (
  blueprint: Blueprint,
  facts: DesignFacts | null,
  asOf: Day,
  counted: SegmentCounts | null = null,
): DesignFinding[] => {
  const scene = { ...sceneOf(blueprint, facts, asOf), counted };
  return groups.flatMap((group) => group(scene)).sort(byWeight);
};
