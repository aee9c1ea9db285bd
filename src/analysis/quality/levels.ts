import type { MetricId } from '../../model/metric-words.ts';
import type { Sentence } from '../../model/problem.ts';
import type { LevelQuestion, Levels, Reach } from '../../model/quality.ts';

/**
 * What a company's data hold, as far as questions depend on it, in the order in which it is asked for.
 *
 * A number is the part of what could be known that is, from 0 to 1: margins by revenue, stage history by deals, hours by months with
 * costs, results by new customers, committee by people. Of a file that is only looked at, the parts are those of its rows.
 */
export type Present = {
  hasOrders: boolean;
  hasCosts: boolean;
  hasDeals: boolean;
  /** Revenue whose cost of goods is known, by the line, its product or its family. */
  hasMargins: number;
  /** Costs that say which of the five kinds of work they are for, by amount. */
  hasCostClasses: number;
  /** Deals with more than one dated stage. */
  hasStageHistory: number;
  /** Months with costs whose hours are known. */
  hasHours: number;
  /** Costs of advertising channels. */
  hasAdCosts: boolean;
  /** New customers whose channel is known. */
  hasChannels: number;
  /** Visits of people not known yet. */
  hasVisits: boolean;
  /** New customers whose result could be seen. */
  hasResults: number;
  /** People whose role in the decision is known. */
  hasCommittee: number;
};

type Need = keyof Present;

/** Nothing at all: where a file that is looked at begins. */
export const nothingPresent: Present = {
  hasOrders: false,
  hasDeals: false,
  hasCosts: false,
  hasMargins: 0,
  hasCostClasses: 0,
  hasStageHistory: 0,
  hasHours: 0,
  hasAdCosts: false,
  hasChannels: 0,
  hasVisits: false,
  hasResults: 0,
  hasCommittee: 0,
};

const needTexts: Record<Need, Sentence> = {
  hasOrders: { ru: 'заказы или продажи построчно', en: 'orders or sales, line by line' },
  hasCosts: { ru: 'затраты по месяцам (файлом или вручную)', en: 'costs by month (a file, or typed in)' },
  hasDeals: { ru: 'выгрузка сделок из CRM', en: 'the deals of your CRM' },
  hasMargins: {
    ru: 'себестоимость: в строках заказов или долей у товаров',
    en: 'the cost of goods: on order lines, or as a rate of products',
  },
  hasCostClasses: {
    ru: 'вид работы у каждой затраты (столбец class)',
    en: 'the kind of work of every cost (column class)',
  },
  hasStageHistory: { ru: 'история этапов сделок с датами', en: 'the dated history of deals’ stages' },
  hasHours: { ru: 'часы людей (в затратах или касаниях)', en: 'hours of people (in costs or interactions)' },
  hasAdCosts: {
    ru: 'рекламные расходы по каналам и настройка «Рекламные каналы»',
    en: 'advertising costs by channel, and the setting “Advertising channels”',
  },
  hasChannels: { ru: 'канал новых клиентов (столбец channel)', en: 'the channel of new customers (column channel)' },
  hasVisits: {
    ru: 'визиты на сайт с анонимным номером (anonymous_id)',
    en: 'visits to the site with an anonymous id (anonymous_id)',
  },
  hasResults: {
    ru: 'события результата: касания и настройка «События результата»',
    en: 'result events: touches, and the setting “Result events”',
  },
  hasCommittee: { ru: 'люди клиента и их роль в решении', en: 'the customer’s people and their role in the decision' },
};

type Asked = { id: string; text: Sentence; needs: Need[]; metrics: MetricId[] };
type Level = { level: number; name: Sentence; questions: Asked[] };

const ladder: readonly Level[] = [
  {
    level: 0,
    name: { ru: 'За один день: сделки, продажи и затраты', en: 'In one day: deals, sales and costs' },
    questions: [
      {
        id: 'lifecycle',
        text: {
          ru: 'Кто из клиентов новый, постоянный, под угрозой, потерян',
          en: 'Which customers are new, regular, at risk, lost',
        },
        needs: ['hasOrders'],
        metrics: ['customers_new', 'customers_active', 'customers_lost', 'retention_rate'],
      },
      {
        id: 'regular_revenue',
        text: {
          ru: 'Сколько выручки держится на постоянных клиентах',
          en: 'How much revenue rests on regular customers',
        },
        needs: ['hasOrders'],
        metrics: ['rr', 'rr_share', 'rr_run_rate', 'nrr'],
      },
      {
        id: 'acquisition_cost',
        text: { ru: 'Во сколько обходится новый клиент', en: 'What a new customer costs' },
        needs: ['hasOrders', 'hasCosts'],
        metrics: ['cost_acquisition', 'unit_cost_acquisition', 'cost_marketing', 'cost_sales'],
      },
      {
        id: 'deals',
        text: { ru: 'Какая доля сделок выигрывается и как быстро', en: 'What share of deals is won, and how fast' },
        needs: ['hasDeals'],
        metrics: ['win_rate', 'deal_cycle_days', 'sales_velocity'],
      },
    ],
  },
  {
    level: 1,
    name: { ru: 'Из учёта: маржа, часы, этапы, реклама', en: 'From the books: margins, hours, stages, advertising' },
    questions: [
      {
        id: 'customer_value',
        text: { ru: 'Сколько прибыли принёс клиент за всё время', en: 'What profit a customer has brought so far' },
        needs: ['hasOrders', 'hasMargins', 'hasCosts'],
        metrics: ['cltv_fact', 'ltv_cac', 'cac_payback_months', 'customer_equity'],
      },
      {
        id: 'five_costs',
        text: {
          ru: 'Сколько стоит привлечь, вывести на результат, удержать, развить и вернуть',
          en: 'What it costs to acquire, bring to a result, keep, develop and win back',
        },
        needs: ['hasOrders', 'hasCosts', 'hasCostClasses'],
        metrics: [
          'unit_cost_activation',
          'unit_cost_retention',
          'unit_cost_development',
          'unit_cost_winback',
          'retention_cost_per_customer_year',
        ],
      },
      {
        id: 'returns',
        text: { ru: 'Окупаются ли маркетинг и продажи', en: 'Whether marketing and sales pay' },
        needs: ['hasOrders', 'hasMargins', 'hasCosts'],
        metrics: ['nmc', 'romi', 'ros_investment', 'joint_return', 'marketing_roi'],
      },
      {
        id: 'hours',
        text: { ru: 'Сколько часов людей уходит на каждый успех', en: 'How many hours of people every success takes' },
        needs: ['hasOrders', 'hasHours'],
        metrics: ['hours_per_acquisition', 'hours_per_retention', 'hours_per_development'],
      },
      {
        id: 'dwell',
        text: { ru: 'На каком этапе сделки стоят и сколько', en: 'At which stage deals stand, and for how long' },
        needs: ['hasDeals', 'hasStageHistory'],
        metrics: ['deal_cycle_days', 'win_rate'],
      },
      {
        id: 'advertising',
        text: {
          ru: 'Что приносит реклама и зависим ли мы от одного канала',
          en: 'What advertising brings, and whether one channel rules',
        },
        needs: ['hasOrders', 'hasAdCosts', 'hasChannels'],
        metrics: ['cac_ads_only', 'paid_search_share', 'channel_hhi'],
      },
    ],
  },
  {
    level: 2,
    name: { ru: 'Весь путь: визиты, результат, люди', en: 'The whole path: visits, results, people' },
    questions: [
      {
        id: 'before_talk',
        text: {
          ru: 'Что клиент делал до первого разговора с нами',
          en: 'What customers did before they first talked to us',
        },
        needs: ['hasOrders', 'hasVisits'],
        metrics: [],
      },
      {
        id: 'results',
        text: { ru: 'Доходят ли новые клиенты до результата', en: 'Whether new customers reach a result' },
        needs: ['hasOrders', 'hasResults'],
        metrics: ['customers_activated', 'activation_rate'],
      },
      {
        id: 'committee',
        text: { ru: 'Кто у клиента решает и с кем мы говорим', en: 'Who decides at the customer, and whom we talk to' },
        needs: ['hasCommittee'],
        metrics: [],
      },
    ],
  },
];

/** What is known of nearly all is known; of some, in part. */
const nearlyAll = 0.8;

const reachOf = (present: Present, need: Need): Reach => {
  const there = present[need];
  if (typeof there === 'boolean') return there ? 'yes' : 'no';
  if (there >= nearlyAll) return 'yes';
  return there > 0 ? 'partly' : 'no';
};

const least = (reaches: readonly Reach[]): Reach => {
  if (reaches.includes('no')) return 'no';
  return reaches.includes('partly') ? 'partly' : 'yes';
};

/** A level is there when all its questions are, and in part when any of them is at least in part. */
const reachOfLevel = (reaches: readonly Reach[]): Reach => {
  if (reaches.every((reach) => reach === 'yes')) return 'yes';
  return reaches.some((reach) => reach !== 'no') ? 'partly' : 'no';
};

const questionOf = (present: Present, { id, text, needs, metrics }: Asked): LevelQuestion => ({
  id,
  text,
  metrics,
  state: least(needs.map((need) => reachOf(present, need))),
  lacks: needs.filter((need) => reachOf(present, need) !== 'yes').map((need) => ({ id: need, text: needTexts[need] })),
});

/** The one thing that would open the most questions of the lowest unfinished level; the earlier in `Present` among equals. */
const nextOf = (levels: Levels['levels']): Levels['next'] => {
  const open = levels.find(({ state }) => state !== 'yes');
  if (!open) return null;
  const all = levels.flatMap(({ questions }) => questions);
  const opens = (need: string): string[] =>
    all.filter(({ lacks }) => lacks.length === 1 && lacks[0]?.id === need).map(({ id }) => id);
  const wanted = (Object.keys(needTexts) as Need[]).filter((need) =>
    open.questions.some(({ lacks }) => lacks.some(({ id }) => id === need)),
  );
  const [best] = wanted.map((need) => ({ need, opens: opens(need) })).sort((a, b) => b.opens.length - a.opens.length);
  return best ? { id: best.need, text: needTexts[best.need], opens: best.opens } : null;
};

/**
 * Which questions data answer, level by level, what each of the others lacks, and what should come next.
 *
 * A question is answered in part where something it needs is known of less than four in five. `next.opens` names the questions that
 * this one thing would open or complete by itself; with several things missing it may be none.
 */
export const unlockedBy = (present: Present): Levels => {
  const levels = ladder.map(({ level, name, questions }) => {
    const answered = questions.map((question) => questionOf(present, question));
    return { level, name, state: reachOfLevel(answered.map(({ state }) => state)), questions: answered };
  });
  return { levels, next: nextOf(levels) };
};
