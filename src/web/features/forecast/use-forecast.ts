import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { addDays, daysBetween } from '../../../model/days.ts';
import type { CltvForecastInput } from '../../../model/forecast.ts';
import { api } from '../../client/api.ts';
import { exportUrl } from '../../client/export-url.ts';
import { useWords } from '../../i18n/language.ts';
import { useView, useWorkspace } from '../../shell/view.ts';
import type { ForecastSearch } from './search.ts';

/** Purchases without a contract, or contracts that are renewed. */
export type ForecastKind = 'purchases' | 'contracts';

/** What is asked by the address. */
export const useAsked = (): CltvForecastInput => {
  const search = useSearch({ from: '/forecast' });
  const { workspace } = useView();
  const { firstDay, asOf } = useWorkspace();
  const middle = search.check && firstDay ? addDays(firstDay, Math.floor(daysBetween(firstDay, asOf) / 2)) : null;
  return {
    workspace,
    model: search.model ?? 'auto',
    unit: 'week',
    horizon: search.horizon ?? 12,
    by: search.by ?? 'segment',
    list: search.by === 'customer' ? (search.list ?? 'all') : 'all',
    intervals: true,
    ...(middle !== null && middle < asOf ? { calibrateTo: middle, holdout: asOf } : {}),
  };
};

export const useForecast = () =>
  useQuery(api.forecast.cltv.queryOptions({ input: useAsked(), placeholderData: keepPreviousData }));

/** The address of the shown rows as a file. */
export const useExport = (): ((kind: 'csv' | 'xlsx') => string) => {
  const { workspace, ...asked } = useAsked();
  const { language } = useWords();
  return (kind) =>
    exportUrl('forecast', workspace, kind, language, {
      ...Object.fromEntries(Object.entries(asked).map(([name, value]) => [name, String(value)])),
    });
};

/** Changes part of the address and keeps the rest. */
export const useChange = (): ((change: Partial<ForecastSearch>) => void) => {
  const navigate = useNavigate({ from: '/forecast' });
  return (change) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true, resetScroll: false });
};
