import { type Day, daysBetween } from '../../../model/days.ts';
import type { StageOrOverlay } from '../../../model/stages.ts';

export type Stay = { stage: StageOrOverlay; from: Day; to: Day | null; life: number };

/** One stretch of the track: a stay and where it lies, in shares of the whole width. */
export type Stretch = {
  at: number;
  stage: StageOrOverlay;
  from: Day;
  to: Day | null;
  days: number;
  left: number;
  width: number;
};

/** One life (0 before the first order) and where it lies. */
export type LifeSpan = { life: number; left: number; width: number };

export type Track = {
  from: Day;
  to: Day;
  stretches: Stretch[];
  advocate: Stretch[];
  lives: LifeSpan[];
  /** The first days of years inside the track, but for those too near its end to be written. */
  years: { year: string; left: number }[];
};

/**
 * Lays a customer's stays along one line of time, from the first stay to the as-of day.
 *
 * A stay keeps at least `minimum` of the width so that it can be seen and pressed; what that takes comes from the longer
 * ones in proportion. The overlay «advocate» lies on a line of its own and is not widened. `at` is the stay's place in `stays`.
 * Null when there is no stay.
 */
export const layTrack = (stays: readonly Stay[], asOf: Day, minimum = 0.012): Track | null => {
  const first = stays[0];
  if (!first) return null;
  const from = stays.reduce((day, stay) => (stay.from < day ? stay.from : day), first.from);
  const to = stays.reduce((day, stay) => ((stay.to ?? stay.from) > day ? (stay.to ?? stay.from) : day), asOf);
  const main = stays.map((stay, at) => ({ ...stay, at })).filter((stay) => stay.stage !== 'advocate');
  const days = main.map((stay) => Math.max(0, daysBetween(stay.from, stay.to ?? to)));
  const widths = widen(days, minimum);

  let left = 0;
  const stretches = main.map((stay, index): Stretch => {
    const width = widths[index] ?? 0;
    const stretch = {
      at: stay.at,
      stage: stay.stage,
      from: stay.from,
      to: stay.to,
      days: days[index] ?? 0,
      left,
      width,
    };
    left += width;
    return stretch;
  });
  const place = placeOf(stretches, to);
  const advocate = stays
    .map((stay, at) => ({ ...stay, at }))
    .filter((stay) => stay.stage === 'advocate')
    .map((stay): Stretch => {
      const start = place(stay.from);
      const end = place(stay.to ?? to);
      return {
        at: stay.at,
        stage: stay.stage,
        from: stay.from,
        to: stay.to,
        days: daysBetween(stay.from, stay.to ?? to),
        left: start,
        width: Math.max(0, end - start),
      };
    });
  return { from, to, stretches, advocate, lives: livesOf(main, stretches), years: yearsOf(from, to, place) };
};

/** Shares of one by size, none less than `minimum` (or an equal share where there are too many for that). */
const widen = (sizes: readonly number[], minimum: number): number[] => {
  if (sizes.length === 0) return [];
  const floor = Math.min(minimum, 1 / sizes.length);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total === 0) return sizes.map(() => 1 / sizes.length);
  const free = 1 - floor * sizes.length;
  return sizes.map((size) => floor + (free * size) / total);
};

/** Where a day lies on the track that `stretches` make up. */
const placeOf = (stretches: readonly Stretch[], end: Day) => {
  return (day: Day): number => {
    const over = stretches.findLast((stretch) => stretch.from <= day);
    if (!over) return 0;
    if (over.days === 0) return over.left;
    return over.left + over.width * Math.min(1, daysBetween(over.from, day > end ? end : day) / over.days);
  };
};

const livesOf = (stays: readonly Stay[], stretches: readonly Stretch[]): LifeSpan[] => {
  const lives: LifeSpan[] = [];
  for (const [index, stretch] of stretches.entries()) {
    const life = stays[index]?.life ?? 0;
    const last = lives.at(-1);
    if (last && last.life === life) last.width += stretch.width;
    else lives.push({ life, left: stretch.left, width: stretch.width });
  }
  return lives;
};

const lastYearAt = 0.95;

const yearsOf = (from: Day, to: Day, place: (day: Day) => number): { year: string; left: number }[] => {
  const years: { year: string; left: number }[] = [];
  for (let year = Number(from.slice(0, 4)) + 1; year <= Number(to.slice(0, 4)); year += 1) {
    const day = `${String(year).padStart(4, '0')}-01-01`;
    const left = place(day);
    if (day > from && day <= to && left < lastYearAt) years.push({ year: String(year), left });
  }
  return years;
};
