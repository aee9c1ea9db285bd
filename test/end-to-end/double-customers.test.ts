import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { conveyor } from '../cli/product.ts';
import { barriers, plain, textOf, type Visit } from '../support/browser.ts';
import { beginJourney, type Journey } from '../support/journey.ts';

/** A company that has one customer in several systems, and somebody who sorts it out in the browser. */
let journey: Journey;
let person: Visit;
let page: Page;
let go: Journey['go'];

const cards = [
  'customer_id,name,kind,created_at,email,phone,tax_id,region',
  'a,ООО «Чайный дом»,b2b,2025-01-10,zakaz@chaydom.ru,,7707083893,Москва',
  'b,Чайный дом,b2b,2025-02-01,,8 (912) 345-67-89,,Москва',
  'c,ЧАЙНЫЙ ДОМ ООО,b2b,2025-03-01,ZAKAZ@chaydom.ru,,,Москва',
];
const lines = [
  'line_id,order_id,customer_id,ordered_at,net_amount,cogs',
  '1,o1,a,2025-02-01,10000,4000',
  '2,o2,b,2025-03-01,20000,9000',
  '3,o3,c,2025-06-01,15000,6000',
];
const year = 'from=2025-01-01&to=2026-01-01';

beforeAll(async () => {
  journey = await beginJourney();
  ({ person, page, go } = journey);
  const files = [join(journey.folder, 'customers.csv'), join(journey.folder, 'order_lines.csv')] as const;
  await writeFile(files[0], `${cards.join('\n')}\n`);
  await writeFile(files[1], `${lines.join('\n')}\n`);
  const imported = await conveyor('import', ...files, '--data', join(journey.folder, 'data'), '--json');
  expect(imported.code, imported.stderr).toBe(0);
});
afterEach(() => {
  expect(person.complaints()).toEqual([]);
});
afterAll(() => journey?.end());

const buyers = async (): Promise<string> => {
  await go(`/?${year}&number=customers_new`);
  await page.getByRole('dialog').getByRole('heading', { name: 'Как считается' }).waitFor();
  return plain((await page.getByRole('dialog').locator('p').first().innerText()).split('\n')[0] ?? '');
};

const decide = async (why: string, button: string, done: string): Promise<void> => {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: /^Почему/u }).fill(why);
  await dialog.getByRole('textbox', { name: 'Кто решил' }).fill('Анна');
  await dialog.getByRole('button', { name: button, exact: true }).click();
  await page.getByText(done).waitFor();
  await person.settled();
};

it('shows why records are one, and leads from any of their ids to the customer', async () => {
  expect(await buyers()).toBe('2');
  await go(`/customers/c?${year}`);
  expect(await textOf(page.locator('main'))).toContain('Эти 2 записи — один клиент');
  expect(await textOf(page.locator('main'))).toContain('одна почта: zakaz@chaydom.ru, как у ООО «Чайный дом»');
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('ООО «Чайный дом»');
  expect(await barriers(page)).toEqual([]);
});

it('merges what looks alike, and takes it back', async () => {
  await go(`/data?tab=identity&${year}`);
  await page.getByRole('table', { name: 'Сравнение двух клиентов' }).waitFor();
  expect(await textOf(page.getByRole('tabpanel'))).toContain('одно название: ООО «Чайный дом»');
  expect(await barriers(page)).toEqual([]);
  await page.getByRole('button', { name: 'Объединить' }).click();
  await decide('Тот же договор', 'Объединить', 'Теперь это один клиент');
  await page.getByText('Двойников не видно').waitFor();
  expect(await buyers()).toBe('1');

  await go(`/data?tab=identity&${year}`);
  await page.getByRole('button', { name: /^Отменить решение/u }).click();
  await decide('', 'Отменить решение', 'Решение отменено');
  expect(await buyers()).toBe('2');
});

it('splits a record off on the customer’s page, and merges it with another found by name', async () => {
  await go(`/customers/a?${year}`);
  await page.getByRole('button', { name: 'Отделить запись ЧАЙНЫЙ ДОМ ООО' }).click();
  await decide('Другая компания', 'Отделить', 'Запись отделена');
  expect(await buyers()).toBe('3');

  await go(`/customers/c?${year}`);
  await page.getByRole('button', { name: 'Объединить с другим' }).click();
  await page.getByRole('dialog').getByRole('combobox', { name: 'С кем' }).fill('Чайный');
  await page.getByRole('option', { name: 'Чайный дом · b', exact: true }).click();
  await decide('Один владелец', 'Объединить', 'Теперь это один клиент');
  expect(await buyers()).toBe('2');
});
