import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { demoSettings } from '../../src/demo/demo.ts';
import { factKinds } from '../../src/model/facts.ts';
import { conveyorFacts } from '../../src/operations/conveyor.ts';
import { createJobs } from '../../src/operations/jobs.ts';
import { createLedgers } from '../../src/operations/ledger.ts';
import { measure } from '../../src/operations/measure.ts';
import { readSetting } from '../../src/operations/setting-values.ts';
import { openPglite } from '../../src/store/registry/engines/pglite.ts';
import { openRegistry } from '../../src/store/registry/registry.ts';
import { openChdb } from '../../src/store/warehouse/engines/chdb.ts';
import { importFile, resumeImport } from '../../src/store/warehouse/import/import-file.ts';
import { recover, undoImport } from '../../src/store/warehouse/import/undo.ts';
import { migrate } from '../../src/store/warehouse/migrate.ts';
import type { Sending } from './permutation.ts';

/**
 * Sends files in the order it is told, some several times, and takes some back, going on after each kill where it stood. When all is done it
 * tells what the facts and the numbers of each workspace are.
 */
const directory = process.argv[2] ?? '';
const sending = JSON.parse(readFileSync(join(directory, 'sending.json'), 'utf8')) as Sending;
const clock = () => new Date('2026-01-05T09:00:00Z');
const registry = await openRegistry(await openPglite(join(directory, 'registry')), clock);
const warehouse = await openChdb(join(directory, 'warehouse'));
await migrate(warehouse);
const { journal } = registry;
const say = (...words: string[]) => console.log(words.join(' '));

const import_ = async (workspace: string, name: string): Promise<void> => {
  const file = sending.files.find((each) => each.name === name);
  if (!file) throw new Error(`no file ${name}`);
  const [report] = await importFile({
    warehouse,
    journal,
    workspace,
    timeZone: 'Europe/Moscow',
    currency: 'RUB',
    ...(sending.source ? { source: sending.source } : {}),
    path: join(directory, name),
    fileName: name,
    answers: { ...file.answers },
    progress: () => say('step'),
  });
  if (!report || report.problem) throw new Error(`${name}: ${report?.problem?.text.en}`);
};

const undo = async (workspace: string, name: string): Promise<void> => {
  const standing = (await journal.list(workspace)).filter(({ file, state }) => file === name && state === 'done');
  const [oldest] = standing.sort((a, b) => Number(a.id) - Number(b.id));
  if (oldest) await undoImport({ warehouse, journal, workspace, importId: Number(oldest.id) });
};

/** Files whose every import was taken back. */
const missing = async (workspace: string): Promise<string[]> => {
  const done = (await journal.list(workspace)).flatMap(({ file, state }) => (state === 'done' ? [file] : []));
  return sending.files.map(({ name }) => name).filter((name) => !done.includes(name));
};

const reached = join(directory, 'reached');
const begin = async (): Promise<number> => {
  try {
    return Number(readFileSync(reached, 'utf8'));
  } catch {
    for (const workspace of sending.workspaces) {
      await registry.workspaces.create({ id: workspace, name: { ru: workspace, en: workspace }, isDemo: false });
      const given = Object.fromEntries(
        Object.entries(demoSettings).map(([key, text]) => [key, readSetting(key, text).value]),
      );
      await registry.settings.write(workspace, given);
    }
    return 0;
  }
};

const stateOf = async (workspace: string): Promise<Record<string, string>> => {
  const state: Record<string, string> = {};
  for (const kind of factKinds) {
    const own = 'workspace, import_id, line, revision, deleted, key';
    const [row] = await warehouse.rows<{ state: string }>(
      `SELECT concat(toString(count()), ' ', toString(sum(cityHash64(toString(tuple(* EXCEPT (${own}))))))) AS state
        FROM current_${kind} FINAL WHERE workspace = {workspace:String}`,
      { parameters: { workspace } },
    );
    state[kind] = row?.state ?? '';
  }
  return state;
};

for (const { importId, state } of await journal.unfinished()) say('found', state, String(importId));
await recover({ warehouse, journal });
const from = await begin();
let isReady = false;
/** What comes to the first workspace is what the others are compared with: it goes in undisturbed. */
const ready = (workspace: string | undefined) => {
  if (!isReady && workspace !== sending.workspaces[0]) say('ready');
  isReady ||= workspace !== sending.workspaces[0];
};
ready(sending.steps[from]?.workspace);
for (const workspace of sending.workspaces)
  for (const { id, state } of await journal.list(workspace)) {
    if (state !== 'interrupted') continue;
    const { problem } = await resumeImport({ warehouse, journal, workspace }, Number(id));
    if (problem) throw new Error(problem.text.en);
    say('resumed', id);
  }
for (const [at, { workspace, does, file }] of sending.steps.entries()) {
  if (at < from) continue;
  ready(workspace);
  if (does === 'import') await import_(workspace, file);
  else await undo(workspace, file);
  writeFileSync(reached, String(at + 1));
  say(does, workspace, file);
}
for (const workspace of sending.workspaces) for (const name of await missing(workspace)) await import_(workspace, name);

const log = (level: string, message: string, details?: unknown) => {
  if (level === 'error') throw new Error(message, { cause: details });
};
const ledgers = createLedgers({ warehouse, registry, dataDirectory: directory, clock, log }, createJobs(log));
const year = { from: '2025-01-01', to: '2026-01-01' };
for (const workspace of sending.workspaces) {
  const context = await ledgers.current(workspace);
  const answers = await measure(context, { ...year, by: [], every: 'month', compare: false });
  const bySegment = await measure(context, { ...year, by: ['segment'], compare: false });
  const path = await conveyorFacts(context, { workspace, ...year });
  const facts = await stateOf(workspace);
  writeFileSync(join(directory, `${workspace}.json`), JSON.stringify({ facts, answers, bySegment, path }));
}
await registry.close();
await warehouse.close();
process.exit(0);
