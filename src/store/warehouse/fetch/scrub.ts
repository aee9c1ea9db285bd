import { escaped } from './literal.ts';

const mark = '•••';

const forms = (secret: string): string[] => [
  secret,
  encodeURIComponent(secret),
  secret.replaceAll('\\', '\\\\').replaceAll("'", "\\'"),
  secret.replaceAll("'", "''"),
  escaped(secret),
  JSON.stringify(secret).slice(1, -1),
  Buffer.from(secret).toString('base64'),
];

/**
 * A text without secrets: every one of them, in the ways drivers write them, and whatever stands as a login in an address becomes dots.
 *
 * Secrets of a character or two are only taken out of addresses: too much else would be.
 */
export const scrub = (text: string, secrets: readonly string[]): string => {
  const wanted = [...new Set(secrets.filter((secret) => secret.length > 2).flatMap(forms))].sort(
    (a, b) => b.length - a.length,
  );
  const without = wanted.reduce((left, form) => left.replaceAll(form, mark), text);
  return without.replace(/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@'"]+@/gi, `$1${mark}@`);
};
