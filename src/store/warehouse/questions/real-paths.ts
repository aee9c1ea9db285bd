import { type PathsSeen, silentDays, stateOfRule } from '../../../analysis/blueprint/real-paths.ts';
import { ruleOf } from '../../../analysis/blueprint/segment-rule.ts';
import { type Blueprint, thingsOf } from '../../../model/blueprint/blueprint.ts';
import type { EvidenceRule } from '../../../model/blueprint/journey.ts';
import type { Day, Period } from '../../../model/period.ts';
import { dayOf, never, ofSnapshot } from '../ledger/fragments.ts';
import { type Naming, numberOf, seenInteractions } from '../ledger/talks.ts';
import type { SqlValue, Warehouse } from '../warehouse.ts';
import { namingOf } from './attribution/touches.ts';
import { factColumn, rowsOfFact } from './evidence.ts';
import type { Scope } from './scope.ts';
import { firstRuleSql } from './segments.ts';
import { Parameters, testSql } from './tests.ts';

type Asked = { scope: Scope; period: Period; asOf: Day; timeZone: string; design: Blueprint };

/** The number of a state below an instant in 64 bits, so that sorting sorts by time. */
const stateBits = 10;
/** Of more customers than these about so many are looked at. */
const mostCustomers = 20_000;

type Numbered = { rule: EvidenceRule; state: number };

/** The state a fact proves by the first rule that takes it, as a number; 0 where none does or it says too little. */
const stateSql = (fact: EvidenceRule['fact'], rules: readonly Numbered[], bound: Parameters): string => {
  const branches = rules
    .filter(({ rule }) => rule.fact === fact)
    .map(({ rule: { from, when }, state }) => {
      const since = from === null ? [] : [`day >= ${bound.add('Date32', from)}`];
      const tests = when.map((test) => testSql(test, factColumn(fact, test.field, bound), bound));
      return `${[...since, ...tests, 'true'].join(' AND ')}, ${state}, `;
    });
  return branches.length === 0 ? '0' : `multiIf(${branches.join('')}0)`;
};

/** Every fact that proves a state of somebody who is known, with whom and when. */
const visitsSql = (naming: Naming, rules: readonly Numbered[], bound: Parameters): string => {
  const visits = (customer: string, at: string, rows: string, fact: EvidenceRule['fact']): string =>
    `SELECT ${customer} AS subject, ${numberOf(at)} AS at, toUInt64(${stateSql(fact, rules, bound)}) AS state FROM (${rows}) WHERE state != 0 AND subject != 0 AND subject % {every:UInt64} = 0`;
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
    rules.some(({ rule, state }) => rule.fact === fact && state > 0),
  );
  return all.filter((_, place) => used[place]).join(' UNION ALL ');
};

/**
 * The paths of known customers through the decision states of a design, as its rules read facts: everybody who was seen in the year, or was lost as
 * a customer in it.
 *
 * Of very many customers a part is looked at, always the same.
 */
export const realPaths = async (warehouse: Warehouse, asked: Asked): Promise<PathsSeen> => {
  const { scope, period, asOf, timeZone, design } = asked;
  const states = thingsOf(design, 'states').map(([id]) => id);
  const rules = thingsOf(design, 'rules').map(([id, rule]) => ({
    rule,
    state: states.indexOf(stateOfRule(design, id) ?? '') + 1,
  }));
  if (states.length >= 2 ** stateBits || !rules.some(({ state }) => state > 0)) return { every: 1, paths: [] };
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
  const rows = await warehouse.rows<{ segment: number; path: number[]; have_left: number; customers: number }>(
    `SELECT segment.first AS segment, path, multiIf(life.customer != 0, life.lost_on >= {from:Date32} AND life.lost_on <= {as_of:Date32},
    last < ${number('{as_of:Date32} - {silent_days:UInt16}')}) AS have_left, count() AS customers
FROM (
  SELECT subject, arrayCompact(arrayMap(code -> toUInt16(bitAnd(code, ${2 ** stateBits - 1})), arraySort(groupArray(bitShiftLeft(at, ${stateBits}) + state)))) AS path,
    max(at) AS last
  FROM (${visits}) GROUP BY subject
) AS walked
LEFT ANY JOIN (${fitting}) AS segment ON segment.customer = walked.subject
LEFT ANY JOIN (SELECT customer, max(ifNull(lost_on, ${never})) AS lost_on FROM ledger_lives WHERE ${ofSnapshot} AND \`from\` <= {as_of:Date32} GROUP BY customer) AS life
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
  return { every, paths };
};
