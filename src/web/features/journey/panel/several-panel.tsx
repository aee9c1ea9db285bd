import { Button } from '@mantine/core';
import type { Blueprint } from '../../../../model/blueprint/blueprint.ts';
import { useWords } from '../../../i18n/language.ts';
import { useNotify } from '../../../kit/notify.ts';
import { type DraftStore, latest } from '../../design/document/draft-store.ts';
import { newId } from '../../design/new-id.ts';
import type { CanvasActions } from '../canvas-actions.ts';
import { clipOf, pasteClip } from '../edits.ts';
import { optionsOf } from './cell-panel.tsx';
import { ChoiceField } from './fields.tsx';
import css from './panel.module.css';

type Props = { blueprint: Blueprint; journey: string; cells: string[]; store: DraftStore; actions: CanvasActions };

/** What can be done with the chosen cells as a whole: set who answers, copy to another journey or persona, duplicate, delete. */
export const SeveralPanel = ({ blueprint, journey, cells, store, actions }: Props) => {
  const { t, language } = useWords();
  const notify = useNotify();
  const isMany = cells.length > 1;
  const setAll = (fields: object): void =>
    store.edit(
      cells.flatMap((id) => {
        const cell = latest(store, blueprint).cells[id];
        return cell ? [{ collection: 'cells' as const, id, after: { ...cell, ...fields } }] : [];
      }),
    );
  const copy = (to: string, personas?: string[]): void => {
    store.edit(
      pasteClip(
        latest(store, blueprint),
        clipOf(latest(store, blueprint), cells),
        { journey: to, at: null, personas },
        newId,
      ).edits,
    );
    notify(t('journey.panel.done'));
  };
  return (
    <div className={css.page}>
      {isMany && (
        <>
          <h2 className={css.question}>{t('journey.panel.several', { count: cells.length })}</h2>
          <h3>{t('journey.panel.setAll')}</h3>
          <ChoiceField
            label={t('journey.field.responsible')}
            value={null}
            options={optionsOf(blueprint, 'roles', language)}
            onChange={(value) => setAll({ responsible: value })}
          />
          <ChoiceField
            label={t('journey.field.accountable')}
            value={null}
            options={optionsOf(blueprint, 'roles', language)}
            onChange={(value) => setAll({ accountable: value })}
          />
        </>
      )}
      <hr className={css.rule} />
      <ChoiceField
        label={t('journey.panel.copyTo')}
        value={null}
        options={optionsOf(blueprint, 'journeys', language).filter(({ value }) => value !== journey)}
        onChange={(value) => value && copy(value)}
      />
      <ChoiceField
        label={t('journey.panel.copyFor')}
        value={null}
        options={optionsOf(blueprint, 'personas', language)}
        onChange={(value) => value && copy(journey, [value])}
      />
      <div className={css.buttons}>
        <Button size="xs" variant="default" onClick={() => actions.duplicate(cells)}>
          {t('journey.panel.duplicate')}
        </Button>
        <Button size="xs" variant="default" onClick={() => actions.remove({ cells: new Set(cells), edge: null })}>
          {t('journey.panel.delete')}
        </Button>
      </div>
    </div>
  );
};
