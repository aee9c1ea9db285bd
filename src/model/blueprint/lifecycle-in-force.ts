import { z } from 'zod';

const Kinds = z.array(z.string());
const Days = z.number().int().positive();

/** Settings that stages of the published design may decide instead. */
export const designedSettings = [
  'activation_kinds',
  'winback_kinds',
  'risk_kinds',
  'referral_kinds',
  'qualified_kinds',
  'lost_after_days',
  'at_risk_after_days',
] as const;
export type DesignedSetting = (typeof designedSettings)[number];

/**
 * What the published design decides of the lifecycle in place of the settings of the same names; what it leaves open is not there.
 *
 * `windows` are those of segments as facts write them; they stand above what is set or computed.
 */
export const LifecycleInForce = z.object({
  version: z.number().int().positive(),
  at: z.iso.datetime(),
  activation_kinds: Kinds.optional(),
  winback_kinds: Kinds.optional(),
  risk_kinds: Kinds.optional(),
  referral_kinds: Kinds.optional(),
  qualified_kinds: Kinds.optional(),
  lost_after_days: Days.optional(),
  at_risk_after_days: Days.optional(),
  windows: z.array(z.object({ segment: z.string(), lostAfterDays: Days.nullable(), atRiskAfterDays: Days.nullable() })),
});
export type LifecycleInForce = z.infer<typeof LifecycleInForce>;
