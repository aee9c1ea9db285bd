import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import css from './chip.module.css';

type Props = { children: ReactNode; tone?: 'plain' | 'warning' | undefined; hint?: string | undefined };

/** A short remark; the hint says the whole of it. */
export const Chip = ({ children, tone = 'plain', hint }: Props) => {
  const chip = (
    <span className={css.chip} data-tone={tone}>
      {children}
      {hint && <span className="visually-hidden">: {hint}</span>}
    </span>
  );
  return hint ? <Tooltip label={hint}>{chip}</Tooltip> : chip;
};
