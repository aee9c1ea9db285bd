import type { Price } from '../../../model/audit/audit.ts';
import type { Sentence } from '../../../model/problem.ts';
import { moneyWords, say, shareWords } from '../../organisation/words.ts';
import { assignedShare, committeeShare, committeesKnown } from '../evidence/market.ts';
import { forecastError } from '../evidence/worth.ts';
import { type AuditMatter, amountOf, findingLink, numberLink, segmentWords } from '../matter.ts';
import { type Losses, lossesAboveBest } from './from-facts.ts';
import { findingMoney, inSegment, monthsInYear, priced } from './priced.ts';

/** Revenue whose customers fit no segment: its gross profit rests on nothing that is planned. */
export const marketPrice = (matter: AuditMatter): Price => {
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
      (committeeShare(matter) ?? 0) < committeesKnown
        ? say(
            'роли людей клиента в сделках: тогда видно, сколько сделок проиграно мимо того, кто решает',
            'the roles of the customer’s people on deals: then it shows how many were lost past whoever decides',
          )
        : say(
            'с кем из людей клиента говорили в каждой проигранной сделке (человек у касания): тогда видно, сколько их прошло мимо того, кто решает',
            'whom of the customer’s people each lost deal was talked over with (the person on touches): then it shows how many went past whoever decides',
          ),
    ],
    link: range === null && share !== null ? numberLink(matter, 'win_rate_closed') : '/customers?segment=',
  });
};

/** Lost customers nobody tried to win back in the year × the rate of those who were tried × what a customer brings. */
const winbackPrice = (matter: AuditMatter): Price => {
  const { facts, currency } = matter;
  const rate = matter.answers.find(({ metric }) => metric === 'winback_rate');
  const areTried = rate?.value != null && !(rate.notes ?? []).includes('attempts_not_recorded');
  let [low, high, untried] = [0, 0, 0];
  const parts: Sentence[] = [];
  for (const { name, customers, active, profitYear } of areTried ? facts.segments : []) {
    const own = inSegment(matter, 'winback_rate', name);
    const cost =
      inSegment(matter, 'unit_cost_winback_direct', name)?.value ?? amountOf(matter, 'unit_cost_winback_direct') ?? 0;
    if (own?.value == null || own.interval === undefined || profitYear === null) continue;
    const stillLost = (own.n ?? 0) * (1 - own.value);
    const left = Math.max(0, customers - active - stillLost);
    const each = Math.max(0, profitYear - cost) / monthsInYear;
    untried += left;
    parts.push(
      say(
        '{name}: не пробовали вернуть {left}; из тех, кого пробовали, вернулись {rate}; прибыль за год {profit}, возврат стоит {cost}',
        '{name}: {left} nobody tried; of those tried {rate} came back; a year’s profit {profit}, winning back costs {cost}',
        {
          name: segmentWords(matter, name),
          left: Math.round(left),
          rate: shareWords(own.value),
          profit: moneyWords(profitYear, currency),
          cost: moneyWords(cost, currency),
        },
      ),
    );
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
    parts,
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

/** Where nobody records who was tried: customers lost beyond what the company’s own best quarter loses. */
const lossesPrice = (matter: AuditMatter, losses: Losses): Price =>
  priced(losses.range, {
    code: 'losses_above_best',
    text: say(
      'Клиенты, потерянные за год сверх того, сколько теряет лучший квартал: {n}',
      'Customers lost within the year beyond what the best quarter loses: {n}',
      { n: Math.round(losses.lost) },
    ),
    how: say(
      '{n} × прибыль с постоянного клиента за год {profit} ÷ 12; в лучшем квартале потеряно {best}',
      '{n} × a regular customer’s profit of a year {profit} ÷ 12; the best quarter lost {best}',
      { n: Math.round(losses.lost), profit: moneyWords(losses.profit, matter.currency), best: losses.best },
    ),
    assumptions: [
      say('Терять, как в лучшем квартале, возможно круглый год', 'Losing as in the best quarter is possible all year'),
      say('Нижняя граница: как во втором из лучших', 'Lower bound: as in the second best'),
    ],
    link: numberLink(matter, 'customers_lost'),
  });

/** Question 3: the part of the journey after customers fall silent. */
export const pathPrice = (matter: AuditMatter): Price => {
  const winback = winbackPrice(matter);
  const losses = winback.low === null ? lossesAboveBest(matter) : null;
  return losses === null ? winback : lossesPrice(matter, losses);
};

/** Priced gaps of stages nobody answers for, and whether all of them are that of bringing to a result. */
const unowned = ({ findings, design }: AuditMatter) => {
  const gaps = findings.filter(({ code, money }) => code === 'stage_without_owner' && money !== undefined);
  const stageOf = ({ where }: (typeof gaps)[number]): string | undefined => {
    const [first] = where;
    return first?.collection === 'zones' ? design?.zones[first.id]?.stage : first?.id;
  };
  return { gaps, isOfNew: gaps.every((gap) => stageOf(gap) === 'new') };
};

/** New customers without a result, and what one of them would bring, by segment. */
const withoutResult = (matter: AuditMatter): Sentence[] =>
  matter.facts.segments
    .filter((each) => each.withoutResult > 0)
    .map(({ name, withoutResult: n, newCustomers, profitYear }) =>
      say(
        '{name}: {n} из {all} новых не дошли до результата; прибыль с постоянного за год {profit}',
        '{name}: {n} of {all} new ones never reached a result; a regular one’s profit of a year {profit}',
        {
          name: segmentWords(matter, name),
          n,
          all: newCustomers,
          profit: profitYear === null ? { ru: 'неизвестна', en: 'unknown' } : moneyWords(profitYear, matter.currency),
        },
      ),
    );

/** Question 4: what nobody answers for; without a design, new customers who never reached a result. */
export const activationPrice = (matter: AuditMatter): Price => {
  const { facts, currency } = matter;
  const isSeen = amountOf(matter, 'activation_rate') !== null;
  const { gaps, isOfNew } = unowned(matter);
  const money = findingMoney(matter, 'stage_without_owner');
  // Where no result is recorded every new customer would count as one without it.
  const owned = isOfNew && !isSeen ? null : money;
  const stuck = facts.segments.reduce((sum, each) => sum + each.withoutResult, 0);
  const worth = facts.segments.reduce((sum, each) => sum + each.withoutResult * (each.profitYear ?? 0), 0);
  const fromFacts = isSeen && worth > 0 ? { low: worth / 2 / monthsInYear, high: worth / monthsInYear } : null;
  const how = owned === null ? undefined : gaps[0]?.moneyHow;
  return priced(owned ?? fromFacts, {
    code: owned === null || isOfNew ? 'activation_lost' : 'stages_unowned',
    text:
      owned === null || isOfNew
        ? say(
            'Новые клиенты за год, не дошедшие до результата: {n}',
            'New customers of the year who never reached a result: {n}',
            { n: isSeen ? stuck : say('пока не видно', 'not seen yet') },
          )
        : say('Стадии, за которые никто не отвечает: {n}', 'Stages nobody answers for: {n}', { n: gaps.length }),
    how:
      how ??
      (isSeen
        ? say(
            'Новые без результата × прибыль с клиента за год, по сегментам: {worth} в год ÷ 12',
            'New ones without a result × a customer’s profit a year, by segment: {worth} a year ÷ 12',
            { worth: moneyWords(worth, currency) },
          )
        : say(
            'Пока не посчитать: результаты клиентов не записаны',
            'Can’t be reckoned yet: customers’ results are not recorded',
          )),
    parts: withoutResult(matter),
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

/** Question 10: what is not known of margins. */
export const cltvPrice = (matter: AuditMatter): Price => {
  const { counts, currency } = matter;
  const share = counts.revenue > 0 ? counts.revenueWithoutMargin / counts.revenue : null;
  const margin = amountOf(matter, 'gross_margin');
  const month = counts.revenueWithoutMargin / monthsInYear;
  const error = forecastError(matter);
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
        : error === null
          ? say(
              'Ошибка прогноза CLTV, на который опираются решения',
              'The error of the CLTV forecast decisions rest on',
            )
          : say(
              'Решения, которые опираются на CLTV: прогноз покупок ошибается на {error}, а люди числа не знают',
              'Decisions that rest on CLTV: the forecast of purchases is {error} off, and people do not know the number',
              { error: shareWords(error) },
            ),
    how: say('Выручка без себестоимости × маржа остальной', 'Revenue without a cost of goods × the margin of the rest'),
    assumptions: [say('Маржа там такая же, как у остальных продаж', 'The margin there is that of the other sales')],
    missing: [
      share === null
        ? say('продажи по клиентам с себестоимостью', 'sales by customer with the cost of goods')
        : share > 0
          ? say('себестоимость оставшихся продаж', 'the cost of goods of the other sales')
          : error === null
            ? say(
                'история покупок, на которой прогноз можно сверить с фактом: от трёх месяцев и 100 покупок',
                'a history of purchases to check the forecast on: three months and 100 purchases or more',
              )
            : say(
                'пределы, которые ставят по CLTV (цена нового клиента, скидка, бюджет возврата), и сколько тратят сверх них',
                'limits set by CLTV (cost of a new customer, discount, win-back budget), and what is spent beyond them',
              ),
    ],
    link: numberLink(matter, 'cltv_forecast'),
  });
};
