import type { Layout } from './layout.ts';
import { amocrmDeals } from './programs/amocrm-deals.ts';

/** Every layout that is recognised. A new one is a file beside the others and a line here. */
export const layouts: readonly Layout[] = [amocrmDeals];
