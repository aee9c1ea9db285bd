import type { FactKind } from '../../../model/facts.ts';
import {
  type ListedSource,
  SourceDraft,
  type SourceKind,
  type SourceLocation,
  SourceName,
  type SourceSchedule,
} from '../../../model/sources.ts';

/** Kinds that a person makes on the page; streams of messages come from the command line. */
export const madeKinds = ['folder', 'http', 's3', 'postgresql', 'mysql', 'clickhouse'] as const satisfies SourceKind[];
export type MadeKind = (typeof madeKinds)[number];

export const rhythms = ['never', 'minutes15', 'hour1', 'hours6', 'day', 'week', 'asBefore'] as const;
export type Rhythm = (typeof rhythms)[number];

/** What stands in the fields of the form; text until it is sent. */
export type FormState = {
  name: string;
  kind: MadeKind;
  path: string;
  files: string;
  url: string;
  /** Forgets the login and the query string that were hidden from the address. */
  forgetsHidden: boolean;
  headerName: string;
  headerValue: string;
  accessKeyId: string;
  secretAccessKey: string;
  host: string;
  port: string;
  database: string;
  user: string;
  password: string;
  isSecure: boolean;
  query: string;
  as: FactKind | '';
  rhythm: Rhythm;
  at: string;
  weekday: string;
  answers: Record<string, string>;
};

const empty: FormState = {
  name: '',
  kind: 'folder',
  path: '',
  files: '*',
  url: '',
  forgetsHidden: false,
  headerName: '',
  headerValue: '',
  accessKeyId: '',
  secretAccessKey: '',
  host: '',
  port: '',
  database: '',
  user: '',
  password: '',
  isSecure: false,
  query: '',
  as: '',
  rhythm: 'hour1',
  at: '09:00',
  weekday: '1',
  answers: {},
};

const rhythmOf = (schedule: SourceSchedule | null): Pick<FormState, 'rhythm' | 'at' | 'weekday'> => {
  const plain = { at: '09:00', weekday: '1' };
  if (schedule === null) return { ...plain, rhythm: 'never' };
  if (schedule.every === 'day') return { ...plain, rhythm: 'day', at: schedule.at };
  if (schedule.every === 'week') return { rhythm: 'week', at: schedule.at, weekday: String(schedule.weekday) };
  if (schedule.every === 'minutes' && schedule.minutes === 15) return { ...plain, rhythm: 'minutes15' };
  if (schedule.every === 'hours' && schedule.hours === 1) return { ...plain, rhythm: 'hour1' };
  if (schedule.every === 'hours' && schedule.hours === 6) return { ...plain, rhythm: 'hours6' };
  return { ...plain, rhythm: 'asBefore' };
};

const fieldsOf = (place: SourceLocation): Partial<FormState> => {
  switch (place.kind) {
    case 'folder':
      return { kind: place.kind, path: place.path, files: place.files };
    case 'http':
      return { kind: place.kind, url: place.url, headerName: place.headers[0] ?? '' };
    case 's3':
      return { kind: place.kind, url: place.url, accessKeyId: place.accessKeyId };
    case 'singer':
      return {};
    default: {
      const { kind, host, port, database, user, query } = place;
      return { kind, host, port: String(port), database, user, query, isSecure: kind === 'clickhouse' && place.secure };
    }
  }
};

/** The form as it opens: empty, or as a source is saved. */
export const formOf = (source: ListedSource | null): FormState =>
  source === null
    ? empty
    : {
        ...empty,
        ...fieldsOf(source.location),
        ...rhythmOf(source.schedule),
        name: source.name,
        as: source.tables[0]?.as ?? '',
        answers: source.answers,
      };

const scheduleOf = ({ rhythm, at, weekday }: FormState, before: SourceSchedule | null): SourceSchedule | null => {
  switch (rhythm) {
    case 'never':
      return null;
    case 'minutes15':
      return { every: 'minutes', minutes: 15 };
    case 'hour1':
      return { every: 'hours', hours: 1 };
    case 'hours6':
      return { every: 'hours', hours: 6 };
    case 'day':
      return { every: 'day', at };
    case 'week':
      return { every: 'week', weekday: Number(weekday), at };
    default:
      return before;
  }
};

const placeOf = (form: FormState, before: SourceLocation | undefined): unknown => {
  const bound = before && 'maxMegabytes' in before ? { maxMegabytes: before.maxMegabytes } : {};
  const more = before?.kind === 'http' ? before.headers.slice(1) : [];
  const header = form.headerName.trim();
  switch (form.kind) {
    case 'folder':
      return { kind: 'folder', path: form.path, files: form.files.trim() || '*' };
    case 'http':
      return { kind: 'http', url: form.url.trim(), headers: [...(header ? [header] : []), ...more], ...bound };
    case 's3':
      return { kind: 's3', url: form.url.trim(), accessKeyId: form.accessKeyId.trim(), ...bound };
    default: {
      const { kind, host, port, database, user, query, isSecure } = form;
      const server = { kind, host: host.trim(), database, user, query, ...(port.trim() ? { port: Number(port) } : {}) };
      return kind === 'clickhouse' ? { ...server, secure: isSecure } : server;
    }
  }
};

/** Secrets that were parts of an address. */
export const hiddenOf = (names: readonly string[]): string[] =>
  names.filter((name) => name === 'login' || name === 'query');

/** Only what was typed: an empty field leaves a kept secret as it is. */
const secretsOf = (form: FormState, before: ListedSource | null): Record<string, string> => {
  const { kind, headerName, headerValue, secretAccessKey, password } = form;
  if (kind === 'http') {
    const forgotten = form.forgetsHidden ? hiddenOf(before?.secrets ?? []).map((name) => [name, ''] as const) : [];
    const header = headerName.trim() && headerValue ? { [`header.${headerName.trim()}`]: headerValue } : {};
    return { ...Object.fromEntries(forgotten), ...header };
  }
  if (kind === 's3') return secretAccessKey ? { secretAccessKey } : {};
  return kind !== 'folder' && password ? { password } : {};
};

/** What the form says, checked; null while something is missing or does not fit. */
export const draftOf = (form: FormState, before: ListedSource | null): { name: string; draft: SourceDraft } | null => {
  const [table] = before?.tables ?? [];
  const { as: _, ...rest } = table ?? { part: '', skip: false, answers: {} };
  const tables = form.as ? [{ ...rest, as: form.as }] : table ? [rest] : [];
  const isPlain = tables.length === 1 && Object.keys(rest).length === 3 && !form.as;
  const draft = SourceDraft.safeParse({
    location: placeOf(form, before?.location),
    secrets: secretsOf(form, before),
    factsSource: before?.factsSource ?? '',
    schedule: scheduleOf(form, before?.schedule ?? null),
    tables: isPlain ? [] : tables,
    answers: form.answers,
  });
  const name = SourceName.safeParse(form.name.trim());
  return draft.success && name.success ? { name: name.data, draft: draft.data } : null;
};
