import {
  type Attribution,
  attribute,
  type CreditInterval,
  creditIntervals,
} from '../analysis/attribution/attribution.ts';
import type { Paths } from '../analysis/attribution/paths.ts';
import { type AttributionModel, attributionModels } from '../model/attribution.ts';
import type { Sentence } from '../model/problem.ts';
import type { TaskProgress } from './threads.ts';

export type CreditMaterial = {
  paths: Paths;
  options: { model: AttributionModel; order: number; nulls: boolean };
  /** How often customers are drawn anew for intervals; null where nobody asks for them. */
  draws: number | null;
  /** Whether every model is to be told beside. */
  compare: boolean;
};

export type Credited = { found: Attribution; intervals: CreditInterval[] | null; models: Attribution[] | null };

const steps: Record<'dividing' | 'drawing' | 'comparing', Sentence> = {
  dividing: { ru: 'Атрибуция: делю результаты', en: 'Attribution: dividing results' },
  drawing: { ru: 'Атрибуция: интервалы', en: 'Attribution: intervals' },
  comparing: { ru: 'Атрибуция: все модели рядом', en: 'Attribution: all models side by side' },
};

/** Divides results among what the paths met, with intervals and all models beside where they are asked for. */
export const credit = (
  { paths, options, draws, compare }: CreditMaterial,
  onProgress: (now: TaskProgress) => void = () => {},
): Credited => {
  onProgress({ share: 0, step: steps.dividing });
  const found = attribute(paths, options);
  onProgress({ share: 0.2, step: steps.drawing });
  const intervals = draws === null ? null : creditIntervals(paths, { ...options, draws });
  onProgress({ share: 0.8, step: steps.comparing });
  const models = compare ? attributionModels.map((model) => attribute(paths, { ...options, model })) : null;
  return { found, intervals, models };
};
