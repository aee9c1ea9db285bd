import { conveyorRuns } from '../analysis/guide/runs.ts';
import { Problem } from '../model/problem.ts';
import { ListedWorkspace, type WorkspaceState } from '../model/workspace.ts';
import type { Deps } from './deps.ts';
import type { CurrentLedger, Ledgers } from './ledger.ts';
import type { Operations } from './types.ts';

/** The workspace the demo company lives in; nobody's own facts do. */
export const demoWorkspace = 'demo';

const stateOf = async ({ registry }: Deps, { workspace, built }: CurrentLedger): Promise<WorkspaceState> => {
  const { lastFactDay: _, ...known } = built;
  const inForce = await registry.blueprints.latest(workspace.id);
  return {
    id: workspace.id,
    name: workspace.name,
    isDemo: workspace.isDemo,
    isEmpty: Object.keys(known.rows).length === 0,
    ...known,
    runs: conveyorRuns(known.rows, inForce?.version.counts.cells ?? 0),
  };
};

const taken = (id: string): Problem =>
  new Problem({
    code: 'workspace_exists',
    kind: 'input',
    text: {
      ru: `Имя «${id}» занято: выберите другое.`,
      en: `The name “${id}” is taken: choose another one.`,
    },
    where: { workspace: id },
  });

/** Nothing was brought in, or the first facts are still coming in and no ledger of them is there yet. */
const hasNothingToShow = async ({ registry }: Deps, id: string): Promise<boolean> =>
  (await registry.journal.standing(id)).length === 0 ||
  (registry.isTaken(id) && (await registry.snapshots.list(id)).length === 0);

const languageOf = async ({ registry }: Deps, id: string): Promise<ListedWorkspace['language']> =>
  ListedWorkspace.shape.language.catch(null).parse((await registry.settings.read(id)).language ?? null);

export const workspaceOperations = (deps: Deps, ledgers: Ledgers): Operations['workspaces'] => ({
  list: async () => {
    const all = await deps.registry.workspaces.list();
    return Promise.all(
      all.map(async ({ id, name, isDemo }) => ({
        id,
        name,
        isDemo,
        isEmpty: await hasNothingToShow(deps, id),
        language: await languageOf(deps, id),
      })),
    );
  },
  create: async ({ id, name }) => {
    const called = name.trim() === '' ? id : name.trim();
    const isNew =
      id !== demoWorkspace &&
      (await deps.registry.workspaces.create({ id, name: { ru: called, en: called }, isDemo: false }));
    if (!isNew) throw taken(id);
    return stateOf(deps, await ledgers.current(id));
  },
  state: async ({ workspace }) => stateOf(deps, await ledgers.current(workspace)),
});
