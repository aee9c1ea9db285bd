/** The moments of a subject's signs of doubt, in their order. */
export const statements: string[] = [
  'ALTER TABLE work_talks ADD COLUMN IF NOT EXISTS signs Array(UInt64) AFTER referrals',
];
