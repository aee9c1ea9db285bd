import type { Price } from '../../model/audit/audit.ts';
import type { MetricId } from '../../model/metric-words.ts';
import type { Sentence } from '../../model/problem.ts';
import { type CostFunction, type SuccessClass, successClasses } from '../../model/stages.ts';
import { nameOf } from '../blueprint/names.ts';
import { quoted, say } from '../organisation/words.ts';
import { classWords } from '../sheets/words.ts';
import { dearestGap } from './evidence/path.ts';
import type { AuditMatter } from './matter.ts';

export type Owner = CostFunction | 'owner';

export type Recipe = {
  title: Sentence | ((matter: AuditMatter) => Sentence);
  metric?: MetricId;
  target?: (matter: AuditMatter, price: Price | null) => number | null;
  owner?: Owner;
};

/** The kind of work most is spent on. */
const dearestWork = ({ facts }: AuditMatter): Sentence => {
  const spent = (name: SuccessClass): number =>
    facts.costs.reduce((sum, cost) => sum + (cost.class === name ? cost.amount : 0), 0);
  const [most] = [...successClasses].sort((a, b) => spent(b) - spent(a));
  return classWords[most ?? 'acquisition'];
};

const dearestGapWords = (matter: AuditMatter): Sentence => {
  const state = dearestGap(matter);
  return state === null || matter.design === null
    ? { ru: '—', en: '—' }
    : quoted(nameOf(matter.design, { collection: 'states', id: state }));
};

export const apart: Recipe = {
  title: say(
    'Отделить регулярные сделки и развитие от первых; начать с регулярных — это самый дешёвый RR',
    'Split regular deals and development from first ones; begin with regular ones, the cheapest RR',
  ),
};

/**
 * What §7.1 asks for, by the point that lacks or the finding of the survey, of one question (`qN.CODE`) before that of any; where there is none a point's
 * own words are the action.
 */
export const recipes: Partial<Record<string, Recipe>> = {
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
  personas_written: {
    title: say(
      'Написать персону каждого сегмента по пяти интервью',
      'Write a persona of each segment from five interviews',
    ),
  },
  economics_by_segment: {
    title: say('Объединить сегменты, которые ведут себя одинаково', 'Merge segments that behave alike'),
  },
  potential_sized: {
    title: say('Оценить ёмкость каждого сегмента заново', 'Size the potential of each segment anew'),
  },
  shared_wrong_idea: {
    title: say(
      'Собственнику пересмотреть запись идеи: все говорят другое, и одинаково',
      'The owner revises the canon: everybody says another thing, and the same one',
    ),
  },
  'q1.functions_differ': {
    title: say(
      'Провести общую встречу маркетинга и продаж об идее: отделы знают её по-разному',
      'Hold a joint workshop of marketing and sales on the idea: functions know it differently',
    ),
  },
  path_whole: {
    title: say(
      'Дорисовать путь: часть до первого контакта, покупку и жизнь после неё',
      'Draw the missing part of the journey: before the first contact, the purchase, or life after it',
    ),
  },
  handoffs_met: {
    title: say(
      'Разобрать передачу, которую держат хуже всего: кто берёт клиента и что мешает успеть',
      'Look into the hand-off kept worst: who takes the customer over and what keeps them late',
    ),
    owner: 'management',
  },
  pay_tied: {
    title: say(
      'Перенести показатель и бюджет стадии к тому, кто за неё отвечает',
      'Move the KPI and the budget of the stage to whoever answers for it',
    ),
  },
  ros_computed: {
    title: say(
      'Загрузить затраты на продажи и выбрать, как прибыль делится между маркетингом и продажами',
      'Bring in sales costs and choose how profit is split between marketing and sales',
    ),
  },
  ros_quarterly: {
    title: say('Считать ROS каждого процесса каждый квартал', 'Reckon ROS of each process every quarter'),
  },
  deal_profit_known: {
    title: say(
      'Писать номер сделки в строках продаж, чтобы видеть её прибыль',
      'Write the deal on lines of sales, so that its profit is seen',
    ),
  },
  romi_computed: {
    title: say(
      'Считать отдачу маркетинга от маржи, а не от выручки',
      'Reckon the return of marketing by margin, not by revenue',
    ),
  },
  ways_named: {
    title: say(
      'Назвать процесс для каждого пути, которым на деле идут сделки, и объединить повторы',
      'Name a process for each way deals really go, and merge duplicates',
    ),
  },
  costs_quarterly: {
    title: say('Закрывать пять стоимостей каждый квартал', 'Close the five costs every quarter'),
  },
  successes_seen: {
    title: say(
      'Задать события успеха, чтобы их не считали вручную',
      'Set the events of success, so that nobody counts them by hand',
    ),
  },
  customers_with_costs: {
    title: say(
      'Внести себестоимость покупок остальных клиентов',
      'Bring in the cost of goods of what other customers bought',
    ),
    metric: 'gross_margin',
  },
  'q5.decision_checked': {
    title: say(
      'Перенести силы продавцов туда, где ROS выше, и проверить итог',
      'Move reps to where ROS is higher and check the outcome',
    ),
  },
  'q6.decision_checked': {
    title: say(
      'Перенести часть бюджета туда, где ROMI выше, и проверить итог',
      'Move a part of the budget to where ROMI is higher and check the outcome',
    ),
  },
  'q7.decision_checked': {
    title: say(
      'Добавить или убрать один процесс по его показателям и проверить итог',
      'Add or drop one process by its numbers and check the outcome',
    ),
  },
  'q8.decision_checked': {
    title: say(
      'Убрать хвост продуктов из продвижения, повторяющиеся кампании сделать программой и проверить итог',
      'Cut tail products from promotion, make recurrent campaigns a programme, and check the outcome',
    ),
  },
  'q9.decision_checked': {
    title: (matter) =>
      say(
        'Взяться за вид работы, на который уходит больше всего ({work}), и проверить, стал ли он дешевле',
        'Take the kind of work that costs most ({work}) and check whether it became cheaper',
        { work: dearestWork(matter) },
      ),
  },
  'q10.decision_checked': {
    title: say(
      'Ограничить цену нового клиента долей CLTV по сегментам, передать CLTV в CRM и проверить итог',
      'Cap the cost of a new customer by segment by its CLTV, put CLTV into the CRM, and check the outcome',
    ),
    metric: 'ltv_cac',
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
    title: (matter) =>
      say(
        'Закрыть белые клетки главного пути, начиная с той стадии решения, где клиент стоит больше всего: {state}',
        'Fill the white cells of the main journey, first those of the state where a customer is worth most: {state}',
        { state: dearestGapWords(matter) },
      ),
  },
  cells_measurable: { title: say('Дать клеткам события-доказательства', 'Give cells their evidence events') },
  raci_complete: {
    title: ({ findings }) =>
      findings.some(({ code }) => code === 'stage_without_owner') ||
      !findings.some(({ code }) => code === 'stage_with_two_owners')
        ? say('Назначить одного ответственного там, где его нет', 'Name one who answers wherever nobody does')
        : say('Оставить одного ответственного там, где их двое', 'Leave one who answers wherever there are two'),
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
  processes_apart: apart,
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
