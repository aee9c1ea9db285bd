import type { Blueprint } from '../../../model/blueprint/blueprint.ts';
import { thingsOf } from '../../../model/blueprint/things.ts';
import { type AlikePaths, moveOf, pathsAlong, stateOfEnd } from '../../blueprint/real-paths.ts';
import { type Standing, statusOf, visitsNeeded } from '../../blueprint/status.ts';
import { means } from '../../organisation/spelling.ts';
import type { AuditMatter } from '../matter.ts';

/** What a customer of a segment of the design is worth: the forecast of CLTV; else a year's profit; null where the facts tell neither. */
const worthOf = ({ design, bySegment, facts }: AuditMatter, segment: string | null): number | null => {
  const thing = segment === null ? undefined : design?.segments[segment];
  const isIts = (written: string): boolean => segment !== null && thing !== undefined && means(written, segment, thing);
  const forecast = bySegment.find(({ metric, by }) => metric === 'cltv_forecast' && isIts(by.segment ?? ''))?.value;
  return forecast ?? facts.segments.find(({ name }) => isIts(name))?.profitYear ?? null;
};

/** By state, what one customer in it is worth: the part of those seen there who came to buy, or to what follows a purchase. */
export const stateChances = (blueprint: Blueprint, paths: readonly AlikePaths[]): Map<string, number> => {
  const isBought = (state: string): boolean => ['purchase', 'after'].includes(blueprint.states[state]?.phase ?? '');
  const seen = new Map<string, { all: number; bought: number }>();
  for (const { states, customers } of paths)
    for (const state of new Set(states)) {
      const bought = states.slice(states.indexOf(state)).some(isBought);
      const before = seen.get(state) ?? { all: 0, bought: 0 };
      seen.set(state, { all: before.all + customers, bought: before.bought + (bought ? customers : 0) });
    }
  return new Map([...seen].map(([state, { all, bought }]) => [state, bought / all]));
};

export type ConfirmedValue = {
  edges: number;
  /** Transitions by how far practice bears them out. */
  statuses: Map<Standing['status'], number>;
  /** Customers who made a designed move. */
  moved: number;
  /** 0…1: the part of the value going along designed transitions that goes along confirmed ones; null while too few were seen to go. */
  share: number | null;
};

/**
 * Which part of the value that goes along the designed transitions goes along confirmed ones (§4.9).
 *
 * The value on a transition is that of all customers seen to make it: what one of the segment is worth × how often those seen where it leads
 * came to buy. Of several transitions between the same two states each has an equal part. Segments whose worth is not known count as the others' mean.
 */
export const confirmedValue = (matter: AuditMatter, journeys: readonly string[]): ConfirmedValue => {
  const { design, asOf, paths } = matter;
  const statuses = new Map<Standing['status'], number>();
  if (design === null) return { edges: 0, statuses, moved: 0, share: null };
  const standing = new Map(
    thingsOf(design, 'edges')
      .filter(([, { journey }]) => journeys.includes(journey))
      .map(([id]) => [id, statusOf(design, `edge:${id}`, asOf).status]),
  );
  for (const status of standing.values()) statuses.set(status, (statuses.get(status) ?? 0) + 1);
  const worths = Object.keys(design.segments).flatMap((id) => worthOf(matter, id) ?? []);
  const usual = worths.length === 0 ? 1 : worths.reduce((sum, value) => sum + value, 0) / worths.length;
  let [moved, all, borne] = [0, 0, 0];
  for (const journey of journeys) {
    const between = new Map<string, Standing['status'][]>();
    for (const [id, { journey: of, from, to }] of Object.entries(design.edges)) {
      const [start, end] = [stateOfEnd(design, from), stateOfEnd(design, to)];
      if (of !== journey || start === null || end === null || start === end) continue;
      const move = moveOf(start, end);
      between.set(move, [...(between.get(move) ?? []), standing.get(id) ?? 'draft']);
    }
    const real = pathsAlong(design, journey, paths);
    const chances = stateChances(design, real);
    for (const { segment, states, customers } of real) {
      const worth = Math.max(0, worthOf(matter, segment) ?? usual);
      const made = states.slice(1).map((to, at) => ({ to, edges: between.get(moveOf(states[at] ?? '', to)) ?? [] }));
      const designed = made.filter(({ edges }) => edges.length > 0);
      if (designed.length > 0) moved += customers;
      for (const { to, edges } of designed) {
        const value = customers * worth * (chances.get(to) ?? 0);
        all += value;
        borne += (value * edges.filter((status) => status === 'confirmed').length) / edges.length;
      }
    }
  }
  return { edges: standing.size, statuses, moved, share: moved < visitsNeeded || all <= 0 ? null : borne / all };
};
