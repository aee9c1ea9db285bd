import type { Dimension } from '../../model/metric-words.ts';
import type { Ledger, Profile, Subject } from '../ledger.ts';
import { type Key, keyOf, normalFilter, type Question } from './question.ts';

/** A row's value of each dimension it has; `cohort` is a day or ''. */
export type Dimensioned = Partial<Record<Dimension, string>>;

const dimensionValue = (row: Dimensioned, dimension: Dimension): string =>
  dimension === 'cohort' ? (row.cohort ?? '').slice(0, 7) : (row[dimension] ?? '');

/** The key of a row for a question, or null where the filter leaves the row out. */
export const keyFinder = (question: Pick<Question, 'by' | 'filter'>): ((row: Dimensioned) => Key | null) => {
  const filter = normalFilter(question.filter);
  return (row) => {
    if (!filter.every(([dimension, values]) => values.includes(dimensionValue(row, dimension)))) return null;
    return keyOf(question.by.map((dimension) => dimensionValue(row, dimension)));
  };
};

/** The same for customers, by their profile; without dimensions every customer counts, with or without a profile. */
export const customerKeyFinder = (ledger: Ledger, question: Question): ((customer: Subject) => Key | null) => {
  if (question.by.length === 0 && normalFilter(question.filter).length === 0) return () => '';
  const find = keyFinder(question);
  const profiles = new Map<Subject, Profile>(ledger.profiles.map((profile) => [profile.customer, profile]));
  return (customer) => {
    const profile = profiles.get(customer);
    if (!profile) return null;
    return find({
      segment: profile.segment,
      channel: profile.channel,
      campaign: profile.campaign,
      sales_type: profile.salesType,
      process: profile.process,
      cohort: profile.cohort,
    });
  };
};

export const inPeriod = (day: string, period: { from: string; to: string }): boolean =>
  day >= period.from && day < period.to;
export const periodKey = (period: { from: string; to: string }): string => `${period.from}/${period.to}`;
