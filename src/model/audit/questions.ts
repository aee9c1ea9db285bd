import { z } from 'zod';
import type { Sentence } from '../problem.ts';

/** The ten questions that tell how strong a company's marketing and sales are, in the method's order. */
export const questionNumbers = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;
export const QuestionNumber = z.union([
  z.literal(1),
  z.literal(2),
  z.literal(3),
  z.literal(4),
  z.literal(5),
  z.literal(6),
  z.literal(7),
  z.literal(8),
  z.literal(9),
  z.literal(10),
]);
export type QuestionNumber = z.infer<typeof QuestionNumber>;

/** A short name for a tab or a row. */
export const questionNames: Record<QuestionNumber, Sentence> = {
  1: { ru: 'Идея и главная ценность', en: 'Idea and main value' },
  2: { ru: 'Рынки, сегменты, персоны', en: 'Markets, segments, personas' },
  3: { ru: 'Путь клиента', en: 'Customer’s journey' },
  4: { ru: 'Ответственность за стадии', en: 'Responsibility for stages' },
  5: { ru: 'ROS в показателях продаж', en: 'ROS among sales KPIs' },
  6: { ru: 'ROMI и NMC в показателях маркетинга', en: 'ROMI and NMC among marketing KPIs' },
  7: { ru: 'Процессы продаж', en: 'Sales processes' },
  8: { ru: 'Продукты и кампании', en: 'Products and campaigns' },
  9: { ru: 'Пять стоимостей', en: 'Five unit costs' },
  10: { ru: 'CLTV', en: 'CLTV' },
};

/** 0 no answer or contradictory · 1 in someone's head · 2 written, complete, dated, owned · 3 used in work and measured · 4 managed. */
export const Score = z.number().int().min(0).max(4);
