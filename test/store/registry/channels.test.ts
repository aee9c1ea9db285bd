import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChannelRule } from '../../../src/model/channels.ts';
import { openRegistry } from '../../../src/store/registry/registry.ts';
import { type Place, pglitePlace, postgresPlace } from './engines.ts';

const clock = () => new Date(Date.UTC(2026, 0, 5, 9));
const rule = (id: string, channel: string): ChannelRule => ({
  id,
  channel,
  when: [{ cell: 'source', is: 'equals', values: [id, 'Яндекс «Директ»'] }],
});

describe.each([
  { engine: 'PGlite', make: pglitePlace },
  { engine: 'PostgreSQL', make: postgresPlace },
])('channel rules on $engine', ({ make }) => {
  let place: Place;
  beforeAll(async () => {
    place = await make();
  });
  afterAll(() => place?.stop());
  const fresh = async () => openRegistry(await place.open(await place.fresh()), clock);

  it('keep every version, move the revision, and go back by being saved again', async () => {
    const registry = await fresh();
    const { channelRules, workspaces } = registry;
    expect(await channelRules.latest('main')).toEqual({ rules: [], names: {}, version: 0, at: null, by: '', why: '' });
    const first = { rules: [rule('yd', 'Директ')], names: { email: 'Письма' }, by: 'Анна', why: 'первые' };
    const saved = await channelRules.add('main', 0, first);
    expect(saved).toEqual({ ...first, version: 1, at: '2026-01-05T09:00:00.000Z' });
    const second = { ...first, rules: [rule('x', ''), rule('yd', 'Контекст')], by: 'Пётр', why: 'иначе' };
    await channelRules.add('main', 1, second);
    await channelRules.add('main', 2, { ...first, why: 'как было' });
    expect((await channelRules.list('main')).map(({ version, why }) => [version, why])).toEqual([
      [3, 'как было'],
      [2, 'иначе'],
      [1, 'первые'],
    ]);
    expect(await channelRules.latest('main')).toMatchObject({ version: 3, rules: first.rules, names: first.names });
    expect((await workspaces.find('main'))?.revision).toBe(3);
    await registry.close();
  });

  it('are not saved over what somebody else saved in between', async () => {
    const registry = await fresh();
    const { channelRules, workspaces } = registry;
    const version = (by: string) => ({ rules: [], names: {}, by, why: '' });
    const both = await Promise.all(['Анна', 'Пётр'].map((by) => channelRules.add('main', 0, version(by))));
    expect(both.filter((saved) => saved === null)).toHaveLength(1);
    expect(await channelRules.list('main')).toHaveLength(1);
    expect((await workspaces.find('main'))?.revision).toBe(1);
    await registry.close();
  });

  it('are in a copy of everything', async () => {
    const [from, to] = [await fresh(), await fresh()];
    await from.channelRules.add('main', 0, { rules: [rule('yd', 'Директ')], names: {}, by: 'Анна', why: '' });
    await to.load(JSON.parse(JSON.stringify(await from.dump())));
    expect(await to.channelRules.list('main')).toEqual(await from.channelRules.list('main'));
    expect((await to.channelRules.add('main', 1, { rules: [], names: {}, by: '', why: '' }))?.version).toBe(2);
    await from.close();
    await to.close();
  });
});
