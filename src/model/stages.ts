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
export type Stage = (typeof stages)[number];

/** The overlay beside the stages: a customer who recommended within the last twelve months. */
export const advocate = 'advocate';
export const stagesAndOverlay = [...stages, advocate] as const;
export type StageOrOverlay = (typeof stagesAndOverlay)[number];

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
export type CostClass = (typeof costClasses)[number];
export const successClasses = ['acquisition', 'activation', 'retention', 'development', 'winback'] as const;
export type SuccessClass = (typeof successClasses)[number];

export const costFunctions = ['marketing', 'sales', 'success', 'management'] as const;
export type CostFunction = (typeof costFunctions)[number];

/** Classes of revenue by order line. */
export const revenueClasses = ['first', 'regular', 'development', 'winback'] as const;
export type RevenueClass = (typeof revenueClasses)[number];

/** The cost class whose work a class of revenue pays back; used where costs are spread by revenue. */
export const classOfRevenue: Record<RevenueClass, SuccessClass> = {
  first: 'acquisition',
  regular: 'retention',
  development: 'development',
  winback: 'winback',
};

/** What proves that a customer entered a stage or that a success happened. */
export const evidenceKinds = ['customer', 'person', 'interaction', 'deal', 'order_line', 'contract', 'timer'] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];
