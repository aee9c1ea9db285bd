import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { meaningOf } from '../../../../src/analysis/channels/meaning.ts';
import { noFacts } from '../../../../src/analysis/derivation/facts.ts';
import { deriveLedger as define } from '../../../../src/analysis/derivation/ledger.ts';
import type { Ledger } from '../../../../src/analysis/ledger.ts';
import { writeMeanings } from '../../../../src/store/warehouse/ledger/channels.ts';
import { deriveLedger } from '../../../../src/store/warehouse/ledger/ledger.ts';
import { spellings, withoutChannel } from '../../../analysis/channels/spellings.ts';
import { insertFacts, policyOn } from '../../../support/facts.ts';
import { generatedFacts, generatedPolicy } from '../../../support/generated-facts.ts';
import { generatedChannels, withOrigins } from '../../../support/generated-origins.ts';
import { readLedger } from '../../../support/ledger.ts';
import { openTestWarehouse, type TestWarehouse } from '../../../support/warehouse.ts';

let opened: TestWarehouse;
beforeAll(async () => {
  opened = await openTestWarehouse();
});
afterAll(() => opened.close());

const sorted = (rows: readonly object[]): string[] =>
  rows.map((row) => JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)))).sort();

let count = 0;

/** `RUNS` and `SEED` search further. */
test('facts with origins have the same ledger in the warehouse as by the definition', async () => {
  await fc.assert(
    fc.asyncProperty(
      withOrigins(generatedFacts),
      generatedPolicy,
      generatedChannels,
      async (facts, other, channels) => {
        const workspace = `w${++count}`;
        const policy = { ...other, channels };
        await insertFacts(opened.warehouse, workspace, facts);
        await deriveLedger(opened.warehouse, { workspace, snapshot: 7, policy });
        const found = await readLedger(opened.warehouse, workspace, 7, policy);
        const defined = define(facts, policy);
        for (const table of Object.keys(defined) as (keyof Ledger)[])
          expect({ table, rows: sorted(found[table]) }).toEqual({ table, rows: sorted(defined[table]) });
      },
    ),
    { seed: Number(process.env.SEED ?? 31), numRuns: Number(process.env.RUNS ?? 5), endOnFailure: true },
  );
});

/** One touch a spelling, all of them known ones. */
const touches = [...Object.values(spellings), ...Object.values(withoutChannel)].flat().map((origin, at) => ({
  source: 'main',
  updatedAt: null,
  id: `t${at}`,
  occurredAt: Date.UTC(2025, 0, 1) + at * 1000,
  kind: 'visit',
  customerId: `c${at}`,
  personId: '',
  anonymousId: '',
  channel: origin.channel,
  campaign: origin.campaign,
  touchSource: origin.source,
  medium: origin.medium,
  dealId: '',
  actor: '',
  hours: null,
  props: {
    referrer: origin.referrer === '' ? '' : `https://www.${origin.referrer}/path?q=1`,
    ...Object.fromEntries(origin.click.split(',').map((name) => [name, name === '' ? '' : `id-${at}`])),
  },
}));

test('every known spelling has its channel in the ledger', async () => {
  const policy = policyOn('2025-12-31');
  await insertFacts(opened.warehouse, 'spellings', { ...noFacts(), interactions: touches });
  await deriveLedger(opened.warehouse, { workspace: 'spellings', snapshot: 1, policy });
  const rows = await opened.warehouse.rows<{ channel: string; touches: number }>(
    `SELECT channel, sum(count) AS touches FROM ledger_touches WHERE workspace = 'spellings' AND channel != '' GROUP BY channel`,
  );
  const expected = Object.entries(spellings).map(([group, origins]) => [
    policy.channels.names[group as keyof typeof spellings],
    origins.length,
  ]);
  expect(rows.map(({ channel, touches: n }) => [channel, n]).sort()).toEqual(expected.sort());
  expect(await opened.warehouse.rows('SELECT 1 FROM work_channels UNION ALL SELECT 1 FROM work_spellings')).toEqual([]);
});

test('where everything means what is written nothing is looked up', async () => {
  const policy = policyOn('2025-12-31');
  const plain = touches
    .slice(0, 3)
    .map((row) => ({ ...row, channel: 'Платный поиск', campaign: 'Лето', props: { page: '1' } }));
  await insertFacts(opened.warehouse, 'plain', { ...noFacts(), interactions: plain });
  const scope = { workspace: 'plain', snapshot: 1 };
  expect(
    meaningOf(policy.channels)({
      channel: 'Платный поиск',
      source: 'yandex',
      medium: 'cpc',
      campaign: 'Лето',
      referrer: '',
      click: '',
    }).channel,
  ).toBe('Платный поиск');
  expect(await writeMeanings(opened.warehouse, scope, policy.channels)).toEqual({});
});
