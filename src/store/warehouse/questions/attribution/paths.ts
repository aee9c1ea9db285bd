import type { Paths } from '../../../../analysis/attribution/paths.ts';
import type { ChannelPolicy } from '../../../../analysis/channels/meaning.ts';
import type { CreditedResult, CreditedThing, CreditValue } from '../../../../model/attribution.ts';
import type { EvidenceRule } from '../../../../model/blueprint/journey.ts';
import type { Day } from '../../../../model/days.ts';
import { numberOf } from '../../ledger/talks.ts';
import type { SqlValue, Warehouse } from '../../warehouse.ts';
import { inScope, ownDimensions, type Scope } from '../scope.ts';
import { isShort, readPaths } from './reading.ts';
import { costsByKey, resultRows } from './results.ts';
import { type TouchRows, touchRows } from './touches.ts';

export type PathsQuestion = {
  of: CreditedResult;
  value: CreditValue;
  by: CreditedThing;
  channels: ChannelPolicy;
  /** Of cells: the rules of the design in force, in their order. */
  rules?: readonly EvidenceRule[] | undefined;
  asOf: Day;
  timeZone: string;
  anonymousWindowMs: number;
  activationKinds: readonly string[];
  halfLifeDays: number;
  days?: number | undefined;
  from?: Day | undefined;
  to?: Day | undefined;
  segment?: readonly string[] | undefined;
  /** Into how many lots customers are dealt out; 1 where no intervals are asked for. */
  lots: number;
};

/** The number of a key below an instant in 64 bits; the greatest stands for a result, so that it comes after touches of its instant. */
const keyBits = 20;
const resultMark = 2 ** keyBits - 1;
/** The greatest number of channels, campaigns or touchpoints told apart. */
export const mostKeys = resultMark - 1;

const dayMs = 86_400_000;

/**
 * Paths by lot and keys, with how often they converted, what that was worth, and the shares of time decay, touch by touch.
 *
 * Of each customer all touches and results are sorted by instant and cut after every result. Results and touches from `until` on are not seen; paths
 * that ended, or were last touched, before `since` are walked but not counted.
 */
const pathsSql = (touches: TouchRows, results: string, question: PathsQuestion, who: string): string => {
  const seen = question.to === undefined ? '' : 'WHERE at < {until:UInt64}';
  const codes = `SELECT customer, bitShiftLeft(at, ${keyBits}) + key_no AS code, toInt64(0) AS worth, toUInt8(0) AS lacks FROM (${touches.sql}) ${seen}
    UNION ALL SELECT customer, bitShiftLeft(at, ${keyBits}) + ${resultMark}, worth, lacks FROM (${results}) ${seen}`;
  const isResult = (code: string): string => `bitAnd(${code}, ${resultMark}) = ${resultMark}`;
  const at = (code: string): string => `toInt64(bitShiftRight(${code}, ${keyBits}))`;
  const near =
    question.days === undefined
      ? 'walked'
      : `if(won, arrayFilter(c -> ended_at - ${at('c')} <= {days:UInt32} * ${dayMs}, walked), walked)`;
  return `SELECT toUInt32(lot) AS lot, keys, toFloat64(sum(won)) AS converted, toFloat64(sum(worth)) AS value, toFloat64(sum(NOT won)) AS unconverted,
    toFloat64(sum(lacks)) AS lacking, sumForEach(shares) AS decay, sumForEach(arrayMap(share -> share * worth, shares)) AS decay_value
  FROM (
    SELECT customer % {lots:UInt32} AS lot, ${isResult('piece[-1]')} AS won, ${at('piece[-1]')} AS ended_at,
      if(won, arrayPopBack(piece), piece) AS walked, ${near} AS path, arrayMap(c -> ${isShort(touches.keys) ? 'toUInt8' : 'toUInt32'}(bitAnd(c, ${resultMark})), path) AS keys,
      if(won, worths[place].2, 0) AS worth, won AND worths[place].3 AS lacks,
      if(won, arrayMap(c -> exp2((${at('c')} - ${at('path[-1]')}) / {half_life_ms:Float64}), path), CAST([], 'Array(Float64)')) AS weights,
      arraySum(weights) AS weight, arrayMap(w -> w / weight, weights) AS shares
    FROM (
      SELECT customer, arrayReverseSplit(c -> ${isResult('c')}, arraySort(groupArray(code))) AS pieces,
        arraySort(groupArrayIf((code, worth, lacks), ${isResult('code')})) AS worths
      FROM (${codes}) ${who} GROUP BY customer
    )
    ARRAY JOIN pieces AS piece, arrayEnumerate(pieces) AS place
  )
  ${question.from === undefined ? '' : 'WHERE ended_at >= {since:UInt64}'}
  GROUP BY lot, keys`;
};

/**
 * The paths of a workspace's customers to their results, as `pathsFrom` of the analysis defines them, ready for any model.
 *
 * `lacking` counts results whose worth is not known: they are worth 0.
 */
export const attributionPaths = async (
  warehouse: Warehouse,
  scope: Scope,
  question: PathsQuestion,
): Promise<{ paths: Paths; lacking: number }> => {
  const touches = await touchRows(warehouse, scope, question);
  const filtered = (question.segment ?? []).length > 0;
  const within = inScope(
    scope,
    filtered ? { segment: [...(question.segment ?? [])] } : undefined,
    ownDimensions.profiles,
  );
  const who = filtered ? `WHERE customer IN (SELECT customer FROM ledger_profiles WHERE ${within.sql})` : '';
  const results = await resultRows(warehouse, scope, question.of, question.value);
  const parameters: Record<string, SqlValue> = {
    ...within.parameters,
    ...touches.parameters,
    as_of: question.asOf,
    time_zone: question.timeZone,
    anonymous_window_ms: question.anonymousWindowMs,
    activation_kinds: question.activationKinds,
    result_stage: question.of,
    half_life_ms: question.halfLifeDays * dayMs,
    lots: question.lots,
    days: question.days ?? 0,
    since: question.from === undefined ? 0 : await numberOfDay(warehouse, question.from, question.timeZone),
    until: question.to === undefined ? 0 : await numberOfDay(warehouse, question.to, question.timeZone),
  };
  const bytes = await warehouse.bytes(pathsSql(touches, results, question, who), 'RowBinary', {
    parameters,
    settings: { do_not_merge_across_partitions_select_final: 1 },
  });
  return readPaths(bytes, touches.keys, question.lots);
};

const numberOfDay = async (warehouse: Warehouse, day: Day, timeZone: string): Promise<bigint> => {
  const [row] = await warehouse.rows<{ at: string }>(
    `SELECT toString(${numberOf('toDateTime64({day:String}, 3, {time_zone:String})')}) AS at`,
    { parameters: { day, time_zone: timeZone } },
  );
  return BigInt(row?.at ?? 0);
};

/** What was spent under each name of what credit goes to; null amounts (no rate) make a name's cost unknown. */
export const attributionCosts = (
  warehouse: Warehouse,
  scope: Scope,
  by: 'channel' | 'campaign' | 'cell',
  period: { from: Day; to: Day },
): Promise<{ key: string; minor: number | null }[]> =>
  warehouse.rows(costsByKey(by), { parameters: { ...scope, cost_from: period.from, cost_to: period.to } });
