/** What models say of each segment's lives, beside the ledger they were fitted on; null until they are worked out. */
export const statements: string[] = ['ALTER TABLE snapshots ADD COLUMN foretold jsonb'];
