import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import type { Upload } from '../model/imports.ts';
import { Problem } from '../model/problem.ts';

/** A file that waits to be imported. */
export type WaitingFile = Upload & { path: string };

export type Uploads = {
  receive(input: { name: string; bytes: AsyncIterable<Uint8Array> }): Promise<Upload>;
  local(input: { path: string }): Promise<Upload>;
  find(upload: string): Promise<WaitingFile>;
  /** Forgets a file that was taken in; one of the user's own disk stays where it is. */
  forget(upload: string): Promise<void>;
  /** Deletes files nobody came back for within a day. */
  tidy(): Promise<void>;
};

const keptMs = 86_400_000;
const Note = z.object({ name: z.string(), bytes: z.number() });
const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

const diskFull = (cause: unknown): Problem =>
  new Problem(
    {
      code: 'disk_full',
      kind: 'input',
      text: {
        ru: 'На диске кончилось место: освободите его и отправьте файл ещё раз.',
        en: 'The disk is full: make room and send the file again.',
      },
    },
    { cause },
  );

const unreadable = (path: string, cause: unknown): Problem =>
  new Problem(
    {
      code: 'file_not_found',
      kind: 'missing',
      text: {
        ru: `Файл «${path}» не удалось прочитать: проверьте, что он есть и доступен.`,
        en: `The file “${path}” could not be read: check that it exists and is accessible.`,
      },
      where: { file: path },
    },
    { cause },
  );

const unknownUpload = (upload: string): Problem =>
  new Problem({
    code: 'unknown_upload',
    kind: 'missing',
    text: {
      ru: 'Этого файла здесь больше нет: отправьте его ещё раз.',
      en: 'This file is no longer here: send it again.',
    },
    where: { upload },
  });

/**
 * Keeps files between their sending and their import, in `directory`: the bytes under an id, a note beside them.
 *
 * The note is written last, so a file without one was never received whole.
 */
export const openUploads = (directory: string): Uploads => {
  const locals = new Map<string, WaitingFile>();
  const pathOf = (upload: string) => join(directory, upload);
  const noteOf = (upload: string) => join(directory, `${upload}.json`);
  return {
    receive: async ({ name, bytes }) => {
      const upload = randomUUID();
      const part = join(directory, `${upload}.part`);
      try {
        await mkdir(directory, { recursive: true });
        await pipeline(Readable.from(bytes, { objectMode: false }), createWriteStream(part));
        const { size } = await stat(part);
        await rename(part, pathOf(upload));
        await writeFile(noteOf(upload), JSON.stringify({ name, bytes: size }));
        return { upload, name, bytes: size };
      } catch (error) {
        await Promise.all([part, pathOf(upload), noteOf(upload)].map((path) => rm(path, { force: true })));
        throw isCode(error, 'ENOSPC') ? diskFull(error) : error;
      }
    },
    local: async ({ path }) => {
      const found = await stat(path).catch((error: unknown) => {
        throw unreadable(path, error);
      });
      if (!found.isFile()) throw unreadable(path, null);
      const file = { upload: randomUUID(), name: basename(path), bytes: found.size };
      locals.set(file.upload, { ...file, path: resolve(path) });
      return file;
    },
    find: async (upload) => {
      const local = locals.get(upload);
      if (local !== undefined) return local;
      if (!z.uuid().safeParse(upload).success) throw unknownUpload(upload);
      const note = await readFile(noteOf(upload), 'utf8').catch(() => {
        throw unknownUpload(upload);
      });
      return { upload, ...Note.parse(JSON.parse(note)), path: pathOf(upload) };
    },
    forget: async (upload) => {
      if (locals.delete(upload) || !z.uuid().safeParse(upload).success) return;
      await Promise.all([noteOf(upload), pathOf(upload)].map((path) => rm(path, { force: true })));
    },
    tidy: async () => {
      const names = await readdir(directory).catch(() => []);
      for (const name of names) {
        const path = join(directory, name);
        const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
        if (mtimeMs < Date.now() - keptMs) await rm(path, { force: true });
      }
    },
  };
};
