import type { Blueprint } from '../../model/blueprint/blueprint.ts';
import type { Cell } from '../../model/blueprint/journey.ts';
import type { DesignedStage } from '../../model/blueprint/organisation.ts';
import { thingsOf } from '../../model/blueprint/things.ts';
import type { Wording } from '../../model/blueprint/words.ts';
import type { MetricId } from '../../model/metric-words.ts';
import { type BudgetLine, budgetOf } from './budget.ts';
import { type RoleLoad, roleLoads } from './capacity.ts';
import { designedCells, type PlacedCell } from './journey-cells.ts';
import { cellsOfLine, responsibilityFor } from './responsibility.ts';
import { type Structure, structureOf } from './structure.ts';

/** What has to be done at one cell: by whom, when, how often, with what. */
export type Action = {
  cell: string;
  journey: string;
  stage: DesignedStage;
  segment: string | null;
  salesTypes: string[];
  what: Wording;
  /** Interaction kinds that start it. */
  trigger: string[];
  volumeMonth: number | null;
  hoursMonth: number | null;
  slaHours: number | null;
  assets: string[];
  competences: string[];
  role: string | null;
};

/** Work of one stage on one journey that the same owner answers for: a process of its own. */
export type DerivedProcess = {
  /** Journey, stage and sales types: kept while these stay. */
  key: string;
  journey: string;
  stage: DesignedStage;
  salesTypes: string[];
  cells: string[];
  roles: string[];
  owner: string | null;
  trigger: string[];
  outcome: string[];
  slaHours: number | null;
  metric: MetricId | null;
  hoursMonth: number;
};

export type DerivedRole = {
  /** Null where nobody is named for the cells yet. */
  role: string | null;
  cells: string[];
  stages: DesignedStage[];
  competences: string[];
  /** Competences its cells ask for that the role has not. */
  lacking: string[];
  /** For cells of nobody: the role whose competences cover most of what they ask; null where none has one. */
  suggested: string | null;
  load: RoleLoad | null;
};

export type Needed = { id: string; cells: string[] };

export type DerivedOrganisation = {
  actions: Action[];
  processes: DerivedProcess[];
  roles: DerivedRole[];
  structure: Structure;
  channels: Needed[];
  assets: Needed[];
  /** Cells whose content is told in words and is no asset yet. */
  content: { cell: string; what: Wording }[];
  tools: Needed[];
  budget: { lines: BudgetLine[]; month: number; year: number };
};

const distinct = <Value>(values: readonly Value[]): Value[] => [...new Set(values)];
const known = <Value>(values: readonly (Value | null)[]): Value[] => values.filter((value) => value !== null);
const least = (values: readonly number[]): number | null => (values.length === 0 ? null : Math.min(...values));

const actionOf = ({ id, cell, journeyId, journey, stage, segment, hoursMonth }: PlacedCell): Action => ({
  cell: id,
  journey: journeyId,
  stage,
  segment,
  salesTypes: journey.salesTypes,
  what: cell.ourAction,
  trigger: cell.visitKinds,
  volumeMonth: cell.volumeMonth,
  hoursMonth,
  slaHours: cell.slaHours,
  assets: cell.assets,
  competences: cell.competences,
  role: cell.responsible,
});

/**
 * The processes a design needs: for each journey and stage one, split by sales type only where different roles answer.
 *
 * The domain groups by journey × stage × sales type where actor, cadence and object coincide; sales types that share the cells and the owner
 * are one process with two doors: our interpretation, so that volumes are not counted twice. Where it is split, hours are shared equally.
 */
export const derivedProcesses = (
  blueprint: Blueprint,
  cells: readonly PlacedCell[] = designedCells(blueprint),
): DerivedProcess[] => {
  const groups = new Map<string, { line: PlacedCell; owner: string | null; salesTypes: (string | null)[] }>();
  const owners = new Map<string, string[]>();
  for (const placed of cells)
    for (const salesType of placed.journey.salesTypes.length > 0 ? placed.journey.salesTypes : [null]) {
      const line = { stage: placed.stage, segment: placed.segment, salesType };
      const accountable = owners.get(JSON.stringify(line)) ?? responsibilityFor(blueprint, line, cells).accountable;
      owners.set(JSON.stringify(line), accountable);
      const owner = accountable.length === 1 ? (accountable[0] ?? null) : null;
      const key = JSON.stringify([placed.journeyId, placed.stage, accountable]);
      const group = groups.get(key) ?? { line: placed, owner, salesTypes: [] };
      group.salesTypes = distinct([...group.salesTypes, salesType]);
      groups.set(key, group);
    }
  const splits = (journey: string, stage: DesignedStage): number =>
    [...groups.values()].filter(({ line }) => line.journeyId === journey && line.stage === stage).length;
  return [...groups.values()].map(({ line, owner, salesTypes }) => {
    const own = cellsOfLine(cells, { stage: line.stage, segment: line.segment, salesType: null }).filter(
      ({ journeyId }) => journeyId === line.journeyId,
    );
    const hours = own.reduce((total, { hoursMonth }) => total + (hoursMonth ?? 0), 0);
    return {
      key: [line.journeyId, line.stage, ...known(salesTypes)].join('.'),
      journey: line.journeyId,
      stage: line.stage,
      salesTypes: known(salesTypes),
      cells: own.map(({ id }) => id),
      roles: distinct(known(own.map(({ cell }) => cell.responsible))),
      owner,
      trigger: distinct(own[0]?.cell.visitKinds ?? []),
      outcome: distinct(own.flatMap(({ cell }) => cell.exitKinds)),
      slaHours: least(known(own.map(({ cell }) => cell.slaHours))),
      metric: blueprint.stages[line.stage]?.metric ?? null,
      hoursMonth: hours / splits(line.journeyId, line.stage),
    };
  });
};

/** The role that knows most of what cells ask for; ties go to the one that stands first. */
const bestRoleFor = (blueprint: Blueprint, competences: readonly string[]): string | null => {
  const scored = thingsOf(blueprint, 'roles')
    .map(([id, role]) => ({ id, score: competences.filter((each) => role.competences.includes(each)).length }))
    .filter(({ score }) => score > 0);
  return scored.toSorted((a, b) => b.score - a.score)[0]?.id ?? null;
};

/** Cells of nobody are grouped by what they ask a person to know: one group, one role to be found. */
const clusterKey = ({ cell, stage }: PlacedCell): string =>
  cell.responsible ?? `? ${cell.competences.length > 0 ? cell.competences.toSorted().join(' + ') : stage}`;

const derivedRoles = (blueprint: Blueprint, cells: readonly PlacedCell[]): DerivedRole[] => {
  const loads = roleLoads(blueprint, undefined, cells);
  const groups = new Map<string, PlacedCell[]>();
  for (const placed of cells) groups.set(clusterKey(placed), [...(groups.get(clusterKey(placed)) ?? []), placed]);
  return [...groups.values()].map((own) => {
    const role = own[0]?.cell.responsible ?? null;
    const competences = distinct(own.flatMap(({ cell }) => cell.competences));
    const has = role === null ? [] : (blueprint.roles[role]?.competences ?? []);
    return {
      role,
      cells: own.map(({ id }) => id),
      stages: distinct(own.map(({ stage }) => stage)),
      competences,
      lacking: role === null ? [] : competences.filter((each) => !has.includes(each)),
      suggested: role === null ? bestRoleFor(blueprint, competences) : null,
      load: loads.find((load) => load.role === role) ?? null,
    };
  });
};

/** What cells need of one kind, each with the cells that need it. */
const union = (cells: readonly PlacedCell[], of: (cell: Cell) => readonly (string | null | undefined)[]): Needed[] => {
  const needed = new Map<string, string[]>();
  for (const { id, cell } of cells)
    for (const each of of(cell)) if (each) needed.set(each, distinct([...(needed.get(each) ?? []), id]));
  return [...needed].map(([id, ids]) => ({ id, cells: ids }));
};

/** Tools by the cells they are named for; a tool whose cells are all gone is needed by none. */
const toolsOf = (blueprint: Blueprint, cells: readonly PlacedCell[]): Needed[] => {
  const designed = new Set(cells.map(({ id }) => id));
  return thingsOf(blueprint, 'tools')
    .map(([id, tool]) => ({ id, cells: tool.cells.filter((cell) => designed.has(cell)) }))
    .filter((tool) => tool.cells.length > 0);
};

/**
 * The organisation that follows from the journeys, step by step, every line with the cells it comes from. Domain §5.1.
 *
 * Actions → processes → roles and positions → structure → channels, content, tools → budget a month. Legacy journeys give nothing.
 */
export const organisationFrom = (blueprint: Blueprint): DerivedOrganisation => {
  const cells = designedCells(blueprint);
  const roles = derivedRoles(blueprint, cells);
  const lines = budgetOf(blueprint, cells);
  const month = lines.reduce((total, line) => total + line.month, 0);
  return {
    actions: cells.map(actionOf),
    processes: derivedProcesses(blueprint, cells),
    roles,
    structure: structureOf(blueprint, cells),
    channels: union(cells, ({ touchpoint }) => [blueprint.touchpoints[touchpoint]?.channel]),
    assets: union(cells, ({ assets }) => assets),
    content: cells
      .filter(({ cell }) => cell.assets.length === 0 && (cell.content.ru !== '' || cell.content.en !== ''))
      .map(({ id, cell }) => ({ cell: id, what: cell.content })),
    tools: toolsOf(blueprint, cells),
    budget: { lines, month, year: month * 12 },
  };
};
