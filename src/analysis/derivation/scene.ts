import type { Day } from '../../model/days.ts';
import { type Identity, identityOf, resolved } from '../identity/identity.ts';
import { type Card, cardsOf } from './cards.ts';
import { dayIn } from './days.ts';
import type { Facts, ProductFact } from './facts.ts';
import { type Convert, converter } from './money.ts';
import type { Correction, Policy, Window } from './policy.ts';
import { standingProducts } from './winners.ts';

/** Facts and policy with what every step of the derivation looks up in them. */
export type Scene = {
  /** Every customer in them under the one id it goes by; cards stay apart. */
  facts: Facts;
  identity: Identity;
  policy: Policy;
  asOf: Day;
  dayOf: (at: number) => Day;
  customers: Map<string, Card>;
  products: Map<string, ProductFact>;
  convert: Convert;
  minorOrNull: (amount: string, currency: string, day: Day) => number | null;
  segmentOf: (customer: string) => string;
  windowOf: (customer: string) => Window;
  isResult: (kind: string) => boolean;
  /** The day a forecast doubted that a customer silent since an order of this day would come again; null where none did. */
  doubtedOn: (customer: string, after: Day) => Day | null;
  /** The corrections a person made of lines and of costs, by `correctionKey`. */
  corrections: Map<string, Correction>;
};

/** Tells a correction by what it corrects. */
export const correctionKey = (kind: Correction['kind'], source: string, id: string): string =>
  JSON.stringify([kind, source, id]);

export const sceneOf = (given: Facts, policy: Policy): Scene => {
  const dayOf = dayIn(policy.time_zone);
  const identity = identityOf(given, policy, (at) => dayOf(at) <= policy.asOf);
  const facts = resolved(given, identity);
  const customers = cardsOf(given, identity);
  const products = standingProducts(facts);
  const convert = converter(facts, policy);
  const segmentOf = (customer: string) => customers.get(customer)?.segment ?? '';
  const results = new Set([...policy.activation_kinds, ...[...products.values()].map((row) => row.resultKind)]);
  results.delete('');
  const windows = new Map(policy.windows.map((row) => [row.segment, row]));
  const corrections = new Map(policy.corrections.map((row) => [correctionKey(row.kind, row.source, row.id), row]));
  const doubts = new Map<string, Day>();
  for (const { customer, after, on } of policy.at_risk_by === 'model' ? (policy.doubts ?? []) : []) {
    const key = JSON.stringify([customer, after]);
    const before = doubts.get(key);
    if (on > after && on <= policy.asOf && (before === undefined || on < before)) doubts.set(key, on);
  }
  return {
    facts,
    identity,
    policy,
    asOf: policy.asOf,
    dayOf,
    customers,
    products,
    convert,
    minorOrNull: (amount, currency, day) => {
      const minor = convert(amount, currency, day);
      return minor === null ? null : Number(minor);
    },
    segmentOf,
    windowOf: (customer) => windows.get(segmentOf(customer)) ?? policy.window,
    isResult: (kind) => results.has(kind),
    doubtedOn: (customer, after) => doubts.get(JSON.stringify([customer, after])) ?? null,
    corrections,
  };
};
