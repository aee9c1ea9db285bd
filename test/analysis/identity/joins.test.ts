import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { IdentityDecision } from '../../../src/analysis/identity/decisions.ts';
import { type IdentityRecord, joinRecords, type RecordKey } from '../../../src/analysis/identity/joins.ts';

const record = (id: string, cells: Partial<IdentityRecord> = {}): IdentityRecord => ({
  id,
  hasCard: true,
  kinds: [],
  taxes: [],
  partners: [],
  createdAt: null,
  ...cells,
});
const key = (kind: RecordKey['kind'], value: string, ...records: string[]): RecordKey[] =>
  records.map((each) => ({ kind, value, record: each }));
const merge = (id: number, records: string[], others: string[]): IdentityDecision => ({
  id,
  kind: 'merge',
  records,
  others,
});
const split = (id: number, records: string[], others: string[]): IdentityDecision => ({
  id,
  kind: 'split',
  records,
  others,
});

/** Groups of more than one record, their own one first. */
const groups = (joins: ReturnType<typeof joinRecords>): string[][] => {
  const byCustomer = new Map<string, string[]>();
  for (const join of joins) byCustomer.set(join.customer, [...(byCustomer.get(join.customer) ?? []), join.record]);
  return [...byCustomer].map(([customer, records]) => [customer, ...records.sort()]).sort();
};
const joined = (records: IdentityRecord[], keys: RecordKey[], decisions: IdentityDecision[] = []) =>
  groups(joinRecords(records, keys, decisions));

test('a key two records share joins them, and so on along the chain', () => {
  const records = ['a', 'b', 'c', 'd'].map((id) => record(id));
  const keys = [...key('email', 'x@tea.ru', 'b', 'a'), ...key('phone', '+7912', 'b', 'c'), ...key('client', '1', 'd')];
  expect(joined(records, keys)).toEqual([['a', 'b', 'c']]);
  expect(joinRecords(records, keys, []).map(({ record: one, by, value, other }) => [one, by, value, other])).toEqual([
    ['b', 'email', 'x@tea.ru', 'a'],
    ['c', 'phone', '+7912', 'b'],
  ]);
});

test('the customer goes by the record with a tax number, then by the first created, then by the smallest id', () => {
  const keys = key('email', 'x@tea.ru', 'a', 'b', 'c', 'person:p');
  const of = (...records: IdentityRecord[]) => joined(records, keys)[0]?.[0];
  expect(of(record('a'), record('b', { taxes: ['1'] }), record('c', { createdAt: 1 }))).toBe('b');
  expect(of(record('a', { createdAt: 9 }), record('b'), record('c', { createdAt: 5 }))).toBe('c');
  expect(of(record('a'), record('b'), record('c'))).toBe('a');
  expect(of(record('c'))).toBe('c');
});

test('two tax numbers are two customers whatever else they share, and nobody between is taken', () => {
  const records = [record('a', { taxes: ['1'] }), record('b', { taxes: ['2'] }), record('c')];
  expect(joined(records, key('phone', '+7912', 'a', 'b', 'c'))).toEqual([]);
  // Surer keys come first: the address joins, the telephone would then join two tax numbers.
  const chain = [...key('email', 'x@tea.ru', 'b', 'c'), ...key('phone', '+7912', 'a', 'c')];
  expect(joined(records, chain)).toEqual([['b', 'c']]);
  expect(joined(records, [], [merge(1, ['a'], ['b'])])).toEqual([['a', 'b']]);
});

test('a dealer and an end customer stay apart', () => {
  const phone = key('phone', '+7912', 'dealer', 'end');
  expect(joined([record('dealer', { kinds: ['partner'] }), record('end', { kinds: ['b2c'] })], phone)).toEqual([]);
  expect(joined([record('dealer'), record('end', { partners: ['dealer'] })], phone)).toEqual([]);
  expect(joined([record('dealer', { kinds: ['partner'] }), record('end')], phone)).toEqual([['dealer', 'end']]);
});

test('a key too many records share joins nobody', () => {
  const ids = Array.from({ length: 21 }, (_, at) => `c${at}`);
  const records = ids.map((id) => record(id));
  expect(joined(records, key('phone', '+7912', ...ids))).toEqual([]);
  expect(joined(records, key('phone', '+7912', ...ids.slice(1)))[0]).toHaveLength(20);
});

test('a record split off stays off, whatever comes later', () => {
  const records = ['a', 'b', 'c', 'd'].map((id) => record(id));
  const email = key('email', 'x@tea.ru', 'a', 'b', 'c');
  expect(joined(records, email, [split(1, ['c'], ['a', 'b'])])).toEqual([['a', 'b']]);
  const later = [...key('email', 'x@tea.ru', 'a', 'b', 'c', 'd'), ...key('tax', '77', 'c', 'b')];
  expect(joined(records, later, [split(1, ['c'], ['a', 'b', 'd'])])).toEqual([['a', 'b', 'd']]);
  expect(joined(records, email, [split(1, ['c'], ['a', 'b']), merge(2, ['c'], ['a', 'b'])])).toEqual([['a', 'b', 'c']]);
});

const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'person:p', 'person:q'];
const id = fc.constantFrom(...ids);
const someRecords = fc.uniqueArray(
  fc.record({
    id,
    hasCard: fc.constant(true),
    kinds: fc.subarray(['partner', 'b2b'], { maxLength: 1 }),
    taxes: fc.subarray(['1', '2'], { maxLength: 1 }),
    partners: fc.subarray(['a', 'b'], { maxLength: 1 }),
    createdAt: fc.option(fc.integer({ min: 0, max: 3 })),
  }),
  { selector: (each) => each.id, maxLength: 8 },
);
const someKeys = fc.array(
  fc.record({
    kind: fc.constantFrom('tax' as const, 'email' as const, 'phone' as const, 'client' as const),
    value: fc.constantFrom('1', '2', '3'),
    record: id,
  }),
  { maxLength: 16 },
);
const someDecisions = fc
  .array(
    fc.record({
      kind: fc.constantFrom('merge' as const, 'split' as const),
      records: fc.subarray(ids, { minLength: 1, maxLength: 2 }),
      others: fc.subarray(ids, { minLength: 1, maxLength: 3 }),
    }),
    { maxLength: 4 },
  )
  .map((rows) =>
    rows.map((row, at) => ({ ...row, id: at + 1, others: row.others.filter((each) => !row.records.includes(each)) })),
  );
const run = { seed: 5, numRuns: 500 };

test('the order of rows does not matter', () => {
  fc.assert(
    fc.property(someRecords, someKeys, someDecisions, fc.integer(), (records, keys, decisions, turn) => {
      const shuffled = <T>(rows: T[]): T[] =>
        rows.map((_, at) => rows[(at + Math.abs(turn)) % rows.length] as T).reverse();
      const again = joinRecords(shuffled(records), shuffled(keys), shuffled(decisions));
      const sorted = (joins: ReturnType<typeof joinRecords>) => joins.map((each) => JSON.stringify(each)).sort();
      expect(sorted(again)).toEqual(sorted(joinRecords(records, keys, decisions)));
    }),
    run,
  );
});

test('what is kept apart last is never in one group, and keys alone never join two tax numbers', () => {
  fc.assert(
    fc.property(someRecords, someKeys, someDecisions, id, id, (records, keys, decisions, left, right) => {
      fc.pre(left !== right);
      const apart = [...decisions, split(99, [left], [right])];
      const groupOf = new Map(joinRecords(records, keys, apart).map((join) => [join.record, join.customer]));
      expect(groupOf.get(left) ?? left).not.toBe(groupOf.get(right) ?? right);
      for (const group of joined(records, keys)) {
        const taxes = records.filter((each) => group.includes(each.id)).flatMap((each) => each.taxes);
        expect(new Set(taxes).size).toBeLessThanOrEqual(1);
      }
    }),
    run,
  );
});

test('each record is joined once, along records of its own customer, to one that goes by its own id', () => {
  fc.assert(
    fc.property(someRecords, someKeys, someDecisions, (records, keys, decisions) => {
      const joins = joinRecords(records, keys, decisions);
      const customers = new Map(joins.map((join) => [join.record, join.customer]));
      expect(customers.size).toBe(joins.length);
      for (const { customer, other } of joins) {
        expect(customers.has(customer)).toBe(false);
        expect(customers.get(other) ?? other).toBe(customer);
      }
    }),
    run,
  );
});
