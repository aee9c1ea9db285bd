import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StaffMonth, TypedMonth } from '../../src/model/corrections.ts';
import { Problem } from '../../src/model/problem.ts';
import { Settings, settingKeys } from '../../src/model/settings.ts';
import { costClasses } from '../../src/model/stages.ts';
import { dayIn, decideAsOf } from '../../src/operations/as-of.ts';
import { checkWindows, readSetting } from '../../src/operations/setting-values.ts';
import { checkTyped, costRowsOf, costsFile } from '../../src/operations/typed-costs.ts';
import { decideWindows, generalWindow } from '../../src/operations/windows.ts';

const problemOf = (work: () => unknown): Problem['body'] => {
  try {
    work();
  } catch (error) {
    if (error instanceof Problem) return error.body;
    throw error;
  }
  throw new Error('It was taken.');
};

describe('a setting as typed', () => {
  it.each([
    ['currency', 'usd', 'USD'],
    ['time_zone', 'Asia/Yekaterinburg', 'Asia/Yekaterinburg'],
    ['language', 'EN', 'en'],
    ['as_of', '2025-12-31', '2025-12-31'],
    ['lost_after_days', '180', 180],
    ['merge_days', '0', 0],
    ['activation_kinds', ' первая уборка , осмотр,,осмотр ', ['первая уборка', 'осмотр']],
    ['shared_driver', 'Hours', 'hours'],
    ['shared_split', '0,25', 0.25],
    ['cac_lag_months', '3', 3],
    ['discount_rate_year', '0.2', 0.2],
    ['movements', 'event', 'event'],
    ['currency', '  ', undefined],
    ['ad_channels', '', undefined],
  ])('%s = %j', (key, text, value) => {
    expect(readSetting(key, text)).toEqual({ key, value });
  });

  it.each([
    ['currency', 'RUBLES'],
    ['currency', 'ABC'],
    ['time_zone', 'Europe/Moskow'],
    ['time_zone', '+03:00'],
    ['language', 'de'],
    ['as_of', '31.12.2025'],
    ['as_of', '2025-02-30'],
    ['lost_after_days', '0'],
    ['lost_after_days', '1.5'],
    ['lost_after_days', '-3'],
    ['merge_days', 'week'],
    ['shared_driver', 'profit'],
    ['shared_split', '1.1'],
    ['shared_split', '1e-1'],
    ['discount_rate_year', '0'],
    ['cac_lag_months', '25'],
    ['movements', 'day'],
  ])('%s = %j is refused with the key and what was expected', (key, text) => {
    const body = problemOf(() => readSetting(key, text));
    expect(body).toMatchObject({ code: 'bad_setting', kind: 'input', where: { setting: key, value: text } });
    expect(body.text.ru).toContain(key);
    expect(body.text.ru).toMatch(/ожидается \S/);
    expect(body.text.en).toMatch(/expected \S/);
  });

  it('names the keys there are when one is not', () => {
    expect(problemOf(() => readSetting('curency', 'RUB')).text.en).toContain('currency');
    expect(problemOf(() => readSetting('toString', 'RUB')).code).toBe('unknown_setting');
  });

  it('is one the settings themselves take, whatever was typed', () => {
    fc.assert(
      fc.property(fc.constantFrom(...settingKeys), fc.string(), (key, text) => {
        let value: unknown;
        try {
          value = readSetting(key, text).value;
        } catch (error) {
          expect(error).toBeInstanceOf(Problem);
          return;
        }
        expect(Settings.safeParse(value === undefined ? {} : { [key]: value }).success).toBe(true);
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  it('is refused where at risk would come after lost', () => {
    const settings = Settings.parse({ lost_after_days: 30, at_risk_after_days: 31 });
    expect(problemOf(() => checkWindows(settings)).code).toBe('windows_crossed');
    checkWindows({ ...settings, at_risk_after_days: 30 });
  });
});

describe('the as-of day', () => {
  it('is the one set, else today, else the day after the last fact if that is over 60 days ago', () => {
    expect(decideAsOf('2024-01-01', '2026-03-02', '2025-12-31')).toEqual({ asOf: '2024-01-01', asOfBy: 'set' });
    expect(decideAsOf(null, '2026-03-02', null)).toEqual({ asOf: '2026-03-02', asOfBy: 'today' });
    expect(decideAsOf(null, '2026-03-01', '2025-12-31')).toEqual({ asOf: '2026-03-01', asOfBy: 'today' });
    expect(decideAsOf(null, '2026-03-02', '2025-12-31')).toEqual({ asOf: '2026-01-01', asOfBy: 'last_fact' });
  });

  it('takes the day of the time zone', () => {
    const at = new Date('2026-01-01T22:30:00Z');
    expect(dayIn('Europe/Moscow', at)).toBe('2026-01-02');
    expect(dayIn('America/New_York', at)).toBe('2026-01-01');
  });
});

describe('windows in force', () => {
  const none = { lost_after_days: null, at_risk_after_days: null };
  const rhythm = [
    { segment: 'cafe', intervals: 100, medianDays: 10 },
    { segment: 'home', intervals: 99, medianDays: 40 },
  ];

  it('are computed once a segment has a hundred intervals, and then to be kept', () => {
    expect(decideWindows(none, [], rhythm)).toEqual({
      inForce: [
        { segment: 'cafe', lostAfterDays: 40, atRiskAfterDays: 20, source: 'computed' },
        { segment: 'home', lostAfterDays: 365, atRiskAfterDays: 180, source: 'default' },
      ],
      toKeep: [{ segment: 'cafe', lostAfterDays: 40, atRiskAfterDays: 20 }],
    });
  });

  it('stay as kept when the rhythm changes', () => {
    const kept = [{ segment: 'cafe', lostAfterDays: 90, atRiskAfterDays: 45 }];
    expect(decideWindows(none, kept, rhythm).inForce[0]).toEqual({
      segment: 'cafe',
      lostAfterDays: 90,
      atRiskAfterDays: 45,
      source: 'computed',
    });
  });

  it('are those that were set, of which nothing is kept', () => {
    const set = { lost_after_days: 30, at_risk_after_days: null };
    expect(decideWindows(set, [], rhythm)).toEqual({
      inForce: [
        { segment: 'cafe', lostAfterDays: 30, atRiskAfterDays: 20, source: 'computed' },
        { segment: 'home', lostAfterDays: 30, atRiskAfterDays: 30, source: 'set' },
      ],
      toKeep: [{ segment: 'cafe', lostAfterDays: null, atRiskAfterDays: 20 }],
    });
    expect(generalWindow(set)).toEqual({ lostAfterDays: 30, atRiskAfterDays: 30 });
    const both = { lost_after_days: 30, at_risk_after_days: 10 };
    expect(decideWindows(both, [], rhythm).toKeep).toEqual([]);
  });
});

describe('a typed month', () => {
  const person = (shares: StaffMonth['shares'], pay = 100_000, hours = 160): StaffMonth => ({
    id: 'p1',
    name: 'Анна',
    role: 'менеджер',
    function: 'sales',
    pay,
    hours,
    shares,
    segment: '',
  });
  const month = (staff: StaffMonth[], costs: TypedMonth['costs'] = []): TypedMonth => ({
    month: '2025-03-01',
    costs,
    staff,
  });

  it('splits pay and hours by shares of time to the kopeck', () => {
    const third = 100 / 3;
    const rows = costRowsOf(month([person({ acquisition: third, retention: third, winback: third })]), 'RUB');
    expect(rows.map(({ class: to, amount, hours, staff }) => [to, amount, hours, staff])).toEqual([
      ['acquisition', '33333.34', '53.334', 'Анна'],
      ['retention', '33333.33', '53.333', 'Анна'],
      ['winback', '33333.33', '53.333', 'Анна'],
    ]);
    expect(rows.map(({ cost_id }) => cost_id)).toContain('2025-03/staff/p1/retention');
  });

  it('sums to what was typed, whatever the shares', () => {
    const weights = fc.array(fc.nat(100), { minLength: 7, maxLength: 7 }).filter((all) => all.some((one) => one > 0));
    fc.assert(
      fc.property(weights, fc.nat(1e9), fc.nat(400_000), (all, kopecks, hoursMilli) => {
        const shares = Object.fromEntries(costClasses.map((name, at) => [name, all[at]]));
        const rows = costRowsOf(month([person(shares, kopecks / 100, hoursMilli / 1000)]), 'RUB');
        const total = (of: (row: (typeof rows)[number]) => string, scale: number) =>
          rows.reduce((sum, row) => sum + Math.round(Number(of(row)) * scale), 0);
        expect(total((row) => row.amount, 100)).toBe(kopecks);
        expect(total((row) => row.hours, 1000)).toBe(hoursMilli);
      }),
      { seed: 2, numRuns: 200 },
    );
  });

  it('is refused where shares are not a whole, or an id comes twice', () => {
    expect(problemOf(() => checkTyped(month([person({ acquisition: 60, shared: 30 })]))).text.ru).toContain('90 %');
    expect(problemOf(() => checkTyped(month([person({ shared: 100 }), person({ shared: 100 })]))).code).toBe(
      'typed_twice',
    );
    checkTyped(month([person({ acquisition: 33.33, retention: 33.33, winback: 33.34 })]));
  });

  it('becomes a file that keeps quotes and line breaks', () => {
    const cost = {
      id: 'c',
      name: 'Вывеска «Чисто»; "новая"\nдва',
      amount: 0.1 + 0.2,
      class: 'acquisition' as const,
      function: 'marketing' as const,
      channel: 'наружная, центр',
      segment: '',
      cell: '',
    };
    expect(costsFile(costRowsOf(month([], [cost]), 'RUB'))).toBe(
      'cost_id,month,amount,currency,class,function,channel,segment,cell,staff,hours,note\n' +
        '"2025-03/cost/c","2025-03-01","0.30","RUB","acquisition","marketing","наружная, центр","","","","","Вывеска «Чисто»; ""новая""\nдва"\n',
    );
    expect(costRowsOf(month([], [{ ...cost, amount: 1234 }]), 'JPY')[0]?.amount).toBe('1234');
  });
});
