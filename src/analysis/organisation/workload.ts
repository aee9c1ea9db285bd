/** Why there is no number of people or minutes. */
export type CapacityReason = 'no_hours_available' | 'overloaded' | 'no_staff';

const dust = 1e-9;

/** Whole positions for a load, with float dust not making a person: 2.0000000001 is two. */
const wholePositions = (fte: number): number => Math.max(0, Math.ceil(fte - dust));

export type Positions =
  | { hours: number; perPosition: number; fte: number; positions: number; slackHours: number }
  | { hours: number; fte: null; reason: CapacityReason };

/**
 * How many people a load needs: hours ÷ (net hours × utilisation), rounded up, with the hours that stay free.
 *
 * Hours a month; `utilisation` 0…1 is the part of net time to be planned. Domain §5.3, T-35.
 */
export const positionsFor = (hours: number, netHours: number, utilisation: number): Positions => {
  const perPosition = netHours * utilisation;
  if (!(perPosition > 0)) return { hours, fte: null, reason: 'no_hours_available' };
  const fte = hours / perPosition;
  const positions = wholePositions(fte);
  return { hours, perPosition, fte, positions, slackHours: positions * perPosition - hours };
};

/** The workload method: customers by class with hours a year each, over the selling hours of one person a year. T-34. */
export const workloadMethod = (
  classes: readonly { customers: number; hoursYear: number }[],
  sellingHoursYear: number,
): Positions =>
  positionsFor(
    classes.reduce((total, { customers, hoursYear }) => total + customers * hoursYear, 0),
    sellingHoursYear,
    1,
  );

/** Little’s law: how much is under way at once when `throughput` a month stays `months`, and how much of it each person holds. T-36. */
export const workInProgress = (
  throughput: number,
  months: number,
  fte: number,
): { open: number; perPerson: number | null } => {
  const open = throughput * months;
  return { open, perPerson: fte > 0 ? open / fte : null };
};

export type Queue =
  | { utilisation: number; waits: number; meanWaitHours: number }
  | { utilisation: number | null; waits: null; reason: CapacityReason };

/**
 * How long customers wait for one of several people (Erlang C, M/M/c): the probability of waiting at all and the mean wait in hours.
 *
 * `arrivals` an hour, `served` an hour by one person. At utilisation 1 and over the queue grows without end: a reason, no number. Erlang B is
 * carried by its recursion in the reciprocal, so hundreds of people neither overflow nor lose digits. Domain §5.3, T-37.
 */
export const waitFor = (arrivals: number, served: number, people: number): Queue => {
  if (!(served > 0) || people < 1) return { utilisation: null, waits: null, reason: 'no_staff' };
  const offered = arrivals / served;
  const staff = Math.floor(people);
  const utilisation = offered / staff;
  if (offered <= 0) return { utilisation: 0, waits: 0, meanWaitHours: 0 };
  if (utilisation >= 1) return { utilisation, waits: null, reason: 'overloaded' };
  let blocked = 1;
  for (let n = 1; n <= staff; n++) blocked = (offered * blocked) / (n + offered * blocked);
  const waits = blocked / (1 - utilisation * (1 - blocked));
  return { utilisation, waits, meanWaitHours: waits / (staff * served - arrivals) };
};

/** How many people keep the mean wait at or under `hours`; null where no number up to `most` does. */
export const peopleForWait = (arrivals: number, served: number, hours: number, most = 1000): number | null => {
  for (let people = Math.max(1, Math.floor(arrivals / served)); people <= most; people++) {
    const queue = waitFor(arrivals, served, people);
    if (queue.waits !== null && queue.meanWaitHours <= hours) return people;
  }
  return null;
};

/** Months of full work a new person gives in `months`, when the first ones count as `ramp` says (0…1) and all after them as 1. T-38. */
export const effectiveMonths = (ramp: readonly number[], months: number): number =>
  Array.from({ length: Math.max(0, Math.floor(months)) }, (_, at) => ramp[at] ?? 1).reduce(
    (total, part) => total + part,
    0,
  );
