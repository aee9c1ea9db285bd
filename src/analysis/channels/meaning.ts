import {
  type ChannelRules,
  type DefaultChannel,
  defaultChannelNames,
  defaultChannels,
  type Meaning,
  type Origin,
  originCells,
} from '../../model/channels.ts';
import type { Settings } from '../../model/settings.ts';
import { decide } from './defaults.ts';
import { findMedium, findSource } from './known.ts';
import { type Reading, readingOf } from './reading.ts';
import { cellsOf, ruleFinder } from './rules.ts';
import { sourceKinds } from './sources.ts';
import { folded, hostOf } from './spelling.ts';

/** All that decides what an origin means: rules, the names of the default channels, and what is the company's own. */
export type ChannelPolicy = ChannelRules & {
  names: Record<DefaultChannel, string>;
  /** Names the company uses for its channels elsewhere; a channel written so stays. */
  ownNames: readonly string[];
  /** Sites of the company: hosts with all below them. */
  ownDomains: readonly string[];
};

/** The policy of a company's rules under its settings. */
export const channelPolicy = (
  { rules, names }: ChannelRules,
  settings: Pick<Settings, 'language' | 'paid_search_channels' | 'ad_channels' | 'own_domains'>,
): ChannelPolicy => {
  const named = (id: DefaultChannel): string => names[id] ?? defaultChannelNames[id][settings.language];
  return {
    rules,
    names: Object.fromEntries(defaultChannels.map((id) => [id, named(id)])) as Record<DefaultChannel, string>,
    ownNames: [...settings.paid_search_channels, ...settings.ad_channels],
    ownDomains: settings.own_domains,
  };
};

/**
 * What an origin means: the channel and campaign it counts under, and why.
 *
 * The first rule that fits decides. Without one a written channel stays, unless it is only a way to write a source: a pasted tag, an
 * address, `yandex / cpc`, the name of an advertising system, a placeholder. Then, and where no channel is written, the default table decides
 * by source, medium, click ids and referrer. A payment provider, an own site and a direct visit have neither channel nor campaign.
 * The same origin always has the same meaning, whatever other origins there are.
 */
export const meaningOf = (policy: ChannelPolicy): ((origin: Origin) => Meaning) => {
  const { rules, names, ownNames, ownDomains } = policy;
  const own = new Set([...ownNames, ...Object.values(names), ...rules.map((rule) => rule.channel)].map(folded));
  own.delete('');
  const hosts = new Set(ownDomains.map((domain) => folded(hostOf(domain))));
  const findRule = ruleFinder(rules);
  return (origin) => {
    if (originCells.every((cell) => origin[cell] === '')) return { channel: '', campaign: '', reason: 'nothing' };
    const reading = readingOf(origin, own);
    const { campaign } = reading;
    const rule = findRule(cellsOf(origin, reading));
    if (rule) {
      const kept = rule.channel === '' ? '' : campaign;
      return { channel: rule.channel, campaign: rule.campaign ?? kept, reason: 'rule', rule: rule.id };
    }
    if (reading.written !== '') return { channel: reading.written, campaign, reason: 'written', ...guess(reading) };
    const decision = decide(reading, hosts);
    if (decision.reason === 'default')
      return { channel: names[decision.group], campaign, reason: 'default', group: decision.group };
    const isNoSource = decision.reason === 'excluded' || decision.reason === 'direct';
    return { channel: '', campaign: isNoSource ? '' : campaign, reason: decision.reason };
  };
};

/** What a written channel would be were it a source: a hint for who makes rules. */
const guess = ({ written, medium }: Reading): Pick<Meaning, 'group'> => {
  const kind = findSource(folded(written));
  return kind ? { group: sourceKinds[kind][findMedium(medium) === 'paid' ? 'paid' : 'free'] } : {};
};
