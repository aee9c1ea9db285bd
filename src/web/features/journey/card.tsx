import { memo } from 'react';
import type { Mark } from '../../../analysis/blueprint/compare-journey.ts';
import { useWords } from '../../i18n/language.ts';
import css from './card.module.css';
import type { Face } from './faces.ts';

type Props = {
  id: string;
  x: number;
  y: number;
  column: number;
  face: Face;
  isPicked: boolean;
  isHere: boolean;
  isDimmed: boolean;
  /** What became of it between two versions. */
  mark?: Mark | undefined;
};

export const cardElementId = (id: string): string => `card-${id}`;

const signed = (value: number): string => (value > 0 ? `+${value}` : value < 0 ? `−${-value}` : '0');

/** One cell of the matrix: the customer's question, how well it is thought through, who answers, how it is proved. */
export const Card = memo(({ id, x, y, column, face, isPicked, isHere, isDimmed, mark }: Props) => {
  const { t } = useWords();
  const question = face.question || t('journey.card.noQuestion');
  const owner = face.owner ?? t('journey.card.noOwner');
  const label = t('journey.card.label', {
    question,
    filled: face.filled,
    of: face.of,
    owner,
    status: t(`journey.status.${face.status}`),
  });
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus and names the cell it stands on
    // biome-ignore lint/a11y/useSemanticElements: cards lie freely in a world that is panned and zoomed
    <div
      id={cardElementId(id)}
      role="gridcell"
      aria-colindex={column + 2}
      aria-selected={isPicked}
      aria-label={`${mark ? `${t(`design.versions.kinds.${mark}`)}: ` : ''}${label}`}
      data-mark={mark}
      className={css.card}
      data-card={id}
      data-status={face.status}
      data-picked={isPicked}
      data-here={isHere}
      data-dimmed={isDimmed}
      style={{ transform: `translate(${x}px,${y}px)` }}
    >
      <p className={css.question} data-empty={face.question === ''}>
        {question}
      </p>
      <div className={css.foot}>
        <i className={css.dots} style={{ '--of': face.of, '--filled': face.filled } as React.CSSProperties} />
        {face.emotion !== null && (
          <span className={css.emotion} data-sign={Math.sign(face.emotion)}>
            {signed(face.emotion)}
          </span>
        )}
        <span className={css.owner} data-absent={face.owner === null} title={owner}>
          {face.initials || '!'}
        </span>
      </div>
      <b className={css.handle} data-handle={id} aria-hidden />
    </div>
  );
});
