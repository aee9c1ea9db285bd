import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Facts, noFacts } from '../../../../src/analysis/derivation/facts.ts';
import { deriveLedger } from '../../../../src/store/warehouse/ledger/ledger.ts';
import { beginningsBy } from '../../../../src/store/warehouse/questions/beginnings.ts';
import { insertFacts, policyOn } from '../../../support/facts.ts';
import { openTestWarehouse, type TestWarehouse } from '../../../support/warehouse.ts';

let opened: TestWarehouse;
beforeAll(async () => {
  opened = await openTestWarehouse();
});
afterAll(() => opened.close());

type Line = Facts['orderLines'][number];
const origin = { source: 'main', updatedAt: null };
const bought = (customerId: string, day: string, given: Partial<Line> = {}): Line => ({
  ...origin,
  lineId: `${customerId}-${day}-${given.contractFrom ?? ''}`,
  orderId: `${customerId}-${day}-${given.contractFrom ?? ''}`,
  customerId,
  orderedAt: Date.parse(`${day}T10:00:00Z`),
  productId: '',
  netAmount: '100.00',
  currency: '',
  cogs: null,
  serviceCost: null,
  salesType: '',
  channel: '',
  campaign: '',
  dealId: '',
  refundOf: '',
  status: '',
  class: '',
  contractFrom: null,
  contractTo: null,
  monthlyAmount: null,
  ...given,
});
const contract = (customerId: string, from: string, to: string | null): Line =>
  bought(customerId, from, { contractFrom: from, contractTo: to, monthlyAmount: '10.00' });

const segmentOf: Record<string, string> = { Buyer: 'A', Twin: 'A', Later: 'A', Payer: 'A', Returned: 'A', Other: 'B' };
const lines: Line[] = [
  bought('Buyer', '2024-01-01'),
  bought('Buyer', '2024-02-01'),
  bought('Twin', '2024-01-01'),
  // An order first, two contracts side by side after thirty days, and more later.
  bought('Later', '2024-01-01'),
  contract('Later', '2024-01-31', '2024-06-30'),
  contract('Later', '2024-01-31', '2024-12-31'),
  contract('Later', '2025-01-01', '2025-12-31'),
  // Both on one day; a contract without an end is none.
  contract('Payer', '2024-03-01', '2025-02-28'),
  bought('Payer', '2024-03-01'),
  contract('Payer', '2023-01-01', null),
  // An order taken back whole never was one.
  bought('Returned', '2024-01-10'),
  bought('Returned', '2024-01-20', {
    lineId: 'R',
    orderId: 'Returned-2024-01-10-',
    netAmount: '-100.00',
    refundOf: 'Returned-2024-01-10-',
  }),
  contract('Returned', '2024-05-01', '2025-04-30'),
  bought('Other', '2024-01-01'),
];

test('who came when to purchases and to contracts, alike customers counted together', { timeout: 60_000 }, async () => {
  const { warehouse } = opened;
  const scope = { workspace: 'begun', snapshot: 1 };
  const customers = Object.entries(segmentOf).map(([customerId, segment]) => ({
    ...origin,
    customerId,
    name: '',
    kind: '',
    segment,
    salesType: '',
    createdAt: null,
    email: '',
    phone: '',
    taxId: '',
    partnerId: '',
    props: {},
  }));
  await insertFacts(warehouse, scope.workspace, { ...noFacts(), customers, orderLines: lines });
  await deriveLedger(warehouse, { ...scope, policy: policyOn('2025-01-31') });
  const of = (by: '2024-12-31' | '2024-01-15', segments = ['A']) => beginningsBy(warehouse, scope, by, segments);
  expect(await of('2024-12-31')).toEqual([
    { segment: 'A', age: 244, order: null, contract: 0, customers: 1 },
    { segment: 'A', age: 305, order: 0, contract: 0, customers: 1 },
    { segment: 'A', age: 365, order: 0, contract: 30, customers: 1 },
    { segment: 'A', age: 365, order: 0, contract: null, customers: 2 },
  ]);
  // What came later is not known yet.
  expect(await of('2024-01-15')).toEqual([{ segment: 'A', age: 14, order: 0, contract: null, customers: 3 }]);
  expect(await of('2024-12-31', ['B'])).toEqual([{ segment: 'B', age: 365, order: 0, contract: null, customers: 1 }]);
  expect(await of('2024-12-31', [])).toEqual([]);
});
