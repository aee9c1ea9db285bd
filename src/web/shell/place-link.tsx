import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

/** A link's address as a path of the product with its query, apart, as the router takes them. */
export const placeOf = (link: string): { to: '/'; search: Record<string, string>; hash?: string } => {
  const [rest = '/', hash] = link.split('#');
  const [path = '/', query = ''] = rest.split('?');
  return {
    to: path as '/',
    search: Object.fromEntries(new URLSearchParams(query)),
    ...(hash === undefined ? {} : { hash }),
  };
};

type Props = { link: string; children: ReactNode; className?: string | undefined; label?: string | undefined };

/** Leads to a place that the server named: a path with its query. The company, the period and the segment stay. */
export const PlaceLink = ({ link, children, className = '', label }: Props) => {
  const { to, search, hash } = placeOf(link);
  return (
    <Link
      to={to}
      search={search as never}
      className={className}
      {...(hash === undefined ? {} : { hash })}
      {...(label === undefined ? {} : { 'aria-label': label })}
    >
      {children}
    </Link>
  );
};
