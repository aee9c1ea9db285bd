import { setTimeout as wait } from 'node:timers/promises';
import { CltvForecastInput } from '../../model/forecast.ts';
import { Problem } from '../../model/problem.ts';
import type { Ledgers } from '../ledger.ts';
import type { Log } from '../log.ts';
import type { Operations } from '../types.ts';

/** Pages that people open right after an import come first. */
const pauseMs = 3_000;

export type ForecastAhead = {
  /** From now on forecasts are worked out ahead; those that are not there yet first, one company after another. */
  begin(workspaces: readonly string[]): Promise<void>;
  /** The ledger of a company was built anew: its forecast begins anew, one still under way is given up. */
  after(workspace: string): Promise<void>;
  close(): void;
};

/**
 * Works out the forecast that pages ask for, and metrics of customers' worth stand on, before anybody asks.
 *
 * Nothing happens until begun, which only a server does: a command has ended long before.
 */
export const forecastAhead = (
  ledgers: Pick<Ledgers, 'current'>,
  ask: Operations['forecast']['cltv'],
  log: Log,
  pause = pauseMs,
): ForecastAhead => {
  let isOn = false;
  const underWay = new Map<string, AbortController>();

  const after = async (workspace: string): Promise<void> => {
    if (!isOn) return;
    underWay.get(workspace)?.abort();
    const stop = new AbortController();
    underWay.set(workspace, stop);
    try {
      await wait(pause, undefined, { signal: stop.signal, ref: false });
      const { foretold, scope } = await ledgers.current(workspace);
      const isEmpty = scope.snapshot === 0;
      if (isEmpty || foretold !== null) return;
      await ask(CltvForecastInput.parse({ workspace }), stop.signal);
      // What it said of customers may have made another ledger: then that is built at once.
      await ledgers.current(workspace);
    } catch (error) {
      // Somebody cancelled it, or newer facts came; what is refused is told to whoever asks.
      if (!stop.signal.aborted && !(error instanceof Problem)) log('warn', 'a forecast could not be worked out', error);
    } finally {
      if (underWay.get(workspace) === stop) underWay.delete(workspace);
    }
  };

  return {
    begin: async (workspaces) => {
      isOn = true;
      for (const workspace of workspaces) await after(workspace);
    },
    after,
    close: () => {
      isOn = false;
      for (const stop of underWay.values()) stop.abort();
    },
  };
};
