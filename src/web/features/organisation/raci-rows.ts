import { type Line, raciGrid, responsibilityFor } from '../../../analysis/organisation/responsibility.ts';
import type { Blueprint } from '../../../model/blueprint/blueprint.ts';
import { type RaciLetter, Zone } from '../../../model/blueprint/organisation.ts';
import { thingsOf } from '../../../model/blueprint/things.ts';
import type { Edit } from '../design/document/draft.ts';
import { newId } from '../design/new-id.ts';

/** Lines of one stage that the same zone decides, or that have the same letters: shown and changed as one. */
export type RaciRow = {
  key: string;
  stage: Line['stage'];
  lines: Line[];
  zones: string[];
  letters: Record<string, RaciLetter>;
  accountable: string[];
  /** Whether these are all lines of the stage. */
  isWhole: boolean;
};

const keyOf = (line: Line): string => [line.stage, line.segment ?? '', line.salesType ?? ''].join('|');

/** Lines with work, and zones somebody wrote for which no cell has work yet. */
const linesOf = (blueprint: Blueprint): Line[] => {
  const lines = raciGrid(blueprint).rows.map(({ line }) => line);
  for (const [, { stage, segment, salesType }] of thingsOf(blueprint, 'zones')) {
    const isWorked = lines.some(
      (line) =>
        line.stage === stage &&
        (segment === null || line.segment === segment) &&
        (salesType === null || line.salesType === salesType),
    );
    if (!isWorked) lines.push({ stage, segment, salesType });
  }
  return lines;
};

/** The rows of the grid of responsibility, in the order of the conveyor. */
export const raciRows = (blueprint: Blueprint, stages: readonly Line['stage'][]): RaciRow[] => {
  const lines = linesOf(blueprint);
  return stages.flatMap((stage) => {
    const own = lines.filter((line) => line.stage === stage);
    const rows = new Map<string, RaciRow>();
    for (const line of own) {
      const { zones, letters, accountable } = responsibilityFor(blueprint, line);
      const same = zones.length > 0 ? zones.join() : JSON.stringify(Object.entries(letters).sort());
      const row = rows.get(same);
      if (row) row.lines.push(line);
      else rows.set(same, { key: keyOf(line), stage, lines: [line], zones, letters, accountable, isWhole: false });
    }
    return [...rows.values()].map((row) => ({ ...row, isWhole: row.lines.length === own.length }));
  });
};

type Said = { segment: (id: string) => string; salesTypes: (types: readonly string[]) => string };

/** What part of the stage a row is for: segments, with their sales types where not all of the segment's lines are meant. */
export const partOf = (row: RaciRow, all: readonly RaciRow[], say: Said): string => {
  if (row.isWhole) return '';
  const segments = [...new Set(row.lines.map(({ segment }) => segment))];
  return segments
    .map((segment) => {
      const mine = row.lines.filter((line) => line.segment === segment);
      const every = all
        .filter(({ stage }) => stage === row.stage)
        .flatMap(({ lines }) => lines)
        .filter((line) => line.segment === segment);
      const types = mine.map(({ salesType }) => salesType).filter((type) => type !== null);
      const name = segment === null ? '' : say.segment(segment);
      return mine.length < every.length && types.length > 0 ? `${name} (${say.salesTypes(types)})` : name;
    })
    .filter((name) => name !== '')
    .join(', ');
};

type Letters = Record<string, RaciLetter>;

export const withLetter = (letters: Letters, role: string, letter: RaciLetter | null): Letters => {
  const { [role]: _, ...rest } = letters;
  return letter === null ? rest : { ...rest, [role]: letter };
};

/** The role alone answers: whoever answered before goes on doing what they did. */
export const withOneOwner = (letters: Letters, owner: string | null): Letters => {
  const others = Object.fromEntries(
    Object.entries(letters).flatMap(([role, letter]): [string, RaciLetter][] =>
      letter === 'A' ? [] : [[role, letter === 'AR' ? 'R' : letter]],
    ),
  );
  return owner === null ? others : { ...others, [owner]: others[owner] === 'R' ? 'AR' : 'A' };
};

/** Letters of a row set: in the zones that decide it, or in new ones that begin with what held until now. */
export const lettersSet = (blueprint: Blueprint, row: RaciRow, set: (letters: Letters) => Letters): Edit[] => {
  if (row.zones.length > 0)
    return row.zones.flatMap((id) => {
      const zone = blueprint.zones[id];
      if (zone === undefined) return [];
      return [{ collection: 'zones', id, after: { ...zone, roles: set(zone.roles) } } as const];
    });
  const scopes = row.isWhole ? [{ stage: row.stage, segment: null, salesType: null }] : row.lines;
  return scopes.map((scope) => ({
    collection: 'zones',
    id: newId('z'),
    after: Zone.parse({ ...scope, roles: set(row.letters) }),
  }));
};
