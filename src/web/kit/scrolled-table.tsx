import type { ReactNode } from 'react';

type Props = { label: string; className: string | undefined; children: ReactNode };

/** A table that may be wider or longer than its place: it is scrolled there, by keyboard too. */
export const ScrolledTable = ({ label, className, children }: Props) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what is scrolled must be reached by keyboard.
  <section className={className} tabIndex={0} aria-label={label}>
    {children}
  </section>
);
