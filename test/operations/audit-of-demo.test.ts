import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Audit } from '../../src/model/audit/audit.ts';
import type { Guide } from '../../src/model/guide.ts';
import { commandHere, type Running, startProduct } from '../cli/product.ts';
import { copyDemo } from '../support/demo-data.ts';

let folder: string;
let product: Running;
let audit: Audit;

const asked = async (path: string, init?: RequestInit): Promise<unknown> =>
  (await fetch(`${product.url}/api/workspaces/demo/audit${path}`, init)).json();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'conveyor-audit-'));
  await copyDemo(join(folder, 'data'));
  product = await startProduct(join(folder, 'data'));
  audit = Audit.parse(await asked(''));
}, 600_000);

afterAll(async () => {
  await product.stop();
  await rm(folder, { recursive: true, force: true });
});

const question = (q: number): Audit['questions'][number] => {
  const found = audit.questions[q - 1];
  if (found === undefined) throw new Error(`there is no question ${q}`);
  return found;
};
const foundIn = (q: number): string[] => question(q).findings.map(({ code }) => code);

describe('the audit of the demo company', () => {
  it('comes out as its baseline: 1, 2, 1, 1, 0, 1, 2, 1, 1, 1, which is 11 of 40', () => {
    expect(audit.questions.map(({ final }) => final)).toEqual([1, 2, 1, 1, 0, 1, 2, 1, 1, 1]);
    expect(audit.total).toBe(11);
    expect(audit.questions.filter(({ unequivocal }) => unequivocal)).toEqual([]);
  });

  it('knows how far five of the staff know the idea (F7)', () => {
    const { surveyResult } = question(1);
    expect(audit.survey).toMatchObject({ asked: 6, answered: 6 });
    expect(surveyResult?.accuracy).toBeCloseTo(0.5, 9);
    expect(surveyResult?.consensus).toBeCloseTo(0.65, 9);
    expect(surveyResult?.byElement.map(({ accuracy }) => accuracy.toFixed(9))).toEqual(
      [0.9, 0.6, 0.4, 0.1].map((share) => share.toFixed(9)),
    );
    expect(surveyResult?.alpha).toBeGreaterThan(0.8);
    expect(foundIn(1)).toContain('idea_element_low.I4');
  });

  it('finds what is planted in the company', () => {
    expect(foundIn(6)).toEqual(expect.arrayContaining(['off_journey_cost', 'paid_search_dependence']));
    expect(foundIn(4)).toEqual(expect.arrayContaining(['stage_without_owner', 'capacity_short']));
    expect(foundIn(3)).toContain('loop_without_material');
    expect(foundIn(7)).toContain('one_process_for_all');
    expect(foundIn(9)).toContain('cac_spread');
    expect(foundIn(10)).toContain('cltv_pays_weakly');
    expect(foundIn(2)).toContain('dealer_customers_unknown');
  });

  it('checks a forecast of purchases against the year it was told nothing of', () => {
    const check = question(10).points.find(({ code }) => code === 'forecast_checked');
    expect(check).toMatchObject({ holds: true, unit: 'share', link: '/forecast' });
    expect(check?.value).toBeGreaterThan(0);
    expect(check?.value).toBeLessThan(0.1);
    expect(check?.text.en).toContain('From the history up to 1 Jan 2025');
  });

  it('compares the order and the losses people name with the design and with where customers really leave', () => {
    const { points, surveyResult } = question(3);
    const fitness = points.find(({ code }) => code === 'fitness_reported');
    expect(fitness).toMatchObject({ holds: true, level: 3, link: '/journeys/J2?view=projection' });
    expect(fitness?.value).toBeGreaterThan(0.3);
    expect(surveyResult?.points.map(({ code }) => code)).toEqual(['path_alike', 'path_loss', 'path_losses_known']);
    // Of the three places where most leave, six people named 2, 1, 1, 2, 2 and 0.
    expect(surveyResult?.points[2]?.value).toBeCloseTo(8 / 18, 9);
  });

  it('tells by facts how hand-offs are kept, which ways deals go, and what the long one costs', () => {
    const kept = question(4).points.find(({ code }) => code === 'handoffs_met');
    expect(kept).toMatchObject({
      holds: false,
      level: 3,
      link: expect.stringMatching(/^\/journeys\/J\d\?view=projection$/),
    });
    expect(kept?.value).toBeGreaterThan(0);
    const { points, price } = question(7);
    // Repeat deals go the short way, first ones the long one; some of these go back for a second pilot.
    expect(points.find(({ code }) => code === 'ways_named')).toMatchObject({ holds: false, value: 2 });
    expect(price).toMatchObject({ code: 'long_way', missing: [] });
    expect(price?.low).toBeGreaterThan(0);
    expect(price?.high).toBeGreaterThan(price?.low ?? 0);
  });

  it('prices the idea by the deals lost to others, as their reasons tell', () => {
    const { price } = question(1);
    expect(price).toMatchObject({ code: 'lost_to_others', missing: [] });
    expect(price?.low).toBeGreaterThan(0);
    expect(price?.high).toBeGreaterThan(price?.low ?? 0);
    expect(price?.text.en).toMatch(/\d+ of 286$/);
  });

  it('shows no details of what three heads answered', () => {
    expect(question(9).surveyResult).toMatchObject({ n: 3, accuracy: null, points: [{ code: 'few' }] });
    expect(question(2).surveyResult?.points.map(({ code }) => code)).toContain('segments_named');
  });

  it('begins with customers who never reach a result, the dearest weak answer', () => {
    const prices = audit.questions.flatMap(({ price }) =>
      price?.high == null ? [] : [((price.low ?? 0) + price.high) / 2],
    );
    const { weakest_link: weakest } = audit;
    expect(weakest).toMatchObject({ code: 'activation_lost', q: 4 });
    expect(weakest?.where[0]).toBe('zones:new');
    expect(((weakest?.money?.low ?? 0) + (weakest?.money?.high ?? 0)) / 2).toBe(Math.max(...prices));
    expect(question(6).price).toMatchObject({ low: 179167, high: 179167, per: 'month' });
    expect(audit.next.map(({ q }) => q)).toEqual([4, 6, 3]);
  });

  it('says everything in both languages, with a link to where it opens', () => {
    const told = audit.questions.flatMap(({ points, findings, actions, price }) => [
      ...points,
      ...findings,
      ...actions.map(({ title, link }) => ({ text: title, link })),
      ...(price === null ? [] : [price]),
    ]);
    expect(told.length).toBeGreaterThan(80);
    for (const { text, link } of told) {
      expect(text.ru).toMatch(/[а-яё]/i);
      expect(text.en).not.toBe('');
      expect(text.ru + text.en).not.toMatch(/undefined|NaN|\{\w+\}/);
      expect(link).toMatch(
        /^\/(money|attribution|forecast|customers|journeys|design|offer|lifecycle|organisation|versions|data|audit|decisions)\b/,
      );
    }
  });
});

describe('audit on the command line', () => {
  const data = (): string[] => ['--data', join(folder, 'data'), '--workspace', 'demo'];

  it('is the same document with or without «show», and a page of words for a person', async () => {
    const [bare, shown] = [
      await commandHere('audit', '--json', ...data()),
      await commandHere('audit', 'show', '--json', ...data()),
    ];
    expect(JSON.parse(bare.stdout)).toEqual(audit);
    expect(shown.stdout).toBe(bare.stdout);
    expect(JSON.parse(shown.stdout)).toMatchObject({
      questions: Array.from({ length: 10 }, (_, at) => ({ q: at + 1, unequivocal: false })),
      total: 11,
      weakest_link: { code: 'activation_lost', where: expect.any(Array), money: expect.any(Object) },
    });
    const words = await commandHere('audit', ...data());
    expect(words.code).toBe(0);
    expect(words.stdout).toContain('Итого: 11 / 40');
    expect(words.stdout).toContain('Слабое звено: Новые клиенты за год, не дошедшие до результата: 265');
  });
});

describe('guide and decisions on the command line', () => {
  it('are the documents of the API, and words for a person', async () => {
    const asked = ['--data', join(folder, 'data'), '--workspace', 'demo'];
    const guide = JSON.parse((await commandHere('guide', '--json', ...asked)).stdout) as Guide;
    expect(guide).toMatchObject({ runs: true, next: { step: 'plan', link: '/decisions' } });
    const words = await commandHere('guide', ...asked);
    expect(words.stdout).toContain(`Сейчас: ${guide.next.title.ru}`);
    expect(words.stdout).toContain('Конвейер работает.');
    expect(JSON.parse((await commandHere('decisions', '--json', ...asked)).stdout)).toEqual([]);
    const [action] = audit.next;
    const body = JSON.stringify({ action, by: 'Игорь Лебедев' });
    const taken = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
    await fetch(`${product.url}/api/workspaces/demo/decisions`, taken);
    expect((await commandHere('decisions', ...asked)).stdout).toMatch(/Назначить одного ответственного.*в работе/u);
  });
});

describe('the owner’s word and kept runs', () => {
  it('are counted from the next look on', async () => {
    const put = { method: 'PUT', headers: { 'content-type': 'application/json' } };
    const answer = question(1).answer?.ru ?? '';
    await asked('/confirmations/1', { ...put, body: JSON.stringify({ answer, by: 'Игорь Лебедев' }) });
    const after = Audit.parse(await asked(''));
    expect(after.questions[0]).toMatchObject({ evidence: 2, final: 2, unequivocalLacks: ['single'] });
    await asked('/runs', { ...put, method: 'POST', body: '{}' });
    await asked('/confirmations/1', { ...put, body: JSON.stringify({ answer: '', by: 'Игорь Лебедев' }) });
    expect(Audit.parse(await asked('')).total).toBe(11);
    expect(await asked('/runs')).toMatchObject([{ quarter: '2025-Q4', audit: { total: 12 } }]);
  });
});
