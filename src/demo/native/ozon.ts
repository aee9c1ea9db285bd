import type { Row } from '../acquaintance.ts';
import { booksOf, type Order, productNames } from './sales.ts';
import { buyerNumber, type World } from './world.ts';
import { spaced, type Table, withVat } from './written.ts';

const header = [
  'Номер заказа',
  'Номер отправления',
  'Принят в обработку',
  'Дата отгрузки',
  'Статус',
  'Дата доставки',
  'Фактическая дата передачи в доставку',
  'Сумма отправления',
  'Код валюты отправления',
  'Название товара',
  'SKU',
  'Артикул',
  'Ваша цена',
  'Код валюты товара',
  'Оплачено покупателем',
  'Код валюты покупателя',
  'Количество',
  'Стоимость доставки',
  'Себестоимость',
  'Канал',
  'Кампания',
];

const statuses: Readonly<Record<string, string>> = {
  paid: 'Доставлен',
  cancelled: 'Отменён',
  unpaid: 'Ожидает отгрузки',
};

const skuOf = (productId: string): string => `1550${productId.replace(/\D/g, '')}01`;

/** An order with the number the marketplace gave it: that of its buyer, then the place among the buyer's orders. */
const numbered = (world: World): { order: Order; number: string }[] => {
  const counts = new Map<string, number>();
  return booksOf(world).marketplace.map((order) => {
    const buyer = buyerNumber(order.first.customer_id ?? '');
    const place = (counts.get(buyer) ?? 0) + 1;
    counts.set(buyer, place);
    return { order, number: `${buyer}-${String(place).padStart(4, '0')}` };
  });
};

/** The marketplace's orders, with VAT in the prices; the last three columns are the company's own. */
export const ozonOrders = (world: World): Table => {
  const names = productNames(world);
  const rows = numbered(world).flatMap(({ order, number }) => {
    const total = order.lines.reduce((sum, { row }) => sum + Number(withVat(row.net_amount ?? '')), 0);
    return order.lines.map(({ row }) => {
      const price = withVat(row.net_amount ?? '', ',');
      const at = spaced(row.ordered_at ?? '');
      return [
        number,
        `${number}-1`,
        at,
        at,
        statuses[row.status ?? ''] ?? '',
        row.status === 'paid' ? at : '',
        row.status === 'paid' ? at : '',
        total.toFixed(2).replace('.', ','),
        'RUB',
        names.get(row.product_id ?? '')?.name ?? '',
        skuOf(row.product_id ?? ''),
        row.product_id ?? '',
        price,
        'RUB',
        price,
        'RUB',
        row.quantity ?? '',
        '',
        row.cogs ?? '',
        row.channel ?? '',
        row.campaign ?? '',
      ];
    });
  });
  return { header, rows };
};

/** What buyers of the marketplace gave back, each with the number its sale has in Conveyor: the list of orders does not tell of returns. */
export const ozonReturns = (world: World): { refund: Row; of: string }[] =>
  numbered(world).flatMap(({ order, number }) =>
    order.lines.flatMap(({ row, refund }) =>
      refund ? [{ refund, of: `ozon:${number}-1 / ${skuOf(row.product_id ?? '')}` }] : [],
    ),
  );
