import type { Value } from '../../model/mapping.ts';
import { anyOf, column, constant, difference, first, found, oneOf, own, quotient, when } from '../layout.ts';
import { moment, type Stream } from './stream.ts';

/** GraphQL numbers are `gid://shopify/Order/123`, REST's only the number. */
const number = (field: string): Value => found(column(field), '(\\d+)$');
const customer = own(first(number('customerId'), column('email')));
const isPaid = oneOf(column('paid'), 'paid', 'partially_refunded', 'refunded', 'partially_paid');

/** What advertising costs is what Google charges: millionths of the account's currency. */
const millionth = (field: string): Value => quotient(column(field), constant('1000000'));

export const shopAndAdStreams: Stream[] = [
  {
    // An order is one line: its goods without tax and delivery, after what was taken off and given back.
    id: 'singer_shopify_orders',
    references: ['https://github.com/singer-io/tap-shopify'],
    known: 'seen',
    streams: ['orders'],
    needs: ['id', 'currency', 'subtotal', ['processedAt', 'createdAt'], ['paid', 'taxesIncluded']],
    fields: {
      id: { names: ['id'] },
      customerId: { names: ['customer__id'] },
      email: { names: ['email', 'contact_email', 'customer__email'] },
      firstName: { names: ['customer__first_name', 'customer__firstName'] },
      lastName: { names: ['customer__last_name', 'customer__lastName'] },
      createdAt: { names: ['created_at', 'createdAt'] },
      processedAt: { names: ['processed_at', 'processedAt'] },
      updatedAt: { names: ['updated_at', 'updatedAt'] },
      cancelledAt: { names: ['cancelled_at', 'cancelledAt'] },
      currency: { names: ['currency', 'currencyCode'] },
      subtotal: {
        names: ['current_subtotal_price', 'currentSubtotalPriceSet__shopMoney__amount', 'subtotal_price'],
      },
      tax: { names: ['current_total_tax', 'currentTotalTaxSet__shopMoney__amount', 'total_tax'] },
      taxesIncluded: { names: ['taxes_included', 'taxesIncluded'] },
      paid: { names: ['financial_status', 'displayFinancialStatus'] },
      channel: { names: ['source_name', 'sourceName'] },
    },
    outputs: [
      {
        kind: 'order_lines',
        columns: {
          line_id: own(number('id')),
          order_id: own(number('id')),
          customer_id: customer,
          ordered_at: moment(first(column('processedAt'), column('createdAt'))),
          net_amount: when(
            oneOf(column('taxesIncluded'), 'true', '1'),
            difference(column('subtotal'), column('tax')),
            column('subtotal'),
          ),
          currency: column('currency'),
          sales_type: constant('ecommerce'),
          status: when(
            anyOf({ filled: column('cancelledAt') }, oneOf(column('paid'), 'voided', 'expired')),
            constant('cancelled'),
            when(isPaid, constant('paid'), constant('unpaid')),
          ),
          updated_at: moment(column('updatedAt')),
        },
        attributes: { sold_through: column('channel') },
      },
      {
        kind: 'customers',
        aside: 'orders',
        when: anyOf({ filled: column('customerId') }, { filled: column('email') }),
        columns: {
          customer_id: customer,
          name: { joined: [column('firstName'), column('lastName')], by: ' ' },
          kind: constant('b2c'),
          email: column('email'),
        },
      },
    ],
  },
  {
    id: 'singer_google_ads',
    references: ['https://github.com/singer-io/tap-google-ads', 'https://github.com/Matatika/tap-google-ads'],
    known: 'described',
    streams: ['campaign_performance_report', 'campaign_performance', 'stream_campaign_performance'],
    needs: ['day', 'cost', ['campaign', 'campaignId']],
    fields: {
      day: { names: ['date', 'segments__date', 'segments_date'] },
      cost: { names: ['cost_micros', 'metrics__cost_micros', 'metrics__costMicros', 'metrics_cost_micros'] },
      campaign: { names: ['campaign_name', 'campaign__name', 'name'] },
      campaignId: { names: ['campaign_id', 'campaign__id', 'id'] },
      currency: { names: ['customer_currency_code', 'customer__currency_code', 'customer__currencyCode'] },
      hash: { names: ['_sdc_record_hash'] },
    },
    outputs: [
      {
        kind: 'costs',
        columns: {
          cost_id: first(column('hash'), {
            joined: [column('day'), first(column('campaignId'), column('campaign'))],
            by: ' ',
          }),
          date: column('day'),
          amount: millionth('cost'),
          currency: column('currency'),
          class: constant('acquisition'),
          function: constant('marketing'),
          channel: constant('Google Ads'),
          campaign: first(column('campaign'), column('campaignId')),
        },
      },
    ],
  },
];
