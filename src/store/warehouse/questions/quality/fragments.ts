import type { FactKind } from '../../../../model/facts.ts';
import { type Converting, currentFacts, ofWorkspace, type Read } from '../../ledger/fragments.ts';

/** Statements here are written without asking first whether there is any foreign currency. */
export const converting = (currency: string): Converting => ({ foreign: true, currency });

/** Customers are read under the id they go by, without asking first whether any records are joined. */
export const asJoined: Read = { joined: true, keyed: false };

/** Current facts of a workspace, every customer under the id it goes by. */
export const factsOf = (kind: FactKind): string =>
  `(SELECT * FROM ${currentFacts(asJoined, kind)} WHERE ${ofWorkspace})`;

/** Customers that have a card. */
export const knownCustomers = `SELECT customer FROM ${factsOf('customers')}`;
