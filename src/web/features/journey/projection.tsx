import { projectionOf } from '../../../analysis/blueprint/projection.ts';
import type { Blueprint } from '../../../model/blueprint/blueprint.ts';
import { worded } from '../../../model/blueprint/wording.ts';
import { useWords } from '../../i18n/language.ts';
import css from './journey.module.css';
import type { DrawnJourney } from './use-journey.ts';

/** How many ever reach each state, said plainly to be a projection. */
export const Projection = ({ blueprint, drawn }: { blueprint: Blueprint; drawn: DrawnJourney }) => {
  const { t, format, language } = useWords();
  const projection = projectionOf(blueprint, drawn.grid.id);
  const nameOf = (state: string | undefined): string =>
    (state && worded(blueprint.states[state]?.name, language)) || t('journey.noName');
  return (
    <section className={css.plain}>
      <h2>{t('journey.projection.title')}</h2>
      <p>{t('journey.projection.text')}</p>
      {projection === null ? (
        <p>{t('journey.projection.none')}</p>
      ) : (
        <>
          <p>
            {t('journey.projection.from', { state: nameOf(projection.reached[0]?.state) })}
            {projection.known < projection.all &&
              `. ${t('journey.projection.partly', { known: projection.known, all: projection.all })}`}
          </p>
          <ol className={css.bars}>
            {projection.reached.map(({ state, share }) => (
              <li key={state}>
                <span>{nameOf(state)}</span>
                <i style={{ width: `${share > 0 ? Math.max(0.5, share * 100) : 0}%` }} aria-hidden />
                <b>{format.ratio(share)}</b>
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
};
