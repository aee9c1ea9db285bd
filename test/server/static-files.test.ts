import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStaticFiles } from '../../src/server/static-files.ts';

let directory: string;
const program = 'export const product = "Conveyor";\n'.repeat(100);

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'conveyor-static-'));
  await mkdir(join(directory, 'assets'));
  await writeFile(join(directory, 'assets/start.js'), program);
  await writeFile(join(directory, 'assets/start.js.gz'), gzipSync(program));
  await writeFile(join(directory, 'assets/small.js'), 'export {};');
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const ask = async (path: string, headers: Record<string, string> = {}): Promise<Response> => {
  const answer = await createStaticFiles(directory)(new Request(`http://localhost${path}`, { headers }));
  if (answer === null) throw new Error(`${path} is not there`);
  return answer;
};
const bytesOf = async (answer: Response): Promise<Buffer> => Buffer.from(await answer.arrayBuffer());

describe('files of the web app', () => {
  it('are sent packed to whoever takes that, and as they are to everybody else', async () => {
    const packed = await ask('/assets/start.js', { 'accept-encoding': 'gzip, deflate, br' });
    const bytes = await bytesOf(packed);
    expect(packed.headers.get('content-encoding')).toBe('gzip');
    expect(packed.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(packed.headers.get('content-length')).toBe(String(bytes.length));
    expect(gunzipSync(bytes).toString()).toBe(program);
    for (const accepted of [undefined, 'identity', 'br', 'gzip;q=0', 'gzip;q=0.0']) {
      const plain = await ask('/assets/start.js', accepted === undefined ? {} : { 'accept-encoding': accepted });
      expect([accepted, plain.headers.get('content-encoding')]).toEqual([accepted, null]);
      expect((await bytesOf(plain)).toString()).toBe(program);
    }
  });

  it('are told apart by their tags, and sent as they are where nothing is packed', async () => {
    const packed = await ask('/assets/start.js', { 'accept-encoding': 'gzip' });
    const plain = await ask('/assets/start.js');
    expect(packed.headers.get('etag')).not.toBe(plain.headers.get('etag'));
    expect([packed.headers.get('vary'), plain.headers.get('vary')]).toEqual(['accept-encoding', 'accept-encoding']);
    const known = { 'accept-encoding': 'gzip', 'if-none-match': packed.headers.get('etag') ?? '' };
    expect((await ask('/assets/start.js', known)).status).toBe(304);
    const small = await ask('/assets/small.js', { 'accept-encoding': 'gzip;q=0.5' });
    expect([small.headers.get('content-encoding'), (await bytesOf(small)).toString()]).toEqual([null, 'export {};']);
  });
});
