import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ListedLink } from '../../src/model/audit/survey-contract.ts';
import { accessOperations } from '../../src/operations/access.ts';
import type { Deps } from '../../src/operations/deps.ts';
import { surveyOperations } from '../../src/operations/survey/survey.ts';
import type { Operations } from '../../src/operations/types.ts';
import { type Serving, serve } from '../../src/server/serve.ts';
import { openPglite } from '../../src/store/registry/engines/pglite.ts';
import { openRegistry, type Registry } from '../../src/store/registry/registry.ts';
import { barriers, openBrowser, type Visit, visit } from '../support/browser.ts';

/** A server that others can reach, over a registry alone: nobody here asks of facts. */
let directory: string;
let registry: Registry;
let operations: Operations;
let serving: Serving;
let browser: Browser;
let links: ListedLink[];
let round: string;
const phone = { viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true };

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'conveyor-survey-page-'));
  registry = await openRegistry(await openPglite(join(directory, 'registry')), () => new Date());
  const publicUrl = 'http://survey.example';
  const clock = () => new Date();
  const deps = { registry, dataDirectory: directory, clock, log: () => {}, publicUrl } as unknown as Deps;
  operations = { access: accessOperations(deps), survey: surveyOperations(deps) } as unknown as Operations;
  await operations.access.setPassword('correct horse battery');
  const webDirectory = join(import.meta.dirname, '../../dist/web');
  const open = async () => ({ operations, close: async () => {} });
  serving = await serve({
    port: 0,
    publicUrl,
    directory: join(directory, 'data'),
    webDirectory,
    version: '0',
    open,
    log: () => {},
  });
  round = (await operations.survey.begin({ workspace: 'main', by: '' })).id;
  const of = { kind: 'respondent' as const, function: 'sales' as const, isHead: false };
  links = await operations.survey.addLinks({
    workspace: 'main',
    round,
    links: [
      { ...of, label: 'Анна', language: 'ru' },
      { ...of, label: 'Boris', language: 'en' },
    ],
  });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await serving?.stop();
  await registry?.close();
  await rm(directory, { recursive: true, force: true });
});

const open = async (guest: Visit, path: string | null | undefined): Promise<void> => {
  await guest.page.goto(`${serving.url}${path}`);
  await guest.page.locator('main h1').waitFor();
};
const heading = (page: Page) => page.locator('h1').innerText();
const press = async (page: Page, name: string): Promise<void> => {
  const before = await heading(page);
  await page.getByRole('button', { name, exact: true }).click();
  await page.waitForFunction((text) => document.querySelector('h1')?.innerText !== text, before);
};
const cards = (page: Page) => page.locator('ol b').allInnerTexts();

test('is answered on a phone, gone on with on another one, and sent once', async () => {
  const [anna] = links;
  const first = await visit(browser, phone);
  const { page } = first;
  const loaded: string[] = [];
  page.on('response', (response) => loaded.push(`${response.status()} ${new URL(response.url()).pathname}`));
  await open(first, anna?.path);
  expect(loaded.filter((line) => !line.startsWith('200'))).toEqual([]);
  expect(loaded.length).toBeLessThan(16);
  expect(await barriers(page)).toEqual([]);
  await press(page, 'Начать');
  expect(await heading(page)).toBe('В чём идея нашего бизнеса?');
  await page.getByRole('textbox').fill('Чистая вода для кофеен');
  await press(page, 'Дальше');
  await press(page, 'Затрудняюсь ответить');
  // Half an answer is kept as it is typed, and so is the phone put away in the middle of it.
  const kept = page.waitForResponse((response) => response.request().method() === 'PUT');
  await page.getByRole('textbox').fill('Кофейни и');
  await kept;
  await first.close();

  const second = await visit(browser, { ...phone, colorScheme: 'dark' });
  const other = second.page;
  await open(second, anna?.path);
  await press(other, 'Продолжить');
  expect(await other.getByText('Вопрос 3 из').count()).toBe(1);
  expect(await other.getByRole('textbox').inputValue()).toBe('Кофейни и');
  await other.getByRole('textbox').fill('');
  const kinds = new Set<string | undefined>();
  for (let step = 0; step < 14 && (await heading(other)) !== 'Всё готово'; step += 1) {
    const scrolls = await other.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    // Screens of one kind are one to axe.
    const kind = await other.locator('main').evaluate((main) => main.querySelector('textarea, input, select')?.tagName);
    const found = kinds.has(kind) ? [] : await barriers(other);
    kinds.add(kind);
    expect([kind, scrolls, found]).toEqual([kind, false, []]);
    if ((await other.locator('ol').count()) === 0) await press(other, 'Пропустить');
    else await arrange(other);
  }
  expect(await other.getByText(/Вы ответили на 3 из/).count()).toBe(1);
  expect(await barriers(other)).toEqual([]);
  await press(other, 'Отправить ответы');
  expect(await heading(other)).toBe('Спасибо! Ответы отправлены');
  await other.reload();
  await other.getByText('Спасибо! Ответы отправлены').waitFor();
  expect(second.complaints()).toEqual([]);
  await second.close();
  const [{ responses = [] } = {}] = await registry.surveys.rounds('main');
  const { answers } = responses.find(({ submitted }) => submitted) ?? {};
  expect(answers).toMatchObject({
    idea: { kind: 'text', text: 'Чистая вода для кофеен' },
    main_value: { kind: 'unknown' },
    value: { kind: 'text', text: '' },
    path: { kind: 'cards' },
  });
});

/** The cards, put in order by a button, by the keyboard and by a finger's way with the handle, and one marked. */
const arrange = async (page: Page): Promise<void> => {
  const [a = '', b = '', c = ''] = await cards(page);
  await page.getByRole('button', { name: `Ниже: ${a}`, exact: true }).tap();
  expect((await cards(page)).slice(0, 3)).toEqual([b, a, c]);
  await page.getByRole('button', { name: `Выше: ${c}`, exact: true }).focus();
  await page.keyboard.press('Enter');
  expect((await cards(page)).slice(0, 3)).toEqual([b, c, a]);
  const handle = await page.locator('ol > li').first().locator('[title]').boundingBox();
  const target = await page.locator('ol > li').nth(2).boundingBox();
  if (!handle || !target) throw new Error('no cards');
  const finger = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', y?: number) =>
    finger.send('Input.dispatchTouchEvent', { type, touchPoints: y === undefined ? [] : [{ x: handle.x + 10, y }] });
  const [from, to] = [handle.y + handle.height / 2, target.y + target.height - 4];
  await touch('touchStart', from);
  for (let part = 1; part <= 6; part += 1) await touch('touchMove', from + ((to - from) * part) / 6);
  await touch('touchEnd');
  expect((await cards(page)).slice(0, 3)).toEqual([c, a, b]);
  await page.getByRole('checkbox', { name: `Здесь теряем клиентов: ${a}` }).check();
  await press(page, 'Дальше');
};

test('speaks the link’s language, and tells plainly that a link is withdrawn or unknown', async () => {
  const [, boris] = links;
  const guest = await visit(browser, phone);
  const { page } = guest;
  await open(guest, boris?.path);
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  await page.getByRole('button', { name: 'Русский' }).tap();
  expect(await heading(page)).toBe('Несколько вопросов о нашей работе с клиентами');
  await operations.survey.withdraw({ workspace: 'main', round, link: boris?.id ?? '' });
  await page.getByRole('button', { name: 'Начать' }).tap();
  await page.getByRole('textbox').fill('Поздно');
  await page.getByRole('button', { name: 'Дальше' }).tap();
  await page.getByText('Эта ссылка отозвана').waitFor();
  await open(guest, '/s/guessed');
  expect(await page.getByRole('alert').innerText()).toContain('Такой ссылки нет');
  expect(await barriers(page)).toEqual([]);
  await guest.close();
});

test('open answers are read by a second rater, with the keyboard', async () => {
  const workspace = 'read';
  await registry.workspaces.create({ id: workspace, name: { ru: 'Вода', en: 'Water' }, isDemo: false });
  const element = (key: string, text: string) => ({ key, text: { ru: text, en: '' }, synonyms: [], place: 0 });
  await registry.blueprints.change(workspace, { how: 'edit', by: '', about: null }, () => [
    { collection: 'idea', id: 'I1', value: element('for_whom', 'Для кофеен') },
    { collection: 'idea', id: 'I2', value: element('main_value', 'Чистая вода') },
  ]);
  const { id } = await operations.survey.begin({ workspace, by: '' });
  const made = await operations.survey.addLinks({
    workspace,
    round: id,
    links: (['respondent', 'respondent', 'respondent', 'rater'] as const).map((kind, at) => ({
      kind,
      label: `${at}`,
      function: 'sales',
      isHead: false,
      language: 'ru',
    })),
  });
  for (const { path, kind } of made)
    if (kind === 'respondent')
      await operations.survey.answer({
        token: path?.slice(3) ?? '',
        item: 'idea',
        answer: { kind: 'text', text: 'Чистая вода для кофеен' },
        submit: true,
      });
  const guest = await visit(browser);
  const { page } = guest;
  await open(guest, made.find(({ kind }) => kind === 'rater')?.path);
  expect(await barriers(page)).toEqual([]);
  for (const keys of ['15', '05', '11']) {
    await page.locator('fieldset input:checked').first().focus();
    const before = await page.getByText(/Ответ \d из 3/).innerText();
    for (const key of keys) await page.keyboard.press(key);
    await page.keyboard.press('Enter');
    await page.getByText(before).waitFor({ state: 'detached' });
  }
  await page.getByText('Все ответы прочитаны').waitFor();
  await guest.close();
  const [{ codes = [] } = {}] = await registry.surveys.rounds(workspace);
  expect(codes.map(({ rater, element: of, code }) => [rater, of, code])).toHaveLength(6);
  expect(codes.filter(({ code }) => code === 0.5)).toHaveLength(2);
  expect(codes.every(({ rater }) => rater === 'second')).toBe(true);
});

test('the owner signs in on a page of its own and comes where they were going', async () => {
  const guest = await visit(browser);
  const { page } = guest;
  await page.goto(`${serving.url}/password`);
  await page.waitForURL('**/login?to=%2Fpassword');
  await page.getByLabel('Пароль владельца').fill('wrong');
  await page.getByRole('button', { name: 'Войти' }).click();
  await page.getByText('Пароль не подходит.').waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.getByLabel('Пароль владельца').fill('correct horse battery');
  await page.getByRole('button', { name: 'Войти' }).click();
  await page.waitForURL('**/password');
  await page.getByLabel('Нынешний пароль').waitFor();
  await guest.close();
});
