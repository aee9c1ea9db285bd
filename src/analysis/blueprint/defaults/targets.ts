import type { DesignedStage } from '../../../model/blueprint/organisation.ts';
import { defaultStages } from './stages.ts';
import { type Part, placed, words } from './writing.ts';

/** Where a company may begin until it sets its own: shares only, for money depends on what is sold. Assumptions. */
const assumedTargets: Partial<Record<DesignedStage, number>> = {
  audience: 0.4,
  opportunity: 0.25,
  new: 0.85,
  regular: 0.75,
  advocate: 0.05,
  at_risk: 0.8,
  winback: 0.1,
};

/** The usual stages with the targets a template begins with. */
export const stagesWithTargets: NonNullable<Part['stages']> = Object.fromEntries(
  Object.entries(defaultStages).map(([stage, design]) => {
    const target = assumedTargets[stage as DesignedStage];
    return [stage, target === undefined ? design : { ...design, target }];
  }),
);

/** The goals a template begins with: the two shares everything after the first sale rests on. Their base is read from facts, their day is the company's. */
export const defaultGoals: NonNullable<Part['goals']> = placed({
  activation: {
    name: words('Новые клиенты выходят на результат', 'New customers reach their result'),
    metric: 'activation_rate',
    target: assumedTargets.new ?? null,
    owner: 'onboarding',
  },
  retention: {
    name: words('Клиенты остаются', 'Customers stay'),
    metric: 'retention_rate',
    target: assumedTargets.regular ?? null,
    owner: 'success',
  },
});
