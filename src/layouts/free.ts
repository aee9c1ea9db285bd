import type { Layout } from './layout.ts';

/** No program's layout: columns are matched by their names and contents, and a person confirms what came out. */
export const freeLayout: Layout = {
  id: 'free',
  name: { ru: 'Свои столбцы', en: 'Own columns' },
  export: { ru: 'Любая таблица', en: 'Any table' },
  references: [],
  known: 'described',
  source: 'main',
  fields: {},
  needs: [],
  telling: [],
  outputs: [],
};
