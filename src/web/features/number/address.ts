import { z } from 'zod';
import { Dimension, MetricId } from '../../../model/metric.ts';
import type { Filter } from '../../../model/numbers.ts';
import { Day, type Period } from '../../../model/period.ts';

/** Which number is open: a metric, and its own period and filter where they differ from the page's. */
export type NumberAddress = { metric: MetricId; period?: Period | undefined; filter?: Filter | undefined };

const Written = z.object({
  m: MetricId,
  p: z.tuple([Day, Day]).optional(),
  f: z.partialRecord(Dimension, z.array(z.string())).optional(),
});

/** The address of a number as one word of the URL: the metric's id alone where that says it all. */
export const writeNumber = ({ metric, period, filter }: NumberAddress): string => {
  if (!period && !filter) return metric;
  const written: z.infer<typeof Written> = {
    m: metric,
    ...(period ? { p: [period.from, period.to] } : {}),
    ...(filter ? { f: filter } : {}),
  };
  return JSON.stringify(written);
};

/** Reads what `writeNumber` wrote; null when it is neither a metric nor an address. */
export const readNumber = (text: string | undefined): NumberAddress | null => {
  if (text === undefined) return null;
  const plain = MetricId.safeParse(text);
  if (plain.success) return { metric: plain.data };
  try {
    const { m, p, f } = Written.parse(JSON.parse(text));
    return { metric: m, ...(p ? { period: { from: p[0], to: p[1] } } : {}), ...(f ? { filter: f } : {}) };
  } catch {
    return null;
  }
};
