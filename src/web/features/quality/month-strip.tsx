import { addMonths } from '../../../model/days.ts';
import type { Finding } from '../../../model/quality.ts';
import { useWords } from '../../i18n/language.ts';
import css from './quality.module.css';

/** So many months are shown, the latest at the right. */
const shownMonths = 24;

/** How much of each of the last months is known: a full column is all of it; a month with nothing to know has none. */
export const MonthStrip = ({ finding: { months, name } }: { finding: Finding }) => {
  const { t, say, format } = useWords();
  const last = months.at(-1)?.month;
  if (last === undefined) return <span className={css.strip} />;
  const known = new Map(months.map((month) => [month.month, month]));
  const shown = Array.from({ length: shownMonths }, (_, at) => addMonths(last, at - shownMonths + 1));
  const shares = shown.flatMap((month) => known.get(month)?.share ?? []);
  const label = t('quality.strip', {
    name: say(name),
    low: format.ratio(1 - Math.max(...shares)),
    high: format.ratio(1 - Math.min(...shares)),
  });
  return (
    <span className={css.strip} role="img" aria-label={label}>
      {shown.map((month) => {
        const share = known.get(month)?.share;
        const title = share === undefined ? format.month(month) : `${format.month(month)}: ${format.ratio(1 - share)}`;
        return (
          <i
            key={month}
            title={title}
            data-none={share === undefined || undefined}
            data-weak={(share ?? 0) > 0.2 || undefined}
          >
            <i style={{ height: `${(1 - (share ?? 1)) * 100}%` }} />
          </i>
        );
      })}
    </span>
  );
};
