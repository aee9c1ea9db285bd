import type { Sentence } from '../../model/problem.ts';

/** Every table of the design by name, in the order it is read. */
export const designTableTitles = {
  idea: { ru: 'Идея', en: 'Idea' },
  segments: { ru: 'Сегменты', en: 'Segments' },
  personas: { ru: 'Персоны', en: 'Personas' },
  committees: { ru: 'Закупочные комитеты', en: 'Buying committees' },
  rungs: { ru: 'Ступени ценности', en: 'Value rungs' },
  scenarios: { ru: 'Сценарии', en: 'Scenarios' },
  goals: { ru: 'Цели', en: 'Goals' },
  states: { ru: 'Состояния решения', en: 'Decision states' },
  touchpoints: { ru: 'Точки контакта', en: 'Touchpoints' },
  journeys: { ru: 'Пути', en: 'Journeys' },
  cells: { ru: 'Клетки', en: 'Cells' },
  edges: { ru: 'Переходы', en: 'Transitions' },
  stages: { ru: 'Стадии', en: 'Stages' },
  rules: { ru: 'Правила', en: 'Rules' },
  roles: { ru: 'Роли', en: 'Roles' },
  people: { ru: 'Люди', en: 'People' },
  raci: { ru: 'Ответственность', en: 'Responsibility' },
  actions: { ru: 'Действия', en: 'Actions' },
  processes: { ru: 'Процессы', en: 'Processes' },
  channels: { ru: 'Каналы', en: 'Channels' },
  campaigns: { ru: 'Кампании', en: 'Campaigns' },
  tools: { ru: 'Инструменты', en: 'Tools' },
  assets: { ru: 'Активы', en: 'Assets' },
  proofs: { ru: 'Проверки', en: 'Proofs' },
  structure: { ru: 'Структура', en: 'Structure' },
  budget: { ru: 'Бюджет', en: 'Budget' },
  difference: { ru: 'Что поменять', en: 'What to change' },
  findings: { ru: 'Замечания', en: 'Findings' },
  capacity: { ru: 'Загрузка', en: 'Capacity' },
} as const satisfies Record<string, Sentence>;
export type DesignTableName = keyof typeof designTableTitles;
export const designTableNames = Object.keys(designTableTitles) as DesignTableName[];
