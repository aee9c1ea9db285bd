import type { Price, ProposedAction } from '../../model/audit/audit.ts';
import type { QuestionNumber } from '../../model/audit/questions.ts';
import { thingsOf } from '../../model/blueprint/blueprint.ts';
import type { CostFunction } from '../../model/lifecycle.ts';
import type { MetricId } from '../../model/metric.ts';
import { addDays } from '../../model/period.ts';
import type { Sentence } from '../../model/problem.ts';
import { nameOf } from '../blueprint/names.ts';
import { say } from '../organisation/words.ts';
import { type AuditMatter, amountOf, evidenceScore, type Found, rangeWords, valueWords } from './matter.ts';

const mostActions = 3;
const dueDays = 30;
const checkDays = 90;

type Owner = CostFunction | 'owner';

const ownerWords: Record<Owner, Sentence> = {
  owner: { ru: 'Собственник', en: 'Owner' },
  marketing: { ru: 'Руководитель маркетинга', en: 'Head of marketing' },
  sales: { ru: 'Руководитель продаж', en: 'Head of sales' },
  success: { ru: 'Руководитель сервиса', en: 'Head of service' },
  management: { ru: 'Директор', en: 'Director' },
};

/** The position of the design that does it: the one of the function others report to; for the owner, the one that reports to nobody. */
const ownerOf = ({ design }: AuditMatter, owner: Owner): Sentence => {
  if (design === null) return ownerWords[owner];
  const roles = thingsOf(design, 'roles');
  const heads = new Set(roles.flatMap(([, { reportsTo }]) => reportsTo ?? []));
  const fitting = roles.filter(([, role]) =>
    owner === 'owner' ? role.reportsTo === null && role.function === 'management' : role.function === owner,
  );
  const chosen = fitting.find(([id]) => heads.has(id)) ?? fitting[0];
  return chosen === undefined ? ownerWords[owner] : nameOf(design, { collection: 'roles', id: chosen[0] });
};

/** Whose each question is, and the number that moves when it gets better. */
const ofQuestion: Record<QuestionNumber, { owner: Owner; metric: MetricId | null }> = {
  1: { owner: 'owner', metric: 'win_rate' },
  2: { owner: 'marketing', metric: 'ltv_cac' },
  3: { owner: 'marketing', metric: 'win_rate' },
  4: { owner: 'owner', metric: 'activation_rate' },
  5: { owner: 'sales', metric: 'ros_investment' },
  6: { owner: 'marketing', metric: 'romi' },
  7: { owner: 'sales', metric: 'sales_processes' },
  8: { owner: 'marketing', metric: 'off_journey_share' },
  9: { owner: 'management', metric: 'unit_cost_acquisition' },
  10: { owner: 'management', metric: 'cltv_forecast' },
};

type Recipe = {
  title: Sentence;
  metric?: MetricId;
  target?: (matter: AuditMatter, price: Price | null) => number | null;
  owner?: Owner;
};

/** What §7.1 asks for, by the point that lacks; where a point has none, its own words are the action. */
const recipes: Partial<Record<string, Recipe>> = {
  canon_written: {
    title: say(
      'Запишите идею: для кого, что не устраивает, главная ценность, почему мы',
      'Write the idea: for whom, what is wrong, main value, why us',
    ),
  },
  canon_approved: {
    title: say(
      'Собственнику подтвердить запись идеи, из неё — карточка на одну страницу',
      'The owner confirms the idea as written; a one-page card is made of it',
    ),
  },
  idea_element_low: {
    title: say(
      'Переписать слабый элемент идеи словами клиента и проверять при приёме на работу',
      'Rewrite the weak element of the idea in the customer’s words and ask it of newcomers',
    ),
  },
  segments_listed: { title: say('Назовите сегменты и правило для каждого', 'Name the segments and a rule for each') },
  revenue_assigned: {
    title: say('Разнести по сегментам клиентов, которые ни в одном', 'Put customers of no segment into one'),
  },
  committees_on_deals: {
    title: say(
      'Добавить роли людей клиента в карточку сделки',
      'Add the roles of the customer’s people to the deal card',
    ),
    owner: 'sales',
  },
  path_drawn: {
    title: say('Спроектируйте путь главного сегмента по шаблону', 'Design the main segment’s journey from a template'),
  },
  coverage_main: {
    title: say(
      'Закрыть белые клетки главного пути, начиная с критериев и решения',
      'Fill the white cells of the main journey, criteria and decision first',
    ),
  },
  cells_measurable: { title: say('Дать клеткам события-доказательства', 'Give cells their evidence events') },
  raci_complete: {
    title: say('Назначить одного ответственного там, где его нет', 'Name one who answers wherever nobody does'),
    metric: 'activation_rate',
    target: ({ design }) => design?.stages.new?.target ?? null,
  },
  handoff_sla: { title: say('Записать срок каждой передачи клиента', 'Write the time limit of every hand-off') },
  margin_known: {
    title: say('Загрузить себестоимость по продуктам', 'Bring in the cost of goods by product'),
    owner: 'management',
    metric: 'gross_margin',
  },
  sales_cost_complete: {
    title: say('Внести оплату и доли времени продавцов', 'Enter pay and shares of time of the reps'),
  },
  ros_in_kpi: {
    title: say(
      'Ввести ROS в показатели продаж: сначала за год, потом за квартал',
      'Put ROS among the KPIs of sales: of the year first, then of the quarter',
    ),
  },
  ros_by_process: { title: say('Разложить затраты на продажи по процессам', 'Tell sales costs by process') },
  romi_in_kpi: {
    title: say(
      'Ввести ROMI от маржи в показатели маркетинга рядом с NMC',
      'Put ROMI by margin among the KPIs of marketing beside NMC',
    ),
  },
  nmc_in_kpi: {
    title: say('Ввести NMC в показатели маркетинга', 'Put NMC among the KPIs of marketing'),
    metric: 'nmc',
  },
  experiments_half: {
    title: say(
      'Провести первую проверку с контрольной группой на самом большом канале',
      'Run a first holdout on the largest channel',
    ),
  },
  processes_apart: {
    title: say(
      'Отделить регулярные сделки и развитие от первых; начать с регулярных — это самый дешёвый RR',
      'Split regular deals and development from first ones; begin with regular ones, the cheapest RR',
    ),
  },
  campaign_calendar: {
    title: say(
      'Составить календарь кампаний по сегментам и ступеням',
      'Make a calendar of campaigns by segment and rung',
    ),
  },
  campaigns_linked: {
    title: say(
      'Привязать кампании к клеткам пути или остановить',
      'Tie campaigns to cells of the journey or stop them',
    ),
    target: () => 0.1,
  },
  rungs_covered: { title: say('Дать кампанию ступеням без неё', 'Give rungs without a campaign one') },
  five_costs: {
    title: say(
      'Задать события успеха и виды работ в затратах',
      'Set the events of success and the kinds of work of costs',
    ),
  },
  costs_classed: {
    title: say(
      'Разнести затраты по видам работ; часы — две недели в квартал',
      'Tell costs by kind of work; timesheets two weeks a quarter',
    ),
    metric: 'cost_allocated_share',
    target: () => 0.8,
  },
  cltv_by_margin: {
    title: say(
      'Внести себестоимость и перейти от выручки к прибыли с клиента',
      'Bring in the cost of goods and go from revenue to profit per customer',
    ),
  },
  forecast_checked: {
    title: say(
      'Сверить прогноз покупок с тем, что было, и довести ошибку до 25 %',
      'Check the forecast of purchases against what came, and bring its error under 25%',
    ),
  },
  target_set: {
    title: say(
      'Задать по этому числу цель, срок и ответственного',
      'Set a target for this number, a day and one who answers',
    ),
  },
  refuted_dropped: {
    title: say(
      'Проверить самое дорогое предположение о сегменте и отбросить, если неверно',
      'Test the dearest assumption about a segment and drop it if it is wrong',
    ),
  },
  spend_and_revenue: { title: say('Загрузить расходы на маркетинг и продажи', 'Bring in marketing spend and sales') },
  process_in_deals: {
    title: say('Записывать у сделок, по какому процессу они идут', 'Write on deals which process they are of'),
  },
  products_active: { title: say('Загрузить продажи по продуктам', 'Bring in sales by product') },
  campaigns_per_month: {
    title: say('Писать кампанию в затратах и касаниях', 'Write the campaign on costs and touches'),
  },
  cac_known: { title: say('Загрузить затраты по месяцам рядом с продажами', 'Bring in costs by month beside sales') },
  revenue_per_customer: { title: say('Загрузить продажи по клиентам', 'Bring in sales by customer') },
  decision_checked: {
    title: say(
      'Принять первое решение по этому числу и проверить итог',
      'Take a first decision by this number and check its outcome',
    ),
  },
};

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
const ofPrice: Partial<Record<string, Recipe>> = {
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
  outside_segments: {
    title: say('Разнести по сегментам клиентов, которые ни в одном', 'Put customers of no segment into one'),
  },
  margin_unknown: {
    title: say('Внести себестоимость оставшихся продаж', 'Bring in the cost of goods of the other sales'),
    metric: 'gross_margin',
  },
};

const capital = ({ ru, en }: Sentence): Sentence => {
  const up = (text: string): string => text.slice(0, 1).toLocaleUpperCase('ru') + text.slice(1);
  return { ru: up(ru), en: up(en) };
};

const expectedOf = (matter: AuditMatter, metric: MetricId | null, target: number | null, price: Price | null) => {
  const money = price?.low != null && price.high !== null ? { low: price.low, high: price.high, per: price.per } : null;
  const base = metric === null ? null : amountOf(matter, metric);
  const text =
    money !== null
      ? say('{money} в месяц, если пробел закрыть целиком', '{money} a month if the gap is closed whole', {
          money: rangeWords(money.low, money.high, matter.currency),
        })
      : metric === null || base === null
        ? say('Вопрос поднимется на ступень', 'The question goes up a step')
        : say('Сейчас {now}; вопрос поднимется на ступень', '{now} now; the question goes up a step', {
            now: valueWords(matter, metric),
          });
  return {
    text,
    metric,
    base,
    basePeriod: base === null ? null : matter.period,
    target: base === null ? null : target,
    money,
  };
};

const actionOf = (
  matter: AuditMatter,
  q: QuestionNumber,
  what: { code: string; recipe: Recipe; why: Sentence; link: string; price: Price | null },
): ProposedAction => {
  const { owner, metric: usual } = ofQuestion[q];
  const metric = what.recipe.metric ?? usual;
  const on = addDays(matter.asOf, checkDays);
  return {
    code: `q${q}.${what.code}`,
    q,
    title: what.recipe.title,
    why: what.why,
    owner: ownerOf(matter, what.recipe.owner ?? owner),
    due: addDays(matter.asOf, dueDays),
    expected: expectedOf(matter, metric, what.recipe.target?.(matter, what.price) ?? null, what.price),
    check: {
      on,
      text:
        metric === null
          ? say('Спросить заново и сравнить с этим аудитом', 'Ask again and compare with this audit')
          : say(
              'Сравнить показатель за период после решения с нынешним',
              'Compare the number of the period after the decision with today’s',
            ),
    },
    link: what.link,
  };
};

/** What to do about a low score: the price first, then what the next score of evidence lacks, then what staff do not know. */
export const actionsFor = (
  matter: AuditMatter,
  q: QuestionNumber,
  { points, price, weakElement }: { points: readonly Found[]; price: Price | null; weakElement: Sentence | null },
): ProposedAction[] => {
  const score = evidenceScore(points);
  const isPriced = price !== null && price.low !== null;
  const ofMoney = price === null ? undefined : ofPrice[price.code];
  const first =
    isPriced && ofMoney !== undefined
      ? [actionOf(matter, q, { code: price.code, recipe: ofMoney, why: price.text, link: price.link, price })]
      : [];
  const lacking = points
    .filter(({ level, holds }) => level === score + 1 && !holds)
    // Who is named for the stage that costs most is named for all.
    .filter(({ code }) => !(price?.code === 'activation_lost' && isPriced && code === 'raci_complete'))
    .map(({ code, text, needs, link }) =>
      actionOf(matter, q, { code, recipe: recipes[code] ?? { title: capital(needs) }, why: text, link, price: null }),
    );
  const idea =
    weakElement === null
      ? []
      : [
          actionOf(matter, q, {
            code: 'idea_element_low',
            recipe: recipes.idea_element_low ?? { title: weakElement },
            why: weakElement,
            link: '/design',
            price: null,
          }),
        ];
  return [...first, ...idea, ...lacking].slice(0, mostActions);
};
