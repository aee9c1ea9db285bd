import { useQuery } from '@tanstack/react-query';
import type { MetricId, MetricUnit } from '../../../../model/metric-words.ts';
import { api } from '../../../client/api.ts';
import { useWords } from '../../../i18n/language.ts';

/** The catalogue's metrics as choices, in the reader's language, with their units. */
export const useMetricNames = (): { value: MetricId; label: string; unit: MetricUnit }[] => {
  const { say } = useWords();
  const catalogue = useQuery(api.catalogue.queryOptions({ staleTime: Number.POSITIVE_INFINITY }));
  return (catalogue.data ?? []).map(({ id, name, unit }) => ({ value: id, label: say(name), unit }));
};
