import type { Day } from '../../model/days.ts';
import type { Filter } from '../../model/numbers.ts';
import { defaultPeriod } from '../kit/period-span.ts';

/** Input of a question about a view: which company, which time, which part of its customers. */
export type Scope = { workspace: string; from: Day; to: Day; filter?: Filter };

type Search = { from?: Day | undefined; to?: Day | undefined; segment?: string | undefined };

/** What an address asks for: the last twelve whole months where it names no time that makes sense. */
export const scopeOf = (workspace: string, asOf: Day, { from, to, segment }: Search): Scope => ({
  workspace,
  ...(from && to && from < to ? { from, to } : defaultPeriod(asOf)),
  ...(segment === undefined ? {} : { filter: { segment: [segment] } }),
});
