import type { Value } from '../../model/mapping.ts';
import {
  anyOf,
  chosen,
  column,
  constant,
  filled,
  first,
  type Layout,
  type LayoutOutput,
  lower,
  own,
  product,
  quotient,
  whole,
} from '../layout.ts';

const customer = own(first(column('customerId'), lower(column('email'))));
const subscription = own(first(column('id'), whole('/', column('customerId'), column('plan'), column('start'))));
const plan = own(first(column('planId'), column('plan')));

/** Months of a billing period. */
const months = chosen(column('interval'), [
  { is: ['year', 'yearly', 'annual', 'annually'], gives: '12' },
  { is: ['quarter', 'quarterly'], gives: '3' },
  { is: ['month', 'monthly'], gives: '1' },
]);

const contract = (monthly: Value, unit: 'cents' | 'units'): LayoutOutput => ({
  kind: 'order_lines',
  only: { question: 'money_unit', is: [unit] },
  columns: {
    line_id: subscription,
    order_id: subscription,
    customer_id: customer,
    ordered_at: column('start'),
    product_id: plan,
    quantity: column('quantity'),
    net_amount: constant('0'),
    currency: column('currency'),
    contract_from: column('start'),
    contract_to: column('end'),
    monthly_amount: monthly,
  },
  attributes: { period_months: first(product(months, column('intervals')), months) },
});

/**
 * ChartMogul → Destinations → Subscriptions, and tables like it: who subscribes to what, since when, until when, for how much a month.
 * A row is a contract with its monthly price and no revenue of its own: what was billed comes with invoices or payments.
 */
export const chartmogulSubscriptions: Layout = {
  id: 'chartmogul_subscriptions',
  name: { ru: 'ChartMogul: подписки', en: 'ChartMogul: subscriptions' },
  export: { ru: 'Destinations → Subscriptions', en: 'Destinations → Subscriptions' },
  references: [
    'https://dev.chartmogul.com/docs/destinations/calculated-data/subscriptions',
    'https://fivetran.com/docs/connectors/applications/chartmogul/connector-schema.md',
  ],
  known: 'documented',
  source: 'chartmogul',
  fields: {
    customerId: { names: ['CUSTOMER_UUID', 'customer_external_id', 'customer_uuid'], personal: 'id' },
    customerName: { names: ['CUSTOMER_NAME'], personal: 'name' },
    email: { names: ['CUSTOMER_EMAIL', 'PRIMARY_CONTACT_EMAIL'], personal: 'email' },
    customerDescription: { names: ['CUSTOMER_COMPANY'] },
    country: { names: ['CUSTOMER_COUNTRY'] },
    id: { names: ['CUSTOMER_SUBSCRIPTION_ID', 'SUBSCRIPTION_UUID', 'SUBSCRIPTION_ID', 'subscription_external_id'] },
    planId: { names: ['PLAN_UUID'] },
    plan: { names: ['PLAN_NAME', 'PLAN'] },
    quantity: { names: ['QUANTITY'] },
    mrr: { names: ['MRR'] },
    arr: { names: ['ARR'] },
    currency: { names: ['CURRENCY'] },
    interval: { names: ['INTERVAL_UNIT', 'INTERVAL'] },
    intervals: { names: ['INTERVAL_COUNT'] },
    status: { names: ['STATUS'] },
    start: { names: ['START_DATE', 'STARTED_AT', 'SUBSCRIPTION_START_DATE', 'start_date'] },
    end: { names: ['END_DATE', 'ENDED_AT', 'SUBSCRIPTION_END_DATE', 'CANCELLED_AT'] },
  },
  needs: [['customerId', 'email'], 'mrr', 'start', ['plan', 'planId']],
  telling: ['customerId', 'mrr', 'arr', 'start', ['plan', 'planId'], 'interval'],
  questions: [
    {
      id: 'money_unit',
      text: { ru: 'MRR записан в валюте или в её сотых долях?', en: 'Is MRR in currency or in hundredths of it?' },
      why: {
        ru: 'ChartMogul выгружает и отдаёт через API сотые доли (центы, копейки), таблицы по его образцу чаще пишут саму сумму. Ошибка изменит подписки в сто раз.',
        en: 'ChartMogul exports hundredths (cents), also through its API; tables made after it mostly have the amount itself. A wrong answer is wrong a hundred times.',
      },
      answers: [
        { value: 'cents', text: { ru: 'В сотых: 4900 — это 49', en: 'In hundredths: 4900 is 49' } },
        { value: 'units', text: { ru: 'В валюте: 49.00', en: 'In currency: 49.00' } },
      ],
      byDefault: 'cents',
      // ChartMogul's own identifiers beside amounts without a fraction.
      safeWith: { field: 'planId', cells: { of: 'mrr', like: /^\d*$/ } },
      about: ['mrr'],
    },
  ],
  outputs: [
    contract(quotient(column('mrr'), constant('100')), 'cents'),
    contract(column('mrr'), 'units'),
    {
      kind: 'customers',
      aside: 'subscriptions',
      when: anyOf(filled('customerId'), filled('email')),
      columns: {
        customer_id: customer,
        name: first(column('customerDescription'), column('customerName')),
        email: lower(column('email')),
        region: column('country'),
      },
    },
    {
      kind: 'products',
      aside: 'subscriptions',
      when: filled('plan'),
      columns: {
        product_id: plan,
        name: column('plan'),
        family: constant('subscription'),
        rung: chosen(column('plan'), []),
      },
    },
  ],
};
