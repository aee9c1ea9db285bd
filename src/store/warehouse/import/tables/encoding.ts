import { isAscii, isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { russianScore } from './russian.ts';
import type { ReadOptions, Source } from './source.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1251' | 'cp866' | 'koi8-r' | 'windows-1252';

const probes = 9;
const probeBytes = 65_536;
const foreignBytes = 100_000;

const wholeSampleBytes = 1000;

/** Whether a sample is UTF-8, but for a character cut at its end where it is a part of more. */
const wholeUtf8 = (bytes: Uint8Array): boolean => {
  for (let drop = 0; drop < (bytes.length > wholeSampleBytes ? 4 : 1); drop += 1)
    if (isUtf8(bytes.subarray(0, bytes.length - drop))) return true;
  return false;
};

/** The upper bytes of letters and signs in Latin and Russian text, as UTF-16 has them. */
const upperBytes = new Set([0x00, 0x04, 0x20, 0x21]);

const half = (bytes: Uint8Array, from: 0 | 1): number[] => [...bytes].filter((_, at) => at % 2 === from);

/** Which UTF-16 the beginning of a file is, by its mark or else by its upper bytes; null where it is none. */
export const utf16Of = (bytes: Uint8Array): Encoding | null => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const head = bytes.subarray(0, 2000);
  const couldBe = (upper: number[], lower: number[]) =>
    upper.includes(0) &&
    upper.filter((byte) => upperBytes.has(byte)).length > upper.length * 0.95 &&
    lower.every((byte) => byte !== 0);
  const [even, odd] = [half(head, 0), half(head, 1)];
  if (couldBe(odd, even)) return 'utf-16le';
  if (couldBe(even, odd)) return 'utf-16be';
  return null;
};

const isLatin = (byte: number | undefined): boolean =>
  byte !== undefined && ((byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122));

/** Western text has its accented letters one by one among plain ones («Müller»); Russian words are made of nothing but foreign bytes. */
const isWestern = (bytes: Uint8Array): boolean => {
  let among = 0;
  let inRuns = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte < 0xc0) continue;
    if ((bytes[at - 1] ?? 0) >= 0xc0 || (bytes[at + 1] ?? 0) >= 0xc0) inRuns += 1;
    else if (isLatin(bytes[at - 1]) || isLatin(bytes[at + 1])) among += 1;
  }
  return among > inRuns * 4;
};

/** Small letters of KOI8-R are capitals of Windows-1251, and it is by far the rarer today. */
const candidates: [Encoding, likely: number][] = [
  ['windows-1251', 1],
  ['cp866', 1],
  ['koi8-r', 0.9],
];

/** Fewer letters together, as in «П-77», are as likely a capital of Windows-1251. */
const tellingKoi8 = 3;

/** The different words of foreign bytes, each once: a prefix before a thousand numbers says no more than before one. */
const foreignWords = (bytes: Buffer): string[] => [...new Set(bytes.toString('latin1').match(/[\x80-\xff]+/g))];

/** The encoding of a sample of text: UTF-8 where it is valid, else the one in which it reads as Russian, or is Western. */
export const guessEncoding = (bytes: Uint8Array): Encoding => {
  const wide = utf16Of(bytes);
  if (wide) return wide;
  if (isAscii(bytes) || wholeUtf8(bytes)) return 'utf-8';
  const foreign = Buffer.from(bytes.filter((byte) => byte !== 0)).subarray(0, foreignBytes);
  // Mostly valid UTF-8 with a few spoilt characters is UTF-8: those rows are refused one by one.
  const decoded = foreign.toString('utf8');
  const broken = decoded.split('\ufffd').length - 1;
  const wideLetters = decoded.match(/[\u0080-\ufffc]/g)?.length ?? 0;
  if (wideLetters > broken * 2) return 'utf-8';
  if (isWestern(foreign)) return 'windows-1252';
  const words = foreignWords(foreign);
  const text = Buffer.from(words.join(' '), 'latin1');
  const couldBe = candidates.filter(
    ([encoding]) => encoding !== 'koi8-r' || words.some((word) => word.length >= tellingKoi8),
  );
  const scored = couldBe.map(([encoding, likely]) => ({
    encoding,
    score: russianScore(iconv.decode(text, encoding)).score * likely,
  }));
  return scored.reduce((best, next) => (next.score > best.score ? next : best)).encoding;
};

/** What of a sample tells its encoding: from a little before its first foreign byte on, cut between lines. */
const telling = (part: Buffer): Buffer | null => {
  if (isAscii(part)) return null;
  const first = part.findIndex((byte) => byte > 127);
  const from = part.lastIndexOf(10, Math.max(0, first - 1)) + 1;
  return part.subarray(Math.max(from, first - 1000), first + foreignBytes);
};

/**
 * The encoding of a text by its first bytes and, where it is longer, by probes in the rest; null where all that was looked at is ASCII.
 */
export const detectEncoding = async (source: Source, head: Buffer): Promise<Encoding | null> => {
  const wide = utf16Of(head);
  if (wide) return wide;
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  const found = telling(head);
  if (found && found.length > 1000) return guessEncoding(found);
  const parts = found ? [found] : [];
  if (source.at && source.size > head.length)
    for (let probe = 1; probe <= probes; probe += 1) {
      const offset = Math.floor(((source.size - probeBytes) * probe) / probes);
      if (offset <= 0) continue;
      const part = await source.at(offset, probeBytes);
      const more = telling(part.subarray(part.indexOf(10) + 1, part.lastIndexOf(10) + 1));
      if (more) parts.push(more);
    }
  return parts.length > 0 ? guessEncoding(Buffer.concat(parts)) : null;
};

type Decode = { write(block: Buffer): Buffer; end(): Buffer | null };

/** Where a byte is a character, a table of their UTF-8 is five times as fast as decoding to text and back. */
const singleByte = (encoding: Encoding): Decode => {
  const codes = Uint16Array.from({ length: 256 }, (_, byte) =>
    iconv.decode(Buffer.from([byte]), encoding).charCodeAt(0),
  );
  return {
    write(block) {
      const out = Buffer.allocUnsafe(block.length * 3);
      let length = 0;
      for (let at = 0; at < block.length; at += 1) {
        const byte = block[at] ?? 0;
        if (byte < 0x80) {
          out[length] = byte;
          length += 1;
          continue;
        }
        const code = codes[byte] ?? 0xfffd;
        if (code < 0x800) {
          out[length] = 0xc0 | (code >> 6);
          out[length + 1] = 0x80 | (code & 0x3f);
          length += 2;
        } else {
          out[length] = 0xe0 | (code >> 12);
          out[length + 1] = 0x80 | ((code >> 6) & 0x3f);
          out[length + 2] = 0x80 | (code & 0x3f);
          length += 3;
        }
      }
      return out.subarray(0, length);
    },
    end: () => null,
  };
};

const decoderOf = (encoding: Encoding): Decode | null => {
  if (encoding === 'utf-8') return null;
  if (!encoding.startsWith('utf-16')) return singleByte(encoding);
  const decoder = iconv.getDecoder(encoding);
  return {
    write: (block) => Buffer.from(decoder.write(block)),
    end: () => {
      const rest = decoder.end();
      return rest ? Buffer.from(rest) : null;
    },
  };
};

const withoutMark = (bytes: Buffer): Buffer =>
  bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;

/** The first bytes of a text as UTF-8 without a byte order mark. */
export const headUtf8 = (head: Buffer, encoding: Encoding | null): Buffer =>
  withoutMark(decoderOf(encoding ?? 'utf-8')?.write(head) ?? head);

/**
 * The bytes of a text as UTF-8 without a byte order mark.
 *
 * An encoding that is not known yet (null) is told by the first block that is not ASCII.
 */
export async function* readUtf8(
  source: Source,
  encoding: Encoding | null,
  options: ReadOptions = {},
): AsyncGenerator<Buffer> {
  let known = encoding;
  let decoder = known && decoderOf(known);
  let isFirst = true;
  for await (const block of source.blocks(options)) {
    if (known === null && !isAscii(block)) {
      known = guessEncoding(telling(block) ?? block);
      decoder = decoderOf(known);
    }
    const bytes = decoder ? decoder.write(block) : block;
    yield isFirst ? withoutMark(bytes) : bytes;
    isFirst = false;
  }
  const rest = decoder?.end();
  if (rest) yield rest;
}
