import type { z } from 'zod';
import { Blueprint, collectionNames } from '../../../model/blueprint/blueprint.ts';
import type { Edge, InputRef, Touchpoint } from '../../../model/blueprint/journey.ts';
import type { Wording } from '../../../model/blueprint/words.ts';

/** A blueprint or a part of it as it is written by hand: what is not said is what the model gives. */
export type Part = z.input<typeof Blueprint>;

export const words = (ru: string, en: string): Wording => ({ ru, en });

/** Gives things their places in the order they are written. */
export const placed = <Thing extends object>(
  things: Record<string, Thing>,
): Record<string, Thing & { place: number }> =>
  Object.fromEntries(Object.entries(things).map(([id, thing], at) => [id, { place: at + 1, ...thing }]));

type Input = z.input<typeof InputRef>;

/** What a cell rests on, as `KIND:ID`. */
export const rests = (...refs: readonly `${Input['kind']}:${string}`[]): Input[] =>
  refs.map((ref) => {
    const [kind, id] = ref.split(':') as [Input['kind'], string];
    return { kind, id };
  });

type Written = z.input<typeof Touchpoint>;

/** Touchpoints by id: name in both languages, channel, and whose it is where it is not the company's own. */
export const touchpoints = (
  list: Record<string, readonly [ru: string, en: string, channel: string, ownership?: Written['ownership']]>,
): Record<string, Written> =>
  placed(
    Object.fromEntries(
      Object.entries(list).map(([id, [ru, en, channel, ownership]]) => [
        id,
        { name: words(ru, en), channel, ...(ownership ? { ownership } : {}) },
      ]),
    ),
  );

type Way = Partial<z.input<typeof Edge>>;

/**
 * Ways of a journey: from, to, which part goes so, within how many days, and the rest.
 *
 * A bare id is a cell; `state:` and `stage:` are written out. A way's id is its two ends.
 */
export const ways = (
  journey: string,
  list: readonly (readonly [from: string, to: string, probability?: number | null, dwellDays?: number, more?: Way])[],
): Record<string, z.input<typeof Edge>> => {
  const end = (id: string): string => (id.includes(':') ? id : `cell:${id}`);
  const short = (id: string): string => id.replace(':', '.');
  return Object.fromEntries(
    list.map(([from, to, probability, dwellDays, more]) => [
      `${short(from)}-${short(to)}`,
      {
        journey,
        from: end(from),
        to: end(to),
        ...(probability === undefined ? {} : { probability }),
        ...(dwellDays === undefined ? {} : { dwellDays }),
        ...more,
      },
    ]),
  );
};

/** Hours within which another owner takes a customer over, unless a way says otherwise: a working day. */
const handoffHours = 24;

const withHandoffs = (blueprint: Blueprint): Blueprint => {
  const owner = (end: string): string | null =>
    end.startsWith('cell:') ? (blueprint.cells[end.slice(5)]?.responsible ?? null) : null;
  for (const edge of Object.values(blueprint.edges)) {
    const [from, to] = [owner(edge.from), owner(edge.to)];
    if (edge.handoffHours === null && from !== to && edge.from.startsWith('cell:') && edge.to.startsWith('cell:'))
      edge.handoffHours = handoffHours;
  }
  return blueprint;
};

/** Parts put together; of things with the same id the later one stands. Edges between different owners get their hand-over term. */
export const together = (...parts: readonly Part[]): Blueprint => {
  const all: Record<string, object> = {};
  for (const name of collectionNames) all[name] = Object.assign({}, ...parts.map((part) => part[name] ?? {}));
  return withHandoffs(Blueprint.parse(all));
};
