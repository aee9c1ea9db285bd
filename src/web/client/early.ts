/** Answers that `early.js` asked for before the program was there, by what was asked. */
declare global {
  var conveyorEarly: Map<string, Promise<Response>> | undefined;
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
  const answers = globalThis.conveyorEarly;
  // Nothing but questions is asked early, and only while the page begins.
  if (answers === undefined || answers.size === 0 || performance.now() > freshMs) return fetch(request, init);
  const isJson = request.method === 'GET' || request.headers.get('content-type') === 'application/json';
  const key = isJson ? await keyOf(request) : '';
  const early = answers.get(key);
  if (early === undefined) return fetch(request, init);
  answers.delete(key);
  return early.catch(() => fetch(request, init));
};
