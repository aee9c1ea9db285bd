import type { Row } from '../acquaintance.ts';
import { grouped, type World } from './world.ts';

/** An order line with what was given back of it. */
export type Sale = { row: Row; refund: Row | undefined };
export type Order = { lines: Sale[]; first: Row };

/** Where an order is written down: in the shop, on the marketplace, in 1C, or in a table by hand. */
export type Book = 'shop' | 'marketplace' | 'accounting' | 'table';

/** Orders of private persons that a shop has a place for: no contract, no deal, nothing said of their class. */
const isPlain = ({ lines }: Order): boolean =>
  lines.every(({ row }) => !row.contract_from && !row.deal_id && !row.class);

const bookOf = (world: World, order: Order): Book => {
  const { first } = order;
  if (!world.of(first.customer_id).isPrivate) return first.status === 'paid' ? 'accounting' : 'table';
  if (first.sales_type === 'e-commerce' && isPlain(order)) return 'shop';
  return first.sales_type === 'marketplace' && isPlain(order) ? 'marketplace' : 'table';
};

/** All orders by the book they are in, in time. */
export const booksOf = (world: World): Record<Book, Order[]> => {
  const rows = world.facts.order_lines;
  const refunds = new Map(rows.flatMap((row) => (row.refund_of ? [[row.refund_of, row] as const] : [])));
  const sold = rows.filter((row) => !row.refund_of);
  const books: Record<Book, Order[]> = { shop: [], marketplace: [], accounting: [], table: [] };
  for (const lines of grouped(sold, 'order_id').values()) {
    const [first] = lines;
    if (!first) continue;
    const order = { first, lines: lines.map((row) => ({ row, refund: refunds.get(row.line_id ?? '') })) };
    books[bookOf(world, order)].push(order);
  }
  return books;
};

/** Products by their article. */
export const productNames = (world: World): Map<string, Row> =>
  new Map(world.facts.products.map((row) => [row.product_id ?? '', row]));
