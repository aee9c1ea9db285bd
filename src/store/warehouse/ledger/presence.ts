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
  /** Order lines that name their deal. */
  dealLines: boolean;
  actors: boolean;
  interactions: boolean;
  /** Hours logged on interactions. */
  hours: boolean;
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
  ${any('order_lines', `deal_id != ''`)} AS dealLines,
  ${any('interactions', `actor != ''`)} AS actors,
  ${any('interactions')} AS interactions,
  ${any('interactions', 'hours IS NOT NULL')} AS hours`;

export const presenceOf = async (warehouse: Warehouse, workspace: string, policy: Policy): Promise<Presence> => {
  const [row] = await warehouse.rows<Record<keyof Presence, number>>(sql, {
    parameters: { workspace, currency: policy.currency },
  });
  const has = (name: keyof Presence): boolean => Boolean(row?.[name]);
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
    dealLines: has('dealLines'),
    actors: has('actors'),
    interactions: has('interactions'),
    hours: has('hours'),
    correctedLines: policy.corrections.some((each) => each.kind === 'order_line'),
    correctedCosts: policy.corrections.some((each) => each.kind === 'cost'),
  };
};
