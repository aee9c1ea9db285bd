import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Audit, AuditRun } from '../../src/model/audit/audit.ts';
import type { ListedDecision } from '../../src/model/audit/decisions.ts';
import { barriers, plain, textOf, visit } from '../support/browser.ts';
import { beginJourney, type Journey } from '../support/journey.ts';

/** From nothing to a priced diagnosis: ten questions, three colleagues on their phones, two files, and the report. */
let journey: Journey;
const examples = join(import.meta.dirname, '../../examples/clearloop');
const phone = { viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true };

let presses = 0;
const press = async (what: Locator): Promise<void> => {
  presses += 1;
  await what.click();
};
const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' });

beforeAll(async () => {
  journey = await beginJourney();
}, 120_000);
afterAll(() => journey?.end());

/** Answers in own words where words are asked for, and says «hard to say» to the rest; returns how many questions there were. */
const answerSurvey = async (page: Page, words: string): Promise<number> => {
  page.setDefaultTimeout(30_000);
  const heading = page.locator('main h1');
  const go = async (name: string): Promise<void> => {
    const before = await heading.innerText();
    await press(button(page, name));
    await page.waitForFunction((text) => document.querySelector('h1')?.innerText !== text, before);
  };
  await heading.waitFor();
  await go('Начать');
  let asked = 0;
  for (; asked < 25 && (await heading.innerText()) !== 'Всё готово'; asked += 1) {
    const field = page.locator('main textarea').first();
    if ((await field.count()) > 0) await field.fill(words);
    await go((await button(page, 'Дальше').count()) > 0 ? 'Дальше' : 'Затрудняюсь ответить');
  }
  await go('Отправить ответы');
  expect(await heading.innerText()).toBe('Спасибо! Ответы отправлены');
  return asked;
};

const addColleague = async (page: Page, name: string, of: string): Promise<void> => {
  await page.getByRole('textbox', { name: /^Имя, должность/u }).fill(name);
  await press(page.getByRole('combobox', { name: 'Отдел' }));
  await press(page.getByRole('option', { name: of }));
  await press(button(page, 'Сделать 1 ссылку'));
  await page.getByRole('listitem').filter({ hasText: name }).first().waitFor();
};

const auditNow = async (): Promise<Audit> =>
  (await (await fetch(`${journey.product.url}/api/workspaces/main/audit`)).json()) as Audit;

it('takes a company from nothing to a report with a price', async () => {
  const { page, person, go } = journey;
  const begun = Date.now();
  await page.goto(journey.product.url);
  await page.getByRole('heading', { name: 'Здесь появится ваш конвейер' }).waitFor();
  await press(button(page, 'Начать с десяти вопросов'));
  await page.getByRole('heading', { name: 'Десять вопросов без всяких данных' }).waitFor();
  expect(await barriers(page)).toEqual([]);
  await press(button(page, 'Ответить самому сейчас'));
  expect(await answerSurvey(page, 'Чистая вода для кофеен и домов')).toBeGreaterThan(8);

  await go('/audit/survey');
  const colleagues = [
    ['Анна', 'Маркетинг'],
    ['Борис', 'Продажи'],
    ['Вера', 'Сервис'],
  ] as const;
  for (const [name, of] of colleagues) await addColleague(page, name, of);
  const [round] = (await (await fetch(`${journey.product.url}/api/workspaces/main/survey`)).json()) as { id: string }[];
  const links = (await (
    await fetch(`${journey.product.url}/api/workspaces/main/survey/${round?.id}/links`)
  ).json()) as { label: string; path: string }[];
  for (const [name] of colleagues) {
    const guest = await visit(journey.browser, phone);
    await guest.page.goto(`${journey.product.url}${links.find(({ label }) => label === name)?.path}`);
    await answerSurvey(guest.page, 'Системы очистки воды');
    expect(guest.complaints()).toEqual([]);
    await guest.close();
  }

  await go('/');
  const asked = await textOf(page.getByRole('region', { name: 'Сейчас' }));
  expect(asked).toContain('Загрузите заказы');
  await press(page.getByRole('link', { name: 'Сделать →' }));
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), press(button(page, 'или выберите на диске'))]);
  await chooser.setFiles(['order_lines.csv', 'costs.csv'].map((name) => join(examples, name)));
  await page.getByRole('list', { name: 'Файлы для загрузки' }).waitFor();
  await page.locator('[data-standing=busy]').first().waitFor({ state: 'detached' });
  await press(button(page, 'Загрузить без проверки'));
  await page.getByRole('heading', { name: 'Что получилось' }).waitFor({ timeout: 90_000 });

  await press(page.getByRole('link', { name: 'Десять вопросов', exact: true }));
  await page.getByRole('heading', { name: 'Три следующих шага' }).waitFor({ timeout: 60_000 });
  await person.settled();
  expect(await barriers(page)).toEqual([]);
  const audit = await auditNow();
  const weakest = plain(await textOf(page.getByRole('region', { name: 'Самое слабое звено' })));
  expect(weakest).toMatch(/[\d ]+ ₽ в месяц/u);
  expect(weakest).toContain(plain(audit.weakest_link?.text.ru ?? 'none'));
  expect(audit.survey).toMatchObject({ asked: 4, answered: 4 });

  await press(page.getByRole('link', { name: 'Отчёт на двух страницах' }));
  await page.getByRole('article', { name: 'Страница 2 отчёта' }).waitFor();
  await person.settled();
  expect(await barriers(page)).toEqual([]);
  const [download] = await Promise.all([page.waitForEvent('download'), press(button(page, 'Скачать PDF'))]);
  const minutes = (Date.now() - begun) / 60_000;
  const pdf = (await readFile(await download.path())).toString('latin1');
  expect(pdf.match(/\/Type \/Page /g)).toHaveLength(2);
  expect(pdf).toContain(`${journey.product.url}/audit?q=`);
  expect(person.complaints()).toEqual([]);
  process.stdout.write(
    `from nothing to the report: ${presses} presses, ${minutes.toFixed(1)} minutes of machine time\n`,
  );
  // What is left of thirty minutes is for four people to think about their answers.
  expect(minutes).toBeLessThan(5);
  expect(presses).toBeLessThan(120);
}, 300_000);

it('makes a step of the report a decision, which keeps its edits', async () => {
  const { page, person, go } = journey;
  await go('/audit');
  await button(page, /^Принять: /u)
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Кто это решает' }).fill('Олег');
  await button(page, 'Принять').last().click();
  await page.getByRole('link', { name: 'Принято →' }).click();
  await page.getByRole('heading', { name: 'В работе · 1' }).waitFor();
  expect(await barriers(page)).toEqual([]);
  await button(page, 'Изменить').click();
  await dialog.getByRole('textbox', { name: 'Кто делает' }).fill('Вера');
  await button(page, 'Сохранить').click();
  await page.getByText('История правок: 2').click();
  await page.getByText('Кто делает — Вера').waitFor();
  await person.settled();
  expect(person.complaints()).toEqual([]);
}, 120_000);

const dialog = () => journey.page.getByRole('dialog');

it('keeps what came of a decision, beside what was measured', async () => {
  const { page, person, go } = journey;
  await go('/decisions');
  await button(page, 'Сделано').click();
  await dialog().getByRole('textbox', { name: 'Заметка' }).fill('Назначена Вера');
  await button(page, 'Сохранить').click();
  await page.getByRole('heading', { name: 'Завершены · 1' }).waitFor();
  await button(page, 'Записать итог').click();
  await dialog().getByRole('radio', { name: 'отчасти' }).check();
  await dialog().getByRole('textbox', { name: 'Что узнали' }).fill('Половина отвечает на первый звонок');
  expect(await barriers(page)).toEqual([]);
  await button(page, 'Сохранить').click();
  await page.getByText('Половина отвечает на первый звонок').waitFor();
  const [decision] = (await (
    await fetch(`${journey.product.url}/api/workspaces/main/decisions`)
  ).json()) as ListedDecision[];
  expect(decision).toMatchObject({
    state: 'done',
    note: 'Назначена Вера',
    outcome: { verdict: 'partly', note: 'Половина отвечает на первый звонок' },
  });
  await person.settled();
  expect(person.complaints()).toEqual([]);
}, 60_000);

it('takes the owner’s word for an answer, and compares what was kept before and after', async () => {
  const { page, person, go } = journey;
  await go('/audit');
  await button(page, 'Сохранить аудит').click();
  const compared = page.getByRole('table', { name: 'Сравнение двух аудитов' });
  await compared.waitFor();
  const { q, answer } = (await auditNow()).questions.find((each) => each.answer !== null) ?? {};
  await go(`/audit?q=${q}`);
  await button(page, 'Подтвердить ответ').click();
  expect(plain(await dialog().getByRole('textbox', { name: 'Ответ компании' }).inputValue())).toBe(
    plain(answer?.ru ?? 'none'),
  );
  await dialog().getByRole('textbox', { name: 'Владелец или кто за него отвечает' }).fill('Олег');
  await button(page, 'Подтвердить ответ').click();
  await page.getByText(/^Подтвердил\(а\) Олег/u).waitFor();
  expect((await auditNow()).questions[(q ?? 1) - 1]?.unequivocalLacks).not.toContain('confirmed');
  expect(await barriers(page)).toEqual([]);

  await go('/audit');
  await button(page, 'Сохранить аудит').click();
  const runs = async (): Promise<AuditRun[]> =>
    (await (await fetch(`${journey.product.url}/api/workspaces/main/audit/runs`)).json()) as AuditRun[];
  await expect.poll(async () => (await runs()).length).toBe(2);
  const [later, earlier] = await runs();
  await go(`/audit?before=${earlier?.id}&after=${later?.id}`);
  const rows = await compared.locator('tbody tr').allInnerTexts();
  const change = (was: number, now: number): string =>
    now > was ? `+${now - was}` : now < was ? `−${was - now}` : '0';
  expect(rows.map((row) => row.split('\t').slice(1))).toEqual(
    (earlier?.audit.questions ?? []).map(({ final }, at) => {
      const now = later?.audit.questions[at]?.final ?? -1;
      return [String(final), String(now), change(final, now)];
    }),
  );
  await page.getByRole('combobox', { name: 'Стало' }).selectOption({ label: 'сейчас' });
  await page.waitForURL((url) => !url.searchParams.has('after'));
  await person.settled();
  expect(person.complaints()).toEqual([]);
}, 60_000);

it('runs a survey on its page: whom to ask, who answered, a link taken back, the next round', async () => {
  const { page, person, go } = journey;
  await go('/audit/survey');
  await page.getByText('Ответили 4 из 4').waitFor();
  await page.getByText('Идея бизнеса ещё не описана, сравнивать не с чем.').waitFor();
  await addColleague(page, 'Глеб', 'Сервис');
  await page.getByText('Ответили 4 из 5').waitFor();
  const row = page.getByRole('listitem').filter({ hasText: 'Глеб' });
  expect(await row.innerText()).toContain('не открывал');
  await button(page, 'Что сделать: Глеб').click();
  expect(await page.getByRole('menuitem', { name: 'Написать письмо' }).getAttribute('href')).toMatch(
    /^mailto:\?subject=/u,
  );
  await page.getByRole('menuitem', { name: 'Отозвать' }).click();
  await row.getByText('отозвана').waitFor();
  await page.getByText('Ответили 4 из 4').waitFor();
  expect(await barriers(page)).toEqual([]);
  await button(page, 'Начать новый опрос').click();
  await dialog().getByRole('button', { name: 'Начать новый опрос' }).click();
  await page.getByText('Пока никого не спросили').waitFor();
  await person.settled();
  expect(person.complaints()).toEqual([]);
}, 60_000);
