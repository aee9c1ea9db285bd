import type { Policy } from '../../../analysis/derivation/policy.ts';
import type { Warehouse } from '../warehouse.ts';
import type { Digest } from './digest.ts';
import { dayOfNumber } from './talks.ts';

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
  /** Interactions after the as-of day. */
  cut: boolean;
  /** Hours logged on interactions. */
  hours: boolean;
  /** How many rows there are of what is grouped by customer; `strangers` are persons and anonymous ids. */
  rows: { lines: number; talks: number; customers: number; origins: number; strangers: number };
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
  ${dayOfNumber('{last_at:UInt64}')} > {as_of:Date32} AS cut,
  (SELECT uniqExact(source) > 1 FROM current_customers WHERE workspace = {workspace:String}) AS manySources,
  ${any('deals')} AS deals,
  (SELECT count() > uniqExact(source, deal_id) FROM current_deals FINAL WHERE workspace = {workspace:String}) AS dealHistory,
  ${any('order_lines', `deal_id != ''`)} AS dealLines,
  (SELECT count() FROM current_order_lines WHERE workspace = {workspace:String}) AS lines,
  (SELECT count() FROM current_customers WHERE workspace = {workspace:String}) AS customers,
  (SELECT count() FROM digest_subjects WHERE workspace = {workspace:String}) AS strangers`;

export const presenceOf = async (
  warehouse: Warehouse,
  workspace: string,
  policy: Policy,
  digest: Digest,
): Promise<Presence> => {
  const { currency, time_zone, asOf } = policy;
  const [row] = await warehouse.rows<Record<string, number>>(sql, {
    parameters: { workspace, currency, time_zone, as_of: asOf, last_at: digest.lastAt },
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
    anonymous: digest.anonymous,
    persons: digest.persons,
    deals: has('deals'),
    dealHistory: has('dealHistory'),
    dealLines: has('dealLines'),
    actors: digest.actors,
    interactions: digest.rows > 0,
    cut: has('cut'),
    hours: digest.hours,
    rows: {
      lines: count('lines'),
      talks: digest.rows,
      customers: count('customers'),
      origins: digest.spellings,
      strangers: count('strangers'),
    },
    correctedLines: policy.corrections.some((each) => each.kind === 'order_line'),
    correctedCosts: policy.corrections.some((each) => each.kind === 'cost'),
  };
};
