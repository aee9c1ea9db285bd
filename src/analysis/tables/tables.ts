import { capacityTable } from './capacity-table.ts';
import { actionTable, budgetTable, differenceTable, proofTable, structureTable } from './derived-tables.ts';
import type { DesignTable, Written } from './design-table.ts';
import { committeeTable, ideaTable, personaTable, rungTable, scenarioTable, segmentTable } from './input-tables.ts';
import { cellTable, edgeTable, journeyTable, stateTable, touchpointTable } from './journey-tables.ts';
import {
  assetTable,
  campaignTable,
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
import type { DesignTableName } from './titles.ts';
import { coverageTable, pathTable, projectionTable, reliefTable, unmappedTable } from './view-tables.ts';

/** How every table of the design is written. */
export const designTables: Record<DesignTableName, (written: Written) => DesignTable> = {
  idea: ideaTable,
  segments: segmentTable,
  personas: personaTable,
  committees: committeeTable,
  rungs: rungTable,
  scenarios: scenarioTable,
  goals: goalTable,
  states: stateTable,
  touchpoints: touchpointTable,
  journeys: journeyTable,
  cells: cellTable,
  edges: edgeTable,
  coverage: coverageTable,
  projection: projectionTable,
  paths: pathTable,
  stages: stageTable,
  rules: ruleTable,
  unmapped: unmappedTable,
  roles: roleTable,
  people: peopleTable,
  raci: raciTable,
  actions: actionTable,
  processes: processTable,
  channels: channelTable,
  campaigns: campaignTable,
  tools: toolTable,
  assets: assetTable,
  proofs: proofTable,
  structure: structureTable,
  budget: budgetTable,
  difference: differenceTable,
  findings: findingTable,
  capacity: capacityTable,
  relief: reliefTable,
};
