import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Blueprint } from '../../src/model/blueprint/blueprint.ts';
import { barriers, plain, textOf, visit } from '../support/browser.ts';
import { beginJourney, type Journey } from '../support/journey.ts';

/** Somebody draws a customer journey without touching a mouse, then with one, and a colleague draws with them. */
let journey: Journey;

beforeAll(async () => {
  journey = await beginJourney();
});
afterAll(() => journey?.end());

const states = ['Что-то не так', 'Ищем', 'Сравниваем', 'Решаем', 'Пользуемся'];
const touchpoints = ['Статья', 'Сайт', 'Звонок', 'Встреча', 'Сервис'];

const kept = async (): Promise<Blueprint> => {
  const answer = await fetch(`${journey.product.url}/api/workspaces/main/blueprint`);
  return ((await answer.json()) as { document: Blueprint }).document;
};

/** The document once it fits: edits are kept a moment after they are made. */
const until = async (fits: (blueprint: Blueprint) => boolean): Promise<Blueprint> => {
  for (let tries = 0; ; tries += 1) {
    const blueprint = await kept();
    if (fits(blueprint)) return blueprint;
    if (tries > 100) throw new Error(`the design never came to be so: ${JSON.stringify(blueprint).slice(0, 2000)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};

const cardOf = async (question: string): Promise<string> => {
  const { cells } = await kept();
  const [id] = Object.entries(cells).find(([, cell]) => cell.question.ru === question) ?? [];
  if (id === undefined) throw new Error(`there is no card «${question}»`);
  return id;
};

type Box = { x: number; y: number; width: number; height: number };

const boxOf = async (card: string): Promise<Box> => {
  const box = await journey.page.locator(`[data-card="${card}"]`).boundingBox();
  if (!box) throw new Error(`the card ${card} is not to be seen`);
  return box;
};

/** Presses at one point, moves as a hand does, and lets go at another. */
const drag = async (from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> => {
  const { mouse } = journey.page;
  await mouse.move(from.x, from.y);
  await mouse.down();
  await mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 3 });
  await mouse.move(to.x, to.y, { steps: 3 });
  await mouse.up();
};
const middleOf = ({ x, y, width, height }: Box) => ({ x: x + width / 2, y: y + height / 2 });

/** Changes things of the design as somebody at another place would. */
const change = async (...changes: object[]): Promise<void> => {
  const answer = await fetch(`${journey.product.url}/api/workspaces/main/blueprint/edit`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ changes, by: 'Олег' }),
  });
  expect(answer.ok).toBe(true);
};

const press = async (...keys: string[]): Promise<void> => {
  for (const key of keys) await journey.page.keyboard.press(key);
};
const times = (count: number, key: string): string[] => Array.from({ length: count }, () => key);

describe('a customer journey drawn by keyboard alone', () => {
  it('becomes five by five with a loop, is undone and done again, and is clean for everybody', async () => {
    const { page, person } = journey;
    await journey.go('/journeys?workspace=main');
    const begin = page.getByRole('button', { name: 'Новый путь' });
    await begin.focus();
    await press('Enter');
    const grid = page.getByRole('grid');
    await grid.waitFor();
    await grid.focus();

    // States: the keyboard stands where the first is typed.
    await press('Enter');
    for (const name of states) {
      await page.keyboard.type(name);
      await press('Enter');
    }
    await press('Escape');
    await until(({ journeys }) => Object.values(journeys)[0]?.states.length === 5);

    // Touchpoints: down from the heads.
    await press('Home', 'ArrowDown', 'Enter');
    for (const name of touchpoints) {
      await page.keyboard.type(name);
      await press('Enter');
    }
    await press('Escape');
    await until(({ journeys }) => Object.values(journeys)[0]?.touchpoints.length === 5);

    // A card in each slot of the diagonal: from the upper left one right and one down at a time.
    await press(...times(5, 'ArrowUp'), 'ArrowRight', 'Home');
    await expect.poll(() => grid.getAttribute('aria-activedescendant')).toMatch(/^slot-/);
    for (let at = 0; at < 5; at += 1) {
      await press('Enter');
      await page.keyboard.type(`Вопрос ${at + 1}?`);
      await press('Enter');
      await page.getByRole('gridcell', { name: `Вопрос ${at + 1}?` }).waitFor();
      if (at < 4) await press('ArrowRight', 'ArrowDown');
    }
    await until(({ cells }) => Object.keys(cells).length === 5);

    // Ways: back over the diagonal, from each card to the next, and from the last to the first.
    for (let at = 4; at > 0; at -= 1) {
      await press('ArrowLeft', 'ArrowUp', 'e', 'ArrowRight', 'ArrowDown', 'Enter');
      if (at > 1) await press('ArrowLeft', 'ArrowUp');
    }
    await press('e', ...times(1, 'ArrowLeft'), 'ArrowUp', 'Enter');
    const drawn = await until(({ edges }) => Object.keys(edges).length === 5);
    const kinds = Object.values(drawn.edges).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'progress')).toHaveLength(4);
    expect(kinds.filter((kind) => kind === 'loop')).toHaveLength(1);
    const order = Object.values(drawn.journeys)[0]?.states.map((id) => drawn.states[id]?.name.ru);
    expect(order).toEqual(states);

    // Undo takes the loop away, redo brings it back.
    await press('Control+z');
    await until(({ edges }) => Object.keys(edges).length === 4);
    await press('Control+Shift+Z');
    await until(({ edges }) => Object.keys(edges).length === 5);

    // The page of a card is reached, written in and left.
    await press('Control+Enter');
    await page.getByRole('complementary', { name: 'Клетка' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await press('Escape');
    await press('?');
    await page.getByRole('dialog', { name: 'Как здесь рисовать' }).waitFor();
    await press('Escape');
    expect(person.complaints()).toEqual([]);
  }, 180_000);
});

describe('a customer journey drawn with the mouse', () => {
  it('lets a card be dragged to another slot, and a way be drawn from card to card', async () => {
    const { page } = journey;
    // All of it in sight.
    await page.getByRole('grid').focus();
    await press('Escape', '0');
    const [first, third] = [await cardOf('Вопрос 1?'), await cardOf('Вопрос 3?')];
    const [box, target] = [await boxOf(first), await boxOf(await cardOf('Вопрос 2?'))];
    // One column to the right, in its own row.
    await drag(middleOf(box), { x: middleOf(target).x, y: middleOf(box).y });
    const moved = await until(({ cells, states: all }) => all[cells[first]?.state ?? '']?.name.ru === 'Ищем');
    expect(moved.touchpoints[moved.cells[first]?.touchpoint ?? '']?.name.ru).toBe('Статья');

    await page.locator(`[data-card="${first}"]`).hover();
    const handle = await page.locator(`[data-handle="${first}"]`).boundingBox();
    await drag(middleOf(handle as Box), middleOf(await boxOf(third)));
    const linked = await until(({ edges }) => Object.keys(edges).length === 6);
    expect(Object.values(linked.edges).map(({ from, to }) => `${from} ${to}`)).toContain(`cell:${first} cell:${third}`);
    await press('Control+z', 'Control+z');
    await until(
      ({ cells, states: all, edges }) =>
        Object.keys(edges).length === 5 && all[cells[first]?.state ?? '']?.name.ru === 'Что-то не так',
    );
  });

  it('chooses several by a frame, and zooms under the pointer by wheel and by two fingers', async () => {
    const { page } = journey;
    await press('Escape');
    const [a, b] = [await boxOf(await cardOf('Вопрос 1?')), await boxOf(await cardOf('Вопрос 2?'))];
    await page.keyboard.down('Shift');
    await drag({ x: b.x + b.width - 4, y: a.y + 4 }, { x: a.x + 6, y: b.y + b.height - 4 });
    await page.keyboard.up('Shift');
    await expect.poll(() => page.locator('[role=gridcell][aria-selected=true]').count()).toBe(2);
    await page.getByText('Выбрано 2 клетки').waitFor();
    await press('Escape', 'Escape');

    const card = await cardOf('Вопрос 3?');
    const before = await boxOf(card);
    const at = middleOf(before);
    await page.mouse.move(at.x, at.y);
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -120);
    await page.keyboard.up('Control');
    await expect.poll(async () => (await boxOf(card)).width).toBeGreaterThan(before.width * 1.1);
    const near = await boxOf(card);
    // The card is still under the pointer.
    expect(at.x > near.x && at.x < near.x + near.width && at.y > near.y && at.y < near.y + near.height).toBe(true);

    const session = await page.context().newCDPSession(page);
    const fingers = (apart: number) => [
      { x: at.x - apart, y: at.y, id: 1 },
      { x: at.x + apart, y: at.y, id: 2 },
    ];
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: object[]) =>
      session.send('Input.dispatchTouchEvent', { type, touchPoints: points as never });
    await touch('touchStart', fingers(80));
    for (const apart of [70, 60, 50]) await touch('touchMove', fingers(apart));
    await touch('touchEnd', []);
    await expect.poll(async () => (await boxOf(card)).width).toBeLessThan(near.width * 0.75);
    await press('0');
  });
});

describe('the page of a cell', () => {
  it('copies it to another journey and for another persona', async () => {
    const { page } = journey;
    const name = (ru: string) => ({ ru, en: '' });
    await change(
      { collection: 'personas', id: 'chef', before: null, after: { name: name('Шеф-бариста'), segment: 'cafe' } },
      { collection: 'segments', id: 'cafe', before: null, after: { name: name('Кофейни') } },
      { collection: 'journeys', id: 'other', before: null, after: { name: name('Другой путь') } },
    );
    const card = await cardOf('Вопрос 1?');
    await page.locator(`[data-card="${card}"]`).click();
    const panel = page.getByRole('complementary', { name: 'Клетка' });
    await panel.getByLabel('Скопировать в путь').selectOption({ label: 'Другой путь' });
    const copied = await until(({ cells }) => Object.values(cells).some((cell) => cell.journey === 'other'));
    expect(copied.journeys.other?.states).toHaveLength(1);
    await panel.getByLabel('Скопировать для персоны').selectOption({ label: 'Шеф-бариста' });
    const doubled = await until(({ cells }) => Object.keys(cells).length === 7);
    const copies = Object.values(doubled.cells).filter(({ question }) => question.ru === 'Вопрос 1?');
    expect(copies.map(({ personas }) => personas)).toContainEqual(['chef']);
    // Both copies go again, the last first.
    await page.getByRole('button', { name: 'Отменить' }).click();
    await page.getByRole('button', { name: 'Отменить' }).click();
    await until(({ cells }) => Object.keys(cells).length === 5);
  });

  it('takes proofs, and the status rises by them alone', async () => {
    const { page } = journey;
    const card = page.locator(`[data-card="${await cardOf('Вопрос 2?')}"]`);
    await card.click();
    const panel = page.getByRole('complementary', { name: 'Клетка' });
    const prove = async (fill: () => Promise<void>): Promise<void> => {
      await panel.getByRole('button', { name: 'Добавить проверку' }).click();
      await fill();
      await panel.getByRole('button', { name: 'Сохранить проверку' }).click();
    };
    expect(await card.getAttribute('data-status')).toBe('draft');
    await prove(() => panel.getByLabel('Источник, ссылка, имена').fill('Отчёт отдела'));
    await expect.poll(() => card.getAttribute('data-status')).toBe('assumed');
    await prove(async () => {
      await panel.getByRole('combobox', { name: 'Чем', exact: true }).selectOption({ label: 'Интервью' });
      await panel.getByRole('textbox', { name: 'Сколько', exact: true }).fill('5');
    });
    await expect.poll(() => card.getAttribute('data-status')).toBe('interviewed');
    await until(({ proofs }) => Object.keys(proofs).length === 2);
    await press('Escape');
  });
});

describe('several people at one journey', () => {
  it('see what each draws, and choose where both wrote in one place', async () => {
    const { page } = journey;
    const other = await visit(journey.browser);
    // The colleague's browser learns of nothing until it sends an edit of its own.
    await other.page.route('**/blueprint/since*', (route) => route.abort());
    await other.page.goto(page.url().replace(/&cell=[^&]*/u, ''));
    const card = other.page.locator(`[data-card="${await cardOf('Вопрос 1?')}"]`);
    await card.dblclick();
    await other.page.keyboard.type('Почему вкус плавает?');
    await other.page.keyboard.press('Enter');
    await page.getByRole('gridcell', { name: 'Почему вкус плавает?' }).waitFor();

    const id = await cardOf('Почему вкус плавает?');
    await page.locator(`[data-card="${id}"]`).dblclick();
    await page.keyboard.type('Отчего вкус разный?');
    await press('Enter');
    await until(({ cells }) => cells[id]?.question.ru === 'Отчего вкус разный?');
    await card.dblclick();
    await other.page.keyboard.type('Что со вкусом?');
    await other.page.keyboard.press('Enter');
    const dialog = other.page.getByRole('alert', { name: 'Двое изменили одно и то же' });
    expect(plain(await textOf(dialog))).toMatch(/Отчего вкус разный\?.*Что со вкусом\?/u);
    // Theirs stands until it is decided.
    expect((await kept()).cells[id]?.question.ru).toBe('Отчего вкус разный?');
    await dialog.getByRole('button', { name: 'Поставить моё' }).click();
    await until(({ cells }) => cells[id]?.question.ru === 'Что со вкусом?');
    await dialog.waitFor({ state: 'detached' });
    await other.close();
  });
});

describe('two versions of a journey', () => {
  it('are seen on the canvas, from the page of versions, by keyboard too', async () => {
    const { page, person } = journey;
    const { revision } = (await (await fetch(`${journey.product.url}/api/workspaces/main/blueprint`)).json()) as {
      revision: number;
    };
    const published = await fetch(`${journey.product.url}/api/workspaces/main/blueprint/publish`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ revision, by: 'Анна', why: 'начало' }),
    });
    expect(published.ok).toBe(true);
    const design = await kept();
    const [changed, removed] = [await cardOf('Вопрос 3?'), await cardOf('Вопрос 5?')];
    const [journeyId, whole] = Object.entries(design.journeys).find(([id]) => id !== 'other') ?? [];
    const cell = design.cells[changed];
    const ways = Object.entries(design.edges).filter(([, { from, to }]) => [from, to].includes(`cell:${removed}`));
    await change(
      {
        collection: 'cells',
        id: changed,
        before: cell,
        after: { ...cell, question: { ru: 'Вопрос третий?', en: '' } },
      },
      { collection: 'cells', id: removed, before: design.cells[removed], after: null },
      ...ways.map(([id, way]) => ({ collection: 'edges', id, before: way, after: null })),
      { collection: 'states', id: 'renew', before: null, after: { name: { ru: 'Продлеваем', en: '' } } },
      {
        collection: 'journeys',
        id: journeyId,
        before: whole,
        after: { ...whole, states: [...(whole?.states ?? []), 'renew'] },
      },
    );

    await journey.go('/versions?workspace=main');
    const link = page.getByRole('navigation', { name: 'Показать на карте пути' }).getByRole('link');
    await link.focus();
    await press('Enter');
    await page.locator(`[data-card="${removed}"][data-mark=removed]`).waitFor();
    const marked = await page
      .locator('[data-card][data-mark]')
      .evaluateAll((cards) =>
        cards.map((card) => `${(card as HTMLElement).dataset.card} ${(card as HTMLElement).dataset.mark}`),
      );
    expect(marked.sort()).toEqual([`${changed} changed`, `${removed} removed`].sort());
    expect(await page.locator('g[data-mark=removed]').count()).toBe(ways.length);
    await page.getByRole('columnheader', { name: 'добавлено: Продлеваем' }).waitFor();

    // The legend counts, brings out one kind, and each difference is told and looked for.
    const legend = page.getByRole('group', { name: 'Отличия на карте' });
    await legend.getByRole('button', { name: /^Убрано/u }).click();
    await page.getByRole('button', { name: 'Следующее' }).focus();
    await press('Enter');
    await expect.poll(() => page.locator('[aria-selected=true]').getAttribute('data-card')).toBe(removed);
    await legend.getByRole('button', { name: /^Изменено/u }).click();
    await page.getByText('Вопрос третий?').last().waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByText('Граф', { exact: true }).click();
    await page.locator(`[data-card="${removed}"][data-mark=removed]`).waitFor();
    expect(person.complaints()).toEqual([]);
  });
});

describe('a journey on a phone', () => {
  it('grows by states, touchpoints and cells', async () => {
    const phone = await visit(journey.browser, { viewport: { width: 390, height: 844 }, hasTouch: true });
    await phone.page.goto(`${journey.product.url}/journeys/other?workspace=main`);
    const put = async (label: string, name: string): Promise<void> => {
      const field = phone.page.getByRole('textbox', { name: label });
      await field.fill(name);
      await field.press('Enter');
    };
    await put('Новое состояние', 'Ищем воду');
    await put('Новая точка контакта', 'Звонок');
    await phone.page.getByRole('button', { name: 'Добавить клетку' }).click();
    await phone.page.getByRole('textbox', { name: 'Вопрос клиента' }).fill('Кто рядом?');
    await phone.page.keyboard.press('Enter');
    const grown = await until(({ cells }) => Object.values(cells).some(({ question }) => question.ru === 'Кто рядом?'));
    expect(grown.journeys.other?.states.map((id) => grown.states[id]?.name.ru)).toEqual(['Ищем воду']);
    const wide = await phone.page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    expect(wide).toBe(false);
    expect(await barriers(phone.page)).toEqual([]);
    expect(phone.complaints()).toEqual([]);
    await phone.close();
  });
});
