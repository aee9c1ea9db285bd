import { type PathsSeen, silentDays, stateOfRule } from '../../../analysis/blueprint/real-paths.ts';
import { ruleOf } from '../../../analysis/blueprint/segment-rule.ts';
import { groupedBy } from '../../../analysis/derivation/winners.ts';
import { type Watched, watchedJourneys } from '../../../analysis/organisation/hand-offs.ts';
import type { Blueprint } from '../../../model/blueprint/blueprint.ts';
import type { HandOffSeen } from '../../../model/blueprint/contract.ts';
import type { EvidenceRule } from '../../../model/blueprint/journey.ts';
import { thingsOf } from '../../../model/blueprint/things.ts';
import type { Day, Period } from '../../../model/days.ts';
import { dayOf, never, ofSnapshot } from '../ledger/fragments.ts';
import { type Naming, numberOf, seenInteractions } from '../ledger/talks.ts';
import type { SqlValue, Warehouse } from '../warehouse.ts';
import { namingOf } from './attribution/touches.ts';
import { factColumn, rowsOfFact } from './evidence.ts';
import type { Scope } from './scope.ts';
import { firstRuleSql } from './segments.ts';
import { Parameters, testSql } from './tests.ts';

type Asked = { scope: Scope; period: Period; asOf: Day; timeZone: string; design: Blueprint };

/** The numbers of a state and of a rule below an instant in 64 bits, so that sorting sorts by time. */
const stateBits = 10;
const ruleBits = 11;
/** Of more customers than these about so many are looked at. */
const mostCustomers = 20_000;

/** A rule with the number of the state it proves, 0 for none, and its own, from 1 on; a rule that proves neither state nor cell has none. */
type Numbered = { rule: EvidenceRule; state: number; no: number };

/** The state and the rule of a fact by the first rule that takes it; 0 where none does or it says too little. */
const placeSql = (fact: EvidenceRule['fact'], rules: readonly Numbered[], bound: Parameters): string => {
  const branches = rules
    .filter(({ rule }) => rule.fact === fact)
    .map(({ rule: { from, when }, state, no }) => {
      const since = from === null ? [] : [`day >= ${bound.add('Date32', from)}`];
      const tests = when.map((test) => testSql(test, factColumn(fact, test.field, bound), bound));
      return `${[...since, ...tests, 'true'].join(' AND ')}, ${state * 2 ** ruleBits + no}, `;
    });
  return branches.length === 0 ? '0' : `multiIf(${branches.join('')}0)`;
};

/** Whether a customer is somebody, and one of those who are looked at; to be asked before what takes longer. */
const isLookedAt = (customer: string): string => `${customer} != 0 AND ${customer} % {every:UInt64} = 0`;

/** Every fact that proves a state or a cell of somebody who is known, with whom and when. */
const visitsSql = (naming: Naming, rules: readonly Numbered[], bound: Parameters): string => {
  const visits = (customer: string, at: string, rows: string, fact: EvidenceRule['fact']): string =>
    `SELECT ${customer} AS subject, ${numberOf(at)} AS at, toUInt64(${placeSql(fact, rules, bound)}) AS place FROM (${rows}) WHERE ${isLookedAt('subject')} AND place != 0`;
  const ofFact = (fact: 'deal' | 'order'): string => {
    const { rows, at } = rowsOfFact(fact);
    const seen = `SELECT *, ${dayOf(at)} AS day FROM ${rows}`;
    const joined = naming.joined
      ? `SELECT f.* REPLACE (if(j.customer = 0, f.customer, j.customer) AS customer) FROM (${seen}) AS f
        LEFT ANY JOIN (SELECT raw, customer FROM ledger_joins WHERE ${ofSnapshot}) AS j ON j.raw = f.customer`
      : seen;
    return visits('customer', at, `SELECT * FROM (${joined}) WHERE day <= {as_of:Date32}`, fact);
  };
  // Whoever nobody knows can't be told from others, and is left out.
  const talks = seenInteractions({ ...naming, anonymous: false });
  const all = [visits('customer', 'occurred_at', talks, 'interaction'), ofFact('deal'), ofFact('order')];
  const used = (['interaction', 'deal', 'order'] as const).map((fact) =>
    rules.some(({ rule, no }) => rule.fact === fact && no > 0),
  );
  return all.filter((_, place) => used[place]).join(' UNION ALL ');
};

const cellBits = 16;

/** Numbers the segments whose customers go along a journey, 0 for none; a journey of no segment is that of customers whose segment has none of its own. */
const segmentsAlong = (design: Blueprint, journey: string, segments: readonly string[]): number[] => {
  const served = new Set(
    Object.values(design.journeys).flatMap(({ mode, segment }) =>
      mode === 'designed' && segment !== null ? [segment] : [],
    ),
  );
  const of = design.journeys[journey]?.segment ?? null;
  return [null, ...segments].flatMap((segment, at) =>
    (of === null ? segment === null || !served.has(segment) : of === segment) ? [at] : [],
  );
};

const array = (numbers: readonly number[]): string => `CAST([${numbers.join(', ')}], 'Array(UInt64)')`;

/**
 * Of one customer every time he was handed over within the period: the hand-off above the minutes it took, from the last visit of its first cell to
 * the first of the next; of all journeys he may go along.
 */
const handedOverSql = (
  design: Blueprint,
  watched: readonly Watched[],
  { segments, from }: { segments: readonly string[]; from: string },
): string => {
  const cells = new Map(Object.keys(design.cells).map((id, at) => [id, at + 1]));
  const number = (cell: string): number => cells.get(cell) ?? 0;
  const rules = new Map(thingsOf(design, 'rules').map(([id], at) => [id, at + 1]));
  let handOff = 0;
  const ofJourneys = watched.map(({ journey, cellOf, handOffs }) => {
    const known = [...cellOf];
    const cell = `transform(bitAnd(code, ${2 ** ruleBits - 1}), ${array(known.map(([id]) => rules.get(id) ?? 0))}, ${array(known.map(([, id]) => number(id)))}, toUInt64(0))`;
    const visits = `arrayFilter(visit -> visit.2 != 0, arrayMap(code -> (bitShiftRight(code, ${stateBits + ruleBits}), ${cell}), codes))`;
    const pairs = handOffs.map((each) => number(each.from) * 2 ** cellBits + number(each.to));
    const numbers = handOffs.map(() => (handOff += 1));
    const passed = `arrayMap((before, after) -> if(after.1 < ${from}, toUInt64(0),
      bitShiftLeft(transform(before.2 * ${2 ** cellBits} + after.2, ${array(pairs)}, ${array(numbers)}, toUInt64(0)), 32)
        + toUInt64(least(intDiv(after.1 - before.1, 60000), ${2 ** 32 - 1}))), arrayPopBack(visits), arrayPopFront(visits))`;
    return `if(segment.first IN (${segmentsAlong(design, journey, segments).join(', ') || '-1'}), arrayFilter(passed -> passed >= ${2 ** 32},
      arrayFlatten(arrayMap(visits -> ${passed}, [${visits}]))), ${array([])})`;
  });
  return `arrayConcat(${ofJourneys.join(', ')})`;
};

/** How often and how fast customers were handed over, by hand-off. */
const handOffsIn = (watched: readonly Watched[], passed: readonly number[]): HandOffSeen[] => {
  const minutes = groupedBy(passed, (code) => Math.floor(code / 2 ** 32));
  return watched
    .flatMap((each) => each.handOffs)
    .flatMap(({ edge, hours }, at) => {
      const took = (minutes.get(at + 1) ?? []).map((code) => code % 2 ** 32).sort((a, b) => a - b);
      if (took.length === 0) return [];
      const within = took.filter((each) => each <= hours * 60).length;
      return [
        { edge, hours, n: took.length, within, medianHours: (took[Math.floor((took.length - 1) / 2)] ?? 0) / 60 },
      ];
    });
};

/** Rules with their numbers; none of those that prove neither a state nor a cell of a journey that is watched. */
const numberedRules = (design: Blueprint, states: readonly string[], watched: readonly Watched[]): Numbered[] =>
  thingsOf(design, 'rules').map(([id, rule], at) => {
    const state = states.indexOf(stateOfRule(design, id) ?? '') + 1;
    return { rule, state, no: state > 0 || watched.some(({ cellOf }) => cellOf.has(id)) ? at + 1 : 0 };
  });

type Row = { segment: number; path: number[]; have_left: number; customers: number; passed: string[] };

/**
 * The paths of known customers through the decision states of a design, as its rules read facts: everybody who was seen in the year, or was lost as
 * a customer in it.
 *
 * Of very many customers a part is looked at, always the same.
 */
export const realPaths = async (warehouse: Warehouse, asked: Asked): Promise<PathsSeen> => {
  const { scope, period, asOf, timeZone, design } = asked;
  const states = thingsOf(design, 'states').map(([id]) => id);
  const watched = watchedJourneys(design);
  const rules = numberedRules(design, states, watched);
  if (states.length >= 2 ** stateBits || rules.length >= 2 ** ruleBits || !rules.some(({ state }) => state > 0))
    return { every: 1, paths: [], handOffs: [] };
  const [known] = await warehouse.rows<{ customers: number }>(
    `SELECT count() AS customers FROM ledger_profiles WHERE ${ofSnapshot}`,
    { parameters: scope },
  );
  const every = Math.max(1, Math.round((known?.customers ?? 0) / mostCustomers));
  const bound = new Parameters();
  const segments = thingsOf(design, 'segments');
  const visits = visitsSql(await namingOf(warehouse, scope), rules, bound);
  const fitting =
    segments.length === 0
      ? 'SELECT toUInt64(0) AS customer, toUInt16(0) AS first WHERE false'
      : await firstRuleSql(
          warehouse,
          scope,
          segments.map(([id, segment]) => ruleOf(id, segment)),
          bound,
          isLookedAt,
        );
  const parameters: Record<string, SqlValue> = {
    ...scope,
    from: period.from,
    as_of: asOf,
    time_zone: timeZone,
    silent_days: silentDays,
    every,
    ...bound.values,
  };
  const number = (day: string): string => numberOf(`toDateTime64(${day}, 3, {time_zone:String})`);
  const passed =
    watched.length === 0
      ? array([])
      : `groupArrayArray(${handedOverSql(design, watched, { segments: segments.map(([id]) => id), from: number('{from:Date32}') })})`;
  const statesSql = `arrayMap(code -> toUInt16(bitAnd(bitShiftRight(code, ${ruleBits}), ${2 ** stateBits - 1})), codes)`;
  // Only facts that are watched for hand-offs may prove a cell and no state.
  const path = `arrayCompact(${rules.some(({ state, no }) => no > 0 && state === 0) ? `arrayFilter(state -> state != 0, ${statesSql})` : statesSql})`;
  const rows = await warehouse.rows<Row>(
    `SELECT segment.first AS segment, path, multiIf(life.customer != 0, life.lost_on >= {from:Date32} AND life.lost_on <= {as_of:Date32},
    last < ${number('{as_of:Date32} - {silent_days:UInt16}')}) AS have_left, count() AS customers,
  arrayMap(each -> toString(each), ${passed}) AS passed
FROM (
  SELECT subject, arraySort(groupArray(bitShiftLeft(at, ${stateBits + ruleBits}) + place)) AS codes, ${path} AS path,
    maxIf(at, place >= ${2 ** ruleBits}) AS last
  FROM (${visits}) GROUP BY subject HAVING last > 0
) AS walked
LEFT ANY JOIN (${fitting}) AS segment ON segment.customer = walked.subject
LEFT ANY JOIN (SELECT customer, max(ifNull(lost_on, ${never})) AS lost_on FROM ledger_lives WHERE ${ofSnapshot} AND \`from\` <= {as_of:Date32} AND ${isLookedAt('customer')} GROUP BY customer) AS life
  ON life.customer = walked.subject
WHERE last >= ${number('{from:Date32}')} OR have_left
GROUP BY segment, path, have_left
SETTINGS do_not_merge_across_partitions_select_final = 1`,
    { parameters },
  );
  const paths = rows.map((row) => ({
    segment: segments[row.segment - 1]?.[0] ?? null,
    states: row.path.map((no) => states[no - 1] ?? ''),
    haveLeft: Boolean(row.have_left),
    customers: row.customers * every,
  }));
  return {
    every,
    paths,
    handOffs: handOffsIn(
      watched,
      rows.flatMap(({ passed }) => passed.map(Number)),
    ),
  };
};
