import { Button, TextInput } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { worded } from '../../../model/blueprint/words.ts';
import { useWords } from '../../i18n/language.ts';
import { Pick } from '../../kit/pick.tsx';
import type { Axis, CanvasActions } from './canvas-actions.ts';
import { type Cursor, headRow, nameColumn } from './cursor.ts';
import { cellsAt } from './grid.ts';
import css from './journey.module.css';
import type { DrawnJourney } from './use-journey.ts';

type Props = {
  drawn: DrawnJourney;
  actions: CanvasActions;
  onPick: (cell: string) => void;
  /** Another journey to compare with, and what it is called. */
  other?: { drawn: DrawnJourney; heading: ReactNode };
};

/** A journey on a phone: state after state, what the customer asks in each and where. */
export const PhoneList = ({ drawn, actions, onPick, other }: Props) => {
  const { t, language } = useWords();
  const { grid, faces } = drawn;
  const own = new Set(grid.columns.map(({ id }) => id));
  const onlyThere = other?.drawn.grid.columns.filter(({ id }) => !own.has(id)) ?? [];
  return (
    <div className={css.phone}>
      {grid.columns.map(({ id, state }, column) => {
        const cells = grid.rows.flatMap((_, row) => cellsAt(grid, column, row));
        return (
          <section key={id}>
            <header className={css.lineHead}>
              <h2 className="visually-hidden">{worded(state?.name, language) || t('journey.noName')}</h2>
              <LineName
                at={{ column, row: headRow, stack: 0 }}
                label={t('journey.typeState')}
                name={worded(state?.name, language)}
                actions={actions}
              />
              <Line axis="states" at={column} name={worded(state?.name, language)} actions={actions} />
            </header>
            {cells.length === 0 && <p>{t('journey.phone.in')}</p>}
            <ul>
              {cells.map((cell) => {
                const face = faces.get(cell);
                const row = grid.rows[grid.cells.get(cell)?.row ?? -1];
                return (
                  <li key={cell}>
                    <button type="button" className={css.cell} onClick={() => onPick(cell)}>
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
            {other && <InOther state={id} {...other} />}
          </section>
        );
      })}
      {other &&
        onlyThere.map(({ id, state }) => (
          <section key={id}>
            <h2>{worded(state?.name, language) || t('journey.noName')}</h2>
            <InOther state={id} {...other} />
          </section>
        ))}
      <AddLine axis="states" drawn={drawn} actions={actions} />
      <section>
        <h2>{t('journey.phone.touchpoints')}</h2>
        <ul className={css.lines}>
          {grid.rows.map(({ id, touchpoint }, row) => (
            <li key={id} className={css.lineHead}>
              <LineName
                at={{ column: nameColumn, row, stack: 0 }}
                label={t('journey.typeTouchpoint')}
                name={worded(touchpoint?.name, language)}
                actions={actions}
              />
              <Line axis="touchpoints" at={row} name={worded(touchpoint?.name, language)} actions={actions} />
            </li>
          ))}
        </ul>
        <AddLine axis="touchpoints" drawn={drawn} actions={actions} />
      </section>
    </div>
  );
};

/** What a state is in the journey that is compared with: to be read. */
const InOther = ({ state, drawn: { grid, faces }, heading }: { state: string } & NonNullable<Props['other']>) => {
  const { t, language } = useWords();
  const column = grid.columns.findIndex(({ id }) => id === state);
  const cells = column < 0 ? [] : grid.rows.flatMap((_, row) => cellsAt(grid, column, row));
  return (
    <div className={css.inOther}>
      {heading}
      {cells.length === 0 ? (
        <p>{t('journey.phone.in')}</p>
      ) : (
        <ul>
          {cells.map((cell) => (
            <li key={cell}>
              {faces.get(cell)?.question || t('journey.card.noQuestion')}
              <small>
                {worded(grid.rows[grid.cells.get(cell)?.row ?? -1]?.touchpoint?.name, language)} ·{' '}
                {faces.get(cell)?.owner ?? t('journey.card.noOwner')}
              </small>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
};

type NameProps = { at: Cursor; label: string; name: string; actions: CanvasActions };

/** What a state or touchpoint is called, written where it stands. */
const LineName = ({ at, label, name, actions }: NameProps) => {
  const { t } = useWords();
  return (
    <input
      key={name}
      className={css.lineName}
      aria-label={label}
      placeholder={t('journey.noName')}
      defaultValue={name}
      maxLength={400}
      enterKeyHint="done"
      onBlur={(event) => {
        const text = event.currentTarget.value.trim();
        if (text !== '' && text !== name) actions.type(at, text);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
      }}
    />
  );
};

/** What can be done with a state or touchpoint as a whole. */
const Line = ({ axis, at, name, actions }: { axis: Axis; at: number; name: string; actions: CanvasActions }) => {
  const { t } = useWords();
  return (
    <button
      type="button"
      className={css.more}
      aria-label={t('journey.phone.more', { name })}
      onClick={(event) => {
        const { left, bottom } = event.currentTarget.getBoundingClientRect();
        actions.openMenu(axis, at, { x: left, y: bottom });
      }}
    >
      <IconDots size={18} aria-hidden />
    </button>
  );
};

/** One state or touchpoint after another, typed at the end. */
const AddLine = ({ axis, drawn: { grid }, actions }: { axis: Axis; drawn: DrawnJourney; actions: CanvasActions }) => {
  const { t } = useWords();
  const [text, setText] = useState('');
  const at: Cursor =
    axis === 'states'
      ? { column: grid.columns.length, row: headRow, stack: 0 }
      : { column: nameColumn, row: grid.rows.length, stack: 0 };
  return (
    <form
      className={css.addLine}
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() === '') return;
        actions.type(at, text.trim());
        setText('');
      }}
    >
      <TextInput
        label={t(axis === 'states' ? 'journey.phone.newState' : 'journey.phone.newTouchpoint')}
        value={text}
        maxLength={400}
        enterKeyHint="enter"
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" disabled={text.trim() === ''}>
        {t('journey.phone.put')}
      </Button>
    </form>
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
