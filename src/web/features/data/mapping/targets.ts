import { type FactKind, factKinds, factShapes } from '../../../../model/facts.ts';
import type { Mapping } from '../../../../model/mapping.ts';

/** The outputs of a mapping, each with its number among those of its kind. */
export const outputsOf = (mapping: Mapping): { output: Mapping['outputs'][number]; nth: number }[] => {
  const seen = new Map<FactKind, number>();
  return mapping.outputs.map((output) => {
    const nth = seen.get(output.kind) ?? 0;
    seen.set(output.kind, nth + 1);
    return { output, nth };
  });
};

/** Columns of a kind a file's column can be put into. */
export const columnsOfKind = (kind: FactKind): readonly string[] => [
  ...factShapes[kind].columns.map(({ name }) => name),
  'updated_at',
];

/** Kinds a mapping gives first, then the others: a row may tell of more than what was recognised. */
export const kindsFor = (mapping: Mapping): { given: FactKind[]; other: FactKind[] } => {
  const given = [...new Set(mapping.outputs.map(({ kind }) => kind))];
  return { given, other: factKinds.filter((kind) => !given.includes(kind)) };
};

/** The words a column of facts allows, where that is a closed list. */
export const allowedWords = (kind: FactKind, column: string): readonly string[] | null => {
  const type = factShapes[kind].columns.find(({ name }) => name === column)?.type;
  return typeof type === 'object' ? type.oneOf : null;
};
