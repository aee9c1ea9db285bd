import type { Price } from '../../../model/audit/audit.ts';
import type { Sentence } from '../../../model/problem.ts';
import { moneyWords, say, shareWords } from '../../organisation/words.ts';
import { type AuditMatter, amountOf, numberLink } from '../matter.ts';
import { surveyOf } from '../survey/survey.ts';
import { monthsInYear, priced } from './priced.ts';

/** Reasons that say the customer did not see how we differ, and those that say somebody else was chosen; by words of both languages, ours. */
const sawNoDifference =
  /сравни|отлич[аи]|разниц(?!\S* в цен)|не понял|не увидел|непонятн|\bcompar[ei]|\bhow .{0,30}differ|(?<!price )\bdifference(?! in price)|unclear|did not see|didn.t see|not understand/iu;
const choseAnother =
  /выбрал\S*\s.{0,12}друг|друг(?:ого|ой|ому|им) (?:поставщик|компани|подрядчик|производител|исполнител)|уш(?:ё|е)?л\S* к |конкурент|competitor|\b(?:an)?other (?:vendor|supplier|company|firm|provider|contractor|maker)|(?:chose|chosen|picked|went with) (?:an)?other|some(?:one|body) else/iu;

/** What a loss reason says of us, as its words tell: that no difference was seen, that somebody else was chosen; null of any other. */
export const lostToOthersBy = (reason: string): 'no_difference' | 'another_chosen' | null => {
  if (sawNoDifference.test(reason)) return 'no_difference';
  return choseAnother.test(reason) ? 'another_chosen' : null;
};

type Lost = { deals: number; amount: number };

const mostReasons = 8;

/** The reasons that count, each with its deals. */
const reasonsOf = ({ counts, currency }: AuditMatter): Sentence[] =>
  counts.lossReasons
    .filter(({ reason }) => lostToOthersBy(reason) !== null)
    .slice(0, mostReasons)
    .map(({ reason, deals, amount }) =>
      say('«{reason}»: сделок {deals}, на {amount}', '“{reason}”: {deals} deals, {amount}', {
        reason,
        deals,
        amount: moneyWords(amount, currency),
      }),
    );

const lostBy = ({ counts }: AuditMatter, kinds: readonly ReturnType<typeof lostToOthersBy>[]): Lost => {
  const found = counts.lossReasons.filter(({ reason }) => kinds.includes(lostToOthersBy(reason)));
  return {
    deals: found.reduce((sum, { deals }) => sum + deals, 0),
    amount: found.reduce((sum, { amount }) => sum + amount, 0),
  };
};

/**
 * Deals lost to others or because nobody saw the difference, as far as people do not know the idea: amount × margin × the rate of deals won × the
 * part of the idea staff can't tell. Low counts only those who saw no difference.
 */
const lostToOthers = (matter: AuditMatter): Price | null => {
  const known = surveyOf(matter, 1)?.result.accuracy ?? null;
  const margin = amountOf(matter, 'gross_margin');
  const rate = amountOf(matter, 'win_rate_closed');
  const [few, all] = [lostBy(matter, ['no_difference']), lostBy(matter, ['no_difference', 'another_chosen'])];
  if (known === null || margin === null || rate === null || margin <= 0 || all.amount <= 0) return null;
  const month = (amount: number): number => (amount * margin * rate * (1 - known)) / monthsInYear;
  return priced(
    { low: month(few.amount), high: month(all.amount) },
    {
      code: 'lost_to_others',
      text: say(
        'Сделки, проигранные за год тем, кого выбрали вместо нас, или потому, что разницы не увидели: {n} из {lost}',
        'Deals lost within the year to whom was chosen instead of us, or because no difference was seen: {n} of {lost}',
        { n: all.deals, lost: matter.counts.lostDeals },
      ),
      how: say(
        '{amount} этих сделок × маржа {margin} × доля выигранных {rate} × {unknown} идеи, которых люди не знают, ÷ 12',
        '{amount} of these deals × margin {margin} × win rate {rate} × {unknown} of the idea people do not know ÷ 12',
        {
          amount: moneyWords(all.amount, matter.currency),
          margin: shareWords(margin),
          rate: shareWords(rate),
          unknown: shareWords(1 - known),
        },
      ),
      parts: reasonsOf(matter),
      assumptions: [
        say(
          'Если бы люди знали идею, эти сделки выигрывали бы, как остальные',
          'If people knew the idea these deals would be won like the others',
        ),
        say(
          'Нижняя граница: только те, кто не увидел разницы ({n})',
          'Lower bound: only those who saw no difference ({n})',
          { n: few.deals },
        ),
      ],
      link: numberLink(matter, 'win_rate_closed'),
    },
  );
};

/** Question 1: what is lost while people can’t say why us; what to bring where reasons or answers do not tell it. */
export const ideaPrice = (matter: AuditMatter): Price => lostToOthers(matter) ?? unknownPrice(matter);

/** What is said of losses: which of the reasons are about the idea only people can tell. */
const lossesKnown = 0.5;

const unknownPrice = ({ counts: { lostDeals, lostWithReason } }: AuditMatter): Price =>
  priced(null, {
    code: 'idea_unknown',
    text: say(
      'Сделки, проигранные потому, что люди не сказали, почему мы',
      'Deals lost because people did not say why us',
    ),
    how: say(
      'Пока не посчитать: проигранных за год сделок {lost}, причина записана у {told}, и какие из причин об идее, не отмечено',
      'Can’t be reckoned yet: {lost} deals were lost in the year, {told} say why, and which reasons are about the idea is not marked',
      { lost: lostDeals, told: lostWithReason },
    ),
    assumptions: [],
    missing: [
      lostDeals > 0 && lostWithReason / lostDeals >= lossesKnown
        ? say(
            'отдельная причина проигрыша «не понял, чем вы лучше» (столбец loss_reason): сейчас причины есть у {told} из {lost} сделок, но этой среди них не отличить',
            'a loss reason of its own for “did not see why you” (column loss_reason): {told} of {lost} deals say why now, but this can’t be told among them',
            { told: lostWithReason, lost: lostDeals },
          )
        : lostDeals > 0
          ? say(
              'причина проигрыша у сделок (столбец loss_reason): сейчас она есть у {told} из {lost}',
              'the reason why deals were lost (column loss_reason): {told} of {lost} have it now',
              { told: lostWithReason, lost: lostDeals },
            )
          : say(
              'сделки с причиной проигрыша (столбец loss_reason)',
              'deals with the reason why they were lost (column loss_reason)',
            ),
      say(
        'интервью с теми, кто купил, и с теми, кто отказался',
        'interviews with those who bought and those who declined',
      ),
    ],
    link: '/data',
  });
