import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { findingsOf } from '../../../src/analysis/organisation/findings/findings.ts';
import { linesWithWork, responsibilityFor } from '../../../src/analysis/organisation/responsibility.ts';
import { Blueprint } from '../../../src/model/blueprint/blueprint.ts';
import { DesignFinding, type DesignFindingCode } from '../../../src/model/blueprint/finding.ts';
import { StageDesign } from '../../../src/model/blueprint/organisation.ts';
import { anyBlueprint } from './any-blueprint.ts';
import { cost, segmentFacts, someFacts } from './some-facts.ts';

type Drawn = z.input<typeof Blueprint>;
const words = (ru: string, en = ru) => ({ ru, en });
const asOf = '2025-12-31';

/** A café's journey in small: criteria, sale, start, result, win-back; nobody answers for the start. */
const cafe = (own: Partial<Drawn> = {}): Blueprint =>
  Blueprint.parse({
    segments: {
      S2: {
        name: words('Кофейни', 'Cafés'),
        names: ['HoReCa'],
        potential: { customers: 4200, reachable: 0.6, winnable: 0.25 },
      },
    },
    personas: { H2: { segment: 'S2', name: words('Шеф-бариста', 'Head barista') } },
    committees: { K: { segment: 'S2', members: [{ role: 'initiator', personas: ['H2'] }] } },
    states: {
      D3: { name: words('Поиск', 'Exploring') },
      D4: { name: words('Критерии', 'Criteria') },
      D5: { name: words('Сравнение', 'Evaluating') },
      D7: { name: words('Первое применение', 'First use'), phase: 'after' },
      DS: { name: words('Ушёл', 'Gone'), phase: 'aside' },
    },
    touchpoints: { guide: { name: words('Гид'), channel: 'site' }, meeting: { name: words('Встреча') } },
    channels: { site: { name: words('Сайт', 'Site'), names: ['Контент и SEO'] } },
    journeys: {
      J2: {
        name: words('Кофейня', 'Café'),
        segment: 'S2',
        states: ['D3', 'D4', 'D5', 'D7', 'DS'],
        touchpoints: ['guide', 'meeting'],
      },
    },
    cells: {
      c04: {
        journey: 'J2',
        state: 'D3',
        touchpoint: 'guide',
        personas: ['H2'],
        content: words('Гид'),
        responsible: 'content',
        accountable: 'head',
        volumeMonth: 60,
        hoursPerVisit: 1,
      },
      c06: {
        journey: 'J2',
        state: 'D4',
        touchpoint: 'meeting',
        personas: ['H2'],
        responsible: 'rep',
        accountable: 'head',
        volumeMonth: 40,
        hoursPerVisit: 4.5,
      },
      c08: {
        journey: 'J2',
        state: 'D5',
        touchpoint: 'meeting',
        personas: ['H2'],
        content: words('КП'),
        responsible: 'rep',
        accountable: 'head',
        volumeMonth: 20,
        hoursPerVisit: 9,
      },
      c12: {
        journey: 'J2',
        state: 'D7',
        touchpoint: 'meeting',
        personas: ['H2'],
        content: words('Акт'),
        responsible: 'rep',
        volumeMonth: 8,
      },
      c17: { journey: 'J2', state: 'DS', touchpoint: 'meeting', personas: ['H2'], content: words('Звонок') },
    },
    edges: {
      back: { journey: 'J2', from: 'cell:c08', to: 'cell:c04', kind: 'loop', probability: 0.24 },
      on: { journey: 'J2', from: 'cell:c04', to: 'cell:c06', probability: 0.5 },
    },
    roles: {
      head: { name: words('Руководитель', 'Head'), function: 'sales' },
      content: { name: words('Редактор', 'Editor'), function: 'marketing', reportsTo: 'head' },
      rep: { name: words('Продавец', 'Rep'), function: 'sales', reportsTo: 'head' },
    },
    employees: {
      e1: { name: 'Анна', roles: [{ role: 'rep', share: 1 }] },
      e2: { name: 'Пётр', roles: [{ role: 'head', share: 1 }] },
      e3: { name: 'Ольга', roles: [{ role: 'content', share: 1 }] },
    },
    ...own,
  } satisfies Drawn);

const year = someFacts({
  marketing: 9_900_000,
  costs: [
    cost({ cell: 'c04', amount: 7_750_000, segment: 'HoReCa' }),
    cost({ note: 'Яндекс Директ', channel: 'Платный поиск', amount: 1_350_000 }),
    cost({ note: 'Выставки', channel: 'Выставки', amount: 800_000 }),
    cost({ class: 'winback', function: 'sales', cell: 'c17', segment: 'HoReCa', amount: 118_006 }),
    cost({ class: 'shared', function: 'management', amount: 0 }),
  ],
  segments: [
    segmentFacts({
      name: 'HoReCa',
      customers: 400,
      active: 290,
      newCustomers: 96,
      activated: 76,
      withoutResult: 20,
      lost: 56,
      wonBack: 14,
      profitYear: 40_000,
    }),
  ],
  processes: [{ name: 'Воронка', deals: 100, won: 60, first: 30, regular: 20, development: 10, winback: 0 }],
});

const of = (code: DesignFindingCode, blueprint: Blueprint, facts: Parameters<typeof findingsOf>[1] = null) =>
  findingsOf(blueprint, facts, asOf).filter((finding) => finding.code === code);

describe('findings of a design', () => {
  it('customers whom no rule holds, and windows a rule can’t have', () => {
    const blueprint = cafe();
    const [id = ''] = Object.keys(blueprint.segments);
    const segment = blueprint.segments[id];
    if (segment === undefined) throw new Error('no segment');
    segment.rule = [[{ field: 'attributes.points', is: 'at_most', values: ['15'] }]];
    segment.names = [];
    segment.name = { ru: 'Сети', en: 'Chains' };
    const counted = { segments: [], outside: { customers: 30, revenue: 0 } };
    const codes = (told: typeof counted | null) =>
      findingsOf(blueprint, year, asOf, told)
        .filter(({ code }) => code === 'customers_without_segment')
        .map(({ n }) => n);
    expect(codes(null)).toEqual([]);
    expect(codes(counted)).toEqual([30]);
    expect(of('segment_window_by_rule', blueprint, year)).toEqual([]);
    blueprint.stages.lost = StageDesign.parse({ bySegment: { [id]: { windowDays: 90 } } });
    expect(of('segment_window_by_rule', blueprint, year)).toHaveLength(1);
    segment.rule = [[{ field: 'segment', is: 'equals', values: ['HoReCa'] }]];
    expect(of('segment_window_by_rule', blueprint, year)).toEqual([]);
  });

  it('F1: marketing cost that serves no cell, in money', () => {
    const [finding] = of('off_journey_cost', cafe(), year);
    expect(finding).toMatchObject({ severity: 'high', money: { low: 2_150_000, high: 2_150_000 } });
    expect(finding?.text.ru.replaceAll(/\s/g, ' ')).toContain('21,7 % расходов на маркетинг');
    expect(finding?.text.en).toContain('₽2,150,000 of ₽9,900,000');
  });

  it('F2 and F3: nobody answers for the start and for win-back, with what it costs', () => {
    const found = of('stage_without_owner', cafe(), year);
    expect(found.map(({ where }) => where[0])).toEqual([
      { collection: 'stages', id: 'new' },
      { collection: 'stages', id: 'winback' },
    ]);
    expect(found[0]).toMatchObject({ severity: 'high', n: 20, money: { high: 800_000 } });
    expect(found[0]?.text.ru.replaceAll(/\s/g, ' ')).toContain('20,8 % новых не дошли до результата: 20 из 96');
    expect(found[1]?.text.ru.replaceAll(/\s/g, ' ')).toContain('стоит 8 429 ₽, а привлечь нового — 80 729 ₽');
  });

  it('tells a gap of one zone once for all its segments', () => {
    const design = cafe({
      segments: { S2: { name: words('Кофейни'), names: ['HoReCa'] }, S1: { name: words('Дома') } },
      zones: { z: { stage: 'new', roles: { rep: 'R' } } },
    });
    design.journeys.J1 = { ...(design.journeys.J2 as (typeof design.journeys)[string]), segment: 'S1' };
    design.cells.h1 = { ...(design.cells.c12 as (typeof design.cells)[string]), journey: 'J1' };
    const facts = someFacts({
      segments: [
        ...year.segments,
        segmentFacts({
          name: 'Дома',
          customers: 9,
          active: 9,
          newCustomers: 1181,
          withoutResult: 245,
          profitYear: 1_000,
        }),
      ],
    });
    const found = of('stage_without_owner', design, facts).filter(({ where }) => where[0]?.id === 'z');
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ n: 265, money: { high: 20 * 40_000 + 245 * 1_000 } });
    expect(found[0]?.text.ru.replaceAll(/\s/g, ' ')).toContain('20,8 % новых не дошли до результата: 265 из 1 277');
  });

  it('takes a cell as seen where a rule may prove it', () => {
    const kinds = [{ kind: 'mail', count: 5, channel: '', touchpoint: '' }];
    const design = (rules: Drawn['rules']) => {
      const drawn = cafe({ rules });
      for (const cell of Object.values(drawn.cells)) cell.visitKinds = ['nowhere'];
      return drawn;
    };
    const rule = (value: string) => ({
      fact: 'interaction' as const,
      cell: 'c04',
      when: [{ field: 'kind' as const, is: 'equals' as const, values: [value] }],
    });
    expect(of('cell_never_seen', design({}), someFacts({ kinds }))[0]).toMatchObject({ n: 5 });
    expect(of('cell_never_seen', design({ r: rule('mail') }), someFacts({ kinds }))[0]).toMatchObject({ n: 4 });
    expect(of('cell_never_seen', design({ r: rule('other') }), someFacts({ kinds }))[0]).toMatchObject({ n: 5 });
    expect(of('cell_never_seen', design({}), null)).toEqual([]);
  });

  it('F4: a loop that passes a cell without material, and whose it is', () => {
    const found = of('loop_without_material', cafe());
    expect(found).toHaveLength(1);
    expect(found[0]?.where.slice(0, 2)).toEqual([
      { collection: 'cells', id: 'c06' },
      { collection: 'edges', id: 'back' },
    ]);
    expect(found[0]?.text.ru).toContain('«Шеф-бариста»');
    expect(found[0]?.text.ru).toContain('с него начинаются решения');
    const drawn = cafe();
    for (const { members } of Object.values(drawn.committees))
      for (const member of members) if (member.role === 'initiator') member.share = 0.7;
    const [said] = of('loop_without_material', drawn);
    expect(said?.text.ru).toContain('он начинает 70 % решений'.replace(' %', '\u00a0%'));
  });

  it('F6: a goal that the people of a journey cannot carry', () => {
    const goals = {
      G6: {
        name: words('Новых кофеен 14'),
        metric: 'customers_new' as const,
        segment: 'S2',
        base: 96,
        target: 168,
        owner: 'head',
      },
    };
    const short = of('capacity_short', cafe({ goals }));
    // 60 + 180 + 180 hours today are 3.6 positions of 115.2 hours; at 14 in place of 8 they are 6.4.
    const forGoal = short.find(({ where }) => where[0]?.collection === 'journeys');
    expect(forGoal).toMatchObject({ severity: 'high', n: 7 });
    expect(forGoal?.text.ru).toContain('6,4 ставки');
    expect(forGoal?.text.ru).toContain('загружено 3,6 ставки');
    expect(short.find(({ where }) => where[0]?.id === 'rep')).toMatchObject({ severity: 'high', n: 4 });
  });

  it('F8: one process for first, regular and development deals', () => {
    const [finding] = of('one_process_for_all', cafe(), year);
    expect(finding).toMatchObject({ severity: 'high', n: 100 });
    expect(finding?.text.en).toContain('30 first deals, 20 regular ones, 10 development');
  });

  it('prices nothing and claims nothing of what happens where facts are missing', () => {
    for (const facts of [null, someFacts({ ...year, isEmpty: true })]) {
      const found = findingsOf(cafe(), facts, asOf);
      expect(found.filter(({ money }) => money !== undefined)).toEqual([]);
      expect(found.some(({ code }) => code.startsWith('off_journey') || code === 'one_process_for_all')).toBe(false);
    }
  });

  it('claims no cost off the journey where the company names no cells at all', () => {
    const unnamed = someFacts({ costs: [cost({ amount: 100 })] });
    expect(of('off_journey_cost', cafe(), unnamed)).toEqual([]);
  });

  it('finds circles of rungs, probabilities over one and what dangles', () => {
    const rung = (prerequisites: string[]) => ({ name: words('Ступень'), level: 1, prerequisites });
    const broken = cafe({
      rungs: { P1: rung(['P2']), P2: rung(['P1']), P3: rung(['P9']) },
      edges: {
        a: { journey: 'J2', from: 'cell:c04', to: 'cell:c06', probability: 0.7 },
        b: { journey: 'J2', from: 'cell:c04', to: 'cell:c08', probability: 0.4 },
      },
    });
    expect(
      of('prerequisites_in_circle', broken)[0]
        ?.where.map(({ id }) => id)
        .sort(),
    ).toEqual(['P1', 'P2']);
    expect(of('probabilities_over_one', broken)[0]?.text.ru.replaceAll(/\s/g, ' ')).toContain('110 %');
    expect(of('reference_dangling', broken)[0]?.where).toEqual([{ collection: 'rungs', id: 'P3' }]);
  });

  it('tells a hand-over without a term, a persona nobody speaks to, an opposite reward', () => {
    const roles = {
      head: { name: words('Руководитель'), function: 'sales' as const, kpis: ['customers_new' as const] },
      rep: { name: words('Продавец'), function: 'sales' as const, kpis: ['win_rate' as const] },
      content: { name: words('Редактор'), function: 'marketing' as const },
    };
    const design = cafe({
      roles,
      personas: { H2: { segment: 'S2', name: words('Бариста') }, H4: { segment: 'S2', name: words('Владелец') } },
    });
    expect(of('handoff_without_sla', design)[0]).toMatchObject({ n: 2 });
    expect(of('persona_uncovered', design)[0]?.where[0]).toEqual({ collection: 'personas', id: 'H4' });
    expect(of('kpi_conflict', design)).toHaveLength(1);
    const joint = structuredClone(design);
    for (const role of Object.values(joint.roles)) role.kpis.push('nmc');
    expect(of('kpi_conflict', joint)).toEqual([]);
  });

  it('bounds the plan by what can be won', () => {
    const goals = (target: number) => ({
      G: { name: words('Рост'), metric: 'customers_new' as const, segment: 'S2', base: 96, target, owner: 'head' },
    });
    expect(of('plan_over_potential', cafe({ goals: goals(168) }), year)).toEqual([]);
    expect(of('plan_over_potential', cafe({ goals: goals(480) }), year)[0]).toMatchObject({ severity: 'high', n: 140 });
  });

  it('never throws, and every finding is whole, on any blueprint that parses', () => {
    fc.assert(
      fc.property(anyBlueprint, fc.boolean(), (blueprint, withFacts) => {
        const found = findingsOf(blueprint, withFacts ? year : null, asOf);
        for (const finding of found) {
          DesignFinding.parse(finding);
          for (const text of [finding.text.ru, finding.text.en, finding.advice.ru, finding.advice.en]) {
            expect(text).not.toMatch(/undefined|NaN|\{|Infinity|null|\[object/);
            expect(text.length).toBeGreaterThan(10);
          }
        }
        const order = ['high', 'medium', 'low'];
        const ranks = found.map(({ severity }) => order.indexOf(severity));
        expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
      }),
      { numRuns: 150 },
    );
  });

  it('an A put where there is none removes exactly that gap', () => {
    const gapsOf = (blueprint: Blueprint) =>
      linesWithWork(blueprint)
        .filter((line) => responsibilityFor(blueprint, line).accountable.length === 0)
        .map((line) => JSON.stringify(line));
    fc.assert(
      fc.property(anyBlueprint, fc.nat(), (blueprint, pick) => {
        const gaps = gapsOf(blueprint);
        fc.pre(gaps.length > 0);
        const gap = gaps[pick % gaps.length] ?? '';
        const line = JSON.parse(gap) as { stage: 'new'; segment: string | null; salesType: string | null };
        fc.pre(line.segment !== null && line.salesType !== null);
        const mended = structuredClone(blueprint);
        mended.roles.boss = {
          ...Blueprint.parse({ roles: { boss: { name: {}, function: 'sales' } } }).roles.boss,
        } as never;
        mended.zones.mended = { ...line, roles: { boss: 'A' } };
        expect(gapsOf(mended)).toEqual(gaps.filter((each) => each !== gap));
      }),
    );
  });
});
