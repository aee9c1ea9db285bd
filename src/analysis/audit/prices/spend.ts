import type { Price } from '../../../model/audit/audit.ts';
import { listed, moneyWords, say } from '../../organisation/words.ts';
import { seenCampaigns } from '../evidence/processes.ts';
import { type AuditMatter, amountOf, findingLink, numberLink, segmentsLink, segmentWords } from '../matter.ts';
import { type Costs, costsAboveBest, type SilentChannels, silentChannels } from './from-facts.ts';
import { findingMoney, inSegment, monthsInYear, priced } from './priced.ts';

const selling = ({ facts }: AuditMatter) =>
  facts.costs.filter((cost) => cost.function === 'sales' || cost.function === 'success');

/** Hours of those who sell in the year, and those of them that say for which process. */
export const sellingHours = (matter: AuditMatter): { all: number; told: number } => {
  const own = selling(matter);
  return {
    all: own.reduce((sum, { hours }) => sum + hours, 0),
    told: own.reduce((sum, { hours, process }) => sum + (process === '' ? 0 : hours), 0),
  };
};

/** What processes that do not earn back their own cost lose in a year, by ROS of each and what it cost; null where it is known of none. */
const lossOfProcesses = (matter: AuditMatter): { names: string[]; loss: number } | null => {
  const spent = new Map<string, number>();
  for (const { process, amount } of selling(matter))
    if (process !== '') spent.set(process, (spent.get(process) ?? 0) + amount);
  const known = matter.byProcess.flatMap(({ metric, value, by }) => {
    const cost = spent.get(by.process ?? '') ?? 0;
    return metric === 'ros_investment' && value !== null && cost > 0 ? [{ name: by.process ?? '', value, cost }] : [];
  });
  if (known.length === 0) return null;
  const losing = known.filter(({ value }) => value < 0);
  return {
    names: losing.map(({ name }) => name),
    loss: losing.reduce((sum, { value, cost }) => sum - value * cost, 0),
  };
};

/** Question 5: what processes lose that do not earn back what selling costs; where they are not told apart, what it costs while nobody knows. */
export const rosPrice = (matter: AuditMatter): Price => {
  const losing = lossOfProcesses(matter);
  if (losing !== null && losing.loss > 0)
    return priced(
      { low: losing.loss / 2 / monthsInYear, high: losing.loss / monthsInYear },
      {
        code: 'processes_losing',
        text: say(
          'Процессы продаж, которые не возвращают своих затрат: {names}',
          'Sales processes that do not earn back their cost: {names}',
          { names: listed(losing.names.map((name) => ({ ru: name, en: name }))) },
        ),
        how: say(
          'По процессам: затраты − валовая прибыль их сделок, {year} за год ÷ 12',
          'By process: cost − gross profit of its deals, {year} a year ÷ 12',
          { year: moneyWords(losing.loss, matter.currency) },
        ),
        assumptions: [
          say('Нижняя граница: половина окупится позже', 'Lower bound: half is earned back later'),
          say('Верхняя: прибыль этих сделок вся в этом году', 'Upper bound: all profit of these deals is of this year'),
        ],
        link: numberLink(matter, 'ros_investment'),
      },
    );
  return unknownReturn(matter, losing !== null);
};

const unknownReturn = (matter: AuditMatter, areToldApart: boolean): Price => {
  const spent = amountOf(matter, 'cost_sales');
  const own = selling(matter);
  const all = own.reduce((sum, { amount }) => sum + amount, 0);
  const told = own.reduce((sum, { amount, process }) => sum + (process === '' ? 0 : amount), 0);
  if (areToldApart)
    return priced(null, {
      code: 'sales_return_unjudged',
      text: say(
        'Каждый процесс с известными затратами их возвращает; сколько можно было вернуть, без цели не видно',
        'Every process whose cost is known earns it back; without a target nobody sees how much it could',
      ),
      how: say('Пока не посчитать: цели по ROS нет', 'Can’t be reckoned yet: ROS has no target'),
      assumptions: [],
      missing: [say('цель по ROS, с которой сравнить каждый процесс', 'a target for ROS to compare each process with')],
      link: numberLink(matter, 'ros_investment'),
    });
  return priced(null, {
    code: 'sales_return_unknown',
    text:
      spent === null
        ? say('Затраты на продажи не записаны', 'Sales costs are not recorded')
        : say(
            'На продажи уходит {spent} в месяц, и неизвестно, какой процесс их возвращает',
            'Selling costs {spent} a month, and nobody knows which process returns it',
            {
              spent: moneyWords(spent / monthsInYear, matter.currency),
            },
          ),
    how: say(
      'Пока не посчитать: затраты не разложены по процессам',
      'Can’t be reckoned yet: costs are not told by process',
    ),
    assumptions: [],
    missing: [
      all > 0
        ? say(
            'процесс в затратах на продажи (столбец process): из {all} за год без общих затрат он указан у {told}',
            'the process on sales costs (column process): of {all} in the year without shared cost {told} have it',
            { all: moneyWords(all, matter.currency), told: moneyWords(told, matter.currency) },
          )
        : say(
            'процесс в затратах на продажи (столбец process) или доли времени людей',
            'the process on sales costs (column process), or shares of people’s time',
          ),
    ],
    link: numberLink(matter, spent === null ? 'ros_investment' : 'cost_sales'),
  });
};

const offJourneyPrice = (matter: AuditMatter): Price => {
  const found = matter.findings.find(({ code, money }) => code === 'off_journey_cost' && money !== undefined);
  return priced(findingMoney(matter, 'off_journey_cost'), {
    code: 'off_journey_spend',
    text:
      found?.text ??
      say('Расходы на маркетинг, которые не обслуживают путь', 'Marketing spend that serves no part of the journey'),
    how: say(
      'Расходы года без клетки пути ÷ 12: {year} ÷ 12',
      'Spend of the year without a cell of the journey ÷ 12: {year} ÷ 12',
      {
        year: moneyWords((findingMoney(matter, 'off_journey_cost')?.high ?? 0) * monthsInYear, matter.currency),
      },
    ),
    assumptions: [say('Расходы вне пути не приводят к следующему шагу', 'Spend off the journey leads to no next step')],
    missing: [
      say(
        'клетка пути у расходов на маркетинг и спроектированный путь',
        'the cell of the journey on marketing costs, and a designed journey',
      ),
    ],
    link: findingLink('off_journey_cost'),
  });
};

/** Without a designed journey: spend in channels that brought no new customer. */
const channelsPrice = (matter: AuditMatter, { names, silent, all }: SilentChannels): Price =>
  priced(
    { low: silent / monthsInYear, high: all / monthsInYear },
    {
      code: 'channels_without_customers',
      text: say(
        'Каналы, которые за год не привели ни одного нового клиента: {names}; потрачено {year}',
        'Channels that brought no new customer within the year: {names}; {year} spent',
        { names: listed(names.map((name) => ({ ru: name, en: name }))), year: moneyWords(all, matter.currency) },
      ),
      how: say(
        'Расходы этих каналов за год ÷ 12: {year} ÷ 12',
        'Spend of these channels in the year ÷ 12: {year} ÷ 12',
        {
          year: moneyWords(all, matter.currency),
        },
      ),
      assumptions: [
        say(
          'Канал без новых клиентов ничего не готовит для других',
          'A channel without new customers prepares nothing for others',
        ),
        say('Нижняя граница: только каналы без единого касания', 'Lower bound: only channels without a single touch'),
      ],
      link: `/money?from=${matter.period.from}&to=${matter.period.to}&by=channel&number=cost_marketing`,
    },
  );

/** Question 6: marketing spend that leads nowhere. */
export const romiPrice = (matter: AuditMatter): Price => {
  const offJourney = offJourneyPrice(matter);
  const channels = offJourney.low === null ? silentChannels(matter) : null;
  return channels === null || channels.all <= 0 ? offJourney : channelsPrice(matter, channels);
};

/** Question 8: campaigns that serve no part of the journey. */
export const offerPrice = (matter: AuditMatter): Price => {
  // Where no journey is designed no campaign could be on one.
  const isDesigned = Object.keys(matter.design?.cells ?? {}).length > 0;
  const seen = isDesigned ? seenCampaigns(matter) : [];
  const bare = seen.filter(({ cells, spent }) => cells.length === 0 && spent > 0);
  const year = bare.reduce((sum, { spent }) => sum + spent, 0);
  const silent = bare.filter(({ touches }) => touches === 0).reduce((sum, { spent }) => sum + spent, 0);
  return priced(year > 0 ? { low: silent / monthsInYear, high: year / monthsInYear } : null, {
    code: 'campaigns_unlinked',
    text: say('Кампании вне пути: {n}, за год {year}', 'Campaigns off the journey: {n}, {year} a year', {
      n: bare.length,
      year: moneyWords(year, matter.currency),
    }),
    how: say(
      'Расходы кампаний без клетки пути ÷ 12: {year} ÷ 12',
      'Spend of campaigns without a cell ÷ 12: {year} ÷ 12',
      {
        year: moneyWords(year, matter.currency),
      },
    ),
    parts: bare.map(({ name, spent, touches }) =>
      say('«{name}»: {spent} за год, касаний {touches}', '“{name}”: {spent} in the year, {touches} touches', {
        name,
        spent: moneyWords(spent, matter.currency),
        touches,
      }),
    ),
    assumptions: [
      say(
        'Нижняя граница: только кампании без единого касания в фактах',
        'Lower bound: only campaigns without a single touch in the facts',
      ),
      say('Часть этих денег уже названа в вопросе 6', 'Part of this money is named in question 6 already'),
    ],
    missing: [
      say(
        'спроектированный путь и кампания в затратах и касаниях',
        'a designed journey, and the campaign on costs and touches',
      ),
    ],
    link: findingLink('off_journey_campaign'),
  });
};

/** CLTV a customer must bring for each unit of CAC: the rule of thumb, and two thirds of it. */
const usualReturn = 3;
const leastReturn = 2;

const overWorthPrice = (matter: AuditMatter): Price => {
  const names = matter.facts.segments.map(({ name }) => name).filter((name) => name !== '');
  const over = (times: number): number =>
    names.reduce((sum, name) => {
      const cac = inSegment(matter, 'unit_cost_acquisition_direct', name)?.value ?? null;
      const worth = inSegment(matter, 'cltv_forecast', name)?.value ?? null;
      const fresh = inSegment(matter, 'customers_new', name)?.value ?? 0;
      return cac === null || worth === null ? sum : sum + Math.max(0, cac - worth / times) * fresh;
    }, 0) / monthsInYear;
  const isKnown = names.some(
    (name) =>
      inSegment(matter, 'unit_cost_acquisition_direct', name)?.value != null &&
      inSegment(matter, 'cltv_forecast', name)?.value != null,
  );
  const average = amountOf(matter, 'unit_cost_acquisition');
  return priced(isKnown ? { low: over(leastReturn), high: over(usualReturn) } : null, {
    code: 'cac_over_worth',
    text: say(
      'Привлечение в сегментах, где клиент стоит больше трети того, что приносит; средние {average} это скрывают',
      'Acquisition in segments where a customer costs over a third of what he brings; the average of {average} hides it',
      { average: moneyWords(average ?? 0, matter.currency) },
    ),
    how: say(
      'По сегментам: (CAC − CLTV ÷ 3) × новые за год ÷ 12, где CAC больше; нижняя граница — CLTV ÷ 2',
      'By segment: (CAC − CLTV ÷ 3) × new of the year ÷ 12 where CAC is above; the lower bound takes CLTV ÷ 2',
    ),
    parts: names.flatMap((name) => {
      const cac = inSegment(matter, 'unit_cost_acquisition_direct', name)?.value ?? null;
      const worth = inSegment(matter, 'cltv_forecast', name)?.value ?? null;
      if (cac === null || worth === null) return [];
      return say(
        '{name}: CAC {cac}, CLTV {worth}, новых {fresh}',
        '{name}: CAC {cac}, CLTV {worth}, {fresh} new ones',
        {
          name: segmentWords(matter, name),
          cac: moneyWords(cac, matter.currency),
          worth: moneyWords(worth, matter.currency),
          fresh: inSegment(matter, 'customers_new', name)?.value ?? 0,
        },
      );
    }),
    assumptions: [
      say('CLTV/CAC = 3 — обычное правило, а не закон', 'CLTV/CAC = 3 is a rule of thumb and no law'),
      say('CLTV — по прогнозу сегмента', 'CLTV is the segment’s forecast'),
    ],
    missing: [
      say(
        'сегмент и вид работы в затратах, себестоимость в продажах',
        'the segment and kind of work on costs, the cost of goods on sales',
      ),
    ],
    link: segmentsLink(matter, 'unit_cost_acquisition_direct'),
  });
};

/** Without segments: what was paid for new customers beyond what one cost in the company’s own best quarter. */
const quartersPrice = (matter: AuditMatter, { range, best, worst }: Costs): Price =>
  priced(range, {
    code: 'cac_above_best',
    text: say(
      'Новый клиент стоил от {best} в лучшем квартале до {worst} в худшем',
      'A new customer cost from {best} in the best quarter to {worst} in the worst',
      { best: moneyWords(best, matter.currency), worst: moneyWords(worst, matter.currency) },
    ),
    how: say(
      'Затраты на привлечение сверх цены лучшего квартала × новые, за год ÷ 12',
      'Acquisition cost beyond the best quarter’s per new customer, of the year ÷ 12',
    ),
    assumptions: [
      say('Цена лучшего квартала достижима круглый год', 'The best quarter’s cost is possible all year'),
      say('Нижняя граница: цена второго из лучших', 'Lower bound: the second best’s'),
    ],
    link: numberLink(matter, 'unit_cost_acquisition'),
  });

/** Question 9: what is paid for new customers beyond what they are worth, or than they had to cost. */
export const costPrice = (matter: AuditMatter): Price => {
  const overWorth = overWorthPrice(matter);
  const costs = overWorth.low === null ? costsAboveBest(matter) : null;
  return costs === null ? overWorth : quartersPrice(matter, costs);
};
