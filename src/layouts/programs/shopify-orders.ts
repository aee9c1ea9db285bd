import {
  allOf,
  anyOf,
  chosen,
  column,
  constant,
  difference,
  filled,
  first,
  joined,
  type Layout,
  type LayoutOutput,
  lower,
  matches,
  negated,
  not,
  own,
  product,
  quotient,
  sum,
  when,
  whole,
} from '../layout.ts';

const amountIn = (field: string) => matches(column(field), '[1-9]');
const customer = own(
  first(
    lower(column('email')),
    column('phone'),
    column('billingPhone'),
    lower(column('billingName')),
    whole(' ', constant('order'), column('name')),
  ),
);
const productId = first(column('sku'), own(column('item')));
const lineId = own(joined(' / ', column('name'), column('sku'), column('item')));

const gross = product(column('price'), column('quantity'));
/** A line's part of the order's discount. What discounts leave is the subtotal. */
const discounted = when(
  amountIn('discount'),
  product(gross, quotient(column('subtotal'), sum(column('subtotal'), column('discount')))),
  gross,
);
/** What is left of an amount with tax. */
const taxless = (amount: LayoutOutput['columns'][string]) =>
  when(
    amountIn('total'),
    product(amount, quotient(difference(column('total'), column('taxes')), column('total'))),
    amount,
  );
/** A refund is of everything the customer paid, delivery too: its part for goods. */
const refunded = product(column('refunded'), quotient(column('subtotal'), column('total')));

const status = when(
  filled('cancelledAt'),
  constant('cancelled'),
  chosen(
    column('financialStatus'),
    [
      { is: ['voided', 'expired'], gives: 'cancelled' },
      { is: ['pending', 'authorized', 'unpaid', 'overdue'], gives: 'unpaid' },
    ],
    constant('paid'),
  ),
);

const lines = (
  tax: 'added' | 'included',
  shaped: (amount: LayoutOutput['columns'][string]) => LayoutOutput['columns'][string],
): LayoutOutput[] => {
  const shared = {
    order_id: own(column('name')),
    customer_id: customer,
    ordered_at: column('createdAt'),
    product_id: productId,
    currency: column('currency'),
    sales_type: constant('e-commerce'),
  };
  const only = { question: 'taxes', is: [tax] };
  return [
    {
      kind: 'order_lines',
      numbered: true,
      only,
      when: filled('item'),
      columns: { ...shared, line_id: lineId, quantity: column('quantity'), net_amount: shaped(discounted), status },
    },
    {
      kind: 'order_lines',
      numbered: true,
      aside: 'refunds',
      only,
      when: allOf(amountIn('refunded'), not(filled('cancelledAt'))),
      columns: {
        ...shared,
        line_id: own(whole(' / ', column('name'), constant('refund'))),
        net_amount: negated(shaped(refunded)),
        refund_of: lineId,
        status: constant('paid'),
      },
    },
  ];
};

/**
 * Shopify → Orders → Export. A row per product of an order; what is the order's own stands on its first row only. The file has no day of a refund:
 * it counts on the day of its order, as a refund of the order's first line.
 */
export const shopifyOrders: Layout = {
  id: 'shopify_orders',
  name: { ru: 'Shopify: заказы', en: 'Shopify: orders' },
  export: { ru: 'Orders → Export → Plain CSV file', en: 'Orders → Export → Plain CSV file' },
  references: [
    'https://docs.xbp.app/docs/development/integrations/shopify/order-format',
    'https://www.webtoffee.com/shopify-orders-available-columns-for-export-and-import/',
  ],
  known: 'seen',
  source: 'shopify',
  fields: {
    name: { names: ['Name'] },
    email: { names: ['Email'], personal: 'email' },
    financialStatus: { names: ['Financial Status'] },
    paidAt: { names: ['Paid at'] },
    currency: { names: ['Currency'] },
    subtotal: { names: ['Subtotal'], adjusts: 'always' },
    shipping: { names: ['Shipping'] },
    taxes: { names: ['Taxes'], adjusts: 'always' },
    total: { names: ['Total'], adjusts: 'always' },
    discountCode: { names: ['Discount Code'] },
    discount: { names: ['Discount Amount'], adjusts: 'always' },
    createdAt: { names: ['Created at'] },
    quantity: { names: ['Lineitem quantity'] },
    item: { names: ['Lineitem name'] },
    price: { names: ['Lineitem price'] },
    sku: { names: ['Lineitem sku'] },
    billingName: { names: ['Billing Name'], personal: 'name' },
    billingCompany: { names: ['Billing Company'] },
    billingCity: { names: ['Billing City'] },
    billingProvince: { names: ['Billing Province Name', 'Billing Province'] },
    billingCountry: { names: ['Billing Country'] },
    billingPhone: { names: ['Billing Phone'], personal: 'phone' },
    billingStreet: { names: ['Billing Street'], personal: 'address' },
    shippingName: { names: ['Shipping Name'], personal: 'name' },
    shippingStreet: { names: ['Shipping Street'], personal: 'address' },
    shippingPhone: { names: ['Shipping Phone'], personal: 'phone' },
    cancelledAt: { names: ['Cancelled at'] },
    paymentMethod: { names: ['Payment Method'] },
    refunded: { names: ['Refunded Amount'], adjusts: 'always' },
    orderNumber: { names: ['Id'] },
    tags: { names: ['Tags'] },
    origin: { names: ['Source'] },
    phone: { names: ['Phone'], personal: 'phone' },
  },
  needs: ['name', 'createdAt', 'item', 'price', 'quantity'],
  telling: ['financialStatus', 'item', 'price', 'quantity', 'createdAt'],
  questions: [
    {
      id: 'taxes',
      text: { ru: 'Цены в магазине указаны с налогом?', en: 'Do the shop’s prices include tax?' },
      why: {
        ru: 'По файлу этого не видно. Если налог уже в цене, его нужно вычесть: выручка считается без налога.',
        en: 'The file does not tell. Where tax is in the price it has to be taken off: revenue is counted without it.',
      },
      answers: [
        { value: 'added', text: { ru: 'Нет, налог прибавляется сверху', en: 'No, tax is added on top' } },
        { value: 'included', text: { ru: 'Да, налог внутри цены', en: 'Yes, tax is inside the price' } },
      ],
      byDefault: 'added',
      about: ['taxes'],
    },
  ],
  outputs: [
    ...lines('added', (amount) => amount),
    ...lines('included', taxless),
    {
      kind: 'customers',
      aside: 'orders',
      when: anyOf(filled('email'), filled('phone'), filled('billingPhone'), filled('billingName')),
      columns: {
        customer_id: customer,
        name: first(column('billingCompany'), column('billingName')),
        kind: when(filled('billingCompany'), constant('b2b'), constant('b2c')),
        sales_type: constant('e-commerce'),
        email: lower(column('email')),
        phone: first(column('phone'), column('billingPhone')),
        region: first(column('billingProvince'), column('billingCity'), column('billingCountry')),
      },
    },
    {
      kind: 'products',
      aside: 'orders',
      when: filled('item'),
      columns: { product_id: productId, name: column('item'), rung: chosen(column('item'), []) },
    },
    {
      kind: 'payments',
      aside: 'orders',
      when: allOf(filled('paidAt'), filled('total')),
      columns: {
        payment_id: own(column('name')),
        paid_at: column('paidAt'),
        amount: column('total'),
        currency: column('currency'),
        order_id: own(column('name')),
        customer_id: customer,
      },
    },
    {
      // The export has no day of the refund: it counts against the payment.
      kind: 'payments',
      aside: 'refunds',
      when: allOf(filled('paidAt'), filled('total'), amountIn('refunded')),
      columns: {
        payment_id: own(whole(' / ', column('name'), constant('refund'))),
        paid_at: column('paidAt'),
        amount: negated(column('refunded')),
        currency: column('currency'),
        order_id: own(column('name')),
        customer_id: customer,
      },
    },
  ],
  carried: {
    by: 'name',
    columns: [
      'email',
      'financialStatus',
      'currency',
      'subtotal',
      'taxes',
      'total',
      'discount',
      'createdAt',
      'billingName',
      'billingCompany',
      'billingCity',
      'billingProvince',
      'billingCountry',
      'billingPhone',
      'cancelledAt',
      'phone',
    ],
  },
};
