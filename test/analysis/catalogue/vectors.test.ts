import { describe, expect, it } from 'vitest';
import { answer } from '../../../src/analysis/catalogue/answering.ts';
import { metrics } from '../../../src/analysis/catalogue/catalogue.ts';
import type { Ledger } from '../../../src/analysis/ledger.ts';
import type { Period } from '../../../src/model/days.ts';
import type { MetricId } from '../../../src/model/metric-words.ts';
import { splitByLargestRemainder } from '../../../src/model/money.ts';
import { Settings } from '../../../src/model/settings.ts';
import { demoYear, withProfiles } from './demo-year.ts';
import { definitionSource } from './ledger-source.ts';

const near = (actual: number | null | undefined, expected: number, tolerance = 1e-6): void => {
  expect(typeof actual).toBe('number');
  expect(Math.abs((actual ?? 0) - expected)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(expected)));
};

const demo = demoYear();
const year: Period = { from: '2025-01-01', to: '2026-01-01' };
const ask = async (ledger: Ledger, period = year, settings: Partial<Settings> = {}) => {
  const answers = await answer(definitionSource(withProfiles(ledger), '2026-06-01'), {
    metrics,
    period,
    by: [],
    filter: {},
    compare: false,
    settings: Settings.parse({ paid_search_channels: ['paid_search'], discount_rate_year: 0.2, ...settings }),
    asOf: '2026-06-01',
    firstDay: '2023-01-01',
  });
  return (id: MetricId) => answers.find(({ metric }) => metric === id);
};

const empty = (): Ledger => ({
  lines: [],
  orders: [],
  lives: [],
  intervals: [],
  events: [],
  profiles: [],
  contracts: [],
  deals: [],
  costs: [],
  payments: [],
  touches: [],
  work: [],
});
const line = (own: Partial<Ledger['lines'][number]>): Ledger['lines'][number] => ({
  ...(demo.lines[0] as Ledger['lines'][number]),
  day: '2025-05-05',
  ...own,
});
const cost = (own: Partial<Ledger['costs'][number]>): Ledger['costs'][number] => ({
  ...(demo.costs[0] as Ledger['costs'][number]),
  ...own,
});
const newOnes = (n: number, day: string): Ledger['events'] =>
  Array.from({ length: n }, (_, at) => ({ customer: `n${at}`, day, kind: 'new' as const }));

describe('the vectors of the domain', () => {
  it('T-50: the demo company’s year, and its findings', async () => {
    const of = await ask(demo);
    expect(of('net_revenue')?.value).toBe(131_097_000);
    expect(of('rr')?.value).toBe(100_044_000);
    expect(of('gross_profit')?.value).toBe(51_833_550);
    expect(of('nmc')?.value).toBe(26_383_550);
    near(of('marketing_ros')?.value, 0.2012521262881683, 1e-4);
    near(of('joint_return')?.value, 1.036681728880157, 1e-4);
    near(of('marketing_roi')?.value, 1.036681728880157, 1e-4);
    near(of('unit_cost_acquisition')?.value, 11048.349259408295, 1e-4);
    near(of('unit_cost_activation')?.value, 2895.530815712516, 1e-4);
    near(of('unit_cost_retention')?.value, 3903.9131168412814, 1e-4);
    near(of('unit_cost_development')?.value, 28200.392861340093, 1e-4);
    near(of('unit_cost_winback')?.value, 3130.63801869772, 1e-4);
    expect([of('cost_marketing')?.value, of('cost_sales')?.value]).toEqual([9_900_000, 15_550_000]);
    expect(of('cost_allocated_share')?.value).toBe(1);
    near(of('off_journey_share')?.value, 2_150_000 / 8_900_000);
    near(of('activation_rate')?.value, 1012 / 1277);
    near(of('winback_rate')?.value, 0.24375);
    near(of('paid_search_share')?.value, 588 / 1277);
    near(of('channel_hhi')?.value, 0.288, 1e-3);
    expect(of('customers_retained')?.value).toBe(1112);
    near(of('logo_retention')?.value, 1112 / 1410);
  });

  it('T-01: contribution after refunds, cost of goods and cost to serve', async () => {
    const ledger = empty();
    ledger.lines = [
      line({ netMinor: 100_000_000, cogsMinor: 52_000_000, serviceMinor: 7_000_000 }),
      line({ lineId: 'r', isRefund: true, netMinor: -5_000_000, cogsMinor: 0 }),
    ];
    const of = await ask(ledger);
    expect([of('net_revenue')?.value, of('gross_profit')?.value, of('contribution')?.value]).toEqual([
      950_000, 430_000, 360_000,
    ]);
    near(of('gross_margin')?.value, 0.45263157894736844);
  });

  it('T-02: CAC loaded with shared cost, and of ads only', async () => {
    const ledger = empty();
    ledger.costs = [
      cost({ amountMinor: 90_000_000, function: 'sales' }),
      cost({ amountMinor: 60_000_000, channel: 'ads' }),
      cost({ amountMinor: 15_000_000, class: 'shared' }),
    ];
    ledger.events = newOnes(55, '2025-03-10');
    const of = await ask(ledger, year, { ad_channels: ['ads'] });
    expect(of('unit_cost_acquisition')?.value).toBe(30_000);
    near(of('cac_ads_only')?.value, 10909.09, 1e-6);
  });

  it('T-03: CAC by the cost of the month before', async () => {
    const ledger = empty();
    ledger.costs = [
      cost({ day: '2025-02-01', amountMinor: 150_000_000 }),
      cost({ day: '2025-03-01', amountMinor: 110_000_000 }),
    ];
    ledger.events = newOnes(40, '2025-03-10');
    const march = { from: '2025-03-01', to: '2025-04-01' };
    expect((await ask(ledger, march, { cac_lag_months: 1 }))('unit_cost_acquisition')?.value).toBe(37_500);
    expect((await ask(ledger, march))('unit_cost_acquisition')?.value).toBe(27_500);
  });

  it('T-04: retention cost per customer-year of exposure', async () => {
    const ledger = empty();
    ledger.costs = [cost({ class: 'retention', amountMinor: 42_000_000 })];
    ledger.lives = Array.from({ length: 105 }, (_, at) => ({
      customer: `c${at}`,
      life: 1,
      from: '2024-01-01',
      lostOn: null,
    }));
    expect((await ask(ledger))('retention_cost_per_customer_year')?.value).toBe(4000);
  });

  it('T-05: shared cost by weights, to the last unit', () => {
    expect(splitByLargestRemainder(18_000_000, [50, 10, 20, 15, 5])).toEqual([
      9_000_000, 1_800_000, 3_600_000, 2_700_000, 900_000,
    ]);
    expect(splitByLargestRemainder(10_000_000, [1, 1, 1])).toEqual([3_333_334, 3_333_333, 3_333_333]);
  });

  it('T-13, T-15: movements, NRR and GRR', async () => {
    const of = await ask(
      contracts([
        ['base', '2024-01-01', '2025-12-31', 4_480_000],
        ['churner', '2024-01-01', '2025-06-10', 120_000],
        ['up', '2024-01-01', '2025-04-30', 100_000],
        ['up', '2025-05-01', '2026-12-31', 350_000],
        ['down', '2024-01-01', '2025-04-30', 300_000],
        ['down', '2025-05-01', '2026-12-31', 220_000],
        ['fresh', '2025-08-15', '2026-12-31', 400_000],
        ['again', '2023-01-01', '2023-06-30', 70_000],
        ['again', '2025-02-01', '2026-01-31', 50_000],
      ]),
    );
    const values = (
      ['rr_opening', 'rr_new', 'rr_expansion', 'rr_contraction', 'rr_churn', 'rr_reactivation', 'rr_closing'] as const
    ).map((id) => of(id)?.value);
    expect(values).toEqual([5_000_000, 400_000, 250_000, 80_000, 120_000, 50_000, 5_500_000]);
    near(of('nrr')?.value, 1.01);
    near(of('grr')?.value, 0.96);
  });

  it('has no run-rate, nor what rests on it, while a contract in force has no rate', async () => {
    const ledger = contracts([
      ['base', '2024-01-01', '2025-12-31', 4_480_000],
      ['foreign', '2025-03-01', '2025-08-31', 1],
    ]);
    const unrated = ledger.contracts.map((span) => (span.customer === 'base' ? span : { ...span, monthlyMinor: null }));
    const told = async (period: Period) => {
      const of = await ask({ ...ledger, contracts: unrated }, period);
      return (['rr_opening', 'rr_run_rate', 'rr_new', 'nrr'] as const).map((id) => of(id)?.value ?? of(id)?.reason);
    };
    expect(await told({ from: '2025-01-01', to: '2025-02-01' })).toEqual([4_480_000, 4_480_000, 0, 1]);
    expect(await told({ from: '2025-01-01', to: '2025-05-01' })).toEqual([4_480_000, 'no_rate', 'no_rate', 'no_rate']);
    expect(await told({ from: '2025-05-01', to: '2025-10-01' })).toEqual(['no_rate', 4_480_000, 'no_rate', 'no_rate']);
    expect(await told({ from: '2025-09-01', to: '2025-10-01' })).toEqual(['no_rate', 4_480_000, 'no_rate', 'no_rate']);
    expect(await told({ from: '2025-10-01', to: '2025-11-01' })).toEqual([4_480_000, 4_480_000, 0, 1]);
  });

  it('T-14: recurring revenue and its share', async () => {
    const ledger = empty();
    const classes = { first: 1_350_000, regular: 3_200_000, development: 850_000, winback: 100_000 } as const;
    ledger.lines = Object.entries(classes).map(([name, amount]) =>
      line({ lineId: name, class: name as keyof typeof classes, netMinor: amount * 100 }),
    );
    const of = await ask(ledger);
    expect(of('rr')?.value).toBe(4_050_000);
    near(of('rr_share')?.value, 0.7363636363636363);
  });

  it('T-24: a customer’s life over what acquiring it cost', async () => {
    const ledger = equityYear({ margin: 60_000, kept: 80 });
    ledger.events = newOnes(10, '2025-03-10');
    ledger.costs = [cost({ amountMinor: 10 * 4_500_000 })];
    const of = await ask(ledger, year, { discount_rate_year: 0.15 });
    near(of('cltv_forecast')?.value, 197142.857142, 1e-6);
    expect(of('unit_cost_acquisition_direct')?.value).toBe(45_000);
    near(of('ltv_cac')?.value, 4.3809523809333335, 1e-6);
  });

  it('T-26: sales velocity, with the share won of closed deals', async () => {
    const ledger = empty();
    const deal = (at: number, outcome: 'open' | 'won' | 'lost'): Ledger['deals'][number] => ({
      dealId: `d${outcome}${at}`,
      source: 'main',
      customer: 'c',
      openedDay: '2025-01-10',
      closedDay: outcome === 'open' ? null : '2025-03-26',
      outcome,
      amountMinor: 25_000_000,
      process: 'p',
      channel: '',
      campaign: '',
      product: '',
      segment: '',
      salesType: '',
      owner: '',
    });
    for (let at = 0; at < 40; at += 1) ledger.deals.push(deal(at, 'open'), deal(at, at < 10 ? 'won' : 'lost'));
    const of = await ask(ledger);
    near(of('sales_velocity')?.value, 33333.33, 1e-6);
    expect(of('win_rate_closed')?.value).toBe(0.25);
    expect(of('deal_cycle_days')?.value).toBe(75);
    expect(of('sales_processes')?.value).toBe(1);
  });

  it('T-52: a refund counts at the rate of its sale', async () => {
    const ledger = empty();
    ledger.lines = [line({ netMinor: 1000 * 9250 }), line({ lineId: 'r', isRefund: true, netMinor: -200 * 9250 })];
    expect((await ask(ledger))('net_revenue')?.value).toBe(74_000);
  });

  it('§9.3: customer equity from m, r and d', async () => {
    const of = await ask(equityYear({ margin: 4700, kept: 76 }));
    expect(of('customer_equity')?.notes).toContain('survivor_bias');
    // S1: m 4 700, r 0.76, d 0.2: 4 700 × 0.76 ÷ 0.44 each, 12 818 with the first margin.
    near(of('cltv_forecast')?.value, 12818.18, 1e-6);
    near(of('customer_equity')?.value, (76 * 4700 * 0.76) / 0.44, 1e-6);
  });
});

function contracts(spans: [string, string, string, number][]): Ledger {
  const ledger = empty();
  ledger.contracts = spans.map(([customer, from, to, price], at) => ({
    customer,
    source: 'main',
    lineId: String(at),
    from,
    to,
    monthlyMinor: price * 100,
  }));
  return ledger;
}

/** A hundred customers at the start, so many of them kept through to the end, and gross profit for a yearly margin m each. */
function equityYear({ margin, kept }: { margin: number; kept: number }): Ledger {
  const ledger = empty();
  for (let at = 0; at < 100; at += 1) {
    const customer = `c${at}`;
    const isKept = at < kept;
    ledger.profiles.push({ ...(demo.profiles[0] as Ledger['profiles'][number]), customer });
    ledger.lives.push({ customer, life: 1, from: '2024-07-01', lostOn: isKept ? null : '2025-07-01' });
    ledger.orders.push({
      ...(demo.orders[0] as Ledger['orders'][number]),
      customer,
      day: '2024-07-01',
      lostIfSilentOn: '2025-07-01',
    });
  }
  const activeDays = kept * 365 + (100 - kept) * 181;
  const profit = Math.round((margin * 100 * activeDays) / 365);
  ledger.lines = [line({ class: 'regular', netMinor: profit, cogsMinor: 0 })];
  ledger.costs = [cost({ class: 'outside', amountMinor: 1 })];
  return ledger;
}
