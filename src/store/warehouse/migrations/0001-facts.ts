/**
 * Facts. Every kind has two tables.
 *
 * `versions_K` is append-only: each row of each import, with its line and content hash, so that an import can be taken back
 * whole. `current_K` holds the winner of each key and is written only for the keys an import or an undo touched.
 * `key` is sipHash128(source, id): a fixed 16 bytes to sort, bucket and compare by. `customer` is sipHash64 of the
 * customer's id and 0 without one: what everything later is joined and grouped by.
 */
const shared = `
  workspace LowCardinality(String),
  key UInt128,
  source LowCardinality(String),
  id String,
  import_id UInt64,
  line UInt64,
  updated_at Nullable(DateTime64(3, 'UTC')),
  hash UInt128`;

const columns = {
  customers: `
  customer UInt64,
  customer_id String, name String, kind LowCardinality(String), segment LowCardinality(String), sales_type LowCardinality(String),
  created_at Nullable(DateTime64(3, 'UTC')), email String, phone String, tax_id String, partner_id String,
  region LowCardinality(String), props Map(String, String)`,
  people: `
  customer UInt64,
  person_id String, customer_id String, name String, email String, phone String, persona LowCardinality(String),
  committee_role LowCardinality(String), props Map(String, String)`,
  interactions: `
  customer UInt64,
  interaction_id String, occurred_at DateTime64(3, 'UTC'), kind LowCardinality(String), customer_id String, person_id String,
  anonymous_id String, channel LowCardinality(String), touch_source LowCardinality(String), medium LowCardinality(String),
  campaign LowCardinality(String), touchpoint LowCardinality(String), sales_type LowCardinality(String), deal_id String,
  actor LowCardinality(String), hours Nullable(Decimal(18, 6)), text String, props Map(String, String)`,
  deals: `
  customer UInt64,
  deal_id String, customer_id String, opened_at Nullable(DateTime64(3, 'UTC')), stage LowCardinality(String),
  stage_entered_at Nullable(DateTime64(3, 'UTC')), outcome LowCardinality(String), closed_at Nullable(DateTime64(3, 'UTC')),
  amount Nullable(Decimal(18, 6)), currency LowCardinality(String), process LowCardinality(String), owner LowCardinality(String),
  channel LowCardinality(String), campaign LowCardinality(String), product_id String, loss_reason String, props Map(String, String)`,
  order_lines: `
  customer UInt64,
  line_id String, order_id String, customer_id String, ordered_at DateTime64(3, 'UTC'), product_id LowCardinality(String),
  quantity Nullable(Decimal(18, 6)), net_amount Decimal(18, 6), currency LowCardinality(String), cogs Nullable(Decimal(18, 6)),
  service_cost Nullable(Decimal(18, 6)), sales_type LowCardinality(String), channel LowCardinality(String),
  campaign LowCardinality(String), partner_id String, deal_id String, refund_of String, status LowCardinality(String),
  class LowCardinality(String), contract_from Nullable(Date32), contract_to Nullable(Date32),
  monthly_amount Nullable(Decimal(18, 6)), props Map(String, String)`,
  products: `
  product_id String, name String, family LowCardinality(String), rung Nullable(Decimal(18, 6)), price Nullable(Decimal(18, 6)),
  cogs_rate Nullable(Decimal(18, 6)), result_kind LowCardinality(String), props Map(String, String)`,
  payments: `
  customer UInt64,
  payment_id String, paid_at DateTime64(3, 'UTC'), amount Decimal(18, 6), currency LowCardinality(String), customer_id String,
  order_id String, tax_id String, purpose String, props Map(String, String)`,
  rates: `
  date Date32, currency LowCardinality(String), rate Decimal(28, 10), props Map(String, String)`,
  costs: `
  cost_id String, date Nullable(Date32), month Nullable(Date32), amount Decimal(18, 6), currency LowCardinality(String),
  class LowCardinality(String), function LowCardinality(String), channel LowCardinality(String), campaign LowCardinality(String),
  segment LowCardinality(String), process LowCardinality(String), cell LowCardinality(String), staff LowCardinality(String),
  hours Nullable(Decimal(18, 6)), asset String, note String, props Map(String, String)`,
};

const tablesOf = (kind: string, own: string): string[] => [
  `CREATE TABLE IF NOT EXISTS versions_${kind} (${shared},${own}
) ENGINE = MergeTree PARTITION BY workspace ORDER BY (workspace, key, import_id, line)`,
  `CREATE TABLE IF NOT EXISTS current_${kind} (${shared},${own},
  revision UInt64,
  deleted UInt8 DEFAULT 0
) ENGINE = ReplacingMergeTree(revision, deleted) PARTITION BY workspace ORDER BY (workspace, key)`,
];

export const statements: string[] = [
  ...Object.entries(columns).flatMap(([kind, own]) => tablesOf(kind, own)),
  `CREATE TABLE IF NOT EXISTS quarantine (
  workspace LowCardinality(String),
  import_id UInt64,
  kind LowCardinality(String),
  file String,
  line UInt64,
  column LowCardinality(String),
  value String,
  reason LowCardinality(String),
  cells Map(String, String)
) ENGINE = MergeTree PARTITION BY workspace ORDER BY (workspace, import_id, kind, line)`,
];
