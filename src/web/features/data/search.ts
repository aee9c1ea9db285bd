import { day, flag, oneOf, type Read, reader, word } from '../../kit/fields.ts';

export const dataTabs = [
  'files',
  'sources',
  'quality',
  'history',
  'quarantine',
  'channels',
  'identity',
  'typed',
  'settings',
  'workspaces',
] as const;
export type DataTab = (typeof dataTabs)[number];

const firstOfMonth = (value: unknown): string | undefined => {
  const read = day(value);
  return read?.endsWith('-01') ? read : undefined;
};

const fields = {
  tab: oneOf(dataTabs),
  /** The import whose refused rows are shown. */
  import: word,
  /** The customer whose doubles are looked for. */
  customer: word,
  /** First day of the month whose typed costs are edited. */
  month: firstOfMonth,
  /** The import that runs or has just ended, so that a reload finds it again. */
  job: word,
  /** Whether that import is only a check. */
  dry: flag,
};

/** What the address of the data page holds beside the shell's own part. */
export const readData = reader(fields);
export type DataSearch = Read<typeof fields>;
