/**
 * The ledger: the rows of `analysis/ledger.ts`, built from current facts for one revision of a workspace (`snapshot`) and
 * dropped whole when a newer one is there. Column names are those of the TypeScript rows in snake case; money is in minor
 * units of the workspace's currency, hours in thousandths. `customer` is sipHash64 of the subject; `ledger_profiles` tells its id.
 */
const head = 'workspace LowCardinality(String), snapshot UInt64,';
/** A ledger can always be built again, so its inserts do not wait for the disk. */
const tail = (order: string) =>
  `ENGINE = MergeTree PARTITION BY (workspace, snapshot) ORDER BY (${order}) SETTINGS fsync_after_insert = 0, fsync_part_directory = 0, max_bytes_to_merge_at_max_space_in_pool = 1, max_bytes_to_merge_at_min_space_in_pool = 1`;

export const statements: string[] = [
  // Steps on the way that more than one later statement reads; their rows go when the ledger is whole.
  `CREATE TABLE IF NOT EXISTS work_customers (${head}
  customer UInt64, customer_id String, source LowCardinality(String), name String, kind LowCardinality(String),
  segment LowCardinality(String), sales_type LowCardinality(String), created_at Nullable(DateTime64(3, 'UTC')), tax_id String,
  lost_after UInt32, at_risk_after UInt32
) ${tail('tuple()')}`,
  `CREATE TABLE IF NOT EXISTS work_orders (${head}
  customer UInt64, order_key UInt64, day Date32, next_day Date32, rank UInt32, first_day Date32, life UInt32, life_from Date32,
  is_first Bool, is_winback Bool, returns Bool, lost_on Date32, at_risk_on Date32, families_before Array(UInt32), family_bits_before UInt64, rung_before Nullable(Decimal(18, 6)),
  first_touched Bool, segment LowCardinality(String), sales_type LowCardinality(String), customer_sales_type LowCardinality(String),
  channel LowCardinality(String), campaign LowCardinality(String), at_ms Int64
) ${tail('tuple()')}`,
  `CREATE TABLE IF NOT EXISTS work_unknown (${head}
  customer UInt64
) ${tail('tuple()')}`,
  `CREATE TABLE IF NOT EXISTS work_owners (${head}
  nameless UInt64, customer UInt64
) ${tail('tuple()')}`,
  `CREATE TABLE IF NOT EXISTS work_firsts (${head}
  customer UInt64, order_at UInt64, order_day Date32, talk_at UInt64
) ${tail('tuple()')}`,
  `CREATE TABLE IF NOT EXISTS work_talks (${head}
  customer UInt64,
  named Array(UInt64), qualified Array(UInt64), visits Array(UInt64), first_result Array(UInt64),
  result_since_order Array(UInt64), attempts Array(UInt64), referrals Array(UInt64),
  channel LowCardinality(String), campaign LowCardinality(String),
  touches_before_talk UInt32
) ${tail('tuple()')}`,
  `CREATE TABLE IF NOT EXISTS ledger_lines (${head}
  source LowCardinality(String), line_id String, order_id String, order_key UInt64, customer UInt64, day Date32,
  class Enum8('first' = 1, 'regular' = 2, 'development' = 3, 'winback' = 4), class_by Enum8('rule' = 1, 'file' = 2, 'hand' = 3),
  is_refund Bool, net_minor Nullable(Int64), cogs_minor Nullable(Int64), cogs_assumed Bool, service_minor Int64, contractual Bool,
  segment LowCardinality(String), channel LowCardinality(String), campaign LowCardinality(String),
  product LowCardinality(String), family LowCardinality(String), rung LowCardinality(String),
  sales_type LowCardinality(String), process LowCardinality(String), cohort Date32, deal_id String,
  sales_led Bool, marketing_led Bool
) ${tail('day, customer')}`,
  `CREATE TABLE IF NOT EXISTS ledger_orders (${head}
  customer UInt64, order_key UInt64, day Date32, rank UInt32,
  is_first Bool, is_winback Bool, has_development Bool, has_regular Bool,
  lost_if_silent_on Nullable(Date32), at_risk_if_silent_on Nullable(Date32),
  segment LowCardinality(String), channel LowCardinality(String), campaign LowCardinality(String),
  sales_type LowCardinality(String), process LowCardinality(String), life UInt32, life_from Date32, has_winback Bool,
  returns Bool, next_day Date32
) ${tail('customer, rank')}`,
  `CREATE TABLE IF NOT EXISTS ledger_lives (${head}
  customer UInt64, life UInt32, \`from\` Date32, lost_on Nullable(Date32)
) ${tail('customer, life')}`,
  `CREATE TABLE IF NOT EXISTS ledger_intervals (${head}
  customer UInt64, seq UInt32,
  stage Enum8('audience' = 1, 'contact' = 2, 'qualified' = 3, 'opportunity' = 4, 'new' = 5, 'activated' = 6, 'regular' = 7, 'developed' = 8, 'at_risk' = 9, 'lost' = 10, 'winback' = 11, 'advocate' = 12),
  \`from\` Date32, \`to\` Nullable(Date32), life UInt32,
  entry UInt8, evidence_key UInt64
) ${tail('customer, seq')}`,
  `CREATE TABLE IF NOT EXISTS ledger_events (${head}
  customer UInt64, day Date32, kind LowCardinality(String)
) ${tail('kind, day, customer')}`,
  `CREATE TABLE IF NOT EXISTS ledger_profiles (${head}
  customer UInt64, subject String, name String, kind LowCardinality(String), segment LowCardinality(String),
  sales_type LowCardinality(String), channel LowCardinality(String), campaign LowCardinality(String),
  process LowCardinality(String), cohort Nullable(Date32), first_order_day Nullable(Date32), first_seen_day Date32,
  first_result_day Nullable(Date32), first_talk_day Nullable(Date32), touches_before_talk UInt32, orders UInt32
) ${tail('customer')}`,
  `CREATE TABLE IF NOT EXISTS ledger_contracts (${head}
  customer UInt64, source LowCardinality(String), line_id String, \`from\` Date32, \`to\` Nullable(Date32), monthly_minor Nullable(Int64)
) ${tail('customer, `from`')}`,
  `CREATE TABLE IF NOT EXISTS ledger_deals (${head}
  deal_id String, source LowCardinality(String), customer UInt64, opened_day Nullable(Date32), closed_day Nullable(Date32),
  outcome LowCardinality(String), amount_minor Nullable(Int64), process LowCardinality(String),
  channel LowCardinality(String), campaign LowCardinality(String), product LowCardinality(String),
  segment LowCardinality(String), sales_type LowCardinality(String), owner LowCardinality(String),
  opened_at Nullable(DateTime64(3, 'UTC')), dropped_day Nullable(Date32)
) ${tail('deal_id')}`,
  `CREATE TABLE IF NOT EXISTS ledger_costs (${head}
  source LowCardinality(String), cost_id String, day Date32, is_month Bool,
  class LowCardinality(String), class_by LowCardinality(String), function LowCardinality(String),
  amount_minor Nullable(Int64), hours_milli Int64,
  channel LowCardinality(String), campaign LowCardinality(String), segment LowCardinality(String),
  process LowCardinality(String), cell LowCardinality(String), staff LowCardinality(String)
) ${tail('day, class')}`,
  `CREATE TABLE IF NOT EXISTS ledger_payments (${head}
  day Date32, customer UInt64, segment LowCardinality(String), amount_minor Nullable(Int64)
) ${tail('day')}`,
  `CREATE TABLE IF NOT EXISTS ledger_touches (${head}
  month Date32, channel LowCardinality(String), campaign LowCardinality(String), segment LowCardinality(String),
  count UInt64
) ${tail('month')}`,
  `CREATE TABLE IF NOT EXISTS ledger_work (${head}
  source LowCardinality(String), interaction_id String, customer UInt64, day Date32, class LowCardinality(String),
  hours_milli Int64, channel LowCardinality(String), campaign LowCardinality(String), segment LowCardinality(String),
  process LowCardinality(String), actor LowCardinality(String)
) ${tail('day, class')}`,
];
