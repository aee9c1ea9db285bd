import { type ReactNode, useLayoutEffect, useRef } from 'react';
import css from './scrolled-table.module.css';

type Props = { label: string; className: string | undefined; children: ReactNode };

/**
 * A table that may be wider or longer than its place: it is scrolled there, by keyboard too.
 *
 * `data-wide` where it is wider than its place; `data-more` while there is something beyond its right edge, which fades to say so.
 */
export const ScrolledTable = ({ label, className, children }: Props) => {
  const place = useRef<HTMLElement>(null);
  // Before anything is scrolled to: rows of a wide table may be higher.
  useLayoutEffect(() => {
    const own = place.current;
    if (!own) return;
    const look = (): void => {
      const beyond = own.scrollWidth - own.clientWidth;
      own.toggleAttribute('data-wide', beyond > 1);
      own.toggleAttribute('data-more', beyond - own.scrollLeft > 1);
    };
    look();
    const sizes = new ResizeObserver(look);
    sizes.observe(own);
    for (const child of own.children) sizes.observe(child);
    own.addEventListener('scroll', look, { passive: true });
    return () => {
      sizes.disconnect();
      own.removeEventListener('scroll', look);
    };
  }, []);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what is scrolled must be reached by keyboard.
    <section ref={place} className={`${css.place} ${className ?? ''}`} tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
};
