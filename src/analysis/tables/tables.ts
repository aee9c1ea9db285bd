import type { Sentence } from '../../model/problem.ts';
import type { DesignTable, Written } from './design-table.ts';
import { committeeTable, ideaTable, personaTable, rungTable, scenarioTable, segmentTable } from './input-tables.ts';
import { cellTable, edgeTable, journeyTable, stateTable, touchpointTable } from './journey-tables.ts';
import {
  assetTable,
  campaignTable,
  capacityTable,
  channelTable,
  findingTable,
  goalTable,
  peopleTable,
  processTable,
  raciTable,
  roleTable,
  stageTable,
  toolTable,
} from './organisation-tables.ts';
import { ruleTable } from './rule-table.ts';

/** Every table of the design by name, in the order it is read. */
export const designTables = {
  idea: { name: { ru: 'Идея', en: 'Idea' }, of: ideaTable },
  segments: { name: { ru: 'Сегменты', en: 'Segments' }, of: segmentTable },
  personas: { name: { ru: 'Персоны', en: 'Personas' }, of: personaTable },
  committees: { name: { ru: 'Закупочные комитеты', en: 'Buying committees' }, of: committeeTable },
  rungs: { name: { ru: 'Ступени ценности', en: 'Value rungs' }, of: rungTable },
  scenarios: { name: { ru: 'Сценарии', en: 'Scenarios' }, of: scenarioTable },
  goals: { name: { ru: 'Цели', en: 'Goals' }, of: goalTable },
  states: { name: { ru: 'Состояния решения', en: 'Decision states' }, of: stateTable },
  touchpoints: { name: { ru: 'Точки контакта', en: 'Touchpoints' }, of: touchpointTable },
  journeys: { name: { ru: 'Пути', en: 'Journeys' }, of: journeyTable },
  cells: { name: { ru: 'Клетки', en: 'Cells' }, of: cellTable },
  edges: { name: { ru: 'Переходы', en: 'Transitions' }, of: edgeTable },
  stages: { name: { ru: 'Стадии', en: 'Stages' }, of: stageTable },
  rules: { name: { ru: 'Правила', en: 'Rules' }, of: ruleTable },
  roles: { name: { ru: 'Роли', en: 'Roles' }, of: roleTable },
  people: { name: { ru: 'Люди', en: 'People' }, of: peopleTable },
  raci: { name: { ru: 'Ответственность', en: 'Responsibility' }, of: raciTable },
  processes: { name: { ru: 'Процессы', en: 'Processes' }, of: processTable },
  channels: { name: { ru: 'Каналы', en: 'Channels' }, of: channelTable },
  campaigns: { name: { ru: 'Кампании', en: 'Campaigns' }, of: campaignTable },
  tools: { name: { ru: 'Инструменты', en: 'Tools' }, of: toolTable },
  assets: { name: { ru: 'Активы', en: 'Assets' }, of: assetTable },
  findings: { name: { ru: 'Замечания', en: 'Findings' }, of: findingTable },
  capacity: { name: { ru: 'Загрузка', en: 'Capacity' }, of: capacityTable },
} as const satisfies Record<string, { name: Sentence; of: (written: Written) => DesignTable }>;
export type DesignTableName = keyof typeof designTables;
export const designTableNames = Object.keys(designTables) as DesignTableName[];
