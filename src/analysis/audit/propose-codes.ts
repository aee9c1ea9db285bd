import { stemmer as stemEnglish } from '@orama/stemmers/english';
import { stemmer as stemRussian } from '@orama/stemmers/russian';
import type { Code, SurveyItemId } from '../../model/audit/survey.ts';
import type { Blueprint } from '../../model/blueprint/blueprint.ts';
import { thingsOf } from '../../model/blueprint/things.ts';
import type { Wording } from '../../model/blueprint/words.ts';

/** A key element of the canon: what an answer is compared with. */
export type CanonElement = { id: string; text: Wording; synonyms: readonly string[] };

/** An open answer of one person. */
export type OpenAnswer = { respondent: number; item: SurveyItemId; text: string };

/** A code a person may confirm; `similarity` 0…1 is what it was proposed for. */
export type ProposedCode = { respondent: number; item: SurveyItemId; element: string; code: Code; similarity: number };

/**
 * The elements an answer to «what is the idea of our business?» is read for.
 *
 * How the company earns is part of the canon and is not expected in that answer (the method has it in brackets).
 */
export const canonOf = (blueprint: Blueprint): CanonElement[] =>
  thingsOf(blueprint, 'idea')
    .filter(([, { key, text }]) => key !== 'how_we_earn' && (text.ru.trim() !== '' || text.en.trim() !== ''))
    .map(([id, { text, synonyms }]) => ({ id, text, synonyms }));

/** From these likenesses on an element counts as named or half named; ours, to be calibrated. */
const named = 0.45;
const halfNamed = 0.25;

/** Shorter words are mostly prepositions and particles: they say nothing of the meaning. */
const shortestWord = 3;

const stemsOf = (text: string): string[] =>
  (
    text
      .toLocaleLowerCase('ru')
      .replaceAll('ё', 'е')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  )
    .filter((word) => word.length >= shortestWord || /\d/.test(word))
    .map((word) => (/[а-я]/.test(word) ? stemRussian(word) : stemEnglish(word)));

const gramLengths = [3, 4, 5];

/** How often each run of letters stands in the text, within words and their bounds. */
const gramsOf = (stems: readonly string[]): Map<string, number> => {
  const grams = new Map<string, number>();
  for (const stem of stems) {
    const word = ` ${stem} `;
    for (const length of gramLengths)
      for (let at = 0; at + length <= word.length; at++) {
        const gram = word.slice(at, at + length);
        grams.set(gram, (grams.get(gram) ?? 0) + 1);
      }
  }
  return grams;
};

type Vector = { weights: Map<string, number>; length: number };

const vectors = (texts: readonly (readonly string[])[]): ((stems: readonly string[]) => Vector) => {
  const documents = new Map<string, number>();
  for (const stems of texts)
    for (const gram of gramsOf(stems).keys()) documents.set(gram, (documents.get(gram) ?? 0) + 1);
  return (stems) => {
    const weights = new Map(
      [...gramsOf(stems)].map(([gram, count]) => [
        gram,
        count * (Math.log((1 + texts.length) / (1 + (documents.get(gram) ?? 0))) + 1),
      ]),
    );
    return { weights, length: Math.hypot(...weights.values()) };
  };
};

const cosine = (a: Vector, b: Vector): number => {
  if (a.length === 0 || b.length === 0) return 0;
  let sum = 0;
  for (const [gram, weight] of a.weights) sum += weight * (b.weights.get(gram) ?? 0);
  return Math.min(1, sum / (a.length * b.length));
};

/** The answer whole and by its parts: a person names several elements in one sentence. */
const partsOf = (text: string): string[] => [
  text,
  ...text.split(/[.!?;:\n]+/),
  ...text.split(/[,.!?;:—–\n]+|\s(?:и|а|но|чтобы|потому|and|but|so|because)\s/u),
];

const holds = (answer: ReadonlySet<string>, stems: readonly string[]): boolean =>
  stems.length > 0 && stems.every((stem) => answer.has(stem));

/**
 * Proposes how far each answer names each key element of the canon, by likeness of words alone; a person confirms.
 *
 * Likeness is the greatest cosine between a part of the answer and a wording of the element (either language, a synonym), over TF-IDF of
 * letter runs of stemmed words; an answer with all words of a synonym is alike whole. An empty answer is 0 for every element.
 */
export const proposeCodes = (elements: readonly CanonElement[], answers: readonly OpenAnswer[]): ProposedCode[] => {
  const wordings = elements.map(({ id, text, synonyms }) => ({
    id,
    texts: [text.ru, text.en, ...synonyms].map(stemsOf).filter(({ length }) => length > 0),
    synonyms: synonyms.map(stemsOf),
  }));
  const read = answers.map((answer) => ({
    answer,
    stems: new Set(stemsOf(answer.text)),
    parts: [...new Set(partsOf(answer.text))].map(stemsOf).filter(({ length }) => length > 0),
  }));
  const vectorOf = vectors([
    ...wordings.flatMap(({ texts }) => texts),
    ...read.flatMap(({ stems }) => (stems.size > 0 ? [[...stems]] : [])),
  ]);
  const canon = wordings.map((element) => ({ ...element, vectors: element.texts.map(vectorOf) }));
  return read.flatMap(({ answer, stems, parts }) => {
    const spoken = parts.map(vectorOf);
    return canon.map((element) => {
      const similarity = element.synonyms.some((synonym) => holds(stems, synonym))
        ? 1
        : Math.max(0, ...spoken.flatMap((part) => element.vectors.map((wording) => cosine(part, wording))));
      return {
        respondent: answer.respondent,
        item: answer.item,
        element: element.id,
        code: similarity >= named ? 1 : similarity >= halfNamed ? 0.5 : 0,
        similarity,
      };
    });
  });
};
