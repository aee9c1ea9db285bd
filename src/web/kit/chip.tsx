import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import css from './chip.module.css';

type Props = {
  children: ReactNode;
  tone?: 'plain' | 'warning' | undefined;
  hint?: string | undefined;
  /** What it leads to; without, it only remarks. */
  onPress?: (() => void) | undefined;
};

/** A short remark; the hint says the whole of it. */
export const Chip = ({ children, tone = 'plain', hint, onPress }: Props) => {
  const words = (
    <>
      {children}
      {hint && <span className="visually-hidden">: {hint}</span>}
    </>
  );
  const chip = onPress ? (
    <button type="button" className={css.chip} data-tone={tone} onClick={onPress}>
      {words}
    </button>
  ) : (
    <span className={css.chip} data-tone={tone}>
      {words}
    </span>
  );
  return hint ? <Tooltip label={hint}>{chip}</Tooltip> : chip;
};
