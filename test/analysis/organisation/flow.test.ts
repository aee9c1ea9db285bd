import { describe, expect, it } from 'vitest';
import { roleFlows, trainedPart } from '../../../src/analysis/organisation/flow.ts';
import { Blueprint } from '../../../src/model/blueprint/blueprint.ts';

const words = (ru: string) => ({ ru, en: ru });

/** One role with one cell; 100 net hours a month make rates easy to read. */
const drawn = (cell: object, people: number, role: object = {}): Blueprint =>
  Blueprint.parse({
    journeys: { J: { name: words('Путь'), states: ['D2'], touchpoints: ['t'] } },
    touchpoints: { t: { name: words('Точка') } },
    cells: { c: { journey: 'J', state: 'D2', touchpoint: 't', responsible: 'r', ...cell } },
    roles: {
      r: { name: words('Роль'), function: 'sales', nominalHours: 100, leaveHours: 0, meetingHours: 0, ...role },
    },
    employees: people > 0 ? { e: { name: 'Анна', roles: [{ role: 'r', share: 1 }], rate: people } } : {},
  });

describe('work that goes through a role', () => {
  it('waits as Erlang C of its visits says (T-37), and tells how many people keep the term', () => {
    // Ten visits an hour of twenty minutes each; two people have hours for six.
    const blueprint = drawn({ volumeMonth: 1000, hoursPerVisit: 1 / 3, slaHours: 0.1 }, 2);
    const [flow] = roleFlows(blueprint);
    expect(flow?.waiting?.queue).toMatchObject({ waits: null, reason: 'overloaded' });
    expect(flow?.waiting?.peopleForSla).toBe(5);
    expect(flow?.utilisation).toBeCloseTo(1000 / 3 / 200, 10);
  });

  it('stretches the visits of somebody who is there for half of the time', () => {
    const half = roleFlows(drawn({ volumeMonth: 30, hoursPerVisit: 1, slaHours: 8 }, 0.5))[0]?.waiting?.queue;
    const whole = roleFlows(drawn({ volumeMonth: 60, hoursPerVisit: 1, slaHours: 8 }, 1))[0]?.waiting?.queue;
    expect(half).toEqual(whole);
    expect(half).toMatchObject({
      utilisation: 0.6,
      waits: expect.closeTo(0.6, 10),
      meanWaitHours: expect.closeTo(1.5, 10),
    });
  });

  it('is under way by Little’s law (T-36): visits a month × how long they stay', () => {
    const [flow] = roleFlows(drawn({ volumeMonth: 24, hoursPerVisit: 1, dwellDays: 1.5 * (365.25 / 12) }, 2));
    expect(flow?.open).toEqual({ open: 36, perPerson: 18 });
    expect(flow?.waiting).toBeNull();
  });

  it('has no numbers without people, terms or visits', () => {
    const [flow] = roleFlows(drawn({ volumeMonth: 10, hoursPerVisit: 1, slaHours: 4 }, 0));
    expect(flow?.utilisation).toBeNull();
    expect(flow?.waiting?.queue).toMatchObject({ waits: null, reason: 'no_staff' });
    expect(roleFlows(drawn({}, 1))[0]).toMatchObject({ open: null, waiting: null });
  });

  it('is done in part by a new person (T-38): 10.5 months of the first year', () => {
    expect(roleFlows(drawn({}, 1))[0]?.firstYearMonths).toBe(10.5);
    expect(roleFlows(drawn({}, 1, { rampMonths: 1 }))[0]?.firstYearMonths).toBe(12);
    expect(
      [null, '2025-01-01', '2025-02-15', '2025-06-01', '2026-01-01'].map((day) => trainedPart(day, 4, '2025-06-10')),
    ).toEqual([1, 1, 1, 0.25, 0]);
    expect(trainedPart('2025-05-01', 4, '2025-06-10')).toBe(0.5);
  });
});
