import { guideOf } from '../analysis/guide/guide.ts';
import { isToCheck } from './decisions.ts';
import type { Deps } from './deps.ts';
import type { Ledgers } from './ledger.ts';
import type { Operations } from './types.ts';

/** Where a company is on the way to a running conveyor, by all that is there of it. */
export const guideOperation =
  (deps: Deps, ledgers: Ledgers, show: Operations['blueprint']['show']): Operations['guide'] =>
  async ({ workspace }) => {
    const { built, asOf } = await ledgers.current(workspace);
    const [{ document, inForce, isChanged }, decisions, rounds, audits] = await Promise.all([
      show({ workspace, which: 'draft' }),
      deps.registry.acceptedActions.list(workspace),
      deps.registry.surveys.rounds(workspace),
      deps.registry.audits.days(workspace),
    ]);
    const heard = (rounds[0]?.responses ?? []).filter(({ submitted }) => submitted);
    return guideOf({
      rows: built.rows,
      draft: document,
      published: inForce && { version: inForce.version, cells: inForce.counts.cells ?? 0, isChanged },
      survey: { answered: heard.length, functions: new Set(heard.map((response) => response.function)).size },
      audits,
      decisions: decisions.map((decision) => ({ ...decision, isToCheck: isToCheck(decision, asOf) })),
      today: asOf,
    });
  };
