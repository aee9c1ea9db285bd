import { Problem } from '../../model/problem.ts';
import type { SourceDraft, SourceLocation } from '../../model/sources.ts';
import type { SavedDraft } from '../../store/registry/sources.ts';
import { readOnlyQuery } from '../../store/warehouse/fetch/read-only.ts';
import { closedAddress, isClosedAddress } from './addresses.ts';
import { nextTime } from './schedule.ts';

const refuse = (code: string, ru: string, en: string, where?: Problem['body']['where']): Problem =>
  new Problem({ code, kind: 'input', text: { ru, en }, ...(where ? { where } : {}) });

/** Names of the secrets a place can have. */
const secretNames = (place: SourceLocation): string[] => {
  switch (place.kind) {
    case 'http':
      return ['login', 'query', ...place.headers.map((name) => `header.${name}`)];
    case 's3':
      return ['secretAccessKey'];
    case 'folder':
    case 'singer':
      return [];
    default:
      return ['password'];
  }
};

type Sorted = { draft: SavedDraft; secrets: Record<string, string> };

/** Takes out of an address what is secret in it: a login, and the query string, where keys are carried. */
const sortHttp = (
  place: Extract<SourceLocation, { kind: 'http' }>,
  given: Record<string, string>,
): Sorted['secrets'] & { url: string } => {
  const url = new URL(place.url);
  const login = url.username === '' ? null : `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  const query = url.search === '' ? null : url.search;
  url.username = '';
  url.password = '';
  url.search = '';
  url.hash = '';
  return { ...given, ...(login === null ? {} : { login }), ...(query === null ? {} : { query }), url: url.href };
};

const sortSecrets = ({ secrets: given, ...draft }: SourceDraft): Sorted => {
  const { location } = draft;
  if (location.kind !== 'http') return { draft, secrets: given };
  const { url, ...secrets } = sortHttp(location, given);
  const named = Object.keys(secrets).flatMap((name) => (name.startsWith('header.') ? [name.slice(7)] : []));
  const headers = [...new Set([...location.headers, ...named])];
  return { draft: { ...draft, location: { ...location, url, headers } }, secrets };
};

const checkS3 = ({ url }: Extract<SourceLocation, { kind: 's3' }>): void => {
  const { username, search, pathname } = new URL(url);
  if (username !== '' || search !== '')
    throw refuse(
      'source_bad_address',
      'В адресе S3 не должно быть логина и параметров: подписанную ссылку сохраните как источник HTTP.',
      'An S3 address must have no login and no parameters: save a signed link as an HTTP source.',
    );
  if (pathname.length < 2)
    throw refuse('source_bad_address', 'В адресе S3 нет имени файла.', 'The S3 address names no file.');
};

/**
 * A draft as it may be kept, and its secrets apart from it.
 *
 * A login and a query string inside an address become secrets. Problems: `source_query_not_read_only`, `bad_schedule`, `source_bad_address`,
 * `source_address_closed`, `source_unknown_secret`, `source_is_sent`.
 */
export const checkDraft = (given: SourceDraft, now: Date, timeZone: string): Sorted => {
  const sorted = sortSecrets(given);
  const { location, schedule } = sorted.draft;
  if (schedule) nextTime(schedule, now, timeZone);
  if (location.kind === 'singer')
    throw refuse(
      'source_is_sent',
      'Такой источник заводит команда import --singer.',
      'Such a source is made by the command import --singer.',
    );
  if (location.kind === 's3') checkS3(location);
  if ('query' in location) readOnlyQuery(location.query, location.kind);
  const host = 'host' in location ? location.host : 'url' in location ? new URL(location.url).hostname : '';
  if (isClosedAddress(host)) throw closedAddress(host);
  const known = secretNames(location);
  const unknown = Object.keys(sorted.secrets).find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw refuse(
      'source_unknown_secret',
      `У такого источника нет секрета «${unknown}». Есть: ${known.join(', ') || 'никаких'}.`,
      `Such a source has no secret “${unknown}”. It has: ${known.join(', ') || 'none'}.`,
      { secret: unknown },
    );
  return sorted;
};

/** To whom a source's secrets are shown: as long as it is the same, kept secrets stay with the source. */
const destinationOf = (place: SourceLocation): string => {
  switch (place.kind) {
    case 'http':
      return `http ${place.url}`;
    case 's3':
      return `s3 ${new URL(place.url).origin} ${place.accessKeyId}`;
    case 'folder':
    case 'singer':
      return place.kind;
    default:
      return `${place.kind} ${place.host} ${place.port} ${place.user}`;
  }
};

/**
 * Names of the secrets a changed source must not take along: those that were given for another server or login, and those it no longer can have.
 * Otherwise a changed address would be told a secret nobody may see.
 */
export const outdatedSecrets = (before: SavedDraft, after: SavedDraft, names: readonly string[]): string[] => {
  const isSame = destinationOf(before.location) === destinationOf(after.location);
  const known = secretNames(after.location);
  return names.filter((name) => !isSame || !known.includes(name));
};
