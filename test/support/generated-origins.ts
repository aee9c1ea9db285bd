import fc from 'fast-check';
import { type ChannelPolicy, channelPolicy } from '../../src/analysis/channels/meaning.ts';
import type { Facts, Props } from '../../src/analysis/derivation/facts.ts';
import { type ChannelRule, conditionTests, originCells } from '../../src/model/channels.ts';
import { Settings } from '../../src/model/settings.ts';

const word = (...words: string[]) => fc.constantFrom(...words);
const sources = [
  'yandex',
  'Яндекс',
  'google',
  'vk.com',
  'blog.ru',
  'promo',
  'yookassa.ru',
  'direct',
  '%FF%ED%E4%E5%EA%F1',
];
const prop = (name: string, value: string): Props => ({ [name]: value });

/** Attributes of a fact that tell where its customer came from. */
const props: fc.Arbitrary<Props> = fc
  .array(
    fc.oneof(
      fc.constantFrom(...sources, '').map((value) => prop('utm_source', value)),
      word('cpc', 'organic', '').map((value) => prop('utm_medium', value)),
      word('летняя', '(not set)', "it's\\new", '').map((value) => prop('utm_campaign', value)),
      word('https://www.Yandex.ru/search?q=1', 'http://shop.ru/lk', 'pay.yookassa.ru', '//t.me/a', 'не адрес', '').map(
        (value) => prop('referrer', value),
      ),
      word('https://google.de', '').map((value) => prop('utm_referrer', value)),
      word('100', '').map((value) => prop('yclid', value)),
      word('200', '').map((value) => prop('fbclid', value)),
    ),
    { maxLength: 3 },
  )
  .map((parts) => Object.assign({}, ...parts));

type Given = { channel: string; campaign: string; touchSource: string; medium: string; props: Props };
const given: fc.Arbitrary<Given> = fc.record({
  channel: word(
    '',
    '',
    '',
    'seo',
    'Партнёры',
    'yandex / cpc',
    'Яндекс.Директ',
    '(direct) / (none)',
    'Контекстная реклама',
  ),
  campaign: word('', '', 'spring', 'опт_май', '%D0%BB%D0%B5%D1%82%D0%BE'),
  touchSource: word('', '', ...sources),
  medium: word('', '', 'cpc', 'organic', 'referral', 'email'),
  props,
});

/** The same facts, some of them with origins in place of their plain channels. */
export const withOrigins = (facts: fc.Arbitrary<Facts>): fc.Arbitrary<Facts> =>
  fc
    .record({
      facts,
      origins: fc.array(fc.option(given, { freq: 3 }), { minLength: 30, maxLength: 30, size: 'max' }),
      kinds: fc.subarray(['interactions', 'deals', 'orderLines', 'costs'] as const, { minLength: 1 }),
    })
    .map(({ facts: all, origins, kinds }) => {
      const plain = { touchSource: '', medium: '' };
      const dressed = <Fact extends { channel: string; campaign: string; props?: Props }>(
        rows: Fact[],
        at: number,
        isTouch: boolean,
      ) =>
        rows.map((row, index) => {
          const { touchSource, medium, ...rest } = origins[(index + at) % origins.length] ?? {
            ...plain,
            channel: row.channel,
            campaign: row.campaign,
            props: {},
          };
          return {
            ...row,
            ...rest,
            props: { ...row.props, ...rest.props },
            ...(isTouch ? { touchSource, medium } : {}),
          };
        });
      return {
        ...all,
        ...(kinds.includes('interactions') ? { interactions: dressed(all.interactions, 0, true) } : {}),
        ...(kinds.includes('deals') ? { deals: dressed(all.deals, 7, false) } : {}),
        ...(kinds.includes('orderLines') ? { orderLines: dressed(all.orderLines, 13, false) } : {}),
        ...(kinds.includes('costs') ? { costs: dressed(all.costs, 19, false) } : {}),
      };
    });

const rule: fc.Arbitrary<Omit<ChannelRule, 'id'>> = fc.record({
  channel: word('', 'Контекст', 'seo', 'Новый'),
  when: fc.array(
    fc.record({
      cell: fc.constantFrom(...originCells),
      is: fc.constantFrom(...conditionTests),
      values: fc.array(word('yandex', 'seo', 'опт_', '*.ru', 'cpc', 'yclid', 'spring'), { minLength: 1, maxLength: 2 }),
    }),
    { minLength: 1, maxLength: 2 },
  ),
});

export const generatedChannels: fc.Arbitrary<ChannelPolicy> = fc
  .record({
    rules: fc.array(fc.record({ rule, campaign: fc.option(word('', 'своя'), { nil: undefined, freq: 2 }) }), {
      maxLength: 2,
    }),
    domains: fc.subarray(['shop.ru', 'blog.ru']),
    isEnglish: fc.boolean(),
  })
  .map(({ rules, domains, isEnglish }) =>
    channelPolicy(
      {
        names: isEnglish ? { paid_search: 'seo' } : {},
        rules: rules.map((each, at) => ({
          id: `r${at}`,
          ...each.rule,
          ...(each.campaign === undefined ? {} : { campaign: each.campaign }),
        })),
      },
      Settings.parse({ own_domains: domains, language: isEnglish ? 'en' : 'ru' }),
    ),
  );
