import type { FactKind } from '../../../../model/facts.ts';
import type { InspectedTable } from '../../../../model/importing.ts';
import type { Sentence } from '../../../../model/problem.ts';
import type { Say } from '../../../i18n/language.ts';

/** Layouts that are no program's: Conveyor's own columns, and columns matched freely. */
export const ownLayouts = ['canonical', 'free'] as const;

/** What a table is called: by its program, or by what its rows are. */
export const tableName = (table: InspectedTable, t: Say, say: (sentence: Sentence) => string): string => {
  if (table.layout) return say(table.layout.name);
  const kinds = kindsOf(table);
  if (table.mapping === null) return t('importing.what.unknown');
  const kind = kinds.map((each) => t(`data.kinds.${each}`).toLowerCase()).join(', ');
  return t(table.mapping.layout === 'canonical' ? 'importing.what.canonical' : 'importing.what.free', { kind });
};

/** The kinds of facts a table's rows become, each once. */
export const kindsOf = (table: InspectedTable): FactKind[] => [
  ...new Set(table.mapping?.outputs.map(({ kind }) => kind) ?? []),
];
