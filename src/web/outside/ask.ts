import type { ProblemBody, Sentence } from '../../model/problem.ts';

/** What went wrong, in words for the reader; `code` is null where the server was not reached. */
export class Refused extends Error {
  readonly text: Sentence;
  readonly code: string | null;
  constructor(text: Sentence, code: string | null) {
    super(text.en);
    this.text = text;
    this.code = code;
  }
}

const offline: Sentence = {
  ru: 'Нет связи с сервером. Проверьте интернет и попробуйте ещё раз.',
  en: 'The server can’t be reached. Check the connection and try again.',
};

/** Asks the server in JSON; throws `Refused`. What is sent arrives though the page is left meanwhile. */
export const ask = async <Answer>(path: string, init: { method?: string; body?: unknown } = {}): Promise<Answer> => {
  const { method = 'GET', body } = init;
  const sent =
    body === undefined
      ? {}
      : { body: JSON.stringify(body), keepalive: true, headers: { 'content-type': 'application/json' } };
  const response = await fetch(path, { method, ...sent }).catch(() => {
    throw new Refused(offline, null);
  });
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) return answer as Answer;
  const problem = answer as Partial<ProblemBody> | null;
  throw new Refused(problem?.text ?? offline, problem?.code ?? null);
};

/** What to tell of anything that was thrown. */
export const textOfError = (error: unknown): Sentence => (error instanceof Refused ? error.text : offline);
