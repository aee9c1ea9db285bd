import { addDays, type Day } from '../../model/days.ts';
import type { EvidenceKind, Stage } from '../../model/stages.ts';
import type { Life, StageInterval, Subject } from '../ledger.ts';
import { countWhile, lastWhile } from './ascending.ts';
import { aYearAfter } from './days.ts';
import type { SeenDeal } from './deals.ts';
import type { RankedOrder } from './orders.ts';
import type { Scene } from './scene.ts';
import type { Seen } from './subjects.ts';
import { sortedBy } from './winners.ts';

/** All dated facts of one subject, interactions and orders in their order. */
export type Biography = {
  subject: Subject;
  interactions: Seen[];
  deals: SeenDeal[];
  orders: (RankedOrder & { hasDevelopment: boolean; hasRegular: boolean; hasWinback: boolean })[];
};

/** An entry into a stage; the stay lasts until the next one. */
type Move = { day: Day; stage: Stage; life: number; evidence: StageInterval['evidence'] };

/** The stays of one subject in the stages, then those as an advocate. */
export const staysOf = (scene: Scene, bio: Biography): StageInterval[] => {
  const moves = [...movesBeforeOrder(scene, bio), ...movesFromOrders(scene, bio)];
  const stays = moves.map(({ day, ...move }, at) => ({ ...move, from: day, to: moves[at + 1]?.day ?? null }));
  return [...stays, ...advocacy(scene, bio)].map((stay, at) => ({ customer: bio.subject, seq: at + 1, ...stay }));
};

/** The lives of one customer: each from its first order to the day of loss, if that has come. */
export const livesOf = (scene: Scene, { subject, orders }: Biography): Life[] => {
  const firsts = orders.filter((order) => order.rank === 1 || order.isWinback);
  return firsts.map((first, at) => {
    // The last order of a life stands right before the first of the next one.
    const last = orders[(firsts[at + 1]?.rank ?? orders.length + 1) - 2] ?? first;
    return { customer: subject, life: first.life, from: first.day, lostOn: lossAfter(scene, orders, last) };
  });
};

/** The day an order's silence ends in loss; null if another order came first or that day is not yet known. */
const lossAfter = (scene: Scene, orders: Biography['orders'], order: RankedOrder): Day | null => {
  const lost = order.lostIfSilentOn;
  const next = orders[order.rank];
  if (lost === null || (next ? next.day <= lost : lost > scene.asOf)) return null;
  return lost;
};

const evidence = (kind: EvidenceKind, source: string, id: string, day: Day) => ({ kind, source, id, day });
const ofInteraction = (row: Seen) => evidence('interaction', row.source, row.id, row.day);
const ofOrder = (order: RankedOrder) => evidence('order_line', order.source, order.firstLine, order.day);

/** Entries into audience, contact, qualified and opportunity, up to the first order's day. */
const movesBeforeOrder = (scene: Scene, bio: Biography): Move[] => {
  const firstDay = bio.orders[0]?.day ?? null;
  const until = firstDay ?? scene.asOf;
  const contact = contactOf(scene, bio);
  const qualified = qualificationOf(scene, bio);
  const spans = chancesOf(scene, bio.deals, until);
  const moves: (Move & { place: number })[] = [];
  const enter = (stage: Stage, day: Day, proof: StageInterval['evidence'], place = placeOf[stage] ?? 4) =>
    moves.push({ day, stage, life: 0, evidence: proof, place });

  const visit = bio.interactions.find((row) => !row.identified);
  const identifiedAt = Math.min(
    contact?.at ?? Number.POSITIVE_INFINITY,
    bio.orders[0]?.at ?? Number.POSITIVE_INFINITY,
    firstOpening(bio.deals),
  );
  if (visit && visit.occurredAt < identifiedAt) enter('audience', visit.day, ofInteraction(visit));
  const firstChance = spans[0]?.from ?? null;
  if (contact && contact.day <= until && (firstChance === null || contact.day <= firstChance))
    enter('contact', contact.day, contact.evidence);
  const inChance = qualified && spans.some((span) => span.from < qualified.day && qualified.day <= (span.to ?? until));
  if (qualified && qualified.day <= until && !inChance) enter('qualified', qualified.day, ofInteraction(qualified));
  for (const span of spans) {
    enter('opportunity', span.from, evidence('deal', span.opened.source, span.opened.dealId, span.from));
    if (span.to === null || (firstDay !== null && firstDay <= span.to)) continue;
    const back = qualified && qualified.day <= span.to ? 'qualified' : 'contact';
    enter(back, span.to, evidence('deal', span.closed.source, span.closed.dealId, span.to), 4);
  }
  return sortedBy(moves, (move) => [move.day, move.place]).map(({ place: _, ...move }) => move);
};

/** The instant the first of the deals opened at; infinite where none did. */
export const firstOpening = (deals: readonly SeenDeal[]): number =>
  deals.reduce((first, deal) => Math.min(first, deal.openedAt ?? first), Number.POSITIVE_INFINITY);

/** The order of entries that fall on one day; a move back comes after them all. */
const placeOf: Partial<Record<Stage, number>> = { audience: 0, contact: 1, qualified: 2, opportunity: 3 };

/** When a customer became known by its own row or an interaction that names it or its person; a deal or an order needs no such step. */
const contactOf = (
  scene: Scene,
  bio: Biography,
): { at: number; day: Day; evidence: StageInterval['evidence'] } | null => {
  const row = scene.customers.get(bio.subject);
  const talk = bio.interactions.find((each) => each.identified);
  const createdDay = row?.createdAt == null ? null : scene.dayOf(row.createdAt);
  if (
    row?.createdAt != null &&
    createdDay !== null &&
    createdDay <= scene.asOf &&
    !(talk && talk.occurredAt < row.createdAt)
  )
    return {
      at: row.createdAt,
      day: createdDay,
      evidence: evidence('customer', row.createdBy.source, row.createdBy.customerId, createdDay),
    };
  return talk ? { at: talk.occurredAt, day: talk.day, evidence: ofInteraction(talk) } : null;
};

const qualificationOf = (scene: Scene, bio: Biography): Seen | null => {
  const own = bio.interactions.filter((row) => row.identified);
  const kinds = scene.policy.qualified_kinds;
  if (kinds.length > 0) return own.find((row) => kinds.includes(row.kind)) ?? null;
  return scene.segmentOf(bio.subject) === '' ? null : (own[1] ?? null);
};

type Chance = { from: Day; to: Day | null; opened: SeenDeal; closed: SeenDeal };

/** The spans in which some deal was a chance; deals that overlap or touch make one span. */
const chancesOf = (scene: Scene, deals: readonly SeenDeal[], until: Day): Chance[] => {
  const opened = deals.flatMap((deal) =>
    deal.openedDay !== null && deal.openedDay <= until ? [{ ...deal, from: deal.openedDay }] : [],
  );
  const spans: Chance[] = [];
  for (const deal of sortedBy(opened, (each) => [each.from, each.source, each.dealId])) {
    const span = spans.at(-1);
    if (!span || (span.to !== null && span.to < deal.from)) {
      spans.push({ from: deal.from, to: deal.droppedDay, opened: deal, closed: deal });
    } else if (span.to !== null && (deal.droppedDay === null || deal.droppedDay > span.to)) {
      span.to = deal.droppedDay;
      span.closed = deal;
    }
  }
  return spans.filter((span) => span.from <= scene.asOf);
};

/** Entries into the stages of those who bought. */
const movesFromOrders = (scene: Scene, bio: Biography): Move[] => {
  const moves: Move[] = [];
  const results = bio.interactions.filter((row) => scene.isResult(row.kind));
  const attempts = bio.interactions.filter((row) => scene.policy.winback_kinds.includes(row.kind));
  const signs = bio.interactions.filter((row) => scene.policy.risk_kinds.includes(row.kind));
  let level: 'new' | 'regular' | 'developed' = 'new';
  for (const order of bio.orders) {
    const { life } = order;
    const enter = (stage: Stage, day: Day, proof: StageInterval['evidence']) =>
      moves.push({ day, stage, life, evidence: proof });
    const before = moves.at(-1)?.stage;
    const returns = before === 'at_risk' || before === 'lost' || before === 'winback';
    if (order.rank === 1) enter('new', order.day, ofOrder(order));
    if (order.isWinback) level = 'regular';
    if (order.hasDevelopment) level = 'developed';
    else if (level === 'new' && (order.hasRegular || returns)) level = 'regular';
    if (level !== 'new' && moves.at(-1)?.stage !== level) enter(level, order.day, ofOrder(order));

    const next = bio.orders[order.rank]?.day ?? null;
    const riskOn = order.atRiskIfSilentOn;
    const passes = (day: Day) => (next === null ? day <= scene.asOf : day < next);
    const atRisk = riskOn !== null && passes(riskOn);
    const lostOn = lossAfter(scene, bio.orders, order);
    const sign = firstSince(signs, order.day);
    const doubts = sign && passes(sign.day) && (riskOn === null || sign.day < riskOn) ? sign : null;
    const endsOn = doubts?.day ?? (atRisk ? riskOn : null);
    if (level === 'new' && moves.at(-1)?.stage === 'new') {
      const result = firstSince(results, order.day);
      const inTime = result && (next === null || result.day < next) && (endsOn === null || result.day <= endsOn);
      if (result && inTime) enter('activated', result.day, ofInteraction(result));
    }
    if (doubts) enter('at_risk', doubts.day, ofInteraction(doubts));
    else if (atRisk && riskOn !== order.lostIfSilentOn)
      enter('at_risk', riskOn, { ...ofOrder(order), kind: 'timer', day: riskOn });
    if (lostOn === null) continue;
    enter('lost', lostOn, { ...ofOrder(order), kind: 'timer', day: lostOn });
    for (const { first, last } of runsBetween(scene, attempts, lostOn, next)) {
      enter('winback', first.day, ofInteraction(first));
      const abandonedOn = addDays(last.day, scene.policy.winback_abandoned_after_days);
      if (passes(abandonedOn)) enter('lost', abandonedOn, { ...ofInteraction(last), kind: 'timer', day: abandonedOn });
    }
  }
  return moves;
};

/** The first of the rows on a day or later. */
const firstSince = (rows: readonly Seen[], day: Day): Seen | undefined =>
  rows[countWhile(rows, (row) => row.day < day)];

/** Runs of interactions no further apart than `reach` allows: the next one falls on or before the reach of the one before it. */
const runsOf = (rows: readonly Seen[], reach: (day: Day) => Day): { first: Seen; last: Seen }[] => {
  const runs: { first: Seen; last: Seen }[] = [];
  for (const row of rows) {
    const run = runs.at(-1);
    if (run && row.day <= reach(run.last.day)) run.last = row;
    else runs.push({ first: row, last: row });
  }
  return runs;
};

/** Runs of win-back attempts of the days from a loss to the next order. */
const runsBetween = (scene: Scene, attempts: readonly Seen[], from: Day, to: Day | null) =>
  runsOf(
    attempts.slice(
      countWhile(attempts, (row) => row.day < from),
      countWhile(attempts, (row) => to === null || row.day < to),
    ),
    (day) => addDays(day, scene.policy.winback_abandoned_after_days),
  );

const advocacy = (scene: Scene, bio: Biography) =>
  runsOf(
    bio.interactions.filter((row) => scene.policy.referral_kinds.includes(row.kind)),
    aYearAfter,
  ).map(({ first, last }) => {
    const ends = aYearAfter(last.day);
    return {
      stage: 'advocate' as const,
      from: first.day,
      to: ends <= scene.asOf ? ends : null,
      life: lastWhile(bio.orders, (order) => order.day <= first.day)?.life ?? 0,
      evidence: ofInteraction(first),
    };
  });
