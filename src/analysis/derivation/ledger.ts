import { type Day, monthOf } from '../../model/days.ts';
import { factsAsMeant } from '../channels/as-meant.ts';
import { payerOf } from '../identity/keys.ts';
import type {
  CustomerEvent,
  Ledger,
  LedgerCost,
  LedgerLine,
  LedgerOrder,
  LedgerPayment,
  LedgerTouch,
  Profile,
  StageInterval,
} from '../ledger.ts';
import { lineClasses, lineKey } from './classes.ts';
import { contractsOf } from './contracts.ts';
import { seenDeals } from './deals.ts';
import { thousandths } from './exact.ts';
import type { Facts } from './facts.ts';
import { type Biography, firstOpening, livesOf, staysOf } from './history.ts';
import { ledgerLines, processFinder } from './lines.ts';
import { type PaidLine, paidLines, type RankedOrder, rankedOrders } from './orders.ts';
import type { Policy } from './policy.ts';
import { correctionKey, type Scene, sceneOf } from './scene.ts';
import { type Seen, seenInteractions } from './subjects.ts';
import { groupedBy, sortedBy } from './winners.ts';
import { workOf } from './work.ts';

/**
 * The ledger: what facts mean under a policy, by the rules of docs/lifecycle.md.
 *
 * Written to be read; the warehouse computes the same rows in SQL. Rows come in no particular order but stays, which are by
 * customer and `seq`.
 */
export const deriveLedger = (facts: Facts, policy: Policy): Ledger => {
  const scene = sceneOf(factsAsMeant(facts, policy.channels), policy);
  const interactions = seenInteractions(scene);
  const deals = seenDeals(scene);
  const paid = paidLines(scene);
  const ranked = rankedOrders(scene, paid);
  const classes = lineClasses(scene, paid, ranked);
  const firstOrders = new Map(ranked.filter((order) => order.rank === 1).map((order) => [order.customer, order]));
  const lineScene = { ...scene, classes, firstOrders, processOf: processFinder(deals) };
  const lines = ledgerLines(lineScene, paid);
  const linesById = groupedBy(lines, (line) => lineKey(line.source, line.lineId));
  const entries = ranked.map((order) => ({ order, lines: linesOf(order, linesById) }));
  const orders = entries.map((entry) => orderRow(scene, entry.order, entry.lines));
  const firstRows = new Map(orders.filter((order) => order.rank === 1).map((order) => [order.customer, order]));

  const biographies = biographiesOf(scene, interactions, deals, entries);
  const stays = biographies.map((bio) => ({ bio, stays: staysOf(scene, bio) }));
  return {
    lines,
    orders,
    lives: biographies.flatMap((bio) => livesOf(scene, bio)),
    intervals: stays.flatMap((each) => each.stays),
    events: biographies.flatMap((bio) => eventsOf(scene, bio)),
    profiles: stays.flatMap((each) => profileOf(scene, each.bio, each.stays, firstRows.get(each.bio.subject))),
    contracts: contractsOf(scene, paid),
    deals: deals.map(({ openedAt: _, droppedDay: __, ...deal }) => deal),
    costs: costsOf(scene),
    payments: paymentsOf(scene, paid),
    touches: touchesOf(scene, interactions),
    work: stays.flatMap((each) => workOf(lineScene, each.bio, each.stays)),
  };
};

type Entry = { order: RankedOrder; lines: LedgerLine[] };

const linesOf = (order: RankedOrder, byId: Map<string, LedgerLine[]>): LedgerLine[] =>
  order.lines.flatMap((line) => byId.get(lineKey(line.source, line.lineId)) ?? []);

/** A dimension of an order: that of its lines; where they differ, the first by alphabet. */
const firstOf = (lines: readonly LedgerLine[], cell: (line: LedgerLine) => string): string =>
  sortedBy(lines.map(cell), (value) => [value]).find((value) => value !== '') ?? '';

const orderRow = (scene: Scene, order: RankedOrder, lines: readonly LedgerLine[]): LedgerOrder => ({
  customer: order.customer,
  source: order.source,
  orderId: order.orderId,
  day: order.day,
  rank: order.rank,
  isFirst: order.isFirst,
  isWinback: order.isWinback,
  hasDevelopment: lines.some((line) => line.class === 'development'),
  hasRegular: lines.some((line) => line.class === 'regular'),
  lostIfSilentOn: order.lostIfSilentOn,
  atRiskIfSilentOn: order.atRiskIfSilentOn,
  segment: scene.segmentOf(order.customer),
  channel: firstOf(lines, (line) => line.channel),
  campaign: firstOf(lines, (line) => line.campaign),
  salesType:
    sortedBy(order.lines, (line) => [line.salesType]).find((line) => line.salesType !== '')?.salesType ??
    scene.customers.get(order.customer)?.salesType ??
    '',
  process: firstOf(lines, (line) => line.process),
  netMinor: lines.reduce((sum, line) => sum + (line.netMinor ?? 0), 0),
});

const biographiesOf = (
  scene: Scene,
  interactions: Seen[],
  deals: ReturnType<typeof seenDeals>,
  entries: Entry[],
): Biography[] => {
  const talks = groupedBy(interactions, (row) => row.subject);
  const chances = groupedBy(deals, (deal) => deal.customer);
  const bought = groupedBy(entries, (entry) => entry.order.customer);
  const subjects = new Set([...scene.customers.keys(), ...talks.keys(), ...chances.keys(), ...bought.keys()]);
  subjects.delete('');
  return [...subjects].sort().map((subject) => ({
    subject,
    interactions: talks.get(subject) ?? [],
    deals: chances.get(subject) ?? [],
    orders: (bought.get(subject) ?? []).map(({ order, lines }) => ({
      ...order,
      hasDevelopment: lines.some((line) => line.class === 'development'),
      hasRegular: lines.some((line) => line.class === 'regular'),
      hasWinback: lines.some((line) => line.class === 'winback'),
    })),
  }));
};

/** What is counted of a customer, each kind once a day; development and win-back on the day of their order. */
const eventsOf = (scene: Scene, bio: Biography): CustomerEvent[] => {
  const { winback_kinds, referral_kinds } = scene.policy;
  const result = bio.interactions.find((row) => scene.isResult(row.kind));
  const days: Record<CustomerEvent['kind'], Day[]> = {
    new: bio.orders.slice(0, 1).map((order) => order.day),
    activated: result ? [result.day] : [],
    developed: bio.orders.filter((order) => order.hasDevelopment).map((order) => order.day),
    won_back: bio.orders.filter((order) => order.hasWinback).map((order) => order.day),
    lost: livesOf(scene, bio).flatMap((life) => life.lostOn ?? []),
    winback_attempt: bio.interactions.filter((row) => winback_kinds.includes(row.kind)).map((row) => row.day),
    referral: bio.interactions.filter((row) => referral_kinds.includes(row.kind)).map((row) => row.day),
  };
  return (Object.keys(days) as CustomerEvent['kind'][]).flatMap((kind) =>
    [...new Set(days[kind])].map((day) => ({ customer: bio.subject, day, kind })),
  );
};

const profileOf = (
  scene: Scene,
  bio: Biography,
  stays: readonly StageInterval[],
  first: LedgerOrder | undefined,
): Profile[] => {
  const firstStay = stays[0];
  if (!firstStay) return [];
  const row = scene.customers.get(bio.subject);
  const firstAt = bio.orders[0]?.at ?? Number.POSITIVE_INFINITY;
  const touch = bio.interactions.findLast(
    (each) => each.channel !== '' && each.occurredAt <= firstAt && !scene.isResult(each.kind),
  );
  const talkAt = Math.min(
    bio.interactions.find((each) => each.actor !== '')?.occurredAt ?? Number.POSITIVE_INFINITY,
    firstOpening(bio.deals),
  );
  const talked = Number.isFinite(talkAt);
  const origin = first && (first.channel !== '' || first.campaign !== '') ? first : touch;
  return [
    {
      customer: bio.subject,
      name: row?.name ?? '',
      kind: row?.kind ?? '',
      segment: row?.segment ?? '',
      salesType: first?.salesType ?? row?.salesType ?? '',
      channel: origin?.channel ?? '',
      campaign: origin?.campaign ?? '',
      process: first?.process ?? '',
      cohort: first ? monthOf(first.day) : '',
      firstOrderDay: first?.day ?? null,
      firstSeenDay: firstStay.from,
      firstResultDay: bio.interactions.find((each) => scene.isResult(each.kind))?.day ?? null,
      firstTalkDay: talked ? scene.dayOf(talkAt) : null,
      touchesBeforeTalk: talked ? bio.interactions.filter((each) => each.occurredAt < talkAt).length : 0,
      orders: bio.orders.length,
    },
  ];
};

const costsOf = (scene: Scene): LedgerCost[] =>
  scene.facts.costs.flatMap((cost) => {
    const day = cost.date ?? cost.month;
    if (day === null || day > scene.asOf) return [];
    const byHand = scene.corrections.get(correctionKey('cost', cost.source, cost.costId));
    return [
      {
        source: cost.source,
        costId: cost.costId,
        day,
        isMonth: cost.date === null,
        class: (byHand?.class ?? cost.class) as LedgerCost['class'],
        classBy: byHand ? 'hand' : cost.class === '' ? 'rule' : 'file',
        function: cost.function as LedgerCost['function'],
        amountMinor: scene.minorOrNull(cost.amount, cost.currency, day),
        hoursMilli: thousandths(cost.hours),
        channel: cost.channel,
        campaign: cost.campaign,
        segment: cost.segment,
        process: cost.process,
        cell: cost.cell,
        staff: cost.staff,
      },
    ];
  });

/** Payments with whose they are: by customer, else by the order in the same source, else by the tax number. */
const paymentsOf = (scene: Scene, lines: readonly PaidLine[]): LedgerPayment[] => {
  const ofOrder = smallestBy(lines, (line) => lineKey(line.source, line.orderId));
  const ofTaxId = smallestBy(
    scene.facts.customers.map((row) => ({ ...row, customerId: scene.identity.customerOf(row.customerId) })),
    (row) => payerOf(row.taxId),
  );
  return scene.facts.payments.flatMap((payment) => {
    const day = scene.dayOf(payment.paidAt);
    if (day > scene.asOf) return [];
    const payer = payerOf(payment.taxId);
    const byTaxId = payer === '' ? undefined : ofTaxId.get(payer);
    const customer = payment.customerId || ofOrder.get(lineKey(payment.source, payment.orderId)) || byTaxId || '';
    const amountMinor = scene.minorOrNull(payment.amount, payment.currency, day);
    return [{ day, customer, segment: scene.segmentOf(customer), amountMinor }];
  });
};

/** The first customer by alphabet under each key. */
const smallestBy = <Row extends { customerId: string }>(rows: readonly Row[], keyOf: (row: Row) => string) => {
  const smallest = new Map<string, string>();
  for (const row of rows) {
    const known = smallest.get(keyOf(row));
    if (known === undefined || row.customerId < known) smallest.set(keyOf(row), row.customerId);
  }
  return smallest;
};

/** Touches by month and origin. */
const touchesOf = (scene: Scene, interactions: readonly Seen[]): LedgerTouch[] => {
  const rows = new Map<string, LedgerTouch>();
  for (const row of interactions) {
    if (row.channel === '' && row.campaign === '') continue;
    const origin = {
      month: monthOf(row.day),
      channel: row.channel,
      campaign: row.campaign,
      segment: scene.segmentOf(row.subject),
    };
    const key = JSON.stringify(origin);
    rows.set(key, { ...origin, count: (rows.get(key)?.count ?? 0) + 1 });
  }
  return [...rows.values()];
};
