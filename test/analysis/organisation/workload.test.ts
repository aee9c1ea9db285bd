import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  effectiveMonths,
  peopleForWait,
  positionsFor,
  waitFor,
  workInProgress,
  workloadMethod,
} from '../../../src/analysis/organisation/workload.ts';

const near = (actual: number | null | undefined, expected: number) =>
  expect(Math.abs((actual ?? 1e9) - expected)).toBeLessThanOrEqual(1e-6 * Math.abs(expected));

describe('workload', () => {
  it('T-34: the workload method', () => {
    const need = workloadMethod(
      [
        { customers: 150, hoursYear: 52 },
        { customers: 220, hoursYear: 12 },
        { customers: 510, hoursYear: 3 },
      ],
      864,
    );
    expect(need.hours).toBe(11_970);
    near(need.fte, 13.854166666666666);
    expect(need).toMatchObject({ positions: 14 });
  });

  it('T-35: people from hours', () => {
    near(positionsFor(120 * 0.5 + 48 * 2.5 + 24 * 6, 144, 0.8).fte, 2.8125);
    near(positionsFor(6 * 14 + 180 * 1.2, 144, 0.8).fte, 2.6041666666666665);
    expect(positionsFor(230.4, 144, 0.8)).toMatchObject({ positions: 2 });
    expect(positionsFor(10, 0, 0.8)).toEqual({ hours: 10, fte: null, reason: 'no_hours_available' });
  });

  it('T-36: Little’s law', () => {
    const { open, perPerson } = workInProgress(24, 1.5, 2.8125);
    near(open, 36);
    near(perPerson, 12.8);
    expect(workInProgress(24, 1.5, 0).perPerson).toBeNull();
  });

  it('T-37: Erlang C', () => {
    const four = waitFor(10, 3, 4);
    const five = waitFor(10, 3, 5);
    near(four.utilisation, 0.8333333333333334);
    near(five.utilisation, 0.6666666666666667);
    near(four.waits, 0.6577216521967905);
    near(five.waits, 0.32666928002090695);
    near(four.waits === null ? null : four.meanWaitHours, 0.32886082609839523);
    near(five.waits === null ? null : five.meanWaitHours, 0.06533385600418139);
    expect(waitFor(12, 3, 4)).toEqual({ utilisation: 1, waits: null, reason: 'overloaded' });
    expect(peopleForWait(10, 3, 0.1)).toBe(5);
  });

  it('T-37 holds for hundreds of people', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 900 }),
        fc.double({ min: 0.01, max: 0.999, noNaN: true }),
        (people, load) => {
          const queue = waitFor(people * load, 1, people);
          expect(queue.waits).not.toBeNull();
          expect(queue.waits).toBeGreaterThanOrEqual(0);
          expect(queue.waits).toBeLessThanOrEqual(1);
          const more = waitFor(people * load, 1, people + 1);
          expect(more.waits ?? 2).toBeLessThanOrEqual((queue.waits ?? 0) + 1e-12);
        },
      ),
    );
  });

  it('T-38: a new person’s first year', () => {
    near(effectiveMonths([0.25, 0.5, 0.75], 12), 10.5);
    expect(effectiveMonths([0.25, 0.5, 0.75], 2)).toBe(0.75);
  });

  it('needs no fewer people for more work', () => {
    const hours = fc.double({ min: 0, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(hours, hours, fc.double({ min: 0.1, max: 1, noNaN: true }), (a, b, utilisation) => {
        const less = positionsFor(Math.min(a, b), 144, utilisation);
        const more = positionsFor(Math.max(a, b), 144, utilisation);
        expect(more.fte ?? 0).toBeGreaterThanOrEqual(less.fte ?? 0);
        if (more.fte === null || less.fte === null) throw new Error('hours are available');
        expect(more.positions).toBeGreaterThanOrEqual(less.positions);
        expect(more.slackHours).toBeGreaterThanOrEqual(-1e-3);
      }),
    );
  });
});
