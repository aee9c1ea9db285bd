import { z } from 'zod';
import { inWorkspace, operation } from '../operation.ts';
import { Sentence } from '../problem.ts';
import {
  Answers,
  Code,
  CodedAnswer,
  CompanyFunction,
  Rater,
  SurveyAnswer,
  SurveyForm,
  SurveyItemId,
} from './survey.ts';

const Language = z.enum(['ru', 'en']);

/** Whether groups and texts are shown: so many answers must be there, so that nobody is told by them. */
export const fewestOfGroup = 4;
export const fewestTexts = 3;

/** How many were asked, began and sent their answers. */
const counts = { asked: z.number(), opened: z.number(), answered: z.number() };

/** A survey of a quarter, as its owner sees it. A round is over when the next one begins. */
export const ListedRound = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  by: z.string(),
  isOver: z.boolean(),
  ...counts,
  byFunction: z.array(z.object({ function: CompanyFunction, ...counts })),
});
export type ListedRound = z.infer<typeof ListedRound>;

export const linkKinds = ['respondent', 'rater'] as const;

/** For whom a link is made. `label` is a name or a position; it is seen in the list of links and never beside answers. */
export const LinkDraft = z.object({
  /** `respondent` answers the survey; `rater` reads open answers as the second reader. */
  kind: z.enum(linkKinds).default('respondent'),
  label: z.string().trim().min(1).max(200),
  function: CompanyFunction.default('other'),
  isHead: z.boolean().default(false),
  language: Language.default('ru'),
});
export type LinkDraft = z.infer<typeof LinkDraft>;

export const linkStates = ['waiting', 'opened', 'answered', 'withdrawn'] as const;

export const ListedLink = LinkDraft.extend({
  id: z.string(),
  state: z.enum(linkStates),
  /** `/s/TOKEN`; null where the key it was sealed with is gone: the link works, but can't be shown again. */
  path: z.string().nullable(),
  /** The whole address others can open; null where the server has no address beyond this machine. */
  url: z.string().nullable(),
});
export type ListedLink = z.infer<typeof ListedLink>;

/** Somebody of the design a link may be made for. */
export const Colleague = LinkDraft.pick({ label: true, function: true, isHead: true });
export type Colleague = z.infer<typeof Colleague>;

/** What to send to those who have not answered; there is no mail server, so it is copied or opened in a mail program. */
export const Reminder = z.object({ link: z.string(), label: z.string(), text: z.string(), mailto: z.string() });
export type Reminder = z.infer<typeof Reminder>;

/** An open answer to be read: whose it is is not known, and the order tells nothing. */
export const AnswerToCode = z.object({
  respondent: z.number(),
  item: SurveyItemId,
  text: z.string(),
  /** By key element: what the likeness of words proposes, and what this rater has decided. */
  proposed: z.record(z.string(), Code),
  codes: z.record(z.string(), Code),
});
export type AnswerToCode = z.infer<typeof AnswerToCode>;

export const CodingSheet = z.object({
  /** Key elements of the canon, in its order. */
  elements: z.array(z.object({ id: z.string(), name: Sentence, text: Sentence })),
  answers: z.array(AnswerToCode),
  /** Texts are shown from so many answers on, so that nobody is told by theirs. */
  shownFrom: z.number(),
  isShown: z.boolean(),
  answered: z.number(),
});
export type CodingSheet = z.infer<typeof CodingSheet>;

const Codes = z
  .array(CodedAnswer.pick({ respondent: true, item: true, element: true, code: true }))
  .min(1)
  .max(2000);

/** What one link opens, and nothing else. */
export const OpenedLink = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('respondent'),
    language: Language,
    company: Sentence,
    form: SurveyForm,
    /** How long it takes, whole minutes. */
    minutes: z.number(),
    answers: Answers,
    submitted: z.boolean(),
  }),
  z.object({ kind: z.literal('rater'), language: Language, company: Sentence, sheet: CodingSheet }),
]);
export type OpenedLink = z.infer<typeof OpenedLink>;

/** One answer is kept at a time; `submit` sends the whole. A rater's link takes codes. */
export const LinkAnswer = z.object({
  item: SurveyItemId.optional(),
  answer: SurveyAnswer.optional(),
  submit: z.boolean().default(false),
  codes: Codes.optional(),
});
export type LinkAnswer = z.infer<typeof LinkAnswer>;

const inRound = inWorkspace.extend({ round: z.string() });

/** The survey as its owner runs it, and the two routes a personal link opens. */
export const surveyContract = {
  rounds: operation
    .route({ method: 'GET', path: '/workspaces/{workspace}/survey' })
    .input(inWorkspace)
    .output(z.array(ListedRound)),
  /** Begins a round; the one before it is over. */
  begin: operation
    .route({ method: 'POST', path: '/workspaces/{workspace}/survey' })
    .input(inWorkspace.extend({ by: z.string().max(200).default('') }))
    .output(ListedRound),
  colleagues: operation
    .route({ method: 'GET', path: '/workspaces/{workspace}/survey-colleagues' })
    .input(inWorkspace)
    .output(z.array(Colleague)),
  links: operation
    .route({ method: 'GET', path: '/workspaces/{workspace}/survey/{round}/links' })
    .input(inRound)
    .output(z.array(ListedLink)),
  addLinks: operation
    .route({ method: 'POST', path: '/workspaces/{workspace}/survey/{round}/links' })
    .input(inRound.extend({ links: z.array(LinkDraft).min(1).max(200) }))
    .output(z.array(ListedLink)),
  /** Closes a link for good. What was sent by it before stays, so that withdrawing tells nothing about who answered what. */
  withdraw: operation
    .route({ method: 'POST', path: '/workspaces/{workspace}/survey/{round}/links/{link}/withdraw' })
    .input(inRound.extend({ link: z.string() }))
    .output(ListedLink),
  reminders: operation
    .route({ method: 'GET', path: '/workspaces/{workspace}/survey/{round}/reminders' })
    /** `address` is where the reader has the product, for a server that has no public address. */
    .input(inRound.extend({ address: z.url().optional() }))
    .output(z.array(Reminder)),
  coding: operation
    .route({ method: 'GET', path: '/workspaces/{workspace}/survey/{round}/coding' })
    .input(inRound.extend({ rater: Rater.default('owner') }))
    .output(CodingSheet),
  code: operation
    .route({ method: 'PUT', path: '/workspaces/{workspace}/survey/{round}/coding' })
    .input(inRound.extend({ codes: Codes }))
    .output(CodingSheet),
  /** Of a personal link: what it asks, and what was answered so far. */
  open: operation
    .route({ method: 'GET', path: '/survey-links/{token}' })
    .input(z.object({ token: z.string().max(100) }))
    .output(OpenedLink),
  answer: operation
    .route({ method: 'PUT', path: '/survey-links/{token}' })
    .input(LinkAnswer.extend({ token: z.string().max(100) }))
    .output(OpenedLink),
};
