import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { channelPolicy } from '../analysis/channels/meaning.ts';
import type { Policy } from '../analysis/derivation/policy.ts';
import { noChannelRules } from '../model/channels.ts';
import { Settings } from '../model/settings.ts';
import type { Warehouse } from '../store/warehouse/warehouse.ts';

/** How large a made-up company is. */
export type Size = { customers: number; lines: number; interactions: number };

/** The settings and the policy everything is measured under. */
export const benchSettings = Settings.parse({
  activation_kinds: ['result'],
  winback_kinds: ['winback'],
  referral_kinds: ['referral'],
});
export const benchPolicy: Policy = {
  ...benchSettings,
  asOf: '2025-12-31',
  window: { lostAfterDays: 365, atRiskAfterDays: 180 },
  windows: [],
  corrections: [],
  decisions: [],
  channels: channelPolicy(noChannelRules, benchSettings),
};

const firstDay = '2023-01-01';
const days = 1096;

/** An even scatter of whole numbers without chance: the same for the same input everywhere. */
const scatter = (value: number, salt: number): number => {
  let hash = Math.imul(value ^ (salt * 0x9e3779b9), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
};

/** Writes a CSV of order lines as a shop exports them, a few columns wide; answers its size in bytes. */
export const writeOrderLines = async (path: string, lines: number): Promise<number> => {
  const out = createWriteStream(path, { highWaterMark: 1 << 22 });
  out.write('line_id,order_id,customer_id,ordered_at,product_id,quantity,net_amount,cogs,channel,sales_type\n');
  let block = '';
  for (let line = 0; line < lines; line += 1) {
    const order = line >> 1;
    const day = new Date(Date.parse(`${firstDay}T00:00:00Z`) + (scatter(order, 1) % days) * 86_400_000);
    const amount = (scatter(line, 2) % 500_000) / 100;
    block += `L${line},O${order},C${scatter(order, 3) % 400_000},${day.toISOString().slice(0, 10)},P${scatter(line, 4) % 300},${1 + (line % 3)},${amount.toFixed(2)},${(amount * 0.6).toFixed(2)},channel${scatter(order, 5) % 6},ecommerce\n`;
    if (block.length > 1 << 20) {
      if (!out.write(block)) await new Promise<void>((resolve) => out.once('drain', resolve));
      block = '';
    }
  }
  out.end(block);
  await finished(out);
  return out.bytesWritten;
};

export const factHead = (id: string) =>
  `'main' AS workspace, reinterpretAsUInt128(sipHash128('main', ${id})) AS key, 'main' AS source, ${id} AS id, 1 AS import_id, number AS line, 1 AS revision`;

const moment = (salt: number) =>
  `toDateTime64('${firstDay}', 3, 'UTC') + toIntervalSecond(cityHash64(number, ${salt}) % ${days * 86_400})`;

/** Kinds of interactions with how many of a thousand are of them: the demo company's mix, put together where kinds mean the same. */
const mix = {
  visit: 514,
  email: 130,
  service_visit: 60,
  need_understood: 70,
  call: 45,
  chat: 45,
  result: 55,
  winback: 43,
  meeting: 33,
  referral: 5,
};
const drawn = 'cityHash64(number, 8) % 1000';
const kind = `multiIf(${Object.entries(mix)
  .map(([name], at, all) => `${drawn} < ${all.slice(0, at + 1).reduce((sum, [, share]) => sum + share, 0)}, '${name}'`)
  .join(', ')}, 'visit')`;

/** Fills current facts of the workspace `main` inside the engine: no file, no import, only rows to compute with. */
export const fillCompany = async (warehouse: Warehouse, size: Size): Promise<void> => {
  const customerOf = (salt: number) => `concat('C', toString(cityHash64(number, ${salt}) % ${size.customers}))`;
  const statements = [
    `INSERT INTO current_customers (workspace, key, source, id, import_id, line, revision, customer, customer_id, name, segment, created_at)
SELECT ${factHead(`concat('C', toString(number))`)}, sipHash64(id), id, concat('Customer ', toString(number)),
  ['Homes', 'HoReCa', 'Production', 'Dealers'][1 + number % 4], NULL FROM numbers(${size.customers})`,
    `INSERT INTO current_products (workspace, key, source, id, import_id, line, revision, product_id, family, rung, cogs_rate)
SELECT ${factHead(`concat('P', toString(number))`)}, id, concat('F', toString(number % 20)), number % 5, 0.6 FROM numbers(300)`,
    `INSERT INTO current_order_lines (workspace, key, source, id, import_id, line, revision, customer, line_id, order_id, customer_id, ordered_at, product_id, net_amount, currency, cogs, channel, sales_type, status)
SELECT ${factHead(`concat('L', toString(number))`)}, sipHash64(customer_id), id, concat('O', toString(intDiv(number, 2))),
  concat('C', toString(cityHash64(intDiv(number, 2), 3) % ${size.customers})) AS customer_id,
  toDateTime64('${firstDay}', 3, 'UTC') + toIntervalSecond(cityHash64(intDiv(number, 2), 1) % ${days * 86_400}),
  concat('P', toString(cityHash64(number, 4) % 300)), toDecimal64((cityHash64(number, 2) % 500000) / 100, 6), 'RUB', NULL,
  concat('channel', toString(cityHash64(intDiv(number, 2), 5) % 6)), 'ecommerce', 'paid' FROM numbers(${size.lines})`,
    `INSERT INTO current_interactions (workspace, key, source, id, import_id, line, revision, customer, interaction_id, occurred_at, kind, customer_id, anonymous_id, channel, campaign, actor)
SELECT ${factHead(`concat('I', toString(number))`)}, if(customer_id = '', 0, sipHash64(customer_id)), id, ${moment(7)}, ${kind} AS kind,
  if(number % 10 = 0, '', ${customerOf(9)}) AS customer_id, if(number % 10 < 2, concat('A', toString(cityHash64(number, 10) % ${size.customers})), ''),
  if(cityHash64(number, 13) % 100 < 64, concat('channel', toString(cityHash64(number, 5) % 6)), '') AS channel,
  if(channel != '', concat('campaign', toString(cityHash64(number, 6) % 40)), ''),
  if(kind IN ('call', 'chat', 'meeting', 'service_visit', 'need_understood', 'winback'), concat('seller', toString(cityHash64(number, 14) % 12)), '')
FROM numbers(${size.interactions})`,
    `INSERT INTO current_deals (workspace, key, source, id, import_id, line, revision, customer, deal_id, customer_id, opened_at, outcome, closed_at, amount, currency, process)
SELECT ${factHead(`concat('D', toString(number))`)}, sipHash64(customer_id), id, ${customerOf(11)} AS customer_id, ${moment(12)} AS opened,
  ['won', 'lost', 'open'][1 + number % 3] AS outcome, if(outcome = 'open', NULL, opened + toIntervalDay(number % 90)), 1000, 'RUB', 'pipeline'
FROM numbers(${Math.round(size.lines / 20)})`,
    `INSERT INTO current_costs (workspace, key, source, id, import_id, line, revision, cost_id, month, amount, currency, class, function, channel, segment, hours)
SELECT ${factHead(`concat('K', toString(number))`)}, id, toDate32('${firstDay}') + toIntervalMonth(number % 36), 100000 + number, 'RUB',
  ['acquisition', 'activation', 'retention', 'development', 'winback', 'shared'][1 + number % 6],
  ['marketing', 'sales', 'success'][1 + number % 3], concat('channel', toString(number % 6)),
  ['Homes', 'HoReCa', 'Production', 'Dealers'][1 + number % 4], 10 FROM numbers(2000)`,
  ];
  // Small blocks: the rows of the largest table would not fit the engine's limits at once.
  const settings = {
    max_threads: 1,
    max_block_size: 65_536,
    min_insert_block_size_rows: 200_000,
    min_insert_block_size_bytes: 0,
  };
  for (const statement of statements) await warehouse.command(statement, { settings });
  for (const table of ['current_order_lines', 'current_interactions'])
    await warehouse.command(`OPTIMIZE TABLE ${table} FINAL`);
};
