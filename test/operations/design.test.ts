import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Blueprint } from '../../src/model/blueprint/blueprint.ts';
import type { Deps } from '../../src/operations/deps.ts';
import { createOperations } from '../../src/operations/operations.ts';
import type { Operations } from '../../src/operations/types.ts';
import { openPglite } from '../../src/store/registry/engines/pglite.ts';
import { openRegistry } from '../../src/store/registry/registry.ts';
import { openTestWarehouse, type TestWarehouse } from '../support/warehouse.ts';

let place: TestWarehouse;
let deps: Deps;
let operations: Operations;

beforeAll(async () => {
  place = await openTestWarehouse();
  const registry = await openRegistry(
    await openPglite(join(place.directory, 'registry')),
    () => new Date('2026-01-05T09:00:00Z'),
  );
  const dataDirectory = join(place.directory, 'data');
  deps = {
    warehouse: place.warehouse,
    registry,
    dataDirectory,
    clock: () => new Date('2026-01-05T09:00:00Z'),
    log: () => {},
  };
  operations = await createOperations(deps);
  await operations.workspaces.create({ id: 'tea', name: 'Tea' });
  await bringIn('tea', 'orders.csv', orders);
  await bringIn('tea', 'customers.csv', customers);
  await bringIn('tea', 'touches.csv', touches);
});
afterAll(async () => {
  await operations.close();
  await deps.registry.close();
  await place.close();
});

const orders = `line_id,order_id,customer_id,ordered_at,net_amount,cogs
1,o1,c1,2025-02-01,100.00,40
2,o2,c1,2025-03-20,50.00,20
3,o3,c2,2025-03-01,30.50,10
4,o4,c3,2025-12-20,70,30
`;
const customers = `customer_id,name,segment,attributes.points
c1,Ann,Cafés,3
c2,Bob,Homes,
c3,Cid,Cafés,20
c4,Dan,Cafés,1
`;
const touches = `interaction_id,occurred_at,kind,customer_id,channel,actor
1,2025-02-10,tasted,c1,site,Anna
2,2025-03-05,tasted,c2,site,Anna
3,2025-03-06,smiled,c2,mail,
4,2025-01-20,visit,c1,ads,
`;
const bringIn = async (workspace: string, name: string, text: string) => {
  const directory = join(place.directory, name.replace('.', '-'));
  await mkdir(directory);
  await writeFile(join(directory, name), text);
  const { upload } = await operations.uploads.local({ path: join(directory, name) });
  const asked = { workspace, uploads: [upload], files: [], answers: {}, source: 'main', dryRun: false };
  return operations.finished({ id: (await operations.imports.start(asked)).id });
};

const year = { from: '2025-01-01', to: '2026-01-01' };
const activated = async (): Promise<number | null> => {
  const asked = { workspace: 'tea', metrics: ['customers_activated' as const], ...year, by: [], compare: false };
  return (await operations.measure(asked)).answers[0]?.value ?? null;
};
const publish = async (parts: object) => {
  const { revision } = await operations.blueprint.import({
    workspace: 'tea',
    document: Blueprint.parse(parts),
    by: 'Anna',
  });
  return operations.blueprint.publish({ workspace: 'tea', revision, why: '', by: 'Anna' });
};

const name = (en: string) => ({ ru: '', en });
const cafes = { name: name('Cafés'), names: ['Cafés'] };
const design = {
  segments: { S1: cafes, S2: { name: name('Homes'), names: ['Homes'] } },
  states: { D7: { name: name('First use'), phase: 'after' } },
  touchpoints: { T1: { name: name('Visit') } },
  journeys: { J1: { name: name('Café'), segment: 'S1', states: ['D7'], touchpoints: ['T1'] } },
  cells: {
    c12: { journey: 'J1', state: 'D7', touchpoint: 'T1', stage: 'new' },
    c13: { journey: 'J1', state: 'D7', touchpoint: 'T1', stage: 'regular' },
  },
  roles: { care: { name: name('Care'), function: 'success' } },
  employees: { anna: { name: 'Anna', roles: [{ role: 'care', share: 1 }] } },
  zones: { z1: { stage: 'regular', roles: { care: 'AR' } } },
  stages: {
    activated: { kinds: ['tasted'] },
    lost: { windowDays: 200, bySegment: { S1: { windowDays: 400 } } },
    at_risk: { windowDays: 100 },
    new: { metric: 'activation_rate', target: 0.8, bySegment: { S1: { target: 0.9 } } },
  },
};

describe('what is published', () => {
  it('decides results and windows from its version on, and is shown beside the numbers', async () => {
    expect(await activated()).toBeNull();
    const before = await operations.workspaces.state({ workspace: 'tea' });
    expect(before.design).toBeNull();
    await operations.settings.set({ workspace: 'tea', key: 'activation_kinds', value: 'smiled' });
    expect(await activated()).toBe(1);
    await publish({ segments: design.segments });
    expect(await activated()).toBe(1);
    expect((await operations.workspaces.state({ workspace: 'tea' })).design).toBeNull();
    const { version } = await publish(design);
    expect(await activated()).toBe(2);
    const after = await operations.workspaces.state({ workspace: 'tea' });
    expect(after.revision).toBeGreaterThan(before.revision);
    expect(after.settings.activation_kinds).toEqual(['smiled']);
    expect(after.design).toMatchObject({
      version,
      activation_kinds: ['tasted'],
      lost_after_days: 200,
      at_risk_after_days: 100,
      windows: [{ segment: 'Cafés', lostAfterDays: 400, atRiskAfterDays: null }],
    });
    expect(after.windows).toEqual([{ segment: 'Cafés', lostAfterDays: 400, atRiskAfterDays: 100, source: 'design' }]);
    const { settings } = await operations.explain({ workspace: 'tea', metric: 'customers_activated', ...year });
    expect(settings).toContainEqual({ key: 'activation_kinds', value: 'tasted', design: version });
    await publish({ ...design, stages: {} });
    expect(await activated()).toBe(1);
  });

  it('is told with every number: the versions in force in its period; owners are those of then', async () => {
    const { revision } = await operations.blueprint.import({
      workspace: 'tea',
      document: Blueprint.parse(design),
      by: '',
    });
    const since = { workspace: 'tea', revision, by: '', why: 'worked so', from: '2025-07-01' };
    const { version } = await operations.blueprint.publish(since);
    const { revision: next } = await operations.blueprint.import({
      workspace: 'tea',
      document: Blueprint.parse({ ...design, zones: {} }),
      by: '',
    });
    const newer = await operations.blueprint.publish({ workspace: 'tea', revision: next, by: '', why: '' });
    const asked = { workspace: 'tea', metrics: ['customers_new' as const], by: [], compare: false };
    const { answers } = await operations.measure({ ...asked, from: '2025-01-01', to: '2026-02-01', every: 'month' });
    const named = (month: string) => answers.find(({ period }) => period.from === `${month}-01`)?.design;
    expect([named('2025-06'), named('2025-07'), named('2026-01')]).toEqual([
      undefined,
      [version],
      [version, newer.version],
    ]);
    const told = await operations.explain({ workspace: 'tea', metric: 'customers_new', ...year });
    expect(told.design).toEqual([{ version, from: '2025-07-01', to: newer.from }]);
    const regular = async (period: { from: string; to: string }) => {
      const { stages, inForce } = await operations.conveyor({ workspace: 'tea', ...period });
      return { design: stages.find(({ stage }) => stage === 'regular')?.design, inForce };
    };
    expect(await regular(year)).toMatchObject({ design: { version, owners: [{ people: ['Anna'] }] } });
    expect((await regular({ from: '2025-01-01', to: '2026-02-01' })).design?.version).toBe(newer.version);
    expect(await regular({ from: '2025-01-01', to: '2025-02-01' })).toMatchObject({
      inForce: [],
      design: { version: newer.version, owners: [] },
    });
  });

  it('tells who answers for a station and where nobody does, of the segment that is shown', async () => {
    await publish(design);
    const of = async (segment?: string) => {
      const filter = segment === undefined ? {} : { filter: { segment: [segment] } };
      const { stages } = await operations.conveyor({ workspace: 'tea', ...year, ...filter });
      return { at: (stage: string) => stages.find((each) => each.stage === stage)?.design };
    };
    const all = await of();
    expect(all.at('regular')).toMatchObject({
      owners: [{ role: { ru: 'Care', en: 'Care' }, people: ['Anna'], segments: [] }],
      unowned: [],
    });
    expect(all.at('new')).toMatchObject({
      owners: [],
      unowned: [{ ru: '', en: '' }],
      metric: 'activation_rate',
      target: 0.8,
    });
    expect(all.at('lost')?.unowned).toEqual([]);
    expect((await of('Cafés')).at('new')?.target).toBe(0.9);
    expect((await of('Homes')).at('new')?.target).toBe(0.8);
    expect((await of('Unknown')).at('new')).toBeUndefined();
  });
});

it('customers are followed through the states the rules see them in', async () => {
  const states = { D6: { name: name('Commitment') }, D7: { name: name('First use'), phase: 'after' } };
  await publish({
    ...design,
    states,
    journeys: {
      J1: { name: name('Café'), segment: 'S1', states: ['D6', 'D7'], touchpoints: ['T1'] },
      J2: { name: name('Others'), states: ['D6', 'D7'], touchpoints: ['T1'] },
    },
    edges: { on: { journey: 'J1', from: 'state:D6', to: 'state:D7' } },
    rules: {
      first: {
        fact: 'order',
        when: [{ field: 'class', is: 'equals', values: ['first'] }],
        states: [{ state: 'D6', weight: 1 }],
      },
      tasted: {
        fact: 'interaction',
        when: [{ field: 'kind', is: 'equals', values: ['tasted'] }],
        states: [{ state: 'D7', weight: 1 }],
      },
    },
  });
  const { journeys } = await operations.blueprint.paths({ workspace: 'tea', which: 'draft' });
  expect(journeys).toEqual([
    // Ann bought and tasted, Cid only bought; both stay.
    { journey: 'J1', every: 1, customers: 2, moved: 1, fitness: 1, undesigned: null, dropOffs: [], handOffs: [] },
    // Bob’s segment has no journey of its own; he has not bought for 200 days.
    {
      journey: 'J2',
      every: 1,
      customers: 1,
      moved: 1,
      fitness: 0,
      undesigned: { from: 'D6', to: 'D7', customers: 1 },
      dropOffs: [{ state: 'D7', customers: 1 }],
      handOffs: [],
    },
  ]);
  await publish(design);
});

it('facts, segments and rules meet what was brought in', async () => {
  const facts = await operations.blueprint.facts({ workspace: 'tea' });
  expect(facts.period).toEqual(year);
  expect(facts.segments.map(({ name: of, customers: n, revenue }) => [of, n, revenue])).toEqual([
    ['Cafés', 2, 220],
    ['Homes', 1, 30.5],
  ]);
  expect(facts.kinds[0]).toEqual({ kind: 'tasted', channel: 'site', touchpoint: '', count: 2 });
  const segments = Object.values(
    Blueprint.parse({
      segments: {
        small: { name: name('Small'), rule: [[{ field: 'attributes.points', is: 'at_most', values: ['15'] }]] },
        cafes,
      },
    }).segments,
  );
  const counted = await operations.blueprint.countSegments({
    workspace: 'tea',
    segments: segments.map((segment, at) => ({ id: `s${at}`, segment })),
  });
  expect(counted.outside).toEqual({ customers: 1, revenue: 30.5 });
  expect(counted.segments).toEqual([
    {
      id: 's0',
      customers: 2,
      active: 1,
      revenue: 150,
      alsoElsewhere: 0,
      examples: [
        { id: 'c1', name: 'Ann' },
        { id: 'c4', name: 'Dan' },
      ],
    },
    expect.objectContaining({ id: 's1', customers: 3, revenue: 220, alsoElsewhere: 2 }),
  ]);
  await operations.blueprint.import({
    workspace: 'tea',
    document: Blueprint.parse({ segments: { small: segments[0], cafes } }),
    by: '',
  });
  const { findings } = await operations.blueprint.check({ workspace: 'tea', which: 'draft' });
  expect(findings.find(({ code }) => code === 'customers_without_segment')).toMatchObject({ n: 1, severity: 'medium' });
  const { rules } = Blueprint.parse({
    rules: { taste: { fact: 'interaction', when: [{ field: 'kind', is: 'equals', values: ['tasted'] }], cell: 'c12' } },
  });
  const preview = await operations.blueprint.previewRules({
    workspace: 'tea',
    rules: Object.entries(rules).map(([id, rule]) => ({ id, rule })),
  });
  expect(preview).toMatchObject({ facts: 8, mapped: 2, cells: [{ id: 'c12', count: 2 }] });
  expect(preview.unmapped.map(({ fact, kind, count }) => [fact, kind, count])).toContainEqual([
    'interaction',
    'smiled',
    1,
  ]);
});
