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

/** The question as the method asks it. */
export const questionTexts: Record<QuestionNumber, Sentence> = {
  1: {
    ru: 'Знают ли сотрудники продаж и маркетинга, в чём Идея вашего бизнеса и какую основную ценность компания обеспечивает клиентам?',
    en: 'Do the people of sales and marketing know the Idea of your business and the main value it gives its customers?',
  },
  2: {
    ru: 'Определены ли целевые рынки, сегменты, персоны и типовые «закупочные» комитеты?',
    en: 'Are target markets, segments, personas and typical buying committees defined?',
  },
  3: {
    ru: 'Есть ли продуманный «клиентский путь», и описывают ли его сотрудники одинаково для разных сегментов и персон?',
    en: 'Is there a thought-through customer’s journey, and do people describe it alike for each segment and persona?',
  },
  4: {
    ru: 'Закреплены ли зоны ответственности за каждую стадию жизненного цикла клиентов?',
    en: 'Is responsibility fixed for every stage of the customers’ lifecycle?',
  },
  5: {
    ru: 'Есть ли в показателях эффективности продаж ROS — возврат на инвестиции в продажи?',
    en: 'Is ROS, the return on sales investment, among the KPIs of sales?',
  },
  6: {
    ru: 'Есть ли в показателях эффективности маркетинга ROMI — возврат на инвестиции в маркетинг — и NMC — вклад маркетинга в валовую прибыль?',
    en: 'Are ROMI, the return on marketing investment, and NMC, net marketing contribution, among the KPIs of marketing?',
  },
  7: { ru: 'Сколько процессов продаж в вашей компании?', en: 'How many sales processes does your company have?' },
  8: {
    ru: 'Сколько продуктов в ассортименте и сколько маркетинговых кампаний в месяц запускает отдел маркетинга?',
    en: 'How many products are in the range, and how many campaigns a month does marketing run?',
  },
  9: {
    ru: 'Какова средняя стоимость привлечения, выведения на результат, удержания, развития и возврата одного клиента?',
    en: 'What does it cost on average to acquire, bring to a result, retain, develop and win back one customer?',
  },
  10: { ru: 'Каков средний показатель CLTV в вашей компании?', en: 'What is the average CLTV of your company?' },
};
