/**
 * Digests: what of facts no setting, correction, decision or day can change, as ledgers are computed from it, in the order of whom it is about.
 *
 * `digests` says of which rows of facts a workspace's digest was made; it is written last, so that a digest without it is nobody's.
 * `subject` is whom an interaction names or, of those that name nobody, whose the anonymous id was first known to be from `owned_at` on
 * (0 = nobody's: then the subject is the id itself). Instants are as `numberOf` makes them. Kinds and origins have numbers from 1.
 */
const settings = 'SETTINGS max_bytes_to_merge_at_max_space_in_pool = 1, max_bytes_to_merge_at_min_space_in_pool = 1';

export const statements: string[] = [
  `CREATE TABLE IF NOT EXISTS digests (workspace LowCardinality(String), kind LowCardinality(String), made_of String, told String)
  ENGINE = MergeTree PARTITION BY workspace ORDER BY kind`,
  `CREATE TABLE IF NOT EXISTS digest_interactions (workspace LowCardinality(String),
  subject UInt64, is_named Bool, nameless UInt64, owned_at UInt64, at UInt64, kind_no UInt32, origin_no UInt32, is_ours Bool
) ENGINE = MergeTree PARTITION BY workspace ORDER BY subject ${settings}`,
  `CREATE TABLE IF NOT EXISTS digest_subjects (workspace LowCardinality(String), customer UInt64, subject String)
  ENGINE = MergeTree PARTITION BY workspace ORDER BY customer ${settings}`,
  `CREATE TABLE IF NOT EXISTS digest_kinds (workspace LowCardinality(String), no UInt32, kind String)
  ENGINE = MergeTree PARTITION BY workspace ORDER BY no`,
  `CREATE TABLE IF NOT EXISTS digest_origins (workspace LowCardinality(String), no UInt32, spelling UInt64,
  channel String, source String, medium String, campaign String, referrer String, click String, is_apart Bool
) ENGINE = MergeTree PARTITION BY workspace ORDER BY no`,
];
