import type { ProposedAction } from '../../model/audit/audit.ts';
import type { ProposedOutcome, Verdict } from '../../model/audit/decisions.ts';
import { daysBetween, type Period } from '../../model/days.ts';
import { type Answer, MetricId } from '../../model/metric.ts';
import type { MetricUnit } from '../../model/metric-words.ts';
import { metricOf } from '../catalogue/catalogue.ts';

/** From this part of the way on, a decision worked in part; less is no more than chance makes of most numbers (our threshold). */
const partOfWay = 0.25;

const verdictOf = (share: number | null): Verdict => {
  if (share === null) return 'unclear';
  if (share >= 1) return 'worked';
  return share >= partOfWay ? 'partly' : 'failed';
};

/** Numbers that grow with the length of the period they are of. */
const sums: readonly MetricUnit[] = ['money', 'hours', 'count'];
/** Of those units, numbers that tell how it stands and do not add up over time. */
const standings: readonly MetricId[] = [
  'customers_active',
  'customer_equity',
  'cltv_fact',
  'cltv_fact_median',
  'cltv_forecast',
  'sales_processes',
  'products_active',
  'campaigns_per_month',
  'average_order',
  'cac_ads_only',
];

const addsUp = (metric: MetricId): boolean => sums.includes(metricOf(metric).unit) && !standings.includes(metric);

/** The catalogue's number that tells whether an action worked; null where it is none. */
export const metricOfAction = ({ expected }: Pick<ProposedAction, 'expected'>): MetricId | null => {
  const metric = MetricId.safeParse(expected.metric);
  return metric.success ? metric.data : null;
};

/**
 * What the product would say came of a decision: how far its number went from base to target in the period since it was taken.
 *
 * Sums (money, hours, customers that came or left) are set against the base day by day, as the periods differ in length. Without a base, a
 * target or a value, or where the base is at the target already, there is no share and the verdict is `unclear`: a person decides.
 */
export const outcomeOf = (
  { expected }: Pick<ProposedAction, 'expected'>,
  period: Period,
  answer: Pick<Answer, 'value' | 'reason'> | null,
): ProposedOutcome => {
  const value = answer?.value ?? null;
  const reason = value === null ? (answer?.reason ?? 'no_data') : null;
  const metric = metricOfAction({ expected });
  const { base, target, basePeriod } = expected;
  const unclear: ProposedOutcome = { period, value, reason, share: null, verdict: 'unclear' };
  if (metric === null || value === null || base === null || target === null || base === target) return unclear;
  const isSum = addsUp(metric);
  if (isSum && basePeriod === null) return unclear;
  const scale =
    isSum && basePeriod ? daysBetween(basePeriod.from, basePeriod.to) / daysBetween(period.from, period.to) : 1;
  const share = (value * scale - base) / (target - base);
  return { ...unclear, share, verdict: verdictOf(share) };
};
