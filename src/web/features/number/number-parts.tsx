import { useQuery } from '@tanstack/react-query';
import { writtenUnit } from '../../../model/metric-words.ts';
import type { Explanation } from '../../../model/numbers.ts';
import { api } from '../../client/api.ts';
import { useWords } from '../../i18n/language.ts';
import { useView } from '../../shell/view.ts';
import css from './number-parts.module.css';
import type { NumberScope } from './number-story.tsx';
import { partsToShow } from './parts-to-show.ts';
import { useOpenNumber } from './use-open-number.ts';

/** The same number segment by segment: what the whole hides. Each part opens in its turn. */
export const NumberParts = ({ explanation, scope }: { explanation: Explanation; scope: NumberScope }) => {
  const { t, format } = useWords();
  const { currency, period } = useView();
  const open = useOpenNumber();
  const { id, unit, dimensions } = explanation.definition;
  const isWhole = scope.filter?.segment === undefined;
  const cut = useQuery(
    api.measure.queryOptions({
      input: { ...scope, metrics: [id], by: ['segment'], compare: false },
      enabled: isWhole && dimensions.includes('segment'),
    }),
  );
  const parts = isWhole ? partsToShow(cut.data?.answers ?? []) : [];
  if (parts.length === 0) return null;
  const most = Math.max(...parts.map(({ value }) => Math.abs(value)), 0);
  const isPagePeriod = scope.from === period.from && scope.to === period.to;
  return (
    <section>
      <h3 className={css.title}>{t('number.bySegment')}</h3>
      <ul className={css.parts}>
        {parts.map(({ by, value }) => {
          const segment = by.segment ?? '';
          return (
            <li key={segment}>
              <button
                type="button"
                onClick={() =>
                  open({
                    metric: id,
                    filter: { ...scope.filter, segment: [segment] },
                    ...(isPagePeriod ? {} : { period: { from: scope.from, to: scope.to } }),
                  })
                }
              >
                <span>{segment || t('shell.segment.none')}</span>
                <i aria-hidden>
                  <i style={{ width: `${most === 0 ? 0 : (Math.max(0, value) / most) * 100}%` }} />
                </i>
                <b>{format.unit(value, writtenUnit(id, unit), currency)}</b>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
};
