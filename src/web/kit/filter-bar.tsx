import type { ReactNode } from 'react';
import css from './filter-bar.module.css';

/** A row of what narrows a view down, wrapping where it is short of room. */
export const FilterBar = ({ children, label }: { children: ReactNode; label: string }) => (
  <fieldset className={css.bar} aria-label={label}>
    {children}
  </fieldset>
);

/** One value that can be chosen; pressed while it is. */
export const FilterChip = ({
  pressed,
  onPress,
  children,
}: {
  pressed: boolean;
  onPress: () => void;
  children: ReactNode;
}) => (
  <button type="button" className={css.chip} aria-pressed={pressed} onClick={onPress}>
    {children}
  </button>
);
