import { describe, expect, it } from 'vitest';
import { type Asked, answer } from '../../../src/analysis/catalogue/answering.ts';
import { metricOf } from '../../../src/analysis/catalogue/catalogue.ts';
import type { Ledger } from '../../../src/analysis/ledger.ts';
import type { MetricId } from '../../../src/model/metric-words.ts';
import { Settings } from '../../../src/model/settings.ts';
import type { SuccessClass } from '../../../src/model/stages.ts';
import { demoYear, withProfiles } from './demo-year.ts';
import { definitionSource } from './ledger-source.ts';

const demo = demoYear();
const cost = (day: string, own: Partial<Ledger['costs'][number]>): Ledger['costs'][number] => ({
  ...(demo.costs[0] as Ledger['costs'][number]),
  day,
  isMonth: false,
  ...own,
});
const work = (day: string, name: SuccessClass, hours: number, segment = ''): Ledger['work'][number] => ({
  source: 'main',
  interactionId: `${day}${name}${segment}`,
  customer: 'n0',
  day,
  class: name,
  hoursMilli: hours * 1000,
  channel: '',
  campaign: '',
  segment,
  process: '',
  actor: '',
});
const none: Ledger = {
  lines: [],
  orders: [],
  lives: [],
  intervals: [],
  events: [],
  profiles: [],
  contracts: [],
  deals: [],
  costs: [],
  payments: [],
  touches: [],
  work: [],
};
const newOnes = ['2025-01-10', '2025-02-10'].flatMap((day, month) =>
  Array.from({ length: 4 }, (_, at) => ({ customer: `n${month}${at}`, day, kind: 'new' as const })),
);
const ask = async (ledger: Partial<Ledger>, id: MetricId, own: Partial<Asked> = {}) => {
  const answers = await answer(definitionSource(withProfiles({ ...none, events: newOnes, ...ledger }), '2026-06-01'), {
    metrics: [metricOf(id)],
    period: { from: '2025-01-01', to: '2025-03-01' },
    by: [],
    filter: {},
    compare: false,
    settings: Settings.parse({}),
    asOf: '2026-06-01',
    firstDay: '2023-01-01',
    ...own,
  });
  return answers.map(({ value, reason, notes }) => ({ value, reason, notes }));
};
const plain = (value: number) => ({ value, reason: undefined, notes: undefined });
const logged = (value: number) => ({ value, reason: undefined, notes: ['hours_from_interactions'] });
const noHours = { value: null, reason: 'no_hours', notes: undefined };

describe('hours per success', () => {
  it('are those of interactions where cost lines have none, with a note', async () => {
    const ledger = { work: [work('2025-01-05', 'acquisition', 16)] };
    expect(await ask(ledger, 'hours_per_acquisition')).toEqual([logged(2)]);
    expect(await ask({ ...ledger, costs: [cost('2025-01-05', {})] }, 'hours_per_acquisition')).toEqual([logged(2)]);
    expect(await ask({}, 'hours_per_acquisition')).toEqual([noHours]);
  });

  it('are those of cost lines alone where these have hours of any class', async () => {
    const costs = [cost('2025-01-05', { class: 'retention', hoursMilli: 1000 })];
    const ledger = { costs, work: [work('2025-01-05', 'acquisition', 16)] };
    expect(await ask(ledger, 'hours_per_acquisition')).toEqual([noHours]);
    const ofBoth = [...costs, cost('2025-01-05', { class: 'acquisition', hoursMilli: 40_000 })];
    expect(await ask({ ...ledger, costs: ofBoth }, 'hours_per_acquisition')).toEqual([plain(5)]);
  });

  it('are decided for each period and part of the company by itself', async () => {
    const ledger = {
      costs: [cost('2025-01-05', { class: 'acquisition', hoursMilli: 40_000, segment: 'A' })],
      work: [work('2025-01-06', 'acquisition', 4), work('2025-02-06', 'acquisition', 8)],
    };
    expect(await ask(ledger, 'hours_per_acquisition', { every: 'month' })).toEqual([plain(10), logged(2)]);
    expect(await ask(ledger, 'hours_per_acquisition')).toEqual([plain(5)]);
    expect(await ask(ledger, 'hours_per_acquisition', { filter: { segment: [''] } })).toEqual([logged(1.5)]);
  });

  it('make no part of the company known to costs that has none', async () => {
    const ledger = {
      costs: [cost('2025-01-05', { segment: 'A' })],
      work: [work('2025-01-06', 'acquisition', 4, 'B')],
    };
    const by = { by: ['segment'] } as const;
    expect(await ask(ledger, 'cost_acquisition', by)).toHaveLength(1);
    expect(await ask(ledger, 'hours_per_acquisition', by)).toHaveLength(3);
  });
});

describe('shared cost by hours', () => {
  const settings = Settings.parse({ shared_driver: 'hours' });
  const costs = [
    cost('2025-01-05', { class: 'shared', amountMinor: 100_000 }),
    cost('2025-01-05', { class: 'acquisition', amountMinor: 20_000 }),
  ];
  const worked = [work('2025-01-05', 'acquisition', 3), work('2025-01-06', 'retention', 1)];

  it('is split by those of interactions where cost lines of the month have none, with a note', async () => {
    // 200 direct and three quarters of 1 000 shared over eight new customers.
    expect(await ask({ costs, work: worked }, 'unit_cost_acquisition', { settings })).toEqual([logged(118.75)]);
  });

  it('is split by those of cost lines where they have some', async () => {
    const withHours = [...costs, cost('2025-01-05', { class: 'retention', amountMinor: 1, hoursMilli: 1000 })];
    expect(await ask({ costs: withHours, work: worked }, 'unit_cost_acquisition', { settings })).toEqual([plain(25)]);
  });
});
