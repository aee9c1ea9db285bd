import type { Sentence } from '../../../model/problem.ts';

/** Competences by short name; one text for both languages, because people are matched with work by it. */
export const competence = {
  research: 'интервью с клиентами / customer interviews',
  writing: 'тексты и съёмка / writing and filming',
  advertising: 'настройка рекламы / advertising',
  webAnalytics: 'веб-аналитика / web analytics',
  budget: 'планирование и бюджет / planning and budget',
  needs: 'разбор потребности / needs analysis',
  negotiation: 'переговоры / negotiation',
  product: 'знание продукта / product knowledge',
  economics: 'расчёт окупаемости / business case',
  leading: 'руководство людьми / leading people',
  installation: 'запуск и обучение / start-up and training',
  service: 'сервис / service',
  accounts: 'план развития клиента / account planning',
  partners: 'работа с партнёрами / working with partners',
  merchandising: 'выкладка и карточки товара / merchandising and listings',
  documents: 'договоры и документы / contracts and documents',
  data: 'анализ данных / data analysis',
} as const;

/** A competence in the reader's language: «по-русски / in English» is told in its half, anything else as it is written. */
export const competenceWords = (written: string): Sentence => {
  const halves = written.split(' / ');
  const [ru = written, en = written] = halves.length === 2 ? halves : [];
  return { ru, en };
};
