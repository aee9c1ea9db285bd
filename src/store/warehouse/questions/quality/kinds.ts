import type { KindsInUse } from '../../../../analysis/quality/kinds.ts';
import type { CostClass } from '../../../../model/lifecycle.ts';
import { ofSnapshot, ofWorkspace, standing } from '../../ledger/fragments.ts';
import type { Warehouse } from '../../warehouse.ts';
import { parametersOf, type QualityQuestion } from './relation.ts';

/** Most kinds and channels anybody chooses from. */
const most = 200;

type Interaction = KindsInUse['interactions'][number];

/** How often each kind of interaction is met, and how often after the customer's first order. */
const interactionKinds = (warehouse: Warehouse, question: QualityQuestion): Promise<Interaction[]> =>
  warehouse.rows<Interaction>(
    `SELECT toString(i.kind) AS kind, toUInt64(sum(i.n)) AS count, toUInt64(sumIf(i.n, ifNull(i.day >= p.first_order_day, false))) AS afterOrder,
      toUInt64(sum(i.anonymous)) AS anonymous
    FROM (
      SELECT kind, customer, toDate32(occurred_at, {time_zone:String}) AS day, count() AS n, countIf(anonymous_id != '') AS anonymous
      FROM current_interactions FINAL WHERE ${ofWorkspace} GROUP BY kind, customer, day
    ) AS i
    LEFT ANY JOIN (SELECT customer, first_order_day FROM ledger_profiles WHERE ${ofSnapshot} AND first_order_day IS NOT NULL) AS p
      ON p.customer = i.customer
    GROUP BY kind ORDER BY afterOrder DESC, count DESC, kind LIMIT ${most}`,
    { parameters: parametersOf(question) },
  );

/** Which kinds, classes, functions and channels the facts speak of: what settings are chosen from. */
export const kindsInUse = async (warehouse: Warehouse, question: QualityQuestion): Promise<KindsInUse> => {
  const parameters = parametersOf(question);
  const names = async (sql: string): Promise<string[]> =>
    (await warehouse.rows<{ name: string }>(sql, { parameters })).map(({ name }) => name);
  const [interactions, resultKinds, costClasses, costFunctions, costChannels, events] = await Promise.all([
    interactionKinds(warehouse, question),
    names(`SELECT DISTINCT kind AS name FROM (
        SELECT argMin(toString(result_kind), ${standing}) AS kind FROM current_products FINAL WHERE ${ofWorkspace} GROUP BY product_id
      ) WHERE kind != '' ORDER BY name LIMIT ${most}`),
    names(
      `SELECT DISTINCT toString(class) AS name FROM ledger_costs WHERE ${ofSnapshot} AND class != '' ORDER BY name`,
    ),
    names(`SELECT DISTINCT toString(function) AS name FROM ledger_costs
      WHERE ${ofSnapshot} AND class != 'outside' AND function != '' ORDER BY name`),
    names(`SELECT toString(channel) AS name FROM ledger_costs WHERE ${ofSnapshot} AND class = 'acquisition' AND channel != ''
      GROUP BY name ORDER BY sum(ifNull(amount_minor, 0)) DESC, name LIMIT ${most}`),
    names(`SELECT DISTINCT toString(kind) AS name FROM ledger_events WHERE ${ofSnapshot} ORDER BY name`),
  ]);
  return { interactions, resultKinds, costClasses: costClasses as CostClass[], costFunctions, costChannels, events };
};
