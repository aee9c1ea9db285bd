import { z } from 'zod';
import { FactKind } from './facts.ts';
import type { Sentence } from './problem.ts';

/**
 * The channels that sources and media are told apart into where a company says nothing itself.
 *
 * In the manner of GA4's default channel group and Yandex Metrica's traffic sources. There is none for direct visits: who comes
 * straight to the site comes back because of an earlier touch, so such a visit leaves that touch standing.
 */
export const defaultChannels = [
  'paid_search',
  'organic_search',
  'paid_social',
  'social',
  'messenger',
  'display',
  'video',
  'email',
  'text',
  'marketplace',
  'maps',
  'feed',
  'affiliate',
  'referral',
  'ai',
  'phone',
  'offline',
  'other_paid',
] as const;
export const DefaultChannel = z.enum(defaultChannels);
export type DefaultChannel = z.infer<typeof DefaultChannel>;

/** How the default channels are called until a company calls them otherwise. */
export const defaultChannelNames: Record<DefaultChannel, Sentence> = {
  paid_search: { ru: 'Контекстная реклама', en: 'Paid search' },
  organic_search: { ru: 'Поисковые системы', en: 'Organic search' },
  paid_social: { ru: 'Реклама в соцсетях', en: 'Paid social' },
  social: { ru: 'Соцсети', en: 'Social' },
  messenger: { ru: 'Мессенджеры', en: 'Messengers' },
  display: { ru: 'Медийная реклама', en: 'Display' },
  video: { ru: 'Видео', en: 'Video' },
  email: { ru: 'Рассылки', en: 'E-mail' },
  text: { ru: 'SMS и push', en: 'SMS and push' },
  marketplace: { ru: 'Маркетплейсы и объявления', en: 'Marketplaces and classifieds' },
  maps: { ru: 'Карты и справочники', en: 'Maps and directories' },
  feed: { ru: 'Рекомендательные ленты', en: 'Recommendation feeds' },
  affiliate: { ru: 'Партнёрские программы', en: 'Affiliates' },
  referral: { ru: 'Переходы с сайтов', en: 'Referral' },
  ai: { ru: 'Ответы нейросетей', en: 'AI assistants' },
  phone: { ru: 'Звонки', en: 'Phone' },
  offline: { ru: 'Офлайн', en: 'Offline' },
  other_paid: { ru: 'Прочая реклама', en: 'Other paid' },
};

/** What of a fact tells where its customer came from. */
export const originCells = ['channel', 'source', 'medium', 'campaign', 'referrer', 'click'] as const;
export const OriginCell = z.enum(originCells);
export type OriginCell = z.infer<typeof OriginCell>;

/**
 * One way of writing where a customer came from, as facts hold it. Empty where nothing is written.
 *
 * `referrer` is a host; `click` the names of the click ids that are there, in the order of `clickIds`, joined by commas: the ids
 * themselves differ on every click.
 */
export const Origin = z.record(OriginCell, z.string());
export type Origin = z.infer<typeof Origin>;

export const conditionTests = ['equals', 'contains', 'starts_with', 'matches', 'empty', 'filled'] as const;

/**
 * What a cell must be. Letter case, spaces at the ends, `ё` for `е` and encodings gone wrong make no difference.
 *
 * `equals`, `contains` and `starts_with` hold for any one of the values; `matches` takes `*` for any letters, the cell as a whole. What was
 * read out of another cell, such as a pasted tag, counts as well; but `empty` and `filled` ask of the cell alone.
 */
export const Condition = z.object({
  cell: OriginCell,
  is: z.enum(conditionTests),
  values: z.array(z.string().trim().min(1).max(500)).max(2000).default([]),
});
export type Condition = z.infer<typeof Condition>;

/** All conditions hold: then the channel is this one. */
export const ChannelRule = z.object({
  id: z.string().min(1).max(100),
  when: z.array(Condition).min(1).max(6),
  /** '' says that it is no channel of its own: the visit goes on from an earlier touch. */
  channel: z.string().trim().max(200),
  /** What the campaign is from then on; absent, it stays. */
  campaign: z.string().trim().max(500).optional(),
});
export type ChannelRule = z.infer<typeof ChannelRule>;

/** What a company decided about its channels: the first rule that fits, from the top, counts. */
export const ChannelRules = z.object({
  rules: z.array(ChannelRule).max(1000).default([]),
  /** What the company calls the default channels; those not named keep their names. */
  names: z.partialRecord(DefaultChannel, z.string().trim().min(1).max(200)).default({}),
});
export type ChannelRules = z.infer<typeof ChannelRules>;

export const noChannelRules: ChannelRules = { rules: [], names: {} };

/**
 * Why an origin has its channel.
 *
 * written: the file's own channel stays · rule: a rule of the company · default: the product's table · excluded: a payment provider or
 * one of the company's own sites, no source · direct: nobody sent them · unknown: something is written that nothing knows ·
 * nothing: nothing is written.
 */
export const ChannelReason = z.enum(['written', 'rule', 'default', 'excluded', 'direct', 'unknown', 'nothing']);
export type ChannelReason = z.infer<typeof ChannelReason>;

/** What an origin means. */
export const Meaning = z.object({
  channel: z.string(),
  campaign: z.string(),
  reason: ChannelReason,
  /** The rule that decided. */
  rule: z.string().optional(),
  /** The default channel that decided, or that would if what is written were read as a source. */
  group: DefaultChannel.optional(),
});
export type Meaning = z.infer<typeof Meaning>;

// ── Kept and shown ─────────────────────────────────────────────────────────────────────────────────────────────────────

/** One version of a company's rules; the latest stands. The first one is 1, 0 stands for «none yet». */
export const ChannelVersion = ChannelRules.extend({
  version: z.number().int(),
  at: z.iso.datetime().nullable(),
  by: z.string(),
  why: z.string(),
});
export type ChannelVersion = z.infer<typeof ChannelVersion>;

/** Facts that tell where their customer came from. */
export const originKinds = ['interactions', 'deals', 'order_lines', 'costs'] as const satisfies readonly FactKind[];
export const OriginKind = FactKind.extract([...originKinds]);
export type OriginKind = z.infer<typeof OriginKind>;

/** How much there is of something: facts by kind, and what they come to in the workspace's currency. */
export const ChannelWeight = z.object({
  rows: z.record(OriginKind, z.number()),
  revenue: z.number(),
  cost: z.number(),
});
export type ChannelWeight = z.infer<typeof ChannelWeight>;

/**
 * One spelling with what it means by the rules that stand and by the draft. Those that are
 * told apart by what does not decide (a channel’s source, a source’s campaign) and mean the same are one.
 */
export const SpellingRow = z.object({
  /** What they have in common: other cells are ''. */
  origin: Origin,
  /** How many they are. */
  variants: z.number(),
  weight: ChannelWeight,
  now: Meaning,
  draft: Meaning,
});
export type SpellingRow = z.infer<typeof SpellingRow>;

/** One channel before and after the draft; '' is no channel. */
export const ChannelChange = z.object({
  channel: z.string(),
  now: ChannelWeight.extend({ spellings: z.number() }),
  draft: ChannelWeight.extend({ spellings: z.number() }),
});
export type ChannelChange = z.infer<typeof ChannelChange>;

/** What a draft of rules would make of the facts there are. */
export const ChannelPreview = z.object({
  /** Spellings that say anything, and how many of them end without a channel although something is written. */
  spellings: z.number(),
  unknown: z.number(),
  /** Spellings whose channel or campaign the draft changes. */
  changed: z.number(),
  /** There are more spellings than are looked at: the rarest are left out of everything here. */
  isCut: z.boolean(),
  /** By frequency, those asked for. */
  rows: z.array(SpellingRow),
  /** How many fit what was asked for. */
  found: z.number(),
  /** By the draft's revenue, cost and rows. */
  channels: z.array(ChannelChange),
  currency: z.string(),
});
export type ChannelPreview = z.infer<typeof ChannelPreview>;

/** Which spellings are listed: all, those without a channel, or those the draft changes. */
export const spellingLists = ['all', 'unknown', 'changed'] as const;
