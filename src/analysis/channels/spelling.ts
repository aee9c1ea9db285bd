/**
 * The same function that remembers what it was last asked: thousands of origins are put together of few sources and media, and to read one
 * takes microseconds each time.
 */
export const remembering = <Value>(compute: (text: string) => Value): ((text: string) => Value) => {
  const known = new Map<string, { value: Value }>();
  return (text) => {
    const found = known.get(text);
    if (found) return found.value;
    if (known.size >= 20_000) known.clear();
    const value = compute(text);
    known.set(text, { value });
    return value;
  };
};

/** The words of a text, so that a table of many short names reads as one. */
export const listed = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== '');

/** Letters of the bytes 128…255 in Windows-1251. */
const cyrillicPage =
  'ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\u0098™љ›њќћџ\u00A0ЎўЈ¤Ґ¦§Ё©Є«¬\u00AD®Ї°±Ііґµ¶·ё№є»јЅѕїАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя';
/** Letters of the bytes 128…159 in Windows-1252; the rest of it is Latin-1. */
const westernPage = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009Dž\u009F';

const cyrillicBytes = new Map([...cyrillicPage].map((letter, at) => [letter, 128 + at]));
const westernBytes = new Map([...westernPage].map((letter, at) => [letter, 128 + at]));

const cyrillicByte = (letter: string): number | undefined =>
  letter < '\u0080' ? letter.charCodeAt(0) : cyrillicBytes.get(letter);
const westernByte = (letter: string): number | undefined =>
  letter <= 'ÿ' ? letter.charCodeAt(0) : westernBytes.get(letter);

const hex = (byte: number): string => `%${byte.toString(16).padStart(2, '0')}`;

/** The text of UTF-8 bytes; null where they are none. */
const fromUtf8 = (bytes: readonly number[]): string | null => {
  try {
    return decodeURIComponent(bytes.map(hex).join(''));
  } catch {
    return null;
  }
};
const fromCyrillicPage = (bytes: readonly number[]): string =>
  bytes.map((byte) => (byte < 128 ? String.fromCharCode(byte) : (cyrillicPage[byte - 128] ?? ''))).join('');

/** `text` as bytes of a code page; null where a letter is not in it. */
const bytesOf = (text: string, byteOf: (letter: string) => number | undefined): number[] | null => {
  const bytes: number[] = [];
  for (const letter of text) {
    const byte = byteOf(letter);
    if (byte === undefined) return null;
    bytes.push(byte);
  }
  return bytes;
};

const unescaped = (text: string): string =>
  text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
    const bytes = run
      .slice(1)
      .split('%')
      .map((byte) => Number.parseInt(byte, 16));
    // One byte of a Russian code page alone is more likely a percent sign before two letters.
    return fromUtf8(bytes) ?? (bytes.length > 1 ? fromCyrillicPage(bytes) : run);
  });

/** UTF-8 that was read as Windows-1251 or Windows-1252, and Windows-1251 read as Windows-1252. */
const rightlyRead = (text: string): string => {
  for (const byteOf of [cyrillicByte, westernByte]) {
    const bytes = bytesOf(text, byteOf);
    const read = bytes?.some((byte) => byte > 127) ? fromUtf8(bytes) : null;
    if (read !== null) return read;
  }
  return text.replace(/[À-ÿ¨¸]{4,}/g, (run) => fromCyrillicPage(bytesOf(run, westernByte) ?? []));
};

/** A text with percent escapes and wrongly read encodings undone, however often they were done; others stay as they are. */
export const decoded = remembering((text): string => {
  let now = text;
  for (;;) {
    const next = now.includes('%') ? unescaped(now) : now;
    // biome-ignore lint/suspicious/noControlCharactersInRegex: plain ASCII has nothing to read otherwise.
    const read = /^[\x00-\x7f]*$/.test(next) ? next : rightlyRead(next);
    if (read === now) return now;
    now = read;
  }
});

/** A text as it is compared: decoded, in small letters, `ё` as `е`, without quotes around it and with single spaces. */
export const folded = remembering((text): string =>
  decoded(text)
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/\s+/g, ' ')
    .replace(/^[\s«»"'“”„]+|[\s«»"'“”„]+$/g, ''),
);

/** A folded text's letters and digits alone, so that `yandex.direct`, `Yandex_Direct` and `yandex direct` are one. */
export const squeezed = (fold: string): string => fold.replace(/[^\p{L}\p{N}]+/gu, '');

/** What is written where nothing is meant, by a program or by a person before one. */
const placeholders = new Set([
  '',
  '-',
  '—',
  '–',
  '(none)',
  'none',
  '(not set)',
  'not set',
  '(notset)',
  '(not provided)',
  'not provided',
  '(empty)',
  '(unavailable)',
  'null',
  'undefined',
  'nan',
  'n/a',
  'не задано',
  '(не задано)',
  'не указано',
  '(не указано)',
  'не определено',
  '<не указано>',
  'empty',
  'пусто',
]);

/** Whether a folded cell says nothing: a placeholder, or a template nobody filled in (`{source}`, `[SOURCE]`). */
export const saysNothing = (fold: string): boolean =>
  placeholders.has(fold) || /^(?:\{+[^{}]*\}+|\[[^[\]]*\]|%[a-z_]+%)$/.test(fold);

/**
 * The host of an address, without `www.`; the text itself where it is no address.
 *
 * The engine takes referrers apart by the same expression: both must agree.
 */
export const hostExpression = '(?i)^(?:(?:[a-z][a-z0-9+.-]*:)?//)?(?:www\\.)?([^/?#:]+)';
const host = new RegExp(hostExpression.slice('(?i)'.length), 'i');
export const hostOf = (address: string): string => host.exec(address)?.[1] ?? '';

/** Whether a folded text is the bare name of a host: labels of letters, digits and hyphens between dots. */
export const isHost = (fold: string): boolean => /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}$/u.test(fold);
