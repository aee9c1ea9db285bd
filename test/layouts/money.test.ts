import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { useCompanies } from '../store/warehouse/import/importing.ts';
import { bringExample, byColumn } from './bringing.ts';
import { exampleFiles } from './files.ts';

const { company } = useCompanies();

const amounts = (rows: Record<string, unknown>[]) => rows.map(({ amount }) => Number(amount)).sort((a, b) => a - b);

describe('a bank’s statement for 1C', () => {
  const paymentColumns =
    'payment_id, toString(paid_at) AS at, toFloat64(amount) AS amount, tax_id, purpose, customer_id';

  test('what came in is payments of who paid; what went out is left out unless somebody wants it', async () => {
    const made = await bringExample(company(), 'bank_exchange.txt');
    const payments = byColumn(await made.facts('payments', paymentColumns), 'tax_id');
    expect(payments).toMatchObject({
      '7707083893': { at: '2025-02-20 21:00:00.000', amount: 118000 },
      // Only a day of writing off, but the account paid to is the statement's own.
      '500100732259': { at: '2025-02-21 21:00:00.000', amount: 15000 },
    });
    expect(Object.keys(payments)).toHaveLength(2);
    expect(byColumn(await made.facts('customers', 'customer_id, name, kind, tax_id'), 'tax_id')).toEqual({
      '7707083893': { customer_id: 'bank:7707083893', name: 'ООО "Ромашка"', kind: 'b2b' },
      '500100732259': { customer_id: 'bank:500100732259', name: 'Петров Пётр Петрович', kind: '' },
    });
    expect(await made.facts('order_lines')).toEqual([]);
    expect(await made.facts('costs')).toEqual([]);
  });

  test('tried first, its days are shown as they stand in the statement', async () => {
    const file = exampleFiles.find(({ name }) => name === 'bank_exchange.txt');
    if (!file) throw new Error('no example of a statement');
    const contents = await readFile(decodeURI(file.path));
    const { preview } = await company().bring(contents, { fileName: file.name, source: '', dryRun: true });
    const [payments] = preview?.first ?? [];
    const at = payments?.columns.indexOf('paid_at') ?? -1;
    expect(payments?.rows.map((row) => row[at])).toEqual(['2025-02-21', '2025-02-22']);
  });

  test('payments are sales and outgoing money is costs where the person says so', async () => {
    const made = await bringExample(company(), 'bank_exchange.txt', {
      payments_as_orders: 'yes',
      outgoing: 'costs',
      vat: 'included',
    });
    expect(amounts(await made.facts('order_lines', 'toFloat64(net_amount) AS amount'))).toEqual([12500, 98333.333333]);
    expect(await made.facts('costs', 'toFloat64(amount) AS amount, class, function, channel, note')).toEqual([
      {
        amount: 45000,
        class: 'acquisition',
        function: 'marketing',
        channel: 'Яндекс Директ',
        note: 'ООО "ЯНДЕКС" · Оплата за рекламные услуги по договору',
      },
    ]);
  });
});

describe('Stripe', () => {
  test('payments that succeeded, what was refunded of them, and no sales', async () => {
    const made = await bringExample(company(), 'stripe_payments.csv');
    const payments = byColumn(
      await made.facts(
        'payments',
        'payment_id, toString(paid_at) AS at, toFloat64(amount) AS amount, currency, customer_id, order_id',
      ),
      'payment_id',
    );
    expect(payments).toEqual({
      ch_1: {
        at: '2025-06-05 20:38:34.000',
        amount: 100,
        currency: 'USD',
        customer_id: 'stripe:cus_1',
        order_id: 'stripe:in_1',
      },
      'ch_1/refund': {
        at: '2025-06-10 08:00:00.000',
        amount: -25,
        currency: 'USD',
        customer_id: 'stripe:cus_1',
        order_id: 'stripe:in_1',
      },
      ch_2: {
        at: '2025-06-06 10:00:00.000',
        amount: 50,
        currency: 'EUR',
        customer_id: 'stripe:bo@example.com',
        order_id: '',
      },
    });
    expect(await made.facts('order_lines')).toEqual([]);
  });

  test('as sales: a fee in another currency is not taken', async () => {
    const made = await bringExample(company(), 'stripe_payments.csv', { payments_as_orders: 'yes' });
    const lines = byColumn(
      await made.facts(
        'order_lines',
        'line_id, toFloat64(net_amount) AS net, toFloat64(service_cost) AS fee, refund_of',
      ),
      'line_id',
    );
    expect(lines).toEqual({
      'stripe:ch_1': { net: 100, fee: 3.2, refund_of: '' },
      'stripe:ch_1/refund': { net: -25, fee: null, refund_of: 'stripe:ch_1' },
      'stripe:ch_2': { net: 50, fee: null, refund_of: '' },
    });
  });

  test('invoices are sales without tax; void ones are cancelled, open ones unpaid', async () => {
    const made = await bringExample(company(), 'stripe_invoices.csv');
    const lines = byColumn(
      await made.facts(
        'order_lines',
        'line_id, toFloat64(net_amount) AS net, status, toString(ordered_at) AS at, customer_id',
      ),
      'line_id',
    );
    expect(lines).toMatchObject({
      'stripe:in_1': { net: 100, status: 'paid', at: '2025-06-05 20:30:00.000', customer_id: 'stripe:cus_1' },
      'stripe:in_2': { net: 60, status: 'unpaid' },
      'stripe:in_3': { net: 60, status: 'cancelled' },
    });
    expect(amounts(await made.facts('payments', 'toFloat64(amount) AS amount'))).toEqual([120]);
  });
});

test('ChartMogul’s subscriptions are contracts with a price a month', async () => {
  const made = await bringExample(company(), 'chartmogul_subscriptions.csv');
  const lines = byColumn(
    await made.facts(
      'order_lines',
      'line_id, customer_id, toFloat64(net_amount) AS net, toString(contract_from) AS since, toString(contract_to) AS until, toFloat64(monthly_amount) AS monthly, product_id',
    ),
    'line_id',
  );
  expect(lines).toEqual({
    'chartmogul:sub_1': {
      customer_id: 'chartmogul:cus_a1',
      net: 0,
      since: '2025-01-15',
      until: null,
      monthly: 4000,
      product_id: 'chartmogul:pl_1',
    },
    'chartmogul:sub_2': {
      customer_id: 'chartmogul:cus_b2',
      net: 0,
      since: '2025-02-01',
      until: '2025-08-31',
      monthly: 10000,
      product_id: 'chartmogul:pl_2',
    },
  });
});

test('amounts of a table made after ChartMogul’s are not taken for cents: it is asked', async () => {
  const made = company();
  const bring = (mrr: string, answers: Record<string, string> = {}) =>
    made.bring(
      `customer_external_id,subscription_external_id,plan,currency,mrr,start_date,interval\nc1,s1,Pro,USD,${mrr},2025-01-01,month\n`,
      { fileName: 'subscriptions.csv', source: '', answers },
    );
  const monthly = async () => (await made.facts('order_lines', 'toFloat64(monthly_amount) AS monthly'))[0]?.monthly;
  for (const mrr of ['99.50', '49']) {
    const report = await bring(mrr);
    expect(report).toMatchObject({ layout: 'chartmogul_subscriptions', problem: { code: 'open_question' } });
    expect(report.questions?.map(({ id, answer }) => [id, answer])).toContainEqual(['money_unit', null]);
  }
  expect(await monthly()).toBeUndefined();
  expect((await bring('99.50', { money_unit: 'dollars' })).problem?.code).toBe('bad_answer');
  expect((await bring('99.50', { money_unit: 'units' })).problem).toBeUndefined();
  expect(await monthly()).toBe(99.5);
});
