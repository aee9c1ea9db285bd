import type { FactKind } from '../../../../model/facts.ts';
import { factShapes } from '../../../../model/facts.ts';
import type { Choice, Condition, Mapping, Output, PersonalChoice, Value } from '../../../../model/mapping.ts';
import { columnsOf, isSame, replaced } from './parts.ts';

/**
 * What a person changes in a mapping. Edits are kept apart from it and done again over what is recognised anew, so that an answer to a
 * question, which may change the mapping as a whole, loses none of them.
 *
 * `nth`: which of the outputs of the kind is meant, from 0; a kind may come out of a row twice (a sale and its return).
 */
export type Edit =
  | { do: 'put'; kind: FactKind; nth: number; column: string; value: Value | null }
  | { do: 'withdraw'; kind: FactKind; column: string; from: string }
  | { do: 'translate'; kind: FactKind; column: string; word: string; gives: string }
  | { do: 'personal'; column: string; choice: PersonalChoice }
  | { do: 'leaveOut'; rules: Condition[] }
  | { do: 'keepRest'; keep: boolean };

/** A mapping after what a person changed in it, in that order. An edit that has nothing to change any more changes nothing. */
export const edited = (mapping: Mapping, edits: readonly Edit[]): Mapping => edits.reduce(after, mapping);

/** What one edit replaces needs no keeping: the list stays as short as what was changed. */
export const withEdit = (edits: readonly Edit[], edit: Edit): Edit[] => [
  ...edits.filter((other) => !isReplacedBy(other, edit)),
  edit,
];

const isReplacedBy = (old: Edit, edit: Edit): boolean => {
  if (old.do === 'put' && edit.do === 'put')
    return old.kind === edit.kind && old.nth === edit.nth && old.column === edit.column;
  if (old.do === 'translate' && edit.do === 'translate')
    return old.kind === edit.kind && old.column === edit.column && old.word === edit.word;
  if (old.do === 'personal' && edit.do === 'personal') return old.column === edit.column;
  return old.do === edit.do && (edit.do === 'leaveOut' || edit.do === 'keepRest');
};

const after = (mapping: Mapping, edit: Edit): Mapping => {
  switch (edit.do) {
    case 'put':
      return put(mapping, edit);
    case 'withdraw':
      return withdrawn(mapping, edit);
    case 'translate':
      return translated(mapping, edit);
    case 'personal':
      return { ...mapping, personal: { ...mapping.personal, [edit.column]: edit.choice } };
    case 'leaveOut':
      return { ...mapping, leaveOut: edit.rules };
    case 'keepRest':
      return { ...mapping, keepRest: edit.keep };
  }
};

const put = (mapping: Mapping, { kind, nth, column, value }: Extract<Edit, { do: 'put' }>): Mapping => {
  const ofKind = mapping.outputs.filter((output) => output.kind === kind);
  const target = ofKind[nth];
  if (!target) {
    if (value === null || nth > ofKind.length) return mapping;
    return { ...mapping, outputs: [...mapping.outputs, { kind, columns: { [column]: value }, attributes: {} }] };
  }
  const old = target.columns[column];
  const now = withForm(old, value);
  // One id stands in facts of several kinds: were it changed in one of them only, they would no longer meet.
  const isShared = column.endsWith('_id') && old !== undefined && now !== null;
  const outputs = mapping.outputs.map((output) =>
    output === target || (isShared && isSame(output.columns[column], old)) ? withValue(output, column, now) : output,
  );
  return { ...mapping, outputs };
};

const withValue = (output: Output, column: string, value: Value | null): Output => {
  const { [column]: _, ...others } = output.columns;
  return { ...output, columns: value === null ? others : { ...others, [column]: value } };
};

/** An amount taken without VAT stays so, and an id the source's own stays its own, from wherever they are taken. */
const withForm = (old: Value | undefined, value: Value | null): Value | null => {
  if (old === undefined || value === null || !('column' in value)) return value;
  if ('net' in old) return { net: value };
  return 'own' in old ? { own: value } : value;
};

const withdrawn = (mapping: Mapping, { kind, column, from }: Extract<Edit, { do: 'withdraw' }>): Mapping => ({
  ...mapping,
  outputs: mapping.outputs.map((output) => {
    const value = output.kind === kind ? output.columns[column] : undefined;
    if (value === undefined || !columnsOf(value).includes(from)) return output;
    return withValue(output, column, without(value, from));
  }),
});

/** A value that no longer reads a column; null where it can't do without it. */
const without = (value: Value, from: string): Value | null => {
  if ('net' in value || 'own' in value || 'lower' in value) {
    const [form, inner] = Object.entries(value)[0] as [string, Value];
    const left = without(inner, from);
    return left === null ? null : ({ [form]: left } as Value);
  }
  const list = 'first' in value ? value.first : 'joined' in value && !value.whole ? value.joined : null;
  if (list === null) return columnsOf(value).includes(from) ? null : value;
  const left = list.flatMap((each) => without(each, from) ?? []);
  if (!left.some((each) => columnsOf(each).length > 0)) return null;
  if ('joined' in value) return { ...value, joined: left };
  return left.length === 1 && left[0] ? left[0] : { first: left };
};

/**
 * One word of the file gives another in a column of facts. The same translation stands in several places (a deal's outcome also decides whether
 * it has a closing day): it is changed in all of them. A plain column is first made one whose words are translated.
 */
const translated = (mapping: Mapping, { kind, column, word, gives }: Extract<Edit, { do: 'translate' }>): Mapping => {
  const values = mapping.outputs.flatMap((output) =>
    output.kind === kind && output.columns[column] !== undefined ? [output.columns[column]] : [],
  );
  let now = mapping;
  for (const value of values) now = translatedIn(now, value, { column, word, gives });
  return now;
};

const translatedIn = (mapping: Mapping, value: Value, to: { column: string; word: string; gives: string }): Mapping => {
  const { column, word, gives } = to;
  const old = chosenIn(value);
  if (old) return replaced(mapping, old, { ...old, from: withWord(old.from, word, gives) });
  const wrapped: Value = { chosen: value, from: [{ is: [word], gives }], otherwise: value };
  const outputs = mapping.outputs.map((output) =>
    output.columns[column] === value ? { ...output, columns: { ...output.columns, [column]: wrapped } } : output,
  );
  return { ...mapping, outputs };
};

type Chosen = Extract<Value, { chosen: Value }>;

const chosenIn = (value: Value): Chosen | null => {
  if ('chosen' in value) return value;
  if ('net' in value) return chosenIn(value.net);
  if ('lower' in value) return chosenIn(value.lower);
  if ('when' in value) return chosenIn(value.gives) ?? (value.otherwise ? chosenIn(value.otherwise) : null);
  return null;
};

const sameWord = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

const withWord = (from: readonly Choice[], word: string, gives: string): Choice[] => [
  { is: [word], gives },
  // A rule made for this one word before is no longer asked.
  ...from.filter(({ is, matches }) => !(matches === undefined && is?.length === 1 && sameWord(is[0] ?? '', word))),
];

/** What the rows of an output can't do without and nothing gives: required columns, and «one of» groups written «a / b». */
export const lackingOf = ({ kind, columns }: Output): string[] => {
  const shape = factShapes[kind];
  const lacking = shape.columns.filter(({ name, required }) => required && !(name in columns)).map(({ name }) => name);
  if (shape.anyOf && !shape.anyOf.some((name) => name in columns)) lacking.push(shape.anyOf.join(' / '));
  return lacking;
};
