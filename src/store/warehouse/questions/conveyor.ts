import type { Period } from '../../../model/days.ts';
import type { Filter } from '../../../model/numbers.ts';
import type { StageOrOverlay } from '../../../model/stages.ts';
import type { Warehouse } from '../warehouse.ts';
import { inScope, ownDimensions, type Scope } from './scope.ts';

export type StageBalance = { stage: StageOrOverlay; opening: number; entered: number; left: number; closing: number };
export type StageFlow = { from: StageOrOverlay | 'outside'; to: StageOrOverlay; count: number };
export type StageStays = { stage: StageOrOverlay; days: number; left: boolean; count: number };
export type BeforeTalk = { n: number; days: number | null; touches: number | null };

const span = (period: Period) => ({ from: period.from, to: period.to });

/**
 * How many customers stood in each stage at both ends of a period, and how many came and went within it.
 *
 * A stay counts at a border if it began before it and did not end before it, so that opening + entered = closing + left for
 * any period. Stages without a stay are absent.
 */
export const stageBalances = (
  warehouse: Warehouse,
  scope: Scope,
  period: Period,
  filter?: Filter,
): Promise<StageBalance[]> => {
  const where = inScope(scope, filter, ownDimensions.customers);
  return warehouse.rows<StageBalance>(
    `SELECT stage,
  countIf(\`from\` < {from:Date32} AND (\`to\` IS NULL OR \`to\` >= {from:Date32})) AS opening,
  countIf(\`from\` >= {from:Date32} AND \`from\` < {to:Date32}) AS entered,
  countIf(\`to\` >= {from:Date32} AND \`to\` < {to:Date32}) AS left,
  countIf(\`from\` < {to:Date32} AND (\`to\` IS NULL OR \`to\` >= {to:Date32})) AS closing
FROM ledger_intervals
WHERE ${where.sql}
GROUP BY stage`,
    { parameters: { ...where.parameters, ...span(period) } },
  );
};

/**
 * How many times customers moved from one stage to another within a period; `outside` is where their history begins.
 *
 * The advocates' overlay is left out: it is entered and left without a move between stages.
 */
export const stageFlows = (
  warehouse: Warehouse,
  scope: Scope,
  period: Period,
  filter?: Filter,
): Promise<StageFlow[]> => {
  const where = inScope(scope, filter, ownDimensions.customers);
  return warehouse.rows<StageFlow>(
    `SELECT before AS \`from\`, stage AS \`to\`, count() AS count
FROM (
  SELECT stage, \`from\` AS entered,
    lagInFrame(toString(stage), 1, 'outside') OVER (PARTITION BY customer ORDER BY seq ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS before
  FROM ledger_intervals
  WHERE ${where.sql} AND stage != 'advocate'
)
WHERE entered >= {from:Date32} AND entered < {to:Date32}
GROUP BY before, stage
ORDER BY count DESC, before, stage`,
    { parameters: { ...where.parameters, ...span(period) } },
  );
};

/** Stays begun within a period by stage and length in days; those not ended by the as-of day are as long as they were seen. */
export const stageStays = (
  warehouse: Warehouse,
  scope: Scope,
  period: Period,
  asOf: string,
  filter?: Filter,
): Promise<StageStays[]> => {
  const where = inScope(scope, filter, ownDimensions.customers);
  return warehouse.rows<StageStays>(
    `SELECT stage, toInt32(dateDiff('day', \`from\`, ifNull(\`to\`, {asOf:Date32} + 1))) AS days, \`to\` IS NOT NULL AS left, count() AS count
FROM ledger_intervals
WHERE ${where.sql} AND \`from\` >= {from:Date32} AND \`from\` < {to:Date32} AND \`from\` <= {asOf:Date32}
GROUP BY stage, days, left
ORDER BY stage, days`,
    { parameters: { ...where.parameters, ...span(period), asOf } },
  );
};

/** Median days and touches between the first touch and the first talk with a person of ours, for customers new in the period. */
export const beforeTalk = async (
  warehouse: Warehouse,
  scope: Scope,
  period: Period,
  filter?: Filter,
): Promise<BeforeTalk> => {
  const where = inScope(scope, filter, ownDimensions.profiles);
  const [row] = await warehouse.rows<BeforeTalk>(
    `SELECT count() AS n,
  if(n = 0, NULL, quantileExactLow(0.5)(dateDiff('day', first_seen_day, first_talk_day))) AS days,
  if(n = 0, NULL, quantileExactLow(0.5)(touches_before_talk)) AS touches
FROM ledger_profiles
WHERE ${where.sql} AND first_talk_day IS NOT NULL
  AND first_order_day >= {from:Date32} AND first_order_day < {to:Date32}`,
    { parameters: { ...where.parameters, ...span(period) } },
  );
  return row ?? { n: 0, days: null, touches: null };
};
