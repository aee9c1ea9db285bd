/** The day a published version is in force from; null, as in what was published before this column, is the day it was published. */
export const statements: string[] = ['ALTER TABLE blueprint_versions ADD COLUMN in_force_from date'];
