/** What a refused row is called by, so that it is known when it comes again: the kind of fact it is first of all, and that fact's key. 0 where its id can't be read. */
export const statements: string[] = [
  'ALTER TABLE quarantine ADD COLUMN IF NOT EXISTS row_kind LowCardinality(String), ADD COLUMN IF NOT EXISTS row_key UInt128',
];
