import type { NumberEvidence } from '../../../layouts/number-marks.ts';
import type { Checkpoint } from '../../import-journal.ts';
import type { Taken } from './batch-of-facts.ts';
import { addEvidence } from './number-evidence.ts';

type BatchEnd = Taken & { lastLine: number; rows: number; totals: number; numbers: readonly NumberEvidence[] };

/** Adds up what is done, and keeps how far it is without a gap: batches are worked on side by side and may end out of order. */
export const tallyOf = (from: Checkpoint, reached: (checkpoint: Checkpoint) => Promise<void>) => {
  const now: Checkpoint = { ...from };
  const ended = new Map<number, BatchEnd>();
  let next = 0;
  return {
    now,
    end: async (turn: number, taken: BatchEnd): Promise<void> => {
      ended.set(turn, taken);
      const before = next;
      for (let each = ended.get(next); each; each = ended.get(next)) {
        ended.delete(next);
        next += 1;
        now.line = Math.max(now.line, each.lastLine);
        now.rows += each.rows;
        now.totals += each.totals;
        now.refused += each.refused;
        now.leftOut += each.leftOut;
        now.nameless += each.nameless;
        now.deferred += each.deferred;
        now.numbers = addEvidence(now.numbers ?? [], each.numbers);
      }
      if (next > before) await reached({ ...now });
    },
  };
};
