import type { CreditedResult, CreditedThing, CreditValue } from '../../model/attribution.ts';
import type { FactField } from '../../model/blueprint/inputs.ts';
import type { EvidenceRule } from '../../model/blueprint/journey.ts';
import type { Day } from '../../model/days.ts';
import { holds } from '../blueprint/tests.ts';
import { factsAsMeant } from '../channels/as-meant.ts';
import { endOfDayIn } from '../derivation/days.ts';
import type { Facts, InteractionFact } from '../derivation/facts.ts';
import { deriveLedger } from '../derivation/ledger.ts';
import { paidLines, rankedOrders } from '../derivation/orders.ts';
import type { Policy } from '../derivation/policy.ts';
import { type Scene, sceneOf } from '../derivation/scene.ts';
import { seenInteractions } from '../derivation/subjects.ts';
import type { Ledger, LedgerLine, LedgerOrder } from '../ledger.ts';
import { type Path, pathsOf, type Result, type Touch } from './paths.ts';

export type PathsAsked = {
  of: CreditedResult;
  value: CreditValue;
  by: CreditedThing;
  /** Of cells: the rules of the design in force, in their order. */
  rules?: readonly EvidenceRule[] | undefined;
  /** How many days before its result a touch still counts. */
  days?: number | undefined;
  /** Results of this period alone; those before still end paths, and nothing after it is seen. */
  from?: Day | undefined;
  to?: Day | undefined;
  segment?: readonly string[] | undefined;
};

/**
 * The paths of customers to their results, and how many results have a worth that is not known: the definition of what the warehouse asks in SQL.
 *
 * A touch is an interaction with a channel (of touchpoints: with a touchpoint) that is no result event; it belongs to whomever the interaction is about,
 * a company's people to the company. An order that has no time of day was made at the end of its day, and so was whatever is known by the day alone.
 */
export const pathsFrom = (facts: Facts, policy: Policy, asked: PathsAsked): { paths: Path[]; lacking: number } => {
  const scene = sceneOf(factsAsMeant(facts, policy.channels), policy);
  const ledger = deriveLedger(facts, policy);
  const endOf = endOfDayIn(policy.time_zone);
  const segments = new Map(ledger.profiles.map((profile) => [profile.customer, profile.segment]));
  const isAsked = (customer: string): boolean =>
    !asked.segment?.length || asked.segment.includes(segments.get(customer) ?? '\0');
  const isSeen = (row: { atMs: number; customer: string }): boolean =>
    isAsked(row.customer) && (asked.to === undefined || scene.dayOf(row.atMs) < asked.to);
  const results = worthOf(ledger, resultsOf(scene, ledger, asked.of, endOf), asked).filter(isSeen);
  const paths = pathsOf(touchesOf(scene, facts, asked).filter(isSeen), results, { days: asked.days }).filter(
    ({ endedAtMs }) => asked.from === undefined || scene.dayOf(endedAtMs) >= asked.from,
  );
  return {
    paths,
    lacking: results.filter((row) => row.lacks && (asked.from === undefined || scene.dayOf(row.atMs) >= asked.from))
      .length,
  };
};

const touchesOf = (scene: Scene, facts: Facts, { by, rules = [] }: PathsAsked): Touch[] => {
  const name = ({ source, id }: InteractionFact): string => JSON.stringify([source, id]);
  // Rules read channels as facts write them, not as they are meant.
  const written = new Map(facts.interactions.map((row) => [name(row), row]));
  return seenInteractions(scene).flatMap((row) => {
    const touchpoint = row.touchpoint ?? '';
    const cell = by === 'cell' ? cellOf(written.get(name(row)) ?? row, row.day, rules) : '';
    const place = { channel: row.channel, campaign: row.channel, touchpoint, cell }[by];
    if (scene.isResult(row.kind) || place === '') return [];
    const key = { channel: row.channel, campaign: row.campaign, touchpoint, cell }[by];
    return [{ customer: row.subject, atMs: row.occurredAt, key }];
  });
};

/** The cell of the first rule that takes an interaction; '' where none does or it names none. */
const cellOf = (row: InteractionFact, day: Day, rules: readonly EvidenceRule[]): string =>
  rules.find(
    ({ fact, from, when }) =>
      fact === 'interaction' &&
      (from === null || day >= from) &&
      when.every((test) => holds(test, fieldOf(row, test.field))),
  )?.cell ?? '';

const fieldOf = (row: InteractionFact, field: FactField): string => {
  if (field.startsWith('props.')) return row.props?.[field.slice('props.'.length)] ?? '';
  const cells: Record<string, string | undefined> = {
    kind: row.kind,
    channel: row.channel,
    source: row.touchSource,
    medium: row.medium,
    campaign: row.campaign,
    touchpoint: row.touchpoint,
    sales_type: row.salesType,
    actor: row.actor,
    text: row.text,
  };
  return cells[field] ?? '';
};

type Bare = { customer: string; atMs: number; order?: LedgerOrder };

const orderIs: Partial<Record<CreditedResult, (order: LedgerOrder) => boolean>> = {
  order: () => true,
  new: (order) => order.rank === 1,
  developed: (order) => order.hasDevelopment,
  winback: (order) => order.isWinback,
};

const resultsOf = (scene: Scene, ledger: Ledger, of: CreditedResult, endOf: (day: Day) => number): Bare[] => {
  const isOne = orderIs[of];
  if (isOne) {
    const name = (order: { customer: string; source: string; orderId: string }): string =>
      JSON.stringify([order.customer, order.source, order.orderId]);
    const at = new Map(rankedOrders(scene, paidLines(scene)).map((order) => [name(order), order.at]));
    return ledger.orders.filter(isOne).map((order) => {
      const madeAt = at.get(name(order)) ?? endOf(order.day);
      const hasNoTime = scene.dayOf(madeAt) !== scene.dayOf(madeAt - 1);
      return { customer: order.customer, atMs: hasNoTime ? endOf(order.day) : madeAt, order };
    });
  }
  const days =
    of === 'activated'
      ? ledger.events.filter((event) => event.kind === 'activated')
      : ledger.intervals
          .filter((stay) => stay.stage === of && stay.from <= scene.asOf)
          .map(({ customer, from }) => ({ customer, day: from }));
  return days.map(({ customer, day }) => ({ customer, atMs: endOf(day) }));
};

type Worth = Result & { lacks: boolean };

const minorOf = (line: LedgerLine, value: CreditValue): number | null => {
  if (value === 'net_revenue') return line.netMinor;
  return line.netMinor === null || line.cogsMinor === null ? null : line.netMinor - line.cogsMinor;
};

/** Results in time with what each is worth in minor units; of those at one instant the least comes first. */
const worthOf = (ledger: Ledger, results: readonly Bare[], { of, value }: PathsAsked): Worth[] => {
  const met = new Set<string>();
  const inTime = [...results].sort((a, b) => a.atMs - b.atMs);
  return inTime
    .map(({ customer, atMs, order }): Worth => {
      if (value === 'cltv') {
        const isFirst = !met.has(customer);
        met.add(customer);
        const lines = isFirst ? ledger.lines.filter((line) => line.customer === customer) : [];
        const amounts = lines.map((line) => minorOf(line, value));
        const service = lines.reduce((sum, line) => sum + line.serviceMinor, 0);
        const profit = amounts.reduce<number>((sum, amount) => sum + (amount ?? 0), 0);
        return { customer, atMs, value: profit - service, lacks: amounts.includes(null) };
      }
      const lines = order ? linesWorth(ledger, order, of) : [];
      const amounts = lines.map((line) => minorOf(line, value));
      return {
        customer,
        atMs,
        value: amounts.reduce<number>((sum, amount) => sum + (amount ?? 0), 0),
        lacks: amounts.includes(null),
      };
    })
    .sort((a, b) => a.atMs - b.atMs || a.value - b.value);
};

/** The lines an order's result is worth: its own, of the class the result is about; of a first order all of the customer's first lines. */
const linesWorth = (ledger: Ledger, order: LedgerOrder, of: CreditedResult): LedgerLine[] => {
  if (of === 'new') return ledger.lines.filter((line) => line.customer === order.customer && line.class === 'first');
  const wanted = { developed: 'development', winback: 'winback' }[of as 'developed' | 'winback'];
  return ledger.lines.filter(
    (line) =>
      line.customer === order.customer &&
      line.source === order.source &&
      line.orderId === order.orderId &&
      (wanted === undefined || line.class === wanted),
  );
};
