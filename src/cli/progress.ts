import type { Job } from '../model/imports.ts';
import { type Language, rowsText } from './words.ts';

/** Where progress is told: a terminal gets one line that is rewritten, anything else a line now and then. */
export type ProgressOutput = { write(text: string): void; isTerminal: boolean };

/** Work shorter than this is not worth a line. */
const quietMs = 1_000;
const lineEveryMs = 5_000;

/** Seconds as a person says them: 40 s, 3 min 20 s, 1 h 5 min. */
const timeText = (seconds: number, language: Language): string => {
  const [hour, minute, second] = language === 'ru' ? ['ч', 'мин', 'с'] : ['h', 'min', 's'];
  if (seconds < 60) return `${seconds} ${second}`;
  const [large, small] = seconds < 3600 ? [minute, second] : [hour, minute];
  const unit = seconds < 3600 ? 60 : 3600;
  const rest = Math.floor((seconds % unit) / (unit / 60));
  return `${Math.floor(seconds / unit)} ${large}${rest > 0 ? ` ${rest} ${small}` : ''}`;
};

const lineOf = (job: Job, language: Language): string => {
  const { share, rows, rowsPerSecond: rate, secondsLeft: left } = job;
  const ru = language === 'ru';
  return [
    `${job.step[language]}${share === null ? '' : ` ${Math.floor(share * 100)} %`}`,
    ...(rows ? [rowsText(rows, language)] : []),
    ...(rate ? [ru ? `${rowsText(rate, language)} в секунду` : `${rowsText(rate, language)} a second`] : []),
    ...(left ? [ru ? `осталось ${timeText(left, language)}` : `${timeText(left, language)} left`] : []),
  ].join(' · ');
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
        width = Math.max(width, line.length);
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
