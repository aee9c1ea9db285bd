import { type FactKind, type FactShape, factKinds, factShapes, refusalColumns } from '../../../model/facts.ts';
import { fileProblems } from './problems.ts';

/** Which column of a file is which column of a kind; what is no column of it is kept under a name of its own. */
export type Binding = {
  kind: FactKind;
  /** Canonical column → index in the file. */
  columns: ReadonlyMap<string, number>;
  /** Free attributes: name → index in the file, in the order of names, so that the order of a file's columns means nothing. */
  props: readonly { name: string; index: number }[];
};

/**
 * A way files look, e.g. the canonical columns or one program's export.
 *
 * `recognise` says what a file with this header is, or null if it is none of this layout's; it throws a `Problem` where it
 * is but can't be taken.
 */
export type Layout = {
  id: string;
  recognise(header: readonly string[], fileName: string, as?: FactKind): Binding | null;
};

const normal = (name: string): string => name.trim().toLowerCase();

const known = (shape: FactShape): Set<string> => new Set([...shape.columns.map(({ name }) => name), 'updated_at']);

const missing = (shape: FactShape, header: ReadonlySet<string>): string[] => {
  const columns = shape.columns.filter(({ name, required }) => required && !header.has(name)).map(({ name }) => name);
  if (shape.anyOf && !shape.anyOf.some((name) => header.has(name))) columns.push(shape.anyOf.join(' / '));
  return columns;
};

const bind = (shape: FactShape, header: readonly string[]): Binding => {
  const canonical = known(shape);
  const columns = new Map<string, number>();
  const props = new Map<string, number>();
  header.forEach((cell, index) => {
    const name = normal(cell);
    if ((refusalColumns as readonly string[]).includes(name)) return;
    if (canonical.has(name)) {
      if (columns.has(name)) throw fileProblems.duplicateColumn(name);
      columns.set(name, index);
      return;
    }
    const prefix = shape.prefix ?? '';
    const free =
      (prefix && name.startsWith(prefix) ? cell.trim().slice(prefix.length) : cell.trim()) || `column ${index + 1}`;
    let unique = free;
    for (let n = 2; props.has(unique); n += 1) unique = `${free} (${n})`;
    props.set(unique, index);
  });
  const sorted = [...props].sort(([a], [b]) => (a < b ? -1 : 1));
  return { kind: shape.kind, columns, props: sorted.map(([name, index]) => ({ name, index })) };
};

/**
 * Files with the columns of the public contract, under their own names in any letter case and order.
 *
 * The kind is the one whose required columns are all there and which knows the most of the header's columns.
 */
export const canonicalLayout: Layout = {
  id: 'canonical',
  recognise(header, _fileName, as) {
    const names = new Set(header.map(normal));
    if (as) {
      const lacking = missing(factShapes[as], names);
      if (lacking.length > 0) throw fileProblems.missingColumns(as, lacking);
      return bind(factShapes[as], header);
    }
    const scores = factKinds
      .filter((kind) => missing(factShapes[kind], names).length === 0)
      .map((kind) => ({ kind, score: [...known(factShapes[kind])].filter((name) => names.has(name)).length }));
    const best = Math.max(0, ...scores.map(({ score }) => score));
    const kinds = scores.filter(({ score }) => score === best).map(({ kind }) => kind);
    const [kind] = kinds;
    if (!kind) return null;
    if (kinds.length > 1) throw fileProblems.severalKinds(kinds);
    return bind(factShapes[kind], header);
  },
};

export const layouts: readonly Layout[] = [canonicalLayout];

/** Whether any kind has a column of this name: what tells a header from data, and one delimiter from another. */
export const isKnownColumn = (name: string): boolean => {
  const wanted = normal(name);
  return wanted === 'updated_at' || factKinds.some((kind) => factShapes[kind].columns.some((c) => c.name === wanted));
};

/** What a file with this header is and by which layout. Problems: `unknown_header`, `missing_columns`, `several_kinds`, `duplicate_column`. */
export const recognise = (
  header: readonly string[],
  fileName: string,
  as?: FactKind,
): { layout: string; binding: Binding } => {
  for (const layout of layouts) {
    const binding = layout.recognise(header, fileName, as);
    if (binding) return { layout: layout.id, binding };
  }
  throw fileProblems.noHeader(header);
};
