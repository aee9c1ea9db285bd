import { z } from 'zod';

/** The nine kinds of facts a company brings. */
export const factKinds = [
  'customers',
  'people',
  'interactions',
  'deals',
  'order_lines',
  'products',
  'payments',
  'rates',
  'costs',
] as const;
export const FactKind = z.enum(factKinds);
export type FactKind = z.infer<typeof FactKind>;

/**
 * How a column is read and kept.
 *
 * text: as it is, trimmed · moment: an instant in UTC, milliseconds · day: a calendar day · month: the first day of a
 * calendar month · money, number: exact decimals with six places · one of a list: the word itself.
 */
export type ColumnType = 'text' | 'moment' | 'day' | 'month' | 'money' | 'number' | { oneOf: readonly string[] };

export type Column = { name: string; type: ColumnType; required?: boolean };

/** One kind of facts: its columns in order and which of them name a row within its source. */
export type FactShape = {
  kind: FactKind;
  columns: readonly Column[];
  /** Columns that together are the row's identity within a source; where they are empty the row's content is. */
  identity: readonly string[];
  /** At least one of these must be filled. */
  anyOf?: readonly string[];
  /** Prefix of columns kept as free attributes beside the unknown ones (`attributes.size`, `props.page`). */
  prefix?: string;
};

const text = (name: string): Column => ({ name, type: 'text' });
const must = (column: Column): Column => ({ ...column, required: true });
const moment = (name: string): Column => ({ name, type: 'moment' });
const money = (name: string): Column => ({ name, type: 'money' });
const number = (name: string): Column => ({ name, type: 'number' });
const oneOf = (name: string, ...words: string[]): Column => ({ name, type: { oneOf: words } });

/** Every kind of facts with its canonical columns, as the public contract lists them. `updated_at` belongs to all. */
export const factShapes: Record<FactKind, FactShape> = {
  customers: {
    kind: 'customers',
    identity: ['customer_id'],
    prefix: 'attributes.',
    columns: [
      must(text('customer_id')),
      text('name'),
      oneOf('kind', 'b2b', 'b2c', 'partner'),
      text('segment'),
      text('sales_type'),
      moment('created_at'),
      text('email'),
      text('phone'),
      text('tax_id'),
      text('partner_id'),
      text('region'),
    ],
  },
  people: {
    kind: 'people',
    identity: ['person_id'],
    columns: [
      must(text('person_id')),
      text('customer_id'),
      text('name'),
      text('email'),
      text('phone'),
      text('persona'),
      text('committee_role'),
    ],
  },
  interactions: {
    kind: 'interactions',
    identity: ['interaction_id'],
    anyOf: ['customer_id', 'person_id', 'anonymous_id'],
    prefix: 'props.',
    columns: [
      text('interaction_id'),
      must(moment('occurred_at')),
      must(text('kind')),
      text('customer_id'),
      text('person_id'),
      text('anonymous_id'),
      text('channel'),
      text('source'),
      text('medium'),
      text('campaign'),
      text('touchpoint'),
      text('sales_type'),
      text('deal_id'),
      text('actor'),
      number('hours'),
      text('text'),
    ],
  },
  deals: {
    kind: 'deals',
    identity: ['deal_id', 'stage', 'stage_entered_at'],
    columns: [
      must(text('deal_id')),
      text('customer_id'),
      moment('opened_at'),
      text('stage'),
      moment('stage_entered_at'),
      oneOf('outcome', 'open', 'won', 'lost', 'none'),
      moment('closed_at'),
      money('amount'),
      text('currency'),
      text('process'),
      text('owner'),
      text('channel'),
      text('campaign'),
      text('product_id'),
      text('loss_reason'),
    ],
  },
  order_lines: {
    kind: 'order_lines',
    identity: ['line_id'],
    columns: [
      must(text('line_id')),
      must(text('order_id')),
      must(text('customer_id')),
      must(moment('ordered_at')),
      text('product_id'),
      number('quantity'),
      must(money('net_amount')),
      text('currency'),
      money('cogs'),
      money('service_cost'),
      text('sales_type'),
      text('channel'),
      text('campaign'),
      text('partner_id'),
      text('deal_id'),
      text('refund_of'),
      text('status'),
      oneOf('class', 'first', 'regular', 'development', 'winback'),
      { name: 'contract_from', type: 'day' },
      { name: 'contract_to', type: 'day' },
      money('monthly_amount'),
    ],
  },
  products: {
    kind: 'products',
    identity: ['product_id'],
    columns: [
      must(text('product_id')),
      text('name'),
      text('family'),
      number('rung'),
      money('price'),
      number('cogs_rate'),
      text('result_kind'),
    ],
  },
  payments: {
    kind: 'payments',
    identity: ['payment_id'],
    columns: [
      must(text('payment_id')),
      must(moment('paid_at')),
      must(money('amount')),
      text('currency'),
      text('customer_id'),
      text('order_id'),
      text('tax_id'),
      text('purpose'),
    ],
  },
  rates: {
    kind: 'rates',
    identity: ['date', 'currency'],
    columns: [must({ name: 'date', type: 'day' }), must(text('currency')), must(number('rate'))],
  },
  costs: {
    kind: 'costs',
    identity: ['cost_id'],
    anyOf: ['date', 'month'],
    columns: [
      must(text('cost_id')),
      { name: 'date', type: 'day' },
      { name: 'month', type: 'month' },
      must(money('amount')),
      text('currency'),
      oneOf('class', 'acquisition', 'activation', 'retention', 'development', 'winback', 'shared', 'outside'),
      oneOf('function', 'marketing', 'sales', 'success', 'management'),
      text('channel'),
      text('campaign'),
      text('segment'),
      text('process'),
      text('cell'),
      text('staff'),
      number('hours'),
      text('asset'),
      text('note'),
    ],
  },
};

/** Columns a list of refused rows adds to the rows' own: an import leaves them aside, so that the mended list can be sent again as it is. */
export const refusalColumns = [
  'refused_import',
  'refused_file',
  'refused_line',
  'refused_column',
  'refused_value',
  'refused_reason',
] as const;
