import type { Blueprint } from '../../model/blueprint/blueprint.ts';
import type { InputRef, Proof } from '../../model/blueprint/journey.ts';

/** What is not filled says nothing, so that a field added to the shape of things later changes no hash. */
const isUnsaid = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  value === false ||
  (typeof value === 'object' && Object.values(value).every(isUnsaid));

/** The same text for the same value, whatever order its fields were written in. */
const canonicalText = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value).filter(([, inner]) => !isUnsaid(inner));
  return `{${fields
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, inner]) => `${JSON.stringify(name)}:${canonicalText(inner)}`)
    .join(',')}}`;
};

/** A 53-bit hash in base 36 (cyrb53 by bryc, public domain): equal texts have equal ones, others hardly ever. */
const hashOf = (text: string): string => {
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(36);
};

const inputOf = (blueprint: Blueprint, { kind, id }: InputRef): object | undefined => blueprint[kind][id];

/** By the thing itself: it is another object as soon as it says something else. */
const hashes = new WeakMap<object, string>();

/** What an input says, as a short hash; where it stands in its list is not what it says. */
const saidBy = (input: object): string => {
  const known = hashes.get(input);
  if (known !== undefined) return known;
  const hash = hashOf(canonicalText({ ...input, place: undefined }));
  hashes.set(input, hash);
  return hash;
};

/** A cell rests on what it names as inputs and on the personas it speaks to. */
const inputsOfCell = (blueprint: Blueprint, id: string): InputRef[] => {
  const { inputs = [], personas = [] } = blueprint.cells[id] ?? {};
  const spokenTo = personas.filter(
    (persona) => !inputs.some(({ kind, id: own }) => kind === 'personas' && own === persona),
  );
  return [...inputs, ...spokenTo.map((persona) => ({ kind: 'personas' as const, id: persona }))];
};

/** What lies under a cell (`cell:ID`), or under the cells an edge (`edge:ID`) joins. */
export const inputsUnder = (blueprint: Blueprint, about: string): InputRef[] => {
  const [kind, ...rest] = about.split(':');
  const id = rest.join(':');
  if (kind === 'cell') return inputsOfCell(blueprint, id);
  const edge = blueprint.edges[id];
  const ends = edge === undefined ? [] : [edge.from, edge.to].filter((end) => end.startsWith('cell:'));
  const all = ends.flatMap((end) => inputsOfCell(blueprint, end.slice('cell:'.length)));
  return all.filter((ref, at) => all.findIndex((other) => other.kind === ref.kind && other.id === ref.id) === at);
};

/** What a proof made now of a cell (`cell:ID`) or an edge (`edge:ID`) rests on. */
export const basisOf = (blueprint: Blueprint, about: string): Proof['basis'] =>
  Object.fromEntries(
    inputsUnder(blueprint, about).flatMap((ref) => {
      const input = inputOf(blueprint, ref);
      return input === undefined ? [] : [[`${ref.kind}:${ref.id}`, saidBy(input)] as const];
    }),
  );

/**
 * The inputs under what a proof is about that say something else than when it was made. An input the cell has come to rest on since, or rests
 * on no longer, is none; one that was changed and changed back neither.
 */
export const changedUnder = (blueprint: Blueprint, { about, basis }: Proof): InputRef[] =>
  inputsUnder(blueprint, about).filter((ref) => {
    const then = basis[`${ref.kind}:${ref.id}`];
    if (then === undefined) return false;
    const input = inputOf(blueprint, ref);
    return input === undefined || saidBy(input) !== then;
  });

/** A design whose proofs rest on what its inputs say now. */
export const withBasis = (blueprint: Blueprint): Blueprint => ({
  ...blueprint,
  proofs: Object.fromEntries(
    Object.entries(blueprint.proofs).map(([id, proof]) => [id, { ...proof, basis: basisOf(blueprint, proof.about) }]),
  ),
});
