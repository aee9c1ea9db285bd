import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { barriers, plain, textOf } from '../support/browser.ts';
import { beginJourney, type Journey } from '../support/journey.ts';

/** A newcomer with one file of sales who asks how far the numbers can be trusted. */
let journey: Journey;

const lines = [
  'line_id,order_id,customer_id,ordered_at,product_id,net_amount,cogs',
  'l1,o1,ivan,2025-01-10,tea,1000,400',
  'l2,o2,olga,2025-02-11,tea,3000,',
  'l3,o3,ivan,2025-04-12,tea,500,200',
  'l4,o4,ivan,2025-04-12,tea,500,200',
];

const send = async (path: string, init: RequestInit): Promise<Record<string, string>> => {
  const answer = await fetch(`${journey.product.url}/api${path}`, { method: 'POST', ...init });
  expect(answer.status).toBe(200);
  return answer.json();
};

const importLines = async (): Promise<void> => {
  const { upload } = await send('/workspaces/main/uploads?name=order_lines.csv', { body: lines.join('\n') });
  const body = JSON.stringify({ uploads: [upload], as: 'order_lines' });
  let job = await send('/workspaces/main/imports', { body, headers: { 'content-type': 'application/json' } });
  while (job.state === 'running') job = await (await fetch(`${journey.product.url}/api/jobs/${job.id}`)).json();
  expect(job.state).toBe('done');
};

beforeAll(async () => {
  journey = await beginJourney();
  await importLines();
});
afterEach(() => {
  expect(journey.person.complaints()).toEqual([]);
});
afterAll(() => journey?.end());

it('says what to mend first, what the next file opens, and what was checked', async () => {
  const { page, go } = journey;
  await go('/data?workspace=main&tab=quality');
  const panel = page.getByRole('tabpanel');
  const words = await textOf(panel);
  expect(words).toContain('Часть чисел пока не считается или обманывает');
  expect(words).toContain('Что загрузить дальше: затраты по месяцам');
  expect(words).toContain('Себестоимость неизвестна у 1 из 4 строк заказов: это 3 000 ₽ выручки, 60 %.');
  expect(words).toContain('Строк с тем же клиентом, днём, товаром и суммой под другим номером: 1 из 4, на 500 ₽.');
  expect(words).toContain('Месяцев без единого заказа посреди истории: 1 из 3 (2025-03).');
  await page.getByText(/^Проверено и в порядке/u).click();
  expect(await textOf(panel)).toContain('Даты в будущем Дат позже сегодняшней нет.');
  expect(await barriers(page)).toEqual([]);
});

it('opens a finding to how it is mended, the numbers it weakens and its rows', async () => {
  const { page, go } = journey;
  await go('/data?workspace=main&tab=quality');
  const finding = page.locator('details', { has: page.getByText('Одинаковые строки заказов', { exact: true }) });
  await finding.locator('summary').click();
  expect(await textOf(finding)).toContain('если продажа выгружена дважды');
  await finding.getByRole('button', { name: 'Показать все' }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByRole('cell', { name: 'l4', exact: true }).waitFor();
  expect(await drawer.getByRole('row').count()).toBe(2);
  const href = await drawer.getByRole('link', { name: 'Скачать все строки (CSV)' }).getAttribute('href');
  const csv = await (await fetch(`${journey.product.url}${href}`)).text();
  expect(csv).toMatch(/2025-04-12[,;]l4[,;]ivan/u);
  await page.keyboard.press('Escape');
  await drawer.waitFor({ state: 'detached' });
  await finding.getByRole('button', { name: 'Выручка', exact: true }).click();
  await page.getByRole('dialog').getByRole('heading', { name: 'Как считается' }).waitFor();
  expect(plain((await page.getByRole('dialog').locator('p').first().innerText()).split('\n')[0] ?? '')).not.toBe('');
});
