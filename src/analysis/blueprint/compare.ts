import { type Blueprint, type Collection, collectionNames, type ThingRef } from '../../model/blueprint/blueprint.ts';
import type { Difference } from '../../model/blueprint/versions.ts';
import { isWorded, isWording, worded } from '../../model/blueprint/wording.ts';
import type { Sentence } from '../../model/problem.ts';
import { fieldName } from './fields.ts';
import { isSame } from './merge.ts';
import { endName, nameOf } from './names.ts';
import { referencesOf } from './references.ts';

type Thing = Record<string, unknown>;

const nothing: Sentence = { ru: '—', en: '—' };
const inBoth = (text: (language: 'ru' | 'en') => string): Sentence => ({ ru: text('ru'), en: text('en') });

/** Which collection the ids in a field name, from the things they are references of. */
const targetsOf = (collection: Collection, thing: Thing): Map<string, ThingRef> =>
  new Map(referencesOf(collection, thing as never).map((ref) => [ref.id, ref]));

/** A value of a field as a person reads it: words in their language, ids by name, lists with commas. */
const told = (blueprint: Blueprint, collection: Collection, thing: Thing, value: unknown): Sentence => {
  const targets = targetsOf(collection, thing);
  const say = (part: unknown, language: 'ru' | 'en'): string => {
    if (part === null || part === undefined || part === '') return '';
    if (typeof part === 'boolean') return { ru: part ? 'да' : 'нет', en: part ? 'yes' : 'no' }[language];
    if (typeof part === 'number') return new Intl.NumberFormat(language, { maximumFractionDigits: 4 }).format(part);
    if (typeof part === 'string') {
      const ref = targets.get(part);
      if (ref !== undefined) return nameOf(blueprint, ref)[language];
      return /^(cell|state|stage):/.test(part) ? endName(blueprint, part)[language] : part;
    }
    if (isWording(part)) return worded(part, language);
    if (Array.isArray(part))
      return part
        .map((each) => say(each, language))
        .filter((each) => each !== '')
        .join(', ');
    return Object.entries(part as Thing)
      .map(([key, inner]) => [targets.has(key) ? say(key, language) : fieldName(key)[language], say(inner, language)])
      .filter(([, inner]) => inner !== '')
      .map(([key, inner]) => `${key}: ${inner}`)
      .join('; ');
  };
  const sentence = inBoth((language) => say(value, language));
  return sentence.ru === '' && sentence.en === '' ? nothing : sentence;
};

/** Said by hashes, which say nothing to a reader. */
const unsaid: ReadonlySet<string> = new Set(['basis']);

/** Fields that differ; of a thing that is new or gone, those that say something. */
const fieldsOf = (
  a: Blueprint,
  b: Blueprint,
  collection: Collection,
  before: Thing | undefined,
  after: Thing | undefined,
): Difference['fields'] => {
  const [was, is] = before && after ? [before, after] : [filled(before ?? {}), filled(after ?? {})];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .filter((field) => !unsaid.has(field) && !isSame(was[field], is[field]))
    .map((field) => ({
      field,
      name: fieldName(field),
      before: before === undefined ? nothing : told(a, collection, before, before[field]),
      after: after === undefined ? nothing : told(b, collection, after, after[field]),
    }));
};

/** What of a new or removed thing is worth telling: everything that says something. */
const filled = (thing: Thing): Thing =>
  Object.fromEntries(
    Object.entries(thing).filter(
      ([field, value]) =>
        field !== 'place' &&
        value !== null &&
        value !== '' &&
        value !== false &&
        !(Array.isArray(value) && value.length === 0) &&
        !(isWording(value) && !isWorded(value)),
    ),
  );

const journeyOf = (collection: Collection, id: string, thing: Thing): string | null =>
  collection === 'journeys' ? id : typeof thing.journey === 'string' ? thing.journey : null;

/**
 * What changed from one version of a design to another, thing by thing, in words of both languages.
 *
 * In the order of the collections, things by id; comments are no part of the design. Names are those of the version that has the thing. Equal versions differ in nothing.
 */
export const differences = (a: Blueprint, b: Blueprint): Difference[] =>
  collectionNames
    .filter((name) => name !== 'comments')
    .flatMap((collection) => {
      const [was, is] = [a[collection], b[collection]] as [Record<string, Thing>, Record<string, Thing>];
      return [...new Set([...Object.keys(was), ...Object.keys(is)])].sort().flatMap((id): Difference[] => {
        const [before, after] = [was[id], is[id]];
        if (isSame(before ?? null, after ?? null)) return [];
        const ref = { collection, id };
        const name = nameOf(after === undefined ? a : b, ref);
        const kind = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
        const fields = fieldsOf(a, b, collection, before, after);
        return [{ ...ref, kind, name, journey: journeyOf(collection, id, after ?? before ?? {}), fields }];
      });
    });
