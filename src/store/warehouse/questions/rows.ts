import type { Period } from '../../../model/days.ts';
import type { Dimension } from '../../../model/metric-words.ts';
import type { Filter } from '../../../model/numbers.ts';
import type { RowSet } from '../../../model/row-sets.ts';
import type { Settings } from '../../../model/settings.ts';
import type { SuccessClass } from '../../../model/stages.ts';
import type { Warehouse } from '../warehouse.ts';
import { inScope, ownDimensions, type Scope } from './scope.ts';

/** What a column of a set of rows holds; money is in minor units. */
export type RowColumn = { id: string; kind: 'text' | 'day' | 'money' | 'number' | 'customer' | 'class' | 'stage' };

type RowSource = {
  /** A table of the ledger, or a query over it that binds the same parameters. */
  from: (ledger: string) => string;
  own: readonly Dimension[];
  hasCustomer: boolean;
  where: string;
  /** Whether the rows carry their workspace and snapshot; a query over the ledger does not. */
  inLedger?: false;
  columns: readonly (RowColumn & { sql: string })[];
  order: string;
};

const column = (id: string, kind: RowColumn['kind'], sql: string = id) => ({ id, kind, sql });
const inPeriod = (day: string) => `${day} >= {from:Date32} AND ${day} < {to:Date32}`;
/** The subject's id by its key. Built once per question: the profile table is joined by a fixed 8-byte key. */
const customerColumn = column('customer', 'customer', 'profile.subject');
const nameColumn = column('name', 'text', 'profile.name');

const lines = (where: string): RowSource => ({
  from: () => 'ledger_lines',
  own: ownDimensions.lines,
  hasCustomer: true,
  where: `${inPeriod('day')} AND ${where}`,
  columns: [
    column('day', 'day', 'toString(day)'),
    customerColumn,
    nameColumn,
    column('order_id', 'text'),
    column('line_id', 'text'),
    column('source', 'text'),
    column('product', 'text'),
    column('class', 'class'),
    column('class_by', 'text'),
    column('net', 'money', 'net_minor'),
    column('cogs', 'money', 'cogs_minor'),
    column('service', 'money', 'service_minor'),
    column('segment', 'text'),
    column('channel', 'text'),
    column('campaign', 'text'),
    column('sales_type', 'text'),
  ],
  order: 'day, customer, order_id, line_id, class',
});

const profiles = (where: string): RowSource => ({
  from: () => 'ledger_profiles',
  own: ownDimensions.profiles,
  hasCustomer: true,
  where,
  columns: [
    customerColumn,
    nameColumn,
    column('segment', 'text'),
    column('channel', 'text'),
    column('campaign', 'text'),
    column('first_order', 'day', 'toString(first_order_day)'),
    column('first_result', 'day', 'toString(first_result_day)'),
    column('orders', 'number'),
  ],
  order: 'profile.subject',
});

const having = (kind: string) => (ledger: string) =>
  `customer IN (SELECT customer FROM ledger_events WHERE ${ledger} AND kind = '${kind}' AND ${inPeriod('day')})`;
const activeAt = (border: string) => (ledger: string) =>
  `customer IN (SELECT customer FROM ledger_lives WHERE ${ledger} AND \`from\` < {${border}:Date32} AND (lost_on IS NULL OR lost_on >= {${border}:Date32}))`;
const due = (ledger: string) =>
  `${activeAt('from')(ledger)} AND customer IN (SELECT customer FROM ledger_orders WHERE ${ledger} AND day < {from:Date32}
    GROUP BY customer HAVING argMax(ifNull(lost_if_silent_on, toDate32('2299-12-31')), rank) < {to:Date32})`;
const lostPool = (ledger: string) =>
  `customer IN (SELECT customer FROM ledger_lives WHERE ${ledger} AND lost_on IS NOT NULL AND lost_on < {to:Date32})
    AND (customer NOT IN (SELECT customer FROM ledger_lives WHERE ${ledger} AND \`from\` < {from:Date32} AND (lost_on IS NULL OR lost_on >= {from:Date32}))
      OR ${having('lost')(ledger)})`;

const costs = (where: string): RowSource => ({
  from: () => 'ledger_costs',
  own: ownDimensions.costs,
  hasCustomer: false,
  where: `${inPeriod('day')} AND ${where}`,
  columns: [
    column('day', 'day', 'toString(day)'),
    column('cost_id', 'text'),
    column('source', 'text'),
    column('class', 'class'),
    column('class_by', 'text'),
    column('function', 'text'),
    column('amount', 'money', 'amount_minor'),
    column('hours', 'number', 'hours_milli / 1000'),
    column('channel', 'text'),
    column('campaign', 'text'),
    column('segment', 'text'),
    column('cell', 'text'),
    column('staff', 'text'),
  ],
  order: 'day, source, cost_id',
});

/** Hours logged on interactions. */
const work = (name: SuccessClass): RowSource => ({
  from: () => 'ledger_work',
  own: ownDimensions.work,
  hasCustomer: true,
  where: `${inPeriod('day')} AND class = '${name}'`,
  columns: [
    column('day', 'day', 'toString(day)'),
    customerColumn,
    nameColumn,
    column('interaction_id', 'text'),
    column('source', 'text'),
    column('class', 'class'),
    column('hours', 'number', 'hours_milli / 1000'),
    column('actor', 'text'),
    column('channel', 'text'),
    column('campaign', 'text'),
    column('segment', 'text'),
    column('process', 'text'),
  ],
  order: 'day, source, interaction_id',
});

const deals = (where: string): RowSource => ({
  from: () => 'ledger_deals',
  own: ownDimensions.deals,
  hasCustomer: true,
  where,
  columns: [
    column('deal_id', 'text'),
    column('source', 'text'),
    customerColumn,
    nameColumn,
    column('opened', 'day', 'toString(opened_day)'),
    column('closed', 'day', 'toString(closed_day)'),
    column('outcome', 'text'),
    column('amount', 'money', 'amount_minor'),
    column('process', 'text'),
    column('owner', 'text'),
    column('channel', 'text'),
    column('product', 'text'),
  ],
  order: 'opened_day, deal_id, source',
});

const payments: RowSource = {
  from: () => 'ledger_payments',
  own: ownDimensions.payments,
  hasCustomer: true,
  where: inPeriod('day'),
  columns: [
    column('day', 'day', 'toString(day)'),
    customerColumn,
    nameColumn,
    column('segment', 'text'),
    column('amount', 'money', 'amount_minor'),
  ],
  order: 'day, customer, amount_minor',
};

const touches: RowSource = {
  from: () => 'ledger_touches',
  own: ownDimensions.touches,
  hasCustomer: false,
  where: `month >= toStartOfMonth({from:Date32}) AND month < {to:Date32} AND campaign != ''`,
  columns: [
    column('month', 'day', 'toString(month)'),
    column('campaign', 'text'),
    column('channel', 'text'),
    column('segment', 'text'),
    column('count', 'number'),
  ],
  order: 'month, campaign, channel, segment',
};

const everyCost = `class != 'outside'`;
const ofClass = (name: string) => costs(`class = '${name}'`);
type SourceOf = RowSource | ((ledger: string) => RowSource);
const customersBy = (test: (ledger: string) => string) => (ledger: string) => profiles(test(ledger));
const newInPeriod = inPeriod('first_order_day');

/** A sum that is unknown where any part of it is. */
const known = (part: string, sum: string): string => `if(countIf(isNull(${part})) > 0, NULL, greatest(0, ${sum}))`;

/** Monthly price of contracts in force on the day before a border, by customer; null without a rate. */
const contracted = (
  border: string,
  ledger: string,
) => `SELECT customer, ${known('monthly_minor', 'sum(ifNull(monthly_minor, 0))')} AS minor FROM ledger_contracts
    WHERE ${ledger} AND \`from\` < {${border}:Date32} AND (\`to\` IS NULL OR \`to\` >= {${border}:Date32} - 1) GROUP BY customer`;

/** A twelfth of the regular revenue without contract of the twelve months before a border, by customer active at it; null without a rate. */
const habitual = (
  border: string,
  ledger: string,
) => `SELECT customer, ${known('net_minor', 'intDiv(sum(ifNull(net_minor, 0)) + 6, 12)')} AS minor FROM ledger_lines
    WHERE ${ledger} AND class = 'regular' AND NOT contractual AND day >= addMonths({${border}:Date32}, -12) AND day < {${border}:Date32}
      AND ${activeAt(border)(ledger)} GROUP BY customer`;

const ofSide = (side: string): string =>
  `if(countIf(side = '${side}' AND isNull(minor)) > 0, NULL, sumIf(ifNull(minor, 0), side = '${side}')) AS ${side}`;

const runRates = (where: string): RowSource => ({
  from: (ledger) => `(
  SELECT customer, ${ofSide('opening')}, ${ofSide('closing')}
  FROM (${(['from', 'to'] as const)
    .flatMap((border) => {
      const side = border === 'from' ? 'opening' : 'closing';
      const contract = contracted(border, ledger);
      return [
        `SELECT customer, '${side}' AS side, minor FROM (${contract})`,
        `SELECT customer, '${side}' AS side, minor FROM (${habitual(border, ledger)})
         WHERE customer NOT IN (SELECT customer FROM (${contract}))`,
      ];
    })
    .join('\n  UNION ALL ')})
  GROUP BY customer)`,
  own: [],
  hasCustomer: true,
  inLedger: false,
  where,
  columns: [
    customerColumn,
    nameColumn,
    column('opening', 'money'),
    column('closing', 'money'),
    column('change', 'money', 'closing - opening'),
  ],
  order: 'abs(closing - opening) DESC NULLS FIRST, profile.subject',
});

const sources: Record<RowSet, SourceOf> = {
  'rr:opening': runRates('ifNull(opening != 0, true)'),
  'rr:closing': runRates('ifNull(closing != 0, true)'),
  'rr:movements': runRates('ifNull(closing != opening, true)'),
  'lines:all': lines('true'),
  'lines:first': lines(`class = 'first'`),
  'lines:regular': lines(`class = 'regular'`),
  'lines:development': lines(`class = 'development'`),
  'lines:winback': lines(`class = 'winback'`),
  'lines:rr': lines(`class IN ('regular', 'development')`),
  'lines:contractual': lines(`contractual AND class IN ('regular', 'development')`),
  'lines:uncosted': lines('cogs_minor IS NULL'),
  'lines:unrated': lines('net_minor IS NULL'),
  'lines:marketing': lines('marketing_led'),
  'lines:sales': lines('sales_led'),
  'customers:new': profiles(newInPeriod),
  'customers:activated': customersBy(having('activated')),
  'customers:not_activated': profiles(
    `${newInPeriod} AND (first_result_day IS NULL OR first_result_day >= {to:Date32})`,
  ),
  'customers:opening': customersBy(activeAt('from')),
  'customers:due': customersBy(due),
  'customers:retained': customersBy((ledger) => `${due(ledger)} AND ${activeAt('to')(ledger)}`),
  'customers:developed': customersBy(having('developed')),
  'customers:lost': customersBy(having('lost')),
  'customers:won_back': customersBy(having('won_back')),
  'customers:attempted': customersBy((ledger) => `${lostPool(ledger)} AND ${having('winback_attempt')(ledger)}`),
  'customers:active': customersBy(activeAt('to')),
  'customers:referral': customersBy(having('referral')),
  'costs:all': costs(everyCost),
  'costs:acquisition': ofClass('acquisition'),
  'costs:activation': ofClass('activation'),
  'costs:retention': ofClass('retention'),
  'costs:development': ofClass('development'),
  'costs:winback': ofClass('winback'),
  'costs:shared': ofClass('shared'),
  'costs:marketing': costs(`${everyCost} AND (function = 'marketing' OR class = 'shared')`),
  'costs:sales': costs(`${everyCost} AND (function IN ('sales', 'success') OR class = 'shared')`),
  'costs:off_journey': costs(`function = 'marketing' AND class NOT IN ('outside', 'shared') AND cell = ''`),
  'costs:ads': costs(`class = 'acquisition' AND has({adChannels:Array(String)}, channel)`),
  'costs:unclassed': costs(`class = ''`),
  'work:acquisition': work('acquisition'),
  'work:activation': work('activation'),
  'work:retention': work('retention'),
  'work:development': work('development'),
  'work:winback': work('winback'),
  'deals:opened': deals(inPeriod('opened_day')),
  'deals:closed': deals(`outcome IN ('won', 'lost') AND ${inPeriod('closed_day')}`),
  'deals:won': deals(`outcome = 'won' AND ${inPeriod('closed_day')}`),
  'deals:open': deals(`opened_day < {to:Date32} AND (closed_day IS NULL OR closed_day >= {to:Date32})`),
  'payments:all': payments,
  'touches:campaigns': touches,
};

export type RowsPage = { columns: RowColumn[]; rows: (string | number | null)[][]; total: number };

/**
 * The rows behind a number, a page at a time in a fixed order, with how many there are.
 *
 * Money comes in minor units.
 */
export const readRows = async (
  warehouse: Warehouse,
  scope: Scope,
  set: RowSet,
  question: {
    period: Period;
    filter?: Filter | undefined;
    settings: Settings;
    limit: number;
    offset: number;
  },
): Promise<RowsPage> => {
  const ledger = 'workspace = {workspace:String} AND snapshot = {snapshot:UInt64}';
  const found = sources[set];
  const source = typeof found === 'function' ? found(ledger) : found;
  const where = inScope(scope, question.filter, source.own, source);
  const parameters = { ...where.parameters, ...question.period, adChannels: question.settings.ad_channels };
  const condition = `${where.sql}\n  AND ${source.where}`;
  const table = source.from(ledger);
  const join = source.hasCustomer
    ? `ANY LEFT JOIN (SELECT customer, subject, name FROM ledger_profiles WHERE ${ledger}) AS profile ON row.customer = profile.customer`
    : '';
  const select = source.columns.map(({ id, sql }) => `${sql} AS \`_${id}\``).join(', ');
  const [counted, read] = await Promise.all([
    warehouse.rows<{ total: number }>(`SELECT count() AS total FROM ${table} WHERE ${condition}`, { parameters }),
    warehouse.rows<Record<string, string | number | null>>(
      `SELECT ${select}
FROM (SELECT * FROM ${table} WHERE ${condition}) AS row
${join}
ORDER BY ${source.order}
LIMIT {limit:UInt32} OFFSET {offset:UInt64}`,
      { parameters: { ...parameters, limit: question.limit, offset: question.offset } },
    ),
  ]);
  return {
    columns: source.columns.map(({ id, kind }) => ({ id, kind })),
    rows: read.map((row) => source.columns.map(({ id }) => row[`_${id}`] ?? null)),
    total: counted[0]?.total ?? 0,
  };
};
