import { bordersOf, keyOf, normalFilter, type Question } from '../../../../analysis/components/question.ts';
import type { Tally } from '../../../../analysis/components/tally.ts';
import { addDays, type Day, daysBetween, type Period } from '../../../../model/days.ts';
import type { Dimension } from '../../../../model/metric-words.ts';
import type { RunOptions } from '../../warehouse.ts';
import type { Scope } from '../scope.ts';

/** One statement of a question: its text, what it binds, and how its rows become tallies. */
export type Statement = { sql: string; options: RunOptions; read: (rows: Row[]) => Tally[] };
export type Row = Record<string, string | number | (string | number)[]>;

const epoch = '1970-01-01';
/** A day as the number the engine has for it, days since 1970. */
export const dayNumber = (day: Day): number => daysBetween(epoch, day);
const knownDays = new Map<number, Day>();
/** The day of a number; written once, as rows of one answer name the same few days. */
export const dayOf = (number: number): Day => {
  const day = knownDays.get(number) ?? addDays(epoch, number);
  knownDays.set(number, day);
  return day;
};

/** Stands for «before the first border»; earlier than any day the engine knows. */
const beforeAll = -1_000_000;
/** Stands for a day that never comes. */
export const never = 1_000_000;

/** The number of the first day of the atom a day number lies in. */
export const atomSql = (day: string, borders: readonly Day[]): string =>
  `roundDown(${day}, [${[beforeAll, ...borders.map(dayNumber)].join(', ')}]::Array(Int32))`;

export const atomDay = (at: unknown): Day => (Number(at) === beforeAll ? '' : dayOf(Number(at)));

/** Looks up, by the atom a day lies in, which of a list (as bits) begin after it. */
export const laterBits = (day: string, borders: readonly Day[], starts: readonly Day[]): string => {
  const atoms = ['', ...borders];
  const bits = atoms.map((atom) => starts.reduce((sum, start, at) => (start > atom ? sum + 2 ** at : sum), 0));
  const numbers = atoms.map((atom) => (atom === '' ? beforeAll : dayNumber(atom)));
  return `transform(${atomSql(day, borders)}, [${numbers.join(', ')}]::Array(Int32), [${bits.join(', ')}]::Array(UInt64), 0::UInt64)`;
};

/** Bits of one mask that fit a JSON number; longer lists are asked in parts. */
export const bitsAtOnce = 50;
export const allBits = (count: number): number => 2 ** count - 1;

/** Bits of the periods a day lies in. */
export const withinBits = (day: string, periods: readonly Period[]): string => {
  const borders = bordersOf(periods);
  const after = laterBits(
    day,
    borders,
    periods.map(({ from }) => from),
  );
  const before = laterBits(
    day,
    borders,
    periods.map(({ to }) => to),
  );
  return `bitAnd(bitXor(${after}, ${allBits(periods.length)}), ${before})`;
};

export const dimensionSql = (dimension: Dimension, alias = ''): string =>
  dimension === 'cohort' ? `ifNull(left(toString(${alias}cohort), 7), '')` : `toString(${alias}${dimension})`;

/** The rows of a ledger for a scope, and of them those a filter leaves. */
export const where = (question: Pick<Question, 'filter'>, alias = ''): string =>
  [
    `${alias}workspace = {workspace:String}`,
    `${alias}snapshot = {snapshot:UInt64}`,
    ...normalFilter(question.filter).map(
      ([dimension]) => `${dimensionSql(dimension, alias)} IN {filter_${dimension}:Array(String)}`,
    ),
  ].join(' AND ');

/**
 * Settings for statements of many small expressions: compiling them to machine code takes longer than running them.
 */
export const uncompiled = { compile_expressions: 0, compile_aggregate_expressions: 0 };

export const parametersOf = (scope: Scope, question: Pick<Question, 'filter'>): RunOptions['parameters'] => ({
  workspace: scope.workspace,
  snapshot: scope.snapshot,
  ...Object.fromEntries(normalFilter(question.filter).map(([dimension, values]) => [`filter_${dimension}`, values])),
});

/** The columns of the dimensions asked for, `d0`, `d1`, …, each followed by a comma. */
export const keyColumns = (by: readonly Dimension[], alias = ''): string =>
  by.map((dimension, at) => `${dimensionSql(dimension, alias)} AS d${at}, `).join('');
export const keyNames = (by: readonly Dimension[], alias = ''): string =>
  by.map((_, at) => `${alias}d${at}, `).join('');
export const keyOfRow = (row: Row, by: readonly Dimension[]): string => keyOf(by.map((_, at) => String(row[`d${at}`])));

/** Whether everyone counts: nothing is asked of customers' profiles. */
export const isOfEveryone = (question: Question): boolean =>
  question.by.length === 0 && normalFilter(question.filter).length === 0;

/** Joins customers with their profile, its dimensions and one more column of it. */
export const joinProfiles = (question: Question, kind: 'INNER' | 'LEFT', column: string): string =>
  `${kind} JOIN (SELECT customer, ${keyColumns(question.by, 'profile.')}${column} FROM ledger_profiles AS profile WHERE ${where(question, 'profile.')}) AS profile USING (customer)`;

/** Joins customers with their profile where a question asks for dimensions; without, everyone counts. */
export const profileJoin = (question: Question): string =>
  isOfEveryone(question) ? '' : joinProfiles(question, 'INNER', '1 AS found');

export const ledgerOnly = 'workspace = {workspace:String} AND snapshot = {snapshot:UInt64}';

export const number = (row: Row, name: string): number => Number(row[name] ?? 0);

export const numbers = (row: Row, name: string): number[] => {
  const list = row[name];
  return Array.isArray(list) ? list.map(Number) : [];
};

export const chunks = <T>(list: readonly T[], size: number): T[][] => {
  const parts: T[][] = [];
  for (let at = 0; at < list.length; at += size) parts.push(list.slice(at, at + size));
  return parts;
};

export const periodKeys = (periods: readonly Period[]): Period[] => [
  ...new Map(periods.map((period) => [`${period.from}/${period.to}`, period])).values(),
];
