import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../src/model/metric.ts';
import { type MetricId, metricIds } from '../../src/model/metric-words.ts';
import { Settings } from '../../src/model/settings.ts';
import type { WorkspaceState } from '../../src/model/workspace.ts';
import { exportUrl } from '../../src/web/client/export-url.ts';
import { channelShares } from '../../src/web/features/conveyor/channel-shares.ts';
import { cheaperToWinBack, roundTimes, spreadOf } from '../../src/web/features/conveyor/spread.ts';
import { rrSteps } from '../../src/web/features/lifecycle/rr-steps.ts';
import { revenueKinds } from '../../src/web/features/money/months.ts';
import { partRows } from '../../src/web/features/money/part-rows.ts';
import { type NumberAddress, readNumber, writeNumber } from '../../src/web/features/number/address.ts';
import { gapsOf } from '../../src/web/features/number/gaps.ts';
import { partsToShow } from '../../src/web/features/number/parts-to-show.ts';
import { chooseWorkspace } from '../../src/web/shell/workspace-choice.ts';

const period = { from: '2025-01-01', to: '2026-01-01' };
const answer = (metric: MetricId, value: number | null, by: Answer['by'] = {}): Answer => ({
  metric,
  value,
  by,
  period,
  unit: 'money',
  ...(value === null ? { reason: 'no_data' as const } : {}),
});

describe('what empties a page', () => {
  const defaultSettings = Settings.parse({});
  const of = (rows: WorkspaceState['rows']) => ({ rows, soleCurrency: null, settings: defaultSettings });
  const missing = (metric: MetricId, reason: 'no_result_events' | 'no_costs' | 'no_rate'): [MetricId, Answer] => [
    metric,
    { ...answer(metric, null), reason },
  ];
  const answers = new Map([missing('activation_rate', 'no_result_events')]);

  it('is the lack of sales before anything that follows from it', () => {
    expect(gapsOf(answers, of({ deals: 2_197, costs: 252 }))).toEqual([{ what: 'no_sales', tab: 'files' }]);
  });

  it('is what else lacks where there are sales', () => {
    expect(gapsOf(answers, of({ order_lines: 1 }))).toEqual([{ what: 'no_result_events', tab: 'settings' }]);
    expect(gapsOf(new Map(), of({ order_lines: 1 }))).toEqual([]);
  });

  it('is the company’s currency where all sales are in another and nothing tells its rate', () => {
    const inDollars = { ...of({ order_lines: 1 }), soleCurrency: 'USD' };
    expect(gapsOf(new Map(), inDollars)).toEqual([{ what: 'sole_currency', tab: null }]);
    expect(gapsOf(new Map(), { ...inDollars, rows: { order_lines: 1, rates: 9 } })).toEqual([]);
    expect(gapsOf(new Map(), { ...inDollars, soleCurrency: defaultSettings.currency })).toEqual([]);
    const unrated = new Map([missing('net_revenue', 'no_rate')]);
    expect(gapsOf(unrated, of({ order_lines: 1, rates: 9 }))).toEqual([{ what: 'no_rate', tab: 'files' }]);
  });
});

describe('a number by segment', () => {
  const of = (segment: string, value: number | null) => answer('unit_cost_acquisition_direct', value, { segment });

  it('shows the largest first, and neither what is not known nor an empty rest', () => {
    const parts = partsToShow([of('home', 3_391), of('', 0), of('plant', 140_909), of('dealer', null)]);
    expect(parts.map(({ by }) => by.segment)).toEqual(['plant', 'home']);
  });

  it('says nothing where there is one part', () => {
    expect(partsToShow([of('home', 3_391), of('', 0)])).toEqual([]);
  });

  it('says how many times more without false exactness', () => {
    expect([41.553, 6.5501, 9.96, 1.04].map(roundTimes)).toEqual([42, 6.6, 10, 1]);
  });
});

describe('the address of a number', () => {
  it('is read as it was written', () => {
    const address: fc.Arbitrary<NumberAddress> = fc.record(
      {
        metric: fc.constantFrom(...metricIds),
        period: fc.constant(period),
        filter: fc.record({ segment: fc.array(fc.string(), { minLength: 1 }) }),
      },
      { requiredKeys: ['metric'] },
    );
    fc.assert(
      fc.property(address, (number) => {
        expect(readNumber(writeNumber(number))).toEqual(number);
      }),
      { numRuns: 200, seed: 7 },
    );
  });

  it('is a plain word where the page says the rest, and null where it makes no sense', () => {
    expect(writeNumber({ metric: 'nmc' })).toBe('nmc');
    for (const text of [undefined, '', 'nothing', '{', '{"m":"nothing"}', '{"m":"nmc","p":["x","y"]}'])
      expect(readNumber(text)).toBeNull();
  });
});

describe('what the average hides', () => {
  const segments = [
    answer('unit_cost_acquisition_direct', 3391, { segment: 'homes' }),
    answer('unit_cost_acquisition_direct', 55_208, { segment: 'cafés' }),
    answer('unit_cost_acquisition_direct', 140_909, { segment: 'plants' }),
    answer('unit_cost_acquisition_direct', 1, { segment: '' }),
    answer('unit_cost_winback_direct', 1714, { segment: 'homes' }),
    answer('unit_cost_winback_direct', 8429, { segment: 'cafés' }),
    answer('unit_cost_winback_direct', null, { segment: 'dealers' }),
  ];

  it('is the span between the cheapest and the dearest known segment', () => {
    const spread = spreadOf(segments, 'unit_cost_acquisition_direct');
    expect([spread?.low, spread?.high]).toEqual([
      { segment: 'homes', value: 3391 },
      { segment: 'plants', value: 140_909 },
    ]);
    expect(spreadOf(segments.slice(0, 1), 'unit_cost_acquisition_direct')).toBeNull();
  });

  it('is where winning back is far cheaper than acquiring', () => {
    expect(cheaperToWinBack(segments)).toEqual({ segment: 'cafés', winback: 8429, acquisition: 55_208 });
    expect(cheaperToWinBack(segments.filter(({ by }) => by.segment !== 'cafés'))).toBeNull();
  });
});

describe('where new customers come from', () => {
  it('shares add up to one, the unknown stands last, what is over is put together', () => {
    const counts = fc.array(fc.nat({ max: 500 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(counts, fc.nat({ max: 50 }), (known, unknown) => {
        const answers = [
          answer('customers_new', unknown, { channel: '' }),
          ...known.map((count, at) => answer('customers_new', count, { channel: `c${at}` })),
        ];
        const shares = channelShares(answers, 4);
        const total = unknown + known.reduce((sum, count) => sum + count, 0);
        expect(shares.reduce((sum, { count }) => sum + count, 0)).toBe(total);
        if (total > 0) expect(shares.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
        if (unknown > 0) expect(shares.at(-1)?.channel).toBe('');
        expect(shares.length).toBeLessThanOrEqual(6);
      }),
      { numRuns: 200, seed: 7 },
    );
  });
});

describe('movements of repeat revenue', () => {
  const given: [MetricId, number][] = [
    ['rr_opening', 100],
    ['rr_new', 20],
    ['rr_expansion', 10],
    ['rr_reactivation', 5],
    ['rr_contraction', 15],
    ['rr_churn', -8],
    ['rr_closing', 112],
  ];
  const draw = (pairs: [MetricId, number | null][]) =>
    rrSteps(new Map(pairs.map(([metric, value]) => [metric, answer(metric, value)])), (part) => part, String);

  it('lead from the opening to the closing level, falls as falls whichever sign they come with', () => {
    const steps = draw(given) ?? [];
    const changes = steps.filter(({ kind }) => kind === 'change').reduce((sum, { value }) => sum + value, 0);
    expect((steps[0]?.value ?? 0) + changes).toBe(steps.at(-1)?.value);
  });

  it('are not drawn with a gap', () => {
    expect(draw(given.slice(1))).toBeNull();
    expect(draw([...given.slice(0, 6), ['rr_closing', null]])).toBeNull();
  });
});

describe('the tables of the Money page', () => {
  it('put answers together by part', () => {
    const rows = partRows(
      [answer('nmc', 1, { channel: 'a' }), answer('rr', 2, { channel: 'a' }), answer('nmc', 3, { channel: '' })],
      'channel',
    );
    expect(rows.map(({ id, answers }) => [id, answers.get('nmc')?.value, answers.get('rr')?.value])).toEqual([
      ['a', 1, 2],
      ['', 3, undefined],
    ]);
  });

  it('show as first orders and win-back what is neither regular nor development, and nothing where it is not known', () => {
    const answers = [answer('net_revenue', 100), answer('rr_regular', 60), answer('rr_development', 15)];
    expect(revenueKinds(answers)).toEqual([{ month: '2025-01-01', regular: 60, development: 15, rest: 25 }]);
    expect(revenueKinds(answers.slice(0, 2))[0]?.rest).toBeNull();
  });
});

describe('addresses of files', () => {
  it('carry lists by commas and a filter as JSON', () => {
    const url = new URL(
      exportUrl('measure', 'demo', 'xlsx', 'en', {
        metrics: ['nmc', 'rr'],
        from: '2025-01-01',
        to: undefined,
        filter: { segment: ['a, b'] },
      }),
      'http://here',
    );
    expect(url.pathname).toBe('/api/workspaces/demo/export/measure');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      format: 'xlsx',
      lang: 'en',
      metrics: 'nmc,rr',
      from: '2025-01-01',
      filter: '{"segment":["a, b"]}',
    });
  });
});

describe('the workspace shown first', () => {
  const known = [
    { id: 'main', isEmpty: true },
    { id: 'demo', isEmpty: false },
  ];
  it('is the one asked for, else the last one, else one with facts', () => {
    expect(chooseWorkspace('x', 'main', known)).toBe('x');
    expect(chooseWorkspace(undefined, 'main', known)).toBe('main');
    expect(chooseWorkspace(undefined, 'gone', known)).toBe('demo');
    expect(chooseWorkspace(undefined, null, [{ id: 'main', isEmpty: false }, ...known.slice(1)])).toBe('main');
    expect(chooseWorkspace(undefined, null, [])).toBe('main');
  });
});
