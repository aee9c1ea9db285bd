import type { AuditMatter } from '../../src/analysis/audit/matter.ts';
import { DesignFacts } from '../../src/model/blueprint/facts.ts';
import type { Answer } from '../../src/model/metric.ts';
import type { MetricId } from '../../src/model/metric-words.ts';

const period = { from: '2025-01-01', to: '2026-01-01' };

/** What an audit is made of where there is nothing at all. */
export const nothing: AuditMatter = {
  asOf: '2025-12-31',
  period,
  currency: 'RUB',
  hasFacts: false,
  design: null,
  publishedOn: null,
  answers: [],
  bySegment: [],
  byProcess: [],
  byQuarter: [],
  byProcessQuarter: [],
  ways: [],
  campaignQuarters: new Map(),
  campaignCustomers: new Map(),
  interviews: [],
  facts: DesignFacts.parse({
    period,
    asOf: '2025-12-31',
    currency: 'RUB',
    isEmpty: true,
    costs: [],
    channels: [],
    campaigns: [],
    processes: [],
    products: [],
    kinds: [],
    segments: [],
    salesTypes: [],
    actors: [],
  }),
  counts: {
    revenue: 0,
    revenueWithoutMargin: 0,
    openDeals: 0,
    openDealsWithCommittee: 0,
    lostDeals: 0,
    lostWithReason: 0,
    lossReasons: [],
    dealers: 0,
    dealersUnseen: 0,
    dealersUnseenRevenue: 0,
    wonDeals: 0,
    wonWithProfit: 0,
    buyers: 0,
    buyersWithCosts: 0,
  },
  forecastCheck: { reason: 'no_data' },
  segments: { segments: [], outside: { customers: 0, revenue: 0 } },
  mapped: { facts: 0, mapped: 0 },
  paths: { every: 1, paths: [], handOffs: [] },
  findings: [],
  taken: [],
  confirmations: [],
  survey: null,
};

/** A metric of the whole company. */
export const number = (metric: MetricId, value: number | null, unit: Answer['unit'] = 'money'): Answer => ({
  metric,
  period,
  by: {},
  value,
  unit,
  ...(value === null ? { reason: 'no_costs' as const } : {}),
});
