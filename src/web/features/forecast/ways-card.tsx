import { forecastModelNames, type SegmentFit } from '../../../model/forecast.ts';
import { useWords } from '../../i18n/language.ts';
import answer from '../../kit/answer.module.css';
import { Card } from '../../kit/card.tsx';
import { ScrolledTable } from '../../kit/scrolled-table.tsx';
import css from './forecast.module.css';
import type { ForecastKind } from './use-forecast.ts';

/** By what each segment is told, why so, and how far that would have come true. */
export const WaysCard = ({ fits, kind }: { fits: readonly SegmentFit[]; kind: ForecastKind }) => {
  const { t } = useWords();
  const isOfContracts = kind === 'contracts';
  return (
    <Card title={t('forecast.ways.title')}>
      <p className={css.prose}>{t(isOfContracts ? 'forecast.contracts.ways' : 'forecast.ways.text')}</p>
      <ScrolledTable className={answer.scroll} label={t('forecast.ways.title')}>
        <table className={css.errors}>
          <thead>
            <tr>
              <th scope="col">{t('forecast.rows.segment')}</th>
              <th scope="col" data-start>
                {t('forecast.ways.by')}
              </th>
              <th scope="col">{t(isOfContracts ? 'forecast.contracts.expected' : 'forecast.errors.expected')}</th>
              <th scope="col">{t('forecast.ways.made')}</th>
              <th scope="col">{t('forecast.ways.off')}</th>
              <th scope="col">{t(isOfContracts ? 'forecast.contracts.mae' : 'forecast.ways.error')}</th>
              <th scope="col">{t('forecast.ways.naive')}</th>
            </tr>
          </thead>
          <tbody>
            {fits.map((fit) => (
              <Way key={fit.segment} fit={fit} kind={kind} />
            ))}
          </tbody>
        </table>
      </ScrolledTable>
    </Card>
  );
};

const Way = ({ fit, kind }: { fit: SegmentFit; kind: ForecastKind }) => {
  const { t, say, format } = useWords();
  const { holdout, model } = fit;
  const isByLikelihood = kind === 'contracts' && fit.decided_by === 'likelihood';
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
              t(isByLikelihood ? 'forecast.contracts.decided' : `forecast.ways.decided.${fit.decided_by}`),
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
