import { describe, expect, it } from 'vitest';
import { keepAnswers } from '../../src/operations/kept-answers.ts';
import type { CurrentLedger } from '../../src/operations/ledger.ts';

const ledgerAt = (revision: number, workspace = 'main'): CurrentLedger =>
  ({ scope: { workspace, snapshot: 1 }, built: { revision }, asOf: '2026-01-01' }) as unknown as CurrentLedger;

describe('answers that are remembered', () => {
  it('are worked out once while the ledger stands, apart by question, workspace and revision', async () => {
    const kept = keepAnswers();
    let worked = 0;
    const ask = (ledger: CurrentLedger, question: unknown) => kept.of(ledger, question, async () => ++worked);
    expect(await Promise.all([ask(ledgerAt(1), ['a']), ask(ledgerAt(1), ['a'])])).toEqual([1, 1]);
    expect([
      await ask(ledgerAt(1), ['b']),
      await ask(ledgerAt(2), ['a']),
      await ask(ledgerAt(1, 'shop'), ['a']),
    ]).toEqual([2, 3, 4]);
    expect(await ask(ledgerAt(1), ['a'])).toBe(1);
    kept.forget();
    expect(await ask(ledgerAt(1), ['a'])).toBe(5);
  });

  it('are forgotten when they failed, are long, or were asked for least lately', async () => {
    const kept = keepAnswers();
    const ledger = ledgerAt(1);
    await expect(kept.of(ledger, 'x', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await kept.of(ledger, 'x', async () => 'yes')).toBe('yes');
    const long = () => kept.of(ledger, 'long', async () => Array.from({ length: 1001 }, () => 0));
    expect(await long()).not.toBe(await long());
    for (let at = 0; at < 99; at += 1) await kept.of(ledger, at, async () => at);
    expect(await kept.of(ledger, 'x', async () => 'again')).toBe('yes');
    await kept.of(ledger, 'one more', async () => 0);
    expect(await kept.of(ledger, 0, async () => 'again')).toBe('again');
  });
});
