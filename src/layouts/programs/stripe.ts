import {
  allOf,
  anyOf,
  chosen,
  column,
  constant,
  difference,
  filled,
  first,
  type Layout,
  lower,
  matches,
  negated,
  not,
  oneOf,
  own,
  when,
  whole,
} from '../layout.ts';
import { paymentsAsOrders } from '../questions.ts';

/** The dashboard writes moments in UTC without saying so in the cell. */
const utc = (field: string) =>
  when(matches(column(field), ':\\d\\d$'), whole('', column(field), constant('Z')), column(field));

const customer = own(first(column('customerId'), lower(column('email')), column('customerDescription')));
const hasCustomer = anyOf(filled('customerId'), filled('email'));
const customers: Layout['outputs'][number] = {
  kind: 'customers',
  aside: 'payments',
  when: hasCustomer,
  columns: {
    customer_id: customer,
    name: first(column('customerName'), column('customerDescription')),
    email: lower(column('email')),
  },
};

const customerFields: Layout['fields'] = {
  customerId: { names: ['Customer ID', 'Customer', 'customer', 'customer_id'], personal: 'id' },
  email: { names: ['Customer Email', 'customer_email', 'Email'], personal: 'email' },
  customerName: { names: ['Customer Name', 'customer_name', 'Card Name'], personal: 'name' },
  customerDescription: { names: ['Customer Description'], personal: 'name' },
};

const succeeded = allOf(
  not(
    anyOf(
      oneOf(
        column('status'),
        'Failed',
        'Canceled',
        'Cancelled',
        'Incomplete',
        'Blocked',
        'Uncaptured',
        'Pending',
        'Processing',
      ),
      matches(column('status'), '^requires_'),
    ),
  ),
  not(oneOf(column('captured'), 'false')),
);
const refunds = allOf(succeeded, matches(column('refunded'), '[1-9]'));
const refundId = whole('/', column('id'), constant('refund'));

/** Fees are in the currency of the balance, which need not be the payment's. */
const fee = when({ same: [column('currency'), column('convertedCurrency')] }, column('fee'));

/** Stripe → Payments → Export (`unified_payments.csv`): payments with what was refunded of each. */
export const stripePayments: Layout = {
  id: 'stripe_payments',
  name: { ru: 'Stripe: платежи', en: 'Stripe: payments' },
  export: { ru: 'Payments → Export → All columns', en: 'Payments → Export → All columns' },
  references: ['https://docs.cello.so/guides/attribution/stripe-reports'],
  known: 'seen',
  source: 'stripe',
  fields: {
    id: { names: ['id'] },
    createdAt: { names: ['Created date (UTC)', 'Created (UTC)', 'Created'] },
    amount: { names: ['Amount'] },
    refunded: { names: ['Amount Refunded'], adjusts: 'always' },
    refundedAt: { names: ['Refunded date (UTC)', 'Refunded (UTC)'] },
    currency: { names: ['Currency'] },
    captured: { names: ['Captured'] },
    converted: { names: ['Converted Amount'] },
    convertedCurrency: { names: ['Converted Currency'] },
    fee: { names: ['Fee'], adjusts: 'sometimes' },
    status: { names: ['Status'] },
    description: { names: ['Description'] },
    invoice: { names: ['Invoice ID', 'Invoice Id', 'Invoice'] },
    ...customerFields,
  },
  // The API's own records count in the smallest unit of their currency: they are no export.
  formats: ['delimited', 'xlsx'],
  needs: ['id', 'createdAt', 'amount', 'currency'],
  telling: ['id', 'createdAt', 'amount', 'refunded', 'currency', ['captured', 'converted', 'status']],
  questions: [paymentsAsOrders],
  outputs: [
    {
      kind: 'payments',
      when: succeeded,
      columns: {
        payment_id: column('id'),
        paid_at: utc('createdAt'),
        amount: column('amount'),
        currency: column('currency'),
        customer_id: customer,
        order_id: own(column('invoice')),
        purpose: column('description'),
      },
    },
    {
      kind: 'payments',
      aside: 'refunds',
      when: refunds,
      columns: {
        payment_id: refundId,
        paid_at: first(utc('refundedAt'), utc('createdAt')),
        amount: negated(column('refunded')),
        currency: column('currency'),
        customer_id: customer,
        order_id: own(column('invoice')),
        purpose: column('description'),
      },
    },
    {
      kind: 'order_lines',
      aside: 'payments',
      only: { question: 'payments_as_orders', is: ['yes'] },
      when: allOf(succeeded, hasCustomer),
      columns: {
        line_id: own(column('id')),
        order_id: own(column('id')),
        customer_id: customer,
        ordered_at: utc('createdAt'),
        net_amount: column('amount'),
        currency: column('currency'),
        service_cost: fee,
      },
    },
    {
      kind: 'order_lines',
      aside: 'refunds',
      only: { question: 'payments_as_orders', is: ['yes'] },
      when: allOf(refunds, hasCustomer),
      columns: {
        line_id: own(refundId),
        order_id: own(column('id')),
        customer_id: customer,
        ordered_at: first(utc('refundedAt'), utc('createdAt')),
        net_amount: negated(column('refunded')),
        currency: column('currency'),
        refund_of: own(column('id')),
      },
    },
    customers,
  ],
};

const paidInFull = anyOf(oneOf(column('status'), 'paid'), oneOf(column('paid'), 'true'));

/** Stripe → Billing → Invoices → Export. Subtotals and discounts are the invoice's; the line is the invoice without tax. */
export const stripeInvoices: Layout = {
  id: 'stripe_invoices',
  name: { ru: 'Stripe: счета', en: 'Stripe: invoices' },
  export: { ru: 'Billing → Invoices → Export', en: 'Billing → Invoices → Export' },
  references: [
    'https://www.github.com/llooker/stripe_block/blob/master/invoices.view.lkml',
    'https://raw.githubusercontent.com/api-evangelist/stripe/refs/heads/main/json-schema/stripe-invoice.json',
  ],
  known: 'described',
  source: 'stripe',
  fields: {
    id: { names: ['id'] },
    number: { names: ['Number', 'Invoice Number'] },
    date: { names: ['Date (UTC)', 'Created (UTC)', 'Created date (UTC)', 'Finalized At (UTC)'] },
    paidAt: { names: ['Paid At (UTC)', 'Date Paid (UTC)', 'Paid Date (UTC)'] },
    dueAt: { names: ['Due Date (UTC)'] },
    amountDue: { names: ['Amount Due'] },
    amountPaid: { names: ['Amount Paid'] },
    currency: { names: ['Currency'] },
    subtotal: { names: ['Subtotal'] },
    discount: { names: ['Total Discount Amount', 'Discount'] },
    tax: { names: ['Tax'], adjusts: 'always' },
    total: { names: ['Total'] },
    status: { names: ['Status'] },
    paid: { names: ['Paid'] },
    subscription: { names: ['Subscription', 'Subscription ID'] },
    billing: { names: ['Billing', 'Collection Method'] },
    ...customerFields,
  },
  formats: ['delimited', 'xlsx'],
  needs: ['id', 'date', 'currency', ['total', 'amountDue'], ['customerId', 'email']],
  telling: [
    'id',
    'date',
    'amountDue',
    'currency',
    ['total', 'subtotal'],
    ['number', 'subscription', 'billing', 'amountPaid'],
  ],
  outputs: [
    {
      kind: 'order_lines',
      columns: {
        line_id: own(column('id')),
        order_id: own(column('id')),
        customer_id: customer,
        ordered_at: utc('date'),
        net_amount: difference(first(column('total'), column('amountDue')), column('tax')),
        currency: column('currency'),
        status: when(
          paidInFull,
          constant('paid'),
          chosen(
            column('status'),
            [{ is: ['void', 'voided', 'deleted', 'draft'], gives: 'cancelled' }],
            constant('unpaid'),
          ),
        ),
      },
      attributes: { subscription: column('subscription'), number: column('number') },
    },
    {
      kind: 'payments',
      aside: 'invoices',
      when: allOf(paidInFull, matches(column('amountPaid'), '[1-9]')),
      columns: {
        payment_id: column('id'),
        paid_at: first(utc('paidAt'), utc('date')),
        amount: column('amountPaid'),
        currency: column('currency'),
        customer_id: customer,
        order_id: own(column('id')),
      },
    },
    customers,
  ],
};
