import type { DesignFacts } from '../../../model/blueprint/facts.ts';
import type { Rung } from '../../../model/blueprint/inputs.ts';
import type { DesignedStage } from '../../../model/blueprint/organisation.ts';
import { thingsOf } from '../../../model/blueprint/things.ts';
import { counted, customersWords, listed, moneyWords, say } from '../words.ts';
import { called, type Found, factsOfSegment, ref, refs, type Scene } from './scene.ts';

type Product = DesignFacts['products'][number];

const sells = ({ products, level }: Rung, product: Product): boolean =>
  products.some((name) => name === product.product || (product.family !== '' && name === product.family)) ||
  (products.length === 0 && product.rung !== null && product.rung === level);

const designedJourneys = ({ blueprint }: Scene) =>
  thingsOf(blueprint, 'journeys').filter(([, { mode }]) => mode === 'designed');

/** R41: rungs that no designed journey leads to, and products sold that are on no rung. */
const products = (scene: Scene): Found[] => {
  const { blueprint, facts } = scene;
  const journeys = designedJourneys(scene);
  if (journeys.length === 0) return [];
  const led = new Set(journeys.flatMap(([, { rungs }]) => rungs));
  const found: Found[] = thingsOf(blueprint, 'rungs')
    .filter(([id]) => !led.has(id))
    .map(([id, rung]) => {
      const sold = (facts?.products ?? []).filter((product) => sells(rung, product));
      const revenue = sold.reduce((total, product) => total + product.revenue, 0);
      return {
        code: 'product_without_journey',
        severity: revenue > 0 ? 'medium' : 'low',
        where: [ref('rungs', id)],
        text: say('К ступени {rung} не ведёт ни один путь{revenue}.', 'No journey leads to the rung {rung}{revenue}.', {
          rung: called(scene, 'rungs', id),
          revenue:
            facts !== null && revenue > 0
              ? say(', а продано за год на {amount}', ', though {amount} were sold in the year', {
                  amount: moneyWords(revenue, facts.currency),
                })
              : '',
        }),
        advice: say(
          'Добавьте ступень в путь её покупателей: «хороший» продукт сам не продаётся.',
          'Add the rung to its buyers’ journey: a “good” product does not sell itself.',
        ),
        page: 'offer',
        n: sold.length,
      };
    });
  const rungs = Object.values(blueprint.rungs);
  const loose = (facts?.products ?? []).filter(
    (product) => product.revenue > 0 && !rungs.some((rung) => sells(rung, product)),
  );
  if (facts === null || rungs.length === 0 || loose.length === 0) return found;
  const revenue = loose.reduce((total, product) => total + product.revenue, 0);
  return [
    ...found,
    {
      code: 'product_without_journey',
      severity: 'low',
      where: [],
      text: say(
        '{count} не отнесены ни к одной ступени: {names}. Продано на {amount} за год.',
        '{count} on no rung: {names}. {amount} sold in the year.',
        {
          count: counted(loose.length, ['товар', 'товара', 'товаров'], ['product is', 'products are']),
          names: listed(loose.map(({ product, family }) => ({ ru: product || family, en: product || family }))),
          amount: moneyWords(revenue, facts.currency),
        },
      ),
      advice: say(
        'Впишите эти товары или их семейства в ступени.',
        'Write these products or their families into rungs.',
      ),
      page: 'offer',
      n: loose.length,
    },
  ];
};

/** No journey at all: high. A segment without one: high where customers of it buy, else medium. */
const missing = (scene: Scene): Found[] => {
  const { blueprint } = scene;
  const journeys = designedJourneys(scene);
  if (journeys.length === 0)
    return [
      {
        code: 'journey_missing',
        severity: 'high',
        where: [],
        text: say('Пути клиента ещё нет.', 'There is no customer journey yet.'),
        advice: say(
          'Начните с пути самого важного сегмента: возьмите образец и поправьте.',
          'Begin with the journey of the segment that matters most: take a template and change it.',
        ),
        page: 'journey',
      },
    ];
  const covered = new Set(journeys.map(([, { segment }]) => segment));
  return thingsOf(blueprint, 'segments')
    .filter(([id]) => !covered.has(id) && !covered.has(null))
    .map(([id]) => {
      const active = factsOfSegment(scene, id)?.active ?? 0;
      return {
        code: 'journey_missing',
        severity: active > 0 ? 'high' : 'medium',
        where: [ref('segments', id)],
        text: say('У сегмента {segment} нет пути{who}.', 'The segment {segment} has no journey{who}.', {
          segment: called(scene, 'segments', id),
          who: active > 0 ? say(', а покупают {n}', ', though {n} buy', { n: customersWords(active) }) : '',
        }),
        advice: say(
          'Опишите путь этого сегмента или скажите, что он идёт по чужому.',
          'Describe the segment’s journey, or let it share another’s.',
        ),
        page: 'journey',
        ...(active > 0 ? { n: active } : {}),
      } satisfies Found;
    });
};

const afterSale: readonly DesignedStage[] = [
  'new',
  'activated',
  'regular',
  'developed',
  'advocate',
  'at_risk',
  'lost',
  'winback',
];

/** Journeys that end at the purchase: high, for habit and development are where the profit is. */
const withoutAfterSale = (scene: Scene): Found[] =>
  designedJourneys(scene)
    .filter(([id]) => {
      const own = scene.cells.filter(({ journeyId }) => journeyId === id);
      return own.length > 0 && !own.some(({ stage }) => afterSale.includes(stage));
    })
    .map(([id, { segment }]) => ({
      code: 'journey_without_after_sale',
      severity: 'high',
      where: [ref('journeys', id), ...(segment === null ? [] : refs('segments', [segment]))],
      text: say(
        'Путь {journey} кончается покупкой: после неё клиента никто не ведёт.',
        'The journey {journey} ends at the purchase: nobody leads the customer after it.',
        { journey: called(scene, 'journeys', id) },
      ),
      advice: say(
        'Добавьте первое применение, результат, повторную покупку и рекомендацию.',
        'Add the first use, the result, the repeat purchase and the recommendation.',
      ),
      page: 'journey',
    }));

export const journeyFindings = (scene: Scene): Found[] => [
  ...products(scene),
  ...missing(scene),
  ...withoutAfterSale(scene),
];
