import { knownMediums, type MediumKind } from './mediums.ts';
import { paymentProviders, providerNames } from './payment-providers.ts';
import { directNames, knownSources, type SourceKind } from './sources.ts';
import { isHost, remembering, squeezed } from './spelling.ts';

const sourceByName = new Map<string, SourceKind>();
const sourceByHost = new Map<string, SourceKind>();
for (const { kind, names, hosts } of knownSources) {
  for (const name of names) if (!sourceByName.has(name)) sourceByName.set(name, kind);
  for (const host of hosts) if (!sourceByHost.has(host)) sourceByHost.set(host, kind);
}
const mediumByName = new Map<string, MediumKind>(
  (Object.entries(knownMediums) as [MediumKind, readonly string[]][]).flatMap(([kind, names]) =>
    names.map((name): [string, MediumKind] => [name, kind]),
  ),
);
const providerHosts = new Set(paymentProviders);
const providers = new Set(providerNames);
const direct = new Set(directNames);

/** Names of countries' second level, as in `google.co.uk`. */
const secondLevel = new Set(['co', 'com', 'org', 'net']);

/** The host and all above it, from itself on: `a.b.ru`, `b.ru`, `ru`. */
const above = (host: string): string[] => {
  const labels = host.split('.');
  return labels.map((_, at) => labels.slice(at).join('.'));
};

/** `market.yandex.com.tr` as `market.yandex.*`. */
const anyCountry = (host: string): string => {
  const labels = host.split('.');
  const ends = labels.length > 2 && secondLevel.has(labels.at(-2) ?? '') ? 2 : 1;
  return [...labels.slice(0, -ends), '*'].join('.');
};

const sourceOfHost = (host: string): SourceKind | undefined => {
  for (const name of above(host)) {
    const kind = sourceByHost.get(name) ?? sourceByHost.get(anyCountry(name));
    if (kind !== undefined) return kind;
  }
  return undefined;
};

/** What a folded source is known as, by its name or its host. */
export const findSource = remembering(
  (fold): SourceKind | undefined => sourceByName.get(squeezed(fold)) ?? (isHost(fold) ? sourceOfHost(fold) : undefined),
);

/** What a folded text says where it is a known medium as a whole. */
export const exactMedium = (fold: string): MediumKind | undefined => mediumByName.get(squeezed(fold));

/** What a folded medium says; where it has several words, the first that is known. */
export const findMedium = remembering((fold): MediumKind | undefined => {
  const whole = exactMedium(fold);
  if (whole !== undefined) return whole;
  for (const word of words(fold)) {
    const kind = mediumByName.get(word) ?? (/^(?:cp[cmv]|ppc|paid)/.test(word) ? 'paid' : undefined);
    if (kind !== undefined) return kind;
  }
  return undefined;
});

export const words = (fold: string): string[] => fold.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');

export const isDirect = (fold: string): boolean => direct.has(squeezed(fold));

/** Whether a host or its name only takes the money on the way. */
export const isProvider = (fold: string): boolean =>
  isHost(fold) ? above(fold).some((name) => providerHosts.has(name)) : providers.has(squeezed(fold));

/** Whether a host is one of `hosts` or below one. */
export const isBelow = (fold: string, hosts: ReadonlySet<string>): boolean =>
  hosts.size > 0 && above(fold).some((name) => hosts.has(name));

/** Advertising systems have no other use: their name alone says that the visit was paid for. */
export const isAdvertising = (kind: SourceKind | undefined): boolean =>
  kind === 'search_ads' || kind === 'display_ads' || kind === 'social_ads';
