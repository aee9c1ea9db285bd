import type { CustomerEvent, Ledger, LedgerLine, LedgerOrder, Life, Profile } from '../../../src/analysis/ledger.ts';
import { seededRandom } from '../../../src/analysis/statistics/bootstrap.ts';
import { addDays, type Day, daysBetween, monthOf } from '../../../src/model/days.ts';
import { costClasses, costFunctions, revenueClasses, successClasses } from '../../../src/model/stages.ts';

export const firstDay = '2024-01-05';
export const asOf = '2025-12-20';
const span = daysBetween(firstDay, asOf);

/** A small ledger whose lives, orders and events agree with each other, the same for the same seed. */
export const generatedLedger = (seed: number, options: { customers?: number; costed?: boolean } = {}): Ledger => {
  const random = seededRandom(seed);
  const upTo = (n: number): number => Math.floor(random() * n);
  const pick = <T>(list: readonly T[]): T => list[upTo(list.length)] as T;
  const chance = (p: number): boolean => random() < p;
  const day = (): Day => addDays(firstDay, upTo(span + 1));
  // In every third ledger people's hours are on interactions alone.
  const costHours = seed % 3 !== 2;
  const segments = ['', 'S1', 'S2'];
  const channels = ['', 'search', 'shop'];
  const campaigns = ['', 'spring'];
  const processes = ['', 'direct'];
  const ledger: Ledger = {
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
  const customerCount = options.customers ?? 1 + upTo(8);
  for (let at = 0; at < customerCount; at += 1) {
    const customer = `c${at}`;
    const days = [...new Set(Array.from({ length: 1 + upTo(6) }, day))].sort();
    const profile: Profile = {
      customer,
      name: customer,
      kind: 'b2b',
      segment: pick(segments),
      salesType: pick(['', 'direct']),
      channel: pick(channels),
      campaign: pick(campaigns),
      process: pick(processes),
      cohort: monthOf(days[0] ?? firstDay),
      firstOrderDay: days[0] ?? null,
      firstSeenDay: days[0] ?? firstDay,
      firstResultDay: null,
      firstTalkDay: null,
      touchesBeforeTalk: 0,
      orders: days.length,
    };
    ledger.profiles.push(profile);
    const window = 30 + upTo(300);
    let lostOn: Day | null = addDays(days[0] ?? firstDay, -1);
    let life: Life | null = null;
    let endless = false;
    days.forEach((on, index) => {
      const order = `${customer}o${index}`;
      const isWinback = index > 0 && life !== null && !endless && lostOn !== null && on > lostOn;
      if (!life || isWinback) {
        if (life && lostOn) {
          (life as Life).lostOn = lostOn;
          event(customer, lostOn, 'lost');
        }
        life = { customer, life: (life ? (life as Life).life : 0) + 1, from: on, lostOn: null };
        ledger.lives.push(life);
        event(customer, on, isWinback ? 'won_back' : 'new');
      }
      const contractual = chance(0.25);
      const openEnd = contractual && chance(0.15);
      const lasts = contractual ? 30 + upTo(200) : 0;
      const until = addDays(on, contractual ? lasts + 30 : window);
      if (openEnd) endless = true;
      if (!lostOn || until > lostOn) lostOn = until;
      if (contractual)
        ledger.contracts.push({
          customer,
          source: 'main',
          lineId: `${order}l0`,
          from: on,
          to: openEnd ? null : addDays(on, lasts),
          monthlyMinor: !options.costed && (at + index) % 3 === 2 ? null : upTo(4) * 1000,
        });
      const silent = endless ? null : lostOn;
      const lines = 1 + upTo(3);
      const classes = Array.from({ length: lines }, () =>
        index === 0 ? 'first' : isWinback ? 'winback' : pick(['regular', 'regular', 'development'] as const),
      );
      classes.forEach((klass, number) => {
        const net = !options.costed && chance(0.06) ? null : upTo(100_000) - 5_000;
        ledger.lines.push(
          lineOf(profile, {
            lineId: `${order}l${number}`,
            orderId: order,
            day: on,
            class: klass,
            netMinor: net,
            cogsMinor: options.costed || (net !== null && chance(0.9)) ? Math.floor((net ?? 0) * random()) : null,
            cogsAssumed: chance(0.2),
            serviceMinor: upTo(300),
            contractual: contractual && number === 0,
            product: pick(['', 'P1', 'P2']),
            rung: pick(['', '1']),
            salesLed: chance(0.5),
            marketingLed: chance(0.5),
            channel: pick(channels),
          }),
        );
        if (klass === 'development') event(customer, on, 'developed');
      });
      ledger.orders.push(orderOf(profile, order, on, index, isWinback, silent, classes));
      if (chance(0.1))
        ledger.lines.push(
          lineOf(profile, {
            lineId: `${order}r`,
            orderId: `${order}r`,
            day: clampDay(addDays(on, upTo(60))),
            class: pick(revenueClasses),
            isRefund: true,
            netMinor: -upTo(50_000),
            cogsMinor: -upTo(1000),
          }),
        );
    });
    if (!endless && lostOn && lostOn <= asOf && life) {
      (life as Life).lostOn = lostOn;
      event(customer, lostOn, 'lost');
    }
    if (chance(0.5)) event(customer, clampDay(addDays(days[0] ?? firstDay, upTo(90))), 'activated');
    for (let attempt = upTo(3); attempt > 0; attempt -= 1) event(customer, day(), 'winback_attempt');
    if (chance(0.2)) event(customer, day(), 'referral');
  }
  addDeals();
  addCosts();
  addWork();
  return ledger;

  function clampDay(on: Day): Day {
    return on > asOf ? asOf : on;
  }
  function event(customer: string, on: Day, kind: CustomerEvent['kind']): void {
    if (!ledger.events.some((one) => one.customer === customer && one.day === on && one.kind === kind))
      ledger.events.push({ customer, day: on, kind });
  }
  function addDeals(): void {
    for (let at = upTo(12); at > 0; at -= 1) {
      const opened = chance(0.9) ? day() : null;
      const outcome = pick(['open', 'won', 'won', 'lost', 'none'] as const);
      ledger.deals.push({
        dealId: `d${at}`,
        source: 'main',
        customer: 'c0',
        openedDay: opened,
        closedDay: outcome === 'open' || chance(0.05) ? null : clampDay(addDays(opened ?? firstDay, upTo(200))),
        outcome,
        amountMinor: chance(0.8) ? upTo(1_000_000) : null,
        process: pick(['', 'direct', 'web']),
        channel: pick(channels),
        campaign: pick(campaigns),
        product: pick(['', 'P1']),
        segment: pick(segments),
        salesType: pick(['', 'direct']),
        owner: '',
      });
    }
  }
  function addWork(): void {
    for (let at = upTo(30); at > 0; at -= 1)
      ledger.work.push({
        source: 'main',
        interactionId: `i${at}`,
        customer: `c${upTo(customerCount)}`,
        day: day(),
        class: pick(successClasses),
        hoursMilli: 1 + upTo(3000),
        channel: pick(channels),
        campaign: pick(campaigns),
        segment: pick(segments),
        process: pick(processes),
        actor: pick(['', 'anna']),
      });
  }
  function addCosts(): void {
    for (let at = upTo(40); at > 0; at -= 1) {
      const on = day();
      const isMonth = chance(0.7);
      ledger.costs.push({
        source: 'main',
        costId: `k${at}`,
        day: isMonth ? monthOf(on) : on,
        isMonth,
        class: chance(0.05) ? '' : pick(costClasses),
        classBy: 'file',
        function: chance(0.1) ? '' : pick(costFunctions),
        amountMinor: upTo(1_000_000) + 1,
        hoursMilli: upTo(3) * (costHours ? 1000 : 0),
        channel: pick(channels),
        campaign: pick(campaigns),
        segment: pick(segments),
        process: pick(processes),
        cell: pick(['', 'c01']),
        staff: '',
      });
    }
    for (let at = upTo(10); at > 0; at -= 1)
      ledger.payments.push({ day: day(), customer: 'c0', segment: pick(segments), amountMinor: upTo(100_000) });
    for (let at = upTo(10); at > 0; at -= 1)
      ledger.touches.push({
        month: monthOf(day()),
        channel: pick(channels),
        campaign: pick(['', 'spring', 'autumn']),
        segment: pick(segments),
        count: 1 + upTo(3),
      });
  }
};

const lineOf = (profile: Profile, own: Partial<LedgerLine>): LedgerLine => ({
  source: 'main',
  lineId: '',
  orderId: '',
  customer: profile.customer,
  day: firstDay,
  class: 'regular',
  classBy: 'rule',
  isRefund: false,
  netMinor: 0,
  cogsMinor: 0,
  cogsAssumed: false,
  serviceMinor: 0,
  contractual: false,
  segment: profile.segment,
  channel: profile.channel,
  campaign: profile.campaign,
  product: '',
  family: '',
  rung: '',
  salesType: profile.salesType,
  process: profile.process,
  cohort: profile.cohort || firstDay,
  dealId: '',
  salesLed: false,
  marketingLed: false,
  ...own,
});

const orderOf = (
  profile: Profile,
  orderId: string,
  day: Day,
  index: number,
  isWinback: boolean,
  silent: Day | null,
  classes: readonly string[],
): LedgerOrder => ({
  customer: profile.customer,
  source: 'main',
  orderId,
  day,
  rank: index + 1,
  isFirst: index === 0,
  isWinback,
  hasDevelopment: classes.includes('development'),
  hasRegular: classes.includes('regular'),
  lostIfSilentOn: silent,
  atRiskIfSilentOn: silent,
  segment: profile.segment,
  channel: profile.channel,
  campaign: profile.campaign,
  salesType: profile.salesType,
  process: profile.process,
  netMinor: 0,
});
