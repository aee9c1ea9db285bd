import { randomUUID } from 'node:crypto';
import { type Issue, placeOfIssue, wordsOfIssue } from '../model/issue.ts';
import { Problem, type ProblemBody, type Sentence } from '../model/problem.ts';
import type { Log } from '../operations/log.ts';

/** The HTTP status of each kind of problem. */
export const statuses = { input: 422, usage: 400, missing: 404, denied: 401, busy: 409, internal: 500 } as const;

const titles: Record<ProblemBody['kind'], Sentence> = {
  input: { ru: 'Так не получится', en: 'This can’t be done' },
  usage: { ru: 'Неверный запрос', en: 'The request is wrong' },
  missing: { ru: 'Не найдено', en: 'Not found' },
  denied: { ru: 'Нет доступа', en: 'No access' },
  busy: { ru: 'Занято', en: 'Busy' },
  internal: { ru: 'Ошибка продукта', en: 'A fault of the product' },
};

export const problem = (kind: ProblemBody['kind'], code: string, ru: string, en: string): ProblemBody => ({
  code,
  kind,
  text: { ru, en },
});

const errnoOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

const diskFull = problem(
  'input',
  'disk_full',
  'На диске не осталось места. Освободите место и повторите.',
  'The disk is full. Free some space and try again.',
);

/**
 * What a user is told of anything that was thrown.
 *
 * A `Problem` is the user's to mend and is told as it is. Everything else is a bug: logged with its cause under an id, and
 * only the id is told.
 */
export const problemOf = (error: unknown, log: Log): ProblemBody => {
  if (error instanceof Problem) return error.body;
  if (errnoOf(error) === 'ENOSPC') return diskFull;
  const id = randomUUID();
  log('error', `unexpected error ${id}`, error);
  return {
    code: 'unexpected',
    kind: 'internal',
    text: {
      ru: `Что-то сломалось внутри; подробности в журнале сервера под номером ${id}.`,
      en: `Something broke inside; the server’s log tells more under ${id}.`,
    },
    where: { id },
  };
};

/** Which of the two languages a request asks for; Russian unless it prefers English. */
export const languageOf = (acceptLanguage: string | null | undefined): 'ru' | 'en' => {
  const firstOf = (tag: string): number => {
    const at = (acceptLanguage ?? '').toLowerCase().search(new RegExp(`\\b${tag}\\b`));
    return at < 0 ? Number.POSITIVE_INFINITY : at;
  };
  return firstOf('en') < firstOf('ru') ? 'en' : 'ru';
};

/**
 * A problem as an HTTP answer: RFC 9457, or the typed client's own shape for a client that accepts plain JSON.
 *
 * The members `code`, `kind`, `text` and `where` of the document are the `ProblemBody` itself.
 */
export const problemResponse = (body: ProblemBody, request: { headers: Headers }): Response => {
  const status = statuses[body.kind];
  const accept = request.headers.get('accept') ?? '';
  if (accept.includes('application/json')) {
    const typed = { defined: true, code: 'PROBLEM', status, message: body.text.en, data: body };
    return Response.json(typed, { status, headers: { vary: 'accept' } });
  }
  const language = languageOf(request.headers.get('accept-language'));
  const document = {
    type: `urn:conveyor:problem:${body.code}`,
    title: titles[body.kind][language],
    status,
    detail: body.text[language],
    ...(body.where?.id === undefined || body.kind !== 'internal' ? {} : { instance: `urn:uuid:${body.where.id}` }),
    ...body,
  };
  return new Response(JSON.stringify(document), {
    status,
    headers: {
      'content-type': 'application/problem+json; charset=utf-8',
      'content-language': language,
      vary: 'accept, accept-language',
    },
  });
};

/** An input that does not fit an operation's schema, as a problem that names the field and what was expected. */
export const invalidInput = (issues: readonly Issue[]): ProblemBody => {
  const [issue] = issues;
  const field = issue ? placeOfIssue(issue) : '';
  const words = issue ? wordsOfIssue(issue) : { ru: '', en: '' };
  return {
    code: 'invalid_input',
    kind: 'usage',
    text: {
      ru: field ? `Поле «${field}» заполнено неверно: ${words.ru}.` : `Запрос заполнен неверно: ${words.ru}.`,
      en: field ? `Field “${field}” is wrong: ${words.en}.` : `The request is wrong: ${words.en}.`,
    },
    ...(field ? { where: { field } } : {}),
  };
};
