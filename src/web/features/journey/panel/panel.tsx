import { CloseButton } from '@mantine/core';
import { memo } from 'react';
import type { Blueprint } from '../../../../model/blueprint/blueprint.ts';
import { useWords } from '../../../i18n/language.ts';
import type { DraftStore } from '../../design/document/draft-store.ts';
import { type CanvasActions, nothingPicked, type Picked } from '../canvas-actions.ts';
import { CellPanel } from './cell-panel.tsx';
import { EdgePanel } from './edge-panel.tsx';
import css from './panel.module.css';
import { SeveralPanel } from './several-panel.tsx';

type Props = {
  blueprint: Blueprint;
  /** All that bears the design out: what people wrote down, and what facts show. */
  proofs: Blueprint['proofs'];
  journey: string;
  picked: Picked;
  store: DraftStore;
  asOf: string;
  currency: string;
  actions: CanvasActions;
  onPick: (picked: Picked) => void;
};

/** The page of what is chosen: a cell, a way, or several cells at once. */
export const Panel = memo(({ blueprint, proofs, journey, picked, store, asOf, currency, actions, onPick }: Props) => {
  const { t } = useWords();
  const [only] = [...picked.cells];
  const cell = only === undefined ? undefined : blueprint.cells[only];
  const edge = picked.edge === null ? undefined : blueprint.edges[picked.edge];
  return (
    <>
      <CloseButton
        className={css.close ?? ''}
        size="sm"
        aria-label={t('journey.panel.close')}
        onClick={() => onPick(nothingPicked)}
      />
      {picked.edge !== null && edge ? (
        <EdgePanel
          blueprint={blueprint}
          proofs={proofs}
          id={picked.edge}
          edge={edge}
          store={store}
          asOf={asOf}
          onGone={() => onPick(nothingPicked)}
        />
      ) : picked.cells.size > 1 ? (
        <SeveralPanel
          blueprint={blueprint}
          journey={journey}
          cells={[...picked.cells]}
          store={store}
          actions={actions}
        />
      ) : only !== undefined && cell ? (
        <>
          <CellPanel
            key={only}
            blueprint={blueprint}
            proofs={proofs}
            id={only}
            cell={cell}
            store={store}
            asOf={asOf}
            currency={currency}
            onPickEdge={(id) => onPick({ cells: new Set(), edge: id })}
          />
          <SeveralPanel blueprint={blueprint} journey={journey} cells={[only]} store={store} actions={actions} />
        </>
      ) : null}
    </>
  );
});
