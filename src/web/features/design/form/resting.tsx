import { Link } from '@tanstack/react-router';
import { collectionNamesInWords, nameOf } from '../../../../analysis/blueprint/names.ts';
import { restingOn } from '../../../../analysis/blueprint/references.ts';
import { stalenessUnder } from '../../../../analysis/blueprint/staleness.ts';
import type { Blueprint, ThingRef } from '../../../../model/blueprint/blueprint.ts';
import { useWords } from '../../../i18n/language.ts';
import { useWorkspace } from '../../../shell/view.ts';
import css from './form.module.css';

const mostShown = 12;

/** Where a thing of a journey is looked at; null for what has no place of its own. */
const placeOf = (
  blueprint: Blueprint,
  { collection, id }: ThingRef,
): { to: string; search?: { cell: string } } | null => {
  const journey = collection === 'journeys' ? id : collection === 'cells' ? blueprint.cells[id]?.journey : undefined;
  if (journey === undefined) return null;
  const to = `/journeys/${encodeURIComponent(journey)}`;
  return collection === 'cells' ? { to, search: { cell: id } } : { to };
};

/** What rests on a thing, and what of it is stale because the thing was changed, or would be if it were changed now (R53). */
export const Resting = ({ blueprint, of }: { blueprint: Blueprint; of: ThingRef }) => {
  const { t } = useWords();
  const { asOf } = useWorkspace();
  const resting = restingOn(blueprint, of);
  if (resting.length === 0) return null;
  const { stale, atRisk } = stalenessUnder(blueprint, [of], asOf);
  const rank = ({ collection, id }: ThingRef): number =>
    collection !== 'cells' ? 2 : stale.includes(id) ? 0 : atRisk.includes(id) ? 1 : 2;
  const sorted = [...resting].sort((a, b) => rank(a) - rank(b));
  const line = (ref: ThingRef) => (
    <RestingLine
      key={`${ref.collection}:${ref.id}`}
      blueprint={blueprint}
      thing={ref}
      standing={ref.collection !== 'cells' ? null : rank(ref) === 0 ? 'stale' : rank(ref) === 1 ? 'atRisk' : null}
    />
  );
  return (
    <section className={css.resting} aria-label={t('design.form.resting')}>
      <h3>{t('design.form.resting')}</h3>
      <p>{t('design.form.restingHint', { count: resting.length })}</p>
      {stale.length > 0 && <p className={css.stale}>{t('design.form.restingStale', { count: stale.length })}</p>}
      {atRisk.length > 0 && <p>{t('design.form.restingAtRisk', { count: atRisk.length })}</p>}
      <ul>{sorted.slice(0, mostShown).map(line)}</ul>
      {sorted.length > mostShown && (
        <details>
          <summary>{t('design.form.restingMore', { count: sorted.length - mostShown })}</summary>
          <ul>{sorted.slice(mostShown).map(line)}</ul>
        </details>
      )}
    </section>
  );
};

const RestingLine = ({
  blueprint,
  thing,
  standing,
}: {
  blueprint: Blueprint;
  thing: ThingRef;
  standing: 'stale' | 'atRisk' | null;
}) => {
  const { t, say } = useWords();
  const place = placeOf(blueprint, thing);
  const name = say(nameOf(blueprint, thing));
  return (
    <li>
      <span className={css.faint}>{say(collectionNamesInWords[thing.collection])}</span>{' '}
      {place ? <Link {...(place as unknown as { to: '/' })}>{name}</Link> : name}
      {standing && (
        <span className={standing === 'stale' ? css.stale : css.faint}> · {t(`design.form.standing.${standing}`)}</span>
      )}
    </li>
  );
};
