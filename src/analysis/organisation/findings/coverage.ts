import type { CommitteeRole } from '../../../model/blueprint/inputs.ts';
import type { Edge } from '../../../model/blueprint/journey.ts';
import { thingsOf } from '../../../model/blueprint/things.ts';
import { isWorded } from '../../../model/blueprint/words.ts';
import type { Sentence } from '../../../model/problem.ts';
import { committeeCoverage, committeesOf } from '../../committee/coverage.ts';
import { counted, listed, say, shareWords } from '../words.ts';
import { called, calledAll, type Found, ref, refs, type Scene } from './scene.ts';

export const committeeRoleNames: Record<CommitteeRole, Sentence> = {
  initiator: { ru: 'инициатор', en: 'initiator' },
  user: { ru: 'пользователь', en: 'user' },
  influencer: { ru: 'влияющий', en: 'influencer' },
  decider: { ru: 'принимающий решение', en: 'decider' },
  approver: { ru: 'утверждающий', en: 'approver' },
  buyer: { ru: 'покупатель', en: 'buyer' },
  gatekeeper: { ru: 'хранитель входа', en: 'gatekeeper' },
  champion: { ru: 'сторонник', en: 'champion' },
  blocker: { ru: 'противник', en: 'blocker' },
};

const designedOf = (scene: Scene, segment: string): string[] =>
  thingsOf(scene.blueprint, 'journeys')
    .filter(([, journey]) => journey.mode === 'designed' && journey.segment === segment)
    .map(([id]) => id);

/** A persona no cell of its segment's journeys speaks to: high. Cells for everybody (no personas) speak to all. */
const personas = (scene: Scene): Found[] =>
  thingsOf(scene.blueprint, 'personas').flatMap(([id, { segment }]) => {
    const journeys = designedOf(scene, segment);
    const own = scene.cells.filter(({ journeyId }) => journeys.includes(journeyId));
    if (own.length === 0 || own.some(({ cell }) => cell.personas.length === 0 || cell.personas.includes(id))) return [];
    return [
      {
        code: 'persona_uncovered',
        severity: 'high',
        where: [ref('personas', id), ...refs('journeys', journeys)],
        text: say(
          'Для персоны {persona} на пути {journey} нет ни одной клетки.',
          'Not one cell of {journey} speaks to {persona}.',
          {
            persona: called(scene, 'personas', id),
            journey: calledAll(scene, 'journeys', journeys),
          },
        ),
        advice: say(
          'Добавьте клетки там, где этот человек решает или мешает решить.',
          'Add cells where this person decides or holds a decision up.',
        ),
        page: 'journey',
      } satisfies Found,
    ];
  });

/** A committee role that nothing speaks to where it acts: medium where a persona holds it, low where nobody described who does. */
const committeeRolesUncovered = (scene: Scene): Found[] =>
  thingsOf(scene.blueprint, 'journeys')
    .filter(([id, { mode }]) => mode === 'designed' && scene.cells.some(({ journeyId }) => journeyId === id))
    .flatMap(([id, journey]) => {
      const rows = committeeCoverage(scene.blueprint, id)?.rows.filter(({ uncovered }) => uncovered.length > 0) ?? [];
      if (rows.length === 0) return [];
      const states = [...new Set(rows.flatMap(({ uncovered }) => uncovered))];
      return [
        {
          code: 'persona_uncovered',
          severity: rows.some((row) => row.personas.length > 0) ? 'medium' : 'low',
          where: [
            ref('journeys', id),
            ...refs(
              'committees',
              committeesOf(scene.blueprint, journey).map(([each]) => each),
            ),
            ...refs('states', states),
          ],
          text: say(
            'На пути {journey} не охвачены роли закупочного комитета: {roles}. Там, где они решают ({states}), для них ничего нет.',
            'On {journey} roles of the buying committee are not covered: {roles}. Where they act ({states}) nothing speaks to them.',
            {
              journey: called(scene, 'journeys', id),
              roles: listed(rows.map(({ role }) => committeeRoleNames[role])),
              states: calledAll(scene, 'states', states),
            },
          ),
          advice: say(
            'Добавьте для них клетки: довод, доказательство, материал.',
            'Add cells for them: an argument, a proof, a material.',
          ),
          page: 'journey',
          n: rows.length,
        } satisfies Found,
      ];
    });

/** Columns of a designed journey with no cell, states aside left out. */
const states = (scene: Scene): Found[] =>
  thingsOf(scene.blueprint, 'journeys')
    .filter(([id, { mode }]) => mode === 'designed' && scene.cells.some(({ journeyId }) => journeyId === id))
    .flatMap(([id, journey]) => {
      const met = new Set(scene.cells.filter(({ journeyId }) => journeyId === id).map(({ cell }) => cell.state));
      const empty = journey.states.filter(
        (state) =>
          !met.has(state) &&
          scene.blueprint.states[state] !== undefined &&
          scene.blueprint.states[state].phase !== 'aside',
      );
      if (empty.length === 0) return [];
      return [
        {
          code: 'state_uncovered',
          severity: 'medium',
          where: [...refs('states', empty), ref('journeys', id)],
          text: say(
            'На пути {journey} {count} без единой клетки: {states}.',
            'On {journey} {count} without a single cell: {states}.',
            {
              journey: called(scene, 'journeys', id),
              count: counted(empty.length, ['состояние', 'состояния', 'состояний'], ['state is', 'states are']),
              states: calledAll(scene, 'states', empty),
            },
          ),
          advice: say(
            'Решите, чем вы встречаете клиента в этом состоянии, или уберите его из пути.',
            'Decide what meets the customer in that state, or take it out of the journey.',
          ),
          page: 'journey',
          n: empty.length,
        } satisfies Found,
      ];
    });

/** The decision states a loop passes again: from the one it returns to up to the one it leaves, as the journey orders them. */
const statesOfLoop = (scene: Scene, { journey, from, to }: Edge): string[] => {
  const columns = scene.blueprint.journeys[journey]?.states ?? [];
  const stateOf = (end: string): string | undefined =>
    end.startsWith('state:') ? end.slice('state:'.length) : scene.blueprint.cells[end.slice('cell:'.length)]?.state;
  const [leaves, returns] = [stateOf(from), stateOf(to)].map((state) => columns.indexOf(state ?? ''));
  if (leaves === undefined || returns === undefined || leaves < 0 || returns < 0) return [];
  return columns.slice(Math.min(leaves, returns), Math.max(leaves, returns) + 1);
};

const beginsWords = (isInitiator: boolean, share: number): Sentence | string => {
  if (!isInitiator) return '';
  return share > 0
    ? say(' — а он начинает {share} решений', ', who begins {share} of decisions', { share: shareWords(share) })
    : say(' — а с него начинаются решения', ', with whom decisions begin');
};

/** Cells that a loop passes again with nothing in hand: no asset, no content. Medium; high where the loop's probability is a fifth or more. */
const loops = (scene: Scene): Found[] => {
  const found = new Map<string, { cell: string; journey: string; edges: [string, Edge][] }>();
  for (const [id, edge] of thingsOf(scene.blueprint, 'edges')) {
    if (edge.kind !== 'loop') continue;
    const passed = statesOfLoop(scene, edge);
    for (const { id: cell, journeyId, cell: own } of scene.cells)
      if (
        journeyId === edge.journey &&
        passed.includes(own.state) &&
        own.assets.length === 0 &&
        !isWorded(own.content)
      ) {
        const known = found.get(cell) ?? { cell, journey: journeyId, edges: [] };
        known.edges.push([id, edge]);
        found.set(cell, known);
      }
  }
  return [...found.values()].map(({ cell, journey, edges }) => {
    const own = scene.blueprint.cells[cell];
    const personasOf = own?.personas ?? [];
    const starts = committeesOf(scene.blueprint, { segment: scene.blueprint.journeys[journey]?.segment ?? null })
      .flatMap(([, { members }]) => members)
      .filter(({ role, personas: held }) => role === 'initiator' && held.some((id) => personasOf.includes(id)));
    const begins = starts.reduce((sum, { share }) => sum + (share ?? 0), 0);
    const loopsBack = Math.max(...edges.map(([, { probability }]) => probability ?? 0));
    return {
      code: 'loop_without_material',
      severity: loopsBack >= oftenBack ? 'high' : 'medium',
      where: [
        ref('cells', cell),
        ...refs(
          'edges',
          edges.map(([id]) => id),
        ),
        ...refs('personas', personasOf),
      ],
      text: say(
        personasOf.length > 0
          ? 'На пути {journey} в состоянии {state} для {persona} нет материала{starts}, и клиенты возвращаются назад ({edges}).'
          : 'На пути {journey} в состоянии {state} нет материала, и клиенты возвращаются назад ({edges}).',
        personasOf.length > 0
          ? 'On {journey} in {state} there is no material for {persona}{starts}, and customers go back ({edges}).'
          : 'On {journey} in {state} there is no material, and customers go back ({edges}).',
        {
          journey: called(scene, 'journeys', journey),
          state: called(scene, 'states', own?.state ?? ''),
          persona: calledAll(scene, 'personas', personasOf),
          starts: beginsWords(starts.length > 0, Math.min(1, begins)),
          edges: calledAll(
            scene,
            'edges',
            edges.map(([id]) => id),
          ),
        },
      ),
      advice: say(
        'Дайте в этой клетке то, что можно взять с собой: чек-лист, расчёт, образец требований.',
        'Give something to take along in this cell: a checklist, a calculation, a model specification.',
      ),
      page: 'journey',
      n: edges.length,
    } satisfies Found;
  });
};

const oftenBack = 0.2;

/** Whom and what the journeys leave out. */
export const coverageFindings = (scene: Scene): Found[] => [
  ...personas(scene),
  ...committeeRolesUncovered(scene),
  ...states(scene),
  ...loops(scene),
];
