import { type LogLevel, logLevels } from '../model/config.ts';
import type { Log } from '../operations/log.ts';

const describe = (details: unknown): string => {
  if (details === undefined) return '';
  if (details instanceof Error) {
    const cause = details.cause === undefined ? '' : `\ncaused by${describe(details.cause)}`;
    return ` ${details.stack ?? details.message}${cause}`;
  }
  return ` ${JSON.stringify(details)}`;
};

/** A log of everything at `level` and above, one timed line each. */
export const createLog = (level: LogLevel, clock: () => Date, write: (line: string) => void): Log => {
  const loudest = logLevels.indexOf(level);
  return (of, message, details) => {
    if (logLevels.indexOf(of) > loudest) return;
    write(`${clock().toISOString()} ${of} ${message}${describe(details)}\n`);
  };
};
