import type { Price } from '../../../model/audit/audit.ts';
import type { DesignFindingCode } from '../../../model/blueprint/finding.ts';
import type { Answer } from '../../../model/metric.ts';
import type { MetricId } from '../../../model/metric-words.ts';
import type { Sentence } from '../../../model/problem.ts';
import type { AuditMatter } from '../matter.ts';

export const monthsInYear = 12;

export type Range = { low: number; high: number };

/** An interval a month; where there is nothing to lose by this reckoning, or no numbers for it, what to bring instead. */
export const priced = (
  range: Range | null,
  told: Omit<Price, 'low' | 'high' | 'per' | 'missing' | 'parts'> & { missing?: Sentence[]; parts?: Sentence[] },
): Price => {
  const isKnown = range !== null && range.high > 0;
  return {
    ...told,
    per: 'month',
    low: isKnown ? Math.round(range.low) : null,
    high: isKnown ? Math.round(range.high) : null,
    parts: isKnown ? (told.parts ?? []) : [],
    assumptions: isKnown ? told.assumptions : [],
    missing: isKnown ? [] : (told.missing ?? []),
  };
};

/** What findings of a kind cost a month; null where none is priced. */
export const findingMoney = ({ findings }: AuditMatter, code: DesignFindingCode): Range | null => {
  const found = findings.filter((each) => each.code === code && each.money !== undefined);
  if (found.length === 0) return null;
  return {
    low: found.reduce((sum, { money }) => sum + (money?.low ?? 0), 0) / monthsInYear,
    high: found.reduce((sum, { money }) => sum + (money?.high ?? 0), 0) / monthsInYear,
  };
};

/** A metric of one segment of the facts. */
export const inSegment = ({ bySegment }: AuditMatter, metric: MetricId, segment: string): Answer | undefined =>
  bySegment.find((each) => each.metric === metric && (each.by.segment ?? '') === segment);
