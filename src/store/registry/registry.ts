import type { Sentence } from '../../model/problem.ts';
import type { ImportJournal } from '../import-journal.ts';
import { type AcceptedActions, openAcceptedActions } from './accepted-actions.ts';
import { type Access, type AccessHow, openAccess } from './access.ts';
import { type Audits, openAudits } from './audits.ts';
import { type BlueprintStore, openBlueprints } from './blueprint.ts';
import { type ChannelRulesStore, openChannelRules } from './channels.ts';
import { type Corrections, openCorrections } from './corrections.ts';
import { type Decisions, openDecisions } from './decisions.ts';
import { dumpRegistry, loadRegistry, type RegistryDump } from './dump.ts';
import type { RegistryEngine } from './engines/engine.ts';
import { exclusion } from './exclusion.ts';
import { openJournal } from './journal.ts';
import { type Mappings, openMappings } from './mappings.ts';
import { migrate } from './migrate.ts';
import { openSettings, type SettingsStore } from './settings.ts';
import { openSnapshots, type Snapshots } from './snapshots.ts';
import { openSources, type Sources } from './sources.ts';
import { openSurveys, type Surveys } from './surveys.ts';
import { openTypedMonths, type TypedMonths } from './typed-months.ts';
import { openWindows, type Windows } from './windows.ts';
import { openWorkspaces, type Workspaces } from './workspaces.ts';

/** What people decided and what was done: workspaces, settings, imports, corrections, typed months, built ledgers. */
export type Registry = {
  readonly engine: string;
  /** What this registry alone is known by; neither a backup nor a restore changes it. */
  id(): Promise<string>;
  readonly journal: ImportJournal;
  /** Whether something in this process changes the workspace's facts, or waits to. */
  isTaken(workspace: string): boolean;
  readonly workspaces: Workspaces;
  readonly settings: SettingsStore;
  readonly windows: Windows;
  readonly corrections: Corrections;
  readonly typedMonths: TypedMonths;
  readonly decisions: Decisions;
  readonly channelRules: ChannelRulesStore;
  readonly blueprints: BlueprintStore;
  readonly audits: Audits;
  readonly mappings: Mappings;
  readonly snapshots: Snapshots;
  readonly sources: Sources;
  readonly surveys: Surveys;
  readonly acceptedActions: AcceptedActions;
  /** Who may enter, with sessions kept so; of this installation alone, like its `id`. */
  access(how: () => Promise<AccessHow>): Access;
  /** Everything as one JSON value, read at one moment. */
  dump(): Promise<RegistryDump>;
  /** Replaces everything by what a dump holds, or changes nothing. */
  load(dump: RegistryDump): Promise<void>;
  /** Forgets everything but an empty first workspace. */
  clear(): Promise<void>;
  close(): Promise<void>;
};

/** The workspace every installation has from its first start. */
export const firstWorkspace: { id: string; name: Sentence } = {
  id: 'main',
  name: { ru: 'Моя компания', en: 'My company' },
};

/**
 * Opens the registry on an engine: migrates it, and makes the first workspace where there is none.
 *
 * The engine is the registry's from then on, and closed where opening fails.
 */
export const openRegistry = async (engine: RegistryEngine, clock: () => Date): Promise<Registry> => {
  await migrate(engine).catch(async (error: unknown) => {
    await engine.close();
    throw error;
  });
  const { database } = engine;
  const workspaces = openWorkspaces(database, clock);
  const makeFirst = () => workspaces.create({ ...firstWorkspace, isDemo: false });
  await makeFirst();
  const { exclusively, isTaken } = exclusion(engine.alone);
  return {
    engine: engine.name,
    id: async () => (await database.selectFrom('installation').select('id').executeTakeFirstOrThrow()).id,
    journal: openJournal(database, clock, exclusively),
    isTaken,
    workspaces,
    settings: openSettings(database, clock),
    windows: openWindows(database, clock),
    corrections: openCorrections(database, clock),
    typedMonths: openTypedMonths(database, clock),
    decisions: openDecisions(database, clock),
    channelRules: openChannelRules(database, clock),
    blueprints: openBlueprints(database, clock),
    audits: openAudits(database, clock),
    mappings: openMappings(database, clock),
    snapshots: openSnapshots(database, clock),
    sources: openSources(database, clock),
    surveys: openSurveys(database, clock),
    acceptedActions: openAcceptedActions(database, clock),
    access: (how) => openAccess(database, how),
    dump: () => dumpRegistry(database),
    load: (dump) => loadRegistry(database, dump),
    clear: async () => {
      await database.deleteFrom('workspaces').execute();
      await makeFirst();
    },
    close: () => engine.close(),
  };
};
