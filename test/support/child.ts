import { type ChildProcess, spawn } from 'node:child_process';
import { basename, join } from 'node:path';
import { build } from 'vite';

const made = join(import.meta.dirname, '../../node_modules/.cache/conveyor-children');

/** Bundles a TypeScript program of the tests so that plain `node` runs it as a process of its own; returns its path. */
export const childProgram = async (source: string): Promise<string> => {
  const outDir = join(made, String(process.pid));
  const name = `${basename(source, '.ts')}.mjs`;
  await build({
    configFile: false,
    logLevel: 'error',
    root: join(import.meta.dirname, '../..'),
    build: {
      ssr: source,
      outDir,
      emptyOutDir: false,
      target: 'node20',
      minify: false,
      rollupOptions: { output: { entryFileNames: name } },
    },
  });
  return join(outDir, name);
};

/** Starts a bundled program; its standard error goes to the test's. */
export const startChild = (program: string, ...parameters: string[]): ChildProcess =>
  spawn(process.execPath, [program, ...parameters], { stdio: ['ignore', 'pipe', 'inherit'] });

/** Resolves when the process is gone, with its exit code (null when it was killed). */
export const gone = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve(child.exitCode);
    else child.once('exit', (code) => resolve(code));
  });
