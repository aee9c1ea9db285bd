import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { type Running, startProduct } from '../cli/product.ts';
import { openBrowser, type Visit, visit } from './browser.ts';
import { copyDemo } from './demo-data.ts';

/** A product of one's own with no facts, and somebody who looks at it. */
export type Journey = {
  /** A folder for the data and for files to bring; gone at the end. */
  folder: string;
  product: Running;
  browser: Browser;
  person: Visit;
  page: Page;
  /** Opens an address of the product anew and waits until all of it is there. */
  go: (address: string) => Promise<void>;
  end: () => Promise<void>;
};

/** Starts the product and a browser: with no facts, or with the demo company as somebody loaded it before. */
export const beginJourney = async (holding: 'nothing' | 'demo' = 'nothing'): Promise<Journey> => {
  const folder = await mkdtemp(join(tmpdir(), 'conveyor-journey-'));
  if (holding === 'demo') await copyDemo(join(folder, 'data'));
  const [started, opened] = await Promise.allSettled([startProduct(join(folder, 'data')), openBrowser()]);
  const end = async (): Promise<void> => {
    if (opened.status === 'fulfilled') await opened.value.close();
    if (started.status === 'fulfilled') await started.value.stop();
    await rm(folder, { recursive: true, force: true });
  };
  if (started.status === 'rejected' || opened.status === 'rejected') {
    await end();
    throw started.status === 'rejected' ? started.reason : (opened as PromiseRejectedResult).reason;
  }
  const person = await visit(opened.value);
  const go = async (address: string): Promise<void> => {
    await person.page.goto(`${started.value.url}${address}`);
    await person.settled();
  };
  return { folder, product: started.value, browser: opened.value, person, page: person.page, go, end };
};
