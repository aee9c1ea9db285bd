import { earlyKey } from '../client/early.ts';
import { conveyorInputs } from '../features/conveyor/inputs.ts';
import { scopeOf } from '../shell/scope.ts';
import { rememberedWorkspace } from '../shell/workspace-choice.ts';

/** The files of each page by the beginning of its path, and of each language's words; the build says which. */
declare const needs: { pages: Record<string, string[]>; words: Record<string, string[]> };

// What every page needs first is asked for while the program is still on its way; client/early.ts takes the answers over.
const early = { answers: new Map<string, Promise<Response>>(), isAllAsked: Promise.resolve() };
globalThis.conveyorEarly = early;

const ask = (path: string, body?: object): Promise<Response> => {
  const url = new URL(`/api/${path}`, location.origin).href;
  const headers = { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
  const answer = fetch(url, body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) });
  answer.catch(() => undefined);
  early.answers.set(earlyKey(url, body), answer);
  return answer;
};

const day = (text: string | null): string | undefined =>
  text !== null && /^\d{4}-\d\d-\d\d$/.test(text) ? text : undefined;

const askWorkspace = (workspace: string, search: URLSearchParams): void => {
  const state = ask(`workspaces/${workspace}`);
  // The design is large.
  if (/^\/journeys\/./.test(location.pathname)) void ask(`workspaces/${workspace}/blueprint`);
  if (!['/', '/conveyor'].includes(location.pathname)) return;
  const askConveyor = async (): Promise<void> => {
    const { asOf, isEmpty, runs } = await (await state).clone().json();
    if (isEmpty !== false || !runs) return;
    const segment = search.get('segment') ?? undefined;
    const scope = scopeOf(workspace, asOf, { from: day(search.get('from')), to: day(search.get('to')), segment });
    const { conveyor, numbers, segments, channels } = conveyorInputs(scope);
    // The browser asks a few things at a time: the stages, which the page is there for, before what stands round them.
    const { workspace: _, ...stages } = conveyor;
    void ask(`workspaces/${workspace}/conveyor`, stages);
    for (const { workspace: _, ...body } of [numbers, ...(segment === undefined ? [segments] : []), channels])
      void ask(`workspaces/${workspace}/measure`, body);
  };
  early.isAllAsked = askConveyor().catch(() => undefined);
};

const fetchFiles = (files: readonly string[] = []): void => {
  for (const file of files) {
    const link = document.createElement('link');
    link.rel = file.endsWith('.css') ? 'preload' : 'modulepreload';
    if (link.rel === 'preload') link.as = 'style';
    link.crossOrigin = '';
    link.href = file;
    document.head.append(link);
  }
};

void ask('workspaces');
const search = new URLSearchParams(location.search);
const workspace = search.get('workspace') ?? rememberedWorkspace() ?? '';
if (/^[a-z0-9][a-z0-9_-]{0,62}$/.test(workspace)) askWorkspace(workspace, search);

let language: string | null = null;
try {
  language = localStorage.getItem('conveyor-language');
} catch {
  // A browser that keeps nothing speaks as it is set.
}
const spoken = navigator.language.toLowerCase().startsWith('en') ? 'en' : 'ru';
fetchFiles(needs.words[language ?? spoken] ?? needs.words[spoken]);
fetchFiles(needs.pages[location.pathname] ?? needs.pages[location.pathname.replace(/\/[^/]*$/, '/*')]);
