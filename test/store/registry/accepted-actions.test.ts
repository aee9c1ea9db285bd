import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProposedAction } from '../../../src/model/audit/audit.ts';
import type { DecisionTerms } from '../../../src/model/audit/decisions.ts';
import { openRegistry } from '../../../src/store/registry/registry.ts';
import { type Place, pglitePlace, postgresPlace } from './engines.ts';

const words = { ru: 'слова', en: 'words' };
const action: ProposedAction = {
  code: 'owner_of_activation',
  q: 4,
  title: words,
  why: words,
  owner: words,
  due: '2026-02-01',
  expected: { text: words, metric: 'activation_rate', base: 0.8, basePeriod: null, target: 0.9, money: null },
  check: { text: words, on: '2026-05-01' },
  link: '/organisation',
};
const terms: DecisionTerms = {
  owner: 'Анна',
  due: '2026-02-01',
  checkOn: '2026-05-01',
  state: 'open',
  note: '',
  outcome: null,
};
const taken = { action, takenOn: '2026-01-01', terms, by: 'Олег' };

describe.each([
  { engine: 'PGlite', make: pglitePlace },
  { engine: 'PostgreSQL', make: postgresPlace },
])('decisions on $engine', ({ make }) => {
  let place: Place;
  beforeAll(async () => {
    place = await make();
  });
  afterAll(() => place?.stop());

  it('keep every edit, and nothing of one that is refused', async () => {
    const registry = await openRegistry(await place.open(await place.fresh()), () => new Date('2026-01-05T09:00:00Z'));
    const { acceptedActions } = registry;
    const look = () => {};
    expect(await acceptedActions.accept('main', taken, look)).toMatchObject({
      id: '1',
      ...terms,
      takenOn: '2026-01-01',
    });
    expect(await acceptedActions.accept('main', taken, look)).toMatchObject({ id: '2' });
    await acceptedActions.edit('main', '1', { terms: { due: '2026-03-01' }, by: 'Анна' }, look);
    const outcome = { value: 0.9, verdict: 'worked', note: '' } as const;
    await acceptedActions.edit('main', '1', { terms: { state: 'done', outcome }, by: 'Олег' }, look);
    const refusing = () => {
      throw new Error('no');
    };
    await expect(acceptedActions.edit('main', '1', { terms: { note: 'x' }, by: 'x' }, refusing)).rejects.toThrow('no');
    expect(await acceptedActions.edit('main', '9', { terms: {}, by: 'x' }, look)).toBeNull();

    const [first, second] = await acceptedActions.list('main');
    expect(first).toMatchObject({ ...terms, due: '2026-03-01', state: 'done', outcome, action });
    expect(
      first?.history.map(({ revision, by, terms: changed }) => [revision, by, Object.keys(changed).length]),
    ).toEqual([
      [1, 'Олег', 6],
      [2, 'Анна', 1],
      [3, 'Олег', 2],
    ]);
    expect(second).toMatchObject({ ...terms, id: '2' });

    const dump = await registry.dump();
    await registry.clear();
    expect(await acceptedActions.list('main')).toEqual([]);
    await registry.load(dump);
    expect(await acceptedActions.list('main')).toEqual([first, second]);
    await registry.close();
  });
});
