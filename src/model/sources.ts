import { z } from 'zod';
import { TableChoice } from './importing.ts';
import { ProblemBody, type Sentence } from './problem.ts';

/** What a saved source is called, in commands and in the identity of its facts. */
export const SourceName = z.string().regex(/^[\p{Ll}\p{Lo}\d][\p{Ll}\p{Lo}\d_-]{0,62}$/u);
export const sourceNameShape: Sentence = {
  ru: 'ожидаются строчные буквы, цифры, дефис и подчёркивание, до 63 знаков, первый — буква или цифра',
  en: 'expected lower-case letters, digits, hyphens and underscores, up to 63, the first a letter or a digit',
};

const Host = z.string().regex(/^[^\s/@:'"\\]+$|^\[?[0-9a-fA-F:.]+\]?$/);
const Port = z.number().int().min(1).max(65_535);
const Text = z.string().trim().min(1);
const Query = z.string().trim().min(1).max(100_000);
const MaxMegabytes = z.number().int().min(1).max(100_000).default(2048);

/**
 * Where a source's data is. Passwords, keys, values of headers and the query string of an address are no part of it: they are secrets.
 *
 * folder: a directory of the machine the program runs on; `files` is a pattern of names, `*` any letters, several by commas ·
 * http: `headers` names the headers whose values are secrets `header.<name>` · s3: an address of one object, or of several by `*` in the
 * path · postgresql, mysql, clickhouse: one SELECT · singer: messages on standard input, nothing to fetch.
 */
export const SourceLocation = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('folder'), path: Text, files: z.string().default('*') }),
  z.strictObject({
    kind: z.literal('http'),
    url: z.url({ protocol: /^https?$/ }),
    headers: z.array(z.string().regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/)).default([]),
    maxMegabytes: MaxMegabytes,
  }),
  z.strictObject({
    kind: z.literal('s3'),
    url: z.url({ protocol: /^https?$/ }),
    accessKeyId: z
      .string()
      .regex(/^[\w./+=@-]*$/)
      .default(''),
    maxMegabytes: MaxMegabytes,
  }),
  z.strictObject({
    kind: z.literal('postgresql'),
    host: Host,
    port: Port.default(5432),
    database: Text,
    user: Text,
    query: Query,
  }),
  z.strictObject({
    kind: z.literal('mysql'),
    host: Host,
    port: Port.default(3306),
    database: Text,
    user: Text,
    query: Query,
  }),
  z.strictObject({
    kind: z.literal('clickhouse'),
    host: Host,
    port: Port.default(8123),
    /** Over HTTPS. */
    secure: z.boolean().default(false),
    database: Text.default('default'),
    user: Text.default('default'),
    query: Query,
  }),
  z.strictObject({ kind: z.literal('singer') }),
]);
export type SourceLocation = z.infer<typeof SourceLocation>;
export type SourceKind = SourceLocation['kind'];

const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** When a source is read again by itself; hours and days of the week are the workspace's, 1 is Monday. */
export const SourceSchedule = z.discriminatedUnion('every', [
  z.strictObject({ every: z.literal('minutes'), minutes: z.number().int().min(1).max(1440) }),
  z.strictObject({ every: z.literal('hours'), hours: z.number().int().min(1).max(168) }),
  z.strictObject({ every: z.literal('day'), at: TimeOfDay }),
  z.strictObject({ every: z.literal('week'), weekday: z.number().int().min(1).max(7), at: TimeOfDay }),
  /** Five fields: minute, hour, day of the month, month, day of the week. */
  z.strictObject({ every: z.literal('cron'), pattern: z.string().max(200) }),
]);
export type SourceSchedule = z.infer<typeof SourceSchedule>;

/** What is said of a source when it is saved or tried. */
export const SourceDraft = z.object({
  location: SourceLocation,
  /** Secrets by name, e.g. `password`; '' forgets one, what is not named stays as it was. */
  secrets: z.record(z.string().regex(/^[\w.!#$%&'*+^`|~-]{1,100}$/), z.string().max(20_000)).default({}),
  /** The source its facts belong to, part of their identity; by itself the source's own name. */
  factsSource: z.string().trim().max(100).default(''),
  /** Null is on demand only. */
  schedule: SourceSchedule.nullable().default(null),
  /** How the tables of its files are read where that is not left to recognition. */
  tables: z.array(TableChoice).default([]),
  /** Answers to questions, for every table. */
  answers: z.record(z.string(), z.string()).default({}),
});
export type SourceDraft = z.infer<typeof SourceDraft>;

/**
 * new: never read · running · well: the last reading brought what there was · retrying: could not be reached, will be tried again soon ·
 * refused: reached, but what it has can't be taken; a person must look, the schedule goes on · stopped: given up until somebody starts it ·
 * paused: by a person.
 */
export const SourceState = z.enum(['new', 'running', 'well', 'retrying', 'refused', 'stopped', 'paused']);
export type SourceState = z.infer<typeof SourceState>;

/** One reading of a source. */
export const SourceRun = z.object({
  id: z.string(),
  by: z.enum(['schedule', 'person']),
  state: z.enum(['running', 'done', 'nothing_new', 'failed', 'cancelled']),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  bytes: z.number(),
  files: z.number(),
  added: z.number(),
  changed: z.number(),
  unchanged: z.number(),
  quarantined: z.number(),
  imports: z.array(z.string()),
  problem: ProblemBody.optional(),
});
export type SourceRun = z.infer<typeof SourceRun>;

export const ListedSource = SourceDraft.omit({ secrets: true }).extend({
  name: SourceName,
  /** Names of the secrets that are set; their values are never told. */
  secrets: z.array(z.string()),
  state: SourceState,
  isPaused: z.boolean(),
  /** What is wrong, since when, and after how many tries. */
  problem: ProblemBody.nullable(),
  failingSince: z.iso.datetime().nullable(),
  failures: z.number(),
  nextRunAt: z.iso.datetime().nullable(),
  lastRun: SourceRun.nullable(),
  lastGoodAt: z.iso.datetime().nullable(),
});
export type ListedSource = z.infer<typeof ListedSource>;

/** What a stream of messages on standard input came to. */
export const StreamNote = z.object({
  /** How far the sender is, in its own words, once all before it is in; what is not given stays as it was. */
  bookmark: z.unknown().optional(),
  bytes: z.number(),
  imports: z.array(z.string()),
  problem: ProblemBody.nullable(),
});
export type StreamNote = z.infer<typeof StreamNote>;
