import { chosen, column, constant, filled, first, joined, type Layout, quotient } from '../layout.ts';

const id = first(column('id'), joined(' / ', column('customer'), column('plan'), column('start')));
const months = chosen(column('interval'), [
  { is: ['год', 'ежегодно', 'годовая', 'year', 'yearly', 'annual', '12'], gives: '12' },
  { is: ['полгода', 'half-year', '6'], gives: '6' },
  { is: ['квартал', 'ежеквартально', 'quarter', 'quarterly', '3'], gives: '3' },
  { is: ['месяц', 'ежемесячно', 'month', 'monthly', '1'], gives: '1' },
]);

/** Who subscribes to what, since when, until when, for how much. What was paid is a row's revenue where it is given; else it comes with invoices or payments. */
export const subscriptions: Layout = {
  id: 'flat_subscriptions',
  name: { ru: 'Шаблон: подписки', en: 'Template: subscriptions' },
  export: { ru: 'Шаблон Conveyor', en: 'A template of Conveyor' },
  references: ['docs/files.md'],
  known: 'documented',
  source: 'main',
  fields: {
    id: { names: ['Номер подписки', 'Subscription ID', 'ID подписки', 'Номер договора'] },
    customer: { names: ['Код клиента', 'Customer ID', 'Клиент', 'Customer'] },
    plan: { names: ['Тариф', 'Plan', 'Подписка', 'Plan name'] },
    start: { names: ['Начало подписки', 'Subscription start', 'Start date'] },
    end: { names: ['Конец подписки', 'Subscription end', 'End date', 'Окончание подписки'] },
    monthly: { names: ['Сумма в месяц', 'Monthly amount', 'MRR', 'Абонентская плата'] },
    price: { names: ['Цена периода', 'Price per period', 'Price'] },
    interval: { names: ['Период оплаты', 'Billing interval', 'Interval'] },
    paid: { names: ['Оплачено без НДС', 'Paid without VAT'] },
    currency: { names: ['Валюта', 'Currency'] },
  },
  needs: ['customer', 'start', ['monthly', 'price']],
  telling: ['customer', 'plan', 'start', ['monthly', 'price'], ['end', 'interval', 'id']],
  outputs: [
    {
      kind: 'order_lines',
      when: filled('start'),
      columns: {
        line_id: id,
        order_id: id,
        customer_id: column('customer'),
        ordered_at: column('start'),
        product_id: column('plan'),
        net_amount: first(column('paid'), constant('0')),
        currency: column('currency'),
        contract_from: column('start'),
        contract_to: column('end'),
        monthly_amount: first(column('monthly'), quotient(column('price'), months)),
      },
    },
  ],
};
