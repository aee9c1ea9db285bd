import { useQuery } from '@tanstack/react-query';
import { nameOf as nameOfThing } from '../../../analysis/blueprint/names.ts';
import { projectionOf } from '../../../analysis/blueprint/projection.ts';
import type { Blueprint } from '../../../model/blueprint/blueprint.ts';
import type { RealPath } from '../../../model/blueprint/contract.ts';
import { worded } from '../../../model/blueprint/words.ts';
import { api } from '../../client/api.ts';
import { useWords } from '../../i18n/language.ts';
import { useWorkspace } from '../../shell/view.ts';
import { DesignDownload } from '../design/design-download.tsx';
import css from './journey.module.css';
import type { DrawnJourney } from './use-journey.ts';

/** How many ever reach each state, said plainly to be a projection, and how customers really went. */
export const Projection = ({ blueprint, drawn }: { blueprint: Blueprint; drawn: DrawnJourney }) => {
  const { t, format, language } = useWords();
  const projection = projectionOf(blueprint, drawn.grid.id);
  const nameOf = (state: string | undefined): string =>
    (state && worded(blueprint.states[state]?.name, language)) || t('journey.noName');
  return (
    <section className={css.plain}>
      <div className={css.halves}>
        <div>
          <header className={css.titled}>
            <h2>{t('journey.projection.title')}</h2>
            {projection !== null && <DesignDownload table="projection" journey={drawn.grid.id} />}
          </header>
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
        </div>
        <Real blueprint={blueprint} journey={drawn.grid.id} nameOf={nameOf} />
      </div>
    </section>
  );
};

type Named = { nameOf: (state: string | undefined) => string };

/** What facts show: how far customers go as designed, the most frequent other way, and where those who left were seen last. */
const Real = ({ blueprint, journey, nameOf }: Named & { blueprint: Blueprint; journey: string }) => {
  const { t } = useWords();
  const { id: workspace } = useWorkspace();
  const { data } = useQuery(api.blueprint.paths.queryOptions({ input: { workspace } }));
  const real = data?.journeys.find((each) => each.journey === journey);
  if (!real) return null;
  return (
    <div>
      <header className={css.titled}>
        <h2>{t('journey.real.title')}</h2>
        {real.customers > 0 && <DesignDownload table="paths" journey={journey} />}
      </header>
      <p>{t('journey.real.text')}</p>
      {real.customers === 0 ? <p>{t('journey.real.none')}</p> : <Seen real={real} nameOf={nameOf} />}
      {real.handOffs.length > 0 && <HandOffs blueprint={blueprint} real={real} />}
    </div>
  );
};

/** How often customers were handed over in time, by hand-off, those handed over most first. */
const HandOffs = ({ blueprint, real }: { blueprint: Blueprint; real: RealPath }) => {
  const { t, format, language } = useWords();
  const rows = [...real.handOffs].sort((a, b) => b.n - a.n);
  const [n, within] = [rows.reduce((sum, each) => sum + each.n, 0), rows.reduce((sum, each) => sum + each.within, 0)];
  return (
    <>
      <h2>{t('journey.real.handOffs')}</h2>
      <p>{t('journey.real.handOffsText', { n: format.count(n), share: format.ratio(within / n) })}</p>
      <ol className={`${css.bars} ${css.real} ${css.handOffs}`}>
        {rows.map(({ edge, hours, n: all, within: met, medianHours }) => (
          <li key={edge}>
            <span>
              {nameOfThing(blueprint, { collection: 'edges', id: edge })[language]}
              <small className={css.limit}>
                {t('journey.real.handOff', {
                  n: format.count(all),
                  hours: format.count(hours),
                  median: format.count(Math.round(medianHours)),
                })}
              </small>
            </span>
            <i style={{ width: `${met > 0 ? Math.max(0.5, (met / all) * 100) : 0}%` }} aria-hidden />
            <b>{format.ratio(met / all)}</b>
          </li>
        ))}
      </ol>
    </>
  );
};

const Seen = ({ real, nameOf }: Named & { real: RealPath }) => {
  const { t, format } = useWords();
  const { customers, moved, fitness, undesigned, dropOffs } = real;
  const left = dropOffs.reduce((sum, each) => sum + each.customers, 0);
  return (
    <>
      <p>
        {t('journey.real.seen', { n: format.count(customers) })}
        {real.every > 1 && ` ${t('journey.real.sample', { n: format.count(real.every) })}`}
        {fitness !== null &&
          ` ${t('journey.real.fitness', { n: format.count(moved), fitness: format.ratio(fitness) })}`}
        {undesigned !== null &&
          ` ${t('journey.real.undesigned', { from: nameOf(undesigned.from), to: nameOf(undesigned.to), n: format.count(undesigned.customers) })}`}
      </p>
      {left > 0 && (
        <>
          <p>{t('journey.real.left', { n: format.count(left) })}</p>
          <ol className={`${css.bars} ${css.real}`}>
            {dropOffs.map(({ state, customers: lost }) => (
              <li key={state}>
                <span>{nameOf(state)}</span>
                <i style={{ width: `${Math.max(0.5, (lost / left) * 100)}%` }} aria-hidden />
                <b>{format.count(lost)}</b>
              </li>
            ))}
          </ol>
        </>
      )}
    </>
  );
};
