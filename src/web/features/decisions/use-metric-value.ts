import { useQuery } from '@tanstack/react-query';
import { MetricId, writtenUnit } from '../../../model/metric.ts';
import { api } from '../../client/api.ts';
import { useWords } from '../../i18n/language.ts';
import { useWorkspace } from '../../shell/view.ts';

/** Writes values of a metric of the catalogue by its unit; of anything else as plain numbers. */
export const useMetricValue = (metric: string | null): ((value: number) => string) => {
  const { format } = useWords();
  const { settings } = useWorkspace();
  const catalogue = useQuery(api.catalogue.queryOptions({ staleTime: Number.POSITIVE_INFINITY }));
  const known = MetricId.safeParse(metric);
  const unit = known.success ? catalogue.data?.find(({ id }) => id === known.data)?.unit : undefined;
  return (value) =>
    known.success && unit !== undefined
      ? format.unit(value, writtenUnit(known.data, unit), settings.currency)
      : format.number(value, 2);
};
