import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { barriers, plain, textOf, type Visit } from '../support/browser.ts';
import { beginJourney, type Journey } from '../support/journey.ts';

/** A newcomer with exports as programs write them: Windows-1251, lines before the header, totals, and what people leave in a CRM. */
let journey: Journey;
let folder: string;
let person: Visit;
let page: Page;
let go: Journey['go'];

beforeAll(async () => {
  journey = await beginJourney();
  ({ folder, person, page, go } = journey);
});

afterEach(() => {
  expect(person.complaints()).toEqual([]);
});

afterAll(() => journey?.end());

const amoHeader = [
  'ID',
  'Название сделки',
  'Бюджет ',
  'Ответственный',
  'Дата создания сделки',
  'Дата редактирования',
  'Дата закрытия',
  'Теги',
  'Примечание',
  'Примечание',
  'Этап сделки',
  'Воронка',
  'Полное имя контакта',
  'Компания контакта',
  'Компания',
  'Рабочий телефон',
  'Рабочий email',
];

/** One deal: number, title, budget, created, closed, stage, contact, company. */
type Deal = readonly [string, string, string, string, string, string, string, string];

const deals: readonly Deal[] = [
  ['101', 'Станок', '120 000', '03.05.2025 10:15:00', '10.06.2025 18:02:11', 'Успешно реализовано', 'Иван', 'Ромашка'],
  ['102', 'Запчасти', '60 500,50', '05.05.2025 09:00:00', '12.06.2025 12:00:00', 'Отгружено', 'Анна', 'Заря'],
  ['103', 'Сервис', '40000', '20.05.2025 16:40:00', 'не закрыта', 'Переговоры', 'Пётр', 'Облако'],
  ['104', 'Тестовая сделка', '999999', '01.06.2025 10:00:00', '02.06.2025 10:00:00', 'Успешно реализовано', 'Я', 'Я'],
  ['105', 'Фильтры', '30000', '31.02.2025 10:00:00', '15.06.2025 10:00:00', 'Успешно реализовано', 'Олег', 'Лес'],
];

const amoRow = ([id, title, budget, created, closed, stage, contact, company]: Deal): string =>
  [id, title, budget, 'Орлова', created, closed === 'не закрыта' ? created : closed, closed, '', 'звонил', '', stage]
    .concat(['Продажи', contact, '', company, `'+7916000${id.padStart(4, '0')}`, `a${id}@mail.example`])
    .join(';');

const direct = [
  '"Отчёт по кампаниям"',
  '"Клиент: romashka-direct"',
  '"Период: 01.06.2025 - 02.06.2025"',
  '',
  'Дата;Кампания;№ Кампании;Группа;№ Группы;№ Объявления;Условие показа;Тип площадки;Показы;Клики;Расход (руб.);Отказы (%)',
  '01.06.2025;Поиск | Фильтры;10002;Фильтры;500001;M-900001;купить фильтр;поиск;1 200;36;4 320,50;12,5',
  '02.06.2025;РСЯ | Дом;10003;Дом;500002;M-900002;---автотаргетинг;сети;9 000;18;1 679,50;33,3',
  'Итого;;;;;;;;10 200;54;6 000,00;',
];

const write = async (name: string, lines: readonly string[]): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, iconv.encode(`${lines.join('\r\n')}\r\n`, 'win1251'));
  return path;
};

/** Chooses files on the disk and waits until it is known what each is. */
const bring = async (...paths: string[]): Promise<void> => {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'или выберите на диске' }).click(),
  ]);
  await chooser.setFiles(paths);
  await page.getByRole('list', { name: 'Файлы для загрузки' }).waitFor();
  await page.locator('[data-standing=busy]').first().waitFor({ state: 'detached' });
};

const cardOf = (file: string): Locator =>
  page.getByRole('list', { name: 'Файлы для загрузки' }).getByRole('listitem').filter({ hasText: file });

/** What is said changes what is seen: waits until the file was looked at again. */
const lookedAgain = () => page.locator('[data-standing=busy]').first().waitFor({ state: 'detached' });

const check = async (): Promise<string> => {
  await page.getByRole('button', { name: 'Проверить и загрузить' }).click();
  await page.getByRole('heading', { name: 'Что получится' }).waitFor({ timeout: 60_000 });
  await person.settled();
  return textOf(page.getByRole('tabpanel'));
};

const load = async (): Promise<string> => {
  await page.getByRole('button', { name: 'Загрузить', exact: true }).click();
  await page.getByRole('heading', { name: 'Что получилось' }).waitFor({ timeout: 60_000 });
  await person.settled();
  return textOf(page.getByRole('tabpanel'));
};

/** What the panel of a number says first. */
const numberOf = async (metric: string): Promise<string> => {
  await go(`/?workspace=main&from=2025-06-01&to=2025-07-01&number=${metric}`);
  await page.getByRole('dialog').getByRole('heading', { name: 'Как считается' }).waitFor();
  return plain((await page.getByRole('dialog').locator('p').first().innerText()).split('\n')[0] ?? '');
};

describe('native exports in the browser', () => {
  it('says what each file is, asks what it can’t know, and puts what is none beside', async () => {
    const amo = await write('amo_export.csv', [amoHeader.join(';'), ...deals.map(amoRow)]);
    const costs = await write('direct.csv', direct);
    const picture = join(folder, 'logo.csv');
    await writeFile(picture, Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010806000000', 'hex'));
    await go('/data?workspace=main');
    await bring(amo, costs, picture);

    expect(await textOf(cardOf('amo_export.csv'))).toMatch(/amoCRM: сделки .*Windows-1251 .*точка с запятой/u);
    expect(await textOf(cardOf('direct.csv'))).toMatch(/узнали точно .*Яндекс Директ: расходы Станет: затраты/u);
    expect(await textOf(cardOf('direct.csv'))).toContain('заголовки в строке 5');
    expect(await textOf(cardOf('logo.csv'))).toContain('Не получится загрузить');
    expect(await textOf(page.getByRole('tabpanel'))).toContain('2 файла готовы · 1 не прочитать');
    expect(await barriers(page)).toEqual([]);
  });

  it('takes answers, words and rows to leave out, and shows what will come of it', async () => {
    const amo = cardOf('amo_export.csv');
    await amo.getByRole('radio', { name: 'Да, в сделке стоит оплаченная сумма' }).click();
    await lookedAgain();
    expect(await textOf(amo)).toMatch(/Станет: .*строки заказов/u);

    await amo.getByRole('button', { name: /^Значения/u }).click();
    await amo.getByRole('combobox', { name: 'Что значит «Отгружено»' }).first().selectOption({ label: 'выиграна' });
    await lookedAgain();
    await amo.getByRole('button', { name: /^Что не брать/u }).click();
    await amo.getByRole('combobox', { name: 'Столбец' }).selectOption('Название сделки');
    await amo.getByRole('textbox', { name: 'Текст' }).fill('тест');
    await amo.getByRole('button', { name: 'Не брать такие строки' }).click();
    await lookedAgain();
    expect(await textOf(amo)).toContain('«Название сделки» содержит «тест»');

    await amo.getByRole('button', { name: /^Столбцы/u }).click();
    const columns = await textOf(amo.getByRole('region', { name: 'Столбцы файла' }));
    expect(columns).toMatch(/Бюджет .*120 000 · 60 500,50.* Сделки: сумма/u);
    expect(columns).toContain('Примечание (2)');

    await cardOf('direct.csv').getByRole('radio', { name: 'Да, вычесть НДС' }).click();
    await lookedAgain();

    const words = await check();
    expect(words).toContain('Ничего ещё не сохранено.');
    expect(words).toMatch(/Сделки 4 3 0 0 1/u);
    expect(words).toMatch(/Затраты 2 2 0 0 0/u);
    expect(words).toContain('1 строка не взята по правилам');
    expect(words).toContain('1 итоговая строка пропущена');
    expect(words).toMatch(/31\.02\.2025.*строка 6/u);
    expect(words).toContain('После загрузки станет видно');
    expect(await barriers(page)).toEqual([]);
  });

  it('imports, gives the rows with errors back in the file’s own columns, and takes them mended', async () => {
    const report = await load();
    expect(report).toMatch(/Сделки 4 3 0 0 1/u);
    const workbook = page.getByRole('link', { name: 'Скачать строки с ошибками' });
    expect(await workbook.getAttribute('href')).toContain('format=xlsx&lang=ru');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'CSV', exact: true }).click(),
    ]);
    const errors = await readFile(await download.path(), 'utf8');
    const [header = '', ...rows] = errors.trim().split(/\r?\n/u);
    expect(header).toContain('Название сделки');
    expect(rows).toHaveLength(1);
    expect(rows[0]).toContain('31.02.2025');

    const mended = join(folder, 'amo_errors.csv');
    await writeFile(mended, errors.replaceAll('31.02.2025', '28.02.2025'));
    await page.getByRole('button', { name: /Загрузить ещё|Назад к файлам/u }).click();
    await bring(mended);
    expect(await textOf(cardOf('amo_errors.csv'))).toContain('Как в прошлый раз');
    expect(await check()).toMatch(/Сделки 1 1 0 0 0/u);
    expect(await load()).toContain('Все строки приняты');
    // 120 000 + 60 500.50 + 30 000, without the test deal; 6 000 with VAT of 20 % are 5 000.
    expect(await numberOf('net_revenue')).toMatch(/^210 500,50? ₽/u);
    expect(await numberOf('cost_acquisition')).toMatch(/^5 000 ₽/u);
  });

  it('takes one import back, and the others stay', async () => {
    await go('/data?workspace=main&tab=history');
    expect(await textOf(page.getByRole('region', { name: 'Загрузки' }))).toContain('Яндекс Директ: расходы');
    await page.getByRole('button', { name: 'Отменить загрузку: direct.csv' }).click();
    expect(await textOf(page.getByRole('dialog'))).toContain('2 новые строки исчезнут');
    await page.getByRole('button', { name: 'Да, отменить' }).click();
    await page.getByText('Загрузка отменена.').waitFor();
    expect(await numberOf('cost_acquisition')).not.toMatch(/5 000/u);
    expect(await numberOf('net_revenue')).toMatch(/^210 500,50? ₽/u);
  });
});
