import { addMonths } from '../../model/days.ts';
import type { GuidePart } from '../../model/guide.ts';
import { counted, say } from '../organisation/words.ts';
import { type GuideState, part } from './state.ts';

const rowsWords = (n: number) => counted(n, ['строка', 'строки', 'строк'], ['row', 'rows']);

export const auditParts = ({ survey, audits }: GuideState): GuidePart[] => [
  part('answered', survey.answered > 0, '/audit/survey', {
    found: say('Ответили: {n}', 'Answered: {n}', {
      n: counted(survey.answered, ['человек', 'человека', 'человек'], ['person', 'people']),
    }),
    lacking: say(
      'Ответьте на десять вопросов сами: данных для этого не нужно',
      'Answer the ten questions yourself: no data is needed for it',
    ),
  }),
  part(
    'functions',
    survey.functions >= 3,
    '/audit/survey',
    {
      found: say('Слышны разные стороны компании: {n}', 'Sides of the company that were heard: {n}', {
        n: survey.functions,
      }),
      lacking: say(
        'Пошлите ссылки коллегам из маркетинга, продаж и сервиса: важна разница ответов',
        'Send links to colleagues in marketing, sales and service: it is the difference that tells',
      ),
    },
    false,
  ),
  part(
    'kept',
    audits.length > 0,
    '/audit',
    {
      found: say('Сохранено аудитов: {n}', 'Audits kept: {n}', { n: audits.length }),
      lacking: say(
        'Сохраните первый аудит, чтобы через квартал было с чем сравнить',
        'Keep the first audit, to have something to compare with in a quarter',
      ),
    },
    false,
  ),
];

export const factParts = ({ rows }: GuideState): GuidePart[] => {
  const orders = rows.order_lines ?? 0;
  const costs = rows.costs ?? 0;
  const touches = (rows.interactions ?? 0) + (rows.deals ?? 0);
  return [
    part('orders', orders > 0, '/data?tab=files', {
      found: say('Заказы: {n}', 'Orders: {n}', { n: rowsWords(orders) }),
      lacking: say('Загрузите заказы', 'Bring orders'),
    }),
    part('costs', costs > 0, '/data?tab=files', {
      found: say('Затраты: {n}', 'Costs: {n}', { n: rowsWords(costs) }),
      lacking: say('Загрузите затраты', 'Bring costs'),
    }),
    part(
      'touches',
      touches > 0,
      '/data?tab=files',
      {
        found: say('Сделки и касания: {n}', 'Deals and touches: {n}', { n: rowsWords(touches) }),
        lacking: say(
          'Добавьте сделки и касания: без них не виден путь до покупки',
          'Add deals and touches: without them the way to the purchase is not seen',
        ),
      },
      false,
    ),
  ];
};

export const planParts = ({ draft, decisions }: GuideState): GuidePart[] => {
  const goals = Object.values(draft.goals);
  const owned = goals.filter(({ target, due, owner, base }) => target !== null && due && owner && base !== null).length;
  return [
    part('decided', decisions.length > 0, '/decisions', {
      found: say('Принято решений: {n}', 'Decisions taken: {n}', { n: decisions.length }),
      lacking: say(
        'Примите первое действие из аудита: кто, к какому дню, что изменится',
        'Take the first action from the audit: who, by when, what will change',
      ),
    }),
    part(
      'goals',
      goals.length > 0 && owned === goals.length,
      '/design',
      {
        found: say('У каждой цели есть база, срок и ответственный', 'Every goal has a base, a day and an owner'),
        lacking:
          goals.length === 0
            ? say('Дайте каждой цели базу, срок и ответственного', 'Give every goal a base, a day and an owner')
            : say(
                'База, срок и ответственный есть у {n} из {all} целей',
                '{n} of {all} goals have a base, a day and an owner',
                {
                  n: owned,
                  all: goals.length,
                },
              ),
      },
      false,
    ),
  ];
};

export const runParts = (state: GuideState): GuidePart[] => {
  const [orders, costs] = factParts(state);
  const { published } = state;
  return [
    part('published', published !== null && published.cells > 0, '/versions', {
      found: say('Проект в силе: версия {n}', 'The design is in force: version {n}', { n: String(published?.version) }),
      lacking: say(
        'Опубликуйте проект: с этого дня стадии считаются по нему',
        'Publish the design: from that day stages are counted by it',
      ),
    }),
    ...(orders ? [orders] : []),
    ...(costs ? [costs] : []),
    part(
      'unpublished',
      published !== null && !published.isChanged,
      '/versions',
      {
        found: say('Черновик не расходится с тем, что в силе', 'The draft is what is in force'),
        lacking:
          published === null
            ? say('После правок публикуйте проект снова', 'After edits publish the design again')
            : say('В черновике есть то, что ещё не опубликовано', 'The draft holds what is not published yet'),
      },
      false,
    ),
  ];
};

export const reviewParts = ({ audits, decisions, today }: GuideState): GuidePart[] => {
  const latest = audits.toSorted().at(-1);
  const toCheck = decisions.filter(({ isToCheck }) => isToCheck).length;
  const checked = decisions.filter(({ outcome }) => outcome !== null).length;
  return [
    part('fresh', latest !== undefined && latest >= addMonths(today, -3), '/audit', {
      found: say('Последний аудит сохранён {day}', 'The last audit was kept on {day}', {
        day: { ru: (latest ?? '').split('-').reverse().join('.'), en: latest ?? '' },
      }),
      lacking: say('Повторяйте аудит каждый квартал', 'Repeat the audit every quarter'),
    }),
    part('checked', toCheck === 0 && decisions.length > 0, '/decisions', {
      found: say('Решений, которые пора проверить, нет', 'No decision waits for its check'),
      lacking:
        decisions.length === 0
          ? say('Проверять пока нечего: решений нет', 'There is nothing to check yet: no decisions')
          : say('Пора проверить решения: {n}', 'Decisions to be checked: {n}', { n: toCheck }),
    }),
    part(
      'outcome',
      checked > 0,
      '/decisions',
      {
        found: say('Решений с записанным итогом: {n}', 'Decisions with an outcome: {n}', { n: checked }),
        lacking: say(
          'Запишите итог хотя бы одного решения: так система учится',
          'Record the outcome of at least one decision: that is how the system learns',
        ),
      },
      false,
    ),
  ];
};
