import { z } from 'zod';
import { inWorkspace, operation } from '../operation.ts';
import { Day, Period } from '../period.ts';
import { ProposedAction } from './audit.ts';

/** Whether what was expected of a decision happened. */
export const verdicts = ['worked', 'partly', 'failed', 'unclear'] as const;
export const Verdict = z.enum(verdicts);
export type Verdict = z.infer<typeof Verdict>;

export const decisionStates = ['open', 'done', 'dropped'] as const;

/** What came of a decision, as a person recorded it; `value` is the metric's own, null where it could not be measured. */
export const Outcome = z.object({
  value: z.number().nullable(),
  verdict: Verdict,
  note: z.string().max(4000),
});
export type Outcome = z.infer<typeof Outcome>;

/** What people may change of a decision after they took it. */
export const DecisionTerms = z.object({
  /** Who does it, as it was agreed; at first as proposed. */
  owner: z.string().max(200),
  due: Day,
  checkOn: Day,
  state: z.enum(decisionStates),
  note: z.string().max(4000),
  outcome: Outcome.nullable(),
});
export type DecisionTerms = z.infer<typeof DecisionTerms>;

/** What an edit gives new values. */
export const DecisionChange = DecisionTerms.partial();
export type DecisionChange = z.infer<typeof DecisionChange>;

/** One edit of a decision: who gave which of its terms what value. The first one is the acceptance and gives all. */
export const DecisionEdit = z.object({
  revision: z.number().int().positive(),
  at: z.iso.datetime(),
  by: z.string(),
  terms: DecisionChange,
});
export type DecisionEdit = z.infer<typeof DecisionEdit>;

/** An action that was accepted, and what came of it. */
export const Decision = DecisionTerms.extend({
  id: z.string(),
  at: z.iso.datetime(),
  by: z.string(),
  /** The as-of day of the numbers it was taken by: what came of it is measured from here on. */
  takenOn: Day,
  action: ProposedAction,
  /** Every edit, earliest first: nothing of a decision is ever lost. */
  history: z.array(DecisionEdit),
});
export type Decision = z.infer<typeof Decision>;

/** What the product measures of a decision on its check day and proposes as its outcome. */
export const ProposedOutcome = z.object({
  period: Period,
  value: z.number().nullable(),
  /** Why there is no value. */
  reason: z.string().nullable(),
  /** The part of the way from base to target that was gone; null where it can't be told. */
  share: z.number().nullable(),
  verdict: Verdict,
});
export type ProposedOutcome = z.infer<typeof ProposedOutcome>;

/** A decision as the page lists it: whether its day has come, and what the product would say of it. */
export const ListedDecision = Decision.extend({
  /** The day of the check has come and nobody recorded an outcome. */
  isToCheck: z.boolean(),
  isLate: z.boolean(),
  proposed: ProposedOutcome.nullable(),
});
export type ListedDecision = z.infer<typeof ListedDecision>;

const signed = { by: z.string().max(200) };

export const decisionContract = {
  /** Takes a proposed action on; one that is open already is refused. */
  accept: operation
    .route({ method: 'POST', path: '/workspaces/{workspace}/decisions' })
    .input(
      inWorkspace.extend({
        action: ProposedAction,
        ...signed,
        terms: DecisionTerms.pick({ owner: true, due: true, checkOn: true, note: true }).partial().default({}),
      }),
    )
    .output(Decision),
  /** Open ones by the day they are due, then those that are over, latest first. */
  list: operation
    .route({ method: 'GET', path: '/workspaces/{workspace}/decisions' })
    .input(inWorkspace)
    .output(z.array(ListedDecision)),
  /** Gives some terms new values; refused where somebody changed the same ones after the revision that was seen. */
  change: operation
    .route({ method: 'POST', path: '/workspaces/{workspace}/decisions/{id}' })
    .input(
      inWorkspace.extend({
        id: z.string(),
        seen: z.number().int().positive(),
        terms: DecisionChange,
        ...signed,
      }),
    )
    .output(Decision),
};
