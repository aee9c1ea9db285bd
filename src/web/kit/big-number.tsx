import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import css from './big-number.module.css';

export type Delta = {
  text: string;
  /** Whether the change is for the better; null where neither. */
  good: boolean | null;
  /** The old value in words, for the tooltip and the screen reader. */
  before: string;
};

type Props = {
  label: ReactNode;
  /** Ready to read; absent is said with `reason`. */
  value: string | null;
  /** The value unrounded, in the tooltip. */
  full?: string | undefined;
  unit?: ReactNode;
  delta?: Delta | undefined;
  reason?: ReactNode;
  size?: 'md' | 'lg' | undefined;
  /** Opens how the number was made; `openLabel` says so to a screen reader. */
  onOpen?: (() => void) | undefined;
  openLabel?: string | undefined;
  /** The value is on its way: neither a number nor a dash. */
  isWaiting?: boolean | undefined;
  children?: ReactNode;
};

/** One number with its name, its change since the previous period, and a door to how it was made. */
export const BigNumber = ({
  label,
  value,
  full,
  unit,
  delta,
  reason,
  size = 'lg',
  onOpen,
  openLabel,
  isWaiting = false,
  children,
}: Props) => {
  const shown = (
    <span className={`${css.value} ${css[size] ?? ''} ${isWaiting ? css.waiting : value === null ? css.absent : ''}`}>
      {isWaiting ? '\u00a0' : (value ?? '—')}
      {unit && value !== null && <small>{unit}</small>}
    </span>
  );
  const door = onOpen ? (
    <button type="button" className={css.door} onClick={onOpen} aria-label={openLabel}>
      {shown}
    </button>
  ) : (
    shown
  );
  return (
    <div className={css.number}>
      <div className={css.label}>{label}</div>
      {full && value !== null && full !== value ? <Tooltip label={full}>{door}</Tooltip> : door}
      {value === null && reason && <div className={css.reason}>{reason}</div>}
      {(delta || children) && (
        <div className={css.below}>
          {delta && <DeltaChip delta={delta} />}
          {children}
        </div>
      )}
    </div>
  );
};

/** A change since the previous period, coloured by whether it is for the better. */
export const DeltaChip = ({ delta }: { delta: Delta }) => (
  <Tooltip label={delta.before}>
    <span className={css.delta} data-good={delta.good === null ? 'neither' : delta.good}>
      {delta.text}
      <span className="visually-hidden">, {delta.before}</span>
    </span>
  </Tooltip>
);
