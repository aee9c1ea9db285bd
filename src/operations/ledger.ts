import type { z } from 'zod';
import { lifecycleOf, underDesign } from '../analysis/blueprint/lifecycle-in-force.ts';
import type { Foretold } from '../analysis/catalogue/foretold.ts';
import { channelPolicy } from '../analysis/channels/meaning.ts';
import type { Correction, Policy } from '../analysis/derivation/policy.ts';
import type { LifecycleInForce } from '../model/blueprint/lifecycle-in-force.ts';
import { CostClass, RevenueClass } from '../model/lifecycle.ts';
import { Day } from '../model/period.ts';
import { Problem, type Sentence } from '../model/problem.ts';
import { Settings } from '../model/settings.ts';
import { WorkspaceState } from '../model/workspace.ts';
import type { Workspace } from '../store/registry/workspaces.ts';
import { deriveJoins } from '../store/warehouse/ledger/joins.ts';
import { deriveLedger, dropLedger, intervalMedians } from '../store/warehouse/ledger/ledger.ts';
import { dimensionValues, factsOf } from '../store/warehouse/questions/workspace-facts.ts';
import { dayIn, decideAsOf } from './as-of.ts';
import type { Deps } from './deps.ts';
import type { Jobs, Progress } from './jobs.ts';
import type { LedgerContext } from './ledger-context.ts';
import { publishedDesign } from './published-design.ts';
import { decideWindows, generalWindow } from './windows.ts';

/** What is kept beside a built ledger: all a page needs to know before it asks for numbers. */
const Built = WorkspaceState.pick({
  settings: true,
  asOf: true,
  asOfBy: true,
  firstDay: true,
  lastDay: true,
  revision: true,
  rows: true,
  quarantined: true,
  soleCurrency: true,
  values: true,
  windows: true,
  design: true,
}).extend({ lastFactDay: Day.nullable() });
type Built = z.infer<typeof Built>;

/** A complete ledger and what it was built from. */
export type CurrentLedger = LedgerContext & { workspace: Workspace; built: Built };

export type Ledgers = {
  /**
   * The ledger of a workspace's facts, settings and corrections as they are now, built if there is none yet.
   *
   * While an import changes the facts readers get the last complete ledger, with its own revision and as-of day. A workspace
   * without facts has an empty one. Several that ask at once share one building.
   */
  current(workspace: string): Promise<CurrentLedger>;
};

/** Raised whenever the same facts and policy would give other rows, so that ledgers built before are built anew. */
const derivation = 11;
const jobAfterMs = 1000;
const building: Sentence = { ru: 'Пересчитываю числа', en: 'Computing the numbers' };

export const unknownWorkspace = (id: string): Problem =>
  new Problem({
    code: 'unknown_workspace',
    kind: 'missing',
    text: {
      ru:
        id === 'demo'
          ? 'Демо-компания ещё не загружена.'
          : `Компании «${id}» здесь нет: проверьте название или создайте её.`,
      en:
        id === 'demo'
          ? 'The demo company is not loaded yet.'
          : `There is no company “${id}” here: check its name or create it.`,
    },
    where: { workspace: id },
  });

export const settingsOf = async (deps: Deps, workspace: string): Promise<Settings> =>
  Settings.parse(await deps.registry.settings.read(workspace));

/** What the version of the design that is in force decides of the lifecycle. */
const designOf = async (deps: Deps, workspace: string): Promise<LifecycleInForce | null> => {
  const published = await publishedDesign(deps, workspace);
  return published && lifecycleOf(published.version, published.document);
};

const correctionsOf = async (deps: Deps, workspace: string): Promise<Correction[]> => {
  const standing = await deps.registry.corrections.standing(workspace);
  return standing.map(({ kind, source, id, class: to }) =>
    kind === 'cost'
      ? { kind, source, id, class: CostClass.parse(to) }
      : { kind, source, id, class: RevenueClass.parse(to) },
  );
};

const inputsOf = (revision: number, asOf: Day): string => JSON.stringify({ revision, asOf, derivation });

const latestBuilt = async (deps: Deps, workspace: string) => {
  for (const { snapshot, inputs, context, foretold } of await deps.registry.snapshots.list(workspace)) {
    const built = Built.safeParse(context);
    if (built.success) return { snapshot, inputs, built: built.data, foretold: foretold as Foretold | null };
  }
  return null;
};

const contextOf = (
  deps: Deps,
  workspace: Workspace,
  snapshot: number,
  built: Built,
  foretold: Foretold | null = null,
): CurrentLedger => ({
  warehouse: deps.warehouse,
  scope: { workspace: workspace.id, snapshot },
  settings: underDesign(built.settings, built.design),
  design: built.design,
  asOf: built.asOf,
  firstDay: built.firstDay,
  lastDay: built.lastDay,
  foretold,
  workspace,
  built,
});

/** Builds under the workspace's lock: facts stand still, and whatever is half built is nobody's. */
const build = async (deps: Deps, id: string, progress: (now: Progress) => void): Promise<void> => {
  const { warehouse, registry, clock } = deps;
  const workspace = await registry.workspaces.find(id);
  if (workspace === null) throw unknownWorkspace(id);
  const settings = await settingsOf(deps, id);
  const today = dayIn(settings.time_zone, clock());
  const facts = await factsOf(warehouse, { workspace: id, timeZone: settings.time_zone, today });
  const { asOf, asOfBy } = decideAsOf(settings.as_of, today, facts.lastDay);
  const before = await latestBuilt(deps, id);
  if (before?.inputs === inputsOf(workspace.revision, asOf)) return;
  const design = await designOf(deps, id);
  const counting = underDesign(settings, design);
  const policy: Policy = {
    ...counting,
    asOf,
    window: generalWindow(counting),
    windows: [],
    corrections: await correctionsOf(deps, id),
    channels: channelPolicy(await deps.registry.channelRules.latest(id), settings),
    decisions: await registry.decisions.standing(id),
  };
  const snapshot = await registry.snapshots.begin(id, inputsOf(workspace.revision, asOf));
  const standing = await registry.journal.standing(id);
  const joins = await deriveJoins(warehouse, { workspace: id, snapshot, policy, standing });
  const medians = await intervalMedians(warehouse, { workspace: id, snapshot, policy, joins });
  const { inForce, toKeep } = decideWindows(counting, await registry.windows.read(id), medians, design);
  await registry.windows.keep(id, toKeep);
  await deriveLedger(warehouse, {
    workspace: id,
    snapshot,
    policy: { ...policy, windows: inForce },
    joins,
    progress: (share) => progress({ share }),
  });
  const built: Built = {
    settings,
    asOf,
    asOfBy,
    firstDay: facts.firstDay !== null && facts.firstDay <= asOf ? facts.firstDay : null,
    lastDay: facts.lastDay !== null && facts.lastDay > asOf ? asOf : facts.lastDay,
    lastFactDay: facts.lastDay,
    revision: workspace.revision,
    rows: facts.rows,
    quarantined: facts.quarantined,
    soleCurrency: facts.soleCurrency,
    values: await dimensionValues(warehouse, { workspace: id, snapshot }),
    windows: inForce,
    design,
  };
  await registry.snapshots.complete(snapshot, built);
  const stay = before === null ? [snapshot] : [snapshot, before.snapshot];
  await registry.snapshots.keepOnly(id, stay);
  await dropLedger(warehouse, { workspace: id, keep: stay });
};

/** A ledger without rows: no snapshot has the number 0. */
const emptyLedger = async (deps: Deps, workspace: Workspace): Promise<CurrentLedger> => {
  const settings = await settingsOf(deps, workspace.id);
  return contextOf(deps, workspace, 0, {
    settings,
    ...decideAsOf(settings.as_of, dayIn(settings.time_zone, deps.clock()), null),
    firstDay: null,
    lastDay: null,
    lastFactDay: null,
    revision: workspace.revision,
    rows: {},
    quarantined: 0,
    soleCurrency: null,
    values: {},
    windows: [],
    design: await designOf(deps, workspace.id),
  });
};

/** `onBuilt` hears of every company whose ledger was built anew. */
export const createLedgers = (deps: Deps, jobs: Jobs, onBuilt: (workspace: string) => void = () => {}): Ledgers => {
  const { registry, clock } = deps;
  const underWay = new Map<string, Promise<void>>();

  const startBuilding = (id: string): Promise<void> => {
    let report: (now: Progress) => void = () => {};
    let last: Progress = {};
    const progress = (now: Progress) => {
      last = now;
      report(now);
    };
    const work = registry.journal.exclusively(id, () => build(deps, id, progress));
    const timer = setTimeout(() => {
      jobs.start('ledger', building, async (run) => {
        report = run.progress;
        report(last);
        await work;
      });
    }, jobAfterMs);
    const done = work.finally(() => {
      clearTimeout(timer);
      underWay.delete(id);
    });
    underWay.set(id, done);
    done.then(
      () => onBuilt(id),
      () => {},
    );
    return done;
  };

  const isCurrent = async (workspace: Workspace, latest: { inputs: string; built: Built }): Promise<boolean> => {
    const settings = await settingsOf(deps, workspace.id);
    const today = dayIn(settings.time_zone, clock());
    const { asOf } = decideAsOf(settings.as_of, today, latest.built.lastFactDay);
    return latest.inputs === inputsOf(workspace.revision, asOf);
  };

  const current = async (id: string): Promise<CurrentLedger> => {
    const workspace = await registry.workspaces.find(id);
    if (workspace === null) throw unknownWorkspace(id);
    const latest = await latestBuilt(deps, id);
    if (latest !== null && (await isCurrent(workspace, latest)))
      return contextOf(deps, workspace, latest.snapshot, latest.built, latest.foretold);
    const already = underWay.get(id);
    if (already === undefined) {
      const mayBeRead = registry.isTaken(id) && latest !== null;
      if (mayBeRead) return contextOf(deps, workspace, latest.snapshot, latest.built, latest.foretold);
      const standing = registry.isTaken(id) ? [] : await registry.journal.standing(id);
      if (standing.length === 0) return emptyLedger(deps, workspace);
      await startBuilding(id);
    } else await already;
    return current(id);
  };
  return { current };
};
