import type { Audit, AuditFinding, AuditQuestion, ProposedAction } from '../../model/audit/audit.ts';
import { type QuestionNumber, questionNames, questionNumbers, questionTexts } from '../../model/audit/questions.ts';
import type { DesignFindingCode } from '../../model/blueprint/finding.ts';
import { monthsLater } from '../../model/days.ts';
import { monthsValid } from '../blueprint/status.ts';
import { say } from '../organisation/words.ts';
import { actionsFor } from './actions.ts';
import { auditIndex, finalScore } from './agreement.ts';
import { confirmedBy, ideaEvidence } from './evidence/idea.ts';
import { marketEvidence } from './evidence/market.ts';
import { pathEvidence } from './evidence/path.ts';
import { offerEvidence, processEvidence } from './evidence/processes.ts';
import { responsibilityEvidence } from './evidence/responsibility.ts';
import { romiEvidence, rosEvidence } from './evidence/returns.ts';
import { cltvEvidence, costEvidence } from './evidence/worth.ts';
import { type AuditMatter, evidenceReason, evidenceScore, findingLink, type QuestionEvidence } from './matter.ts';
import { ownFindings } from './own-findings.ts';
import { priceOf } from './prices/prices.ts';
import { type SurveyReading, surveyOf } from './survey/survey.ts';
import { weakestLinkOf } from './weakest-link.ts';

const evidence: Record<QuestionNumber, (matter: AuditMatter) => QuestionEvidence> = {
  1: ideaEvidence,
  2: marketEvidence,
  3: pathEvidence,
  4: responsibilityEvidence,
  5: rosEvidence,
  6: romiEvidence,
  7: processEvidence,
  8: offerEvidence,
  9: costEvidence,
  10: cltvEvidence,
};

/** Of the design's findings, those that speak to each question. */
const findingsOfQuestion: Partial<Record<QuestionNumber, readonly DesignFindingCode[]>> = {
  2: ['segment_without_rule', 'customers_without_segment', 'segment_without_customers'],
  3: [
    'journey_missing',
    'journey_without_after_sale',
    'loop_without_material',
    'persona_uncovered',
    'cell_unmeasurable',
    'cell_never_seen',
  ],
  4: [
    'stage_without_owner',
    'stage_with_two_owners',
    'stage_without_doer',
    'role_without_people',
    'stage_without_metric',
    'owner_without_metric',
    'owner_without_budget',
    'person_overloaded',
    'capacity_short',
    'one_person_dependence',
    'kpi_conflict',
    'handoff_without_sla',
  ],
  6: ['off_journey_cost'],
  7: ['one_process_for_all', 'process_without_journey'],
  8: ['off_journey_campaign', 'product_without_journey'],
};

const mostFindings = 4;

const severities: readonly AuditFinding['severity'][] = ['high', 'medium', 'low'];

const findingsFor = (matter: AuditMatter, q: QuestionNumber, survey: SurveyReading | null): AuditFinding[] => {
  const codes = findingsOfQuestion[q] ?? [];
  const designed = matter.findings
    .filter(({ code }) => codes.includes(code))
    .map(({ code, severity, text }) => ({ code, severity, text, link: findingLink(code) }));
  return [...ownFindings(matter, q), ...designed, ...(survey?.findings ?? [])]
    .sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity))
    .slice(0, mostFindings + (survey?.findings.length ?? 0));
};

/** What keeps an answer from being single-valued: staff say different things, it is not evidenced, not confirmed, or older than a year. */
const lacksOf = (
  matter: AuditMatter,
  q: QuestionNumber,
  score: number,
  survey: SurveyReading | null,
  hasAnswer: boolean,
): AuditQuestion['unequivocalLacks'] => {
  const word = matter.confirmations.find((each) => each.q === q && each.answer !== '');
  const isSingle = hasAnswer && (survey === null || survey.score >= 3);
  const isFresh = word !== undefined && monthsLater(word.at.slice(0, 10), monthsValid) >= matter.asOf;
  return [
    ...(isSingle ? [] : (['single'] as const)),
    ...(score >= 2 ? [] : (['evidence'] as const)),
    ...(word === undefined ? (['confirmed'] as const) : []),
    ...(word === undefined || isFresh ? [] : (['fresh'] as const)),
  ];
};

const questionFor = (matter: AuditMatter, q: QuestionNumber): AuditQuestion => {
  const { points, answer } = evidence[q](matter);
  const score = evidenceScore(points);
  const survey = surveyOf(matter, q);
  const final = finalScore(score, survey?.score ?? null);
  const price = priceOf(matter, q, final);
  const lacks = lacksOf(matter, q, score, survey, answer !== null);
  return {
    q,
    name: questionNames[q],
    text: questionTexts[q],
    evidence: score,
    evidenceReason: evidenceReason(points),
    survey: survey?.score ?? null,
    final,
    unequivocal: lacks.length === 0 && confirmedBy(matter, q) !== null,
    unequivocalLacks: lacks,
    answer,
    points: points.map(({ needs: _, ...each }) => each),
    surveyResult: survey?.result ?? null,
    findings: findingsFor(matter, q, survey),
    price,
    actions: final === 4 ? [] : actionsFor(matter, q, { points, price, survey }),
  };
};

const nextSteps = 3;

/** The first action of the weakest link's question, then of the dearest, then of the lowest scores; each of another question. */
const nextOf = (questions: readonly AuditQuestion[], weakest: Audit['weakest_link']): ProposedAction[] => {
  const worth = ({ price }: AuditQuestion): number => ((price?.low ?? 0) + (price?.high ?? 0)) / 2;
  const ranked = [...questions].sort(
    (a, b) =>
      Number(b.q === weakest?.q) - Number(a.q === weakest?.q) || worth(b) - worth(a) || a.final - b.final || a.q - b.q,
  );
  const chosen: ProposedAction[] = [];
  for (const { actions } of ranked) {
    const [first] = actions;
    if (first !== undefined && chosen.length < nextSteps && !chosen.some(({ title }) => title.ru === first.title.ru))
      chosen.push(first);
  }
  return chosen;
};

const unknownOf = (questions: readonly AuditQuestion[]): Audit['unknown'] =>
  questions.flatMap(({ q, evidence: score, evidenceReason: reason, price, points }) => {
    const link = points[0]?.link ?? '/data';
    const missing = price !== null && price.low === null ? price.missing : [];
    const bring = (language: 'ru' | 'en'): string => missing.map((each) => each[language]).join('; ');
    return [
      ...(score === 0 ? [{ q, text: reason, link }] : []),
      ...(price !== null && missing.length > 0
        ? [
            {
              q,
              text: say('Чтобы узнать цену, нужно: {ru}', 'To know the price, bring: {ru}', {
                ru: { ru: bring('ru'), en: bring('en') },
              }),
              link: price.link,
            },
          ]
        : []),
    ];
  });

/**
 * The ten questions answered from what is there: evidence, survey, scores, prices, what to do, and where to begin.
 *
 * Pure, and whole for a workspace with nothing in it: no data is evidence 0 with the reason. The rules of every score are in `docs/audit.md`.
 */
export const auditOf = (matter: AuditMatter): Audit => {
  const questions = questionNumbers.map((q) => questionFor(matter, q));
  const weakest = weakestLinkOf(matter, questions);
  const { survey } = matter;
  return {
    asOf: matter.asOf,
    period: matter.period,
    currency: matter.currency,
    questions,
    total: auditIndex(questions.map(({ final }) => final)).sum,
    weakest_link: weakest,
    next: nextOf(questions, weakest),
    unknown: unknownOf(questions),
    survey:
      survey === null
        ? null
        : {
            round: survey.id,
            at: survey.at,
            asked: survey.responses.length,
            answered: survey.responses.filter(({ submitted }) => submitted).length,
          },
  };
};
