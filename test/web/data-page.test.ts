import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StaffMonth, TypedMonth } from '../../src/model/corrections.ts';
import { factKinds, factShapes } from '../../src/model/facts.ts';
import { Settings } from '../../src/model/settings.ts';
import { costClasses } from '../../src/model/stages.ts';
import { lacksResultEvents, nextKind } from '../../src/web/features/data/coverage.ts';
import { sampleColumns, sampleRows, templateOf } from '../../src/web/features/data/samples.ts';
import { readData } from '../../src/web/features/data/search.ts';
import { editMonth, problemsOfMonth, sharesAreWhole, splitMonth } from '../../src/web/features/data/typed-month.ts';
import { isWorkspaceId, workspaceIdOf } from '../../src/web/features/data/workspace-id.ts';

const person = (set: Partial<StaffMonth>): StaffMonth => ({
  id: 'p',
  name: 'Игорь',
  role: '',
  function: 'sales',
  pay: 100_000,
  hours: 160,
  shares: { acquisition: 100 },
  segment: '',
  ...set,
});

describe('samples of the nine kinds', () => {
  it.each(factKinds)('%s: every sample row is a row of the kind', (kind) => {
    const shape = factShapes[kind];
    const known = new Map(shape.columns.map((column) => [column.name, column]));
    for (const row of sampleRows[kind]) {
      for (const column of shape.columns) if (column.required) expect(row[column.name], column.name).toBeTruthy();
      if (shape.anyOf) expect(shape.anyOf.some((name) => row[name])).toBe(true);
      for (const [name, value] of Object.entries(row)) {
        const column = known.get(name);
        expect(column, name).toBeDefined();
        const type = column?.type;
        if (typeof type === 'object') expect(type.oneOf).toContain(value);
        if (type === 'money' || type === 'number') expect(Number.isFinite(Number(value))).toBe(true);
        if (type === 'moment' || type === 'day') expect(Number.isNaN(Date.parse(value.replace(' ', 'T')))).toBe(false);
        if (type === 'month') expect(value).toMatch(/^\d{4}-\d{2}$/);
      }
    }
    expect(sampleColumns(kind).length).toBeGreaterThan(2);
  });

  it.each(factKinds)('%s: the template is every canonical column and no row that would be imported', (kind) => {
    const columns = [...factShapes[kind].columns.map((column) => column.name), 'updated_at'];
    expect(templateOf(kind)).toBe(`\uFEFF${columns.join(',')}\r\n`);
  });

  it('joins orders, deals, payments and people to the sample customers', () => {
    const customers = new Set(sampleRows.customers.map((row) => row.customer_id));
    for (const kind of ['order_lines', 'deals', 'payments', 'people'] as const)
      for (const row of sampleRows[kind]) expect(customers).toContain(row.customer_id);
    const products = new Set(sampleRows.products.map((row) => row.product_id));
    for (const row of sampleRows.order_lines) expect(products).toContain(row.product_id);
  });
});

describe('what to bring next', () => {
  it('begins with order lines and ends when all that matters is there', () => {
    expect(nextKind({})).toBe('order_lines');
    expect(nextKind({ order_lines: 5, customers: 2 })).toBe('costs');
    expect(
      nextKind({ order_lines: 1, customers: 1, costs: 1, interactions: 1, products: 1, deals: 1, payments: 1 }),
    ).toBeNull();
  });

  it('sees that touches are there and nothing says which prove a result', () => {
    const settings = Settings.parse({});
    expect(lacksResultEvents({ rows: { interactions: 3 }, settings })).toBe(true);
    expect(lacksResultEvents({ rows: {}, settings })).toBe(false);
    expect(lacksResultEvents({ rows: { interactions: 3 }, settings: { ...settings, activation_kinds: ['x'] } })).toBe(
      false,
    );
  });
});

describe('a month typed in', () => {
  it('shares pay out by time to the kopeck', () => {
    const staff = [person({ pay: 100.01, shares: { acquisition: 33.33, retention: 33.33, winback: 33.34 } })];
    const split = splitMonth({ costs: [], staff }, 'RUB');
    expect(split.totalMinor).toBe(10_001);
    expect(split.byClass.acquisition + split.byClass.retention + split.byClass.winback).toBe(10_001);
    expect(split.undividedMinor).toBe(0);
  });

  it('leaves pay undivided while shares do not make a whole', () => {
    const split = splitMonth({ costs: [], staff: [person({ shares: { acquisition: 60 } })] }, 'RUB');
    expect(split.undividedMinor).toBe(10_000_000);
    expect(split.byClass.acquisition).toBe(0);
  });

  it('always sums: classes and the undivided part are the total', () => {
    const shares = fc
      .array(fc.integer({ min: 0, max: 50 }), { minLength: costClasses.length, maxLength: costClasses.length })
      .map((parts) => Object.fromEntries(costClasses.map((costClass, at) => [costClass, parts[at] ?? 0])));
    const whole = fc.constantFrom({ acquisition: 100 }, { retention: 40.5, development: 59.5 });
    const staff = fc.array(
      fc
        .record({ pay: fc.integer({ min: 0, max: 9_999_999 }), shares: fc.oneof(shares, whole) })
        .map((set) => person({ pay: set.pay / 100, shares: set.shares })),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(staff, fc.constantFrom('RUB', 'JPY'), (people, currency) => {
        const split = splitMonth({ costs: [], staff: people }, currency);
        const classed = costClasses.reduce((sum, costClass) => sum + split.byClass[costClass], 0);
        expect(classed + split.undividedMinor).toBe(split.totalMinor);
      }),
      { numRuns: 200, seed: 7 },
    );
  });

  it('takes shares in tenths and hundredths as a whole', () => {
    expect(sharesAreWhole({ shares: { acquisition: 33.3, retention: 33.3, winback: 33.4 } })).toBe(true);
    expect(sharesAreWhole({ shares: { acquisition: 0.1, retention: 0.2, winback: 99.7 } })).toBe(true);
    expect(sharesAreWhole({ shares: { acquisition: 33.33, retention: 33.33, winback: 33.33 } })).toBe(true);
    expect(sharesAreWhole({ shares: { acquisition: 99.9 } })).toBe(false);
    expect(sharesAreWhole({ shares: { acquisition: 60, retention: 40.1 } })).toBe(false);
  });

  it('says what must be mended', () => {
    let month: TypedMonth = { month: '2025-12-01', costs: [], staff: [] };
    expect(problemsOfMonth(month)).toEqual([]);
    month = editMonth(month, { do: 'addCost', id: 'a' });
    month = editMonth(month, { do: 'addPerson', id: 'b' });
    month = editMonth(month, { do: 'setShare', id: 'b', class: 'acquisition', percent: 30 });
    expect(problemsOfMonth(month)).toEqual(['name', 'amount', 'shares']);
    month = editMonth(month, { do: 'setCost', id: 'a', set: { name: 'Реклама', amount: 10 } });
    month = editMonth(month, { do: 'setPerson', id: 'b', set: { name: 'Игорь' } });
    month = editMonth(month, { do: 'setShare', id: 'b', class: 'retention', percent: 70 });
    expect(problemsOfMonth(month)).toEqual([]);
    expect(editMonth(month, { do: 'remove', id: 'b' }).staff).toEqual([]);
  });

  it('copies another month under new ids', () => {
    const from: TypedMonth = editMonth(
      { month: '2025-11-01', costs: [], staff: [person({})] },
      { do: 'addCost', id: 'c' },
    );
    const copy = editMonth({ month: '2025-12-01', costs: [], staff: [] }, { do: 'copy', from, ids: ['x', 'y'] });
    expect(copy.month).toBe('2025-12-01');
    expect([copy.costs[0]?.id, copy.staff[0]?.id]).toEqual(['x', 'y']);
  });
});

describe('a workspace’s id from its name', () => {
  it('is Latin and valid', () => {
    expect(workspaceIdOf('Моя компания № 1')).toBe('moya-kompaniya-1');
    expect(workspaceIdOf('«Щука & Ёж»')).toBe('schuka-ezh');
    expect(workspaceIdOf('水')).toBe('');
  });

  it('is valid whenever it is not empty', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const id = workspaceIdOf(name);
        expect(id === '' || isWorkspaceId(id)).toBe(true);
      }),
      { numRuns: 300, seed: 3 },
    );
  });
});

describe('the address of the data page', () => {
  it('leaves out what makes no sense', () => {
    expect(readData({ tab: 'nowhere', month: '2025-12-07', import: 12 })).toEqual({ import: '12' });
  });
});
