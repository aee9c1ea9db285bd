import {
  type CostTally,
  type DesignQuestion,
  type DesignTallies,
  meetingDays,
  mostKinds,
  type OriginTally,
  type ProcessTally,
  type SegmentTally,
} from '../../../analysis/blueprint/tallies.ts';
import type { Stage } from '../../../model/stages.ts';
import { groupKey } from '../ledger/fragments.ts';
import { type Naming, namedRows } from '../ledger/talks.ts';
import type { SqlValue, Warehouse } from '../warehouse.ts';
import { namingOf } from './attribution/touches.ts';
import { leaksBySegment } from './leaks.ts';
import type { Scope } from './scope.ts';

/** What is asked: which ledger, over which time. */
export type DesignScope = DesignQuestion & { scope: Scope; timeZone: string };

const ledger = 'workspace = {workspace:String} AND snapshot = {snapshot:UInt64}';
const within = (column: string): string => `${column} >= {from:Date32} AND ${column} < {to:Date32}`;

const parametersOf = ({ scope, period, asOf, timeZone }: DesignScope): Record<string, SqlValue> => ({
  workspace: scope.workspace,
  snapshot: scope.snapshot,
  from: period.from,
  to: period.to,
  as_of: asOf,
  time_zone: timeZone,
});

const asked = <Row>(warehouse: Warehouse, question: DesignScope, sql: string): Promise<Row[]> =>
  warehouse.rows<Row>(sql, { parameters: parametersOf(question) });

/** Costs of the period by all that tells whom they serve, largest first; a note where all lines of a sum have the same. */
export const costsServed = (warehouse: Warehouse, question: DesignScope): Promise<CostTally[]> =>
  asked(
    warehouse,
    question,
    `SELECT class, function, channel, campaign, cell, staff, segment, process, written.asset AS asset,
  if(min(written.note) = max(written.note), any(written.note), '') AS note,
  ifNull(sum(amount_minor), 0) AS minor, sum(hours_milli) AS hoursMilli
FROM (SELECT * FROM ledger_costs WHERE ${ledger} AND ${within('day')} AND class != 'outside') AS cost
LEFT ANY JOIN (SELECT source, cost_id, asset, note FROM current_costs FINAL WHERE workspace = {workspace:String}) AS written
  ON written.source = cost.source AND written.cost_id = cost.cost_id
GROUP BY class, function, channel, campaign, cell, staff, segment, process, asset
ORDER BY minor DESC, class, function, channel, campaign, cell, staff, segment, process, asset`,
  );

/** Channels with a touch or a new customer in the period. */
export const channelsInUse = (warehouse: Warehouse, question: DesignScope): Promise<OriginTally[]> =>
  asked(
    warehouse,
    question,
    `SELECT name, sum(touched) AS touches, sum(came) AS newCustomers FROM (
  SELECT toString(channel) AS name, sum(count) AS touched, 0 AS came FROM ledger_touches
  WHERE ${ledger} AND ${within('month')} GROUP BY name
  UNION ALL SELECT toString(channel), 0, count() FROM ledger_profiles
  WHERE ${ledger} AND ifNull(${within('first_order_day')}, false) GROUP BY channel
) WHERE name != '' GROUP BY name ORDER BY touches DESC, name`,
  );

/** Campaigns with a touch in the period. */
export const campaignsInUse = (warehouse: Warehouse, question: DesignScope): Promise<DesignTallies['campaigns']> =>
  asked(
    warehouse,
    question,
    `SELECT campaign AS name, sum(count) AS touches FROM ledger_touches
WHERE ${ledger} AND ${within('month')} AND campaign != '' GROUP BY name ORDER BY touches DESC, name`,
  );

/** Deals closed in the period by process: how many, how many won, and how many have a line of each class. */
export const dealsByProcess = (warehouse: Warehouse, question: DesignScope): Promise<ProcessTally[]> =>
  asked(
    warehouse,
    question,
    `SELECT process AS name, count() AS deals, countIf(outcome = 'won') AS won,
  ${['first', 'regular', 'development', 'winback'].map((name) => `countIf(has(sold.classes, '${name}')) AS ${name}`).join(', ')}
FROM (SELECT deal_id, process, outcome FROM ledger_deals WHERE ${ledger} AND ifNull(${within('closed_day')}, false)) AS deal
LEFT ANY JOIN (SELECT deal_id, groupUniqArray(toString(class)) AS classes FROM ledger_lines
  WHERE ${ledger} AND deal_id != '' AND NOT is_refund GROUP BY deal_id) AS sold ON sold.deal_id = deal.deal_id
GROUP BY process ORDER BY deals DESC, name`,
  );

/** Net revenue of the period by product, largest first. */
export const revenueByProduct = (warehouse: Warehouse, question: DesignScope): Promise<DesignTallies['products']> =>
  asked(
    warehouse,
    question,
    `SELECT product, any(family) AS family, any(rung) AS rung, ifNull(sum(net_minor), 0) AS minor FROM ledger_lines
WHERE ${ledger} AND ${within('day')} GROUP BY product ORDER BY minor DESC, product`,
  );

const instant = (day: string): string => `toDateTime64({${day}:String}, 3, {time_zone:String})`;

/** Kinds of interactions of the period with channel and touchpoint as they are written, most frequent first. */
export const interactionKinds = (warehouse: Warehouse, question: DesignScope): Promise<DesignTallies['kinds']> =>
  asked(
    warehouse,
    question,
    `SELECT word_0 AS kind, word_1 AS channel, word_2 AS touchpoint, count FROM (
SELECT toString(any(kind)) AS word_0, toString(any(channel)) AS word_1, toString(any(touchpoint)) AS word_2, count() AS count
FROM current_interactions FINAL
WHERE workspace = {workspace:String} AND occurred_at >= ${instant('from')} AND occurred_at < ${instant('to')}
GROUP BY ${groupKey(['kind', 'channel', 'touchpoint'])}
) ORDER BY count DESC, kind, channel, touchpoint LIMIT ${mostKinds}
SETTINGS do_not_merge_across_partitions_select_final = 1`,
  );

const segmentOfCustomer = `LEFT ANY JOIN (SELECT customer, segment FROM ledger_profiles WHERE ${ledger}) AS profile USING (customer)`;

/** Customers with an order by segment, and how many of them were active as the as-of day ended. */
const customersBySegment = (warehouse: Warehouse, question: DesignScope) =>
  asked<{ segment: string; customers: number; active: number }>(
    warehouse,
    question,
    `SELECT segment, count() AS customers, countIf(customer IN (
  SELECT customer FROM ledger_lives WHERE ${ledger} AND \`from\` <= {as_of:Date32} AND (lost_on IS NULL OR lost_on > {as_of:Date32}))) AS active
FROM ledger_profiles WHERE ${ledger} AND first_order_day IS NOT NULL GROUP BY segment`,
  );

/** Customers with an event of a kind in the period, by segment. */
const eventsBySegment = (warehouse: Warehouse, question: DesignScope) =>
  asked<{ segment: string; kind: string; customers: number }>(
    warehouse,
    question,
    `SELECT profile.segment AS segment, toString(kind) AS kind, uniqExact(customer) AS customers
FROM (SELECT customer, kind FROM ledger_events WHERE ${ledger} AND kind IN ('activated', 'won_back') AND ${within('day')}) AS event
${segmentOfCustomer} GROUP BY segment, kind`,
  );

/** Customers who entered each stage in the period, by segment. */
const entriesBySegment = (warehouse: Warehouse, question: DesignScope) =>
  asked<{ segment: string; stage: Stage; customers: number }>(
    warehouse,
    question,
    `SELECT profile.segment AS segment, toString(stage) AS stage, uniqExact(customer) AS customers
FROM (SELECT customer, stage FROM ledger_intervals WHERE ${ledger} AND stage != 'advocate' AND ${within('`from`')}) AS stay
${segmentOfCustomer} GROUP BY segment, stage`,
  );

/** Net revenue of the period by segment and sales type, with how many customers it came from. */
export const revenueBySalesType = (warehouse: Warehouse, question: DesignScope): Promise<DesignTallies['salesTypes']> =>
  asked(
    warehouse,
    question,
    `SELECT sales_type AS name, segment, uniqExact(customer) AS customers, ifNull(sum(net_minor), 0) AS minor FROM ledger_lines
WHERE ${ledger} AND ${within('day')} GROUP BY name, segment ORDER BY minor DESC, name, segment`,
  );

const noSegment = (name: string): SegmentTally => ({
  name,
  customers: 0,
  active: 0,
  newCustomers: 0,
  activated: 0,
  withoutResult: 0,
  lost: 0,
  wonBack: 0,
  minor: 0,
  habitualProfitMinor: null,
  activeDays: 0,
  entered: {},
});

/** How customers of each segment fared in the period: what they lost, and what a customer of it brings. */
export const segmentsInFacts = async (
  warehouse: Warehouse,
  question: DesignScope,
  salesTypes: DesignTallies['salesTypes'],
): Promise<SegmentTally[]> => {
  const [leaks, customers, events, entries] = await Promise.all([
    leaksBySegment(warehouse, question.scope, question.period),
    customersBySegment(warehouse, question),
    eventsBySegment(warehouse, question),
    entriesBySegment(warehouse, question),
  ]);
  const found = new Map<string, SegmentTally>();
  const of = (name: string): SegmentTally => {
    const tally = found.get(name) ?? noSegment(name);
    found.set(name, tally);
    return tally;
  };
  for (const { segment, customers: count, active } of customers)
    Object.assign(of(segment), { customers: count, active });
  for (const { segment, newCustomers, withoutResult, lost, habitualProfitMinor, activeDays } of leaks)
    Object.assign(of(segment), { newCustomers, withoutResult, lost, habitualProfitMinor, activeDays });
  for (const { segment, kind, customers: count } of events)
    of(segment)[kind === 'activated' ? 'activated' : 'wonBack'] = count;
  for (const { segment, stage, customers: count } of entries) of(segment).entered[stage] = count;
  for (const { segment, minor } of salesTypes) of(segment).minor += minor;
  return [...found.values()].sort((a, b) => b.minor - a.minor || (a.name < b.name ? -1 : 1));
};

/** A day as a number above 0 of so many bits. */
const dayBits = 20;
const dayNumber = (day: string): string => `toUInt32(toInt32(${day}) + ${2 ** (dayBits - 1)})`;

/** Classes of work by the event that pays them back, and that of repeated orders; numbered by their place, from 1. */
const paidBackBy = { new: 'acquisition', activated: 'activation', developed: 'development', won_back: 'winback' };
const classes = [...Object.values(paidBackBy), 'retention'];
const texts = (values: readonly string[]): string => `[${values.map((value) => `'${value}'`).join(', ')}]`;
const numbers = classes.map((_, at) => at + 1);

/** Days of success of the period by customer, each as one number: the class above the day. */
const successCodes = `SELECT customer, bitShiftLeft(toUInt32(transform(toString(kind), ${texts(Object.keys(paidBackBy))}, [${numbers.slice(0, -1).join(', ')}], 0)), ${dayBits}) + ${dayNumber('day')} AS code
  FROM ledger_events WHERE ${ledger} AND kind IN (${texts(Object.keys(paidBackBy)).slice(1, -1)}) AND ${within('day')}
  UNION ALL SELECT customer, bitShiftLeft(toUInt32(${classes.length}), ${dayBits}) + ${dayNumber('day')} FROM ledger_orders WHERE ${ledger} AND has_regular AND ${within('day')}`;

/** How many customers had a success of each class in the period. */
export const successesByClass = (warehouse: Warehouse, question: DesignScope): Promise<DesignTallies['successes']> =>
  asked(
    warehouse,
    question,
    `SELECT transform(bitShiftRight(code, ${dayBits}), [${numbers.join(', ')}], ${texts(classes)}, '') AS class, uniqExact(customer) AS customers
FROM (${successCodes}) GROUP BY class ORDER BY class`,
  );

const met = `occurred_at >= ${instant('from')} - toIntervalDay(${meetingDays + 1}) AND occurred_at < ${instant('to')}`;

/** Days on which somebody of the company met a customer who is named: in an interaction, or as the owner of a deal that closed. */
const meetingsSql = ({ persons, joined }: Naming): string => {
  const talks = namedRows(
    (
      condition,
    ) => `SELECT customer, person_id, toString(actor) AS actor, ${dayNumber('toDate32(occurred_at, {time_zone:String})')} AS day
      FROM current_interactions FINAL WHERE workspace = {workspace:String} AND actor != '' AND ${condition} AND ${met}`,
    persons,
  );
  const meetings = `SELECT known AS customer, actor, day FROM (${talks})
    UNION ALL SELECT customer, toString(owner), ${dayNumber('assumeNotNull(closed_day)')} FROM ledger_deals
    WHERE ${ledger} AND owner != '' AND customer != 0 AND closed_day IS NOT NULL`;
  if (!joined) return meetings;
  return `SELECT if(joined.customer = 0, meeting.customer, joined.customer) AS customer, actor, day FROM (${meetings}) AS meeting
    LEFT ANY JOIN (SELECT raw, customer FROM ledger_joins WHERE ${ledger}) AS joined ON joined.raw = meeting.customer`;
};

/** Who of the company met customers in the days before a success of the period, by class: so many customers each. */
export const actorsBeforeSuccess = async (
  warehouse: Warehouse,
  question: DesignScope,
): Promise<DesignTallies['actors']> => {
  const dayOfCode = `bitAnd(code, ${2 ** dayBits - 1})`;
  return asked(
    warehouse,
    question,
    `SELECT actor, transform(class_no, [${numbers.join(', ')}], ${texts(classes)}, '') AS class, uniqExact(customer) AS customers FROM (
  SELECT met.customer AS customer, met.actor AS actor, arrayJoin(arrayFilter(no -> no != 0, arrayMap(
    code -> if(${dayOfCode} >= day AND ${dayOfCode} < day + ${meetingDays}, bitShiftRight(code, ${dayBits}), 0), success.codes))) AS class_no
  FROM (${meetingsSql(await namingOf(warehouse, question.scope))}) AS met
  INNER JOIN (SELECT customer, groupArray(code) AS codes FROM (${successCodes}) GROUP BY customer) AS success ON success.customer = met.customer
) GROUP BY actor, class ORDER BY customers DESC, actor, class
SETTINGS do_not_merge_across_partitions_select_final = 1`,
  );
};
