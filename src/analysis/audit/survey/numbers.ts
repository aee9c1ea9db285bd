import type { SurveyItemId, SurveyResponse } from '../../../model/audit/survey.ts';
import { successClasses } from '../../../model/stages.ts';
import { formatted } from '../../catalogue/words.ts';
import { moneyWords, say, shareWords } from '../../organisation/words.ts';
import { variation } from '../agreement.ts';
import { type AuditMatter, amountOf } from '../matter.ts';
import { rightDefinition } from '../survey-words.ts';
import { namedShare } from './design.ts';
import { answersTo, byBounds, meanOf, type Reader, type Reading, readingOf, told, usualBounds } from './reading.ts';

type Definition = keyof typeof rightDefinition;

/** For each answer to a definition, 1 where it is the method's. */
const rightly = (responses: readonly SurveyResponse[], item: Definition): number[] =>
  answersTo(responses, item, 'choice').map(({ answer }) => (answer?.option === rightDefinition[item] ? 1 : 0));

const definitionReader =
  (items: readonly Definition[], what: { ru: string; en: string }): Reader =>
  (_, responses) => {
    const answers = items.flatMap((item) => rightly(responses, item));
    const people = responses.filter(({ form }) => form.items.some(({ id }) => items.includes(id as Definition))).length;
    const right = meanOf(answers);
    if (right === null) return null;
    return readingOf(people, byBounds(right, usualBounds), {
      accuracy: right,
      points: [
        told(
          'definition_known',
          say('Верно определяют {what}: {share}', 'Define {what} rightly: {share}', { what, share: shareWords(right) }),
          right,
        ),
      ],
    });
  };

/** Question 5: whether those who sell know what ROS is. */
export const readRos = definitionReader(['ros'], { ru: 'ROS', en: 'ROS' });
/** Question 6: whether marketing and heads know what ROMI and NMC are, and that ROMI is of margin. */
export const readRomi = definitionReader(['romi', 'nmc', 'romi_base'], { ru: 'ROMI и NMC', en: 'ROMI and NMC' });

/** The numbers people named for one row; null is «don't know». */
const namedIn = (responses: readonly SurveyResponse[], item: SurveyItemId, row: string): (number | null)[] =>
  answersTo(responses, item, 'numbers').map(({ answer }) => answer?.values[row] ?? null);

const numbers = (values: readonly (number | null)[]): number[] => values.filter((value) => value !== null);

/** How far a named number is from the right one: |ln|; infinitely far where none was named. */
const error = (named: number | null, right: number): number =>
  named === null || named <= 0 || right <= 0 ? Number.POSITIVE_INFINITY : Math.abs(Math.log(named / right));

/** «About right»: within 30 %. */
const near = Math.log(1.3);
/** Over this spread (standard deviation ÷ mean) a number is not known at all. */
const scattered = 0.5;
const agreed = 0.25;

const nearShare = (values: readonly (number | null)[], right: number | null): number | null =>
  right === null || values.length === 0
    ? null
    : values.filter((value) => error(value, right) <= near).length / values.length;

const spreadPoint = (spread: number | null) =>
  spread === null
    ? []
    : [
        told(
          'spread',
          say('Разброс названных чисел: {share} от среднего', 'Spread of the numbers named: {share} of their mean', {
            share: shareWords(spread),
          }),
          spread,
        ),
      ];

const rangePoint = (code: string, what: { ru: string; en: string }, named: readonly number[], right: number | null) =>
  named.length === 0
    ? []
    : [
        told(
          code,
          say(
            '{what}: называют от {low} до {high}, на деле {right}',
            '{what}: from {low} to {high} are named, in truth {right}',
            {
              what,
              low: Math.min(...named),
              high: Math.max(...named),
              right: formatted(right, 'count', ''),
            },
          ),
          right,
        ),
      ];

/** Question 7: whether people know how many sales processes there are, and which. */
export const readProcesses: Reader = (matter, responses) => {
  const named = namedIn(responses, 'processes', 'processes');
  if (named.length === 0) return null;
  const right = amountOf(matter, 'sales_processes');
  const spread = variation(numbers(named));
  const share = nearShare(named, right);
  const names = matter.facts.processes
    .filter(({ name }) => name !== '')
    .map(({ name }) => ({ id: name, text: { ru: name, en: name }, synonyms: [] }));
  const lists = answersTo(responses, 'process_names', 'lines').map(({ answer }) => answer?.lines ?? null);
  const called = namedShare(names, lists);
  const known = byBounds(share, [0.25, 0.5, 0.75, 0.9]);
  const isScattered = numbers(named).length === 0 || (spread ?? 0) > scattered;
  // Without the company's own number people can only agree with each other; the last score asks for the names too.
  const score = isScattered
    ? 0
    : share === null
      ? Number((spread ?? 1) <= agreed)
      : (called ?? 0) >= 0.8
        ? known
        : Math.min(3, known);
  return readingOf(named.length, score, {
    accuracy: share,
    points: [
      ...rangePoint('processes_named', { ru: 'Процессов продаж', en: 'Sales processes' }, numbers(named), right),
      ...spreadPoint(spread),
    ],
  });
};

/** Question 8: whether people know how many products there are and how many campaigns run. */
export const readOffer: Reader = (matter, responses) => {
  const products = namedIn(responses, 'products', 'products');
  const campaigns = namedIn(responses, 'campaigns', 'campaigns');
  if (products.length + campaigns.length === 0) return null;
  const [rightProducts, rightCampaigns] = [
    amountOf(matter, 'products_active'),
    amountOf(matter, 'campaigns_per_month'),
  ];
  const shares = [nearShare(products, rightProducts), nearShare(campaigns, rightCampaigns)].filter(
    (value) => value !== null,
  );
  const share = meanOf(shares);
  const spread = Math.max(variation(numbers(products)) ?? 0, variation(numbers(campaigns)) ?? 0);
  const people = responses.filter(({ form }) =>
    form.items.some(({ id }) => id === 'products' || id === 'campaigns'),
  ).length;
  return readingOf(people, share === null ? Number(spread > 0 && spread <= agreed) : byBounds(share, usualBounds), {
    accuracy: share,
    points: [
      ...rangePoint('products_named', { ru: 'Продуктов', en: 'Products' }, numbers(products), rightProducts),
      ...rangePoint(
        'campaigns_named',
        { ru: 'Кампаний в месяц', en: 'Campaigns a month' },
        numbers(campaigns),
        rightCampaigns,
      ),
    ],
  });
};

const median = (values: readonly number[]): number | null => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted.length === 0 ? null : (sorted[Math.floor((sorted.length - 1) / 2)] ?? null);
};

/** Twice off, one and a half times, 30 % and 10 %: what each score allows in the middle of the answers. */
const byError = (off: number | null): number =>
  off === null ? 0 : [Math.log(2), Math.log(1.5), near, Math.log(1.1)].filter((bound) => off <= bound).length;

const offWords = (off: number) =>
  Number.isFinite(off)
    ? say('половина ошибается больше чем на {share}', 'half of them are off by more than {share}', {
        share: shareWords(Math.exp(off) - 1),
      })
    : say('половина чисел не названа', 'half of the numbers were not named');

const costReading = (matter: AuditMatter, responses: readonly SurveyResponse[]): Reading | null => {
  const people = answersTo(responses, 'unit_costs', 'numbers');
  if (people.length === 0) return null;
  const rights = successClasses.flatMap((name) => {
    const right = amountOf(matter, `unit_cost_${name}`);
    return right === null ? [] : [{ name, right }];
  });
  const off = median(
    people.flatMap(({ answer }) => rights.map(({ name, right }) => error(answer?.values[name] ?? null, right))),
  );
  const named = people.flatMap(({ answer }) =>
    numbers(successClasses.map((name) => answer?.values[name] ?? null)),
  ).length;
  return readingOf(people.length, byError(off), {
    points: [
      told(
        'costs_named',
        say('Из пяти стоимостей названо: {named} из {all}', 'Of the five costs named: {named} of {all}', {
          named,
          all: people.length * successClasses.length,
        }),
        named,
      ),
      ...(off === null
        ? []
        : [
            told(
              'costs_error',
              say('Пять стоимостей: {off}', 'Five costs: {off}', { off: offWords(off) }),
              Number.isFinite(off) ? Math.exp(off) - 1 : null,
            ),
          ]),
    ],
  });
};

/** Question 9: how near heads come to the five costs. */
export const readCosts: Reader = costReading;

/** Question 10: how near heads come to CLTV, so far or expected, whichever is nearer; and who knows what it is. */
export const readCltv: Reader = (matter, responses) => {
  const values = namedIn(responses, 'cltv', 'cltv');
  const meaning = meanOf(rightly(responses, 'cltv_meaning'));
  if (values.length === 0 && meaning === null) return null;
  const rights = (['cltv_fact', 'cltv_forecast'] as const).flatMap((metric) => {
    const right = amountOf(matter, metric);
    return right !== null && right > 0 ? [right] : [];
  });
  const off =
    rights.length === 0 ? null : median(values.map((value) => Math.min(...rights.map((right) => error(value, right)))));
  const people = responses.filter(({ form }) =>
    form.items.some(({ id }) => id === 'cltv' || id === 'cltv_meaning'),
  ).length;
  const named = numbers(values);
  return readingOf(people, Math.max(byError(off), (meaning ?? 0) >= 0.5 ? 1 : 0), {
    accuracy: meaning,
    points: [
      ...(named.length === 0
        ? []
        : [
            told(
              'cltv_named',
              say('CLTV называют от {low} до {high}; {off}', 'CLTV is named from {low} to {high}; {off}', {
                low: moneyWords(Math.min(...named), matter.currency),
                high: moneyWords(Math.max(...named), matter.currency),
                off: off === null ? say('сравнить не с чем', 'there is nothing to compare it with') : offWords(off),
              }),
              off !== null && Number.isFinite(off) ? Math.exp(off) - 1 : null,
            ),
          ]),
      ...(meaning === null
        ? []
        : [
            told(
              'definition_known',
              say('Верно определяют CLTV: {share}', 'Define CLTV rightly: {share}', { share: shareWords(meaning) }),
              meaning,
            ),
          ]),
    ],
  });
};
