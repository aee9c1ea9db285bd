import type { Blueprint } from '../../model/blueprint/blueprint.ts';
import type { HandOffSeen } from '../../model/blueprint/contract.ts';
import { thingsOf } from '../../model/blueprint/things.ts';
import { stateOfRule } from '../blueprint/real-paths.ts';
import { visitsNeeded } from '../blueprint/status.ts';
import { groupedBy } from '../derivation/winners.ts';
import { isHandoff } from './findings/cells.ts';

/** A transition of a designed journey on which another owner is to take the customer over within some hours. */
export type HandOff = { edge: string; journey: string; from: string; to: string; hours: number };

const cellOf = (end: string): string => end.slice('cell:'.length);

/** Hand-offs between owners that have a time limit. */
export const handOffsWithLimit = (blueprint: Blueprint): HandOff[] =>
  thingsOf(blueprint, 'edges').flatMap(([edge, { journey, from, to, handoffHours }]) =>
    handoffHours !== null && blueprint.journeys[journey]?.mode === 'designed' && isHandoff(blueprint, { from, to })
      ? [{ edge, journey, from: cellOf(from), to: cellOf(to), hours: handoffHours }]
      : [],
  );

/**
 * The cell of one journey in which a rule's facts place a customer: the rule's own; else the one at its touchpoint in the state it speaks for most;
 * for a rule without a touchpoint the only one in its state. Null where the journey has none such.
 */
export const cellOnJourney = (blueprint: Pick<Blueprint, 'rules' | 'cells'>, journey: string, id: string) => {
  const rule = blueprint.rules[id];
  if (rule === undefined) return null;
  if (rule.cell !== null) return blueprint.cells[rule.cell]?.journey === journey ? rule.cell : null;
  const own = Object.entries(blueprint.cells).filter(([, cell]) => cell.journey === journey);
  if (rule.touchpoint === null) {
    const there = own.filter(([, { state }]) => state === stateOfRule(blueprint, id));
    return there.length === 1 ? (there[0]?.[0] ?? null) : null;
  }
  const spoken = rule.states.filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight);
  for (const { state } of spoken) {
    const there = own.find(([, cell]) => cell.touchpoint === rule.touchpoint && cell.state === state);
    if (there !== undefined) return there[0];
  }
  return null;
};

/** A journey on which facts can show a customer being handed over: the cell of each rule, and the hand-offs whose both ends some rule proves. */
export type Watched = { journey: string; cellOf: ReadonlyMap<string, string>; handOffs: readonly HandOff[] };

export const watchedJourneys = (blueprint: Blueprint): Watched[] => {
  const limited = groupedBy(handOffsWithLimit(blueprint), ({ journey }) => journey);
  return [...limited].flatMap(([journey, all]) => {
    const cells = new Map(
      Object.keys(blueprint.rules).flatMap((id) => {
        const cell = cellOnJourney(blueprint, journey, id);
        return cell === null ? [] : [[id, cell] as const];
      }),
    );
    const proven = new Set(cells.values());
    const handOffs = all.filter(({ from, to }) => proven.has(from) && proven.has(to));
    return handOffs.length === 0 ? [] : [{ journey, cellOf: cells, handOffs }];
  });
};

export type HandOffsMet = {
  /** Hand-offs with a time limit, and those of them whose both ends facts can show. */
  limited: number;
  shown: number;
  /** Times a customer was handed over, and which part of them in time; null while they are too few to tell. */
  n: number;
  share: number | null;
  /** Of those handed over often enough the one kept least; null where there is none. */
  worst: HandOffSeen | null;
};

/** Hand-offs seen fewer times than this together say nothing of how they are kept. */
export const fewestHandOffs = visitsNeeded;

const keptOf = ({ n, within }: HandOffSeen): number => within / n;

/** Which part of real hand-overs was within its limit. */
export const handOffsMet = (blueprint: Blueprint | null, seen: readonly HandOffSeen[]): HandOffsMet => {
  const n = seen.reduce((sum, each) => sum + each.n, 0);
  const within = seen.reduce((sum, each) => sum + each.within, 0);
  const [worst = null] = seen
    .filter((each) => each.n >= fewestHandOffs)
    .sort((a, b) => keptOf(a) - keptOf(b) || b.n - a.n);
  return {
    limited: blueprint === null ? 0 : handOffsWithLimit(blueprint).length,
    shown: blueprint === null ? 0 : watchedJourneys(blueprint).reduce((sum, { handOffs }) => sum + handOffs.length, 0),
    n,
    share: n < fewestHandOffs ? null : within / n,
    worst,
  };
};
