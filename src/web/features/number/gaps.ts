import { successClasses } from '../../../model/lifecycle.ts';
import type { Answer, MetricId, Reason } from '../../../model/metric.ts';
import type { WorkspaceState } from '../../../model/workspace.ts';

type Gap = { what: Reason | 'no_sales'; tab: 'typed' | 'files' | 'settings' };

/** The kinds of data whose absence empties a page, with where each is brought; without sales little else can be told. */
export const gapsOf = (answers: ReadonlyMap<MetricId, Answer>, rows: WorkspaceState['rows']): Gap[] => {
  const hasSales = (rows.order_lines ?? 0) > 0;
  const gaps: Gap[] = hasSales ? [] : [{ what: 'no_sales', tab: 'files' }];
  if (successClasses.every((name) => answers.get(`unit_cost_${name}`)?.reason === 'no_costs'))
    gaps.push({ what: 'no_costs', tab: 'typed' });
  if (answers.get('nmc')?.reason === 'no_margin') gaps.push({ what: 'no_margin', tab: 'files' });
  if (hasSales && [...answers.values()].some(({ reason }) => reason === 'no_result_events'))
    gaps.push({ what: 'no_result_events', tab: 'settings' });
  return gaps;
};
