import { column, constant, filled, first, type Layout, own, when } from '../layout.ts';

/** A number of the company's own goes as it is, so that it is the same customer in its other files; a name or a phone is only this source's. */
const customer = first(column('customerId'), own(first(column('customer'), column('phone'), column('email'))));
const hasCustomer = {
  any: [filled('customerId'), filled('customer'), filled('phone'), filled('email')],
};

/** Visits of the service: start-ups, repairs, measurements. The words of «Вид» and «Результат» are the company's own and become kinds of interactions. */
export const serviceVisits: Layout = {
  id: 'service_visits',
  name: { ru: 'Сервисные выезды', en: 'Service visits' },
  export: { ru: 'Плоская таблица: выезд на строку', en: 'A flat table: a visit a row' },
  references: ['docs/files.md'],
  known: 'described',
  source: 'service',
  fields: {
    id: { names: ['Номер заявки', '№ заявки', 'ID выезда', 'Номер выезда', 'Visit ID', 'Ticket', 'Work order'] },
    at: {
      names: [
        'Дата выезда',
        'Дата визита',
        'Дата и время выезда',
        'Дата работ',
        'Visit date',
        'Visited at',
        'Service date',
        'Дата',
        'Date',
      ],
    },
    customerId: { names: ['ID клиента', 'Код клиента', 'Customer ID', 'customer_id'] },
    customer: { names: ['Клиент', 'Заказчик', 'Контрагент', 'Организация', 'Customer', 'Client'] },
    taxId: { names: ['ИНН', 'ИНН клиента', 'Tax ID'] },
    phone: { names: ['Телефон', 'Телефон клиента', 'Phone'], personal: 'phone' },
    email: { names: ['E-mail', 'Email', 'Почта'], personal: 'email' },
    contact: { names: ['Контактное лицо', 'Contact person'], personal: 'name' },
    address: { names: ['Адрес', 'Адрес объекта', 'Address', 'Site'], personal: 'address' },
    kind: {
      names: [
        'Вид работ',
        'Тип работ',
        'Вид выезда',
        'Тип выезда',
        'Вид обслуживания',
        'Visit type',
        'Service type',
        'Work type',
        'Вид',
      ],
    },
    result: { names: ['Результат', 'Результат выезда', 'Итог', 'Result', 'Outcome'] },
    engineer: { names: ['Инженер', 'Исполнитель', 'Мастер', 'Сотрудник', 'Engineer', 'Technician'] },
    hours: { names: ['Часы', 'Часов', 'Трудозатраты, ч', 'Hours'] },
    equipment: { names: ['Оборудование', 'Серийный номер', 'Equipment', 'Serial number'] },
    text: { names: ['Комментарий', 'Примечание', 'Описание', 'Comment', 'Notes'] },
  },
  needs: ['at', ['customer', 'customerId', 'phone'], 'kind'],
  telling: ['at', 'kind', 'result', ['engineer', 'hours', 'equipment']],
  outputs: [
    {
      kind: 'interactions',
      when: hasCustomer,
      columns: {
        interaction_id: own(column('id')),
        occurred_at: column('at'),
        kind: column('kind'),
        customer_id: customer,
        touchpoint: constant('service'),
        actor: column('engineer'),
        hours: column('hours'),
        text: column('text'),
      },
      attributes: { result: column('result'), equipment: column('equipment') },
    },
    {
      kind: 'customers',
      aside: 'service',
      when: hasCustomer,
      columns: {
        customer_id: customer,
        name: column('customer'),
        kind: when({ any: [filled('taxId'), filled('contact')] }, constant('b2b')),
        email: column('email'),
        phone: column('phone'),
        tax_id: column('taxId'),
      },
    },
  ],
};
