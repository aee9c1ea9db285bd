/**
 * Steps on the way to a ledger: every way facts write where a customer came from, once, and of those that mean another channel or
 * campaign than their columns say what they mean. `spelling` is sipHash64 of the cells.
 */
const head = 'workspace LowCardinality(String), snapshot UInt64,';
const tail = `ENGINE = MergeTree PARTITION BY (workspace, snapshot) ORDER BY spelling SETTINGS fsync_after_insert = 0, fsync_part_directory = 0`;

export const statements: string[] = [
  `CREATE TABLE IF NOT EXISTS work_spellings (${head}
  spelling UInt64, channel String, source String, medium String, campaign String, referrer String, click String, is_apart Bool
) ${tail}`,
  `CREATE TABLE IF NOT EXISTS work_channels (${head}
  spelling UInt64, channel String, campaign String
) ${tail}`,
];
