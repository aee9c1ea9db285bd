import type { Edge } from '../../model/blueprint/journey.ts';
import { ink, type Pen } from './pen.ts';
import type { Spot } from './sheet.ts';

export const wayColors: Record<Edge['kind'], string> = {
  progress: ink.accent,
  loop: ink.develop,
  skip: ink.acquire,
  loss: ink.back,
  return: ink.result,
};

/** Letters of a way are darker than its line, so that they can be read. */
export const wayInk: Record<Edge['kind'], string> = {
  progress: '#17694f',
  loop: ink.developInk,
  skip: '#2c58b4',
  loss: ink.backInk,
  return: '#6b3fb5',
};

/** A card on a page: where it stands, and in which column and row of the page. */
export type Card = { x: number; y: number; width: number; height: number; column: number; row: number };

/** The free strips between cards: left edges of columns and upper edges of rows are their middles. */
export type Gaps = { columns: readonly number[]; rows: readonly number[]; half: number };

/** The next free place across a strip: from its middle outwards, over again when it is full. */
const lanes = (half: number) => {
  const taken = new Map<string, number>();
  return (strip: string): number => {
    const n = taken.get(strip) ?? 0;
    taken.set(strip, n + 1);
    const steps = Math.max(1, Math.floor((half * 2 - 0.6) / 0.7));
    const at = n % steps;
    return (at % 2 === 0 ? 1 : -1) * Math.ceil(at / 2) * 0.7;
  };
};

const head = (pen: Pen, [x, y]: Spot, color: string): void =>
  pen.shape({
    spots: [
      [x, y],
      [x - 1.5, y - 0.8],
      [x - 1.5, y + 0.8],
    ],
    fill: color,
  });

/** Draws ways between cards of one page in the strips between them, so that no line crosses a card. */
export const drawWays = (
  pen: Pen,
  ways: readonly { from: string; to: string; kind: Edge['kind'] }[],
  cards: ReadonlyMap<string, Card>,
  { columns, rows, half }: Gaps,
): void => {
  const lane = lanes(half);
  const ends = new Map<string, number>();
  /** Ends of several ways at one side of a card stand under each other. */
  const end = (id: string, side: 'in' | 'out', card: Card): number => {
    const n = ends.get(side + id) ?? 0;
    ends.set(side + id, n + 1);
    return card.y + Math.min(2.5 + n * 1.4 + (side === 'out' ? 0.7 : 0), card.height - 1);
  };
  for (const { from, to, kind } of ways) {
    const [a, b] = [cards.get(from), cards.get(to)];
    if (a === undefined || b === undefined || from === to) continue;
    const begin: Spot = [a.x + a.width, end(from, 'out', a)];
    const target: Spot = [b.x, end(to, 'in', b)];
    const outX = (columns[a.column + 1] ?? a.x + a.width + half) + lane(`c${a.column + 1}`);
    const spots: Spot[] =
      b.column === a.column + 1
        ? [begin, [outX, begin[1]], [outX, target[1]], [target[0] - 1.2, target[1]]]
        : (() => {
            const y = (rows[b.row] ?? b.y - half) + lane(`r${b.row}`);
            const inX = (columns[b.column] ?? b.x - half) + lane(`c${b.column}`);
            return [begin, [outX, begin[1]], [outX, y], [inX, y], [inX, target[1]], [target[0] - 1.2, target[1]]];
          })();
    const color = wayColors[kind];
    pen.line({ spots, color, thickness: 0.3, isDashed: kind === 'loop' || kind === 'return' });
    head(pen, target, color);
  }
};

/** A short line of a kind, for the legend. */
export const drawSample = (pen: Pen, x: number, y: number, kind: Edge['kind']): void => {
  pen.line({
    spots: [
      [x, y],
      [x + 5, y],
    ],
    color: wayColors[kind],
    thickness: 0.4,
    isDashed: kind === 'loop' || kind === 'return',
  });
  head(pen, [x + 6, y], wayColors[kind]);
};
