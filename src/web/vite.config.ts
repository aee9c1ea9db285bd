import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const folder = (path: string): string => decodeURIComponent(new URL(path, import.meta.url).pathname);

export default defineConfig({
  root: folder('.'),
  plugins: [react()],
  build: {
    outDir: folder('../../dist/web'),
    emptyOutDir: true,
    // Tells the server which files the pages for people without a session are made of.
    manifest: true,
    rolldownOptions: { input: ['index.html', 'survey.html', 'access.html'].map(folder) },
    target: 'es2022',
    chunkSizeWarningLimit: 700,
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8321' } },
});
