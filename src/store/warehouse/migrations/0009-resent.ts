/** Refused rows that a later import brought again, mended or not: `import_id` is that import, the rest says which row it was. They wait no longer. */
export const statements: string[] = [
  `CREATE TABLE IF NOT EXISTS resent (workspace LowCardinality(String), import_id UInt64, refused_import UInt64, file String, line UInt64)
  ENGINE = MergeTree PARTITION BY workspace ORDER BY (workspace, refused_import, line)`,
];
