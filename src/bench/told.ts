import { forecastMonths } from '../analysis/forecast/forecast.ts';
import { drawExponential, drawGamma, drawNormal, type Random } from '../analysis/models/numerics/draws.ts';
import { addDays, type Day, daysBetween } from '../model/days.ts';
import { CltvForecastInput } from '../model/forecast.ts';
import { periodsOf } from '../operations/forecast/periods.ts';
import { type PurchaseInput, type Taken, tellPurchases } from '../operations/forecast/purchases.ts';

/** One invented customer: whole days it bought on, in order, and what each brought. */
type Invented = { segment: number; days: number[]; amounts: number[] };

/** How the customers of a segment live: how many, how regular, how fast they leave. */
type Kind = { name: string; customers: number; phases: number; gapDays: number; leaves: number };

/** A large segment of chance buyers, one of regular ones, and one too small for a model of its own. */
const kinds: Kind[] = [
  { name: 'A', customers: 900, phases: 1, gapDays: 35, leaves: 0.08 },
  { name: 'B', customers: 500, phases: 3, gapDays: 50, leaves: 0.12 },
  { name: 'C', customers: 120, phases: 3, gapDays: 45, leaves: 0.1 },
];
const [opening, to] = ['2023-01-01', '2024-12-31'] as const;
const epochOf = (day: Day): number => daysBetween('1970-01-01', day);
const months = 6;
const horizonDays = (months * 365.25) / 12;

const customersOf = (random: Random): Invented[] =>
  kinds.flatMap(({ customers, phases, gapDays, leaves }, segment) =>
    Array.from({ length: customers }, (): Invented => {
      const rate = drawGamma(1.5, 1.5 * (gapDays / phases), random);
      const [chance, typical] = [leaves * 2 * random(), drawGamma(3.5, 60, random)];
      let at = epochOf(opening) + random() * 640;
      const [days, amounts] = [[] as number[], [] as number[]];
      while (at <= epochOf(to) + horizonDays) {
        const day = Math.floor(at);
        if (days.at(-1) !== day) {
          days.push(day);
          amounts.push(drawGamma(4, typical, random));
        }
        if (random() < chance) break;
        for (let phase = 0; phase < phases; phase += 1) at += drawExponential(rate, random);
      }
      return { segment, days, amounts };
    }),
  );

/** What the warehouse would say of these customers by a day, and of the span after and before it. */
const takenOf = (all: readonly Invented[], from: Day, span: number): Taken => {
  const end = epochOf(from);
  const known = all.filter(({ days }) => (days[0] ?? Infinity) <= end);
  const of = (value: (one: Invented) => number): number[] => known.map(value);
  const count = ({ days }: Invented, above: number, upTo: number): number =>
    days.filter((day) => day > above && day <= upTo).length;
  const lastBy = ({ days }: Invented, day: number): number => days.filter((one) => one <= day).at(-1) ?? 0;
  return {
    from,
    span,
    purchases: {
      customers: known.length,
      segments: kinds.map(({ name }) => name),
      segment: Uint32Array.from(of(({ segment }) => segment)),
      first: Int32Array.from(of(({ days }) => days[0] as number)),
      last: Int32Array.from(of((one) => lastBy(one, end))),
      repeats: Uint32Array.from(of((one) => count(one, -1, end) - 1)),
      mean: Float64Array.from(
        of(({ days, amounts }) => {
          const repeats = amounts.filter((_, at) => at > 0 && (days[at] as number) <= end);
          return repeats.length === 0 ? 0 : repeats.reduce((a, b) => a + b, 0) / repeats.length;
        }),
      ),
      firstAmount: Float64Array.from(of(({ amounts }) => amounts[0] as number)),
      logIntervals: Float64Array.from(
        of(({ days }) =>
          days.reduce(
            (sum, day, at) => (at > 0 && day <= end ? sum + Math.log(day - (days[at - 1] as number)) : sum),
            0,
          ),
        ),
      ),
      after: Uint32Array.from(of((one) => count(one, end, end + span))),
      before: Uint32Array.from(of((one) => count(one, end - span, end))),
      repeatsThen: Int32Array.from(of((one) => count(one, -1, end - span) - 1)),
      lastThen: Int32Array.from(of((one) => lastBy(one, end - span))),
    },
  };
};

/** What customers known by the last day bring in the months after. */
const broughtBy = (all: readonly Invented[], segment: number): number => {
  const end = epochOf(to);
  return all
    .filter((one) => one.segment === segment && (one.days[0] ?? Infinity) <= end)
    .reduce(
      (sum, { days, amounts }) =>
        sum +
        amounts.reduce(
          (own, amount, at) =>
            own + ((days[at] as number) > end && (days[at] as number) <= end + horizonDays ? amount : 0),
          0,
        ),
      0,
    );
};

/**
 * Whether the revenue of invented segments lies in the bounds told where nobody says by what they live: each is told by what would have come nearest to
 * its past. Null for a segment told by a rule, which has no bounds.
 */
export const oneCompanyBySegment = (random: Random): (boolean | null)[] => {
  const all = customersOf(random);
  const periods = periodsOf(opening, to, undefined);
  const at = (compared: typeof periods.judgedOn): Taken | null =>
    compared && takenOf(all, compared.from, compared.span);
  const input = CltvForecastInput.parse({ workspace: 'bench', horizon: months }) as PurchaseInput;
  const found = tellPurchases({
    input,
    to,
    periods,
    now: takenOf(all, to, Math.round(horizonDays)),
    judging: at(periods.judgedOn),
    choosing: at(periods.chosenOn),
    weeks: { until: [addDays(to, 7)], ofSegment: new Map() },
    who: null,
    discountRateYear: 0.18,
    scale: 1,
    isUnrated: false,
  });
  return kinds.map(({ name }, segment) => {
    const interval = found.by.find((row) => row.segment === name)?.interval;
    const brought = broughtBy(all, segment);
    return interval ? brought >= interval[0] && brought <= interval[1] : null;
  });
};

/** Months as shops have them: a level that wanders, one that climbs besides, and one with seasons. */
export const monthlyKinds = ['a wandering level', 'a level that climbs', 'seasons'] as const;

/** Whether each of the twelve months after three years, and their sum, lie in the bounds told from those three years. */
export const oneSeries = (
  kind: (typeof monthlyKinds)[number],
  random: Random,
): { months: boolean[]; total: boolean } | null => {
  const [known, ahead] = [36, 12];
  let level = 100;
  const values = Array.from({ length: known + ahead }, (_, at) => {
    const chance = 10 * drawNormal(random);
    const season = kind === 'seasons' ? 25 * Math.sin((at * Math.PI) / 6) : 0;
    const value = level + season + chance;
    level += 0.3 * chance + (kind === 'a level that climbs' ? 1.5 : 0);
    return value;
  });
  const told = forecastMonths(values.slice(0, known), ahead);
  if ('reason' in told) return null;
  const came = values.slice(known);
  const within = ([low, high]: readonly [number, number], value: number): boolean => value >= low && value <= high;
  return {
    months: told.months.map(({ interval }, at) => within(interval, came[at] as number)),
    total: within(
      told.total.interval,
      came.reduce((a, b) => a + b, 0),
    ),
  };
};
