import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FactKind, factKinds, factShapes } from '../../model/facts.ts';
import type { FileReport } from '../../model/imports.ts';
import type { Mapping } from '../../model/mapping.ts';
import { columnsOfValue } from '../../model/mapping.ts';
import type { ImportJournal } from '../../store/import-journal.ts';
import { type FileImport, importFile, planOf, tablesOf } from '../../store/warehouse/import/import-file.ts';
import type { Warehouse } from '../../store/warehouse/warehouse.ts';
import { type Chance, chanceOf } from './chance.ts';
import { damage } from './damage.ts';
import { type Meaning, spoilSheet } from './mutations.ts';
import { type Seed, truth } from './seeds.ts';
import { type Sheet, type Way, writeSheet } from './sheet.ts';
import { type Taken, type Truth, takenBy, truthOf, type WrongFact, wrongFacts } from './truth.ts';

/** Where spoilt files are brought to. */
export type Place = {
  warehouse: Warehouse;
  journal: ImportJournal;
  /** Makes a workspace, where the journal knows workspaces. */
  make?: (workspace: string) => Promise<unknown>;
};

/** A seed whose truth is known from its own import. */
export type KnownSeed = Seed & {
  answers: Record<string, string>;
  meaning: Meaning;
  real: Truth;
  carried: Set<string>;
  saysAside: boolean;
};

const extensions: Record<Way['format'], string> = {
  delimited: 'csv',
  html: 'xls',
  ndjson: 'ndjson',
  bank: 'txt',
  workbook: 'xlsx',
  zip: 'zip',
  gzip: 'csv.gz',
};

/** Most CPU time one file may take, in seconds: what takes longer counts as a hang. */
const mostSeconds = 10;
/** Waited for whatever else the machine does. */
const waitedMs = 900_000;

type Brought = { reports: FileReport[]; rows: number; seconds: number; input: FileImport };

const inFile = async <T>(bytes: Uint8Array, fileName: string, work: (path: string) => Promise<T>): Promise<T> => {
  const directory = await mkdtemp(join(tmpdir(), 'conveyor-fuzz-'));
  try {
    const path = join(directory, fileName);
    await writeFile(path, bytes);
    return await work(path);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
};

const bring = ({ warehouse, journal }: Place, workspace: string, path: string, fileName: string) => {
  const read = new Map<string, number>();
  const input: FileImport = {
    warehouse,
    journal,
    workspace,
    timeZone: 'Europe/Moscow',
    currency: 'RUB',
    path,
    fileName,
    resumable: false,
    signal: AbortSignal.timeout(waitedMs),
    progress: ({ rows }) => read.set('rows', rows),
  };
  return async (answers: Record<string, string>): Promise<Brought> => {
    const before = process.cpuUsage();
    const reports = await importFile({ ...input, answers });
    const { user, system } = process.cpuUsage(before);
    return { reports, rows: read.get('rows') ?? 0, seconds: (user + system) / 1e6, input: { ...input, answers } };
  };
};

const kindsIn = (reports: readonly FileReport[]): FactKind[] =>
  factKinds.filter((kind) => reports.some(({ kinds }) => kinds[kind] !== undefined));

/** So many files' facts are forgotten at once: each has a workspace of its own, and none is looked at again. */
const forgottenAtOnce = 20;
const toForget = new WeakMap<Warehouse, number>();

const forget = async (warehouse: Warehouse): Promise<void> => {
  const files = (toForget.get(warehouse) ?? 0) + 1;
  toForget.set(warehouse, files % forgottenAtOnce);
  if (files < forgottenAtOnce) return;
  const tables = factKinds.flatMap((kind) => [`versions_${kind}`, `current_${kind}`]);
  for (const table of ['quarantine', ...tables]) await warehouse.command(`TRUNCATE TABLE ${table}`);
};

const meaningOf = (mapping: Mapping): Meaning => {
  const of = (types: readonly string[]) =>
    new Set(
      mapping.outputs.flatMap(({ kind, columns }) =>
        Object.entries(columns).flatMap(([name, value]) =>
          types.includes(String(factShapes[kind].columns.find((column) => column.name === name)?.type))
            ? columnsOfValue(value)
            : [],
        ),
      ),
    );
  const kinds: FactKind[] = [...new Set(mapping.outputs.map(({ kind }) => kind))];
  return { days: of(['moment', 'day', 'month']), numbers: of(['money', 'number']), kinds };
};

const importIdsOf = (reports: readonly FileReport[]): number[] =>
  reports.flatMap(({ import_id: id, problem }) => (id === undefined || problem ? [] : [Number(id)]));

/** Takes a seed in as it is, to learn what its rows say; null where most of its rows give no fact of their own that could be told. */
export const learn = async (place: Place, seed: Seed, workspace: string): Promise<KnownSeed | null> => {
  const fileName = `${seed.name.replace(/\.[^.]+$/, '')}.${extensions[seed.way.format]}`;
  const { bytes } = writeSheet(seed.sheet, seed.way);
  await place.make?.(workspace);
  return inFile(bytes, fileName, async (path) => {
    const take = bring(place, workspace, path, fileName);
    const first = await take({});
    const questions = first.reports[0]?.questions ?? [];
    const answers = Object.fromEntries(questions.map(({ id, answers: [choice] }) => [id, choice?.value ?? '']));
    const { reports, input } = questions.length > 0 ? await take(answers) : first;
    const [importId] = importIdsOf(reports);
    if (importId === undefined) return null;
    const { facts } = await takenBy(place.warehouse, workspace, importId);
    const [opener] = await tablesOf(input);
    if (!opener) throw new Error(`${seed.name} has no table`);
    const { mapping } = await planOf(input, opener);
    const real = truthOf(facts, mapping);
    const known = seed.sheet.lines.filter(({ tag }) => real.byTag.has(tag)).length;
    await forget(place.warehouse);
    if (known * 4 < seed.sheet.lines.length) return null;
    const saysAside = mapping.outputs.some(({ aside }) => aside !== undefined);
    const carried = new Set(mapping.carried?.columns ?? []);
    return { ...seed, answers, meaning: meaningOf(mapping), real, carried, saysAside };
  });
};

const copyOf = ({ columns, lines, preface }: Sheet): Sheet => ({
  columns: columns.map((column) => ({ ...column })),
  lines: lines.map((line) => ({ ...line, cells: [...line.cells], touched: new Set<string>() })),
  preface: [...preface],
  altered: new Set(),
  reworded: new Set(),
});

/** A spoilt file, with what is known of it. */
type Spoilt = { sheet: Sheet; way: Way; bytes: Buffer; how: string[] };

const spoil = (seed: KnownSeed, chance: Chance): Spoilt => {
  const sheet = copyOf(seed.sheet);
  const way = { ...seed.way };
  const how = spoilSheet({ seed, meaning: seed.meaning, sheet, way, chance });
  const written = writeSheet(sheet, way);
  if (how.length > 0 && chance.share() < 0.5) return { sheet, way, bytes: written.bytes, how };
  const damaged = damage(written, sheet, way, chance);
  return { sheet, way, bytes: damaged.bytes, how: [...how, ...damaged.how] };
};

/** What became of one spoilt file. */
export type Outcome = {
  index: number;
  seed: string;
  how: string[];
  end: 'taken' | 'refused' | 'some rows refused' | 'crash';
  seconds: number;
  hangs: boolean;
  wrong: WrongFact[];
  /** Rows that are in no count, or whose truth stands in the file and in nothing that came of it. */
  lost: string[];
  codes: string[];
  error?: unknown;
};

const isReadAsBytes = ({ way, sheet }: Spoilt): boolean =>
  (way.format === 'delimited' || way.format === 'bank' || way.format === 'ndjson') &&
  !way.encoding.startsWith('utf-16') &&
  !way.mark.startsWith('utf-16') &&
  !sheet.altered.has(truth) &&
  sheet.columns.some(({ title }) => title === truth);

/** Rows whose truth stands in the file and in nothing that came of it. */
const unseen = (spoilt: Spoilt, known: Truth['byTag'], seen: ReadonlySet<string>): string[] => {
  if (!isReadAsBytes(spoilt)) return [];
  const text = spoilt.bytes.toString('latin1');
  return [...new Set(spoilt.sheet.lines.map(({ tag }) => tag))].filter(
    (tag) => known.has(tag) && text.includes(tag) && !seen.has(tag),
  );
};

const judge = async (
  { warehouse }: Place,
  seed: KnownSeed,
  spoilt: Spoilt,
  workspace: string,
  brought: Brought,
): Promise<Pick<Outcome, 'end' | 'wrong' | 'lost'>> => {
  const { reports } = brought;
  const ids = importIdsOf(reports);
  if (ids.length === 0) {
    const isTold = reports.every(({ problem }) => problem && /[а-яё]/i.test(problem.text.ru) && problem.text.en !== '');
    return { end: isTold && reports.length > 0 ? 'refused' : 'crash', wrong: [], lost: [] };
  }
  const facts: Taken[] = [];
  const lines = new Set<string>();
  // A truth may have been spoilt, or moved to another column: it is looked for in all there is.
  let text = '';
  let isRefusing = false;
  for (const id of ids) {
    const taken = await takenBy(warehouse, workspace, id, kindsIn(reports));
    // One by one: there may be more than a call takes.
    for (const fact of taken.facts) facts.push(fact);
    for (const { line } of [...taken.facts, ...taken.refused]) lines.add(`${id}:${line}`);
    for (const row of [...taken.facts, ...taken.refused]) text += `${row.text} `;
    isRefusing ||= taken.refused.length > 0;
  }
  const leftOut = reports.reduce((sum, report) => sum + (report.left_out ?? 0), 0);
  const totals = reports.reduce((sum, report) => sum + (report.totals ?? 0), 0);
  const seen = new Set([...seed.real.byTag.keys()].filter((tag) => text.includes(tag)));
  const hidden = unseen(spoilt, seed.real.byTag, seen);
  const uncounted = reports.length === 1 && !seed.saysAside && lines.size + leftOut !== brought.rows;
  return {
    end: isRefusing ? 'some rows refused' : 'taken',
    wrong: wrongFacts(facts, spoilt.sheet, seed.real, seed.carried),
    lost: [
      ...(uncounted ? [`${lines.size} + ${leftOut} of ${brought.rows} rows`] : []),
      ...(hidden.length > leftOut + totals ? hidden : []),
    ],
  };
};

/** Spoils a seed by a number that decides all of it, brings it in, and looks at what became of it. */
export const fuzzOne = async (place: Place, seeds: readonly KnownSeed[], index: number): Promise<Outcome> => {
  const chance = chanceOf(index * 7919 + 13);
  const seed = chance.pick(seeds);
  const spoilt = spoil(seed, chance);
  const fileName = `f${index}.${extensions[spoilt.way.format]}`;
  const workspace = `fuzz${index}`;
  const named = { index, seed: seed.name, how: spoilt.how };
  const nothing = { wrong: [], lost: [], codes: [], seconds: 0, hangs: false };
  try {
    await place.make?.(workspace);
    return await inFile(spoilt.bytes, fileName, async (path) => {
      const brought = await bring(place, workspace, path, fileName)(seed.answers);
      const judged = await judge(place, seed, spoilt, workspace, brought);
      const codes = brought.reports.flatMap(({ problem }) => problem?.code ?? []);
      const { seconds } = brought;
      await forget(place.warehouse);
      return { ...named, ...judged, codes, seconds, hangs: seconds > mostSeconds || codes.includes('cancelled') };
    });
  } catch (error) {
    return { ...named, ...nothing, end: 'crash', error };
  }
};

/** The bytes of the file a number gives, to look at. */
export const fileOf = (seeds: readonly KnownSeed[], index: number): Buffer => {
  const chance = chanceOf(index * 7919 + 13);
  return spoil(chance.pick(seeds), chance).bytes;
};
