import type { Blueprint } from '../../model/blueprint/blueprint.ts';
import type { RulesPreview } from '../../model/blueprint/contract.ts';
import { Proof } from '../../model/blueprint/journey.ts';
import type { Day } from '../../model/days.ts';
import { visitsNeeded } from './status.ts';

type Counted = Pick<RulesPreview, 'rules'>;
type Designed = Pick<Blueprint, 'rules' | 'cells'>;

/** The cells a rule proves a visit of: its own; else the only one at its touchpoint and one of the states it speaks for. */
const cellsOf = (blueprint: Designed, id: string): string[] => {
  const rule = blueprint.rules[id];
  if (rule === undefined) return [];
  if (rule.cell !== null) return blueprint.cells[rule.cell] === undefined ? [] : [rule.cell];
  if (rule.touchpoint === null) return [];
  const { touchpoint } = rule;
  return rule.states
    .filter(({ weight }) => weight > 0)
    .flatMap(({ state }) => {
      const there = Object.entries(blueprint.cells).filter(
        ([, cell]) => cell.touchpoint === touchpoint && cell.state === state,
      );
      // Where several journeys meet there, nobody knows whose visit it was.
      return there.length === 1 ? there.map(([cell]) => cell) : [];
    });
};

/** Real visits of each cell within the last twelve months, as the design's rules tell them from facts, and by which rules. */
const visits = (blueprint: Designed, counted: Counted): Map<string, { n: number; rules: string[] }> => {
  const found = new Map<string, { n: number; rules: string[] }>();
  for (const { id, recent } of counted.rules)
    for (const cell of recent > 0 ? cellsOf(blueprint, id) : []) {
      const before = found.get(cell) ?? { n: 0, rules: [] };
      found.set(cell, { n: before.n + recent, rules: [...before.rules, id] });
    }
  return found;
};

/** The proof a cell has of itself in the facts. */
const proofId = (cell: string): string => `seen.${cell}`.slice(0, 80);

/** Observations of the as-of day (§4.9): cells that facts show at least twenty real visits of, each with how many and by which rules. */
export const observedIn = (blueprint: Designed, counted: Counted, asOf: Day): Record<string, Proof> =>
  Object.fromEntries(
    [...visits(blueprint, counted)]
      .filter(([, { n }]) => n >= visitsNeeded)
      .map(([cell, { n, rules }]) => [
        proofId(cell),
        Proof.parse({
          about: `cell:${cell}`,
          kind: 'observation',
          at: asOf,
          n,
          note: {
            ru: `Визиты за 12 месяцев по правилам: ${rules.join(', ')}`,
            en: `Visits of 12 months by the rules: ${rules.join(', ')}`,
          },
        }),
      ]),
  );

/** A design with what facts show of its cells beside what people wrote down. */
export const withObservations = (blueprint: Blueprint, counted: Counted, asOf: Day): Blueprint => ({
  ...blueprint,
  proofs: { ...blueprint.proofs, ...observedIn(blueprint, counted, asOf) },
});
