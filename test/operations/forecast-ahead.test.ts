import { describe, expect, it } from 'vitest';
import type { CltvForecast } from '../../src/model/forecast.ts';
import { forecastAhead } from '../../src/operations/forecast/ahead.ts';
import type { CurrentLedger } from '../../src/operations/ledger.ts';

/** Companies by whether their forecast is there, and the questions asked: each ends when told to, or when it is given up. */
const made = (foretold: Record<string, object | null>) => {
  const asked: { workspace: string; signal: AbortSignal | undefined; end(): void }[] = [];
  const current = async (workspace: string) =>
    ({ foretold: foretold[workspace] ?? null, scope: { snapshot: 1 } }) as CurrentLedger;
  const ahead = forecastAhead(
    { current },
    ({ workspace }, signal) =>
      new Promise((resolve, reject) => {
        asked.push({ workspace, signal, end: () => resolve({} as CltvForecast) });
        signal?.addEventListener('abort', () => reject(signal.reason));
      }),
    () => {},
    0,
  );
  return { asked, ahead };
};
const settled = () => new Promise((next) => setTimeout(next, 20));

describe('forecasts worked out ahead', () => {
  it('are those that are not there yet, one company after another, once begun', async () => {
    const { asked, ahead } = made({ told: {} });
    await ahead.after('one');
    expect(asked).toEqual([]);
    const begun = ahead.begin(['one', 'told', 'two']);
    await settled();
    expect(asked.map(({ workspace }) => workspace)).toEqual(['one']);
    asked[0]?.end();
    await settled();
    expect(asked.map(({ workspace }) => workspace)).toEqual(['one', 'two']);
    asked[1]?.end();
    await begun;
  });

  it('give way to newer facts of the same company, and end with the program', async () => {
    const { asked, ahead } = made({});
    await ahead.begin([]);
    const [older, newer] = [ahead.after('one'), settled().then(() => ahead.after('one'))];
    await older;
    await settled();
    expect(asked.map(({ signal }) => signal?.aborted)).toEqual([true, false]);
    ahead.close();
    await newer;
    expect(asked[1]?.signal?.aborted).toBe(true);
  });
});
