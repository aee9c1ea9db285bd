import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../src/model/days.ts';
import { stages } from '../../src/model/stages.ts';
import { readCustomers, readSpan } from '../../src/web/features/customers/search.ts';
import { layTrack, type Stay } from '../../src/web/features/customers/track-layout.ts';

const stays = fc
  .array(fc.record({ stage: fc.constantFrom(...stages), days: fc.integer({ min: 0, max: 900 }) }), {
    minLength: 1,
    maxLength: 30,
  })
  .map((list) => {
    let day = '2022-03-05';
    return list.map(({ stage, days }, at): Stay => {
      const from = day;
      day = addDays(day, days);
      return { stage, from, to: at === list.length - 1 ? null : day, life: Math.floor(at / 5) };
    });
  });

describe('the track of a life', () => {
  it('is nothing without a stay', () => {
    expect(layTrack([], '2025-12-31')).toBeNull();
  });

  it('fills the width exactly, in order, with every stay wide enough to press', () => {
    fc.assert(
      fc.property(stays, (list) => {
        const track = layTrack(list, '2099-01-01');
        expect(track).not.toBeNull();
        if (!track) return;
        expect(track.stretches).toHaveLength(list.length);
        let left = 0;
        for (const stretch of track.stretches) {
          expect(stretch.left).toBeCloseTo(left, 9);
          expect(stretch.width).toBeGreaterThanOrEqual(0.012 - 1e-9);
          left += stretch.width;
        }
        expect(left).toBeCloseTo(1, 9);
        expect(track.lives.reduce((sum, life) => sum + life.width, 0)).toBeCloseTo(1, 9);
        for (const year of track.years) expect(year.left).toBeGreaterThanOrEqual(0);
        for (let at = 1; at < track.years.length; at += 1)
          expect(track.years[at]?.left ?? 0).toBeGreaterThanOrEqual(track.years[at - 1]?.left ?? 0);
      }),
      { numRuns: 150, seed: 11 },
    );
  });

  it('lays the overlay on a line of its own and keeps the place of every stay', () => {
    const track = layTrack(
      [
        { stage: 'new', from: '2025-01-01', to: '2025-07-01', life: 1 },
        { stage: 'advocate', from: '2025-04-01', to: null, life: 1 },
        { stage: 'regular', from: '2025-07-01', to: null, life: 1 },
      ],
      '2026-01-01',
      0,
    );
    expect(track?.stretches.map((stretch) => stretch.at)).toEqual([0, 2]);
    expect(track?.advocate[0]?.left).toBeCloseTo(90 / 365, 6);
    expect(track?.advocate[0]?.width).toBeCloseTo(275 / 365, 6);
  });
});

describe('the address of the customers’ table', () => {
  it('reads a half-open span and refuses an empty or a broken one', () => {
    expect(readSpan('2025-01-01..2026-01-01')).toEqual({ from: '2025-01-01', to: '2026-01-01' });
    expect(readSpan('2026-01-01..2025-01-01')).toBeUndefined();
    expect(readSpan('2025-01-01')).toBeUndefined();
    expect(readSpan(undefined)).toBeUndefined();
  });

  it('leaves out what makes no sense', () => {
    expect(readCustomers({ stage: 'nowhere', sort: 'weight', search: 'Заря' })).toMatchObject({
      search: 'Заря',
    });
    expect(readCustomers({ stage: 'nowhere' }).stage).toBeUndefined();
  });
});
