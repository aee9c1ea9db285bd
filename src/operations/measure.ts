import { type Asked, answer } from '../analysis/catalogue/answering.ts';
import { metricOf, metrics } from '../analysis/catalogue/catalogue.ts';
import type { LedgerSource } from '../analysis/catalogue/counting.ts';
import type { Metric } from '../analysis/catalogue/metric.ts';
import type { Period } from '../model/days.ts';
import type { Answer } from '../model/metric.ts';
import type { MeasureInput } from '../model/numbers.ts';
import { Problem } from '../model/problem.ts';
import type { Settings } from '../model/settings.ts';
import { lifetimesInWarehouse } from '../store/warehouse/questions/measure/lifetimes.ts';
import { tallyWarehouse } from '../store/warehouse/questions/measure/tally-warehouse.ts';
import type { LedgerContext } from './ledger-context.ts';
import { settingText } from './setting-text.ts';

/** A built ledger as the engine counts it. */
export const ledgerSource = ({ warehouse, scope, asOf }: LedgerContext): LedgerSource => ({
  tally: (question, sections, isUrgent) => tallyWarehouse(warehouse, scope, question, asOf, sections, isUrgent),
  lifetimes: (question, at) => lifetimesInWarehouse(warehouse, scope, question, at),
});

/** Days the engines can keep. */
const earliest = '1900-01-01';
const latest = '2300-01-01';

/** Refuses a period that ends before it begins, or holds days no fact can have. */
export const checkPeriod = ({ from, to }: { from: string; to: string }): void => {
  if (from < earliest || to > latest)
    throw new Problem({
      code: 'period_out_of_range',
      kind: 'input',
      text: {
        ru: `Период с ${from} до ${to} слишком далёк: считаются дни с ${earliest} до ${latest}.`,
        en: `The period from ${from} to ${to} is too far away: days from ${earliest} to ${latest} are counted.`,
      },
      where: { from, to },
    });
  if (from < to) return;
  throw new Problem({
    code: 'period_is_empty',
    kind: 'input',
    text: {
      ru: `Период пуст: начало ${from}, конец ${to} (не включительно). Конец должен быть позже начала.`,
      en: `The period is empty: from ${from} to ${to} (exclusive). The end must be later than the beginning.`,
    },
    where: { from, to },
  });
};

/** The metrics of a question: without names, all of the catalogue. */
export const askedFor = (named: MeasureInput['metrics']): readonly Metric[] =>
  named && named.length > 0 ? [...new Set(named)].map(metricOf) : metrics;

/** What decides what numbers mean: the settings that matter to any of these metrics, as they count. */
export const settingsBehind = (asked: readonly Metric[], settings: Settings): Record<string, string> =>
  Object.fromEntries(asked.flatMap((metric) => metric.settings ?? []).map((key) => [key, settingText(settings, key)]));

/**
 * Answers for metrics, periods and parts of a company, each with its reason, interval, n, notes and the period before.
 *
 * With `periods` those instead of the one from `from` to `to`. Without `metrics` all of the catalogue, in its order. Throws a `Problem` for an empty period and one beyond the days that are kept.
 */
export const measure = async (
  context: LedgerContext,
  input: Pick<MeasureInput, 'metrics' | 'from' | 'to' | 'by' | 'every' | 'filter' | 'compare'> & {
    periods?: readonly Period[];
  },
): Promise<Answer[]> => {
  checkPeriod(input);
  const asked: Asked = {
    metrics: askedFor(input.metrics),
    period: { from: input.from, to: input.to },
    every: input.every,
    periods: input.periods,
    by: [...new Set(input.by)],
    filter: input.filter ?? {},
    compare: input.compare,
    settings: context.settings,
    asOf: context.asOf,
    firstDay: context.firstDay,
    foretold: context.foretold,
  };
  return answer(ledgerSource(context), asked);
};
