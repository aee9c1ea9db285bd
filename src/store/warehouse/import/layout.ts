import { type FactKind, type FactShape, factKinds, factShapes, refusalColumns } from '../../../model/facts.ts';
import { fileProblems } from './problems.ts';

/** Which column of a file is which column of a kind; what is no column of it is kept under a name of its own. */
export type Binding = {
  kind: FactKind;
  /** Canonical column → index in the file. */
  columns: ReadonlyMap<string, number>;
  /** Free attributes: name → index in the file, in the order of names, so that the order of a file's columns means nothing. */
  props: readonly { name: string; index: number }[];
  /** Columns the kind does not know and the file does not call attributes, as the file writes them. */
  unknown: readonly string[];
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

const prefixes = factKinds.flatMap((kind) => factShapes[kind].prefix ?? []);

/** Whether a column says itself that it is no kind's: a refusal's, or a free attribute. */
const isAside = (name: string): boolean =>
  name === '' ||
  (refusalColumns as readonly string[]).includes(name) ||
  prefixes.some((prefix) => name.startsWith(prefix));

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
  const unknown = header.filter((cell) => !canonical.has(normal(cell)) && !isAside(normal(cell)));
  return {
    kind: shape.kind,
    columns,
    props: sorted.map(([name, index]) => ({ name, index })),
    unknown: unknown.map((cell) => cell.trim()),
  };
};

/** How well a kind suits a header: the columns it knows, and the required ones that are not there. */
type Fit = { kind: FactKind; known: readonly string[]; lacking: readonly string[] };

const fitsOf = (names: ReadonlySet<string>): Fit[] =>
  factKinds.map((kind) => {
    const canonical = known(factShapes[kind]);
    return {
      kind,
      known: [...names].filter((name) => canonical.has(name)),
      lacking: missing(factShapes[kind], names),
    };
  });

/** The kinds a header is nearest to: those that know most of it, and lack least. */
const closestOf = (fits: readonly Fit[]): Fit[] =>
  fits
    .filter(({ known }) => known.some((name) => name !== 'updated_at'))
    .sort((a, b) => b.known.length - a.known.length || a.lacking.length - b.lacking.length)
    .slice(0, 3);

const knowsAllOf = (one: Fit, other: Fit): boolean => other.known.every((name) => one.known.includes(name));

/**
 * The kind of a header nobody named the kind of, or null where no kind knows a column of it.
 *
 * A kind fits where its required columns are there and it knows more than half of the columns. Of the kinds that fit it is the one that
 * knows all the others know, and it is none where a kind that lacks a required column would know more.
 */
const kindOf = (header: readonly string[]): FactKind | null => {
  const names = new Set(header.map(normal).filter((name) => !isAside(name)));
  const fits = fitsOf(names);
  const fitting = fits.filter(({ known, lacking }) => lacking.length === 0 && known.length * 2 > names.size);
  const widest = fitting.filter((one) => fitting.every((other) => knowsAllOf(one, other)));
  const [best] = widest;
  if (fitting.length > 0 && (!best || widest.length > 1))
    throw fileProblems.severalKinds(fitting.map(({ kind }) => kind));
  if (best && fits.every(({ known }) => known.length <= best.known.length)) return best.kind;
  const closest = closestOf(fits);
  if (closest.length > 0) throw fileProblems.unclearKind(closest, names.size);
  return null;
};

/** Files with the columns of the public contract, under their own names in any letter case and order. */
export const canonicalLayout: Layout = {
  id: 'canonical',
  recognise(header, _fileName, as) {
    if (as) {
      const lacking = missing(factShapes[as], new Set(header.map(normal)));
      if (lacking.length > 0) throw fileProblems.missingColumns(as, lacking);
      return bind(factShapes[as], header);
    }
    const kind = kindOf(header);
    return kind && bind(factShapes[kind], header);
  },
};

export const layouts: readonly Layout[] = [canonicalLayout];

/** Whether any kind has a column of this name: what tells a header from data, and one delimiter from another. */
export const isKnownColumn = (name: string): boolean => {
  const wanted = normal(name);
  return wanted === 'updated_at' || factKinds.some((kind) => factShapes[kind].columns.some((c) => c.name === wanted));
};

/** What a file with this header is and by which layout. Problems: `unknown_header`, `unclear_kind`, `missing_columns`, `several_kinds`, `duplicate_column`. */
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
