import { fieldName } from '../analysis/blueprint/fields.ts';
import { collectionNamesInWords } from '../analysis/blueprint/names.ts';
import {
  Blueprint,
  blueprintFormat,
  blueprintShape,
  type Collection,
  CollectionName,
  collectionNames,
  collections,
  type ThingRef,
} from '../model/blueprint/blueprint.ts';
import { DesignedStage } from '../model/blueprint/organisation.ts';
import type { BlueprintVersion } from '../model/blueprint/versions.ts';
import { ThingId } from '../model/blueprint/wording.ts';
import { type Issue, wordsOfIssue } from '../model/issue.ts';
import { Problem, type Sentence } from '../model/problem.ts';

type Thing = Record<string, unknown>;
type Value = Thing | null;

const refused = (code: string, text: Sentence, where?: Record<string, string>, cause?: unknown): Problem =>
  new Problem({ code, kind: 'input', text, ...(where ? { where } : {}) }, { cause });

const nameOfThing = ({ collection, id }: ThingRef, language: 'ru' | 'en'): string =>
  language === 'ru'
    ? `${collectionNamesInWords[collection].ru} «${id}»`
    : `${collectionNamesInWords[collection].en} “${id}”`;

/** Something of a thing does not fit: which thing, which field of it, and what was expected. */
const misfit = (ref: ThingRef, issue: Issue, cause: unknown): Problem => {
  const path = (issue.path ?? []).map(String);
  const [field] = path;
  const words = wordsOfIssue(issue);
  const place = { collection: ref.collection, id: ref.id, ...(path.length > 0 ? { field: path.join('.') } : {}) };
  const ofField = (language: 'ru' | 'en') => {
    if (field === undefined) return '';
    const name = fieldName(field)[language];
    const at = path.length > 1 || name !== field ? ` (${path.join('.')})` : '';
    return language === 'ru' ? `, поле «${name}»${at}` : `, field “${name}”${at}`;
  };
  return refused(
    'blueprint_thing_wrong',
    {
      ru: `${nameOfThing(ref, 'ru')}${ofField('ru')}: ${words.ru}.`,
      en: `${nameOfThing(ref, 'en')}${ofField('en')}: ${words.en}.`,
    },
    place,
    cause,
  );
};

const idWrong = (collection: Collection, id: string): Problem =>
  refused(
    'blueprint_id_wrong',
    collection === 'stages'
      ? {
          ru: `Стадии «${id}» нет: можно ${stageIds.join(', ')}.`,
          en: `There is no stage “${id}”: it may be ${stageIds.join(', ')}.`,
        }
      : {
          ru: `${collectionNamesInWords[collection].ru}: «${id}» не годится в имена — нужны буквы, цифры, точка, дефис, «_» или «|», до 80 знаков, первый — буква или цифра.`,
          en: `${collectionNamesInWords[collection].en}: “${id}” can’t be an id: letters, digits, dot, hyphen, “_” or “|”, up to 80, the first a letter or a digit.`,
        },
    { collection, id },
  );

const stageIds = DesignedStage.options.flatMap((option) => ('value' in option ? [option.value] : option.options));

/** What a database can't keep in text: the character nought and halves of characters. */
const unstorable = (text: string): string => text.replaceAll('\u0000', '').replace(/\p{Surrogate}/gu, '\uFFFD');

/** The same without what can't be kept. */
const storable = (value: unknown): unknown => {
  if (typeof value === 'string') return unstorable(value);
  if (Array.isArray(value)) return value.map(storable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [unstorable(key), storable(inner)]));
};

/** The path of something in a value that reading it left out; null where nothing was. */
const leftOut = (value: unknown, read: unknown): string[] | null => {
  if (typeof value !== 'object' || value === null || typeof read !== 'object' || read === null) return null;
  for (const [key, inner] of Object.entries(value)) {
    if (!(key in read)) return [key];
    const deeper = leftOut(inner, (read as Thing)[key]);
    if (deeper !== null) return [key, ...deeper];
  }
  return null;
};

const strangeField = (ref: ThingRef, path: readonly string[]): Problem =>
  refused(
    'blueprint_field_unknown',
    {
      ru: `${nameOfThing(ref, 'ru')}: поля «${path.join('.')}» здесь не бывает. Уберите его или исправьте имя.`,
      en: `${nameOfThing(ref, 'en')}: there is no field “${path.join('.')}”. Take it out or mend its name.`,
    },
    { collection: ref.collection, id: ref.id, field: path.join('.') },
  );

/** A thing checked against its collection, with what it leaves out filled in; throws a problem that names thing and field. */
export const checkedThing = (ref: ThingRef, value: Thing): Thing => {
  const isId = ref.collection === 'stages' ? DesignedStage.safeParse(ref.id) : ThingId.safeParse(ref.id);
  if (!isId.success) throw idWrong(ref.collection, ref.id);
  const given = storable(value);
  const read = collections[ref.collection].safeParse(given);
  if (read.success) {
    const strange = leftOut(given, read.data);
    if (strange !== null) throw strangeField(ref, strange);
    return read.data;
  }
  throw misfit(ref, read.error.issues[0] ?? { message: '' }, read.error);
};

/** A thing in the shape and order of its collection's fields; as it is where it does not fit. */
export const shapedThing = ({ collection }: ThingRef, value: Value): Value => {
  const read = collections[collection].safeParse(storable(value));
  return read.success ? read.data : value;
};

const notABlueprint = (): Problem =>
  refused('not_a_blueprint', {
    ru: `Это не файл проекта: в нём ожидается "format": "${blueprintFormat}".`,
    en: `This is no blueprint: "format": "${blueprintFormat}" is expected in it.`,
  });

const newerShape = (shape: number): Problem =>
  refused('blueprint_is_newer', {
    ru: `Этот проект записан более новой версией программы (вид ${shape}, здесь понятен ${blueprintShape}): обновите программу.`,
    en: `This blueprint was written by a newer version of the program (shape ${shape}, known here is ${blueprintShape}): update the program.`,
  });

const strangePart = (name: string): Problem =>
  refused(
    'blueprint_part_unknown',
    {
      ru: `В проекте нет раздела «${name}»; есть ${collectionNames.join(', ')}.`,
      en: `A blueprint has no part “${name}”; it has ${collectionNames.join(', ')}.`,
    },
    { collection: name },
  );

const noThings = (name: string): Problem =>
  refused(
    'blueprint_part_wrong',
    {
      ru: `Раздел «${name}» проекта должен быть объектом «имя: запись».`,
      en: `The part “${name}” of a blueprint must be an object of things by id.`,
    },
    { collection: name },
  );

const isThing = (value: unknown): value is Thing =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const byId = ([a]: [string, unknown], [b]: [string, unknown]): number => (a < b ? -1 : 1);

/** Things in the order of their ids and fields in that of their schema, so that equal designs are equal files. */
const inOrder = (things: Thing): Thing => Object.fromEntries(Object.entries(things).sort(byId));

/**
 * A document read from outside: checked thing by thing, what it leaves out filled in.
 *
 * Throws a problem that names the place. References that lead nowhere are taken: `check` finds them.
 */
export const readDocument = (document: Thing): Blueprint => {
  const { format, shape = blueprintShape, ...parts } = document;
  if (format !== blueprintFormat) throw notABlueprint();
  if (typeof shape === 'number' && shape > blueprintShape) throw newerShape(shape);
  if (shape !== blueprintShape) throw notABlueprint();
  const read: Record<string, Thing> = {};
  for (const [name, things] of Object.entries(parts)) {
    const collection = CollectionName.safeParse(name);
    if (!collection.success) throw strangePart(name);
    if (!isThing(things)) throw noThings(name);
    const checked = Object.entries(things).map(([id, thing]) => [
      id,
      checkedThing({ collection: collection.data, id }, thing as Thing),
    ]);
    read[name] = inOrder(Object.fromEntries(checked));
  }
  return Blueprint.parse(read);
};

/** The document of things as they stand. */
export const documentOf = (things: readonly (ThingRef & { value: Value })[]): Blueprint => {
  const parts: Record<string, Thing> = {};
  for (const { collection, id, value } of things)
    if (value !== null) parts[collection] = Object.assign(parts[collection] ?? {}, { [id]: value });
  return keptDocument(parts);
};

/** A document as it was kept, with what later versions of the program added. */
export const keptDocument = (kept: unknown): Blueprint => {
  const document = kept as Record<string, Thing>;
  const ordered = Object.fromEntries(collectionNames.map((name) => [name, inOrder(document[name] ?? {})] as const));
  return Blueprint.parse(ordered);
};

/** Every thing of a document. */
export const thingsIn = (document: Blueprint): (ThingRef & { value: Thing })[] =>
  collectionNames.flatMap((collection) =>
    Object.entries(document[collection] as Record<string, Thing>).map(([id, value]) => ({ collection, id, value })),
  );

/** How many things a document has of each kind; kinds without any are left out. */
export const countsOf = (document: Blueprint): BlueprintVersion['counts'] =>
  Object.fromEntries(
    collectionNames.flatMap((name) => {
      const count = Object.keys(document[name]).length;
      return count > 0 ? [[name, count] as const] : [];
    }),
  );
