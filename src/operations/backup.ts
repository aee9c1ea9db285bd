import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { access, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { z } from 'zod';
import { Problem } from '../model/problem.ts';
import { RegistryDump } from '../store/registry/dump.ts';
import { deleteEverything, dumpFacts, loadFacts } from '../store/warehouse/dump.ts';
import { type Entry, entriesOf, tarOf } from './archive.ts';
import type { Deps } from './deps.ts';
import type { Jobs, Run } from './jobs.ts';
import type { Operations } from './types.ts';

/** Raised when what is inside a backup changes so that older programs can't read it. */
const format = 1;
const Manifest = z.object({
  format: z.literal(format),
  madeAt: z.iso.datetime(),
  pieces: z.number(),
  sha256: z.string(),
});
const steps = {
  write: { ru: 'Записываю резервную копию', en: 'Writing the backup' },
  check: { ru: 'Проверяю резервную копию', en: 'Checking the backup' },
  load: { ru: 'Возвращаю данные', en: 'Bringing the data back' },
};
const json = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));

const refuse = (code: string, ru: string, en: string, file: string, cause?: unknown): Problem =>
  new Problem({ code, kind: 'input', text: { ru, en }, where: { file } }, { cause });
const alreadyThere = (file: string) =>
  refuse(
    'file_exists',
    `Файл «${file}» уже есть: выберите другое имя.`,
    `The file “${file}” exists already: choose another name.`,
    file,
  );
const notABackup = (file: string, cause: unknown) =>
  refuse(
    'bad_backup',
    `Файл «${file}» — не резервная копия этой программы или он повреждён. Данные не изменены.`,
    `The file “${file}” is not a backup of this program, or it is damaged. Nothing was changed.`,
    file,
    cause,
  );
const noSuchFile = (file: string, cause: unknown) =>
  refuse('no_such_file', `Файла «${file}» нет.`, `There is no file “${file}”.`, file, cause);
const notEmpty = (file: string) =>
  refuse(
    'data_not_empty',
    'Здесь уже есть данные. Восстановите копию в пустую папку данных или подтвердите, что их можно заменить.',
    'There is data here already. Restore into an empty data directory, or confirm that it may be replaced.',
    file,
  );

/** Holds all workspaces at once, taken in one order by everybody so that no two wait for each other. */
const withAll = (deps: Deps, workspaces: readonly string[], work: () => Promise<void>): Promise<void> => {
  const [first, ...rest] = workspaces.toSorted();
  if (first === undefined) return work();
  return deps.registry.journal.exclusively(first, () => withAll(deps, rest, work));
};

async function* everything(deps: Deps, workspaces: readonly string[], run: Run): AsyncGenerator<Entry> {
  const hash = createHash('sha256');
  let pieces = 0;
  for (const [at, workspace] of workspaces.entries()) {
    for await (const { table, bytes } of dumpFacts(deps.warehouse, workspace)) {
      run.signal.throwIfAborted();
      pieces += 1;
      hash.update(bytes);
      yield { name: `facts/${String(pieces).padStart(6, '0')}.${table}.tsv`, bytes };
    }
    run.progress({ share: (at + 1) / (workspaces.length + 1) });
  }
  const registry = json(await deps.registry.dump());
  hash.update(registry);
  yield { name: 'registry.json', bytes: registry };
  const madeAt = deps.clock().toISOString();
  yield { name: 'manifest.json', bytes: json({ format, madeAt, pieces, sha256: hash.digest('hex') }) };
}

const write = async (deps: Deps, file: string, run: Run): Promise<void> => {
  const workspaces = (await deps.registry.workspaces.list()).map(({ id }) => id);
  const part = `${file}.part`;
  try {
    await withAll(deps, workspaces, async () => {
      const tar = tarOf(everything(deps, workspaces, run), deps.clock().getTime());
      await pipeline(Readable.from(tar, { objectMode: false }), createGzip({ level: 4 }), createWriteStream(part));
    });
    const handle = await open(part, 'r+');
    await handle.sync();
    await handle.close();
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined || error instanceof Problem) throw error;
    const [ru, en] =
      code === 'ENOSPC'
        ? ['На диске кончилось место: резервная копия не записана.', 'The disk is full: the backup was not written.']
        : [
            `В папку ${dirname(file)} не получается писать (${code}).`,
            `${dirname(file)} can’t be written to (${code}).`,
          ];
    throw refuse(code === 'ENOSPC' ? 'disk_full' : 'file_unwritable', ru, en, file, error);
  }
};

/** A backup that was read whole: the registry inside it, and how many bytes all of it unpacks to. */
type Checked = { registry: RegistryDump; size: number };

/** Reads the whole file once before anything is touched. */
const check = async (file: string, run: Run): Promise<Checked> => {
  try {
    const hash = createHash('sha256');
    let pieces = 0;
    let size = 0;
    let registry: RegistryDump | null = null;
    for await (const { name, bytes } of entriesOf(file)) {
      run.signal.throwIfAborted();
      if (name === 'manifest.json') {
        const manifest = Manifest.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
        if (manifest.pieces === pieces && manifest.sha256 === hash.digest('hex') && registry !== null)
          return { registry, size };
        throw new Error('The manifest and the contents differ.');
      }
      hash.update(bytes);
      size += bytes.length;
      if (name === 'registry.json') registry = RegistryDump.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
      else pieces += 1;
    }
    throw new Error('There is no manifest.');
  } catch (error) {
    run.signal.throwIfAborted();
    throw (error as NodeJS.ErrnoException).code === 'ENOENT' ? noSuchFile(file, error) : notABackup(file, error);
  }
};

const hasData = async (deps: Deps): Promise<boolean> => {
  const dump = await deps.registry.dump();
  return (
    dump.workspaces.length > 1 ||
    dump.imports.length > 0 ||
    dump.settings.length > 0 ||
    dump.typed_months.length > 0 ||
    dump.survey_rounds.length > 0
  );
};

const markOf = (deps: Deps): string => join(deps.dataDirectory, 'restoring');

/** Nothing stands in the registry while facts are put back; the registry's own rows make them count, all at once. */
const load = async (deps: Deps, file: string, { registry: dump, size }: Checked, run: Run): Promise<void> => {
  const { warehouse, registry } = deps;
  const before = (await registry.workspaces.list()).map(({ id }) => id);
  await withAll(deps, before, async () => {
    await writeFile(markOf(deps), file);
    await registry.clear();
    await deleteEverything(warehouse);
    let done = 0;
    for await (const { name, bytes } of entriesOf(file)) {
      const table = /^facts\/\d+\.(\w+)\.tsv$/.exec(name)?.[1];
      if (table !== undefined) await loadFacts(warehouse, table, bytes);
      done += bytes.length;
      run.progress({ share: Math.min(1, done / size) });
    }
    await registry.load(dump);
    await rm(markOf(deps), { force: true });
  });
};

/** Empties what a restore that was cut off has left half full, so that it can be started again. */
export const finishBrokenRestore = async (deps: Deps): Promise<void> => {
  const file = await readFile(markOf(deps), 'utf8').catch(() => null);
  if (file === null) return;
  deps.log('warn', `a restore was cut off and its data is incomplete: nothing is kept of it, restore ${file} again`);
  await deps.registry.clear();
  await deleteEverything(deps.warehouse);
  await rm(markOf(deps), { force: true });
};

/** `onRestored` is told when other facts may stand under numbers known before. */
export const backupOperations = (deps: Deps, jobs: Jobs, onRestored: () => void): Operations['backups'] => ({
  write: async ({ file }) => {
    const path = resolve(file);
    const exists = await access(path).then(
      () => true,
      () => false,
    );
    if (exists) throw alreadyThere(path);
    return jobs.start('backup', steps.write, (run) => write(deps, path, run));
  },
  restore: async ({ file, replace }) => {
    const path = resolve(file);
    if (!replace && (await hasData(deps))) throw notEmpty(path);
    return jobs.start('restore', steps.check, async (run) => {
      const checked = await check(path, run);
      run.progress({ step: steps.load });
      try {
        await load(deps, path, checked, run);
      } finally {
        onRestored();
      }
    });
  },
});
