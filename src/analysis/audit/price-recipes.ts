import type { Price } from '../../model/audit/audit.ts';
import { say } from '../organisation/words.ts';
import { type AuditMatter, amountOf } from './matter.ts';
import { apart, type Recipe } from './recipes.ts';

/** The cost of a new customer once what is paid above the cap is not paid: the price of a year ÷ new customers. */
const cappedCost = (matter: AuditMatter, price: Price | null): number | null => {
  const now = amountOf(matter, 'unit_cost_acquisition');
  const fresh = matter.bySegment.reduce(
    (sum, { metric, value }) => sum + (metric === 'customers_new' ? (value ?? 0) : 0),
    0,
  );
  return now === null || price?.high == null || fresh === 0 ? null : Math.round(now - (price.high * 12) / fresh);
};

/** What to do about what is priced. */
export const ofPrice: Partial<Record<string, Recipe>> = {
  winback_not_done: {
    title: say(
      'Запустить возврат потерянных: процесс, ответственный, первое касание',
      'Start winning back the lost: a process, one who answers, a first touch',
    ),
    metric: 'customers_won_back',
    target: (matter) => {
      const now = amountOf(matter, 'customers_won_back');
      return now === null ? null : Math.round(now * 1.5);
    },
    owner: 'success',
  },
  activation_lost: {
    title: say(
      'Назначить одного ответственного за выведение на результат',
      'Name one who answers for bringing customers to a result',
    ),
    metric: 'activation_rate',
    target: ({ design }) => design?.stages.new?.target ?? null,
  },
  stages_unowned: {
    title: say(
      'Назначить по одному ответственному на каждую ничью стадию',
      'Name one who answers for each stage that is nobody’s',
    ),
    metric: 'customers_lost',
  },
  losses_above_best: {
    title: say(
      'Назначить того, кто держит связь с замолчавшими клиентами, и дать ему срок',
      'Name whoever talks to customers that fall silent, and give a time limit',
    ),
    metric: 'customers_lost',
    owner: 'success',
  },
  channels_without_customers: {
    title: say('Остановить каналы, которые не приводят новых клиентов', 'Stop channels that bring no new customers'),
    metric: 'unit_cost_acquisition',
  },
  cac_above_best: {
    title: say(
      'Разобрать, что делали в лучшем квартале, и вернуть это',
      'Find what was done in the best quarter and do it again',
    ),
    metric: 'unit_cost_acquisition',
    owner: 'marketing',
  },
  off_journey_spend: {
    title: say(
      'Остановить расходы вне пути или привязать их к клеткам',
      'Stop spend off the journey, or tie it to cells',
    ),
    metric: 'off_journey_share',
    target: () => 0.05,
  },
  campaigns_unlinked: {
    title: say(
      'Остановить кампании вне пути или привязать их к клеткам',
      'Stop campaigns off the journey, or tie them to cells',
    ),
    metric: 'off_journey_share',
    target: () => 0.05,
  },
  cac_over_worth: {
    title: say(
      'Поставить предел цены нового клиента по сегментам: треть его CLTV',
      'Cap the cost of a new customer by segment at a third of his CLTV',
    ),
    metric: 'unit_cost_acquisition',
    target: cappedCost,
    owner: 'marketing',
  },
  long_way: apart,
  outside_segments: {
    title: say('Разнести по сегментам клиентов, которые ни в одном', 'Put customers of no segment into one'),
  },
  margin_unknown: {
    title: say('Внести себестоимость оставшихся продаж', 'Bring in the cost of goods of the other sales'),
    metric: 'gross_margin',
  },
};
