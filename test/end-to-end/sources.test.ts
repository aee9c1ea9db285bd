import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort, type Running, startProduct } from '../cli/product.ts';
import { barriers, openBrowser, textOf, visit } from '../support/browser.ts';

let directory: string;
let product: Running;
let browser: Browser;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'conveyor-sources-page-'));
  await mkdir(join(directory, 'exports'));
  const file = join(directory, 'exports', 'orders.csv');
  await writeFile(
    file,
    'line_id,order_id,customer_id,ordered_at,net_amount\n1,o1,c1,2026-10-01,1000\nx,o2,c2,2026-10-02,abc\n',
  );
  await utimes(file, new Date('2026-01-01'), new Date('2026-01-01'));
  product = await startProduct(join(directory, 'data'));
  browser = await openBrowser();
}, 240_000);
afterAll(async () => {
  await browser.close();
  await product.stop();
  await rm(directory, { recursive: true, force: true });
});

describe('the sources tab', () => {
  it('tries a folder, saves it, and shows what it brought; everything in Russian and without barriers', async () => {
    const { page, complaints, close } = await visit(browser);
    await page.goto(`${product.url}/data?tab=sources`);
    await page.getByRole('button', { name: 'Добавить источник' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Название').fill('Магазин 1!');
    expect(await textOf(dialog)).toContain('ожидаются строчные буквы');
    expect(await dialog.getByRole('button', { name: 'Сохранить' }).isDisabled()).toBe(true);
    await dialog.getByLabel('Название').fill('магазин');
    await dialog.getByLabel('Папка', { exact: true }).fill(join(directory, 'exports'));
    await dialog.getByRole('button', { name: 'Проверить' }).click();
    await dialog.getByText('Что получится').waitFor();
    expect(await textOf(dialog)).toContain('Строки заказов 1');
    expect(await textOf(dialog)).toContain('не число: «abc»');
    expect(await barriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Сохранить' }).click();
    const source = page.getByRole('article', { name: 'магазин' });
    await source.getByText('в порядке').waitFor();
    expect(await textOf(source)).toContain('новых 1, изменено 0, без изменений 0 · в карантине 1');
    expect(await textOf(source)).toContain('каждый час');
    await source.getByRole('button', { name: 'Ещё действия: магазин' }).click();
    await page.getByRole('menuitem', { name: 'Пауза' }).click();
    await source.getByText('на паузе').waitFor();
    await source.getByRole('button', { name: 'Ещё действия: магазин' }).click();
    await page.getByRole('menuitem', { name: 'Удалить' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Удалить' }).click();
    await page.getByText('Источников пока нет').waitFor();
    expect(complaints()).toEqual([]);
    await close();
  });

  it('says in English what is wrong with a database, and never shows its password', async () => {
    const { page, complaints, close } = await visit(browser, { locale: 'en-GB' });
    await page.goto(`${product.url}/data?tab=sources`);
    await page.getByRole('button', { name: 'Add a source' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('From where').selectOption('postgresql');
    const fields = {
      Name: 'db',
      Server: '127.0.0.1',
      Port: String(await freePort()),
      Database: 'shop',
      'User name': 'u',
    };
    for (const [label, value] of Object.entries(fields)) await dialog.getByLabel(label, { exact: true }).fill(value);
    await dialog.getByLabel('Password', { exact: true }).fill('sesame-55');
    await dialog.getByLabel('Query', { exact: true }).fill('select 1 as line_id');
    await dialog.getByRole('button', { name: 'Save' }).click();
    const source = page.getByRole('article', { name: 'db' });
    await source.getByText('does not answer or broke the connection off').waitFor();
    expect(await textOf(source)).toMatch(/1 try in a row · next try/);
    expect(await barriers(page)).toEqual([]);
    await source.getByRole('button', { name: 'More actions: db' }).click();
    await page.getByRole('menuitem', { name: 'Change' }).click();
    await page.getByText('set; leave empty to keep it').waitFor();
    expect(await page.content()).not.toContain('sesame-55');
    expect(await barriers(page)).toEqual([]);
    expect(complaints()).toEqual([]);
    await close();
  });
});
