import { useSyncExternalStore } from 'react';
import { type Desk, type DeskState, deskOf } from './desk-store.ts';

/** The desk of a workspace and what lies on it now. */
export const useDesk = (workspace: string): { desk: Desk; state: DeskState } => {
  const desk = deskOf(workspace);
  return { desk, state: useSyncExternalStore(desk.subscribe, desk.read) };
};
