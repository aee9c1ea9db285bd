import { describe, expect, it } from 'vitest';
import { withBasis } from '../../../src/analysis/blueprint/basis.ts';
import { differences } from '../../../src/analysis/blueprint/compare.ts';
import { completenessOf, coverageOf, isMeasurable } from '../../../src/analysis/blueprint/completeness.ts';
import { fieldsNamed } from '../../../src/analysis/blueprint/fields.ts';
import { danglingReferences, restingOn } from '../../../src/analysis/blueprint/references.ts';
import { stalenessUnder } from '../../../src/analysis/blueprint/staleness.ts';
import { statusOf } from '../../../src/analysis/blueprint/status.ts';
import { demoBlueprint } from '../../../src/demo/blueprint/blueprint.ts';
import { Blueprint, collections, emptyBlueprint } from '../../../src/model/blueprint/blueprint.ts';

const cafe = (): Blueprint =>
  Blueprint.parse({
    idea: { why: { key: 'why_us', text: { ru: 'Своя лаборатория' } } },
    segments: { cafe: { name: { ru: 'Кофейни', en: 'Cafés' } } },
    personas: {
      barista: { segment: 'cafe', name: { ru: 'Бариста' } },
      owner: { segment: 'cafe', name: { ru: 'Владелец' } },
    },
    states: {
      D1: { name: { ru: 'Что не так' } },
      D5: { name: { ru: 'Кто лучше' } },
      DX: { name: { ru: 'Отложено' }, phase: 'aside' },
    },
    channels: { site: { name: { ru: 'Сайт' } } },
    touchpoints: { guide: { name: { ru: 'Гид' }, channel: 'site' }, pilot: { name: { ru: 'Пилот' } } },
    roles: { rep: { name: { ru: 'Продавец' }, function: 'sales' } },
    journeys: {
      J: { name: { ru: 'Кофейня' }, segment: 'cafe', states: ['D1', 'D5', 'DX'], touchpoints: ['guide', 'pilot'] },
    },
    cells: {
      c1: {
        journey: 'J',
        state: 'D5',
        touchpoint: 'pilot',
        personas: ['barista'],
        goal: { ru: 'Понять, сработает ли' },
        question: { ru: 'Сработает ли у нас?' },
        force: 'anxiety',
        argument: { ru: 'Замер до и после' },
        ourAction: { ru: 'Ставим на 14 дней' },
        responsible: 'rep',
        accountable: 'rep',
        dwellDays: 14,
        visitKinds: ['pilot_report'],
        inputs: [{ kind: 'idea', id: 'why' }],
      },
      c2: { journey: 'J', state: 'D1', touchpoint: 'guide' },
    },
    edges: {
      e1: { journey: 'J', from: 'cell:c2', to: 'cell:c1' },
      e2: { journey: 'J', from: 'cell:c1', to: 'stage:lost', kind: 'loss' },
    },
  });

describe('what rests on what', () => {
  it('follows references to the end, nearest first', () => {
    const resting = restingOn(cafe(), { collection: 'segments', id: 'cafe' }).map(
      ({ collection, id }) => `${collection}:${id}`,
    );
    expect(resting.slice(0, 3).sort()).toEqual(['journeys:J', 'personas:barista', 'personas:owner']);
    expect(resting).toContain('cells:c1');
    expect(resting).toContain('edges:e2');
    expect(restingOn(cafe(), { collection: 'idea', id: 'why' })).toEqual([
      { collection: 'cells', id: 'c1' },
      { collection: 'edges', id: 'e1' },
      { collection: 'edges', id: 'e2' },
    ]);
  });

  it('finds what is named and is not there, and takes stages for granted', () => {
    const broken = cafe();
    delete broken.cells.c1;
    expect(danglingReferences(cafe())).toEqual([]);
    expect(danglingReferences(broken).map(({ from }) => from.id)).toEqual(['e1', 'e2']);
  });
});

describe('how complete a cell is', () => {
  it('tells what of the nine is missing', () => {
    const design = cafe();
    const { c1, c2 } = design.cells;
    if (!c1 || !c2) throw new Error('the cells are not there');
    expect(completenessOf(design, 'c1', c1)).toMatchObject({ filled: 9, of: 9, missing: [] });
    expect(completenessOf(design, 'c2', c2).missing).toEqual([
      'goal',
      'question',
      'barrier',
      'argument',
      'actions',
      'owners',
      'evidence',
    ]);
    expect(isMeasurable(design, 'c2', c2)).toBe(false);
  });

  it('covers personas and states that are on the way', () => {
    expect(coverageOf(cafe(), 'J')).toEqual({
      pairs: 4,
      covered: 1,
      share: 0.25,
      empty: [
        { persona: 'barista', state: 'D1' },
        { persona: 'owner', state: 'D1' },
        { persona: 'owner', state: 'D5' },
      ],
    });
    expect(coverageOf(emptyBlueprint(), 'J')).toMatchObject({ pairs: 0, share: null });
  });
});

const withProofs = (...proofs: Record<string, unknown>[]): Blueprint =>
  Blueprint.parse({
    ...cafe(),
    proofs: Object.fromEntries(proofs.map((proof, at) => [`p${at}`, { about: 'cell:c1', ...proof }])),
  });

const experiment = {
  kind: 'experiment',
  hypothesis: { ru: 'КП с расчётом выигрывает чаще', en: '' },
  metric: 'win_rate',
  n: 96,
};

describe('the ladder from a draft to what is confirmed', () => {
  const status = (...proofs: Record<string, unknown>[]) =>
    statusOf(withProofs(...proofs), 'cell:c1', '2026-01-01').status;

  it('climbs by evidence alone', () => {
    expect(status()).toBe('draft');
    expect(status({ kind: 'input', at: '2025-06-01', source: 'Интервью отрасли' })).toBe('assumed');
    expect(status({ kind: 'interviews', at: '2025-06-01', n: 4 })).toBe('draft');
    expect(status({ kind: 'interviews', at: '2025-06-01', n: 5 })).toBe('interviewed');
    expect(status({ kind: 'observation', at: '2025-06-01', n: 20 })).toBe('observed');
    expect(status({ ...experiment, at: '2025-06-01', result: 'open' })).toBe('tested');
    expect(status({ ...experiment, at: '2025-06-01', result: 'confirmed' })).toBe('confirmed');
  });

  it('confirms nothing without a hypothesis, a way to judge it and what shows the result', () => {
    const confirmed = { ...experiment, at: '2025-06-01', result: 'confirmed' };
    expect(status({ ...confirmed, hypothesis: {} })).toBe('draft');
    expect(status({ ...confirmed, metric: null })).toBe('draft');
    expect(status({ ...confirmed, metric: null, leastEffect: 0.1 })).toBe('confirmed');
    expect(status({ ...confirmed, n: null })).toBe('tested');
    expect(status({ ...confirmed, n: null, source: 'Отчёт о пилоте' })).toBe('confirmed');
  });

  it('believes the latest result, and nothing from the future', () => {
    const confirmed = { ...experiment, at: '2025-03-01', result: 'confirmed' };
    expect(status(confirmed, { ...experiment, at: '2025-09-01', result: 'refuted' })).toBe('refuted');
    expect(status(confirmed, { ...experiment, at: '2026-09-01', result: 'refuted' })).toBe('confirmed');
  });

  it('goes stale after twelve months', () => {
    expect(status({ ...experiment, at: '2024-12-31', result: 'confirmed' })).toBe('stale');
    expect(status({ ...experiment, at: '2025-01-01', result: 'confirmed' })).toBe('confirmed');
  });

  it('goes stale when an input it rests on says something else, and is good again when that is taken back', () => {
    const proved = withBasis(withProofs({ ...experiment, at: '2025-06-01', result: 'confirmed' }));
    const { why } = proved.idea;
    if (why === undefined) throw new Error('no idea');
    const withIdea = (idea: typeof proved.idea) => statusOf({ ...proved, idea }, 'cell:c1', '2026-01-01');
    expect(withIdea(proved.idea)).toMatchObject({ status: 'confirmed', changed: [] });
    expect(withIdea({ why: { ...why, text: { ru: 'Иначе', en: 'Otherwise' } } })).toMatchObject({
      status: 'stale',
      changed: [{ kind: 'idea', id: 'why' }],
    });
    expect(withIdea({})).toMatchObject({ status: 'stale' });
    expect(withIdea({ why: { ...why, place: 7 } })).toMatchObject({ status: 'confirmed' });
    expect(withIdea(structuredClone(proved.idea))).toMatchObject({ status: 'confirmed' });
  });
});

describe('what rests on an input', () => {
  const persona = { collection: 'personas', id: 'barista' } as const;
  const at = '2026-01-01';

  it('goes stale with the persona a cell speaks to, and with the cells an edge joins', () => {
    const bare = withProofs({ ...experiment, at: '2025-06-01', result: 'confirmed' });
    const { c1 } = bare.cells;
    const { barista } = bare.personas;
    if (c1 === undefined || barista === undefined) throw new Error('the café has changed');
    const before = withBasis({
      ...bare,
      cells: { ...bare.cells, c1: { ...c1, personas: ['barista'], inputs: [] } },
      edges: Blueprint.parse({ edges: { e: { journey: 'J', from: 'cell:c1', to: 'state:D5' } } }).edges,
      proofs: {
        ...bare.proofs,
        seen: Blueprint.parse({
          proofs: { seen: { about: 'edge:e', kind: 'observation', n: 30, at: '2025-06-01' } },
        }).proofs.seen as Blueprint['proofs'][string],
      },
    });
    expect(stalenessUnder(before, [persona], at)).toEqual({ cells: ['c1'], stale: [], atRisk: ['c1'] });
    const after = {
      ...before,
      personas: { ...before.personas, barista: { ...barista, fears: { ru: 'Иное', en: '' } } },
    };
    expect(stalenessUnder(after, [persona], at)).toEqual({ cells: ['c1'], stale: ['c1'], atRisk: [] });
    expect(statusOf(before, 'edge:e', at).status).toBe('observed');
    expect(statusOf(after, 'edge:e', at)).toMatchObject({ status: 'stale', changed: [{ id: 'barista' }] });
  });

  it('is nothing for what is no input', () => {
    expect(stalenessUnder(cafe(), [{ collection: 'roles', id: 'owner' }], at).cells).toEqual([]);
  });
});

describe('what changed between two versions', () => {
  it('says it in words, by names and not by ids', () => {
    const after = cafe();
    after.roles.owner = {
      ...(after.roles.rep as (typeof after.roles)[string]),
      name: { ru: 'Директор', en: 'Director' },
    };
    after.cells.c1 = { ...(after.cells.c1 as (typeof after.cells)[string]), accountable: 'owner', dwellDays: 10.5 };
    delete after.edges.e2;
    const told = differences(cafe(), after);
    expect(told.map(({ kind, collection, id }) => `${kind} ${collection}:${id}`)).toEqual([
      'changed cells:c1',
      'removed edges:e2',
      'added roles:owner',
    ]);
    expect(told[0]).toMatchObject({
      name: { ru: 'Сработает ли у нас?' },
      journey: 'J',
      fields: [
        {
          field: 'accountable',
          name: { ru: 'кто отвечает' },
          before: { ru: 'Продавец' },
          after: { ru: 'Директор', en: 'Director' },
        },
        { field: 'dwellDays', before: { ru: '14' }, after: { ru: '10,5', en: '10.5' } },
      ],
    });
    expect(differences(cafe(), cafe())).toEqual([]);
  });

  it('tells shares in percent, and a target as its metric is written', () => {
    const before = demoBlueprint();
    const after = demoBlueprint();
    const stage = after.stages.new;
    if (stage) after.stages.new = { ...stage, target: 0.925 };
    const [told] = differences(before, after, (metric) => ({
      name: { ru: metric, en: metric },
      isShare: metric === stage?.metric,
    }));
    expect(told?.fields.map((field) => [field.before.en, field.after.en])).toEqual([['90%', '92.5%']]);
    expect(differences(before, after)[0]?.fields[0]?.after.en).toBe('0.925');
  });

  it('tells weights in percent, and what is chosen from a list in the words of the reader', () => {
    const before = demoBlueprint();
    const after = demoBlueprint();
    const [id, committee] = Object.entries(after.committees)[0] ?? [];
    if (!id || !committee) throw new Error('The demo has no committee.');
    after.committees[id] = {
      ...committee,
      members: [{ role: 'blocker', personas: [], others: { ru: '', en: '' }, share: null, weight: 0.35 }],
    };
    const rule = Object.keys(after.rules)[0] ?? '';
    const state = Object.keys(after.states)[0] ?? '';
    if (after.rules[rule])
      after.rules[rule] = {
        ...after.rules[rule],
        when: [{ field: 'channel', is: 'not_equals', values: ['ads'] }],
        states: [{ state, weight: 0.6 }],
      };
    const told = differences(before, after).flatMap(({ fields }) => fields.map((field) => field.after.ru));
    expect(told.map((text) => text.replaceAll('\u00a0', ' '))).toEqual(
      expect.arrayContaining([
        'роль: против; вес: 35 %',
        'канал ≠ ads',
        expect.stringMatching(/^состояние решения: .+; вес: 60 %$/u),
      ]),
    );
  });

  it('has words for every field of every thing', () => {
    const shapes = Object.values(collections).flatMap((collection) => Object.keys(collection.shape));
    expect([...new Set(shapes)].filter((field) => !fieldsNamed.includes(field))).toEqual([]);
  });
});

describe('a blueprint as a document', () => {
  it('comes back as it went, and is empty where nothing is written', () => {
    const written = JSON.stringify(cafe());
    expect(JSON.stringify(Blueprint.parse(JSON.parse(written)))).toBe(written);
    expect(Blueprint.parse({})).toEqual(emptyBlueprint());
  });
});
