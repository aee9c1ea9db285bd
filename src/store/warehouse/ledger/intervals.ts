import { head, ofSnapshot, ofWorkspace } from './fragments.ts';
import { halfKey } from './talks.ts';

/** One life per run of orders without a loss between; its loss is known once the day has come. */
export const livesSql = `INSERT INTO ledger_lives
  SELECT ${head}, customer, life, min(day),
    if(countIf(lost_if_silent_on IS NULL) > 0 OR max(lost_if_silent_on) > {as_of:Date32}, NULL, max(lost_if_silent_on))
  FROM ledger_orders WHERE ${ofSnapshot} GROUP BY customer, life`;

/** Stays: each entry until the next one. */
export const intervalsSql = `INSERT INTO ledger_intervals
  SELECT ${head}, customer, row_number() OVER entries, stage, day,
    if(is_advocate, until, if(leadInFrame(is_advocate) OVER entries, NULL, leadInFrame(toNullable(day)) OVER entries)), life,
    evidence_kind, evidence_source, evidence_id, evidence_key, evidence_day
  FROM work_moves WHERE ${ofSnapshot}
  WINDOW entries AS (PARTITION BY customer ORDER BY is_advocate, day, place, turn ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)`;

/**
 * Stays for which a condition on `ledger_intervals` holds, with source and id of the interaction they rest on.
 *
 * A stay keeps of an interaction half of its key alone: to find all their ids cost as much as all else about stays, and only
 * those of one customer are ever shown. Of an interaction that is gone since, both are empty.
 */
export const staysWithEvidence = (condition: string): string => {
  const stays = `SELECT * FROM ledger_intervals WHERE ${ofSnapshot} AND (${condition})`;
  return `SELECT s.* REPLACE (
      if(s.evidence_key = 0, s.evidence_source, e.source) AS evidence_source, if(s.evidence_key = 0, s.evidence_id, e.id) AS evidence_id)
    FROM (${stays}) AS s
    LEFT ANY JOIN (
      SELECT ${halfKey} AS half_key, source, id FROM current_interactions
      WHERE ${ofWorkspace} AND half_key IN (SELECT evidence_key FROM (${stays}) WHERE evidence_key != 0)
    ) AS e ON e.half_key = s.evidence_key`;
};
