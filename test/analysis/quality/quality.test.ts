import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findingCatalogue } from '../../../src/analysis/quality/catalogue/catalogue.ts';
import { findingsOf, judgement } from '../../../src/analysis/quality/findings.ts';
import { type KindsInUse, kindTallies } from '../../../src/analysis/quality/kinds.ts';
import { nothingPresent, type Present, unlockedBy } from '../../../src/analysis/quality/levels.ts';
import { type MonthSums, monthTallies, silentSources } from '../../../src/analysis/quality/rhythm.ts';
import { type Judged, noTally, sumTallies, type Tally, tallyOf } from '../../../src/analysis/quality/tally.ts';
import { addDays } from '../../../src/model/days.ts';
import { findingCodes } from '../../../src/model/quality.ts';
import { settingKeys } from '../../../src/model/settings.ts';

const tally = (set: Partial<Tally>): Tally => ({ ...noTally(), ...set });

describe('a tally', () => {
  const judged: fc.Arbitrary<Judged> = fc.record({
    id: fc.constantFrom('', 'a', 'b', 'c', 'd', 'e', 'f', 'g'),
    day: fc.option(fc.integer({ min: 0, max: 400 }).map((days) => addDays('2024-01-01', days))),
    minor: fc.option(fc.integer({ min: -1000, max: 1000 })),
    isCase: fc.boolean(),
  });

  it('is the same however its rows are cut', () => {
    fc.assert(
      fc.property(fc.array(judged), fc.nat(), (rows, at) => {
        const cut = rows.length === 0 ? 0 : at % rows.length;
        expect(sumTallies([tallyOf(rows.slice(0, cut)), tallyOf(rows.slice(cut))])).toEqual(tallyOf(rows));
      }),
      { numRuns: 200, seed: 3 },
    );
  });

  it('has no more cases than rows, and months that add up to what is dated', () => {
    fc.assert(
      fc.property(fc.array(judged), (rows) => {
        const { count, of, months, examples } = tallyOf(rows);
        expect(count).toBeLessThanOrEqual(of);
        expect(months.reduce((sum, month) => sum + month.of, 0)).toBe(rows.filter(({ day }) => day !== null).length);
        expect(examples.length).toBeLessThanOrEqual(5);
      }),
      { numRuns: 200, seed: 4 },
    );
  });
});

describe('findings', () => {
  it('are all there, worst first, and say that there was nothing to look at', () => {
    const findings = findingsOf({}, 'RUB');
    expect(findings.map(({ code }) => code)).toEqual([...findingCodes]);
    expect(findings[0]?.text.en).toContain('nothing to check');
    const found = findingsOf(
      {
        lines_cancelled: tally({ count: 1, of: 100, minor: 5, ofMinor: 1000 }),
        lines_without_rate: tally({ count: 1, of: 100 }),
        deals_closed_on_opening: tally({ count: 5, of: 100 }),
      },
      'RUB',
    );
    expect(found.slice(0, 3).map(({ code, severity }) => [code, severity])).toEqual([
      ['lines_without_rate', 'high'],
      ['deals_closed_on_opening', 'medium'],
      ['lines_cancelled', 'low'],
    ]);
  });

  it('put their numbers into both languages, money in major units', () => {
    const [margin] = findingsOf(
      { lines_without_margin: tally({ count: 1234, of: 5000, minor: 1_234_500, ofMinor: 10_000_000 }) },
      'RUB',
    );
    expect(margin).toMatchObject({ code: 'lines_without_margin', severity: 'high', share: 0.12345, money: 12_345 });
    expect(margin?.text.ru.replace(/\s/g, ' ')).toBe(
      'Себестоимость неизвестна у 1 234 из 5 000 строк заказов: это 12 345 ₽ выручки, 12,3 %.',
    );
    expect(margin?.text.en).toBe(
      'The cost of goods of 1,234 of 5,000 order lines is not known: ₽12,345 of revenue, 12.3%.',
    );
  });

  it('never write what is there as nothing', () => {
    const [found] = findingsOf({ people_without_role: tally({ count: 1, of: 100_000 }) }, 'RUB');
    expect(found?.text.en).toContain('< 0.1%');
  });

  it('are judged by the worst, and the metrics they weaken are named once', () => {
    const poor = findingsOf({ lines_without_rate: tally({ count: 1, of: 9 }) }, 'RUB');
    expect(judgement(poor, true, 'RUB')).toMatchObject({ trust: 'poor' });
    const { weakened } = judgement(poor, true, 'RUB');
    expect(new Set(weakened).size).toBe(weakened.length);
    expect(weakened).toContain('net_revenue');
    expect(judgement(findingsOf({}, 'RUB'), true, 'RUB').trust).toBe('good');
    expect(judgement(findingsOf({}, 'RUB'), false, 'RUB').trust).toBe('none');
  });

  it('name placeholders that are filled and settings that exist, in Russian and in English', () => {
    const known = ['count', 'of', 'share', 'money', 'since', 'until', 'examples'];
    for (const [code, entry] of Object.entries(findingCatalogue)) {
      const names = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').sort();
      expect([code, names(entry.text.en)]).toEqual([code, names(entry.text.ru)]);
      for (const name of names(entry.text.ru)) expect(known).toContain(name);
      if (names(entry.text.ru).includes('money')) expect([code, entry.hasMoney]).toEqual([code, true]);
      if (entry.where.setting) expect(settingKeys).toContain(entry.where.setting);
      for (const { ru, en } of [entry.name, entry.text, entry.fine, entry.mend]) {
        expect(ru).toMatch(/[а-яё]/);
        expect(en).not.toMatch(/[а-яё]/i);
      }
    }
  });
});

describe('the rhythm of data', () => {
  const month = (set: Partial<MonthSums> & { month: string }): MonthSums => ({
    lines: 0,
    orders: 0,
    netMinor: 0,
    costs: 0,
    hoursMilli: 0,
    ...set,
  });

  it('misses a month without orders, costs or hours, and not the month that is not over', () => {
    const sums = [
      month({ month: '1970-01-01', lines: 1, orders: 1 }),
      month({ month: '2025-01-01', lines: 2, orders: 1, netMinor: 700, costs: 1, hoursMilli: 5 }),
      month({ month: '2025-03-01', lines: 1, orders: 1, netMinor: 300 }),
      month({ month: '2025-04-01', lines: 1, orders: 1, costs: 3 }),
      month({ month: '2025-05-01', lines: 1, orders: 1 }),
    ];
    const found = monthTallies(sums, '2025-05-30');
    expect(found.months_without_orders).toMatchObject({ count: 1, of: 4, examples: ['2025-02'] });
    expect(found.months_without_costs).toMatchObject({ count: 1, of: 3, minor: 300, examples: ['2025-03'] });
    expect(found.months_without_hours).toMatchObject({ count: 1, of: 2, examples: ['2025-04'] });
    expect(monthTallies(sums, '2025-05-31').months_without_orders).toMatchObject({ count: 1, of: 5 });
    expect(monthTallies(sums, '2025-03-31').months_without_orders).toMatchObject({ count: 1, of: 3 });
    expect(monthTallies([], '2025-05-31').months_without_orders).toEqual(noTally());
  });

  it('hears a source that fell silent, by its own pauses', () => {
    const source = (set: object) => ({
      kind: 'order_lines' as const,
      source: 'shop',
      first: '2025-01-01',
      last: '2025-01-31',
      days: 31,
      ...set,
    });
    const silent = (set: object, asOf: string) => silentSources([source(set)], asOf).silent_sources?.count;
    expect(silent({}, '2025-02-14')).toBe(0);
    expect(silent({}, '2025-02-15')).toBe(1);
    expect(silent({ days: 4 }, '2026-01-01')).toBe(0);
    expect(silent({ days: 6 }, '2025-02-20')).toBe(0);
    expect(silent({ kind: 'costs', first: '2025-01-01', last: '2025-10-01', days: 10 }, '2026-01-31')).toBe(0);
    expect(silent({ kind: 'costs', first: '2025-01-01', last: '2025-10-01', days: 10 }, '2026-06-01')).toBe(1);
  });
});

describe('words the facts use', () => {
  const used: KindsInUse = {
    interactions: [
      { kind: 'delivered', count: 9, afterOrder: 8, anonymous: 0 },
      { kind: 'visit', count: 90, afterOrder: 0, anonymous: 80 },
    ],
    resultKinds: [],
    costClasses: ['acquisition'],
    costFunctions: ['marketing'],
    costChannels: ['ads', 'seo'],
    events: ['new', 'lost', 'developed'],
  };
  const unset = { activation_kinds: [], winback_kinds: [], ad_channels: [] };

  it('ask for the settings that would choose among them, the likeliest first', () => {
    const found = kindTallies(used, unset);
    expect(found.result_kinds_not_set).toMatchObject({ count: 1, examples: ['delivered'] });
    expect(found.winback_kinds_not_set).toMatchObject({ count: 1 });
    expect(found.ad_channels_not_set).toMatchObject({ count: 1, examples: ['ads', 'seo'] });
    expect(found.cost_classes_missing?.examples).toEqual(['development', 'retention', 'sales']);
  });

  it('are silent where there is nothing to choose from, and tell a kind that is never met', () => {
    const none = kindTallies(
      { ...used, interactions: [], costClasses: [], costFunctions: [], costChannels: [] },
      unset,
    );
    for (const found of Object.values(none)) expect(found?.of).toBe(0);
    const set = kindTallies(used, { ...unset, activation_kinds: ['delivered', 'deliverd'] });
    expect(set.result_kinds_not_set).toMatchObject({ count: 0, of: 1 });
    expect(set.result_kinds_never_met).toMatchObject({ count: 1, of: 2, examples: ['deliverd'] });
  });
});

describe('levels', () => {
  const all: Present = {
    hasOrders: true,
    hasDeals: true,
    hasCosts: true,
    hasMargins: 1,
    hasCostClasses: 1,
    hasStageHistory: 1,
    hasHours: 1,
    hasAdCosts: true,
    hasChannels: 1,
    hasVisits: true,
    hasResults: 1,
    hasCommittee: 1,
  };

  it('begin with orders and end with everything', () => {
    expect(unlockedBy(nothingPresent).next?.id).toBe('hasOrders');
    expect(unlockedBy(nothingPresent).levels.map(({ state }) => state)).toEqual(['no', 'no', 'no']);
    expect(unlockedBy(all)).toMatchObject({
      next: null,
      levels: [{ state: 'yes' }, { state: 'yes' }, { state: 'yes' }],
    });
  });

  it('answer in part what is known in part', () => {
    const found = unlockedBy({ ...all, hasMargins: 0.4 });
    const value = found.levels[1]?.questions.find(({ id }) => id === 'customer_value');
    expect(value).toMatchObject({ state: 'partly', lacks: [{ id: 'hasMargins' }] });
    expect(found.next).toMatchObject({ id: 'hasMargins', opens: ['customer_value', 'returns'] });
  });

  it('lose nothing by more data', () => {
    const rank = { no: 0, partly: 1, yes: 2 };
    const part = fc.constantFrom(0, 0.3, 0.8, 1);
    const present: fc.Arbitrary<Present> = fc.record({
      hasOrders: fc.boolean(),
      hasDeals: fc.boolean(),
      hasCosts: fc.boolean(),
      hasMargins: part,
      hasCostClasses: part,
      hasStageHistory: part,
      hasHours: part,
      hasAdCosts: fc.boolean(),
      hasChannels: part,
      hasVisits: fc.boolean(),
      hasResults: part,
      hasCommittee: part,
    });
    fc.assert(
      fc.property(present, present, (less, other) => {
        const more = Object.fromEntries(
          Object.entries(less).map(([name, value]) => [
            name,
            Math.max(Number(value), Number(other[name as keyof Present])),
          ]),
        );
        const joined = { ...more } as unknown as Record<string, number | boolean>;
        for (const name of ['hasOrders', 'hasDeals', 'hasCosts', 'hasAdCosts', 'hasVisits'])
          joined[name] = joined[name] === 1;
        const before = unlockedBy(less).levels.flatMap(({ questions }) => questions);
        const after = unlockedBy(joined as Present).levels.flatMap(({ questions }) => questions);
        for (const [at, question] of before.entries())
          expect(rank[after[at]?.state ?? 'no']).toBeGreaterThanOrEqual(rank[question.state]);
      }),
      { numRuns: 100, seed: 9 },
    );
  });
});
