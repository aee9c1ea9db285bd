import { isAscii, isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import iconv from 'iconv-lite';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1251' | 'cp866' | 'koi8-r';

const sampleBytes = 4_000_000;
const readBytes = 4_000_000;

/** The commonest Russian letters; a right decoding of Russian text is mostly these, in lower case more than in upper. */
const common = new Set('оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфё');

const russianScore = (text: string): number => {
  let score = 0;
  let before = '';
  for (const letter of text) {
    if (common.has(letter)) score += 3;
    else if (/[А-ЯЁ]/.test(letter)) score += /[а-яё]/.test(before) ? -2 : 1;
    else if (letter > '\u007f' && !/[«»—–№₽°\u00a0…“”„]/.test(letter)) score -= 4;
    before = letter;
  }
  return score;
};

/** Trims what a cut in the middle of a character leaves at the ends of a sample. */
const wholeUtf8 = (bytes: Uint8Array): boolean => {
  for (let skip = 0; skip < 4; skip += 1)
    for (let drop = 0; drop < 4; drop += 1) if (isUtf8(bytes.subarray(skip, bytes.length - drop))) return true;
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

/** The encoding of a sample of text: UTF-8 where it is valid, else the one in which it reads as Russian. */
export const guessEncoding = (bytes: Uint8Array): Encoding => {
  const wide = utf16Of(bytes);
  if (wide) return wide;
  if (isAscii(bytes) || wholeUtf8(bytes)) return 'utf-8';
  const foreign = Buffer.from(bytes.filter((byte) => byte !== 0)).subarray(0, 200_000);
  // Mostly valid UTF-8 with a few spoilt characters is UTF-8: those rows are refused one by one.
  const decoded = foreign.toString('utf8');
  const broken = decoded.split('\ufffd').length - 1;
  const wideLetters = decoded.match(/[\u0080-\ufffc]/g)?.length ?? 0;
  if (wideLetters > broken * 4) return 'utf-8';
  const candidates: Encoding[] = ['windows-1251', 'cp866', 'koi8-r'];
  const scored = candidates.map((encoding) => ({ encoding, score: russianScore(iconv.decode(foreign, encoding)) }));
  return scored.reduce((best, next) => (next.score > best.score ? next : best)).encoding;
};

/** The encoding of a file, by the first part of it that is not plain ASCII. */
export const detectEncoding = async (path: string): Promise<Encoding> => {
  const file = await open(path);
  try {
    const buffer = Buffer.alloc(sampleBytes);
    for (let at = 0; ; ) {
      const { bytesRead } = await file.read(buffer, 0, sampleBytes, at);
      const part = buffer.subarray(0, bytesRead);
      if (at === 0) {
        const wide = utf16Of(part);
        if (wide) return wide;
      }
      if (bytesRead === 0) return 'utf-8';
      if (!isAscii(part)) {
        const first = part.findIndex((byte) => byte > 127);
        return guessEncoding(part.subarray(Math.max(0, first - 1000)));
      }
      at += bytesRead;
    }
  } finally {
    await file.close();
  }
};

/** The bytes of a file as UTF-8 without a byte order mark. */
export async function* readUtf8(path: string, encoding: Encoding, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  const stream = createReadStream(path, { highWaterMark: readBytes, ...(signal ? { signal } : {}) });
  const decoder = encoding === 'utf-8' ? null : iconv.getDecoder(encoding);
  let isFirst = true;
  for await (const block of stream as AsyncIterable<Buffer>) {
    const bytes = decoder ? Buffer.from(decoder.write(block)) : block;
    const hasMark = isFirst && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
    isFirst = false;
    yield hasMark ? bytes.subarray(3) : bytes;
  }
  const rest = decoder?.end();
  if (rest) yield Buffer.from(rest);
}
