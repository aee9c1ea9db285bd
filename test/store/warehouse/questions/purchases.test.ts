import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Facts, noFacts } from '../../../../src/analysis/derivation/facts.ts';
import { seededRandom } from '../../../../src/analysis/statistics/bootstrap.ts';
import { deriveLedger } from '../../../../src/store/warehouse/ledger/ledger.ts';
import { purchasesBy } from '../../../../src/store/warehouse/questions/purchases.ts';
import { insertFacts, policyOn } from '../../../support/facts.ts';
import { openTestWarehouse, type TestWarehouse } from '../../../support/warehouse.ts';

let opened: TestWarehouse;
beforeAll(async () => {
  opened = await openTestWarehouse();
});
afterAll(() => opened.close());

const dayMs = 86_400_000;
const opening = Date.UTC(2021, 0, 1);

/** Orders on few days and many, several a day, of lines on several days, some at no known rate; some customers in no segment, and some with no card. */
const invented = (): Facts => {
  const random = seededRandom(11);
  const whole = (below: number): number => Math.floor(random() * below);
  const origin = { source: 'main', updatedAt: null };
  const customers = Array.from({ length: 180 }, (_, at) => ({
    ...origin,
    customerId: `C${at}`,
    name: '',
    kind: '',
    segment: ['', 'Homes', 'Cafés'][at % 3] ?? '',
    salesType: '',
    createdAt: null,
    email: '',
    phone: '',
    taxId: '',
    partnerId: '',
    props: {},
  }));
  const orderLines = Array.from({ length: 200 }, (_, customer) => {
    const start = opening + whole(900) * dayMs;
    return Array.from({ length: 1 + whole(8) }, (_, order) => {
      const orderedAt = start + whole(4) * whole(200) * dayMs + whole(dayMs);
      return Array.from({ length: 1 + whole(3) }, (_, line) => ({
        ...origin,
        lineId: `L${customer}-${order}-${line}`,
        orderId: `O${customer}-${order}`,
        customerId: `C${customer}`,
        orderedAt: orderedAt + whole(2) * whole(3) * dayMs,
        productId: '',
        netAmount: ((whole(5) > 0 ? 1 : 0) * whole(900_000) * 0.01).toFixed(2),
        currency: whole(20) === 0 ? 'EUR' : '',
        cogs: null,
        serviceCost: null,
        salesType: '',
        channel: '',
        campaign: '',
        dealId: '',
        refundOf: '',
        status: '',
        class: '' as const,
        contractFrom: null,
        contractTo: null,
        monthlyAmount: null,
      }));
    });
  }).flat(2);
  return { ...noFacts(), customers, orderLines };
};

test('purchases are the same read from orders and from lines', { timeout: 60_000 }, async () => {
  const { warehouse } = opened;
  const scope = { workspace: 'bought', snapshot: 1 };
  await insertFacts(warehouse, scope.workspace, invented());
  await deriveLedger(warehouse, { ...scope, policy: policyOn('2024-12-31'), slices: 3 });
  for (const [until, span] of [
    ['2024-12-31', 0],
    ['2023-02-10', 200],
    ['2021-03-01', 30],
  ] as const) {
    const [chosen, orders, lines] = await Promise.all([
      purchasesBy(warehouse, scope, until, span),
      purchasesBy(warehouse, scope, until, span, { way: 'orders' }),
      purchasesBy(warehouse, scope, until, span, { way: 'lines' }),
    ]);
    // Logarithms are added up in another order.
    const { logIntervals: logs, ...told } = orders;
    const { logIntervals: otherLogs, ...others } = lines;
    expect(plain(told)).toEqual(plain(others));
    expect([...logs].map((log, at) => Math.abs(log - (otherLogs[at] ?? 0)) < 1e-9)).not.toContain(false);
    expect(chosen).toEqual(orders);
    expect(told.customers).toBeGreaterThan(until === '2021-03-01' ? 5 : 100);
  }
});

/** Columns as lists: their widths may differ. */
const plain = (columns: object) =>
  Object.fromEntries(
    Object.entries(columns).map(([name, column]) => [
      name,
      ArrayBuffer.isView(column) ? [...(column as Uint8Array)] : column,
    ]),
  );

test('what was given back or is by contract is not read from orders', { timeout: 60_000 }, async () => {
  const { warehouse } = opened;
  const facts = invented();
  const [first, ...rest] = facts.orderLines.filter(
    ({ netAmount, currency }) => Number(netAmount) > 0 && currency === '',
  );
  const back = first && { ...first, lineId: 'R', netAmount: `-${first.netAmount}`, refundOf: first.lineId };
  for (const [workspace, orderLines] of [
    ['back', [...facts.orderLines, ...(back ? [back] : [])]],
    ['contract', facts.orderLines.map((line) => (line === rest[0] ? { ...line, monthlyAmount: '1.00' } : line))],
  ] as const) {
    const scope = { workspace, snapshot: 1 };
    await insertFacts(warehouse, workspace, { ...facts, orderLines: [...orderLines] });
    await deriveLedger(warehouse, { ...scope, policy: policyOn('2024-12-31') });
    const chosen = await purchasesBy(warehouse, scope, '2024-12-31', 90);
    expect(chosen).toEqual(await purchasesBy(warehouse, scope, '2024-12-31', 90, { way: 'lines' }));
    expect(plain(chosen)).not.toEqual(plain(await purchasesBy(warehouse, scope, '2024-12-31', 90, { way: 'orders' })));
  }
});
