import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const folder = (path: string): string => decodeURIComponent(new URL(path, import.meta.url).pathname);

/** A numeric library asks by `eval` whether there are generators; the server's content policy forbids that, and every browser we build for has them. */
const withGenerators: Plugin = {
  name: 'with-generators',
  enforce: 'pre',
  load: (id) => (/assert-has-generator-support\/lib\/index\.js$/u.test(id) ? 'module.exports = () => true;' : null),
};

export default defineConfig({
  root: folder('.'),
  plugins: [withGenerators, react()],
  build: {
    outDir: folder('../../dist/web'),
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 700,
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8321' } },
});
