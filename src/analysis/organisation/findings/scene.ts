import type { Blueprint, Collection, ThingRef } from '../../../model/blueprint/blueprint.ts';
import type { SegmentCounts } from '../../../model/blueprint/contract.ts';
import type { DesignFacts } from '../../../model/blueprint/facts.ts';
import type { DesignFinding } from '../../../model/blueprint/finding.ts';
import type { Day } from '../../../model/days.ts';
import type { Sentence } from '../../../model/problem.ts';
import { nameOf } from '../../blueprint/names.ts';
import { designedCells, type PlacedCell } from '../journey-cells.ts';
import { type Line, linesWithWork, type Responsibility, responsibilityFor } from '../responsibility.ts';
import { means } from '../spelling.ts';
import { listedOf, quoted } from '../words.ts';

/** What every group of findings looks at, made once. */
export type Scene = {
  blueprint: Blueprint;
  /** Null where there are none or they are empty: then nothing is claimed of what happens, and nothing is priced. */
  facts: DesignFacts | null;
  asOf: Day;
  /** Whom the rules of segments hold; null where nobody counted. */
  counted: SegmentCounts | null;
  cells: readonly PlacedCell[];
  lines: readonly Line[];
  /** Reckoned once for each line. */
  responsibility: (line: Line) => Responsibility;
};

const remembered = (blueprint: Blueprint, cells: readonly PlacedCell[]): Scene['responsibility'] => {
  const known = new Map<string, Responsibility>();
  return (line) => {
    const key = JSON.stringify([line.stage, line.segment, line.salesType]);
    const found = known.get(key) ?? responsibilityFor(blueprint, line, cells);
    known.set(key, found);
    return found;
  };
};

/** Collections that hold nothing but their things: an id like `constructor` that is not there is not found either. */
const bare = (blueprint: Blueprint): Blueprint =>
  Object.fromEntries(
    Object.entries(blueprint).map(([name, value]) => [
      name,
      typeof value === 'object' ? Object.assign(Object.create(null), value) : value,
    ]),
  ) as Blueprint;

export const sceneOf = (drawn: Blueprint, facts: DesignFacts | null, asOf: Day): Scene => {
  const blueprint = bare(drawn);
  const cells = designedCells(blueprint);
  return {
    blueprint,
    facts: facts?.isEmpty ? null : facts,
    asOf,
    counted: null,
    cells,
    lines: linesWithWork(blueprint, cells),
    responsibility: remembered(blueprint, cells),
  };
};

export const ref = (collection: Collection, id: string): ThingRef => ({ collection, id });
export const refs = (collection: Collection, ids: readonly string[]): ThingRef[] =>
  ids.map((id) => ref(collection, id));

/** A thing's name as it stands in a sentence. */
export const called = ({ blueprint }: Pick<Scene, 'blueprint'>, collection: Collection, id: string): Sentence =>
  quoted(nameOf(blueprint, { collection, id }));

/** Some things of a collection by name, the first few. */
export const calledAll = (scene: Pick<Scene, 'blueprint'>, collection: Collection, ids: readonly string[]): Sentence =>
  listedOf(ids, (id) => called(scene, collection, id));

export type Found = DesignFinding;

type SegmentFacts = DesignFacts['segments'][number];

/** Whether what the facts write in a `segment` column means a segment of the blueprint. */
export const meansSegment = ({ blueprint }: Pick<Scene, 'blueprint'>, written: string, id: string): boolean => {
  const segment = blueprint.segments[id];
  return segment !== undefined && means(written, id, segment);
};

/** What the facts say of a segment of the blueprint: all rows that mean it, summed; null where none does. */
export const factsOfSegment = (
  { blueprint, facts }: Pick<Scene, 'blueprint' | 'facts'>,
  id: string | null,
): DesignFacts['segments'][number] | null => {
  if (facts === null || id === null) return null;
  const rows = facts.segments.filter(({ name }) => meansSegment({ blueprint }, name, id));
  const [first] = rows;
  if (first === undefined || rows.length === 1) return first ?? null;
  const total = (of: (row: SegmentFacts) => number): number => rows.reduce((sum, row) => sum + of(row), 0);
  const active = total((row) => row.active);
  return {
    ...first,
    customers: total((row) => row.customers),
    active,
    newCustomers: total((row) => row.newCustomers),
    activated: total((row) => row.activated),
    withoutResult: total((row) => row.withoutResult),
    lost: total((row) => row.lost),
    wonBack: total((row) => row.wonBack),
    revenue: total((row) => row.revenue),
    profitYear:
      active === 0 || rows.some(({ profitYear }) => profitYear === null)
        ? null
        : total((row) => (row.profitYear ?? 0) * row.active) / active,
  };
};
