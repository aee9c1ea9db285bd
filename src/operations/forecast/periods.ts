import { addDays, type Day, daysBetween } from '../../model/days.ts';
import { Problem } from '../../model/problem.ts';

/** Days compared: what was known by `from` is put beside what happened in the `span` days after it. */
export type Compared = { from: Day; span: number };

/** The days a way is chosen on, and those it is judged on; null where the history is too short. `apart`: they are not the same. */
export type Periods = { chosenOn: Compared | null; judgedOn: Compared | null; apart: boolean };

/** Compared are whole weeks, up to a year; fewer would tell little. To keep two such times apart each must have the more. */
const [fewestWeeks, fewestApart, mostWeeks] = [4, 8, 52];

const lastWeeks = (to: Day, weeks: number): Compared | null => {
  const span = Math.min(mostWeeks, weeks);
  return span < fewestWeeks ? null : { from: addDays(to, -7 * span), span: 7 * span };
};

/** Refuses days that are not known yet, and a comparison that ends before it begins. */
export const checkDays = (holdout: Day | undefined, to: Day, asOf: Day): void => {
  const late = (day: Day, what: string): Problem =>
    new Problem({
      code: 'day_not_known',
      kind: 'input',
      text: {
        ru: `${what} ${day}: известное кончается ${asOf}. Укажите день не позже.`,
        en: `${what} ${day}: what is known ends on ${asOf}. Give a day no later.`,
      },
    });
  if (to > asOf) throw late(to, 'calibrateTo');
  if (holdout === undefined) return;
  if (holdout > asOf) throw late(holdout, 'holdout');
  if (holdout <= to)
    throw new Problem({
      code: 'holdout_before',
      kind: 'input',
      text: {
        ru: `holdout ${holdout} не позже calibrateTo ${to}: сравнивать нечего.`,
        en: `holdout ${holdout} is not after calibrateTo ${to}: there is nothing to compare.`,
      },
    });
};

/**
 * Which days decide how customers are foretold, and which then judge it.
 *
 * With a holdout named the last third of what is known before it decides. Without, the last quarter judges and the one before it decides; a history too short for
 * that decides and judges by its last third.
 */
export const periodsOf = (first: Day | null, to: Day, holdout: Day | undefined): Periods => {
  const weeks = first === null || first > to ? 0 : Math.floor(daysBetween(first, to) / 7);
  if (holdout !== undefined)
    return {
      chosenOn: lastWeeks(to, Math.floor(weeks / 3)),
      judgedOn: { from: to, span: daysBetween(to, holdout) },
      apart: true,
    };
  const quarter = Math.floor(weeks / 4);
  if (quarter >= fewestApart) {
    const judgedOn = lastWeeks(to, quarter);
    return { judgedOn, chosenOn: judgedOn && lastWeeks(judgedOn.from, quarter), apart: true };
  }
  const both = lastWeeks(to, Math.floor(weeks / 3));
  return { chosenOn: both, judgedOn: both, apart: false };
};
