import type { Blueprint } from '../../model/blueprint/blueprint.ts';
import { type Committee, type CommitteeRole, committeeRoles } from '../../model/blueprint/inputs.ts';
import type { Cell, DecisionState, Journey } from '../../model/blueprint/journey.ts';
import { thingsOf } from '../../model/blueprint/things.ts';

type Phase = DecisionState['phase'];

/**
 * In which part of a decision each role usually acts; our interpretation of Webster and Wind's roles.
 *
 * A state off the way has nobody who must be met there.
 */
export const actsIn: Record<CommitteeRole, readonly Phase[]> = {
  initiator: ['before'],
  user: ['before', 'after'],
  influencer: ['before'],
  decider: ['purchase'],
  approver: ['purchase'],
  buyer: ['purchase'],
  gatekeeper: ['purchase'],
  champion: ['before'],
  blocker: ['before', 'purchase'],
};

export type CommitteeCoverage = {
  journey: string;
  states: string[];
  rows: {
    role: CommitteeRole;
    personas: string[];
    /** By state of `states`: cells that speak to the role there, and whether it is usually met there. */
    cells: { state: string; cells: string[]; acts: boolean }[];
    /** States in which the role acts, where not one of them has a cell for it. */
    uncovered: string[];
  }[];
};

const speaksTo = (cell: Cell, role: CommitteeRole, personas: ReadonlySet<string>): boolean =>
  cell.committee.length > 0 ? cell.committee.includes(role) : cell.personas.some((id) => personas.has(id));

/** The committees of a journey's segment. */
export const committeesOf = (blueprint: Blueprint, { segment }: Pick<Journey, 'segment'>): [string, Committee][] =>
  thingsOf(blueprint, 'committees').filter(([, committee]) => committee.segment === segment);

/**
 * A journey's committee: roles by decision states, what speaks to whom where, and where a role that acts is met by nothing.
 *
 * A role is covered when a cell speaks to it in one of the states in which it acts: nobody has to be spoken to in every state.
 */
export const committeeCoverage = (blueprint: Blueprint, journeyId: string): CommitteeCoverage | null => {
  const journey = blueprint.journeys[journeyId];
  if (!journey) return null;
  const members = committeesOf(blueprint, journey).flatMap(([, committee]) => committee.members);
  const cells = thingsOf(blueprint, 'cells').filter(([, cell]) => cell.journey === journeyId);
  const phaseOf = (state: string): Phase => blueprint.states[state]?.phase ?? 'aside';
  const rows = committeeRoles
    .filter((role) => members.some((member) => member.role === role))
    .map((role) => {
      const personas = new Set(members.filter((member) => member.role === role).flatMap((member) => member.personas));
      const heard = cells.filter(([, cell]) => speaksTo(cell, role, personas));
      const isMet = heard.some(([, cell]) => actsIn[role].includes(phaseOf(cell.state)));
      return {
        role,
        personas: [...personas],
        cells: journey.states.map((state) => ({
          state,
          cells: heard.filter(([, cell]) => cell.state === state).map(([id]) => id),
          acts: actsIn[role].includes(phaseOf(state)),
        })),
        uncovered: isMet ? [] : journey.states.filter((state) => actsIn[role].includes(phaseOf(state))),
      };
    });
  return { journey: journeyId, states: [...journey.states], rows };
};
