import { factWords, testInWords } from '../blueprint/test-fields.ts';
import { column, type DesignTable, joined, tableOf, type Written, writerOf } from './design-table.ts';

/** Rules from facts to the journey, in the order they are tried. */
export const ruleTable = (written: Written): DesignTable => {
  const { words, named, of } = writerOf(written);
  return tableOf(written, 'rules', [
    column('name', (thing) => words(thing.name)),
    column('fact', (thing) => of(factWords, thing.fact)),
    column('when', (thing) => joined(thing.when.map((test) => testInWords(test)[written.language]))),
    column('touchpoint', (thing) => named('touchpoints', thing.touchpoint)),
    column('cell', (thing) => named('cells', thing.cell)),
    column('states', (thing) => joined(thing.states.map(({ state, weight }) => `${named('states', state)} ${weight}`))),
    column('stage', (thing) => named('stages', thing.stage)),
    column({ ru: 'С какого дня', en: 'From the day' }, (thing) => thing.from),
  ]);
};
