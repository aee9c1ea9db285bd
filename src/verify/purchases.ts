import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Check } from './check.ts';
import type { Company } from './company.ts';

type Purchase = {
  line: string;
  order: string;
  customer: string;
  at: string;
  product: string;
  quantity: string;
  cents: number;
};

const cents = (amount: string): number => Math.round(Number(amount) * 100);

const cdnow = async (directory: string): Promise<Purchase[]> => {
  const text = await readFile(path.join(directory, 'cltv', 'CDNOW_sample.txt'), 'utf8');
  return text
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter((parts) => parts.length === 5)
    .map(([, customer = '', date = '', quantity = '', amount = ''], at) => ({
      line: String(at + 1),
      order: String(at + 1),
      customer,
      at: `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6, 8)}`,
      product: '',
      quantity,
      cents: cents(amount),
    }));
};

const completejourney = async (directory: string): Promise<Purchase[]> => {
  const file = path.join(directory, 'journey', 'completejourney_transactions_sample.csv.gz');
  const text = gunzipSync(await readFile(file)).toString('utf8');
  return text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','))
    .map((parts, at) => ({
      line: String(at + 1),
      order: parts[2] ?? '',
      customer: parts[0] ?? '',
      at: parts[10] ?? '',
      product: parts[3] ?? '',
      quantity: parts[4] ?? '',
      cents: cents(parts[5] ?? ''),
    }));
};

const monthAfter = (month: string): string => {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
};

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** Plain sums over the file itself: what the product's answers must equal. */
const plain = (purchases: readonly Purchase[]) => {
  const orders = new Map<string, Set<string>>();
  const months = new Map<string, number>();
  for (const purchase of purchases) {
    const of = orders.get(purchase.customer) ?? new Set();
    orders.set(purchase.customer, of.add(purchase.order));
    const month = purchase.at.slice(0, 7);
    months.set(month, (months.get(month) ?? 0) + purchase.cents);
  }
  const counts = [...orders.values()].map((of) => of.size);
  return {
    customers: counts.length,
    orders: sum(counts),
    repeaters: counts.filter((count) => count > 1).length,
    cents: sum(purchases.map((purchase) => purchase.cents)),
    months: [...months].sort(([a], [b]) => (a < b ? -1 : 1)),
  };
};

const verifyPurchases = async (set: string, company: Company, purchases: readonly Purchase[]): Promise<Check[]> => {
  await company.set('currency', 'USD');
  await company.set('time_zone', 'UTC');
  const counts = await company.bring(
    'order_lines',
    purchases.map((purchase) => ({
      line_id: purchase.line,
      order_id: purchase.order,
      customer_id: purchase.customer,
      ordered_at: purchase.at,
      product_id: purchase.product,
      quantity: purchase.quantity,
      net_amount: (purchase.cents / 100).toFixed(2),
    })),
  );
  const reference = plain(purchases);
  const from = `${reference.months[0]?.[0]}-01`;
  const to = `${monthAfter(reference.months.at(-1)?.[0] ?? '')}-01`;
  const totals = await company.measure({ metrics: ['net_revenue', 'customers_new', 'average_order'], from, to });
  const monthly = await company.measure({ metrics: ['net_revenue'], from, to, every: 'month' });
  const value = (metric: string) => totals.find((answer) => answer.metric === metric)?.value ?? null;
  const list = (sorted: number) =>
    company.ask<{ rows: { orders: number }[]; total: number }>('customers', { sort: 'orders', limit: sorted });
  const all = await list(1);
  const repeaters = await countRepeaters(company, all.total);
  const orders = totals.find((answer) => answer.metric === 'average_order')?.n ?? null;
  return [
    { set, what: 'order lines read', reference: purchases.length, ours: counts.read },
    { set, what: 'order lines refused', reference: 0, ours: counts.quarantined },
    { set, what: 'customers', reference: reference.customers, ours: all.total },
    { set, what: 'new customers over the whole time', reference: reference.customers, ours: value('customers_new') },
    { set, what: 'net revenue', reference: reference.cents / 100, ours: value('net_revenue') },
    { set, what: 'orders (n of the average order)', reference: reference.orders, ours: orders },
    { set, what: 'customers with a repeat order', reference: reference.repeaters, ours: repeaters },
    { set, what: 'repeat rate', reference: reference.repeaters / reference.customers, ours: repeaters / all.total },
    ...reference.months.map(([month, minor]) => ({
      set,
      what: `net revenue ${month}`,
      reference: minor / 100,
      ours: monthly.find((answer) => answer.period.from.startsWith(month))?.value ?? null,
    })),
  ];
};

/** Walks the list of customers, most orders first, until those with one order begin. */
const countRepeaters = async (company: Company, total: number): Promise<number> => {
  let repeaters = 0;
  let cursor: string | undefined;
  for (let seen = 0; seen < total; ) {
    const page: { rows: { orders: number }[]; cursor?: string } = await company.ask('customers', {
      sort: 'orders',
      limit: 1000,
      ...(cursor ? { cursor } : {}),
    });
    const here = page.rows.filter((row) => row.orders > 1).length;
    repeaters += here;
    if (here < page.rows.length || !page.cursor) break;
    seen += page.rows.length;
    cursor = page.cursor;
  }
  return repeaters;
};

/** Purchases of the music shop's customers against plain sums over the file. */
export const verifyCdnow = async (directory: string, company: Company): Promise<Check[]> =>
  verifyPurchases('CDNOW', company, await cdnow(directory));

/** Grocery purchases against plain sums over the file. */
export const verifyCompletejourney = async (directory: string, company: Company): Promise<Check[]> =>
  verifyPurchases('completejourney', company, await completejourney(directory));
