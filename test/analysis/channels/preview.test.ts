import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { previewOf, type Weighed } from '../../../src/analysis/channels/preview.ts';
import { type ChannelRule, originKinds } from '../../../src/model/channels.ts';
import { origin, policy, spellings, withoutChannel } from './spellings.ts';

const rule: ChannelRule = { id: 'r', channel: 'Опт', when: [{ cell: 'campaign', is: 'starts_with', values: ['опт'] }] };
const policies = { now: policy, draft: { ...policy, rules: [rule] } };
const all = { limit: 1000, list: 'all', search: '' } as const;
const line = (cells: Parameters<typeof origin>[0], minor: number, rows = 1): Weighed => ({
  kind: 'order_lines',
  origin: origin(cells),
  sale: null,
  rows,
  minor,
});

describe('a preview', () => {
  it('takes as one what differs in nothing that decides, and apart what the draft decides otherwise', () => {
    const weights = [
      line({ source: 'yandex', medium: 'cpc', campaign: 'a', referrer: 'ya.ru' }, 100),
      line({ source: 'yandex', medium: 'cpc', campaign: 'b' }, 50, 2),
      line({ source: 'yandex', medium: 'cpc', campaign: 'опт' }, 7),
      line({ channel: 'Выставки', source: 'x' }, 1),
      line({ channel: 'Выставки', campaign: 'HoReCa' }, 1),
      line({ campaign: 'лето' }, 1),
      line({ campaign: 'зима' }, 1),
      line({}, 40),
    ];
    const { rows, spellings: count, changed } = previewOf(weights, policies, all);
    expect({ count, changed }).toEqual({ count: 5, changed: 1 });
    expect(
      rows.map(({ origin: { channel, source, campaign }, variants, weight }) => [
        channel,
        source,
        campaign,
        variants,
        weight.revenue,
      ]),
    ).toEqual([
      ['', 'yandex', '', 2, 150],
      ['Выставки', '', '', 2, 2],
      ['', '', 'зима', 1, 1],
      ['', '', 'лето', 1, 1],
      ['', 'yandex', 'опт', 1, 7],
    ]);
    expect(rows.at(-1)).toMatchObject({
      now: { channel: 'Контекстная реклама' },
      draft: { channel: 'Опт', rule: 'r' },
    });
  });

  it('counts what gives a sale back under the sale’s channel where it has none', () => {
    const back = { ...line({}, -30), sale: origin({ channel: 'Партнёры' }) };
    const { channels } = previewOf([line({ channel: 'Партнёры' }, 100), back], policies, all);
    expect(channels.map(({ channel, now }) => [channel, now.revenue])).toEqual([['Партнёры', 70]]);
  });

  it('finds by a text and lists what is asked for', () => {
    const weights = [
      line({ source: 'promo' }, 1),
      line({ source: 'Яндекс', medium: 'cpc' }, 1),
      line({ channel: 'Ёлка' }, 1),
    ];
    const found = (list: 'all' | 'unknown' | 'changed', search: string) =>
      previewOf(weights, policies, { limit: 10, list, search }).rows.map(
        ({ origin: cells }) => cells.source || cells.channel,
      );
    expect(found('unknown', '')).toEqual(['promo']);
    expect(found('all', 'контекст')).toEqual(['Яндекс']);
    expect(found('all', ' ЕЛКА')).toEqual(['Ёлка']);
    expect(found('changed', '')).toEqual([]);
  });

  it('moves facts and money and loses none, in whatever order they come', () => {
    const known = [...Object.values(spellings), ...Object.values(withoutChannel)].flat();
    const weighed: fc.Arbitrary<Weighed> = fc.record({
      kind: fc.constantFrom(...originKinds),
      origin: fc
        .record({ one: fc.constantFrom(...known), campaign: fc.constantFrom('', 'опт_1', 'x') })
        .map(({ one, campaign }) => ({ ...one, campaign })),
      sale: fc.option(fc.constantFrom(...known), { freq: 8 }),
      rows: fc.integer({ min: 1, max: 5 }),
      minor: fc.integer({ min: -1000, max: 1000 }),
    });
    fc.assert(
      fc.property(fc.array(weighed, { maxLength: 30 }), (weights) => {
        const preview = previewOf(weights, policies, all);
        for (const side of ['now', 'draft'] as const) {
          const money = preview.channels.reduce((sum, row) => sum + row[side].revenue + row[side].cost, 0);
          expect(money).toBe(weights.reduce((sum, { minor }) => sum + minor, 0));
          const rows = preview.channels.reduce(
            (sum, row) => sum + originKinds.reduce((of, kind) => of + row[side].rows[kind], 0),
            0,
          );
          expect(rows).toBe(weights.reduce((sum, { rows: n }) => sum + n, 0));
        }
        expect(previewOf([...weights].reverse(), policies, all)).toEqual(preview);
      }),
      { seed: 3, numRuns: 200 },
    );
  });
});
