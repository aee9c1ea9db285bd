import type { Sentence } from '../../model/problem.ts';
import {
  assetWords,
  classWords,
  committeeWords,
  edgeWords,
  forceWords,
  functionWords,
  ideaWords,
  modeWords,
  ownershipWords,
  phaseWords,
} from '../sheets/words.ts';
import { competenceWords } from './defaults/competences.ts';
import { stageInWords } from './names.ts';
import { salesTypeWords } from './sales-types.ts';
import { factWords } from './test-fields.ts';

type InWords = (value: string) => Sentence | undefined;

const listed =
  (words: Readonly<Record<string, Sentence>>): InWords =>
  (value) =>
    Object.hasOwn(words, value) ? words[value] : undefined;

const perWords = {
  sale: { ru: 'за продажу', en: 'a sale' },
  month: { ru: 'в месяц', en: 'a month' },
  year: { ru: 'в год', en: 'a year' },
  period: { ru: 'за весь период', en: 'of the whole period' },
};

export const proofWords = {
  input: { ru: 'источник', en: 'source' },
  interviews: { ru: 'интервью', en: 'interviews' },
  observation: { ru: 'наблюдение', en: 'observation' },
  experiment: { ru: 'опыт', en: 'experiment' },
};

export const resultWords = {
  confirmed: { ru: 'подтвердилось', en: 'confirmed' },
  refuted: { ru: 'опровергнуто', en: 'refuted' },
  open: { ru: 'идёт', en: 'open' },
};

/** Fields whose values come from a closed list, by their name; where things of a kind mean something else by it, by kind and name. */
const fields: Readonly<Record<string, InWords>> = {
  costClass: listed(classWords),
  function: listed(functionWords),
  ownership: listed(ownershipWords),
  mode: listed(modeWords),
  phase: listed(phaseWords),
  force: listed(forceWords),
  per: listed(perWords),
  fact: listed(factWords),
  result: listed(resultWords),
  key: listed(ideaWords),
  stage: stageInWords,
  stages: stageInWords,
  budgets: stageInWords,
  salesType: salesTypeWords,
  salesTypes: salesTypeWords,
  competences: competenceWords,
  committee: listed(committeeWords),
  'committees.role': listed(committeeWords),
  'edges.kind': listed(edgeWords),
  'assets.kind': listed(assetWords),
  'proofs.kind': listed(proofWords),
};

/** A value of a field in words, where the field is of a closed list; undefined where it is free. */
export const choiceInWords = (collection: string, field: string, value: string): Sentence | undefined =>
  (fields[`${collection}.${field}`] ?? fields[field])?.(value);
