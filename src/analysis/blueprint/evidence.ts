import type { RulesPreview } from '../../model/blueprint/contract.ts';
import type { FactTest } from '../../model/blueprint/inputs.ts';
import type { EvidenceRule } from '../../model/blueprint/journey.ts';
import type { Day } from '../../model/days.ts';

/** A rule with its id; rules are asked in their order. */
export type IdentifiedRule = { id: string; rule: EvidenceRule };

/**
 * Facts that all look the same to the rules: so many interactions, rows of a deal's stage history, or order lines.
 *
 * `kind` is what they are known by: an interaction's kind, a deal's stage, a line's class.
 */
export type AlikeFacts = {
  fact: EvidenceRule['fact'];
  kind: string;
  channel: string;
  touchpoint: string;
  day: Day;
  /** Whether they are of the last twelve months. */
  isRecent: boolean;
  count: number;
  holds: (test: FactTest) => boolean;
};

/** Whether a rule takes facts like these: of its sort, not from before its first day, and all its tests hold. */
export const takes = (rule: EvidenceRule, facts: Pick<AlikeFacts, 'fact' | 'day' | 'holds'>): boolean =>
  rule.fact === facts.fact && (rule.from === null || facts.day >= rule.from) && rule.when.every(facts.holds);

const mostUnmapped = 500;
const byCount = <Row extends { count: number }>(rows: Row[], nameOf: (row: Row) => string): Row[] =>
  rows.sort((a, b) => b.count - a.count || (nameOf(a) < nameOf(b) ? -1 : 1));

const counter = () => {
  const counts = new Map<string, number>();
  const rows = () =>
    byCount(
      [...counts].map(([id, count]) => ({ id, count })),
      ({ id }) => id,
    );
  return { add: (id: string, count: number) => counts.set(id, (counts.get(id) ?? 0) + count), rows };
};

/**
 * What rules make of facts: the first rule that fits takes a fact, whatever rules after it say.
 *
 * A fact counts as a visit of the rule's touchpoint and cell, and of each state it speaks for (weight above 0). Kinds no rule takes are told
 * most frequent first, as many as there is use in.
 */
export const previewOf = (
  rules: readonly IdentifiedRule[],
  facts: readonly AlikeFacts[],
): Omit<RulesPreview, 'from' | 'to'> => {
  const tallies = rules.map(({ id }) => ({ id, taken: 0, recent: 0, shadowed: 0 }));
  const [touchpoints, states, cells] = [counter(), counter(), counter()];
  const unmapped = new Map<string, RulesPreview['unmapped'][number]>();
  let [all, mapped] = [0, 0];
  for (const group of facts) {
    const { fact, kind, channel, touchpoint, count } = group;
    all += count;
    const fitting = rules.flatMap(({ rule }, at) => (takes(rule, group) ? [at] : []));
    const [first] = fitting;
    if (first === undefined) {
      const key = JSON.stringify([fact, kind, channel, touchpoint]);
      const known = unmapped.get(key) ?? { fact, kind, channel, touchpoint, count: 0 };
      unmapped.set(key, { ...known, count: known.count + count });
      continue;
    }
    mapped += count;
    for (const at of fitting) {
      const tally = tallies[at];
      if (tally) tally[at === first ? 'taken' : 'shadowed'] += count;
      if (tally && at === first && group.isRecent) tally.recent += count;
    }
    const rule = rules[first]?.rule;
    if (rule?.touchpoint) touchpoints.add(rule.touchpoint, count);
    if (rule?.cell) cells.add(rule.cell, count);
    for (const { state, weight } of rule?.states ?? []) if (weight > 0) states.add(state, count);
  }
  return {
    facts: all,
    mapped,
    rules: tallies,
    unmapped: byCount([...unmapped.values()], (row) => JSON.stringify(row)).slice(0, mostUnmapped),
    touchpoints: touchpoints.rows(),
    states: states.rows(),
    cells: cells.rows(),
  };
};
