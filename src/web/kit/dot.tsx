import type { ReactNode } from 'react';
import css from './dot.module.css';
import { type Hue, hueColor } from './tokens.ts';

/** Words with the colour they belong to. */
export const Dot = ({ hue, children }: { hue: Hue; children: ReactNode }) => (
  <span className={css.dot}>
    <i style={{ background: hueColor(hue) }} aria-hidden />
    {children}
  </span>
);
