import type { ReactNode } from 'react';
import css from './page-header.module.css';
import { usePageTitle } from './use-page-title.ts';

/** A page's name, one line of what it answers, and what can be done with it. */
export const PageHeader = ({
  title,
  subtitle,
  actions,
}: {
  title: ReactNode;
  subtitle?: ReactNode;
  actions?: ReactNode;
}) => {
  usePageTitle(title);
  return (
    <header className={css.header}>
      <div className={css.words}>
        <h1>{title}</h1>
        {subtitle && <p>{subtitle}</p>}
      </div>
      {actions && <div className={css.actions}>{actions}</div>}
    </header>
  );
};
