import { z } from 'zod';

/** A sentence in both interface languages. */
export const Sentence = z.object({ ru: z.string(), en: z.string() });
export type Sentence = z.infer<typeof Sentence>;

/**
 * What went wrong with what the user asked or gave: the only error a user ever sees.
 *
 * `code` is stable and for programs; `text` is one plain sentence in each language; `where` names the place
 * (a file, a line, a column, a setting, an option). `kind` decides the exit code and the HTTP status.
 */
export const ProblemBody = z.object({
  code: z.string(),
  kind: z.enum(['input', 'usage', 'busy', 'missing', 'denied', 'internal']),
  text: Sentence,
  where: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
export type ProblemBody = z.infer<typeof ProblemBody>;

/** The process exit code for each kind of problem, as the public contract promises. */
export const exitCodes: Record<ProblemBody['kind'], number> = {
  input: 1,
  missing: 1,
  denied: 1,
  internal: 1,
  usage: 2,
  busy: 3,
};

/** Thrown for everything that is the user's to mend; anything else that is thrown is a bug. */
export class Problem extends Error {
  readonly body: ProblemBody;
  constructor(body: ProblemBody, options?: { cause?: unknown }) {
    super(body.text.en, options);
    this.name = 'Problem';
    this.body = body;
  }
}
