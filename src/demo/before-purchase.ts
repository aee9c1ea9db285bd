import type { Acquaintance, Row } from './acquaintance.ts';
import { type DayNumber, moment, theEnd } from './calendar.ts';
import { type Chance, chanceOf } from './chance.ts';
import { campaignOf, channelName, engineers } from './sources.ts';
import { type ChannelId, channels, newByChannel, type SegmentId, segmentIds } from './targets.ts';

/** Kinds that say a contact understands its problem and its goal. */
export const qualifiedKinds = ['need_understood', 'spec_agreed'] as const;

const pages: Readonly<Record<SegmentId, readonly string[]>> = {
  S1: ['Каталог картриджей', 'Статья «Мутная вода из скважины»', 'Калькулятор фильтра', 'Отзывы'],
  S2: [
    'Пост «5 признаков, что вода портит кофе»',
    'Калькулятор «Сколько стоит плохая вода»',
    'Гид «3 способа подготовки воды»',
    'Цены для кофеен',
  ],
  S3: ['Нормы воды для производства', 'Протокол лаборатории: пример', 'Кейс сыроварни', 'Вода как услуга'],
  S4: ['Условия для монтажников', 'Прайс для дилеров', 'Обучение монтажников'],
};

/** Most visits come by the channel that is remembered; the others show that a path is not one step. */
const visitChannel = (who: Acquaintance, isLast: boolean, chance: Chance): ChannelId =>
  isLast || chance.happens(0.62) ? who.channel : chance.weighted(newByChannel[who.segment]);

const visit = (
  anonymousId: string,
  day: DayNumber,
  minutes: number,
  channel: ChannelId,
  segment: SegmentId,
  chance: Chance,
): Row => ({
  occurred_at: moment(day, minutes),
  kind: 'visit',
  anonymous_id: anonymousId,
  channel: channelName(channel),
  campaign: campaignOf(channel, segment, chance),
  touchpoint: chance.happens(0.4) ? chance.pick(pages[segment]) : '',
});

const visits = (who: Acquaintance, chance: Chance): Row[] => {
  const days = Array.from({ length: who.visits }, (_, at) =>
    at === 0 ? who.seenOn : chance.int(who.seenOn, who.talkOn),
  );
  return days
    .sort((a, b) => a - b)
    .map((day, at) => {
      const minutes = day === who.talkOn ? chance.int(7 * 60, 8 * 60 + 59) : chance.int(8 * 60, 23 * 60 + 50);
      const channel = visitChannel(who, at === days.length - 1, chance);
      return visit(who.anonymousId, day, minutes, channel, who.segment, chance);
    });
};

type Step = readonly [kind: string, touchpoint: string, who: 'seller' | 'engineer' | 'nobody'];
const cafeSteps: readonly Step[] = [
  ['spec_agreed', 'Чек-лист ТЗ и консультация технолога', 'seller'],
  ['pilot_start', 'Пилот 14 дней с замером', 'engineer'],
  ['pilot_report', 'Отчёт о пилоте', 'engineer'],
  ['quote_sent', 'КП с расчётом владения', 'seller'],
  ['quote_opened', 'КП с расчётом владения', 'nobody'],
  ['meeting', 'Встреча с владельцем: окупаемость и гарантия', 'seller'],
];
const stepsOf: Readonly<Record<SegmentId, readonly Step[]>> = {
  S1: [['need_understood', 'Разговор: какая вода и сколько людей в доме', 'seller']],
  S2: cafeSteps,
  S3: [['meeting', 'Встреча с технологом', 'seller'], ...cafeSteps, ['call', 'Согласование с закупкой', 'seller']],
  S4: [
    ['need_understood', 'Разговор: объекты и объёмы монтажа', 'seller'],
    ['meeting', 'Обучение монтажников', 'seller'],
  ],
};

/** Steps between the first talk and the first order; a quarter of pilots goes round again. */
const selling = (who: Acquaintance, until: DayNumber, chance: Chance): Row[] => {
  const full = stepsOf[who.segment].flatMap((step) =>
    step[0] === 'pilot_report' && chance.happens(0.24)
      ? [step, ['guide_download', 'Гид «3 способа подготовки воды»', 'nobody'] as const, step]
      : [step],
  );
  const reached = who.life ? full : full.slice(0, chance.int(0, full.length));
  const steps = reached.filter(([kind]) => kind !== 'meeting' || chance.happens(0.7));
  const span = until - who.talkOn;
  return steps.map(([kind, touchpoint, by], at): Row => {
    const person = who.people[at % Math.max(1, who.people.length)];
    return {
      occurred_at: moment(who.talkOn + Math.floor((span * (at + 1)) / (steps.length + 1)), 12 * 60 + 5 + at * 7),
      kind,
      customer_id: who.id,
      ...(person ? { person_id: person.id } : {}),
      touchpoint,
      ...(by === 'nobody' ? {} : { actor: by === 'seller' ? who.seller : chance.pick(engineers) }),
    };
  });
};

const firstTalk = (who: Acquaintance, chance: Chance): Row => ({
  occurred_at: moment(who.talkOn, who.talkAt),
  kind: who.segment === 'S1' && chance.happens(0.6) ? 'chat' : 'call',
  customer_id: who.id,
  anonymous_id: who.anonymousId,
  ...(who.people[0] ? { person_id: who.people[0].id } : {}),
  touchpoint: who.segment === 'S1' ? 'Вопрос о фильтре' : 'Первый звонок',
  actor: who.seller,
});

/** Visits of people who never said who they are. */
const passersBy = (count: number, chance: Chance): Row[] =>
  Array.from({ length: count }, (_, at) => {
    const segment = chance.weighted({ S1: 70, S2: 20, S3: 6, S4: 4 });
    const channel = chance.weighted(newByChannel[segment]);
    const first = chance.int(0, theEnd - 2);
    return Array.from({ length: chance.int(1, 3) }, (_visit, step) =>
      visit(
        `a${String(at + 1).padStart(5, '0')}`,
        Math.min(theEnd - 1, first + step * chance.int(0, 9)),
        chance.int(8 * 60, 23 * 60),
        channel,
        segment,
        chance,
      ),
    );
  }).flat();

/** Everything that happened with people before they first bought, from the first visit on. */
export const beforePurchase = (known: readonly Acquaintance[]): Row[] => {
  const chance = chanceOf('before purchase');
  const rows = known
    .filter((who) => !who.isOld)
    .flatMap((who) => {
      const until = who.firstOrderOn ?? Math.min(theEnd - 1, who.talkOn + chance.int(3, 60));
      return [...visits(who, chance), firstTalk(who, chance), ...selling(who, until, chance)];
    });
  return [...rows, ...passersBy(1_100, chance)];
};

/** Recommendations: each one brought a new customer, and came from somebody who was a customer by then. */
export const recommendations = (known: readonly Acquaintance[]): Row[] => {
  const chance = chanceOf('recommendations');
  const steady = segmentIds.map((segment) =>
    known.filter((each) => each.segment === segment && each.life?.fate === 'kept'),
  );
  return known
    .filter((who) => who.life && !who.isOld && channels[who.channel] === channels.referral)
    .flatMap((who) => {
      const day = Math.max(0, who.seenOn);
      const before = (steady[segmentIds.indexOf(who.segment)] ?? []).filter((each) => (each.firstOrderOn ?? day) < day);
      if (before.length === 0) return [];
      const friend = chance.pick(before);
      return [
        {
          occurred_at: moment(day, 7 * 60),
          kind: 'referral_recorded',
          customer_id: friend.id,
          touchpoint: 'Приведи соседа',
          text: 'Посоветовал знакомым',
          'props.referred': who.id,
        },
      ];
    });
};
