import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoBlueprint } from '../../src/demo/blueprint/blueprint.ts';
import type { Deps } from '../../src/operations/deps.ts';
import { createOperations } from '../../src/operations/operations.ts';
import { type Serving, serve } from '../../src/server/serve.ts';
import { openPglite } from '../../src/store/registry/engines/pglite.ts';
import { openRegistry } from '../../src/store/registry/registry.ts';
import { openTestWarehouse, type TestWarehouse } from '../support/warehouse.ts';

let place: TestWarehouse;
let serving: Serving;
let web: string;

beforeAll(async () => {
  place = await openTestWarehouse();
  web = await mkdtemp(join(tmpdir(), 'conveyor-blueprint-web-'));
  const clock = () => new Date('2026-01-05T09:00:00Z');
  const registry = await openRegistry(await openPglite(join(place.directory, 'registry')), clock);
  const dataDirectory = join(place.directory, 'data');
  const deps: Deps = { warehouse: place.warehouse, registry, dataDirectory, clock, log: () => {} };
  serving = await serve({
    port: 0,
    directory: dataDirectory,
    webDirectory: web,
    version: '9.9.9',
    open: async () => {
      const operations = await createOperations(deps);
      const close = async () => {
        await operations.close();
        await registry.close();
      };
      return { operations, close };
    },
    log: () => {},
  });
  await serving.ready;
});
afterAll(async () => {
  await serving.stop();
  await place.close();
  await rm(web, { recursive: true, force: true });
});

const at = (path: string) => `${serving.url}/api/workspaces/main/blueprint${path}`;
const send = async (path: string, body: unknown, method = 'POST') => {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(at(path), { method, headers, body: JSON.stringify(body) });
  return { status: response.status, answer: await response.json() };
};
const get = async (path: string) => (await fetch(at(path))).json();

describe('the design over HTTP', () => {
  test('a whole one comes in and goes out the same, is edited by two, published and compared', async () => {
    const document = demoBlueprint();
    expect(await send('', { document, by: 'Анна' }, 'PUT')).toMatchObject({ status: 200, answer: { revision: 1 } });
    const shown = await get('');
    expect(shown.document).toEqual(document);
    expect(await send('', { document: shown.document }, 'PUT')).toMatchObject({ answer: { revision: 1 } });

    const [id = '', seen] = Object.entries(document.cells)[0] ?? [];
    const edit = (by: string, told: object) =>
      send('/edit', { by, changes: [{ collection: 'cells', id, before: seen, after: { ...seen, ...told } }] });
    const startedAt = performance.now();
    expect((await edit('Анна', { emotion: 2 })).answer).toMatchObject({ revision: 2, conflicts: [] });
    expect(performance.now() - startedAt).toBeLessThan(1000);
    const other = (await edit('Пётр', { emotion: -2, rework: 0.5 })).answer;
    expect(other).toMatchObject({
      revision: 3,
      things: [{ id, value: { emotion: 2, rework: 0.5 }, by: 'Пётр' }],
      conflicts: [{ field: 'emotion', stands: 2, wanted: -2, by: 'Анна' }],
    });
    expect((await get('/since?revision=1')).things).toEqual(other.things);

    const late = await send('/publish', { revision: 2, by: 'Анна' });
    expect(late).toMatchObject({ status: 422, answer: { code: 'blueprint_changed' } });
    expect(await send('/publish', { revision: 3, by: 'Анна', why: 'начало' })).toMatchObject({
      answer: { version: 1 },
    });
    expect(await get('?which=published')).toMatchObject({ version: 1, document: { cells: { [id]: { emotion: 2 } } } });
    expect(await get('?which=1')).toMatchObject({ version: 1, isChanged: false });
    await edit('Анна', { emotion: 2, volumeMonth: 321 });
    const differences = await get('/compare?from=1&to=draft');
    expect(differences).toMatchObject([{ id, kind: 'changed' }]);
    expect(await send('/restore', { version: 1 })).toMatchObject({ answer: { version: 1, isChanged: false } });
    expect(await get('/versions')).toMatchObject([{ version: 1, why: 'начало' }]);
    expect((await get('/check')).findings.length).toBeGreaterThan(0);
  });

  test('what does not fit is refused in the reader’s language, with the place', async () => {
    const refused = await send('', { document: { format: 'conveyor-blueprint', shape: 9 } }, 'PUT');
    expect(refused).toMatchObject({ status: 422, answer: { code: 'blueprint_is_newer', kind: 'input' } });
    expect(refused.answer.detail).toContain('более новой версией');
    const changes = [{ collection: 'roles', id: 'r', before: null, after: { name: {}, function: 'magic' } }];
    expect(await send('/edit', { changes })).toMatchObject({
      status: 422,
      answer: { where: { collection: 'roles', id: 'r', field: 'function' } },
    });
    expect(await send('/edit', { changes: [{ ...changes[0], id: '__proto__' }] })).toMatchObject({ status: 400 });
    expect((await fetch(at('?which=12'))).status).toBe(404);
    expect((await fetch(`${serving.url}/api/workspaces/nowhere/blueprint`)).status).toBe(404);
  });

  test('its tables go out as CSV and XLSX, things by name in the reader’s language', async () => {
    await send('', { document: demoBlueprint(), by: '' }, 'PUT');
    const file = (query: string) => fetch(`${serving.url}/api/workspaces/main/export/design?${query}`);
    const csv = await file('table=cells&format=csv&lang=en');
    expect(csv.headers.get('content-disposition')).toContain('cells.csv');
    const lines = (await csv.text()).split('\r\n');
    expect(lines[0]).toMatch(/^Journey,Decision state,Touchpoint,/);
    expect(lines.filter((line) => line.startsWith('Home: from cloudy water'))).not.toEqual([]);
    const xlsx = new Uint8Array(await (await file('table=raci&format=xlsx&lang=ru')).arrayBuffer());
    expect([...xlsx.subarray(0, 2)]).toEqual([0x50, 0x4b]);
    expect((await file('table=findings&lang=ru')).status).toBe(200);
    expect((await file('table=nothing')).status).toBe(400);
    expect((await file('table=cells&which=7')).status).toBe(404);
  });
});
