import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { worded } from '../../../model/blueprint/wording.ts';
import { useWords } from '../../i18n/language.ts';
import { Pick } from '../../kit/pick.tsx';
import type { CanvasActions } from './canvas-actions.ts';
import { cellsAt } from './grid.ts';
import css from './journey.module.css';
import type { DrawnJourney } from './use-journey.ts';

type Props = { drawn: DrawnJourney; actions: CanvasActions; onPick: (cell: string) => void };

/** A journey on a phone: state after state, what the customer asks in each and where. */
export const PhoneList = ({ drawn, actions, onPick }: Props) => {
  const { t, language } = useWords();
  const { grid, faces } = drawn;
  return (
    <div className={css.phone}>
      {grid.columns.map(({ id, state }, column) => {
        const cells = grid.rows.flatMap((_, row) => cellsAt(grid, column, row));
        return (
          <section key={id}>
            <h2>{worded(state?.name, language) || t('journey.noName')}</h2>
            {cells.length === 0 && <p>{t('journey.phone.in')}</p>}
            <ul>
              {cells.map((cell) => {
                const face = faces.get(cell);
                const row = grid.rows[grid.cells.get(cell)?.row ?? -1];
                return (
                  <li key={cell}>
                    <button type="button" onClick={() => onPick(cell)}>
                      {face?.question || t('journey.card.noQuestion')}
                      <small>
                        {worded(row?.touchpoint?.name, language)} · {face?.owner ?? t('journey.card.noOwner')} ·{' '}
                        {t('journey.panel.filled', { filled: face?.filled ?? 0, of: face?.of ?? 9 })}
                      </small>
                    </button>
                  </li>
                );
              })}
            </ul>
            {grid.rows.length > 0 && <Add column={column} drawn={drawn} actions={actions} />}
          </section>
        );
      })}
    </div>
  );
};

const Add = ({ column, drawn: { grid }, actions }: { column: number; drawn: DrawnJourney; actions: CanvasActions }) => {
  const { t, language } = useWords();
  const [row, setRow] = useState<number | null>(null);
  const [text, setText] = useState('');
  if (row === null)
    return (
      <Button size="xs" variant="default" onClick={() => setRow(0)}>
        {t('journey.phone.add')}
      </Button>
    );
  return (
    <form
      className={css.start}
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') actions.type({ column, row, stack: cellsAt(grid, column, row).length }, text.trim());
        setRow(null);
        setText('');
      }}
    >
      <Pick
        label={t('journey.typeTouchpoint')}
        value={String(row)}
        options={grid.rows.map(({ touchpoint }, at) => ({
          value: String(at),
          label: worded(touchpoint?.name, language) || t('journey.noName'),
        }))}
        onChange={(value) => setRow(Number(value))}
      />
      <TextInput
        data-autofocus
        label={t('journey.typeQuestion')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button type="submit" size="xs">
        {t('journey.phone.add')}
      </Button>
    </form>
  );
};
