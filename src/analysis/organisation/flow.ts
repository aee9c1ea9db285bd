import type { Blueprint } from '../../model/blueprint/blueprint.ts';
import { thingsOf } from '../../model/blueprint/things.ts';
import { daysBetween } from '../../model/days.ts';
import { netHours, type RoleLoad, roleLoads } from './capacity.ts';
import { designedCells, type PlacedCell } from './journey-cells.ts';
import { effectiveMonths, peopleForWait, type Queue, waitFor, workInProgress } from './workload.ts';

/** Days of an average month. */
const monthDays = 365.25 / 12;

/** What customers who wait for an answer of a role may expect (Erlang C). */
export type RoleQueue = {
  /** Visits a month that want an answer within a term, and hours one of them takes on average. */
  visits: number;
  hoursEach: number;
  /** People who answer at once; a part of one is one who is there for a part of the time. */
  people: number;
  queue: Queue;
  /** The tightest term of the role's cells, in hours of work. */
  slaHours: number;
  /** Whole people who keep the mean wait within it. */
  peopleForSla: number | null;
};

export type RoleFlow = {
  role: string;
  /** Hours of work ÷ net hours of the people there are, 0…; null without people. `planned` is what the role is planned for. */
  utilisation: number | null;
  planned: number;
  /** Customers under way at once at the role's cells that say how long they stay (Little’s law); null where none says. */
  open: { open: number; perPerson: number | null } | null;
  /** Null where no cell of the role has a term or visits. */
  waiting: RoleQueue | null;
  /** Months of full work a new person gives in the first year. */
  firstYearMonths: number;
};

/** What part of full work a person gives in each month until they are trained: 25, 50, 75, 100 % for four months. Domain §5.3. */
export const rampOf = (rampMonths: number): number[] =>
  Array.from({ length: rampMonths }, (_, at) => (at + 1) / rampMonths);

/** What part of full work a person gives on a day: by the month since they began; 1 where nobody says when. */
export const trainedPart = (startedAt: string | null, rampMonths: number, day: string): number => {
  if (startedAt === null) return 1;
  const month = Math.floor(daysBetween(startedAt, day) / monthDays);
  return month < 0 ? 0 : (rampOf(rampMonths)[month] ?? 1);
};

/**
 * The queue of a role: visits with a term come at random over its hours of work, and whoever is free takes the next.
 *
 * Work that has no term waits for its turn and keeps nobody from answering; people who are there for a part of the time stretch the
 * rate at which visits come to them: both ours.
 */
const queueOf = (cells: readonly PlacedCell[], { have }: RoleLoad, hoursOfOne: number): RoleQueue | null => {
  const timed = cells.filter(({ cell, hoursMonth }) => cell.slaHours !== null && (hoursMonth ?? 0) > 0);
  const visits = timed.reduce((sum, { cell }) => sum + (cell.volumeMonth ?? 0) * (1 + cell.rework), 0);
  const hours = timed.reduce((sum, { hoursMonth }) => sum + (hoursMonth ?? 0), 0);
  if (visits === 0) return null;
  const hoursEach = hours / visits;
  const slaHours = Math.min(...timed.map(({ cell }) => cell.slaHours ?? Number.POSITIVE_INFINITY));
  const people = have > 0 ? Math.max(1, Math.floor(have + 1e-9)) : 0;
  const present = people > 0 ? (hoursOfOne * have) / people : hoursOfOne;
  return {
    visits,
    hoursEach,
    people,
    queue: present > 0 ? waitFor(visits / present, 1 / hoursEach, people) : waitFor(1, 0, 0),
    slaHours,
    peopleForSla: hoursOfOne > 0 ? peopleForWait(visits / hoursOfOne, 1 / hoursEach, slaHours) : null,
  };
};

const openOf = (cells: readonly PlacedCell[], have: number): RoleFlow['open'] => {
  const known = cells.filter(({ cell }) => cell.volumeMonth !== null && cell.dwellDays !== null);
  if (known.length === 0) return null;
  const months = known.reduce(
    (sum, { cell }) => sum + ((cell.volumeMonth ?? 0) * (cell.dwellDays ?? 0)) / monthDays,
    0,
  );
  return workInProgress(1, months, have);
};

/** How work goes through each role that has cells: how full its people are, how much is under way at once, how long customers wait. */
export const roleFlows = (
  blueprint: Blueprint,
  cells: readonly PlacedCell[] = designedCells(blueprint),
  loads: readonly RoleLoad[] = roleLoads(blueprint, undefined, cells),
): RoleFlow[] =>
  thingsOf(blueprint, 'roles').flatMap(([id, role]) => {
    const load = loads.find((each) => each.role === id);
    const own = cells.filter(({ cell }) => cell.responsible === id);
    if (load === undefined || own.length === 0) return [];
    const net = netHours(role);
    return [
      {
        role: id,
        utilisation: load.have * net > 0 ? load.hours / (load.have * net) : null,
        planned: role.utilisation,
        open: openOf(own, load.have),
        waiting: queueOf(own, load, net),
        firstYearMonths: effectiveMonths(rampOf(role.rampMonths), 12),
      },
    ];
  });
