import { inventCustomers } from '../analysis/models/generate.ts';
import { drawGamma } from '../analysis/models/numerics/draws.ts';
import { paretoNbd } from '../analysis/models/pareto-nbd.ts';
import { seededRandom } from '../analysis/statistics/bootstrap.ts';
import type { Warehouse } from '../store/warehouse/warehouse.ts';
import { factHead } from './company.ts';

/** Customers much like CDNOW's, of a shop open for `weeks`, by whole days as files have them, and what a purchase of each brings. */
export const inventBuyers = (n: number, weeks: number) => {
  const random = seededRandom(n);
  const ages = Array.from({ length: n }, () => (30 + Math.floor(random() * weeks * 7)) / 7);
  const { x, recency, age } = inventCustomers(paretoNbd.spec, [0.55, 10.6, 0.61, 11.7], ages, 0, random);
  const days = recency.map((last, at) =>
    x[at] === 0 ? 0 : Math.min(Math.max(1, Math.round(last * 7)) / 7, age[at] ?? 0),
  );
  const mean = x.map((count) => (count > 0 ? drawGamma(5 * count, drawGamma(3.5, 60, random) * count, random) : 0));
  return { x, recency: days, age, mean };
};

/**
 * Fills current facts with what those customers bought up to a day: orders of one line or two, on their first day, their last, and days between.
 *
 * Nobody gives anything back, and nothing is by contract.
 */
export const fillBuyers = async (
  warehouse: Warehouse,
  { x, recency, age, mean }: ReturnType<typeof inventBuyers>,
  lastDay: string,
): Promise<void> => {
  const rows: string[] = [];
  for (let at = 0; at < x.length; at += 1)
    rows.push(
      `${at},${Math.round((age[at] ?? 0) * 7)},${x[at]},${Math.round((recency[at] ?? 0) * 7)},${(mean[at] || 30).toFixed(2)}\n`,
    );
  await warehouse.command(
    'CREATE TABLE bench_buyers (number UInt64, age UInt32, x UInt32, recency UInt32, mean Decimal(18, 6)) ENGINE = Memory',
  );
  await warehouse.insert('INSERT INTO bench_buyers FORMAT CSV', Buffer.from(rows.join('')));
  const customer = `concat('C', toString(number))`;
  const statements = [
    `INSERT INTO current_customers (workspace, key, source, id, import_id, line, revision, customer, customer_id, name, segment, created_at)
SELECT ${factHead(customer)}, sipHash64(id), id, concat('Customer ', toString(number)),
  ['Homes', 'HoReCa', 'Production', 'Dealers'][1 + number % 4], NULL FROM bench_buyers`,
    `INSERT INTO current_order_lines (workspace, key, source, id, import_id, line, revision, customer, line_id, order_id, customer_id, ordered_at, product_id, net_amount, currency, cogs, channel, sales_type, status)
SELECT ${factHead(`concat('L', toString(buyer), '-', toString(nth), '-', toString(line_no))`)}, sipHash64(customer_id), id,
  concat('O', toString(buyer), '-', toString(nth)), concat('C', toString(buyer)) AS customer_id,
  toDateTime64({last_day:String}, 3, 'UTC') - toIntervalDay(age) + toIntervalDay(multiIf(nth = 0, 0, nth = x, recency, 1 + cityHash64(buyer, nth) % greatest(recency - 1, 1))) + toIntervalHour(8),
  concat('P', toString(cityHash64(number) % 300)), toDecimal64(mean * (50 + cityHash64(buyer, nth, line_no, 2) % 101) / 100 / lines, 6), 'RUB', NULL,
  concat('channel', toString(cityHash64(buyer, nth, 5) % 6)), 'ecommerce', 'paid'
FROM (SELECT buyer, age, x, recency, mean, nth, lines, line_no, toUInt64(buyer * 1000 + nth * 2 + line_no) AS number FROM (
  SELECT number AS buyer, age, x, recency, mean, arrayJoin(range(x + 1)) AS nth, 1 + cityHash64(buyer, nth, 3) % 2 AS lines FROM bench_buyers) ARRAY JOIN range(lines) AS line_no)`,
  ];
  const settings = {
    max_threads: 1,
    max_block_size: 65_536,
    min_insert_block_size_rows: 200_000,
    min_insert_block_size_bytes: 0,
  };
  for (const statement of statements)
    await warehouse.command(statement, { settings, parameters: { last_day: lastDay } });
  await warehouse.command('DROP TABLE bench_buyers');
  await warehouse.command('OPTIMIZE TABLE current_order_lines FINAL');
};
