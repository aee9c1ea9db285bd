import { type Branches, dayOf, never, ofSlice } from './fragments.ts';
import { dayOfNumber, instantOf } from './talks.ts';

/**
 * The ways into a stage. `place` is where entries of one day stand among each other: what comes before an order, orders, results,
 * timers, attempts. `evidence` is what an entry rests on, and thereby what its key is: an interaction's or attempt's instant, an order's
 * rank, a hash of a deal's source and id, nothing for a customer's row. `begins` says that a life begins with it.
 */
export const entries = [
  { name: 'audience', stage: 'audience', place: 0, evidence: 'visit' },
  { name: 'contact_by_row', stage: 'contact', place: 1, evidence: 'row' },
  { name: 'contact', stage: 'contact', place: 1, evidence: 'contact' },
  { name: 'qualified', stage: 'qualified', place: 2, evidence: 'qualification' },
  { name: 'opportunity', stage: 'opportunity', place: 3, evidence: 'deal' },
  { name: 'back_to_contact', stage: 'contact', place: 4, evidence: 'deal' },
  { name: 'back_to_qualified', stage: 'qualified', place: 4, evidence: 'deal' },
  { name: 'new', stage: 'new', place: 5, evidence: 'order', begins: true },
  { name: 'regular', stage: 'regular', place: 5, evidence: 'order' },
  { name: 'developed', stage: 'developed', place: 5, evidence: 'order' },
  { name: 'regular_again', stage: 'regular', place: 5, evidence: 'order', begins: true },
  { name: 'developed_again', stage: 'developed', place: 5, evidence: 'order', begins: true },
  { name: 'activated', stage: 'activated', place: 6, evidence: 'result' },
  { name: 'at_risk', stage: 'at_risk', place: 7, evidence: 'order_timer' },
  { name: 'in_doubt', stage: 'at_risk', place: 7, evidence: 'sign' },
  { name: 'lost', stage: 'lost', place: 8, evidence: 'order_timer' },
  { name: 'lost_again', stage: 'lost', place: 8, evidence: 'attempt_timer' },
  { name: 'winback', stage: 'winback', place: 9, evidence: 'attempt' },
  { name: 'advocate', stage: 'advocate', place: 10, evidence: 'referral' },
] as const;
type Entry = (typeof entries)[number];

export const entriesWhere = (holds: (entry: Entry) => boolean): number[] =>
  entries.flatMap((entry, at) => (holds(entry) ? [at] : []));

/**
 * An entry as one number, so that a subject's entries are sorted and kept as numbers: from the top a bit for advocates, whose stays
 * come after all others, 20 for the day since 1900, 4 for the place, 34 for the turn within it, 5 for the entry, and 64 for the key.
 */
const dayUnit = 2 ** 43;
const placeUnit = 2 ** 39;
const turnUnit = 2 ** 5;
const daysBefore1970 = 25_567;
export const dayNumberOf = (day: string): string => `toUInt64(toInt32(${day}) + ${daysBefore1970})`;

const codeOf = (name: Entry['name']): number => entries.findIndex((entry) => entry.name === name);
const moveOf = (day: string, low: string, key: string): string =>
  `bitShiftLeft(toUInt128(${dayNumberOf(day)} * ${dayUnit} + ${low}), 64) + ${key}`;
const move = (name: Entry['name'], day: string, key: string): string =>
  moveOf(day, String((entries[codeOf(name)]?.place ?? 0) * placeUnit + codeOf(name)), key);

/** The parts of the upper half of an entry. */
export const entryParts = {
  isAdvocate: (top: string) => `bitShiftRight(${top}, 63) = 1`,
  day: (top: string) =>
    `toDate32('1970-01-01') + (toInt32(bitAnd(bitShiftRight(${top}, 43), 1048575)) - ${daysBefore1970})`,
  dayNumber: (top: string) => `bitAnd(bitShiftRight(${top}, 43), 1048575)`,
  turn: (top: string) => `bitAnd(bitShiftRight(${top}, 5), ${2 ** 34 - 1})`,
  code: (top: string) => `toUInt8(bitAnd(${top}, 31))`,
};

/** Stands for no instant where the earliest is looked for. */
const far = `toDateTime64('2299-12-31 00:00:00', 3, 'UTC')`;
const when = (condition: string, entry: string): string => `if(${condition}, [${entry}], [])`;

/** The days in which some deal was a chance, per customer; deals that overlap or touch make one span.  */
const chances = `
  SELECT customer, arraySort(groupArray((from, to, opened, closed))) AS spans
  FROM (
    SELECT customer, span, min(opened_day) AS from, max(to_day) AS to,
      argMin(key, (opened_day, source, deal_id)) AS opened,
      argMin(key, (-toInt32(to_day), opened_day, source, deal_id)) AS closed
    FROM (
      SELECT *, sum(is_start) OVER (PARTITION BY customer ORDER BY opened_day, source, deal_id ROWS UNBOUNDED PRECEDING) AS span
      FROM (
        SELECT d.customer AS customer, d.source AS source, d.deal_id AS deal_id, assumeNotNull(d.opened_day) AS opened_day,
          sipHash64(d.source, d.deal_id) AS key, ifNull(d.dropped_day, ${never}) AS to_day,
          row_number() OVER (PARTITION BY customer ORDER BY opened_day, source, deal_id) = 1
            OR opened_day > max(to_day) OVER (PARTITION BY customer ORDER BY opened_day, source, deal_id
              ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS is_start
        FROM (SELECT * FROM ledger_deals WHERE ${ofSlice} AND customer != 0 AND opened_day IS NOT NULL) AS d
        LEFT ANY JOIN (SELECT customer, day FROM {work_orders:Identifier} WHERE ${ofSlice} AND rank = 1) AS f ON f.customer = d.customer
        WHERE f.customer = 0 OR d.opened_day <= f.day
      )
    )
    GROUP BY customer, span
  )
  GROUP BY customer`;

/** Entries into audience, contact, qualified and opportunity up to the first order's day. */
export const movesBeforeOrder = `
  SELECT customer, moves FROM (
    SELECT s.customer AS customer, f.order_at != 0 AS has_order, if(has_order, f.order_day, {as_of:Date32}) AS until,
      ifNull(${dayOf('c.created_at')} <= {as_of:Date32}, false) AS has_row, notEmpty(t.named) AS has_named,
      ${instantOf('t.named[1]')} AS named_at,
      has_row AND NOT (has_named AND named_at < assumeNotNull(c.created_at)) AS by_row,
      by_row OR has_named AS has_contact,
      if(by_row, assumeNotNull(c.created_at), named_at) AS contact_at, ${dayOf('contact_at')} AS contact_day,
      least(if(has_contact, contact_at, ${far}), if(has_order, ${instantOf('f.order_at')}, ${far}), if(d.deals > 0, d.first_opened_at, ${far})) AS identified_at,
      notEmpty(t.visits) AND ${instantOf('t.visits[1]')} < identified_at AS has_visit,
      notEmpty(t.qualified) AND ({qualified_by_kind:Bool} OR c.segment != '') AS is_qualified,
      ${dayOfNumber('t.qualified[1]')} AS qualified_day, ${dayOfNumber('t.visits[1]')} AS visit_day,
      x.spans AS spans,
      arrayConcat(
        ${when('has_visit', move('audience', 'visit_day', 't.visits[1]'))},
        ${when(
          'has_contact AND contact_day <= until AND (empty(spans) OR contact_day <= spans[1].1)',
          `if(by_row, ${move('contact_by_row', 'contact_day', 'toUInt64(0)')}, ${move('contact', 'contact_day', 't.named[1]')})`,
        )},
        ${when(
          'is_qualified AND qualified_day <= until AND NOT arrayExists(s -> s.1 < qualified_day AND qualified_day <= s.2, spans)',
          move('qualified', 'qualified_day', 't.qualified[1]'),
        )},
        arrayMap(s -> ${move('opportunity', 's.1', 's.3')}, spans),
        arrayMap(s -> if(is_qualified AND qualified_day <= s.2, ${move('back_to_qualified', 's.2', 's.4')}, ${move('back_to_contact', 's.2', 's.4')}),
          arrayFilter(s -> s.2 < ${never} AND NOT (has_order AND until <= s.2), spans))
      ) AS moves
    FROM (
      SELECT customer FROM {work_talks:Identifier} WHERE ${ofSlice}
      UNION DISTINCT SELECT customer FROM {work_customers:Identifier} WHERE ${ofSlice} AND created_at IS NOT NULL
      UNION DISTINCT SELECT customer FROM ledger_deals WHERE ${ofSlice} AND customer != 0 AND opened_day IS NOT NULL
    ) AS s
    LEFT ANY JOIN (SELECT customer, named, qualified, visits FROM {work_talks:Identifier} WHERE ${ofSlice}) AS t ON t.customer = s.customer
    LEFT ANY JOIN (SELECT customer, created_at, segment FROM {work_customers:Identifier} WHERE ${ofSlice}) AS c ON c.customer = s.customer
    LEFT ANY JOIN (SELECT customer, order_at, order_day FROM {work_firsts:Identifier} WHERE ${ofSlice}) AS f ON f.customer = s.customer
    LEFT ANY JOIN (${chances}) AS x ON x.customer = s.customer
    LEFT ANY JOIN (SELECT customer, count() AS deals, assumeNotNull(min(opened_at)) AS first_opened_at FROM ledger_deals
      WHERE ${ofSlice} AND opened_at IS NOT NULL GROUP BY customer) AS d ON d.customer = s.customer
  )
  WHERE notEmpty(moves)`;

/** Runs of moments no further apart than a number of days, as (first, last). */
const runs = (moments: string, days: string, isFar: string): string =>
  `arrayMap(run -> (run[1], run[-1]), arraySplit((m, far) -> far, ${moments},
    arrayMap((day, before) -> ${isFar}, ${days}, arrayPopBack(arrayPushFront(${days}, toDate32('1900-01-01'))))))`;

const ofOrder = (turn: string, code: string): string =>
  moveOf('day', `${5 * placeUnit} + toUInt64(${turn}) * ${turnUnit} + ${code}`, 'toUInt64(rank)');

const orderCells =
  'customer, rank, life, day, next_day, is_winback, returns, has_development, has_regular, lost_if_silent_on, at_risk_if_silent_on';

/**
 * Orders with the first sign of doubt from their day on, before silence or the next order: 0 where there is none. An order after one is of a customer who
 * was at risk.
 */
const signedOrders = `(
  SELECT * REPLACE (returns OR (NOT is_winback AND rank > 1 AND lagInFrame(sign) OVER (PARTITION BY customer ORDER BY rank ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) != 0) AS returns)
  FROM (
    SELECT o.*, arrayFirst(m -> ${dayOfNumber('m')} >= o.day, t.signs) AS first_sign, ${dayOfNumber('first_sign')} AS sign_day,
      if(first_sign != 0 AND sign_day < least(next_day, ifNull(at_risk_if_silent_on, ${never}), {as_of:Date32} + 1), first_sign, 0) AS sign
    FROM (SELECT ${orderCells} FROM ledger_orders WHERE ${ofSlice}) AS o
    LEFT ANY JOIN (SELECT customer, signs FROM {work_talks:Identifier} WHERE ${ofSlice} AND notEmpty(signs)) AS t ON t.customer = o.customer
  ))`;

/**
 * Entries into the stages of those who bought.
 *
 * `level` is how far the life has come by an order: 0 new or activated, 2 regular, 3 developed; being back from at risk or lost makes it at least 2.
 */
export const movesFromOrders = ({ signs }: Pick<Branches, 'signs'>): string => `
  SELECT customer, moves FROM (
    SELECT *,
      ifNull(at_risk_if_silent_on <= {as_of:Date32} AND at_risk_if_silent_on < next_day, false) AS gets_quiet,
      ifNull(lost_if_silent_on <= {as_of:Date32} AND lost_if_silent_on < next_day, false) AS gets_lost,
      if(gets_lost, arrayFilter(m -> ${dayOfNumber('m')} >= assumeNotNull(lost_if_silent_on)
        AND ${dayOfNumber('m')} < next_day, t.attempts), []) AS tries,
      arrayMap(m -> ${dayOfNumber('m')}, tries) AS try_days,
      if(empty(tries), [], ${runs('tries', 'try_days', 'day > before + {winback_days:UInt32}')}) AS try_runs,
      ${dayOfNumber('t.result[1]')} AS result_day,
      arrayConcat(
        ${when('rank = 1', ofOrder('1', String(codeOf('new'))))},
        ${when(
          'level >= 2 AND (rank = 1 OR is_winback OR returns OR level > level_before)',
          ofOrder(
            'rank + 1',
            `multiIf(is_winback, if(level = 3, ${codeOf('developed_again')}, ${codeOf('regular_again')}), level = 3, ${codeOf('developed')}, ${codeOf('regular')})`,
          ),
        )},
        ${when(
          `level = 0 AND notEmpty(t.result) AND result_day >= day AND result_day < next_day
            AND (NOT gets_quiet OR ifNull(result_day <= at_risk_if_silent_on, true)) AND (sign = 0 OR result_day <= sign_day)`,
          move('activated', 'result_day', 't.result[1]'),
        )},
        ${when('sign != 0', move('in_doubt', 'sign_day', 'sign'))},
        ${when('sign = 0 AND gets_quiet AND ifNull(at_risk_if_silent_on != lost_if_silent_on, true)', move('at_risk', 'assumeNotNull(at_risk_if_silent_on)', 'toUInt64(rank)'))},
        ${when('gets_lost', move('lost', 'assumeNotNull(lost_if_silent_on)', 'toUInt64(rank)'))},
        arrayMap(r -> ${move('winback', dayOfNumber('r.1'), 'r.1')}, try_runs),
        arrayMap(r -> ${move('lost_again', `${dayOfNumber('r.2')} + {winback_days:UInt32}`, 'r.2')},
          arrayFilter(r -> ${dayOfNumber('r.2')} + {winback_days:UInt32} < least(next_day, {as_of:Date32} + 1), try_runs))
      ) AS moves
    FROM (
      SELECT *, max(came_to) OVER (PARTITION BY customer ORDER BY rank ROWS UNBOUNDED PRECEDING) - 4 * life AS level,
        toInt64(max(came_to) OVER (PARTITION BY customer ORDER BY rank ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) - 4 * life AS level_before
      FROM (
        SELECT *,
          4 * life + multiIf(has_development, 3, has_regular OR is_winback OR returns, 2, 0) AS came_to
        FROM ${signs ? signedOrders : `(SELECT ${orderCells}, toUInt64(0) AS sign, toDate32(0) AS sign_day FROM ledger_orders WHERE ${ofSlice})`}
      )
    ) AS o
    LEFT ANY JOIN (SELECT customer, result_since_order AS result, attempts FROM {work_talks:Identifier}
      WHERE ${ofSlice} AND (notEmpty(result_since_order) OR notEmpty(attempts))) AS t ON t.customer = o.customer
  )
  WHERE notEmpty(moves)`;

const yearAfter = (number: string): string => `addYears(${dayOfNumber(number)}, 1)`;

/** Entries into advocacy: from a referral until twelve months after the last of a run without such a gap, which the turn tells (0 = not over). */
export const movesOfAdvocates = `
  SELECT customer, arrayMap(r -> ${moveOf(
    dayOfNumber('r.1'),
    `bitShiftLeft(toUInt64(1), 63) + ${10 * placeUnit} + if(${yearAfter('r.2')} <= {as_of:Date32}, ${dayNumberOf(yearAfter('r.2'))}, 0) * ${turnUnit} + ${codeOf('advocate')}`,
    'r.1',
  )}, ${runs('referrals', 'days', 'day > addYears(before, 1)')}) AS moves
  FROM (SELECT customer, referrals, arrayMap(m -> ${dayOfNumber('m')}, referrals) AS days FROM {work_talks:Identifier} WHERE ${ofSlice} AND notEmpty(referrals))`;
