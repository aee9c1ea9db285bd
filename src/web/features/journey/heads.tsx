import { IconMessageCircle } from '@tabler/icons-react';
import { memo } from 'react';
import type { Mark } from '../../../analysis/blueprint/compare-journey.ts';
import { worded } from '../../../model/blueprint/words.ts';
import { useWords } from '../../i18n/language.ts';
import type { Geometry } from './geometry.ts';
import type { JourneyGrid } from './grid.ts';
import css from './heads.module.css';

export const headId = (journey: string, column: number): string => `head-${journey}-${column}`;
export const nameId = (journey: string, row: number): string => `name-${journey}-${row}`;

type Props = {
  grid: JourneyGrid;
  geometry: Geometry;
  /** The one the keyboard stands on. */
  here: number | null;
  isReadOnly: boolean;
  marks?: ReadonlyMap<string, Mark> | undefined;
};

// Heads and names are told to the grid by role: they lie in layers of their own, which no table's element can; the grid holds the focus.
// biome-ignore-start lint/a11y/useSemanticElements: see above
// biome-ignore-start lint/a11y/useFocusableInteractive: see above

/** An edit of a card is nothing to heads and names. */
const isSame = (a: Props, b: Props): boolean =>
  a.geometry.columns === b.geometry.columns &&
  a.geometry.rows === b.geometry.rows &&
  a.geometry.width === b.geometry.width &&
  a.geometry.height === b.geometry.height &&
  a.here === b.here &&
  a.isReadOnly === b.isReadOnly &&
  a.marks === b.marks &&
  a.grid.journey === b.grid.journey &&
  a.grid.columns.every(({ state }, at) => state === b.grid.columns[at]?.state) &&
  a.grid.rows.every(({ touchpoint }, at) => touchpoint === b.grid.rows[at]?.touchpoint);

/** What became of a line between two versions, for those who hear the page. */
const MarkWord = ({ mark }: { mark: Mark | undefined }) => {
  const { t } = useWords();
  return mark ? <em className="visually-hidden">{t(`design.versions.kinds.${mark}`)}: </em> : null;
};

/** The decision states over the matrix; they stay in sight and move only sideways. */
const AllHeads = ({ grid, geometry, here, isReadOnly, marks }: Props) => {
  const { t, language } = useWords();
  const talk = grid.columns.findIndex(({ id }) => id === grid.journey.firstTalk);
  const talkX = geometry.columns[talk]?.x;
  const isHere = (column: number): boolean => here === column;
  return (
    <div className={css.heads}>
      <div className={css.along} data-strip="along" role="row" aria-rowindex={1}>
        {talkX !== undefined && (
          <>
            <p className={css.before} aria-hidden style={{ '--left': 0, '--width': talkX } as React.CSSProperties}>
              {t('journey.talk.before')}
            </p>
            <p className={css.talk} aria-hidden style={{ '--left': talkX } as React.CSSProperties}>
              <IconMessageCircle size={13} aria-hidden /> {t('journey.talk.here')}
            </p>
          </>
        )}
        {grid.columns.map(({ id, state }, column) => (
          <div
            key={id}
            id={headId(grid.id, column)}
            role="columnheader"
            aria-colindex={column + 2}
            className={css.head}
            data-head={column}
            title={worded(state?.name, language)}
            data-here={isHere(column)}
            data-phase={state?.phase}
            data-mark={marks?.get(`states:${id}`)}
            style={
              {
                '--left': geometry.columns[column]?.x,
                '--width': geometry.columns[column]?.width,
              } as React.CSSProperties
            }
          >
            <span>
              <MarkWord mark={marks?.get(`states:${id}`)} />
              {worded(state?.name, language) || t('journey.noName')}
            </span>
            <small>{worded(state?.question, language)}</small>
          </div>
        ))}
        {!isReadOnly && (
          <div
            id={headId(grid.id, grid.columns.length)}
            role="columnheader"
            aria-colindex={grid.columns.length + 2}
            className={css.add}
            data-head={grid.columns.length}
            data-here={isHere(grid.columns.length)}
            style={{ '--left': geometry.width - 8 } as React.CSSProperties}
          >
            + {t('journey.state')}
          </div>
        )}
      </div>
    </div>
  );
};

/** The touchpoints beside the matrix; they stay in sight and move only up and down. */
const AllNames = ({ grid, geometry, here, isReadOnly, marks }: Props) => {
  const { t, language } = useWords();
  const isHere = (row: number): boolean => here === row;
  return (
    <div className={css.names}>
      <div className={css.down} data-strip="down">
        {grid.rows.map(({ id, touchpoint }, row) => (
          <div
            key={id}
            id={nameId(grid.id, row)}
            role="rowheader"
            aria-colindex={1}
            className={css.name}
            data-name={row}
            title={worded(touchpoint?.name, language)}
            data-mark={marks?.get(`touchpoints:${id}`)}
            data-here={isHere(row)}
            style={{ '--top': geometry.rows[row]?.y, '--height': geometry.rows[row]?.height } as React.CSSProperties}
          >
            <span>
              <MarkWord mark={marks?.get(`touchpoints:${id}`)} />
              {worded(touchpoint?.name, language) || t('journey.noName')}
            </span>
            <small>{touchpoint ? t(`journey.ownership.${touchpoint.ownership}`) : ''}</small>
          </div>
        ))}
        {!isReadOnly && (
          <div
            id={nameId(grid.id, grid.rows.length)}
            role="rowheader"
            aria-colindex={1}
            className={css.addName}
            data-name={grid.rows.length}
            data-here={isHere(grid.rows.length)}
            style={{ '--top': geometry.height - 8 } as React.CSSProperties}
          >
            + {t('journey.touchpoint')}
          </div>
        )}
      </div>
    </div>
  );
};
export const Heads = memo(AllHeads, isSame);
export const Names = memo(AllNames, isSame);
// biome-ignore-end lint/a11y/useFocusableInteractive: see above
// biome-ignore-end lint/a11y/useSemanticElements: see above
