import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { barriers, plain, type Visit, visit } from '../support/browser.ts';
import { beginJourney, type Journey } from '../support/journey.ts';

/** Every page as everybody meets it: in both languages and themes, on a desk and on a phone. */
let journey: Journey;

const year = 'workspace=demo&from=2025-01-01&to=2026-01-01';

const addresses = [
  '/?workspace=main',
  '/conveyor?workspace=main',
  '/guide?workspace=main',
  '/audit?workspace=main',
  '/audit/report?workspace=main',
  '/decisions?workspace=main',
  '/money?workspace=main',
  '/attribution?workspace=main',
  '/forecast?workspace=main',
  '/customers?workspace=main',
  '/data?workspace=main',
  '/design?workspace=main',
  '/offer?workspace=main',
  '/journeys?workspace=main',
  '/lifecycle?workspace=main',
  '/organisation?workspace=main',
  '/organisation?workspace=main&tab=needed',
  '/versions?workspace=main',
  `/?${year}`,
  `/?${year}&station=new`,
  `/?${year}&number=unit_cost_acquisition`,
  `/?${year}&number=cost_acquisition&rows=costs:acquisition`,
  `/?workspace=demo&from=2021-01-01&to=2022-01-01&number=ltv_cac`,
  `/guide?${year}`,
  `/audit?${year}`,
  `/audit?${year}&q=1`,
  `/audit?${year}&q=4`,
  `/audit/report?${year}`,
  `/decisions?${year}`,
  `/money?${year}`,
  `/money?${year}&by=channel`,
  `/attribution?${year}`,
  `/forecast?${year}`,
  `/forecast?${year}&by=customer`,
  `/attribution?${year}&value=gross_profit&credit=E-mail`,
  `/customers?${year}`,
  `/customers?${year}&stage=lost&search=qqqq`,
  `/customers/K-00097?${year}`,
  `/customers/nobody?${year}`,
  `/data?${year}`,
  `/data?${year}&tab=quality`,
  `/data?${year}&tab=history`,
  `/data?${year}&tab=quarantine`,
  `/data?${year}&tab=typed&month=2025-06-01`,
  `/data?${year}&tab=settings`,
  `/data?${year}&tab=identity`,
  `/data?${year}&tab=workspaces`,
  `/design?${year}`,
  `/offer?${year}`,
  `/journeys?${year}`,
  `/lifecycle?${year}`,
  `/lifecycle?${year}&tab=rules`,
  `/organisation?${year}&finding=stage_without_owner&stage=new`,
  `/organisation?${year}&tab=responsibility&stage=new`,
  `/organisation?${year}&tab=people`,
  `/organisation?${year}&tab=needed`,
  `/versions?${year}`,
  `/nowhere?${year}`,
  '/money?workspace=nobody',
];

const readers = [
  { language: 'ru', width: 1280 },
  { language: 'ru', width: 390 },
  { language: 'en', width: 1280 },
  { language: 'en', width: 390 },
] as const;

/** What opens over a page, and where the button stands that opens it. */
const openers = [
  { address: `/?${year}`, button: 'Тема, язык' },
  { address: `/design?${year}`, button: 'HoReCa: кофейни и рестораны' },
  { address: `/offer?${year}`, button: /^Сервис-подписка/u },
  { address: `/lifecycle?${year}`, button: 'Новый клиент' },
  { address: `/organisation?${year}&tab=people`, button: 'Игорь Лебедев' },
  { address: `/organisation?${year}&tab=responsibility`, button: 'Маркетинг-менеджер' },
  { address: `/?${year}`, button: /^Компания:/u },
  { address: `/?${year}`, button: '2025' },
  { address: `/?${year}`, button: /^Найти или сделать/u },
  { address: `/customers?${year}`, button: 'Выгрузить' },
  { address: `/customers/K-00097?${year}&show=order_line`, button: /Изменить вид покупки/u },
  { address: `/data?${year}&tab=history`, button: /^Отменить загрузку/u },
];

beforeAll(async () => {
  journey = await beginJourney('demo');
}, 300_000);

afterAll(() => journey?.end());

/** Words no reader should meet: names of texts instead of texts, holes left in them, numbers that are none. */
const unspeakable =
  /\b(?:shell|guide|decisions|audit|attribution|forecast|conveyor|customers|design|journey|data|importing|money|number|reasons|notes)\.(?!csv|tsv|xlsx|ndjson|parquet)[a-z]\w*(?:\.\w+)*\b|\{\{|\}\}|\bNaN\b|\bundefined\b|\bInfinity\b|∞|\[object|\bnull\b/u;

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

/** Rules that depend on colours: what another theme can break, and another width can't. */
const colourRules = ['color-contrast', 'link-in-text-block'];
/** Rules that depend on words: what another language can break. */
const wordRules = [
  'html-has-lang',
  'html-lang-valid',
  'valid-lang',
  'button-name',
  'link-name',
  'label',
  'aria-command-name',
  'aria-input-field-name',
  'aria-dialog-name',
];

type Look = { isFirst: boolean; isPhone: boolean; isFirstLanguage: boolean };

/** What is wrong with a page. The first is loaded anew, the next are gone to from it, as people go. */
const findings = async (reader: Visit, address: string, look: Look): Promise<string[]> => {
  const { page } = reader;
  const found: string[] = [];
  const note = (what: string): void => void found.push(`${address} ${what}`);
  if (look.isFirst) await page.goto(`${journey.product.url}${address}`);
  else await page.evaluate((to) => window.history.pushState({}, '', to), address);
  await reader.settled();
  // All but words is the same in both languages, words and colours are the same at every width.
  if (look.isFirstLanguage)
    for (const barrier of await barriers(page, look.isPhone ? { but: colourRules } : {})) note(barrier);
  else if (!look.isPhone) for (const barrier of await barriers(page, { only: wordRules })) note(barrier);
  for (const word of await everyWord(page)) {
    const hit = unspeakable.exec(word);
    if (hit) note(`says «${word.slice(Math.max(0, hit.index - 40), hit.index + 60)}»`);
  }
  const headings = await page.locator('h1').count();
  if (headings !== 1) note(`has ${headings} headings of the first level`);
  if (look.isPhone) {
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (overflow > 0) note(`scrolls sideways by ${overflow} px`);
  }
  // A phone's menus and dialogs are opened in the dark below, each over its page.
  if (look.isFirstLanguage && !look.isPhone) {
    await page.emulateMedia({ colorScheme: 'dark' });
    for (const barrier of await barriers(page, { only: colourRules })) note(`in the dark: ${barrier}`);
    await page.emulateMedia({ colorScheme: 'light' });
  }
  const isAbsent = address.includes('nobody');
  for (const complaint of reader.complaints())
    if (!(isAbsent && complaint.includes('404'))) note(`complains: ${complaint}`);
  return found;
};

describe('every page', () => {
  it.concurrent.each(readers)(
    'is open to everybody in $language at $width px',
    { timeout: 600_000 },
    async ({ language, width }) => {
      const reader = await visit(journey.browser, {
        locale: language === 'ru' ? 'ru-RU' : 'en-GB',
        viewport: { width, height: width === 390 ? 844 : 900 },
      });
      const found: string[] = [];
      for (const [at, address] of addresses.entries()) {
        const look = { isFirst: at === 0, isPhone: width === 390, isFirstLanguage: language === 'ru' };
        found.push(...(await findings(reader, address, look)));
      }
      await reader.close();
      expect(found).toEqual([]);
    },
  );

  it.concurrent.each([1280, 390])(
    'opens its menus and dialogs to everybody at %i px',
    async (width) => {
      const reader = await visit(journey.browser, { viewport: { width, height: 900 }, colorScheme: 'dark' });
      const { page } = reader;
      const found: string[] = [];
      for (const { address, button } of openers) {
        await page.goto(`${journey.product.url}${address}`);
        await reader.settled();
        const opener = page.getByRole('button', { name: button }).filter({ visible: true }).first();
        await opener.waitFor().catch(async () => {
          const words = plain(await page.locator('body').innerText()).slice(0, 400);
          throw new Error(`${address} has no button ${button}: ${words} ${reader.complaints().join('; ')}`);
        });
        await opener.click();
        await page.locator('[role=menu], [role=dialog]').filter({ visible: true }).first().waitFor();
        await reader.settled();
        for (const barrier of await barriers(page)) found.push(`${address} ${button}: ${barrier}`);
        await page.keyboard.press('Escape');
        await page
          .locator('[role=menu], [role=dialog]')
          .filter({ visible: true })
          .first()
          .waitFor({ state: 'detached' });
      }
      found.push(...reader.complaints());
      await reader.close();
      expect(found).toEqual([]);
    },
    300_000,
  );
});
