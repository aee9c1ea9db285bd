/** How many subjects reached an age, and whether what is told of it happened (else they were last seen at that age). */
export type AgeCount = { age: number; outcome: string; count: number };

export type SurvivalStep = { age: number; survival: number };

const byAge = (ages: readonly AgeCount[]): { age: number; at: AgeCount[] }[] => {
  const groups = new Map<number, AgeCount[]>();
  for (const row of ages) {
    const known = groups.get(row.age);
    if (known) known.push(row);
    else groups.set(row.age, [row]);
  }
  return [...groups].map(([age, at]) => ({ age, at })).sort((a, b) => a.age - b.age);
};

const countOf = (rows: readonly AgeCount[]): number => rows.reduce((sum, row) => sum + row.count, 0);

/** By age: to how many of those who reached it the event happened, where it did. At one age events come before last sights. */
export const riskSteps = (
  ages: readonly AgeCount[],
  events: readonly string[],
): { age: number; atRisk: number; happened: number }[] => {
  let left = countOf(ages);
  return byAge(ages).flatMap(({ age, at }) => {
    const atRisk = left;
    left -= countOf(at);
    const happened = countOf(at.filter((row) => events.includes(row.outcome)));
    return happened > 0 ? [{ age, atRisk, happened }] : [];
  });
};

/**
 * Kaplan–Meier's steps with their standard errors by Greenwood's formula: S·√Σ d ÷ (n(n−d)).
 *
 * Nothing is left to err about once all of those at risk have had the event: the error is 0 there.
 */
export const kaplanMeierErrors = (
  ages: readonly AgeCount[],
  events: readonly string[],
): (SurvivalStep & { standardError: number })[] => {
  let [survival, sum] = [1, 0];
  return riskSteps(ages, events).map(({ age, atRisk, happened }) => {
    survival *= 1 - happened / atRisk;
    if (happened < atRisk) sum += happened / (atRisk * (atRisk - happened));
    return { age, survival, standardError: survival * Math.sqrt(sum) };
  });
};

/**
 * The share of subjects to whom the event has not happened yet, by age, with those last seen earlier allowed for (Kaplan–Meier).
 *
 * `events` names the outcomes that are the event; all others are last sights. At one age events come before last sights.
 */
export const kaplanMeier = (ages: readonly AgeCount[], events: readonly string[]): SurvivalStep[] =>
  kaplanMeierErrors(ages, events).map(({ age, survival }) => ({ age, survival }));

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

/**
 * Aalen–Johansen's share of one outcome by age, outcomes competing, with standard errors by the delta method.
 *
 * One step for each age at which anything of `events` happened. Source: Marubini & Valsecchi 1995, ch. 10.
 */
export const incidenceCurve = (
  ages: readonly AgeCount[],
  events: readonly string[],
  event: string,
): { age: number; incidence: number; standardError: number }[] => {
  let atRisk = countOf(ages);
  let [open, incidence] = [1, 0];
  const steps: { age: number; incidence: number; atRisk: number; any: number; this: number; before: number }[] = [];
  for (const { age, at } of byAge(ages)) {
    const any = countOf(at.filter((row) => events.includes(row.outcome)));
    const here = countOf(at.filter((row) => row.outcome === event));
    if (any > 0) {
      const before = open;
      incidence += (before * here) / atRisk;
      open *= 1 - any / atRisk;
      steps.push({ age, incidence, atRisk, any, this: here, before });
    }
    atRisk -= countOf(at);
  }
  return steps.map(({ age, incidence: reached }, last) => {
    let variance = 0;
    for (const step of steps.slice(0, last + 1)) {
      const later = reached - step.incidence;
      if (step.any < step.atRisk) variance += (later ** 2 * step.any) / (step.atRisk * (step.atRisk - step.any));
      variance += (step.before ** 2 * step.this * (step.atRisk - step.this)) / step.atRisk ** 3;
      variance -= (2 * later * step.before * step.this) / step.atRisk ** 2;
    }
    return { age, incidence: reached, standardError: Math.sqrt(Math.max(0, variance)) };
  });
};
