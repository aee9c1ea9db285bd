import type { ExpectedMonth } from '../../analysis/forecast/forecast.ts';
import { addDays, addMonths, type Day, startOf } from '../../model/days.ts';
import type { MonthsForecast, MonthsForecastInput } from '../../model/forecast.ts';
import type { MetricId, Reason } from '../../model/metric-words.ts';
import type { KeptAnswers } from '../kept-answers.ts';
import type { CurrentLedger, Ledgers } from '../ledger.ts';
import { measure } from '../measure.ts';
import type { Threads } from '../threads.ts';
import type { Operations } from '../types.ts';

const metricOf: Record<MonthsForecastInput['of'], MetricId> = { revenue: 'net_revenue', inflow: 'customers_new' };

/** The months known from their first day to their last: from, inclusive, to, exclusive; null where there is none. */
const wholeMonths = (firstDay: Day | null, asOf: Day): { from: Day; to: Day } | null => {
  if (firstDay === null) return null;
  const first = startOf(firstDay, 'month');
  const from = first === firstDay ? first : addMonths(first, 1);
  const to = startOf(addDays(asOf, 1), 'month');
  return from < to ? { from, to } : null;
};

type Fact = { month: Day; value: number };

const factsOf = async (
  ledger: CurrentLedger,
  { of, segment }: MonthsForecastInput,
): Promise<{ facts: Fact[]; reason?: Reason }> => {
  const period = wholeMonths(ledger.firstDay, ledger.asOf);
  if (!period) return { facts: [] };
  const answers = await measure(ledger, {
    metrics: [metricOf[of]],
    ...period,
    by: [],
    every: 'month',
    compare: false,
    ...(segment === undefined ? {} : { filter: { segment: [segment] } }),
  });
  const unrated = answers.find(({ reason }) => reason === 'no_rate');
  if (unrated) return { facts: [], reason: 'no_rate' };
  const all = answers.map(({ period: month, value }) => ({ month: month.from, value: value ?? 0 }));
  // Months before anything was sold at all (a segment may be younger than the company) say nothing of months to come.
  const begun = all.findIndex(({ value }) => value !== 0);
  return { facts: begun < 0 ? [] : all.slice(begun) };
};

/**
 * Monthly revenue or new customers to come, from whole months known, by the exponential smoothing that explains them best, with its interval and a look back.
 *
 * `insufficient_periods` under 12 whole months, `no_rate` where a month can't be told in one currency. Where all months are alike the same is expected, without an interval.
 */
const monthsForecast = async (
  threads: Threads,
  ledger: CurrentLedger,
  input: MonthsForecastInput,
): Promise<MonthsForecast> => {
  const { facts, reason } = await factsOf(ledger, input);
  const { currency } = ledger.settings;
  const isMoney = input.of === 'revenue';
  const values = facts.map(({ value }) => value);
  const shape = {
    of: input.of,
    ...(input.segment === undefined ? {} : { segment: input.segment }),
    ...(isMoney ? { currency } : {}),
    facts,
    asOf: ledger.asOf,
    revision: ledger.built.revision,
  };
  const none = { ...shape, months: [], form: null, backTest: null };
  if (reason) return { ...none, reason };
  const told = await threads.run('months', { values, months: input.months });
  const next = facts.length === 0 ? startOf(ledger.asOf, 'month') : addMonths((facts.at(-1) as Fact).month, 1);
  if ('reason' in told) {
    if (told.reason === 'too_short') return { ...none, reason: 'insufficient_periods' };
    const months = Array.from({ length: input.months }, (_, at) => ({
      month: addMonths(next, at),
      value: values.at(-1) ?? 0,
    }));
    return { ...none, months, total: { value: months.reduce((sum, { value }) => sum + value, 0) } };
  }
  // Nobody comes less than not at all; revenue may fall below 0 by refunds.
  const atLeast = (value: number): number => (isMoney ? value : Math.max(0, value));
  const shown = ({ mean, interval: [low, high] }: ExpectedMonth) => ({
    value: atLeast(mean),
    interval: [atLeast(low), atLeast(high)] as [number, number],
  });
  return {
    ...shape,
    form: told.form,
    months: told.months.map((month, at) => ({ month: addMonths(next, at), ...shown(month) })),
    total: shown(told.total),
    backTest: told.backTest && {
      months: told.backTest.months,
      expected: told.backTest.expected.map(atLeast),
      error: told.backTest.error,
      naive_error: told.backTest.naiveError,
      covered: told.backTest.covered,
    },
  };
};

export const monthsForecastOperation =
  (threads: Threads, ledgers: Ledgers, kept: KeptAnswers): Operations['forecast']['months'] =>
  async (input) => {
    const ledger = await ledgers.current(input.workspace);
    return kept.of(ledger, ['months', input], () => monthsForecast(threads, ledger, input));
  };
