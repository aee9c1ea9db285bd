import type { CommitteeRole } from '../../../model/blueprint/inputs.ts';

/** How much each role of a buying committee usually weighs in a decision; the rest weigh nothing until the company says so (T-31). */
export const committeeWeights: Readonly<Partial<Record<CommitteeRole, number>>> = {
  decider: 0.35,
  champion: 0.2,
  user: 0.15,
  influencer: 0.15,
  buyer: 0.1,
  gatekeeper: 0.05,
};
