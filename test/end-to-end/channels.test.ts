import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { conveyor } from '../cli/product.ts';
import { plain, textOf } from '../support/browser.ts';
import { beginJourney, type Journey } from '../support/journey.ts';

/** A company whose visits are tagged in as many ways as it has marketers, and that puts its channels in order. */
let journey: Journey;

const visits = `interaction_id,occurred_at,kind,customer_id,channel,source,medium,campaign,referrer
1,2025-02-01T10:00,visit,a,,yandex,cpc,brand,
2,2025-02-02T10:00,visit,a,,,,,https://yookassa.ru/pay
3,2025-02-01T10:00,visit,b,,promo77,,,
4,2025-02-03T10:00,visit,c,,Промо_77,,,
5,2025-02-04T10:00,visit,d,,google,organic,,
`;
const orders = `line_id,order_id,customer_id,ordered_at,net_amount,channel
1,1,a,2025-02-05,1000.00,
2,2,b,2025-02-05,500.00,Яндекс.Директ
3,3,c,2025-02-06,200.00,Опт
`;

const measured = async (): Promise<Record<string, number>> => {
  const words = ['customers_new', '--from', '2025-01-01', '--to', '2026-01-01', '--by', 'channel', '--json'];
  const { stdout } = await conveyor('measure', ...words, '--data', join(journey.folder, 'data'));
  const { answers } = JSON.parse(stdout) as { answers: { by: { channel: string }; value: number }[] };
  return Object.fromEntries(answers.map(({ by, value }) => [by.channel, value]));
};

beforeAll(async () => {
  journey = await beginJourney();
  const paths = [join(journey.folder, 'visits.csv'), join(journey.folder, 'orders.csv')];
  for (const [at, text] of [visits, orders].entries()) await writeFile(paths[at] ?? '', text);
  const { code, stderr } = await conveyor('import', ...paths, '--data', join(journey.folder, 'data'));
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
});
afterEach(() => expect(journey.person.complaints()).toEqual([]));
afterAll(() => journey?.end());

describe('the tab of channels', () => {
  it('tells what every spelling became and why', async () => {
    await journey.go('/data?tab=channels');
    const panel = plain(await textOf(journey.page.getByRole('tabpanel')));
    expect(panel).toContain('Не распознано: 2');
    for (const words of [
      'Контекстная реклама',
      'Поисковые системы',
      'таблица по умолчанию',
      'не источник: оплата или свой сайт',
    ])
      expect(panel).toContain(words);
    expect(await measured()).toEqual({ 'Контекстная реклама': 2, Опт: 1 });
  });

  it('makes a rule of chosen spellings, shows what changes, and numbers follow once it is saved', async () => {
    const { page, person } = journey;
    await page.getByRole('button', { name: /Не распознаны/ }).click();
    await person.settled();
    await page.getByRole('checkbox', { name: 'Выбрать: promo77' }).check();
    await page.getByRole('checkbox', { name: 'Выбрать: Промо_77' }).check();
    await page.getByRole('combobox', { name: 'Это канал' }).fill('Блогеры');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Сделать правило' }).click();
    await page.getByText('Черновик меняет 2 написания').waitFor();
    await page.getByRole('button', { name: 'Добавить правило' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Что проверить' }).click();
    await page.getByRole('option', { name: 'канал в файле' }).click();
    await dialog.getByRole('combobox', { name: 'Значения' }).fill('яндекс.директ');
    await page.keyboard.press('Enter');
    await dialog.getByRole('combobox', { name: 'Тогда канал' }).fill('Директ');
    await page.keyboard.press('Escape');
    await dialog.getByRole('button', { name: 'Готово' }).click();
    await page.getByText('Черновик меняет 3 написания').waitFor();
    await page.getByRole('textbox', { name: 'Кто решил' }).fill('Анна');
    await page.getByRole('textbox', { name: 'Почему' }).fill('чтобы видеть Директ отдельно');
    await page.getByRole('button', { name: 'Сохранить и пересчитать' }).click();
    await page.getByText('действует').waitFor();
    await person.settled();
    expect(await measured()).toEqual({ 'Контекстная реклама': 1, Директ: 1, Опт: 1 });
    const saved = plain(await textOf(page.getByRole('tabpanel')));
    expect(saved).toContain('Всё распознано');
    expect(saved).not.toContain('станет');
  });

  it('brings an earlier version back', async () => {
    const { page, person } = journey;
    await page.getByRole('button', { name: 'Удалить правило 1' }).click();
    await page.getByRole('button', { name: 'Сохранить и пересчитать' }).click();
    await page.getByRole('button', { name: 'Вернуть версию 1 в черновик' }).click();
    await page.getByRole('button', { name: 'Сохранить и пересчитать' }).click();
    await page.getByRole('button', { name: 'Вернуть версию 2 в черновик' }).waitFor();
    await person.settled();
    expect(await measured()).toEqual({ 'Контекстная реклама': 1, Директ: 1, Опт: 1 });
  });
});
