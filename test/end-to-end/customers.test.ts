import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Running, startProduct } from '../cli/product.ts';
import { barriers, openBrowser, textOf, type Visit, visit } from '../support/browser.ts';

/** Somebody who works with customers by keyboard, corrects a line and takes it back, and mistypes a setting. */
let folder: string;
let product: Running;
let browser: Browser;
let person: Visit;
let page: Page;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'conveyor-customers-journey-'));
  [product, browser] = await Promise.all([startProduct(join(folder, 'data')), openBrowser()]);
  person = await visit(browser);
  page = person.page;
  await page.goto(`${product.url}/customers`);
  await page.getByRole('button', { name: 'Посмотреть демо-компанию' }).click();
  await page.getByRole('region', { name: 'Во что обходится один успех' }).waitFor({ timeout: 90_000 });
});

afterAll(async () => {
  await browser?.close();
  await product?.stop();
  await rm(folder, { recursive: true, force: true });
});

const go = async (address: string): Promise<void> => {
  await page.goto(`${product.url}${address}`);
  await person.settled();
};

const rows = () => page.locator('tbody tr[data-row]');
const focusedRow = () => page.evaluate(() => Number(document.activeElement?.getAttribute('data-row') ?? -1));

describe('customers in the browser', () => {
  it('counts at each stage as many as its filter shows', async () => {
    await go('/customers?workspace=demo');
    const chip = page.getByRole('group', { name: 'Стадии' }).getByRole('button', { name: /^Потеряны/u });
    const said = (await textOf(chip)).replace(/\D/gu, '');
    await chip.click();
    await person.settled();
    expect((await textOf(page.getByText(/^[\d\s]+ строк/u))).replace(/\D/gu, '')).toBe(said);
    expect(new URL(page.url()).searchParams.get('stage')).toBe('lost');
    expect(await barriers(page)).toEqual([]);
  });

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

  it('corrects the class of a purchase by hand and gives it back to the rule', async () => {
    await go('/customers/K-00030?workspace=demo&show=order_line');
    const first = page.getByRole('button', { name: /Изменить вид покупки/u }).first();
    expect(await textOf(first)).toMatch(/^Регулярная/u);
    await first.click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: /^Возврат/u }).click();
    await dialog.getByRole('button', { name: 'Исправить' }).click();
    await dialog.getByText('Напишите своё имя').waitFor();
    await dialog.getByRole('textbox', { name: 'Почему' }).fill('Вернулся после ухода к соседу');
    await dialog.getByRole('textbox', { name: 'Кто исправляет' }).fill('Вера');
    await dialog.getByRole('button', { name: 'Исправить' }).click();
    await expect.poll(() => textOf(first), { timeout: 15_000 }).toMatch(/^Возврат/u);

    await first.click();
    await dialog.getByText('Вернулся после ухода к соседу').waitFor();
    await dialog.getByRole('button', { name: 'Вернуть по правилу' }).click();
    await expect.poll(() => textOf(first), { timeout: 15_000 }).toMatch(/^Регулярная/u);
  });

  it('says what is wrong with a setting and keeps the old one', async () => {
    await go('/data?workspace=demo&tab=settings');
    const split = page.locator('[aria-labelledby=setting-shared_split]');
    await split.fill('7');
    await split.press('Enter');
    await expect.poll(() => split.getAttribute('aria-invalid')).toBe('true');
    await go('/data?workspace=demo&tab=settings');
    expect(await split.inputValue()).toBe('0,5');
  });
});
