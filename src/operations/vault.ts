import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../model/problem.ts';

/** Seals secrets for keeping and opens them again; each only for the source and the name it was sealed for. */
export type Vault = {
  seal(place: string, secret: string): Promise<string>;
  /** Problems: `secret_key_missing`, `secret_key_differs`, `secret_damaged`. */
  open(place: string, sealed: string): Promise<string>;
  /** A key of its own for another purpose, the same as long as this key is; 64 hexadecimal digits. */
  derive(purpose: string): Promise<string>;
};

export const keyFileName = 'secret.key';
const cipher = 'aes-256-gcm';
const shape = /^[0-9a-f]{64}$/;

const problemOf = (code: string, ru: string, en: string, cause?: unknown): Problem =>
  new Problem({ code, kind: 'input', text: { ru, en } }, { cause });

const missing = (): Problem =>
  problemOf(
    'secret_key_missing',
    'Ключа, которым зашифрованы пароли источников, здесь нет (файл secret.key или CONVEYOR_SECRET_KEY): верните его или введите пароли заново.',
    'The key that the sources’ passwords are encrypted with is not here (secret.key or CONVEYOR_SECRET_KEY): put it back, or enter the passwords again.',
  );
const differs = (): Problem =>
  problemOf(
    'secret_key_differs',
    'Пароль источника зашифрован другим ключом: верните прежний secret.key (или CONVEYOR_SECRET_KEY) или введите пароль заново.',
    'The source’s password was encrypted with another key: put the former secret.key (or CONVEYOR_SECRET_KEY) back, or enter the password again.',
  );
const damaged = (cause?: unknown): Problem =>
  problemOf(
    'secret_damaged',
    'Сохранённый пароль источника повреждён: введите его заново.',
    'The source’s kept password is damaged: enter it again.',
    cause,
  );
const badKeyFile = (path: string): Problem =>
  problemOf(
    'secret_key_unreadable',
    `В файле ${path} не ключ: ожидаются 64 шестнадцатеричные цифры.`,
    `The file ${path} holds no key: 64 hexadecimal digits are expected.`,
  );

const idOf = (key: Buffer): string => createHash('sha256').update(key).digest('hex').slice(0, 12);

const readKey = async (path: string): Promise<Buffer | null> => {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return null;
  if (!shape.test(text.trim())) throw badKeyFile(path);
  return Buffer.from(text.trim(), 'hex');
};

/** A new key, whole on disk before anything is sealed with it; where somebody else was first, theirs. */
const makeKey = async (directory: string, path: string): Promise<Buffer> => {
  const key = randomBytes(32);
  await mkdir(directory, { recursive: true });
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    const file = await open(draft, 'wx', 0o600);
    await file.writeFile(`${key.toString('hex')}\n`);
    await file.sync();
    await file.close();
    // A second name is given only where there is none: nobody ever meets half a key.
    await link(draft, path);
    return key;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const theirs = await readKey(path);
    if (theirs === null) throw error;
    return theirs;
  } finally {
    await rm(draft, { force: true });
  }
};

/**
 * The vault of a data directory: AES-256-GCM under the key in its `secret.key`, which only its owner may read, or under `given`.
 *
 * The file is made when something is first sealed. A sealed text names its key by a fingerprint, so that a wrong key is told from damage.
 */
export const openVault = (directory: string, given: string | null): Vault => {
  const path = join(directory, keyFileName);
  const find = async (): Promise<Buffer | null> => (given === null ? readKey(path) : Buffer.from(given, 'hex'));
  const mine = async (): Promise<Buffer> => (await find()) ?? (await makeKey(directory, path));
  return {
    derive: async (purpose) => Buffer.from(hkdfSync('sha256', await mine(), '', purpose, 32)).toString('hex'),
    seal: async (place, secret) => {
      const key = await mine();
      const start = randomBytes(12);
      const sealing = createCipheriv(cipher, key, start).setAAD(Buffer.from(place));
      const sealed = Buffer.concat([sealing.update(secret, 'utf8'), sealing.final()]);
      return ['v1', idOf(key), ...[start, sealing.getAuthTag(), sealed].map((part) => part.toString('base64url'))].join(
        '.',
      );
    },
    open: async (place, sealed) => {
      const [version, id, start, tag, text] = sealed.split('.');
      if (version !== 'v1' || id === undefined || !start || !tag || text === undefined) throw damaged();
      const key = await find();
      if (key === null) throw missing();
      if (idOf(key) !== id) throw differs();
      try {
        const opening = createDecipheriv(cipher, key, Buffer.from(start, 'base64url'), { authTagLength: 16 })
          .setAAD(Buffer.from(place))
          .setAuthTag(Buffer.from(tag, 'base64url'));
        return Buffer.concat([opening.update(Buffer.from(text, 'base64url')), opening.final()]).toString('utf8');
      } catch (error) {
        throw damaged(error);
      }
    },
  };
};
