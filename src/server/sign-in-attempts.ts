/** How many wrong passwords are borne: from one address, and from all together, in a quarter of an hour. */
const mostOfAddress = 5;
const mostOfAll = 200;
const windowMs = 15 * 60_000;

export type Attempts = {
  /** Whole minutes to wait until the next try; 0 where one is free. */
  waitMinutes(address: string): number;
  noteFailure(address: string): void;
  noteSuccess(address: string): void;
};

/** Slows down whoever guesses the password. */
export const createAttempts = (clock: () => number): Attempts => {
  let failures: { address: string; at: number }[] = [];
  const wait = (of: readonly { at: number }[], most: number): number => {
    const oldest = of.at(-most);
    return oldest === undefined ? 0 : Math.max(0, Math.ceil((oldest.at + windowMs - clock()) / 60_000));
  };
  return {
    waitMinutes: (address) => {
      failures = failures.filter(({ at }) => at + windowMs > clock());
      const mine = failures.filter((failure) => failure.address === address);
      return Math.max(wait(mine, mostOfAddress), wait(failures, mostOfAll));
    },
    noteFailure: (address) => failures.push({ address, at: clock() }),
    noteSuccess: (address) => {
      failures = failures.filter((failure) => failure.address !== address);
    },
  };
};
