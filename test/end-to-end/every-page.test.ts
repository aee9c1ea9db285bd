import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Running, startProduct } from '../cli/product.ts';
import { barriers, openBrowser, plain, type Visit, visit } from '../support/browser.ts';

/** Every page as everybody meets it: in both languages and themes, on a desk and on a phone. */
let folder: string;
let product: Running;
let browser: Browser;

const year = 'workspace=demo&from=2025-01-01&to=2026-01-01';

const addresses = [
  '/?workspace=main',
  '/money?workspace=main',
  '/customers?workspace=main',
  '/data?workspace=main',
  `/?${year}`,
  `/?${year}&station=new`,
  `/?${year}&number=unit_cost_acquisition`,
  `/?${year}&number=cost_acquisition&rows=costs:acquisition`,
  `/?workspace=demo&from=2021-01-01&to=2022-01-01&number=ltv_cac`,
  `/money?${year}`,
  `/money?${year}&by=channel`,
  `/customers?${year}`,
  `/customers?${year}&stage=lost&search=qqqq`,
  `/customers/K-00097?${year}`,
  `/customers/nobody?${year}`,
  `/data?${year}`,
  `/data?${year}&tab=history`,
  `/data?${year}&tab=quarantine`,
  `/data?${year}&tab=typed&month=2025-06-01`,
  `/data?${year}&tab=settings`,
  `/data?${year}&tab=workspaces`,
  `/nowhere?${year}`,
];

const readers = [
  { language: 'ru', width: 1280 },
  { language: 'ru', width: 390 },
  { language: 'en', width: 1280 },
  { language: 'en', width: 390 },
] as const;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'conveyor-every-page-'));
  [product, browser] = await Promise.all([startProduct(join(folder, 'data'), '--demo'), openBrowser()]);
  for (let tries = 0; ; tries += 1) {
    const state = await fetch(`${product.url}/api/workspaces`).then((answer) => answer.json());
    if (JSON.stringify(state).includes('"isDemo":true,"isEmpty":false')) break;
    if (tries > 400) throw new Error(`the demo company did not come: ${product.stderr()}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
});

afterAll(async () => {
  await browser?.close();
  await product?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Words no reader should meet: names of texts instead of texts, holes left in them, numbers that are none. */
const unspeakable =
  /\b(?:shell|conveyor|customers|data|money|number|reasons|notes)\.(?!csv|tsv|xlsx|ndjson|parquet)[a-z]\w*(?:\.\w+)*\b|\{\{|\}\}|\bNaN\b|\bundefined\b|\bInfinity\b|∞|\[object|\bnull\b/u;

/** What is read on the page or said of it to a screen reader. */
const everyWord = async (page: Page): Promise<string[]> => {
  const words = await page.evaluate(() => {
    const spoken = ['aria-label', 'title', 'placeholder', 'alt', 'aria-description'];
    const attributes = [...document.querySelectorAll(spoken.map((name) => `[${name}]`).join(','))].flatMap((element) =>
      spoken.flatMap((name) => element.getAttribute(name) ?? []),
    );
    return [document.title, document.body.innerText, ...attributes];
  });
  return words.map(plain);
};

/** Rules that depend on colours: what another theme can break. */
const colourRules = ['color-contrast', 'link-in-text-block'];

const findings = async (reader: Visit, address: string, isPhone: boolean): Promise<string[]> => {
  const { page } = reader;
  const found: string[] = [];
  const note = (what: string): void => void found.push(`${address} ${what}`);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(`${product.url}${address}`);
  await reader.settled();
  for (const barrier of await barriers(page)) note(barrier);
  for (const word of await everyWord(page)) {
    const hit = unspeakable.exec(word);
    if (hit) note(`says «${word.slice(Math.max(0, hit.index - 40), hit.index + 60)}»`);
  }
  if (isPhone) {
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (overflow > 0) note(`scrolls sideways by ${overflow} px`);
  }
  await page.emulateMedia({ colorScheme: 'dark' });
  for (const barrier of await barriers(page, colourRules)) note(`in the dark: ${barrier}`);
  const isAbsent = address.startsWith('/customers/nobody');
  for (const complaint of reader.complaints())
    if (!(isAbsent && complaint.includes('404'))) note(`complains: ${complaint}`);
  return found;
};

describe('every page', () => {
  it.concurrent.each(readers)(
    'is open to everybody in $language at $width px',
    { timeout: 240_000 },
    async ({ language, width }) => {
      const reader = await visit(browser, {
        locale: language === 'ru' ? 'ru-RU' : 'en-GB',
        viewport: { width, height: width === 390 ? 844 : 900 },
      });
      const found: string[] = [];
      for (const address of addresses) found.push(...(await findings(reader, address, width === 390)));
      await reader.close();
      expect(found).toEqual([]);
    },
  );
});
