import type { Kysely } from 'kysely';
import type { Tables } from '../tables.ts';

/** The PostgreSQL that holds the registry, embedded or on a server: the same SQL goes to either. */
export type RegistryEngine = {
  /** Which engine answers, for messages and tests. */
  readonly name: string;
  readonly database: Kysely<Tables>;
  /** Runs `work` while no other process is in `alone` under the same name. Within one process it excludes nobody. */
  alone<T>(name: string, work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

/** How the values of these types come out of either driver: whole numbers as numbers, days as `YYYY-MM-DD`. */
export const readAs: Record<number, (text: string) => unknown> = {
  20: Number,
  1082: (text) => text,
};
