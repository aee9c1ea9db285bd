import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { entry } from './product.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'conveyor-pipe-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

/** A line as it is typed into a shell, `$conveyor` being the product. */
const shell = (line: string): Promise<{ code: number; stdout: string; stderr: string }> =>
  new Promise((resolve) => {
    const env = { ...process.env, LANG: 'en_GB.UTF-8', LC_ALL: '', CONVEYOR_DATA: join(directory, 'data') };
    const text = line.replaceAll('$conveyor', `'${process.execPath}' '${entry}'`);
    execFile('sh', ['-c', text], { cwd: directory, env }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code ?? -1) : 0, stdout, stderr });
    });
  });

it('messages of a tap come through a pipe of the shell', async () => {
  const messages = [
    { type: 'SCHEMA', stream: 'customers', schema: { properties: { customer_id: {}, name: {} } }, key_properties: [] },
    ...Array.from({ length: 3000 }, (_, id) => ({
      type: 'RECORD',
      stream: 'customers',
      record: { customer_id: `c${id}`, name: 'N' },
    })),
    { type: 'STATE', value: { n: 3000 } },
  ];
  await writeFile(join(directory, 'tap.ndjson'), messages.map((one) => `${JSON.stringify(one)}\n`).join(''));
  const said = await shell('cat tap.ndjson | $conveyor import --singer --source tap');
  expect(said.stderr).toMatch(/customers\s+3,000\s+3,000/);
  expect(said).toMatchObject({ code: 0, stdout: '{"n":3000}\n' });
});

it('a list of files on standard input is nobody’s rows', async () => {
  await writeFile(join(directory, 'a.csv'), 'customer_id,name\na,A\n');
  await writeFile(join(directory, 'b.csv'), 'customer_id,name\nb,B\n');
  await writeFile(join(directory, 'list'), 'a.csv\nb.csv\n');
  const said = await shell('while read -r file; do $conveyor import "$file" --json; done < list');
  const reports = said.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).files[0]);
  expect(reports).toMatchObject([
    { file: 'a.csv', kinds: { customers: { added: 1 } } },
    { file: 'b.csv', kinds: { customers: { added: 1 } } },
  ]);
});
