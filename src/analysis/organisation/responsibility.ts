import type { Blueprint } from '../../model/blueprint/blueprint.ts';
import type { DesignedStage, RaciLetter, Zone } from '../../model/blueprint/organisation.ts';
import { thingsOf } from '../../model/blueprint/things.ts';
import { designedStages } from './cell-stage.ts';
import { designedCells, type PlacedCell } from './journey-cells.ts';

/** One field of responsibility: a stage of one segment's customers sold to in one way; null is «any», where no journey says. */
export type Line = { stage: DesignedStage; segment: string | null; salesType: string | null };

export type Responsibility = {
  /** Zones that decide it, all of one scope; empty where none fits and the cells' own owners stand in. */
  zones: string[];
  letters: Record<string, RaciLetter>;
  accountable: string[];
  responsible: string[];
  consulted: string[];
  informed: string[];
};

const fits = (zone: Zone, line: Line): boolean =>
  zone.stage === line.stage &&
  (zone.segment === null || zone.segment === line.segment) &&
  (zone.salesType === null || zone.salesType === line.salesType);

/** Segment and sales type before segment, segment before sales type, sales type before the stage alone. */
const specificity = (zone: Zone): number => (zone.segment === null ? 0 : 2) + (zone.salesType === null ? 0 : 1);

/** The most specific zones that fit a line; more than one only where somebody wrote the same scope twice. */
export const zonesFor = (blueprint: Blueprint, line: Line): [string, Zone][] => {
  const fitting = thingsOf(blueprint, 'zones').filter(([, zone]) => fits(zone, line));
  const best = Math.max(-1, ...fitting.map(([, zone]) => specificity(zone)));
  return fitting.filter(([, zone]) => specificity(zone) === best);
};

const isA = (letter: RaciLetter): boolean => letter === 'A' || letter === 'AR';
const isR = (letter: RaciLetter): boolean => letter === 'R' || letter === 'AR';
const strength: readonly RaciLetter[] = ['I', 'C', 'R', 'A', 'AR'];

/** Two letters of one role in one field: A and R together are both, else the stronger stands. */
const joined = (a: RaciLetter | undefined, b: RaciLetter): RaciLetter => {
  if (a === undefined) return b;
  if ((isA(a) && isR(b)) || (isR(a) && isA(b))) return isA(a) && isA(b) && !(isR(a) || isR(b)) ? 'A' : 'AR';
  return strength.indexOf(a) >= strength.indexOf(b) ? a : b;
};

const fromZones = (zones: [string, Zone][]): Map<string, RaciLetter> => {
  const letters = new Map<string, RaciLetter>();
  for (const [, zone] of zones)
    for (const [role, letter] of Object.entries(zone.roles)) letters.set(role, joined(letters.get(role), letter));
  return letters;
};

const fromCells = (cells: readonly PlacedCell[]): Map<string, RaciLetter> => {
  const letters = new Map<string, RaciLetter>();
  for (const { cell } of cells) {
    if (cell.responsible !== null) letters.set(cell.responsible, joined(letters.get(cell.responsible), 'R'));
    if (cell.accountable !== null) letters.set(cell.accountable, joined(letters.get(cell.accountable), 'A'));
  }
  return letters;
};

/** The cells that a line is the work of. */
export const cellsOfLine = (cells: readonly PlacedCell[], line: Line): PlacedCell[] =>
  cells.filter(
    ({ stage, segment, journey }) =>
      stage === line.stage &&
      segment === line.segment &&
      (line.salesType === null || journey.salesTypes.length === 0 || journey.salesTypes.includes(line.salesType)),
  );

/**
 * Who answers for a line, who does it, who is asked and told.
 *
 * The most specific zone counts whole, with its gaps. Where no zone fits, the owners written in the line's cells stand in: our interpretation,
 * so that a journey with owners in its cells needs no second table. Roles that are gone from the blueprint answer for nothing.
 */
export const responsibilityFor = (
  blueprint: Blueprint,
  line: Line,
  cells: readonly PlacedCell[] = designedCells(blueprint),
): Responsibility => {
  const zones = zonesFor(blueprint, line);
  const all = zones.length > 0 ? fromZones(zones) : fromCells(cellsOfLine(cells, line));
  const letters = Object.fromEntries([...all].filter(([role]) => Object.hasOwn(blueprint.roles, role)));
  const having = (test: (letter: RaciLetter) => boolean) =>
    Object.entries(letters)
      .filter(([, letter]) => test(letter))
      .map(([role]) => role)
      .sort();
  return {
    zones: zones.map(([id]) => id),
    letters,
    accountable: having(isA),
    responsible: having(isR),
    consulted: having((letter) => letter === 'C'),
    informed: having((letter) => letter === 'I'),
  };
};

/**
 * The lines that have work: every stage × segment × sales type for which a designed journey has cells, unless their volume is 0.
 *
 * In the order of the conveyor, then of journeys. A volume that nobody filled in is work.
 */
export const linesWithWork = (
  blueprint: Blueprint,
  cells: readonly PlacedCell[] = designedCells(blueprint),
): Line[] => {
  const lines = new Map<string, Line>();
  for (const { stage, segment, journey, cell } of cells) {
    if (cell.volumeMonth === 0) continue;
    for (const salesType of journey.salesTypes.length > 0 ? journey.salesTypes : [null])
      lines.set(JSON.stringify([stage, segment, salesType]), { stage, segment, salesType });
  }
  return [...lines.values()].sort((a, b) => designedStages.indexOf(a.stage) - designedStages.indexOf(b.stage));
};

export type RaciGrid = {
  roles: string[];
  rows: { line: Line; responsibility: Responsibility; cells: string[] }[];
};

/** The grid people edit: lines that have work by roles in their order, each with its letter. */
export const raciGrid = (blueprint: Blueprint): RaciGrid => {
  const cells = designedCells(blueprint);
  return {
    roles: thingsOf(blueprint, 'roles').map(([id]) => id),
    rows: linesWithWork(blueprint, cells).map((line) => ({
      line,
      responsibility: responsibilityFor(blueprint, line, cells),
      cells: cellsOfLine(cells, line).map(({ id }) => id),
    })),
  };
};
