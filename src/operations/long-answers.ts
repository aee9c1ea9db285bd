import type { Job } from '../model/imports.ts';
import { Problem, type Sentence } from '../model/problem.ts';
import type { Jobs, Run } from './jobs.ts';
import type { KeptAnswers } from './kept-answers.ts';
import type { CurrentLedger } from './ledger.ts';

export type LongQuestion = {
  kind: Extract<Job['kind'], 'forecast' | 'attribution'>;
  step: Sentence;
  /** What is asked; the same while JSON makes the same of it. */
  asked: unknown;
  /** Aborted by who no longer waits. */
  signal?: AbortSignal | undefined;
};

/** Answers that take their time: each a job that tells how far it is and may be cancelled, and remembered while the ledger stands. */
export type LongAnswers = {
  of<Answer>(ledger: CurrentLedger, question: LongQuestion, work: (run: Run) => Promise<Answer>): Promise<Answer>;
};

const cancelled = (): Problem =>
  new Problem({
    code: 'cancelled',
    kind: 'input',
    text: { ru: 'Расчёт остановлен: числа не получены.', en: 'The computation was stopped: there are no numbers.' },
  });

/** Rejects once the signal is aborted; never resolves. `end` stops listening. */
const aborted = (signal: AbortSignal | undefined) => {
  let end = (): void => {};
  const promise = new Promise<never>((_, reject) => {
    if (!signal) return;
    const stop = (): void => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    end = () => signal.removeEventListener('abort', stop);
  });
  return { promise, end: () => end() };
};

/**
 * Several that ask the same while it is worked out wait for one job. Once nobody waits any more it is cancelled and forgotten; whoever asks while
 * it ends begins anew.
 */
export const longAnswers = (kept: KeptAnswers, jobs: Jobs): LongAnswers => {
  type UnderWay = { job: string; askers: number };
  const underWay = new Map<Promise<unknown>, UnderWay>();

  const begin = <Answer>(
    { scope }: CurrentLedger,
    { kind, step }: LongQuestion,
    work: (run: Run) => Promise<Answer>,
  ): Promise<Answer> => {
    let begun: Job | null = null;
    const answer = new Promise<Answer>((resolve, reject) => {
      const carried = async (run: Run): Promise<void> => {
        try {
          resolve(await work(run));
        } catch (error) {
          reject(run.signal.aborted ? cancelled() : error);
          throw error;
        }
      };
      begun = jobs.start(kind, step, carried, scope.workspace);
    });
    underWay.set(answer, { job: (begun as unknown as Job).id, askers: 0 });
    const end = (): void => void underWay.delete(answer);
    answer.then(end, end);
    return answer;
  };

  const of: LongAnswers['of'] = async (ledger, question, work) => {
    const { signal, asked } = question;
    signal?.throwIfAborted();
    const answer = kept.of(ledger, asked, () => begin(ledger, question, work));
    const now = underWay.get(answer);
    if (!now) return answer;
    if (now.askers < 0) {
      await answer.catch(() => {});
      return of(ledger, question, work);
    }
    now.askers += 1;
    const leaving = aborted(signal);
    try {
      return await Promise.race([answer, leaving.promise]);
    } catch (error) {
      if (signal?.aborted && underWay.has(answer)) {
        now.askers -= 1;
        if (now.askers === 0) {
          now.askers = -1;
          jobs.cancel(now.job);
        }
      }
      throw error;
    } finally {
      leaving.end();
    }
  };
  return { of };
};
