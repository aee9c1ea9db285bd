import { z } from 'zod';
import { Period } from '../period.ts';
import { Sentence } from '../problem.ts';
import { QuestionNumber, Score } from './questions.ts';
import { CompanyFunction } from './survey.ts';

/** Where in the product a thing is seen or mended: a path with its query. */
const link = z.string();

/** One thing the evidence of a question rests on: what was looked at, what was found, and whether it reaches what a score needs. */
export const EvidencePoint = z.object({
  code: z.string(),
  /** The score that needs it: a score is reached when all points of it and below hold. */
  level: Score,
  holds: z.boolean(),
  /** What was found, in a sentence with its numbers. */
  text: Sentence,
  value: z.number().nullable(),
  unit: z.enum(['share', 'money', 'count', 'ratio', 'months', 'none']),
  /** Why there is no value. */
  reason: z.string().optional(),
  link,
});
export type EvidencePoint = z.infer<typeof EvidencePoint>;

/** What the staff's answers to a question come to. */
export const SurveyResult = z.object({
  /** People who were asked the question and sent their answers. */
  n: z.number(),
  /** Findings of agreement, in sentences; shown by function only from four answers on. */
  points: z.array(z.object({ code: z.string(), text: Sentence, value: z.number().nullable() })),
  accuracy: z.number().nullable(),
  consensus: z.number().nullable(),
  /** Krippendorff's α of the two raters of open answers. */
  alpha: z.number().nullable(),
  /** By key element of the canon: mean code. */
  byElement: z.array(z.object({ element: z.string(), name: Sentence, accuracy: z.number() })),
  /** By function, where it has at least four answers. */
  byFunction: z.array(z.object({ function: CompanyFunction, n: z.number(), score: z.number().nullable() })),
});
export type SurveyResult = z.infer<typeof SurveyResult>;

export const AuditFinding = z.object({
  code: z.string(),
  severity: z.enum(['high', 'medium', 'low']),
  text: Sentence,
  link,
});
export type AuditFinding = z.infer<typeof AuditFinding>;

/** What a weak answer costs or hides: an interval with what it assumes, or what to bring to know it. Money in major units. */
export const Price = z.object({
  code: z.string(),
  per: z.enum(['month', 'once']),
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** What it is the price of. */
  text: Sentence,
  /** The formula with its numbers. */
  how: Sentence,
  /** What it is the sum of, one by one: segments, reasons, campaigns, ways. */
  parts: z.array(Sentence).default([]),
  assumptions: z.array(Sentence),
  /** What would have to be brought to know it, where there is no interval. */
  missing: z.array(Sentence),
  link,
});
export type Price = z.infer<typeof Price>;

/** What to do about a low score: a proposal until it is accepted. */
export const ProposedAction = z.object({
  /** Stable: a proposal that was accepted is known by it. */
  code: z.string(),
  q: QuestionNumber,
  title: Sentence,
  why: Sentence,
  /** A position of the design, or a function where there is none. */
  owner: Sentence,
  due: z.string(),
  /** What is expected to change; metric and value where it is a number of the product's. */
  expected: z.object({
    text: Sentence,
    metric: z.string().nullable(),
    base: z.number().nullable(),
    /** What `base` was measured over, so that a sum of another length can be compared with it. */
    basePeriod: Period.nullable(),
    target: z.number().nullable(),
    money: z.object({ low: z.number(), high: z.number(), per: z.enum(['month', 'once']) }).nullable(),
  }),
  /** When and by what it is checked that it worked. */
  check: z.object({ text: Sentence, on: z.string() }),
  link,
});
export type ProposedAction = z.infer<typeof ProposedAction>;

export const AuditQuestion = z.object({
  q: QuestionNumber,
  name: Sentence,
  text: Sentence,
  evidence: Score,
  /** Why the evidence is no higher: of the first score not reached. */
  evidenceReason: Sentence,
  /** Null while nobody answered. */
  survey: Score.nullable(),
  final: Score,
  /** «A single-valued answer»: one value, evidenced, confirmed by the owner, not older than twelve months. */
  unequivocal: z.boolean(),
  unequivocalLacks: z.array(z.enum(['single', 'evidence', 'confirmed', 'fresh'])),
  /** The company's answer in a sentence, where it has one; what the owner confirms. */
  answer: Sentence.nullable(),
  points: z.array(EvidencePoint),
  surveyResult: SurveyResult.nullable(),
  findings: z.array(AuditFinding),
  price: Price.nullable(),
  actions: z.array(ProposedAction),
});
export type AuditQuestion = z.infer<typeof AuditQuestion>;

/** The ten questions answered: profile, weakest link, price, what to do. */
export const Audit = z.object({
  asOf: z.string(),
  period: z.object({ from: z.string(), to: z.string() }),
  currency: z.string(),
  questions: z.array(AuditQuestion),
  /** 0…40. */
  total: z.number(),
  /** The one place to begin, by the rule in `why`; null while nothing is known. */
  weakest_link: z
    .object({
      code: z.string(),
      q: QuestionNumber,
      where: z.array(z.string()),
      text: Sentence,
      why: Sentence,
      money: z.object({ low: z.number(), high: z.number(), per: z.enum(['month', 'once']) }).nullable(),
      link,
    })
    .nullable(),
  next: z.array(ProposedAction),
  unknown: z.array(z.object({ q: QuestionNumber, text: Sentence, link })),
  /** Who answered the survey the scores rest on. */
  survey: z.object({ round: z.string(), at: z.string(), asked: z.number(), answered: z.number() }).nullable(),
});
export type Audit = z.infer<typeof Audit>;

/** An audit that was kept, to compare with later ones. */
export const AuditRun = z.object({ id: z.string(), at: z.string(), quarter: z.string(), audit: Audit });
export type AuditRun = z.infer<typeof AuditRun>;
