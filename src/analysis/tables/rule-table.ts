import type { FactTest } from '../../model/blueprint/inputs.ts';
import type { EvidenceRule } from '../../model/blueprint/journey.ts';
import type { Sentence } from '../../model/problem.ts';
import { column, type DesignTable, joined, tableOf, type Written, writerOf } from './design-table.ts';

const testWords: Record<FactTest['is'], Sentence> = {
  equals: { ru: '=', en: '=' },
  not_equals: { ru: '≠', en: '≠' },
  contains: { ru: 'содержит', en: 'contains' },
  starts_with: { ru: 'начинается с', en: 'starts with' },
  at_least: { ru: '≥', en: '≥' },
  at_most: { ru: '≤', en: '≤' },
  empty: { ru: 'пусто', en: 'is empty' },
  filled: { ru: 'заполнено', en: 'is filled' },
};

const factWords: Record<EvidenceRule['fact'], Sentence> = {
  interaction: { ru: 'взаимодействие', en: 'interaction' },
  deal: { ru: 'сделка', en: 'deal' },
  order: { ru: 'заказ', en: 'order' },
};

/** Rules from facts to the journey, in the order they are tried. */
export const ruleTable = (written: Written): DesignTable => {
  const { words, named, of } = writerOf(written);
  const test = ({ field, is, values }: FactTest): string =>
    [field, of(testWords, is), values.join(' | ')].filter((part) => part !== '').join(' ');
  return tableOf(written, 'rules', [
    column('name', (thing) => words(thing.name)),
    column('fact', (thing) => of(factWords, thing.fact)),
    column('when', (thing) => joined(thing.when.map(test))),
    column('touchpoint', (thing) => named('touchpoints', thing.touchpoint)),
    column('cell', (thing) => named('cells', thing.cell)),
    column('states', (thing) => joined(thing.states.map(({ state, weight }) => `${named('states', state)} ${weight}`))),
    column('stage', (thing) => named('stages', thing.stage)),
    column({ ru: 'С какого дня', en: 'From the day' }, (thing) => thing.from),
  ]);
};
