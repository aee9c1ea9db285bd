import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** Files that get smaller by packing; pictures and typefaces are packed already. */
const isText = (name: string): boolean => /\.(?:js|css|html|svg)$/.test(name);
/** Below this a packet of the network holds them anyway. */
const leastBytes = 1400;

/** Lays beside every larger text file the same packed with gzip, for whoever opens a page over a network: the server need not pack it each time. */
export const packedFiles = (): Plugin => ({
  name: 'packed-files',
  writeBundle({ dir }) {
    if (dir === undefined) return;
    for (const name of readdirSync(dir, { recursive: true, encoding: 'utf8' })) {
      const path = join(dir, name);
      if (!isText(name) || statSync(path).size < leastBytes) continue;
      writeFileSync(`${path}.gz`, gzipSync(readFileSync(path), { level: 9 }));
    }
  },
});
