import type { Acquaintance, Row } from './acquaintance.ts';
import { type DayNumber, isoDay, moment, theEnd } from './calendar.ts';
import { type Chance, chanceOf } from './chance.ts';
import type { PlannedOrder } from './orders.ts';
import { catalogue } from './products.ts';
import { campaignOf, channelName, keyAccounts } from './sources.ts';
import type { SegmentId } from './targets.ts';

type Outcome = 'open' | 'won' | 'lost';
/** One deal: all of them, first, regular and for development, go through one and the same process. */
export type Deal = {
  id: string;
  who: Acquaintance;
  openedOn: DayNumber;
  closedOn: DayNumber | undefined;
  outcome: Outcome;
  amount: number;
  product: string;
  owner: string;
  lossReason: string;
  order: PlannedOrder | undefined;
  purpose: 'first' | 'regular' | 'development' | 'winback';
};

const process = 'Воронка';
const stageNames = ['Заявка', 'Разбор задачи', 'Пилот и замер', 'КП', 'Согласование', 'Договор и оплата'];
const quick = ['Заявка', 'КП', 'Договор и оплата'];
const lossReasons = [
  'Дорого',
  'Оставили как есть',
  'Выбрали другого поставщика',
  'Не дождались пилота',
  'Нет бюджета в этом году',
  'Не вышли на связь',
  'Не смогли сравнить варианты',
];

const orderTotal = (order: PlannedOrder): number => order.lines.reduce((sum, each) => sum + each.net, 0) / 100;

const purposeOf = (order: PlannedOrder): Deal['purpose'] => {
  if (order.isFirst) return 'first';
  if (order.isWinback) return 'winback';
  return order.lines.some((each) => each.class === 'development') ? 'development' : 'regular';
};

const hasDeal = (order: PlannedOrder, who: Acquaintance, chance: Chance): boolean => {
  const purpose = purposeOf(order);
  if (purpose === 'development') return true;
  if (who.segment === 'S1') return false;
  if (purpose === 'first') return !who.isOld;
  if (purpose === 'winback') return true;
  return !order.lines.some((each) => each.contract) && chance.happens(0.12);
};

const wonDeal = (order: PlannedOrder, who: Acquaintance, chance: Chance): Omit<Deal, 'id'> => {
  const purpose = purposeOf(order);
  const median = purpose === 'development' ? 34 : purpose === 'winback' ? 9 : 6;
  const earliest = Math.min(order.day, (who.firstOrderOn ?? 0) + 1);
  const back = order.day - Math.max(1, Math.round(chance.around(median, 0.5)));
  return {
    who,
    openedOn: purpose === 'first' ? who.talkOn : Math.max(earliest, back),
    closedOn: order.day,
    outcome: 'won',
    amount: orderTotal(order),
    product: order.lines.at(-1)?.product.id ?? '',
    owner: purpose === 'development' ? chance.pick([keyAccounts, who.seller]) : who.seller,
    lossReason: '',
    order,
    purpose,
  };
};

const askedFor: Readonly<Record<SegmentId, readonly [string, number]>> = {
  S1: [catalogue.homeSystem.id, 165_000],
  S2: [catalogue.cafeSystem.id, 170_000],
  S3: [catalogue.plantSystem.id, 420_000],
  S4: [catalogue.dealerBatch.id, 140_000],
};

/** A deal that was lost, or is still open on the last day. */
const unwonDeal = (
  who: Acquaintance,
  openedOn: DayNumber,
  purpose: Deal['purpose'],
  chance: Chance,
): Omit<Deal, 'id'> => {
  const cycle = { S1: 14, S2: 48, S3: 95, S4: 35 }[who.segment];
  const closedOn = openedOn + Math.max(2, Math.round(chance.around(cycle, 0.7)));
  const [product, price] = askedFor[who.segment];
  return {
    who,
    openedOn,
    closedOn: closedOn < theEnd ? closedOn : undefined,
    outcome: closedOn < theEnd ? 'lost' : 'open',
    amount: Math.round((price * (0.8 + chance.share() * 0.5)) / 100) * 100,
    product,
    owner: who.seller,
    lossReason: closedOn < theEnd ? chance.pick(lossReasons) : '',
    order: undefined,
    purpose,
  };
};

/** All deals of the three years in the order of their opening. */
export const planDeals = (known: readonly Acquaintance[], orders: readonly PlannedOrder[]): Deal[] => {
  const chance = chanceOf('deals');
  const deals: Omit<Deal, 'id'>[] = [];
  for (const order of orders) {
    const who = known[order.buyer];
    if (!who || !hasDeal(order, who, chance)) continue;
    const deal = wonDeal(order, who, chance);
    deals.push(deal);
    if (deal.purpose === 'development' && chance.happens(0.5)) {
      const earliest = (who.firstOrderOn ?? 0) + 1;
      const openedOn = chance.int(Math.min(earliest, order.day), order.day);
      deals.push(unwonDeal(who, openedOn, 'development', chance));
    }
  }
  for (const who of known)
    if (!who.life && (who.segment !== 'S1' || chance.happens(0.3)))
      deals.push(unwonDeal(who, who.talkOn, 'first', chance));
  return deals
    .sort((a, b) => a.openedOn - b.openedOn || a.who.id.localeCompare(b.who.id))
    .map((deal, at) => ({ ...deal, id: `D-${String(at + 1).padStart(5, '0')}` }));
};

/** Stages a deal went through; a pilot is often repeated, because the criteria were not ready: that is the loop. */
const pathOf = (deal: Deal, chance: Chance): string[] => {
  if (deal.purpose === 'regular' || deal.purpose === 'winback') return quick;
  const needsPilot = deal.who.segment === 'S2' || deal.who.segment === 'S3';
  const path = stageNames.filter((stage) => needsPilot || stage !== 'Пилот и замер');
  if (needsPilot && chance.happens(0.24)) path.splice(4, 0, 'Пилот и замер', 'КП');
  return deal.outcome === 'won' ? path : path.slice(0, chance.int(1, path.length - 1));
};

/** The deal file: a row for every stage entered. Five of a hundred deals were written down only after they had been closed. */
export const dealRows = (deals: readonly Deal[]): Row[] => {
  const chance = chanceOf('deal rows');
  return deals.flatMap((deal) => {
    const { closedOn, who } = deal;
    const isBackdated = closedOn !== undefined && chance.happens(0.05);
    const path = isBackdated ? [deal.outcome === 'won' ? 'Договор и оплата' : 'КП'] : pathOf(deal, chance);
    const openedOn = isBackdated ? closedOn : deal.openedOn;
    const until = closedOn ?? theEnd - 1;
    const recorded = isBackdated ? closedOn + chance.int(4, 25) : openedOn;
    const campaign = deal.purpose === 'first' ? campaignOf(who.channel, who.segment, chance) : '';
    const openedAt = deal.purpose === 'first' ? who.talkAt + 5 : 10 * 60;
    return path.map((stage, at): Row => {
      const isLast = at === path.length - 1;
      const entered =
        at === 0 ? openedOn : isLast ? until : Math.floor(openedOn + ((until - openedOn) * at) / path.length);
      return {
        deal_id: deal.id,
        customer_id: who.id,
        opened_at: moment(openedOn, openedAt),
        stage,
        stage_entered_at: moment(entered, at === 0 ? openedAt : 12 * 60 + at * 11),
        outcome: isLast ? deal.outcome : 'open',
        closed_at: isLast && closedOn !== undefined ? moment(closedOn, 18 * 60) : '',
        amount: deal.amount.toFixed(2),
        process,
        owner: deal.owner,
        channel: deal.purpose === 'first' ? channelName(who.channel) : '',
        campaign,
        product_id: deal.product,
        loss_reason: isLast ? deal.lossReason : '',
        recorded_at: isoDay(recorded),
      };
    });
  });
};
