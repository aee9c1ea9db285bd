import type { ThingRef } from '../../../model/blueprint/blueprint.ts';
import type { DesignedStage } from '../../../model/blueprint/organisation.ts';
import type { Sentence } from '../../../model/problem.ts';
import { salesTypesWords } from '../../blueprint/sales-types.ts';
import { groupedBy } from '../../derivation/winners.ts';
import { cellsOfLine, type Line, type Responsibility } from '../responsibility.ts';
import { counted, say } from '../words.ts';
import { called, calledAll, type Found, factsOfSegment, ref, refs, type Scene } from './scene.ts';
import { priceOfNoOwner, storyOfNoOwner } from './unowned.ts';

type Case = {
  stage: DesignedStage;
  lines: Line[];
  segments: string[];
  salesTypes: string[];
  responsibility: Responsibility;
  cells: string[];
};

/**
 * Lines of one stage that a test holds for and one mending settles: those of one zone, else those of one segment.
 *
 * A gap in a zone for all segments is one gap, told with the sum of what it does.
 */
const cases = (scene: Scene, holds: (responsibility: Responsibility) => boolean): Case[] => {
  const failing = scene.lines.filter((line) => holds(scene.responsibility(line)));
  const cause = (line: Line): string => {
    const { zones } = scene.responsibility(line);
    return `${line.stage} ${zones.length > 0 ? zones.join(' ') : `| ${line.segment ?? ''}`}`;
  };
  return [...groupedBy(failing, cause).values()].flatMap((lines) => {
    const [first] = lines;
    if (first === undefined) return [];
    return [
      {
        stage: first.stage,
        lines,
        segments: [...new Set(lines.flatMap(({ segment }) => (segment === null ? [] : [segment])))],
        salesTypes: [...new Set(lines.flatMap(({ salesType }) => (salesType === null ? [] : [salesType])))],
        responsibility: scene.responsibility(first),
        cells: [...new Set(lines.flatMap((line) => cellsOfLine(scene.cells, line).map(({ id }) => id)))],
      },
    ];
  });
};

/** The zone to be mended, or the stage where a new one belongs; then segments and cells. */
const placesOf = ({ stage, segments, responsibility, cells }: Case): ThingRef[] => [
  ...(responsibility.zones.length > 0 ? refs('zones', responsibility.zones) : [ref('stages', stage)]),
  ...refs('segments', segments),
  ...refs('cells', cells),
];

const lineName = (scene: Scene, { stage, segments, salesTypes }: Case): Sentence => {
  const shape = `{stage}${segments.length > 0 ? ' · {segments}' : ''}${salesTypes.length > 0 ? ' ({types})' : ''}`;
  return say(shape, shape, {
    stage: called(scene, 'stages', stage),
    segments: calledAll(scene, 'segments', segments),
    types: salesTypesWords(salesTypes),
  });
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
    const unowned = (segment: string): DesignedStage[] =>
      found.filter(({ segments }) => segments.includes(segment)).map(({ stage }) => stage);
    const n = countOf(scene, each);
    return {
      code: 'stage_without_owner',
      severity: withCustomers.includes(each.stage) ? 'high' : 'medium',
      where: placesOf(each),
      text: say(
        'За стадию {line} никто не отвечает: в ней {cells}.{story}',
        'Nobody answers for {line}; the work there is {cells}.{story}',
        {
          line: lineName(scene, each),
          cells: calledAll(scene, 'cells', each.cells),
          story: storyOfNoOwner(scene, each.stage, each.segments),
        },
      ),
      advice: say(
        'Выберите одну роль, которая отвечает за стадию, и поставьте ей букву A.',
        'Choose one role that answers for the stage and give it the letter A.',
      ),
      page: 'organisation',
      ...priceOfNoOwner(scene, each.stage, each.segments, unowned),
      ...(n === null ? {} : { n }),
    } satisfies Found;
  });
};

/** Customers of a year whom the gap touches; null where facts do not say. */
const countOf = (scene: Scene, { stage, segments }: Case): number | null => {
  const rows = segments.map((segment) => factsOfSegment(scene, segment)).filter((row) => row !== null);
  if (rows.length === 0) return null;
  if (stage === 'new') return rows.reduce((total, { withoutResult }) => total + withoutResult, 0);
  if (stage === 'winback' || stage === 'lost' || stage === 'at_risk')
    return rows.reduce((total, { lost }) => total + lost, 0);
  return null;
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
    severity: withCustomers.includes(each.stage) ? 'high' : 'medium',
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
