import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';

const web = join(import.meta.dirname, '../../dist/web');
const Manifest = z.record(z.string(), z.object({ file: z.string(), imports: z.array(z.string()).default([]) }));

it('a page of the app begins without the library of shapes', async () => {
  const manifest = Manifest.parse(JSON.parse(await readFile(join(web, '.vite/manifest.json'), 'utf8')));
  const needed = new Set<string>();
  const visit = (name: string): void => {
    if (needed.has(name)) return;
    needed.add(name);
    for (const imported of manifest[name]?.imports ?? []) visit(imported);
  };
  visit('index.html');
  visit('features/conveyor/conveyor-page.tsx');
  const files = [...needed].map((name) => manifest[name]?.file ?? '');
  expect(files.length).toBeGreaterThan(3);
  const code = await Promise.all(files.map((file) => readFile(join(web, file), 'utf8')));
  expect(files.filter((_, at) => code[at]?.includes('_zod'))).toEqual([]);
  // What the name of the library is looked for by does stand in it.
  const all = await Promise.all(Object.values(manifest).map(({ file }) => readFile(join(web, file), 'utf8')));
  expect(all.some((text) => text.includes('_zod'))).toBe(true);
});
