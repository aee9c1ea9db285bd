import type { FindingCode } from '../../../model/quality.ts';
import { coverageEntries } from './coverage.ts';
import type { FindingEntry } from './entry.ts';
import { flowEntries } from './flow.ts';
import { problemEntries } from './problems.ts';

/** Everything that is looked for in a company's data: what it means, how it is mended, what it weakens. */
export const findingCatalogue: Record<FindingCode, FindingEntry> = {
  ...coverageEntries,
  ...problemEntries,
  ...flowEntries,
};
