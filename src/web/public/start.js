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
})();
