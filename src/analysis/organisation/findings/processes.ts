import { thingsOf } from '../../../model/blueprint/things.ts';
import type { Sentence } from '../../../model/problem.ts';
import type { RevenueClass } from '../../../model/stages.ts';
import { means } from '../spelling.ts';
import { counted, listed, say } from '../words.ts';
import { called, type Found, ref, type Scene } from './scene.ts';

/** A kind of business is in a process when it is at least this part of its deals that are known by kind; ours. */
const presentFrom = 0.05;

const kinds: readonly { kind: RevenueClass; name: Sentence }[] = [
  { kind: 'first', name: say('первых сделок', 'first deals') },
  { kind: 'regular', name: say('регулярных', 'regular ones') },
  { kind: 'development', name: say('на развитие', 'development') },
  { kind: 'winback', name: say('возвратов', 'win-back') },
];

/** One process for different business: high where three kinds go through the only one there is, else medium from two kinds on. */
const oneForAll = ({ blueprint, facts, cells }: Scene): Found[] => {
  if (facts === null) return [];
  const closed = facts.processes.filter(({ deals }) => deals > 0);
  const stages = new Set(cells.map(({ journeyId, stage }) => `${journeyId} ${stage}`));
  return closed.flatMap((process) => {
    const known = kinds.reduce((total, { kind }) => total + process[kind], 0);
    const present = kinds.filter(({ kind }) => known > 0 && process[kind] / known >= presentFrom);
    if (present.length < 2) return [];
    const things = thingsOf(blueprint, 'processes').filter(([id, thing]) => means(process.name, id, thing));
    return [
      {
        code: 'one_process_for_all',
        severity: closed.length === 1 && present.length >= 3 ? 'high' : 'medium',
        where: things.map(([id]) => ref('processes', id)),
        text: say(
          closed.length === 1
            ? 'Одна воронка {name} ведёт всё подряд: {parts}.{needed}'
            : 'Воронка {name} ведёт разное: {parts}.{needed}',
          closed.length === 1
            ? 'One pipeline {name} carries everything: {parts}.{needed}'
            : 'The pipeline {name} carries different business: {parts}.{needed}',
          {
            name:
              process.name === ''
                ? say('без названия', 'without a name')
                : say('«{name}»', '“{name}”', { name: process.name }),
            parts: listed(present.map(({ kind, name }) => say('{n} {name}', '{n} {name}', { n: process[kind], name }))),
            needed:
              stages.size > 1
                ? say(' Пути просят {n}.', ' The journeys ask for {n}.', {
                    n: counted(stages.size, ['процесс', 'процесса', 'процессов'], ['process', 'processes']),
                  })
                : '',
          },
        ),
        advice: say(
          'Разделите процесс: у первой покупки, повторной и развития разные люди, сроки и показатели.',
          'Part it: a first purchase, a repeat one and development have different people, terms and metrics.',
        ),
        page: 'organisation',
        n: process.deals,
      } satisfies Found,
    ];
  });
};

/** Processes of today that serve no cell and no journey; those that only facts know are told in one. */
const withoutJourney = (scene: Scene): Found[] => {
  const { blueprint, facts } = scene;
  const things = thingsOf(blueprint, 'processes');
  const written = things
    .filter(
      ([, { isToday, journey, cells }]) =>
        isToday &&
        (journey === null || blueprint.journeys[journey] === undefined) &&
        !cells.some((id) => blueprint.cells[id] !== undefined),
    )
    .map(
      ([id]): Found => ({
        code: 'process_without_journey',
        severity: 'medium',
        where: [ref('processes', id)],
        text: say(
          'Процесс {name} есть сегодня, но не служит ни одному пути.',
          'The process {name} is there today, but serves no journey.',
          { name: called(scene, 'processes', id) },
        ),
        advice: say('Укажите клетки, которым он служит, или остановите его.', 'Name the cells it serves, or stop it.'),
        page: 'organisation',
      }),
    );
  const unknown = (facts?.processes ?? []).filter(
    ({ name, deals }) => name !== '' && deals > 0 && !things.some(([id, thing]) => means(name, id, thing)),
  );
  if (unknown.length === 0 || scene.cells.length === 0) return written;
  return [
    ...written,
    {
      code: 'process_without_journey',
      severity: 'low',
      where: [],
      text: say(
        'В сделках есть процессы, которых нет в устройстве: {names}.',
        'Deals know processes that the organisation does not: {names}.',
        { names: listed(unknown.map(({ name }) => say('«{name}»', '“{name}”', { name }))) },
      ),
      advice: say(
        'Опишите их и свяжите с путём: укажите, как их пишут в сделках.',
        'Describe them and tie them to a journey: tell how deals write them.',
      ),
      page: 'organisation',
      n: unknown.reduce((total, { deals }) => total + deals, 0),
    },
  ];
};

/** Processes as they run against what the journeys need. */
export const processFindings = (scene: Scene): Found[] => [...oneForAll(scene), ...withoutJourney(scene)];
