import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { seededRandom } from '../../src/analysis/statistics/bootstrap.ts';
import { addDays } from '../../src/model/days.ts';
import { CltvForecastInput } from '../../src/model/forecast.ts';
import type { Deps } from '../../src/operations/deps.ts';
import { createOperations } from '../../src/operations/operations.ts';
import type { Operations } from '../../src/operations/types.ts';
import { openPglite } from '../../src/store/registry/engines/pglite.ts';
import { openRegistry } from '../../src/store/registry/registry.ts';
import { openTestWarehouse, type TestWarehouse } from '../support/warehouse.ts';

const [opening, lastDay] = ['2024-01-01', '2025-09-30'];

/** Customers who buy at their own rates, and none of whom ever leaves. */
const linesFile = (): string => {
  const random = seededRandom(5);
  const lines = ['line_id,order_id,customer_id,ordered_at,net_amount'];
  for (let at = 0; at < 400; at += 1) {
    // Rates that differ as a gamma distribution of shape 2.
    const gap = 120 / -Math.log((1 - random()) * (1 - random()));
    for (let day = addDays(opening, at % 90); day <= lastDay; ) {
      lines.push(`L${lines.length},O${lines.length},C${at},${day},${(500 + 1000 * random()).toFixed(2)}`);
      day = addDays(day, Math.ceil(-gap * Math.log(1 - random())));
    }
  }
  return `${lines.join('\n')}\n`;
};

let place: TestWarehouse;
let deps: Deps;
let operations: Operations;
const clock = () => new Date(`${lastDay}T09:00:00Z`);

beforeAll(async () => {
  place = await openTestWarehouse();
  const registry = await openRegistry(await openPglite(join(place.directory, 'registry')), clock);
  deps = { warehouse: place.warehouse, registry, dataDirectory: join(place.directory, 'data'), clock, log: () => {} };
  operations = await createOperations(deps);
  const path = join(place.directory, 'order_lines.csv');
  await writeFile(path, linesFile());
  const { upload } = await operations.uploads.local({ path });
  const input = { workspace: 'main', uploads: [upload], files: [], answers: {}, source: 'main', dryRun: false };
  const { id } = await operations.imports.start(input);
  expect((await operations.finished({ id })).problem).toBeUndefined();
});
afterAll(async () => {
  await operations.close();
  await deps.registry.close();
  await place.close();
});

const asked = (given: object) => operations.forecast.cltv(CltvForecastInput.parse({ workspace: 'main', ...given }));

it('where nobody is seen to leave, it is said so and not how many are still there; a model in which they leave is refused', async () => {
  const found = await asked({ intervals: false });
  expect(found.fits[0]).toMatchObject({ model: 'nbd' });
  expect(found.notes.map(({ code }) => code)).toContain('no_dropout');
  expect([found.total?.p_alive, ...found.by.map((row) => row.p_alive)]).toEqual([null, null]);
  expect(found.total?.expected_orders).toBeGreaterThan(1000);
  const due = await asked({ by: 'customer', list: 'due', intervals: false });
  expect(due.by.length).toBeGreaterThan(50);
  expect(due.by.every(({ p_alive: alive }) => alive === null)).toBe(true);
  const named = await asked({ model: 'pareto_nbd' });
  expect(named.reason).toBe('no_dropout');
  expect([named.parameters, named.total, named.by]).toEqual([undefined, undefined, []]);
});
