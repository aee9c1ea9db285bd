import type { Row } from '../acquaintance.ts';
import { ozonReturns } from './ozon.ts';
import { booksOf } from './sales.ts';
import type { World } from './world.ts';
import { isDirect } from './yandex-direct.ts';

const kindWords: Readonly<Record<string, string>> = { b2b: 'компания', b2c: 'человек' };
const statusWords: Readonly<Record<string, string>> = { paid: 'оплачен', unpaid: 'не оплачен', cancelled: 'отменён' };
const classWords: Readonly<Record<string, string>> = {
  acquisition: 'привлечение',
  activation: 'активация',
  retention: 'удержание',
  development: 'развитие',
  winback: 'возврат',
  shared: 'общие',
};
const functionWords: Readonly<Record<string, string>> = {
  marketing: 'маркетинг',
  sales: 'продажи',
  success: 'сопровождение',
  management: 'управление',
};

/** The company's own list of customers: codes, and what each is known by in the programs. */
export const customerList = (world: World): Row[] =>
  world.customers.map(({ row, code, name, email, phone }) => ({
    'Код клиента': code,
    'Название клиента': name,
    'Тип клиента': kindWords[row.kind ?? ''] ?? '',
    Сегмент: row.segment ?? '',
    'Вид продаж': row.sales_type ?? '',
    'Дата появления': row.created_at ?? '',
    Email: email,
    Телефон: phone,
    ИНН: row.tax_id ?? '',
    'Код партнёра': row.partner_id ? world.of(row.partner_id).code : '',
    Регион: row.region ?? '',
  }));

const saleRow = (world: World, row: Row, refundOf: string): Row => ({
  'Номер строки': row.line_id ?? '',
  'Номер заказа': row.order_id ?? '',
  'Код клиента': world.of(row.customer_id).code,
  'Дата заказа': row.ordered_at ?? '',
  Артикул: row.product_id ?? '',
  Количество: row.quantity ?? '',
  'Сумма без НДС': row.net_amount ?? '',
  Себестоимость: row.cogs ?? '',
  'Вид продаж': row.sales_type ?? '',
  Канал: row.channel ?? '',
  Кампания: row.campaign ?? '',
  'Код партнёра': row.partner_id ? world.of(row.partner_id).code : '',
  'Номер сделки': world.dealNumber(row.deal_id),
  'Возврат строки': refundOf,
  'Статус оплаты': statusWords[row.status ?? ''] ?? '',
  'Класс продажи': row.class === 'regular' ? 'регулярная' : '',
  'Договор с': row.contract_from ?? '',
  'Договор по': row.contract_to ?? '',
  'Сумма в месяц': row.monthly_amount ?? '',
});

/** Sales no program has: through dealers, on subscription, by a deal with a private person; and what came back to the marketplace. */
export const salesTable = (world: World): Row[] => [
  ...booksOf(world).table.flatMap(({ lines }) =>
    lines.flatMap(({ row, refund }) => [
      saleRow(world, row, ''),
      ...(refund ? [saleRow(world, refund, row.line_id ?? '')] : []),
    ]),
  ),
  ...ozonReturns(world).map(({ refund, of }) => saleRow(world, refund, of)),
];

export const productTable = ({ facts }: World): Row[] =>
  facts.products.map((row) => ({
    Артикул: row.product_id ?? '',
    'Название товара': row.name ?? '',
    'Группа товаров': row.family ?? '',
    Ступень: row.rung ?? '',
    Цена: row.price ?? '',
    'Событие-результат': row.result_kind ?? '',
  }));

/** The share of cost in the price, in percent. */
export const costOfSalesTable = ({ facts }: World): Row[] =>
  facts.products.map((row) => ({
    Артикул: row.product_id ?? '',
    'Название товара': row.name ?? '',
    'Себестоимость, % от цены': `${Math.round(Number(row.cogs_rate) * 100)} %`,
  }));

/** Payments of private persons, as the acquiring bank's register has them. */
export const paymentTable = (world: World): Row[] =>
  world.facts.payments
    .filter((row) => world.of(row.customer_id).isPrivate)
    .map((row) => ({
      'Номер платежа': row.payment_id ?? '',
      'Дата платежа': row.paid_at ?? '',
      'Сумма платежа': row.amount ?? '',
      'Код клиента': world.of(row.customer_id).code,
      'Номер заказа': row.order_id ?? '',
      'Назначение платежа': row.purpose ?? '',
    }));

const dimensions = (row: Row): Row => ({
  'Класс затрат': classWords[row.class ?? ''] ?? '',
  Функция: functionWords[row.function ?? ''] ?? '',
  Канал: row.channel ?? '',
  Кампания: row.campaign ?? '',
  Сегмент: row.segment ?? '',
  'Ячейка пути': row.cell ?? '',
});

/** Pay and hours of people by what they worked for. */
export const payTable = ({ facts }: World): Row[] =>
  facts.costs
    .filter((row) => row.staff)
    .map((row) => ({
      'Код затраты': row.cost_id ?? '',
      Месяц: row.month ?? '',
      'Сумма затрат': row.amount ?? '',
      ...dimensions(row),
      Сотрудник: row.staff ?? '',
      Часы: row.hours ?? '',
      Актив: row.asset ?? '',
      Комментарий: row.note ?? '',
    }));

/** Costs of no person and no advertising account. */
export const otherCostTable = ({ facts }: World): Row[] =>
  facts.costs
    .filter((row) => !row.staff && !isDirect(row))
    .map((row) => ({
      'Номер затраты': row.cost_id ?? '',
      Месяц: row.month ?? '',
      'Статья затрат': row.note ?? '',
      Сумма: row.amount ?? '',
      ...dimensions(row),
    }));
