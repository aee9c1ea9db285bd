import { addDays, type Day, type Every, type Period, previousPeriod, splitPeriod } from '../../model/days.ts';
import type { Answer } from '../../model/metric.ts';
import { type Dimension, modelNotes, type Note, type Reason } from '../../model/metric-words.ts';
import { toMajor } from '../../model/money.ts';
import type { Filter } from '../../model/numbers.ts';
import type { Settings } from '../../model/settings.ts';
import { componentsOf, costsAt, keysOf, presenceOf, type View } from '../components/components.ts';
import { dimensionsOf, type Key, shiftMonths, valuesOf, yearBefore } from '../components/question.ts';
import { type Counted, count, type LedgerSource } from './counting.ts';
import { type Foretold, lifetimeOfCell } from './foretold.ts';
import { type Cell, dimensionsOfMetric, isReason, type Metric, metricUnitsOfMoney, type Outcome } from './metric.ts';

/** What is asked of a ledger: which numbers, for which time, by what, of which part, and under which settings. */
export type Asked = {
  metrics: readonly Metric[];
  period: Period;
  every?: Every | undefined;
  /** Instead of the period these, in their order. */
  periods?: readonly Period[] | undefined;
  by: readonly Dimension[];
  filter: Filter;
  compare: boolean;
  settings: Settings;
  asOf: Day;
  /** Days of the earliest and latest fact; null while there is none. */
  firstDay: Day | null;
  /** What models say of segments' lives: null while they are not worked out, absent where nobody asks them. */
  foretold?: Foretold | null | undefined;
};

/** Why nothing can be said of a period at all. */
const periodReason = (period: Period, asked: Asked): Reason | null => {
  if (asked.firstDay === null) return 'no_data';
  if (period.to <= asked.firstDay) return 'before_first_fact';
  return period.from > asked.asOf ? 'after_as_of' : null;
};

export const upTo = (period: Period, asOf: Day): Period => {
  const end = addDays(asOf, 1);
  return period.to > end ? { from: period.from, to: end } : period;
};

const periodNotes = (period: Period, asked: Asked, metric: Metric): Note[] => {
  const notes: Note[] = [];
  if (period.from <= asked.asOf && addDays(asked.asOf, 1) < period.to) notes.push('open_period');
  if (asked.firstDay !== null && period.from < asked.firstDay) notes.push('partial_period');
  const isWhole = period.from.endsWith('-01') && period.to.endsWith('-01');
  if (!isWhole && metric.needs.includes('costs')) notes.push('month_cost_cut');
  return notes;
};

/** A minor amount in major units, rounded to the minor one; other numbers as they are. */
const shown = (value: number, metric: Metric, currency: string): number =>
  metricUnitsOfMoney.includes(metric.unit) ? toMajor(value, currency) : value;

const finished = (outcome: Outcome): Outcome =>
  !isReason(outcome) && !Number.isFinite(outcome.value) ? { reason: 'no_denominator' } : outcome;

/** Looks up what every metric is computed from, one cell per period and part of the company. */
export class Cells {
  readonly #counted: Counted;
  readonly #asked: Asked;
  readonly #cells = new Map<string, Cell>();

  constructor(counted: Counted, asked: Asked) {
    this.#counted = counted;
    this.#asked = asked;
  }

  keys(metric: Metric): Key[] {
    return keysOf(this.#counted.view, metric.needs);
  }

  /** The cell of a period that reaches no further than the as-of day. */
  at(period: Period, key: Key): Cell {
    const id = `${period.from}/${period.to}\u0002${key}`;
    const known = this.#cells.get(id);
    if (known) return known;
    const counted = this.#counted;
    const cell = this.#cell(counted.view, period, key, this.#asked.by);
    const segments = counted.segments;
    cell.segments =
      segments === null
        ? [cell]
        : keysOf(segments, ['states', 'lines']).map((segment) => this.#cell(segments, period, segment, ['segment']));
    cell.lifetimes = counted.lifetimes.get(period.to)?.get(key) ?? null;
    this.#cells.set(id, cell);
    return cell;
  }

  #cell(view: View, period: Period, key: Key, by: Asked['by']): Cell & { segments: readonly Cell[] } {
    const { settings } = this.#asked;
    const lag = -settings.cac_lag_months;
    const lagged = { from: shiftMonths(period.from, lag), to: shiftMonths(period.to, lag) };
    return {
      period,
      settings,
      now: componentsOf(view, period, key),
      year: componentsOf(view, yearBefore(period.to), key),
      lagged: costsAt(view, lagged, key),
      segments: [],
      lifetimes: null,
      lifetime: lifetimeOfCell({ ...this.#asked, by }, period, valuesOf(key)),
      presence: (kind) => presenceOf(this.#counted.presence, kind),
    };
  }
}

const emptyAnswer = (metric: Metric, period: Period, asked: Asked, reason: Reason): Answer => ({
  metric: metric.id,
  period,
  by: {},
  value: null,
  unit: metric.unit,
  ...currencyOf(metric, asked),
  reason,
});

const currencyOf = (metric: Metric, asked: Asked): { currency?: string } =>
  metricUnitsOfMoney.includes(metric.unit) ? { currency: asked.settings.currency } : {};

const answerOf = (metric: Metric, period: Period, key: Key, cells: Cells, asked: Asked): Answer => {
  const outcome = finished(metric.compute(cells.at(upTo(period, asked.asOf), key)));
  const values = valuesOf(key);
  const by = Object.fromEntries(asked.by.map((dimension, at) => [dimension, values[at] ?? '']));
  const { currency } = asked.settings;
  const notes = [...(outcome.notes ?? []), ...periodNotes(period, asked, metric)];
  const answer: Answer = {
    metric: metric.id,
    period,
    by,
    value: isReason(outcome) ? null : shown(outcome.value, metric, currency),
    unit: metric.unit,
    ...currencyOf(metric, asked),
  };
  if (isReason(outcome)) answer.reason = outcome.reason;
  else if (outcome.interval)
    answer.interval = [shown(outcome.interval[0], metric, currency), shown(outcome.interval[1], metric, currency)];
  if (outcome.n !== undefined) answer.n = outcome.n;
  if (notes.length > 0) answer.notes = notes;
  return answer;
};

const withPrevious = (answer: Answer, metric: Metric, key: Key, cells: Cells, asked: Asked): Answer => {
  // What a model says of today is not set against the formula's word of the period before.
  if (!asked.compare || modelNotes.some((note) => answer.notes?.includes(note))) return answer;
  const period = previousPeriod(answer.period);
  const reason = periodReason(period, asked);
  if (reason) return { ...answer, previous: { period, value: null, reason } };
  const before = answerOf(metric, period, key, cells, asked);
  return { ...answer, previous: { period, value: before.value, ...(before.reason ? { reason: before.reason } : {}) } };
};

/** The periods a question is answered for: the whole, its months, quarters or years, or those it names. */
export const askedPeriods = (asked: Asked): readonly Period[] =>
  asked.periods ?? (asked.every ? splitPeriod(asked.period, asked.every) : [asked.period]);

/** Whether a metric has a meaning along all dimensions asked for. */
export const isDefinedBy = (metric: Metric, asked: Pick<Asked, 'by' | 'filter'>): boolean => {
  const own = dimensionsOfMetric(metric);
  return dimensionsOf(asked).every((dimension) => own.includes(dimension));
};

/** Counts what the metrics need and opens the cells; null where no period asked has anything to count. */
export const openCells = async (source: LedgerSource, asked: Asked): Promise<Cells | null> => {
  const periods = askedPeriods(asked).flatMap((period) =>
    asked.compare ? [period, previousPeriod(period)] : [period],
  );
  const countable = periods.filter((period) => periodReason(period, asked) === null);
  const metrics = asked.metrics.filter((metric) => isDefinedBy(metric, asked));
  if (countable.length === 0 || metrics.length === 0) return null;
  const counted = await count(source, {
    metrics,
    periods: countable.map((period) => upTo(period, asked.asOf)),
    by: asked.by,
    filter: asked.filter,
    settings: asked.settings,
    asOf: asked.asOf,
    firstDay: asked.firstDay ?? asked.asOf,
  });
  return new Cells(counted, asked);
};

/**
 * Answers a question: for every metric and period one answer, or one per value of the dimensions asked for.
 *
 * A metric without a meaning along a dimension says `not_defined_by` once per period; so does a period before the first fact or after the
 * as-of day, with its own reason. The same part of the company has an answer in every period.
 */
export const answer = async (source: LedgerSource, asked: Asked): Promise<Answer[]> => {
  const cells = await openCells(source, asked);
  const answers: Answer[] = [];
  for (const metric of asked.metrics) {
    const keys = cells && isDefinedBy(metric, asked) ? cells.keys(metric) : [];
    for (const period of askedPeriods(asked)) {
      const reason = isDefinedBy(metric, asked) ? periodReason(period, asked) : 'not_defined_by';
      if (reason || !cells) answers.push(emptyAnswer(metric, period, asked, reason ?? 'no_data'));
      else
        for (const key of keys)
          answers.push(withPrevious(answerOf(metric, period, key, cells, asked), metric, key, cells, asked));
    }
  }
  return answers;
};
