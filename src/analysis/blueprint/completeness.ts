import type { Blueprint } from '../../model/blueprint/blueprint.ts';
import type { Cell } from '../../model/blueprint/journey.ts';
import { thingsOf } from '../../model/blueprint/things.ts';
import { isWorded } from '../../model/blueprint/words.ts';
import { waysFrom } from './ways-from.ts';

/**
 * What a good cell answers, in the order it is read; the nine that must be filled are marked.
 *
 * The numbers are those of the fifteen attributes: 1 goal, 2 question, 3 emotion, 4 barrier and force, 5 argument, 6 proof, 7 content, 8
 * actions, 9 owners, 10 channel, 11 cost, 12 target, 13 evidence, 14 status (always computed), 15 inputs.
 */
export const cellAttributes = [
  { id: 'goal', isMandatory: true },
  { id: 'question', isMandatory: true },
  { id: 'emotion', isMandatory: false },
  { id: 'barrier', isMandatory: true },
  { id: 'argument', isMandatory: true },
  { id: 'proof', isMandatory: false },
  { id: 'content', isMandatory: false },
  { id: 'actions', isMandatory: true },
  { id: 'owners', isMandatory: true },
  { id: 'channel', isMandatory: true },
  { id: 'cost', isMandatory: false },
  { id: 'target', isMandatory: true },
  { id: 'evidence', isMandatory: true },
  { id: 'inputs', isMandatory: false },
] as const;
export type CellAttribute = (typeof cellAttributes)[number]['id'];

/** Whether an edge leaves the cell, or its state as a whole. */
const hasExit = (blueprint: Blueprint, id: string, cell: Cell): boolean =>
  [`cell:${id}`, `state:${cell.state}`].some((end) =>
    waysFrom(blueprint.edges, end).some(([, { journey }]) => journey === cell.journey),
  );

/** A cell that no fact proves a visit of can never be measured. */
export const isMeasurable = (blueprint: Blueprint, id: string, cell: Cell): boolean =>
  cell.visitKinds.length > 0 ||
  Object.values(blueprint.rules).some(
    (rule) => rule.cell === id || (rule.cell === null && rule.touchpoint === cell.touchpoint),
  );

const tests: Record<CellAttribute, (blueprint: Blueprint, id: string, cell: Cell) => boolean> = {
  goal: (_, __, { goal }) => isWorded(goal),
  question: (_, __, { question }) => isWorded(question),
  emotion: (_, __, { emotion }) => emotion !== null,
  barrier: (_, __, { barrier, force }) => isWorded(barrier) || force !== null,
  argument: (_, __, { argument }) => isWorded(argument),
  proof: (_, __, { proof }) => isWorded(proof),
  content: (_, __, { content, assets }) => isWorded(content) || assets.length > 0,
  actions: (_, __, { ourAction, customerAction }) => isWorded(ourAction) || isWorded(customerAction),
  owners: (_, __, { responsible, accountable }) => responsible !== null && accountable !== null,
  channel: ({ touchpoints }, _, { touchpoint }) => Object.hasOwn(touchpoints, touchpoint),
  cost: (_, __, { costPerVisit, hoursPerVisit }) => costPerVisit !== null || hoursPerVisit !== null,
  target: (blueprint, id, cell) => cell.volumeMonth !== null || cell.dwellDays !== null || hasExit(blueprint, id, cell),
  evidence: isMeasurable,
  inputs: (_, __, { inputs }) => inputs.length > 0,
};

export type Completeness = {
  /** Mandatory attributes filled, of nine. */
  filled: number;
  of: number;
  missing: CellAttribute[];
  /** Others that are not filled. */
  wanting: CellAttribute[];
};

const mandatory = cellAttributes.filter(({ isMandatory }) => isMandatory);

/** How much of what a cell must answer is answered. The target counts when a volume, a dwell or a way out is given. */
export const completenessOf = (blueprint: Blueprint, id: string, cell: Cell): Completeness => {
  const lacks = (attribute: CellAttribute): boolean => !tests[attribute](blueprint, id, cell);
  const missing = mandatory.map((attribute) => attribute.id).filter(lacks);
  const wanting = cellAttributes
    .filter(({ isMandatory }) => !isMandatory)
    .map((attribute) => attribute.id)
    .filter(lacks);
  return { filled: mandatory.length - missing.length, of: mandatory.length, missing, wanting };
};

/** The cells of a journey in the order they are shown. */
export const cellsOf = (blueprint: Blueprint, journey: string): [string, Cell][] =>
  thingsOf(blueprint, 'cells').filter(([, cell]) => cell.journey === journey);

export type Coverage = {
  /** Pairs of persona (or of nobody in particular) and decision state, and those with a complete cell. */
  pairs: number;
  covered: number;
  share: number | null;
  empty: { persona: string | null; state: string }[];
};

/**
 * How much of a journey is thought through: persona × decision state with at least one complete cell (R30).
 *
 * Personas are those of the journey's segment; without any there is one row for everybody. A cell without personas speaks to all. States
 * aside (postponed, in doubt, gone) are not counted. No pairs: the share is null.
 */
export const coverageOf = (blueprint: Blueprint, journeyId: string): Coverage => {
  const journey = blueprint.journeys[journeyId];
  const none: Coverage = { pairs: 0, covered: 0, share: null, empty: [] };
  if (journey === undefined) return none;
  const personas: (string | null)[] = thingsOf(blueprint, 'personas')
    .filter(([, persona]) => persona.segment === journey.segment)
    .map(([id]) => id);
  if (personas.length === 0) personas.push(null);
  const states = journey.states.filter(
    (state) => blueprint.states[state] !== undefined && blueprint.states[state].phase !== 'aside',
  );
  const complete = cellsOf(blueprint, journeyId).filter(
    ([id, cell]) => completenessOf(blueprint, id, cell).missing.length === 0,
  );
  const empty: Coverage['empty'] = [];
  for (const persona of personas)
    for (const state of states) {
      const isCovered = complete.some(
        ([, cell]) =>
          cell.state === state && (persona === null || cell.personas.length === 0 || cell.personas.includes(persona)),
      );
      if (!isCovered) empty.push({ persona, state });
    }
  const pairs = personas.length * states.length;
  if (pairs === 0) return none;
  return { pairs, covered: pairs - empty.length, share: (pairs - empty.length) / pairs, empty };
};
