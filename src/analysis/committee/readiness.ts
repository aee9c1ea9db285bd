import type { Committee, CommitteeRole } from '../../model/blueprint/inputs.ts';

/**
 * How much each role of a buying committee weighs where nobody set it; our interpretation, the method is silent.
 *
 * Decider, champion, user, influencer, buyer and gatekeeper sum to 1 (domain §3.21). The others are added to committees that have them and
 * the whole is scaled to 1. A blocker weighs nothing: it holds a decision up by the gate, not by the sum.
 */
export const typicalWeights: Record<CommitteeRole, number> = {
  decider: 0.35,
  champion: 0.2,
  user: 0.15,
  influencer: 0.15,
  buyer: 0.1,
  gatekeeper: 0.05,
  initiator: 0.1,
  approver: 0.2,
  blocker: 0,
};

type Member = Committee['members'][number];

/** The weights of a committee's members in their order, summing to 1: what is set, else what is typical; all equal where all are 0. */
export const committeeWeights = (members: readonly Pick<Member, 'role' | 'weight'>[]): number[] => {
  const raw = members.map(({ role, weight }) => weight ?? typicalWeights[role]);
  const total = raw.reduce((sofar, weight) => sofar + weight, 0);
  return raw.map((weight) => (total > 0 ? weight / total : 1 / members.length));
};

/**
 * How ready a committee is to decide: the sum of weight × min(1, progress ÷ scale), 0…1.
 *
 * `progress` counts how many steps of the `scale` a member has behind them. Null for an empty committee. Domain §3.21, T-31.
 */
export const committeeReadiness = (
  members: readonly { weight: number; progress: number }[],
  scale: number,
): number | null =>
  members.length === 0 || scale <= 0
    ? null
    : members.reduce((total, { weight, progress }) => total + weight * Math.min(1, Math.max(0, progress / scale)), 0);

/**
 * Whether a win may be forecast over one half: not while the decider is not yet comparing options or a blocker is unresolved.
 *
 * `comparing` is the progress at which a member compares options (decision state D5 of the default set).
 */
export const mayForecastWin = (
  members: readonly { role: CommitteeRole; progress: number; isResolved?: boolean }[],
  comparing: number,
): boolean =>
  members.every(
    ({ role, progress, isResolved }) =>
      (role !== 'decider' || progress >= comparing) && (role !== 'blocker' || isResolved === true),
  );
