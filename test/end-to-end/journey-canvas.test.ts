import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Blueprint } from '../../src/model/blueprint/blueprint.ts';
import { barriers, visit } from '../support/browser.ts';
import { beginJourney, type Journey } from '../support/journey.ts';

/** Somebody draws a customer journey without touching a mouse, and a colleague draws with them. */
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

  it('shows what a colleague draws, and loses nothing of either', async () => {
    const { page } = journey;
    const other = await visit(journey.browser);
    await other.page.goto(page.url());
    await other.page.getByRole('grid').waitFor();
    const blueprint = await kept();
    const [cell] = Object.entries(blueprint.cells).find(([, { question }]) => question.ru === 'Вопрос 1?') ?? [];
    expect(cell).toBeDefined();
    await other.page.locator(`[data-card="${cell}"]`).dblclick();
    await other.page.keyboard.type('Почему вкус плавает?');
    await other.page.keyboard.press('Enter');
    await page.getByRole('gridcell', { name: 'Почему вкус плавает?' }).waitFor();
    await other.close();
  }, 60_000);
});
