import type { Job } from '../model/api.ts';
import { type Language, rowsText } from './words.ts';

/** Where progress is told: a terminal gets one line that is rewritten, anything else a line now and then. */
export type ProgressOutput = { write(text: string): void; isTerminal: boolean };

/** Work shorter than this is not worth a line. */
const quietMs = 1_000;
const lineEveryMs = 5_000;

const lineOf = (job: Job, language: Language): string => {
  const share = job.share === null ? '' : ` ${Math.floor(job.share * 100)} %`;
  const rows = job.rows ? ` · ${rowsText(job.rows, language)}` : '';
  return `${job.step[language]}${share}${rows}`;
};

/** Tells how far a job is, from its second second on; `end` clears what stands on a terminal. */
export const createProgress = (output: ProgressOutput, language: Language, clock: () => number) => {
  const startedAt = clock();
  let toldAt = startedAt;
  let width = 0;
  return {
    tell(job: Job): void {
      const now = clock();
      if (now - startedAt < quietMs) return;
      const line = lineOf(job, language);
      if (output.isTerminal) {
        output.write(`\r${line.padEnd(width)}`);
        width = line.length;
      } else if (toldAt === startedAt || now - toldAt >= lineEveryMs) {
        output.write(`${line}\n`);
        toldAt = now;
      }
    },
    end(): void {
      if (width > 0) output.write(`\r${' '.repeat(width)}\r`);
    },
  };
};
