import type { Blueprint } from '../../model/blueprint/blueprint.ts';
import type { Edge } from '../../model/blueprint/journey.ts';

type Ways = readonly (readonly [string, Edge])[];

const kept = new WeakMap<Blueprint['edges'], Map<string, [string, Edge][]>>();

const byBeginning = (edges: Blueprint['edges']): Map<string, [string, Edge][]> => {
  const ways = new Map<string, [string, Edge][]>();
  for (const [id, edge] of Object.entries(edges)) {
    const others = ways.get(edge.from);
    if (others) others.push([id, edge]);
    else ways.set(edge.from, [[id, edge]]);
  }
  return ways;
};

const none: Ways = [];

/** The ways that leave an end; looked for once in all ways for as long as they are the same. */
export const waysFrom = (edges: Blueprint['edges'], end: string): Ways => {
  const known = kept.get(edges) ?? byBeginning(edges);
  kept.set(edges, known);
  return known.get(end) ?? none;
};
