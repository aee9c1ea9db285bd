import { useNavigate, useSearch } from '@tanstack/react-router';
import { createContext, useContext, useMemo } from 'react';
import { type Period, previousPeriod } from '../../model/days.ts';
import type { Filter } from '../../model/numbers.ts';
import type { WorkspaceState } from '../../model/workspace.ts';
import { type Scope, scopeOf } from './scope.ts';
import type { ShellSearch } from './search.ts';

/** The workspace a page speaks of. Pages are drawn only once it is known. */
export const WorkspaceContext = createContext<WorkspaceState | null>(null);

export const useWorkspace = (): WorkspaceState => {
  const state = useContext(WorkspaceContext);
  if (!state) throw new Error('A page was drawn outside the frame.');
  return state;
};

export type View = {
  workspace: string;
  currency: string;
  period: Period;
  previous: Period;
  /** Undefined: all segments. '' is the customers without one. */
  segment: string | undefined;
  filter: Filter | undefined;
  scope: Scope;
};

/** What part of a company and of time an address speaks of. */
export const viewOf = (state: WorkspaceState, { from, to, segment }: ShellSearch): View => {
  const scope = scopeOf(state.id, state.asOf, { from, to, segment });
  const period = { from: scope.from, to: scope.to };
  return {
    workspace: state.id,
    currency: state.settings.currency,
    period,
    previous: previousPeriod(period),
    segment,
    filter: scope.filter,
    scope,
  };
};

/** What part of the company and of time the page speaks of. */
export const useView = (): View => {
  const state = useWorkspace();
  const { from, to, segment }: ShellSearch = useSearch({ strict: false });
  return useMemo(() => viewOf(state, { from, to, segment }), [state, from, to, segment]);
};

/** Changes part of the address and keeps the rest: a view is always a link. */
export const useChangeView = (): ((change: Partial<ShellSearch>, options?: { replace?: boolean }) => void) => {
  const navigate = useNavigate();
  return (change, options) => {
    void navigate({
      to: '.',
      search: (before: ShellSearch) => ({ ...before, ...change }),
      replace: options?.replace ?? false,
      resetScroll: false,
    } as never);
  };
};
