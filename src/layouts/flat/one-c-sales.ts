import {
  allOf,
  anyOf,
  chosen,
  column,
  constant,
  difference,
  filled,
  first,
  found,
  joined,
  type Layout,
  type LayoutOutput,
  lower,
  matches,
  net,
  not,
  own,
  when,
} from '../layout.ts';

const customer = own(first(column('taxId'), lower(column('customer'))));
/** An item by its own article, which other files know too; a name is 1C's alone. */
const productId = first(column('article'), own(column('item')));
/** «Реализация (акт, накладная) 0000-000123 от 12.01.2025 12:00:00»: a document says its moment itself. */
const documentMoment = found(column('document'), '(\\d{2}\\.\\d{2}\\.\\d{4}( \\d{1,2}:\\d{2}(:\\d{2})?)?)');
const item = first(
  column('place'),
  joined(' / ', first(column('article'), column('item')), column('trait'), column('series')),
);
/** A report without documents has a day's sales to a customer in their place: an item alone would be the same line in every month. */
const order = first(
  column('document'),
  joined(' / ', column('period'), column('number'), first(column('taxId'), column('customer'))),
);
const lineId = own(joined(' / ', order, item));

/** What is sold may have a document it rests on too: an invoice, an order. */
const isReturn = anyOf({ negative: column('net') }, { negative: column('gross') });

const isLine = allOf(anyOf(filled('customer'), filled('taxId')), anyOf(filled('document'), filled('period')));

const linesOf = (amount: LayoutOutput['columns'][string], more: Partial<LayoutOutput>): LayoutOutput => ({
  kind: 'order_lines',
  ...more,
  when: more.when ? allOf(isLine, more.when) : isLine,
  columns: {
    line_id: lineId,
    order_id: own(order),
    customer_id: customer,
    ordered_at: first(documentMoment, column('period')),
    product_id: productId,
    quantity: column('quantity'),
    net_amount: amount,
    currency: column('currency'),
    cogs: first(column('cogs'), difference(column('net'), column('profit'))),
    // A return says which sale it takes back where the report has a column for it.
    refund_of: when(allOf(filled('basis'), isReturn), own(joined(' / ', column('basis'), item))),
  },
  attributes: { contract: column('contract') },
});

/** A row's own number in its document repeats only where the report repeats the row; without one, equal items of a document are rows of their own. */
const lines = (amount: LayoutOutput['columns'][string], more: Partial<LayoutOutput>): LayoutOutput[] => [
  linesOf(amount, { ...more, has: [...(more.has ?? []), 'place'] }),
  linesOf(amount, { ...more, lacks: [...(more.lacks ?? []), 'place'], numbered: true }),
];

/** A row with an amount; one without is a heading, or of another table below. */
const isSale = anyOf(filled('gross'), filled('net'));

/**
 * A sales report of 1C laid flat: a row for each document and item. Reports are everybody's own: grouped ones have to be made flat first
 * («Вывести список», without groups and totals). A document that takes goods back is negative, and is a refund as a whole.
 */
export const oneCSales: Layout = {
  id: 'one_c_sales',
  name: { ru: '1С: отчёт о продажах', en: '1C: sales report' },
  export: {
    ru: 'Продажи → Отчёты → Валовая прибыль или Выручка: с регистратором и номенклатурой, без группировок',
    en: 'Sales → Reports → Gross profit or Revenue: by document and item, without groups',
  },
  references: ['docs/files.md'],
  known: 'described',
  source: '1c',
  fields: {
    customer: { names: ['Контрагент', 'Customer', 'Покупатель', 'Партнер', 'Клиент', 'Заказчик'] },
    taxId: { names: ['ИНН', 'Tax ID', 'ИНН контрагента', 'Контрагент.ИНН', 'ИНН покупателя'] },
    contract: { names: ['Договор', 'Contract', 'Договор контрагента'] },
    item: { names: ['Номенклатура', 'Item', 'Товар', 'Наименование', 'Номенклатура.Наименование'] },
    article: { names: ['Артикул', 'Article', 'Номенклатура.Артикул', 'Номенклатура.Код', 'Код номенклатуры'] },
    group: { names: ['Номенклатурная группа', 'Item group', 'Группа номенклатуры', 'Вид номенклатуры'] },
    trait: { names: ['Характеристика', 'Variant', 'Характеристика номенклатуры'] },
    series: { names: ['Серия', 'Series', 'Серия номенклатуры'] },
    place: { names: ['Номер строки', 'Line', 'НомерСтроки', '№ строки'] },
    quantity: { names: ['Количество', 'Quantity', 'Кол-во', 'Количество (в базовых ед.)'] },
    gross: {
      names: [
        'Сумма',
        'Amount',
        'Выручка',
        'Сумма с НДС',
        'Выручка с НДС',
        'Стоимость',
        'Стоимость продажи',
        'Продажи',
      ],
    },
    vat: { names: ['НДС', 'VAT', 'Сумма НДС'], adjusts: 'sometimes' },
    net: { names: ['Выручка без НДС', 'Net revenue', 'Сумма без НДС', 'Стоимость без НДС', 'Сумма выручки без НДС'] },
    cogs: { names: ['Себестоимость', 'Cost of goods', 'Себестоимость без НДС', 'Себестоимость продаж'] },
    profit: { names: ['Валовая прибыль', 'Gross profit'], adjusts: 'sometimes' },
    document: {
      names: [
        'Регистратор',
        'Document',
        'Документ',
        'Документ продажи',
        'Документ движения (регистратор)',
        'Реализация',
      ],
    },
    number: { names: ['Номер', 'Номер документа', 'Document number', '№ документа'] },
    basis: {
      names: ['Документ-основание', 'Basis', 'Документ основание', 'Документ отгрузки', 'Возврат по документу'],
    },
    period: { names: ['Период', 'Date', 'Дата', 'Дата документа', 'Период, день', 'День'] },
    currency: { names: ['Валюта', 'Currency', 'Валюта взаиморасчетов'] },
    manager: { names: ['Менеджер', 'Manager', 'Ответственный'] },
  },
  needs: [
    ['customer', 'taxId'],
    ['item', 'article'],
    ['document', 'period'],
    ['gross', 'net'],
  ],
  telling: ['customer', 'item', 'document', ['gross', 'net'], ['cogs', 'profit', 'vat', 'contract', 'net']],
  outputs: [
    ...lines(first(column('net'), when(filled('vat'), difference(column('gross'), column('vat')))), { has: ['net'] }),
    ...lines(difference(column('gross'), column('vat')), { has: ['gross', 'vat'], lacks: ['net'] }),
    ...lines(net(column('gross')), { has: ['gross'], lacks: ['net', 'vat'] }),
    {
      kind: 'customers',
      aside: 'sales',
      when: allOf(isSale, anyOf(filled('customer'), filled('taxId'))),
      columns: {
        customer_id: customer,
        name: column('customer'),
        kind: when(matches(column('taxId'), '^\\d{10}$'), constant('b2b')),
        tax_id: column('taxId'),
      },
    },
    {
      kind: 'products',
      aside: 'sales',
      when: allOf(isSale, anyOf(filled('article'), filled('item'))),
      columns: {
        product_id: productId,
        name: column('item'),
        family: column('group'),
        rung: chosen(column('item'), []),
      },
    },
  ],
  leaveOut: [allOf(not(filled('customer')), not(filled('taxId')), not(filled('document')))],
  vatHint: {
    ru: 'В отчётах 1С «Сумма» и «Выручка» обычно с НДС.',
    en: 'In 1C’s reports “Amount” and “Revenue” usually include VAT.',
  },
};
