import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { projectionOf } from '../../src/analysis/blueprint/projection.ts';
import { Blueprint } from '../../src/model/blueprint/blueprint.ts';
import { Edge, edgeKinds } from '../../src/model/blueprint/journey.ts';
import type { Edit } from '../../src/web/features/design/document/draft.ts';
import { cardsBetween, held, stepped } from '../../src/web/features/journey/cursor.ts';
import {
  addEdge,
  clipOf,
  copyJourney,
  moveCells,
  pasteClip,
  removeCells,
  removeLine,
} from '../../src/web/features/journey/edits.ts';
import { freeGeometryOf } from '../../src/web/features/journey/free-layout.ts';
import {
  cardRect,
  type DrawnRoute,
  geometryOf,
  type Point,
  type Rect,
  routeAt,
} from '../../src/web/features/journey/geometry.ts';
import { gridOf, type JourneyGrid } from '../../src/web/features/journey/grid.ts';
import { commandOf } from '../../src/web/features/journey/keys.ts';
import { fitted, revealed, worldAt, zoomedAt } from '../../src/web/features/journey/viewport.ts';
import { labelsOf } from '../../src/web/features/journey/way-labels.ts';

const words = (ru: string) => ({ ru, en: '' });

type Drawn = { columns: number; rows: number; cells: [number, number][]; edges: [number, number][] };

const blueprintOf = ({ columns, rows, cells, edges }: Drawn): Blueprint =>
  Blueprint.parse({
    states: Object.fromEntries(Array.from({ length: columns }, (_, at) => [`s${at}`, { name: words(`S${at}`) }])),
    touchpoints: Object.fromEntries(Array.from({ length: rows }, (_, at) => [`t${at}`, { name: words(`T${at}`) }])),
    journeys: {
      j: {
        name: words('J'),
        states: Array.from({ length: columns }, (_, at) => `s${at}`),
        touchpoints: Array.from({ length: rows }, (_, at) => `t${at}`),
      },
    },
    cells: Object.fromEntries(
      cells.map(([column, row], at) => [
        `c${at}`,
        { journey: 'j', state: `s${column}`, touchpoint: `t${row}`, place: at },
      ]),
    ),
    edges: Object.fromEntries(
      edges.map(([from, to], at) => [`e${at}`, { journey: 'j', from: `cell:c${from}`, to: `cell:c${to}` }]),
    ),
  });

const drawn: fc.Arbitrary<Drawn> = fc
  .record({ columns: fc.integer({ min: 1, max: 6 }), rows: fc.integer({ min: 1, max: 6 }) })
  .chain(({ columns, rows }) =>
    fc
      .array(fc.tuple(fc.nat({ max: columns - 1 }), fc.nat({ max: rows - 1 })), { minLength: 1, maxLength: 14 })
      .chain((cells) =>
        fc.record({
          columns: fc.constant(columns),
          rows: fc.constant(rows),
          cells: fc.constant(cells as [number, number][]),
          edges: fc.uniqueArray(fc.tuple(fc.nat({ max: cells.length - 1 }), fc.nat({ max: cells.length - 1 })), {
            maxLength: 20,
            selector: ([a, b]) => `${a}-${b}`,
          }) as fc.Arbitrary<[number, number][]>,
        }),
      ),
  );

const gridFor = (journey: Drawn): JourneyGrid => {
  const grid = gridOf(blueprintOf(journey), 'j');
  if (!grid) throw new Error('no grid');
  return grid;
};

const crosses = (a: Point, b: Point, { x, y, width, height }: Rect): boolean => {
  const inset = 1;
  return (
    Math.max(a.x, b.x) > x + inset &&
    Math.min(a.x, b.x) < x + width - inset &&
    Math.max(a.y, b.y) > y + inset &&
    Math.min(a.y, b.y) < y + height - inset
  );
};

const applied = (blueprint: Blueprint, edits: readonly Edit[]): Blueprint => {
  const next = structuredClone(blueprint) as unknown as Record<string, Record<string, unknown>>;
  for (const { collection, id, after } of edits) {
    const things = next[collection] ?? {};
    if (after === null) delete things[id];
    else things[id] = after;
  }
  return Blueprint.parse(next);
};

describe('ways over the matrix', () => {
  it('go round every card, whoever stands where', () => {
    fc.assert(
      fc.property(drawn, (journey) => {
        const grid = gridFor(journey);
        const geometry = geometryOf(grid);
        expect(geometry.routes).toHaveLength(journey.edges.length);
        for (const { points, id } of geometry.routes)
          for (let at = 1; at < points.length; at += 1) {
            const [a, b] = [points[at - 1], points[at]];
            if (!a || !b) continue;
            expect(Math.min(Math.abs(a.x - b.x), Math.abs(a.y - b.y)), `${id} is not straight`).toBeLessThan(0.01);
            for (const cell of grid.cells.values())
              expect(crosses(a, b, cardRect(geometry, cell)), `${id} crosses ${cell.id}`).toBe(false);
          }
      }),
      { numRuns: 300 },
    );
  });

  it('begin and end at their cards', () => {
    fc.assert(
      fc.property(drawn, (journey) => {
        const grid = gridFor(journey);
        const geometry = geometryOf(grid);
        for (const { points, route } of geometry.routes)
          for (const [point, id] of [
            [points[0], route.from],
            [points.at(-1), route.to],
          ] as const) {
            const cell = grid.cells.get(id ?? '');
            if (!point || !cell) throw new Error('an end is missing');
            const { x, y, width, height } = cardRect(geometry, cell);
            const isAtSide = [x, x + width].some((side) => Math.abs(point.x - side) < 0.01);
            const isAtEdge = [y, y + height].some((side) => Math.abs(point.y - side) < 0.01);
            expect(isAtSide || isAtEdge).toBe(true);
          }
      }),
    );
  });

  it('are found under the pointer', () => {
    const geometry = geometryOf(
      gridFor({
        columns: 2,
        rows: 1,
        cells: [
          [0, 0],
          [1, 0],
        ],
        edges: [[0, 1]],
      }),
    );
    const [route] = geometry.routes;
    const point = route?.label ?? { x: 0, y: 0 };
    expect(routeAt(geometry.routes, { x: point.x, y: point.y + 4 }, 6)?.id).toBe('e0');
    expect(routeAt(geometry.routes, { x: point.x, y: point.y + 40 }, 6)).toBeNull();
  });
});

describe('words on ways', () => {
  it('do not lie over each other while there is room', () => {
    const geometry = geometryOf(
      gridFor({
        columns: 3,
        rows: 3,
        cells: [
          [0, 0],
          [1, 1],
          [1, 2],
          [2, 2],
        ],
        edges: [
          [0, 1],
          [0, 2],
          [1, 3],
          [2, 3],
          [3, 0],
        ],
      }),
    );
    const labels = labelsOf(geometry.routes, () => '25 %');
    expect(labels).toHaveLength(5);
    for (const [at, a] of labels.entries())
      for (const b of labels.slice(at + 1))
        expect(Math.abs(a.x - b.x) >= 36 || Math.abs(a.y - b.y) >= 19, `${a.id} over ${b.id}`).toBe(true);
  });

  it('stand where their own way runs alone, and not on the stretch two share', () => {
    const way = (id: string, points: { x: number; y: number }[]): DrawnRoute => ({
      id,
      points,
      label: points[0] ?? { x: 0, y: 0 },
      route: { stub: null, edge: { kind: 'progress' } } as unknown as DrawnRoute['route'],
    });
    // Both leave along y = 0 for 200, the longest stretch of either; then one goes up, the other down.
    const up = way('up', [
      { x: 0, y: 0 },
      { x: 200, y: 0 },
      { x: 200, y: -90 },
    ]);
    const below = way('below', [
      { x: 0, y: 0 },
      { x: 200, y: 0 },
      { x: 200, y: 90 },
    ]);
    const labels = labelsOf([up, below], () => '25 %');
    expect(labels.map(({ id, x, y }) => [id, x, Math.sign(y)])).toEqual([
      ['up', 200, -1],
      ['below', 200, 1],
    ]);
  });
});

describe('the free graph', () => {
  it('lays every card where no other lies', () => {
    fc.assert(
      fc.property(drawn, (journey) => {
        const grid = gridFor(journey);
        const { spots, geometry } = freeGeometryOf(grid);
        const rects = [...spots.values()];
        expect(rects).toHaveLength(journey.cells.length);
        for (const [at, a] of rects.entries())
          for (const b of rects.slice(at + 1))
            expect(Math.abs(a.x - b.x) >= 196 || Math.abs(a.y - b.y) >= 84, 'two cards overlap').toBe(true);
        for (const { x, y } of rects) {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(y + 84).toBeLessThanOrEqual(geometry.height);
        }
      }),
    );
  });
});

describe('the keyboard over the matrix', () => {
  const grid = gridFor({
    columns: 3,
    rows: 2,
    cells: [
      [0, 0],
      [0, 0],
      [2, 1],
    ],
    edges: [],
  });

  it('never leaves it and reaches every place of it', () => {
    const seen = new Set<string>();
    const open = [held(grid, { column: 0, row: 0, stack: 0 })];
    for (let at = open.pop(); at; at = open.pop()) {
      const name = `${at.column} ${at.row} ${at.stack}`;
      if (seen.has(name)) continue;
      seen.add(name);
      expect(held(grid, at)).toEqual({ column: at.column, row: at.row, stack: at.stack });
      for (const direction of ['left', 'right', 'up', 'down'] as const) open.push(stepped(grid, at, direction));
    }
    // Three heads and a new one, two names and a new one, six slots of which one has two cards.
    expect(seen.size).toBe(4 + 3 + 7);
  });

  it('chooses the block between two places', () => {
    expect(cardsBetween(grid, { column: 0, row: 0, stack: 0 }, { column: 1, row: 1, stack: 0 })).toEqual(['c0', 'c1']);
  });

  it('knows its commands in every layout, and writes letters where nothing is written yet', () => {
    const key = (name: string, code: string, held: object = {}) => ({
      key: name,
      code,
      ctrlKey: false,
      metaKey: false,
      shiftKey: false,
      altKey: false,
      ...held,
    });
    expect(commandOf(key('у', 'KeyE'), false)).toEqual({ do: 'link' });
    expect(commandOf(key('у', 'KeyE'), true)).toEqual({ do: 'type', text: 'у' });
    expect(commandOf(key('Я', 'KeyZ', { ctrlKey: true, shiftKey: true }), false)).toEqual({ do: 'redo' });
    expect(commandOf(key('Tab', 'Tab'), false)).toBeNull();
  });
});

describe('gestures as edits', () => {
  const blueprint = blueprintOf({
    columns: 3,
    rows: 2,
    cells: [
      [0, 0],
      [1, 1],
      [2, 1],
    ],
    edges: [
      [0, 1],
      [1, 0],
    ],
  });
  let count = 0;
  const newId = (letter: string): string => `${letter}-new${count++}`;

  it('move cards together and stop at the edge together', () => {
    const next = applied(blueprint, moveCells(blueprint, 'j', ['c0', 'c1'], { columns: 5, rows: -3 }));
    expect([next.cells.c0?.state, next.cells.c1?.state]).toEqual(['s1', 's2']);
    expect([next.cells.c0?.touchpoint, next.cells.c1?.touchpoint]).toEqual(['t0', 't1']);
  });

  it('take the ways of a removed card with it, and a state no journey has', () => {
    const next = applied(blueprint, removeCells(blueprint, ['c0']));
    expect([Object.keys(next.cells), Object.keys(next.edges)]).toEqual([['c1', 'c2'], []]);
    const without = applied(blueprint, removeLine(blueprint, 'j', 'states', 's1'));
    expect([without.states.s1, without.journeys.j?.states, Object.keys(without.cells)]).toEqual([
      undefined,
      ['s0', 's2'],
      ['c0', 'c2'],
    ]);
  });

  it('copy cards with the ways among them', () => {
    const clip = clipOf(blueprint, ['c0', 'c1']);
    const { edits, cells } = pasteClip(blueprint, clip, { journey: 'j', at: { column: 1, row: 0 } }, newId);
    const next = applied(blueprint, edits);
    expect(cells.map((id) => [next.cells[id]?.state, next.cells[id]?.touchpoint])).toEqual([
      ['s1', 't0'],
      ['s2', 't1'],
    ]);
    expect(Object.keys(next.edges)).toHaveLength(4);
    const whole = applied(blueprint, copyJourney(blueprint, 'j', { id: 'k', fields: { mode: 'legacy' } }, newId));
    expect(Object.values(whole.cells).filter(({ journey }) => journey === 'k')).toHaveLength(3);
    expect(Object.values(whole.edges).filter(({ journey }) => journey === 'k')).toHaveLength(2);
    expect(whole.journeys.k?.states).toEqual(['s0', 's1', 's2']);
  });

  it('tell the kind of a way by where it leads, and draw none twice', () => {
    const kindOf = (from: string, to: string) =>
      Edge.parse(addEdge(blueprint, 'j', 'x', from, to)[0]?.after ?? {}).kind;
    expect([kindOf('c1', 'c2'), kindOf('c0', 'c2'), kindOf('c2', 'c0')]).toEqual(['progress', 'skip', 'loop']);
    expect(addEdge(blueprint, 'j', 'x', 'c0', 'c1')).toEqual([]);
    expect(edgeKinds).toContain('progress');
  });
});

describe('the view', () => {
  it('keeps what is under the pointer there while zooming, and shows what is asked for', () => {
    const view = { x: -120, y: 40, z: 0.8 };
    const point = { x: 300, y: 200 };
    const before = worldAt(view, point);
    const after = worldAt(zoomedAt(view, point, 1.3), point);
    expect(after.x).toBeCloseTo(before.x);
    expect(after.y).toBeCloseTo(before.y);
    const screen = { width: 800, height: 600 };
    const rect = { x: 3000, y: 2000, width: 196, height: 84 };
    const seen = revealed(view, screen, rect);
    expect(rect.x * seen.z + seen.x + rect.width * seen.z).toBeLessThanOrEqual(800);
    const whole = fitted(screen, { width: 8000, height: 4000 });
    expect(8000 * whole.z).toBeLessThanOrEqual(800);
  });
});

describe('the projection', () => {
  it('counts loops in full: they come back and get another chance', () => {
    const blueprint = blueprintOf({
      columns: 3,
      rows: 1,
      cells: [
        [0, 0],
        [1, 0],
        [2, 0],
      ],
      edges: [
        [0, 1],
        [1, 0],
        [1, 2],
      ],
    });
    expect(projectionOf(blueprint, 'j')).toBeNull();
    const chances: Record<string, number> = { e0: 0.5, e1: 0.4, e2: 0.3 };
    for (const [id, edge] of Object.entries(blueprint.edges)) edge.probability = chances[id] ?? null;
    // h(s2) = 0.5·(0.3 + 0.4·h(s2)), so h = 0.15 ÷ 0.8.
    const shares = projectionOf(blueprint, 'j')?.reached.map(({ share }) => share);
    expect(shares?.[1]).toBeCloseTo(0.5, 8);
    expect(shares?.[2]).toBeCloseTo(0.1875, 8);
  });
});
