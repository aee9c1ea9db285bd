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

/** What is told of: a thing of a collection. */
type Told = { collection: Collection; thing: Thing; isShare: IsShare };

/** Whether a metric is a share, so that a target of 0.9 is 90 %. */
type IsShare = (metric: string) => boolean;

/** Fields that hold a share, whatever thing they are of. */
const shareFields: ReadonlySet<string> = new Set(['probability', 'margin', 'utilisation', 'share']);

/** A value of a field as a person reads it: words in their language, ids by name, shares in percent, lists with commas. */
const told = (blueprint: Blueprint, { collection, thing, isShare }: Told, name: string): Sentence => {
  const targets = targetsOf(collection, thing);
  const isPercent = (field: string): boolean =>
    shareFields.has(field) ||
    ((field === 'target' || field === 'base') && typeof thing.metric === 'string' && isShare(thing.metric));
  const say = (part: unknown, language: 'ru' | 'en', field: string): string => {
    if (part === null || part === undefined || part === '') return '';
    if (typeof part === 'boolean') return { ru: part ? 'да' : 'нет', en: part ? 'yes' : 'no' }[language];
    if (typeof part === 'number')
      return new Intl.NumberFormat(
        language,
        isPercent(field) ? { style: 'percent', maximumFractionDigits: 2 } : { maximumFractionDigits: 4 },
      ).format(part);
    if (typeof part === 'string') {
      const ref = targets.get(part);
      if (ref !== undefined) return nameOf(blueprint, ref)[language];
      return /^(cell|state|stage):/.test(part) ? endName(blueprint, part)[language] : part;
    }
    if (isWording(part)) return worded(part, language);
    if (Array.isArray(part))
      return part
        .map((each) => say(each, language, field))
        .filter((each) => each !== '')
        .join(', ');
    return Object.entries(part as Thing)
      .map(([key, inner]) => [
        targets.has(key) ? say(key, language, '') : fieldName(key)[language],
        say(inner, language, key),
      ])
      .filter(([, inner]) => inner !== '')
      .map(([key, inner]) => `${key}: ${inner}`)
      .join('; ');
  };
  const sentence = inBoth((language) => say(thing[name], language, name));
  return sentence.ru === '' && sentence.en === '' ? nothing : sentence;
};

/** Said by hashes, which say nothing to a reader. */
const unsaid: ReadonlySet<string> = new Set(['basis']);

/** Fields that differ; of a thing that is new or gone, those that say something. */
const fieldsOf = (
  a: Blueprint,
  b: Blueprint,
  collection: Collection,
  { before, after, isShare }: { before: Thing | undefined; after: Thing | undefined; isShare: IsShare },
): Difference['fields'] => {
  const [was, is] = before && after ? [before, after] : [filled(before ?? {}), filled(after ?? {})];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .filter((field) => !unsaid.has(field) && !isSame(was[field], is[field]))
    .map((field) => ({
      field,
      name: fieldName(field),
      before: before === undefined ? nothing : told(a, { collection, thing: before, isShare }, field),
      after: after === undefined ? nothing : told(b, { collection, thing: after, isShare }, field),
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
 * `isShare` says which metrics are told in percent; without it none is.
 */
export const differences = (a: Blueprint, b: Blueprint, isShare: IsShare = () => false): Difference[] =>
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
        const fields = fieldsOf(a, b, collection, { before, after, isShare });
        return [{ ...ref, kind, name, journey: journeyOf(collection, id, after ?? before ?? {}), fields }];
      });
    });
