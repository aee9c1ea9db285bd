import { describe, expect, it } from 'vitest';
import { completenessOf } from '../../src/analysis/blueprint/completeness.ts';
import { danglingReferences } from '../../src/analysis/blueprint/references.ts';
import { findingsOf } from '../../src/analysis/organisation/findings/findings.ts';
import { demoBlueprint } from '../../src/demo/blueprint/blueprint.ts';
import { generateDemoCompany } from '../../src/demo/demo.ts';
import { Blueprint } from '../../src/model/blueprint/blueprint.ts';
import { cost, segmentFacts, someFacts } from '../analysis/organisation/some-facts.ts';

const blueprint = demoBlueprint();
const facts = generateDemoCompany();
const { cells, edges, journeys, zones, employees } = blueprint;

/** §9.7: cell, state, persona, force, R, A, proof of the way out, rubles and hours a visit. */
const cafe = `
c01 D1 H2 habit content marketing_head click_or_read_60s 180 0.3
c02 D2 H3 habit marketing_head marketing_head calculator_done 60 0.1
c03 D2 H2 anxiety ecom marketing_head kit_result_issued 900 0.5
c04 D3 H2 pull content marketing_head guide_download,webinar_30min 650 1.2
c05 D3 H4 anxiety partner_manager sales_head partner_lead 3000 0.8
c06 D4 H2 anxiety rep_horeca sales_head spec_agreed 1500 2
c07 D5 H2 anxiety onboarding sales_head pilot_report 9500 6
c08 D5 H3 anxiety rep_horeca sales_head quote_opened 1200 3
c09 D5 H4 anxiety rep_horeca sales_head reference_visit 2500 2.5
c10 D6 H4 anxiety rep_horeca sales_head owner_yes 4200 4.5
c11 D6 H3 anxiety back_office sales_head first_payment 800 1.5
c12 D7 H3 anxiety onboarding - startup_act 14000 14
c13 D8 H4 anxiety service - measurement_ok_day30,control_measurement_ok_day30 1900 1.5
c14 D8 H3 pull service success subscription_started 1300 1.2
c15 D9 H2 pull content marketing_head referral_recorded 900 0.6
c16 D10 H4 pull key_account key_account audit_booked 6500 5
c17 DX H3 push - - winback_paid 2100 1`;

describe('the demo company’s blueprint', () => {
  it('names nothing that is not there', () => {
    expect(danglingReferences(blueprint)).toEqual([]);
  });

  it('goes out as JSON and comes back the same', () => {
    expect(Blueprint.parse(JSON.parse(JSON.stringify(blueprint)))).toEqual(blueprint);
  });

  it('is written in both languages', () => {
    const half: string[] = [];
    const look = (thing: unknown, path: string): void => {
      if (typeof thing !== 'object' || thing === null) return;
      if ('ru' in thing && 'en' in thing && (thing.ru === '') !== (thing.en === '')) half.push(path);
      for (const [key, value] of Object.entries(thing)) look(value, `${path}.${key}`);
    };
    look(blueprint, '');
    expect(half).toEqual([]);
  });

  it('has the café’s seventeen cells as they were told', () => {
    const drawn = Object.entries(cells)
      .filter(([, { journey }]) => journey === 'J2')
      .map(([id, each]) =>
        [
          id,
          each.state,
          each.personas.join(),
          each.force,
          each.responsible ?? '-',
          each.accountable ?? '-',
          each.exitKinds.join(),
          each.costPerVisit,
          each.hoursPerVisit,
        ].join(' '),
      );
    expect(drawn).toEqual(cafe.trim().split('\n'));
  });

  it('has all that a cell must have everywhere, but for owners of the start and of the way back', () => {
    const lacking = Object.entries(cells)
      .filter(([, { journey }]) => journeys[journey]?.mode === 'designed')
      .flatMap(([id, each]) => completenessOf(blueprint, id, each).missing.map((what) => `${id} ${what}`));
    expect(lacking.sort()).toEqual(
      ['c12', 'c13', 'c17', 'w01', 'w02', 'w03', 'w04', 'w05'].map((id) => `${id} owners`),
    );
  });

  it('leaves no cell without a way in and a way out, and lets no more go than came', () => {
    const ends = Object.values(edges);
    for (const id of Object.keys(cells)) {
      expect(
        ends.some(({ to }) => to === `cell:${id}`),
        `into ${id}`,
      ).toBe(true);
      const out = ends.filter(({ from }) => from === `cell:${id}`);
      expect(out.length, `out of ${id}`).toBeGreaterThan(0);
      expect(
        out.reduce((sum, { probability }) => sum + (probability ?? 0), 0),
        id,
      ).toBeLessThanOrEqual(1 + 1e-9);
    }
  });

  it('stands on the grid of its journeys', () => {
    for (const [id, { journey, state, touchpoint }] of Object.entries(cells)) {
      expect(journeys[journey]?.states, id).toContain(state);
      expect(journeys[journey]?.touchpoints, id).toContain(touchpoint);
    }
  });

  it('takes 3.65 positions for the café’s way to the contract, and 6.39 for 14 cafés a month', () => {
    const hours = Object.values(cells)
      .filter(({ journey, costClass }) => journey === 'J2' && costClass === 'acquisition')
      .reduce((sum, { volumeMonth, hoursPerVisit }) => sum + (volumeMonth ?? 0) * (hoursPerVisit ?? 0), 0);
    expect(hours / 115.2).toBeCloseTo(3.65, 2);
    const goal = blueprint.goals.G6;
    expect(((hours / 115.2) * (goal?.target ?? 0)) / (goal?.base ?? 1)).toBeCloseTo(6.39, 2);
  });

  it('has nobody who answers for the start and for the way back, and one for every other stage', () => {
    for (const [id, { roles }] of Object.entries(zones)) {
      const owners = Object.values(roles).filter((letter) => letter === 'A' || letter === 'AR').length;
      expect(owners, id).toBe(id === 'new' || id === 'winback' ? 0 : 1);
      expect(Object.values(roles).some((letter) => letter === 'R' || letter === 'AR')).toBe(true);
    }
  });

  it('gives the head barista nothing at the criteria, though every fourth pilot goes back from there', () => {
    expect(cells.c06).toMatchObject({ personas: ['H2'], state: 'D4', assets: [], content: { ru: '', en: '' } });
    expect(edges['c07-c04']).toMatchObject({ kind: 'loop', from: 'cell:c07', to: 'cell:c04', probability: 0.24 });
  });
});

describe('checked without facts it lacks what was planted and no more:', () => {
  const found = findingsOf(blueprint, null, '2025-12-31');
  const about = (code: string): string[] =>
    found
      .filter((finding) => finding.code === code)
      .flatMap(({ where }) => where.map(({ collection, id }) => `${collection}:${id}`));

  it('findings of four kinds', () => {
    expect([...new Set(found.map(({ code }) => code))].sort()).toEqual([
      'capacity_short',
      'cell_without_owner',
      'loop_without_material',
      'stage_without_owner',
    ]);
  });

  it('nobody answers for new customers of any segment, and for the way back', () => {
    const zones = about('stage_without_owner').filter((ref) => ref.startsWith('zones:'));
    expect(new Set(zones)).toEqual(new Set(['zones:new', 'zones:winback']));
    expect(about('stage_without_owner')).toEqual(expect.arrayContaining(['segments:S2', 'cells:c12', 'cells:c17']));
    expect(about('cell_without_owner').slice(0, 3)).toEqual(['cells:c12', 'cells:c13', 'cells:c17']);
  });

  it('the head barista has no material at the criteria', () => {
    expect(about('loop_without_material')).toEqual(
      expect.arrayContaining(['cells:c06', 'edges:c07-c04', 'personas:H2']),
    );
    expect(found.filter(({ code }) => code === 'loop_without_material').length).toBe(1);
  });

  it('14 cafés a month take 6.4 positions, 3.7 are loaded now', () => {
    const short = found.filter(({ code }) => code === 'capacity_short');
    expect(short.length).toBe(1);
    expect(short[0]?.where.slice(0, 2)).toEqual([
      { collection: 'journeys', id: 'J2' },
      { collection: 'goals', id: 'G6' },
    ]);
    expect(short[0]?.text.ru).toMatch(/6,4 ставки.*3,7 ставки и есть 4 продавца \(2 на этом пути\)/);
    expect(short[0]?.text.en).toMatch(
      /6\.4.*3\.7 positions are loaded and there are 4 sales reps \(2 on this journey\)/,
    );
  });
});

describe('checked against its facts of 2025', () => {
  const inYear = facts.interactions.filter(({ occurred_at }) => (occurred_at ?? '') >= '2025');
  const counts = new Map<string, number>();
  for (const { kind = '', channel = '', touchpoint = '' } of inYear) {
    const key = JSON.stringify({ kind, channel, touchpoint });
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const kinds = [...counts].map(([key, count]) => ({ ...JSON.parse(key), count }));
  const known = someFacts({
    kinds,
    marketing: 9_900_000,
    costs: facts.costs
      .filter(({ month }) => (month ?? '') >= '2025')
      .map((row) => cost({ ...(row as object), amount: Number(row.amount), hours: Number(row.hours) })),
    processes: [{ name: 'Воронка', deals: 640, won: 640, first: 127, regular: 392, development: 121, winback: 0 }],
    segments: [
      segmentFacts({
        name: 'HoReCa: кофейни и рестораны',
        newCustomers: 96,
        activated: 84,
        withoutResult: 12,
        wonBack: 14,
      }),
    ],
  });
  const found = findingsOf(blueprint, known, '2025-12-31');
  const text = (code: string, id: string): string =>
    found.find((each) => each.code === code && each.where.some((ref) => ref.id === id))?.text.en ?? '';

  it('2.15 of 9.9 million of marketing serve no cell', () => {
    expect(text('off_journey_cost', 'J1')).toMatch(/21\.7.*2,150,000.*9,900,000/);
  });

  it('a café won back costs 8,429, a new one 55,208, and nobody owns it', () => {
    expect(text('stage_without_owner', 'c17')).toMatch(/8,429.*55,208/);
    expect(text('stage_without_owner', 'c12')).toMatch(/12 of 96/);
  });

  it('one pipeline leads first, regular and development deals', () => {
    expect(text('one_process_for_all', 'pipeline')).toMatch(/127.*392.*121/);
  });

  it('nobody writes down visits to other cafés, start-up acts, new dealers’ plans and visits of return', () => {
    const unseen = found.filter(({ code }) => code === 'cell_never_seen').flatMap(({ where }) => where);
    const cellIds = unseen.filter(({ collection }) => collection === 'cells').map(({ id }) => id);
    expect(cellIds.sort()).toEqual(['c09', 'c12', 'd10', 'h08', 'p09', 'w03']);
  });
});

describe('and its facts', () => {
  it('name only cells and journeys that are drawn', () => {
    const named = new Set(facts.costs.map((row) => row.cell ?? '').filter((cell) => cell !== ''));
    expect([...named].filter((cell) => cells[cell] === undefined && journeys[cell] === undefined)).toEqual([]);
  });

  it('name only people, campaigns and channels that are known', () => {
    const names = (things: Record<string, { names: string[] }>): Set<string> =>
      new Set(Object.values(things).flatMap((each) => each.names));
    const missing = (values: (string | undefined)[], known: Set<string>): string[] => [
      ...new Set(values.filter((value): value is string => value !== undefined && value !== '' && !known.has(value))),
    ];
    expect(
      missing(
        facts.costs.map(({ staff }) => staff),
        names(employees),
      ),
    ).toEqual([]);
    expect(
      missing(
        [...facts.costs, ...facts.interactions].map(({ campaign }) => campaign),
        names(blueprint.campaigns),
      ),
    ).toEqual([]);
    expect(
      missing(
        [...facts.costs, ...facts.interactions].map(({ channel }) => channel),
        names(blueprint.channels),
      ),
    ).toEqual([]);
    expect(
      missing(
        facts.deals.map(({ process }) => process),
        names(blueprint.processes),
      ),
    ).toEqual([]);
    expect(
      missing(
        facts.customers.map(({ segment }) => segment),
        names(blueprint.segments),
      ),
    ).toEqual([]);
  });

  it('leave 2.15 of 9.9 million of marketing off the journey: 21.7 %', () => {
    const year = facts.costs.filter((row) => (row.month ?? '') >= '2025');
    const sum = (rows: typeof year): number => rows.reduce((total, row) => total + Number(row.amount), 0);
    const marketing = year.filter((row) => row.function === 'marketing');
    const shared = sum(year.filter((row) => row.class === 'shared'));
    const off = sum(marketing.filter((row) => row.cell === ''));
    expect(off).toBeCloseTo(2_150_000, 0);
    expect(off / (sum(marketing) + shared / 2)).toBeCloseTo(0.217, 3);
    const served = new Set(
      Object.values(blueprint.campaigns).flatMap((each) => (each.cells.length === 0 ? each.names : [])),
    );
    expect(new Set(marketing.filter((row) => row.cell === '').map((row) => row.campaign))).toEqual(served);
  });

  it('are proved by a rule, kind by kind', () => {
    const fits = (row: Record<string, string | undefined>, fact: string): string | undefined =>
      Object.entries(blueprint.rules)
        .sort(([, a], [, b]) => a.place - b.place)
        .find(
          ([, rule]) =>
            rule.fact === fact &&
            rule.when.every(({ field, is, values }) => {
              const value = (row[field] ?? '').toLowerCase();
              return values.some((each) =>
                is === 'equals' ? value === each.toLowerCase() : value.includes(each.toLowerCase()),
              );
            }),
        )?.[0];
    const taken = facts.interactions.map((row) => fits(row, 'interaction'));
    expect(taken.filter((id) => id === undefined)).toEqual([]);
    const used = new Set([...taken, ...facts.deals.map((row) => fits(row, 'deal'))]);
    const idle = Object.entries(blueprint.rules).filter(([id, { fact }]) => fact !== 'order' && !used.has(id));
    expect(idle.map(([id]) => id)).toEqual([]);
  });
});
