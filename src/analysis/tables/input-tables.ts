import { salesTypesWords } from '../blueprint/sales-types.ts';
import { committeeWords, ideaWords } from '../sheets/words.ts';
import { column, type DesignTable, joined, tableOf, type Written, writerOf } from './design-table.ts';

const perWords = {
  sale: { ru: 'продажу', en: 'sale' },
  month: { ru: 'месяц', en: 'month' },
  year: { ru: 'год', en: 'year' },
};

export const ideaTable = (written: Written): DesignTable => {
  const { words, of } = writerOf(written);
  return tableOf(written, 'idea', [
    column('key', (thing) => of(ideaWords, thing.key)),
    column('text', (thing) => words(thing.text)),
    column('synonyms', (thing) => joined(thing.synonyms)),
  ]);
};

export const segmentTable = (written: Written): DesignTable => {
  const { words } = writerOf(written);
  return tableOf(written, 'segments', [
    column('name', (thing) => words(thing.name)),
    column('names', (thing) => joined(thing.names)),
    column('salesTypes', (thing) => salesTypesWords(thing.salesTypes, '; ')[written.language]),
    column({ ru: 'Клиентов на рынке', en: 'Customers in the market' }, ({ potential }) => potential.customers),
    column({ ru: 'Покупок в год', en: 'Purchases a year' }, ({ potential }) => potential.purchasesYear),
    column({ ru: 'Цена покупки', en: 'Price of a purchase' }, ({ potential }) => potential.price),
    column({ ru: 'Доля достижимых', en: 'Reachable part' }, ({ potential }) => potential.reachable),
    column({ ru: 'Доля, которую возьмём', en: 'Part to be won' }, ({ potential }) => potential.winnable),
    column('source', ({ potential }) => potential.source),
    column('note', (thing) => words(thing.note)),
  ]);
};

export const personaTable = (written: Written): DesignTable => {
  const { words, named } = writerOf(written);
  return tableOf(written, 'personas', [
    column('name', (thing) => words(thing.name)),
    column('segment', (thing) => named('segments', thing.segment)),
    column('goals', (thing) => words(thing.goals)),
    column('fears', (thing) => words(thing.fears)),
    column('criteria', (thing) => words(thing.criteria)),
    column('habits', (thing) => words(thing.habits)),
  ]);
};

/** One row for each member of each committee. */
export const committeeTable = (written: Written): DesignTable => {
  const { named, all, words, of } = writerOf(written);
  const { blueprint, language } = written;
  const ru = language === 'ru';
  return {
    header: ru
      ? ['Комитет', 'Сегмент', 'Роль', 'Персоны', 'Другие', 'Вес', 'Доля решений', 'id']
      : ['Committee', 'Segment', 'Role', 'Personas', 'Others', 'Weight', 'Part of decisions', 'id'],
    rows: Object.entries(blueprint.committees).flatMap(([id, committee]) =>
      committee.members.map((member) => [
        named('committees', id),
        named('segments', committee.segment),
        of(committeeWords, member.role),
        all('personas', member.personas),
        words(member.others),
        member.weight,
        member.share,
        id,
      ]),
    ),
  };
};

export const rungTable = (written: Written): DesignTable => {
  const { words, all, of } = writerOf(written);
  return tableOf(written, 'rungs', [
    column('name', (thing) => words(thing.name)),
    column('level', (thing) => thing.level),
    column('products', (thing) => joined(thing.products)),
    column('goal', (thing) => words(thing.goal)),
    column('resultKind', (thing) => thing.resultKind),
    column('price', (thing) => thing.price),
    column('per', (thing) => of(perWords, thing.per)),
    column('margin', (thing) => thing.margin),
    column('prerequisites', (thing) => all('rungs', thing.prerequisites)),
    column({ ru: 'Лучшая замена', en: 'Next best alternative' }, ({ value }) => words(value.referenceName)),
    column({ ru: 'Её цена', en: 'Its price' }, ({ value }) => value.reference),
    column({ ru: 'Мы лучше на', en: 'Better by' }, ({ value }) =>
      value.better.length === 0 ? null : value.better.reduce((sum, { amount }) => sum + amount, 0),
    ),
    column({ ru: 'Мы хуже на', en: 'Worse by' }, ({ value }) =>
      value.worse.length === 0 ? null : value.worse.reduce((sum, { amount }) => sum + amount, 0),
    ),
  ]);
};

export const scenarioTable = (written: Written): DesignTable => {
  const { words } = writerOf(written);
  return tableOf(written, 'scenarios', [
    column('name', (thing) => words(thing.name)),
    column('text', (thing) => words(thing.text)),
    column('due', (thing) => thing.due),
  ]);
};
