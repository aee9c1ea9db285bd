import type { Row } from '../acquaintance.ts';
import type { DemoFacts } from '../demo.ts';
import { segmentNames } from '../targets.ts';

/** A customer as the company's programs know it: none of them has all of its ids. */
export type Customer = {
  row: Row;
  /** What the company's own list calls it; buyers of the marketplace by the marketplace's number of them. */
  code: string;
  /** Unlike any other company's: a second «Кофейня «Полдень», центр» is called so with a number. */
  name: string;
  isPrivate: boolean;
  email: string;
  phone: string;
  people: Row[];
};

/** Everybody and everything under the numbers the programs have for them. */
export type World = {
  facts: DemoFacts;
  customers: readonly Customer[];
  of(customerId: string | undefined): Customer;
  /** amoCRM's number of a deal; '' for none. */
  dealNumber(dealId: string | undefined): string;
  /** Metrica's number of a browser; '' for none. */
  visitor(anonymousId: string | undefined): string;
};

export const grouped = (rows: readonly Row[], column: string): Map<string, Row[]> => {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = row[column] ?? '';
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
};

const numberIn = (id: string): number => Number(id.replace(/\D/g, ''));

/** What the marketplace calls a buyer: the first part of the numbers of its orders. */
export const buyerNumber = (id: string): string => String(20_000_000 + numberIn(id) * 7_919);

const namedApart = (name: string, taken: Map<string, number>): string => {
  const times = (taken.get(name) ?? 0) + 1;
  taken.set(name, times);
  return times === 1 ? name : `${name} (${times})`;
};

/** A telephone number as telephony and CRM keep it: `+79660006085`. */
export const dialled = (phone: string | undefined): string => (phone ?? '').replace(/[^+\d]/g, '');

export const worldOf = (facts: DemoFacts): World => {
  const taken = new Map<string, number>();
  const people = grouped(facts.people, 'customer_id');
  const customers = facts.customers.map((row): Customer => {
    const id = row.customer_id ?? '';
    const isPrivate = row.segment === segmentNames.S1;
    // Who left neither an address nor a number could not be the same person in two programs.
    const email = row.email || (isPrivate && !row.phone ? `klient${numberIn(id)}@example.com` : '');
    return {
      row,
      code: row.sales_type === 'marketplace' ? `ozon:${buyerNumber(id)}` : id,
      name: isPrivate ? (row.name ?? '') : namedApart(row.name ?? '', taken),
      isPrivate,
      email,
      phone: dialled(row.phone),
      people: people.get(id) ?? [],
    };
  });
  const byId = new Map(customers.map((customer) => [customer.row.customer_id, customer]));
  return {
    facts,
    customers,
    of: (customerId) => {
      const found = byId.get(customerId ?? '');
      if (!found) throw new RangeError(`No customer ${customerId}`);
      return found;
    },
    dealNumber: (dealId) => (dealId ? String(28_470_000 + numberIn(dealId)) : ''),
    visitor: (anonymousId) =>
      anonymousId
        ? `${anonymousId.startsWith('v') ? 16 : 17}${String(numberIn(anonymousId)).padStart(5, '0')}00123456789`
        : '',
  };
};
