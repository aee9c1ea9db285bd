import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, daysBetween, monthsOf } from '../../src/model/days.ts';
import { formatFor } from '../../src/web/kit/format.ts';
import { percentOf, shareOf } from '../../src/web/kit/percent.ts';
import { defaultPeriod, lastOf, lengthOf, shiftPeriod } from '../../src/web/kit/period-span.ts';

const ru = formatFor('ru');
const en = formatFor('en');
/** Spaces that do not break are spaces to a reader. */
const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');

describe('numbers as they are read', () => {
  it('shortens money from a million on and keeps the whole in full', () => {
    expect(plain(ru.money(26_383_550, 'RUB'))).toBe('26,4 млн ₽');
    expect(plain(ru.money(11_048.35, 'RUB'))).toBe('11 048 ₽');
    expect(plain(ru.money(999_999, 'RUB'))).toBe('1 млн ₽');
    expect(plain(ru.moneyFull(11_048.35, 'RUB'))).toBe('11 048,35 ₽');
    expect(plain(en.money(26_383_550, 'RUB'))).toBe('₽26.4m');
    expect(plain(ru.money(-905_000, 'RUB'))).toBe('−905 000 ₽');
    expect(plain(ru.money(-0, 'RUB'))).toBe('0 ₽');
    expect(plain(ru.money(2_345_000_000, 'RUB'))).toBe('2,3 млрд ₽');
    expect(plain(ru.money(234_500_000, 'RUB'))).toBe('235 млн ₽');
  });

  it('shortens counts only where they are long', () => {
    expect(plain(ru.countBrief(987_654))).toBe('987 654');
    expect(plain(ru.countBrief(123_456_789))).toBe('123 млн');
    expect(plain(ru.countShort(12_345))).toBe('12 345');
    expect(plain(en.countShort(123_456))).toBe('123k');
  });

  it('writes units out', () => {
    expect(plain(ru.unit(0.7925, 'ratio', 'RUB'))).toBe('79,3 %');
    expect(plain(ru.unit(8_337_000, 'money_per_month', 'RUB'))).toBe('8,3 млн ₽ / мес.');
    expect(plain(ru.unit(0.288, 'index', 'RUB'))).toBe('0,288');
    expect(plain(en.unit(41, 'days', 'RUB'))).toBe('41 d');
  });

  it('writes changes in percent, of ratios in points, and none from zero', () => {
    expect(plain(ru.change(110, 100, 'money') ?? '')).toBe('+10 %');
    expect(plain(ru.change(0.25, 0.3, 'ratio') ?? '')).toBe('−5 п. п.');
    expect(ru.change(5, 0, 'count')).toBeNull();
    expect(plain(ru.change(-50, -100, 'money') ?? '')).toBe('+50 %');
  });

  it('names periods', () => {
    expect(ru.period({ from: '2025-01-01', to: '2026-01-01' })).toBe('2025');
    expect(ru.period({ from: '2025-04-01', to: '2025-07-01' })).toBe('2 кв. 2025');
    expect(ru.period({ from: '2025-08-01', to: '2025-09-01' })).toBe('Август 2025');
    expect(ru.monthShort('2025-08-01')).toBe('авг');
    expect(en.period({ from: '2025-10-01', to: '2026-01-01' })).toBe('Q4 2025');
    expect(plain(en.period({ from: '2025-03-03', to: '2025-03-10' }))).toBe('3 Mar 2025 – 9 Mar 2025');
  });
});

const day = fc.integer({ min: 0, max: 12_000 }).map((days) => addDays('2000-01-01', days));

describe('the period switch', () => {
  it('goes forward and back to where it was, and periods touch', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 36 }), fc.boolean(), (from, length, isWhole) => {
        const first = isWhole ? `${from.slice(0, 7)}-01` : from;
        const period = { from: first, to: isWhole ? addMonths(first, length) : addDays(first, length) };
        const next = shiftPeriod(period, 1);
        expect(next.from).toBe(period.to);
        expect(shiftPeriod(next, -1).to).toBe(period.to);
        if (isWhole) expect(monthsOf(next).length).toBe(length);
      }),
      { numRuns: 200, seed: 7 },
    );
  });

  it('begins with the last twelve whole months that are known', () => {
    expect(defaultPeriod('2025-12-31')).toEqual({ from: '2025-01-01', to: '2026-01-01' });
    expect(defaultPeriod('2026-01-01')).toEqual({ from: '2025-01-01', to: '2026-01-01' });
    expect(defaultPeriod('2025-07-15')).toEqual({ from: '2024-07-01', to: '2025-07-01' });
    fc.assert(
      fc.property(day, (asOf) => {
        const { from, to } = defaultPeriod(asOf);
        expect(monthsOf({ from, to }).length).toBe(12);
        expect(daysBetween(to, addDays(asOf, 1))).toBeGreaterThanOrEqual(0);
        expect(daysBetween(to, asOf)).toBeLessThan(31);
      }),
      { numRuns: 200, seed: 7 },
    );
  });

  it('knows the usual lengths', () => {
    expect(lengthOf(lastOf('year', '2026-01-01'))).toBe('year');
    expect(lengthOf(lastOf('quarter', '2026-01-01'))).toBe('quarter');
    expect(lastOf('quarter', '2026-01-01')).toEqual({ from: '2025-10-01', to: '2026-01-01' });
    expect(lengthOf(lastOf('month', '2026-01-01'))).toBe('month');
    expect(lengthOf({ from: '2025-02-01', to: '2026-02-01' })).toBe('twelve');
    expect(lengthOf({ from: '2025-02-02', to: '2026-02-01' })).toBe('custom');
  });
});

describe('shares that are typed in percent', () => {
  it('are kept as they were typed', () => {
    for (const [percent, share] of [
      [90, 0.9],
      [7, 0.07],
      [12.3, 0.123],
      [1.1, 0.011],
      [110, 1.1],
      [0, 0],
      [0.00001, 1e-7],
    ] as const) {
      expect(shareOf(percent)).toBe(share);
      expect(percentOf(share)).toBe(percent);
    }
    expect(percentOf(12.3 / 100)).toBe(12.3);
  });

  it('come back to the last digit, whatever the number', () => {
    const typed = fc
      .tuple(fc.integer({ min: 0, max: 999_999_999 }), fc.integer({ min: 0, max: 9 }))
      .map(([digits, places]) => Number(`${digits}e-${places}`));
    fc.assert(fc.property(typed, (percent) => percentOf(shareOf(percent)) === percent));
    fc.assert(fc.property(typed, (share) => shareOf(percentOf(share)) === share));
  });
});
