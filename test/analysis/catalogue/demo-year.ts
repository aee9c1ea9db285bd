import type { CustomerEvent, Ledger, LedgerCost } from '../../../src/analysis/ledger.ts';
import type { CostClass, CostFunction, RevenueClass } from '../../../src/model/stages.ts';

const rub = (amount: number): number => amount * 100;

const revenue: [RevenueClass, number, number][] = [
  ['first', 28_783_000, 0.33],
  ['regular', 74_122_000, 0.44],
  ['development', 25_922_000, 0.34],
  ['winback', 2_270_000, 0.4],
];

const costs: [CostClass, CostFunction, number, string][] = [
  ['acquisition', 'marketing', 3_250_000, 'c02'],
  ['acquisition', 'marketing', 1_350_000, ''],
  ['acquisition', 'marketing', 900_000, 'J1'],
  ['acquisition', 'marketing', 1_500_000, 'c01'],
  ['acquisition', 'marketing', 800_000, ''],
  ['acquisition', 'sales', 5_200_000, 'c06'],
  ['activation', 'success', 2_400_000, 'c12'],
  ['activation', 'success', 300_000, 'c12'],
  ['retention', 'success', 2_900_000, 'c13'],
  ['retention', 'marketing', 500_000, 'J1'],
  ['retention', 'marketing', 600_000, 'J1'],
  ['development', 'sales', 2_600_000, 'c16'],
  ['development', 'sales', 700_000, 'c16'],
  ['winback', 'sales', 250_000, 'c17'],
  ['winback', 'sales', 200_000, 'c17'],
  ['shared', 'management', 2_000_000, ''],
];

const base = {
  segment: '',
  channel: '',
  campaign: '',
  process: '',
  salesType: '',
  product: '',
  family: '',
  rung: '',
  dealId: '',
  source: 'main',
};

/**
 * The year 2025 of the demo company as a ledger made by hand: revenue and costs in single lines, successes as bare customers.
 *
 * 1 410 customers are active at the start; 1 112 of them are kept, 298 lost within the year.
 */
export const demoYear = (): Ledger => {
  const events: CustomerEvent[] = [];
  const ledger: Ledger = {
    lines: [],
    orders: [],
    lives: [],
    intervals: [],
    events,
    profiles: [],
    contracts: [],
    deals: [],
    costs: [],
    payments: [],
    touches: [],
    work: [],
  };
  for (let at = 0; at < 1410; at += 1) {
    const customer = `old${at}`;
    const isKept = at < 1112;
    ledger.lives.push({ customer, life: 1, from: '2024-09-01', lostOn: isKept ? null : '2025-02-28' });
    ledger.orders.push({
      ...base,
      customer,
      orderId: customer,
      day: '2024-09-01',
      rank: 1,
      isFirst: true,
      isWinback: false,
      hasDevelopment: false,
      hasRegular: false,
      netMinor: 0,
      lostIfSilentOn: '2025-02-28',
      atRiskIfSilentOn: '2025-01-01',
    });
    if (isKept)
      ledger.orders.push({
        ...base,
        customer,
        orderId: `${customer}b`,
        day: '2025-02-01',
        rank: 2,
        isFirst: false,
        isWinback: false,
        hasDevelopment: false,
        hasRegular: true,
        netMinor: 0,
        lostIfSilentOn: '2026-02-28',
        atRiskIfSilentOn: '2025-08-01',
      });
    else events.push({ customer, day: '2025-02-28', kind: 'lost' });
    if (at < 127) events.push({ customer, day: '2025-05-01', kind: 'developed' });
  }
  const channels = [
    ['paid_search', 588],
    ['marketplace', 230],
    ['content_seo', 179],
    ['partners', 153],
    ['referral_other', 127],
  ] as const;
  let at = 0;
  for (const [channel, count] of channels)
    for (let own = 0; own < count; own += 1) {
      const customer = `new${at}`;
      events.push({ customer, day: '2025-03-10', kind: 'new' });
      if (at < 1012) events.push({ customer, day: '2025-04-01', kind: 'activated' });
      ledger.lives.push({ customer, life: 1, from: '2025-03-10', lostOn: null });
      ledger.profiles.push({
        ...base,
        customer,
        name: '',
        kind: '',
        channel,
        cohort: '2025-03-01',
        firstOrderDay: '2025-03-10',
        firstSeenDay: '2025-03-10',
        firstResultDay: null,
        firstTalkDay: null,
        touchesBeforeTalk: 0,
        orders: 1,
      });
      at += 1;
    }
  for (let won = 0; won < 156; won += 1) events.push({ customer: `back${won}`, day: '2025-06-01', kind: 'won_back' });
  for (let attempt = 0; attempt < 640; attempt += 1) {
    const customer = `back${attempt}`;
    ledger.lives.push({ customer, life: 1, from: '2023-01-01', lostOn: '2023-06-30' });
    events.push({ customer, day: '2025-05-01', kind: 'winback_attempt' });
  }
  for (const [name, amount, margin] of revenue)
    ledger.lines.push({
      ...base,
      lineId: name,
      orderId: name,
      customer: 'new0',
      day: '2025-07-01',
      class: name,
      classBy: 'rule',
      isRefund: false,
      netMinor: rub(amount),
      cogsMinor: Math.round(rub(amount) * (1 - margin)),
      cogsAssumed: false,
      serviceMinor: 0,
      contractual: false,
      cohort: '2025-03-01',
      salesLed: true,
      marketingLed: true,
    });
  ledger.costs = costs.map(
    ([name, role, amount, cell], index): LedgerCost => ({
      ...base,
      costId: String(index),
      day: '2025-03-01',
      isMonth: true,
      class: name,
      classBy: 'file',
      function: role,
      amountMinor: rub(amount),
      hoursMilli: 0,
      cell,
      staff: '',
    }),
  );
  return withProfiles(ledger);
};

/** Every customer of a ledger has a profile; a ledger made by hand gets those it lacks. */
export const withProfiles = (ledger: Ledger): Ledger => {
  const known = new Set(ledger.profiles.map(({ customer }) => customer));
  const lacking = new Set([...ledger.lives, ...ledger.events, ...ledger.contracts].map(({ customer }) => customer));
  const added = [...lacking]
    .filter((customer) => !known.has(customer))
    .map((customer) => ({
      ...base,
      customer,
      name: '',
      kind: '',
      cohort: '' as const,
      firstOrderDay: null,
      firstSeenDay: '2023-01-01',
      firstResultDay: null,
      firstTalkDay: null,
      touchesBeforeTalk: 0,
      orders: 0,
    }));
  return { ...ledger, profiles: [...ledger.profiles, ...added] };
};
