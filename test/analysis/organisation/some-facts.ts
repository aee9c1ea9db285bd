import { DesignFacts } from '../../../src/model/blueprint/facts.ts';

type Cost = DesignFacts['costs'][number];

export const cost = (own: Partial<Cost>): Cost => ({
  class: 'acquisition',
  function: 'marketing',
  channel: '',
  campaign: '',
  cell: '',
  staff: '',
  segment: '',
  process: '',
  asset: '',
  note: '',
  amount: 0,
  hours: 0,
  ...own,
});

export const segmentFacts = (own: Partial<DesignFacts['segments'][number]>): DesignFacts['segments'][number] => ({
  name: '',
  customers: 0,
  active: 0,
  newCustomers: 0,
  activated: 0,
  withoutResult: 0,
  lost: 0,
  wonBack: 0,
  revenue: 0,
  profitYear: null,
  entered: {},
  ...own,
});

export const someFacts = (own: Partial<DesignFacts> = {}): DesignFacts =>
  DesignFacts.parse({
    period: { from: '2025-01-01', to: '2026-01-01' },
    asOf: '2025-12-31',
    currency: 'RUB',
    isEmpty: false,
    costs: [],
    channels: [],
    campaigns: [],
    processes: [],
    products: [],
    kinds: [],
    segments: [],
    salesTypes: [],
    actors: [],
    ...own,
  });
