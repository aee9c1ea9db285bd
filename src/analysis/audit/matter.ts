import type { EvidencePoint } from '../../model/audit/audit.ts';
import type { Confirmation } from '../../model/audit/contract.ts';
import type { QuestionNumber } from '../../model/audit/questions.ts';
import type { SurveyRound } from '../../model/audit/survey.ts';
import type { Blueprint } from '../../model/blueprint/blueprint.ts';
import type { RulesPreview, SegmentCounts } from '../../model/blueprint/contract.ts';
import type { DesignFacts } from '../../model/blueprint/facts.ts';
import type { DesignFinding } from '../../model/blueprint/finding.ts';
import { thingsOf } from '../../model/blueprint/things.ts';
import type { Day, Period } from '../../model/days.ts';
import type { Answer } from '../../model/metric.ts';
import { type MetricId, type Reason, writtenUnit } from '../../model/metric-words.ts';
import type { Sentence } from '../../model/problem.ts';
import type { RevenueClass } from '../../model/stages.ts';
import { nameOf } from '../blueprint/names.ts';
import type { PathsSeen } from '../blueprint/real-paths.ts';
import { formatted, reasonTexts } from '../catalogue/words.ts';
import { means } from '../organisation/spelling.ts';
import { moneyWords, say } from '../organisation/words.ts';

/** Counts the audit needs beside metrics and what the facts say of a design. Money in major units. */
export type AuditCounts = {
  revenue: number;
  /** Revenue of lines whose cost of goods is not known. */
  revenueWithoutMargin: number;
  openDeals: number;
  /** Open deals of customers of whom at least two people's roles in the decision are known. */
  openDealsWithCommittee: number;
  /** Deals lost within the period, and those of them that say why. */
  lostDeals: number;
  lostWithReason: number;
  /** Those lost by the reason they tell, with what they would have brought. */
  lossReasons: readonly { reason: string; deals: number; amount: number }[];
  /** Dealers (customers who are partners) that bought within the period; those none of whose own customers is known, and what these bought. */
  dealers: number;
  dealersUnseen: number;
  dealersUnseenRevenue: number;
  /** Deals won within the period, and those of whose lines the cost of goods is known. */
  wonDeals: number;
  wonWithProfit: number;
  /** Customers who bought within the period, and those all of whose purchases say what the goods cost. */
  buyers: number;
  buyersWithCosts: number;
};

/** Deals closed within the period that went through the same stages, sold the same kind of business and ended alike. */
export type DealWay = {
  stages: readonly string[];
  kind: RevenueClass | '';
  outcome: string;
  process: string;
  deals: number;
};

/** How many purchases without a contract were foretold for the last third of the history, up to a year of it, and made; or why that can't be told. */
export type ForecastCheck =
  | { from: Day; until: Day; customers: number; isSample: boolean; expected: number; actual: number }
  | { reason: Reason };

/** An action that was taken, as far as it tells how a question is managed. */
export type TakenAction = { q: QuestionNumber; code: string; hasOutcome: boolean };

/** Everything the ten questions are answered from. */
export type AuditMatter = {
  asOf: Day;
  /** The last twelve whole months. */
  period: Period;
  currency: string;
  hasFacts: boolean;
  /** The design in force, else the draft; null where nothing is designed. With what facts show of its cells. */
  design: Blueprint | null;
  /** The day the version was published; null for a draft. */
  publishedOn: Day | null;
  /** Metrics of the whole company, and by segment. */
  answers: readonly Answer[];
  bySegment: readonly Answer[];
  byProcess: readonly Answer[];
  /** Some of the whole company, for each three months of the period. */
  byQuarter: readonly Answer[];
  /** The return of each process for each three months of the period. */
  byProcessQuarter: readonly Answer[];
  /** How closed deals really went. */
  ways: readonly DealWay[];
  /** For each campaign the quarters of the period, from 0 on, in which it was seen. */
  campaignQuarters: ReadonlyMap<string, readonly number[]>;
  /** For each campaign the customers whose first order of the year is credited to it. */
  campaignCustomers: ReadonlyMap<string, number>;
  /** What customers who bought said in interviews of the year. */
  interviews: readonly string[];
  facts: DesignFacts;
  counts: AuditCounts;
  forecastCheck: ForecastCheck;
  segments: SegmentCounts;
  mapped: Pick<RulesPreview, 'facts' | 'mapped'>;
  /** How known customers really went through the design’s states. */
  paths: PathsSeen;
  findings: readonly DesignFinding[];
  taken: readonly TakenAction[];
  confirmations: readonly Confirmation[];
  survey: SurveyRound | null;
};

/** A point with what it would take to hold, in words that go on after «to reach the next score:». */
export type Found = EvidencePoint & { needs: Sentence };

/** What was found for one question. */
export type QuestionEvidence = {
  points: Found[];
  /** The company's answer as far as it has one. */
  answer: Sentence | null;
};

/** A metric of the whole company. */
export const answerOf = (matter: AuditMatter, metric: MetricId): Answer | undefined =>
  matter.answers.find((each) => each.metric === metric);

export const amountOf = (matter: AuditMatter, metric: MetricId): number | null =>
  answerOf(matter, metric)?.value ?? null;

/** A metric's value in words, or why there is none. */
export const valueWords = (matter: AuditMatter, metric: MetricId): Sentence => {
  const found = answerOf(matter, metric);
  if (found === undefined) return reasonTexts.no_data;
  if (found.value === null) return reasonTexts[found.reason ?? 'no_data'];
  return formatted(found.value, writtenUnit(metric, found.unit), matter.currency);
};

/** An interval of money in words; one amount where both ends are the same. */
export const rangeWords = (low: number, high: number, currency: string): Sentence =>
  Math.round(low) === Math.round(high)
    ? moneyWords(high, currency)
    : say('от {low} до {high}', '{low} to {high}', {
        low: moneyWords(low, currency),
        high: moneyWords(high, currency),
      });

/** A segment of the facts by its name in the design, in the reader's language; where the design does not know it, as facts write it. */
export const segmentWords = ({ design }: Pick<AuditMatter, 'design'>, written: string): Sentence => {
  const known = design && thingsOf(design, 'segments').find(([id, segment]) => means(written, id, segment))?.[0];
  if (design && known) return nameOf(design, { collection: 'segments', id: known });
  return { ru: written || '—', en: written || '—' };
};

/** Where a number opens with all it was computed from. */
export const numberLink = ({ period }: Pick<AuditMatter, 'period'>, metric: MetricId): string =>
  `/money?from=${period.from}&to=${period.to}&number=${metric}`;

/** The same number by segment. */
export const segmentsLink = ({ period }: Pick<AuditMatter, 'period'>, metric: MetricId): string =>
  `/money?from=${period.from}&to=${period.to}&by=segment&number=${metric}`;

export const findingLink = (code: string): string => `/organisation?tab=findings&finding=${code}`;

type Told = Pick<Found, 'code' | 'level' | 'holds' | 'text' | 'needs' | 'link'> & {
  value?: number | null;
  unit?: Found['unit'];
  reason?: string;
};

/** A point; a value that is missing has a reason. */
export const point = ({ value = null, unit = 'none', ...told }: Told): Found => ({ ...told, value, unit });

/** A point about a metric that has to be there: computed, or the reason why not. */
export const metricPoint = (
  matter: AuditMatter,
  metric: MetricId,
  told: { code: string; level: number; name: Sentence; needs: Sentence; unit: Found['unit'] },
): Found => {
  const found = answerOf(matter, metric);
  const holds = found !== undefined && found.value !== null;
  const words = valueWords(matter, metric);
  return point({
    code: told.code,
    level: told.level,
    holds,
    text: say('{name}: {value}', '{name}: {value}', { name: told.name, value: words }),
    needs: told.needs,
    value: found?.value ?? null,
    unit: told.unit,
    ...(holds ? {} : { reason: found?.reason ?? 'no_data' }),
    link: numberLink(matter, metric),
  });
};

/** The share of things for which something holds; null where there are none. */
export const shareOf = <Thing>(things: readonly Thing[], holds: (thing: Thing) => boolean): number | null =>
  things.length === 0 ? null : things.filter(holds).length / things.length;

/** The highest score of which, and of all below, every point holds. */
export const evidenceScore = (points: readonly Found[]): number => {
  let score = 0;
  for (const level of [1, 2, 3, 4]) {
    const here = points.filter((each) => each.level === level);
    if (here.length === 0 || here.some(({ holds }) => !holds)) return score;
    score = level;
  }
  return score;
};

/** Why the evidence is no higher: what the first score not reached lacks. */
export const evidenceReason = (points: readonly Found[]): Sentence => {
  const score = evidenceScore(points);
  if (score === 4) return { ru: 'Выполнено всё, что есть в шкале.', en: 'Everything the scale asks for is there.' };
  const lacking = points.filter(({ level, holds }) => level === score + 1 && !holds);
  const joined = (language: keyof Sentence): string => lacking.map(({ needs }) => needs[language]).join('; ');
  return {
    ru: `До ${score + 1} не хватает: ${joined('ru')}.`,
    en: `To reach ${score + 1} it still takes: ${joined('en')}.`,
  };
};

/** A point about managing: an action of the question was taken and what came of it recorded. */
export const checkedPoint = (matter: AuditMatter, q: QuestionNumber, what: Sentence): Found => {
  const taken = matter.taken.filter((each) => each.q === q);
  const checked = taken.filter(({ hasOutcome }) => hasOutcome).length;
  return point({
    code: 'decision_checked',
    level: 4,
    holds: checked > 0,
    text: say(
      'Решений по этому вопросу принято: {taken}, с проверенным итогом: {checked}',
      'Decisions on this question taken: {taken}, with a checked outcome: {checked}',
      { taken: taken.length, checked },
    ),
    needs: what,
    value: checked,
    unit: 'count',
    link: '/decisions',
  });
};
