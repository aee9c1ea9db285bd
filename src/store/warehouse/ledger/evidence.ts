import type { Settings } from '../../../model/settings.ts';
import type { SqlValue } from '../warehouse.ts';
import { createdBy } from './customers.ts';
import { currentFacts, ofSnapshot, ofWorkspace } from './fragments.ts';
import { entries, entriesWhere } from './moves.ts';
import { anonymousWindowMs, type Naming, numberOf, ownersWhere, proofs, seenInteractions } from './talks.ts';

const naming: Naming = { persons: true, anonymous: true, joined: true, keyed: true };

type Kinds = Pick<
  Settings,
  | 'anonymous_join'
  | 'anonymous_window_days'
  | 'time_zone'
  | 'qualified_kinds'
  | 'activation_kinds'
  | 'winback_kinds'
  | 'risk_kinds'
  | 'referral_kinds'
>;

/** What the statement asks for beside workspace and snapshot: the settings the ledger was derived by. */
export const evidenceParameters = (settings: Kinds, asOf: string): Record<string, SqlValue> => ({
  as_of: asOf,
  time_zone: settings.time_zone,
  anonymous_window_ms: anonymousWindowMs(settings),
  qualified_by_kind: settings.qualified_kinds.length > 0,
  qualified_kinds: settings.qualified_kinds,
  activation_kinds: settings.activation_kinds,
  winback_kinds: settings.winback_kinds,
  risk_kinds: settings.risk_kinds,
  referral_kinds: settings.referral_kinds,
});

const kinds = {
  row: 'customer',
  visit: 'interaction',
  contact: 'interaction',
  qualification: 'interaction',
  result: 'interaction',
  attempt: 'interaction',
  referral: 'interaction',
  sign: 'interaction',
  deal: 'deal',
  order: 'order_line',
  order_timer: 'timer',
  attempt_timer: 'timer',
} as const;

const restsOn = (...evidence: (keyof typeof kinds)[]): string =>
  `entry IN (${entriesWhere((entry) => evidence.includes(entry.evidence)).join(', ')})`;

/** What proves an interaction's or attempt's entry; the timer of an abandoned win-back goes by the attempt. */
const proofOf = Object.entries({ ...proofs, attempt_timer: proofs.attempt }).map(
  ([evidence, proof]) => [restsOn(evidence as keyof typeof kinds), proof] as const,
);

/**
 * Stays for which a condition on `ledger_intervals` holds, with kind, source and id of the fact each rests on.
 *
 * A stay keeps a number to find its evidence by. To write their ids with all stays cost as much as all else about them, and only those of one
 * customer are ever shown. Of a fact that is gone since, both are empty. Parameters: workspace, snapshot and `evidenceParameters`.
 */
export const staysWithEvidence = (condition: string): string => {
  const stays = `SELECT * FROM ledger_intervals WHERE ${ofSnapshot} AND (${condition})`;
  const customers = `(SELECT customer FROM (${stays}))`;
  const instants = `(SELECT evidence_key FROM (${stays}) WHERE NOT ${restsOn('row', 'deal', 'order', 'order_timer')})`;
  const owners = ownersWhere(
    naming,
    `anonymous_id IN (SELECT anonymous_id FROM current_interactions WHERE ${ofWorkspace} AND ${numberOf('occurred_at')} IN ${instants})`,
  );
  const talks = `SELECT customer, ${numberOf('occurred_at')} AS evidence_key, entry, min((toString(source), id)) AS fact
    FROM (${seenInteractions(naming, owners)}) ARRAY JOIN arrayConcat(${proofOf
      .map(([entry, proof]) => `if(${proof}, ${entry.replace('entry IN (', '[').replace(')', ']')}, [])`)
      .join(', ')}) AS entry
    WHERE evidence_key IN ${instants} AND customer IN ${customers}
    GROUP BY customer, evidence_key, entry`;
  const facts = [
    `SELECT o.customer AS customer, toUInt64(o.rank) AS evidence_key, entry, l.fact AS fact
      FROM (SELECT customer, rank, order_key FROM ledger_orders WHERE ${ofSnapshot} AND customer IN ${customers}) AS o
      LEFT ANY JOIN (SELECT order_key, min((toString(source), line_id)) AS fact FROM ledger_lines
        WHERE ${ofSnapshot} AND NOT is_refund AND customer IN ${customers} GROUP BY order_key) AS l ON l.order_key = o.order_key
      ARRAY JOIN [${entriesWhere((entry) => entry.evidence.startsWith('order'))}] AS entry`,
    `SELECT customer, sipHash64(source, deal_id) AS evidence_key, entry, (toString(source), deal_id) AS fact FROM ledger_deals
      ARRAY JOIN [${entriesWhere((entry) => entry.evidence === 'deal')}] AS entry
      WHERE ${ofSnapshot} AND customer IN ${customers}`,
    `SELECT customer, 0 AS evidence_key, ${entriesWhere((entry) => entry.evidence === 'row')} AS entry,
      argMin((toString(source), customer_id), ${createdBy}) AS fact FROM ${currentFacts(naming, 'customers')}
      WHERE ${ofWorkspace} AND customer IN ${customers} AND created_at IS NOT NULL GROUP BY customer`,
    talks,
  ];
  const kindOf = `[${entries.map((entry) => `'${kinds[entry.evidence]}'`).join(', ')}]`;
  return `SELECT s.*, ${kindOf}[s.entry + 1] AS evidence_kind, e.fact.1 AS evidence_source, e.fact.2 AS evidence_id, s.from AS evidence_day
    FROM (${stays}) AS s
    LEFT ANY JOIN (SELECT customer, evidence_key, toUInt8(entry) AS entry, fact FROM (${facts.join(' UNION ALL ')})) AS e
      ON e.customer = s.customer AND e.evidence_key = s.evidence_key AND e.entry = s.entry`;
};
