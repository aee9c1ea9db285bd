import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { plain, textOf, type Visit } from '../support/browser.ts';
import { beginJourney, type Journey } from '../support/journey.ts';

/** A company that brings its own files, good and bad, and types in what it has no file for. */
let journey: Journey;
let folder: string;
let person: Visit;
let page: Page;
let go: Journey['go'];

const examples = join(dirname(fileURLToPath(import.meta.url)), '../../examples/clearloop');
const names = ['customers.csv', 'people.ndjson', 'interactions.csv', 'deals.csv', 'order_lines.csv', 'products.csv'];
const files = [...names, 'payments.xlsx', 'costs.csv'];

beforeAll(async () => {
  journey = await beginJourney();
  ({ folder, person, page, go } = journey);
});

afterEach(() => {
  expect(person.complaints()).toEqual([]);
});

afterAll(() => journey?.end());

/** Chooses files on the disk as a person does and waits until it is known what they are. */
const bring = async (workspace: string, paths: readonly string[]): Promise<void> => {
  await go(`/data?workspace=${workspace}`);
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'или выберите на диске' }).click(),
  ]);
  await chooser.setFiles([...paths]);
  await page.getByRole('list', { name: 'Файлы для загрузки' }).waitFor();
  await page.locator('[data-standing=busy]').first().waitFor({ state: 'detached' });
};

/** Brings files and loads them; returns the report's words. */
const load = async (workspace: string, paths: readonly string[]): Promise<string> => {
  await bring(workspace, paths);
  await page.getByRole('button', { name: 'Загрузить без проверки' }).click();
  await page.getByRole('heading', { name: 'Что получилось' }).waitFor({ timeout: 90_000 });
  await person.settled();
  return textOf(page.getByRole('tabpanel'));
};

const createCompany = async (id: string): Promise<void> => {
  await go('/data?tab=workspaces');
  await page.getByRole('textbox', { name: 'Название' }).fill(`Компания ${id}`);
  await page.getByRole('textbox', { name: 'Короткое имя латиницей' }).fill(id);
  await page.getByRole('button', { name: 'Создать и открыть' }).click();
  await page.getByRole('heading', { name: 'Здесь появится ваш конвейер' }).waitFor();
  expect(new URL(page.url()).searchParams.get('workspace')).toBe(id);
};

/** What the panel of a number says first: its value in full, or why there is none. */
const numberOf = async (workspace: string, metric: string, period: string): Promise<string> => {
  await go(`/?workspace=${workspace}&${period}&number=${metric}`);
  await page.getByRole('dialog').getByRole('heading', { name: 'Как считается' }).waitFor();
  return plain((await page.getByRole('dialog').locator('p').first().innerText()).split('\n')[0] ?? '');
};

const june = 'from=2025-06-01&to=2025-07-01';

const shopLines = [
  'line_id,order_id,customer_id,ordered_at,product_id,quantity,net_amount,cogs',
  '1,A1,ivan,2025-06-02,filter,1,1000,400',
  '2,A2,olga,2025-06-03,filter,2,"1 234,50 ₽",500',
  '3,A3,petr,31.02.2025,filter,1,700,300',
  '4,A4,anna,2025-06-05,filter,1,abc,300',
  '5,A5,oleg,2025-06-20,filter,1,800,300',
];

describe('own files in the browser', () => {
  it('takes the example company’s files and shows its conveyor', async () => {
    await go('/');
    await page.getByRole('button', { name: 'Загрузить свои файлы' }).click();
    await page.getByRole('tab', { name: 'Загрузка' }).waitFor();
    const report = await load(
      'main',
      files.map((name) => join(examples, name)),
    );
    for (const name of files) expect(report).toContain(name);
    expect(report).not.toContain('Файл не принят');

    await page.getByRole('button', { name: 'Посмотреть конвейер' }).click();
    await page.getByRole('region', { name: 'Во что обходится один успех' }).waitFor();
    await go('/conveyor?from=2025-01-01&to=2026-01-01');
    const words = await textOf(page.getByRole('main'));
    expect(words).toMatch(/÷ 1 277 новых клиентов/u);
    expect(await page.getByRole('button', { name: /^Постоянные: [1-9]/u }).count()).toBe(1);
  });

  it('puts bad lines aside with reasons, to be taken along, and undoes a file whole', async () => {
    const shop = join(folder, 'order_lines.csv');
    await writeFile(shop, `${shopLines.join('\n')}\n`);
    await createCompany('shop');
    const report = await load('shop', [shop]);
    expect(report).toMatch(/Строки заказов 5 3 0 0 2/u);

    await page.getByRole('button', { name: 'Посмотреть их' }).click();
    await page.getByRole('heading', { name: /^2 строки/u }).waitFor();
    const table = await textOf(page.getByRole('region', { name: 'Строки, которые не удалось принять' }));
    expect(table).toContain('31.02.2025');
    expect(table).toContain('abc');
    await page.getByRole('button', { name: 'Скачать', exact: true }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Скачать CSV' }).click(),
    ]);
    const taken = (await readFile(await download.path(), 'utf8')).trimEnd().split(/\r?\n/u);
    expect(taken).toHaveLength(3);
    expect(taken.join('\n')).toMatch(/31\.02\.2025/u);

    expect(await numberOf('shop', 'net_revenue', june)).toMatch(/^3 034,50? ₽/u);
    await go('/data?workspace=shop&tab=history');
    await page.getByRole('button', { name: 'Отменить загрузку: order_lines.csv' }).click();
    await page.getByRole('button', { name: 'Да, отменить' }).click();
    await page.getByText('Загрузка отменена.').waitFor();
    await go('/?workspace=shop');
    await page.getByRole('heading', { name: 'Здесь появится ваш конвейер' }).waitFor();
  });

  it('counts a month of costs that was typed in', async () => {
    const shop = join(folder, 'order_lines.csv');
    await writeFile(shop, `${shopLines.filter((line) => !/abc|31\.02/u.test(line)).join('\n')}\n`);
    expect(await load('shop', [shop])).toContain('Все строки приняты');
    expect(await numberOf('shop', 'cost_acquisition', june)).not.toMatch(/120/u);

    await go('/data?workspace=shop&tab=typed&month=2025-06-01');
    await page.getByRole('button', { name: 'Добавить затрату' }).click();
    await page.getByRole('textbox', { name: 'За что' }).fill('Контекстная реклама');
    await page.getByRole('textbox', { name: /^Сумма/u }).fill('120000');
    await page.getByRole('button', { name: 'Сохранить месяц' }).click();
    await page.getByText('Сохранено. Числа пересчитываются.').waitFor();
    expect(await numberOf('shop', 'cost_acquisition', june)).toMatch(/^120 000 ₽/u);
    expect(await numberOf('shop', 'unit_cost_acquisition', june)).toMatch(/^40 000 ₽/u);
  });

  it('answers a picture called .csv with one clear sentence, and nothing is lost', async () => {
    const picture = join(folder, 'picture.csv');
    await writeFile(picture, Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010806000000', 'hex'));
    await bring('shop', [picture]);
    const card = await textOf(page.getByRole('list', { name: 'Файлы для загрузки' }));
    const [, sentence = ''] = /Не получится загрузить (.*)/u.exec(card) ?? [];
    expect(sentence.length).toBeGreaterThan(20);
    expect(sentence).toMatch(/[а-я]/u);
    expect(sentence).not.toMatch(/Error|exception|at .*:\d+/u);
    expect(await page.getByRole('button', { name: 'Проверить и загрузить' }).isDisabled()).toBe(true);
    expect(await numberOf('shop', 'net_revenue', june)).toMatch(/^3 034,50? ₽/u);
  });
});
