import type { FactKind } from '../../../model/facts.ts';
import type { WorkspaceState } from '../../../model/workspace.ts';

/** Kinds of facts in the order in which bringing them pays off: what a newcomer should bring first comes first. */
export const kindsByWorth: readonly FactKind[] = [
  'order_lines',
  'customers',
  'costs',
  'interactions',
  'products',
  'deals',
  'payments',
  'people',
  'rates',
];

/** The kind of facts whose absence costs the most insight now; null when every kind that matters to all is there. */
export const nextKind = (rows: WorkspaceState['rows']): FactKind | null => {
  const needed = kindsByWorth.filter((kind) => kind !== 'people' && kind !== 'rates');
  return needed.find((kind) => (rows[kind] ?? 0) === 0) ?? null;
};

/** Whether touches are there, but nothing says which of them prove a customer's result. */
export const lacksResultEvents = (
  state: Pick<WorkspaceState, 'rows' | 'settings'> & Partial<Pick<WorkspaceState, 'design'>>,
): boolean =>
  (state.rows.interactions ?? 0) > 0 &&
  (state.design?.activation_kinds ?? state.settings.activation_kinds).length === 0 &&
  (state.rows.products ?? 0) === 0;
