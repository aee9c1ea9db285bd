import { useQuery } from '@tanstack/react-query';
import { metricIds, writtenUnit } from '../../../model/metric-words.ts';
import { api } from '../../client/api.ts';
import { useWords } from '../../i18n/language.ts';
import { isOneOf } from '../../kit/fields.ts';
import { useWorkspace } from '../../shell/view.ts';

/** Writes values of a metric of the catalogue by its unit; of anything else as plain numbers. */
export const useMetricValue = (metric: string | null): ((value: number) => string) => {
  const { format } = useWords();
  const { settings } = useWorkspace();
  const catalogue = useQuery(api.catalogue.queryOptions({ staleTime: Number.POSITIVE_INFINITY }));
  const known = isOneOf(metricIds, metric) ? metric : null;
  const unit = known ? catalogue.data?.find(({ id }) => id === known)?.unit : undefined;
  return (value) =>
    known && unit !== undefined
      ? format.unit(value, writtenUnit(known, unit), settings.currency)
      : format.number(value, 2);
};
