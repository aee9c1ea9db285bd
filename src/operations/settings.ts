import type { Deps } from './deps.ts';
import { settingsOf, unknownWorkspace } from './ledger.ts';
import { checkWindows, readSetting } from './setting-values.ts';
import type { Operations } from './types.ts';

/** Changes settings of a workspace; its numbers are then computed anew. */
export const settingOperations = (deps: Deps, state: Operations['workspaces']['state']): Operations['settings'] => ({
  set: async ({ workspace, key, value }) => {
    if ((await deps.registry.workspaces.find(workspace)) === null) throw unknownWorkspace(workspace);
    const read = readSetting(key, value);
    const before = await settingsOf(deps, workspace);
    checkWindows({ ...before, [read.key]: read.value ?? null });
    if (read.value !== undefined || (await deps.registry.settings.read(workspace))[read.key] !== undefined)
      await deps.registry.settings.write(workspace, { [read.key]: read.value });
    return state({ workspace });
  },
});
