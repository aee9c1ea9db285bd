/** Customers whom a forecast took for more likely gone than not: after which last order day, and on which day it said so. Kept as it was said. */
export const statements: string[] = [
  `CREATE TABLE IF NOT EXISTS doubts (workspace LowCardinality(String), customer_id String, after Date32, \`on\` Date32)
  ENGINE = MergeTree PARTITION BY workspace ORDER BY customer_id`,
];
