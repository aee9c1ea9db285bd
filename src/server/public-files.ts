import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const Manifest = z.record(
  z.string(),
  z.object({
    file: z.string(),
    css: z.array(z.string()).default([]),
    assets: z.array(z.string()).default([]),
    imports: z.array(z.string()).default([]),
  }),
);

/** Pages for people without a session, and what stands beside them in the root. */
const entries = ['survey.html', 'access.html'];
const beside = ['/start.js', '/icon.svg'];

/**
 * Paths of the files that the survey and the sign-in are made of, as the build lists them; no other file of the app is among them.
 *
 * Where nothing is built, only those in the root.
 */
export const publicFiles = async (webDirectory: string): Promise<ReadonlySet<string>> => {
  const text = await readFile(join(webDirectory, '.vite/manifest.json'), 'utf8').catch(() => '{}');
  const manifest = Manifest.parse(JSON.parse(text));
  const found = new Set<string>();
  const add = (name: string): void => {
    const chunk = manifest[name];
    if (chunk === undefined || found.has(`/${chunk.file}`)) return;
    for (const file of [chunk.file, ...chunk.css, ...chunk.assets]) found.add(`/${file}`);
    for (const below of chunk.imports) add(below);
  };
  for (const entry of entries) add(entry);
  return new Set([...found, ...beside]);
};
