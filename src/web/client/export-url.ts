import { fileRoutes } from '../../model/file-routes.ts';
import type { Filter } from '../../model/numbers.ts';

type Query = Record<string, string | readonly string[] | Filter | undefined>;

/** The address of a file with the answer of an operation: lists by commas, a filter as JSON, headers in the reader's language. */
export const exportUrl = (
  what: 'rows' | 'customers' | 'measure' | 'attribution' | 'forecast',
  workspace: string,
  format: 'csv' | 'xlsx',
  language: 'ru' | 'en',
  query: Query,
): string => {
  const search = new URLSearchParams({ format, lang: language });
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue;
    if (typeof value === 'string') search.set(name, value);
    else if (Array.isArray(value)) search.set(name, value.join(','));
    else search.set(name, JSON.stringify(value));
  }
  return `${fileRoutes[what].replace(':workspace', encodeURIComponent(workspace))}?${search}`;
};
