import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deriveLedger } from '../../../src/analysis/derivation/ledger.ts';
import type { Ledger } from '../../../src/analysis/ledger.ts';
import { addMonths } from '../../../src/model/days.ts';
import { revenueClasses, stages, successClasses } from '../../../src/model/stages.ts';
import { generatedFacts, generatedPolicy } from '../../support/generated-facts.ts';

const holds = (invariant: (ledger: Ledger) => void, withOverrides = true): void =>
  fc.assert(
    fc.property(generatedFacts, generatedPolicy, (facts, policy) => {
      const orderLines = withOverrides
        ? facts.orderLines
        : facts.orderLines.map((line) => ({ ...line, class: '' as const }));
      const corrections = withOverrides ? policy.corrections : [];
      invariant(deriveLedger({ ...facts, orderLines }, { ...policy, corrections }));
    }),
    { seed: 7, numRuns: 150 },
  );

const months = Array.from({ length: 9 }, (_, at) => addMonths('2023-12-01', at));
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

test('revenue by class adds up to net revenue, and split lines to their whole', () => {
  holds(({ lines }) => {
    const net = (rows: Ledger['lines']) => sum(rows.map((row) => row.netMinor ?? 0));
    expect(sum(revenueClasses.map((name) => net(lines.filter((row) => row.class === name))))).toBe(net(lines));
  });
});

test('a customer has one first order, and only it and those merged with it are first', () => {
  holds(({ orders, events }) => {
    const customers = new Set(orders.map((row) => row.customer));
    for (const customer of customers) {
      expect(orders.filter((row) => row.customer === customer && row.rank === 1)).toHaveLength(1);
      expect(events.filter((row) => row.customer === customer && row.kind === 'new')).toHaveLength(1);
    }
  });
});

test('stays of one customer follow each other without gap or overlap', () => {
  holds(({ intervals }) => {
    for (const customer of new Set(intervals.map((row) => row.customer))) {
      const stays = intervals.filter((row) => row.customer === customer && row.stage !== 'advocate');
      for (const [at, stay] of stays.entries()) {
        expect(stay.to).toBe(stays[at + 1]?.from ?? null);
        expect(stay.to === null || stay.from <= stay.to).toBe(true);
        expect(stay.stage).not.toBe(stays[at + 1]?.stage);
      }
    }
  });
});

test('a loss precedes every win-back order', () => {
  holds(({ orders, lives, intervals }) => {
    for (const order of orders.filter((row) => row.isWinback)) {
      expect(
        lives.some((life) => life.customer === order.customer && life.lostOn !== null && life.lostOn < order.day),
      ).toBe(true);
      expect(
        intervals.some(
          (stay) =>
            stay.customer === order.customer && stay.to === order.day && ['lost', 'winback'].includes(stay.stage),
        ),
      ).toBe(true);
    }
  });
});

test('for every month and stage, opening and those who came are closing and those who left', () => {
  holds(({ intervals }) => {
    for (const from of months) {
      const to = addMonths(from, 1);
      const standing = (day: string, stage: string) =>
        intervals.filter((row) => row.stage === stage && row.from < day && (row.to === null || row.to >= day)).length;
      for (const stage of [...stages, 'advocate']) {
        const of = intervals.filter((row) => row.stage === stage);
        const came = of.filter((row) => row.from >= from && row.from < to).length;
        const left = of.filter((row) => row.to !== null && row.to >= from && row.to < to).length;
        expect(standing(from, stage) + came).toBe(standing(to, stage) + left);
      }
    }
  });
});

test('opening and new and won back are closing and lost, where no class is overridden', () => {
  holds(({ lives, events }) => {
    const active = (day: string) =>
      lives.filter((life) => life.from < day && (life.lostOn === null || life.lostOn >= day)).length;
    for (const from of months) {
      const to = addMonths(from, 1);
      const count = (kind: string) =>
        events.filter((row) => row.kind === kind && row.day >= from && row.day < to).length;
      expect(active(from) + count('new') + count('won_back')).toBe(active(to) + count('lost'));
    }
  }, false);
});

test('whoever has a stage has a profile, seen first on the first day of a stay', () => {
  holds(({ intervals, profiles }) => {
    expect(new Set(profiles.map((row) => row.customer))).toEqual(new Set(intervals.map((row) => row.customer)));
    for (const row of profiles)
      expect(
        intervals
          .filter((stay) => stay.customer === row.customer)
          .map((stay) => stay.from)
          .sort()[0],
      ).toBe(row.firstSeenDay);
  });
});

test('the generated companies have what the rules tell apart', () => {
  const seen = new Map<string, number>();
  const see = (name: string, holds: boolean) => seen.set(name, (seen.get(name) ?? 0) + (holds ? 1 : 0));
  holds((ledger) => {
    for (const name of successClasses)
      see(
        `work on ${name}`,
        ledger.work.some((row) => row.class === name),
      );
    const costHours = ledger.costs.some((row) => row.hoursMilli > 0);
    see('hours in interactions alone', ledger.work.length > 0 && !costHours);
    see('hours in both', ledger.work.length > 0 && costHours);
    see(
      'a contract without a rate',
      ledger.contracts.some((row) => row.monthlyMinor === null),
    );
    see(
      'a contract with a rate',
      ledger.contracts.some((row) => row.monthlyMinor !== null),
    );
    for (const name of revenueClasses)
      see(
        `a line of class ${name}`,
        ledger.lines.some((row) => row.class === name),
      );
    for (const stage of [...stages, 'advocate'])
      see(
        `a stay in ${stage}`,
        ledger.intervals.some((row) => row.stage === stage),
      );
    see(
      'a customer in doubt',
      ledger.intervals.some((row) => row.stage === 'at_risk' && row.evidence.kind === 'interaction'),
    );
    see(
      'a second life',
      ledger.lives.some((row) => row.life > 1),
    );
  });
  expect([...seen].filter(([, times]) => times < 3)).toEqual([]);
});
