import type { SourceLocation } from '../../../model/sources.ts';
import type { Warehouse } from '../warehouse.ts';
import { fetchProblem } from './fetch-problems.ts';
import { literal } from './literal.ts';

type Place = Extract<SourceLocation, { kind: 's3' }>;

export type S3Object = { url: string; key: string; bytes: number; stamp: string };

type How = { secretKey: string; signal: AbortSignal };

const settings = { s3_retry_attempts: 3, s3_max_redirects: 2, s3_connect_timeout_ms: 10_000 };

/** The engine holds an object that is no Parquet in memory whole. */
export const mostWholeBytes = 256_000_000;

const login = (place: Place, secretKey: string): string =>
  // Without keys the engine would look for the machine's own.
  place.accessKeyId === '' ? 'NOSIGN' : `${literal(place.accessKeyId)}, ${literal(secretKey)}`;

/** The address of an object the engine found at `path` (`bucket/key`): in the path or in the host's name, as the source's own has it. */
const urlOf = (place: Place, path: string): string => {
  const { origin, pathname } = new URL(place.url);
  const bucket = path.slice(0, path.indexOf('/'));
  return pathname.startsWith(`/${bucket}/`) ? `${origin}/${path}` : `${origin}/${path.slice(bucket.length + 1)}`;
};

const serverOf = (place: Place): string => new URL(place.url).host;

/** The objects at an S3 address, several where it has `*`; the stamp changes when the object does. Problems: as `fetchQuery`. */
export const listS3 = async (warehouse: Warehouse, place: Place, how: How): Promise<S3Object[]> => {
  try {
    const found = await warehouse.rows<{ path: string; size: string; time: string; etag: string }>(
      `SELECT _path AS path, toString(_size) AS size, toString(_time) AS time, _etag AS etag
       FROM s3(${literal(place.url)}, ${login(place, how.secretKey)}, 'One') ORDER BY path`,
      { settings, signal: how.signal },
    );
    return found.map(({ path, size, time, etag }) => ({
      url: urlOf(place, path),
      key: path,
      bytes: Number(size),
      stamp: `${size} ${time} ${etag}`,
    }));
  } catch (error) {
    how.signal.throwIfAborted();
    throw fetchProblem(error, serverOf(place), [how.secretKey]);
  }
};

/** Writes one object into a file: Parquet row group by row group, anything else as its bytes are. Problems: as `fetchQuery`. */
export const fetchS3 = async (
  warehouse: Warehouse,
  place: Place,
  object: S3Object,
  how: How & { path: string },
): Promise<void> => {
  const format = /\.parquet$/i.test(object.key) ? 'Parquet' : 'RawBLOB';
  try {
    await warehouse.save(
      `SELECT * FROM s3(${literal(object.url)}, ${login(place, how.secretKey)}, '${format}')`,
      format,
      how.path,
      { settings, signal: how.signal },
    );
  } catch (error) {
    how.signal.throwIfAborted();
    throw fetchProblem(error, serverOf(place), [how.secretKey]);
  }
};
