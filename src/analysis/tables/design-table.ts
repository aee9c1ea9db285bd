import type { Blueprint, Collection, ThingOf } from '../../model/blueprint/blueprint.ts';
import type { RealPath, RulesPreview } from '../../model/blueprint/contract.ts';
import type { DesignFacts } from '../../model/blueprint/facts.ts';
import type { DesignFinding } from '../../model/blueprint/finding.ts';
import { thingsOf } from '../../model/blueprint/things.ts';
import type { Wording } from '../../model/blueprint/words.ts';
import { worded } from '../../model/blueprint/words.ts';
import type { Sentence } from '../../model/problem.ts';
import { fieldName } from '../blueprint/fields.ts';
import { nameOf } from '../blueprint/names.ts';

/** One value of a table: text, a number or nothing. */
export type Value = string | number | null;

/** A table of the design in one language: things by name, not by id. */
export type DesignTable = { header: string[]; rows: Value[][] };

/** What a table is written from. */
export type Written = {
  blueprint: Blueprint;
  language: 'ru' | 'en';
  asOf: string;
  findings: readonly DesignFinding[];
  /** What the company's facts say, where it is known. */
  facts?: DesignFacts | null;
  /** How customers really went, by designed journey. */
  paths?: readonly RealPath[];
  /** Kinds of facts no rule takes. */
  unmapped?: RulesPreview['unmapped'];
  /** The one journey a table that is told by journeys is of; all where it is left out. */
  journey?: string | undefined;
};

export type Column<Thing> = { name: Sentence; value: (thing: Thing, id: string) => Value };

/** Several values in one cell. */
export const joined = (values: readonly string[]): string => values.filter((value) => value !== '').join('; ');

/** Helpers that write a thing's fields in the reader's language. */
export const writerOf = ({ blueprint, language }: Pick<Written, 'blueprint' | 'language'>) => {
  const named = (collection: Collection, id: string | null): string =>
    id === null ? '' : nameOf(blueprint, { collection, id })[language];
  return {
    words: (wording: Wording | undefined): string => worded(wording, language),
    named,
    all: (collection: Collection, ids: readonly string[]): string => joined(ids.map((id) => named(collection, id))),
    of: <Key extends string>(words: Readonly<Record<Key, Sentence>>, key: Key | null): string =>
      key === null ? '' : (words[key]?.[language] ?? key),
    yes: (is: boolean): string => (is ? { ru: 'да', en: 'yes' }[language] : ''),
  };
};

/** A field's name as a heading. */
export const heading = (field: string): Sentence => {
  const { ru, en } = fieldName(field);
  const raised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
  return { ru: raised(ru), en: raised(en) };
};

export const column = <Thing>(name: Sentence | string, value: Column<Thing>['value']): Column<Thing> => ({
  name: typeof name === 'string' ? heading(name) : name,
  value,
});

/** A table of one collection, its things in the order they are shown; the last column is the id, by which other programs find them. */
export const tableOf = <Name extends Collection>(
  { blueprint, language }: Pick<Written, 'blueprint' | 'language'>,
  collection: Name,
  columns: readonly Column<ThingOf<Name>>[],
): DesignTable => ({
  header: [...columns.map(({ name }) => name[language]), 'id'],
  rows: thingsOf(blueprint, collection).map(([id, thing]) => [...columns.map(({ value }) => value(thing, id)), id]),
});

/** A table by its headings in both languages. */
export const headed = (
  { language }: Pick<Written, 'language'>,
  headings: readonly (readonly [ru: string, en: string])[],
  rows: Value[][],
): DesignTable => ({
  header: headings.map(([ru, en]) => (language === 'ru' ? ru : en)),
  rows,
});
