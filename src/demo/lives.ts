import { type DayNumber, dayOf, theEnd, year2024, year2025 } from './calendar.ts';
import { type Chance, chanceOf } from './chance.ts';
import {
  type ChannelId,
  exposure,
  lostAfterDays,
  newByChannel,
  type SegmentId,
  segmentIds,
  winbackAttempts,
} from './targets.ts';

/**
 * What becomes of a customer, as 2025 sees it.
 *
 * kept: active at its beginning and its end · leaving: active at its beginning, lost in it · gone: lost before it ·
 * returned: lost before it, won back in it · fresh: bought first in it.
 */
export type Fate = 'kept' | 'leaving' | 'gone' | 'returned' | 'fresh';

/** One customer and the days it bought on, before anything is said of what it bought. */
export type CustomerLife = {
  segment: SegmentId;
  fate: Fate;
  /** Whether it bought before the records began: its first recorded order is not its first. */
  isOld: boolean;
  channel: ChannelId;
  days: DayNumber[];
  /** Whether it was lost and came back before 2025. */
  hasBreak: boolean;
  /** Whether somebody tried to win it back in 2025. */
  isAttempted: boolean;
};

type Cohort = 'early' | 'spring' | 'autumn';
type Shape = Readonly<{
  /** How many by fate and by when they first bought: in 2023, in the first and in the second half of 2024. */
  kept: Readonly<Record<Cohort, number>>;
  leaving: Readonly<Record<Cohort, number>>;
  gone: Readonly<Record<Cohort, number>>;
  returned: Readonly<Record<Cohort, number>>;
  /** Of those of 2023: the part that bought before the records began; how many kept and gone were won back in 2024. */
  oldShare: number;
  keptBreaks: number;
  goneBreaks: number;
  /** Mean days between orders. */
  gap: number;
  /** Of the new of 2025: the part that buys once only, and the part that stays to the end. */
  once: number;
  stays: number;
}>;

const shapes: Readonly<Record<SegmentId, Shape>> = {
  S1: {
    kept: { early: 330, spring: 125, autumn: 290 },
    leaving: { early: 55, spring: 30, autumn: 150 },
    gone: { early: 620, spring: 430, autumn: 0 },
    returned: { early: 120, spring: 20, autumn: 0 },
    oldShare: 0.3,
    keptBreaks: 50,
    goneBreaks: 80,
    gap: 105,
    once: 0.6,
    stays: 0.2,
  },
  S2: {
    kept: { early: 189, spring: 28, autumn: 27 },
    leaving: { early: 30, spring: 5, autumn: 11 },
    gone: { early: 45, spring: 18, autumn: 0 },
    returned: { early: 13, spring: 1, autumn: 0 },
    oldShare: 0.7,
    keptBreaks: 9,
    goneBreaks: 4,
    gap: 62,
    once: 0.08,
    stays: 0.84,
  },
  S3: {
    kept: { early: 71, spring: 8, autumn: 8 },
    leaving: { early: 10, spring: 1, autumn: 2 },
    gone: { early: 9, spring: 1, autumn: 0 },
    returned: { early: 2, spring: 0, autumn: 0 },
    oldShare: 0.7,
    keptBreaks: 2,
    goneBreaks: 0,
    gap: 68,
    once: 0.05,
    stays: 0.9,
  },
  S4: {
    kept: { early: 29, spring: 3, autumn: 4 },
    leaving: { early: 3, spring: 0, autumn: 1 },
    gone: { early: 4, spring: 0, autumn: 0 },
    returned: { early: 0, spring: 0, autumn: 0 },
    oldShare: 0.8,
    keptBreaks: 0,
    goneBreaks: 0,
    gap: 30,
    once: 0,
    stays: 1,
  },
};
const borders: Readonly<Record<Cohort, readonly [DayNumber, DayNumber]>> = {
  early: [0, year2024],
  spring: [year2024, dayOf('2024-06-20')],
  autumn: [dayOf('2024-06-20'), year2025],
};
/** The last day whose silence is a loss before 2025. */
const lastDayOfGone = year2025 - lostAfterDays - 3;
const newBySeason = [5, 5, 6, 7, 7, 7, 7, 9, 12, 13, 13, 9];

/** Some orders are skipped and some come only just before their customer would be lost, as in life; both ends stay. */
const withPauses = (days: readonly DayNumber[], chance: Chance): DayNumber[] => {
  const longest = lostAfterDays - 5;
  const kept = days.filter((_, at) => at === 0 || at === days.length - 1 || !chance.happens(0.12));
  const isTooLong = kept.some((day, at) => at > 0 && day - (kept[at - 1] ?? day) > longest);
  const all = isTooLong ? [...days] : kept;
  for (let at = 1; at < all.length - 1; at += 1) {
    const late = (all[at + 1] ?? 0) - chance.int(longest - 22, longest);
    if (chance.happens(0.3) && late > (all[at - 1] ?? 0) + 9) all[at] = late;
  }
  return all;
};

/** Days of orders from `first` to `last` at about `gap` days from each other, never lost in between. */
const ordersBetween = (first: DayNumber, last: DayNumber, gap: number, chance: Chance): DayNumber[] => {
  const span = last - first;
  if (span < 10) return [first];
  const steps = Math.ceil(span / gap);
  const inner = Array.from({ length: steps - 1 }, (_, at) =>
    Math.round(first + ((at + 1 + (chance.share() - 0.5) * 0.24) * span) / steps),
  );
  return withPauses([first, ...inner, last], chance);
};

/** Days of a life that ends by itself somewhere up to `limit`, more often soon. */
const oneLife = (first: DayNumber, limit: DayNumber, gap: number, chance: Chance): DayNumber[] => {
  const span = Math.max(0, limit - first);
  const isOnce = chance.happens(0.35);
  return ordersBetween(first, isOnce ? first : first + Math.round(span * chance.share() ** 2.6), gap, chance);
};

const firstDay = (cohort: Cohort, isOld: boolean, chance: Chance): DayNumber => {
  const [from, to] = borders[cohort];
  return isOld ? chance.int(2, 95) : chance.int(from + (cohort === 'early' ? 12 : 0), to - 1);
};

/** A day of the span, twice as likely in its first quarter. */
const soonAfter = (from: DayNumber, to: DayNumber, chance: Chance): DayNumber =>
  from + Math.floor((to - from + 1) * chance.share() ** 2);

const lastDayOfKept = (chance: Chance): DayNumber => theEnd - chance.int(1, 120);

/** A customer that was silent for over `lostAfterDays` once, and bought again in 2024. */
const withBreak = (fate: 'kept' | 'gone', gap: number, chance: Chance): DayNumber[] => {
  const first = chance.int(2, 150);
  const back = fate === 'kept' ? chance.int(year2024 + 20, year2025 - 10) : chance.int(year2024 + 5, lastDayOfGone);
  const silent = back - lostAfterDays - chance.int(12, 60);
  const before = ordersBetween(first, Math.max(first, silent), gap, chance);
  const after =
    fate === 'kept'
      ? ordersBetween(back, lastDayOfKept(chance), gap, chance)
      : oneLife(back, Math.min(lastDayOfGone, back + 60), gap, chance);
  return [...before, ...after];
};

const daysOf = (
  fate: Exclude<Fate, 'fresh'>,
  cohort: Cohort,
  isOld: boolean,
  gap: number,
  chance: Chance,
): DayNumber[] => {
  const first = firstDay(cohort, isOld, chance);
  if (fate === 'kept') return ordersBetween(first, lastDayOfKept(chance), gap, chance);
  if (fate === 'leaving') {
    const isEarly = cohort === 'autumn' || chance.happens(0.7);
    const last = isEarly
      ? soonAfter(Math.max(first, year2025 - lostAfterDays + 2), year2025 - 1, chance)
      : chance.int(year2025 + 2, year2025 + 120);
    return ordersBetween(last - first < 10 ? last : first, last, gap, chance);
  }
  if (fate === 'gone') return oneLife(Math.min(first, lastDayOfGone), lastDayOfGone, gap, chance);
  const before = oneLife(first, lastDayOfGone - 20, gap, chance);
  const back = theEnd - 3 - Math.floor(chance.share() ** 1.9 * 330);
  return [...before, ...ordersBetween(back, chance.happens(0.5) ? theEnd - 2 : back, gap, chance)];
};

/** When the new customers of 2025 came and how long they went on. */
const freshDays = (segment: SegmentId, chance: Chance): DayNumber[] => {
  const shape = shapes[segment];
  const month = Number(chance.weighted(Object.fromEntries(newBySeason.map((weight, at) => [String(at), weight]))));
  const first = Math.min(theEnd - 2, Math.floor(year2025 + ((month + chance.share()) * 365) / 12));
  const fate = chance.share();
  if (fate < shape.once) return [first];
  const last = fate > 1 - shape.stays ? lastDayOfKept(chance) : first + chance.int(25, 120);
  return ordersBetween(first, Math.max(first, Math.min(last, theEnd - 1)), shape.gap, chance);
};

/** The customer-years a life gives to 2025. */
export const exposureOf = (days: readonly DayNumber[]): number => {
  let covered = 0;
  for (const [at, day] of days.entries()) {
    const next = days[at + 1] ?? Number.POSITIVE_INFINITY;
    covered += Math.max(0, Math.min(day + lostAfterDays, next, theEnd) - Math.max(day, year2025));
  }
  return covered / 365;
};

/** Moves new customers earlier or later within the year until the segment has its customer-years. */
const fitExposure = (lives: CustomerLife[], segment: SegmentId, chance: Chance): void => {
  const fresh = lives.filter((life) => life.fate === 'fresh');
  let over = lives.reduce((sum, life) => sum + exposureOf(life.days), 0) - exposure[segment];
  for (let turn = 0; turn < 60_000 && Math.abs(over) > 0.02; turn += 1) {
    const life = chance.pick(fresh);
    const by = Math.sign(over) * chance.int(1, Math.max(1, Math.min(20, Math.round(Math.abs(over) * 365))));
    const moved = life.days.map((day) => day + by).filter((day) => day < theEnd);
    const first = moved[0];
    if (first === undefined || first < year2025 || first > theEnd - 2) continue;
    const change = exposureOf(moved) - exposureOf(life.days);
    if (Math.abs(over + change) >= Math.abs(over)) continue;
    life.days = moved;
    over += change;
  }
};

const channelsOfNew = (segment: SegmentId, chance: Chance): ChannelId[] => {
  const counts = Object.entries(newByChannel[segment]) as [ChannelId, number][];
  return chance.shuffled(counts.flatMap(([channel, count]) => Array.from({ length: count }, () => channel)));
};

const segmentLives = (segment: SegmentId): CustomerLife[] => {
  const chance = chanceOf(`lives ${segment}`);
  const shape = shapes[segment];
  const lives: CustomerLife[] = [];
  for (const fate of ['kept', 'leaving', 'gone', 'returned'] as const)
    for (const cohort of ['early', 'spring', 'autumn'] as const)
      for (let at = 0; at < shape[fate][cohort]; at += 1) {
        const breaks = fate === 'kept' ? shape.keptBreaks : fate === 'gone' ? shape.goneBreaks : 0;
        const hasBreak = cohort === 'early' && at < breaks;
        const isOld = cohort === 'early' && !hasBreak && chance.happens(shape.oldShare);
        const days =
          hasBreak && (fate === 'kept' || fate === 'gone')
            ? withBreak(fate, shape.gap, chance)
            : daysOf(fate, cohort, isOld, shape.gap, chance);
        const channel = chance.weighted(newByChannel[segment]);
        lives.push({ segment, fate, isOld, channel, days, hasBreak, isAttempted: fate === 'returned' });
      }
  for (const channel of channelsOfNew(segment, chance))
    lives.push({
      segment,
      fate: 'fresh',
      isOld: false,
      channel,
      days: freshDays(segment, chance),
      hasBreak: false,
      isAttempted: false,
    });
  fitExposure(lives, segment, chance);
  const silent = lives.filter((life) => life.fate === 'gone' || life.fate === 'leaving');
  const returned = lives.filter((life) => life.fate === 'returned').length;
  for (const life of chance.shuffled(silent).slice(0, winbackAttempts[segment] - returned)) life.isAttempted = true;
  return lives;
};

/** Everybody who bought from the company in the three years, by the day of the first order. */
export const generateLives = (): CustomerLife[] =>
  segmentIds.flatMap(segmentLives).sort((a, b) => (a.days[0] ?? 0) - (b.days[0] ?? 0));
