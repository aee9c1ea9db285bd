import { access, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';
import { startProduct } from '../cli/product.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the run's one demo company is kept once somebody needed it. */
    demoShelf: string;
  }
}

type Build = { build(wanted: string[]): Promise<boolean> };

/** Run once for all test files: threads run what is built, so it is made sure of; and a shelf for the demo company, cleared at the end. */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const { build } = (await import(new URL('../../bin/build.mjs', import.meta.url).href)) as Build;
  await build(['server']);
  const shelf = await mkdtemp(join(tmpdir(), 'conveyor-demo-'));
  project.provide('demoShelf', shelf);
  return () => rm(shelf, { recursive: true, force: true });
};

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** What `start --demo` leaves behind: an error where it says so, or says nothing for minutes. */
const loadDemo = async (data: string): Promise<void> => {
  const product = await startProduct(data, '--demo');
  try {
    for (let tries = 0; !product.stderr().includes('the demo company is in workspace demo'); tries += 1) {
      if (tries > 3_000 || product.stderr().includes('was not loaded')) throw new Error(product.stderr());
      await wait(100);
    }
  } finally {
    await product.stop();
  }
};

/** The demo company of this run, loaded for whoever of the test files asks first. */
const demoOfThisRun = async (): Promise<string> => {
  const shelf = inject('demoShelf');
  const data = join(shelf, 'data');
  const done = join(shelf, 'done');
  const isFirst = await mkdir(join(shelf, 'taken')).then(
    () => true,
    () => false,
  );
  if (isFirst) {
    await loadDemo(data).then(
      () => writeFile(done, ''),
      (error) => writeFile(done, String(error)),
    );
  }
  while (!(await isThere(done))) await wait(100);
  const failure = await readFile(done, 'utf8');
  if (failure) throw new Error(`the demo company did not come: ${failure}`);
  return data;
};

/** Puts the data of the demo company, whole and at rest, into a new folder. */
export const copyDemo = async (to: string): Promise<void> => cp(await demoOfThisRun(), to, { recursive: true });
