import type { LayoutQuestion } from './layout.ts';

/** Whether money that came in is a sale of its own, where nothing else says what was sold. */
export const paymentsAsOrders: LayoutQuestion = {
  id: 'payments_as_orders',
  text: { ru: 'Считать поступления продажами?', en: 'Do payments count as sales?' },
  why: {
    ru: 'Если продажи есть в другом файле (1С, магазин, CRM), оплаты посчитали бы их дважды. Если другого файла нет — без этого выручки не будет.',
    en: 'Where sales are in another file (1C, a shop, a CRM), payments would count them twice. Where there is none, there is no revenue without them.',
  },
  answers: [
    { value: 'no', text: { ru: 'Нет, продажи будут из другого файла', en: 'No, sales come from another file' } },
    { value: 'yes', text: { ru: 'Да, каждое поступление — продажа', en: 'Yes, every payment is a sale' } },
  ],
  byDefault: 'no',
};

/** Who the customer is where a marketplace does not tell who bought. */
export const marketplaceBuyers = (marketplace: string, more: LayoutQuestion['answers'] = []): LayoutQuestion => ({
  id: 'buyers',
  text: {
    ru: `Кого считать клиентом в заказах ${marketplace}?`,
    en: `Who is the customer of orders on ${marketplace}?`,
  },
  why: {
    ru: 'Площадка не раскрывает покупателей. Если считать каждый заказ новым клиентом, новых будет слишком много, а стоимость привлечения — слишком мала.',
    en: 'The marketplace does not say who bought. Were every order a new customer, there would be too many new ones and acquisition would look too cheap.',
  },
  answers: [
    {
      value: 'platform',
      text: { ru: 'Всю площадку — одним клиентом', en: 'The whole marketplace is one customer' },
    },
    { value: 'order', text: { ru: 'Каждый заказ — отдельный покупатель', en: 'Every order is a customer of its own' } },
    ...more,
  ],
  byDefault: 'platform',
});
