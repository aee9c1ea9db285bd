import type { Blueprint } from '../../model/blueprint/blueprint.ts';
import type { InputRef, Proof, Status } from '../../model/blueprint/journey.ts';
import { isWorded } from '../../model/blueprint/words.ts';
import { monthsLater } from '../../model/days.ts';
import { changedUnder } from './basis.ts';

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
  /** Inputs that have been changed since. */
  changed: InputRef[];
};

/** A hypothesis and how it was to be judged, both said beforehand: without them nothing was tested. */
const isExperiment = ({ kind, hypothesis, metric, leastEffect }: Proof): boolean =>
  kind === 'experiment' && isWorded(hypothesis) && (metric !== null || leastEffect !== null);

/** A result stands on something: so many cases, or a source that shows it. */
const isDecided = (proof: Proof): boolean =>
  isExperiment(proof) &&
  (proof.result === 'confirmed' || proof.result === 'refuted') &&
  ((proof.n ?? 0) > 0 || proof.source.trim() !== '');

/** Steps below a decision, highest first. */
const steps: { status: Status; holds: (proof: Proof) => boolean }[] = [
  { status: 'tested', holds: isExperiment },
  { status: 'observed', holds: ({ kind, n }) => kind === 'observation' && (n ?? 0) >= visitsNeeded },
  { status: 'interviewed', holds: ({ kind, n }) => kind === 'interviews' && (n ?? 0) >= interviewsNeeded },
  { status: 'assumed', holds: ({ kind, source }) => kind === 'input' && source.trim() !== '' },
];

/**
 * How far practice bears out a cell (`cell:ID`) or an edge (`edge:ID`): the highest step of the ladder that a proof reaches.
 *
 * draft → assumed (a source is cited) → interviewed (5 persons) → observed (20 visits) → tested (a hypothesis with its metric or least
 * effect) → confirmed or refuted (a result that names its cases or its source). Among experiments with a result the latest counts. What was reached more than twelve months before `asOf`, or when an input it rests on said something else, is stale.
 * Proofs dated after `asOf` are not seen.
 */
export const statusOf = (blueprint: Blueprint, about: string, asOf: string): Standing => {
  const proofs = Object.entries(blueprint.proofs)
    .filter(([, proof]) => proof.about === about && proof.at <= asOf)
    .sort(([a, x], [b, y]) => (x.at === y.at ? (a < b ? -1 : 1) : x.at < y.at ? 1 : -1));
  const standing = (status: Status, [id, proof]: [string, Proof]): Standing => {
    const until = monthsLater(proof.at, monthsValid);
    const changed = changedUnder(blueprint, proof);
    return { status: until < asOf || changed.length > 0 ? 'stale' : status, proof: id, until, changed };
  };
  const decided = proofs.find(([, proof]) => isDecided(proof));
  if (decided !== undefined) return standing(decided[1].result === 'refuted' ? 'refuted' : 'confirmed', decided);
  for (const { status, holds } of steps) {
    const found = proofs.find(([, proof]) => holds(proof));
    if (found !== undefined) return standing(status, found);
  }
  return { status: 'draft', proof: null, until: null, changed: [] };
};
