import type { DecisionTerms } from '../../model/audit/decisions.ts';
import type { Blueprint } from '../../model/blueprint/blueprint.ts';
import type { Day } from '../../model/days.ts';
import type { FactKind } from '../../model/facts.ts';
import type { GuidePart } from '../../model/guide.ts';
import type { Sentence } from '../../model/problem.ts';

type Decided = Pick<DecisionTerms, 'state' | 'outcome'> & { isToCheck: boolean };

/** All that tells how far a company is: what was brought, designed, asked and decided. */
export type GuideState = {
  /** Rows of facts by kind. */
  rows: Partial<Record<FactKind, number>>;
  draft: Blueprint;
  /** The version in force and how many cells its journeys have; null where nothing was published. */
  published: { version: number; cells: number; isChanged: boolean } | null;
  /** Of the latest round of the survey. */
  survey: { answered: number; functions: number };
  /** Days on which an audit was kept. */
  audits: readonly Day[];
  decisions: readonly Decided[];
  today: Day;
};

/** Something a step looks for: how it reads where it is there, and where it is not. */
export const part = (
  code: string,
  holds: boolean,
  link: string,
  words: { found: Sentence; lacking: Sentence },
  isNeeded = true,
): GuidePart => ({ code, holds, isNeeded, text: holds ? words.found : words.lacking, link });
