import { customerBounds } from '../../analysis/models/bought.ts';
import { drawParameters } from '../../analysis/models/fit.ts';
import { drawNormal, type Random } from '../../analysis/models/numerics/draws.ts';
import { type Futures, outlookOf, type Prospects, purchaseFutures } from '../../analysis/models/outlook.ts';
import { waitsOf } from '../../analysis/models/prospects.ts';
import type { Scores } from '../../analysis/models/score.ts';
import type { WayFit } from '../../analysis/models/ways.ts';
import { seededRandom } from '../../analysis/statistics/bootstrap.ts';
import { addDays, type Day } from '../../model/days.ts';
import type { ForecastList, ForecastRow } from '../../model/forecast.ts';
import type { Stage } from '../../model/stages.ts';

/** One segment told: its customers by their place among all, how each scores, and its prospects where a model tells. */
export type ToldSegment = {
  segment: string;
  fit: WayFit;
  scores: Scores;
  prospects: Prospects | null;
  /** How far a model of all customers may be off for this segment, as a share (see `missOfAll`). */
  miss: number;
};

/** How far ahead in units of the models' time, and how long such a unit is. */
export type Ahead = { horizon: number; unitDays: number; to: Day };

const draws = 300;

const sumOf = (column: Float64Array): number => column.reduce((sum, value) => sum + value, 0);
const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

const rowOf = (segment: string, { scores }: ToldSegment, bounds: ForecastRow['interval']): ForecastRow => {
  const n = scores.alive.length;
  const value = scores.spend.reduce((sum, spend, at) => sum + spend * (scores.expectedPurchases[at] as number), 0);
  return {
    segment,
    customers: n,
    p_alive: finite(sumOf(scores.alive) / n),
    expected_orders: sumOf(scores.expectedPurchases),
    expected_value: finite(value),
    ...(bounds ? { interval: bounds } : {}),
    discounted_value: finite(sumOf(scores.value)),
  };
};

type SegmentFutures = { purchases: Futures; value?: Futures } | null;

/** Futures of a segment that differs from all customers by a level nobody knows: log-normal, 1 in the mean, its standard deviation the miss. */
const atLevels = ({ expected, drawn }: Futures, levels: readonly number[]): Futures => ({
  expected,
  drawn: drawn.map((future, at) => future * (levels[at] as number)),
});

const levelsOf = (miss: number, random: Random): number[] => {
  const sigma = Math.sqrt(Math.log1p(miss ** 2));
  return Array.from({ length: draws }, () => Math.exp(sigma * drawNormal(random) - sigma ** 2 / 2));
};

/** Futures of every segment; those told by one fit share its parameters in each future, so that they may be added. */
const futuresOf = (told: readonly ToldSegment[], { horizon }: Ahead): SegmentFutures[] => {
  const shared = new Map<object, number[][]>();
  return told.map(({ prospects, fit, miss }, place) => {
    if (!prospects) return null;
    const { estimate } = prospects;
    const random = seededRandom(shared.size + 1);
    const parameters = shared.get(estimate) ?? Array.from({ length: draws }, () => drawParameters(estimate, random));
    shared.set(estimate, parameters);
    const everyone = Uint32Array.from({ length: fit.members.length }, (_, at) => at);
    const futures = purchaseFutures(prospects, everyone, horizon, seededRandom(1000 + place), { draws, parameters });
    if (miss === 0) return futures;
    const levels = levelsOf(miss, seededRandom(2000 + place));
    return {
      purchases: atLevels(futures.purchases, levels),
      ...(futures.value ? { value: atLevels(futures.value, levels) } : {}),
    };
  });
};

const added = (futures: readonly Futures[]): Futures => ({
  expected: futures.reduce((sum, { expected }) => sum + expected, 0),
  drawn: Float64Array.from({ length: draws }, (_, at) =>
    futures.reduce((sum, { drawn }) => sum + (drawn[at] as number), 0),
  ),
});

const intervalOf = (futures: SegmentFutures): ForecastRow['interval'] => {
  if (!futures) return undefined;
  const { expected, drawn } = futures.value ?? futures.purchases;
  return outlookOf(expected, drawn).interval;
};

/** Bounds of all together, in money where every segment has it; none where a rule tells some of it. */
const totalInterval = (futures: readonly SegmentFutures[]): ForecastRow['interval'] => {
  const told = futures.filter((one) => one !== null);
  if (told.length < futures.length || told.length === 0) return undefined;
  const values = told.flatMap(({ value }) => (value ? [value] : []));
  return intervalOf({
    purchases: added(told.map(({ purchases }) => purchases)),
    ...(values.length === told.length ? { value: added(values) } : {}),
  });
};

/** A row a segment, and one of all of them. */
export const segmentRows = (
  told: readonly ToldSegment[],
  ahead: Ahead,
  withBounds: boolean,
): { rows: ForecastRow[]; total: ForecastRow } => {
  const futures = withBounds ? futuresOf(told, ahead) : told.map(() => null);
  const rows = told.map((one, at) => rowOf(one.segment, one, intervalOf(futures[at] ?? null)));
  const sum = (of: (row: ForecastRow) => number | null): number | null => {
    const values = rows.map(of);
    return values.some((value) => value === null) ? null : values.reduce<number>((all, value) => all + (value ?? 0), 0);
  };
  const customers = sum((row) => row.customers) ?? 0;
  const alive = sum(({ p_alive, customers: own }) => (p_alive === null ? null : p_alive * own));
  const interval = totalInterval(futures);
  return {
    rows,
    total: {
      customers,
      p_alive: alive === null || customers === 0 ? null : alive / customers,
      expected_orders: sum((row) => row.expected_orders) ?? 0,
      expected_value: sum((row) => row.expected_value),
      ...(interval ? { interval } : {}),
      discounted_value: sum((row) => row.discounted_value),
    },
  };
};

/** A row a customer, in the order of all customers; those of segments without a forecast are left out. */
export const customerRows = (
  told: readonly ToldSegment[],
  who: readonly { id: string; name: string; stage: Stage; inDoubt: boolean }[],
  { horizon, unitDays, to }: Ahead,
  withBounds: boolean,
): ForecastRow[] => {
  const rows: [number, ForecastRow][] = told.flatMap(({ segment, fit, scores, prospects }, place) => {
    const bounds = withBounds && prospects ? customerBounds(prospects, horizon, seededRandom(place + 1)) : null;
    const waits = waitsOf(fit, horizon);
    return Array.from(fit.members, (customer, at): [number, ForecastRow] => {
      const own = bounds?.[at];
      const wait = waits?.[at] ?? Number.NaN;
      const expected = scores.expectedPurchases[at] as number;
      return [
        customer,
        {
          segment,
          customer_id: who[customer]?.id ?? '',
          name: who[customer]?.name ?? '',
          ...(who[customer]?.stage ? { stage: who[customer].stage } : {}),
          ...(who[customer]?.inDoubt ? { in_doubt: true } : {}),
          customers: 1,
          p_alive: finite(scores.alive[at] as number),
          expected_orders: expected,
          expected_value: finite((scores.spend[at] as number) * expected),
          ...(own ? { interval: own } : {}),
          discounted_value: finite(scores.value[at] as number),
          next_order: Number.isFinite(wait) ? addDays(to, Math.max(1, Math.round(wait * unitDays))) : null,
        },
      ];
    });
  });
  return rows.sort(([one], [other]) => one - other).map(([, row]) => row);
};

/** Days ahead within which a next order is due. */
const dueDays = 30;

/** A customer whose chance to be still there is below this is at risk (domain 4.3). */
const doubtfulBelow = 0.5;

/** Whether a customer is more likely gone than not, and the lifecycle has it neither at risk yet nor lost. */
export const isDoubted = (alive: number, stage: Stage | undefined): boolean =>
  alive < doubtfulBelow && stage !== 'at_risk' && stage !== 'lost' && stage !== 'winback';

/** By what a customer is at risk; undefined where it is not. One that is lost, or asked back, is beyond it. */
const riskOf = ({ p_alive: alive, stage, in_doubt: inDoubt }: ForecastRow): ForecastRow['risk_by'] => {
  if (stage === 'lost' || stage === 'winback') return undefined;
  if (inDoubt) return 'sign';
  const isSilent = stage === 'at_risk';
  const isDoubted = alive !== null && alive < doubtfulBelow;
  return isSilent && isDoubted ? 'both' : isSilent ? 'silence' : isDoubted ? 'model' : undefined;
};

/**
 * The rows of one list: who is at risk, the dearest first; who is due and likelier than not still there, the earliest first.
 *
 * At risk is everybody whom the lifecycle has there, and besides who by the model is more likely gone than not; each row says by what. So nobody at risk
 * on other pages is missing here, and nobody is both due and at risk.
 */
export const listed = (all: ForecastRow[], list: ForecastList, to: Day): ForecastRow[] => {
  const rows = all.map((row) => {
    const by = riskOf(row);
    return by ? { ...row, risk_by: by } : row;
  });
  if (list === 'all') return rows;
  if (list === 'due') {
    const until = addDays(to, dueDays);
    return rows
      .filter(
        ({ p_alive: alive, next_order: next, stage, risk_by: risk }) =>
          alive !== null && !risk && stage !== 'lost' && typeof next === 'string' && next <= until,
      )
      .sort((one, other) => ((one.next_order ?? '') < (other.next_order ?? '') ? -1 : 1));
  }
  const worth = (row: ForecastRow): number => row.expected_value ?? row.expected_orders;
  return rows.filter(({ risk_by: risk }) => risk !== undefined).sort((one, other) => worth(other) - worth(one));
};
