import type { Price } from '../../model/audit/audit.ts';
import type { QuestionNumber } from '../../model/audit/questions.ts';
import type { DesignFindingCode } from '../../model/blueprint/finding.ts';
import type { MetricId } from '../../model/metric.ts';
import type { Sentence } from '../../model/problem.ts';
import { moneyWords, say, shareWords } from '../organisation/words.ts';
import { assignedShare } from './evidence/market.ts';
import { seenCampaigns } from './evidence/processes.ts';
import { type AuditMatter, amountOf, findingLink, numberLink, segmentsLink } from './matter.ts';

const monthsInYear = 12;

type Range = { low: number; high: number };

/** An interval a month; where there is nothing to lose by this reckoning, or no numbers for it, what to bring instead. */
const priced = (
  range: Range | null,
  told: Omit<Price, 'low' | 'high' | 'per' | 'missing'> & { missing?: Sentence[] },
): Price => {
  const isKnown = range !== null && range.high > 0;
  return {
    ...told,
    per: 'month',
    low: isKnown ? Math.round(range.low) : null,
    high: isKnown ? Math.round(range.high) : null,
    assumptions: isKnown ? told.assumptions : [],
    missing: isKnown ? [] : (told.missing ?? []),
  };
};

const findingMoney = ({ findings }: AuditMatter, code: DesignFindingCode): Range | null => {
  const found = findings.filter((each) => each.code === code && each.money !== undefined);
  if (found.length === 0) return null;
  return {
    low: found.reduce((sum, { money }) => sum + (money?.low ?? 0), 0) / monthsInYear,
    high: found.reduce((sum, { money }) => sum + (money?.high ?? 0), 0) / monthsInYear,
  };
};

const inSegment = ({ bySegment }: AuditMatter, metric: MetricId, segment: string) =>
  bySegment.find((each) => each.metric === metric && (each.by.segment ?? '') === segment);

const ideaPrice = (): Price =>
  priced(null, {
    code: 'idea_unknown',
    text: say(
      'Сделки, проигранные потому, что люди не сказали, почему мы',
      'Deals lost because people did not say why us',
    ),
    how: say('Пока не посчитать: причин проигрыша не хватает', 'Can’t be reckoned yet: reasons of losses lack'),
    assumptions: [],
    missing: [
      say('причина проигрыша у сделок (столбец loss_reason)', 'the reason why deals were lost (column loss_reason)'),
      say(
        'интервью с теми, кто купил, и с теми, кто отказался',
        'interviews with those who bought and those who declined',
      ),
    ],
    link: '/data',
  });

/** Revenue whose customers fit no segment: its gross profit rests on nothing that is planned. */
const marketPrice = (matter: AuditMatter): Price => {
  const { segments, currency } = matter;
  const margin = amountOf(matter, 'gross_margin');
  const share = assignedShare(matter);
  const month = segments.outside.revenue / monthsInYear;
  const range = margin === null || share === null || share > 0.995 ? null : { low: 0, high: month * margin };
  return priced(range, {
    code: 'outside_segments',
    text: say(
      'Прибыль с клиентов вне сегментов: никто её не планирует',
      'Profit from customers of no segment: nobody plans it',
    ),
    how: say(
      '{revenue} выручки в месяц вне сегментов × маржа {margin}',
      '{revenue} of revenue a month outside segments × margin {margin}',
      {
        revenue: moneyWords(month, currency),
        margin: shareWords(margin ?? 0),
      },
    ),
    assumptions: [
      say('Нижняя граница: эти клиенты останутся и так', 'Lower bound: these customers stay anyway'),
      say('Верхняя: уйдут все, раз пути для них нет', 'Upper bound: all leave, there being no journey for them'),
    ],
    missing: [
      say(
        'роли людей клиента в сделках: тогда видно, сколько сделок проиграно мимо того, кто решает',
        'the roles of the customer’s people on deals: then it shows how many were lost past whoever decides',
      ),
    ],
    link: '/customers?segment=',
  });
};

/** Lost customers nobody tried to win back in the year × the rate of those who were tried × what a customer brings. */
const pathPrice = (matter: AuditMatter): Price => {
  const { facts, currency } = matter;
  const rate = matter.answers.find(({ metric }) => metric === 'winback_rate');
  const areTried = rate?.value != null && !(rate.notes ?? []).includes('attempts_not_recorded');
  let [low, high, untried] = [0, 0, 0];
  for (const { name, customers, active, profitYear } of areTried ? facts.segments : []) {
    const own = inSegment(matter, 'winback_rate', name);
    const cost =
      inSegment(matter, 'unit_cost_winback_direct', name)?.value ?? amountOf(matter, 'unit_cost_winback_direct') ?? 0;
    if (own?.value == null || own.interval === undefined || profitYear === null) continue;
    const stillLost = (own.n ?? 0) * (1 - own.value);
    const left = Math.max(0, customers - active - stillLost);
    const each = Math.max(0, profitYear - cost) / monthsInYear;
    untried += left;
    low += (left / 2) * own.interval[0] * each;
    high += left * own.interval[1] * each;
  }
  return priced(areTried && untried > 0 ? { low, high } : null, {
    code: 'winback_not_done',
    text: say(
      'Потерянные клиенты, которых за год не пробовали вернуть: {n}',
      'Lost customers nobody tried to win back within the year: {n}',
      {
        n: Math.round(untried),
      },
    ),
    how: say(
      '{n} × доля возвращённых из тех, кого пробовали ({rate} в целом, по сегментам своя) × (прибыль с клиента за год − цена возврата) ÷ 12',
      '{n} × the rate of those who were tried ({rate} on the whole, each segment its own) × (a year’s profit of a customer − cost of winning back) ÷ 12',
      { n: Math.round(untried), rate: shareWords(rate?.value ?? 0), currency },
    ),
    assumptions: [
      say(
        'Нижняя граница: ушедшие давно возвращаются вдвое реже',
        'Lower bound: those lost long ago come back half as often',
      ),
      say(
        'Верхняя: возвращаются так же, как те, кого пробовали',
        'Upper bound: they come back like those who were tried',
      ),
    ],
    missing: [
      say(
        'касания возврата и настройка «Попытки возврата» (winback_kinds)',
        'win-back touches and the setting winback_kinds',
      ),
    ],
    link: numberLink(matter, 'winback_rate'),
  });
};

const activationPrice = (matter: AuditMatter): Price => {
  const { facts, currency } = matter;
  const owned = findingMoney(matter, 'stage_without_owner');
  const stuck = facts.segments.reduce((sum, each) => sum + each.withoutResult, 0);
  const worth = facts.segments.reduce((sum, each) => sum + each.withoutResult * (each.profitYear ?? 0), 0);
  const fromFacts = worth > 0 ? { low: worth / 2 / monthsInYear, high: worth / monthsInYear } : null;
  const how =
    owned === null
      ? undefined
      : matter.findings.find(({ code, money }) => code === 'stage_without_owner' && money !== undefined)?.moneyHow;
  return priced(owned ?? fromFacts, {
    code: 'activation_lost',
    text: say(
      'Новые клиенты за год, не дошедшие до результата: {n}',
      'New customers of the year who never reached a result: {n}',
      {
        n: stuck,
      },
    ),
    how:
      how ??
      say(
        'Новые без результата × прибыль с клиента за год, по сегментам: {worth} в год ÷ 12',
        'New ones without a result × a customer’s profit a year, by segment: {worth} a year ÷ 12',
        {
          worth: moneyWords(worth, currency),
        },
      ),
    assumptions: [
      say('Клиент без результата не покупает снова', 'A customer without a result does not buy again'),
      owned === null
        ? say('Нижняя граница: половина дошла бы до привычки', 'Lower bound: half would have come to a habit')
        : say('Нижняя граница: и они уходили бы, как остальные', 'Lower bound: they too would leave as others do'),
    ],
    missing: [
      say(
        'события результата (настройка activation_kinds) и себестоимость',
        'result events (setting activation_kinds) and the cost of goods',
      ),
    ],
    link: owned === null ? numberLink(matter, 'activation_rate') : findingLink('stage_without_owner'),
  });
};

const rosPrice = (matter: AuditMatter): Price => {
  const spent = amountOf(matter, 'cost_sales');
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
      say(
        'процесс в затратах на продажи (столбец process) или доли времени людей',
        'the process on sales costs (column process), or shares of people’s time',
      ),
    ],
    link: numberLink(matter, spent === null ? 'ros_investment' : 'cost_sales'),
  });
};

const romiPrice = (matter: AuditMatter): Price => {
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

const processPrice = (matter: AuditMatter): Price =>
  priced(null, {
    code: 'one_process_price',
    text:
      matter.findings.find(({ code }) => code === 'one_process_for_all')?.text ??
      say(
        'Время продавцов на сделки, которым нужен другой процесс',
        'Reps’ time on deals that ask for another process',
      ),
    how: say(
      'Пока не посчитать: часы и затраты не разложены по процессам',
      'Can’t be reckoned yet: hours and costs are not told by process',
    ),
    assumptions: [],
    missing: [
      say(
        'часы продавцов по процессам (столбцы hours и process в затратах)',
        'hours of reps by process (columns hours and process of costs)',
      ),
    ],
    link: '/organisation?tab=needed',
  });

const offerPrice = (matter: AuditMatter): Price => {
  const bare = seenCampaigns(matter).filter(({ cells, spent }) => cells.length === 0 && spent > 0);
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
    assumptions: [
      say(
        'Нижняя граница: только кампании без единого касания в фактах',
        'Lower bound: only campaigns without a single touch in the facts',
      ),
      say('Часть этих денег уже названа в вопросе 6', 'Part of this money is named in question 6 already'),
    ],
    missing: [say('кампания в затратах и касаниях', 'the campaign on costs and touches')],
    link: findingLink('off_journey_campaign'),
  });
};

/** CLTV a customer must bring for each unit of CAC: the rule of thumb, and two thirds of it. */
const usualReturn = 3;
const leastReturn = 2;

const costPrice = (matter: AuditMatter): Price => {
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

const cltvPrice = (matter: AuditMatter): Price => {
  const { counts, currency } = matter;
  const share = counts.revenue > 0 ? counts.revenueWithoutMargin / counts.revenue : null;
  const margin = amountOf(matter, 'gross_margin');
  const month = counts.revenueWithoutMargin / monthsInYear;
  return priced(share !== null && share > 0 && margin !== null ? { low: 0, high: month * margin } : null, {
    code: 'margin_unknown',
    text:
      share !== null && share > 0
        ? say(
            'Маржа неизвестна у {share} выручки: {month} в месяц',
            'The margin of {share} of revenue is not known: {month} a month',
            {
              share: shareWords(share),
              month: moneyWords(month, currency),
            },
          )
        : say('Ошибка прогноза CLTV, на который опираются решения', 'The error of the CLTV forecast decisions rest on'),
    how: say('Выручка без себестоимости × маржа остальной', 'Revenue without a cost of goods × the margin of the rest'),
    assumptions: [say('Маржа там такая же, как у остальных продаж', 'The margin there is that of the other sales')],
    missing: [
      share === null
        ? say('продажи по клиентам с себестоимостью', 'sales by customer with the cost of goods')
        : share > 0
          ? say('себестоимость оставшихся продаж', 'the cost of goods of the other sales')
          : say(
              'сверка прогноза CLTV с фактом через 12 месяцев',
              'the CLTV forecast checked against what came 12 months later',
            ),
    ],
    link: numberLink(matter, 'cltv_forecast'),
  });
};

const prices: Record<QuestionNumber, (matter: AuditMatter) => Price> = {
  1: ideaPrice,
  2: marketPrice,
  3: pathPrice,
  4: activationPrice,
  5: rosPrice,
  6: romiPrice,
  7: processPrice,
  8: offerPrice,
  9: costPrice,
  10: cltvPrice,
};

/** A final score up to this is a weak answer: it has a price. */
export const weakAnswer = 2;

/** What a weak answer costs a month or hides, from the company's own numbers; else what to bring to know it. Null for a strong answer. */
export const priceOf = (matter: AuditMatter, q: QuestionNumber, final: number): Price | null =>
  final > weakAnswer ? null : prices[q](matter);
