import { IconMap2 } from '@tabler/icons-react';
import { memo, useEffect, useMemo, useRef, useState } from 'react';
import { useWords } from '../../i18n/language.ts';
import css from './canvas.module.css';
import { cardHeight, cardWidth, type Point, type Rect } from './geometry.ts';
import type { ViewControl } from './use-view.ts';

type Props = { rects: readonly Rect[]; width: number; height: number; view: ViewControl };

const room = { width: 150, height: 96 };

/**
 * The whole journey in a corner and the part of it that is seen; press or drag to look elsewhere.
 *
 * It lies over cards, so it is there while one moves where all is not in sight anyway, and otherwise where somebody keeps it open.
 */
export const Minimap = memo(
  ({ rects, width, height, view }: Props) => {
    const { t } = useWords();
    const [isKept, setKept] = useState(false);
    const seen = useRef<SVGRectElement>(null);
    const place = useRef<HTMLDivElement>(null);
    const scale = Math.min(room.width / Math.max(1, width), room.height / Math.max(1, height));
    const cards = useMemo(
      () => rects.map(({ x, y }) => `M${x} ${y}h${cardWidth}v${cardHeight}h${-cardWidth}z`).join(''),
      [rects],
    );
    const { watch } = view;
    useEffect(
      () =>
        watch(({ x, y, z }, size) => {
          const rect = seen.current;
          if (!rect) return;
          const isWhole = x >= 0 && y >= 0 && x + width * z <= size.width + 1 && y + height * z <= size.height + 1;
          if (place.current) place.current.dataset.whole = String(isWhole);
          rect.setAttribute('x', String(-x / z));
          rect.setAttribute('y', String(-y / z));
          rect.setAttribute('width', String(size.width / z));
          rect.setAttribute('height', String(size.height / z));
        }),
      [width, height],
    );
    const look = (event: React.PointerEvent<SVGSVGElement>): void => {
      if (event.buttons === 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      const box = event.currentTarget.getBoundingClientRect();
      const point: Point = { x: (event.clientX - box.left) / scale, y: (event.clientY - box.top) / scale };
      view.centre(point);
    };
    return (
      <div ref={place} className={css.map} data-kept={isKept}>
        <svg
          className={css.minimap}
          width={width * scale}
          height={height * scale}
          viewBox={`0 0 ${width} ${height}`}
          aria-hidden="true"
          onPointerDown={look}
          onPointerMove={look}
        >
          <path d={cards} className={css.mapCards} />
          <rect ref={seen} className={css.mapSeen} strokeWidth={1.5 / scale} />
        </svg>
        <button
          type="button"
          className={css.mapButton}
          aria-pressed={isKept}
          aria-label={t('journey.minimap')}
          title={t('journey.minimap')}
          onClick={() => setKept(!isKept)}
        >
          <IconMap2 size={16} stroke={1.6} aria-hidden />
        </button>
      </div>
    );
  },
  (a, b) => a.rects === b.rects && a.width === b.width && a.height === b.height,
);
