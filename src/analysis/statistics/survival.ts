/** How many subjects reached an age, and whether what is told of it happened (else they were last seen at that age). */
export type AgeCount = { age: number; outcome: string; count: number };

export type SurvivalStep = { age: number; survival: number };

const byAge = (ages: readonly AgeCount[]): { age: number; at: AgeCount[] }[] => {
  const groups = new Map<number, AgeCount[]>();
  for (const row of ages) groups.set(row.age, [...(groups.get(row.age) ?? []), row]);
  return [...groups].map(([age, at]) => ({ age, at })).sort((a, b) => a.age - b.age);
};

const countOf = (rows: readonly AgeCount[]): number => rows.reduce((sum, row) => sum + row.count, 0);

/**
 * The share of subjects to whom the event has not happened yet, by age, with those last seen earlier allowed for (Kaplan–Meier).
 *
 * `events` names the outcomes that are the event; all others are last sights. At one age events come before last sights.
 */
export const kaplanMeier = (ages: readonly AgeCount[], events: readonly string[]): SurvivalStep[] => {
  let atRisk = countOf(ages);
  let survival = 1;
  const steps: SurvivalStep[] = [];
  for (const { age, at } of byAge(ages)) {
    const happened = countOf(at.filter((row) => events.includes(row.outcome)));
    if (happened > 0) {
      survival *= 1 - happened / atRisk;
      steps.push({ age, survival });
    }
    atRisk -= countOf(at);
  }
  return steps;
};

/** The age by which the event has happened to half of the subjects; null where it never gets so far. */
export const medianAge = (steps: readonly SurvivalStep[]): number | null =>
  // Products of shares land a hair above one half where they are one half exactly.
  steps.find((step) => step.survival <= 0.5 + 1e-12)?.age ?? null;

/**
 * The share of subjects that end in each of several outcomes by the last age seen (Aalen–Johansen).
 *
 * Outcomes compete: one that happened excludes the others. Those whose outcome is not among `events` were last seen open.
 */
export const aalenJohansen = (
  ages: readonly AgeCount[],
  events: readonly string[],
): { incidence: Record<string, number>; open: number } => {
  let atRisk = countOf(ages);
  let open = 1;
  const incidence: Record<string, number> = Object.fromEntries(events.map((event) => [event, 0]));
  for (const { at } of byAge(ages)) {
    const before = open;
    for (const event of events) {
      const happened = countOf(at.filter((row) => row.outcome === event));
      const share = happened === 0 ? 0 : (before * happened) / atRisk;
      incidence[event] = (incidence[event] ?? 0) + share;
      open -= share;
    }
    atRisk -= countOf(at);
  }
  return { incidence, open };
};
