import { describe, expect, it } from 'vitest';
import { isDay } from '../../src/model/days.ts';
import { Day } from '../../src/model/period.ts';
import { readAttribution } from '../../src/web/features/attribution/search.ts';
import { readAudit } from '../../src/web/features/audit/search.ts';
import { readForecast } from '../../src/web/features/forecast/search.ts';
import { readJourney } from '../../src/web/features/journey/search.ts';
import { readNumber, writeNumber } from '../../src/web/features/number/address.ts';
import { readShell } from '../../src/web/shell/search.ts';

describe('what an address may hold', () => {
  it('is a day where the server takes it for one', () => {
    const words = [
      '2024-02-29',
      '2023-02-29',
      '2025-13-01',
      '2025-1-1',
      '2025-01-01T00:00:00Z',
      '',
      '0000-01-01',
      '2025-04-31',
    ];
    expect(words.map(isDay)).toEqual(words.map((word) => Day.safeParse(word).success));
  });

  it('is read field by field, and what makes no sense is left out', () => {
    expect(readShell({ workspace: 'demo', from: '2025-01-01', to: '2025-02-31', rows: 'nothing', other: 1 })).toEqual({
      workspace: 'demo',
      from: '2025-01-01',
    });
    expect(readShell({ workspace: 7, segment: ['a'], rows: 'rr:movements' })).toEqual({ rows: 'rr:movements' });
    expect(readAttribution({ order: 5, days: 30, halfLife: 0.5, converted: true, effect: 20, of: 'won' })).toEqual({
      days: 30,
      halfLife: 0.5,
      converted: true,
      effect: 20,
    });
    expect(readAudit({ q: '3', before: 12 })).toEqual({ q: 3, before: '12' });
    expect(readAudit({ q: 11 })).toEqual({});
    expect(readForecast({ model: 'sbg', horizon: 7, list: 'due', check: 'half' })).toEqual({
      model: 'sbg',
      list: 'due',
      check: 'half',
    });
    expect(readJourney({ since: '2', until: 0, view: 'graph' })).toEqual({ since: 2, view: 'graph' });
  });

  it('is an open number as it was written, or none', () => {
    const period = { from: '2025-01-01', to: '2025-02-01' };
    for (const address of [{ metric: 'nmc' }, { metric: 'rr', period, filter: { segment: ['HoReCa', ''] } }] as const) {
      const given = { ...address } as Parameters<typeof writeNumber>[0];
      expect(readNumber(writeNumber(given))).toEqual(given);
    }
    const wrong = [
      'none',
      '{',
      '{"m":"none"}',
      '{"m":"rr","p":["2025-01-01"]}',
      '{"m":"rr","f":{"weight":["1"]}}',
      'null',
    ];
    expect(wrong.map(readNumber)).toEqual(wrong.map(() => null));
  });
});
