import { isContractProcedure } from '@orpc/contract';
import { SmartCoercionPlugin } from '@orpc/json-schema';
import { OpenAPIHandler } from '@orpc/openapi/fetch';
import { type AnyRouter, implement, ORPCError } from '@orpc/server';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { contract } from '../model/api.ts';
import { Problem, ProblemBody } from '../model/problem.ts';
import type { Log } from '../operations/log.ts';
import type { Operations } from '../operations/types.ts';
import { invalidInput, problem, problemOf, problemResponse, statuses } from './problems.ts';

type AnyOperation = (input: unknown, signal?: AbortSignal) => Promise<unknown>;

const gone = new Problem({
  code: 'cancelled',
  kind: 'input',
  text: { ru: 'Ответа никто не дождался.', en: 'Nobody waited for the answer.' },
});

const thrown = (body: ProblemBody): ORPCError<'PROBLEM', ProblemBody> =>
  new ORPCError('PROBLEM', { status: statuses[body.kind], message: body.text.en, data: body });

/** Operations that answer with a whole design: thousands of things, shaped where they are read, and not looked through again on their way out. */
const wholeDesigns = new Set(['show', 'restore', 'import', 'template'].map((name) => `blueprint.${name}`));

/**
 * The contract with its operations behind it, part by part.
 *
 * Types are checked where `Operations` is declared; here both trees have the same names, so they are walked together.
 */
const routerOf = (
  part: unknown,
  pathOf: readonly string[],
  operations: () => Promise<Operations>,
  log: Log,
): AnyRouter => {
  if (isContractProcedure(part)) {
    const isWhole = wholeDesigns.has(pathOf.join('.'));
    return implement(part, isWhole ? { initialOutputValidationIndex: Number.NaN } : {}).handler(
      async ({ input, signal }) => {
        try {
          let found: unknown = await operations();
          for (const name of pathOf) found = (found as Record<string, unknown>)[name];
          return await (found as AnyOperation)(input, signal);
        } catch (error) {
          // Who asked has gone: nobody reads what is said, and it is no fault.
          if (signal?.aborted) throw thrown(gone.body);
          throw thrown(problemOf(error, log));
        }
      },
    );
  }
  return Object.fromEntries(
    Object.entries(part as object).map(([name, below]) => [name, routerOf(below, [...pathOf, name], operations, log)]),
  );
};

const problemOfRequest = (error: unknown, log: Log): ProblemBody => {
  if (error instanceof Problem) return error.body;
  if (error instanceof ORPCError) {
    const known = ProblemBody.safeParse(error.data);
    if (known.success) return known.data;
    if (error.code === 'BAD_REQUEST') return invalidInput((error.data as { issues?: [] } | undefined)?.issues ?? []);
    return problemOf(error, log);
  }
  log('debug', 'a request that could not be read', error);
  return problem(
    'usage',
    'malformed_request',
    'Тело запроса не читается как JSON.',
    'The body of the request can’t be read as JSON.',
  );
};

/** Answers the contract's operations under `/api`; null for a path that is none of them. */
export const createApi = (
  operations: () => Promise<Operations>,
  log: Log,
): ((request: Request) => Promise<Response | null>) => {
  const handler = new OpenAPIHandler(routerOf(contract, [], operations, log), {
    plugins: [new SmartCoercionPlugin({ schemaConverters: [new ZodToJsonSchemaConverter()] })],
    interceptors: [
      async ({ next }) => {
        try {
          return await next();
        } catch (error) {
          throw thrown(problemOfRequest(error, log));
        }
      },
    ],
  });
  return async (request) => {
    const { matched, response } = await handler.handle(request, { prefix: '/api' });
    if (!matched) return null;
    if (response.status < 400) return response;
    const answer: unknown = await response.json();
    return problemResponse(ProblemBody.parse((answer as { data: unknown }).data), request);
  };
};
