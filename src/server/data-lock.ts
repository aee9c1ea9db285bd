import { randomBytes, timingSafeEqual } from 'node:crypto';
import { link, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { Problem } from '../model/problem.ts';

/** Who uses a data directory: written beside the data, readable by its owner only. */
const LockFile = z.object({
  pid: z.number().int().positive(),
  /** When the process began, in the machine's own count; tells a process from a later one with the same number. */
  bornAt: z.string(),
  /** Where it answers; null for a command that works alone. */
  port: z.number().int().nullable(),
  /** Proves to the server that a request comes from someone who can read this file. */
  token: z.string(),
});
export type LockFile = z.infer<typeof LockFile>;

export type DataLock = { token: string; publishPort(port: number): Promise<void>; release(): Promise<void> };

/**
 * Locks are numbered files and the greatest number stands. A new one is made only beside a dead one and under the next number,
 * so of many who find the same dead lock one makes it; the last file always stays, so a number never comes twice.
 */
const lockName = /^conveyor\.lock\.(\d+)$/;
const pathOf = (directory: string, number: number): string => join(directory, `conveyor.lock.${number}`);
const released = '{}';

/** On Linux the boot and the tick the process began at; '' where the system does not tell. */
const bornAtOf = async (pid: number): Promise<string> => {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
    // Fields are counted after the command's name, which may hold spaces and brackets itself.
    return `${boot.trim()}:${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`;
  } catch {
    return '';
  }
};

const isErrno = (error: unknown, code: string): boolean => (error as NodeJS.ErrnoException).code === code;

const unusable = (directory: string, error: unknown): unknown => {
  const { code } = error as NodeJS.ErrnoException;
  // A full disk has its own sentence; what has no code is no answer of the file system.
  if (code === undefined || code === 'ENOSPC') return error;
  const text = {
    ru: `Папкой данных ${directory} нельзя пользоваться (${code}): укажите папку, куда можно писать.`,
    en: `The data directory ${directory} can’t be used (${code}): name a directory that can be written to.`,
  };
  return new Problem({ code: 'data_unusable', kind: 'input', text, where: { data: directory } }, { cause: error });
};

/** Makes a directory and those above it; Node's own recursive way tries for ever where the system denies a name, as below /proc. */
const makeDirectory = async (directory: string): Promise<void> => {
  const make = (): Promise<void> =>
    mkdir(directory).catch((error: unknown) => {
      if (!isErrno(error, 'EEXIST')) throw error;
    });
  try {
    await make();
  } catch (error) {
    const above = dirname(directory);
    const isAboveThere = await readdir(above).then(
      () => true,
      () => false,
    );
    if (!isErrno(error, 'ENOENT') || isAboveThere || above === directory) throw error;
    await makeDirectory(above);
    await make();
  }
};

const isAlive = async (lock: LockFile): Promise<boolean> => {
  if (lock.pid === process.pid) return lock.bornAt === (await bornAtOf(process.pid)) && lock.bornAt !== '';
  try {
    process.kill(lock.pid, 0);
  } catch (error) {
    if (!isErrno(error, 'EPERM')) return false;
  }
  return lock.bornAt === '' || lock.bornAt === (await bornAtOf(lock.pid));
};

const parseLock = (text: string): LockFile | null => {
  try {
    return LockFile.parse(JSON.parse(text));
  } catch {
    return null;
  }
};

const numbersIn = async (directory: string): Promise<number[]> => {
  const names = await readdir(directory).catch((error: unknown) => {
    if (isErrno(error, 'ENOENT')) return [];
    throw error;
  });
  return names.map((name) => Number(lockName.exec(name)?.[1] ?? 0)).filter((number) => number > 0);
};

const readLock = async (path: string): Promise<LockFile | null> => {
  try {
    return parseLock(await readFile(path, 'utf8'));
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return null;
    throw error;
  }
};

const standing = async (directory: string): Promise<{ number: number; holder: LockFile | null }> => {
  const number = Math.max(0, ...(await numbersIn(directory)));
  const lock = number === 0 ? null : await readLock(pathOf(directory, number));
  return { number, holder: lock && (await isAlive(lock)) ? lock : null };
};

/**
 * The process that uses the directory now, or null when nobody does; a lock whose process is gone counts as nobody.
 *
 * A path that can't be a data directory is a problem: `data_unusable`.
 */
export const holderOf = async (directory: string): Promise<LockFile | null> => {
  try {
    return (await standing(directory)).holder;
  } catch (error) {
    throw unusable(directory, error);
  }
};

const remove = (path: string): Promise<void> => rm(path, { force: true });

/** Puts the finished draft under the next number; false when somebody else was first. */
const claim = async (directory: string, draft: string, number: number): Promise<boolean> => {
  const path = pathOf(directory, number);
  try {
    await link(draft, path);
  } catch (error) {
    if (isErrno(error, 'EEXIST')) return false;
    throw error;
  }
  const numbers = await numbersIn(directory);
  if (numbers.some((other) => other > number)) {
    await remove(path);
    return false;
  }
  for (const older of numbers) if (older < number) await remove(pathOf(directory, older));
  return true;
};

const take = async (directory: string, port: number | null): Promise<{ lock: DataLock } | { holder: LockFile }> => {
  await makeDirectory(directory);
  const own: LockFile = {
    pid: process.pid,
    bornAt: await bornAtOf(process.pid),
    port,
    token: randomBytes(24).toString('base64url'),
  };
  const draft = join(directory, `conveyor.lock.draft-${process.pid}-${randomBytes(4).toString('hex')}`);
  const write = (content: string) => writeFile(draft, content, { mode: 0o600 });
  await write(JSON.stringify(own));
  let path = '';
  try {
    while (path === '') {
      const { number, holder } = await standing(directory);
      if (holder) return { holder };
      if (await claim(directory, draft, number + 1)) path = pathOf(directory, number + 1);
    }
  } finally {
    await remove(draft);
  }
  const rewrite = async (content: string): Promise<void> => {
    await write(content);
    await rename(draft, path);
  };
  return {
    lock: {
      token: own.token,
      publishPort: (actual) => rewrite(JSON.stringify({ ...own, port: actual })),
      release: async () => {
        if ((await readLock(path))?.token === own.token) await rewrite(released);
      },
    },
  };
};

/**
 * Takes the data directory for this process, making it where it is not there; or tells who has it.
 *
 * The lock appears whole or not at all (a hard link to a finished file), and what a killed process left is taken over.
 * A path that can't be made or written to is a problem: `data_unusable`.
 */
export const takeDataLock = async (
  directory: string,
  port: number | null,
): Promise<{ lock: DataLock } | { holder: LockFile }> => {
  try {
    return await take(directory, port);
  } catch (error) {
    throw unusable(directory, error);
  }
};

/** Whether a request carries the token of the lock file. */
export const isTokenOf = (token: string, authorization: string | undefined): boolean => {
  const given = Buffer.from(authorization ?? '');
  const expected = Buffer.from(`Bearer ${token}`);
  return given.length === expected.length && timingSafeEqual(given, expected);
};
