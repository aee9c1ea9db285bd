import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSourcesPlace, type SourcesPlace } from './place.ts';
import { factsOf, record, schema, send } from './sending.ts';

let place: SourcesPlace;
beforeAll(async () => {
  place = await openSourcesPlace();
});
afterAll(() => place.close());

describe('streams of known taps', () => {
  it('Stripe: amounts are in the smallest unit of their currency', async () => {
    const invoice = {
      object: 'invoice',
      customer: 'cus_1',
      status: 'paid',
      paid: true,
      created: 1767225600,
      amount_due: 0,
      tax: 200,
      total: 1200,
      amount_paid: 1200,
    };
    const { problem } = await send(
      place,
      [
        schema(
          'invoices',
          'id',
          'customer',
          'created',
          'currency',
          'total',
          'tax',
          'amount_due',
          'amount_paid',
          'status',
          'paid',
        ),
        record('invoices', { ...invoice, id: 'in_1', currency: 'eur' }),
        record('invoices', {
          ...invoice,
          id: 'in_2',
          currency: 'jpy',
          status: 'open',
          paid: false,
          amount_paid: 0,
          status_transitions: { finalized_at: '2026-01-02T00:00:00Z' },
        }),
        schema('charges', 'id', 'amount', 'amount_refunded', 'currency', 'created', 'captured', 'invoice', 'paid'),
        record('charges', {
          id: 'ch_1',
          amount: 5000,
          amount_refunded: 1000,
          currency: 'usd',
          created: 1767225600,
          captured: true,
          paid: true,
          invoice: null,
          customer: 'cus_2',
        }),
        record('charges', {
          id: 'ch_2',
          amount: 1200,
          currency: 'eur',
          created: 1767225600,
          captured: true,
          paid: true,
          invoice: 'in_1',
        }),
        schema('customers', 'id', 'created', 'email', 'delinquent'),
        record('customers', { id: 'cus_1', created: '2026-01-01T00:00:00.000000Z', email: 'a@b.c', delinquent: false }),
      ],
      'stripe',
    );
    expect(problem).toBeNull();
    expect(
      await factsOf(
        place,
        'order_lines',
        'line_id AS id, toString(net_amount) AS amount, currency, status, toString(ordered_at) AS at',
        'stripe',
      ),
    ).toEqual([
      { id: 'stripe:in_1', amount: '10', currency: 'EUR', status: 'paid', at: '2026-01-01 00:00:00.000' },
      { id: 'stripe:in_2', amount: '1000', currency: 'JPY', status: 'unpaid', at: '2026-01-02 00:00:00.000' },
    ]);
    const payments = await factsOf(
      place,
      'payments',
      'payment_id AS id, toString(amount) AS amount, customer_id AS customer',
      'stripe',
    );
    expect(payments).toEqual([
      { id: 'ch_1', amount: '40', customer: 'stripe:cus_2' },
      { id: 'in_1', amount: '12', customer: 'stripe:cus_1' },
    ]);
    expect(await factsOf(place, 'customers', 'customer_id AS id, email', 'stripe')).toEqual([
      { id: 'stripe:cus_1', email: 'a@b.c' },
    ]);
  });

  it('HubSpot, Salesforce: deals with their customers', async () => {
    const value = (text: string) => ({ value: text });
    const { problem } = await send(
      place,
      [
        { type: 'SCHEMA', stream: 'deals', schema: {}, key_properties: ['dealId'] },
        record('deals', {
          dealId: '12345678901234567',
          property_dealname: value('Big'),
          property_dealstage: value('closedwon'),
          property_amount: value('1500.5'),
          property_createdate: value('2026-01-01T10:00:00.000000Z'),
          property_closedate: value('1767312000000'),
          associations: { associatedCompanyIds: [77], associatedVids: [] },
        }),
        schema('companies', 'companyId', 'property_name__value'),
        record('companies', { companyId: 77, property_name: value('Ромашка') }),
      ],
      'hubspot',
    );
    expect(problem).toBeNull();
    expect(
      await factsOf(
        place,
        'deals',
        'deal_id, customer_id AS customer, outcome, toString(amount) AS amount, toString(closed_at) AS closed',
        'hubspot',
      ),
    ).toEqual([
      {
        deal_id: '12345678901234567',
        customer: 'hubspot:company-77',
        outcome: 'won',
        amount: '1500.5',
        closed: '2026-01-02 00:00:00.000',
      },
    ]);
    expect(await factsOf(place, 'customers', 'customer_id AS id, name', 'hubspot')).toEqual([
      { id: 'hubspot:company-77', name: 'Ромашка' },
    ]);
    const sales = await send(
      place,
      [
        schema(
          'Opportunity',
          'Id',
          'AccountId',
          'StageName',
          'Amount',
          'CloseDate',
          'IsClosed',
          'IsWon',
          'CreatedDate',
        ),
        record('Opportunity', {
          Id: '0061t00000AbCdEAAV',
          AccountId: '0011t00000XyZabAAF',
          StageName: 'Closed Lost',
          Amount: 9,
          CloseDate: '2026-01-05',
          IsClosed: true,
          IsWon: false,
          CreatedDate: '2026-01-01T00:00:00Z',
        }),
      ],
      'salesforce',
    );
    expect(sales.problem).toBeNull();
    expect(await factsOf(place, 'deals', 'deal_id, customer_id AS customer, outcome', 'salesforce')).toEqual([
      { deal_id: '0061t00000AbCdE', customer: 'salesforce:0011t00000XyZab', outcome: 'lost' },
    ]);
  });

  it('Shopify of old and of now, Google Ads', async () => {
    const money = (amount: number) => ({ shopMoney: { amount, currencyCode: 'EUR' } });
    const { problem } = await send(
      place,
      [
        { type: 'SCHEMA', stream: 'orders', schema: {}, key_properties: ['id'] },
        record('orders', {
          id: 450789469,
          created_at: '2026-01-01T00:00:00Z',
          currency: 'EUR',
          current_subtotal_price: '119.00',
          current_total_tax: '19.00',
          taxes_included: true,
          financial_status: 'paid',
          customer: { id: 1, first_name: 'Ann', email: 'a@b.c' },
        }),
      ],
      'shop',
    );
    expect(problem).toBeNull();
    const modern = await send(
      place,
      [
        { type: 'SCHEMA', stream: 'orders', schema: {}, key_properties: ['id'] },
        record('orders', {
          id: 'gid://shopify/Order/2',
          processedAt: '2026-01-02T00:00:00Z',
          currencyCode: 'EUR',
          currentSubtotalPriceSet: money(50),
          currentTotalTaxSet: money(5),
          taxesIncluded: false,
          displayFinancialStatus: 'PAID',
          customer: { id: 'gid://shopify/Customer/1', email: 'a@b.c' },
          lineItems: [{ id: 1 }],
        }),
        schema('campaign_performance_report', 'date', 'cost_micros', 'campaign_id', 'campaign_name'),
        record('campaign_performance_report', {
          date: '2026-01-01',
          cost_micros: 12340000,
          campaign_id: 5,
          campaign_name: 'Brand',
          _sdc_record_hash: 'h1',
        }),
      ],
      'shop',
    );
    expect(modern.problem).toBeNull();
    expect(
      await factsOf(
        place,
        'order_lines',
        'line_id AS id, toString(net_amount) AS amount, customer_id AS customer, status',
        'shop',
      ),
    ).toEqual([
      { id: 'shop:2', amount: '50', customer: 'shop:1', status: 'paid' },
      { id: 'shop:450789469', amount: '100', customer: 'shop:1', status: 'paid' },
    ]);
    expect(await factsOf(place, 'costs', 'toString(amount) AS amount, campaign, channel', 'shop')).toEqual([
      { amount: '12.34', campaign: 'Brand', channel: 'Google Ads' },
    ]);
  });
});
