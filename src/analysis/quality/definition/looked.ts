import type { Day } from '../../../model/days.ts';
import type { FindingCode } from '../../../model/quality.ts';
import type { Facts } from '../../derivation/facts.ts';
import type { Scene } from '../../derivation/scene.ts';
import type { Ledger } from '../../ledger.ts';
import type { Judged } from '../tally.ts';

/** What the definition of data quality looks at. */
export type Looked = {
  facts: Facts;
  ledger: Ledger;
  scene: Scene;
  today: Day;
  /** Ids of customers that have a row of their own. */
  known: ReadonlySet<string>;
};

/** Every row a check looked at, by what it looked for. */
export type Verdicts = Partial<Record<FindingCode, Judged[]>>;
