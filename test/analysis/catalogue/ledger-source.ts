import type { Asked } from '../../../src/analysis/catalogue/answering.ts';
import { metrics } from '../../../src/analysis/catalogue/catalogue.ts';
import type { LedgerSource } from '../../../src/analysis/catalogue/counting.ts';
import { lifetimesOfLedger } from '../../../src/analysis/components/lifetimes.ts';
import { tallyLedger } from '../../../src/analysis/components/tally-ledger.ts';
import type { Ledger } from '../../../src/analysis/ledger.ts';
import { Settings } from '../../../src/model/settings.ts';
import { asOf, firstDay } from '../components/generated-ledger.ts';

/** A ledger counted by the definitions in plain TypeScript. */
export const definitionSource = (ledger: Ledger, known = asOf): LedgerSource => ({
  tally: async (question, sections) => tallyLedger(ledger, question, known, sections),
  lifetimes: async (question, at) =>
    new Map(at.map(({ to, years }) => [to, lifetimesOfLedger(ledger, question, to, years)])),
});

/** A question for every metric over a generated ledger's time. */
export const askedOf = (own: Partial<Asked>): Asked => ({
  metrics,
  period: { from: '2024-01-01', to: '2026-01-01' },
  by: [],
  filter: {},
  compare: false,
  settings: Settings.parse({
    paid_search_channels: ['search'],
    ad_channels: ['search', 'shop'],
    activation_kinds: ['result'],
    winback_kinds: ['call'],
    referral_kinds: ['referral'],
  }),
  asOf,
  firstDay,
  ...own,
});
