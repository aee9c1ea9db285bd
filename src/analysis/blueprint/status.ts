import type { Blueprint } from '../../model/blueprint/blueprint.ts';
import type { Proof, Status } from '../../model/blueprint/journey.ts';
import { monthsLater } from '../../model/period.ts';

/** Persons of the persona to be asked, and real visits to be seen, before practice says anything (§4.9). */
export const interviewsNeeded = 5;
export const visitsNeeded = 20;
/** Months after which what was tested has to be tested again. */
export const monthsValid = 12;

export type Standing = {
  status: Status;
  /** What it rests on: the id of the deciding proof; null for a draft. */
  proof: string | null;
  /** The day it goes stale; null where nothing is to go stale. */
  until: string | null;
};

/** Steps below a decision, highest first. */
const steps: { status: Status; holds: (proof: Proof) => boolean }[] = [
  { status: 'tested', holds: ({ kind }) => kind === 'experiment' },
  { status: 'observed', holds: ({ kind, n }) => kind === 'observation' && (n ?? 0) >= visitsNeeded },
  { status: 'interviewed', holds: ({ kind, n }) => kind === 'interviews' && (n ?? 0) >= interviewsNeeded },
  { status: 'assumed', holds: ({ kind, source }) => kind === 'input' && source.trim() !== '' },
];

/** What is known besides the document. */
export type StatusFacts = {
  /** Real visits of the cell that facts show; twenty are an observation of the as-of day. */
  observed?: number;
  /** The day a thing was last edited, by `COLLECTION:ID`. */
  editedOn?: Readonly<Record<string, string>>;
};

/** The last day on which an input that the cell rests on was edited; null where it rests on nothing known. */
const inputsEditedOn = (
  blueprint: Blueprint,
  about: string,
  editedOn: Readonly<Record<string, string>>,
): string | null => {
  const inputs = blueprint.cells[about.replace(/^cell:/, '')]?.inputs ?? [];
  const days = inputs
    .map(({ kind, id }) => editedOn[`${kind}:${id}`])
    .filter((day): day is string => day !== undefined);
  return days.sort().at(-1) ?? null;
};

/**
 * How far practice bears out a cell (`cell:ID`) or an edge (`edge:ID`): the highest step of the ladder that a proof reaches.
 *
 * draft → assumed (a source is cited) → interviewed (5 persons) → observed (20 visits) → tested → confirmed or refuted. Among experiments
 * with a result the latest counts. What was reached more than twelve months before `asOf`, or before an input it rests on was edited, is stale.
 * Proofs dated after `asOf` are not seen.
 */
export const statusOf = (blueprint: Blueprint, about: string, asOf: string, facts: StatusFacts = {}): Standing => {
  const proofs = Object.entries(blueprint.proofs)
    .filter(([, proof]) => proof.about === about && proof.at <= asOf)
    .sort(([a, x], [b, y]) => (x.at === y.at ? (a < b ? -1 : 1) : x.at < y.at ? 1 : -1));
  const changedOn = inputsEditedOn(blueprint, about, facts.editedOn ?? {});
  const standing = (status: Status, id: string | null, at: string): Standing => {
    const until = monthsLater(at, monthsValid);
    const isStale = until < asOf || (changedOn !== null && changedOn > at && changedOn <= asOf);
    return { status: isStale ? 'stale' : status, proof: id, until };
  };
  const decided = proofs.find(
    ([, { kind, result }]) => kind === 'experiment' && (result === 'confirmed' || result === 'refuted'),
  );
  if (decided !== undefined)
    return standing(decided[1].result === 'refuted' ? 'refuted' : 'confirmed', decided[0], decided[1].at);
  for (const { status, holds } of steps) {
    const found = proofs.find(([, proof]) => holds(proof));
    if (found !== undefined) return standing(status, found[0], found[1].at);
    if (status === 'observed' && (facts.observed ?? 0) >= visitsNeeded) return standing('observed', null, asOf);
  }
  return { status: 'draft', proof: null, until: null };
};
