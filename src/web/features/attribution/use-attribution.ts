import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { AttributionInput } from '../../../model/attribution.ts';
import { api } from '../../client/api.ts';
import { exportUrl } from '../../client/export-url.ts';
import { useWords } from '../../i18n/language.ts';
import { useView } from '../../shell/view.ts';
import type { AttributionSearch } from './search.ts';

/** What is asked by the address. */
export const useAsked = (): AttributionInput => {
  const search = useSearch({ from: '/attribution' });
  const { workspace, period, segment } = useView();
  return {
    workspace,
    ...period,
    of: search.of ?? 'order',
    by: search.by ?? 'channel',
    value: search.value ?? 'net_revenue',
    model: search.model ?? 'auto',
    order: search.order ?? 1,
    nulls: search.converted !== true,
    halfLifeDays: search.halfLife ?? 7,
    ...(search.days === undefined ? {} : { days: search.days }),
    ...(segment === undefined ? {} : { segment: [segment] }),
    intervals: true,
    compare: true,
  };
};

export const useAttribution = () =>
  useQuery(api.attribution.queryOptions({ input: useAsked(), placeholderData: keepPreviousData }));

/** Changes part of the address and keeps the rest. */
export const useChange = (): ((change: Partial<AttributionSearch>) => void) => {
  const navigate = useNavigate({ from: '/attribution' });
  return (change) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true, resetScroll: false });
};

/** The address of the shown credits as a file. */
export const useExport = (): ((kind: 'csv' | 'xlsx') => string) => {
  const { workspace, segment, intervals: _, compare: __, ...asked } = useAsked();
  const { language } = useWords();
  return (kind) => {
    const told = Object.entries(asked).map(([name, value]) => [name, String(value)]);
    return exportUrl('attribution', workspace, kind, language, {
      ...Object.fromEntries(told),
      segment: segment?.[0],
    });
  };
};
