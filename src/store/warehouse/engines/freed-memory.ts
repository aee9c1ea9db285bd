/** With more than this in use the process gives freed memory back after a statement: the rest of 2 GB is the system's. */
const mostBytes = 1_100_000_000;

/** After this long without a statement it gives back all it can. */
const idleMs = 5_000;

/** Giving back takes some 30 ms: not after every small statement of a process that needs this much. */
const leastBetweenMs = 250;

/**
 * Decides when freed memory goes back to the system. The allocator keeps it for the next statement, which is what makes statements fast; what
 * it keeps must not add up to more than a small machine has, nor stay when nobody asks anything.
 */
export const keepFreedMemoryWithin = (giveBack: () => Promise<void>) => {
  let last = 0;
  let idle: NodeJS.Timeout | null = null;
  const give = async (): Promise<void> => {
    last = performance.now();
    await giveBack().catch(() => undefined);
  };
  return {
    /** To be called after every statement, before its connection is used again. */
    afterStatement: async (): Promise<void> => {
      if (idle) idle.refresh();
      else idle = setTimeout(() => void give(), idleMs).unref();
      if (performance.now() - last > leastBetweenMs && process.memoryUsage.rss() > mostBytes) await give();
    },
    stop: (): void => {
      if (idle) clearTimeout(idle);
    },
  };
};
