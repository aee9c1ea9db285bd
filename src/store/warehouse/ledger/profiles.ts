import { type Branches, head, never, ofSlice, ofSnapshot, ofWorkspace } from './fragments.ts';
import { dayOfNumber } from './talks.ts';

/** What is counted of customers, once a day and kind. */
export const eventsSql = `INSERT INTO ledger_events
  SELECT ${head}, customer, day, kind FROM (
    SELECT customer, day, 'new' AS kind FROM ledger_orders WHERE ${ofSnapshot} AND rank = 1
    UNION ALL SELECT DISTINCT customer, day, 'developed' FROM ledger_orders WHERE ${ofSnapshot} AND has_development
    UNION ALL SELECT DISTINCT customer, day, 'won_back' FROM ledger_orders WHERE ${ofSnapshot} AND has_winback
    UNION ALL SELECT DISTINCT customer, assumeNotNull(lost_on), 'lost' FROM ledger_lives WHERE ${ofSnapshot} AND lost_on IS NOT NULL
    UNION ALL SELECT customer, ${dayOfNumber('first_result[1]')}, 'activated' FROM {work_talks:Identifier} WHERE ${ofSnapshot} AND notEmpty(first_result)
    UNION ALL SELECT customer, arrayJoin(arrayDistinct(arrayMap(m -> ${dayOfNumber('m')}, attempts))), 'winback_attempt'
      FROM {work_talks:Identifier} WHERE ${ofSnapshot} AND notEmpty(attempts)
    UNION ALL SELECT customer, arrayJoin(arrayDistinct(arrayMap(m -> ${dayOfNumber('m')}, referrals))), 'referral'
      FROM {work_talks:Identifier} WHERE ${ofSnapshot} AND notEmpty(referrals)
  )`;

/** Subjects that have no row among customers. */
export const unknownSql = `INSERT INTO {work_unknown:Identifier}
  SELECT ${head}, s.customer FROM (SELECT customer FROM ledger_intervals WHERE ${ofSlice} AND seq = 1) AS s
  LEFT ANTI JOIN (SELECT customer FROM {work_customers:Identifier} WHERE ${ofSlice}) AS c ON c.customer = s.customer`;

/** The ids behind subjects that have no row among customers; what is hashed never changes, so any version of a row will do. */
const names = (branches: Branches): string => {
  const unknown = `customer IN (SELECT customer FROM {work_unknown:Identifier} WHERE ${ofSlice})`;
  const ids = ['order_lines', 'deals', 'interactions', 'people'].map(
    (kind) =>
      `SELECT customer, any(customer_id) AS subject FROM current_${kind} WHERE ${ofWorkspace} AND ${unknown} GROUP BY customer`,
  );
  if (branches.persons || branches.anonymous)
    ids.push(`SELECT customer, subject FROM digest_subjects WHERE ${ofWorkspace} AND ${unknown}`);
  // Whoever others go by may itself be in nothing but a card.
  if (branches.joined) ids.push(`SELECT customer, customer_id AS subject FROM ledger_joins WHERE ${ofSnapshot}`);
  if (branches.keyed) ids.push(`SELECT customer, owner AS subject FROM ledger_keyed WHERE ${ofSnapshot}`);
  return ids.join(' UNION ALL ');
};

/** One row per subject that has a stage. */
export const profilesSql = (branches: Branches): string => `INSERT INTO ledger_profiles
  SELECT ${head}, s.customer, if(c.customer != 0, c.customer_id, n.subject), c.name, c.kind, c.segment,
    if(f.customer != 0, f.sales_type, c.sales_type) AS sales_type,
    if(f.channel != '' OR f.campaign != '', f.channel, t.channel) AS channel,
    if(f.channel != '' OR f.campaign != '', f.campaign, t.campaign) AS campaign,
    f.process, if(f.customer != 0, toStartOfMonth(f.day), NULL), if(f.customer != 0, f.day, NULL), s.first_seen_day,
    if(notEmpty(t.first_result), ${dayOfNumber('t.first_result[1]')}, NULL),
    if(firsts.talk_at = 0, NULL, ${dayOfNumber('firsts.talk_at')}), t.touches_before_talk, o.orders
  FROM (SELECT customer, \`from\` AS first_seen_day FROM ledger_intervals WHERE ${ofSlice} AND seq = 1) AS s
  LEFT ANY JOIN (SELECT customer, talk_at FROM {work_firsts:Identifier} WHERE ${ofSlice}) AS firsts ON firsts.customer = s.customer
  LEFT ANY JOIN (SELECT * FROM {work_customers:Identifier} WHERE ${ofSlice}) AS c ON c.customer = s.customer
  LEFT ANY JOIN (SELECT customer, channel, campaign, sales_type, process, day FROM ledger_orders WHERE ${ofSlice} AND rank = 1) AS f
    ON f.customer = s.customer
  LEFT ANY JOIN (SELECT customer, rank AS orders FROM ledger_orders WHERE ${ofSlice} AND next_day = ${never}) AS o ON o.customer = s.customer
  LEFT ANY JOIN (SELECT customer, channel, campaign, first_result, touches_before_talk FROM {work_talks:Identifier} WHERE ${ofSlice}) AS t ON t.customer = s.customer
  LEFT ANY JOIN (SELECT customer, any(subject) AS subject FROM (${names(branches)}) GROUP BY customer) AS n ON n.customer = s.customer`;
