/** What `early.js` asked for before the program was there. */
declare global {
  var conveyorEarly:
    | {
        /** The answers by what was asked. */
        answers: Map<string, Promise<Response>>;
        /** Done once everything is asked: some questions follow from the first answers, and the program has those as soon. */
        isAllAsked: Promise<void>;
      }
    | undefined;
}

/** Later than this after the page began, an answer may be of another time. */
const freshMs = 15_000;

/** The name of what is asked: its address and, where it has one, its body, whatever order its fields are in. */
export const earlyKey = (url: string, body?: object): string =>
  body === undefined ? url : `${url} ${JSON.stringify(Object.entries(body).sort(([a], [b]) => (a < b ? -1 : 1)))}`;

const keyOf = async (request: Request): Promise<string> => {
  if (request.method === 'GET') return earlyKey(request.url);
  return earlyKey(request.url, JSON.parse(await request.clone().text()) as object);
};

/** Sends a request, or takes over the answer that was asked for early: once, and where it did not come asks again. */
export const fetchOrEarly = async (request: Request, init?: RequestInit): Promise<Response> => {
  const begun = globalThis.conveyorEarly;
  // Nothing but questions is asked early, and only while the page begins.
  if (begun === undefined || begun.answers.size === 0 || performance.now() > freshMs) return fetch(request, init);
  const { answers, isAllAsked } = begun;
  if (request.method !== 'GET') await isAllAsked;
  const isJson = request.method === 'GET' || request.headers.get('content-type') === 'application/json';
  const key = isJson ? await keyOf(request) : '';
  const early = answers.get(key);
  if (early === undefined) return fetch(request, init);
  answers.delete(key);
  return early.catch(() => fetch(request, init));
};
