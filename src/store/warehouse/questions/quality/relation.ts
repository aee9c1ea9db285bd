import {
  firstExamples,
  mostExamples,
  sumTallies,
  type Tallies,
  type Tally,
} from '../../../../analysis/quality/tally.ts';
import type { Day } from '../../../../model/days.ts';
import type { FindingCode } from '../../../../model/quality.ts';
import type { SqlValue, Warehouse } from '../../warehouse.ts';

/** One thing looked for among the rows of a relation: which rows it is about, and which of them are cases. Both are SQL conditions. */
export type Check = { code: FindingCode; of?: string; when: string };

/**
 * Rows that several checks look at in one pass.
 *
 * `rows` is a query with the columns id, source, key (of the customer, 0 without one), day (may be null), minor (money, may be null) and
 * whatever the conditions name.
 */
export type Relation = { rows: string; checks: readonly Check[] };

/** What every question about data quality is asked with. */
export type QualityQuestion = {
  workspace: string;
  snapshot: number;
  currency: string;
  timeZone: string;
  asOf: Day;
  today: Day;
  activationKinds: readonly string[];
};

export const parametersOf = (question: QualityQuestion): Record<string, SqlValue> => ({
  workspace: question.workspace,
  snapshot: question.snapshot,
  currency: question.currency,
  time_zone: question.timeZone,
  as_of: question.asOf,
  today: question.today,
  activation_kinds: question.activationKinds,
});

/** A line may stand in the ledger twice and under two sources: so many smallest ids hold the five smallest different ones. */
const idsRead = mostExamples * 4;

/** Months are numbers: `toStartOfMonth` of a day before 1970 would not be that month. */
const monthNumber = `ifNull(toInt32(toYear(day)) * 12 + toMonth(day) - 1, -1)`;
const monthOfNumber = (number: number): Day =>
  `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}-01`;

const columnsOf = ({ of = 'true', when }: Check, at: number): string => {
  const isCase = `ifNull((${of}) AND (${when}), false)`;
  const isAsked = `ifNull(${of}, false)`;
  return `countIf(${isCase}) AS count_${at}, countIf(${isAsked}) AS of_${at},
    sumIf(ifNull(minor, 0), ${isCase}) AS minor_${at}, sumIf(ifNull(minor, 0), ${isAsked}) AS of_minor_${at},
    ifNull(toString(minIf(toNullable(day), ${isCase})), '') AS since_${at}, ifNull(toString(maxIf(toNullable(day), ${isCase})), '') AS until_${at},
    groupArraySortedIf(${idsRead})(id, ${isCase}) AS examples_${at}`;
};

type Found = Record<string, number | string | string[]>;

const tallyAt = (row: Found, at: number): Tally => {
  const number = (name: string) => Number(row[`${name}_${at}`] ?? 0);
  const day = (name: string) => (row[`${name}_${at}`] as string) || null;
  const sums = { count: number('count'), of: number('of'), minor: number('minor'), ofMinor: number('of_minor') };
  const month = Number(row.month_number);
  return {
    ...sums,
    since: day('since'),
    until: day('until'),
    examples: firstExamples((row[`examples_${at}`] as string[]) ?? []),
    months: month < 0 || sums.of === 0 ? [] : [{ month: monthOfNumber(month), ...sums }],
  };
};

/** Counts what each check of a relation finds, in one pass over its rows. */
export const tallyRelation = async (
  warehouse: Warehouse,
  { rows, checks }: Relation,
  question: QualityQuestion,
): Promise<Tallies> => {
  const found = await warehouse.rows<Found>(
    `SELECT ${monthNumber} AS month_number, ${checks.map(columnsOf).join(',\n    ')}
    FROM (${rows}) GROUP BY month_number ORDER BY month_number`,
    { parameters: parametersOf(question) },
  );
  return Object.fromEntries(checks.map(({ code }, at) => [code, sumTallies(found.map((row) => tallyAt(row, at)))]));
};

/** One case of a finding as the engine tells it. Money is in minor units; `customer` is the customer's id where there is one. */
export type QualityCase = {
  id: string;
  source: string;
  customer: string;
  name: string;
  day: Day | null;
  minor: number | null;
};

/** The cases of one check, the latest first, a page at a time. */
export const casesOf = async (
  warehouse: Warehouse,
  { rows, checks }: Relation,
  code: FindingCode,
  question: QualityQuestion & { limit: number; offset: number },
): Promise<QualityCase[]> => {
  const check = checks.find((each) => each.code === code);
  if (!check) throw new Error(`no check ${code}`);
  return warehouse.rows<QualityCase>(
    `SELECT c.id AS id, c.source AS source, p.subject AS customer, p.name AS name, toString(c.shown_day) AS day, c.minor AS minor
    FROM (
      SELECT id, toString(source) AS source, key, day AS shown_day, minor FROM (${rows})
      WHERE ifNull((${check.of ?? 'true'}) AND (${check.when}), false)
      ORDER BY shown_day DESC NULLS LAST, source, id LIMIT {limit:UInt32} OFFSET {offset:UInt64}
    ) AS c
    LEFT ANY JOIN (SELECT customer, subject, name FROM ledger_profiles
      WHERE workspace = {workspace:String} AND snapshot = {snapshot:UInt64}) AS p ON p.customer = c.key
    ORDER BY c.shown_day DESC NULLS LAST, c.source, c.id`,
    { parameters: { ...parametersOf(question), limit: question.limit, offset: question.offset } },
  );
};
