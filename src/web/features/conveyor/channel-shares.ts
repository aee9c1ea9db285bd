import type { Answer } from '../../../model/metric.ts';

export type ChannelShare = {
  /** '' is unknown; null is all the rest together. */
  channel: string | null;
  count: number;
  share: number;
};

/** New customers by channel, the greatest first; what is over `most` is put together, the unknown comes last. */
export const channelShares = (byChannel: readonly Answer[], most: number): ChannelShare[] => {
  const counts = byChannel
    .map((answer) => ({ channel: answer.by.channel ?? '', count: answer.value ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  const named = counts.filter(({ channel }) => channel !== '');
  const rest = named.slice(most).reduce((sum, { count }) => sum + count, 0);
  const unknown = counts.find(({ channel }) => channel === '')?.count ?? 0;
  return [
    ...named.slice(0, most),
    ...(rest > 0 ? [{ channel: null, count: rest }] : []),
    ...(unknown > 0 ? [{ channel: '', count: unknown }] : []),
  ].map((part) => ({ ...part, share: part.count / total }));
};
