import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { neededBy } from './build/chunks.ts';
import { earlyScript } from './build/early.ts';
import { operationsModule } from './build/operations.ts';
import { packedFiles } from './build/packed.ts';

const folder = (path: string): string => decodeURIComponent(new URL(path, import.meta.url).pathname);

const byApp = neededBy([folder('main.tsx')]);
const byOutside = neededBy(['outside/survey/main.tsx', 'outside/access/main.tsx'].map(folder));

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
          // Many small files cost more than they spare.
          groups: [
            { name: (id, context) => (byApp(id, context) && byOutside(id, context) ? 'common' : null), priority: 2 },
            { name: (id, context) => (byApp(id, context) ? 'start' : null), priority: 1 },
          ],
        },
      },
    },
    target: 'es2022',
    chunkSizeWarningLimit: 700,
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8321' } },
});
