import type { Registry } from '../store/registry/registry.ts';
import type { Warehouse } from '../store/warehouse/warehouse.ts';
import type { Log } from './log.ts';
import type { Limits } from './sources/fetching.ts';

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
  /** Where others open the product; null where it is not reachable beyond this machine. */
  publicUrl?: string | null;
  /** 0…1; without it the machine's own. */
  chance?: () => number;
  /** How patient the reading of sources is, where not as usual. */
  sourceLimits?: Partial<Limits>;
};
