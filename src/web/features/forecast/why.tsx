import { missOf } from '../../../analysis/models/miss.ts';
import type { ForecastHoldout } from '../../../model/forecast.ts';
import { useWords } from '../../i18n/language.ts';
import css from './forecast.module.css';

/** Where this forecast of the past and the fact part: how many came and how often, who they were, and in which weeks. */
export const Why = ({ holdout }: { holdout: ForecastHoldout }) => {
  const { t, format } = useWords();
  const { came, tenth, weeks } = missOf(holdout);
  const count = (value: number): string => format.count(Math.round(value));
  const lines = [
    came && [
      t('forecast.why.came', {
        of: count(came.of),
        actual: count(came.customers.actual),
        expected: count(came.customers.expected),
        each: format.number(came.each.actual, 2),
        eachExpected: format.number(came.each.expected, 2),
      }),
      t(`forecast.why.mostly.${came.mostly}`),
    ],
    tenth && [
      t('forecast.why.tenth', {
        actual: count(tenth.strongest.actual),
        share: format.ratio(tenth.share),
        expected: count(tenth.strongest.expected),
        weakest: count(tenth.weakest.actual),
        weakestExpected: count(tenth.weakest.expected),
      }),
      tenth.apart && t(`forecast.why.apart.${tenth.apart}`),
    ],
    weeks && [
      t('forecast.why.weeks', { of: weeks.of, beyond: weeks.beyond }),
      weeks.beyond > 0 &&
        t('forecast.why.farthest', {
          day: format.day(weeks.farthest.until),
          actual: count(weeks.farthest.actual),
          expected: count(weeks.farthest.expected),
        }),
    ],
  ].flatMap((line) => (line ? [line.filter(Boolean).join(' ')] : []));
  if (lines.length === 0) return null;
  return (
    <>
      <h3 className={css.part}>{t('forecast.why.title')}</h3>
      <ul className={css.why}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  );
};
