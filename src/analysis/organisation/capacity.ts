import type { Blueprint } from '../../model/blueprint/blueprint.ts';
import type { Edge } from '../../model/blueprint/journey.ts';
import type { Role } from '../../model/blueprint/organisation.ts';
import { thingsOf } from '../../model/blueprint/things.ts';
import { groupedBy } from '../derivation/winners.ts';
import { classOfCell } from './cell-stage.ts';
import { designedCells, type PlacedCell } from './journey-cells.ts';
import { type Positions, positionsFor } from './workload.ts';

/** How many times today's work with new customers a segment is to take; 1 where nothing is planned. */
export type Growth = ReadonlyMap<string, number>;

/** No growth: volumes as they are written. */
export const asDrawn: Growth = new Map();

/**
 * How much more new customers the goals want than there were: target ÷ base of goals on new customers, by segment.
 *
 * A goal for the whole company counts for every segment without one of its own. Goals without base or target change nothing.
 */
export const plannedGrowth = (blueprint: Blueprint): Growth => {
  const growth = new Map<string, number>();
  const goals = Object.values(blueprint.goals).filter(({ metric }) => metric === 'customers_new');
  const factorFor = (segment: string | null): number | undefined => {
    const goal = goals.find((each) => each.segment === segment && each.base !== null && each.target !== null);
    return goal?.base && goal.target !== null && goal.base > 0 ? Math.max(0, goal.target / goal.base) : undefined;
  };
  for (const segment of Object.keys(blueprint.segments))
    growth.set(segment, factorFor(segment) ?? factorFor(null) ?? 1);
  return growth;
};

/** Hours a month of a cell once new customers grow: winning them and bringing them to a result grows with them, the rest stays. */
export const hoursAt = (blueprint: Blueprint, { cell, segment, hoursMonth }: PlacedCell, growth: Growth): number => {
  const isOfNew = ['acquisition', 'activation'].includes(classOfCell(blueprint, cell));
  return (hoursMonth ?? 0) * (isOfNew && segment !== null ? (growth.get(segment) ?? 1) : 1);
};

/** Hours of one position that are left after leave and meetings, a month. */
export const netHours = (role: Pick<Role, 'nominalHours' | 'leaveHours' | 'meetingHours'>): number =>
  Math.max(0, role.nominalHours - role.leaveHours - role.meetingHours);

export type RoleLoad = {
  role: string;
  /** Hours a month: of cells the role does, most first, and of other work. */
  cells: { id: string; hours: number }[];
  cellHours: number;
  otherHours: number;
  hours: number;
  need: Positions;
  /** Full-time positions that people give it, and the hours of theirs to be planned. */
  have: number;
  haveHours: number;
  /** Hours to spare (minus: lacking). */
  slackHours: number;
  /** Cells of the role whose volume or hours nobody filled in: their work is missing above. */
  unknown: string[];
};

/** Positions people give a role: share of time × rate. */
export const staffOf = (blueprint: Blueprint, role: string): number =>
  Object.values(blueprint.employees).reduce(
    (total, { rate, roles }) =>
      total + rate * roles.filter((held) => held.role === role).reduce((sum, { share }) => sum + share, 0),
    0,
  );

/** The load of every role against the people it has. `growth` is empty for the volumes as they are written. Domain §5.3. */
export const roleLoads = (
  blueprint: Blueprint,
  growth: Growth = asDrawn,
  cells: readonly PlacedCell[] = designedCells(blueprint),
): RoleLoad[] =>
  thingsOf(blueprint, 'roles').map(([id, role]) => {
    const own = cells.filter(({ cell }) => cell.responsible === id);
    const worked = own
      .map((placed) => ({ id: placed.id, hours: hoursAt(blueprint, placed, growth) }))
      .sort((a, b) => b.hours - a.hours);
    const cellHours = worked.reduce((total, { hours }) => total + hours, 0);
    const hours = cellHours + role.otherHours;
    const have = staffOf(blueprint, id);
    const haveHours = have * netHours(role) * role.utilisation;
    return {
      role: id,
      cells: worked,
      cellHours,
      otherHours: role.otherHours,
      hours,
      need: positionsFor(hours, netHours(role), role.utilisation),
      have,
      haveHours,
      slackHours: haveHours - hours,
      unknown: own.filter(({ hoursMonth }) => hoursMonth === null).map((placed) => placed.id),
    };
  });

export type PersonLoad = {
  employee: string;
  roles: { role: string; share: number; hours: number }[];
  /** Parts of the time promised to roles; over 1 is more than there is. */
  promised: number;
  hours: number;
  /** Net hours a month of the whole person, at full use. */
  capacity: number;
};

/**
 * What each person has to do: every role's hours are shared by its people as their parts of time stand to each other.
 *
 * A person's capacity is that of the role with most net hours; it is not multiplied by utilisation, which is for planning.
 */
export const personLoads = (blueprint: Blueprint, loads: readonly RoleLoad[] = roleLoads(blueprint)): PersonLoad[] =>
  thingsOf(blueprint, 'employees').map(([id, { roles, rate }]) => {
    const held = roles.flatMap(({ role, share }) => {
      const load = loads.find((each) => each.role === role);
      if (load === undefined) return [];
      return [{ role, share, hours: load.have > 0 ? (load.hours * share * rate) / load.have : 0 }];
    });
    const hoursOf = held.map(({ role }) => blueprint.roles[role]).map((role) => (role ? netHours(role) : 0));
    return {
      employee: id,
      roles: held,
      promised: roles.reduce((total, { share }) => total + share, 0),
      hours: held.reduce((total, { hours }) => total + hours, 0),
      capacity: rate * Math.max(0, ...hoursOf),
    };
  });

export type Relief = {
  cell: string;
  role: string | null;
  hours: number;
  /** Visits a month that go on from the cell, and the hours each of them takes. */
  goOn: number;
  hoursPerGoOn: number | null;
  /** Little comes of it: leave it out. Else let a machine or a ready material take the hours over. */
  advice: 'drop' | 'automate';
};

/** Under this part of visits that go on, a cell is left out sooner than automated; our threshold. */
const littleGoesOn = 0.1;

/**
 * Where hours could be freed: cells by the hours each visit that goes on takes, most first; the value of a cell is whom it moves on.
 *
 * Ways on are those drawn as progress, skip or return with a probability; where none has one, every visit goes on. Our interpretation.
 */
export const reliefs = (blueprint: Blueprint, cells: readonly PlacedCell[] = designedCells(blueprint)): Relief[] => {
  const ways = groupedBy(Object.values(blueprint.edges), ({ from }: Edge) => from);
  return cells
    .filter(({ hoursMonth }) => (hoursMonth ?? 0) > 0)
    .map(({ id, cell, hoursMonth }) => {
      const on = (ways.get(`cell:${id}`) ?? []).filter(
        ({ kind, probability }) =>
          (kind === 'progress' || kind === 'skip' || kind === 'return') && probability !== null,
      );
      const part =
        on.length === 0
          ? 1
          : Math.min(
              1,
              on.reduce((sum, { probability }) => sum + (probability ?? 0), 0),
            );
      const goOn = (cell.volumeMonth ?? 0) * part;
      const hours = hoursMonth ?? 0;
      const advice: Relief['advice'] = part < littleGoesOn ? 'drop' : 'automate';
      return { cell: id, role: cell.responsible, hours, goOn, hoursPerGoOn: goOn > 0 ? hours / goOn : null, advice };
    })
    .sort((a, b) => (b.hoursPerGoOn ?? Infinity) - (a.hoursPerGoOn ?? Infinity) || b.hours - a.hours);
};
