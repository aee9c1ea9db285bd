// What every page asks first is asked while the program is still on its way; client/early.ts takes the answers over.
(() => {
  const early = new Map();
  globalThis.conveyorEarly = early;
  const ask = (path) => {
    const answer = fetch(path, { headers: { accept: 'application/json' } });
    answer.catch(() => undefined);
    early.set(new URL(path, location.origin).href, answer);
  };
  ask('/api/workspaces');
  const workspace = new URLSearchParams(location.search).get('workspace') ?? '';
  if (!/^[a-z0-9][a-z0-9_-]{0,62}$/.test(workspace)) return;
  ask(`/api/workspaces/${workspace}`);
  // The design is large.
  if (/^\/journeys\/./.test(location.pathname)) ask(`/api/workspaces/${workspace}/blueprint`);
})();
