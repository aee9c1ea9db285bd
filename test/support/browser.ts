import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from 'playwright-core';

const finder = pathToFileURL(join(import.meta.dirname, '../../bin/ensure-browser.mjs')).href;

/** The browser of this machine, found as `bin/ensure-browser.mjs` finds it; where there is none, the test fails. */
export const openBrowser = async (): Promise<Browser> => {
  const { findBrowser } = (await import(finder)) as { findBrowser: () => Promise<string | null> };
  const executablePath = await findBrowser();
  if (!executablePath) throw new Error('No Chrome or Chromium: run `node bin/ensure-browser.mjs` first.');
  // Chromium refuses its sandbox to root, and imitates a graphics card at the cost of a processor where there is none.
  const args = ['--disable-gpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
  return chromium.launch({ executablePath, args });
};

export type Visit = {
  page: Page;
  /** What the browser complained about since the last call: errors in the console, exceptions, failed requests. */
  complaints: () => string[];
  /** Waits until everything asked for has come and nothing on the page says it is loading. */
  settled: () => Promise<void>;
  close: () => Promise<void>;
};

/** A person with a browser of their own: a new profile, in Russian unless told. */
export const visit = async (browser: Browser, options: BrowserContextOptions = {}): Promise<Visit> => {
  const context = await browser.newContext({
    locale: 'ru-RU',
    timezoneId: 'Europe/Moscow',
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
    acceptDownloads: true,
    ...options,
  });
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  const heard: string[] = [];
  const open = new Set<unknown>();
  page.on('console', (message) => {
    if (message.type() === 'error') heard.push(message.text());
  });
  page.on('pageerror', (error) => heard.push(String(error)));
  page.on('request', (request) => open.add(request));
  page.on('requestfinished', (request) => open.delete(request));
  page.on('requestfailed', (request) => {
    open.delete(request);
    const why = request.failure()?.errorText ?? '';
    // What a left page had asked for is dropped; a download leaves the page's hands.
    if (!why.includes('ERR_ABORTED')) heard.push(`${request.url()}: ${why}`);
  });
  const settled = async (): Promise<void> => {
    await page.locator('main :is(h1, h2)').first().waitFor();
    for (let quiet = 0; quiet < 4; ) {
      await page.waitForTimeout(40);
      const isLoading = open.size > 0 || (await page.locator('[role=status]:has(.visually-hidden)').count()) > 0;
      quiet = isLoading ? 0 : quiet + 1;
    }
    await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' });
  };
  return { page, complaints: () => heard.splice(0), settled, close: () => context.close() };
};

/** Text with every kind of space made plain, so that «2 896 ₽» is found however it was set. */
export const plain = (text: string): string => text.replace(/\s+/gu, ' ').trim();

/** All the text of a part of the page, as one reads it. */
export const textOf = async (part: Locator): Promise<string> => plain(await part.innerText());

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

type AxeRun = (
  where: Document,
  how: object,
) => Promise<{ violations: { id: string; impact: string | null; nodes: { target: string[] }[] }[] }>;

/** What axe finds serious or critical on the page as it stands, by all its rules, by some `only`, or by all `but` some. */
export const barriers = async (
  page: Page,
  rules: { only?: readonly string[]; but?: readonly string[] } = {},
): Promise<string[]> => {
  await page.evaluate(`if (!globalThis.axe) { ${axeSource} }`);
  return page.evaluate(async ({ only, but = [] }) => {
    const { axe } = globalThis as unknown as { axe: { run: AxeRun } };
    const { violations } = await axe.run(document, {
      resultTypes: ['violations'],
      rules: Object.fromEntries(but.map((rule) => [rule, { enabled: false }])),
      ...(only ? { runOnly: { type: 'rule', values: only } } : {}),
    });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
  }, rules);
};
