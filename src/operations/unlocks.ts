import { nothingPresent, type Present, unlockedBy } from '../analysis/quality/levels.ts';
import type { FactKind } from '../model/facts.ts';
import type { FileReport } from '../model/imports.ts';
import type { Sentence } from '../model/problem.ts';
import type { Deps } from './deps.ts';
import type { Ledgers } from './ledger.ts';
import { presentIn } from './quality.ts';

const rowsOf = (reports: readonly FileReport[], kind: FactKind): number =>
  reports.reduce((sum, { kinds }) => sum + (kinds[kind]?.added ?? 0) + (kinds[kind]?.changed ?? 0), 0);

/** Whether any first row of a kind fills one of the columns. */
const fills = (reports: readonly FileReport[], kind: FactKind, ...names: string[]): boolean =>
  reports.some(({ preview }) =>
    preview?.first.some(
      ({ kind: of, columns, rows }) =>
        of === kind && columns.some((name, at) => names.includes(name) && rows.some((row) => (row[at] ?? '') !== '')),
    ),
  );

/** What files hold, by what a dry run of them took. */
const presentInFiles = (reports: readonly FileReport[]): Present => {
  const has = (kind: FactKind) => rowsOf(reports, kind) > 0;
  const part = (is: boolean) => (is ? 1 : 0);
  return {
    ...nothingPresent,
    hasOrders: has('order_lines'),
    hasDeals: has('deals'),
    hasCosts: has('costs'),
    hasMargins: part(fills(reports, 'order_lines', 'cogs') || fills(reports, 'products', 'cogs_rate')),
    hasCostClasses: part(fills(reports, 'costs', 'class')),
    hasStageHistory: part(fills(reports, 'deals', 'stage_entered_at')),
    hasHours: part(fills(reports, 'costs', 'hours')),
    hasAdCosts: reports.some(({ layout, kinds }) => layout !== 'canonical' && kinds.costs !== undefined),
    hasChannels: part(fills(reports, 'order_lines', 'channel') || fills(reports, 'interactions', 'channel')),
    hasVisits: fills(reports, 'interactions', 'anonymous_id'),
    hasCommittee: part(fills(reports, 'people', 'committee_role')),
  };
};

const together = (a: Present, b: Present): Present => {
  const both = { ...a };
  for (const name of Object.keys(a) as (keyof Present)[])
    Object.assign(both, {
      [name]: typeof a[name] === 'number' ? Math.max(Number(a[name]), Number(b[name])) : a[name] || b[name],
    });
  return both;
};

const answeredBy = (present: Present): Map<string, Sentence> =>
  new Map(
    unlockedBy(present).levels.flatMap(({ questions }) =>
      questions.flatMap(({ id, text, state }) => (state === 'no' ? [] : [[id, text] as const])),
    ),
  );

/** The questions that files, once imported, would answer and the workspace's data so far do not. */
export const unlockedByFiles = async (
  deps: Deps,
  ledgers: Ledgers,
  workspace: string,
  reports: readonly FileReport[],
): Promise<Sentence[]> => {
  const before = await presentIn(deps, await ledgers.current(workspace));
  const known = answeredBy(before);
  const after = answeredBy(together(before, presentInFiles(reports)));
  return [...after].flatMap(([id, text]) => (known.has(id) ? [] : [text]));
};
