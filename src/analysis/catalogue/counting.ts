import { addMonths, type Day, monthOf, type Period } from '../../model/days.ts';
import type { Dimension } from '../../model/metric-words.ts';
import type { Filter } from '../../model/numbers.ts';
import type { Settings } from '../../model/settings.ts';
import { classOfRevenue, revenueClasses, type SuccessClass } from '../../model/stages.ts';
import { componentsOf, keysOf, successesOf, type View, viewOf } from '../components/components.ts';
import { type ChargedYear, chargesOf, type Lifetimes, yearsUpTo } from '../components/lifetimes.ts';
import { type Key, normalFilter, type Question, shiftMonths, yearBefore } from '../components/question.ts';
import { type CostBook, monthPieces, openCostBook } from '../components/shared-cost.ts';
import { type Section, type Tallies, TallySums } from '../components/tally.ts';
import type { Metric } from './metric.ts';

/** Days lifetimes are told at, with the charges of the years before each. */
export type LifetimesAt = { to: Day; years: readonly ChargedYear[] };

/** Where a ledger is counted: in the engine, or in plain TypeScript. */
export type LedgerSource = {
  /** What is urgent is counted before what waits: something else needs it. */
  tally(question: Question, sections: readonly Section[], isUrgent?: boolean): Promise<Tallies>;
  lifetimes(question: Question, at: readonly LifetimesAt[]): Promise<Map<Day, Map<Key, Lifetimes>>>;
};

export type ToCount = {
  metrics: readonly Metric[];
  /** Periods that reach no further than the day after the as-of day. */
  periods: readonly Period[];
  by: readonly Dimension[];
  filter: Filter;
  settings: Settings;
  asOf: Day;
  firstDay: Day;
};

export type Counted = {
  view: View;
  /** The same by segment; null where the question is by segment itself or nobody looks. */
  segments: View | null;
  lifetimes: Map<Day, Map<Key, Lifetimes>>;
  presence: Tallies;
};

const looksAt = (metrics: readonly Metric[], what: NonNullable<Metric['looks']>[number]): boolean =>
  metrics.some((metric) => metric.looks?.includes(what));

/** Parts looked at over the year before a period's end too. */
const overYears: readonly Section[] = ['lines', 'states', 'exposure'];

const unique = (periods: readonly Period[]): Period[] => [
  ...new Map(periods.map((period) => [`${period.from}/${period.to}`, period])).values(),
];

/** Counts parts over the periods asked for, and those that need it over the years before their ends too. */
const countParts = async (
  source: LedgerSource,
  question: Question,
  years: readonly Period[],
  sections: readonly Section[],
): Promise<Tallies> => {
  const long = sections.filter((section) => overYears.includes(section));
  const short = sections.filter((section) => !overYears.includes(section));
  const [a, b] = await Promise.all([
    source.tally({ ...question, periods: unique([...question.periods, ...years]) }, long),
    source.tally(question, short),
  ]);
  return { ...a, ...b };
};

/** Adds the parts of a company up to the whole. */
const whole = (tallies: Tallies): Tallies =>
  Object.fromEntries(
    Object.entries(tallies).map(([section, rows]) => {
      const sums = new TallySums();
      for (const { at, tag, sums: own } of rows) sums.add(at, '', tag, own);
      return [section, sums.rows()];
    }),
  );

/** Parts that what customers are charged with rests on. */
const ofCharges: readonly Section[] = ['entries', 'distinct', 'exposure'];

/**
 * A source that counts the parts charges rest on once, by segment over all periods given, for all who ask for them of segments or of the whole
 * company, whose periods must be among these. What else is asked it passes on.
 */
const countingChargesOnce = (source: LedgerSource, periods: readonly Period[]): LedgerSource => {
  const bySegment: Question = { periods: unique(periods), by: ['segment'], filter: {}, movements: 'month' };
  let asked: Promise<Tallies> | null = null;
  return {
    ...source,
    tally: async (question, sections, isUrgent) => {
      const isOfSegments = question.by.length === 0 || (question.by.length === 1 && question.by[0] === 'segment');
      const shared = sections.filter((section) => ofCharges.includes(section));
      if (!isOfSegments || shared.length === 0 || normalFilter(question.filter).length > 0)
        return source.tally(question, sections, isUrgent);
      asked ??= source.tally(bySegment, ofCharges, true);
      const rest = sections.filter((section) => !shared.includes(section));
      const [own, segments] = await Promise.all([source.tally(question, rest, isUrgent), asked]);
      const told = Object.fromEntries(shared.map((section) => [section, segments[section] ?? []]));
      return { ...own, ...(question.by.length === 0 ? whole(told) : told) };
    },
  };
};

/** Counts parts for a question and, over the years, for each segment; of the whole company the segments' sum is taken. */
const countWithSegments = async (
  source: LedgerSource,
  question: Question,
  bySegment: Question,
  years: readonly Period[],
  sections: readonly Section[],
): Promise<{ own: Tallies; segments: Tallies }> => {
  const isWhole = question.by.length === 0;
  const [segments, own] = await Promise.all([
    countParts(source, bySegment, years, overYears),
    countParts(source, question, years, isWhole ? sections.filter((one) => !overYears.includes(one)) : sections),
  ]);
  return { own: isWhole ? { ...own, ...whole(segments) } : own, segments };
};

/** Weights of the classes in any piece of a month, for the drivers that are not cost: successes or revenue. */
const countWeights = async (
  source: LedgerSource,
  periods: readonly Period[],
  settings: Settings,
): Promise<(piece: Period) => Record<SuccessClass, number> | null> => {
  const driver = settings.shared_driver;
  if (driver !== 'successes' && driver !== 'revenue') return () => null;
  const question: Question = {
    periods: unique(periods.flatMap(monthPieces)),
    by: [],
    filter: {},
    movements: settings.movements,
  };
  const tallies = await source.tally(question, driver === 'revenue' ? ['lines'] : ['entries', 'distinct', 'states']);
  const view = viewOf(question, tallies, null);
  return (piece) => {
    const components = componentsOf(view, piece, '');
    if (driver === 'successes') return successesOf(components);
    const weights = { acquisition: 0, activation: 0, retention: 0, development: 0, winback: 0 };
    for (const name of revenueClasses) weights[classOfRevenue[name]] += components.net[name];
    return weights;
  };
};

const openCosts = async (
  source: LedgerSource,
  periods: readonly Period[],
  settings: Settings,
  needs: readonly Section[] = [],
): Promise<CostBook> => {
  // Months must begin an atom even where no period does: shared cost is split month by month.
  const months = periods.flatMap(({ from, to }) => {
    const pieces: Period[] = [];
    for (let month = monthOf(from); month < to; month = addMonths(month, 1))
      pieces.push({ from: month, to: addMonths(month, 1) });
    return pieces;
  });
  const question: Question = {
    periods: unique([...periods, ...months]),
    by: [],
    filter: {},
    movements: settings.movements,
  };
  const parts: Section[] = needs.includes('work') || settings.shared_driver === 'hours' ? ['costs', 'work'] : ['costs'];
  const [tallies, weightsOf] = await Promise.all([
    source.tally(question, parts),
    countWeights(source, periods, settings),
  ]);
  return openCostBook(tallies, settings, weightsOf);
};

/** What successes cost in each of the years, by segment: what customers are charged with. */
const chargeYears = async (source: LedgerSource, years: readonly Period[], costs: CostBook): Promise<ChargedYear[]> => {
  const bySegment: Question = { periods: unique(years), by: ['segment'], filter: {}, movements: 'month' };
  const view = viewOf(bySegment, await source.tally(bySegment, ofCharges, true), costs);
  return bySegment.periods.map((period) => {
    const segments = keysOf(view, [...ofCharges, 'costs']);
    const components = new Map(segments.map((segment) => [segment, componentsOf(view, period, segment)]));
    return { period, bySegment: chargesOf(components) };
  });
};

/** The calendar years up to a day with what each segment's successes cost in them. */
export const chargedYears = async (
  source: LedgerSource,
  { settings, firstDay, to }: { settings: Settings; firstDay: Day; to: Day },
): Promise<ChargedYear[]> => {
  const years = yearsUpTo(firstDay, to);
  return chargeYears(source, years, await openCosts(source, years, settings));
};

/** Lifetimes at the ends of all periods: what successes cost in each year and segment, then what each customer brought. */
const countLifetimes = async (
  source: LedgerSource,
  asked: ToCount,
  question: Question,
  costs: CostBook,
): Promise<Map<Day, Map<Key, Lifetimes>>> => {
  const ends = [...new Set(asked.periods.map(({ to }) => to))].sort();
  const years = ends.map((to) => ({ to, years: yearsUpTo(asked.firstDay, to) }));
  const name = (period: Period): string => `${period.from}/${period.to}`;
  const charged = new Map(
    (
      await chargeYears(
        source,
        years.flatMap((end) => end.years),
        costs,
      )
    ).map((year) => [name(year.period), year]),
  );
  const told = years.map((end) => ({
    to: end.to,
    years: end.years.flatMap((period) => charged.get(name(period)) ?? []),
  }));
  return source.lifetimes(question, told);
};

/** Counts everything the metrics of a question need, each part once. */
export const count = async (source: LedgerSource, asked: ToCount): Promise<Counted> => {
  const { metrics, settings, by, filter } = asked;
  const periods = unique(asked.periods);
  const question: Question = {
    periods,
    by,
    filter,
    movements: settings.movements,
    reactivationDays: settings.rr_reactivation_days,
  };
  const needs = [...new Set(metrics.flatMap((metric) => metric.needs))];
  const sections = needs.filter((section) => section !== 'costs' && section !== 'work' && section !== 'presence');
  const years = looksAt(metrics, 'year') ? periods.map(({ to }) => yearBefore(to)) : [];
  const lag = -settings.cac_lag_months;
  const lagged = looksAt(metrics, 'lag')
    ? periods.map(({ from, to }) => ({ from: shiftMonths(from, lag), to: shiftMonths(to, lag) }))
    : [];
  const wantsLifetimes = looksAt(metrics, 'lifetimes');
  const history = wantsLifetimes ? periods.flatMap(({ to }) => yearsUpTo(asked.firstDay, to)) : [];
  const costs =
    needs.includes('costs') || wantsLifetimes
      ? openCosts(source, unique([...periods, ...years, ...lagged, ...history]), settings, needs)
      : Promise.resolve(null);
  const counting = wantsLifetimes ? countingChargesOnce(source, [...periods, ...years, ...history]) : source;
  const isBySegment = by.length === 1 && by[0] === 'segment';
  const ofSegments: Question = { ...question, by: ['segment'] };
  const parts =
    looksAt(metrics, 'segments') && !isBySegment
      ? countWithSegments(counting, question, ofSegments, years, sections)
      : countParts(counting, question, years, sections).then((own) => ({ own, segments: null }));
  const [{ own: tallies, segments: segmentTallies }, presence, book, lifetimes] = await Promise.all([
    parts,
    source.tally(question, ['presence']),
    costs,
    costs.then((opened) =>
      wantsLifetimes && opened
        ? countLifetimes(counting, asked, question, opened)
        : new Map<Day, Map<Key, Lifetimes>>(),
    ),
  ]);
  return {
    view: viewOf({ ...question, periods: unique([...periods, ...years]) }, tallies, book),
    segments: segmentTallies ? viewOf({ ...ofSegments, periods }, segmentTallies, book) : null,
    lifetimes,
    presence,
  };
};
