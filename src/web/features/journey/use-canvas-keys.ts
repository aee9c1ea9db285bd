import { useRef } from 'react';
import type { Mode } from './canvas.tsx';
import { type CanvasActions, nothingPicked, type Picked } from './canvas-actions.ts';
import { type Cursor, type Direction, headRow, nameColumn, placeOf, stepped } from './cursor.ts';
import type { Rect } from './geometry.ts';
import type { JourneyGrid } from './grid.ts';
import { type Command, commandOf } from './keys.ts';
import type { ViewControl } from './use-view.ts';

type Tools = {
  grid: JourneyGrid;
  cursor: Cursor;
  here: string | null;
  mode: Mode;
  picked: Picked;
  isReadOnly: boolean;
  isFree: boolean;
  view: ViewControl;
  actions: CanvasActions;
  goTo: (at: Cursor) => void;
  setMode: (mode: Mode) => void;
  onPick: (picked: Picked) => void;
  rectOf: (id: string) => Rect;
  type: (at: Cursor, text: string | null, existing: string) => void;
  existing: (at: Cursor) => string;
  pickBetween: (a: Cursor, b: Cursor) => void;
};

const steps: Partial<Record<Direction, { columns: number; rows: number }>> = {
  left: { columns: -1, rows: 0 },
  right: { columns: 1, rows: 0 },
  up: { columns: 0, rows: -1 },
  down: { columns: 0, rows: 1 },
};

/** The nearest card in a direction, for where cards do not stand in slots. */
const nearestCard = ({ grid, here, rectOf }: Tools, direction: Direction): Cursor | null => {
  const step = steps[direction];
  const from = here === null ? null : rectOf(here);
  if (!step || !from) return [...grid.cells.values()][0] ?? null;
  let best: Cursor | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const cell of grid.cells.values()) {
    if (cell.id === here) continue;
    const rect = rectOf(cell.id);
    const [dx, dy] = [rect.x - from.x, rect.y - from.y];
    const along = dx * step.columns + dy * step.rows;
    const aside = Math.abs(dx * step.rows) + Math.abs(dy * step.columns);
    if (along > 8 && along + 2 * aside < least) {
      least = along + 2 * aside;
      best = { column: cell.column, row: cell.row, stack: cell.stack };
    }
  }
  return best;
};

const go = (tools: Tools, { direction, how }: Extract<Command, { do: 'go' }>, anchor: Cursor): void => {
  const { grid, cursor, isFree, isReadOnly, actions, goTo, picked, here } = tools;
  const step = steps[direction];
  if (how === 'carry') {
    if (isReadOnly || !step) return;
    const place = placeOf(grid, cursor);
    if (place === 'state') {
      actions.moveLine('states', cursor.column, cursor.column + step.columns);
      goTo({ ...cursor, column: Math.max(0, Math.min(grid.columns.length - 1, cursor.column + step.columns)) });
    } else if (place === 'touchpoint') {
      actions.moveLine('touchpoints', cursor.row, cursor.row + step.rows);
      goTo({ ...cursor, row: Math.max(0, Math.min(grid.rows.length - 1, cursor.row + step.rows)) });
    } else if (here) {
      actions.move(picked.cells.has(here) ? [...picked.cells] : [here], step);
      goTo({ column: cursor.column + step.columns, row: cursor.row + step.rows, stack: 0 });
    }
    return;
  }
  const next = isFree ? nearestCard(tools, direction) : stepped(grid, cursor, direction);
  if (!next) return;
  goTo(next);
  if (how === 'extend') tools.pickBetween(anchor, next);
};

const remove = ({ grid, cursor, here, picked, actions }: Tools): void => {
  const place = placeOf(grid, cursor);
  if (picked.cells.size > 0 || picked.edge !== null) actions.remove(picked);
  else if (place === 'state') actions.removeLine('states', cursor.column);
  else if (place === 'touchpoint') actions.removeLine('touchpoints', cursor.row);
  else if (here) actions.remove({ cells: new Set([here]), edge: null });
};

const write = (tools: Tools, text: string | null): void => {
  const { mode, here, actions, setMode, cursor, type, existing, isReadOnly } = tools;
  if (mode.is === 'linking') {
    if (here) actions.link(mode.from, here);
    setMode({ is: 'idle' });
  } else if (isReadOnly) actions.openPanel();
  else type(cursor, text, existing(cursor));
};

const edit = (tools: Tools, command: Command['do'], chosen: readonly string[]): void => {
  const { grid, cursor, here, actions, setMode, type } = tools;
  const place = placeOf(grid, cursor);
  switch (command) {
    case 'link':
      if (here) setMode({ is: 'linking', from: here });
      return;
    case 'remove':
      remove(tools);
      return;
    case 'duplicate':
      actions.duplicate(chosen);
      return;
    case 'cut':
      actions.copy(chosen);
      actions.remove({ cells: new Set(chosen), edge: null });
      return;
    case 'paste':
      actions.paste(cursor);
      return;
    case 'insert':
      if (place === 'state') actions.insertLine('states', cursor.column);
      else if (place === 'touchpoint') actions.insertLine('touchpoints', cursor.row);
      else return;
      type(cursor, null, '');
      return;
    default:
  }
};

const zoom = (view: ViewControl, by: Extract<Command, { do: 'zoom' }>['by']): void => {
  if (by === 'fit') view.fit();
  else if (by === 'actual') view.zoomTo(1);
  else view.zoomBy(by === 'in' ? 1.25 : 0.8);
};

const run = (tools: Tools, command: Command, anchor: Cursor): void => {
  const { grid, cursor, here, mode, picked, isReadOnly, view, actions, setMode, onPick, goTo } = tools;
  const chosen = picked.cells.size > 0 ? [...picked.cells] : here ? [here] : [];
  switch (command.do) {
    case 'go':
      go(tools, command, anchor);
      return;
    case 'type':
      write(tools, command.text);
      return;
    case 'zoom':
      zoom(view, command.by);
      return;
    case 'copy':
      actions.copy(chosen);
      return;
    case 'all':
      onPick({ cells: new Set(grid.cells.keys()), edge: null });
      return;
    case 'undo':
      actions.undo();
      return;
    case 'redo':
      actions.redo();
      return;
    case 'leave':
      if (mode.is === 'linking') {
        setMode({ is: 'idle' });
        const from = grid.cells.get(mode.from);
        if (from) goTo(from);
      } else onPick(nothingPicked);
      return;
    case 'panel':
      if (here && !picked.cells.has(here)) onPick({ cells: new Set([here]), edge: null });
      actions.openPanel();
      return;
    case 'help':
      actions.openHelp();
      return;
    case 'pick':
      if (here) {
        const cells = new Set(picked.cells);
        if (!cells.delete(here)) cells.add(here);
        onPick({ cells, edge: null });
      }
      return;
    case 'menu': {
      const place = placeOf(grid, cursor);
      const box = document.querySelector('[data-here=true]')?.getBoundingClientRect();
      if (isReadOnly || (place !== 'state' && place !== 'touchpoint')) return;
      const axis = place === 'state' ? 'states' : 'touchpoints';
      actions.openMenu(axis, place === 'state' ? cursor.column : cursor.row, {
        x: (box?.left ?? 0) + 20,
        y: (box?.bottom ?? 0) - 6,
      });
      return;
    }
    default:
      if (!isReadOnly) edit(tools, command.do, chosen);
  }
};

/** What keys do on the canvas. */
export const useCanvasKeys = (tools: Tools): ((event: React.KeyboardEvent<HTMLElement>) => void) => {
  const anchor = useRef<Cursor>(tools.cursor);
  return (event) => {
    if (event.target !== event.currentTarget) return;
    const { grid, cursor, here, mode } = tools;
    const isBlank = here === null && mode.is !== 'linking' && (cursor.row !== headRow || cursor.column !== nameColumn);
    const isFreeSlot = isBlank && ['slot', 'newState', 'newTouchpoint'].includes(placeOf(grid, cursor));
    const command = commandOf(event, isFreeSlot);
    if (!command) return;
    event.preventDefault();
    if (!event.shiftKey) anchor.current = cursor;
    run(tools, command, anchor.current);
  };
};
