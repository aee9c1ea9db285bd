/** Numbers of the keys that occur in more than one record, while the joins of a revision are found. */
export const statements: string[] = [
  `CREATE TABLE IF NOT EXISTS work_shared_keys (workspace LowCardinality(String), snapshot UInt64, key UInt64)
  ENGINE = MergeTree PARTITION BY (workspace, snapshot) ORDER BY tuple() SETTINGS fsync_after_insert = 0, fsync_part_directory = 0`,
];
