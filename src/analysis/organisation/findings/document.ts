import type { Blueprint, Collection } from '../../../model/blueprint/blueprint.ts';
import type { DesignFinding } from '../../../model/blueprint/finding.ts';
import { thingsOf } from '../../../model/blueprint/things.ts';
import { collectionNamesInWords, endName } from '../../blueprint/names.ts';
import { danglingReferences } from '../../blueprint/references.ts';
import { counted, listed, quoted, say, shareWords } from '../words.ts';
import { called, calledAll, type Found, ref, refs, type Scene } from './scene.ts';

/** Ways out of one place of one journey that together are more than all. */
const probabilities = (scene: Scene): Found[] => {
  const { blueprint } = scene;
  const leaving = new Map<string, { journey: string; from: string; edges: string[]; sum: number }>();
  for (const [id, { journey, from, probability }] of thingsOf(blueprint, 'edges')) {
    if (probability === null) continue;
    const key = `${journey} ${from}`;
    const known = leaving.get(key) ?? { journey, from, edges: [], sum: 0 };
    known.edges.push(id);
    known.sum += probability;
    leaving.set(key, known);
  }
  return [...leaving.values()]
    .filter(({ sum }) => sum > 1 + 1e-9)
    .map(({ journey, from, edges, sum }) => ({
      code: 'probabilities_over_one',
      severity: 'medium',
      where: [...refs('edges', edges), ref('journeys', journey)],
      text: say(
        'Из {place} на пути {journey} уходит {share} клиентов: больше, чем пришло.',
        'From {place} on {journey} {share} of customers leave: more than came.',
        {
          place: quoted(endName(blueprint, from)),
          journey: called(scene, 'journeys', journey),
          share: shareWords(sum),
        },
      ),
      advice: say(
        'Уменьшите вероятности переходов: в сумме не больше 100 %.',
        'Lower the probabilities: together at most 100%.',
      ),
      page: 'journey',
      n: edges.length,
    }));
};

/** Rungs each of which needs the next and the last the first; every circle once, in the order of its prerequisites. */
export const circlesOf = (blueprint: Blueprint): string[][] => {
  const circles: string[][] = [];
  const done = new Set<string>();
  const walk = (id: string, path: string[]): void => {
    const at = path.indexOf(id);
    if (at >= 0) {
      circles.push(path.slice(at));
      return;
    }
    if (done.has(id)) return;
    for (const next of blueprint.rungs[id]?.prerequisites ?? []) walk(next, [...path, id]);
    done.add(id);
  };
  for (const [id] of thingsOf(blueprint, 'rungs')) walk(id, []);
  return circles;
};

const circles = (scene: Scene): Found[] =>
  circlesOf(scene.blueprint).map((ids) => ({
    code: 'prerequisites_in_circle',
    severity: 'high',
    where: refs('rungs', ids),
    text: say(
      'Ступени требуют друг друга по кругу: {rungs}. Начать не с чего.',
      'Rungs need each other in a circle: {rungs}. There is nothing to begin with.',
      { rungs: calledAll(scene, 'rungs', ids) },
    ),
    advice: say('Уберите одно из условий.', 'Take away one of the prerequisites.'),
    page: 'offer',
    n: ids.length,
  }));

const pageOf: Partial<Record<Collection, DesignFinding['page']>> = {
  segments: 'inputs',
  personas: 'inputs',
  committees: 'inputs',
  rungs: 'offer',
  goals: 'goals',
  stages: 'lifecycle',
  rules: 'rules',
  roles: 'organisation',
  employees: 'organisation',
  zones: 'organisation',
  processes: 'organisation',
  campaigns: 'organisation',
  tools: 'organisation',
  assets: 'organisation',
};

/** Things that name what is no longer there, told by what they name. */
const dangling = (scene: Scene): Found[] => {
  const byTarget = new Map<string, ReturnType<typeof danglingReferences>>();
  for (const each of danglingReferences(scene.blueprint)) {
    const key = `${each.to.collection}:${each.to.id}`;
    byTarget.set(key, [...(byTarget.get(key) ?? []), each]);
  }
  return [...byTarget.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const holders = [...new Map(group.map(({ from }) => [`${from.collection}:${from.id}`, from])).values()];
    return [
      {
        code: 'reference_dangling',
        severity: 'medium',
        where: holders,
        text: say(
          '{count} ссылается на то, чего нет: {what} «{id}». Это {names}.',
          '{count} what is not there: {what} “{id}”. They are {names}.',
          {
            count: counted(
              holders.length,
              ['часть проекта', 'части проекта', 'частей проекта'],
              ['thing names', 'things name'],
            ),
            what: collectionNamesInWords[first.to.collection],
            id: first.to.id,
            names: listed(holders.map(({ collection, id }) => called(scene, collection, id))),
          },
        ),
        advice: say('Выберите другое или уберите ссылку.', 'Choose another, or take the reference away.'),
        page: pageOf[first.from.collection] ?? 'journey',
        n: holders.length,
      } satisfies Found,
    ];
  });
};

/** What contradicts itself in the document. */
export const documentFindings = (scene: Scene): Found[] => [
  ...probabilities(scene),
  ...circles(scene),
  ...dangling(scene),
];
