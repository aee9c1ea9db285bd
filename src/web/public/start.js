// Runs before everything else.
(() => {
  // A dark room is not lit up by a white page.
  let chosen = null;
  try {
    chosen = localStorage.getItem('mantine-color-scheme-value');
  } catch {
    // A browser that keeps nothing follows the system.
  }
  const dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');

  // The server's content policy forbids code made from text; zod would try that once while its first schema is made,
  // which is before any module of ours runs.
  globalThis.__zod_globalConfig = { jitless: true };

  // What every page asks first is asked while the program is still on its way (taken over in client/early.ts).
  const early = new Map();
  globalThis.conveyorEarly = early;
  const ask = (path) => {
    const answer = fetch(path, { headers: { accept: 'application/json' } });
    answer.catch(() => undefined);
    early.set(new URL(path, location.origin).href, answer);
  };
  const workspace = new URLSearchParams(location.search).get('workspace') ?? '';
  // Somebody who answers a survey, or is yet to sign in, may ask nothing of it.
  if (/^\/(s|sign-in)(\/|$)/.test(location.pathname)) return;
  ask('/api/workspaces');
  if (/^[a-z0-9][a-z0-9_-]{0,62}$/.test(workspace)) {
    ask(`/api/workspaces/${workspace}`);
    // The design is large.
    if (/^\/journeys\/./.test(location.pathname)) ask(`/api/workspaces/${workspace}/blueprint`);
  }
})();
