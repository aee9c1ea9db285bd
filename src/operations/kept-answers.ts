import type { CurrentLedger } from './ledger.ts';

/** Answers remembered, those of all workspaces together. */
const mostKept = 100;

/** Works an answer out, or gives the one it gave to the same question while the ledger stood as it stands now. */
export type KeptAnswers = {
  of<Answer>(ledger: CurrentLedger, question: unknown, answer: () => Promise<Answer>): Promise<Answer>;
  /** Forgets everything: a restore brings other facts under the same revisions. */
  forget(): void;
};

/**
 * Remembers answers as long as the ledger they were read from stands, those asked for last: pages ask the same again, and
 * several people open the same page.
 *
 * A question is what JSON makes of it. Answers are shared and must not be changed. One that failed is forgotten, and so is one with more than
 * a thousand rows: what is long is asked for seldom, and would fill the memory.
 */
export const keepAnswers = (): KeptAnswers => {
  const kept = new Map<string, Promise<unknown>>();
  return {
    of: <Answer>(ledger: CurrentLedger, question: unknown, answer: () => Promise<Answer>): Promise<Answer> => {
      const { scope, built, asOf } = ledger;
      const key = JSON.stringify([scope.workspace, scope.snapshot, built.revision, asOf, question]);
      const known = kept.get(key) as Promise<Answer> | undefined;
      const given = known ?? answer();
      kept.delete(key);
      kept.set(key, given);
      if (known) return known;
      const forget = (): void => {
        if (kept.get(key) === given) kept.delete(key);
      };
      given.then((one) => {
        if (Array.isArray(one) && one.length > 1000) forget();
      }, forget);
      const [oldest] = kept.keys();
      if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
      return given;
    },
    forget: () => kept.clear(),
  };
};
