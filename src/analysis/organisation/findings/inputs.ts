import type { Blueprint, Collection } from '../../../model/blueprint/blueprint.ts';
import type { DesignFinding } from '../../../model/blueprint/finding.ts';
import { ideaKeys } from '../../../model/blueprint/inputs.ts';
import type { InputRef } from '../../../model/blueprint/journey.ts';
import { thingsOf } from '../../../model/blueprint/things.ts';
import { isWorded } from '../../../model/blueprint/words.ts';
import { addMonths } from '../../../model/days.ts';
import type { Sentence } from '../../../model/problem.ts';
import { monthsValid, statusOf } from '../../blueprint/status.ts';
import { groupedBy } from '../../derivation/winners.ts';
import { cellsWords, listed, say } from '../words.ts';
import { called, calledAll, type Found, ref, refs, type Scene } from './scene.ts';

type Page = DesignFinding['page'];

const ideaNames: Record<(typeof ideaKeys)[number], Sentence> = {
  for_whom: say('для кого', 'for whom'),
  dissatisfaction: say('чем недовольны', 'the dissatisfaction'),
  main_value: say('главная ценность', 'the main value'),
  why_us: say('почему мы', 'why us'),
  how_we_earn: say('как зарабатываем', 'how we earn'),
};

const lacksIdea = ({ idea }: Blueprint): Sentence[] =>
  ideaKeys
    .filter((key) => !Object.values(idea).some((element) => element.key === key && isWorded(element.text)))
    .map((key) => ideaNames[key]);

const needed: readonly { page: Page; collection: Collection; name: Sentence }[] = [
  { page: 'inputs', collection: 'segments', name: say('сегменты', 'segments') },
  { page: 'inputs', collection: 'personas', name: say('персоны', 'personas') },
  { page: 'inputs', collection: 'committees', name: say('закупочные комитеты', 'buying committees') },
  { page: 'offer', collection: 'rungs', name: say('ступени пирамиды ценностей', 'rungs of the value pyramid') },
  { page: 'goals', collection: 'goals', name: say('цели', 'goals') },
  { page: 'goals', collection: 'scenarios', name: say('желаемый сценарий', 'the desired scenario') },
];

/** R49–R52: what the journey is designed from and is not there, page by page. High where there is a journey that rests on it. */
const missing = (scene: Scene): Found[] => {
  const lacking = new Map<Page, Sentence[]>();
  const add = (page: Page, name: Sentence) => lacking.set(page, [...(lacking.get(page) ?? []), name]);
  const idea = lacksIdea(scene.blueprint);
  if (idea.length > 0) add('inputs', say('Идея ({parts})', 'the Idea ({parts})', { parts: listed(idea) }));
  for (const { page, collection, name } of needed)
    if (Object.keys(scene.blueprint[collection]).length === 0) add(page, name);
  return [...lacking].map(([page, names]) => ({
    code: 'input_missing',
    severity: scene.cells.length > 0 ? 'medium' : 'low',
    where: [],
    text: say(
      'Не заполнено то, из чего следует путь: {names}.',
      'What the journey follows from is not filled in: {names}.',
      {
        names: listed(names),
      },
    ),
    advice: say(
      'Заполните: без этого путь держится на догадках.',
      'Fill it in: without it the journey rests on guesses.',
    ),
    page,
    n: names.length,
  }));
};

const dayWords = (day: string): Sentence => ({ ru: day.split('-').reverse().join('.'), en: day });

/** An input that says something else than when the cells resting on it were proved. */
const changedInputs = (scene: Scene, standings: readonly { id: string; changed: readonly InputRef[] }[]): Found[] => {
  const pairs = standings.flatMap(({ id, changed }) => changed.map((input) => ({ id, input })));
  return [...groupedBy(pairs, ({ input: { kind, id } }) => `${kind}:${id}`).values()].flatMap((group): Found[] => {
    const [first] = group;
    if (first === undefined) return [];
    const cells = group.map(({ id }) => id);
    return [
      {
        code: 'input_stale',
        severity: 'medium',
        where: [...refs('cells', cells), ref(first.input.kind, first.input.id)],
        text: say(
          'С тех пор как проверяли, изменилось то, на чём это стоит ({input}): {cells} ({names}).',
          'What it rests on ({input}) has changed since it was tested: {cells} ({names}).',
          {
            input: called(scene, first.input.kind, first.input.id),
            cells: cellsWords(cells.length),
            names: calledAll(scene, 'cells', cells),
          },
        ),
        advice: say(
          'Посмотрите, верны ли клетки после изменения, и проверьте их снова.',
          'See whether the cells still hold after the change, and test them again.',
        ),
        page: 'journey',
        n: cells.length,
      },
    ];
  });
};

/** What was known once: a market sized over a year ago, a goal whose day has passed, cells proved over a year ago. */
const stale = (scene: Scene): Found[] => {
  const { blueprint, asOf } = scene;
  const yearAgo = `${addMonths(asOf, -12).slice(0, 8)}${asOf.slice(8)}`;
  const potentials = thingsOf(blueprint, 'segments').filter(
    ([
      ,
      {
        potential: { at },
      },
    ]) => at !== null && at < yearAgo,
  );
  const passed = thingsOf(blueprint, 'goals').filter(([, { due }]) => due !== null && due < asOf);
  const standings = scene.cells.map(({ id }) => ({ id, ...statusOf(blueprint, `cell:${id}`, asOf) }));
  const proved = standings
    .filter(({ status, changed }) => status === 'stale' && changed.length === 0)
    .map(({ id }) => id);
  const found: Found[] = changedInputs(scene, standings);
  if (potentials.length > 0)
    found.push({
      code: 'input_stale',
      severity: 'low',
      where: refs(
        'segments',
        potentials.map(([id]) => id),
      ),
      text: say(
        'Потенциал рынка оценён больше года назад: {names}.',
        'The market was sized over a year ago: {names}.',
        {
          names: calledAll(
            scene,
            'segments',
            potentials.map(([id]) => id),
          ),
        },
      ),
      advice: say('Оцените заново и поставьте новую дату.', 'Size it anew and set the new day.'),
      page: 'inputs',
      n: potentials.length,
    });
  for (const [id, { due }] of passed)
    found.push({
      code: 'input_stale',
      severity: 'medium',
      where: [ref('goals', id)],
      text: say('Срок цели {goal} прошёл: {due}.', 'The day of the goal {goal} has passed: {due}.', {
        goal: called(scene, 'goals', id),
        due: dayWords(due ?? ''),
      }),
      advice: say('Подведите итог и поставьте новую цель.', 'Draw the result and set a new goal.'),
      page: 'goals',
    });
  if (proved.length > 0)
    found.push({
      code: 'input_stale',
      severity: 'low',
      where: refs('cells', proved),
      text: say(
        'Проверено больше {months} месяцев назад: {cells} ({names}).',
        'Proved over {months} months ago: {cells} ({names}).',
        {
          months: monthsValid,
          cells: cellsWords(proved.length),
          names: calledAll(scene, 'cells', proved),
        },
      ),
      advice: say('Проверьте ещё раз: клиенты могли измениться.', 'Test again: customers may have changed.'),
      page: 'journey',
      n: proved.length,
    });
  return found;
};

const goals = (scene: Scene): Found[] => {
  const { blueprint } = scene;
  return thingsOf(blueprint, 'goals').flatMap(([id, { owner, base, target }]) => {
    const found: Found[] = [];
    if (owner === null || blueprint.roles[owner] === undefined)
      found.push({
        code: 'goal_without_owner',
        severity: 'medium',
        where: [ref('goals', id)],
        text: say('За цель {goal} никто не отвечает.', 'Nobody answers for the goal {goal}.', {
          goal: called(scene, 'goals', id),
        }),
        advice: say('Выберите роль, которая за неё отвечает.', 'Choose the role that answers for it.'),
        page: 'goals',
      });
    if (base === null || target === null)
      found.push({
        code: 'goal_without_base',
        severity: 'low',
        where: [ref('goals', id)],
        text: say(
          base === null
            ? 'У цели {goal} нет исходного значения: не с чем сравнить.'
            : 'У цели {goal} нет целевого значения.',
          base === null
            ? 'The goal {goal} has no starting value: nothing to compare with.'
            : 'The goal {goal} has no target value.',
          { goal: called(scene, 'goals', id) },
        ),
        advice: say(
          'Возьмите исходное значение из данных — где они его не знают, введите — и поставьте целевое.',
          'Take the starting value from the facts, or type it where they do not know it, and set the target.',
        ),
        page: 'goals',
      });
    return found;
  });
};

/** What the design follows from: missing, stale, unowned. */
export const inputFindings = (scene: Scene): Found[] => [...missing(scene), ...stale(scene), ...goals(scene)];
