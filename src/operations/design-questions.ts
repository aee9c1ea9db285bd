import { previewOf } from '../analysis/blueprint/evidence.ts';
import { ruleOf } from '../analysis/blueprint/segment-rule.ts';
import { designPeriod } from '../analysis/blueprint/tallies.ts';
import { toMajor } from '../model/money.ts';
import { alikeFacts } from '../store/warehouse/questions/evidence.ts';
import { countByRules } from '../store/warehouse/questions/segments.ts';
import { designFacts } from './design-facts.ts';
import type { Ledgers } from './ledger.ts';
import type { Operations } from './types.ts';

/** Where the design meets the facts: what they say of it, whom its segments hold, what its rules make of history. */
export const designQuestions = (
  ledgers: Ledgers,
): Pick<Operations['blueprint'], 'facts' | 'countSegments' | 'previewRules'> => ({
  facts: async ({ workspace }) => designFacts(await ledgers.current(workspace)),
  countSegments: async ({ workspace, segments }) => {
    const { warehouse, scope, asOf, settings } = await ledgers.current(workspace);
    const rules = segments.map(({ segment }) => ruleOf(segment));
    const counted = await countByRules(warehouse, scope, rules, { period: designPeriod(asOf), asOf });
    return counted.map(({ minor, ...count }, at) => ({
      id: segments[at]?.id ?? '',
      ...count,
      revenue: toMajor(minor, settings.currency),
    }));
  },
  previewRules: async ({ workspace, rules }) => {
    const { warehouse, scope, asOf, settings, firstDay } = await ledgers.current(workspace);
    const facts = await alikeFacts(warehouse, { scope, asOf, timeZone: settings.time_zone }, rules);
    return { from: firstDay ?? asOf, to: asOf, ...previewOf(rules, facts) };
  },
});
