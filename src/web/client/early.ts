/** Answers that `early.js` asked for before the program was there, by address. */
declare global {
  var conveyorEarly: Map<string, Promise<Response>> | undefined;
}

/** Later than this after the page began, an answer may be of another time. */
const freshMs = 15_000;

/** Sends a request, or takes over the answer that was asked for early: once, and where it did not come asks again. */
export const fetchOrEarly = (request: Request, init?: RequestInit): Promise<Response> => {
  const early = request.method === 'GET' ? globalThis.conveyorEarly?.get(request.url) : undefined;
  if (early === undefined) return globalThis.fetch(request, init);
  globalThis.conveyorEarly?.delete(request.url);
  if (performance.now() > freshMs) return globalThis.fetch(request, init);
  return early.catch(() => globalThis.fetch(request, init));
};
