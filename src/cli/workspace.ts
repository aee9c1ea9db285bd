import type { Asked } from './verb.ts';

/** Makes the workspace where it is not there yet: whoever brings files or settings to it wants it. */
export const ensureWorkspace = async ({ connection, workspace }: Asked): Promise<void> => {
  const there = await connection.operations.workspaces.list();
  if (there.some(({ id }) => id === workspace)) return;
  await connection.operations.workspaces.create({ id: workspace, name: workspace });
};
