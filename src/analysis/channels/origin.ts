import type { Origin } from '../../model/channels.ts';
import { clickIds } from './mediums.ts';
import { hostOf } from './spelling.ts';

/** Where a fact keeps what its kind has no column for: the first filled one of each. */
export const referrerProps = ['referrer', 'referer', 'utm_referrer'] as const;
export const clickProps: readonly string[] = Object.keys(clickIds);

/** A fact's own columns that tell where its customer came from; a kind that has none of a name leaves it out. */
export type Told = {
  channel: string;
  campaign: string;
  touchSource?: string;
  medium?: string;
  props?: Readonly<Record<string, string>>;
};

/**
 * How a fact writes where its customer came from. What has no column, or an empty one, is taken from the attributes `utm_source`,
 * `utm_medium`, `utm_campaign`; referrers and click ids are always attributes.
 */
export const originOf = ({ channel, campaign, touchSource, medium, props = {} }: Told): Origin => {
  const referrer = referrerProps.map((name) => props[name] ?? '').find((value) => value !== '') ?? '';
  return {
    channel,
    source: touchSource || (props.utm_source ?? ''),
    medium: medium || (props.utm_medium ?? ''),
    campaign: campaign || (props.utm_campaign ?? ''),
    referrer: hostOf(referrer),
    click: clickProps.filter((name) => (props[name] ?? '') !== '').join(','),
  };
};
