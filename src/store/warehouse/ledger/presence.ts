import type { Policy } from '../../../analysis/derivation/policy.ts';
import type { Warehouse } from '../warehouse.ts';

/** What a workspace's facts hold at all, so that statements leave out what can't matter. Never says no where there is some. */
export type Presence = {
  /** Amounts in another currency than the workspace's. */
  foreign: boolean;
  refunds: boolean;
  contracts: boolean;
  prices: boolean;
  products: boolean;
  /** More product families than one number has bits to mark them. */
  manyFamilies: boolean;
  processes: boolean;
  manySources: boolean;
  anonymous: boolean;
  persons: boolean;
  deals: boolean;
  /** Deals of more rows than one. */
  dealHistory: boolean;
  /** Order lines that name their deal. */
  dealLines: boolean;
  actors: boolean;
  interactions: boolean;
  /** Hours logged on interactions. */
  hours: boolean;
  /** How many rows there are of what is grouped by customer. */
  rows: { lines: number; talks: number; customers: number };
  correctedLines: boolean;
  correctedCosts: boolean;
};

const any = (table: string, condition = '1'): string =>
  `(SELECT count() > 0 FROM (SELECT 1 FROM current_${table} WHERE workspace = {workspace:String} AND (${condition}) LIMIT 1))`;

/** Families that are marked by the bits of one number; more are kept as lists. */
const familyBits = 60;

const isForeign = `currency NOT IN ('', {currency:String})`;

const sql = `SELECT
  ${['order_lines', 'deals', 'payments', 'costs'].map((kind) => any(kind, isForeign)).join(' OR ')} AS foreign,
  ${any('order_lines', `refund_of != '' OR net_amount < 0`)} AS refunds,
  ${any('order_lines', 'contract_from IS NOT NULL OR contract_to IS NOT NULL OR monthly_amount IS NOT NULL')} AS contracts,
  ${any('order_lines', 'monthly_amount IS NOT NULL')} AS prices,
  ${any('products')} AS products,
  (SELECT uniqExact(family) > ${familyBits} FROM current_products WHERE workspace = {workspace:String}) AS manyFamilies,
  ${any('deals', `process != ''`)} AS processes,
  (SELECT uniqExact(source) > 1 FROM current_customers WHERE workspace = {workspace:String}) AS manySources,
  ${any('interactions', `customer = 0 AND person_id = ''`)} AS anonymous,
  ${any('interactions', `customer = 0 AND person_id != ''`)} AS persons,
  ${any('deals')} AS deals,
  (SELECT count() > uniqExact(source, deal_id) FROM current_deals FINAL WHERE workspace = {workspace:String}) AS dealHistory,
  ${any('order_lines', `deal_id != ''`)} AS dealLines,
  ${any('interactions', `actor != ''`)} AS actors,
  ${any('interactions')} AS interactions,
  ${any('interactions', 'hours IS NOT NULL')} AS hours,
  (SELECT count() FROM current_order_lines WHERE workspace = {workspace:String}) AS lines,
  (SELECT count() FROM current_interactions WHERE workspace = {workspace:String}) AS talks,
  (SELECT count() FROM current_customers WHERE workspace = {workspace:String}) AS customers`;

export const presenceOf = async (warehouse: Warehouse, workspace: string, policy: Policy): Promise<Presence> => {
  const [row] = await warehouse.rows<Record<string, number>>(sql, {
    parameters: { workspace, currency: policy.currency },
  });
  const count = (name: string): number => row?.[name] ?? 0;
  const has = (name: keyof Presence): boolean => count(name) > 0;
  return {
    foreign: has('foreign'),
    refunds: has('refunds'),
    contracts: has('contracts'),
    prices: has('prices'),
    products: has('products'),
    manyFamilies: has('manyFamilies'),
    processes: has('processes'),
    manySources: has('manySources'),
    anonymous: has('anonymous'),
    persons: has('persons'),
    deals: has('deals'),
    dealHistory: has('dealHistory'),
    dealLines: has('dealLines'),
    actors: has('actors'),
    interactions: has('interactions'),
    hours: has('hours'),
    rows: { lines: count('lines'), talks: count('talks'), customers: count('customers') },
    correctedLines: policy.corrections.some((each) => each.kind === 'order_line'),
    correctedCosts: policy.corrections.some((each) => each.kind === 'cost'),
  };
};
