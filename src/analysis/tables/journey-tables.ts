import { completenessOf } from '../blueprint/completeness.ts';
import { competenceWords } from '../blueprint/defaults/competences.ts';
import { endName } from '../blueprint/names.ts';
import { salesTypesWords } from '../blueprint/sales-types.ts';
import { statusOf } from '../blueprint/status.ts';
import { stageOfCell } from '../organisation/cell-stage.ts';
import {
  classWords,
  committeeWords,
  edgeWords,
  forceWords,
  modeWords,
  ownershipWords,
  phaseWords,
  statusWords,
} from '../sheets/words.ts';
import { column, type DesignTable, joined, tableOf, type Written, writerOf } from './design-table.ts';

export const stateTable = (written: Written): DesignTable => {
  const { words, of } = writerOf(written);
  return tableOf(written, 'states', [
    column('name', (thing) => words(thing.name)),
    column('question', (thing) => words(thing.question)),
    column('phase', (thing) => of(phaseWords, thing.phase)),
  ]);
};

export const touchpointTable = (written: Written): DesignTable => {
  const { words, named, of } = writerOf(written);
  return tableOf(written, 'touchpoints', [
    column('name', (thing) => words(thing.name)),
    column('channel', (thing) => named('channels', thing.channel)),
    column('ownership', (thing) => of(ownershipWords, thing.ownership)),
  ]);
};

export const journeyTable = (written: Written): DesignTable => {
  const { words, named, all, of } = writerOf(written);
  return tableOf(written, 'journeys', [
    column('name', (thing) => words(thing.name)),
    column('segment', (thing) => named('segments', thing.segment)),
    column('mode', (thing) => of(modeWords, thing.mode)),
    column('replaces', (thing) => named('journeys', thing.replaces)),
    column('rungs', (thing) => all('rungs', thing.rungs)),
    column('salesTypes', (thing) => salesTypesWords(thing.salesTypes, '; ')[written.language]),
    column('states', (thing) => all('states', thing.states)),
    column('touchpoints', (thing) => all('touchpoints', thing.touchpoints)),
    column('note', (thing) => words(thing.note)),
  ]);
};

/** Every attribute of every cell, its status and how much of it is filled in. */
export const cellTable = (written: Written): DesignTable => {
  const { words, named, all, of } = writerOf(written);
  const { blueprint, asOf } = written;
  return tableOf(written, 'cells', [
    column('journey', (cell) => named('journeys', cell.journey)),
    column('state', (cell) => named('states', cell.state)),
    column('touchpoint', (cell) => named('touchpoints', cell.touchpoint)),
    column('stage', (cell) => named('stages', stageOfCell(blueprint, cell))),
    column('personas', (cell) => all('personas', cell.personas)),
    column('committee', (cell) => joined(cell.committee.map((role) => of(committeeWords, role)))),
    column('goal', (cell) => words(cell.goal)),
    column('question', (cell) => words(cell.question)),
    column('emotion', (cell) => cell.emotion),
    column('barrier', (cell) => words(cell.barrier)),
    column('force', (cell) => of(forceWords, cell.force)),
    column('argument', (cell) => words(cell.argument)),
    column('proof', (cell) => words(cell.proof)),
    column('assets', (cell) => all('assets', cell.assets)),
    column('content', (cell) => words(cell.content)),
    column('ourAction', (cell) => words(cell.ourAction)),
    column('customerAction', (cell) => words(cell.customerAction)),
    column('responsible', (cell) => named('roles', cell.responsible)),
    column('accountable', (cell) => named('roles', cell.accountable)),
    column('competences', (cell) => joined(cell.competences.map((each) => competenceWords(each)[written.language]))),
    column('costPerVisit', (cell) => cell.costPerVisit),
    column('hoursPerVisit', (cell) => cell.hoursPerVisit),
    column('rework', (cell) => cell.rework),
    column('costClass', (cell) => of(classWords, cell.costClass)),
    column('volumeMonth', (cell) => cell.volumeMonth),
    column('dwellDays', (cell) => cell.dwellDays),
    column('slaHours', (cell) => cell.slaHours),
    column('visitKinds', (cell) => joined(cell.visitKinds)),
    column('exitKinds', (cell) => joined(cell.exitKinds)),
    column('inputs', (cell) => joined(cell.inputs.map(({ kind, id }) => named(kind, id)))),
    column({ ru: 'Статус', en: 'Status' }, (_, id) => of(statusWords, statusOf(blueprint, `cell:${id}`, asOf).status)),
    column(
      { ru: 'Обязательного заполнено из 9', en: 'Mandatory filled of 9' },
      (cell, id) => completenessOf(blueprint, id, cell).filled,
    ),
  ]);
};

export const edgeTable = (written: Written): DesignTable => {
  const { words, named, of, yes } = writerOf(written);
  const { blueprint, language } = written;
  return tableOf(written, 'edges', [
    column('journey', (edge) => named('journeys', edge.journey)),
    column('from', (edge) => endName(blueprint, edge.from)[language]),
    column('to', (edge) => endName(blueprint, edge.to)[language]),
    column('kind', (edge) => of(edgeWords, edge.kind)),
    column('condition', (edge) => words(edge.condition)),
    column('probability', (edge) => edge.probability),
    column('dwellDays', (edge) => edge.dwellDays),
    column('isMilestone', (edge) => yes(edge.isMilestone)),
    column('handoffHours', (edge) => edge.handoffHours),
  ]);
};
