import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Blueprint } from '../../../../../model/blueprint/blueprint.ts';
import { thingsOf } from '../../../../../model/blueprint/blueprint.ts';
import { api } from '../../../../client/api.ts';
import { useWords } from '../../../../i18n/language.ts';
import { useWorkspace } from '../../../../shell/view.ts';
import { useSettled } from '../../use-settled.ts';

/** What all segments of a design come to in the facts; asked anew a moment after their rules stop changing. */
export const useSegmentCounts = (blueprint: Blueprint) => {
  const { id: workspace } = useWorkspace();
  const segments = useSettled(thingsOf(blueprint, 'segments').map(([id, segment]) => ({ id, segment })));
  return useQuery(
    api.blueprint.countSegments.queryOptions({
      input: { workspace, segments },
      enabled: segments.length > 0,
      placeholderData: keepPreviousData,
    }),
  );
};

/** How many customers fit a segment now, and some of them. */
export const SegmentMatches = ({ blueprint, id }: { blueprint: Blueprint; id: string }) => {
  const { t, format } = useWords();
  const { settings } = useWorkspace();
  const counts = useSegmentCounts(blueprint);
  const count = counts.data?.find((one) => one.id === id);
  if (!count) return null;
  return (
    <div aria-live="polite">
      <strong>{t('design.segmentRule.fits', { count: count.customers, value: format.count(count.customers) })}</strong>{' '}
      {t('design.segmentRule.ofThem', {
        active: format.count(count.active),
        revenue: format.money(count.revenue, settings.currency),
      })}
      {count.alsoElsewhere > 0 && (
        <p>{t('design.segmentRule.alsoElsewhere', { value: format.count(count.alsoElsewhere) })}</p>
      )}
      {count.examples.length > 0 && (
        <p>
          {t('design.segmentRule.examples')}{' '}
          {count.examples.map(({ id: customer, name }) => name || customer).join(', ')}
        </p>
      )}
    </div>
  );
};
