import type { StageOrOverlay } from '../../../model/stages.ts';
import { hueColor } from '../../kit/tokens.ts';
import { hueOfStage } from '../lifecycle/look.ts';

/** How strongly a stage wears its hue, so that neighbours of one hue can be told apart. */
const strength: Partial<Record<StageOrOverlay, number>> = {
  audience: 35,
  contact: 52,
  qualified: 72,
  new: 68,
  at_risk: 55,
  winback: 78,
};

/** A stage's ground on the track: its hue, paler where another stage of the same hue is further on. */
export const stageColor = (stage: StageOrOverlay): string =>
  `color-mix(in oklab, ${hueColor(hueOfStage[stage])} ${strength[stage] ?? 100}%, var(--surface))`;
