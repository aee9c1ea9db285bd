#!/usr/bin/env node
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/**
 * Builds the server (`tsc`), the empty database a new registry is copied from, and the web app (`vite`), each when a
 * source is newer than the last build.
 *
 * The stamp holds the newest source's time and the number of sources, so that a deleted file builds too. Two processes
 * that start at once take turns by a lock directory; a lock whose owner is gone is taken over.
 */
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');
const lock = join(dist, '.build-lock');

const newest = (paths) => {
  let latestMs = 0;
  let count = 0;
  const visit = (path) => {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (!stat) return;
    if (stat.isDirectory()) {
      for (const name of readdirSync(path)) visit(join(path, name));
      return;
    }
    count += 1;
    latestMs = Math.max(latestMs, stat.mtimeMs, stat.ctimeMs);
  };
  for (const path of paths) visit(join(root, path));
  return `${latestMs} ${count}`;
};

const shared = ['package-lock.json', 'tsconfig.base.json'];
const tools = ['verify', 'bench'];
const serverFolders = () =>
  readdirSync(join(root, 'src'))
    .sort()
    .filter((name) => name !== 'web' && !tools.includes(name));

const run = (script, args) => {
  const done = spawnSync(process.execPath, [join(root, script), ...args], { cwd: root, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`${done.stdout ?? ''}${done.stderr ?? ''}`.trim() || String(done.error));
};

const compile = (folder) => run('node_modules/typescript/bin/tsc', ['-b', `src/${folder}`]);

const emptyRegistry = join(dist, 'empty-registry');

const parts = [
  {
    name: 'server',
    sources: () => [...serverFolders().map((name) => `src/${name}`), ...shared],
    isThere: () => existsSync(join(dist, 'cli/main.js')),
    build: () => compile('cli'),
  },
  {
    name: 'registry',
    sources: () => ['package-lock.json', 'src/store/registry/engines/pglite.ts'],
    isThere: () => existsSync(join(emptyRegistry, 'PG_VERSION')),
    build: () => {
      rmSync(emptyRegistry, { recursive: true, force: true });
      run('bin/empty-registry.mjs', [emptyRegistry]);
    },
  },
  {
    name: 'web',
    sources: () => ['src/web', 'src/model', 'src/analysis', ...shared],
    isThere: () => existsSync(join(dist, 'web/index.html')),
    isWanted: () => existsSync(join(root, 'src/web/vite.config.ts')),
    build: () => run('node_modules/vite/bin/vite.js', ['build', 'src/web', '--logLevel', 'error']),
  },
  ...tools.map((name) => ({
    name,
    sources: () => [`src/${name}`, ...serverFolders().map((folder) => `src/${folder}`), ...shared],
    isThere: () => existsSync(join(dist, name, 'main.js')),
    isWanted: () => existsSync(join(root, 'src', name)),
    build: () => compile(name),
  })),
];

const stampOf = (part) => join(dist, `.built-${part.name}`);
const isFresh = (part) => {
  if (part.isWanted && !part.isWanted()) return true;
  if (!part.isThere() || !existsSync(stampOf(part))) return false;
  return readFileSync(stampOf(part), 'utf8') === newest(part.sources());
};

const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};

const takeLock = async () => {
  for (;;) {
    try {
      mkdirSync(lock);
      writeFileSync(join(lock, 'pid'), String(process.pid));
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const ageMs = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    const pid = existsSync(join(lock, 'pid')) ? Number(readFileSync(join(lock, 'pid'), 'utf8')) : 0;
    if (ageMs > 5_000 && !(pid && isAlive(pid))) rmSync(lock, { recursive: true, force: true });
    await sleep(100);
  }
};

/**
 * Builds what is stale of `wanted` (everything where nothing is named); resolves with whether anything was.
 *
 * Throws with the tool's own words when a build fails.
 */
export const build = async (wanted = parts.map((part) => part.name)) => {
  const asked = parts.filter((part) => wanted.includes(part.name));
  if (asked.every(isFresh)) return false;
  mkdirSync(dist, { recursive: true });
  await takeLock();
  try {
    const stale = asked.filter((part) => !isFresh(part));
    if (stale.length === 0) return false;
    const startedAt = Date.now();
    for (const part of stale) {
      const sources = newest(part.sources());
      part.build();
      writeFileSync(stampOf(part), sources);
    }
    const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
    process.stderr.write(`Conveyor: built ${stale.map((part) => part.name).join(' and ')} in ${seconds} s\n`);
    return true;
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    if (!(await build())) process.stderr.write('Conveyor: the build is fresh\n');
  } catch (error) {
    process.stderr.write(`Conveyor: the build failed\n${error.message}\n`);
    process.exitCode = 1;
  }
}
