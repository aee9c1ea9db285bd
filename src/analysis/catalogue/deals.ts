import { jeffreys } from '../statistics/rates.ts';
import { aalenJohansen, kaplanMeier, medianAge } from '../statistics/survival.ts';
import { type Cell, enoughN, leastN, type Metric, type Outcome, rate, text, unless, withNotes } from './metric.ts';

const empty = text('Нет числа, пока нет сделок; мало данных — меньше 5.', 'None without deals, or with fewer than 5.');
const noDeals = (cell: Cell) => (cell.presence('deals') === 0 ? ('no_data' as const) : null);

const winRate = ({ now }: Cell): Outcome => {
  const ages = now.deals.openedAges;
  const n = ages.reduce((sum, { count }) => sum + count, 0);
  if (n === 0) return { reason: 'no_denominator', n };
  if (n < leastN) return { reason: 'insufficient_n', n };
  const value = aalenJohansen(ages, ['won', 'lost', 'none']).incidence.won ?? 0;
  return withNotes({ value, n, interval: jeffreys(value * n, n) }, n < enoughN && 'small_n');
};

const velocity = (cell: Cell): Outcome => {
  const { deals } = cell.now;
  const won = rate(deals.won, deals.closed);
  if ('reason' in won) return won;
  if (deals.wonPriced === 0 || deals.wonAged === 0 || deals.wonDays === 0)
    return { reason: 'no_denominator', n: deals.closed };
  const value = (deals.open * won.value * (deals.wonAmount / deals.wonPriced)) / (deals.wonDays / deals.wonAged);
  return withNotes({ value, n: deals.closed }, ...(won.notes ?? []));
};

export const dealMetrics: readonly Metric[] = [
  {
    id: 'sales_velocity',
    unit: 'money_per_day',
    name: text('Скорость продаж', 'Sales velocity'),
    short: text('Скорость продаж', 'Velocity'),
    formula: text(
      'Открытые сделки × доля выигранных × средняя сделка ÷ средний цикл',
      'Open deals × share won × mean won deal ÷ mean won cycle',
    ),
    meaning: text(
      'Сколько денег в день даёт нынешняя воронка. Диагноз, а не прогноз: видно, какой множитель тянет вниз.',
      'How much money a day the present pipeline yields. A diagnosis, not a forecast: it shows which factor pulls down.',
    ),
    inputs: ['deals_open', 'win_rate_closed', 'deal_mean', 'cycle_mean'],
    worked: '{deals_open} × {win_rate_closed} × {deal_mean} ÷ {cycle_mean}',
    needs: ['deals', 'presence'],
    empty,
    better: 'higher',
    source: text('Принятая формула скорости продаж', 'The formula of sales velocity in use'),
    ambiguity: text(
      'Берётся доля от закрытых и средний цикл, как в принятой формуле; считайте по процессам, иначе смешиваются разные воронки.',
      'It takes the share of closed deals and the mean cycle, as the formula in use does; ask by process, or different pipelines mix.',
    ),
    compute: (cell) => unless(noDeals(cell), () => velocity(cell)),
  },
  {
    id: 'win_rate',
    unit: 'ratio',
    name: text('Доля выигрываемых сделок', 'Win rate'),
    short: text('Выигрыш', 'Win rate'),
    formula: text(
      'Накопленная доля выигранных среди открытых в периоде, с поправкой на ещё не закрытые (Аален — Йохансен)',
      'Cumulative incidence of winning among deals opened in the period, those still open allowed for (Aalen–Johansen)',
    ),
    meaning: text(
      'Какая доля открытых сделок заканчивается победой, если честно учесть те, что ещё идут.',
      'What share of opened deals ends in a win, with those still running counted fairly.',
    ),
    inputs: ['deals_opened'],
    worked: '{win_rate}',
    needs: ['deals', 'presence'],
    empty,
    better: 'higher',
    source: text('Оценка Аалена — Йохансена', 'Aalen–Johansen estimator'),
    ambiguity: text(
      '«Выиграно ÷ закрыто» завышает: быстрые сделки закрываются первыми. Она стоит рядом.',
      '“Won ÷ closed” overstates: quick deals close first. It stands beside.',
    ),
    settings: ['as_of'],
    compute: (cell) => unless(noDeals(cell), () => winRate(cell)),
  },
  {
    id: 'win_rate_closed',
    unit: 'ratio',
    name: text('Выиграно из закрытых', 'Won of closed deals'),
    short: text('Из закрытых', 'Of closed'),
    formula: text('Выигранные в периоде ÷ закрытые в периоде', 'Won in the period ÷ closed in the period'),
    meaning: text(
      'Какая доля закрытых за период сделок выиграна.',
      'What share of the deals closed in the period was won.',
    ),
    inputs: ['deals_won', 'deals_closed'],
    worked: '{deals_won} ÷ {deals_closed}',
    needs: ['deals', 'presence'],
    empty,
    better: 'higher',
    source: text('Принятая формула: выигранные ÷ закрытые', 'The formula in use: won ÷ closed'),
    ambiguity: text(
      'Закрытые без исхода считаются закрытыми и не выигранными.',
      'Deals closed without an outcome count as closed and not won.',
    ),
    compute: (cell) => unless(noDeals(cell), () => rate(cell.now.deals.won, cell.now.deals.closed)),
  },
  {
    id: 'deal_cycle_days',
    unit: 'days',
    name: text('Цикл сделки', 'Deal cycle'),
    short: text('Цикл', 'Cycle'),
    formula: text(
      'Медиана дней от открытия до победы, по выигранным в периоде (Каплан — Мейер)',
      'Median days from opening to winning, of deals won in the period (Kaplan–Meier)',
    ),
    meaning: text('За сколько дней выигрывается половина сделок.', 'By how many days half of the won deals are won.'),
    inputs: ['deals_won'],
    worked: '{deal_cycle_days}',
    needs: ['deals', 'presence'],
    empty,
    better: 'lower',
    source: text('Оценка Каплана — Мейера', 'Kaplan–Meier estimator'),
    compute: (cell) =>
      unless(noDeals(cell), () => {
        const ages = cell.now.deals.wonAges;
        const n = ages.reduce((sum, { count }) => sum + count, 0);
        if (n === 0) return { reason: 'no_denominator', n };
        if (n < leastN) return { reason: 'insufficient_n', n };
        const value = medianAge(kaplanMeier(ages, ['won']));
        if (value === null) return { reason: 'not_reached', n };
        return withNotes({ value, n }, n < enoughN && 'small_n');
      }),
  },
  {
    id: 'sales_processes',
    unit: 'count',
    rows: 'deals:closed',
    name: text('Процессы продаж', 'Sales processes'),
    short: text('Процессы', 'Processes'),
    formula: text(
      'Число разных процессов, в которых закрыта хотя бы одна сделка',
      'Number of distinct processes with a deal closed',
    ),
    meaning: text(
      'Сколько разных путей продажи работает на деле.',
      'How many different ways of selling are really at work.',
    ),
    inputs: [],
    worked: '{sales_processes}',
    needs: ['deals', 'presence'],
    empty: text('Нет числа, пока нет сделок.', 'None without deals.'),
    better: 'neither',
    source: text('Вопрос 6 аудита', 'Question 6 of the audit'),
    compute: (cell) => unless(noDeals(cell), () => ({ value: cell.now.deals.processes })),
  },
  {
    id: 'campaigns_per_month',
    unit: 'count',
    name: text('Кампаний в месяц', 'Campaigns per month'),
    short: text('Кампании', 'Campaigns'),
    formula: text(
      'Разные кампании с затратами или касаниями в месяце, в среднем по месяцам периода',
      'Distinct campaigns with a cost or a touch in a month, averaged over the period’s months',
    ),
    meaning: text('Сколько кампаний вы ведёте одновременно.', 'How many campaigns you run at a time.'),
    inputs: ['campaign_months', 'months'],
    worked: '{campaign_months} ÷ {months}',
    needs: ['campaigns'],
    empty: text('0, если кампании нигде не названы.', '0 where no campaign is named.'),
    better: 'neither',
    source: text('Вопрос 7 аудита', 'Question 7 of the audit'),
    ambiguity: text(
      'Месяц, задетый периодом лишь частью, считается целиком.',
      'A month the period only touches counts whole.',
    ),
    compute: ({ now }) => ({ value: now.campaignMonths / now.months }),
  },
];
