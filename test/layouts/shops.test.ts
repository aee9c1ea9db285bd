import { describe, expect, test } from 'vitest';
import { useCompanies } from '../store/warehouse/import/importing.ts';
import { bringExample, byColumn } from './bringing.ts';

const { company } = useCompanies();

const lineColumns =
  'line_id, order_id, customer_id, toString(ordered_at) AS at, product_id, toFloat64(quantity) AS quantity, toFloat64(net_amount) AS net, currency, status, refund_of, toFloat64(service_cost) AS service, sales_type';

const linesOf = async (name: string, answers: Record<string, string> = {}) => {
  const made = await bringExample(company(), name, answers);
  return { made, lines: byColumn(await made.facts('order_lines', lineColumns), 'line_id') };
};

describe('Shopify', () => {
  test('lines share the order’s columns and its discount; refunds, cancelled and unpaid orders are told', async () => {
    const { made, lines } = await linesOf('shopify_orders.csv');
    expect(Object.keys(lines).sort()).toEqual([
      'shopify:#1001 / Canvas Tote Bag',
      'shopify:#1001 / FERN-1 / Botanical Fern Print',
      'shopify:#1001 / refund',
      'shopify:#1002 / POST-1 / Poster',
      'shopify:#1003 / POST-1 / Poster',
    ]);
    const fern = lines['shopify:#1001 / FERN-1 / Botanical Fern Print'];
    const bag = lines['shopify:#1001 / Canvas Tote Bag'];
    expect(fern).toMatchObject({
      order_id: 'shopify:#1001',
      customer_id: 'shopify:ada@example.com',
      at: '2025-09-03 14:14:00.000',
      product_id: 'FERN-1',
      quantity: 2,
      currency: 'USD',
      status: 'paid',
    });
    expect(bag).toMatchObject({
      at: '2025-09-03 14:14:00.000',
      customer_id: 'shopify:ada@example.com',
      product_id: 'shopify:Canvas Tote Bag',
      currency: 'USD',
    });
    expect(Number(fern?.net) + Number(bag?.net)).toBeCloseTo(47, 4);
    expect(lines['shopify:#1001 / refund']).toMatchObject({
      refund_of: 'shopify:#1001 / FERN-1 / Botanical Fern Print',
    });
    expect(Number(lines['shopify:#1001 / refund']?.net)).toBeCloseTo((-11.26 * 47) / 56.29, 4);
    expect(lines['shopify:#1002 / POST-1 / Poster']).toMatchObject({ status: 'cancelled' });
    expect(lines['shopify:#1003 / POST-1 / Poster']).toMatchObject({
      status: 'unpaid',
      customer_id: 'shopify:order #1003',
    });
    const customers = byColumn(await made.facts('customers', 'customer_id, name, kind, email, phone'), 'customer_id');
    expect(customers).toEqual({
      'shopify:ada@example.com': { name: 'Ada Example', kind: 'b2c', email: 'ada@example.com', phone: '+1 555 0100' },
      'shopify:bo@example.com': { name: 'Bo Example', kind: 'b2c', email: 'bo@example.com', phone: '' },
    });
    const paid = byColumn(
      await made.facts('payments', 'payment_id, order_id, toFloat64(amount) AS amount'),
      'payment_id',
    );
    expect(paid).toEqual({
      'shopify:#1001': { order_id: 'shopify:#1001', amount: 56.29 },
      'shopify:#1001 / refund': { order_id: 'shopify:#1001', amount: -11.26 },
    });
  });

  test('tax inside the price is taken off by the order’s own tax', async () => {
    const { lines } = await linesOf('shopify_orders.csv', { taxes: 'included' });
    const nets = ['shopify:#1001 / FERN-1 / Botanical Fern Print', 'shopify:#1001 / Canvas Tote Bag'];
    const total = nets.reduce((sum, id) => sum + Number(lines[id]?.net), 0);
    expect(total).toBeCloseTo((47 * (56.29 - 3.29)) / 56.29, 4);
  });
});

describe('WooCommerce', () => {
  test('line totals without tax; a refund of a line is a line of its own; whole refunds count nowhere', async () => {
    const { lines, made } = await linesOf('woocommerce_orders.csv');
    expect(lines).toMatchObject({
      'woocommerce:501 / FERN-1 / Fern': {
        customer_id: 'woocommerce:anna@example.com',
        quantity: 2,
        net: 100,
        status: 'paid',
      },
      'woocommerce:501 / Gift card': { net: 50, product_id: 'woocommerce:Gift card' },
      'woocommerce:501 / FERN-1 / Fern / refund': { net: -60, refund_of: 'woocommerce:501 / FERN-1 / Fern' },
      'woocommerce:502 / FERN-1 / Fern': { status: 'cancelled' },
      'woocommerce:503 / FERN-1 / Fern': { status: 'unpaid' },
    });
    expect(Object.keys(lines)).toHaveLength(5);
    expect(await made.facts('customers', 'customer_id')).toHaveLength(2);
  });

  test('a line without a name or an article is sold all the same', async () => {
    const made = company();
    await made.bring(
      `Order Number,Order Status,Order Date,First Name (Billing),Email (Billing),SKU,Quantity,Order Line (w/o tax)
501,Completed,2025-01-15 12:00:00,Anna,anna@example.com,FERN-1,2,100
501,Completed,2025-01-15 12:00:00,Anna,anna@example.com,,1,50
502,Completed,2025-01-16 12:00:00,Petr,petr@example.com,,,0
`,
      { fileName: 'orders.csv', source: '' },
    );
    const lines = await made.facts('order_lines', 'product_id, order_id, toFloat64(net_amount) AS net');
    expect(byColumn(lines, 'product_id')).toEqual({
      'FERN-1': { order_id: 'woocommerce:501', net: 100 },
      '': { order_id: 'woocommerce:501', net: 50 },
    });
  });

  test('another plugin’s columns say the same', async () => {
    const { lines } = await linesOf('woocommerce_orders.skyverge.csv');
    expect(lines).toMatchObject({
      'woocommerce:901 / 11': { order_id: 'woocommerce:901', net: 100, quantity: 2, currency: 'RUB', status: 'paid' },
    });
  });

  test('an order of the API is one line without tax and delivery', async () => {
    const { lines } = await linesOf('woocommerce_rest.ndjson');
    expect(lines).toMatchObject({ 'woocommerce:727': { net: 100, customer_id: 'woocommerce:john.doe@example.com' } });
  });
});

describe('marketplaces', () => {
  test('Ozon’s orders are sales once delivered, and nobody is made a new customer of', async () => {
    const { lines, made } = await linesOf('ozon_postings.csv');
    expect(lines).toMatchObject({
      'ozon:33920158-0231-1 / 555001': {
        order_id: 'ozon:33920158-0231',
        customer_id: 'ozon:ozon',
        product_id: 'A-100',
        quantity: 2,
        net: 2000,
        status: 'paid',
        sales_type: 'marketplace',
      },
      'ozon:33920159-0001-1 / 555001': { status: 'cancelled' },
      'ozon:33920160-0001-1 / 555001': { status: 'unpaid' },
    });
    expect(await made.facts('customers', 'customer_id, name')).toEqual([{ customer_id: 'ozon:ozon', name: 'Ozon' }]);
  });

  test('every order is a customer where the person says so', async () => {
    const { lines, made } = await linesOf('ozon_postings.csv', { buyers: 'order' });
    expect(new Set(Object.values(lines).map((line) => line.customer_id)).size).toBe(3);
    expect(await made.facts('customers')).toEqual([]);
  });

  test('Ozon’s accruals: what it keeps of a sale is the line’s service cost, advertising is a cost', async () => {
    const { lines, made } = await linesOf('ozon_accruals.csv');
    expect(lines).toMatchObject({
      'ozon:33920158-0231-1 / 555001': { net: 2000, service: 500 },
      'ozon:33920158-0231-1 / 555001 / 2025-01-20 / refund': {
        net: -1000,
        service: -85,
        refund_of: 'ozon:33920158-0231-1 / 555001',
      },
    });
    expect(
      await made.facts('costs', 'toFloat64(amount) AS amount, class, function, channel, toString(date) AS day'),
    ).toEqual([{ amount: 700, class: 'acquisition', function: 'marketing', channel: 'Ozon', day: '2025-01-31' }]);
  });

  test('Wildberries: a return takes the sale back, logistics and storage are costs outside marketing and sales', async () => {
    const { lines, made } = await linesOf('wildberries_report.csv');
    expect(lines).toMatchObject({
      'wildberries:srid-1': { net: 1000, service: 200, customer_id: 'wildberries:wildberries' },
      'wildberries:srid-1 / refund': { net: -1000, service: -200, refund_of: 'wildberries:srid-1' },
    });
    const costs = await made.facts('costs', 'toFloat64(amount) AS amount, class');
    expect(costs.map(({ amount }) => Number(amount)).sort((a, b) => a - b)).toEqual([12, 65.5]);
    for (const cost of costs) expect(cost.class).toBe('outside');
  });

  test('receipts are sales of retail; buyers without a contact are one customer', async () => {
    const { lines } = await linesOf('ofd_receipts.csv');
    expect(
      Object.values(lines)
        .map(({ net, customer_id }) => [customer_id, net])
        .sort(),
    ).toEqual([
      ['ofd:+7 900 111-22-33', -1000],
      ['ofd:anna@example.com', 2000],
      ['ofd:anna@example.com', 500],
      ['ofd:anonymous', 1000],
    ]);
  });
});
