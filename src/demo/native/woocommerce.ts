import { chanceOf } from '../chance.ts';
import { booksOf, type Order, productNames, type Sale } from './sales.ts';
import type { World } from './world.ts';
import { spaced, type Table } from './written.ts';

const header = [
  'Order Number',
  'Order Status',
  'Order Date',
  'First Name (Billing)',
  'Last Name (Billing)',
  'City (Billing)',
  'Country Code (Billing)',
  'Email (Billing)',
  'Phone (Billing)',
  'Order Currency',
  'Item ID',
  'SKU',
  'Item Name',
  'Quantity',
  'Order Line (w/o tax)',
  'Order Line Total Refunded',
  'Refund Date',
  'Cost of goods',
  'Канал',
  'Кампания',
];

const statuses: Readonly<Record<string, string>> = {
  paid: 'Completed',
  cancelled: 'Cancelled',
  unpaid: 'Pending payment',
};

/** The shop's orders, a row per item: what was given back stands beside what was sold. Two of a hundred rows come twice. */
export const woocommerceOrders = (world: World): Table => {
  const names = productNames(world);
  const chance = chanceOf('repeats of the shop');
  let item = 50_000;
  const rowOf = ({ first }: Order, number: number, { row, refund }: Sale): string[] => {
    const { name, row: card, email, phone } = world.of(first.customer_id);
    const [given = '', family = ''] = name.split(' ');
    item += 1;
    return [
      String(number),
      statuses[row.status ?? ''] ?? '',
      spaced(row.ordered_at ?? ''),
      given,
      family,
      card.region ?? '',
      'RU',
      email,
      phone,
      'RUB',
      String(item),
      row.product_id ?? '',
      names.get(row.product_id ?? '')?.name ?? '',
      row.quantity ?? '',
      row.net_amount ?? '',
      refund ? (refund.net_amount ?? '').replace('-', '') : '',
      refund ? spaced(refund.ordered_at ?? '') : '',
      row.cogs ?? '',
      row.channel ?? '',
      row.campaign ?? '',
    ];
  };
  const rows = booksOf(world).shop.flatMap((order, at) => order.lines.map((sale) => rowOf(order, 10_001 + at, sale)));
  return { header, rows: rows.flatMap((row) => (chance.happens(0.02) ? [row, row] : [row])) };
};
