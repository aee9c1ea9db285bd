import {
  allOf,
  anyOf,
  chosen,
  column,
  constant,
  filled,
  first,
  found,
  joined,
  type Layout,
  type LayoutOutput,
  matches,
  negated,
  net,
  not,
  oneOf,
  own,
  product,
  sum,
} from '../layout.ts';
import { marketplaceBuyers } from '../questions.ts';

const platform = own(constant('ozon'));
const productId = first(column('article'), own(column('sku')));

/** Numbers of orders are «buyer-order»: Ozon hides who bought, yet what one buyer bought is told apart. */
const questions = [
  marketplaceBuyers('Ozon', [
    {
      value: 'buyer',
      text: {
        ru: 'Каждого покупателя — по первой части номера заказа',
        en: 'Every buyer, by the first part of the order’s number',
      },
    },
  ]),
];

/** An order's lines and their customers, for each answer to whose they are; `number` is that of the order or of its shipment. */
const forBuyers = (
  number: LayoutOutput['columns'][string],
  lines: (customer: typeof number, only: NonNullable<LayoutOutput['only']>) => LayoutOutput[],
) => [
  ...lines(platform, { question: 'buyers', is: ['platform'] }),
  ...lines(own(number), { question: 'buyers', is: ['order'] }),
  ...lines(own(first(found(number, '^(\\d+)-\\d+'), number)), { question: 'buyers', is: ['buyer'] }),
  {
    kind: 'customers',
    aside: 'orders',
    only: { question: 'buyers', is: ['platform'] },
    columns: {
      customer_id: platform,
      name: constant('Ozon'),
      kind: constant('b2c'),
      sales_type: constant('marketplace'),
    },
  } satisfies LayoutOutput,
];

const products: LayoutOutput = {
  kind: 'products',
  aside: 'orders',
  when: anyOf(filled('article'), filled('sku')),
  columns: { product_id: productId, name: column('item'), rung: chosen(column('item'), []) },
};

const vatHint = {
  ru: 'Цены на Ozon включают НДС, если вы его платите.',
  en: 'Prices on Ozon include VAT where you pay it.',
};

const posting = joined(' / ', column('posting'), first(column('sku'), column('article')));

/** Ozon Seller → FBO / FBS → Orders → CSV: a row per product of a shipment. Only what was delivered is a sale. */
export const ozonPostings: Layout = {
  id: 'ozon_postings',
  name: { ru: 'Ozon: заказы', en: 'Ozon: orders' },
  export: {
    ru: 'Ozon Seller → Заказы → FBO или FBS → Скачать отчёт (CSV)',
    en: 'Ozon Seller → Orders → FBO or FBS → Download report (CSV)',
  },
  references: ['https://github.com/alexOdin18/ozon_api/blob/main/orders/README.md'],
  known: 'seen',
  source: 'ozon',
  fields: {
    order: { names: ['Номер заказа'] },
    posting: { names: ['Номер отправления'] },
    accepted: { names: ['Принят в обработку'] },
    shipped: { names: ['Дата отгрузки'] },
    status: { names: ['Статус'] },
    delivered: { names: ['Дата доставки'] },
    handed: { names: ['Фактическая дата передачи в доставку'] },
    postingAmount: { names: ['Сумма отправления'] },
    currency: { names: ['Код валюты товара', 'Код валюты отправления'] },
    item: { names: ['Название товара', 'Наименование товара'] },
    sku: { names: ['SKU', 'OZON id', 'Ozon ID'] },
    article: { names: ['Артикул'] },
    price: { names: ['Ваша цена', 'Итоговая стоимость товара', 'Ваша стоимость товара'] },
    paid: { names: ['Оплачено покупателем', 'Стоимость товара для покупателя'] },
    quantity: { names: ['Количество'] },
    delivery: { names: ['Стоимость доставки'] },
    buyout: { names: ['Выкуп товара'] },
  },
  needs: ['posting', 'accepted', 'status', ['sku', 'article'], ['price', 'paid'], 'quantity'],
  telling: ['order', 'posting', 'accepted', 'status', ['sku', 'article'], ['price', 'paid']],
  questions,
  outputs: [
    ...forBuyers(first(column('order'), column('posting')), (customer, only) => [
      {
        kind: 'order_lines',
        only,
        columns: {
          line_id: own(posting),
          order_id: own(first(column('order'), column('posting'))),
          customer_id: customer,
          ordered_at: column('accepted'),
          product_id: productId,
          quantity: column('quantity'),
          net_amount: net(product(first(column('price'), column('paid')), column('quantity'))),
          currency: column('currency'),
          sales_type: constant('marketplace'),
          status: chosen(
            column('status'),
            [
              { matches: '^отмен', gives: 'cancelled' },
              { matches: '^(доставлен|получен)', gives: 'paid' },
            ],
            constant('unpaid'),
          ),
        },
      },
    ]),
    products,
  ],
  vatHint,
};

const service = (...fields: string[]) => negated(sum(...fields.map(column)));
const isReturn = matches(column('type'), 'возврат|невыкуп|отмен');
const hasSale = matches(column('sale'), '[1-9]');

/**
 * Ozon Seller → Finance → Accruals: a row per delivery, return or service, with the commission and every service beside the price. What the marketplace
 * keeps of a sale is its service cost; what it keeps for itself (storage, advertising) is a cost.
 */
export const ozonAccruals: Layout = {
  id: 'ozon_accruals',
  name: { ru: 'Ozon: начисления', en: 'Ozon: accruals' },
  export: { ru: 'Ozon Seller → Финансы → Начисления → Скачать', en: 'Ozon Seller → Finance → Accruals → Download' },
  references: ['https://apifox.com/apidoc/docs-site/3531025/api-121998418'],
  known: 'seen',
  source: 'ozon',
  fields: {
    date: { names: ['Дата начисления'] },
    type: { names: ['Тип начисления'] },
    posting: { names: ['Номер отправления или идентификатор услуги', 'ID начисления'] },
    accepted: { names: ['Дата принятия заказа в обработку или оказания услуги'] },
    sku: { names: ['SKU'] },
    article: { names: ['Артикул'] },
    item: { names: ['Название товара или услуги'] },
    quantity: { names: ['Количество'] },
    sale: { names: ['За продажу или возврат до вычета комиссий и услуг'] },
    rate: { names: ['Ставка комиссии', 'Вознаграждение Ozon, %'] },
    commission: { names: ['Комиссия за продажу', 'Вознаграждение Ozon'], adjusts: 'always' },
    assembly: { names: ['Сборка заказа'], adjusts: 'sometimes' },
    handling: { names: [], pattern: /^обработка отправления/ },
    trunk: { names: ['Магистраль'], adjusts: 'sometimes' },
    lastMile: { names: [], pattern: /^последняя миля/ },
    backTrunk: { names: ['Обратная магистраль'], adjusts: 'sometimes' },
    returning: { names: ['Обработка возврата'], adjusts: 'sometimes' },
    cancelling: { names: [], pattern: /^обработка отмененного/ },
    unclaimed: { names: [], pattern: /^обработка невыкупленного/ },
    logistics: { names: ['Логистика'], adjusts: 'sometimes' },
    backLogistics: { names: ['Обратная логистика'], adjusts: 'sometimes' },
    total: { names: ['Итого', 'Итого, руб.', 'Сумма'], adjusts: 'always' },
  },
  needs: ['date', 'type', 'posting', 'sale'],
  telling: ['date', 'type', 'posting', 'sale', 'commission'],
  questions,
  outputs: [
    ...forBuyers(column('posting'), (customer, only) => {
      const shared = {
        order_id: own(column('posting')),
        customer_id: customer,
        ordered_at: column('date'),
        product_id: productId,
        quantity: column('quantity'),
        net_amount: net(column('sale')),
        service_cost: service(
          'commission',
          'assembly',
          'handling',
          'trunk',
          'lastMile',
          'backTrunk',
          'returning',
          'cancelling',
          'unclaimed',
          'logistics',
          'backLogistics',
        ),
        sales_type: constant('marketplace'),
      };
      return [
        {
          kind: 'order_lines',
          only,
          when: allOf(hasSale, not(isReturn)),
          columns: { ...shared, line_id: own(posting) },
        },
        {
          kind: 'order_lines',
          aside: 'refunds',
          only,
          when: allOf(hasSale, isReturn),
          columns: {
            ...shared,
            line_id: own(
              joined(
                ' / ',
                column('posting'),
                first(column('sku'), column('article')),
                column('date'),
                constant('refund'),
              ),
            ),
            refund_of: own(posting),
          },
        },
      ];
    }),
    {
      kind: 'costs',
      numbered: true,
      aside: 'services',
      when: allOf(not(hasSale), matches(column('total'), '[1-9]')),
      columns: {
        cost_id: joined('|', column('date'), column('type'), column('posting'), column('sku'), column('total')),
        date: column('date'),
        amount: net(negated(column('total'))),
        class: chosen(
          column('type'),
          [{ matches: 'реклам|продвиж|трафарет|клик|полка|баллы за отзыв', gives: 'acquisition' }],
          constant('outside'),
        ),
        function: chosen(column('type'), [
          { matches: 'реклам|продвиж|трафарет|клик|полка|баллы за отзыв', gives: 'marketing' },
        ]),
        channel: constant('Ozon'),
        note: joined(' · ', column('type'), column('item')),
      },
    },
    products,
  ],
  leaveOut: [oneOf(column('type'), 'Тип начисления')],
  vatHint,
};
