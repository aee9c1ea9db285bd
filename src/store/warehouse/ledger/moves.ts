import { dayOf, head, never, ofSnapshot } from './fragments.ts';
import { instantOf, keyOf } from './talks.ts';

/** Where entries of one day stand among each other: what comes before an order, orders, results, timers, attempts. */
const place = {
  audience: 0,
  contact: 1,
  qualified: 2,
  opportunity: 3,
  back: 4,
  order: 5,
  result: 6,
  at_risk: 7,
  lost: 8,
  winback: 9,
};

const columns = `workspace, snapshot, customer, is_advocate, day, place, turn, stage, life, until, evidence_kind, evidence_source,
  evidence_id, evidence_key, evidence_day`;

/** Entries of one subject as (day, place, turn, stage, kind, source, id, key, day of the evidence). */
const moveType = `Array(Tuple(Date32, UInt8, UInt32, String, String, String, String, UInt64, Date32))`;
const when = (condition: string, move: string): string => `CAST(if(${condition}, [${move}], []), '${moveType}')`;
const unpacked = (
  life: string,
): string => `{workspace:String}, {snapshot:UInt64}, customer, false, move.1, move.2, move.3, move.4, ${life},
  NULL, move.5, move.6, move.7, move.8, move.9`;

const ofTalk = (day: string, stage: keyof typeof place, moment: string): string =>
  `(${day}, ${place[stage]}, 0, '${stage}', 'interaction', '', '', ${keyOf(moment)}, ${day})`;

/** The days in which some deal was a chance, per customer; deals that overlap or touch make one span.  */
const chances = `
  SELECT customer, arraySort(groupArray((from, to, opened.1, opened.2, closed.1, closed.2))) AS spans
  FROM (
    SELECT customer, span, min(opened_day) AS from, max(to_day) AS to,
      argMin((toString(source), deal_id), (opened_day, source, deal_id)) AS opened,
      argMin((toString(source), deal_id), (-toInt32(to_day), opened_day, source, deal_id)) AS closed
    FROM (
      SELECT *, sum(is_start) OVER (PARTITION BY customer ORDER BY opened_day, source, deal_id ROWS UNBOUNDED PRECEDING) AS span
      FROM (
        SELECT d.customer AS customer, d.source AS source, d.deal_id AS deal_id, assumeNotNull(d.opened_day) AS opened_day,
          ifNull(d.dropped_day, ${never}) AS to_day,
          row_number() OVER (PARTITION BY customer ORDER BY opened_day, source, deal_id) = 1
            OR opened_day > max(to_day) OVER (PARTITION BY customer ORDER BY opened_day, source, deal_id
              ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS is_start
        FROM (SELECT * FROM ledger_deals WHERE ${ofSnapshot} AND customer != 0 AND opened_day IS NOT NULL) AS d
        LEFT ANY JOIN (SELECT customer, day FROM ledger_orders WHERE ${ofSnapshot} AND rank = 1) AS f ON f.customer = d.customer
        WHERE f.customer = 0 OR d.opened_day <= f.day
      )
    )
    GROUP BY customer, span
  )
  GROUP BY customer`;

/** Entries into audience, contact, qualified and opportunity up to the first order's day. */
export const movesBeforeOrderSql = `INSERT INTO work_moves (${columns})
  SELECT ${unpacked('0')}
  FROM (
    SELECT s.customer AS customer, f.customer != 0 AS has_order, if(has_order, f.day, {as_of:Date32}) AS until,
      ifNull(${dayOf('c.created_at')} <= {as_of:Date32}, false) AS has_row, notEmpty(t.named) AS has_named,
      ${instantOf('t.named[1]')} AS named_at,
      has_row AND NOT (has_named AND named_at < assumeNotNull(c.created_at)) AS by_row,
      by_row OR has_named AS has_contact,
      if(by_row, assumeNotNull(c.created_at), named_at) AS contact_at, ${dayOf('contact_at')} AS contact_day,
      arrayMin(arrayConcat(if(has_contact, [contact_at], []), if(has_order, [f.at], []), if(d.deals > 0, [d.first_opened_at], []),
        [toDateTime64('2299-12-31 00:00:00', 3, 'UTC')])) AS identified_at,
      notEmpty(t.visits) AND ${instantOf('t.visits[1]')} < identified_at AS has_visit,
      notEmpty(t.qualified) AND ({qualified_by_kind:Bool} OR c.segment != '') AS is_qualified,
      ${dayOf(instantOf('t.qualified[1]'))} AS qualified_day, ${dayOf(instantOf('t.visits[1]'))} AS visit_day,
      x.spans AS spans,
      arrayConcat(
        ${when('has_visit', ofTalk('visit_day', 'audience', 't.visits[1]'))},
        ${when(
          'has_contact AND contact_day <= until AND (empty(spans) OR contact_day <= spans[1].1)',
          `(contact_day, ${place.contact}, 0, 'contact', if(by_row, 'customer', 'interaction'), if(by_row, c.source, ''),
            if(by_row, c.customer_id, ''), if(by_row, toUInt64(0), ${keyOf('t.named[1]')}), contact_day)`,
        )},
        ${when(
          'is_qualified AND qualified_day <= until AND NOT arrayExists(s -> s.1 < qualified_day AND qualified_day <= s.2, spans)',
          ofTalk('qualified_day', 'qualified', 't.qualified[1]'),
        )},
        CAST(arrayMap(s -> (s.1, ${place.opportunity}, 0, 'opportunity', 'deal', s.3, s.4, toUInt64(0), s.1), spans), '${moveType}'),
        CAST(arrayMap(s -> (s.2, ${place.back}, 0, if(is_qualified AND qualified_day <= s.2, 'qualified', 'contact'), 'deal', s.5, s.6,
          toUInt64(0), s.2), arrayFilter(s -> s.2 < ${never} AND NOT (has_order AND until <= s.2), spans)), '${moveType}')
      ) AS moves
    FROM (
      SELECT customer FROM work_talks WHERE ${ofSnapshot}
      UNION DISTINCT SELECT customer FROM work_customers WHERE ${ofSnapshot} AND created_at IS NOT NULL
      UNION DISTINCT SELECT customer FROM ledger_deals WHERE ${ofSnapshot} AND customer != 0 AND opened_day IS NOT NULL
    ) AS s
    LEFT ANY JOIN (SELECT customer, named, qualified, visits FROM work_talks WHERE ${ofSnapshot}) AS t ON t.customer = s.customer
    LEFT ANY JOIN (SELECT * FROM work_customers WHERE ${ofSnapshot}) AS c ON c.customer = s.customer
    LEFT ANY JOIN (SELECT customer, day, at FROM ledger_orders WHERE ${ofSnapshot} AND rank = 1) AS f ON f.customer = s.customer
    LEFT ANY JOIN (${chances}) AS x ON x.customer = s.customer
    LEFT ANY JOIN (SELECT customer, count() AS deals, assumeNotNull(min(opened_at)) AS first_opened_at FROM ledger_deals
      WHERE ${ofSnapshot} AND opened_at IS NOT NULL GROUP BY customer) AS d ON d.customer = s.customer
  )
  ARRAY JOIN moves AS move`;

/** Runs of moments no further apart than a number of days, as (first, last). */
const runs = (moments: string, days: string, isFar: string): string =>
  `arrayMap(run -> (run[1], run[-1]), arraySplit((m, far) -> far, ${moments},
    arrayMap((day, before) -> ${isFar}, ${days}, arrayPopBack(arrayPushFront(${days}, toDate32('1900-01-01'))))))`;

const orderMove = (turn: string, stage: string): string =>
  `(day, ${place.order}, ${turn}, ${stage}, 'order_line', toString(source), first_line, toUInt64(0), day)`;
const timer = (day: string, stage: 'at_risk' | 'lost'): string =>
  `(assumeNotNull(${day}), ${place[stage]}, 0, '${stage}', 'timer', toString(source), first_line, toUInt64(0), assumeNotNull(${day}))`;

/**
 * Entries into the stages of those who bought.
 *
 * `level` is how far the life has come by an order: 0 new or activated, 2 regular, 3 developed; being back from at risk or lost makes it at least 2.
 */
export const movesFromOrdersSql = `INSERT INTO work_moves (${columns})
  SELECT ${unpacked('life')}
  FROM (
    SELECT *,
      ifNull(at_risk_if_silent_on <= {as_of:Date32}, false) AND ifNull(at_risk_if_silent_on < next_day, true)
        AND at_risk_if_silent_on IS NOT NULL AS gets_quiet,
      ifNull(lost_if_silent_on <= {as_of:Date32}, false) AND ifNull(lost_if_silent_on < next_day, true) AND lost_if_silent_on IS NOT NULL AS gets_lost,
      if(gets_lost, arrayFilter(m -> ${dayOf(instantOf('m'))} >= assumeNotNull(lost_if_silent_on)
        AND ${dayOf(instantOf('m'))} < ifNull(next_day, ${never}), t.attempts), []) AS tries,
      arrayMap(m -> ${dayOf(instantOf('m'))}, tries) AS try_days,
      if(empty(tries), [], ${runs('tries', 'try_days', 'day > before + {winback_days:UInt32}')}) AS try_runs,
      ${dayOf(instantOf('t.result[1]'))} AS result_day,
      arrayConcat(
        ${when('rank = 1', orderMove('1', `'new'`))},
        ${when('level >= 2 AND (rank = 1 OR is_winback OR returns OR level > level_before)', orderMove('rank + 1', `if(level = 3, 'developed', 'regular')`))},
        ${when(
          `level = 0 AND notEmpty(t.result) AND result_day >= day AND ifNull(result_day < next_day, true)
            AND (NOT gets_quiet OR ifNull(result_day <= at_risk_if_silent_on, true))`,
          `(result_day, ${place.result}, 0, 'activated', 'interaction', '', '', ${keyOf('t.result[1]')}, result_day)`,
        )},
        ${when('gets_quiet AND ifNull(at_risk_if_silent_on != lost_if_silent_on, true)', timer('at_risk_if_silent_on', 'at_risk'))},
        ${when('gets_lost', timer('lost_if_silent_on', 'lost'))},
        CAST(arrayMap(r -> (${dayOf(instantOf('r.1'))}, ${place.winback}, 0, 'winback', 'interaction', '', '', ${keyOf('r.1')},
          ${dayOf(instantOf('r.1'))}), try_runs), '${moveType}'),
        CAST(arrayMap(r -> (${dayOf(instantOf('r.2'))} + {winback_days:UInt32}, ${place.lost}, 0, 'lost', 'timer', '', '', ${keyOf('r.2')},
          ${dayOf(instantOf('r.2'))} + {winback_days:UInt32}),
          arrayFilter(r -> ${dayOf(instantOf('r.2'))} + {winback_days:UInt32} < ifNull(next_day, {as_of:Date32} + 1), try_runs)), '${moveType}')
      ) AS moves
    FROM (
      SELECT *, max(own) OVER (PARTITION BY customer, life ORDER BY rank ROWS UNBOUNDED PRECEDING) AS level,
        max(own) OVER (PARTITION BY customer, life ORDER BY rank ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS level_before
      FROM (
        SELECT customer, rank, life, day, source, first_line, is_winback, lost_if_silent_on, at_risk_if_silent_on,
          rank > 1 AND NOT is_winback AND ifNull(lagInFrame(at_risk_if_silent_on) OVER orders < day, false) AS returns,
          multiIf(has_development, 3, has_regular OR is_winback OR returns, 2, 0) AS own,
          leadInFrame(toNullable(day)) OVER orders AS next_day
        FROM ledger_orders WHERE ${ofSnapshot}
        WINDOW orders AS (PARTITION BY customer ORDER BY rank ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
      )
    ) AS o
    LEFT ANY JOIN (SELECT customer, result_since_order AS result, attempts FROM work_talks
      WHERE ${ofSnapshot} AND (notEmpty(result_since_order) OR notEmpty(attempts))) AS t ON t.customer = o.customer
  )
  ARRAY JOIN moves AS move`;

/** Stays as an advocate: from a referral until twelve months after the last of a run without such a gap. */
export const advocacySql = `INSERT INTO work_moves (${columns})
  SELECT ${head}, customer, true, ${dayOf(instantOf('run.1'))} AS first_day, 100, 0, 'advocate',
    toUInt32(arrayCount(from -> from <= first_day, l.lives)),
    if(addYears(${dayOf(instantOf('run.2'))}, 1) <= {as_of:Date32}, addYears(${dayOf(instantOf('run.2'))}, 1), NULL),
    'interaction', '', '', ${keyOf('run.1')}, first_day
  FROM (
    SELECT customer, referrals, arrayMap(m -> ${dayOf(instantOf('m'))}, referrals) AS days,
      ${runs('referrals', 'days', 'day > addYears(before, 1)')} AS referral_runs
    FROM work_talks WHERE ${ofSnapshot} AND notEmpty(referrals)
  ) AS t
  LEFT ANY JOIN (SELECT customer, groupArray(\`from\`) AS lives FROM ledger_lives WHERE ${ofSnapshot} GROUP BY customer) AS l
    ON l.customer = t.customer
  ARRAY JOIN referral_runs AS run`;
