import { Button, Checkbox } from '@mantine/core';
import { endName } from '../../../../analysis/blueprint/names.ts';
import type { Blueprint } from '../../../../model/blueprint/blueprint.ts';
import { type Edge, edgeKinds } from '../../../../model/blueprint/journey.ts';
import { useWords } from '../../../i18n/language.ts';
import { type DraftStore, latest } from '../../design/document/draft-store.ts';
import { removeEdges, setThing } from '../edits.ts';
import { Comments } from './comments.tsx';
import { ChoiceField, NumberField, WordsField } from './fields.tsx';
import css from './panel.module.css';
import { Proofs } from './proofs.tsx';

type Props = {
  blueprint: Blueprint;
  proofs: Blueprint['proofs'];
  id: string;
  edge: Edge;
  store: DraftStore;
  asOf: string;
  onGone: () => void;
};

/** A way as a page: of what kind it is, who goes it, how soon, and how it is handed over. */
export const EdgePanel = ({ blueprint, proofs, id, edge, store, asOf, onGone }: Props) => {
  const { t, language } = useWords();
  const set = (fields: Partial<Edge>): void => store.edit(setThing(latest(store, blueprint), 'edges', id, fields));
  return (
    <div className={css.page} key={id}>
      <p className={css.where}>{t('journey.panel.way')}</p>
      <h2 className={css.question}>
        {endName(blueprint, edge.from)[language]} → {endName(blueprint, edge.to)[language]}
      </h2>
      <ChoiceField
        label={t('journey.field.kind')}
        value={edge.kind}
        options={edgeKinds.map((value) => ({ value, label: t(`journey.kind.${value}`) }))}
        onChange={(value) => set({ kind: (value ?? 'progress') as Edge['kind'] })}
      />
      <WordsField
        label={t('journey.field.condition')}
        value={edge.condition}
        onChange={(condition) => set({ condition })}
      />
      <div className={css.pair}>
        <NumberField
          label={t('journey.field.probability')}
          value={edge.probability}
          suffix="%"
          scale={100}
          most={100}
          onChange={(probability) => set({ probability })}
        />
        <NumberField
          label={t('journey.field.edgeDwell')}
          value={edge.dwellDays}
          suffix={t('journey.unit.days')}
          onChange={(dwellDays) => set({ dwellDays })}
        />
        <NumberField
          label={t('journey.field.handoffHours')}
          value={edge.handoffHours}
          suffix={t('journey.unit.hours')}
          onChange={(handoffHours) => set({ handoffHours })}
        />
      </div>
      <Checkbox
        label={t('journey.field.isMilestone')}
        checked={edge.isMilestone}
        onChange={(event) => set({ isMilestone: event.currentTarget.checked })}
      />
      <Proofs blueprint={blueprint} proofs={proofs} about={`edge:${id}`} store={store} asOf={asOf} />
      <Comments blueprint={blueprint} about={`edges:${id}`} store={store} />
      <Button
        variant="default"
        size="xs"
        onClick={() => {
          store.edit(removeEdges(latest(store, blueprint), [id]));
          onGone();
        }}
      >
        {t('journey.panel.removeWay')}
      </Button>
    </div>
  );
};
