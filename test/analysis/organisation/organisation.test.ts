import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { personLoads, plannedGrowth, reliefs, roleLoads } from '../../../src/analysis/organisation/capacity.ts';
import { stageOfCell } from '../../../src/analysis/organisation/cell-stage.ts';
import { organisationFrom } from '../../../src/analysis/organisation/derivation.ts';
import { organisationSteps } from '../../../src/analysis/organisation/difference.ts';
import { designedCells } from '../../../src/analysis/organisation/journey-cells.ts';
import { raciGrid, responsibilityFor } from '../../../src/analysis/organisation/responsibility.ts';
import { Blueprint } from '../../../src/model/blueprint/blueprint.ts';
import { anyBlueprint } from './any-blueprint.ts';
import { cost, someFacts } from './some-facts.ts';

type Drawn = z.input<typeof Blueprint>;
const words = (ru: string, en = ru) => ({ ru, en });
const role = (own: object = {}) => ({ name: words('Роль'), function: 'sales' as const, ...own });

/** The work of T-35 as cells: five kinds of work, sales and service. */
const t35 = (own: Drawn = {}): Blueprint =>
  Blueprint.parse({
    journeys: {
      J: {
        name: words('Путь'),
        segment: 'S',
        salesTypes: ['direct', 'dealer'],
        states: ['D2', 'D4', 'D5', 'D7', 'D8'],
      },
    },
    segments: { S: { name: words('Сегмент') } },
    touchpoints: { t: { name: words('Точка'), channel: 'phone' } },
    channels: { phone: { name: words('Телефон'), isToday: true }, fair: { name: words('Выставки'), isToday: true } },
    cells: {
      leads: {
        journey: 'J',
        state: 'D2',
        touchpoint: 't',
        responsible: 'sales',
        accountable: 'head',
        volumeMonth: 120,
        hoursPerVisit: 0.5,
        costPerVisit: 10,
      },
      discovery: {
        journey: 'J',
        state: 'D4',
        touchpoint: 't',
        responsible: 'sales',
        accountable: 'head',
        volumeMonth: 48,
        hoursPerVisit: 2.5,
        assets: ['guide'],
      },
      proposals: {
        journey: 'J',
        state: 'D5',
        touchpoint: 't',
        responsible: 'sales',
        accountable: 'head',
        volumeMonth: 24,
        hoursPerVisit: 6,
      },
      start: { journey: 'J', state: 'D7', touchpoint: 't', responsible: 'service', volumeMonth: 6, hoursPerVisit: 14 },
      care: {
        journey: 'J',
        state: 'D8',
        touchpoint: 't',
        responsible: 'service',
        volumeMonth: 180,
        hoursPerVisit: 1.2,
        costPerVisit: 100,
      },
    },
    edges: {
      on: { journey: 'J', from: 'cell:leads', to: 'cell:discovery', probability: 0.4 },
      dead: { journey: 'J', from: 'cell:proposals', to: 'cell:start', probability: 0.05 },
    },
    roles: {
      head: role({ monthlyPay: 200_000 }),
      sales: role({ reportsTo: 'head', monthlyPay: 100_000 }),
      service: role({ function: 'success', reportsTo: 'head', monthlyPay: 80_000 }),
      poster: role({ function: 'marketing', reportsTo: 'head', isToday: true }),
    },
    employees: {
      a: { name: 'Анна', roles: [{ role: 'sales', share: 1 }] },
      b: {
        name: 'Борис',
        roles: [
          { role: 'sales', share: 0.5 },
          { role: 'service', share: 0.5 },
        ],
      },
      h: { name: 'Хельга', roles: [{ role: 'head', share: 1 }] },
    },
    assets: { guide: { name: words('Гид'), cost: 240_000 } },
    tools: {
      crm: { name: words('CRM'), cells: ['leads', 'gone'], monthlyCost: 5_000, isToday: true },
      old: { name: words('Старое'), cells: ['gone'], isToday: true },
    },
    ...own,
  } satisfies Drawn);

describe('capacity from a journey', () => {
  it('T-35: hours and people of each role', () => {
    const loads = roleLoads(t35());
    const of = (id: string) => loads.find((load) => load.role === id);
    expect(of('sales')?.hours).toBeCloseTo(324, 9);
    expect(of('sales')?.need.fte).toBeCloseTo(2.8125, 9);
    expect(of('sales')?.need).toMatchObject({ positions: 3 });
    expect(of('service')?.need.fte).toBeCloseTo(2.6041666666666665, 9);
    expect(of('sales')).toMatchObject({ have: 1.5, slackHours: 1.5 * 115.2 - 324 });
  });

  it('shares a role’s hours among its people as their time stands to each other', () => {
    const people = personLoads(t35());
    const of = (id: string) => people.find(({ employee }) => employee === id);
    expect(of('a')?.hours).toBeCloseTo(216, 9);
    expect(of('b')?.hours).toBeCloseTo(108 + 300, 9);
    expect(of('b')).toMatchObject({ promised: 1, capacity: 144 });
  });

  it('counts work done again and other hours, and names what it cannot know', () => {
    const again = t35();
    if (again.cells.leads) again.cells.leads.rework = 0.2;
    if (again.cells.care) again.cells.care.volumeMonth = null;
    if (again.roles.sales) again.roles.sales.otherHours = 10;
    const loads = roleLoads(again);
    expect(loads.find((load) => load.role === 'sales')?.hours).toBeCloseTo(324 + 12 + 10, 9);
    expect(loads.find((load) => load.role === 'service')?.unknown).toEqual(['care']);
  });

  it('grows winning and starting with the goal, and leaves care as it is', () => {
    const grown = t35({
      goals: { G: { name: words('Рост'), metric: 'customers_new', segment: 'S', base: 96, target: 168 } },
    });
    expect(plannedGrowth(grown).get('S')).toBe(1.75);
    const loads = roleLoads(grown, plannedGrowth(grown));
    expect(loads.find((load) => load.role === 'sales')?.hours).toBeCloseTo(324 * 1.75, 9);
    expect(loads.find((load) => load.role === 'service')?.hours).toBeCloseTo(84 * 1.75 + 216, 9);
  });

  it('says where hours could be freed: drop what hardly anybody goes on from', () => {
    const [first] = reliefs(t35());
    expect(first).toMatchObject({ cell: 'proposals', advice: 'drop' });
    expect(first?.hoursPerGoOn).toBeCloseTo(120, 9);
  });

  it('needs no fewer people for more visits', () => {
    fc.assert(
      fc.property(anyBlueprint, fc.double({ min: 1, max: 5, noNaN: true }), (blueprint, times) => {
        const more = structuredClone(blueprint);
        for (const cell of Object.values(more.cells)) if (cell.volumeMonth !== null) cell.volumeMonth *= times;
        const after = roleLoads(more);
        for (const [at, load] of roleLoads(blueprint).entries())
          expect(after[at]?.need.fte ?? 0).toBeGreaterThanOrEqual((load.need.fte ?? 0) - 1e-9);
      }),
    );
  });
});

describe('responsibility', () => {
  const zone = (own: object) => ({ stage: 'new' as const, roles: {}, ...own });
  const line = { stage: 'new' as const, segment: 'S', salesType: 'direct' };
  const zones = {
    stage: zone({ roles: { head: 'A' } }),
    type: zone({ salesType: 'direct', roles: { sales: 'A' } }),
    segment: zone({ segment: 'S', roles: { service: 'AR' } }),
    both: zone({ segment: 'S', salesType: 'direct', roles: { poster: 'R' } }),
  };
  const first = (drop: (keyof typeof zones)[]) =>
    responsibilityFor(
      t35({ zones: Object.fromEntries(Object.entries(zones).filter(([id]) => !drop.includes(id as never))) }),
      line,
    );

  it('goes to the most specific zone, whole', () => {
    expect(first([])).toMatchObject({ zones: ['both'], accountable: [], responsible: ['poster'] });
    expect(first(['both'])).toMatchObject({ zones: ['segment'], accountable: ['service'], responsible: ['service'] });
    expect(first(['both', 'segment'])).toMatchObject({ zones: ['type'], accountable: ['sales'] });
    expect(first(['both', 'segment', 'type'])).toMatchObject({ zones: ['stage'], accountable: ['head'] });
  });

  it('joins zones of one scope, so that an overlap shows', () => {
    const twice = t35({
      zones: { one: zone({ roles: { head: 'A' } }), two: zone({ roles: { sales: 'A', head: 'R' } }) },
    });
    expect(responsibilityFor(twice, line)).toMatchObject({ accountable: ['head', 'sales'], letters: { head: 'AR' } });
  });

  it('takes the owners of cells where no zone fits, and no role that is gone', () => {
    expect(responsibilityFor(t35(), { ...line, stage: 'contact' } as never).accountable).toEqual(['head']);
    expect(responsibilityFor(t35({ zones: { z: zone({ roles: { nobody: 'A' } }) } }), line).accountable).toEqual([]);
  });

  it('makes a grid of lines that have work by roles', () => {
    const grid = raciGrid(t35());
    expect(grid.roles).toEqual(['head', 'poster', 'sales', 'service']);
    expect(grid.rows.map(({ line: { stage, salesType } }) => `${stage} ${salesType}`)).toEqual([
      'contact direct',
      'contact dealer',
      'opportunity direct',
      'opportunity dealer',
      'new direct',
      'new dealer',
      'activated direct',
      'activated dealer',
    ]);
  });
});

describe('the stage of a cell', () => {
  it('is what the cell says, else its state’s in the default set, else by phase and place', () => {
    const drawn = t35({
      states: {
        x: { name: words('Один') },
        y: { name: words('Два') },
        z: { name: words('Три'), phase: 'after' },
        w: { name: words('Сбоку'), phase: 'aside' },
      },
      journeys: { K: { name: words('Путь'), states: ['x', 'y', 'z', 'w'] } },
    });
    const at = (state: string, stage: 'winback' | null = null) => stageOfCell(drawn, { journey: 'K', state, stage });
    expect(['D2', 'D5', 'x', 'y', 'z', 'w'].map((state) => at(state))).toEqual([
      'contact',
      'opportunity',
      'audience',
      'qualified',
      'new',
      'at_risk',
    ]);
    expect(at('D2', 'winback')).toBe('winback');
  });
});

describe('the organisation from the journey', () => {
  it('derives processes, structure, needs and budget, each line with its cells', () => {
    const { processes, structure, channels, assets, tools, budget, roles } = organisationFrom(t35());
    expect(processes.map(({ key, cells }) => [key, cells])).toEqual([
      ['J.contact.direct.dealer', ['leads']],
      ['J.opportunity.direct.dealer', ['discovery', 'proposals']],
      ['J.new.direct.dealer', ['start']],
      ['J.activated.direct.dealer', ['care']],
    ]);
    expect(structure.units.find(({ head }) => head === 'head')).toMatchObject({ people: 6, span: 'right', parts: 1 });
    expect(structure).toMatchObject({ commonHead: 'head' });
    expect(structure.heads.find(({ stage }) => stage === 'new')?.head).toBeNull();
    expect(channels).toEqual([{ id: 'phone', cells: ['leads', 'discovery', 'proposals', 'start', 'care'] }]);
    expect(assets).toEqual([{ id: 'guide', cells: ['discovery'] }]);
    expect(tools).toEqual([{ id: 'crm', cells: ['leads'] }]);
    expect(roles.map((each) => each.role)).toEqual(['sales', 'service']);
    // 1,200 + 18,000 of visits; 1 head, 3 of sales, 3 of service; a guide over 24 months; the CRM.
    expect(budget.month).toBeCloseTo(19_200 + 200_000 + 300_000 + 240_000 + 10_000 + 5_000, 6);
  });

  it('splits a process where another role answers for another sales type', () => {
    const zones = { z: { stage: 'new' as const, salesType: 'dealer', roles: { service: 'A' as const } } };
    const own = organisationFrom(t35({ zones })).processes.filter(({ stage }) => stage === 'new');
    expect(own.map(({ salesTypes, owner }) => [salesTypes, owner])).toEqual([
      [['direct'], null],
      [['dealer'], 'service'],
    ]);
  });

  it('suggests for cells of nobody the role that knows what they ask', () => {
    const drawn = t35();
    if (drawn.cells.start) Object.assign(drawn.cells.start, { responsible: null, competences: ['монтаж'] });
    drawn.roles.service?.competences.push('монтаж');
    expect(organisationFrom(drawn).roles.find((each) => each.role === null)).toMatchObject({
      cells: ['start'],
      suggested: 'service',
    });
  });

  it('says what to add, keep, change and stop, and why', () => {
    const processes = {
      funnel: { name: words('Воронка'), isToday: true, cells: ['leads', 'discovery', 'start'] },
      spam: { name: words('Рассылки'), isToday: true },
    };
    const facts = someFacts({ costs: [cost({ channel: 'Радио', amount: 10 })] });
    const steps = organisationSteps(t35({ processes }), facts);
    const of = (kind: string) =>
      steps.filter((step) => step.kind === kind).map(({ what, ref, name }) => [what, ref?.id ?? name.ru]);
    expect(of('processes')).toEqual([
      ['change', 'funnel'],
      ['stop', 'spam'],
      ['add', 'На результате · Путь (прямые продажи, дилеры)'],
    ]);
    expect(of('roles')).toEqual([
      ['keep', 'head'],
      ['stop', 'poster'],
      ['change', 'sales'],
      ['change', 'service'],
    ]);
    expect(of('channels')).toEqual([
      ['keep', 'phone'],
      ['stop', 'fair'],
      ['stop', 'Радио'],
    ]);
    expect(of('tools')).toEqual([
      ['keep', 'crm'],
      ['stop', 'old'],
    ]);
    expect(steps.find(({ ref }) => ref?.id === 'sales')).toMatchObject({ cells: ['leads', 'discovery', 'proposals'] });
    expect(steps.find(({ ref }) => ref?.id === 'sales')?.reason.ru).toBe(
      'Работы на 3 ставки, есть 1,5 ставки. Её 3 клетки: «Точка».',
    );
  });

  it('holds on any blueprint: the budget is the sum of its lines, every line names cells that are there, nothing throws', () => {
    fc.assert(
      fc.property(anyBlueprint, (blueprint) => {
        const derived = organisationFrom(blueprint);
        const there = new Set(designedCells(blueprint).map(({ id }) => id));
        const sum = derived.budget.lines.reduce((total, line) => total + line.month, 0);
        expect(derived.budget.month).toBe(sum);
        for (const line of derived.budget.lines)
          expect(Math.abs(line.month - line.count * line.each)).toBeLessThanOrEqual(1e-6 * (1 + line.month));
        const named = [
          ...derived.budget.lines,
          ...derived.channels,
          ...derived.tools,
          ...derived.assets,
          ...derived.processes,
          ...derived.roles,
        ];
        for (const { cells } of named) for (const id of cells) expect(there.has(id)).toBe(true);
        // Every cell of a designed journey is the work of some process and of one role or cluster.
        expect(new Set(derived.processes.flatMap(({ cells }) => cells))).toEqual(there);
        expect(derived.roles.flatMap(({ cells }) => cells).sort()).toEqual([...there].sort());
        const hours = derived.processes.reduce((total, { hoursMonth }) => total + hoursMonth, 0);
        const worked = designedCells(blueprint).reduce((total, { hoursMonth }) => total + (hoursMonth ?? 0), 0);
        expect(Math.abs(hours - worked)).toBeLessThanOrEqual(1e-6 * (1 + worked));
        for (const step of organisationSteps(blueprint, null)) expect(step.reason.ru).not.toMatch(/undefined|NaN/);
        raciGrid(blueprint);
        personLoads(blueprint);
        reliefs(blueprint);
      }),
      { numRuns: 200 },
    );
  });
});
