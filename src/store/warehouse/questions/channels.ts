import { type Origin, type OriginKind, originCells, originKinds } from '../../../model/channels.ts';
import { occurring, originColumns, spellingOf } from '../ledger/channels.ts';
import type { Warehouse } from '../warehouse.ts';
import type { Scope } from './scope.ts';

/** How often one kind of facts writes an origin in one way, and what that comes to in minor units of the workspace's currency. */
export type OriginWeight = {
  kind: OriginKind;
  origin: Origin;
  /** The origin of the sale that lines give back which have no channel themselves; null for all else. */
  sale: Origin | null;
  rows: number;
  /** Net revenue of order lines, amounts of costs (`outside` left out), as the ledger has them; 0 elsewhere. */
  minor: bigint;
};

/** How many ways of writing are looked at per kind: the rarest beyond are left out. */
export const mostOrigins = 200_000;

type Row = Origin & {
  rows: string;
  minor: string;
  sale: [string, string, string, string, string, string];
  is_refund: boolean;
};

const keyOf = (id: string): string => `reinterpretAsUInt128(sipHash128(toString(source), toString(${id})))`;
const ofSnapshot = 'workspace = {workspace:String} AND snapshot = {snapshot:UInt64}';

/** Amounts of the ledger by the key of the fact they are of. */
const amounts: Partial<Record<OriginKind, string>> = {
  order_lines: `SELECT ${keyOf('line_id')} AS fact, sum(net_minor) AS minor FROM ledger_lines WHERE ${ofSnapshot} GROUP BY fact`,
  costs: `SELECT ${keyOf('cost_id')} AS fact, sum(amount_minor) AS minor FROM ledger_costs WHERE ${ofSnapshot} AND class != 'outside' GROUP BY fact`,
};

const questionOf = (kind: OriginKind, props: readonly string[]): string => {
  const cells = originColumns(kind, props);
  const listed = originCells.map((cell) => `${cells[cell]} AS cell_${cell}`).join(', ');
  const tuple = `(${originCells.map((cell) => cells[cell]).join(', ')})`;
  const isRefund = kind === 'order_lines' ? `refund_of != '' AND channel = ''` : 'false';
  const facts = `SELECT key, source, ${kind === 'order_lines' ? 'refund_of' : `'' AS refund_of`}, ${isRefund} AS is_refund, ${listed}, ${spellingOf(kind, props)} AS hash
    FROM current_${kind} FINAL WHERE workspace = {workspace:String}`;
  const sold = `SELECT line_id AS sold_id, argMin(${tuple}, source) AS sold FROM current_order_lines FINAL
    WHERE workspace = {workspace:String} AND line_id IN (SELECT refund_of FROM current_order_lines WHERE workspace = {workspace:String} AND refund_of != '')
    GROUP BY sold_id`;
  const nothing = `('', '', '', '', '', '')`;
  const sales = kind === 'order_lines' ? `LEFT ANY JOIN (${sold}) AS s ON s.sold_id = f.refund_of` : '';
  const amount = amounts[kind];
  return `SELECT ${originCells.map((cell) => `any(f.cell_${cell}) AS ${cell}`).join(', ')},
      ${kind === 'order_lines' ? `if(f.is_refund, s.sold, ${nothing})` : nothing} AS sale, f.is_refund AS is_refund,
      toString(count()) AS rows, toString(${amount ? 'ifNull(sum(a.minor), 0)' : '0'}) AS minor
    FROM (${facts}) AS f ${amount ? `LEFT ANY JOIN (${amount}) AS a ON a.fact = f.key` : ''} ${sales}
    GROUP BY f.hash, sale, is_refund ORDER BY count() DESC, f.hash LIMIT ${mostOrigins}`;
};

const originFrom = (cells: readonly string[]): Origin =>
  Object.fromEntries(originCells.map((cell, at) => [cell, cells[at] ?? ''])) as Origin;

/** Every way the facts of a workspace write where their customers came from, with how much there is of it. */
export const originWeights = async (warehouse: Warehouse, scope: Scope): Promise<OriginWeight[]> => {
  const found: OriginWeight[] = [];
  for (const kind of originKinds) {
    const { props } = await occurring(warehouse, kind, scope.workspace);
    const rows = await warehouse.rows<Row>(questionOf(kind, props), { parameters: scope });
    for (const { rows: count, minor, sale, is_refund, ...cells } of rows)
      found.push({
        kind,
        origin: originFrom(originCells.map((cell) => cells[cell])),
        sale: is_refund ? originFrom(sale) : null,
        rows: Number(count),
        minor: BigInt(minor),
      });
  }
  return found;
};
