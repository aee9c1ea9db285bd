import { useMemo } from 'react';
import { stalenessUnder } from '../../../analysis/blueprint/staleness.ts';
import type { Blueprint, Collection } from '../../../model/blueprint/blueprint.ts';
import { thingsOf } from '../../../model/blueprint/things.ts';
import { useWords } from '../../i18n/language.ts';
import { useWorkspace } from '../../shell/view.ts';
import { CellLinks } from './cell-links.tsx';
import css from './rests-on.module.css';

/** Which cells of the journeys rest on one part of the inputs, and which of them are stale because it was changed (R53). */
export const RestsOn = ({ blueprint, parts }: { blueprint: Blueprint; parts: readonly Collection[] }) => {
  const { t, format } = useWords();
  const { asOf } = useWorkspace();
  const { cells, stale, atRisk } = useMemo(
    () =>
      stalenessUnder(
        blueprint,
        parts.flatMap((collection) => thingsOf(blueprint, collection).map(([id]) => ({ collection, id }))),
        asOf,
      ),
    [blueprint, parts, asOf],
  );
  if (Object.keys(blueprint.cells).length === 0) return null;
  if (cells.length === 0) return <p className={css.rests}>{t('design.rests.none')}</p>;
  return (
    <details className={css.rests}>
      <summary>
        {t('design.rests.cells', { count: cells.length, value: format.count(cells.length) })}{' '}
        {stale.length > 0 && (
          <span className={css.stale}>
            {t('design.rests.stale', { count: stale.length, value: format.count(stale.length) })}
          </span>
        )}
      </summary>
      {stale.length > 0 && (
        <>
          <h4>{t('design.rests.staleTitle')}</h4>
          <CellLinks cells={stale} blueprint={blueprint} />
        </>
      )}
      {atRisk.length > 0 && (
        <>
          <h4>{t('design.rests.atRiskTitle')}</h4>
          <CellLinks cells={atRisk} blueprint={blueprint} />
        </>
      )}
      <h4>{t('design.rests.all')}</h4>
      <CellLinks cells={cells} blueprint={blueprint} />
    </details>
  );
};
