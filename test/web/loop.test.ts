import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Conveyor } from '../../src/model/conveyor.ts';
import { stages } from '../../src/model/stages.ts';
import { crossingsOf, layLoop, widthScale } from '../../src/web/features/conveyor/loop-layout.ts';
import { straightWay } from '../../src/web/features/conveyor/straight-way.ts';

type Flow = Conveyor['flows'][number];
const place = fc.constantFrom('outside' as const, ...stages);
const flows: fc.Arbitrary<Flow[]> = fc.uniqueArray(
  fc.record({
    from: place,
    to: place,
    count: fc.nat({ max: 5000 }),
    direction: fc.constantFrom('forward' as const, 'back' as const),
  }),
  { selector: ({ from, to }) => `${from}-${to}`, maxLength: 40 },
);
const conveyorOf = (list: Flow[]): Conveyor => ({
  period: { from: '2025-01-01', to: '2026-01-01' },
  inForce: [],
  stages: [],
  flows: list,
  beforeContact: { days: null, touches: null, n: 0 },
});

/** Points along a stroke `M x y C x y x y x y`. */
const pointsOf = (d: string): { x: number; y: number }[] => {
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0, x2 = 0, y2 = 0, x3 = 0, y3 = 0] = (d.match(/-?[\d.]+/g) ?? []).map(Number);
  return Array.from({ length: 41 }, (_, step) => {
    const [t, r] = [step / 40, 1 - step / 40];
    const along = (a: number, b: number, c: number, e: number): number =>
      a * r ** 3 + 3 * b * r ** 2 * t + 3 * c * r * t ** 2 + e * t ** 3;
    return { x: along(x0, x1, x2, x3), y: along(y0, y1, y2, y3) };
  });
};

describe('the loop', () => {
  it('keeps its stations apart and inside at any width', () => {
    fc.assert(
      fc.property(fc.integer({ min: 780, max: 1700 }), (width) => {
        const { places, height, middle } = layLoop(conveyorOf([]), width);
        expect(places.length).toBe(stages.length + 1);
        for (const one of places) {
          expect(one.x - one.width / 2).toBeGreaterThanOrEqual(0);
          expect(one.x + one.width / 2).toBeLessThanOrEqual(width);
          expect(one.y + one.height / 2).toBeLessThanOrEqual(height);
          const insideMiddle =
            one.x + one.width / 2 > middle.left &&
            one.x - one.width / 2 < middle.left + middle.width &&
            one.y + one.height / 2 > middle.top &&
            one.y - one.height / 2 < middle.top + middle.height;
          expect(insideMiddle, one.stage).toBe(false);
          for (const other of places) {
            if (other.stage === one.stage) continue;
            const overlaps =
              Math.abs(one.x - other.x) < (one.width + other.width) / 2 &&
              Math.abs(one.y - other.y) < (one.height + other.height) / 2;
            expect(overlaps, `${one.stage} over ${other.stage} at ${width}`).toBe(false);
          }
        }
      }),
      { numRuns: 100, seed: 7 },
    );
  });

  it('counts a move on every stretch it crosses, whatever it skips', () => {
    const crossings = crossingsOf([
      { from: 'contact', to: 'new', count: 7, direction: 'forward' },
      { from: 'opportunity', to: 'new', count: 3, direction: 'forward' },
      { from: 'opportunity', to: 'contact', count: 100, direction: 'back' },
    ]);
    expect(crossings.map(({ count }) => count)).toEqual([0, 7, 7, 10, 0, 0, 0]);
  });

  it('draws widths in proportion, none below what can be seen or above the widest, and every path in numbers', () => {
    fc.assert(
      fc.property(flows, (list) => {
        const { width, cappedAt } = widthScale(list);
        const loop = layLoop(conveyorOf(list), 1000);
        for (const one of [...loop.stretches, ...loop.arcs]) {
          expect(one.width).toBeLessThanOrEqual(44);
          expect(one.d).not.toMatch(/NaN|Infinity|undefined/);
        }
        const most = Math.max(
          0,
          ...crossingsOf(list)
            .slice(1)
            .map(({ count }) => count),
        );
        if (cappedAt !== null) expect(width(cappedAt)).toBe(44);
        if (most > 0) expect(width(most)).toBeGreaterThan(0);
        expect(width(0)).toBe(0);
      }),
      { numRuns: 200, seed: 7 },
    );
  });

  it('draws each move once: on the belt or as an arc', () => {
    fc.assert(
      fc.property(flows, (list) => {
        const loop = layLoop(conveyorOf(list), 1000);
        const onBelt = new Set(loop.stretches.flatMap(({ ends }) => ends));
        for (const flow of list) {
          const isArc = loop.arcs.some((arc) => arc.flow === flow);
          expect(isArc && onBelt.has(flow)).toBe(false);
          const isDrawable = flow.count > 0 && flow.to !== 'outside' && flow.from !== flow.to;
          const isDeepEntry = flow.from === 'outside' && !straightWay.slice(0, 6).includes(flow.to as never);
          if (isDrawable && !isDeepEntry) expect(isArc || onBelt.has(flow), `${flow.from} → ${flow.to}`).toBe(true);
        }
      }),
      { numRuns: 200, seed: 7 },
    );
  });

  it('keeps an entry and a move back of one station apart', () => {
    for (const width of [780, 1000, 1400]) {
      const { arcs } = layLoop(
        conveyorOf([
          { from: 'outside', to: 'opportunity', count: 431, direction: 'forward' },
          { from: 'opportunity', to: 'contact', count: 269, direction: 'back' },
        ]),
        width,
      );
      const strokes = arcs.map((arc) => ({ ...arc, points: pointsOf(arc.d) }));
      const [entry, back] = strokes;
      if (!entry || !back) throw new Error('both are to be drawn');
      const apart = Math.min(...entry.points.flatMap((a) => back.points.map((b) => Math.hypot(a.x - b.x, a.y - b.y))));
      expect(apart).toBeGreaterThanOrEqual((entry.width + back.width) / 2);
    }
  });

  it('keeps the moves of a company that only has orders apart, down and up', () => {
    const counts = fc.record({
      down: fc.integer({ min: 1, max: 100_000_000 }),
      up: fc.double({ min: 0, max: 1, noNaN: true }),
      home: fc.double({ min: 0, max: 1, noNaN: true }),
      never: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(counts, fc.integer({ min: 780, max: 1700 }), ({ down, up, home, never }, width) => {
        // Nobody comes back who has not left.
        const [back, home1] = [Math.round(down * up), Math.round(down * (1 - up) * home)];
        const list: Flow[] = [
          { from: 'regular', to: 'at_risk', count: down, direction: 'back' },
          { from: 'at_risk', to: 'regular', count: back, direction: 'forward' },
          { from: 'lost', to: 'regular', count: home1, direction: 'forward' },
          { from: 'new', to: 'at_risk', count: Math.round(down * never), direction: 'back' },
          { from: 'at_risk', to: 'lost', count: down - back, direction: 'back' },
        ];
        const { arcs } = layLoop(conveyorOf(list), width);
        const strokes = arcs.map((arc) => ({ ...arc, points: pointsOf(arc.d) }));
        for (const [index, one] of strokes.entries())
          for (const two of strokes.slice(index + 1)) {
            const apart = Math.min(
              ...one.points.flatMap((a) => two.points.map((b) => Math.hypot(a.x - b.x, a.y - b.y))),
            );
            const names = `${one.flow.from}-${one.flow.to} and ${two.flow.from}-${two.flow.to} at ${width}`;
            expect(apart, names).toBeGreaterThanOrEqual((one.width + two.width) / 2 - 1);
          }
      }),
      { numRuns: 100, seed: 7 },
    );
  });
});
