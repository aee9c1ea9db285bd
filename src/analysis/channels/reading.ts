import type { Origin } from '../../model/channels.ts';
import { findMedium, findSource, isAdvertising, isDirect, isProvider } from './known.ts';
import { clickIds } from './mediums.ts';
import { decoded, folded, hostOf, isHost, remembering, saysNothing } from './spelling.ts';

/** What an origin says once it is taken apart: folded cells, '' where nothing is said. */
export type Reading = {
  /** The file's own channel, as it is to stay; '' where the cell was only a way to write a source. */
  written: string;
  /** Whether the channel cell holds a source, and so counts above the cells for it. */
  isSpelled: boolean;
  source: string;
  medium: string;
  campaign: string;
  referrer: string;
  clicks: readonly string[];
};

type Tag = { source?: string; medium?: string; campaign?: string; clicks: string[] };

const tagPart = /utm_(source|medium|campaign)\s*=\s*([^&;|\s]*)/gi;
const clickPart = new RegExp(`(?:^|[?&;|\\s])(${Object.keys(clickIds).join('|')})=[^&;|\\s]`, 'gi');

/** The parts of a tag pasted whole, from an address or alone; null where there is none. */
const tagOf = (text: string): Tag | null => {
  if (!text.includes('=')) return null;
  const clicks = [...text.matchAll(clickPart)].map((match) => (match[1] ?? '').toLowerCase());
  const tag: Tag = { clicks };
  for (const [, name, value] of text.matchAll(tagPart))
    tag[(name ?? '').toLowerCase() as 'source'] ??= decoded((value ?? '').replaceAll('+', ' '));
  return (tag.source ?? tag.medium ?? tag.campaign ?? clicks[0]) ? tag : null;
};

/** A source without protocol and path; other texts stay. */
const withoutPath = (fold: string): string => {
  if (!/^(?:[a-z]+:)?\/\//.test(fold) && !/^[^\s/]+\.[^\s/]+\//.test(fold)) return fold.replace(/^www\./, '');
  const host = hostOf(fold);
  return isHost(host) ? host : fold;
};

const cleared = (fold: string): string => (saysNothing(fold) ? '' : fold);

/** `yandex / cpc`, `yandex_cpc`, `cpc-google` as source and medium, where both are known; null where they are not. */
const pairOf = remembering((fold): { source: string; medium: string } | null => {
  const slash = /^([^/]*[^/\s])\s*\/\s*([^/]+)$/.exec(fold);
  if (slash?.[1] !== undefined && slash[2] !== undefined) {
    const [source, medium] = [withoutPath(slash[1]), slash[2]];
    const known =
      findSource(source) ?? (saysNothing(source) || isDirect(source) || isHost(source) || isProvider(source));
    if (known && (findMedium(medium) !== undefined || saysNothing(medium))) return { source, medium };
  }
  if (/\s/.test(fold)) return null;
  const parts = fold.split(/[_\-/|+:.]+/).filter((part) => part !== '');
  for (let at = parts.length - 1; at > 0; at -= 1) {
    const [left, right] = [parts.slice(0, at).join(' '), parts.slice(at).join(' ')];
    if (findSource(left) && findMedium(right)) return { source: left, medium: right };
    if (findMedium(left) && findSource(right)) return { source: right, medium: left };
  }
  return null;
});

/** What a channel cell holds where it is a way to write a source and no channel's name. */
const spelledIn = (cell: string, fold: string): Tag | null => {
  const tag = tagOf(cell);
  if (tag) return tag;
  if (saysNothing(fold) || fold === '(direct)') return { source: fold, clicks: [] };
  if (/^[a-z]+:\/\//.test(fold)) return { source: withoutPath(fold), clicks: [] };
  if (isAdvertising(findSource(fold))) return { source: fold, clicks: [] };
  if (isHost(fold) && isProvider(fold)) return { source: fold, clicks: [] };
  const pair = pairOf(fold);
  return pair && { ...pair, clicks: [] };
};

/** Takes an origin apart; `ownNames` are names (folded) the company gave its channels, which stay whatever they look like. */
export const readingOf = (origin: Origin, ownNames: ReadonlySet<string>): Reading => {
  const text = decoded(origin.channel);
  const channel = folded(text);
  const spelled = text === '' || ownNames.has(channel) ? null : spelledIn(text, channel);
  const inSource = tagOf(decoded(origin.source));
  const source = spelled?.source ?? inSource?.source ?? origin.source;
  const medium = spelled?.medium ?? inSource?.medium ?? origin.medium;
  const campaign = decoded(origin.campaign) || spelled?.campaign || inSource?.campaign || '';
  const nowhere = spelled !== null && saysNothing(channel);
  const read = cleared(withoutPath(folded(nowhere ? origin.source : source)));
  const isWhole = cleared(folded(medium)) !== '' || findSource(read) !== undefined;
  const pair = isWhole ? null : pairOf(read);
  return {
    written: spelled === null ? (text === origin.channel ? text : text.replace(/\s+/g, ' ').trim()) : '',
    isSpelled: spelled !== null && !nowhere,
    source: pair ? cleared(withoutPath(pair.source)) : read,
    medium: cleared(pair?.medium ?? folded(medium)),
    campaign: saysNothing(folded(campaign)) ? '' : campaign,
    referrer: origin.referrer.toLowerCase(),
    clicks: [
      ...origin.click.split(',').filter((name) => name !== ''),
      ...(spelled?.clicks ?? []),
      ...(inSource?.clicks ?? []),
    ],
  };
};
