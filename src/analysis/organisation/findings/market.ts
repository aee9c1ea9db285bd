import { thingsOf } from '../../../model/blueprint/things.ts';
import { spellingsInRule } from '../../blueprint/segment-rule.ts';
import { checkPlan } from '../../market/potential.ts';
import { plannedGrowth } from '../capacity.ts';
import { counted, customersWords, listed, say, shareWords } from '../words.ts';
import { called, type Found, factsOfSegment, meansSegment, ref, refs, type Scene } from './scene.ts';

const withoutRule = (scene: Scene): Found[] =>
  thingsOf(scene.blueprint, 'segments')
    .filter(([id, { rule, names }]) => rule.length === 0 && names.length === 0 && factsOfSegment(scene, id) === null)
    .map(([id]) => ({
      code: 'segment_without_rule',
      severity: 'medium',
      where: [ref('segments', id)],
      text: say(
        'Сегмент {segment} нельзя узнать в данных: нет ни правила, ни написания.',
        'The segment {segment} cannot be told in the facts: no rule, no spelling.',
        { segment: called(scene, 'segments', id) },
      ),
      advice: say(
        'Задайте правило по полям клиента или то, как сегмент пишут в данных.',
        'Set a rule on the customer’s fields, or how the facts write the segment.',
      ),
      page: 'inputs',
    }));

const withoutCustomers = (scene: Scene): Found[] =>
  scene.facts === null || scene.facts.segments.length === 0
    ? []
    : thingsOf(scene.blueprint, 'segments')
        .filter(([id, { rule, names }]) => {
          const own = factsOfSegment(scene, id);
          const counted = scene.counted?.segments.find((each) => each.id === id);
          if (counted !== undefined) return counted.customers === 0 && (rule.length > 0 || names.length > 0);
          // Without a count nothing is claimed of rules: only what facts would name is said to be empty.
          return (own === null && rule.length === 0 && names.length > 0) || own?.customers === 0;
        })
        .map(([id]) => ({
          code: 'segment_without_customers',
          severity: 'low',
          where: [ref('segments', id)],
          text: say('В сегменте {segment} нет ни одного клиента.', 'The segment {segment} has not one customer.', {
            segment: called(scene, 'segments', id),
          }),
          advice: say(
            'Проверьте правило сегмента, если клиенты у него есть.',
            'Check the segment’s rule if it does have customers.',
          ),
          page: 'inputs',
        }));

/** R60: customers of no segment of the blueprint. High from a fifth of revenue, medium from a twentieth. */
const withoutSegment = (scene: Scene): Found[] => {
  const { blueprint, facts } = scene;
  const segments = Object.keys(blueprint.segments);
  if (facts === null || segments.length === 0) return [];
  const hasRules = Object.values(blueprint.segments).some(({ rule }) => rule.length > 0);
  // Whom a rule holds only a count can tell.
  if (hasRules && scene.counted === null) return [];
  const loose = facts.segments.filter(({ name }) => !segments.some((id) => meansSegment(scene, name, id)));
  const total = (of: (row: (typeof loose)[number]) => number, rows = facts.segments) =>
    rows.reduce((sum, row) => sum + of(row), 0);
  const { customers, revenue } = scene.counted?.outside ?? {
    customers: total((row) => row.customers, loose),
    revenue: total((row) => row.revenue, loose),
  };
  if (customers === 0) return [];
  const all = total((row) => row.revenue);
  const share = all > 0 ? revenue / all : 0;
  const names = (hasRules ? [] : loose)
    .filter(({ name }) => name !== '')
    .map(({ name }) => say('«{name}»', '“{name}”', { name }));
  return [
    {
      code: 'customers_without_segment',
      severity: share >= 0.2 ? 'high' : share >= 0.05 ? 'medium' : 'low',
      where: refs('segments', segments),
      text: say(
        'Вне сегментов {customers} и {share} выручки за год.{names}',
        'In no segment: {customers} and {share} of the year’s revenue.{names}',
        {
          customers: customersWords(customers),
          share: shareWords(share),
          names:
            names.length > 0
              ? say(' В данных они названы {list}.', ' The facts call them {list}.', { list: listed(names) })
              : '',
        },
      ),
      advice: say(
        'Добавьте сегмент, расширьте правило или впишите написание, под которым эти клиенты записаны.',
        'Add a segment, widen a rule, or write down the spelling under which they are written.',
      ),
      page: 'inputs',
      n: customers,
    },
  ];
};

/** Windows of silence know customers by what facts write in `segment`; a segment told by a rule on other cells has none of its own. */
const windowsByRule = (scene: Scene): Found[] => {
  const { lost, at_risk: atRisk } = scene.blueprint.stages;
  const windowed = (id: string): boolean =>
    [lost, atRisk].some((stage) => (stage?.bySegment[id]?.windowDays ?? null) !== null);
  return thingsOf(scene.blueprint, 'segments')
    .filter(
      ([id, segment]) =>
        windowed(id) &&
        segment.rule.length > 0 &&
        spellingsInRule(segment) === null &&
        scene.facts !== null &&
        factsOfSegment(scene, id) === null,
    )
    .map(([id]) => ({
      code: 'segment_window_by_rule',
      severity: 'medium',
      where: [ref('segments', id), ref('stages', 'lost')],
      text: say(
        'Свой срок тишины у сегмента {segment} не действует: расчёт стадий узнаёт сегмент по написанию в данных, а не по правилу.',
        'The segment {segment} has a window of silence that does not count: the lifecycle tells segments by what facts write, not by rules.',
        { segment: called(scene, 'segments', id) },
      ),
      advice: say(
        'Загрузите клиентов со столбцом «segment» и впишите это написание в сегмент.',
        'Bring customers with a “segment” column and write that spelling into the segment.',
      ),
      page: 'lifecycle',
    }));
};

/** How many new customers a month the segment's journeys plan: what comes to their busiest cell of new customers, else to a purchase. */
export const plannedNew = ({ blueprint, cells }: Scene, segment: string): number | null => {
  const journeys = [...new Set(cells.filter((placed) => placed.segment === segment).map(({ journeyId }) => journeyId))];
  const growth = plannedGrowth(blueprint).get(segment) ?? 1;
  const perJourney = journeys.map((id) => {
    const volumes = cells
      .filter((placed) => placed.journeyId === id && placed.stage === 'new')
      .map(({ cell }) => cell.volumeMonth)
      .filter((volume) => volume !== null);
    return volumes.length === 0 ? null : Math.max(...volumes);
  });
  const known = perJourney.filter((volume) => volume !== null);
  return known.length === 0 ? null : known.reduce((total, volume) => total + volume, 0) * growth;
};

/**
 * R55: more new customers a year than can be won. Always high: such a plan cannot come true.
 *
 * Customers we have are those active in the facts; without facts only the whole potential bounds the plan.
 */
const overPotential = (scene: Scene): Found[] =>
  thingsOf(scene.blueprint, 'segments').flatMap(([id, { potential }]) => {
    const month = plannedNew(scene, id);
    if (month === null) return [];
    const current = factsOfSegment(scene, id)?.active ?? 0;
    const check = checkPlan(potential, current, month * 12);
    if (check.fits !== false) return [];
    return [
      {
        code: 'plan_over_potential',
        severity: 'high',
        where: [
          ref('segments', id),
          ...refs('journeys', [
            ...new Set(scene.cells.filter(({ segment }) => segment === id).map(({ journeyId }) => journeyId)),
          ]),
        ],
        text: say(
          'План сегмента {segment} — {planned} за год, а завоевать можно ещё {room}.',
          'The plan for {segment} is {planned} a year, and {room} are left to win.',
          {
            segment: called(scene, 'segments', id),
            planned: counted(
              Math.round(check.planned),
              ['новый клиент', 'новых клиента', 'новых клиентов'],
              ['new customer', 'new customers'],
            ),
            room: counted(Math.floor(check.room), ['клиента', 'клиентов', 'клиентов'], ['customer', 'customers']),
          },
        ),
        advice: say(
          'Уменьшите приток, расширьте достижимую часть рынка или возьмите другой сегмент.',
          'Plan less, reach more of the market, or take another segment.',
        ),
        page: 'inputs',
        n: Math.round(check.over),
      } satisfies Found,
    ];
  });

/** Whom the company serves, told by facts and bounded by the market. */
export const marketFindings = (scene: Scene): Found[] => [
  ...withoutRule(scene),
  ...withoutCustomers(scene),
  ...withoutSegment(scene),
  ...windowsByRule(scene),
  ...overPotential(scene),
];
