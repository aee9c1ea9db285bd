import type { KindsInUse } from '../../../../analysis/quality/kinds.ts';
import type { CostClass } from '../../../../model/stages.ts';
import { ofSnapshot, ofWorkspace, standing } from '../../ledger/fragments.ts';
import type { Warehouse } from '../../warehouse.ts';
import { factsOf } from './fragments.ts';
import { parametersOf, type QualityQuestion } from './relation.ts';

/** Most kinds and channels anybody chooses from. */
const most = 200;

type Interaction = KindsInUse['interactions'][number];

/** How often each kind of interaction is met, and how often after the customer's first order. */
const interactionKinds = (warehouse: Warehouse, question: QualityQuestion): Promise<Interaction[]> =>
  warehouse.rows<Interaction>(
    `SELECT toString(i.kind) AS kind, count() AS count, countIf(p.first_at != 0 AND i.at >= p.first_at) AS afterOrder,
      countIf(i.anonymous) AS anonymous
    FROM (
      SELECT kind, customer, toUnixTimestamp64Milli(occurred_at) AS at, anonymous_id != '' AS anonymous FROM ${factsOf('interactions')}
    ) AS i
    LEFT ANY JOIN (
      SELECT customer, toUnixTimestamp64Milli(toDateTime64(toString(assumeNotNull(first_order_day)), 3, {time_zone:String})) AS first_at
      FROM ledger_profiles WHERE ${ofSnapshot} AND first_order_day IS NOT NULL
    ) AS p ON p.customer = i.customer
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
        SELECT argMinIf(toString(result_kind), ${standing}, result_kind != '') AS kind FROM current_products FINAL WHERE ${ofWorkspace} GROUP BY product_id
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
