import { operations } from 'virtual:operations';
import { createORPCClient, ORPCError } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import type { JsonifiedClient } from '@orpc/openapi-client';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import { createTanstackQueryUtils, type RouterUtils } from '@orpc/tanstack-query';
import { QueryClient } from '@tanstack/react-query';
import type { contract } from '../../model/api.ts';
import type { ProblemBody } from '../../model/problem.ts';
import { fetchOrEarly } from './early.ts';

const link = new OpenAPILink(operations, {
  url: `${globalThis.location?.origin ?? 'http://localhost'}/api`,
  headers: { accept: 'application/json' },
  fetch: async (request, init) => {
    const answer = await fetchOrEarly(request, init);
    // The session is over: whoever signs in comes back to the page they were on.
    if (answer.status === 401)
      location.assign(`/login?to=${encodeURIComponent(`${location.pathname}${location.search}`)}`);
    return answer;
  },
});

type Client = JsonifiedClient<ContractRouterClient<typeof contract>>;

/** The product's operations as typed functions. */
export const client: Client = createORPCClient(link);

/** The same as query options: `useQuery(api.measure.queryOptions({ input }))`. */
export const api: RouterUtils<Client> = createTanstackQueryUtils(client);

/** Whether an answer tells of a problem; what it tells was checked where it was written. */
const isProblem = (answer: unknown): answer is ProblemBody => {
  const { code, kind, text } = (answer ?? {}) as { [Name in keyof ProblemBody]?: unknown };
  const { ru, en } = (text ?? {}) as Record<string, unknown>;
  return [code, kind, ru, en].every((word) => typeof word === 'string');
};

/** What the user can be told about a failure; null where it is a bug or the network. */
export const problemOf = (error: unknown): ProblemBody | null => {
  const data = error instanceof ORPCError ? error.data : undefined;
  return isProblem(data) ? data : null;
};

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 60_000,
      refetchOnWindowFocus: false,
      // A refused question stays refused; only what looks like the network is asked again.
      retry: (count, error) =>
        count < 2 && problemOf(error) === null && !(error instanceof ORPCError && error.status < 500),
    },
  },
});
