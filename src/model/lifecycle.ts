import { z } from 'zod';
import type { Sentence } from './problem.ts';

/** Stages of the commercial relation, in the order of the conveyor. `advocate` lies over the others. */
export const stages = [
  'audience',
  'contact',
  'qualified',
  'opportunity',
  'new',
  'activated',
  'regular',
  'developed',
  'at_risk',
  'lost',
  'winback',
] as const;
export const Stage = z.enum(stages);
export type Stage = z.infer<typeof Stage>;

/** The overlay beside the stages: a customer who recommended within the last twelve months. */
export const advocate = 'advocate';
export const StageOrOverlay = z.enum([...stages, advocate]);
export type StageOrOverlay = z.infer<typeof StageOrOverlay>;

/** Stages of customers who bought and are not lost. */
export const activeStages: readonly Stage[] = ['new', 'activated', 'regular', 'developed', 'at_risk'];

export const stageNames: Record<StageOrOverlay, Sentence> = {
  audience: { ru: 'Аудитория', en: 'Audience' },
  contact: { ru: 'Контакты', en: 'Contacts' },
  qualified: { ru: 'Подходят', en: 'Qualified' },
  opportunity: { ru: 'Сделки', en: 'Opportunities' },
  new: { ru: 'Новые клиенты', en: 'New customers' },
  activated: { ru: 'На результате', en: 'Reached a result' },
  regular: { ru: 'Постоянные', en: 'Regular' },
  developed: { ru: 'Растут', en: 'Developed' },
  advocate: { ru: 'Рекомендуют', en: 'Advocates' },
  at_risk: { ru: 'Под угрозой', en: 'At risk' },
  lost: { ru: 'Потеряны', en: 'Lost' },
  winback: { ru: 'Возвращаем', en: 'In win-back' },
};

/** Classes of work a cost belongs to; the first five have successes. */
export const costClasses = [
  'acquisition',
  'activation',
  'retention',
  'development',
  'winback',
  'shared',
  'outside',
] as const;
export const CostClass = z.enum(costClasses);
export type CostClass = z.infer<typeof CostClass>;
export const successClasses = ['acquisition', 'activation', 'retention', 'development', 'winback'] as const;
export type SuccessClass = (typeof successClasses)[number];

export const costFunctions = ['marketing', 'sales', 'success', 'management'] as const;
export const CostFunction = z.enum(costFunctions);
export type CostFunction = z.infer<typeof CostFunction>;

/** Classes of revenue by order line. */
export const revenueClasses = ['first', 'regular', 'development', 'winback'] as const;
export const RevenueClass = z.enum(revenueClasses);
export type RevenueClass = z.infer<typeof RevenueClass>;

/** The cost class whose work a class of revenue pays back; used where costs are spread by revenue. */
export const classOfRevenue: Record<RevenueClass, SuccessClass> = {
  first: 'acquisition',
  regular: 'retention',
  development: 'development',
  winback: 'winback',
};

/** What proves that a customer entered a stage or that a success happened. */
export const evidenceKinds = ['customer', 'person', 'interaction', 'deal', 'order_line', 'contract', 'timer'] as const;
export const EvidenceKind = z.enum(evidenceKinds);
export type EvidenceKind = z.infer<typeof EvidenceKind>;
