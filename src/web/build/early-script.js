// What every page needs first is asked for while the program is still on its way; client/early.ts takes the answers over.
// `needs` stands before this in the file: the files of each page by the beginning of its path, and of each language's words.
(() => {
  const fetchFiles = (files) => {
    for (const file of files ?? []) {
      const link = document.createElement('link');
      link.rel = file.endsWith('.css') ? 'preload' : 'modulepreload';
      if (link.rel === 'preload') link.as = 'style';
      link.crossOrigin = '';
      link.href = file;
      document.head.append(link);
    }
  };
  let language = null;
  try {
    language = localStorage.getItem('conveyor-language');
  } catch {
    // A browser that keeps nothing speaks as it is set.
  }
  fetchFiles(needs.words[language] ?? needs.words[navigator.language.toLowerCase().startsWith('en') ? 'en' : 'ru']);
  fetchFiles(needs.pages[location.pathname] ?? needs.pages[location.pathname.replace(/\/[^/]*$/, '/*')]);

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
