import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { neededBy } from './build/chunks.ts';
import { earlyScript } from './build/early.ts';
import { operationsModule } from './build/operations.ts';
import { packedFiles } from './build/packed.ts';

const folder = (path: string): string => decodeURIComponent(new URL(path, import.meta.url).pathname);

const byApp = neededBy([folder('main.tsx')]);
const byOutside = neededBy(['outside/survey/main.tsx', 'outside/access/main.tsx'].map(folder));

/** What most pages are put together of. */
const sharedParts =
  /\/src\/(?:web\/(?:kit|features\/(?:number|lifecycle|welcome|data))|analysis\/(?:catalogue|audit-report|organisation))\//;

export default defineConfig({
  root: folder('.'),
  plugins: [react(), operationsModule(), earlyScript(), packedFiles()],
  build: {
    outDir: folder('../../dist/web'),
    emptyOutDir: true,
    // Tells the server which files the pages for people without a session are made of.
    manifest: true,
    rolldownOptions: {
      input: ['index.html', 'survey.html', 'access.html'].map(folder),
      output: {
        codeSplitting: {
          // Many small files cost more than they spare. By what they import alone, entries would need all that a barrel lists: the tag is what they use of it.
          groups: [
            {
              name: (id, context) => (byApp(id, context) && byOutside(id, context) ? 'common' : null),
              tags: ['$initial'],
              priority: 4,
            },
            { name: (id, context) => (byApp(id, context) ? 'start' : null), tags: ['$initial'], priority: 3 },
            { name: 'parts', test: sharedParts, minShareCount: 3, priority: 2 },
            { name: 'widgets', test: /\/node_modules\/(?:@mantine|@tabler)\//, minShareCount: 2, priority: 1 },
          ],
        },
      },
    },
    target: 'es2022',
    chunkSizeWarningLimit: 700,
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8321' } },
});
