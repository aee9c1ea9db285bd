import { forecastModelNames, type SegmentFit } from '../../../model/forecast.ts';
import { useWords } from '../../i18n/language.ts';
import answer from '../../kit/answer.module.css';
import { Card } from '../../kit/card.tsx';
import { ScrolledTable } from '../../kit/scrolled-table.tsx';
import css from './forecast.module.css';

/** By what each segment is told, why so, and how far that would have come true. */
export const WaysCard = ({ fits }: { fits: readonly SegmentFit[] }) => {
  const { t } = useWords();
  return (
    <Card title={t('forecast.ways.title')}>
      <p className={css.prose}>{t('forecast.ways.text')}</p>
      <ScrolledTable className={answer.scroll} label={t('forecast.ways.title')}>
        <table className={css.errors}>
          <thead>
            <tr>
              <th scope="col">{t('forecast.rows.segment')}</th>
              <th scope="col" data-start>
                {t('forecast.ways.by')}
              </th>
              <th scope="col">{t('forecast.errors.expected')}</th>
              <th scope="col">{t('forecast.ways.made')}</th>
              <th scope="col">{t('forecast.ways.off')}</th>
              <th scope="col">{t('forecast.ways.error')}</th>
              <th scope="col">{t('forecast.ways.naive')}</th>
            </tr>
          </thead>
          <tbody>
            {fits.map((fit) => (
              <Way key={fit.segment} fit={fit} />
            ))}
          </tbody>
        </table>
      </ScrolledTable>
    </Card>
  );
};

const Way = ({ fit }: { fit: SegmentFit }) => {
  const { t, say, format } = useWords();
  const { holdout, model } = fit;
  const naive = [holdout?.naive.last_again, holdout?.naive.recency_frequency].flatMap((rule) =>
    rule ? [rule.mae] : [],
  );
  const off = holdout && holdout.actual > 0 ? holdout.expected / holdout.actual - 1 : null;
  return (
    <tr>
      <th scope="row">{fit.segment || t('forecast.rows.none')}</th>
      <td data-start>
        {model === null
          ? t('forecast.none.refused', { reason: fit.reason ? t(`reasons.${fit.reason}.short`) : '' })
          : say(forecastModelNames[model])}
        <small className={answer.bounds}>
          {model !== null &&
            [
              ...(fit.of === 'all' ? [t('forecast.ways.ofAll')] : []),
              t(`forecast.ways.decided.${fit.decided_by}`),
              ...(fit.judged_as
                ? [t('forecast.ways.judgedAs', { model: say(forecastModelNames[fit.judged_as]) })]
                : []),
            ].join('; ')}
        </small>
      </td>
      <td>{holdout && format.count(Math.round(holdout.expected))}</td>
      <td>{holdout && format.count(holdout.actual)}</td>
      <td>{off !== null && `${off > 0 ? '+' : off < 0 ? '−' : ''}${format.ratio(Math.abs(off))}`}</td>
      <td>{holdout && format.number(holdout.mae, 3)}</td>
      <td>{naive.length > 0 && format.number(Math.min(...naive), 3)}</td>
    </tr>
  );
};
