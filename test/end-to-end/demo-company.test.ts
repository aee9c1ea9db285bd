import { readFile } from 'node:fs/promises';
import type { Page, Request } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { barriers, plain, textOf, type Visit, visit } from '../support/browser.ts';
import { beginJourney, type Journey } from '../support/journey.ts';

/** A newcomer's first morning, in one browser: from an empty page to a number that somebody corrects by hand. */
let journey: Journey;
let person: Visit;
let page: Page;
let go: Journey['go'];

/** Numbers are counted anew before they show. */
const soon = { timeout: 20_000 };

const year = 'workspace=demo&from=2025-01-01&to=2026-01-01';

beforeAll(async () => {
  journey = await beginJourney();
  ({ person, page, go } = journey);
});

afterEach(() => {
  expect(person.complaints()).toEqual([]);
});

afterAll(() => journey?.end());

const panel = () => page.getByRole('dialog');

/** The first sum of money in a text. */
const moneyIn = (text: string): number => {
  const value = /(−?\d[\d ]*(?:,\d+)?) ₽/u.exec(text)?.[1];
  if (value === undefined) throw new Error(`no money in: ${text}`);
  return Number(value.replaceAll(' ', '').replace(',', '.').replace('−', '-'));
};

/** The value of a number as its own panel says it in full. */
const numberInFull = async (metric: string): Promise<number> => {
  await go(`/?${year}&number=${metric}`);
  await panel().getByRole('heading', { name: 'Как считается' }).waitFor();
  const story = await textOf(panel());
  return moneyIn(story);
};

const linesOfDownload = async (start: () => Promise<void>): Promise<string[]> => {
  const [download] = await Promise.all([page.waitForEvent('download'), start()]);
  const text = await readFile(await download.path(), 'utf8');
  return text
    .replace(/^\uFEFF/u, '')
    .trimEnd()
    .split(/\r?\n/u);
};

describe('the demo company in the browser', () => {
  it('leads from nothing to the conveyor of 2025', async () => {
    await page.goto(journey.product.url);
    await page.getByRole('heading', { name: 'Здесь появится ваш конвейер' }).waitFor();
    await page.getByRole('button', { name: 'Посмотреть демо-компанию' }).click();
    await page.getByRole('progressbar').waitFor();
    const costs = page.getByRole('region', { name: 'Во что обходится один успех' });
    await costs.waitFor({ timeout: 90_000 });
    await person.settled();
    expect(new URL(page.url()).searchParams.get('workspace')).toBe('demo');
    expect(await textOf(page.getByRole('group', { name: 'Период' }))).toBe('2025');

    const words = await textOf(page.getByRole('main'));
    expect(words).toMatch(/Вывести на результат 2 896 ₽/u);
    expect(words).toMatch(/Новые, не дошедшие до результата 20,8 % .*265 из 1 277 новых/u);
    expect(words).toContain('«HoReCa: кофейни и рестораны»: вернуть 8 429 ₽, привлечь 55 208 ₽ — в 6,6 раза дороже');
    expect(words).toMatch(/Платный поиск в притоке 46 %/u);
    expect(words).toMatch(/Привлечь 11 048 ₽ .*по сегментам от 3 391 ₽ до 140 909 ₽ — в 42 раза/u);
  });

  it.each([
    ['a year in the address', `/?${year}`],
    ['no time in the address', '/conveyor?workspace=demo'],
    ['one segment', `/?${year}&segment=horeca`],
  ])('asks each question once, and before the program is there: %s', async (_, address) => {
    const asked: string[] = [];
    const note = (request: Request): void => {
      if (request.resourceType() === 'fetch' && /(?:measure|conveyor)$/.test(request.url()))
        asked.push(`${request.url().split('/').at(-1)} ${request.postData()}`);
    };
    // What the page before still asks for is not this page's.
    await page.goto('about:blank');
    page.on('request', note);
    await go(address);
    await page.locator('[data-silent]').first().waitFor();
    await person.settled();
    page.off('request', note);
    expect(asked.length).toBeGreaterThanOrEqual(3);
    expect(asked.filter((one, at) => asked.indexOf(one) !== at)).toEqual([]);
    expect(
      await page.evaluate(
        () => (globalThis as { conveyorEarly?: { answers: Map<string, unknown> } }).conveyorEarly?.answers.size,
      ),
    ).toBe(0);
  });

  it('opens what an average hides: each segment with its own number', async () => {
    await go(`/?${year}`);
    await page.getByRole('button', { name: /по сегментам от 3.391.₽ до 140.909.₽/u }).click();
    await panel().getByRole('heading', { name: 'По сегментам' }).waitFor();
    const parts = panel()
      .getByRole('listitem')
      .filter({ has: page.getByRole('button') });
    expect(await textOf(parts.filter({ hasText: 'Частные дома' }))).toContain('3 391 ₽');
    await parts.filter({ hasText: 'Малые производства' }).getByRole('button').click();
    await panel().getByText('2025 · Малые производства').waitFor();
    await panel().getByRole('heading', { name: 'Как считается' }).waitFor();
    expect(moneyIn(await textOf(panel()))).toBeCloseTo(140_909.09, 2);
    await page.goBack();
    await panel().getByRole('heading', { name: 'По сегментам' }).waitFor();
  });

  it('opens the acquisition cost down to its rows, which can be taken along', async () => {
    await go(`/?${year}`);
    await page.getByRole('button', { name: /^Привлечь: 11.048.₽\. Показать/u }).click();
    await panel().getByRole('heading', { name: 'Как считается' }).waitFor();
    expect(page.url()).toContain('number=unit_cost_acquisition');
    const story = await textOf(panel());
    expect(story).toContain('С вашими числами');
    expect(story).toMatch(/= 11 048/u);

    const inputs = panel().locator('section', { has: page.getByRole('heading', { name: 'Из чего' }) });
    const values = (await inputs.getByRole('listitem').allInnerTexts()).map(plain);
    expect(values.length).toBeGreaterThanOrEqual(2);
    for (const value of values) expect(value).toMatch(/\d/u);
    expect(values.join(' · ')).toContain('1 277');

    await inputs.getByRole('button', { name: /1.277/u }).first().click();
    await panel().getByRole('region').waitFor();
    await person.settled();
    const total = Number(/(\d[\d ]*) строк/u.exec(await textOf(panel()))?.[1]?.replaceAll(' ', ''));
    expect(total).toBe(1277);
    await panel()
      .getByRole('button', { name: /^Скачать/u })
      .click();
    const lines = await linesOfDownload(() => page.getByRole('menuitem', { name: /CSV/u }).click());
    expect(lines).toHaveLength(total + 1);

    await page.keyboard.press('Escape');
    await panel().getByRole('button', { name: 'Назад к числу' }).waitFor({ state: 'detached' });
  });

  it('finds a customer by stage and by name, and tells why it stands there', async () => {
    await go(`/customers?${year}`);
    const chip = page.getByRole('group', { name: 'Стадии' }).getByRole('button', { name: /Растут/u });
    const standing = Number(plain(await chip.innerText()).replace(/\D/gu, ''));
    expect(standing).toBeGreaterThan(0);
    await chip.click();
    await expect.poll(async () => textOf(page.getByRole('main')), soon).toMatch(new RegExp(`${standing} строк`, 'u'));
    expect(page.url()).toContain('stage=developed');
    expect(await barriers(page)).toEqual([]);

    const first = page.locator('tr[data-row="0"]');
    const name = plain(await first.getByRole('link').innerText());
    await page.getByRole('searchbox').fill(name);
    await expect.poll(() => new URL(page.url()).searchParams.get('search'), soon).toBe(name);
    await person.settled();
    expect(plain(await first.getByRole('link').innerText())).toBe(name);
    await first.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name }).waitFor();
    const reasons = page.getByRole('list', { name: 'Почему он здесь' }).getByRole('listitem');
    await reasons.first().waitFor();
    for (const reason of await reasons.locator('p').allInnerTexts()) expect(plain(reason).length).toBeGreaterThan(10);
  });

  it('moves a number when a line is reclassed by hand, and back when that is taken back', async () => {
    const before = await numberInFull('rr_regular');
    await panel()
      .getByRole('button', { name: /Показать строки/u })
      .first()
      .click();
    await panel().locator('tr[data-row="0"]').click();
    await page
      .getByRole('heading', { name: 'Почему он здесь' })
      .or(page.getByText('Путь по стадиям'))
      .first()
      .waitFor();
    await page.getByRole('button', { name: /^Покупки/u }).click();
    const line = page.getByRole('listitem').filter({ has: page.getByRole('button', { name: /^Регулярная/u }) });
    const amount = moneyIn(await textOf(line.first()));
    const customer = page.url();

    await line.first().getByRole('button').click();
    await panel().getByRole('radio', { name: 'Развитие' }).check();
    await panel().getByRole('button', { name: 'Исправить' }).click();
    await panel().getByText('Напишите, почему: без этого правку потом не поймут').waitFor();
    await panel().getByText('Напишите своё имя').waitFor();
    await panel().getByRole('textbox', { name: 'Почему' }).fill('Взяли вторую линию оборудования');
    await panel().getByRole('textbox', { name: 'Кто исправляет' }).fill('Анна');
    await panel().getByRole('button', { name: 'Исправить' }).click();
    await panel().waitFor({ state: 'detached' });
    expect(await numberInFull('rr_regular')).toBeCloseTo(before - amount, 2);

    await page.goto(customer);
    await person.settled();
    await page
      .getByRole('button', { name: /^Развитие/u })
      .first()
      .click();
    await panel().getByText('Взяли вторую линию оборудования').waitFor();
    await panel().getByRole('button', { name: 'Вернуть по правилу' }).click();
    await panel().waitFor({ state: 'detached' });
    await expect.poll(async () => moneyIn(await textOf(line.first())), soon).toBe(amount);
    expect(await numberInFull('rr_regular')).toBe(before);
  });

  it('keeps the whole view in its address', async () => {
    const address = `/customers?${year}&stage=regular&sort=orders&asc=true&number=nmc`;
    await go(address);
    await panel().getByRole('heading', { name: 'Как считается' }).waitFor();
    const words = await textOf(page.locator('body'));
    const tab = await page.context().newPage();
    await tab.goto(page.url());
    await tab.getByRole('dialog').getByRole('heading', { name: 'Как считается' }).waitFor();
    await expect.poll(() => textOf(tab.locator('body')), soon).toBe(words);
    await tab.close();
  });

  it('is walked by keyboard: Tab to a station, Enter opens it, Escape gives the place back', async () => {
    await go(`/?${year}`);
    const focused = () => page.evaluate(() => document.activeElement?.closest('button')?.innerText ?? '');
    for (let steps = 0; steps < 60 && !(await focused()).includes('Потеряны'); steps += 1)
      await page.keyboard.press('Tab');
    expect(plain(await focused())).toContain('Потеряны');
    await page.keyboard.press('Enter');
    await panel().getByRole('heading', { name: 'Потеряны' }).waitFor();
    expect(page.url()).toContain('station=lost');
    await page.keyboard.press('Escape');
    await panel().waitFor({ state: 'detached' });
    await expect.poll(focused, soon).toContain('Потеряны');
  });
});

const rows = () => page.locator('tbody tr[data-row]');
const focusedRow = () => page.evaluate(() => Number(document.activeElement?.getAttribute('data-row') ?? -1));

describe('customers in the browser', () => {
  it('shows those who made one move within a period', async () => {
    await go('/customers?workspace=demo&stage=regular&entered=2025-01-01..2026-01-01&movedFrom=winback');
    await page.getByText('«Возвращаем» → «Постоянные»').waitFor();
    expect(await textOf(page.getByText(/^[\d\s]+ строк/u))).toMatch(/^156 строк/u);
    await page.getByRole('button', { name: 'Снять этот фильтр' }).click();
    await person.settled();
    expect(new URL(page.url()).searchParams.has('entered')).toBe(false);
  });

  it('goes through rows by arrows, loads on at the end, and opens one by Enter', async () => {
    await go('/customers?workspace=demo');
    await rows().first().focus();
    for (let at = 1; at <= 3; at += 1) {
      await page.keyboard.press('ArrowDown');
      await expect.poll(focusedRow).toBe(at);
    }
    await page.keyboard.press('End');
    await expect.poll(focusedRow).toBe(499);
    await person.settled();
    await page.keyboard.press('End');
    await expect.poll(focusedRow).toBe(999);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Всё, что было' }).waitFor();
    expect(await barriers(page)).toEqual([]);
  });

  it('finds the list as it was left: its filter, its rows, how far down it was', async () => {
    await go('/customers?workspace=demo&stage=regular');
    const table = page.getByRole('region', { name: 'Клиенты' });
    const depth = () => table.evaluate((element) => element.scrollTop);
    await rows().first().focus();
    await page.keyboard.press('End');
    await expect.poll(focusedRow).toBe(499);
    await person.settled();
    await page.keyboard.press('End');
    await expect.poll(focusedRow).toBe(999);
    await expect.poll(depth).toBeGreaterThan(30_000);
    for (const back of [() => page.goBack(), () => page.getByRole('link', { name: 'Все клиенты' }).click()]) {
      const left = await depth();
      // A row in sight: the list is not to move on its own.
      await table.click({ position: { x: 300, y: 200 } });
      await page.getByRole('heading', { name: 'Всё, что было' }).waitFor();
      await back();
      await rows().first().waitFor();
      await expect.poll(depth).toBe(left);
      expect(new URL(page.url()).searchParams.get('stage')).toBe('regular');
    }
  });

  it('says what is wrong with a setting and keeps the old one', async () => {
    await go('/data?workspace=demo&tab=settings');
    const split = page.locator('[aria-labelledby=setting-shared_split]');
    await split.fill('7');
    await split.press('Enter');
    await expect.poll(() => split.getAttribute('aria-invalid')).toBe('true');
    expect(person.complaints().filter((complaint) => !complaint.includes('422'))).toEqual([]);
    await go('/data?workspace=demo&tab=settings');
    expect(await split.inputValue()).toBe('0,5');
  });
});

describe('the language and the look', () => {
  it('speaks the language set for the company to whoever has chosen none', async () => {
    const set = (value: string) =>
      fetch(`${journey.product.url}/api/workspaces/main/settings/language`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ value }),
      });
    const newcomer = await visit(journey.browser);
    const heading = (name: string) => newcomer.page.getByRole('heading', { level: 1, name, exact: true });
    for (const [language, name] of [
      ['en', 'Customers'],
      ['', 'Клиенты'],
    ] as const) {
      expect((await set(language)).status).toBe(200);
      await newcomer.page.goto(`${journey.product.url}/customers?workspace=main`);
      await heading(name).waitFor();
      expect(await newcomer.page.locator('html').getAttribute('lang')).toBe(language || 'ru');
    }
    await set('en');
    await newcomer.page.getByRole('button', { name: 'Тема, язык' }).first().click();
    await newcomer.page.getByRole('menuitemradio', { name: 'Русский' }).click();
    await newcomer.page.reload();
    await newcomer.settled();
    await heading('Клиенты').waitFor();
    await set('');
    await newcomer.close();
  });

  it('speaks English and turns dark when asked, and remembers it', async () => {
    await go(`/?${year}`);
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await ground();
    await page.getByRole('button', { name: 'Тема, язык' }).first().click();
    await page.getByRole('menuitemradio', { name: 'Тёмная' }).click();
    await expect.poll(ground, soon).not.toBe(light);
    await page.getByRole('button', { name: 'Тема, язык' }).first().click();
    await page.getByRole('menuitemradio', { name: 'English' }).click();
    await page.getByRole('heading', { level: 1, name: 'Conveyor' }).waitFor();
    await page.reload();
    await person.settled();
    await page.getByRole('heading', { level: 1, name: 'Conveyor' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await ground()).not.toBe(light);
    expect(await textOf(page.getByRole('main'))).not.toMatch(/Во что обходится/u);
  });
});
