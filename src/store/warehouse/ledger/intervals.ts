import { head, ofSnapshot, ofWorkspace } from './fragments.ts';
import { halfKey } from './talks.ts';

/** One life per run of orders without a loss between; its loss is known once the day has come. */
export const livesSql = `INSERT INTO ledger_lives
  SELECT ${head}, customer, life, min(day),
    if(countIf(lost_if_silent_on IS NULL) > 0 OR max(lost_if_silent_on) > {as_of:Date32}, NULL, max(lost_if_silent_on))
  FROM ledger_orders WHERE ${ofSnapshot} GROUP BY customer, life`;

/** Stays: each entry until the next one; entries by an interaction get its source and id. */
export const intervalsSql = `INSERT INTO ledger_intervals
  SELECT ${head}, m.customer, m.seq, m.stage, m.day, if(m.is_advocate, m.until, if(m.next_is_advocate, NULL, m.next_day)), m.life,
    m.evidence_kind, if(m.evidence_key = 0, m.evidence_source, e.source), if(m.evidence_key = 0, m.evidence_id, e.id), m.evidence_day
  FROM (
    SELECT *, row_number() OVER entries AS seq, leadInFrame(toNullable(day)) OVER entries AS next_day,
      leadInFrame(is_advocate) OVER entries AS next_is_advocate
    FROM work_moves WHERE ${ofSnapshot}
    WINDOW entries AS (PARTITION BY customer ORDER BY is_advocate, day, place, turn ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
  ) AS m
  LEFT ANY JOIN (
    SELECT ${halfKey} AS half_key, source, id FROM current_interactions
    WHERE ${ofWorkspace} AND half_key IN (SELECT evidence_key FROM work_moves WHERE ${ofSnapshot} AND evidence_key != 0)
  ) AS e ON e.half_key = m.evidence_key`;
