import type { ThingRef } from '../../../model/blueprint/blueprint.ts';
import type { DesignedStage } from '../../../model/blueprint/organisation.ts';
import { cellsOfLine, type Line, type Responsibility } from '../responsibility.ts';
import { counted, say } from '../words.ts';
import { called, calledAll, type Found, factsOfSegment, ref, refs, type Scene } from './scene.ts';
import { priceOfNoOwner, storyOfNoOwner } from './unowned.ts';

type Case = { lines: Line[]; first: Line; responsibility: Responsibility; cells: string[] };

/** Lines of one stage and segment that a test holds for, sales types told together. */
const cases = (scene: Scene, holds: (responsibility: Responsibility) => boolean): Case[] => {
  const found = new Map<string, Case>();
  for (const line of scene.lines) {
    const responsibility = scene.responsibility(line);
    if (!holds(responsibility)) continue;
    const key = `${line.stage} ${line.segment ?? ''}`;
    const cells = cellsOfLine(scene.cells, line).map(({ id }) => id);
    const known = found.get(key);
    if (known) {
      known.lines.push(line);
      known.cells = [...new Set([...known.cells, ...cells])];
    } else found.set(key, { lines: [line], first: line, responsibility, cells });
  }
  return [...found.values()];
};

/** The zone to be mended, or the stage where a new one belongs; then the segment and the cells. */
const placesOf = ({ first, responsibility, cells }: Case): ThingRef[] => [
  ...(responsibility.zones.length > 0 ? refs('zones', responsibility.zones) : [ref('stages', first.stage)]),
  ...(first.segment === null ? [] : [ref('segments', first.segment)]),
  ...refs('cells', cells),
];

const lineName = (scene: Scene, { first, lines }: Case) => {
  const types = lines.flatMap(({ salesType }) => (salesType === null ? [] : [salesType]));
  return say(
    `{stage}${first.segment === null ? '' : ' · {segment}'}${types.length === 0 ? '' : ' ({types})'}`,
    `{stage}${first.segment === null ? '' : ' · {segment}'}${types.length === 0 ? '' : ' ({types})'}`,
    {
      stage: called(scene, 'stages', first.stage),
      segment: first.segment === null ? '' : called(scene, 'segments', first.segment),
      types: types.join(', '),
    },
  );
};

const withCustomers: readonly DesignedStage[] = [
  'new',
  'activated',
  'regular',
  'developed',
  'at_risk',
  'lost',
  'winback',
];

/** I1: high where customers who have bought, or lost ones, are nobody's; medium before the purchase. */
const withoutOwner = (scene: Scene): Found[] => {
  const found = cases(scene, ({ accountable }) => accountable.length === 0);
  return found.map((each) => {
    const others = found.filter(({ first }) => first.segment === each.first.segment).map(({ first }) => first.stage);
    const price = priceOfNoOwner(scene, each.first, others);
    const story = storyOfNoOwner(scene, each.first);
    const names = calledAll(scene, 'cells', each.cells);
    return {
      code: 'stage_without_owner',
      severity: withCustomers.includes(each.first.stage) ? 'high' : 'medium',
      where: placesOf(each),
      text: say(
        'За стадию {line} никто не отвечает: в ней {cells}.{story}',
        'Nobody answers for {line}; the work there is {cells}.{story}',
        { line: lineName(scene, each), cells: names, story },
      ),
      advice: say(
        'Выберите одну роль, которая отвечает за стадию, и поставьте ей букву A.',
        'Choose one role that answers for the stage and give it the letter A.',
      ),
      page: 'organisation',
      ...price,
      ...(factsOfSegment(scene, each.first.segment) === null ? {} : countOf(scene, each.first)),
    } satisfies Found;
  });
};

const countOf = (scene: Scene, { stage, segment }: Line): { n?: number } => {
  const facts = factsOfSegment(scene, segment);
  if (facts === null) return {};
  if (stage === 'new') return { n: facts.withoutResult };
  if (stage === 'winback' || stage === 'lost' || stage === 'at_risk') return { n: facts.lost };
  return {};
};

/** I1 the other way: two who answer are nobody who answers. */
const withTwoOwners = (scene: Scene): Found[] =>
  cases(scene, ({ accountable }) => accountable.length > 1).map((each) => ({
    code: 'stage_with_two_owners',
    severity: 'medium',
    where: [...placesOf(each), ...refs('roles', each.responsibility.accountable)],
    text: say(
      'За стадию {line} отвечают сразу {roles}: спросить не с кого.',
      '{roles} all answer for {line}: so nobody does.',
      { line: lineName(scene, each), roles: calledAll(scene, 'roles', each.responsibility.accountable) },
    ),
    advice: say(
      'Оставьте букву A у одной роли, остальным поставьте R или C. Если обе правы, разделите стадию по сегменту или типу продаж.',
      'Leave the letter A with one role and give the others R or C. Where both are right, split the stage by segment or sales type.',
    ),
    page: 'organisation',
    n: each.responsibility.accountable.length,
  }));

/** I2. */
const withoutDoer = (scene: Scene): Found[] =>
  cases(scene, ({ responsible }) => responsible.length === 0).map((each) => ({
    code: 'stage_without_doer',
    severity: withCustomers.includes(each.first.stage) ? 'high' : 'medium',
    where: placesOf(each),
    text: say(
      'Работу стадии {line} никто не делает: ни у одной роли нет буквы R.',
      'Nobody does the work of {line}: no role has the letter R.',
      { line: lineName(scene, each) },
    ),
    advice: say('Назначьте хотя бы одну роль исполнителем (R).', 'Name at least one role that does it (R).'),
    page: 'organisation',
  }));

/** Roles that answer for stages where a test holds, each told once with its stages. */
const byOwner = (scene: Scene, holds: (role: string, stage: DesignedStage) => boolean): [string, DesignedStage[]][] => {
  const stages = new Map<string, Set<DesignedStage>>();
  for (const line of scene.lines)
    for (const role of scene.responsibility(line).accountable)
      if (holds(role, line.stage)) stages.set(role, (stages.get(role) ?? new Set()).add(line.stage));
  return [...stages].map(([role, set]) => [role, [...set]]);
};

/** I5. */
const ownersWithoutMetric = (scene: Scene): Found[] =>
  byOwner(scene, (role, stage) => {
    const metric = scene.blueprint.stages[stage]?.metric ?? null;
    return metric !== null && !scene.blueprint.roles[role]?.kpis.includes(metric);
  }).map(([role, stages]) => ({
    code: 'owner_without_metric',
    severity: 'medium',
    where: [ref('roles', role), ...refs('stages', stages)],
    text: say(
      '{role} отвечает за {stages}, но показателя этих стадий нет среди тех, по которым судят роль.',
      '{role} answers for {stages}, but is not judged by the metric of it.',
      { role: called(scene, 'roles', role), stages: calledAll(scene, 'stages', stages) },
    ),
    advice: say(
      'Добавьте роли показатель стадии или назначьте отвечать того, кого по нему судят.',
      'Give the role the stage’s metric, or let the one who is judged by it answer.',
    ),
    page: 'organisation',
    n: stages.length,
  }));

/** I6, a mark only: authority is a matter of talk, not of tables. */
const ownersWithoutBudget = (scene: Scene): Found[] =>
  byOwner(scene, (role, stage) => !scene.blueprint.roles[role]?.budgets.includes(stage)).map(([role, stages]) => ({
    code: 'owner_without_budget',
    severity: 'low',
    where: [ref('roles', role), ...refs('stages', stages)],
    text: say(
      '{role} отвечает за {stages}, но деньгами этих стадий не распоряжается.',
      '{role} answers for {stages}, but does not decide on its money.',
      { role: called(scene, 'roles', role), stages: calledAll(scene, 'stages', stages) },
    ),
    advice: say(
      'Дайте роли решать о бюджете стадии или отметьте, что это уже так.',
      'Let the role decide on the stage’s budget, or mark that it already does.',
    ),
    page: 'organisation',
    n: stages.length,
  }));

/** Stages with work that no number leads. */
const withoutMetric = (scene: Scene): Found[] => {
  const stages = [...new Set(scene.lines.map(({ stage }) => stage))].filter(
    (stage) => (scene.blueprint.stages[stage]?.metric ?? null) === null,
  );
  if (stages.length === 0) return [];
  return [
    {
      code: 'stage_without_metric',
      severity: 'low',
      where: refs('stages', stages),
      text: say('У {count} нет показателя: {stages}.', '{count} without a metric: {stages}.', {
        count: counted(stages.length, ['стадии', 'стадий', 'стадий'], ['stage is', 'stages are']),
        stages: calledAll(scene, 'stages', stages),
      }),
      advice: say('Выберите по одному числу на стадию.', 'Choose one number for each stage.'),
      page: 'lifecycle',
      n: stages.length,
    },
  ];
};

/** Who answers, who does, by what number and with what money: invariants I1, I2, I5, I6. */
export const responsibilityFindings = (scene: Scene): Found[] => [
  ...withoutOwner(scene),
  ...withTwoOwners(scene),
  ...withoutDoer(scene),
  ...ownersWithoutMetric(scene),
  ...ownersWithoutBudget(scene),
  ...withoutMetric(scene),
];
