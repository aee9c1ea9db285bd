import type { ReactNode } from 'react';
import css from './empty-state.module.css';
import { usePageTitle } from './use-page-title.ts';

/** What stands where there is nothing yet: why, and where to go from here. */
export const EmptyState = ({
  icon,
  title,
  text,
  actions,
  isPage = false,
}: {
  icon?: ReactNode;
  title: ReactNode;
  text?: ReactNode;
  actions?: ReactNode;
  /** Where this is all the page there is, its title is the page's. */
  isPage?: boolean | undefined;
}) => (
  <div className={css.empty}>
    {icon && (
      <div className={css.icon} aria-hidden>
        {icon}
      </div>
    )}
    {isPage ? <PageTitle title={title} /> : <h2>{title}</h2>}
    {text && <p>{text}</p>}
    {actions && <div className={css.actions}>{actions}</div>}
  </div>
);

const PageTitle = ({ title }: { title: ReactNode }) => {
  usePageTitle(title);
  return <h1>{title}</h1>;
};
