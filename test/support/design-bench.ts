import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { Change } from '../../src/model/blueprint/blueprint.ts';
import { Cell } from '../../src/model/blueprint/journey.ts';
import { Problem } from '../../src/model/problem.ts';
import type { Deps } from '../../src/operations/deps.ts';
import { createOperations } from '../../src/operations/operations.ts';
import type { Operations } from '../../src/operations/types.ts';
import { openPglite } from '../../src/store/registry/engines/pglite.ts';
import { openRegistry } from '../../src/store/registry/registry.ts';
import { openTestWarehouse, type TestWarehouse } from './warehouse.ts';

/** What tests of the design work on: one installation a file, a company of its own for each test, and a clock they set. */
export type DesignBench = {
  deps: Deps;
  blueprint: Operations['blueprint'];
  now: Date;
  company(): Promise<string>;
  edit(workspace: string, by: string, ...changes: Change[]): ReturnType<Operations['blueprint']['edit']>;
  draft(workspace: string): ReturnType<Operations['blueprint']['show']>;
};

/** Opens it before the tests of the file and closes it after them. */
export const designBench = (): DesignBench => {
  const bench = { now: new Date('2026-01-05T22:30:00Z') } as DesignBench;
  let place: TestWarehouse;
  let operations: Operations;
  let companies = 0;
  beforeAll(async () => {
    place = await openTestWarehouse();
    const clock = () => bench.now;
    const registry = await openRegistry(await openPglite(join(place.directory, 'registry')), clock);
    const dataDirectory = join(place.directory, 'data');
    bench.deps = { warehouse: place.warehouse, registry, dataDirectory, clock, log: () => {} };
    operations = await createOperations(bench.deps);
    bench.blueprint = operations.blueprint;
  });
  afterAll(async () => {
    await operations.close();
    await bench.deps.registry.close();
    await place.close();
  });
  bench.company = async () => {
    companies += 1;
    const id = `company${companies}`;
    await bench.deps.registry.workspaces.create({ id, name: { ru: id, en: id }, isDemo: false });
    return id;
  };
  bench.edit = (workspace, by, ...changes) => bench.blueprint.edit({ workspace, by, changes });
  bench.draft = (workspace) => bench.blueprint.show({ workspace, which: 'draft' });
  return bench;
};

export const words = (ru: string) => ({ ru, en: '' });
export const cell = (told: Partial<Cell> = {}): Cell =>
  Cell.parse({ journey: 'cafe', state: 'D1', touchpoint: 'site', ...told });
export const change = (id: string, before: object | null, after: object | null): Change => ({
  collection: 'cells',
  id,
  before: before as Change['before'],
  after: after as Change['after'],
});
export const problemOf = async (work: Promise<unknown>): Promise<Problem['body']> => {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error instanceof Problem) return error.body;
  throw new Error(`No problem: ${error}`);
};
/** A design with something in many a collection, as a person could have drawn it. */
export const drawn = (): Record<string, unknown> => ({
  format: 'conveyor-blueprint',
  segments: { horeca: { name: { ru: 'Кафе', en: 'Cafés' } } },
  states: { D1: { name: words('Замечает') }, D2: { name: words('Выбирает'), place: 1 } },
  touchpoints: { site: { name: words('Сайт') } },
  journeys: { cafe: { name: words('Путь кафе'), segment: 'horeca', states: ['D1', 'D2'], touchpoints: ['site'] } },
  cells: { c2: { journey: 'cafe', state: 'D1', touchpoint: 'site', costPerVisit: 0.1 }, c10: cell({ state: 'D2' }) },
  edges: { e1: { journey: 'cafe', from: 'cell:c2', to: 'cell:c10', probability: 0.35 } },
  roles: { seller: { name: words('Продавец'), function: 'sales' } },
  zones: { z1: { stage: 'new', roles: { seller: 'AR', z: 'C', ab: 'I' } } },
  stages: { market: { name: words('Рынок') }, lost: { windowDays: 90, bySegment: { horeca: { windowDays: 60 } } } },
});
