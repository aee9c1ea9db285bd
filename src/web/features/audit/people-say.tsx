import type { SurveyResult } from '../../../model/audit/audit.ts';
import { useWords } from '../../i18n/language.ts';
import { PlaceLink } from '../../shell/place-link.tsx';
import css from './question.module.css';

/** What the people of the company said: how far they agree, by element and by function, and where they differ from the owner. */
export const PeopleSay = ({ result }: { result: SurveyResult | null }) => {
  const { t, say, format } = useWords();
  if (result === null)
    return (
      <section>
        <h3>{t('audit.people')}</h3>
        <p className={css.soft}>{t('audit.nobody')}</p>
        <PlaceLink link="/audit/survey">{t('audit.toSurvey')} →</PlaceLink>
      </section>
    );
  const measures = [
    ['accuracy', result.accuracy],
    ['consensus', result.consensus],
    ['alpha', result.alpha],
  ] as const;
  const owner = result.byFunction.find((each) => each.function === 'owner')?.score ?? null;
  return (
    <section>
      <h3>{t('audit.peopleOf', { count: result.n })}</h3>
      {measures.some(([, value]) => value !== null) && (
        <dl className={css.measures}>
          {measures.map(([name, value]) =>
            value === null ? null : (
              <div key={name}>
                <dt>{t(`audit.measures.${name}`)}</dt>
                <dd>{name === 'alpha' ? format.number(value, 2) : format.ratio(value)}</dd>
              </div>
            ),
          )}
        </dl>
      )}
      {result.points.length > 0 && (
        <ul className={css.points}>
          {result.points.map(({ code, text }) => (
            <li key={`${code}:${text.en}`}>{say(text)}</li>
          ))}
        </ul>
      )}
      {result.byElement.length > 0 && (
        <>
          <h4>{t('audit.byElement')}</h4>
          <ul className={css.bars}>
            {result.byElement.map(({ element, name, accuracy }) => (
              <li key={element} className={css.bar}>
                <span>{say(name)}</span>
                <i aria-hidden>
                  <i style={{ width: `${accuracy * 100}%` }} />
                </i>
                <b className={css.barValue}>{format.ratio(accuracy)}</b>
              </li>
            ))}
          </ul>
        </>
      )}
      {result.byFunction.length > 0 && (
        <>
          <h4>{t('audit.byFunction')}</h4>
          <ul className={css.bars}>
            {result.byFunction.map(({ function: of, n, score }) => (
              <li key={of} className={css.bar}>
                <span>
                  {t(`audit.functions.${of}`)} <small>{t('audit.answers', { count: n })}</small>
                </span>
                <i aria-hidden>
                  <i style={{ width: `${((score ?? 0) / 4) * 100}%` }} />
                </i>
                <b className={css.barValue}>
                  {score === null ? t('audit.tooFew') : format.number(score)}
                  {score !== null && owner !== null && of !== 'owner' && score !== owner && (
                    <small data-gap={owner - score > 0 ? 'over' : 'under'}>
                      {t('audit.gap', { gap: format.number(Math.abs(owner - score)) })}{' '}
                      {t(owner > score ? 'audit.ownerHigher' : 'audit.ownerLower')}
                    </small>
                  )}
                </b>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
};
