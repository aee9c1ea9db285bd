import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { Problem } from '../../model/problem.ts';
import type { Warehouse } from '../../store/warehouse/warehouse.ts';

/** What was last seen at one place of a source: how it looked from outside, and what was in it. */
export type Seen = { stamp: string; hash: string; isRefused?: boolean };
/** By place: a file's path, an object's key, '' where a source has only one. */
export type Memory = { seen: Record<string, Seen> };

/** One file a source has, brought onto this machine whole; `file` is null where it is as it was. */
export type Brought = Seen & { place: string; file: { path: string; name: string; bytes: number } | null };

/** When all is brought: files passed over because they may still be growing; the places there are, null where there is only one. */
export type AllBrought = { growing: number; present: readonly string[] | null };

export type Limits = {
  /** A file younger than this may still be growing. */
  settledMs: number;
  /** Between two looks at a file that must not differ. */
  lookAgainMs: number;
  /** Until a server answers, and between two pieces of its answer. */
  silenceMs: number;
  /** For the whole of one answer. */
  wholeMs: number;
};

export const usualLimits: Limits = { settledMs: 5_000, lookAgainMs: 1_000, silenceMs: 60_000, wholeMs: 3 * 3_600_000 };

/** All that fetching acts on. */
export type Fetching = {
  warehouse: Warehouse;
  /** Opened, by name. */
  secrets: Readonly<Record<string, string>>;
  /** What the last reading saw; nothing where all is to be read afresh. */
  seen: Readonly<Record<string, Seen>>;
  /** An empty directory for what is brought. */
  scratch: string;
  signal: AbortSignal;
  /** Of a query only the first rows, to try it. */
  firstRows: number | null;
  clock: () => Date;
  limits: Limits;
};

/** A problem of fetching; `lasting` ones are not mended by trying again. */
export class FetchProblem extends Problem {
  readonly isLasting: boolean;
  constructor(
    code: string,
    ru: string,
    en: string,
    { where, isLasting = false }: { where?: Problem['body']['where']; isLasting?: boolean } = {},
  ) {
    super({ code, kind: 'input', text: { ru, en }, ...(where ? { where } : {}) });
    this.isLasting = isLasting;
  }
}

/** Passes bytes on, counts and hashes them; fails past the bound. */
export const meter = (mostBytes: number, tooLarge: () => Error) => {
  const hash = createHash('sha256');
  const counted = { bytes: 0 };
  const stream = new Transform({
    transform(piece: Buffer, _encoding, pass) {
      counted.bytes += piece.length;
      if (counted.bytes > mostBytes) return pass(tooLarge());
      hash.update(piece);
      pass(null, piece);
    },
  });
  return { stream, bytes: () => counted.bytes, hash: () => hash.digest('hex') };
};

export const tooLarge = (where: string, megabytes: number): FetchProblem =>
  new FetchProblem(
    'source_too_large',
    `${where}: больше ${megabytes} МБ. Увеличьте предел источника, если так и должно быть.`,
    `${where}: over ${megabytes} MB. Raise the source’s limit if that is right.`,
    { isLasting: true },
  );

/** A file's name safe to have in a directory of ours and in messages. */
export const safeName = (name: string): string => {
  const plain = name
    .normalize('NFC')
    .replace(/[\p{Cc}/\\:*?"<>|]/gu, '_')
    .replace(/^\.+/, '')
    .trim();
  return [...plain].slice(-150).join('') || 'data';
};

/** Where one of several files goes under its own name. */
export const placeFor = async (scratch: string, at: number, name: string): Promise<string> => {
  const directory = join(scratch, String(at));
  await mkdir(directory, { recursive: true });
  return join(directory, name);
};

export const kindTaken = (name: string): Problem =>
  new Problem({
    code: 'source_kind_taken',
    kind: 'input',
    text: {
      ru: `«${name}» уже есть, и это источник другого рода: выберите другое имя или удалите прежний.`,
      en: `“${name}” is there already and is a source of another kind: choose another name or remove the old one.`,
    },
    where: { source: name },
  });
