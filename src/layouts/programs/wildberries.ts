import {
  allOf,
  anyOf,
  chosen,
  column,
  constant,
  difference,
  filled,
  first,
  joined,
  type Layout,
  type LayoutOutput,
  matches,
  negated,
  net,
  not,
  own,
  sum,
  when,
} from '../layout.ts';
import { marketplaceBuyers } from '../questions.ts';

const platform = own(constant('wildberries'));
const productId = first(column('article'), own(column('nmId')));
/** One piece of one order; its sale and its return share it. */
const piece = first(column('srid'), column('assembly'), joined(' / ', column('report'), column('row')));
const isReturn = anyOf(matches(column('docType'), '^возврат'), matches(column('reason'), '^возврат'));
const hasSale = matches(column('realised'), '[1-9]');
const fees = sum(column('delivery'), column('penalty'), column('storage'), column('deduction'), column('acceptance'));

const lines = (customer: LayoutOutput['columns'][string], answer: string): LayoutOutput[] => {
  const only = { question: 'buyers', is: [answer] };
  const shared = {
    order_id: own(piece),
    customer_id: customer,
    ordered_at: first(column('soldAt'), column('orderedAt')),
    product_id: productId,
    quantity: column('quantity'),
    sales_type: constant('marketplace'),
  };
  // What is not paid out is what the marketplace keeps.
  const kept = difference(column('realised'), column('payout'));
  return [
    {
      kind: 'order_lines',
      only,
      when: allOf(hasSale, not(isReturn)),
      columns: {
        ...shared,
        line_id: own(piece),
        net_amount: net(column('realised')),
        service_cost: when(filled('payout'), kept),
      },
    },
    {
      kind: 'order_lines',
      aside: 'refunds',
      only,
      when: allOf(hasSale, isReturn),
      columns: {
        ...shared,
        line_id: own(joined(' / ', piece, constant('refund'))),
        net_amount: net(when({ negative: column('realised') }, column('realised'), negated(column('realised')))),
        service_cost: when(filled('payout'), when({ negative: column('realised') }, kept, negated(kept))),
        refund_of: own(piece),
      },
    },
  ];
};

/**
 * Wildberries → Finance → weekly report in detail: sales, returns, logistics, storage and fines, a row each. Logistics, storage and fines have rows of
 * their own without a price: they are costs outside marketing and sales.
 */
export const wildberriesReport: Layout = {
  id: 'wildberries_report',
  name: { ru: 'Wildberries: отчёт о реализации', en: 'Wildberries: sales report' },
  export: {
    ru: 'Финансовые отчёты → Еженедельный отчёт → Детализация (XLSX)',
    en: 'Financial reports → Weekly report → In detail (XLSX)',
  },
  references: ['https://app.unpkg.com/wb-api-client@1.0.21/files/src/.generated/api/statistics.ts'],
  known: 'seen',
  source: 'wildberries',
  fields: {
    row: { names: ['№', 'rrd_id'] },
    report: { names: ['Номер отчета', 'Номер отчёта', 'realizationreport_id'] },
    subject: { names: ['Предмет', 'subject_name'] },
    nmId: { names: ['Код номенклатуры', 'Артикул WB', 'nm_id'] },
    brand: { names: ['Бренд', 'brand_name'] },
    article: { names: ['Артикул поставщика', 'Артикул продавца', 'sa_name'] },
    item: { names: ['Название', 'Наименование'] },
    docType: { names: ['Тип документа', 'doc_type_name'] },
    reason: { names: ['Обоснование для оплаты', 'supplier_oper_name'] },
    orderedAt: { names: ['Дата заказа покупателем', 'Дата заказа', 'order_dt'] },
    soldAt: { names: ['Дата продажи', 'sale_dt'] },
    quantity: { names: ['Кол-во', 'Количество', 'quantity'] },
    realised: { names: ['Вайлдберриз реализовал Товар (Пр)', 'retail_amount'] },
    payout: {
      names: [
        'К перечислению Продавцу за реализованный Товар',
        'К перечислению продавцу',
        'К перечислению за товар',
        'ppvz_for_pay',
      ],
      adjusts: 'always',
    },
    delivery: { names: ['Услуги по доставке товара покупателю', 'delivery_rub'], adjusts: 'always' },
    penalty: { names: ['Общая сумма штрафов', 'penalty'], adjusts: 'always' },
    storage: { names: ['Хранение', 'storage_fee'], adjusts: 'always' },
    deduction: { names: ['Удержания', 'deduction'], adjusts: 'always' },
    acceptance: { names: ['Платная приемка', 'Операции на приемке', 'acceptance'], adjusts: 'sometimes' },
    kinds: {
      names: ['Виды логистики, штрафов и корректировок ВВ', 'Виды логистики, штрафов и доплат', 'bonus_type_name'],
    },
    assembly: { names: ['Номер сборочного задания', 'assembly_id'] },
    srid: { names: ['Srid'] },
  },
  needs: ['reason', 'realised', ['soldAt', 'orderedAt'], ['article', 'nmId']],
  telling: ['reason', 'docType', 'realised', 'payout', ['soldAt', 'orderedAt']],
  questions: [marketplaceBuyers('Wildberries')],
  outputs: [
    ...lines(platform, 'platform'),
    ...lines(own(piece), 'order'),
    {
      kind: 'customers',
      aside: 'orders',
      only: { question: 'buyers', is: ['platform'] },
      columns: {
        customer_id: platform,
        name: constant('Wildberries'),
        kind: constant('b2c'),
        sales_type: constant('marketplace'),
      },
    },
    {
      kind: 'costs',
      numbered: true,
      aside: 'services',
      when: allOf(not(hasSale), matches(fees, '[1-9]')),
      columns: {
        cost_id: joined(
          '|',
          column('report'),
          column('row'),
          column('soldAt'),
          column('reason'),
          column('kinds'),
          piece,
          fees,
        ),
        date: first(column('soldAt'), column('orderedAt')),
        amount: net(fees),
        class: constant('outside'),
        channel: constant('Wildberries'),
        note: joined(' · ', column('reason'), column('kinds')),
      },
    },
    {
      kind: 'products',
      aside: 'orders',
      when: anyOf(filled('article'), filled('nmId')),
      columns: {
        product_id: productId,
        name: first(column('item'), column('subject')),
        family: column('subject'),
        rung: chosen(column('subject'), []),
      },
    },
  ],
  vatHint: {
    ru: 'Цены на Wildberries включают НДС, если вы его платите.',
    en: 'Prices on Wildberries include VAT where you pay it.',
  },
};
