import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import type { Encoding } from './encoding.ts';
import { russianScore } from './russian.ts';

/** Text of one encoding among text of another: whether a row was written in another encoding than its file. */
export type ForeignTest = (text: string) => boolean;

const others: Encoding[] = ['windows-1251', 'cp866', 'koi8-r'];

/** Fewer letters than these tell nothing, unless they make signs no Russian text has. */
const fewLetters = 3;
const enoughLetters = 8;
/**
 * So few characters that are UTF-8 together tell it: where its first byte is no letter. In Windows-1251 and KOI8-R it is one, and «Р—» may be text.
 */
const wideLetters: Readonly<Partial<Record<Encoding, number>>> = { 'windows-1252': 2, cp866: 2 };

/** A letter of Russian text scores about four. */
const clear = 2.5;

/** What each character of one encoding is in another, by its code. */
const readAs = (own: Encoding, other: Encoding): Uint16Array => {
  const codes = new Uint16Array(65_536);
  for (let byte = 128; byte < 256; byte += 1) {
    const bytes = Buffer.from([byte]);
    codes[iconv.decode(bytes, own).charCodeAt(0)] = iconv.decode(bytes, other).charCodeAt(0);
  }
  return codes;
};

const isPrintable = (byte: number): boolean => byte >= 32 && byte < 127;

/** Whether a text in 16-bit letters is one in 8-bit letters, two of which were taken for a character of the Far East. */
const isNarrow: ForeignTest = (text) => {
  let far = 0;
  let narrow = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x2000) continue;
    far += 1;
    if (isPrintable(code >> 8) && isPrintable(code & 0xff)) narrow += 1;
  }
  return narrow >= enoughLetters && narrow * 2 > far;
};

/**
 * Tells rows that were written in another encoding than their file; null where the rows of a file tell by themselves (UTF-8, whose rows are not
 * valid otherwise).
 *
 * A row is foreign where its bytes are UTF-8, which words of no other encoding are, or read far better as Russian in another encoding.
 */
export const foreignTest = (own: Encoding | null): ForeignTest | null => {
  if (own === null || own === 'utf-8') return null;
  if (own.startsWith('utf-16')) return isNarrow;
  const readings = own === 'windows-1252' ? [] : others.filter((each) => each !== own).map((each) => readAs(own, each));
  const fewWide = wideLetters[own] ?? 4;
  return (text) => {
    const { score, foreign } = russianScore(text);
    // Russian words read as what they are: nothing reads better, and most rows need no second look.
    if (score >= clear * foreign) return false;
    if (foreign >= fewWide && isUtf8(iconv.encode(text, own))) return true;
    if (foreign < fewLetters) return false;
    const clearer = (foreign < enoughLetters ? 4.5 : 1.5) * foreign;
    return readings.some((codes) => russianScore(text, codes).score > score + clearer);
  };
};
