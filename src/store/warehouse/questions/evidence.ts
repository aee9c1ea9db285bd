import type { AlikeFacts, IdentifiedRule } from '../../../analysis/blueprint/evidence.ts';
import { holds } from '../../../analysis/blueprint/tests.ts';
import type { FactField, FactTest } from '../../../model/blueprint/inputs.ts';
import type { EvidenceRule } from '../../../model/blueprint/journey.ts';
import { type Day, monthsLater } from '../../../model/days.ts';
import { groupKey } from '../ledger/fragments.ts';
import type { SqlValue, Warehouse } from '../warehouse.ts';
import type { Scope } from './scope.ts';
import { Parameters, testSql } from './tests.ts';

const ofWorkspace = 'workspace = {workspace:String}';
const ledger = `${ofWorkspace} AND snapshot = {snapshot:UInt64}`;

/** Facts of one sort: where they are read, when they happened, what they are known by, and the fields they have. */
type Sort = {
  rows: string;
  at: string;
  kind: string;
  channel: string;
  touchpoint: string;
  /** Fields of few values, and fields of many: of those only what tests make of them is looked at. */
  few: Partial<Record<FactField, string>>;
  many: Partial<Record<FactField, string>>;
};

/** The column of a fact by the field a rule tests. */
export const factColumn = (fact: EvidenceRule['fact'], field: FactField, bound: Parameters): string =>
  isAttribute(field)
    ? `props[${bound.add('String', field.slice(prefix.length))}]`
    : (sorts[fact].few[field] ?? sorts[fact].many[field] ?? `''`);

/** Rows of deals' stages or of order lines, each with the instant it is of. */
export const rowsOfFact = (fact: 'deal' | 'order'): { rows: string; at: string } => sorts[fact];

const sorts: Record<EvidenceRule['fact'], Sort> = {
  interaction: {
    rows: `current_interactions FINAL WHERE ${ofWorkspace}`,
    at: 'occurred_at',
    kind: 'kind',
    channel: 'channel',
    touchpoint: 'touchpoint',
    few: {
      kind: 'kind',
      channel: 'channel',
      source: 'touch_source',
      medium: 'medium',
      campaign: 'campaign',
      touchpoint: 'touchpoint',
      sales_type: 'sales_type',
      actor: 'actor',
    },
    many: { text: 'text' },
  },
  deal: {
    rows: `(SELECT *, coalesce(stage_entered_at, opened_at, closed_at) AS seen_at FROM current_deals FINAL WHERE ${ofWorkspace})
      WHERE seen_at IS NOT NULL`,
    at: 'assumeNotNull(seen_at)',
    kind: 'stage',
    channel: 'channel',
    touchpoint: `''`,
    few: {
      stage: 'stage',
      outcome: 'outcome',
      process: 'process',
      actor: 'owner',
      channel: 'channel',
      campaign: 'campaign',
    },
    many: { product_id: 'product_id' },
  },
  order: {
    rows: `(SELECT line.* EXCEPT (class), classed.class AS class FROM (SELECT * FROM current_order_lines FINAL WHERE ${ofWorkspace}) AS line
      LEFT ANY JOIN (SELECT sipHash64(source, line_id) AS line_no, CAST(class, 'LowCardinality(String)') AS class FROM ledger_lines WHERE ${ledger}) AS classed
        ON classed.line_no = sipHash64(line.source, line.line_id)) WHERE 1`,
    at: 'ordered_at',
    kind: 'class',
    channel: 'channel',
    touchpoint: `''`,
    few: {
      channel: 'channel',
      campaign: 'campaign',
      sales_type: 'sales_type',
      status: 'status',
      class: 'class',
    },
    many: { product_id: 'product_id' },
  },
};
const prefix = 'props.';
const isAttribute = (field: FactField): boolean => field.startsWith(prefix);

type Found = Record<string, string> & { since: number; holding: number[]; count: number };

const maskBits = 30;

/** Conditions as bits of as few numbers as hold them. */
const masks = (conditions: readonly string[]): string[] =>
  Array.from({ length: Math.ceil(conditions.length / maskBits) }, (_, mask) =>
    conditions
      .slice(mask * maskBits, (mask + 1) * maskBits)
      .map((condition, at) => `bitShiftLeft(toUInt32(${condition}), ${at})`)
      .join(' + '),
  );

/** Facts of one sort up to the as-of day, those that look the same to the rules together. */
const alikeOfSort = async (
  warehouse: Warehouse,
  { scope, asOf, timeZone }: { scope: Scope; asOf: Day; timeZone: string },
  fact: EvidenceRule['fact'],
  rules: readonly EvidenceRule[],
): Promise<AlikeFacts[]> => {
  const sort = sorts[fact];
  const bound = new Parameters();
  const tests = [...new Map(rules.flatMap(({ when }) => when).map((test) => [JSON.stringify(test), test])).values()];
  const few = [...new Set(tests.map(({ field }) => field))].filter((field) => sort.few[field] !== undefined);
  const apart = tests.filter(({ field }) => isAttribute(field) || sort.many[field] !== undefined);
  const columnOf = (field: FactField): string =>
    isAttribute(field) ? `props[${bound.add('String', field.slice(prefix.length))}]` : (sort.many[field] ?? `''`);
  const yearAgo = monthsLater(asOf, -12);
  const days = [...new Set([yearAgo, ...rules.flatMap(({ from }) => from ?? [])])].sort();
  const instant = (day: Day): string => `toDateTime64(${bound.add('String', day)}, 3, {time_zone:String})`;
  const since = days.map((day) => `toUInt16(${sort.at} >= ${instant(day)})`).join(' + ');
  const holding = masks(apart.map((test) => testSql(test, columnOf(test.field), bound)));
  const words = [
    ...new Set([sort.kind, sort.channel, sort.touchpoint, ...few.map((field) => sort.few[field] ?? `''`)]),
  ];
  const parameters: Record<string, SqlValue> = { ...scope, as_of: asOf, time_zone: timeZone, ...bound.values };
  const found = await warehouse.rows<Found>(
    `SELECT ${words.map((word, at) => `toString(any(${word})) AS word_${at}`).join(', ')}, any(${since}) AS since,
  [${holding.map((mask) => `any(${mask})`).join(', ')}] AS holding, count() AS count FROM ${sort.rows}
  AND ${sort.at} < addDays(toDateTime64({as_of:String}, 3, {time_zone:String}), 1)
GROUP BY ${groupKey([...words, since, ...holding])}
SETTINGS do_not_merge_across_partitions_select_final = 1`,
    { parameters },
  );
  const wordOf = (row: Found, word: string | undefined): string => row[`word_${words.indexOf(word ?? '')}`] ?? '';
  const places = new Map(apart.map((test, at) => [JSON.stringify(test), at]));
  /** Whether a test holds for a group; there are few words and many groups. */
  const decider = (test: FactTest): ((row: Found) => boolean) => {
    const place = places.get(JSON.stringify(test));
    if (place !== undefined)
      return ({ holding }) => (((holding[Math.floor(place / maskBits)] ?? 0) >> (place % maskBits)) & 1) === 1;
    const column = few.includes(test.field) ? `word_${words.indexOf(sort.few[test.field] ?? '')}` : '';
    const known = new Map<string, boolean>();
    return (row) => {
      const word = String(row[column] ?? '');
      const answer = known.get(word) ?? holds(test, word);
      known.set(word, answer);
      return answer;
    };
  };
  const deciders = new Map<FactTest, (row: Found) => boolean>();
  return found.map((row) => ({
    fact,
    kind: wordOf(row, sort.kind),
    channel: wordOf(row, sort.channel),
    touchpoint: wordOf(row, sort.touchpoint),
    day: days[row.since - 1] ?? '',
    isRecent: (days[row.since - 1] ?? '') >= yearAgo,
    count: row.count,
    holds: (test: FactTest): boolean => {
      const decides = deciders.get(test) ?? decider(test);
      deciders.set(test, decides);
      return decides(row);
    },
  }));
};

/**
 * All facts that may prove a visit, those that look the same to the rules together, so that rules are tried on few groups instead of millions of
 * facts. Channels and campaigns are as facts write them; the class of an order line is that of the ledger.
 */
export const alikeFacts = async (
  warehouse: Warehouse,
  question: { scope: Scope; asOf: Day; timeZone: string },
  rules: readonly IdentifiedRule[],
): Promise<AlikeFacts[]> => {
  const found = await Promise.all(
    (['interaction', 'deal', 'order'] as const).map((fact) =>
      alikeOfSort(
        warehouse,
        question,
        fact,
        rules.map(({ rule }) => rule).filter((rule) => rule.fact === fact),
      ),
    ),
  );
  return found.flat();
};
