import type { MetricId } from '../../model/metric-words.ts';
import { metricIds } from '../../model/metric-words.ts';
import { toMajor } from '../../model/money.ts';
import type { Sentence } from '../../model/problem.ts';
import {
  type Finding,
  type FindingCode,
  findingCodes,
  findingsWithCases,
  type Quality,
  type Severity,
} from '../../model/quality.ts';
import { formatted } from '../catalogue/words.ts';
import { findingCatalogue } from './catalogue/catalogue.ts';
import type { FindingEntry } from './catalogue/entry.ts';
import { noTally, type Tallies, type Tally } from './tally.ts';
import { findingText } from './wording.ts';

const clamped = (share: number): number => Math.min(1, Math.max(0, share));

/** The part that is concerned: of money where there is any and the finding is about it, else of the count. */
const shareOf = (
  weighs: FindingEntry['weighs'],
  { count, of, minor, ofMinor }: Omit<Tally, 'months'>,
): number | null => {
  if (of === 0) return null;
  return weighs === 'money' && ofMinor > 0 ? clamped(minor / ofMinor) : count / of;
};

const severityOf = ({ grades }: FindingEntry, count: number, share: number | null): Severity => {
  if (count === 0 || share === null) return 'low';
  if (grades.high !== undefined && share >= grades.high) return 'high';
  return grades.medium !== undefined && share >= grades.medium ? 'medium' : 'low';
};

/** A share by cases may be small while all money is concerned, and the other way round: the greater of both decides. */
const weightiest = (entry: FindingEntry, tally: Tally): number | null => {
  const byCount = shareOf('count', tally);
  const byMoney = entry.hasMoney ? shareOf('money', tally) : byCount;
  return byCount === null || byMoney === null ? null : Math.max(byCount, byMoney);
};

const findingOf = (code: FindingCode, tally: Tally, currency: string): Finding => {
  const entry = findingCatalogue[code];
  const share = shareOf(entry.weighs, tally);
  return {
    code,
    kind: entry.kind,
    severity: severityOf(entry, tally.count, weightiest(entry, tally)),
    name: entry.name,
    count: tally.count,
    of: tally.of,
    share,
    money: entry.hasMoney && tally.of > 0 ? toMajor(tally.minor, currency) : null,
    since: tally.since,
    until: tally.until,
    examples: tally.examples,
    text: findingText(entry, tally, share, currency),
    mend: entry.mend,
    metrics: [...entry.metrics],
    where: entry.where,
    months: tally.months
      .filter(({ of }) => of > 0)
      .map(({ month, ...sums }) => ({
        month,
        count: sums.count,
        of: sums.of,
        share: shareOf(entry.weighs, { ...sums, since: null, until: null, examples: [] }) ?? 0,
      })),
    hasCases: tally.count > 0 && findingsWithCases.includes(code),
  };
};

const severities: readonly Severity[] = ['high', 'medium', 'low'];

/** Worst first: those with cases, by severity, then by how much of what they look at is concerned; then the rest as the catalogue has them. */
const byWeight = (a: Finding, b: Finding): number =>
  Number(b.count > 0) - Number(a.count > 0) ||
  severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
  (a.count > 0 ? (b.share ?? 0) - (a.share ?? 0) : 0) ||
  findingCodes.indexOf(a.code) - findingCodes.indexOf(b.code);

/** Everything that was looked for, found or not, worst first. */
export const findingsOf = (tallies: Tallies, currency: string): Finding[] =>
  findingCodes.map((code) => findingOf(code, tallies[code] ?? noTally(), currency)).sort(byWeight);

const trustOf = (findings: readonly Finding[], hasFacts: boolean): Quality['trust'] => {
  if (!hasFacts) return 'none';
  const found = (severity: Severity) => findings.some((each) => each.count > 0 && each.severity === severity);
  if (found('high')) return 'poor';
  return found('medium') ? 'fair' : 'good';
};

/** Metrics that findings of high or medium severity weaken, in the catalogue's order. */
const weakenedBy = (findings: readonly Finding[]): MetricId[] => {
  const weak = new Set(
    findings.filter(({ count, severity }) => count > 0 && severity !== 'low').flatMap(({ metrics }) => metrics),
  );
  return metricIds.filter((id) => weak.has(id));
};

const opinions: Record<Quality['trust'], (weak: string) => Sentence> = {
  none: () => ({
    ru: 'Данных ещё нет: загрузите файлы, и здесь будет видно, насколько им можно верить.',
    en: 'There are no data yet: import files, and this page will say how far they can be trusted.',
  }),
  poor: (weak) => ({
    ru: `Часть чисел пока не считается или обманывает. Показателей под вопросом: ${weak}.`,
    en: `Some numbers are missing or mislead for now. Metrics in question: ${weak}.`,
  }),
  fair: (weak) => ({
    ru: `Числам в целом можно верить. Показателей, которые стоит читать с оговоркой: ${weak}.`,
    en: `The numbers can be trusted on the whole. Metrics to read with care: ${weak}.`,
  }),
  good: () => ({
    ru: 'Числам можно верить: серьёзных пробелов в данных нет.',
    en: 'The numbers can be trusted: the data have no serious gap.',
  }),
};

/** How far the numbers can be trusted, in one sentence, and what to mend first. */
const headlineOf = (
  trust: Quality['trust'],
  findings: readonly Finding[],
  weak: number,
  currency: string,
): Sentence => {
  const opinion = opinions[trust](String(weak));
  const [first] = findings;
  if (trust === 'none' || trust === 'good' || !first || first.count === 0) return opinion;
  const money = first.money === null || first.money === 0 ? null : formatted(Math.abs(first.money), 'money', currency);
  return {
    ru: `${opinion.ru} Начните с пункта «${first.name.ru}»${money ? `: речь о ${money.ru}` : ''}.`,
    en: `${opinion.en} Begin with “${first.name.en}”${money ? `: ${money.en} is concerned` : ''}.`,
  };
};

/** What the findings say of the data as a whole. */
export const judgement = (
  findings: readonly Finding[],
  hasFacts: boolean,
  currency: string,
): Pick<Quality, 'trust' | 'headline' | 'weakened'> => {
  const trust = trustOf(findings, hasFacts);
  const weakened = hasFacts ? weakenedBy(findings) : [];
  return { trust, weakened, headline: headlineOf(trust, findings, weakened.length, currency) };
};
