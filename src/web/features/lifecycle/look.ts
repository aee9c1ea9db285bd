import type { RevenueClass, StageOrOverlay, SuccessClass } from '../../../model/stages.ts';
import type { Hue } from '../../kit/tokens.ts';

/** What colour each stage has, everywhere. */
export const hueOfStage: Record<StageOrOverlay, Hue> = {
  audience: 'acquire',
  contact: 'acquire',
  qualified: 'acquire',
  opportunity: 'acquire',
  new: 'result',
  activated: 'result',
  regular: 'retain',
  developed: 'develop',
  advocate: 'develop',
  at_risk: 'return',
  lost: 'return',
  winback: 'return',
};

export const hueOfClass: Record<SuccessClass, Hue> = {
  acquisition: 'acquire',
  activation: 'result',
  retention: 'retain',
  development: 'develop',
  winback: 'return',
};

export const hueOfRevenue: Record<RevenueClass, Hue> = {
  first: 'acquire',
  regular: 'retain',
  development: 'develop',
  winback: 'return',
};
