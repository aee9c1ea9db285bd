import type { Blueprint } from '../../../model/blueprint/blueprint.ts';
import type { Edge, EvidenceRule } from '../../../model/blueprint/journey.ts';
import { thingsOf } from '../../../model/blueprint/things.ts';
import { completenessOf, isMeasurable } from '../../blueprint/completeness.ts';
import { holds } from '../../blueprint/tests.ts';
import { groupedBy } from '../../derivation/winners.ts';
import type { PlacedCell } from '../journey-cells.ts';
import { cellsWords, counted, say } from '../words.ts';
import { called, calledAll, type Found, ref, refs, type Scene } from './scene.ts';

/** Cells a test holds for, journey by journey. */
const byJourney = (scene: Scene, holds: (placed: PlacedCell) => boolean): [string, PlacedCell[]][] => {
  return [...groupedBy(scene.cells.filter(holds), ({ journeyId }) => journeyId)];
};

const placesOf = (journey: string, cells: readonly PlacedCell[]) => [
  ...refs(
    'cells',
    cells.map(({ id }) => id),
  ),
  ref('journeys', journey),
];

/** Nobody does it, or nobody answers for it: neither the cell says who, nor the zone of its stage. High where customers come to it. */
const withoutOwner = (scene: Scene): Found[] => {
  const exists = (role: string | null): boolean => role !== null && scene.blueprint.roles[role] !== undefined;
  const answered = (placed: PlacedCell): boolean =>
    exists(placed.cell.accountable) ||
    (placed.journey.salesTypes.length > 0 ? placed.journey.salesTypes : [null]).every(
      (salesType) =>
        scene.responsibility({ stage: placed.stage, segment: placed.segment, salesType }).accountable.length > 0,
    );
  return byJourney(scene, (placed) => !exists(placed.cell.responsible) || !answered(placed)).map(
    ([journey, cells]) => ({
      code: 'cell_without_owner',
      severity: cells.some(({ cell }) => (cell.volumeMonth ?? 0) > 0) ? 'high' : 'medium',
      where: placesOf(journey, cells),
      text: say('На пути {journey} {count} без хозяина: {cells}.', 'On {journey} {count} without an owner: {cells}.', {
        journey: called(scene, 'journeys', journey),
        count: cellsWords(cells.length),
        cells: calledAll(
          scene,
          'cells',
          cells.map(({ id }) => id),
        ),
      }),
      advice: say(
        'Назначьте каждой клетке роль, которая делает, и роль, которая отвечает.',
        'Give each cell a role that does it and a role that answers for it.',
      ),
      page: 'journey',
      n: cells.length,
    }),
  );
};

/** Owners and evidence that are missing are told apart. */
const incomplete = (scene: Scene): Found[] =>
  byJourney(scene, ({ id, cell }) =>
    completenessOf(scene.blueprint, id, cell).missing.some((each) => each !== 'owners' && each !== 'evidence'),
  ).map(([journey, cells]) => ({
    code: 'cell_incomplete',
    severity: 'low',
    where: placesOf(journey, cells),
    text: say('На пути {journey} не заполнено {count}: {cells}.', 'On {journey} {count} not filled in: {cells}.', {
      journey: called(scene, 'journeys', journey),
      count: cellsWords(cells.length),
      cells: calledAll(
        scene,
        'cells',
        cells.map(({ id }) => id),
      ),
    }),
    advice: say(
      'Ответьте в клетке на девять обязательных вопросов: цель, вопрос, барьер, довод, действия, хозяева, канал, сколько, чем видно.',
      'Answer the nine questions of a cell: goal, question, barrier, argument, actions, owners, channel, how many, what proves it.',
    ),
    page: 'journey',
    n: cells.length,
  }));

const unmeasurable = (scene: Scene): Found[] =>
  byJourney(scene, ({ id, cell }) => !isMeasurable(scene.blueprint, id, cell)).map(([journey, cells]) => ({
    code: 'cell_unmeasurable',
    severity: 'low',
    where: placesOf(journey, cells),
    text: say(
      'На пути {journey} {count} нельзя измерить: не сказано, какое событие доказывает визит. Это {cells}.',
      'On {journey} {count} cannot be measured: no event proves a visit. They are {cells}.',
      {
        journey: called(scene, 'journeys', journey),
        count: cellsWords(cells.length),
        cells: calledAll(
          scene,
          'cells',
          cells.map(({ id }) => id),
        ),
      },
    ),
    advice: say('Укажите вид касания или добавьте правило.', 'Name a kind of interaction, or add a rule.'),
    page: 'rules',
    n: cells.length,
  }));

/** A cell with evidence named, or rules that prove it, none of which can have met a fact of the year. */
const neverSeen = (scene: Scene): Found[] => {
  const kinds = scene.facts?.kinds ?? [];
  if (kinds.length === 0) return [];
  const seen = new Set(kinds.map(({ kind }) => kind));
  const rules = Object.values(scene.blueprint.rules);
  const mayProve = (rule: EvidenceRule): boolean =>
    rule.fact !== 'interaction' ||
    kinds.some((row) =>
      rule.when.every((test) =>
        test.field === 'kind' || test.field === 'channel' || test.field === 'touchpoint'
          ? holds(test, row[test.field])
          : true,
      ),
    );
  return byJourney(scene, ({ id, cell }) => {
    const own = rules.filter((rule) => rule.cell === id || (rule.cell === null && rule.touchpoint === cell.touchpoint));
    const named = [...cell.visitKinds, ...cell.exitKinds];
    if (own.length === 0 && named.length === 0) return false;
    return !own.some(mayProve) && !named.some((kind) => seen.has(kind));
  }).map(([journey, cells]) => ({
    code: 'cell_never_seen',
    severity: 'medium',
    where: placesOf(journey, cells),
    text: say(
      'На пути {journey} за год ни разу не видно {count}: {cells}.',
      'On {journey} {count} not seen once in the year: {cells}.',
      {
        journey: called(scene, 'journeys', journey),
        count: counted(cells.length, ['клетку', 'клетки', 'клеток'], ['cell was', 'cells were']),
        cells: calledAll(
          scene,
          'cells',
          cells.map(({ id }) => id),
        ),
      },
    ),
    advice: say(
      'Либо туда никто не приходит, либо касания пишутся под другим именем: сверьте виды касаний.',
      'Either nobody comes there, or the touches go by another name: compare the kinds of interactions.',
    ),
    page: 'rules',
    n: cells.length,
  }));
};

const ownerOf = (blueprint: Blueprint, end: string): string | null => {
  if (!end.startsWith('cell:')) return null;
  const cell = blueprint.cells[end.slice('cell:'.length)];
  return cell?.responsible ?? cell?.accountable ?? null;
};

/** Whether a customer is passed from one owner to another along an edge. */
export const isHandoff = (blueprint: Blueprint, { from, to }: Pick<Edge, 'from' | 'to'>): boolean => {
  const [giver, taker] = [ownerOf(blueprint, from), ownerOf(blueprint, to)];
  return giver !== null && taker !== null && giver !== taker;
};

/** I4. */
const handoffs = (scene: Scene): Found[] => {
  const { blueprint } = scene;
  const open = thingsOf(blueprint, 'edges').filter(
    ([, edge]) =>
      blueprint.journeys[edge.journey]?.mode === 'designed' && edge.handoffHours === null && isHandoff(blueprint, edge),
  );
  const found = [...groupedBy(open, ([, { journey }]) => journey)].map(
    ([journey, edges]) => [journey, edges.map(([id]) => id)] as const,
  );
  return found.map(([journey, edges]) => ({
    code: 'handoff_without_sla',
    severity: 'medium',
    where: [...refs('edges', edges), ref('journeys', journey)],
    text: say(
      'На пути {journey} клиента передают из рук в руки без срока: {count} ({edges}).',
      'On {journey} customers are handed over with no term: {count} ({edges}).',
      {
        journey: called(scene, 'journeys', journey),
        count: counted(edges.length, ['переход', 'перехода', 'переходов'], ['transition', 'transitions']),
        edges: calledAll(scene, 'edges', edges),
      },
    ),
    advice: say(
      'Договоритесь, за сколько часов следующий берёт клиента, и запишите это на переходе.',
      'Agree within how many hours the next one takes over, and write it on the transition.',
    ),
    page: 'journey',
    n: edges.length,
  }));
};

/** Cells and what joins them: owners, completeness, evidence, hand-overs. */
export const cellFindings = (scene: Scene): Found[] => [
  ...withoutOwner(scene),
  ...incomplete(scene),
  ...unmeasurable(scene),
  ...neverSeen(scene),
  ...handoffs(scene),
];
