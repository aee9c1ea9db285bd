import type { ChannelReason, DefaultChannel } from '../../model/channels.ts';
import { exactMedium, findMedium, findSource, isAdvertising, isBelow, isDirect, isProvider } from './known.ts';
import { clickIds, type MediumKind } from './mediums.ts';
import type { Reading } from './reading.ts';
import { type SourceKind, sourceKinds } from './sources.ts';
import { isHost } from './spelling.ts';

export type Decision =
  | { reason: 'default'; group: DefaultChannel }
  | { reason: Exclude<ChannelReason, 'default' | 'written' | 'rule'> };

/** What the default table makes of a reading. */
export const decide = (reading: Reading, ownHosts: ReadonlySet<string>): Decision => {
  const { source, medium, clicks, referrer } = reading;
  const isNoSource = (cell: string): boolean => isProvider(cell) || isBelow(cell, ownHosts);
  if (source !== '' && isNoSource(source)) return { reason: 'excluded' };
  const bySource = findSource(source);
  const inMedium = findMedium(medium);
  // Analytics name the kind of traffic where a tag has its source.
  const mayBeMedium = bySource === undefined && inMedium === undefined && !isDirect(source);
  const bySelf = mayBeMedium ? exactMedium(source) : undefined;
  const byMedium = inMedium ?? bySelf;
  if (byMedium === 'own') return { reason: 'excluded' };

  const group =
    byAdvertising(reading, bySource, byMedium) ?? byClick(clicks, bySource) ?? freely(reading, bySource, byMedium);
  if (group !== undefined) return { reason: 'default', group };
  if (isDirect(source) || byMedium === 'direct') return { reason: 'direct' };
  if (source !== '') return isHost(source) ? { reason: 'default', group: 'referral' } : { reason: 'unknown' };
  if (referrer !== '') return byReferrer(referrer, isNoSource);
  if (byMedium === 'referral') return { reason: 'default', group: 'referral' };
  return { reason: medium === '' ? 'nothing' : 'unknown' };
};

/** What was paid for, or is told by the medium alone. */
const byAdvertising = (
  { source, campaign }: Reading,
  bySource: SourceKind | undefined,
  byMedium: MediumKind | undefined,
): DefaultChannel | undefined => {
  const paid = bySource && sourceKinds[bySource].paid;
  switch (byMedium) {
    case 'paid':
      // Beside a paid medium «direct» is Yandex Direct.
      return paid ?? (isDirect(source) ? 'paid_search' : 'other_paid');
    case 'cpa':
      return paid ?? 'affiliate';
    case 'display':
      return bySource === 'social' || bySource === 'social_ads' || bySource === 'messenger' ? 'paid_social' : 'display';
    case 'social':
      return bySource === undefined || bySource === 'search' ? 'social' : sourceKinds[bySource].free;
    case undefined:
      // A tag with a campaign is written by who pays; a search engine tags nothing itself.
      return isAdvertising(bySource) || (bySource === 'search' && campaign !== '' && !isHost(source))
        ? paid
        : undefined;
    case 'free':
    case 'referral':
    case 'direct':
    case 'own':
      return isAdvertising(bySource) ? paid : undefined;
    default:
      return byMedium;
  }
};

const byClick = (clicks: readonly string[], bySource: SourceKind | undefined): DefaultChannel | undefined => {
  const named = clicks.flatMap((name) => clickIds[name] ?? []);
  const click = named.find(({ isPaid }) => isPaid) ?? named[0];
  if (click === undefined) return undefined;
  // The source says more than an id that many systems share.
  if (click.isPaid && bySource) return sourceKinds[bySource].paid;
  return click.isPaid || bySource === undefined ? click.channel : undefined;
};

const freely = (
  { source }: Reading,
  bySource: SourceKind | undefined,
  byMedium: MediumKind | undefined,
): DefaultChannel | undefined => {
  if (bySource) return sourceKinds[bySource].free;
  if (byMedium === 'free') return 'organic_search';
  return byMedium === 'referral' && source !== '' ? 'referral' : undefined;
};

const byReferrer = (referrer: string, isNoSource: (cell: string) => boolean): Decision => {
  if (isNoSource(referrer)) return { reason: 'excluded' };
  const kind = findSource(referrer);
  return { reason: 'default', group: kind ? sourceKinds[kind].free : 'referral' };
};
