import type { Blueprint, ThingRef } from '../../model/blueprint/blueprint.ts';
import type { DesignFacts } from '../../model/blueprint/facts.ts';
import type { Process } from '../../model/blueprint/organisation.ts';
import { thingsOf } from '../../model/blueprint/things.ts';
import type { Sentence } from '../../model/problem.ts';
import { nameOf } from '../blueprint/names.ts';
import { salesTypesWords } from '../blueprint/sales-types.ts';
import { roleLoads } from './capacity.ts';
import { type DerivedProcess, organisationFrom } from './derivation.ts';
import { means } from './spelling.ts';
import { cellsWords, counted, listedOf, quoted, say } from './words.ts';

/** One line of what is to be done so that the organisation is the one the journeys need. */
export type Step = {
  what: 'add' | 'keep' | 'change' | 'stop';
  kind: 'processes' | 'roles' | 'channels' | 'tools';
  /** The thing of the blueprint; null for a process that follows from the journey and is not written yet, or one only facts know. */
  ref: ThingRef | null;
  name: Sentence;
  reason: Sentence;
  cells: string[];
};

const named = (blueprint: Blueprint, ref: ThingRef): Sentence => nameOf(blueprint, ref);

const forCells = (blueprint: Blueprint, cells: readonly string[]): Sentence =>
  say('Нужно для {n}: {names}.', 'Needed for {n}: {names}.', {
    n: counted(cells.length, ['клетки', 'клеток', 'клеток'], ['cell', 'cells']),
    names: listedOf(cells, (id) => quoted(named(blueprint, { collection: 'cells', id }))),
  });

const byNobody = say('Не служит ни одной клетке пути.', 'Serves no cell of any journey.');

/** Whether a process of today does a derived one: they share a cell, or its journey and stage are the same. */
const does = (today: Process, needed: DerivedProcess): boolean =>
  (today.salesType === null || needed.salesTypes.length === 0 || needed.salesTypes.includes(today.salesType)) &&
  (today.cells.some((id) => needed.cells.includes(id)) ||
    (today.journey === needed.journey && today.stages.includes(needed.stage)));

const neededName = (blueprint: Blueprint, { journey, stage, salesTypes }: DerivedProcess): Sentence =>
  say(
    `{stage} · {journey}${salesTypes.length > 0 ? ' ({types})' : ''}`,
    `{stage} · {journey}${salesTypes.length > 0 ? ' ({types})' : ''}`,
    {
      stage: named(blueprint, { collection: 'stages', id: stage }),
      journey: named(blueprint, { collection: 'journeys', id: journey }),
      types: salesTypesWords(salesTypes),
    },
  );

/** Of one process of today: kept where it does one and the same owner answers, else changed; stopped where it does none. */
const processToday = (blueprint: Blueprint, id: string, today: Process, needed: readonly DerivedProcess[]): Step => {
  const done = needed.filter((each) => does(today, each));
  const [only] = done;
  const cells = done.flatMap((each) => each.cells);
  const ref: ThingRef = { collection: 'processes', id };
  const step = { kind: 'processes', ref, name: named(blueprint, ref), cells } as const;
  if (only === undefined) return { ...step, what: 'stop', reason: byNobody };
  if (done.length > 1)
    return {
      ...step,
      what: 'change',
      reason: say('Делает сразу {n}, разделите: {names}.', 'Does {n} at once, part it: {names}.', {
        n: counted(done.length, ['процесс', 'процесса', 'процессов'], ['process', 'processes']),
        names: listedOf(done, (each) => neededName(blueprint, each)),
      }),
    };
  if (only.owner !== null && today.owner !== only.owner)
    return {
      ...step,
      what: 'change',
      reason: say('Отвечать должна роль {role}.', '{role} should answer for it.', {
        role: quoted(named(blueprint, { collection: 'roles', id: only.owner })),
      }),
    };
  return { ...step, what: 'keep', reason: forCells(blueprint, cells) };
};

const processes = (blueprint: Blueprint, needed: readonly DerivedProcess[], facts: DesignFacts | null): Step[] => {
  const written = thingsOf(blueprint, 'processes');
  const today = written.filter(([, { isToday }]) => isToday);
  const unwritten = (facts?.processes ?? []).filter(
    ({ name, deals }) => name !== '' && deals > 0 && !written.some(([id, process]) => means(name, id, process)),
  );
  return [
    ...today.map(([id, process]) => processToday(blueprint, id, process, needed)),
    ...unwritten.map(
      ({ name, deals }): Step => ({
        what: 'change',
        kind: 'processes',
        ref: null,
        name: { ru: name, en: name },
        reason: say(
          'Есть в данных ({n} сделок за год), но не описан: скажите, каким клеткам он служит.',
          'Known from facts ({n} deals in the year) and not described: tell which cells it serves.',
          { n: deals },
        ),
        cells: [],
      }),
    ),
    ...needed
      .filter((each) => !today.some(([, process]) => does(process, each)))
      .map((each): Step => {
        const planned = written.find(([, process]) => !process.isToday && does(process, each));
        return {
          what: 'add',
          kind: 'processes',
          ref: planned ? { collection: 'processes', id: planned[0] } : null,
          name: neededName(blueprint, each),
          reason: forCells(blueprint, each.cells),
          cells: each.cells,
        };
      }),
  ];
};

/** Roles by people: those the work needs against those there are. */
const roles = (blueprint: Blueprint): Step[] => {
  const { structure, roles: derived } = organisationFrom(blueprint);
  const heads = new Set(structure.heads.map(({ head }) => head));
  const led = new Set(Object.values(blueprint.roles).map(({ reportsTo }) => reportsTo));
  return roleLoads(blueprint).flatMap((load): Step[] => {
    const role = blueprint.roles[load.role];
    if (role === undefined) return [];
    const cells = derived.find((each) => each.role === load.role)?.cells ?? [];
    const isNeeded = cells.length > 0 || heads.has(load.role) || led.has(load.role) || role.function === 'management';
    const isThere = role.isToday || load.have > 0;
    const positions = load.need.fte === null ? 0 : load.need.positions;
    const ref: ThingRef = { collection: 'roles', id: load.role };
    const step = { kind: 'roles', ref, name: named(blueprint, ref), cells } as const;
    const numbers = {
      need: counted(positions, ['ставку', 'ставки', 'ставок'], ['position', 'positions']),
      have: counted(Math.round(load.have * 10) / 10, ['ставка', 'ставки', 'ставок'], ['position', 'positions']),
      cells: cellsWords(cells.length),
      names: listedOf(cells, (id) => quoted(named(blueprint, { collection: 'cells', id }))),
    };
    if (!isNeeded) return isThere ? [{ ...step, what: 'stop', reason: byNobody }] : [];
    const own = cells.length > 0 ? say(' Её {cells}: {names}.', ' It has {cells}: {names}.', numbers) : say('', '');
    if (!isThere)
      return [
        {
          ...step,
          what: 'add',
          reason:
            positions === 0
              ? say(
                  'Отвечает или руководит, а роли ещё нет.{own}',
                  'Answers or leads, and the role is not there yet.{own}',
                  {
                    own,
                  },
                )
              : say('Работы на {need}, а роли ещё нет.{own}', 'Work for {need}, and the role is not there yet.{own}', {
                  ...numbers,
                  own,
                }),
        },
      ];
    if (positions > Math.ceil(load.have - 1e-9))
      return [
        {
          ...step,
          what: 'change',
          reason: say('Работы на {need}, есть {have}.{own}', '{need} needed, {have} there.{own}', { ...numbers, own }),
        },
      ];
    return [
      {
        ...step,
        what: 'keep',
        reason: cells.length > 0 ? forCells(blueprint, cells) : say('Отвечает или руководит.', 'Answers or leads.'),
      },
    ];
  });
};

/** Channels and tools: what cells need against what is marked as there today, or what facts show in use. */
const supplies = (
  blueprint: Blueprint,
  kind: 'channels' | 'tools',
  needed: readonly { id: string; cells: string[] }[],
  isThere: (id: string) => boolean,
): Step[] =>
  Object.keys(blueprint[kind]).flatMap((id): Step[] => {
    const cells = needed.find((each) => each.id === id)?.cells ?? [];
    const ref: ThingRef = { collection: kind, id };
    const step = { kind, ref, name: named(blueprint, ref), cells };
    if (cells.length === 0) return isThere(id) ? [{ ...step, what: 'stop', reason: byNobody }] : [];
    return [{ ...step, what: isThere(id) ? 'keep' : 'add', reason: forCells(blueprint, cells) }];
  });

const channels = (
  blueprint: Blueprint,
  needed: readonly { id: string; cells: string[] }[],
  facts: DesignFacts | null,
): Step[] => {
  const inUse = new Set([
    ...(facts?.channels ?? []).map(({ name }) => name),
    ...(facts?.costs ?? []).map(({ channel }) => channel),
  ]);
  inUse.delete('');
  const known = thingsOf(blueprint, 'channels');
  const meant = (id: string): boolean => {
    const channel = blueprint.channels[id];
    return channel !== undefined && [...inUse].some((name) => means(name, id, channel));
  };
  const loose = [...inUse].filter((name) => !known.some(([id, channel]) => means(name, id, channel)));
  return [
    ...supplies(blueprint, 'channels', needed, (id) => blueprint.channels[id]?.isToday === true || meant(id)),
    ...loose.map(
      (name): Step => ({
        what: 'stop',
        kind: 'channels',
        ref: null,
        name: { ru: name, en: name },
        reason: say(
          'Есть в данных, но ни одна клетка пути им не пользуется.',
          'Known from facts, and no cell of any journey uses it.',
        ),
        cells: [],
      }),
    ),
  ];
};

/**
 * What to add, keep, change and stop so that the organisation of today becomes the one that follows from the journeys; each with its cells.
 *
 * Today is what is marked so (`isToday`), roles that people hold, and what facts show in use. Domain §5.1, R32.
 */
export const organisationSteps = (blueprint: Blueprint, facts: DesignFacts | null): Step[] => {
  const needed = organisationFrom(blueprint);
  const seen = facts?.isEmpty ? null : facts;
  return [
    ...processes(blueprint, needed.processes, seen),
    ...roles(blueprint),
    ...channels(blueprint, needed.channels, seen),
    ...supplies(blueprint, 'tools', needed.tools, (id) => blueprint.tools[id]?.isToday === true),
  ];
};
