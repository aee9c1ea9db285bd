import type { Blueprint } from '../../model/blueprint/blueprint.ts';
import { thingsOf } from '../../model/blueprint/things.ts';
import type { CostClass } from '../../model/stages.ts';
import { roleLoads } from './capacity.ts';
import { classOfCell } from './cell-stage.ts';
import type { PlacedCell } from './journey-cells.ts';

export type BudgetLine = {
  kind: 'visits' | 'pay' | 'assets' | 'tools';
  /** The cell, role, asset or tool it is for. */
  id: string;
  /** Money a month, in the workspace's currency. */
  month: number;
  /** How it was reckoned: so many of so much. */
  count: number;
  each: number;
  /** Of visits, the class of cost; others serve several. */
  class: CostClass | null;
  cells: string[];
};

/** Months an asset is written off over where nobody says how long it lives; ours. */
export const usualLifeMonths = 24;

/** Visits × the cost of one; cells without volume or cost have no line. */
const visits = (blueprint: Blueprint, cells: readonly PlacedCell[]): BudgetLine[] =>
  cells.flatMap((placed) => {
    const { volumeMonth, costPerVisit, rework } = placed.cell;
    if (placed.costMonth === null || volumeMonth === null || costPerVisit === null || placed.costMonth === 0) return [];
    return [
      {
        kind: 'visits',
        id: placed.id,
        month: placed.costMonth,
        count: volumeMonth * (1 + rework),
        each: costPerVisit,
        class: classOfCell(blueprint, placed.cell),
        cells: [placed.id],
      } satisfies BudgetLine,
    ];
  });

/**
 * Positions × pay: those the load needs, in whole people; a role without load (a head, an analyst) as many as it has.
 *
 * Cells of a head are those of all who report to it, however far down.
 */
const pay = (blueprint: Blueprint, cells: readonly PlacedCell[]): BudgetLine[] =>
  roleLoads(blueprint, undefined, cells).flatMap((load) => {
    const each = blueprint.roles[load.role]?.monthlyPay ?? null;
    const count = load.need.fte !== null && load.hours > 0 ? load.need.positions : load.have;
    if (each === null || each === 0 || count === 0) return [];
    const led = new Set(below(blueprint, load.role));
    return [
      {
        kind: 'pay',
        id: load.role,
        month: each * count,
        count,
        each,
        class: null,
        cells: cells
          .filter(({ cell }) => [cell.responsible, cell.accountable].some((role) => role !== null && led.has(role)))
          .map(({ id }) => id),
      } satisfies BudgetLine,
    ];
  });

/** A role and all that report to it, directly or through others; circles are walked once. */
export const below = (blueprint: Blueprint, role: string): string[] => {
  const found = [role];
  for (const head of found)
    for (const [id, { reportsTo }] of Object.entries(blueprint.roles))
      if (reportsTo === head && !found.includes(id)) found.push(id);
  return found;
};

/** What an asset costs a month of its life, where a cell uses it. */
const assets = (blueprint: Blueprint, cells: readonly PlacedCell[]): BudgetLine[] =>
  thingsOf(blueprint, 'assets').flatMap(([id, { cost, lifeMonths }]) => {
    const users = cells.filter(({ cell }) => cell.assets.includes(id)).map((placed) => placed.id);
    if (!cost || users.length === 0) return [];
    const each = cost / (lifeMonths ?? usualLifeMonths);
    return [{ kind: 'assets', id, month: each, count: 1, each, class: null, cells: users } satisfies BudgetLine];
  });

const tools = (blueprint: Blueprint, cells: readonly PlacedCell[]): BudgetLine[] => {
  const designed = new Set(cells.map(({ id }) => id));
  return thingsOf(blueprint, 'tools').flatMap(([id, { monthlyCost, cells: named }]) => {
    const users = named.filter((cell) => designed.has(cell));
    if (!monthlyCost || users.length === 0) return [];
    return [
      {
        kind: 'tools',
        id,
        month: monthlyCost,
        count: 1,
        each: monthlyCost,
        class: null,
        cells: users,
      } satisfies BudgetLine,
    ];
  });
};

/**
 * What the journeys cost a month, from below: visits × unit cost, people, assets over their life, tools. Domain §5.1, step 7.
 *
 * Budgets written to channels are no lines: that money is in the cost of visits already. The total is the sum of the lines, no more.
 */
export const budgetOf = (blueprint: Blueprint, cells: readonly PlacedCell[]): BudgetLine[] => [
  ...visits(blueprint, cells),
  ...pay(blueprint, cells),
  ...assets(blueprint, cells),
  ...tools(blueprint, cells),
];
