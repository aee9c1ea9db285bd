import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Audit } from '../../src/model/audit/audit.ts';
import type { Blueprint } from '../../src/model/blueprint/blueprint.ts';
import { plain, textOf, visit } from '../support/browser.ts';
import { beginJourney, type Journey } from '../support/journey.ts';

/** What the design is for: a newcomer comes from a template to owners and targets, and the demo's gap is mended from the first page. */
let journey: Journey;

const kept = async (workspace: string): Promise<Blueprint> => {
  const answer = await fetch(`${journey.product.url}/api/workspaces/${workspace}/blueprint`);
  return ((await answer.json()) as { document: Blueprint }).document;
};

/** Goes to another page as people do: by the menu. */
const goBy = async (name: string): Promise<void> => {
  await journey.page.getByRole('navigation', { name: 'Разделы' }).getByRole('link', { name, exact: true }).click();
  await journey.person.settled();
};

beforeAll(async () => {
  journey = await beginJourney('demo');
}, 300_000);
afterEach(() => expect(journey.person.complaints()).toEqual([]));
afterAll(() => journey?.end());

describe('a newcomer with an empty company', () => {
  it('takes the journeys of a web shop and of dealers', async () => {
    const { page } = journey;
    await journey.go('/?workspace=main');
    await goBy('Пути');
    await page.getByRole('button', { name: 'Начать с образца' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('checkbox', { name: 'Интернет-магазин' }).check();
    await dialog.getByRole('checkbox', { name: 'Дилеры и партнёры' }).check();
    await dialog.getByRole('button', { name: 'Взять выбранное' }).click();
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => page.locator('main h2').count()).toBe(3);
    expect(Object.keys((await kept('main')).journeys)).toHaveLength(3);
  });

  it('sees who owns what, takes an owner away and is told so at once, and brings the owner back', async () => {
    const { page } = journey;
    await goBy('Организация');
    await page.getByRole('tab', { name: 'Ответственность' }).click();
    const rows = page.getByRole('row', { name: /^Новый клиент/u });
    await rows.first().waitFor();
    const owned = rows.filter({ hasNotText: 'никто не отвечает' });
    const before = await owned.count();
    expect(before).toBeGreaterThan(0);
    const letter = owned
      .first()
      .getByRole('button', { name: /: A|отвечает за результат/u })
      .first();
    await letter.focus();
    await page.keyboard.press('Delete');
    await expect.poll(() => owned.count()).toBeLessThan(before);

    await page.getByRole('tab', { name: 'Что исправить' }).click();
    const finding = page
      .getByRole('tabpanel')
      .getByText(/За стадию «Новый клиент».*никто не отвечает/u)
      .first();
    await finding.waitFor();
    await page.getByRole('button', { name: 'Отменить' }).click();
    await finding.waitFor({ state: 'detached' });
  });

  it('sees what is not covered and how many people it takes', async () => {
    const { page } = journey;
    expect(plain(await textOf(page.getByRole('tabpanel')))).toContain('никто не занимает');
    await page.getByRole('tab', { name: 'Люди и загрузка' }).click();
    const roles = page.getByRole('table').first();
    await roles.waitFor();
    const needed = await roles.getByRole('row').allInnerTexts();
    expect(needed.length).toBeGreaterThan(8);
    // Of some role the journeys as they come say how many positions their work takes.
    expect(needed.some((row) => /\d+,\d/u.test(row))).toBe(true);
  });

  it('sets a target, publishes, and finds owners and the target on Conveyor', async () => {
    const { page, person } = journey;
    await goBy('Стадии');
    await page.getByRole('button', { name: 'Новый клиент' }).click();
    const form = page.getByRole('dialog');
    await form.getByRole('textbox', { name: 'Цель', exact: true }).fill('80');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Escape');
    await form.waitFor({ state: 'detached' });
    await expect.poll(async () => (await kept('main')).stages.new?.target).toBe(0.8);

    await page.getByRole('link', { name: 'Версии' }).click();
    await page.getByRole('textbox', { name: 'Кто публикует' }).fill('Анна');
    await page.getByRole('textbox', { name: /^Зачем/u }).fill('начинаем');
    await page.getByRole('button', { name: 'Опубликовать' }).click();
    await page.getByText('Действует версия 1, с').waitFor();

    await goBy('Конвейер');
    const station = page.getByRole('listitem').filter({ hasText: 'Новые клиенты' });
    await station.getByText(/^Отвечает: /u).waitFor();
    expect(plain(await textOf(station))).toMatch(/Цель: \S+ 80 %/u);
    // What nobody touched has the target the sample came with.
    const regular = page.getByRole('listitem').filter({ hasText: 'Постоянные' });
    expect(plain(await textOf(regular))).toMatch(/Цель: .+ 75 %/u);
    await person.settled();
  });

  it('edits at once with a colleague, and neither loses anything', async () => {
    const { page, person } = journey;
    const other = await visit(journey.browser);
    await other.page.goto(`${journey.product.url}/design?workspace=main`);
    await other.page.getByRole('textbox', { name: 'Почему мы' }).waitFor();
    await goBy('Идея и рынок');
    await page.getByRole('textbox', { name: 'Для кого' }).fill('Для кофеен');
    await other.page.getByRole('textbox', { name: 'Почему мы' }).fill('Своя лаборатория');
    const idea = async (): Promise<(string | undefined)[]> => {
      const { idea: elements } = await kept('main');
      return ['for_whom', 'why_us'].map((key) => Object.values(elements).find((one) => one.key === key)?.text.ru);
    };
    await expect.poll(idea, { timeout: 15_000 }).toEqual(['Для кофеен', 'Своя лаборатория']);
    await expect
      .poll(() => page.getByRole('textbox', { name: 'Почему мы' }).inputValue(), { timeout: 15_000 })
      .toBe('Своя лаборатория');
    await person.settled();
    expect(other.complaints()).toEqual([]);
    await other.close();
  });
});

describe('the demo company', () => {
  it('leads from the first page to the unowned activation and to the row that mends it, in three presses', async () => {
    const { page, person } = journey;
    await journey.go('/?workspace=demo&from=2025-01-01&to=2026-01-01');
    // The first: nobody answers for bringing new customers to a result.
    const weakest = page.getByRole('region', { name: 'Самое слабое звено' });
    // Named as the ten questions name it.
    const answer = await fetch(`${journey.product.url}/api/workspaces/demo/audit`);
    const audit = (await answer.json()) as Audit;
    expect(plain(await textOf(weakest.filter({ hasText: 'по всей компании' })))).toContain(
      plain(audit.weakest_link?.text.ru ?? 'none'),
    );
    await weakest.getByRole('link', { name: 'Назначить ответственного' }).click();
    const finding = page.locator('li[data-highlighted]');
    await finding.waitFor();
    const told = plain(await textOf(finding));
    expect(told).toContain('За стадию «Новый клиент»');
    expect(told).toContain('HoReCa: кофейни и рестораны');
    expect(told).toContain('никто не отвечает');
    // The second: to the place to mend.
    await finding.getByRole('link', { name: 'Исправить' }).click();
    const row = page.locator('tr[data-highlighted]');
    await row.waitFor();
    expect(plain(await textOf(row))).toContain('Новый клиент никто не отвечает');
    // The third: the letter of a role.
    await row.getByRole('button', { name: /Успех клиента/u }).click();
    await page.getByRole('menuitem', { name: /отвечает за результат/u }).click();
    await row.getByText('никто не отвечает').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Отменить' }).click();
    await row.getByText('никто не отвечает').waitFor();
    await person.settled();
  });
});
