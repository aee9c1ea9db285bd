import type { MetricId } from '../../../model/metric-words.ts';
import type { AuditMatter } from '../matter.ts';
import { quartersOf } from '../prices/from-facts.ts';

/** A number is told quarter by quarter from two quarters in succession on, the last two; ours. */
const inSuccession = 2;

/** For how many quarters of the period all of some numbers are known, and whether they are for the last two. */
export const quartersKnown = (
  { byQuarter }: Pick<AuditMatter, 'byQuarter'>,
  metrics: readonly MetricId[],
): { n: number; all: number; areLastTwo: boolean } => {
  const columns = metrics.map((metric) => quartersOf(byQuarter, metric));
  const all = columns[0]?.length ?? 0;
  const isKnown = Array.from({ length: all }, (_, at) => columns.every((column) => column[at] != null));
  const last = isKnown.slice(-inSuccession);
  return {
    n: isKnown.filter(Boolean).length,
    all,
    areLastTwo: last.length === inSuccession && last.every(Boolean),
  };
};
