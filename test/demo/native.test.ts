import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { demoFiles, generateDemoCompany, isOfWorkspace } from '../../src/demo/demo.ts';
import { nativeFiles, writeNativeFiles } from '../../src/demo/native/native.ts';
import type { CustomerRow } from '../../src/model/customers.ts';
import type { FileReport } from '../../src/model/imports.ts';
import { type Answer, Dimension } from '../../src/model/metric.ts';
import { useInstallation } from './two-companies.ts';

const examples = fileURLToPath(new URL('../../examples/clearloop-native/', import.meta.url));
const facts = generateDemoCompany();
const canonical = demoFiles(facts).filter((file) => !isOfWorkspace(file));
const native = nativeFiles(facts);

const place = useInstallation();
const reports = new Map<string, FileReport>();
const all = { from: '2023-01-01', to: '2026-01-01' };
const year = { from: '2025-01-01', to: '2026-01-01' };

beforeAll(async () => {
  await place.company('canonical');
  await place.company('native');
  await place.bring('canonical', canonical, 'main');
  const inGroups = [...native].sort((a, b) => JSON.stringify(a.answers).localeCompare(JSON.stringify(b.answers)));
  for (const report of await place.bring('native', inGroups)) reports.set(report.file, report);
}, 300_000);

type Asked = { from: string; to: string; by?: Dimension[]; every?: 'month' };

const answersOf = async (workspace: string, { by = [], ...asked }: Asked): Promise<Map<string, string>> => {
  const keyOf = ({ metric, period, by: part }: Answer): string => JSON.stringify([metric, period, part]);
  const { answers } = await place.operations().measure({ workspace, by, compare: false, ...asked });
  expect(answers.length).toBeGreaterThan(0);
  return new Map(answers.map((answer) => [keyOf(answer), JSON.stringify(answer)]));
};

/** Answers of the two companies that differ in value, reason, number of cases, interval or note: none. */
const differing = async (asked: Asked): Promise<(string | undefined)[][]> => {
  const [one, other] = [await answersOf('canonical', asked), await answersOf('native', asked)];
  return [...new Set([...one.keys(), ...other.keys()])]
    .filter((key) => one.get(key) !== other.get(key))
    .map((key) => [one.get(key), other.get(key)]);
};

describe('the files of the programs', () => {
  it('are those in examples, the same in every run', async () => {
    const written = (await readdir(examples)).filter((name) => !name.endsWith('.md')).sort();
    expect(written).toEqual(native.map(({ name }) => name).sort());
    const again = join(place.directory(), 'again');
    await writeNativeFiles(again);
    for (const { name, bytes } of native)
      for (const directory of [examples, again])
        expect((await readFile(join(directory, name))).equals(Buffer.from(bytes)), name).toBe(true);
  });

  it('are named, with what they need to be told, in their README', async () => {
    const text = await readFile(join(examples, 'README.md'), 'utf8');
    for (const { name, answers } of native) {
      const line = text.split('\n').find((each) => each.includes(`| \`${name}\``)) ?? '';
      for (const [question, answer] of Object.entries(answers)) expect(line).toContain(`\`${question}=${answer}\``);
      expect(line, name).not.toBe('');
    }
  });

  it('are recognised for sure and taken whole', async () => {
    for (const { name, layout } of native) {
      const report = reports.get(name);
      expect(report?.problem, name).toBeUndefined();
      expect([report?.layout, report?.sureness], name).toEqual([layout, 'sure']);
      for (const [kind, { quarantined }] of Object.entries(report?.kinds ?? {}))
        expect([name, kind, quarantined]).toEqual([name, kind, 0]);
    }
  });
});

describe('what they come to is what canonical files come to', () => {
  const whole: { part: string; by: Dimension[] } = { part: 'as a whole', by: [] };
  const parts = [whole, ...Dimension.options.map((each) => ({ part: `by ${each}`, by: [each] }))];

  it.each(parts)(
    'every metric of 2025 and its months, $part',
    async ({ by }) => {
      expect(await differing({ ...year, by })).toEqual([]);
      expect(await differing({ ...year, by, every: 'month' })).toEqual([]);
    },
    120_000,
  );

  it('every metric of each of the thirty-six months', async () => {
    expect(await differing({ ...all, every: 'month' })).toEqual([]);
  });

  it('the conveyor of every month of 2025 and of each segment', async () => {
    const segments = ['Частные дома', 'HoReCa: кофейни и рестораны', 'Малые производства', 'Дилеры-монтажники'];
    const months = Array.from({ length: 12 }, (_, at) => new Date(Date.UTC(2025, at, 1)).toISOString().slice(0, 10));
    const asked = [
      ...months.map((from, at) => ({ from, to: months[at + 1] ?? year.to })),
      ...segments.map((segment) => ({ ...year, filter: { segment: [segment] } })),
    ];
    for (const period of asked) {
      const shown = (workspace: string) => place.operations().conveyor({ workspace, ...period });
      expect(await shown('native')).toEqual(await shown('canonical'));
    }
  });

  it('the same customers, put together of several records each', async () => {
    const { records, customers, joined } = await place.operations().identity.summary({ workspace: 'native' });
    expect(customers).toBeGreaterThan(4_900);
    expect(records).toBeGreaterThan(2 * customers);
    expect(joined).toBeGreaterThan(4_000);
    const histories = async (workspace: string): Promise<string[]> => {
      const rows: CustomerRow[] = [];
      for (let cursor: string | undefined, isMore = true; isMore; isMore = cursor !== undefined) {
        const asked = { workspace, sort: 'name', descending: false, limit: 1000 } as const;
        const page = await place.operations().customers.list(cursor === undefined ? asked : { ...asked, cursor });
        rows.push(...page.rows);
        cursor = page.cursor;
      }
      // Names of companies that are called alike are told apart by numbers in the programs, and ids are the programs' own.
      return rows.map(({ id: _, name: __, ...life }) => JSON.stringify(life)).sort();
    };
    const [one, other] = [await histories('canonical'), await histories('native')];
    expect(one.length).toBeGreaterThan(4_900);
    expect(other).toEqual(one);
  });
});
