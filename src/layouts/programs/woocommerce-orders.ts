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
  oneOf,
  own,
  product,
  when,
  whole,
} from '../layout.ts';

const amountIn = (field: string) => matches(column(field), '[1-9]');
const fullName = joined(' ', column('firstName'), column('lastName'));
const customer = own(
  first(lower(column('email')), column('phone'), lower(fullName), whole(' ', constant('order'), column('order'))),
);
const hasCustomer = anyOf(filled('email'), filled('phone'), filled('firstName'), filled('lastName'));
const productId = first(column('sku'), own(first(column('productId'), column('item'))));
const lineId = own(
  joined(' / ', column('order'), first(column('itemId'), joined(' / ', column('sku'), column('item')))),
);

/** Statuses as the shop shows them, with and without the `wc-` they are stored with. */
const status = when(
  allOf(oneOf(column('status'), 'refunded', 'wc-refunded', 'возвращён', 'возвращен'), not(amountIn('lineRefunded'))),
  constant('cancelled'),
  chosen(
    column('status'),
    [
      { matches: '^(wc-)?(cancelled|canceled|failed|trash|отмен|не удал|корзин)', gives: 'cancelled' },
      {
        matches: '^(wc-)?(pending|on-hold|on hold|draft|checkout-draft|в ожидании|на удержании|ожида|чернов)',
        gives: 'unpaid',
      },
    ],
    constant('paid'),
  ),
);

const customers: Layout['outputs'][number] = {
  kind: 'customers',
  aside: 'orders',
  when: hasCustomer,
  columns: {
    customer_id: customer,
    name: first(column('company'), fullName),
    kind: when(filled('company'), constant('b2b'), constant('b2c')),
    sales_type: constant('e-commerce'),
    email: lower(column('email')),
    phone: column('phone'),
    region: first(column('city'), column('country')),
  },
};

const sold = (more: Partial<LayoutOutput>): LayoutOutput => ({
  kind: 'order_lines',
  ...more,
  // An amount without a name is sold all the same.
  when: anyOf(filled('item'), filled('sku'), amountIn('lineNet'), amountIn('lineTotal')),
  columns: {
    line_id: lineId,
    order_id: own(column('order')),
    customer_id: customer,
    ordered_at: column('date'),
    product_id: productId,
    quantity: column('quantity'),
    net_amount: first(
      column('lineNet'),
      difference(column('lineTotal'), column('lineTax')),
      product(column('itemCost'), column('quantity')),
    ),
    currency: column('currency'),
    cogs: product(column('cogs'), column('quantity')),
    sales_type: constant('e-commerce'),
    status,
  },
});

/**
 * WooCommerce through its usual export plugins (Advanced Order Export; Customer / Order CSV Export, «one row per item»): a row per product of an order.
 * Line totals are after discounts and without tax. An order refunded whole counts nowhere where its lines do not say what was refunded.
 */
export const woocommerceOrders: Layout = {
  id: 'woocommerce_orders',
  name: { ru: 'WooCommerce: заказы', en: 'WooCommerce: orders' },
  export: {
    ru: 'Advanced Order Export или Customer/Order CSV Export: строка на товар',
    en: 'Advanced Order Export or Customer/Order CSV Export: a row per item',
  },
  references: [
    'https://pastebin.com/MdrEA13A',
    'https://gist.github.com/maxrice/d7fc4dd82238275437b9',
    'https://gist.github.com/MarkSch521/840d136274982252c0f5',
  ],
  known: 'seen',
  source: 'woocommerce',
  fields: {
    order: { names: ['Order Number', 'order_number_formatted', 'order_number', 'order_id', 'Order ID'] },
    status: { names: ['Order Status', 'status', 'order_status'] },
    date: { names: ['Order Date', 'date', 'order_date'] },
    paidAt: { names: ['Paid Date', 'date_paid'] },
    email: { names: ['Email (Billing)', 'billing_email'], personal: 'email' },
    phone: { names: ['Phone (Billing)', 'billing_phone'], personal: 'phone' },
    firstName: { names: ['First Name (Billing)', 'billing_first_name', 'Full Name (Billing)'], personal: 'name' },
    lastName: { names: ['Last Name (Billing)', 'billing_last_name'], personal: 'name' },
    company: { names: ['Company (Billing)', 'billing_company'] },
    city: { names: ['City (Billing)', 'billing_city'] },
    country: { names: ['Country Code (Billing)', 'Country Name (Billing)', 'billing_country'] },
    address: { names: ['Address 1&2 (Billing)', 'billing_address_1'], personal: 'address' },
    currency: { names: ['Order Currency', 'order_currency', 'Currency'] },
    itemId: { names: ['Item ID', 'item_id', 'Order Line ID'] },
    item: { names: ['Item Name', 'Product Name', 'item_name', 'Name'] },
    productId: { names: ['Product Id', 'item_product_id'] },
    sku: { names: ['SKU', 'item_sku'] },
    quantity: { names: ['Quantity', 'Quantity (- Refund)', 'item_quantity'] },
    itemCost: { names: ['Item Cost'] },
    lineNet: { names: ['Order Line (w/o tax)', 'item_total'] },
    lineTotal: { names: ['Order Line Total'] },
    lineTax: { names: ['Order Line Tax', 'item_total_tax'], adjusts: 'sometimes' },
    lineRefunded: { names: ['Order Line Total Refunded', 'item_refunded'], adjusts: 'sometimes' },
    refundedAt: { names: ['Refund Date', 'refund_date', 'item_refund_date'] },
    category: { names: ['Category', 'item_category'] },
    cogs: { names: ['Cost of goods'] },
    orderTotal: { names: ['Order Total Amount', 'order_total'] },
  },
  needs: ['order', 'date', ['item', 'sku'], 'quantity', ['lineNet', 'lineTotal', 'itemCost']],
  telling: ['order', ['email', 'phone', 'firstName'], ['item', 'sku'], ['lineNet', 'lineTotal', 'itemCost'], 'status'],
  outputs: [
    // An item's own number repeats only where the export repeats the row.
    sold({ has: ['itemId'] }),
    sold({ lacks: ['itemId'], numbered: true }),
    {
      kind: 'order_lines',
      aside: 'refunds',
      when: amountIn('lineRefunded'),
      columns: {
        line_id: own(
          joined(
            ' / ',
            column('order'),
            first(column('itemId'), joined(' / ', column('sku'), column('item'))),
            constant('refund'),
          ),
        ),
        order_id: own(column('order')),
        customer_id: customer,
        ordered_at: first(column('refundedAt'), column('date')),
        product_id: productId,
        net_amount: when({ negative: column('lineRefunded') }, column('lineRefunded'), negated(column('lineRefunded'))),
        currency: column('currency'),
        sales_type: constant('e-commerce'),
        refund_of: lineId,
      },
    },
    customers,
    {
      kind: 'products',
      aside: 'orders',
      when: anyOf(filled('sku'), filled('item')),
      columns: {
        product_id: productId,
        name: column('item'),
        family: column('category'),
        rung: chosen(column('item'), []),
      },
    },
  ],
  carried: {
    by: 'order',
    columns: ['status', 'date', 'email', 'phone', 'firstName', 'lastName', 'company', 'city', 'country', 'currency'],
  },
};

/** The shop's REST API (`/wp-json/wc/v3/orders`) flattened: a row per order; what was in it stays inside `line_items`, so that the order is one line. */
export const woocommerceRest: Layout = {
  id: 'woocommerce_rest',
  name: { ru: 'WooCommerce: заказы из API', en: 'WooCommerce: orders from the API' },
  export: { ru: 'GET /wp-json/wc/v3/orders, строка на заказ', en: 'GET /wp-json/wc/v3/orders, a row per order' },
  references: ['https://docs.zynk.com/workflow/documentation/woocommerce-v3/export-refunds.html'],
  known: 'described',
  source: 'woocommerce',
  fields: {
    order: { names: ['number', 'id'] },
    status: { names: ['status'] },
    date: { names: ['date_created_gmt', 'date_created'] },
    paidAt: { names: ['date_paid_gmt', 'date_paid'] },
    currency: { names: ['currency'] },
    total: { names: ['total'] },
    tax: { names: ['total_tax'], adjusts: 'always' },
    shipping: { names: ['shipping_total'], adjusts: 'always' },
    discount: { names: ['discount_total'] },
    email: { names: ['billing.email', 'billing_email'], personal: 'email' },
    phone: { names: ['billing.phone', 'billing_phone'], personal: 'phone' },
    firstName: { names: ['billing.first_name', 'billing_first_name'], personal: 'name' },
    lastName: { names: ['billing.last_name', 'billing_last_name'], personal: 'name' },
    company: { names: ['billing.company', 'billing_company'] },
    city: { names: ['billing.city', 'billing_city'] },
    country: { names: ['billing.country', 'billing_country'] },
    address: { names: ['billing.address_1', 'billing_address_1'], personal: 'address' },
    lineRefunded: { names: ['refunded_total'] },
  },
  needs: ['order', 'date', 'total', ['email', 'phone', 'firstName']],
  telling: ['date', 'total', 'tax', 'shipping', ['email', 'phone', 'firstName']],
  outputs: [
    {
      kind: 'order_lines',
      columns: {
        line_id: own(column('order')),
        order_id: own(column('order')),
        customer_id: customer,
        ordered_at: column('date'),
        net_amount: difference(difference(column('total'), column('tax')), column('shipping')),
        currency: column('currency'),
        sales_type: constant('e-commerce'),
        status,
      },
    },
    customers,
  ],
};
