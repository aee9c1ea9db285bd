import type { Value } from '../../model/mapping.ts';
import {
  allOf,
  anyOf,
  chosen,
  column,
  constant,
  difference,
  first,
  matches,
  not,
  oneOf,
  own,
  quotient,
  when,
} from '../layout.ts';
import { moment, type Stream } from './stream.ts';

/** Stripe writes amounts in the smallest unit of their currency: https://docs.stripe.com/currencies#zero-decimal */
const units = chosen(
  column('currency'),
  [
    {
      is: ['bif', 'clp', 'djf', 'gnf', 'jpy', 'kmf', 'krw', 'mga', 'pyg', 'rwf', 'vnd', 'vuv', 'xaf', 'xof', 'xpf'],
      gives: '1',
    },
    { is: ['bhd', 'jod', 'kwd', 'omr', 'tnd'], gives: '1000' },
  ],
  constant('100'),
);
const major = (value: Value): Value => quotient(value, units);
const currency = column('currency');
const customer = own(first(column('customer'), column('email')));
const references = ['https://github.com/singer-io/tap-stripe'];
const isPaid = anyOf(oneOf(column('status'), 'paid'), oneOf(column('paid'), 'true'));

export const stripeStreams: Stream[] = [
  {
    id: 'singer_stripe_invoices',
    references,
    known: 'seen',
    streams: ['invoices'],
    needs: ['id', 'currency', 'total', ['amountDue', 'amountPaid'], ['created', 'date', 'finalizedAt']],
    fields: {
      id: { names: ['id'] },
      customer: { names: ['customer'] },
      email: { names: ['customer_email'] },
      created: { names: ['created'] },
      date: { names: ['date'] },
      finalizedAt: { names: ['status_transitions__finalized_at', 'finalized_at'] },
      paidAt: { names: ['status_transitions__paid_at'] },
      currency: { names: ['currency'] },
      total: { names: ['total'] },
      untaxed: { names: ['total_excluding_tax'] },
      tax: { names: ['tax'] },
      amountDue: { names: ['amount_due'] },
      amountPaid: { names: ['amount_paid'] },
      status: { names: ['status'] },
      paid: { names: ['paid'] },
      subscription: { names: ['subscription'] },
      updated: { names: ['updated'] },
    },
    outputs: [
      {
        kind: 'order_lines',
        columns: {
          line_id: own(column('id')),
          order_id: own(column('id')),
          customer_id: customer,
          ordered_at: moment(first(column('finalizedAt'), column('date'), column('created'))),
          net_amount: major(first(column('untaxed'), difference(column('total'), column('tax')))),
          currency,
          status: when(
            isPaid,
            constant('paid'),
            chosen(
              column('status'),
              [{ is: ['void', 'uncollectible', 'deleted', 'draft'], gives: 'cancelled' }],
              constant('unpaid'),
            ),
          ),
        },
        attributes: { subscription: column('subscription') },
      },
      {
        kind: 'payments',
        aside: 'invoices',
        when: allOf(isPaid, matches(column('amountPaid'), '[1-9]')),
        columns: {
          payment_id: column('id'),
          paid_at: moment(first(column('paidAt'), column('finalizedAt'), column('date'), column('created'))),
          amount: major(column('amountPaid')),
          currency,
          customer_id: customer,
          order_id: own(column('id')),
        },
      },
    ],
  },
  {
    id: 'singer_stripe_charges',
    references,
    known: 'seen',
    streams: ['charges'],
    needs: ['id', 'amount', 'currency', 'created', ['captured', 'paid']],
    fields: {
      id: { names: ['id'] },
      customer: { names: ['customer'] },
      email: { names: ['receipt_email', 'billing_details__email'] },
      created: { names: ['created'] },
      amount: { names: ['amount'] },
      refunded: { names: ['amount_refunded'] },
      currency: { names: ['currency'] },
      invoice: { names: ['invoice'] },
      captured: { names: ['captured'] },
      paid: { names: ['paid'] },
      description: { names: ['description'] },
    },
    outputs: [
      {
        // Charges of invoices are among the invoices' payments already.
        kind: 'payments',
        when: allOf(
          not(matches(column('invoice'), '.')),
          not(oneOf(column('paid'), 'false')),
          not(oneOf(column('captured'), 'false')),
        ),
        columns: {
          payment_id: column('id'),
          paid_at: moment(column('created')),
          amount: major(difference(column('amount'), column('refunded'))),
          currency,
          customer_id: customer,
          purpose: column('description'),
        },
      },
    ],
  },
  {
    id: 'singer_stripe_customers',
    references,
    known: 'seen',
    streams: ['customers'],
    needs: ['customer', 'created', ['delinquent', 'invoicePrefix', 'livemode', 'balance']],
    fields: {
      customer: { names: ['id'] },
      created: { names: ['created'] },
      name: { names: ['name', 'description'] },
      email: { names: ['email'] },
      phone: { names: ['phone'] },
      delinquent: { names: ['delinquent'] },
      invoicePrefix: { names: ['invoice_prefix'] },
      livemode: { names: ['livemode'] },
      balance: { names: ['account_balance', 'balance'] },
      region: { names: ['address__country'] },
      updated: { names: ['updated'] },
    },
    outputs: [
      {
        kind: 'customers',
        columns: {
          customer_id: own(column('customer')),
          name: column('name'),
          email: column('email'),
          phone: column('phone'),
          region: column('region'),
          created_at: moment(column('created')),
          updated_at: moment(column('updated')),
        },
      },
    ],
  },
];
