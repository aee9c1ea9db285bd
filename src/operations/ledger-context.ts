import type { Foretold } from '../analysis/catalogue/foretold.ts';
import type { LifecycleInForce } from '../model/blueprint/lifecycle-in-force.ts';
import type { Day } from '../model/days.ts';
import type { Settings } from '../model/settings.ts';
import type { Scope } from '../store/warehouse/questions/scope.ts';
import type { Warehouse } from '../store/warehouse/warehouse.ts';

/** What a question about numbers needs: a complete ledger and the settings it was derived under. */
export type LedgerContext = {
  warehouse: Warehouse;
  scope: Scope;
  /** As they count: those of the workspace, but where the published design decides. */
  settings: Settings;
  /** What the published design decides of them. */
  design?: LifecycleInForce | null;
  asOf: Day;
  /** Days of the earliest and the latest fact up to the as-of day; null while there are none. */
  firstDay: Day | null;
  lastDay: Day | null;
  /** What models say of segments' lives; null while they are not worked out, absent where nobody asks them. */
  foretold?: Foretold | null;
};
