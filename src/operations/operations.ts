import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { catalogue } from '../analysis/catalogue/catalogue.ts';
import { recover } from '../store/warehouse/import/undo.ts';
import { countQuarantine, listQuarantine } from '../store/warehouse/quarantine.ts';
import { productNamesOf } from '../store/warehouse/questions/product-names.ts';
import { accessOperations } from './access.ts';
import { attributionOperation } from './attribution.ts';
import { auditOperations } from './audit.ts';
import { backupOperations, finishBrokenRestore } from './backup.ts';
import { blueprintOperations } from './blueprint.ts';
import { channelOperations } from './channels.ts';
import { conveyor, conveyorFacts } from './conveyor.ts';
import { listOfCustomers, pageOfCustomer } from './customers.ts';
import { decisionOperations } from './decisions.ts';
import { demoOperation } from './demo.ts';
import type { Deps } from './deps.ts';
import { designQuestions } from './design-questions.ts';
import { explain } from './explain.ts';
import { forecastAhead } from './forecast/ahead.ts';
import { cltvForecastOperation } from './forecast/cltv.ts';
import { monthsForecastOperation } from './forecast/months.ts';
import { guideOperation } from './guide.ts';
import { identityOperations } from './identity.ts';
import { importNumberOf, importOperations, resumeAll } from './imports.ts';
import { createJobs } from './jobs.ts';
import { keepAnswers } from './kept-answers.ts';
import { createLedgers, unknownWorkspace } from './ledger.ts';
import { longAnswers } from './long-answers.ts';
import { askedFor, measure, settingsBehind } from './measure.ts';
import { designOfPeriod, underVersions, versionsInForce } from './published-design.ts';
import { qualityOperations } from './quality.ts';
import { reclassOperations } from './reclass.ts';
import { nextCursor, offsetOf, rows } from './rows.ts';
import { settingOperations } from './settings.ts';
import { bringingIn } from './sources/bring-in.ts';
import { sourceOperations } from './sources/sources.ts';
import { createSuggestions } from './suggestions.ts';
import { surveyOperations } from './survey/survey.ts';
import { createThreads } from './threads.ts';
import { applySavedMonths, typedOperations } from './typed.ts';
import type { Operations } from './types.ts';
import { openUploads } from './uploads.ts';
import { workspaceOperations } from './workspaces.ts';

/** The same two folders up from the source and from what is built of it. */
const versionOf = (): string =>
  JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).version as string;

/** Ends or takes back whatever the last process left half done. */
const recoverAll = async (deps: Deps): Promise<void> => {
  await finishBrokenRestore(deps);
  await recover({ warehouse: deps.warehouse, journal: deps.registry.journal });
  await applySavedMonths(deps);
};

/**
 * Everything the product does, over open stores; the facts are whole once this resolves.
 *
 * The data directory must be there to write in; the stores are the caller's to close, after `close` of the operations.
 */
export const createOperations = async (deps: Deps): Promise<Operations> => {
  await mkdir(deps.dataDirectory, { recursive: true });
  await recoverAll(deps);
  const version = versionOf();
  const jobs = createJobs(deps.log);
  const uploads = openUploads(join(deps.dataDirectory, 'uploads'));
  await uploads.tidy();
  const ledgers = createLedgers(deps, jobs, (workspace) => void ahead.after(workspace));
  const kept = keepAnswers();
  const threads = createThreads();
  const long = longAnswers(kept, jobs);
  const cltv = cltvForecastOperation(deps, threads, ledgers, long);
  const ahead = forecastAhead(ledgers, cltv, deps.log);
  const suggestions = createSuggestions(deps);
  const blueprint = blueprintOperations(deps, ledgers);
  const workspaces = workspaceOperations(deps, ledgers);
  const imports = importOperations(deps, jobs, uploads, ledgers);
  const bringIn = bringingIn(imports, jobs, uploads);
  const { sources, keepFresh, close: closeSources } = sourceOperations({ deps, jobs, bringIn });
  return {
    health: async () => ({ ok: true, version }),
    workspaces,
    settings: settingOperations(deps, workspaces.state),
    imports,
    quarantine: async ({ workspace, importId, limit, cursor }) => {
      if ((await deps.registry.workspaces.find(workspace)) === null) throw unknownWorkspace(workspace);
      const importNumber = importId === undefined ? {} : { importId: await importNumberOf(deps, workspace, importId) };
      const scope = { workspace, ...importNumber };
      const offset = offsetOf(cursor);
      const total = await countQuarantine(deps.warehouse, scope);
      const refused = await listQuarantine(deps.warehouse, { ...scope, limit, offset });
      return { rows: refused, total, ...nextCursor(offset, refused.length, total) };
    },
    demo: demoOperation(deps, jobs, ledgers),
    jobs: {
      get: async ({ id }) => jobs.get(id),
      cancel: async ({ id }) => jobs.cancel(id),
      list: async () => jobs.list(),
    },
    quality: qualityOperations(deps, ledgers, suggestions),
    channels: channelOperations(deps, ledgers),
    survey: surveyOperations(deps),
    blueprint: { ...blueprint, ...designQuestions(ledgers) },
    guide: guideOperation(deps, ledgers, blueprint.show),
    audit: auditOperations(deps, threads, ledgers),
    decisions: decisionOperations(deps, ledgers),
    identity: identityOperations(deps, ledgers, suggestions),
    catalogue: async () => catalogue(),
    products: async ({ workspace }) => {
      if ((await deps.registry.workspaces.find(workspace)) === null) throw unknownWorkspace(workspace);
      const names = await productNamesOf(deps.warehouse, workspace);
      return Object.fromEntries(names.map(({ id, name }) => [id, name]));
    },
    measure: async (input) => {
      const ledger = await ledgers.current(input.workspace);
      const inForce = await versionsInForce(deps, input.workspace);
      const measured = await kept.of(ledger, ['measure', input, ledger.foretold !== null], () =>
        measure(ledger, input),
      );
      const answers = underVersions(measured, inForce);
      const settings = settingsBehind(askedFor(input.metrics), ledger.settings);
      return { answers, settings, asOf: ledger.asOf, revision: ledger.built.revision };
    },
    explain: async (input) => {
      const inForce = await versionsInForce(deps, input.workspace);
      const explained = await explain(await ledgers.current(input.workspace), input);
      return { ...explained, design: inForce({ from: input.from, to: input.to }) };
    },
    rows: async (input) => rows(await ledgers.current(input.workspace), input),
    attribution: attributionOperation(deps, threads, ledgers, long),
    forecast: {
      cltv,
      months: monthsForecastOperation(threads, ledgers, kept),
    },
    conveyor: async (input) => {
      const ledger = await ledgers.current(input.workspace);
      const facts = await kept.of(ledger, ['conveyor', input, ledger.foretold !== null], () =>
        conveyorFacts(ledger, input),
      );
      return conveyor(facts, ledger.settings, input, await designOfPeriod(deps, input.workspace, input));
    },
    customers: {
      list: async (input) => listOfCustomers(await ledgers.current(input.workspace), input),
      get: async (input) => pageOfCustomer(await ledgers.current(input.workspace), input.id),
    },
    reclass: reclassOperations(deps),
    typed: typedOperations(deps),
    uploads: { receive: uploads.receive, local: uploads.local },
    backups: backupOperations(deps, jobs, kept.forget),
    access: accessOperations(deps),
    finished: ({ id }) => jobs.finished(id),
    sources,
    keepFresh: {
      ...keepFresh,
      begin: async () => {
        await resumeAll(deps, imports);
        await keepFresh.begin();
        const workspaces = await deps.registry.workspaces.list();
        void ahead.begin(workspaces.map(({ id }) => id));
      },
    },
    close: async () => {
      closeSources();
      ahead.close();
      await jobs.close();
      await threads.close();
    },
  };
};
