import type { z } from 'zod';
import type { CustomersInput } from '../../../model/customers.ts';
import type { Settings } from '../../../model/settings.ts';
import type { EvidenceKind, StageOrOverlay } from '../../../model/stages.ts';
import { evidenceParameters, staysWithEvidence } from '../ledger/evidence.ts';
import { standing as standingRow } from '../ledger/fragments.ts';
import type { SqlValue, Warehouse } from '../warehouse.ts';
import type { Scope } from './scope.ts';

/** One customer of the list; money in minor units of the workspace's currency. */
export type ListedCustomer = {
  id: string;
  name: string;
  segment: string;
  stage: StageOrOverlay;
  since: string;
  isAdvocate: boolean;
  life: number;
  orders: number;
  revenueMinor: number | null;
  profitMinor: number | null;
  lastOrder: string | null;
  channel: string;
};

type Question = Omit<z.infer<typeof CustomersInput>, 'workspace' | 'limit' | 'cursor' | 'on'> & {
  /** The stage at the end of this day. */
  on: string;
  /** Only this one. */
  id?: string;
};

const ledger = 'workspace = {workspace:String} AND snapshot = {snapshot:UInt64}';

const sortColumns: Record<Question['sort'], string> = {
  name: 'lowerUTF8(name)',
  segment: 'segment',
  stage: 'stage',
  since: 'since',
  orders: 'orders',
  revenue: 'revenueMinor',
  profit: 'profitMinor',
  last_order: 'lastOrder',
};

/** The conditions of a list of customers; `standing` is the stay each customer is in at the end of the day `on`. */
const conditionsOf = (question: Question): { sql: string; parameters: Record<string, SqlValue> } => {
  const parts: string[] = [];
  const parameters: Record<string, SqlValue> = { on: question.on };
  if (question.id !== undefined) {
    parts.push('customer = sipHash64({id:String})');
    parameters.id = question.id;
  }
  if (question.segment !== undefined) {
    parts.push('profile.segment = {segment:String}');
    parameters.segment = question.segment;
  }
  if (question.search) {
    parts.push(
      `(positionCaseInsensitiveUTF8(profile.name, {search:String}) > 0 OR positionCaseInsensitiveUTF8(profile.subject, {search:String}) > 0
    OR customer IN (SELECT customer FROM ledger_joins WHERE ${ledger} AND positionCaseInsensitiveUTF8(record, {search:String}) > 0))`,
    );
    parameters.search = question.search;
  }
  if (question.stage && question.entered) {
    parts.push(`customer IN (
    SELECT customer FROM (
      SELECT customer, stage, \`from\`,
        lagInFrame(toString(stage), 1, 'outside') OVER (PARTITION BY customer ORDER BY seq ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS before
      FROM ledger_intervals WHERE ${ledger} AND (stage = 'advocate') = ({stage:String} = 'advocate')
    ) WHERE stage = {stage:String} AND \`from\` >= {enteredFrom:Date32} AND \`from\` < {enteredTo:Date32}
      ${question.movedFrom ? 'AND before = {movedFrom:String}' : ''})`);
    Object.assign(parameters, {
      stage: question.stage,
      enteredFrom: question.entered.from,
      enteredTo: question.entered.to,
      ...(question.movedFrom ? { movedFrom: question.movedFrom } : {}),
    });
  } else if (question.stage === 'advocate') parts.push('isAdvocate');
  else if (question.stage) {
    parts.push('stage = {stage:String}');
    parameters.stage = question.stage;
  }
  return { sql: parts.length === 0 ? 'true' : parts.join('\n  AND '), parameters };
};

/** Stays in force at the end of the day `on`, one row per customer. */
const standing = `SELECT customer,
    argMaxIf(toString(stay.stage), seq, stay.stage != 'advocate') AS stage,
    argMaxIf(stay.\`from\`, seq, stay.stage != 'advocate') AS since,
    argMaxIf(stay.life, seq, stay.stage != 'advocate') AS life,
    toBool(countIf(stay.stage = 'advocate') > 0) AS isAdvocate
  FROM ledger_intervals AS stay
  WHERE ${ledger} AND stay.\`from\` <= {on:Date32} AND (stay.\`to\` IS NULL OR stay.\`to\` > {on:Date32})
  GROUP BY customer
  HAVING stage != ''`;

const money = `SELECT customer, if(countIf(net_minor IS NULL) > 0, NULL, sum(net_minor)) AS revenue,
    if(countIf(cogs_minor IS NULL OR net_minor IS NULL) > 0, NULL, sum(net_minor - cogs_minor - service_minor)) AS profit,
    maxIf(day, NOT is_refund) AS last_line
  FROM ledger_lines WHERE ${ledger} AND day <= {on:Date32} GROUP BY customer`;

/**
 * Customers by the stage they stand in at the end of a day, with their money up to it, a page at a time.
 *
 * Sorted by one column, ties by id, so that pages neither overlap nor miss anyone. Customers not seen by then are left out.
 */
export const listCustomers = async (
  warehouse: Warehouse,
  scope: Scope,
  question: Question,
  page: { limit: number; offset: number },
): Promise<{ rows: ListedCustomer[]; total: number }> => {
  const where = conditionsOf(question);
  const parameters = { workspace: scope.workspace, snapshot: scope.snapshot, ...where.parameters };
  const found = `FROM (${standing}) AS standing
INNER JOIN (SELECT customer, subject, name, segment, channel, orders FROM ledger_profiles WHERE ${ledger}) AS profile USING (customer)`;
  const direction = question.descending ? 'DESC' : 'ASC';
  const [counted, rows] = await Promise.all([
    warehouse.rows<{ total: number }>(`SELECT count() AS total ${found} WHERE ${where.sql}`, { parameters }),
    warehouse.rows<ListedCustomer>(
      `SELECT profile.subject AS id, profile.name AS name, profile.segment AS segment, stage, toString(since) AS since,
  isAdvocate, life, profile.orders AS orders, if(money.customer = 0, 0, money.revenue) AS revenueMinor,
  if(money.customer = 0, 0, money.profit) AS profitMinor,
  if(money.customer = 0 OR money.last_line = toDate32(0), NULL, toString(money.last_line)) AS lastOrder, profile.channel AS channel
${found}
LEFT JOIN (${money}) AS money USING (customer)
WHERE ${where.sql}
ORDER BY ${sortColumns[question.sort]} ${direction} NULLS LAST, id
LIMIT {limit:UInt32} OFFSET {offset:UInt64}`,
      { parameters: { ...parameters, limit: page.limit, offset: page.offset } },
    ),
  ]);
  return { rows, total: counted[0]?.total ?? 0 };
};

export type Stay = {
  stage: StageOrOverlay;
  from: string;
  to: string | null;
  life: number;
  evidenceKind: EvidenceKind;
  evidenceSource: string;
  evidenceId: string;
  evidenceDay: string;
};

/** All stays of one customer in their order, with the evidence each began by. */
export const staysOf = (
  warehouse: Warehouse,
  scope: Scope,
  subject: string,
  { settings, asOf }: { settings: Settings; asOf: string },
): Promise<Stay[]> =>
  warehouse.rows<Stay>(
    `SELECT stage, toString(\`from\`) AS \`from\`, if(\`to\` IS NULL, NULL, toString(\`to\`)) AS \`to\`, life,
  evidence_kind AS evidenceKind, evidence_source AS evidenceSource, evidence_id AS evidenceId, toString(evidence_day) AS evidenceDay
FROM (${staysWithEvidence('customer = sipHash64({subject:String})')})
ORDER BY seq`,
    { parameters: { ...scope, ...evidenceParameters(settings, asOf), subject } },
  );

export type CustomerLine = {
  source: string;
  lineId: string;
  orderId: string;
  day: string;
  class: 'first' | 'regular' | 'development' | 'winback';
  classBy: 'rule' | 'file' | 'hand';
  isRefund: boolean;
  netMinor: number | null;
  cogsMinor: number | null;
  serviceMinor: number;
  product: string;
};

/** All classed lines of one customer, latest first. */
export const linesOf = (warehouse: Warehouse, scope: Scope, subject: string): Promise<CustomerLine[]> =>
  warehouse.rows<CustomerLine>(
    `SELECT source, line_id AS lineId, order_id AS orderId, toString(day) AS day, class, class_by AS classBy, is_refund AS isRefund,
  net_minor AS netMinor, cogs_minor AS cogsMinor, service_minor AS serviceMinor, product
FROM ledger_lines
WHERE ${ledger} AND customer = sipHash64({subject:String})
ORDER BY day DESC, order_id, line_id, class`,
    { parameters: { ...scope, subject } },
  );

export type CustomerFact = {
  at: string;
  kind: 'interaction' | 'deal' | 'payment';
  title: string;
  detail: string;
  amount: number | null;
  source: string;
  id: string;
};

/** The ids a customer's facts name it by: those of its records, and of anonymous ids that are its own by a key. */
export type CustomerIds = {
  records: readonly string[];
  anonymous: readonly { id: string; since: string }[];
  windowMs: number;
};

/**
 * Interactions, deals and payments that name a record of the customer, one of its people or an anonymous id seen with it, latest first.
 *
 * Of an anonymous id only what it did within the window before it was known.
 */
export const factsOf = (
  warehouse: Warehouse,
  workspace: string,
  { records, anonymous, windowMs }: CustomerIds,
  limit: number,
): Promise<CustomerFact[]> =>
  warehouse.rows<CustomerFact>(
    `WITH own AS (SELECT person_id FROM current_people FINAL WHERE workspace = {workspace:String} AND person_id != ''
    AND (customer_id IN {records:Array(String)} OR concat('person:', person_id) IN {records:Array(String)})),
  seen AS (SELECT anonymous_id AS nameless, min(known_since) AS since FROM (
    SELECT anonymous_id, toUnixTimestamp64Milli(min(occurred_at)) - {window:Int64} AS known_since FROM current_interactions FINAL
    WHERE workspace = {workspace:String} AND anonymous_id != '' AND (customer_id IN {records:Array(String)} OR (customer_id = '' AND person_id IN own))
    GROUP BY anonymous_id
    UNION ALL SELECT replaceOne(keyed.1, 'anonymous:', ''), keyed.2 FROM (SELECT arrayJoin(arrayZip({anonymous:Array(String)}, {since:Array(Int64)})) AS keyed)
  ) GROUP BY anonymous_id)
SELECT at, kind, title, detail, amount, source, id FROM (
  SELECT concat(replaceOne(toString(occurred_at), ' ', 'T'), 'Z') AS at, 'interaction' AS kind, toString(interactions.kind) AS title,
    arrayStringConcat(arrayFilter(part -> part != '', [toString(channel), toString(campaign), toString(touchpoint), toString(actor), text]), ' · ') AS detail,
    NULL::Nullable(Float64) AS amount, toString(interactions.source) AS source, interactions.id AS id
  FROM current_interactions AS interactions FINAL
  LEFT ANY JOIN seen ON seen.nameless = interactions.anonymous_id
  WHERE workspace = {workspace:String} AND (
    customer_id IN {records:Array(String)}
    OR (customer_id = '' AND person_id != '' AND (person_id IN own OR concat('person:', person_id) IN {records:Array(String)}))
    OR (customer_id = '' AND person_id = '' AND anonymous_id != ''
      AND (seen.nameless != '' AND toUnixTimestamp64Milli(occurred_at) >= seen.since OR concat('anonymous:', anonymous_id) IN {records:Array(String)})))
  UNION ALL
  SELECT concat(replaceOne(toString(coalesce(stage_entered_at, opened_at, closed_at)), ' ', 'T'), 'Z'), 'deal', deal_id,
    arrayStringConcat(arrayFilter(part -> part != '', [toString(process), toString(stage), toString(outcome), toString(owner), loss_reason]), ' · '),
    toFloat64(amount), toString(source), id
  FROM current_deals FINAL
  WHERE workspace = {workspace:String} AND customer_id IN {records:Array(String)} AND coalesce(stage_entered_at, opened_at, closed_at) IS NOT NULL
  UNION ALL
  SELECT concat(replaceOne(toString(paid_at), ' ', 'T'), 'Z'), 'payment', payment_id, purpose, toFloat64(amount), toString(source), id
  FROM current_payments FINAL
  WHERE workspace = {workspace:String} AND customer_id IN {records:Array(String)}
)
ORDER BY at DESC, kind, id
LIMIT {limit:UInt32}`,
    {
      parameters: {
        workspace,
        records,
        anonymous: anonymous.map(({ id }) => id),
        since: anonymous.map(({ since }) => BigInt(since)),
        window: windowMs,
        limit,
      },
    },
  );

/**
 * What a customer's cards say beside its name and segment, each cell of the card that has it: of the record it goes by first, then of the last
 * updated.
 */
export const attributesOf = async (
  warehouse: Warehouse,
  workspace: string,
  customer: string,
  records: readonly string[],
): Promise<Record<string, string>> => {
  const cards = await warehouse.rows<{ attributes: Record<string, string> }>(
    `SELECT mapFilter((key, value) -> value != '', mapConcat(
    map('kind', toString(kind), 'sales_type', toString(sales_type), 'email', email, 'phone', phone, 'tax_id', tax_id,
      'partner_id', partner_id, 'region', toString(region)), props)) AS attributes
FROM current_customers FINAL
WHERE workspace = {workspace:String} AND customer_id IN {records:Array(String)}
ORDER BY customer_id != {customer:String}, ${standingRow}, customer_id`,
    { parameters: { workspace, customer, records } },
  );
  return Object.assign({}, ...cards.map(({ attributes }) => attributes).reverse());
};

/** The successes and lives of one customer: what it is charged by. */
export const successesOf = async (
  warehouse: Warehouse,
  scope: Scope,
  subject: string,
): Promise<{ events: { day: string; kind: string }[]; lives: { from: string; lostOn: string | null }[] }> => {
  const parameters = { ...scope, subject };
  const own = `${ledger} AND customer = sipHash64({subject:String})`;
  const [events, lives] = await Promise.all([
    warehouse.rows<{ day: string; kind: string }>(
      `SELECT toString(day) AS day, kind FROM ledger_events WHERE ${own} ORDER BY ledger_events.day, kind`,
      { parameters },
    ),
    warehouse.rows<{ from: string; lostOn: string | null }>(
      `SELECT toString(\`from\`) AS \`from\`, toString(lost_on) AS lostOn FROM ledger_lives WHERE ${own} ORDER BY life`,
      { parameters },
    ),
  ]);
  return { events, lives };
};
