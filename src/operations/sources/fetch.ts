import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { SourceLocation } from '../../model/sources.ts';
import { fetchClickhouse } from '../../store/warehouse/fetch/clickhouse.ts';
import { fetchQuery, queryFileType } from '../../store/warehouse/fetch/query.ts';
import { fetchS3, listS3, mostWholeBytes } from '../../store/warehouse/fetch/s3.ts';
import { openAddresses } from './addresses.ts';
import {
  type AllBrought,
  type Brought,
  type Fetching,
  FetchProblem,
  placeFor,
  safeName,
  tooLarge,
} from './fetching.ts';
import { bringFolder } from './folder.ts';
import { bringHttp } from './http.ts';

type Queried = Extract<SourceLocation, { kind: 'postgresql' | 'mysql' | 'clickhouse' }>;
type S3 = Extract<SourceLocation, { kind: 's3' }>;

const lineFeed = 10;

const lookInto = async (path: string): Promise<{ bytes: number; hash: string; lines: number }> => {
  const hash = createHash('sha256');
  let bytes = 0;
  let lines = 0;
  for await (const piece of createReadStream(path) as AsyncIterable<Buffer>) {
    hash.update(piece);
    bytes += piece.length;
    for (let at = piece.indexOf(lineFeed); at >= 0; at = piece.indexOf(lineFeed, at + 1)) lines += 1;
  }
  return { bytes, hash: hash.digest('hex'), lines };
};

async function* bringQuery(place: Queried, name: string, fetching: Fetching): AsyncGenerator<Brought> {
  const { warehouse, secrets, scratch, signal, firstRows } = fetching;
  await openAddresses(place.host);
  const fileName = `${safeName(name)}.${queryFileType[place.kind]}`;
  const path = join(scratch, fileName);
  const how = { password: secrets.password ?? '', path, firstRows, signal };
  if (place.kind === 'clickhouse') await fetchClickhouse(place, how);
  else await fetchQuery(warehouse, place, how);
  const { bytes, hash, lines } = await lookInto(path);
  // A header alone is no rows.
  const isEmpty = lines <= (queryFileType[place.kind] === 'csv' ? 1 : 0);
  yield { place: '', stamp: '', hash, file: isEmpty ? null : { path, name: fileName, bytes } };
}

async function* bringS3(place: S3, fetching: Fetching): AsyncGenerator<Brought, AllBrought> {
  const { warehouse, secrets, scratch, signal, seen, firstRows } = fetching;
  await openAddresses(new URL(place.url).hostname);
  const how = { secretKey: secrets.secretAccessKey ?? '', signal };
  const objects = await listS3(warehouse, place, how);
  for (const [at, object] of objects.entries()) {
    signal.throwIfAborted();
    if (seen[object.key]?.stamp === object.stamp) continue;
    if (object.bytes > place.maxMegabytes * 1e6) throw tooLarge(object.key, place.maxMegabytes);
    const isParquet = /\.parquet$/i.test(object.key);
    if (!isParquet && object.bytes > mostWholeBytes) throw tooLarge(object.key, mostWholeBytes / 1e6);
    const name = safeName(object.key.split('/').at(-1) ?? object.key);
    const path = await placeFor(scratch, at, name);
    await fetchS3(warehouse, place, object, { ...how, path });
    const { bytes, hash } = await lookInto(path);
    if (!isParquet && bytes !== object.bytes)
      throw new FetchProblem(
        'source_broken_off',
        `Файл ${object.key} пришёл не целиком. Ничего из него не загружено.`,
        `The file ${object.key} did not come whole. Nothing of it was imported.`,
        { where: { file: object.key } },
      );
    yield { place: object.key, stamp: object.stamp, hash, file: { path, name, bytes } };
    if (firstRows !== null) break;
  }
  return { growing: 0, present: objects.map(({ key }) => key) };
}

/** Brings what a source has that was not seen before, file by file; `name` is what a query's rows are called. */
export async function* bring(
  place: SourceLocation,
  name: string,
  fetching: Fetching,
  dataDirectory: string,
): AsyncGenerator<Brought, AllBrought> {
  switch (place.kind) {
    case 'folder':
      return yield* bringFolder(place, fetching, dataDirectory);
    case 'http':
      yield* bringHttp(place, fetching);
      break;
    case 's3':
      return yield* bringS3(place, fetching);
    case 'singer':
      throw new FetchProblem(
        'source_is_sent',
        `Источник «${name}» присылает данные сам: tap-… | npx conveyor import --singer --source ${name}.`,
        `The source “${name}” sends its data itself: tap-… | npx conveyor import --singer --source ${name}.`,
        { where: { source: name }, isLasting: true },
      );
    default:
      yield* bringQuery(place, name, fetching);
  }
  return { growing: 0, present: null };
}
