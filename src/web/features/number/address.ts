import type { Day, Period } from '../../../model/days.ts';
import { dimensions, type MetricId, metricIds } from '../../../model/metric-words.ts';
import type { Filter } from '../../../model/numbers.ts';
import { day, isOneOf } from '../../kit/fields.ts';

/** Which number is open: a metric, and its own period and filter where they differ from the page's. */
export type NumberAddress = { metric: MetricId; period?: Period | undefined; filter?: Filter | undefined };

type Written = { m: MetricId; p?: [Day, Day]; f?: Filter };

const periodOf = (p: unknown): Period | undefined => {
  const [from, to] = Array.isArray(p) ? p.map(day) : [];
  return from && to ? { from, to } : undefined;
};

/** Undefined where it is no filter. */
const filterOf = (f: unknown): Filter | undefined => {
  if (typeof f !== 'object' || f === null) return undefined;
  const isFilter = Object.entries(f).every(
    ([name, values]) =>
      isOneOf(dimensions, name) && Array.isArray(values) && values.every((value) => typeof value === 'string'),
  );
  return isFilter ? (f as Filter) : undefined;
};

/** The address of a number as one word of the URL: the metric's id alone where that says it all. */
export const writeNumber = ({ metric, period, filter }: NumberAddress): string => {
  if (!period && !filter) return metric;
  const written: Written = {
    m: metric,
    ...(period ? { p: [period.from, period.to] } : {}),
    ...(filter ? { f: filter } : {}),
  };
  return JSON.stringify(written);
};

/** Reads what `writeNumber` wrote; null when it is neither a metric nor an address. */
export const readNumber = (text: string | undefined): NumberAddress | null => {
  if (text === undefined) return null;
  if (isOneOf(metricIds, text)) return { metric: text };
  try {
    const { m, p, f } = JSON.parse(text) as Partial<Record<keyof Written, unknown>>;
    const [period, filter] = [periodOf(p), filterOf(f)];
    const isWhole = (p === undefined || period !== undefined) && (f === undefined || filter !== undefined);
    if (!isOneOf(metricIds, m) || !isWhole) return null;
    return { metric: m, ...(period ? { period } : {}), ...(filter ? { filter } : {}) };
  } catch {
    return null;
  }
};
