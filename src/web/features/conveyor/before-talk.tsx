import { Link } from '@tanstack/react-router';
import type { Conveyor } from '../../../model/conveyor.ts';
import { reasons } from '../../../model/metric-words.ts';
import { useWords } from '../../i18n/language.ts';
import { isOneOf } from '../../kit/fields.ts';
import { useView, useWorkspace } from '../../shell/view.ts';
import css from './before-talk.module.css';

/** The way a customer has already come when they first speak with us. */
export const BeforeTalk = ({ before }: { before: Conveyor['beforeContact'] }) => {
  const { t, format } = useWords();
  const { period } = useView();
  const { rows } = useWorkspace();
  // Without any touch there is no way to look back on: its length would be of nothing.
  if (!rows.interactions) return <p className={css.absent}>{t('conveyor.before.noTouches')}</p>;
  if (before.days === null && before.touches === null) {
    const reason = isOneOf(reasons, before.reason) ? before.reason : 'no_data';
    return <p className={css.absent}>{t('conveyor.before.absent', { reason: t(`reasons.${reason}.short`) })}</p>;
  }
  const parts = [
    before.days === null ? null : t('conveyor.before.days', { count: before.days, value: format.number(before.days) }),
    before.touches === null
      ? null
      : t('conveyor.before.touches', { count: before.touches, value: format.number(before.touches) }),
  ].filter((part) => part !== null);
  return (
    <div className={css.before}>
      <p>{t('conveyor.before.title')}</p>
      <strong>
        {parts.length === 2 ? t('conveyor.before.both', { days: parts[0] ?? '', touches: parts[1] ?? '' }) : parts[0]}
      </strong>
      <small>
        {t('conveyor.before.n', { count: format.count(before.n) })} ·{' '}
        <Link to="/customers" search={{ stage: 'new', entered: `${period.from}..${period.to}` }}>
          {t('conveyor.before.path')}
        </Link>
      </small>
    </div>
  );
};
