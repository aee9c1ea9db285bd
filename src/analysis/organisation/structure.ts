import type { Blueprint } from '../../model/blueprint/blueprint.ts';
import type { DesignedStage } from '../../model/blueprint/organisation.ts';
import { thingsOf } from '../../model/blueprint/things.ts';
import { roleLoads } from './capacity.ts';
import { designedCells, type PlacedCell } from './journey-cells.ts';
import { cellsOfLine, linesWithWork, responsibilityFor } from './responsibility.ts';

/** How many people one head leads well. Domain §5.1, step 5. */
export const leastSpan = 5;
export const mostSpan = 9;

export type Unit = {
  /** The head's role; null for those who report to nobody. */
  head: string | null;
  roles: string[];
  /** People under the head, in whole positions: as many as the work needs, or as there are where it needs fewer. */
  people: number;
  span: 'narrow' | 'right' | 'wide';
  /** Units the people should be parted into, so that no head has more than nine. */
  parts: number;
  cells: string[];
};

export type Structure = {
  units: Unit[];
  /** The one head of each stage × segment; null where there is none or more than one. */
  heads: { stage: DesignedStage; segment: string | null; head: string | null; cells: string[] }[];
  /** The role above both marketing and sales; null where no single one is. */
  commonHead: string | null;
};

/** The roles above a role, nearest first; a circle ends it. */
export const above = (blueprint: Blueprint, role: string): string[] => {
  const chain: string[] = [];
  for (
    let next = blueprint.roles[role]?.reportsTo ?? null;
    next !== null && next !== role && !chain.includes(next) && Object.hasOwn(blueprint.roles, next);
    next = blueprint.roles[next]?.reportsTo ?? null
  )
    chain.push(next);
  return chain;
};

/** The lowest role that every role of marketing and of sales reports to, or is. */
const commonHeadOf = (blueprint: Blueprint): string | null => {
  const wanted = thingsOf(blueprint, 'roles').filter(
    ([, role]) => role.function === 'marketing' || role.function === 'sales',
  );
  const isBoth =
    wanted.some(([, role]) => role.function === 'marketing') && wanted.some(([, role]) => role.function === 'sales');
  if (!isBoth) return null;
  const [first = [], ...rest] = wanted.map(([id]) => [id, ...above(blueprint, id)]);
  return first.find((role) => rest.every((chain) => chain.includes(role))) ?? null;
};

const unitsOf = (blueprint: Blueprint, cells: readonly PlacedCell[]): Unit[] => {
  const loads = roleLoads(blueprint, undefined, cells);
  const byHead = new Map<string | null, string[]>();
  for (const [id, { reportsTo }] of thingsOf(blueprint, 'roles')) {
    const head = reportsTo !== null && Object.hasOwn(blueprint.roles, reportsTo) ? reportsTo : null;
    byHead.set(head, [...(byHead.get(head) ?? []), id]);
  }
  return [...byHead].map(([head, roles]) => {
    const people = loads
      .filter(({ role }) => roles.includes(role))
      .reduce(
        (total, { need, have }) => total + Math.max(need.fte === null ? 0 : need.positions, Math.ceil(have - 1e-9)),
        0,
      );
    return {
      head,
      roles,
      people,
      span: people > mostSpan ? 'wide' : people < leastSpan ? 'narrow' : 'right',
      parts: Math.max(1, Math.ceil(people / mostSpan)),
      cells: cells
        .filter(({ cell }) => cell.responsible !== null && roles.includes(cell.responsible))
        .map(({ id }) => id),
    };
  });
};

/** Who leads whom: units by the role they report to with their span, the head of every stage and segment, and the head above all. */
export const structureOf = (
  blueprint: Blueprint,
  cells: readonly PlacedCell[] = designedCells(blueprint),
): Structure => {
  const heads = new Map<string, Structure['heads'][number]>();
  for (const line of linesWithWork(blueprint, cells)) {
    const key = JSON.stringify([line.stage, line.segment]);
    const { accountable } = responsibilityFor(blueprint, line, cells);
    const head = accountable.length === 1 ? (accountable[0] ?? null) : null;
    const known = heads.get(key);
    if (known === undefined)
      heads.set(key, {
        stage: line.stage,
        segment: line.segment,
        head,
        cells: cellsOfLine(cells, { ...line, salesType: null }).map(({ id }) => id),
      });
    else if (known.head !== head) known.head = null;
  }
  return { units: unitsOf(blueprint, cells), heads: [...heads.values()], commonHead: commonHeadOf(blueprint) };
};
