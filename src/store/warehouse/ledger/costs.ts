import type { Policy } from '../../../analysis/derivation/policy.ts';
import { payerOf } from './cells.ts';
import { columnsAsMeant } from './channels.ts';
import {
  type Branches,
  classByHand,
  currentFacts,
  dayOf,
  goesBy,
  head,
  minorOf,
  ofSnapshot,
  ofWorkspace,
  paidLines,
  rateJoin,
  rounded,
} from './fragments.ts';

/** Thousandths of an hour, half away from zero; 0 without hours. */
export const thousandths = (hours: string): string =>
  `if(${hours} IS NULL, 0, ${rounded(`reinterpretAsInt64(assumeNotNull(${hours}))`, 'toInt64(1000)')})`;

export const costsSql = (branches: Branches): string => `INSERT INTO ledger_costs
  SELECT ${head}, source, cost_id, k.day, k.is_month, if(by_hand != '', by_hand, toString(class)),
    multiIf(by_hand != '', 'hand', class != '', 'file', 'rule'), function,
    ${minorOf(branches, 'k.amount', 'k.currency')}, ${thousandths('hours')}, channel, campaign, segment, process, cell, staff
  FROM (
    SELECT ${columnsAsMeant('costs', branches.origins)}, assumeNotNull(coalesce(date, month)) AS day, date IS NULL AS is_month,
      ${classByHand(branches, 'cost', 'source', 'cost_id')} AS by_hand
    FROM current_costs FINAL
    WHERE ${ofWorkspace} AND coalesce(date, month) IS NOT NULL AND coalesce(date, month) <= {as_of:Date32}
  ) AS k ${rateJoin(branches, 'k.currency', 'k.day')}`;

/** Payments with whose they are: by customer, else by the order in the same source, else by the tax number. */
export const paymentsSql = (branches: Branches): string => `INSERT INTO ledger_payments
  SELECT ${head}, p.day, p.payer, c.segment, ${minorOf(branches, 'p.amount', 'p.currency')}
  FROM (
    SELECT pay.day AS day, pay.amount AS amount, pay.currency AS currency,
      multiIf(pay.customer != 0, pay.customer, o.customer != 0, o.customer, tax.customer) AS payer
    FROM (SELECT *, ${dayOf('paid_at')} AS day FROM ${currentFacts(branches, 'payments')} WHERE ${ofWorkspace} AND day <= {as_of:Date32}) AS pay
    LEFT ANY JOIN (
      SELECT source, order_id, argMin(customer, ${goesBy(branches)}) AS customer
      FROM (${paidLines(branches)} AND (source, order_id) IN (SELECT source, order_id FROM current_payments WHERE ${ofWorkspace} AND customer = 0))
      GROUP BY source, order_id
    ) AS o ON o.source = pay.source AND o.order_id = pay.order_id
    LEFT ANY JOIN (
      SELECT payer, argMin(customer, ${goesBy(branches)}) AS customer
      FROM (SELECT *, ${payerOf('tax_id')} AS payer FROM ${currentFacts(branches, 'customers')} WHERE ${ofWorkspace} AND tax_id != '')
      WHERE payer IN (SELECT ${payerOf('tax_id')} FROM current_payments WHERE ${ofWorkspace} AND customer = 0) AND payer != ''
      GROUP BY payer
    ) AS tax ON tax.payer = ${payerOf('pay.tax_id')}
  ) AS p
  LEFT ANY JOIN (SELECT customer, segment FROM {work_customers:Identifier} WHERE ${ofSnapshot}) AS c ON c.customer = p.payer
  ${rateJoin(branches, 'p.currency', 'p.day')}`;

/** Sixteenths of a day in a month of 365.25 ÷ 12 days; a term within 40 of whole months is of whole months. */
const length = '16 * (toInt32(assumeNotNull(ends)) - toInt32(begins) + 1)';
const whole = `intDiv(2 * ${length} + 487, 974) * 487`;
const term = `if(${whole} > 0 AND abs(${length} - ${whole}) <= 40, ${whole}, ${length})`;
/** The price a month, or what was paid for the term over its months where that is less. */
const deducted = `if(isNull(price) OR isNull(ends), price, least(assumeNotNull(price), greatest(toInt64(0), ${rounded('toInt256(assumeNotNull(net)) * 487', `toInt256(${term})`)})))`;

/** Prices a month in force, null without a rate; one not yet begun or ended before it began has no days. */
export const contractsSql = (branches: Branches, policy: ContractPolicy): string => {
  const isDeducted = policy.rr_coupons === 'deducted';
  const written = `SELECT customer, source, line_id, begins, ends, ${isDeducted ? deducted : 'price'} AS price FROM (
    SELECT l.customer AS customer, l.source AS source, l.line_id AS line_id, ifNull(l.contract_from, l.day) AS begins, l.contract_to AS ends,
      ${minorOf(branches, 'assumeNotNull(l.monthly_amount)', 'l.currency')} AS price${isDeducted ? `, ${minorOf(branches, 'l.net_amount', 'l.currency')} AS net` : ''}
    FROM (${paidLines(branches)} AND refund_of = '' AND monthly_amount IS NOT NULL
      AND order_key IN (SELECT order_key FROM {work_orders:Identifier} WHERE ${ofSnapshot})) AS l
    ${rateJoin(branches, 'l.currency', 'l.day')}
  )
  WHERE begins <= {as_of:Date32} AND ifNull(ends >= begins, true)`;
  const isPlain = policy.rr_churn_on === 'day_after' && policy.rr_past_due_days === 0 && policy.rr_pause_days === 0;
  const last = `toInt32(assumeNotNull(ends))`;
  const due = `${last} + {past_due_days:Int32} - {churns_on_last_day:Int32}`;
  const until = `if(isNull(ends), NULL, CAST(multiIf(next = 0, ${due}, next - ${last} - 1 <= {pause_days:Int32}, next - 1, least(${due}, next - 1)), 'Date32'))`;
  const rows = isPlain
    ? written
    : `SELECT customer, source, line_id, begins, ${until} AS ends, price FROM (
        SELECT *, arrayMin(arrayFilter(day -> day > ${last}, groupArray(toInt32(begins)) OVER (PARTITION BY customer))) AS next
        FROM (${written}))`;
  return `INSERT INTO ledger_contracts SELECT ${head}, customer, source, line_id, begins, ends, price
    FROM (${rows}) ${isPlain ? '' : 'WHERE ifNull(ends >= begins, true)'}`;
};

/** What decides how long the price of a contract that ended is in force, and what of a coupon. */
type ContractPolicy = Pick<Policy, 'rr_churn_on' | 'rr_past_due_days' | 'rr_pause_days' | 'rr_coupons'>;
