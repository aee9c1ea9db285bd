import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ChannelPolicy, channelPolicy, meaningOf } from '../../../src/analysis/channels/meaning.ts';
import { matchesPattern } from '../../../src/analysis/channels/rules.ts';
import { decoded, hostOf } from '../../../src/analysis/channels/spelling.ts';
import { type ChannelRule, defaultChannels, type Origin } from '../../../src/model/channels.ts';
import { Settings } from '../../../src/model/settings.ts';
import { origin, ownChannels, policy, spellings, withoutChannel } from './spellings.ts';

const meaning = meaningOf(policy);
const all: readonly Origin[] = [...Object.values(spellings), ...Object.values(withoutChannel)].flat();

describe('a source without a rule', () => {
  it('is met in many spellings', () => {
    expect(all.length).toBeGreaterThanOrEqual(250);
    expect(new Set(all.map((one) => JSON.stringify(one))).size).toBe(all.length);
  });
  for (const group of defaultChannels)
    it(`is ${group}`, () => {
      const other = spellings[group].filter((one) => meaning(one).channel !== policy.names[group]);
      expect(other.map((one) => ({ one, meaning: meaning(one) }))).toEqual([]);
    });
  for (const [reason, origins] of Object.entries(withoutChannel))
    it(`is ${reason}`, () => {
      for (const one of origins) expect({ one, ...meaning(one) }).toMatchObject({ channel: '', reason });
    });
});

describe('a written channel', () => {
  it('of the company stays as it is', () => {
    for (const channel of ownChannels) {
      const also = { source: 'yandex', medium: 'organic', campaign: 'Лето', referrer: 'google.com', click: 'gclid' };
      expect(meaning(origin({ channel, ...also }))).toMatchObject({ channel, campaign: 'Лето', reason: 'written' });
      expect(meaning(origin({ channel }))).toMatchObject({ channel, campaign: '' });
    }
  });

  it('that the settings name is the company’s own, whatever it looks like', () => {
    const own = channelPolicy({ rules: [], names: {} }, Settings.parse({ ad_channels: ['Яндекс Директ'] }));
    expect(meaningOf(own)(origin({ channel: 'Яндекс Директ' }))).toMatchObject({ channel: 'Яндекс Директ' });
    expect(meaningOf(own)(origin({ channel: 'Google Ads' })).channel).toBe('Контекстная реклама');
  });

  it('in a wrong encoding is read rightly', () => {
    expect(meaning(origin({ channel: 'РџР»Р°С‚РЅС‹Р№ РїРѕРёСЃРє' })).channel).toBe('Платный поиск');
    expect(meaning(origin({ channel: '%D0%9F%D0%B0%D1%80%D1%82%D0%BD%D1%91%D1%80%D1%8B' })).channel).toBe('Партнёры');
  });
});

describe('a campaign', () => {
  it('is read out of a pasted tag and out of escapes, and is none where a program says so', () => {
    expect(
      meaning(origin({ channel: 'utm_source=vk&utm_medium=cpc&utm_campaign=%D0%BB%D0%B5%D1%82%D0%BE+2025' })).campaign,
    ).toBe('лето 2025');
    expect(meaning(origin({ source: 'yandex', medium: 'cpc', campaign: '%EB%E5%F2%EE' })).campaign).toBe('лето');
    expect(meaning(origin({ channel: 'Партнёры', campaign: '(not set)' })).campaign).toBe('');
    expect(meaning(origin({ channel: 'Партнёры', campaign: 'скидка 50% друзьям' })).campaign).toBe(
      'скидка 50% друзьям',
    );
  });
});

const rule = (id: string, channel: string, when: ChannelRule['when'], campaign?: string): ChannelRule => ({
  id,
  channel,
  when,
  ...(campaign === undefined ? {} : { campaign }),
});
const under = (...rules: ChannelRule[]): ChannelPolicy => ({ ...policy, rules });

describe('a rule', () => {
  it('stands above a written channel and the table; the first that fits counts', () => {
    const means = meaningOf(
      under(
        rule('a', 'Опт', [{ cell: 'campaign', is: 'starts_with', values: ['опт_'] }]),
        rule('b', 'Директ', [
          { cell: 'source', is: 'equals', values: ['Яндекс'] },
          { cell: 'medium', is: 'contains', values: ['CPC'] },
        ]),
        rule('c', 'Реферал', [{ cell: 'referrer', is: 'matches', values: ['*.yookassa.ru', 'yookassa.ru'] }]),
        rule('d', '', [{ cell: 'channel', is: 'equals', values: ['Прямые  ЗАХОДЫ'] }]),
        rule(
          'e',
          'Клик',
          [
            { cell: 'click', is: 'equals', values: ['gclid'] },
            { cell: 'source', is: 'empty', values: [] },
          ],
          'gads',
        ),
      ),
    );
    expect(means(origin({ channel: 'Выставки', campaign: 'Опт_май' }))).toMatchObject({
      channel: 'Опт',
      rule: 'a',
      campaign: 'Опт_май',
    });
    expect(means(origin({ source: 'ЯНДЕКС ', medium: 'cpc_msk' }))).toMatchObject({ channel: 'Директ', rule: 'b' });
    expect(means(origin({ source: 'yandex', medium: 'cpc' }))).toMatchObject({
      channel: 'Контекстная реклама',
      reason: 'default',
    });
    expect(means(origin({ channel: 'utm_source=яндекс&utm_medium=cpc' }))).toMatchObject({ channel: 'Директ' });
    expect(means(origin({ referrer: 'pay.yookassa.ru' }))).toMatchObject({ channel: 'Реферал' });
    expect(means(origin({ channel: 'прямые заходы', campaign: 'x' }))).toEqual({
      channel: '',
      campaign: '',
      reason: 'rule',
      rule: 'd',
    });
    expect(means(origin({ click: 'gclid,fbclid' }))).toMatchObject({ channel: 'Клик', campaign: 'gads' });
  });

  it('makes its channel the company’s own', () => {
    const means = meaningOf(under(rule('a', 'Яндекс Директ', [{ cell: 'source', is: 'equals', values: ['yd'] }])));
    expect(means(origin({ source: 'YD' })).channel).toBe('Яндекс Директ');
    expect(means(origin({ channel: 'Яндекс Директ' }))).toMatchObject({ channel: 'Яндекс Директ', reason: 'written' });
  });

  it('with a name for a default channel changes that name alone', () => {
    const own = channelPolicy(
      { rules: [], names: { paid_search: 'Платный поиск' } },
      Settings.parse({ language: 'en' }),
    );
    expect(meaningOf(own)(origin({ source: 'yandex', medium: 'cpc' })).channel).toBe('Платный поиск');
    expect(meaningOf(own)(origin({ source: 'yandex', medium: 'organic' })).channel).toBe('Organic search');
  });

  it('with stars fits as an expression does', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 8 }),
        fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 6 }),
        (text, pattern) => {
          const expression = new RegExp(`^${pattern.replaceAll('*', '.*')}$`);
          expect(matchesPattern(text, pattern)).toBe(expression.test(text));
        },
      ),
      { seed: 5, numRuns: 2000 },
    );
  });

  it('takes the time of the text and not of its stars', () => {
    const begun = performance.now();
    expect(matchesPattern('a'.repeat(500), `${'*a'.repeat(200)}*b`)).toBe(false);
    expect(performance.now() - begun).toBeLessThan(200);
  });
});

it('an own site with all below it is no source', () => {
  const means = meaningOf({ ...policy, ownDomains: ['https://www.Shop.ru/'] });
  for (const referrer of ['shop.ru', 'lk.shop.ru', 'SHOP.RU'])
    expect(means(origin({ referrer })).reason).toBe('excluded');
  expect(means(origin({ referrer: 'myshop.ru' })).channel).toBe('Переходы с сайтов');
  expect(means(origin({ source: 'shop.ru', medium: 'referral' })).reason).toBe('excluded');
  expect(means(origin({ source: 'yandex', medium: 'cpc', referrer: 'shop.ru' })).channel).toBe('Контекстная реклама');
});

const anyText = fc.oneof(
  fc.constantFrom(...new Set(all.flatMap((one) => Object.values(one)))),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({
    unit: fc.constantFrom('%', 'd', '0', '9', '/', '_', '=', '&', 'Р', 'С', 'Ð', 'è', ' ', 'я', '{', '(', '.'),
    maxLength: 12,
  }),
);
const anyOrigin: fc.Arbitrary<Origin> = fc.record({
  channel: anyText,
  source: anyText,
  medium: anyText,
  campaign: anyText,
  referrer: anyText,
  click: fc.constantFrom('', 'yclid', 'gclid,fbclid', 'fbclid'),
});

describe('whatever is written', () => {
  it('means the same once it is the channel', () => {
    fc.assert(
      fc.property(anyOrigin, (one) => {
        const { channel, campaign } = meaning(one);
        const again = meaning(origin({ channel, campaign }));
        expect({ channel: again.channel, campaign: again.campaign }).toEqual({ channel, campaign });
      }),
      { seed: 11, numRuns: 3000 },
    );
  });

  it('means the same alone and among others, in any order', () => {
    fc.assert(
      fc.property(fc.array(anyOrigin, { maxLength: 12 }), (origins) => {
        const one = meaningOf(policy);
        const there = origins.map(one);
        const back = [...origins].reverse().map(one).reverse();
        expect(back).toEqual(there);
        expect(origins.map((each) => meaningOf(policy)(each))).toEqual(there);
      }),
      { seed: 12, numRuns: 200 },
    );
  });

  it('is decoded to the end, and plain text is left alone', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (text) => {
        expect(decoded(decoded(text))).toBe(decoded(text));
      }),
      { seed: 13, numRuns: 2000 },
    );
    for (const text of ['Партнёры №1', 'Café «Ёлка» — 50%', 'naïve', 'Контент и SEO', 'a%zz', 'Рёв'])
      expect(decoded(text)).toBe(text);
  });
});

it('a host is what stands between protocol and path', () => {
  expect(hostOf('https://www.Yandex.ru/search?text=a')).toBe('Yandex.ru');
  expect(hostOf('//t.me/x')).toBe('t.me');
  expect(hostOf('android-app://com.vkontakte.android')).toBe('com.vkontakte.android');
  expect(hostOf('shop.ru:8080/x')).toBe('shop.ru');
  expect(hostOf('')).toBe('');
});
