/** One row: what a registry is known by to the warehouse that holds its facts. */
export const statements: string[] = [
  'CREATE TABLE installation (id uuid NOT NULL DEFAULT gen_random_uuid())',
  'INSERT INTO installation DEFAULT VALUES',
];
