import { type CltvForecast, type ForecastWay, forecastModelNames, type SegmentFit } from '../../../model/forecast.ts';
import { useWords } from '../../i18n/language.ts';
import answer from '../../kit/answer.module.css';
import { Card } from '../../kit/card.tsx';
import { ScrolledTable } from '../../kit/scrolled-table.tsx';
import css from './forecast.module.css';
import type { ForecastKind } from './use-forecast.ts';

/** How the numbers were made, in plain words, with the parameters and what else was tried. */
export const HowCard = ({ found, kind }: { found: CltvForecast; kind: ForecastKind }) => {
  const { t, say, format } = useWords();
  const told = found.fits.filter(({ model }) => model !== null);
  const ways = [...new Set(told.flatMap(({ model }) => (model ? [model] : [])))];
  return (
    <Card title={t('forecast.how.title')}>
      <p className={css.prose}>
        {kind === 'contracts'
          ? t('forecast.contracts.how')
          : t('forecast.how.data', { value: format.count(found.n), day: format.day(found.calibrated_to) })}
      </p>
      {ways.map((model) => (
        <Way key={model} model={model} isOneOfSeveral={ways.length > 1} />
      ))}
      {told.some(({ spend }) => spend.parameters) && <p className={css.prose}>{t('forecast.how.spend')}</p>}
      {found.notes.map(({ code, text }) =>
        // That nobody is seen to leave stands under the totals.
        code === 'no_dropout' ? null : (
          <p key={code} className={css.prose}>
            {say(text)}
          </p>
        ),
      )}
      {told.map((fit) => (
        <Details key={fit.segment} fit={fit} isOnly={told.length === 1} />
      ))}
    </Card>
  );
};

const Way = ({ model, isOneOfSeveral }: { model: ForecastWay; isOneOfSeveral: boolean }) => {
  const { t, say } = useWords();
  return (
    <p className={css.prose}>
      {isOneOfSeveral && <b>{say(forecastModelNames[model])}. </b>}
      {t(`forecast.how.${model}`)}
    </p>
  );
};

/** Parameters of one segment, and what else was tried on it: for those who want to know, so closed. */
const Details = ({ fit, isOnly }: { fit: SegmentFit; isOnly: boolean }) => {
  const { t, say, format } = useWords();
  const errors = fit.standard_errors ?? {};
  const fitted = [
    ...Object.entries(fit.parameters ?? {}).map(
      ([name, value]) => `${name} ${format.number(value, 3)} ± ${format.number(errors[name] ?? 0, 3)}`,
    ),
    ...(fit.regularity === undefined ? [] : [`k ${fit.regularity}`]),
  ];
  const decided = fit.decided_on;
  return (
    <details className={css.details}>
      <summary>{isOnly ? t('forecast.how.details') : fit.segment || t('forecast.rows.none')}</summary>
      {fitted.length > 0 && <p className={css.prose}>{t('forecast.how.fitted', { list: fitted.join(' · ') })}</p>}
      {fit.spend.reason && fit.spend.reason !== 'ridge' && (
        <p className={css.prose}>{t('forecast.how.noSpend', { reason: t(`reasons.${fit.spend.reason}.short`) })}</p>
      )}
      {decided && (
        <p className={css.prose}>
          {t('forecast.how.decidedOn', {
            from: format.day(decided.from),
            until: format.day(decided.until),
            actual: format.count(decided.actual),
          })}
        </p>
      )}
      {fit.candidates.length > 0 && (
        <ScrolledTable className={answer.scroll} label={t('forecast.how.way')}>
          <table className={css.errors}>
            <thead>
              <tr>
                <th scope="col">{t('forecast.how.way')}</th>
                <th scope="col">{t('forecast.errors.expected')}</th>
                <th scope="col">{t('forecast.how.rmse')}</th>
                <th scope="col">{t('forecast.how.likelihood')}</th>
              </tr>
            </thead>
            <tbody>
              {fit.candidates.map((one) => (
                <tr
                  key={`${one.model}${one.regularity}${one.of}`}
                  data-best={
                    (one.model === fit.model && one.regularity === fit.regularity && (one.of ?? fit.of) === fit.of) ||
                    undefined
                  }
                >
                  <th scope="row">
                    {say(forecastModelNames[one.model])}
                    {one.regularity !== undefined && ` (k ${one.regularity})`}
                    {one.of === 'all' && `, ${t('forecast.ways.ofAll')}`}
                  </th>
                  <td>{one.errors ? format.count(Math.round(one.errors.expected)) : ''}</td>
                  <td>
                    {one.errors ? format.number(one.errors.rmse, 3) : one.reason && t(`reasons.${one.reason}.short`)}
                  </td>
                  <td>{one.log_likelihood === null ? '' : format.number(one.log_likelihood, 1)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrolledTable>
      )}
    </details>
  );
};
