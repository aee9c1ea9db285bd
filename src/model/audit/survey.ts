import { z } from 'zod';
import { Sentence } from '../problem.ts';
import { QuestionNumber } from './questions.ts';

/** Groups of staff that are compared with each other: the gap between what the owner and the others say is itself a finding. */
export const companyFunctions = ['owner', 'marketing', 'sales', 'service', 'other'] as const;
export const CompanyFunction = z.enum(companyFunctions);
export type CompanyFunction = z.infer<typeof CompanyFunction>;

/** The survey's items, each of one of the ten questions. */
export const surveyItemIds = [
  'idea',
  'value',
  'main_value',
  'segments',
  'decider',
  'path',
  'owners',
  'ros',
  'romi',
  'nmc',
  'romi_base',
  'processes',
  'process_names',
  'products',
  'campaigns',
  'unit_costs',
  'cltv',
  'cltv_meaning',
] as const;
export const SurveyItemId = z.enum(surveyItemIds);
export type SurveyItemId = z.infer<typeof SurveyItemId>;

export const Option = z.object({ id: z.string(), label: Sentence, hint: Sentence.optional() });
export type Option = z.infer<typeof Option>;

const common = { id: SurveyItemId, q: QuestionNumber, title: Sentence, hint: Sentence.optional() };

/**
 * One thing a person is asked. `text` is answered in own words, `lines` by a list, `choice` by one option, `assign` by one option for each
 * row, `numbers` by a number for each row, `cards` by putting cards in order and marking where customers are lost.
 */
export const SurveyItem = z.discriminatedUnion('kind', [
  z.object({ ...common, kind: z.literal('text'), longest: z.number() }),
  z.object({ ...common, kind: z.literal('lines'), most: z.number() }),
  z.object({ ...common, kind: z.literal('choice'), options: z.array(Option) }),
  z.object({ ...common, kind: z.literal('assign'), rows: z.array(Option), options: z.array(Option) }),
  z.object({ ...common, kind: z.literal('numbers'), rows: z.array(Option), unit: z.enum(['money', 'count']) }),
  z.object({ ...common, kind: z.literal('cards'), cards: z.array(Option), mostDropOffs: z.number() }),
]);
export type SurveyItem = z.infer<typeof SurveyItem>;

const unknown = z.object({ kind: z.literal('unknown') });

/** What a person answered to an item; `unknown` is «I find it hard to say», which is an answer too. */
export const SurveyAnswer = z.discriminatedUnion('kind', [
  unknown,
  z.object({ kind: z.literal('text'), text: z.string().max(2000) }),
  z.object({ kind: z.literal('lines'), lines: z.array(z.string().max(300)).max(50) }),
  z.object({ kind: z.literal('choice'), option: z.string().max(100) }),
  z.object({ kind: z.literal('assign'), by: z.record(z.string().max(100), z.string().max(100)) }),
  /** A row left out, or null: not known. */
  z.object({ kind: z.literal('numbers'), values: z.record(z.string().max(100), z.number().nullable()) }),
  z.object({
    kind: z.literal('cards'),
    order: z.array(z.string().max(100)).max(200),
    dropOffs: z.array(z.string().max(100)).max(20),
  }),
]);
export type SurveyAnswer = z.infer<typeof SurveyAnswer>;

/** What one person is asked: for whom it was made and of what. The names of the design are in it as they were then. */
export const SurveyForm = z.object({
  function: CompanyFunction,
  /** Heads and the owner are asked for numbers of the whole company. */
  isHead: z.boolean(),
  currency: z.string(),
  /** Whose journey the cards are of, where there are cards. */
  journey: Sentence.optional(),
  /** Its id in the design; without one the cards are the usual states. */
  journeyId: z.string().optional(),
  items: z.array(SurveyItem),
});
export type SurveyForm = z.infer<typeof SurveyForm>;

export const Answers = z.partialRecord(SurveyItemId, SurveyAnswer);
export type Answers = z.infer<typeof Answers>;

/** One person's answers as the audit reads them: without a name. `respondent` is a number within the round. */
export const SurveyResponse = z.object({
  respondent: z.number(),
  function: CompanyFunction,
  isHead: z.boolean(),
  form: SurveyForm,
  answers: Answers,
  submitted: z.boolean(),
});
export type SurveyResponse = z.infer<typeof SurveyResponse>;

/** Open answers are read by two people who see no names: the owner and a second one. */
export const raters = ['owner', 'second'] as const;
export const Rater = z.enum(raters);
export type Rater = z.infer<typeof Rater>;

/** How far an answer names a key element of the canon. */
export const Code = z.union([z.literal(0), z.literal(0.5), z.literal(1)]);
export type Code = z.infer<typeof Code>;

/** A rater's code of one key element (`element` is its id in the design) in one person's answer. */
export const CodedAnswer = z.object({
  respondent: z.number(),
  item: SurveyItemId,
  element: z.string(),
  rater: Rater,
  code: Code,
});
export type CodedAnswer = z.infer<typeof CodedAnswer>;

/** A survey of a quarter: who answered what, and how open answers were read. The audit's whole view of it. */
export const SurveyRound = z.object({
  id: z.string(),
  at: z.string(),
  responses: z.array(SurveyResponse),
  codes: z.array(CodedAnswer),
});
export type SurveyRound = z.infer<typeof SurveyRound>;
