import { type CltvForecast, forecastModelNames } from '../../../model/forecast.ts';
import { useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import css from './forecast.module.css';

/** How the numbers were made, in plain words, with the parameters and what else was tried. */
export const HowCard = ({ found }: { found: CltvForecast }) => {
  const { t, say, format } = useWords();
  if (found.model === 'auto') return null;
  const errors = found.standard_errors ?? {};
  const fitted = Object.entries(found.parameters ?? {}).map(
    ([name, value]) => `${name} ${format.number(value, 3)} ± ${format.number(errors[name] ?? 0, 3)}`,
  );
  const tried = found.candidates.filter(({ model }) => model !== found.model);
  return (
    <Card title={t('forecast.how.title')}>
      <p className={css.prose}>
        {t('forecast.how.data', { value: format.count(found.n), day: format.day(found.calibrated_to) })}
      </p>
      <p className={css.prose}>{t(`forecast.how.${found.model}`)}</p>
      {found.spend.parameters && <p className={css.prose}>{t('forecast.how.spend')}</p>}
      <p className={css.prose}>{t('forecast.how.fitted', { list: fitted.join(' · ') })}</p>
      {tried.length > 0 && (
        <p className={css.prose}>
          {t('forecast.how.tried', {
            list: tried
              .map(({ model, reason }) =>
                reason
                  ? `${say(forecastModelNames[model])} (${t(`reasons.${reason}.short`)})`
                  : say(forecastModelNames[model]),
              )
              .join('; '),
          })}
        </p>
      )}
      {found.notes.map(({ code, text }) => (
        <p key={code} className={css.prose}>
          {say(text)}
        </p>
      ))}
    </Card>
  );
};
