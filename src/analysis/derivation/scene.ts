import type { Day } from '../../model/period.ts';
import { dayIn } from './days.ts';
import type { CustomerFact, Facts, ProductFact } from './facts.ts';
import { type Convert, converter } from './money.ts';
import type { Policy, Window } from './policy.ts';
import { standingCustomers, standingProducts } from './winners.ts';

/** Facts and policy with what every step of the derivation looks up in them. */
export type Scene = {
  facts: Facts;
  policy: Policy;
  asOf: Day;
  dayOf: (at: number) => Day;
  customers: Map<string, CustomerFact>;
  products: Map<string, ProductFact>;
  convert: Convert;
  minorOrNull: (amount: string, currency: string, day: Day) => number | null;
  segmentOf: (customer: string) => string;
  windowOf: (customer: string) => Window;
  isResult: (kind: string) => boolean;
};

export const sceneOf = (facts: Facts, policy: Policy): Scene => {
  const customers = standingCustomers(facts);
  const products = standingProducts(facts);
  const convert = converter(facts, policy);
  const segmentOf = (customer: string) => customers.get(customer)?.segment ?? '';
  const results = new Set([...policy.activation_kinds, ...[...products.values()].map((row) => row.resultKind)]);
  results.delete('');
  return {
    facts,
    policy,
    asOf: policy.asOf,
    dayOf: dayIn(policy.time_zone),
    customers,
    products,
    convert,
    minorOrNull: (amount, currency, day) => {
      const minor = convert(amount, currency, day);
      return minor === null ? null : Number(minor);
    },
    segmentOf,
    windowOf: (customer) => policy.windows.find((row) => row.segment === segmentOf(customer)) ?? policy.window,
    isResult: (kind) => results.has(kind),
  };
};
