import { IconArrowsMaximize, IconMinus, IconPlus } from '@tabler/icons-react';
import { memo } from 'react';
import { useWords } from '../../i18n/language.ts';
import css from './canvas.module.css';
import type { ViewControl } from './use-view.ts';

const Bar = ({ view }: { view: ViewControl }) => {
  const { t, format } = useWords();
  return (
    <div className={css.zoom}>
      <button type="button" aria-label={t('journey.zoom.out')} onClick={() => view.zoomBy(0.8)}>
        <IconMinus size={15} aria-hidden />
      </button>
      <button type="button" title={t('journey.zoom.actual')} onClick={() => view.zoomTo(1)}>
        <span className="visually-hidden">{t('journey.zoom.actual')}: </span>
        {format.ratio(Math.round(view.zoom * 100) / 100)}
      </button>
      <button type="button" aria-label={t('journey.zoom.in')} onClick={() => view.zoomBy(1.25)}>
        <IconPlus size={15} aria-hidden />
      </button>
      <button type="button" aria-label={t('journey.zoom.fit')} title={t('journey.zoom.fit')} onClick={view.fit}>
        <IconArrowsMaximize size={15} aria-hidden />
      </button>
    </div>
  );
};

/** How near one looks, and the way to the whole. It shows nothing of the view but how near it is. */
export const ZoomBar = memo(Bar, (a, b) => a.view.zoom === b.view.zoom);
