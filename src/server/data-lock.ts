import { randomBytes, timingSafeEqual } from 'node:crypto';
import { link, mkdir, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

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

const lockPath = (directory: string): string => join(directory, 'conveyor.lock');

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

const isAlive = async (lock: LockFile): Promise<boolean> => {
  if (lock.pid === process.pid) return lock.bornAt === (await bornAtOf(process.pid)) && lock.bornAt !== '';
  try {
    process.kill(lock.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
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

const readLock = async (path: string): Promise<{ lock: LockFile | null; text: string } | null> => {
  try {
    const text = await readFile(path, 'utf8');
    return { lock: parseLock(text), text };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
};

/** Moves a dead lock aside; a lock somebody else has put there meanwhile is put back. */
const clearDead = async (path: string, text: string): Promise<void> => {
  const aside = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  try {
    await rename(path, aside);
  } catch {
    return;
  }
  if ((await readFile(aside, 'utf8')) !== text) await link(aside, path).catch(() => {});
  await unlink(aside);
};

/** The process that uses the directory now, or null when nobody does; a lock whose process is gone counts as nobody. */
export const holderOf = async (directory: string): Promise<LockFile | null> => {
  const found = await readLock(lockPath(directory));
  return found?.lock && (await isAlive(found.lock)) ? found.lock : null;
};

/**
 * Takes the data directory for this process, making it where it is not there; or tells who has it.
 *
 * The lock appears whole or not at all (a hard link to a finished file), and what a killed process left is taken over.
 */
export const takeDataLock = async (
  directory: string,
  port: number | null,
): Promise<{ lock: DataLock } | { holder: LockFile }> => {
  await mkdir(directory, { recursive: true });
  const path = lockPath(directory);
  const own: LockFile = {
    pid: process.pid,
    bornAt: await bornAtOf(process.pid),
    port,
    token: randomBytes(24).toString('base64url'),
  };
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  const write = (to: string) => writeFile(to, JSON.stringify(own), { mode: 0o600 });
  await write(draft);
  try {
    for (;;) {
      try {
        await link(draft, path);
        break;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const found = await readLock(path);
      if (!found) continue;
      if (found.lock && (await isAlive(found.lock))) return { holder: found.lock };
      await clearDead(path, found.text);
    }
  } finally {
    await unlink(draft);
  }
  return {
    lock: {
      token: own.token,
      publishPort: async (actual) => {
        own.port = actual;
        await write(draft);
        await rename(draft, path);
      },
      release: async () => {
        const found = await readLock(path);
        if (found?.lock?.token === own.token) await unlink(path);
      },
    },
  };
};

/** Whether a request carries the token of the lock file. */
export const isTokenOf = (token: string, authorization: string | undefined): boolean => {
  const given = Buffer.from(authorization ?? '');
  const expected = Buffer.from(`Bearer ${token}`);
  return given.length === expected.length && timingSafeEqual(given, expected);
};
