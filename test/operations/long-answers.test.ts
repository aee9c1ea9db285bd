import { describe, expect, it } from 'vitest';
import { createJobs, type Run } from '../../src/operations/jobs.ts';
import { keepAnswers } from '../../src/operations/kept-answers.ts';
import type { CurrentLedger } from '../../src/operations/ledger.ts';
import { longAnswers } from '../../src/operations/long-answers.ts';

const ledger = {
  scope: { workspace: 'main', snapshot: 1 },
  built: { revision: 1 },
  asOf: '2025-01-01',
} as CurrentLedger;
const step = { ru: 'считаю', en: 'counting' };

/** Work that ends when it is told to, or when nobody wants it any more. */
const made = () => {
  const jobs = createJobs(() => {});
  const long = longAnswers(keepAnswers(), jobs);
  const begun: { end(value: number): void }[] = [];
  const work = ({ signal }: Run): Promise<number> =>
    new Promise((resolve, reject) => {
      begun.push({ end: resolve });
      signal.addEventListener('abort', () => reject(signal.reason));
    });
  const ask = (signal?: AbortSignal) => long.of(ledger, { kind: 'forecast', step, asked: 'q', signal }, work);
  return { jobs, begun, ask };
};

describe('answers that take their time', () => {
  it('are worked out once for all who ask, go on while one of them waits, and are remembered', async () => {
    const { jobs, begun, ask } = made();
    const one = new AbortController();
    const [first, second] = [ask(one.signal), ask()];
    one.abort();
    await expect(first).rejects.toBe(one.signal.reason);
    expect(jobs.list().map(({ state }) => state)).toEqual(['running']);
    begun[0]?.end(7);
    expect([await second, await ask()]).toEqual([7, 7]);
    expect(begun).toHaveLength(1);
  });

  it('are given up once nobody waits; whoever asks then is answered by new work', async () => {
    const { jobs, begun, ask } = made();
    const one = new AbortController();
    const left = ask(one.signal);
    one.abort();
    await expect(left).rejects.toBe(one.signal.reason);
    const again = ask();
    await new Promise((next) => setImmediate(next));
    expect(jobs.list().map(({ state }) => state)).toEqual(['running', 'cancelled']);
    begun[1]?.end(8);
    expect(await again).toBe(8);
  });

  it('say so to everybody where the job is cancelled', async () => {
    const { jobs, ask } = made();
    const both = [ask(), ask(new AbortController().signal)];
    jobs.cancel(jobs.list()[0]?.id ?? '');
    for (const answer of both) await expect(answer).rejects.toMatchObject({ body: { code: 'cancelled' } });
  });
});
