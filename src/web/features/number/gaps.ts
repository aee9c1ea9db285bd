import type { Answer } from '../../../model/metric.ts';
import type { MetricId, Reason } from '../../../model/metric-words.ts';
import { successClasses } from '../../../model/stages.ts';
import type { WorkspaceState } from '../../../model/workspace.ts';

type Gap = { what: Reason | 'no_sales'; tab: 'typed' | 'files' | 'settings' } | { what: 'sole_currency'; tab: null };

/** The one currency all sales are written in, where no amount can be told in the company's own. */
export const foreignCurrency = ({
  soleCurrency,
  settings,
  rows,
}: Pick<WorkspaceState, 'soleCurrency' | 'settings' | 'rows'>): string | null =>
  soleCurrency === settings.currency || (rows.rates ?? 0) > 0 ? null : soleCurrency;

/** The kinds of data whose absence empties a page, with where each is brought; without sales little else can be told. */
export const gapsOf = (
  answers: ReadonlyMap<MetricId, Answer>,
  state: Pick<WorkspaceState, 'soleCurrency' | 'settings' | 'rows'>,
): Gap[] => {
  const hasSales = (state.rows.order_lines ?? 0) > 0;
  const gaps: Gap[] = hasSales ? [] : [{ what: 'no_sales', tab: 'files' }];
  if (foreignCurrency(state) !== null) gaps.push({ what: 'sole_currency', tab: null });
  else if (answers.get('net_revenue')?.reason === 'no_rate' || answers.get('nmc')?.reason === 'no_rate')
    gaps.push({ what: 'no_rate', tab: 'files' });
  if (successClasses.every((name) => answers.get(`unit_cost_${name}`)?.reason === 'no_costs'))
    gaps.push({ what: 'no_costs', tab: 'typed' });
  if (answers.get('nmc')?.reason === 'no_margin') gaps.push({ what: 'no_margin', tab: 'files' });
  if (hasSales && [...answers.values()].some(({ reason }) => reason === 'no_result_events'))
    gaps.push({ what: 'no_result_events', tab: 'settings' });
  return gaps;
};
