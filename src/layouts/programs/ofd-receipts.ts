import {
  allOf,
  anyOf,
  chosen,
  column,
  constant,
  filled,
  first,
  joined,
  type Layout,
  type LayoutOutput,
  lower,
  matches,
  negated,
  net,
  not,
  own,
  product,
  when,
} from '../layout.ts';

/** A receipt's number is unique with the storage it was printed by. */
const receipt = joined('/', column('storage'), first(column('fiscal'), joined(' ', column('number'), column('date'))));
const customer = own(first(column('buyerInn'), lower(column('buyer')), constant('anonymous')));
const isRefund = matches(column('operation'), 'возврат (прихода|продажи)|^возврат$|refund');
const isSale = allOf(
  not(isRefund),
  not(matches(column('operation'), 'расход|коррекц|смен|открыт|закрыт|отчет|внесени|изъяти')),
);
const amount = first(column('sum'), product(column('price'), column('quantity')), column('total'));
const shared = {
  order_id: own(receipt),
  customer_id: customer,
  ordered_at: column('date'),
  product_id: own(column('item')),
  quantity: column('quantity'),
  sales_type: constant('retail'),
};
const line = (...more: LayoutOutput['columns'][string][]) =>
  own(joined(' / ', receipt, column('place'), column('item'), ...more));

/**
 * Receipts out of a fiscal data operator's account (OFD), by receipt or by position. Operators call the columns differently: the layout is put together of
 * descriptions. Buyers are known where they left an e-mail or a phone; the others are one customer together.
 */
export const ofdReceipts: Layout = {
  id: 'ofd_receipts',
  name: { ru: 'ОФД: чеки', en: 'OFD: receipts' },
  export: {
    ru: 'Личный кабинет ОФД → Чеки → Выгрузить в Excel или CSV',
    en: 'OFD account → Receipts → Export to Excel or CSV',
  },
  references: ['https://github.com/AlexanderYekat/reportfromofdtojson/blob/main/checkcorr2.go'],
  known: 'described',
  source: 'ofd',
  fields: {
    date: {
      names: [
        'Дата и время',
        'Дата и время чека',
        'Дата/время',
        'Дата чека',
        'Дата и время формирования ФД',
        'Дата, время',
      ],
    },
    storage: { names: ['Номер ФН', 'ФН', 'Заводской номер ФН', '№ ФН'] },
    fiscal: { names: ['Номер ФД', 'ФД', '№ ФД', 'Номер фискального документа', 'Порядковый номер ФД'] },
    sign: { names: ['ФПД', 'ФП', 'Фискальный признак', 'Фискальный признак документа'] },
    number: { names: ['Номер чека', '№ чека', 'Номер чека за смену'] },
    machine: { names: ['РН ККТ', 'Регистрационный номер ККТ', 'ККТ', 'Касса'] },
    operation: { names: ['Признак расчета', 'Тип операции', 'Тип чека', 'Операция', 'Вид операции'] },
    place: { names: ['№ позиции', 'Номер позиции'] },
    item: {
      names: [
        'Наименование предмета расчета',
        'Предмет расчета',
        'Наименование товара',
        'Товар',
        'Номенклатура',
        'Позиция',
      ],
    },
    quantity: { names: ['Количество', 'Кол-во', 'Количество предмета расчета'] },
    price: { names: ['Цена', 'Цена за единицу', 'Цена за единицу предмета расчета'] },
    sum: { names: ['Стоимость', 'Сумма позиции', 'Стоимость предмета расчета', 'Стоимость позиции'] },
    total: { names: ['Сумма чека', 'Итог', 'Сумма расчета', 'Сумма по чеку', 'Сумма'] },
    buyer: {
      names: [
        'Покупатель',
        'Телефон или email покупателя',
        'Адрес покупателя',
        'Контакт покупателя',
        'Email покупателя',
        'Телефон покупателя',
      ],
      personal: 'email',
    },
    buyerInn: { names: ['ИНН покупателя'] },
    shop: { names: ['Торговая точка', 'Точка продаж', 'Магазин', 'Место расчетов', 'Адрес расчетов'] },
    cashier: { names: ['Кассир'], personal: 'name' },
  },
  needs: ['date', ['storage', 'machine'], ['fiscal', 'number'], ['sum', 'total', 'price']],
  telling: ['date', ['storage', 'machine'], ['fiscal', 'number', 'sign'], 'operation', ['sum', 'total', 'price']],
  outputs: [
    {
      kind: 'order_lines',
      numbered: true,
      when: isSale,
      columns: { ...shared, line_id: line(), net_amount: net(amount) },
    },
    {
      kind: 'order_lines',
      numbered: true,
      aside: 'refunds',
      when: isRefund,
      columns: {
        ...shared,
        line_id: line(constant('refund')),
        net_amount: net(when({ negative: amount }, amount, negated(amount))),
      },
    },
    {
      kind: 'customers',
      aside: 'receipts',
      columns: {
        customer_id: customer,
        name: first(column('buyer'), column('buyerInn'), constant('Покупатели без контактов')),
        kind: when(matches(column('buyerInn'), '^\\d{10}$'), constant('b2b'), constant('b2c')),
        email: when(matches(column('buyer'), '@'), lower(column('buyer'))),
        phone: when(matches(column('buyer'), '^\\+?[\\d ()-]{10,}$'), column('buyer')),
        tax_id: column('buyerInn'),
        sales_type: constant('retail'),
      },
    },
    {
      kind: 'products',
      aside: 'receipts',
      when: filled('item'),
      columns: { product_id: own(column('item')), name: column('item'), rung: chosen(column('item'), []) },
    },
  ],
  leaveOut: [anyOf(matches(column('operation'), 'открытие смены|закрытие смены|отчет об'))],
  vatHint: {
    ru: 'Суммы в чеках включают НДС, если вы его платите.',
    en: 'Amounts on receipts include VAT where you pay it.',
  },
};
