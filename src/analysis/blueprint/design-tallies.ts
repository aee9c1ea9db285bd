import { addDays, addMonths, type Day, daysBetween } from '../../model/days.ts';
import type { CostClass, Stage } from '../../model/stages.ts';
import type { Facts } from '../derivation/facts.ts';
import type { Policy } from '../derivation/policy.ts';
import { sceneOf } from '../derivation/scene.ts';
import { seenInteractions } from '../derivation/subjects.ts';
import { groupedBy } from '../derivation/winners.ts';
import type { Ledger, LedgerLine } from '../ledger.ts';
import { type CostTally, type DesignQuestion, type DesignTallies, meetingDays, type SegmentTally } from './tallies.ts';

const sumOf = <Row>(rows: readonly Row[], value: (row: Row) => number | null): number =>
  rows.reduce((sum, row) => sum + (value(row) ?? 0), 0);
const distinct = <Row>(rows: readonly Row[], value: (row: Row) => string): number => new Set(rows.map(value)).size;
const groups = <Row>(rows: readonly Row[], keyOf: (row: Row) => unknown): [Row, Row[]][] =>
  [...groupedBy(rows, (row) => JSON.stringify(keyOf(row))).values()].map((group) => [group[0] as Row, group]);

/** Counts in plain TypeScript what a design is compared with: the definition the warehouse's questions must agree with, in any order. */
export const tallyDesign = (
  ledger: Ledger,
  facts: Facts,
  policy: Policy,
  { period, asOf }: DesignQuestion,
): DesignTallies => {
  const within = (day: Day | null): boolean => day !== null && day >= period.from && day < period.to;
  const lines = ledger.lines.filter(({ day }) => within(day));
  return {
    costs: costsServed(ledger, facts, within),
    ...originsInUse(ledger, within),
    processes: dealsByProcess(ledger, within),
    products: groups(lines, ({ product }) => product).map(([{ product, family, rung }, group]) => ({
      product,
      family,
      rung,
      minor: sumOf(group, (line) => line.netMinor),
    })),
    kinds: kindsSeen(facts, policy, within),
    segments: segmentsOf(ledger, lines, { period, asOf }, within),
    salesTypes: groups(lines, ({ salesType, segment }) => [salesType, segment]).map(
      ([{ salesType, segment }, group]) => ({
        name: salesType,
        segment,
        customers: distinct(group, (line) => line.customer),
        minor: sumOf(group, (line) => line.netMinor),
      }),
    ),
    ...meetingsBeforeSuccess(ledger, facts, policy, within),
  };
};

type Within = (day: Day | null) => boolean;

const costsServed = (ledger: Ledger, facts: Facts, within: Within): CostTally[] => {
  const written = new Map(facts.costs.map((cost) => [JSON.stringify([cost.source, cost.costId]), cost]));
  const rows = ledger.costs
    .filter((cost) => within(cost.day) && cost.class !== 'outside')
    .map((cost) => {
      const { asset = '', note = '' } = written.get(JSON.stringify([cost.source, cost.costId])) ?? {};
      return { ...cost, asset, note };
    });
  const keyOf = (row: (typeof rows)[number]) => ({
    class: row.class,
    function: row.function,
    channel: row.channel,
    campaign: row.campaign,
    cell: row.cell,
    staff: row.staff,
    segment: row.segment,
    process: row.process,
    asset: row.asset,
  });
  return groups(rows, keyOf).map(([first, group]) => ({
    ...keyOf(first),
    note: distinct(group, (row) => row.note) === 1 ? first.note : '',
    minor: sumOf(group, (row) => row.amountMinor),
    hoursMilli: sumOf(group, (row) => row.hoursMilli),
  }));
};

const originsInUse = (ledger: Ledger, within: Within): Pick<DesignTallies, 'channels' | 'campaigns'> => {
  const touches = ledger.touches.filter(({ month }) => within(month));
  const came = ledger.profiles.filter(({ firstOrderDay }) => within(firstOrderDay));
  const names = (rows: readonly string[]) => [...new Set(rows)].filter((name) => name !== '');
  return {
    channels: names([...touches, ...came].map(({ channel }) => channel)).map((name) => ({
      name,
      touches: sumOf(touches, (row) => (row.channel === name ? row.count : 0)),
      newCustomers: came.filter(({ channel }) => channel === name).length,
    })),
    campaigns: names(touches.map(({ campaign }) => campaign)).map((name) => ({
      name,
      touches: sumOf(touches, (row) => (row.campaign === name ? row.count : 0)),
    })),
  };
};

const dealsByProcess = (ledger: Ledger, within: Within): DesignTallies['processes'] => {
  const sold = groupedBy(
    ledger.lines.filter((line) => line.dealId !== '' && !line.isRefund),
    (line) => line.dealId,
  );
  const closed = ledger.deals.filter(({ closedDay }) => within(closedDay));
  return groups(closed, ({ process }) => process).map(([{ process }, deals]) => {
    const of = (name: LedgerLine['class']) =>
      deals.filter(({ dealId }) => sold.get(dealId)?.some((line) => line.class === name)).length;
    return {
      name: process,
      deals: deals.length,
      won: deals.filter(({ outcome }) => outcome === 'won').length,
      first: of('first'),
      regular: of('regular'),
      development: of('development'),
      winback: of('winback'),
    };
  });
};

const kindsSeen = (facts: Facts, policy: Policy, within: Within): DesignTallies['kinds'] => {
  const { dayOf } = sceneOf(facts, policy);
  const seen = facts.interactions.filter(({ occurredAt }) => within(dayOf(occurredAt)));
  return groups(seen, ({ kind, channel, touchpoint = '' }) => [kind, channel, touchpoint]).map(
    ([{ kind, channel, touchpoint = '' }, group]) => ({ kind, channel, touchpoint, count: group.length }),
  );
};

/** The profit an active customer brings is that of regular and development lines over the days of the year customers were active. */
const segmentsOf = (
  ledger: Ledger,
  lines: readonly LedgerLine[],
  { period, asOf }: DesignQuestion,
  within: Within,
): SegmentTally[] => {
  const yearAgo = addMonths(period.to, -12);
  const customers = ledger.profiles.filter(({ firstOrderDay }) => firstOrderDay !== null);
  const segmentOf = new Map(ledger.profiles.map(({ customer, segment }) => [customer, segment]));
  const entered = ledger.intervals.filter(({ from, stage }) => stage !== 'advocate' && within(from));
  const events = ledger.events.filter(({ day }) => within(day));
  const names = new Set([
    ...customers.map(({ segment }) => segment),
    ...lines.map(({ segment }) => segment),
    ...[...entered, ...events.filter(({ kind }) => kind === 'activated' || kind === 'won_back')].map(
      ({ customer }) => segmentOf.get(customer) ?? '',
    ),
  ]);
  const livesOf = groupedBy(ledger.lives, ({ customer }) => customer);
  return [...names].map((name) => {
    const own = customers.filter(({ segment }) => segment === name);
    const ids = new Set(own.map(({ customer }) => customer));
    const isNew = own.filter(({ firstOrderDay }) => within(firstOrderDay));
    const lives = own.flatMap(({ customer }) => livesOf.get(customer) ?? []);
    const habitual = ledger.lines.filter(
      (line) =>
        line.segment === name &&
        (line.class === 'regular' || line.class === 'development') &&
        line.day >= yearAgo &&
        line.day < period.to,
    );
    const known = habitual.every((line) => line.netMinor !== null && line.cogsMinor !== null);
    const having = (kind: (typeof events)[number]['kind']) =>
      events.filter((event) => event.kind === kind && (segmentOf.get(event.customer) ?? '') === name);
    const stays = entered.filter(({ customer }) => (segmentOf.get(customer) ?? '') === name);
    const minor = sumOf(
      lines.filter(({ segment }) => segment === name),
      (line) => line.netMinor,
    );
    return {
      name,
      customers: own.length,
      active: distinct(
        lives.filter(({ from, lostOn }) => from <= asOf && (lostOn === null || lostOn > asOf)),
        ({ customer }) => customer,
      ),
      newCustomers: isNew.length,
      activated: distinct(having('activated'), ({ customer }) => customer),
      withoutResult: isNew.filter(({ firstResultDay }) => firstResultDay === null || firstResultDay >= period.to)
        .length,
      lost: distinct(
        having('lost').filter(({ customer }) => ids.has(customer)),
        ({ customer }) => customer,
      ),
      wonBack: distinct(having('won_back'), ({ customer }) => customer),
      minor,
      habitualProfitMinor:
        known && habitual.length > 0 ? sumOf(habitual, (line) => (line.netMinor ?? 0) - (line.cogsMinor ?? 0)) : null,
      activeDays: sumOf(lives, ({ from, lostOn }) => activeDays(from, lostOn, yearAgo, period.to)),
      entered: Object.fromEntries(
        groups(stays, ({ stage }) => stage).map(([{ stage }, group]) => [
          stage as Stage,
          distinct(group, ({ customer }) => customer),
        ]),
      ),
    };
  });
};

const activeDays = (from: Day, lostOn: Day | null, begin: Day, end: Day): number =>
  Math.max(0, daysBetween(from > begin ? from : begin, lostOn !== null && lostOn < end ? lostOn : end));

const classOfEvent: Partial<Record<Ledger['events'][number]['kind'], CostClass>> = {
  new: 'acquisition',
  activated: 'activation',
  developed: 'development',
  won_back: 'winback',
};

const meetingsBeforeSuccess = (
  ledger: Ledger,
  facts: Facts,
  policy: Policy,
  within: Within,
): Pick<DesignTallies, 'actors' | 'successes'> => {
  const successes = [
    ...ledger.events.flatMap(({ customer, kind, day }) => {
      const of = classOfEvent[kind];
      return of && within(day) ? [{ customer, class: of, day }] : [];
    }),
    ...ledger.orders
      .filter(({ hasRegular, day }) => hasRegular && within(day))
      .map(({ customer, day }) => ({ customer, class: 'retention' as CostClass, day })),
  ];
  const meetings = [
    ...seenInteractions(sceneOf(facts, policy))
      .filter(({ identified, actor }) => identified && actor !== '')
      .map(({ subject: customer, actor, day }) => ({ customer, actor, day })),
    ...ledger.deals.flatMap(({ customer, owner: actor, closedDay: day }) =>
      customer !== '' && actor !== '' && day !== null ? [{ customer, actor, day }] : [],
    ),
  ];
  const meetingsOf = groupedBy(meetings, ({ customer }) => customer);
  const helped = successes.flatMap((success) =>
    (meetingsOf.get(success.customer) ?? [])
      .filter(({ day }) => day <= success.day && day > addDays(success.day, -meetingDays))
      .map(({ actor }) => ({ ...success, actor })),
  );
  return {
    actors: groups(helped, (row) => [row.actor, row.class]).map(([row, group]) => ({
      actor: row.actor,
      class: row.class,
      customers: distinct(group, ({ customer }) => customer),
    })),
    successes: groups(successes, (row) => row.class).map(([row, group]) => ({
      class: row.class,
      customers: distinct(group, ({ customer }) => customer),
    })),
  };
};
