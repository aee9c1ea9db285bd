import { thousandths } from './costs.ts';
import { type Branches, head, never, ofSnapshot } from './fragments.ts';
import { seenInteractions } from './talks.ts';

/** The days each customer had some deal open; a closed one nobody dated closed on the day it opened. */
const openDeals = `
  SELECT customer, groupArray((opened, if(outcome = 'open', ${never}, greatest(opened, ifNull(closed_day, opened))))) AS spans
  FROM (SELECT customer, outcome, closed_day, assumeNotNull(opened_day) AS opened FROM ledger_deals
    WHERE ${ofSnapshot} AND customer != 0 AND opened_day IS NOT NULL)
  GROUP BY customer`;

/** The process of an interaction's deal: by its own source, else the first source that has such a deal with a process. */
const processJoins = `
  LEFT ANY JOIN (SELECT source, deal_id, any(process) AS process FROM ledger_deals WHERE ${ofSnapshot} GROUP BY source, deal_id) AS own_deal
    ON own_deal.source = t.source AND own_deal.deal_id = t.deal_id
  LEFT ANY JOIN (SELECT deal_id, argMin(process, source) AS first_process FROM ledger_deals
    WHERE ${ofSnapshot} AND process != '' GROUP BY deal_id) AS any_deal ON any_deal.deal_id = t.deal_id`;
const process = `if(t.deal_id = '', '', if(own_deal.process != '', own_deal.process, any_deal.first_process))`;

/**
 * Hours logged on interactions, classed by the stage whom they are about stood in as the day began.
 *
 * Stays are looked up of those subjects alone: few interactions have hours.
 */
export const workSql = (branches: Branches): string => {
  const talks = `SELECT * FROM (
    SELECT source, id, customer, day, channel, campaign, deal_id, actor, ${thousandths('hours')} AS milli
    FROM (${seenInteractions(branches)})) WHERE milli > 0`;
  const onDeal = branches.deals
    ? `t.deal_id != '' OR arrayExists(span -> span.1 <= t.day AND t.day <= span.2, d.spans)`
    : `t.deal_id != ''`;
  return `INSERT INTO ledger_work
    SELECT ${head}, t.source, t.id, t.customer, t.day,
      multiIf(s.last_stage = 'new', 'activation', s.last_stage IN ('lost', 'winback'), 'winback',
        s.last_stage NOT IN ('activated', 'regular', 'developed', 'at_risk'), 'acquisition', ${onDeal}, 'development', 'retention'),
      t.milli, t.channel, t.campaign, c.segment, ${branches.processes ? process : `''`}, t.actor
    FROM (${talks}) AS t
    ASOF LEFT JOIN (
      SELECT customer, toInt32(\`from\`) AS since, argMax(toString(stage), seq) AS last_stage FROM ledger_intervals
      WHERE ${ofSnapshot} AND stage != 'advocate' AND customer IN (SELECT customer FROM (${talks}))
      GROUP BY customer, since
    ) AS s ON s.customer = t.customer AND s.since < toInt32(t.day)
    LEFT ANY JOIN (SELECT customer, segment FROM {work_customers:Identifier} WHERE ${ofSnapshot}) AS c ON c.customer = t.customer
    ${branches.deals ? `LEFT ANY JOIN (${openDeals}) AS d ON d.customer = t.customer` : ''}
    ${branches.processes ? processJoins : ''}`;
};
