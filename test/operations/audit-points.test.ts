import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EvidencePoint } from '../../src/model/audit/audit.ts';
import { Blueprint } from '../../src/model/blueprint/blueprint.ts';
import type { Deps } from '../../src/operations/deps.ts';
import { createOperations } from '../../src/operations/operations.ts';
import type { Operations } from '../../src/operations/types.ts';
import { openPglite } from '../../src/store/registry/engines/pglite.ts';
import { openRegistry } from '../../src/store/registry/registry.ts';
import { openTestWarehouse, type TestWarehouse } from '../support/warehouse.ts';

/** What single points of the ten questions read of facts, from the files on. */
let place: TestWarehouse;
let deps: Deps;
let operations: Operations;

const now = () => new Date('2026-01-05T09:00:00Z');

const bringIn = async (name: string, text: string) => {
  const directory = join(place.directory, name.replace('.', '-'));
  await mkdir(directory);
  await writeFile(join(directory, name), text);
  const { upload } = await operations.uploads.local({ path: join(directory, name) });
  const asked = { workspace: 'tea', uploads: [upload], files: [], answers: {}, source: 'main', dryRun: false };
  return operations.finished({ id: (await operations.imports.start(asked)).id });
};

const orders = `line_id,order_id,customer_id,ordered_at,net_amount,cogs
${[1, 2, 3, 4, 5, 6].map((n) => `${n},o${n},c${n},2025-03-01,100,40`).join('\n')}
`;
const value = 'Clean water proven by measurement';
/** Six who bought: three say the value in their words, three do not; c7 never bought, c1 spoke before buying once, c6 on the very day. */
const said = [
  ['c1', '2025-04-01', 'We know the water is clean, it is proven by measurement'],
  ['c2', '2025-04-02', 'Clean water, and the measurement proves it every month'],
  ['c3', '2025-04-03', 'they measure and the water is clean, that is proven'],
  ['c4', '2025-04-04', 'The engineer came on time'],
  ['c5', '2025-04-05', 'It was cheap'],
  ['c6', '2025-03-01', 'My neighbour told me to'],
  ['c7', '2025-04-07', value],
  ['c1', '2025-01-15', value],
] as const;
const interactions = `interaction_id,occurred_at,kind,customer_id,channel,campaign,text
${said.map(([who, at, text], n) => `i${n},${at},win_interview,${who},,,"${text}"`).join('\n')}
t1,2025-02-20,visit,c1,ads,spring,
t2,2025-02-21,visit,c7,ads,autumn,
t3,2025-05-21,visit,c2,mail,letter,
t4,2025-05-23,replied,c2,,,
t5,2025-12-20,visit,c3,site,,
`;

beforeAll(async () => {
  place = await openTestWarehouse();
  const registry = await openRegistry(await openPglite(join(place.directory, 'registry')), now);
  const dataDirectory = join(place.directory, 'data');
  deps = { warehouse: place.warehouse, registry, dataDirectory, clock: now, log: () => {} };
  operations = await createOperations(deps);
  await operations.workspaces.create({ id: 'tea', name: 'Tea' });
  await bringIn('orders.csv', orders);
  await bringIn('touches.csv', interactions);
  const document = Blueprint.parse({
    idea: { value: { key: 'main_value', text: { en: value } } },
    states: { a: { name: { en: 'A' } } },
    touchpoints: { t: { name: { en: 'T' } } },
    journeys: { j: { name: { en: 'J' }, states: ['a'], touchpoints: ['t'] } },
    cells: { A: { journey: 'j', state: 'a', touchpoint: 't', exitKinds: ['replied'] } },
    campaigns: { letter: { name: { en: 'letter' }, cells: ['A'] } },
  });
  await operations.blueprint.import({ workspace: 'tea', document, by: 'Anna' });
});
afterAll(async () => {
  await operations.close();
  await deps.registry.close();
  await place.close();
});

const pointOf = async (q: number, code: string): Promise<EvidencePoint | undefined> => {
  const { questions } = await operations.audit.show({ workspace: 'tea' });
  return questions.find((each) => each.q === q)?.points.find((each) => each.code === code);
};

it('customers repeat the idea in the interviews in which those who bought name its main value', async () => {
  expect(await pointOf(1, 'customers_repeat')).toMatchObject({ value: 0.5, holds: true, unit: 'share' });
});

it('what came of a campaign is seen by its new customers or by who left its cell, and not by a touch alone', async () => {
  // Of three: spring brought c1; a letter stands on a cell that customers left; autumn was only looked at.
  const point = await pointOf(8, 'campaigns_measured');
  expect(point?.value).toBeCloseTo(2 / 3, 10);
  expect(point?.text.en).toContain('of 3');
});
