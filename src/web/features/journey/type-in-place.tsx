import type { RefObject } from 'react';
import { useWords } from '../../i18n/language.ts';
import type { Mode, Typing } from './canvas.tsx';
import type { CanvasActions } from './canvas-actions.ts';
import { type Cursor, cardAt, headRow, nameColumn, placeOf, stepped } from './cursor.ts';
import { cardHeight, cardRect, cardWidth, type Geometry, type Point } from './geometry.ts';
import type { JourneyGrid } from './grid.ts';
import { TypeIn } from './type-in.tsx';
import type { ViewControl } from './use-view.ts';

type Props = {
  grid: JourneyGrid;
  geometry: Geometry;
  spots: ReadonlyMap<string, Point> | null;
  /** Null keeps the field ready for the next card. */
  typing: Typing | null;
  actions: CanvasActions;
  setMode: (mode: Mode) => void;
  goTo: (at: Cursor) => void;
  root: RefObject<HTMLDivElement | null>;
  view: ViewControl;
};

const notTyping: Typing = { at: { column: 0, row: 0, stack: 0 }, text: '', isFresh: false };

/** The field over the card, head or name that is being written, and where the keyboard goes from it. */
export const TypeInPlace = ({ grid, geometry, spots, typing, actions, setMode, goTo, root, view }: Props) => {
  const { t } = useWords();
  const { at, text, isFresh } = typing ?? notTyping;
  const place = placeOf(grid, at);
  const { x, y, z } = view.read();
  const styles = (): React.CSSProperties => {
    if (at.row === headRow) {
      const column = geometry.columns[at.column];
      const left = column ? column.x : geometry.width - 8;
      return {
        position: 'absolute',
        zIndex: 4,
        top: 20,
        left: `calc(var(--heads-left) + ${x + left * z}px)`,
        width: Math.max(150, cardWidth * z),
        height: 44,
      };
    }
    if (at.column === nameColumn)
      return {
        position: 'absolute',
        zIndex: 4,
        left: 4,
        top: `calc(var(--heads-top) + ${y + (geometry.rows[at.row]?.y ?? geometry.height - 8) * z}px)`,
        width: 'calc(var(--heads-left) - 8px)',
        height: 60,
      };
    const card = cardAt(grid, at);
    const rect = { ...cardRect(geometry, at), ...(card ? spots?.get(card) : undefined) };
    return { transform: `translate(${rect.x}px,${rect.y}px)`, width: cardWidth, height: cardHeight };
  };
  const leave = (): void => {
    setMode({ is: 'idle' });
    root.current?.focus({ preventScroll: true });
  };
  const done = (value: string, how: 'enter' | 'tab' | 'backTab' | 'blur'): void => {
    const words = value.trim();
    const isNew = place === 'newState' || place === 'newTouchpoint';
    if (words !== text.trim() || isFresh) {
      if (words !== '' || !isNew) actions.type(at, words);
    }
    if (how === 'blur') {
      setMode({ is: 'idle' });
      return;
    }
    // One new state or touchpoint after another, until nothing is written.
    if (isNew && words !== '') {
      const next: Cursor = place === 'newState' ? { ...at, column: at.column + 1 } : { ...at, row: at.row + 1 };
      goTo(next);
      setMode({ is: 'typing', typing: { at: next, text: '', isFresh: false } });
      return;
    }
    leave();
    if (how === 'tab') goTo(stepped(grid, at, place === 'touchpoint' ? 'down' : 'right'));
    if (how === 'backTab') goTo(stepped(grid, at, place === 'touchpoint' ? 'up' : 'left'));
  };
  return (
    <TypeIn
      place={typing && `${at.column} ${at.row} ${at.stack}`}
      label={t(
        place === 'slot'
          ? 'journey.typeQuestion'
          : place.endsWith('tate')
            ? 'journey.typeState'
            : 'journey.typeTouchpoint',
      )}
      text={text}
      isFresh={isFresh}
      style={styles()}
      onDone={done}
      onLeave={leave}
    />
  );
};
