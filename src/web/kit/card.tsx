import type { CSSProperties, ReactNode } from 'react';
import css from './card.module.css';
import { type Hue, hueColor } from './tokens.ts';

type Props = {
  children: ReactNode;
  title?: ReactNode;
  /** At the right of the title. */
  actions?: ReactNode;
  /** A coloured upper edge that says which part of the lifecycle this is. */
  hue?: Hue | undefined;
  tone?: 'plain' | 'warning' | undefined;
  flush?: boolean | undefined;
  label?: string | undefined;
  className?: string | undefined;
};

/** A white sheet on the ground: everything a page shows lies on one. */
export const Card = ({ children, title, actions, hue, tone = 'plain', flush = false, label, className }: Props) => (
  <section
    className={[css.card, tone === 'warning' && css.warning, hue && css.hued, flush && css.flush, className]
      .filter(Boolean)
      .join(' ')}
    style={hue ? ({ '--edge': hueColor(hue) } as CSSProperties) : undefined}
    aria-label={label}
  >
    {(title || actions) && (
      <header className={css.head}>
        {title && <h2 className={css.title}>{title}</h2>}
        {actions && <div className={css.actions}>{actions}</div>}
      </header>
    )}
    {children}
  </section>
);
