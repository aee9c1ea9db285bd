import { type FactKind, type FactShape, factKinds, factShapes, refusalColumns } from '../model/facts.ts';
import type { Mapping } from '../model/mapping.ts';
import { layoutProblems } from './problems.ts';

/** Files with the columns of the public contract, under their own names in any letter case and order. */
export type CanonicalFile = {
  kind: FactKind;
  mapping: Mapping;
  /** Columns the kind does not know and the file does not call attributes, as the file writes them. */
  unknown: readonly string[];
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

/** A repeated name is ` (2)` in a header; of a column of the contract there may be only one. */
const repeated = (name: string): string => name.replace(/ \(\d+\)$/, '');

const bind = (shape: FactShape, header: readonly string[]): CanonicalFile => {
  const canonical = known(shape);
  const columns: Mapping['outputs'][number]['columns'] = {};
  const attributes: Mapping['outputs'][number]['attributes'] = {};
  for (const cell of header) {
    const name = normal(cell);
    if ((refusalColumns as readonly string[]).includes(name)) continue;
    const isAgain = name in columns || (!canonical.has(name) && canonical.has(normal(repeated(cell))));
    if (isAgain) throw layoutProblems.duplicateColumn(normal(repeated(cell)));
    if (canonical.has(name)) columns[name] = { column: cell };
    else {
      const prefix = shape.prefix ?? '';
      attributes[prefix && name.startsWith(prefix) ? cell.slice(prefix.length) : cell] = { column: cell };
    }
  }
  const unknown = header.filter((cell) => !canonical.has(normal(cell)) && !isAside(normal(cell)));
  return {
    kind: shape.kind,
    mapping: {
      layout: 'canonical',
      outputs: [{ kind: shape.kind, columns, attributes }],
      keepRest: false,
      leaveOut: [],
      personal: {},
    },
    unknown,
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
    throw layoutProblems.severalKinds(fitting.map(({ kind }) => kind));
  if (best && fits.every(({ known }) => known.length <= best.known.length)) return best.kind;
  const closest = closestOf(fits);
  if (closest.length > 0) throw layoutProblems.unclearKind(closest, names.size);
  return null;
};

/**
 * What a file with the contract's columns is; null where no kind knows a column of it.
 *
 * Problems: `unclear_kind`, `missing_columns`, `several_kinds`, `duplicate_column`.
 */
export const canonicalFile = (header: readonly string[], as?: FactKind): CanonicalFile | null => {
  if (as) {
    const lacking = missing(factShapes[as], new Set(header.map(normal)));
    if (lacking.length > 0) throw layoutProblems.missingColumns(as, lacking);
    return bind(factShapes[as], header);
  }
  const kind = kindOf(header);
  return kind && bind(factShapes[kind], header);
};

/** Whether any kind has a column of this name: what tells a header from data. */
export const isCanonicalColumn = (name: string): boolean => {
  const wanted = normal(name);
  return wanted === 'updated_at' || factKinds.some((kind) => factShapes[kind].columns.some((c) => c.name === wanted));
};
