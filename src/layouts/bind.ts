import { type FactShape, factShapes } from '../model/facts.ts';
import type { Condition, Mapping, Output, Value, VatRates } from '../model/mapping.ts';
import type { Field, Layout, LayoutOutput } from './layout.ts';
import { normalName, unnumbered } from './names.ts';
import { withOwnColumns } from './own-columns.ts';

const knownNames = new WeakMap<Field, string[]>();
/** The names of a field as names are compared; they are asked for with every file. */
export const namesOf = (field: Field): string[] => {
  const known = knownNames.get(field) ?? field.names.map(normalName);
  knownNames.set(field, known);
  return known;
};

/** Where each name of a header stands, as names are compared. */
export type Places = { normal: readonly string[]; at: ReadonlyMap<string, ReadonlySet<number>> };

export const placesOf = (header: readonly string[]): Places => {
  const at = new Map<string, Set<number>>();
  header.forEach((name, index) => {
    for (const key of [normalName(name), unnumbered(name)]) at.set(key, (at.get(key) ?? new Set()).add(index));
  });
  return { normal: header.map(normalName), at };
};

/**
 * Which column of a header each field of a layout is: field → the column's name in the file. A repeated name is its first column, then the second.
 *
 * Who asks of many layouts gives `places`, so that the header is gone through once.
 */
export const fieldsOf = (
  layout: Pick<Layout, 'fields'>,
  header: readonly string[],
  places: Places = placesOf(header),
): Map<string, string> => {
  const taken = new Set<number>();
  const bound = new Map<string, string>();
  const bind = (key: string, among: Iterable<number>) => {
    if (bound.has(key)) return;
    for (const at of among) {
      if (taken.has(at)) continue;
      taken.add(at);
      bound.set(key, header[at] ?? '');
      return;
    }
  };
  const entries: [string, Field][] = Object.entries(layout.fields);
  // The first of a field's names that is there wins over the order of the file's columns.
  for (const [key, field] of entries) for (const name of namesOf(field)) bind(key, places.at.get(name) ?? []);
  for (const [key, { pattern }] of entries)
    if (pattern)
      bind(
        key,
        places.normal.flatMap((name, at) => (pattern.test(name) ? [at] : [])),
      );
  return bound;
};

/** The question which column a field is that amounts depend on; its answer is a column's name. */
export const columnQuestionId = (field: string): string => `column_${field}`;

/** The ids of a layout's questions of columns, asked in this file or not. */
export const columnQuestionIds = ({ fields }: Pick<Layout, 'fields'>): string[] =>
  Object.entries(fields).flatMap(([key, { adjusts }]) => (adjusts ? [columnQuestionId(key)] : []));

/** Which column of a header each field is, by its names, else as it was answered. */
export const fieldsUnder = (layout: Layout, header: readonly string[], answers: Answers): Map<string, string> => {
  const fields = fieldsOf(layout, header);
  const bound = new Set(fields.values());
  for (const [key, { adjusts }] of Object.entries(layout.fields)) {
    const name = answers[columnQuestionId(key)];
    if (!adjusts || fields.has(key) || name === undefined || bound.has(name) || !header.includes(name)) continue;
    fields.set(key, name);
    bound.add(name);
  }
  return fields;
};

/** What remains of a value where only some fields are there; null where nothing does. */
const boundValue = (value: Value, nameOf: (field: string) => string | undefined): Value | null => {
  const inner = (each: Value) => boundValue(each, nameOf);
  const all = (each: readonly Value[]) => each.map(inner).filter((one) => one !== null);
  if ('column' in value) {
    const name = nameOf(value.column);
    return name === undefined ? null : { column: name };
  }
  if ('constant' in value || 'source' in value) return value;
  if ('first' in value) {
    const left = all(value.first);
    return left.length === 0 ? null : left.length === 1 && left[0] ? left[0] : { first: left };
  }
  if ('joined' in value) {
    const left = all(value.joined);
    if (left.length === 0 || (value.whole && left.length < value.joined.length)) return null;
    // What is only constants says nothing of the row.
    return left.some((each) => !('constant' in each || 'source' in each)) ? { ...value, joined: left } : null;
  }
  if ('sum' in value) {
    const left = all(value.sum);
    return left.length === 0 ? null : { sum: left };
  }
  if ('difference' in value) {
    const [from, less] = value.difference;
    const kept = inner(from);
    if (kept === null) return null;
    const taken = inner(less);
    return taken === null ? kept : { difference: [kept, taken] };
  }
  if ('product' in value || 'quotient' in value) {
    const [a, b] = 'product' in value ? value.product : value.quotient;
    const [left, right] = [inner(a), inner(b)];
    if (left === null || right === null) return null;
    return 'product' in value ? { product: [left, right] } : { quotient: [left, right] };
  }
  if ('chosen' in value) {
    const of = inner(value.chosen);
    const otherwise = value.otherwise === undefined ? null : inner(value.otherwise);
    if (of === null) return otherwise;
    return { chosen: of, from: value.from, ...(otherwise === null ? {} : { otherwise }) };
  }
  if ('when' in value) {
    const when = boundCondition(value.when, nameOf);
    const gives = inner(value.gives);
    const otherwise = value.otherwise === undefined ? null : inner(value.otherwise);
    if (when === null || gives === null) return otherwise;
    return { when, gives, ...(otherwise === null ? {} : { otherwise }) };
  }
  if ('own' in value) return wrap(inner(value.own), (own) => ({ own }));
  if ('part' in value) return wrap(inner(value.part), (part) => ({ ...value, part }));
  if ('found' in value) return wrap(inner(value.found), (found) => ({ ...value, found }));
  if ('lower' in value) return wrap(inner(value.lower), (lower) => ({ lower }));
  if ('epoch' in value) return wrap(inner(value.epoch), (epoch) => ({ epoch }));
  if ('net' in value) return wrap(inner(value.net), (net) => ({ net }));
  return wrap(inner(value.negated), (negated) => ({ negated }));
};

const wrap = (value: Value | null, make: (value: Value) => Value): Value | null =>
  value === null ? null : make(value);

/**
 * What remains of a condition; null where the file has nothing to ask it of, so that it can't be met.
 *
 * Its contrary then always holds, but for a rule that leaves rows out (`cautious`): a missing column must not empty the file.
 */
const boundCondition = (
  condition: Condition,
  nameOf: (field: string) => string | undefined,
  cautious = false,
): Condition | null => {
  const inner = (each: Value) => boundValue(each, nameOf);
  const all = (each: readonly Condition[]) =>
    each.map((one) => boundCondition(one, nameOf, cautious)).filter((one) => one !== null);
  if ('filled' in condition) return asked(inner(condition.filled), (filled) => ({ filled }));
  if ('of' in condition) return asked(inner(condition.of), (of) => ({ ...condition, of }));
  if ('negative' in condition) return asked(inner(condition.negative), (negative) => ({ negative }));
  if ('same' in condition) {
    const [one, other] = condition.same.map(inner);
    return one && other ? { same: [one, other] } : null;
  }
  if ('not' in condition) {
    const not = boundCondition(condition.not, nameOf, cautious);
    if (not === null) return cautious ? null : { all: [] };
    return { not };
  }
  if ('all' in condition) {
    const left = all(condition.all);
    return left.length === condition.all.length ? { all: left } : null;
  }
  const left = all(condition.any);
  return left.length === 0 ? null : { any: left };
};

const asked = (value: Value | null, make: (value: Value) => Condition): Condition | null =>
  value === null ? null : make(value);

/** What a kind's rows can't do without and these columns do not give. */
export const lackingOf = (shape: FactShape, columns: Readonly<Record<string, unknown>>): string[] => {
  const lacking = shape.columns.filter(({ name, required }) => required && !(name in columns)).map(({ name }) => name);
  if (shape.anyOf && !shape.anyOf.some((name) => name in columns)) lacking.push(shape.anyOf.join(' / '));
  return lacking;
};

const boundValues = (
  values: Readonly<Record<string, Value>>,
  nameOf: (field: string) => string | undefined,
): Record<string, Value> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      const bound = boundValue(value, nameOf);
      return bound === null ? [] : [[name, bound] as const];
    }),
  );

const boundOutput = (output: LayoutOutput, nameOf: (field: string) => string | undefined): Output | null => {
  const isThere = (field: string) => nameOf(field) !== undefined;
  if (!(output.has ?? []).every(isThere) || (output.lacks ?? []).some(isThere)) return null;
  const columns = boundValues(output.columns, nameOf);
  if (lackingOf(factShapes[output.kind], columns).length > 0) return null;
  const when = output.when && boundCondition(output.when, nameOf);
  // A condition on what the file does not have can't be met.
  if (output.when && !when) return null;
  const { kind, aside, numbered, sole } = output;
  const attributes = boundValues(output.attributes ?? {}, nameOf);
  return {
    kind,
    columns,
    attributes,
    ...(when ? { when } : {}),
    ...(aside ? { aside } : {}),
    ...(numbered ? { numbered } : {}),
    ...(sole ? { sole } : {}),
  };
};

export type Answers = Readonly<Record<string, string>>;

/** The rates of VAT in force in Russia by the day they began. Source: Tax Code, art. 164 (18 % from 2004, 20 % from 2019, 22 % from 2026). */
export const russianVat: VatRates = [
  { from: '2004-01-01', rate: 0.18 },
  { from: '2019-01-01', rate: 0.2 },
  { from: '2026-01-01', rate: 0.22 },
];

/**
 * The mapping of a layout to a file with this header, under the answers given; questions nobody answered take their defaults. Null where no output remains.
 *
 * A question that has no default is bound as if its first answer were given, so that the file can be shown with it: it stays open, and nothing is written.
 */
export const bindLayout = (layout: Layout, header: readonly string[], answers: Answers): Mapping | null => {
  const fields = fieldsUnder(layout, header, answers);
  const nameOf = (field: string) => fields.get(field);
  const answered = (id: string) => {
    const question = layout.questions?.find((each) => each.id === id);
    return answers[id] ?? question?.byDefault ?? question?.answers[0]?.value;
  };
  const claimed = new Set(fields.values());
  const free = new Map(header.flatMap((name) => (claimed.has(name) ? [] : [[normalName(name), name] as const])));
  const outputs = layout.outputs
    .filter(({ only }) => !only || only.is.includes(answered(only.question) ?? ''))
    .map((output) => boundOutput(output, nameOf))
    .filter((output) => output !== null)
    .map((output) => withOwnColumns(output, free));
  if (outputs.length === 0) return null;
  const group = layout.carried && nameOf(layout.carried.by);
  const carried = layout.carried?.columns.flatMap((field) => nameOf(field) ?? []) ?? [];
  const leaveOut = (layout.leaveOut ?? []).flatMap((condition) => boundCondition(condition, nameOf, true) ?? []);
  const { dates, decimal, currency, time_zone: timeZone } = answers;
  return {
    layout: layout.id,
    outputs,
    keepRest: true,
    leaveOut,
    personal: {},
    ...(group !== undefined && carried.length > 0 ? { carried: { by: group, columns: carried } } : {}),
    ...(dates === 'day' || dates === 'month' ? { dates } : {}),
    ...(decimal === 'point' || decimal === 'comma' ? { decimal } : {}),
    ...(currency ? { currency } : {}),
    ...(timeZone ? { timeZone } : {}),
    ...(answers.overlap === 'add' ? { beside: true } : {}),
    ...(answers.vat === 'included' ? { vat: russianVat } : {}),
  };
};
