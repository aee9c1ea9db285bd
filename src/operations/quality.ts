import type { z } from 'zod';
import { findingsOf, judgement } from '../analysis/quality/findings.ts';
import { kindTallies } from '../analysis/quality/kinds.ts';
import { type Present, unlockedBy } from '../analysis/quality/levels.ts';
import { presentOf } from '../analysis/quality/present.ts';
import { monthTallies, silentSources } from '../analysis/quality/rhythm.ts';
import { firstExamples, noTally, type Tallies, type Tally } from '../analysis/quality/tally.ts';
import type { contract } from '../model/api.ts';
import type { Day } from '../model/days.ts';
import { toMajor } from '../model/money.ts';
import { Problem } from '../model/problem.ts';
import { type FindingCode, findingsWithCases, type Quality } from '../model/quality.ts';
import { kindsInUse } from '../store/warehouse/questions/quality/kinds.ts';
import { qualityCases, rowTallies } from '../store/warehouse/questions/quality/quality.ts';
import type { QualityQuestion } from '../store/warehouse/questions/quality/relation.ts';
import { factRhythms, monthSums } from '../store/warehouse/questions/quality/rhythm.ts';
import { dayIn } from './as-of.ts';
import type { Deps } from './deps.ts';
import type { CurrentLedger, Ledgers } from './ledger.ts';
import { nextCursor, offsetOf } from './rows.ts';
import type { Suggestions } from './suggestions.ts';
import type { Operations } from './types.ts';

type CasesInput = z.infer<NonNullable<(typeof contract.quality.cases)['~orpc']['inputSchema']>>;

const questionOf = (ledger: CurrentLedger, today: Day): QualityQuestion => ({
  ...ledger.scope,
  currency: ledger.settings.currency,
  timeZone: ledger.settings.time_zone,
  asOf: ledger.asOf,
  today,
  activationKinds: ledger.settings.activation_kinds,
});

/** Of dates only the cases are read; how many facts there are is known beside the ledger. */
const amongAll = (tally: Tally | undefined, of: number): Tally => ({ ...(tally ?? noTally()), of, months: [] });

/** A suggestion this sure weakens the numbers; the page of doubles lists weaker ones too: many people have one name. */
const nearlySure = 0.7;

/** Pairs of customers that are nearly surely one, of those the page of doubles lists. */
const doubles = (suggested: Awaited<ReturnType<Suggestions['of']>>, customers: number): Tally => {
  const pairs = suggested.filter(({ sureness }) => sureness >= nearlySure);
  return {
    ...noTally(),
    count: pairs.length,
    of: Math.max(customers, pairs.length),
    examples: firstExamples(pairs.map(({ left, right }) => `${left} = ${right}`)),
  };
};

const tallied = async (ledger: CurrentLedger, today: Day) => {
  const { warehouse, settings, asOf, built } = ledger;
  const question = questionOf(ledger, today);
  // One after another: each may need much of the engine's memory.
  const rows = await rowTallies(warehouse, question);
  const months = await monthSums(warehouse, question);
  const rhythms = await factRhythms(warehouse, question);
  const used = await kindsInUse(warehouse, question);
  const facts = Object.values(built.rows).reduce((sum, count) => sum + (count ?? 0), 0);
  const tallies: Tallies = {
    ...rows,
    ...monthTallies(months, asOf),
    ...silentSources(rhythms, asOf),
    ...kindTallies(used, settings),
    dates_in_future: amongAll(rows.dates_in_future, facts),
    dates_too_old: amongAll(rows.dates_too_old, facts),
    facts_after_as_of: amongAll(rows.facts_after_as_of, facts),
    // The same count as the badge of the quarantine shows.
    quarantined_rows: { ...noTally(), count: built.quarantined, of: facts + built.quarantined },
  };
  return { tallies, used, facts };
};

/**
 * How far a workspace's numbers can be trusted: everything that was looked for in its facts, worst first, and the questions they answer.
 *
 * Of the facts up to the as-of day, except what is said of later dates. A workspace without facts has findings with nothing to look at.
 */
const judge = async (ledger: CurrentLedger, suggestions: Suggestions, today: Day): Promise<Quality> => {
  const { currency } = ledger.settings;
  const { tallies, used, facts } = await tallied(ledger, today);
  const duplicate_customers = doubles(await suggestions.of(ledger), ledger.built.rows.customers ?? 0);
  const findings = findingsOf({ ...tallies, duplicate_customers }, currency);
  return {
    asOf: ledger.asOf,
    revision: ledger.built.revision,
    currency,
    ...judgement(findings, facts > 0, currency),
    findings,
    levels: unlockedBy(presentOf(ledger.built.rows, tallies, used, ledger.settings)),
  };
};

/** What a workspace's data hold, as the levels ask for it. */
export const presentIn = async (deps: Deps, ledger: CurrentLedger): Promise<Present> => {
  const { tallies, used } = await tallied(ledger, dayIn(ledger.settings.time_zone, deps.clock()));
  return presentOf(ledger.built.rows, tallies, used, ledger.settings);
};

const withoutCases = (finding: FindingCode): Problem =>
  new Problem({
    code: 'no_cases',
    kind: 'input',
    text: {
      ru: 'За этой находкой не стоят отдельные строки: смотрите, как её исправить.',
      en: 'There are no single rows behind this finding: see how it is mended.',
    },
    where: { finding },
  });

/** What is said of the quality of data, worked out once for each ledger and day. */
export const qualityOperations = (deps: Deps, ledgers: Ledgers, suggestions: Suggestions): Operations['quality'] => {
  const known = new Map<string, { key: string; quality: Promise<Quality> }>();
  const todayFor = (ledger: CurrentLedger): Day => dayIn(ledger.settings.time_zone, deps.clock());

  const current = (ledger: CurrentLedger): Promise<Quality> => {
    const today = todayFor(ledger);
    const { workspace, snapshot } = ledger.scope;
    const key = JSON.stringify([snapshot, ledger.built.revision, ledger.asOf, today]);
    const before = known.get(workspace);
    if (before?.key === key) return before.quality;
    const quality = judge(ledger, suggestions, today);
    known.set(workspace, { key, quality });
    quality.catch(() => {
      if (known.get(workspace)?.quality === quality) known.delete(workspace);
    });
    return quality;
  };

  const cases = async ({ workspace, finding, limit, cursor }: CasesInput) => {
    if (!findingsWithCases.includes(finding)) throw withoutCases(finding);
    const ledger = await ledgers.current(workspace);
    const { currency } = ledger.settings;
    const found = (await current(ledger)).findings.find(({ code }) => code === finding);
    const total = found?.count ?? 0;
    const offset = offsetOf(cursor);
    const page = await qualityCases(ledger.warehouse, finding, {
      ...questionOf(ledger, todayFor(ledger)),
      limit,
      offset,
    });
    return {
      rows: page.map(({ minor, ...row }) => ({
        ...row,
        money: minor === null || found?.money === null ? null : toMajor(minor, currency),
      })),
      total,
      ...nextCursor(offset, page.length, total),
    };
  };

  return { show: async ({ workspace }) => current(await ledgers.current(workspace)), cases };
};
