import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { neededBy } from './build/chunks.ts';
import { earlyScript } from './build/early.ts';
import { operationsModule } from './build/operations.ts';
import { packedFiles } from './build/packed.ts';
import { shapesOnDemand } from './build/shapes.ts';

const folder = (path: string): string => decodeURIComponent(new URL(path, import.meta.url).pathname);

const byApp = neededBy([folder('main.tsx')]);
const byOutside = neededBy(['outside/survey/main.tsx', 'outside/access/main.tsx'].map(folder));

/** What most pages are put together of. */
const sharedParts =
  /\/src\/(?:web\/(?:kit\/|shell\/place-link|features\/(?:number|lifecycle|welcome|data)\/)|analysis\/(?:catalogue|audit-report|organisation)\/|model\/blueprint\/words)/;

/** The shapes of the model and what makes them: pages that check something with one fetch them; nothing begins with them. */
const isShape = (id: string): boolean =>
  /\/node_modules\/zod\/|\/src\/model\/(?:period|lifecycle|metric|problem|operation|blueprint\/(?:blueprint|wording|inputs|journey|organisation))\.ts$/.test(
    id,
  );

export default defineConfig({
  root: folder('.'),
  plugins: [react(), operationsModule(), shapesOnDemand(), earlyScript(), packedFiles()],
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
              name: (id, context) => (byApp(id, context) && byOutside(id, context) && !isShape(id) ? 'common' : null),
              tags: ['$initial'],
              includeDependenciesRecursively: false,
              priority: 4,
            },
            {
              name: (id, context) => (byApp(id, context) && !isShape(id) ? 'start' : null),
              tags: ['$initial'],
              includeDependenciesRecursively: false,
              priority: 3,
            },
            { name: 'parts', test: sharedParts, minShareCount: 3, priority: 2 },
            { name: 'widgets', test: /\/node_modules\/(?:@mantine|@tabler)\//, minShareCount: 2, priority: 1 },
          ],
        },
      },
    },
    // A browser that knows no modulepreload fetches files when it gets to them.
    modulePreload: { polyfill: false },
    target: 'es2022',
    chunkSizeWarningLimit: 700,
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8321' } },
});
