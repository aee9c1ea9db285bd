import { previewOf } from '../analysis/blueprint/evidence.ts';
import { withObservations } from '../analysis/blueprint/observations.ts';
import type { PathsSeen } from '../analysis/blueprint/real-paths.ts';
import { ruleOf } from '../analysis/blueprint/segment-rule.ts';
import { designPeriod } from '../analysis/blueprint/tallies.ts';
import { findingsOf } from '../analysis/organisation/findings/findings.ts';
import type { Blueprint } from '../model/blueprint/blueprint.ts';
import type { RulesPreview, SegmentCounts } from '../model/blueprint/contract.ts';
import type { DesignFinding } from '../model/blueprint/finding.ts';
import type { Segment } from '../model/blueprint/inputs.ts';
import type { EvidenceRule } from '../model/blueprint/journey.ts';
import { thingsOf } from '../model/blueprint/things.ts';
import { toMajor } from '../model/money.ts';
import { alikeFacts } from '../store/warehouse/questions/evidence.ts';
import { realPaths } from '../store/warehouse/questions/real-paths.ts';
import { countByRules } from '../store/warehouse/questions/segments.ts';
import { designFacts } from './design-facts.ts';
import type { Ledgers } from './ledger.ts';
import type { LedgerContext } from './ledger-context.ts';
import type { Operations } from './types.ts';

/** Whom segments hold, and who with an order is in none. */
export const countSegments = async (
  { warehouse, scope, asOf, settings }: LedgerContext,
  segments: readonly { id: string; segment: Segment }[],
): Promise<SegmentCounts> => {
  const rules = segments.map(({ id, segment }) => ruleOf(id, segment));
  const { counts, outside } = await countByRules(warehouse, scope, rules, { period: designPeriod(asOf), asOf });
  const major = (minor: number): number => toMajor(minor, settings.currency);
  return {
    segments: counts.map(({ minor, ...count }, at) => ({
      id: segments[at]?.id ?? '',
      ...count,
      revenue: major(minor),
    })),
    outside: { customers: outside.customers, revenue: major(outside.minor) },
  };
};

/** What rules make of the history there is. */
export const previewRules = async (
  { warehouse, scope, asOf, settings, firstDay }: LedgerContext,
  rules: readonly { id: string; rule: EvidenceRule }[],
): Promise<RulesPreview> => {
  const facts = await alikeFacts(warehouse, { scope, asOf, timeZone: settings.time_zone }, rules);
  return { from: firstDay ?? asOf, to: asOf, ...previewOf(rules, facts) };
};

/** The real paths of customers through a design’s states over the last twelve whole months; none where no journey is designed. */
export const pathsIn = async (
  { warehouse, scope, asOf, settings }: LedgerContext,
  design: Blueprint,
): Promise<PathsSeen> => {
  const isDesigned = Object.values(design.journeys).some(
    ({ mode, states }) => mode === 'designed' && states.length > 0,
  );
  if (!isDesigned) return { every: 1, paths: [], handOffs: [] };
  return realPaths(warehouse, { scope, asOf, period: designPeriod(asOf), timeZone: settings.time_zone, design });
};

/** What a design lacks by what facts say of it: costs and channels, whom its segments hold, which of its cells are seen. */
export const findingsIn = async (ledger: LedgerContext, document: Blueprint): Promise<DesignFinding[]> => {
  const segments = thingsOf(document, 'segments').map(([id, segment]) => ({ id, segment }));
  const rules = thingsOf(document, 'rules').map(([id, rule]) => ({ id, rule }));
  const [facts, counted, preview] = await Promise.all([
    designFacts(ledger),
    countSegments(ledger, segments),
    previewRules(ledger, rules),
  ]);
  return findingsOf(withObservations(document, preview, ledger.asOf), facts, ledger.asOf, counted);
};

/** Where the design meets the facts: what they say of it, whom its segments hold, what its rules make of history. */
export const designQuestions = (
  ledgers: Ledgers,
): Pick<Operations['blueprint'], 'facts' | 'countSegments' | 'previewRules'> => ({
  facts: async ({ workspace }) => designFacts(await ledgers.current(workspace)),
  countSegments: async ({ workspace, segments }) => countSegments(await ledgers.current(workspace), segments),
  previewRules: async ({ workspace, rules }) => previewRules(await ledgers.current(workspace), rules),
});
