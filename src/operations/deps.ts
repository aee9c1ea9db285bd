import type { Registry } from '../store/registry/registry.ts';
import type { Warehouse } from '../store/warehouse/warehouse.ts';
import type { Log } from './log.ts';

/** All that operations act on; time is given. */
export type Deps = {
  warehouse: Warehouse;
  registry: Registry;
  /** Where files wait; the stores have folders of their own in it. */
  dataDirectory: string;
  clock: () => Date;
  log: Log;
  /** 64 hexadecimal digits that sources' secrets are encrypted with; without them a key file in the data directory. */
  secretKey?: string | null;
};
