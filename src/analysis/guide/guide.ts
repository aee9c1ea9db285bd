import type { Guide, GuidePart, GuideStep, GuideStepId } from '../../model/guide.ts';
import type { Sentence } from '../../model/problem.ts';
import { say } from '../organisation/words.ts';
import { inputParts, journeyParts, organisationParts, pyramidParts, segmentParts, testParts } from './design-steps.ts';
import { auditParts, factParts, planParts, reviewParts, runParts } from './running-steps.ts';
import { conveyorRuns } from './runs.ts';
import type { GuideState } from './state.ts';

type Step = {
  id: GuideStepId;
  name: Sentence;
  about: Sentence;
  link: string;
  parts: (state: GuideState) => GuidePart[];
};

const steps: readonly Step[] = [
  {
    id: 'audit',
    name: say('Десять вопросов', 'Ten questions'),
    about: say(
      'Сначала узнайте, где вы стоите: десять вопросов метода себе и коллегам порознь. Данных не нужно, разница ответов — уже находка.',
      'First learn where you stand: the method’s ten questions, to yourself and to colleagues apart. No data is needed; where the answers differ is a finding already.',
    ),
    link: '/audit',
    parts: auditParts,
  },
  {
    id: 'inputs',
    name: say('Идея, рынок, предложение, цели', 'Idea, market, offer, goals'),
    about: say(
      'Из этих четырёх входов следует всё остальное: путь строится для кого-то, с чем-то и ради чего-то.',
      'Everything follows from these four inputs: a journey is built for somebody, with something, for the sake of something.',
    ),
    link: '/design',
    parts: inputParts,
  },
  {
    id: 'pyramid',
    name: say('Пирамида ценностей', 'Value pyramid'),
    about: say(
      'По каким ступеням растёт ценность для клиента: с чего он начинает, что получает и куда поднимается дальше.',
      'The rungs on which value to a customer grows: where they begin, what they get, and where they rise next.',
    ),
    link: '/offer',
    parts: pyramidParts,
  },
  {
    id: 'segments',
    name: say('Сегменты, персоны, комитеты', 'Segments, personas, committees'),
    about: say(
      'Кто идёт по пути: группы, которые узнаются по данным, люди в них и те, кто решает вместе.',
      'Who walks the journey: groups told from the data, the people in them, and those who decide together.',
    ),
    link: '/design',
    parts: segmentParts,
  },
  {
    id: 'journey',
    name: say('Путь клиента', 'Customer’s journey'),
    about: say(
      'Сначала путь, потом организация: какие вопросы клиент решает по дороге, где и с кем — до покупки и после неё.',
      'The journey first, the organisation after it: which questions a customer settles on the way, where and with whom, before the purchase and after.',
    ),
    link: '/journeys',
    parts: journeyParts,
  },
  {
    id: 'test',
    name: say('Проверка на практике', 'Test in practice'),
    about: say(
      'Нарисованный путь — предположение. Его проверяют разговорами, наблюдением и опытом, а увидеть помогают события.',
      'A drawn journey is an assumption. Talks, observation and experiments test it, and events make it visible.',
    ),
    link: '/lifecycle',
    parts: testParts,
  },
  {
    id: 'organisation',
    name: say('Организация', 'Organisation'),
    about: say(
      'Из пути следует, какие нужны роли, кто отвечает за каждую стадию и сколько людей для этого надо.',
      'From the journey follows which roles are needed, who answers for each stage, and how many people it takes.',
    ),
    link: '/organisation',
    parts: organisationParts,
  },
  {
    id: 'facts',
    name: say('Факты: заказы, затраты, касания', 'Facts: orders, costs, touches'),
    about: say(
      'Файлы, которые у вас уже есть. Заказы и затраты дают деньги каждой стадии, сделки и касания — настоящий путь.',
      'The files you already have. Orders and costs give every stage its money, deals and touches the real journey.',
    ),
    link: '/data?tab=files',
    parts: factParts,
  },
  {
    id: 'plan',
    name: say('План и решения', 'Plan and decisions'),
    about: say(
      'Что менять, кто это сделает, к какому дню и по какому числу будет видно, что помогло.',
      'What to change, who does it, by which day, and which number will show that it helped.',
    ),
    link: '/decisions',
    parts: planParts,
  },
  {
    id: 'run',
    name: say('Запуск', 'Run'),
    about: say(
      'Конвейер работает, когда заказы и затраты поступают, а проект в силе: каждая стадия видит своих людей, цену и цель.',
      'The conveyor runs when orders and costs come in and a design is in force: every stage sees its people, its price and its target.',
    ),
    link: '/versions',
    parts: runParts,
  },
  {
    id: 'review',
    name: say('Проверка и улучшение', 'Review and improve'),
    about: say(
      'Раз в квартал: повторить десять вопросов, проверить, помогли ли решения, и взять следующее слабое звено.',
      'Once a quarter: ask the ten questions again, check whether decisions helped, and take the next weakest link.',
    ),
    link: '/decisions',
    parts: reviewParts,
  },
];

const stateOf = (parts: readonly GuidePart[]): GuideStep['state'] => {
  if (parts.every(({ holds }) => holds)) return 'done';
  if (parts.every(({ holds, isNeeded }) => holds || !isNeeded)) return 'enough';
  return parts.some(({ holds }) => holds) ? 'begun' : 'empty';
};

const lackingIn = (step: GuideStep, isNeeded: boolean): GuidePart | undefined =>
  step.parts.find((each) => !each.holds && each.isNeeded === isNeeded);

type Next = Guide['next'];

/** Once somebody answered, two files turn opinions into a diagnosis with a price: they are asked for before the design is begun. */
const twoFiles = (state: GuideState): Next | null => {
  const lacking = factParts(state).find(({ holds, isNeeded }) => isNeeded && !holds);
  if (state.survey.answered === 0 || lacking === undefined) return null;
  return {
    step: 'facts',
    title: lacking.text,
    why: say(
      'Ответы есть. Два файла, заказы и затраты, дадут слабому звену цену в месяц; проект можно строить после.',
      'The answers are there. Two files, orders and costs, give the weakest link a price a month; the design can follow.',
    ),
    link: lacking.link,
  };
};

const nextOf = (state: GuideState, all: readonly GuideStep[]): Next => {
  const files = twoFiles(state);
  if (files !== null) return files;
  for (const isNeeded of [true, false])
    for (const step of all) {
      const lacking = lackingIn(step, isNeeded);
      if (lacking === undefined) continue;
      const why = isNeeded
        ? step.about
        : say(
            'Всё необходимое есть. Это сделает шаг «{name}» полным.',
            'All that is needed is there. This makes the step “{name}” complete.',
            { name: step.name },
          );
      return { step: step.id, title: lacking.text, why, link: lacking.link };
    }
  return {
    step: 'review',
    title: say('Посмотрите, где конвейер слабее всего сейчас', 'See where the conveyor is weakest now'),
    why: say(
      'Все шаги пройдены, и проверять решения ещё рано: займитесь слабым звеном.',
      'Every step is done and no check is due: turn to the weakest link.',
    ),
    link: '/audit',
  };
};

/**
 * Where a company is on the method's way from nothing to a running conveyor, and the one thing to do next.
 *
 * Every step is judged by what is there: answers, the draft of the design, what is in force, facts, decisions. Nothing is ticked, so a step
 * that was done opens again when what it rests on is taken away. The next thing is the first lacking part that later steps need, in the
 * order of the steps, but orders and costs are asked for as soon as somebody has answered the ten questions; when nothing needed is lacking,
 * the first part that would make a step complete; and when nothing is, the weakest link.
 */
export const guideOf = (state: GuideState): Guide => {
  const all = steps.map(({ parts: look, ...step }): GuideStep => {
    const parts = look(state);
    return { ...step, state: stateOf(parts), parts };
  });
  const runs = conveyorRuns(state.rows, state.published?.cells ?? 0);
  return {
    runs,
    lacks: runs ? [] : runParts(state).flatMap(({ holds, isNeeded, text }) => (holds || !isNeeded ? [] : [text])),
    steps: all,
    next: nextOf(state, all),
  };
};
