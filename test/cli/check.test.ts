import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Quality } from '../../src/model/quality.ts';
import { conveyor } from './product.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'conveyor-check-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('check data tells the worst first with what to do, and the same as one JSON document', async () => {
  const ask = (...words: string[]) => conveyor(...words, '--data', join(folder, 'data'));
  const orders = join(folder, 'order_lines.csv');
  await writeFile(
    orders,
    'line_id,order_id,customer_id,ordered_at,net_amount\nl1,o1,a,2025-01-10,1000\nl2,o2,b,2025-02-10,50',
  );
  expect((await ask('import', orders, '--as', 'order_lines')).code).toBe(0);
  const json = await ask('check', 'data', '--json');
  expect(json.code).toBe(0);
  const quality = Quality.parse(JSON.parse(json.stdout));
  const margin = quality.findings.find(({ code }) => code === 'lines_without_margin');
  expect(margin).toMatchObject({ severity: 'high', count: 2, of: 2, share: 1, money: 1050 });
  expect(quality.levels.next?.id).toBe('hasCosts');
  const text = await ask('check', 'data', '--lang', 'ru');
  expect(text.code).toBe(0);
  expect(text.stdout).toContain(margin?.text.ru);
  expect(text.stdout).toContain(margin?.mend.ru);
  expect(text.stdout.indexOf('СЕРЬЁЗНО')).toBeLessThan(text.stdout.indexOf('На что отвечают данные'));
  expect((await ask('check', 'data', '--lang', 'en')).stdout).toContain(margin?.mend.en);
}, 180_000);
