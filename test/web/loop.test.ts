import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Conveyor } from '../../src/model/api.ts';
import { stages } from '../../src/model/lifecycle.ts';
import { crossingsOf, layLoop, straightWay, widthScale } from '../../src/web/features/conveyor/loop-layout.ts';

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
  stages: [],
  flows: list,
  beforeContact: { days: null, touches: null, n: 0 },
  weakest: null,
});

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
          expect(one.width).toBeLessThanOrEqual(46);
          expect(one.d).not.toMatch(/NaN|Infinity|undefined/);
        }
        const most = Math.max(
          0,
          ...crossingsOf(list)
            .slice(1)
            .map(({ count }) => count),
        );
        if (cappedAt !== null) expect(width(cappedAt)).toBe(46);
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
});
