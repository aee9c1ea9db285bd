import { type Blueprint, type Collection, collectionNames, type ThingRef } from '../../model/blueprint/blueprint.ts';
import type { Difference } from '../../model/blueprint/versions.ts';
import { isWorded, isWording, worded } from '../../model/blueprint/words.ts';
import type { Sentence } from '../../model/problem.ts';
import { classWords } from '../sheets/words.ts';
import { choiceInWords } from './choices.ts';
import { fieldName } from './fields.ts';
import { isSame } from './merge.ts';
import { endName, nameOf } from './names.ts';
import { referencesOf } from './references.ts';
import { testInWords } from './test-fields.ts';

type Thing = Record<string, unknown>;

const nothing: Sentence = { ru: '—', en: '—' };
const inBoth = (text: (language: 'ru' | 'en') => string): Sentence => ({ ru: text('ru'), en: text('en') });

/** Which collection the ids in a field name, from the things they are references of. */
const targetsOf = (collection: Collection, thing: Thing): Map<string, ThingRef> =>
  new Map(referencesOf(collection, thing as never).map((ref) => [ref.id, ref]));

/** What is told of: a thing of a collection. */
type Told = { collection: Collection; thing: Thing; metric: MetricWords };

/** What a metric is called, and whether it is a share, so that a target of 0.9 is 90 %; undefined where it is not known. */
export type MetricWords = (metric: string) => { name: Sentence; isShare: boolean } | undefined;

/** A key within a field: a class of cost by its name, anything else as fields are named. */
const keyName = (field: string, key: string): Sentence =>
  (field === 'classShares' ? classWords[key as keyof typeof classWords] : undefined) ?? fieldName(key);

/** One test of a rule. */
const isTest = (part: unknown): part is Parameters<typeof testInWords>[0] =>
  typeof part === 'object' && part !== null && 'field' in part && 'is' in part && 'values' in part;

/** Fields that hold a share, whatever thing they are of. */
const shareFields: ReadonlySet<string> = new Set([
  'probability',
  'margin',
  'utilisation',
  'share',
  'weight',
  'rework',
  'reachable',
  'winnable',
  'classShares',
]);

/** A value of a field as a person reads it: words in their language, ids by name, shares in percent, lists with commas. */
const told = (blueprint: Blueprint, { collection, thing, metric }: Told, name: string): Sentence => {
  const targets = targetsOf(collection, thing);
  const isPercent = (field: string): boolean =>
    shareFields.has(field) ||
    ((field === 'target' || field === 'base') &&
      typeof thing.metric === 'string' &&
      metric(thing.metric)?.isShare === true);
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
      if (/^(cell|state|stage):/.test(part)) return endName(blueprint, part)[language];
      const words =
        field === 'metric' || field === 'kpis' ? metric(part)?.name : choiceInWords(collection, field, part);
      return words?.[language] ?? part;
    }
    if (isWording(part)) return worded(part, language);
    if (isTest(part)) return testInWords(part)[language];
    if (Array.isArray(part))
      return part
        .map((each) => say(each, language, field))
        .filter((each) => each !== '')
        .join(', ');
    return Object.entries(part as Thing)
      .filter(([key]) => field !== 'inputs' || key !== 'kind')
      .map(([key, inner]) => [
        targets.has(key) ? say(key, language, '') : keyName(field, key)[language],
        // What is beneath shares by class is shares, whatever its own name.
        say(inner, language, shareFields.has(field) ? field : key),
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
  { before, after, metric }: { before: Thing | undefined; after: Thing | undefined; metric: MetricWords },
): Difference['fields'] => {
  const [was, is] = before && after ? [before, after] : [filled(before ?? {}), filled(after ?? {})];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .filter((field) => !unsaid.has(field) && !isSame(was[field], is[field]))
    .map((field) => ({
      field,
      name: fieldName(field),
      before: before === undefined ? nothing : told(a, { collection, thing: before, metric }, field),
      after: after === undefined ? nothing : told(b, { collection, thing: after, metric }, field),
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

const unknownMetric: MetricWords = () => undefined;

/**
 * What changed from one version of a design to another, thing by thing, in words of both languages.
 *
 * In the order of the collections, things by id; comments are no part of the design. Names are those of the version that has the thing. Equal versions differ in nothing.
 * `metric` says how metrics are called and which are told in percent; without it they go by their ids and none is.
 */
export const differences = (a: Blueprint, b: Blueprint, metric: MetricWords = unknownMetric): Difference[] =>
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
        const fields = fieldsOf(a, b, collection, { before, after, metric });
        return [{ ...ref, kind, name, journey: journeyOf(collection, id, after ?? before ?? {}), fields }];
      });
    });
