import type { Blueprint } from '../../../../../model/blueprint/blueprint.ts';
import { useWords } from '../../../../i18n/language.ts';
import { useWorkspace } from '../../../../shell/view.ts';
import { useSegmentCounts } from '../../counted.ts';
import css from '../form.module.css';

/** How many customers fit a segment now, and some of them. */
export const SegmentMatches = ({ blueprint, id }: { blueprint: Blueprint; id: string }) => {
  const { t, format } = useWords();
  const { settings } = useWorkspace();
  const counts = useSegmentCounts(blueprint);
  const count = counts.data?.segments.find((one) => one.id === id);
  if (counts.isPending)
    return (
      <p role="status" className={css.counting}>
        {t('design.counting')}
      </p>
    );
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
