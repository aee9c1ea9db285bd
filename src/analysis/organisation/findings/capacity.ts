import { thingsOf } from '../../../model/blueprint/things.ts';
import type { Sentence } from '../../../model/problem.ts';
import { competence } from '../../blueprint/defaults/competences.ts';
import {
  asDrawn,
  type Growth,
  hoursAt,
  netHours,
  plannedGrowth,
  type Relief,
  type RoleLoad,
  reliefs,
  roleLoads,
} from '../capacity.ts';
import { classOfCell } from '../cell-stage.ts';
import type { PlacedCell } from '../journey-cells.ts';
import { counted, hoursWords, listed, say } from '../words.ts';
import { called, type Found, ref, refs, type Scene } from './scene.ts';

const fteWords = (n: number): Sentence =>
  counted(Math.round(n * 10) / 10, ['ставка', 'ставки', 'ставок'], ['position', 'positions']);

/** Where to free hours first, of some cells. */
const reliefAdvice = (scene: Scene, ranked: readonly Relief[], cells: readonly PlacedCell[]): Sentence => {
  const first = ranked.find(({ cell }) => cells.some(({ id }) => id === cell));
  if (first === undefined) return say('Наймите людей или передайте работу.', 'Hire, or hand the work over.');
  return first.advice === 'drop'
    ? say(
        'Начните с {cell}: {hours} в месяц, а дальше почти никто не идёт — уберите её. Иначе наймите или передайте работу.',
        'Begin with {cell}: {hours} a month, and hardly anybody goes on from it. Leave it out; else hire or hand over.',
        { cell: called(scene, 'cells', first.cell), hours: hoursWords(first.hours) },
      )
    : say(
        'Больше всего часов на одного прошедшего дальше уходит в {cell} ({hours} в месяц): её первой стоит автоматизировать. Иначе наймите или передайте работу.',
        '{cell} takes most hours for each who goes on ({hours} a month): automate it first. Else hire or hand over.',
        { cell: called(scene, 'cells', first.cell), hours: hoursWords(first.hours) },
      );
};

const isShort = ({ need, have }: RoleLoad): boolean => need.fte !== null && need.fte > have * (1 + 1e-9) + 1e-9;

/** A role that cannot do its work as planned today. High from a whole position short, else medium. */
const shortRoles = (scene: Scene, loads: readonly RoleLoad[], ranked: readonly Relief[]): Found[] =>
  loads
    .filter((load) => load.have > 0 && isShort(load))
    .map((load) => {
      const fte = load.need.fte ?? 0;
      const own = scene.cells.filter(({ cell }) => cell.responsible === load.role);
      return {
        code: 'capacity_short',
        severity: fte - load.have >= 1 ? 'high' : 'medium',
        where: [
          ref('roles', load.role),
          ...refs(
            'cells',
            load.cells.filter(({ hours }) => hours > 0).map(({ id }) => id),
          ),
        ],
        text: say(
          'Роли {role} не хватает людей: работы на {fte} ({hours} в месяц), а есть {have}.',
          '{role} is short of people: work for {fte} ({hours} a month), and there are {have}.',
          {
            role: called(scene, 'roles', load.role),
            fte: fteWords(fte),
            hours: hoursWords(load.hours),
            have: fteWords(load.have),
          },
        ),
        advice: reliefAdvice(scene, ranked, own),
        page: 'organisation',
        n: Math.ceil(fte - 1e-9),
      } satisfies Found;
    });

/** Work of winning customers on one journey, at some growth, in hours and positions; and the positions people have for it. */
const workOf = (scene: Scene, loads: readonly RoleLoad[], cells: readonly PlacedCell[], growth: Growth) => {
  let [hours, fte, have] = [0, 0, 0];
  for (const load of loads) {
    const role = scene.blueprint.roles[load.role];
    const perPosition = role === undefined ? 0 : netHours(role) * role.utilisation;
    const own = cells.filter(({ cell }) => cell.responsible === load.role);
    const here = own.reduce((total, placed) => total + hoursAt(scene.blueprint, placed, growth), 0);
    const now = own.reduce((total, placed) => total + hoursAt(scene.blueprint, placed, asDrawn), 0);
    hours += here;
    fte += perPosition > 0 ? here / perPosition : 0;
    have += load.hours > 0 ? (load.have * now) / load.hours : 0;
  }
  return { hours, fte, have };
};

const mostTight = 3;

/** Of the roles that win customers those that lack most at the goal: how many positions each takes, and how many people hold it. */
const tightestWords = (scene: Scene, roles: readonly string[], growth: Growth): Sentence | string => {
  const short = roleLoads(scene.blueprint, growth, scene.cells)
    .flatMap(({ role, have, need }) => (need.fte === null ? [] : [{ role, fte: need.fte, lacking: need.fte - have }]))
    .filter(({ role, lacking }) => roles.includes(role) && lacking > 0)
    .sort((a, b) => b.lacking - a.lacking)
    .slice(0, mostTight);
  if (short.length === 0) return '';
  const people = (held: string): number =>
    Object.values(scene.blueprint.employees).filter((one) =>
      one.roles.some(({ role, share }) => role === held && share > 0),
    ).length;
  const lines = short.map(({ role, fte }) =>
    say('{role} (нужно {fte}, людей {people})', '{role} ({fte} needed, people {people})', {
      role: called(scene, 'roles', role),
      fte: fteWords(fte),
      people: people(role),
    }),
  );
  return say(' Теснее всего: {lines}.', ' The tightest: {lines}.', { lines: listed(lines) });
};

/**
 * How many people sell, and how many of them on a journey: « и есть 4 продавца (2 на этом пути)»; nothing where nobody is known to.
 *
 * Who sells is whoever holds a role of sales that finds out what customers need; one is on the journey by a role that does its cells.
 */
const sellersWords = (scene: Scene, roles: readonly string[]): Sentence | string => {
  const sells = new Set(
    thingsOf(scene.blueprint, 'roles').flatMap(([id, role]) =>
      role.function === 'sales' && role.competences.includes(competence.needs) ? [id] : [],
    ),
  );
  const holders = (of: (role: string) => boolean): number =>
    Object.values(scene.blueprint.employees).filter((one) => one.roles.some(({ role, share }) => share > 0 && of(role)))
      .length;
  const all = holders((role) => sells.has(role));
  if (all === 0) return '';
  return say(' и есть {all} ({here} на этом пути)', ' and there are {all} ({here} on this journey)', {
    all: counted(all, ['продавец', 'продавца', 'продавцов'], ['sales rep', 'sales reps']),
    here: holders((role) => sells.has(role) && roles.includes(role)),
  });
};

const growing = 1.001;

/**
 * A goal on new customers that the journey's people cannot carry: work before the purchase at the goal against that of today.
 *
 * What people have for the journey is their positions, shared as their hours are shared among journeys today. High from a whole position.
 */
const shortForGoals = (scene: Scene, loads: readonly RoleLoad[], ranked: readonly Relief[]): Found[] => {
  const { blueprint } = scene;
  const growth = plannedGrowth(blueprint);
  return thingsOf(blueprint, 'journeys').flatMap(([id, { segment, mode }]) => {
    const factor = segment === null ? 1 : (growth.get(segment) ?? 1);
    const own = scene.cells.filter(
      (placed) => placed.journeyId === id && classOfCell(blueprint, placed.cell) === 'acquisition',
    );
    if (mode !== 'designed' || factor < growing || Object.keys(blueprint.employees).length === 0) return [];
    const then = workOf(scene, loads, own, growth);
    const now = workOf(scene, loads, own, asDrawn);
    if (then.fte <= then.have + 1e-9) return [];
    const goal = thingsOf(blueprint, 'goals').find(
      ([, each]) => each.metric === 'customers_new' && (each.segment === segment || each.segment === null),
    );
    const roles = [...new Set(own.flatMap(({ cell }) => (cell.responsible === null ? [] : [cell.responsible])))];
    return [
      {
        code: 'capacity_short',
        severity: then.fte - then.have >= 1 ? 'high' : 'medium',
        where: [ref('journeys', id), ...(goal ? [ref('goals', goal[0])] : []), ...refs('roles', roles)],
        text: say(
          'Цели {goal} на пути {journey} нужно {fte} до покупки ({hours} в месяц). Сейчас загружено {now}{sellers}; людей на эту работу хватает на {have}.{tightest}',
          'The goal {goal} takes {fte} before the purchase on {journey} ({hours} a month). Now {now} are loaded{sellers}; people have time for {have}.{tightest}',
          {
            tightest: tightestWords(scene, roles, growth),
            sellers: sellersWords(scene, roles),
            goal: goal ? called(scene, 'goals', goal[0]) : '',
            journey: called(scene, 'journeys', id),
            fte: fteWords(then.fte),
            hours: hoursWords(then.hours),
            now: fteWords(now.fte),
            have: fteWords(then.have),
          },
        ),
        advice: reliefAdvice(scene, ranked, own),
        page: 'organisation',
        n: Math.ceil(then.fte - 1e-9),
      } satisfies Found,
    ];
  });
};

/** Whether people suffice for the work as it is drawn, and for what the goals want of it. */
export const capacityFindings = (scene: Scene): Found[] => {
  const loads = roleLoads(scene.blueprint, asDrawn, scene.cells);
  const ranked = reliefs(scene.blueprint, scene.cells);
  return [...shortRoles(scene, loads, ranked), ...shortForGoals(scene, loads, ranked)];
};
