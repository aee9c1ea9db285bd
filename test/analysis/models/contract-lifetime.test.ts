import { describe, expect, it } from 'vitest';
import { contractLifetimeOf, paidMonths, termMonths } from '../../../src/analysis/models/contract-lifetime.ts';
import {
  type ContractFit,
  relationsAt,
  renewalsIn,
  scoreContracts,
  type Term,
} from '../../../src/analysis/models/contracts.ts';
import { isRefusal } from '../../../src/analysis/models/fit.ts';
import { constantRetention, renewalsOf, renewalTotals, sbg } from '../../../src/analysis/models/renewals.ts';
import { monthlyInstalments } from '../../../src/analysis/models/value.ts';
import { seededRandom } from '../../../src/analysis/statistics/bootstrap.ts';

const fitOf = (survivors: readonly number[]): ContractFit => {
  const estimate = sbg.fit(renewalsOf(survivors));
  if (isRefusal(estimate)) throw new Error('refused');
  return { model: sbg, estimate, of: 'group' };
};

/** Contracts of a quarter each, begun one a day; customers differ in their chance to renew. */
const quarters = (customers: number): Term[] => {
  const random = seededRandom(3);
  return Array.from({ length: customers }, (_, customer) => {
    const leaves = random() ** 2;
    const terms: Term[] = [];
    for (let term = 0; term < 40; term += 1) {
      const from = 3 * customer + 91 * term;
      if (from > 1500) break;
      terms.push({ customer, from, to: from + 90, price: 10 + (customer % 3) });
      if (random() < leaves) break;
    }
    return terms;
  }).flat();
};

describe('whole relations under contract', () => {
  it('of a month’s term are the expected discounted lifetime (T-09)', () => {
    const { estimate } = fitOf([1000, 631, 468, 382, 326]);
    expect(paidMonths(sbg, estimate.parameters, 1, 1 / 1.1)).toBeCloseTo(3.621147727078798, 5);
    expect(paidMonths(constantRetention, [0.631], 1, 1 / 1.1)).toBeCloseTo(2.3454157782515987, 10);
  });

  it('of longer terms are their months, each worth less than the one before', () => {
    const v = 1.18 ** (-1 / 12);
    let sum = 0;
    for (let month = 0; month < 2000; month += 1) sum += 0.8 ** Math.floor(month / 3) * v ** month;
    expect(paidMonths(constantRetention, [0.8], 3, v)).toBeCloseTo(sum, 9);
  });

  it('take a calendar month for a month', () => {
    expect([28, 31, 90, 92, 365, 366].map(termMonths)).toEqual([1, 1, 3, 3, 12, 12]);
    expect(termMonths(7)).toBeCloseTo(0.23, 2);
  });

  it('still bring what a forecast without an end would tell of those in force', () => {
    const [at, terms] = [1500, quarters(500)];
    const relations = relationsAt(terms, at, 30);
    const estimate = sbg.fit(renewalsIn(relations));
    if (isRefusal(estimate)) throw new Error('refused');
    const fit: ContractFit = { model: sbg, estimate, of: 'group' };
    const totals = renewalTotals(renewalsIn(relations));
    const told = contractLifetimeOf(fit, { terms, relations, at }, totals, 0.18);
    const inForce = relations.filter(({ isLost }) => !isLost);
    const scores = scoreContracts(sbg, estimate.parameters, inForce, at, monthlyInstalments(600, 365.25 / 12, 0.18));
    const worth = scores.reduce((sum, one) => sum + one.worth, 0);
    expect((told?.residual ?? 0) / worth).toBeCloseTo(1, 2);
    expect(told?.price).toBeCloseTo(11, 1);
    const [low = 0, high = 0] = told?.monthsInterval ?? [];
    expect([low < (told?.months ?? 0), (told?.months ?? 0) < high]).toEqual([true, true]);
    expect(told?.paidByMonth.slice(0, 3)).toEqual([1, 2, 3]);
    expect(told?.paidByMonth.at(-1)).toBeGreaterThan(told?.months ?? 0);
  });

  it('are not told by few contracts, by a model of others, before a third renewal, or of unknown prices', () => {
    const [at, terms] = [1500, quarters(200)];
    const relations = relationsAt(terms, at, 30);
    const fit = fitOf([1000, 631, 468, 382, 326]);
    const group = { terms, relations, at };
    const enough = { contracts: 100, last: 3 };
    expect(contractLifetimeOf(fit, group, enough, 0.18)).not.toBeNull();
    expect(contractLifetimeOf(fit, group, { ...enough, contracts: 99 }, 0.18)).toBeNull();
    expect(contractLifetimeOf(fit, group, { ...enough, last: 2 }, 0.18)).toBeNull();
    expect(contractLifetimeOf({ ...fit, of: 'all' }, group, enough, 0.18)).toBeNull();
    expect(contractLifetimeOf(fit, group, enough, 0)).toBeNull();
    const unrated = terms.map((term) => ({ ...term, price: Number.NaN }));
    expect(contractLifetimeOf(fit, { ...group, terms: unrated }, enough, 0.18)).toBeNull();
  });
});
