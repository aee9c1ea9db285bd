/**
 * Who is who, for one revision of a workspace (`snapshot`): the rows of `analysis/identity`.
 *
 * `ledger_joins` has each record that is one with another under that one's id, `ledger_keyed` each anonymous id that is somebody's by a key it
 * left. Both are small beside the facts, and empty in most companies.
 */
const head = 'workspace LowCardinality(String), snapshot UInt64,';
const tail = (order: string) =>
  `ENGINE = MergeTree PARTITION BY (workspace, snapshot) ORDER BY (${order}) SETTINGS fsync_after_insert = 0, fsync_part_directory = 0`;

export const statements: string[] = [
  `CREATE TABLE IF NOT EXISTS ledger_joins (${head}
  record String, customer_id String, key_kind LowCardinality(String), key_value String, other String,
  raw UInt64 DEFAULT sipHash64(record), customer UInt64 DEFAULT sipHash64(customer_id)
) ${tail('raw')}`,
  // Milliseconds since 1970, from which on what the anonymous id did is its owner's.
  `CREATE TABLE IF NOT EXISTS ledger_keyed (${head}
  anonymous String, owner String, since Int64,
  nameless UInt64 DEFAULT sipHash64(anonymous), customer UInt64 DEFAULT sipHash64(owner)
) ${tail('nameless')}`,
  // Cells that may be keys and occur in more than one record; gone when the joins are known.
  `CREATE TABLE IF NOT EXISTS work_shared_cells (${head}
  subject String, name LowCardinality(String), text String, node UInt64, at Nullable(Int64), is_nameless Bool
) ${tail('tuple()')}`,
  'ALTER TABLE work_owners ADD COLUMN IF NOT EXISTS since Int64',
];
