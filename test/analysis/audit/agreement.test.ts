import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  accuracy,
  accuracyByElement,
  accuracyByPerson,
  auditIndex,
  closedAgreement,
  consensus,
  edgeJaccard,
  finalScore,
  krippendorff,
  normalisedEntropy,
  variation,
} from '../../../src/analysis/audit/agreement.ts';

const codes = [
  [1, 1, 0.5, 0],
  [1, 0.5, 0.5, 0],
  [1, 1, 1, 0.5],
  [0.5, 0, 0, 0],
  [1, 0.5, 0, 0],
];

describe('agreement of open answers (T-46)', () => {
  it('is the mean code, whole, by element and by person', () => {
    expect(accuracy(codes)).toBeCloseTo(0.5, 9);
    expect(accuracyByElement(codes).map((value) => value?.toFixed(6))).toEqual(
      [0.9, 0.6, 0.4, 0.1].map((value) => value.toFixed(6)),
    );
    expect(accuracyByPerson(codes)).toEqual([0.625, 0.5, 0.875, 0.125, 0.375]);
  });

  it('and consensus is 1 − the mean difference of pairs', () => {
    expect(consensus(codes)).toBeCloseTo(0.65, 9);
  });

  it('knows nothing of nobody and of one', () => {
    expect([accuracy([]), accuracy([[null]]), consensus([[1, 0]])]).toEqual([null, null, null]);
  });

  it('consensus is 1 where all say one thing, and never below 0', () => {
    const row = fc.array(fc.constantFrom(0, 0.5, 1), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 6 }), (rows) => {
        const found = consensus(rows) ?? -1;
        expect(found).toBeGreaterThanOrEqual(0);
        expect(found).toBeLessThanOrEqual(1);
        expect(consensus(rows.map(() => rows[0] ?? []))).toBe(1);
      }),
      { numRuns: 50 },
    );
  });
});

describe('Krippendorff’s α (T-47)', () => {
  const units = ['111', '2232', '3333', '3333', '2222', '1234', '4444', '1121', '2222', '555', '11', '3'].map((unit) =>
    [...unit].map(Number),
  );

  it('is that of the check vector for nominal values, and that of Krippendorff (2011) for ordinal ones', () => {
    expect(krippendorff(units, 'nominal')).toBeCloseTo(0.7434210526315791, 6);
    expect(krippendorff(units, 'ordinal')).toBeCloseTo(0.815, 3);
  });

  it('is 1 where raters agree everywhere, and unknown where there is nothing to differ in', () => {
    expect(
      krippendorff(
        [
          [0, 0],
          [1, 1],
          [0.5, 0.5],
        ],
        'ordinal',
      ),
    ).toBe(1);
    expect(krippendorff([[1, 1]], 'nominal')).toBeNull();
    expect(krippendorff([[1], [0]], 'nominal')).toBeNull();
  });

  it('does not depend on the order of units or raters', () => {
    const unit = fc.array(fc.constantFrom(0, 0.5, 1), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(unit, { minLength: 2, maxLength: 8 }), (some) => {
        const [one, other] = (['nominal', 'ordinal'] as const).map((scale) => [
          krippendorff(some, scale),
          krippendorff(some.map((values) => values.toReversed()).toReversed(), scale),
        ]) as [[number | null, number | null], [number | null, number | null]];
        for (const [a, b] of [one, other]) {
          if (a === null) expect(b).toBeNull();
          else expect(b).toBeCloseTo(a, 9);
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('agreement of closed answers and orders', () => {
  it('counts who says what the canon says and what most say', () => {
    expect(closedAgreement(['a', 'b', 'b', 'c'], ['a'], 4)).toEqual({
      n: 4,
      withCanon: 0.25,
      mode: 'b',
      withMode: 0.5,
      entropy: normalisedEntropy([1, 2, 1], 4),
    });
    expect(closedAgreement([], ['a'], 4).withCanon).toBeNull();
  });

  it('entropy is 0 where all say one thing and 1 where answers are even', () => {
    expect(normalisedEntropy([5, 0], 2)).toBe(0);
    expect(normalisedEntropy([2, 2, 2], 3)).toBeCloseTo(1, 12);
    expect(normalisedEntropy([], 3)).toBeNull();
  });

  it('orders are alike by the steps both have', () => {
    expect(edgeJaccard(['a', 'b', 'c'], ['a', 'b', 'c'])).toBe(1);
    expect(edgeJaccard(['a', 'b', 'c'], ['b', 'c', 'a'])).toBeCloseTo(1 / 3, 12);
    expect(edgeJaccard(['a'], [])).toBeNull();
  });

  it('numbers vary by their deviation to their mean', () => {
    expect(variation([2, 2, 2])).toBe(0);
    expect(variation([1, 3])).toBeCloseTo(Math.SQRT2 / 2, 12);
    expect(variation([4])).toBeNull();
  });
});

describe('the score (T-48)', () => {
  it('is the mean of evidence and survey, a half down, and at most one above evidence', () => {
    expect([finalScore(1, 2), finalScore(0, 4), finalScore(3, 4), finalScore(4, 1), finalScore(2, null)]).toEqual([
      1, 1, 3, 2, 2,
    ]);
  });

  it('adds up to 11 of 40 on the demo’s profile', () => {
    expect(auditIndex([1, 2, 1, 1, 0, 1, 2, 1, 1, 1])).toEqual({ sum: 11, index: 0.275 });
  });
});
