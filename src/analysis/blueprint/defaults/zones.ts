import { type DesignedStage, type RaciLetter, raciLetters } from '../../../model/blueprint/organisation.ts';
import type { Part } from './writing.ts';

const columns = [
  'marketing_head',
  'content',
  'performance',
  'sales_head',
  'sales_rep',
  'onboarding',
  'success',
  'key_account',
  'service',
  'analyst',
] as const;

/** The usual responsibility table (§5.2): stages by line, roles in the order of `columns`; one A a line. */
const table: readonly (readonly [stages: readonly DesignedStage[], letters: string])[] = [
  [['market', 'audience'], 'A R R C I - C - - C'],
  [['contact', 'qualified'], 'A R R C R - - - - C'],
  [['opportunity'], 'C C - A R C - - C I'],
  [['new'], 'I C - C C AR R - R I'],
  [['activated', 'regular'], 'C R - I - C AR C R C'],
  [['developed'], 'C R - C - - R AR C C'],
  [['advocate'], 'A R - C C - R R - I'],
  [['at_risk'], 'I - - I - - AR R R C'],
  [['lost'], 'I - - A R - C - - C'],
  [['winback'], 'C R R A R - C - - C'],
];

const isLetter = (text: string | undefined): text is RaciLetter =>
  (raciLetters as readonly (string | undefined)[]).includes(text);

/** Who answers for each stage until the company says otherwise: all segments and sales types alike. */
export const defaultZones: NonNullable<Part['zones']> = Object.fromEntries(
  table.flatMap(([stages, letters]) => {
    const roles: Record<string, RaciLetter> = {};
    for (const [at, letter] of letters.split(' ').entries()) {
      const column = columns[at];
      if (column !== undefined && isLetter(letter)) roles[column] = letter;
    }
    return stages.map((stage) => [stage, { stage, roles }]);
  }),
);
