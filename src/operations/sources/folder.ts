import { createReadStream, createWriteStream } from 'node:fs';
import { lstat, readdir, realpath } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';
import type { SourceLocation } from '../../model/sources.ts';
import { type AllBrought, type Brought, type Fetching, FetchProblem, meter, placeFor, safeName } from './fetching.ts';

type Folder = Extract<SourceLocation, { kind: 'folder' }>;
type Look = { size: number; mtimeMs: number };

const readable = /\.(csv|tsv|tab|txt|xlsx|xls|html?|ndjson|jsonl|json|parquet|zip|gz)$/i;
/** Names programs give to files they are still writing or have opened. */
const unfinished = /^[.~]|\.(part|partial|tmp|temp|crdownload|download|lock|swp)$/i;
const deepest = 4;

const patternOf = (files: string): RegExp => {
  const parts = files
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) =>
      part
        .replace(/[.+^${}()|[\]\\]/g, '\\$&')
        .replaceAll('*', '.*')
        .replaceAll('?', '.'),
    );
  return new RegExp(`^(${parts.length > 0 ? parts.join('|') : '.*'})$`, 'i');
};

const noFolder = (path: string, code: string): FetchProblem =>
  new FetchProblem(
    'source_folder_unreadable',
    `Папку ${path} не удалось прочитать (${code}): проверьте, что она есть и доступна программе.`,
    `The folder ${path} could not be read (${code}): check that it is there and open to the program.`,
    { where: { folder: path } },
  );

/** Directories of the system and of the program itself: nobody keeps exports there, and what is there is not to be imported. */
const checkPlace = (path: string, dataDirectory: string): void => {
  const isWithin = (outer: string) => path === outer || path.startsWith(outer.endsWith(sep) ? outer : outer + sep);
  const isClosed =
    path === resolve('/') || ['/proc', '/sys', '/dev', '/etc', '/boot'].some(isWithin) || isWithin(dataDirectory);
  if (!isClosed) return;
  throw new FetchProblem(
    'source_folder_closed',
    `Папка ${path} не может быть источником: она системная или принадлежит самой программе.`,
    `The folder ${path} can’t be a source: it belongs to the system or to the program itself.`,
    { where: { folder: path }, isLasting: true },
  );
};

const lookAt = async (path: string): Promise<Look | null> => {
  const found = await lstat(path).catch(() => null);
  return found?.isFile() ? { size: found.size, mtimeMs: found.mtimeMs } : null;
};

const isSame = (one: Look, other: Look | null): boolean => one.size === other?.size && one.mtimeMs === other.mtimeMs;

async function* filesIn(directory: string, wanted: RegExp, depth = 0): AsyncGenerator<string> {
  const entries = await readdir(directory, { withFileTypes: true });
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (unfinished.test(entry.name)) continue;
    const path = join(directory, entry.name);
    // Links are not followed: they may lead anywhere.
    if (entry.isDirectory() && depth < deepest) yield* filesIn(path, wanted, depth + 1);
    else if (entry.isFile() && wanted.test(entry.name) && readable.test(entry.name)) yield path;
  }
}

const copyWhole = async (from: string, to: string, look: Look, signal: AbortSignal): Promise<string | null> => {
  const measured = meter(Number.POSITIVE_INFINITY, () => new Error());
  await pipeline(createReadStream(from), measured.stream, createWriteStream(to), { signal });
  return measured.bytes() === look.size && isSame(look, await lookAt(from)) ? measured.hash() : null;
};

/**
 * Brings the new and the changed files of a folder and of those in it, in the order of their names.
 *
 * A file is new by its size and time of change, and then by what is in it. One that changed within the last seconds, or changes while it is
 * looked at or copied, is still growing and waits for the next reading. Hidden and temporary files, links, and files of no known kind are
 * passed over. Problems: `source_folder_unreadable`, `source_folder_closed`.
 */
export async function* bringFolder(
  folder: Folder,
  fetching: Fetching,
  dataDirectory: string,
): AsyncGenerator<Brought, AllBrought> {
  const { seen, scratch, signal, clock, limits, firstRows } = fetching;
  const root = await realpath(resolve(folder.path)).catch((error: NodeJS.ErrnoException) => {
    throw noFolder(folder.path, error.code ?? '');
  });
  checkPlace(root, await realpath(dataDirectory));
  const looks: { path: string; place: string; look: Look }[] = [];
  try {
    for await (const path of filesIn(root, patternOf(folder.files))) {
      const look = await lookAt(path);
      if (look) looks.push({ path, place: relative(root, path).split(sep).join('/'), look });
    }
  } catch (error) {
    throw noFolder(folder.path, (error as NodeJS.ErrnoException).code ?? '');
  }
  const stampOf = ({ size, mtimeMs }: Look) => `${size} ${mtimeMs}`;
  const changed = looks.filter(({ place, look }) => seen[place]?.stamp !== stampOf(look));
  if (changed.length > 0) await wait(limits.lookAgainMs, undefined, { signal });
  let growing = 0;
  for (const [at, { path, place, look }] of changed.entries()) {
    signal.throwIfAborted();
    const isSettled = Math.abs(clock().getTime() - look.mtimeMs) >= limits.settledMs;
    const name = safeName(place.split('/').at(-1) ?? place);
    const copy = await placeFor(scratch, at, name);
    const hash = isSettled && isSame(look, await lookAt(path)) ? await copyWhole(path, copy, look, signal) : null;
    if (hash === null) {
      growing += 1;
      continue;
    }
    yield { place, stamp: stampOf(look), hash, file: { path: copy, name, bytes: look.size } };
    if (firstRows !== null) break;
  }
  return { growing, present: looks.map(({ place }) => place) };
}
