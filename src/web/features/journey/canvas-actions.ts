import type { Cursor } from './cursor.ts';
import type { Point } from './geometry.ts';

export type Axis = 'states' | 'touchpoints';
export type Picked = { cells: ReadonlySet<string>; edge: string | null };
export const nothingPicked: Picked = { cells: new Set(), edge: null };

/** What the canvas asks of the page: each is one gesture, undone as one. */
export type CanvasActions = {
  /** Text typed at a place: a new card, line or name, or another wording of what is there. */
  type: (at: Cursor, text: string) => void;
  move: (cells: readonly string[], by: { columns: number; rows: number }) => void;
  /** In the free graph: cards were put elsewhere. */
  put: (spots: ReadonlyMap<string, Point>) => void;
  remove: (picked: Picked) => void;
  duplicate: (cells: readonly string[]) => void;
  copy: (cells: readonly string[]) => void;
  paste: (at: Cursor) => void;
  link: (from: string, to: string) => void;
  moveLine: (axis: Axis, from: number, to: number) => void;
  insertLine: (axis: Axis, at: number) => void;
  removeLine: (axis: Axis, at: number) => void;
  undo: () => void;
  redo: () => void;
  openPanel: () => void;
  openHelp: () => void;
  /** A menu of a column or row, at a point of the page. */
  openMenu: (axis: Axis, at: number, point: Point) => void;
};
