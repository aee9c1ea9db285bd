import { type Converting, ofWorkspace } from '../../ledger/fragments.ts';

/** Statements here are written without asking first whether there is any foreign currency. */
export const converting = (currency: string): Converting => ({ foreign: true, currency });

/** Customers that have a row of their own. */
export const knownCustomers = `SELECT customer FROM current_customers FINAL WHERE ${ofWorkspace}`;
