import type { Condition, Value } from '../model/mapping.ts';
import { column, constant, type LayoutOutput, type LayoutQuestion, net, oneOf, own, whole } from './layout.ts';

/** Asks whether won deals are sales: a deal's amount is a plan until it is paid, and a shop or an accounting program may tell the same sale. */
export const wonDealsQuestion = (amountField: string): LayoutQuestion => ({
  id: 'won_deals',
  text: { ru: 'Считать выигранные сделки продажами?', en: 'Do won deals count as sales?' },
  why: {
    ru: 'Сумма сделки — план, пока её не оплатили. Если продажи есть в другом файле (магазин, 1С, банк), сделки посчитали бы их дважды.',
    en: 'A deal’s amount is a plan until it is paid. Where sales are in another file (a shop, 1C, a bank), deals would count them twice.',
  },
  answers: [
    { value: 'no', text: { ru: 'Нет, продажи будут из другого файла', en: 'No, sales come from another file' } },
    { value: 'yes', text: { ru: 'Да, в сделке стоит оплаченная сумма', en: 'Yes, a won deal holds what was paid' } },
  ],
  byDefault: 'no',
  about: [amountField],
});

type WonDeal = {
  id: Value;
  customer: Value;
  outcome: Value;
  soldAt: Value;
  amountField: string;
  /** What the file must say of the customer for there to be one. */
  hasCustomer: Condition;
  more?: Readonly<Record<string, Value>>;
  attributes?: Readonly<Record<string, Value>>;
};

/** Won deals as sales, one line each, where the person said that they are. */
export const salesOfWonDeals = ({
  id,
  customer,
  outcome,
  soldAt,
  amountField,
  hasCustomer,
  more = {},
  attributes,
}: WonDeal): LayoutOutput => ({
  kind: 'order_lines',
  aside: 'deals',
  only: { question: 'won_deals', is: ['yes'] },
  when: { all: [oneOf(outcome, 'won'), { filled: column(amountField) }, hasCustomer] },
  columns: {
    line_id: own(whole('-', constant('deal'), id)),
    order_id: own(whole('-', constant('deal'), id)),
    customer_id: customer,
    ordered_at: soldAt,
    net_amount: net(column(amountField)),
    sales_type: constant('direct'),
    deal_id: id,
    ...more,
  },
  ...(attributes ? { attributes } : {}),
});

/** Whether a deal is over: only then the day it closed is a fact and not a plan. */
export const isClosed = (outcome: Value): Condition => oneOf(outcome, 'won', 'lost');
