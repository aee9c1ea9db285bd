import { beforeAll, describe, expect, it } from 'vitest';
import { tallyDesign } from '../../src/analysis/blueprint/design-tallies.ts';
import { designPeriod, marketingOf } from '../../src/analysis/blueprint/tallies.ts';
import type { Facts } from '../../src/analysis/derivation/facts.ts';
import { deriveLedger } from '../../src/analysis/derivation/ledger.ts';
import type { CustomerEvent, Ledger, LedgerCost, Life } from '../../src/analysis/ledger.ts';
import { generateDemoCompany } from '../../src/demo/demo.ts';
import { daysBetween, monthOf } from '../../src/model/days.ts';
import { demoPolicy, factsOf } from './demo-facts.ts';

const from = '2025-01-01';
const to = '2026-01-01';
const segments = ['Частные дома', 'HoReCa: кофейни и рестораны', 'Малые производства', 'Дилеры-монтажники'];
const million = 1_000_000;

let facts: Facts;
let ledger: Ledger;
let segmentOf: Map<string, string>;
beforeAll(() => {
  facts = factsOf(generateDemoCompany());
  ledger = deriveLedger(facts, demoPolicy);
  segmentOf = new Map(ledger.profiles.map((profile) => [profile.customer, profile.segment]));
});

const within = (day: string): boolean => day >= from && day < to;
const bySegment = (customers: Iterable<string>): number[] => {
  const all = [...new Set(customers)];
  return segments.map((segment) => all.filter((customer) => segmentOf.get(customer) === segment).length);
};
const happened = (kind: CustomerEvent['kind']): string[] =>
  ledger.events.filter((event) => event.kind === kind && within(event.day)).map((event) => event.customer);
const activeAt = (life: Life, at: string): boolean => life.from < at && (life.lostOn === null || life.lostOn >= at);
const active = (at: string): string[] => ledger.lives.filter((life) => activeAt(life, at)).map((life) => life.customer);
const money = (kind: string, segment: string, of: 'netMinor' | 'cogsMinor', year = '2025'): number =>
  ledger.lines
    .filter((line) => line.class === kind && line.segment === segment && line.day.startsWith(year))
    .reduce((sum, line) => sum + (line[of] ?? Number.NaN), 0) / 100;
const cost = (of: (row: LedgerCost) => boolean, year = '2025'): number =>
  ledger.costs
    .filter((row) => row.day.startsWith(year) && of(row))
    .reduce((sum, row) => sum + (row.amountMinor ?? 0), 0) / 100;

const retained = (): string[] => {
  const closing = new Set(active(to));
  const lastBefore = new Map<string, string | null>();
  for (const order of [...ledger.orders].sort((a, b) => a.rank - b.rank))
    if (order.day < from) lastBefore.set(order.customer, order.lostIfSilentOn);
  return active(from).filter((customer) => {
    const due = lastBefore.get(customer);
    return closing.has(customer) && due !== null && due !== undefined && due < to;
  });
};

/** Loaded cost of the year: every month's shared cost is split by that month's direct cost. */
const loaded = (of: (row: LedgerCost) => boolean): number => {
  const months = new Set(ledger.costs.filter((row) => within(row.day)).map((row) => monthOf(row.day)));
  return [...months].reduce((sum, month) => {
    const inMonth = (row: LedgerCost): boolean => monthOf(row.day) === month;
    const direct = cost((row) => inMonth(row) && row.class !== 'shared');
    const own = cost((row) => inMonth(row) && of(row));
    return sum + own + (cost((row) => inMonth(row) && row.class === 'shared') * own) / direct;
  }, 0);
};

describe('what a design is compared with, of 2025', () => {
  it('is what marketing cost, and what of it serves no cell of the journey', () => {
    const period = designPeriod(demoPolicy.asOf);
    expect(period).toEqual({ from, to });
    const {
      costs,
      segments: found,
      processes,
    } = tallyDesign(ledger, facts, demoPolicy, {
      period,
      asOf: demoPolicy.asOf,
    });
    expect(marketingOf(costs, 0.5)).toBe(990_000_000);
    const aside = costs.filter((row) => row.cell === '' && row.class !== 'shared');
    expect(aside.reduce((sum, row) => sum + row.minor, 0)).toBe(215_000_000);
    expect(aside.every((row) => row.function === 'marketing')).toBe(true);
    expect(found.reduce((sum, row) => sum + row.newCustomers, 0)).toBe(1277);
    expect(found.reduce((sum, row) => sum + row.withoutResult, 0)).toBe(1277 - 1012);
    expect(processes.filter(({ deals }) => deals > 0).length).toBeGreaterThan(0);
  });
});

describe('revenue and margin of 2025', () => {
  it('comes to the planned rubles by class and segment', () => {
    const revenue = ['first', 'regular', 'development', 'winback'].map((kind) =>
      segments.map((segment) => Number(money(kind, segment, 'netMinor').toFixed(2))),
    );
    expect(revenue).toEqual([
      [7_130_000, 11_328_000, 9_020_000, 1_305_000],
      [17_110_000, 22_752_000, 12_180_000, 22_080_000],
      [8_804_000, 5_568_000, 11_550_000, 0],
      [756_000, 994_000, 520_000, 0],
    ]);
  });

  it('earns 33, 44, 34 and 40 of a hundred, 51 833 550 rubles in all', () => {
    const sum = (kind: string, of: 'netMinor' | 'cogsMinor'): number =>
      segments.reduce((total, segment) => total + money(kind, segment, of), 0);
    const margins = ['first', 'regular', 'development', 'winback'].map((kind) =>
      Number((1 - sum(kind, 'cogsMinor') / sum(kind, 'netMinor')).toFixed(9)),
    );
    expect(margins).toEqual([0.33, 0.44, 0.34, 0.4]);
    const profit = ['first', 'regular', 'development', 'winback'].reduce(
      (total, kind) => total + sum(kind, 'netMinor') - sum(kind, 'cogsMinor'),
      0,
    );
    expect(profit).toBeCloseTo(51_833_550, 2);
  });

  it('lets the net marketing contribution grow by about eight of a hundred on 2024', () => {
    const contribution = (year: string): number =>
      ['first', 'regular', 'development', 'winback'].reduce(
        (total, kind) =>
          total +
          segments.reduce(
            (sum, segment) => sum + money(kind, segment, 'netMinor', year) - money(kind, segment, 'cogsMinor', year),
            0,
          ),
        0,
      ) - cost(() => true, year);
    expect(contribution('2025')).toBeCloseTo(26_383_550, 2);
    expect(contribution('2025') / contribution('2024')).toBeGreaterThan(1.07);
    expect(contribution('2025') / contribution('2024')).toBeLessThan(1.09);
  });

  it('knows the cost of goods of every line and keeps refunds at about three of a hundred', () => {
    expect(ledger.lines.filter((line) => line.cogsMinor === null || line.netMinor === null)).toEqual([]);
    const refunds = ledger.lines.filter((line) => line.isRefund).length;
    expect(refunds / ledger.lines.length).toBeGreaterThan(0.025);
    expect(refunds / ledger.lines.length).toBeLessThan(0.035);
  });
});

describe('successes of 2025', () => {
  it('counts new customers by segment and channel', () => {
    expect(bySegment(happened('new'))).toEqual([1150, 96, 22, 9]);
    const channels = new Map<string, number>();
    for (const profile of ledger.profiles)
      if (profile.firstOrderDay !== null && within(profile.firstOrderDay))
        channels.set(profile.channel, (channels.get(profile.channel) ?? 0) + 1);
    expect(Object.fromEntries(channels)).toEqual({
      'Платный поиск': 588,
      Маркетплейс: 230,
      'Контент и SEO': 179,
      Партнёры: 153,
      'Рекомендации и другое': 127,
    });
  });

  it('counts the activated, the developed and the won back', () => {
    expect(bySegment(happened('activated'))).toEqual([900, 84, 20, 8]);
    expect(bySegment(happened('developed'))).toEqual([62, 58, 7, 0]);
    expect(bySegment(happened('won_back'))).toEqual([140, 14, 2, 0]);
  });

  it('counts those active at the beginning and those retained', () => {
    expect(bySegment(active(from))).toEqual([980, 290, 100, 40]);
    expect(bySegment(retained())).toEqual([745, 244, 87, 36]);
  });

  it('tries to win back 640 of the lost', () => {
    const opening = new Set(active(from));
    const lost = new Set([
      ...happened('lost'),
      ...ledger.lives.filter((life) => life.from < from && !opening.has(life.customer)).map((life) => life.customer),
    ]);
    const tried = [...new Set(happened('winback_attempt'))].filter((customer) => lost.has(customer));
    expect(bySegment(tried)).toEqual([560, 70, 10, 0]);
    const attempted = new Set(tried);
    expect(happened('won_back').filter((customer) => !attempted.has(customer))).toEqual([]);
  });
});

describe('costs of 2025', () => {
  it('come to the ledger by class, with the shared ones split month by month', () => {
    const classes = ['acquisition', 'activation', 'retention', 'development', 'winback'] as const;
    expect(classes.map((kind) => cost((row) => row.class === kind))).toEqual([
      13 * million,
      2.7 * million,
      4 * million,
      3.3 * million,
      450_000,
    ]);
    const targets = [14_108_742, 2_930_277, 4_341_151, 3_581_450, 488_380];
    for (const [at, kind] of classes.entries())
      expect(Math.abs(loaded((row) => row.class === kind) - (targets[at] ?? 0))).toBeLessThan(1);
  });

  it('come to the functions and leave 2 150 000 of marketing without a cell', () => {
    expect(cost((row) => row.function === 'marketing')).toBe(8.9 * million);
    expect(cost((row) => row.class === 'shared')).toBe(2 * million);
    expect(cost((row) => row.function === 'marketing' && row.cell === '')).toBe(2.15 * million);
  });

  it('make winning back a café cheap beside finding one, and CAC differ by segment', () => {
    const perSuccess = (kind: string, event: CustomerEvent['kind']): number[] => {
      const counts = bySegment(happened(event));
      return segments.map((segment, at) =>
        Math.round(cost((row) => row.class === kind && row.segment === segment) / (counts[at] || Number.NaN)),
      );
    };
    expect(perSuccess('acquisition', 'new')).toEqual([3391, 55_208, 140_909, 77_778]);
    expect(perSuccess('winback', 'won_back').slice(0, 3)).toEqual([1714, 8429, 46_000]);
  });

  it('hold the hours of nineteen people', () => {
    const staff = new Set(ledger.costs.filter((row) => row.staff !== '').map((row) => row.staff));
    expect(staff.size).toBe(19);
    expect(ledger.costs.filter((row) => row.staff !== '' && row.hoursMilli === 0)).toEqual([]);
  });
});

describe('what a customer is worth', () => {
  const value = (segment: string): number => {
    const days = ledger.lives
      .filter((life) => segmentOf.get(life.customer) === segment && life.from < to && (life.lostOn ?? to) > from)
      .reduce(
        (sum, life) =>
          sum + daysBetween(life.from < from ? from : life.from, (life.lostOn ?? to) < to ? (life.lostOn ?? to) : to),
        0,
      );
    const profit = ['regular', 'development'].reduce(
      (sum, kind) => sum + money(kind, segment, 'netMinor') - money(kind, segment, 'cogsMinor'),
      0,
    );
    const care = loaded((row) => (row.class === 'retention' || row.class === 'development') && row.segment === segment);
    const at = segments.indexOf(segment);
    const rate = (bySegment(retained())[at] ?? 0) / (bySegment(active(from))[at] ?? 1);
    return (((profit - care) / (days / 365)) * 1.2) / (1.2 - rate);
  };

  it.each([
    [segments[0] ?? '', 12_818],
    [segments[1] ?? '', 103_667],
    [segments[2] ?? '', 312_000],
    [segments[3] ?? '', 957_600],
  ])('%s: within one of a hundred of %d', (segment, target) => {
    expect(Math.abs(value(segment) / target - 1)).toBeLessThan(0.01);
  });

  it('leaves a café at 1.88 of what it cost', () => {
    expect(value(segments[1] ?? '') / 55_208).toBeCloseTo(1.88, 2);
  });
});

describe('the path', () => {
  it('goes through one process', () => {
    expect([...new Set(ledger.deals.map((deal) => deal.process))]).toEqual(['Воронка']);
  });

  it('is about 41 days and six touches long before the first talk', () => {
    const talked = ledger.profiles.filter(
      (each) => each.firstOrderDay !== null && within(each.firstOrderDay) && each.firstTalkDay !== null,
    );
    const median = (values: number[]): number =>
      values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
    const days = median(talked.map((each) => daysBetween(each.firstSeenDay, each.firstTalkDay ?? '')));
    expect(days).toBeGreaterThanOrEqual(38);
    expect(days).toBeLessThanOrEqual(44);
    expect(median(talked.map((each) => each.touchesBeforeTalk))).toBe(6);
  });
});
