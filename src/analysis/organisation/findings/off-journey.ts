import type { DesignFacts } from '../../../model/blueprint/facts.ts';
import { thingsOf } from '../../../model/blueprint/things.ts';
import type { Sentence } from '../../../model/problem.ts';
import { means } from '../spelling.ts';
import { hoursWords, listed, moneyWords, say, shareWords } from '../words.ts';
import { type Found, ref, type Scene } from './scene.ts';

type Cost = DesignFacts['costs'][number];

/** Several cells in one `cell` value are parted by commas, semicolons or spaces. */
const idsIn = (cell: string): string[] => cell.split(/[,;\s]+/).filter((id) => id !== '');

/** Direct cost: neither shared by all nor outside marketing and sales. */
const isDirect = ({ class: its }: Cost): boolean => its !== 'shared' && its !== 'outside';
const isMarketing = (cost: Cost): boolean => isDirect(cost) && cost.function === 'marketing';
const sum = (costs: readonly Cost[], of: (cost: Cost) => number = ({ amount }) => amount): number =>
  costs.reduce((total, cost) => total + of(cost), 0);

/**
 * Whether a cost serves the journey: one of its ids is a cell or a journey of the blueprint.
 *
 * Null where no cost of the company names a cell at all: then nothing is known, and nothing is claimed.
 */
const servesOf = ({ blueprint, facts }: Scene): ((cost: Cost) => boolean) | null => {
  if (facts === null || Object.keys(blueprint.journeys).length === 0) return null;
  if (!facts.costs.some(({ cell }) => cell.trim() !== '')) return null;
  return ({ cell }) =>
    idsIn(cell).some((id) => Object.hasOwn(blueprint.cells, id) || Object.hasOwn(blueprint.journeys, id));
};

/** What a sum of costs consists of, largest first: the line's note, else its campaign, else its channel. */
const partsOf = (costs: readonly Cost[], currency: string): Sentence[] => {
  const parts = new Map<string, number>();
  for (const cost of costs) {
    const name = cost.note || cost.campaign || cost.channel || cost.staff;
    parts.set(name, (parts.get(name) ?? 0) + cost.amount);
  }
  return [...parts]
    .toSorted(([, a], [, b]) => b - a)
    .map(([name, amount]) =>
      say('{name} {amount}', '{name} {amount}', {
        name: name === '' ? say('без пометки', 'not marked') : name,
        amount: moneyWords(amount, currency),
      }),
    );
};

/** From this part of marketing on it is a grave matter; our threshold. */
const graveShare = 0.1;

const exactly = (amount: number): Found['money'] => ({ low: Math.round(amount), high: Math.round(amount) });

/** R7: marketing cost that serves no cell. */
const cost = (scene: Scene): Found[] => {
  const serves = servesOf(scene);
  if (serves === null || scene.facts === null) return [];
  const { currency, costs, marketing: all } = scene.facts;
  const off = costs.filter((each) => isMarketing(each) && !serves(each));
  const amount = sum(off);
  if (amount <= 0) return [];
  const share = all > 0 ? amount / all : 0;
  return [
    {
      code: 'off_journey_cost',
      severity: share >= graveShare ? 'high' : 'medium',
      where: [...thingsOf(scene.blueprint, 'journeys').map(([id]) => ref('journeys', id))],
      text: say(
        '{share} расходов на маркетинг не обслуживают ни одной клетки пути: {amount} из {all} за год. Это {parts}.',
        '{share} of marketing cost serves no cell of any journey: {amount} of {all} in the year. It is {parts}.',
        {
          share: shareWords(share),
          amount: moneyWords(amount, currency),
          all: moneyWords(all, currency),
          parts: listed(partsOf(off, currency)),
        },
      ),
      advice: say(
        'Решите о каждой строке: какой клетке она служит, либо перестаньте платить.',
        'Decide on each line: which cell it serves, or stop paying.',
      ),
      page: 'journey',
      money: exactly(amount),
      moneyHow: say(
        'Сумма строк затрат маркетинга за год, у которых не указана клетка или путь. Доля — от маркетинга с его частью общих затрат.',
        'The sum of marketing cost lines of the year that name no cell or journey. The share is of marketing with its part of shared cost.',
      ),
      n: off.length,
    },
  ];
};

/** Channels the facts know and no touchpoint uses, unless some of their cost serves a cell. */
const channels = (scene: Scene): Found[] => {
  const { blueprint, facts } = scene;
  if (facts === null || scene.cells.length === 0) return [];
  const serves = servesOf(scene);
  const used = new Set(scene.cells.map(({ cell }) => blueprint.touchpoints[cell.touchpoint]?.channel ?? null));
  const names = new Set([
    ...facts.channels.map(({ name }) => name),
    ...facts.costs.filter(isMarketing).map((each) => each.channel),
  ]);
  names.delete('');
  return [...names].flatMap((name) => {
    const things = thingsOf(blueprint, 'channels').filter(([id, channel]) => means(name, id, channel));
    if (things.some(([id]) => used.has(id))) return [];
    const costs = facts.costs.filter((each) => each.channel === name && isMarketing(each));
    if (serves !== null && costs.some(serves)) return [];
    const seen = facts.channels.find((each) => each.name === name);
    const amount = sum(costs);
    return [
      {
        code: 'off_journey_channel',
        severity: amount > 0 ? 'medium' : 'low',
        where: things.map(([id]) => ref('channels', id)),
        text: say(
          'Канал «{name}» не встречается ни в одной клетке пути. За год в нём: касаний — {touches}, новых клиентов — {come}{cost}.',
          'The channel “{name}” occurs in no cell of any journey. In the year: {touches} touches, {come} new customers{cost}.',
          {
            name,
            touches: seen?.touches ?? 0,
            come: seen?.newCustomers ?? 0,
            cost:
              amount > 0
                ? say(', потрачено {amount}', ', {amount} spent', { amount: moneyWords(amount, facts.currency) })
                : '',
          },
        ),
        advice: say(
          'Добавьте точку контакта этого канала в путь, укажите, как его пишут, или откажитесь от него.',
          'Add a touchpoint of the channel to the journey, tell how it is written, or give it up.',
        ),
        page: 'journey',
        ...(amount > 0
          ? {
              money: exactly(amount),
              moneyHow: say(
                'Затраты маркетинга в этом канале за год; они уже есть в сумме вне пути.',
                'Marketing cost in this channel in the year; it is within the sum off the journey.',
              ),
            }
          : {}),
        ...(seen ? { n: seen.touches } : {}),
      } satisfies Found,
    ];
  });
};

/** Campaigns that cost money or bring touches and serve no cell. */
const campaigns = (scene: Scene): Found[] => {
  const { blueprint, facts } = scene;
  const serves = servesOf(scene);
  if (facts === null || serves === null) return [];
  const names = new Set([
    ...facts.campaigns.map(({ name }) => name),
    ...facts.costs.filter(isMarketing).map((each) => each.campaign),
  ]);
  names.delete('');
  const off = [...names].flatMap((name) => {
    const things = thingsOf(blueprint, 'campaigns').filter(([id, campaign]) => means(name, id, campaign));
    if (things.some(([, { cells }]) => cells.some((id) => Object.hasOwn(blueprint.cells, id)))) return [];
    const costs = facts.costs.filter((each) => each.campaign === name && isMarketing(each));
    if (costs.some(serves)) return [];
    return [{ name, things, amount: sum(costs) }];
  });
  if (off.length === 0) return [];
  const amount = off.reduce((total, each) => total + each.amount, 0);
  const named = off.toSorted((a, b) => b.amount - a.amount).map(({ name }) => say('«{name}»', '“{name}”', { name }));
  return [
    {
      code: 'off_journey_campaign',
      severity: amount > 0 ? 'medium' : 'low',
      where: off.flatMap(({ things }) => things.map(([id]) => ref('campaigns', id))),
      text: say('Кампании вне пути: {names}{cost}.', 'Campaigns off the journey: {names}{cost}.', {
        names: listed(named),
        cost:
          amount > 0
            ? say(' — {amount} за год', ', {amount} in the year', { amount: moneyWords(amount, facts.currency) })
            : '',
      }),
      advice: say(
        'Свяжите каждую кампанию с клетками, которым она служит.',
        'Tie each campaign to the cells it serves.',
      ),
      page: 'journey',
      ...(amount > 0
        ? {
            money: exactly(amount),
            moneyHow: say(
              'Затраты маркетинга на эти кампании за год; они уже есть в сумме вне пути.',
              'Marketing cost of these campaigns in the year; it is within the sum off the journey.',
            ),
          }
        : {}),
      n: off.length,
    },
  ];
};

/** Hours of people that serve no cell; money is of those lines that are not marketing's, which is told already. */
const hours = (scene: Scene): Found[] => {
  const serves = servesOf(scene);
  if (serves === null || scene.facts === null) return [];
  const direct = scene.facts.costs.filter(isDirect);
  const off = direct.filter((each) => each.hours > 0 && !serves(each));
  const total = sum(off, (each) => each.hours);
  if (total <= 0) return [];
  const others = sum(off.filter((each) => !isMarketing(each)));
  const staff = [...new Set(off.map((each) => each.staff).filter((name) => name !== ''))];
  return [
    {
      code: 'off_journey_hours',
      severity: 'medium',
      where: thingsOf(scene.blueprint, 'employees')
        .filter(([id, { name, names }]) =>
          staff.some((each) => means(each, id, { name: { ru: name, en: name }, names })),
        )
        .map(([id]) => ref('employees', id)),
      text: say(
        '{hours} работы за год не обслуживают ни одной клетки пути — {share} всех часов.{staff}',
        '{hours} of work in the year serve no cell of any journey, {share} of all hours.{staff}',
        {
          hours: hoursWords(total),
          share: shareWords(total / sum(direct, (each) => each.hours)),
          staff:
            staff.length > 0
              ? say(' Это {names}.', ' They are of {names}.', {
                  names: listed(staff.map((name) => ({ ru: name, en: name }))),
                })
              : '',
        },
      ),
      advice: say(
        'Спросите, на что уходят эти часы, и укажите клетку.',
        'Ask what these hours go into and name the cell.',
      ),
      page: 'organisation',
      ...(others > 0
        ? {
            money: exactly(others),
            moneyHow: say(
              'Оплата этих часов без маркетинга, он посчитан отдельно.',
              'Pay of these hours without marketing, which is counted apart.',
            ),
          }
        : {}),
      n: Math.round(total),
    },
  ];
};

/** R7: what is paid for, advertised in and worked on beside the journey. */
export const offJourneyFindings = (scene: Scene): Found[] => [
  ...cost(scene),
  ...channels(scene),
  ...campaigns(scene),
  ...hours(scene),
];
